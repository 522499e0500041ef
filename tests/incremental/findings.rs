//! `Draft::check` after edits is `Draft::check` of the draft read afresh, and so is what it claims.

use crate::random::{self, Random};
use crate::texts::TEXTS;
use ibid::check::Draft;
use ibid::config::{Level, Settings};
use ibid::rules::RULES;
use std::sync::Arc;

/// Edits of each text; `IBID_EDITS` for more.
const EDITS: usize = 24;
/// After so many edits a text starts afresh, before it is only debris.
const LIFE: usize = 24;
/// What somebody types who writes on; and what parts and joins paragraphs.
const TYPED: &[&str] = &["e", " ", "a word ", "\n\n", "5", ".", " says", "Ada Lund said: ", "[^1]", " 2019 ", ":"];
/// Pages of so many rules make one text: long enough for most of it to lie outside of what an edit touches.
const PAGES: usize = 5;

#[test]
fn what_is_found_after_an_edit_is_what_is_found_afresh() {
    let edits = std::env::var("IBID_EDITS").ok().and_then(|n| n.parse().ok()).unwrap_or(EDITS);
    let first: u64 = std::env::var("IBID_SEED").ok().and_then(|n| n.parse().ok()).unwrap_or(0);
    let mut texts: Vec<(String, String)> =
        TEXTS.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    for rules in RULES.chunks(PAGES) {
        texts.push((rules[0].name.to_owned(), rules.iter().map(|rule| examples(rule.page)).collect()));
    }
    let mut failures: Vec<String> = Vec::new();
    for (name, text) in &texts {
        for round in 0..edits.div_ceil(LIFE) {
            failures.extend(follow(name, text.clone(), first + round as u64));
        }
    }
    failures.sort_by_key(String::len);
    let shown = failures[..failures.len().min(3)].join("\n");
    assert!(failures.is_empty(), "{} differ; the shortest:\n{shown}", failures.len());
}

/// The drafts on a rule's page, one behind the other.
fn examples(page: &str) -> String {
    let mut text = String::new();
    let mut fence: Option<usize> = None;
    for line in page.lines() {
        let ticks = line.bytes().take_while(|&b| b == b'`').count();
        match fence {
            Some(open) if ticks >= open && line.len() == ticks => {
                fence = None;
                text.push_str("\n\n");
            }
            Some(_) => text.extend([line, "\n"]),
            None if ticks > 2 && line[ticks..].starts_with("md") => fence = Some(ticks),
            None => {}
        }
    }
    text
}

fn follow(name: &str, mut source: String, seed: u64) -> Option<String> {
    let mut random = Random::new(seed);
    let settings = Arc::new(every_rule());
    let mut draft = Draft::new(&source, Arc::clone(&settings));
    draft.check();
    for step in 0..LIFE {
        let (range, replacement) =
            if random.below(3) > 0 { typed(&mut random, &source) } else { random::edit(&mut random, &source) };
        let before = source.clone();
        source.replace_range(range.clone(), &replacement);
        draft.edit(range.clone(), &replacement);
        // At times a check comes after several edits.
        if random.below(4) == 0 {
            continue;
        }
        if let Some(what) = difference(&mut draft, &source, &settings) {
            return Some(format!(
                "{name}, seed {seed}, step {step}: {range:?} becomes {replacement:?} in\n  {before:?}\n  {what}\n"
            ));
        }
    }
    None
}

/// Somebody types in one place.
fn typed(random: &mut Random, source: &str) -> (std::ops::Range<usize>, String) {
    let mut at = random.below(source.len() + 1);
    while !source.is_char_boundary(at) {
        at -= 1;
    }
    (at..at, random.pick(TYPED).to_owned())
}

fn every_rule() -> Settings {
    let mut settings = Settings { year: Some(2024), ..Settings::default() };
    for rule in RULES.iter().filter(|rule| !rule.on) {
        settings.rules.insert(rule.name.to_owned(), Level::On);
    }
    settings
}

fn difference(draft: &mut Draft, source: &str, settings: &Arc<Settings>) -> Option<String> {
    let mut fresh = Draft::new(source, Arc::clone(settings));
    let (found, afresh) = (draft.check(), fresh.check());
    if let Some((found, afresh)) = found.iter().zip(&afresh).find(|(found, afresh)| found != afresh) {
        return Some(format!("found\n  {found:?}\n  afresh\n  {afresh:?}"));
    }
    if found.len() != afresh.len() {
        let longer = if found.len() > afresh.len() { &found } else { &afresh };
        let first = &longer[found.len().min(afresh.len())];
        return Some(format!(
            "{} findings, {} afresh; the first of the others\n  {first:?}",
            found.len(),
            afresh.len()
        ));
    }
    let (claims, anew) = (draft.fact_sheet(&found), fresh.fact_sheet(&afresh));
    (claims != anew).then(|| "the claims differ".to_owned())
}

#[test]
fn a_fix_follows_what_stands_beside_its_finding() {
    let settings = Arc::new(every_rule());
    let once = "See[^1] and[^2].\n\n[^2]: Two\n\n    - in it\n\nIt held.[^1]\n\n[^1]: One\n";
    let twice = format!("{once}[^2]: Two\n\n    - in it\n\n");
    let source = format!("{twice}It ended.\n\nAll was well.\n\nThey went home.\n");
    let (last, behind) = (once.len(), twice.len());
    let edits =
        [(last..last, "\n"), (last - 1..last - 1, "\n"), (behind..behind, "\n"), (behind..behind + 2, "[^3]: ")];
    for (range, text) in edits {
        let mut draft = Draft::new(&source, Arc::clone(&settings));
        let stays = |draft: &mut Draft| format!("{:?}", draft.check()).contains("text: \"\\n\"");
        assert!(stays(&mut draft), "an empty line stays where the note goes");
        draft.edit(range.clone(), text);
        let mut after = source.clone();
        after.replace_range(range, text);
        let found = difference(&mut draft, &after, &settings);
        assert!(found.is_none(), "{after:?}: {}", found.unwrap_or_default());
        assert!(!stays(&mut draft), "{after:?}");
    }
}
