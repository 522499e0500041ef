//! What holds for every example, whatever the rule.

use crate::annotate::{annotate, indent};
use crate::page::{Example, Kind, examples};
use crate::random::{self, Random};
use crate::run::{ROUNDS, check, check_with_fixes, mend, report};
use ibid::check::{Draft, apply};
use ibid::finding::{Edit, Finding, Fix, Safety};
use ibid::rules::{Group, Rule};
use std::collections::BTreeMap;

/// Edits of each example in [`a_random_edit_equals_a_fresh_check`].
const EDITS: usize = 12;

#[test]
fn fixes_are_edits_of_the_draft() {
    let mut failures = Vec::new();
    for example in examples() {
        for (finding, fixes) in check_with_fixes(&example, &example.text) {
            for fix in &fixes {
                if let Some(what) = unfit(&example.text, fix) {
                    failures.push(format!("{}: `{}`, for `{}`: {what}", example.place(), fix.title, finding.message));
                }
            }
        }
    }
    report(failures);
}

fn unfit(text: &str, fix: &Fix) -> Option<&'static str> {
    let sound = |edit: &Edit| edit.range.start <= edit.range.end && text.get(edit.range.clone()).is_some();
    if !fix.edits.iter().all(sound) {
        return Some("an edit is outside the text or splits a character");
    }
    if fix.edits.windows(2).any(|pair| pair[0].range.end > pair[1].range.start) {
        return Some("edits overlap or are not in order");
    }
    if fix.edits.is_empty() && fix.elsewhere.is_none()
        || fix.edits.iter().any(|edit| text[edit.range.clone()] == edit.text)
    {
        return Some("an edit changes nothing");
    }
    (fix.title.is_empty() || fix.title.ends_with('.')).then_some("a title is a verb phrase without a full stop")
}

#[test]
fn messages_and_titles_stand_on_one_line() {
    let mut failures = Vec::new();
    for example in examples() {
        for (finding, fixes) in check_with_fixes(&example, &example.text) {
            let said = [&finding.message].into_iter().chain(fixes.iter().map(|fix| &fix.title));
            let broken = said.filter(|words| words.contains(['\n', '\r']));
            failures.extend(broken.map(|words| format!("{}: {words:?}", example.place())));
        }
    }
    report(failures);
}

#[test]
fn fixes_mend_and_break_nothing() {
    let mut failures = Vec::new();
    for example in examples().iter().filter(|example| example.kind == Kind::Invalid) {
        let findings = check_with_fixes(example, &example.text);
        let before = count(findings.iter().map(|(finding, _)| finding));
        for (finding, fix) in findings.iter().flat_map(|(finding, fixes)| fixes.iter().map(move |fix| (finding, fix))) {
            // What is mended in another file is tested on files.
            if fix.edits.is_empty() {
                continue;
            }
            let (text, _) = apply(&example.text, [fix]);
            let after = check(example, &text);
            let counts = count(&after);
            let mut wrong = Vec::new();
            if counts.get(finding.rule.name).copied().unwrap_or(0) >= before[finding.rule.name] {
                wrong.push("the fault stays".to_owned());
            }
            for new in &after {
                let name = new.rule.name;
                if counts[name] > before.get(name).copied().unwrap_or(0) && !may_appear(new.rule, finding.rule, fix) {
                    wrong.push(format!("`{name}` appears: {}", new.message));
                }
            }
            if !wrong.is_empty() {
                let drawn = indent(&annotate(&text, &after));
                failures.push(format!("{}: after `{}`: {}\n{drawn}", example.place(), fix.title, wrong.join("; ")));
            }
        }
    }
    report(failures);
}

/// A placeholder is a fault until the writer fills it; a claim that lost a sham of a source is what it was, unsourced; a
/// definition may lose its last use; and a comment that now names a rule may turn out to silence nothing.
fn may_appear(new: &Rule, mended: &Rule, fix: &Fix) -> bool {
    let left_over = matches!(new.name, "placeholder-source" | "unused-definition") || new.group == Group::Attribution;
    fix.safety == Safety::Unsafe && left_over || new.group == Group::Silencing && mended.group == Group::Silencing
}

fn count<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    findings.into_iter().for_each(|finding| *counts.entry(finding.rule.name).or_default() += 1);
    counts
}

#[test]
fn fixes_come_to_an_end() {
    let mut failures = Vec::new();
    for example in examples().iter().filter(|example| example.kind == Kind::Invalid) {
        for which in 0..3 {
            if let Err(text) = mend(example, &example.text, |fixes| fixes.get(which)) {
                let place = example.place();
                failures.push(format!(
                    "{place}: fix {} is still found after {ROUNDS} rounds:\n{}",
                    which + 1,
                    indent(&text)
                ));
            }
        }
    }
    report(failures);
}

/// A text that says the same in other bytes.
struct Variant {
    name: &'static str,
    text: String,
    /// Where each byte of the original, and its end, is now.
    places: Vec<usize>,
}

fn variants(text: &str) -> Vec<Variant> {
    let moved = |by: usize| (0..=text.len()).map(|place| place + by).collect::<Vec<_>>();
    let carriage_returns = || {
        let mut places: Vec<usize> = text
            .bytes()
            .scan(0, |added, b| {
                let place = *added;
                *added += if b == b'\n' { 2 } else { 1 };
                Some(place)
            })
            .collect();
        places.push(text.len() + text.matches('\n').count());
        places
    };
    let mut variants = vec![
        Variant { name: "CRLF", text: text.replace('\n', "\r\n"), places: carriage_returns() },
        Variant { name: "a byte order mark", text: format!("\u{feff}{text}"), places: moved(3) },
    ];
    if let Some(unended) = text.strip_suffix('\n') {
        variants.push(Variant { name: "no line end at the end", text: unended.to_owned(), places: moved(0) });
    }
    let front = "\u{1f30a} F\u{fc}r sich.\n\n";
    // Before front matter nothing can stand.
    if !text.starts_with("---") && !text.starts_with("+++") {
        variants.push(Variant {
            name: "an emoji in front",
            text: format!("{front}{text}"),
            places: moved(front.len()),
        });
    }
    variants
}

#[test]
fn other_bytes_change_offsets_only() {
    let mut failures = Vec::new();
    for example in examples() {
        let here = check(&example, &example.text);
        for variant in variants(&example.text) {
            let there = check(&example, &variant.text);
            let place = |offset: usize| variant.places[offset].min(variant.text.len());
            let expected: Vec<_> =
                here.iter().map(|f| (f.rule.name, place(f.range.start), place(f.range.end), &f.message)).collect();
            let found: Vec<_> = there.iter().map(|f| (f.rule.name, f.range.start, f.range.end, &f.message)).collect();
            if expected != found {
                let (name, drawn) = (variant.name, indent(&annotate(&variant.text, &there)));
                failures.push(format!(
                    "{}: with {name}, expected\n    {expected:?}\n  but found\n    {found:?}\n{drawn}",
                    example.place()
                ));
            }
        }
    }
    report(failures);
}

#[test]
fn fixes_keep_the_line_ends_of_the_draft() {
    let mut failures = Vec::new();
    for example in examples().iter().filter(|example| example.kind == Kind::Invalid) {
        for which in 0..3 {
            let Ok(plain) = mend(example, &example.text, |fixes| fixes.get(which)) else { continue };
            let crlf = mend(example, &example.text.replace('\n', "\r\n"), |fixes| fixes.get(which))
                .unwrap_or_else(|text| text);
            if crlf != plain.replace('\n', "\r\n") {
                failures.push(format!(
                    "{}: fix {} of the draft with CRLF makes\n    {crlf:?}\n  instead of\n    {plain:?}",
                    example.place(),
                    which + 1
                ));
            }
        }
    }
    report(failures);
}

#[test]
fn a_random_edit_equals_a_fresh_check() {
    let mut failures = Vec::new();
    for (index, example) in examples().iter().enumerate() {
        if let Some(failure) = disturb(example, index as u64) {
            failures.push(failure);
        }
    }
    report(failures);
}

fn disturb(example: &Example, seed: u64) -> Option<String> {
    if example.bibliography {
        return None;
    }
    let mut random = Random::new(seed);
    // Neighbours, so that edits are answered by reparsing a part.
    let mut text = format!(
        "Before it.\n\n- one\n- two\n\n{}\nBetween.\n\n{}\nAfter it.\n\nThe end.\n",
        example.text, example.text
    );
    let mut draft = Draft::new(&text, example.settings());
    example.supply(&mut draft);
    draft.check();
    for _ in 0..EDITS {
        let (range, replacement) = random::edit(&mut random, &text);
        let before = text.clone();
        text.replace_range(range.clone(), &replacement);
        draft.edit(range.clone(), &replacement);
        example.supply(&mut draft);
        let (incremental, fresh) = (draft.check(), check(example, &text));
        if incremental != fresh {
            let (incremental, fresh) = (indent(&annotate(&text, &incremental)), indent(&annotate(&text, &fresh)));
            return Some(format!(
                "{}: {range:?} becomes {replacement:?} in\n    {before:?}\n  afresh\n{fresh}  after the edit\n{incremental}",
                example.place()
            ));
        }
    }
    None
}
