//! Words in quotation marks that the source does not have.

use super::quoted::quoted;
use super::relied::{Looked, looked, passage};
use super::{Check, Fixable, Group, Rule};
use crate::check::Survey;
use crate::claim::Quoted;
use crate::evidence::clean;
use crate::evidence::quote::{self, Change, find};
use crate::finding::{Edit, Finding, Repair, Severity};
use crate::lock::Verdict;
use crate::markdown::Block;
use std::ops::Range;

pub static RULE: Rule = Rule {
    name: "quotation-not-found",
    group: Group::Evidence,
    severity: Severity::Warning,
    fixable: Fixable::Sometimes,
    page: include_str!("quotation_not_found.md"),
    check: Check::Draft(check),
    ..Rule::DEFAULT
};

fn check(survey: &Survey<'_>, findings: &mut Vec<Finding>) {
    let Some(relied) = survey.relied() else { return };
    for quoted in &relied.reliance.quoted {
        let Some(looked) = relied.records(&quoted.sources).and_then(|records| looked(&quoted.text, &records)) else {
            continue;
        };
        let found = match looked.verdict {
            Verdict::Hidden => hidden(quoted, &looked),
            Verdict::Near => near(survey, quoted, &looked),
            // A box that is no quotation looks like one.
            Verdict::Absent if !quoted.block => Some(absent(quoted, &looked)),
            Verdict::Absent | Verdict::Found | Verdict::Gone | Verdict::Unknown => None,
        };
        findings.extend(found);
    }
}

/// What an ellipsis leaves out turns the words around.
fn hidden(quotation: &Quoted, looked: &Looked<'_>) -> Option<Finding> {
    let word = &looked.quote.as_ref()?.hidden;
    let message = format!(
        "What this quotation leaves out of {} has {} in it; check that it still means the same",
        name(looked),
        quoted(word)
    );
    Some(Finding::new(&RULE, quotation.range.clone(), message))
}

/// Other words are there.
fn near(survey: &Survey<'_>, quotation: &Quoted, looked: &Looked<'_>) -> Option<Finding> {
    let source = passage(looked.quote.as_ref()?, looked.record);
    let quote::Verdict::Near { at, changes, .. } = find(&quotation.text, &source) else { return None };
    let (parted, changes): (Vec<&Change>, Vec<&Change>) =
        changes.iter().filter(|change| !change.marks).partition(|change| is_parted(quotation, &source.text, change));
    let told = told(quotation, &source.text, &changes)?;
    let grave = changes.iter().any(|change| change.grave);
    let severity = if grave { Severity::Error } else { Severity::Warning };
    let message = format!("{} has other words: {told}", name(looked));
    let finding = Finding::new(&RULE, quotation.range.clone(), message).at(severity);
    let inner = is_inner(quotation, &changes);
    let edit = whole(quotation, &source.text, at, &parted).and_then(|words| edit(survey, quotation, &words));
    Some(match edit.filter(|_| inner) {
        Some(edit) => finding.repair(Repair::look("Quote the source's words", vec![edit])),
        None => finding,
    })
}

/// Whether the source only has in two parts, at the end of a line, what the writer has as one word.
fn is_parted(quotation: &Quoted, source: &str, change: &Change) -> bool {
    let (wrote, has) = (quotation.text.get(change.wrote.clone()), source.get(change.source.clone()));
    wrote.zip(has).is_some_and(|(wrote, has)| has_parted(has) && quote::same_letters(wrote, has))
}

/// Whether a hyphen and a blank stand within a word: `com- mittee`.
fn has_parted(text: &str) -> bool {
    text.match_indices("- ").any(|(at, hyphen)| {
        let (before, after) = (text.get(..at).unwrap_or_default(), text.get(at + hyphen.len()..).unwrap_or_default());
        before.ends_with(char::is_alphabetic) && after.starts_with(char::is_lowercase)
    })
}

/// The source's words at `at`, with the writer's own in place of those that a line's end parts.
fn whole(quotation: &Quoted, source: &str, at: Range<usize>, parted: &[&Change]) -> Option<String> {
    let (mut words, mut done) = (String::new(), at.start);
    for change in parted {
        words.push_str(source.get(done..change.source.start)?);
        words.push_str(quotation.text.get(change.wrote.clone())?);
        done = change.source.end;
    }
    words.push_str(source.get(done..at.end)?);
    Some(words)
}

/// Whether both ends of the quotation stand as they are in the source, and it leaves nothing out: only then the source's words can take its
/// place without a word of the writer's being lost, or one too many taken over.
fn is_inner(quotation: &Quoted, changes: &[&Change]) -> bool {
    let text = &quotation.text;
    let words = |text: &str| text.contains(char::is_alphanumeric);
    let ends = changes.iter().all(|change| {
        let before = text.get(..change.wrote.start).is_some_and(words);
        before && text.get(change.wrote.end..).is_some_and(words)
    });
    ends && !text.contains(['\u{2026}', '[', '(']) && !text.contains("...") && !text.contains(". .")
}

/// The first of the changes, in words.
fn told(quotation: &Quoted, source: &str, changes: &[&Change]) -> Option<String> {
    let grave = changes.iter().position(|change| change.grave).unwrap_or(0);
    let change = changes.get(grave)?;
    let wrote = quotation.text.get(change.wrote.clone())?.trim();
    let has = source.get(change.source.clone())?.trim();
    let told = match (wrote.is_empty(), has.is_empty()) {
        (true, _) => format!("it has {} besides", quoted(has)),
        (_, true) => format!("it has no {}", quoted(wrote)),
        _ => format!("{} where you have {}", quoted(has), quoted(wrote)),
    };
    let more = changes.len() - 1;
    Some(if more == 0 { told } else { format!("{told}, and {more} more") })
}

fn absent(quotation: &Quoted, looked: &Looked<'_>) -> Finding {
    let message =
        format!("{} does not have these words; quote what it says, or cite where they are from", name(looked));
    // It may be somebody else's words, or another language's: a reason to look, no more.
    Finding::new(&RULE, quotation.range.clone(), message).at(Severity::Information)
}

fn name(looked: &Looked<'_>) -> String {
    let record = looked.record;
    quoted(record.title.as_deref().filter(|title| !title.is_empty()).unwrap_or(&record.id))
}

/// The source's words in place of the writer's, where these are plain text on one line.
fn edit(survey: &Survey<'_>, quotation: &Quoted, words: &str) -> Option<Edit> {
    let Range { start, end } = quotation.range.clone();
    let (at, block) = survey.block_at(start)?;
    let written = block.text.get(start - at..end - at)?;
    let plain = written == quotation.text && !is_marked(block, start - at..end - at);
    // Whether the quotation's own stop stands inside its marks is its writer's habit, not the source's.
    let stop = |text: &str| text.ends_with(['.', ',', ';', ':', '!', '?']);
    let words = words.trim();
    if words.contains(['"', '\u{201c}', '\u{201d}', '\u{201e}', '\u{ab}', '\u{bb}']) || has_parted(words) {
        return None;
    }
    let words = if stop(written) && !stop(words) {
        format!("{words}{}", &written[written.len() - 1..])
    } else if stop(words) && !stop(written) {
        words.trim_end_matches(['.', ',', ';', ':']).to_owned()
    } else {
        words.to_owned()
    };
    let words = clean::markdown(&hyphened(&words, written));
    (plain && !words.is_empty() && words != written).then(|| Edit::replace(quotation.range.clone(), words))
}

/// The source's words with the writer's hyphens: at a line's end nobody can tell whether one is the word's own.
fn hyphened(words: &str, written: &str) -> String {
    let core = |word: &'_ str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let own: Vec<(String, String)> = written
        .split(' ')
        .map(core)
        .filter(|word| word.contains('-'))
        .map(|word| (word.replace('-', ""), word))
        .collect();
    let word = |word: &str| {
        let bare = core(word);
        own.iter()
            .find(|(whole, _)| *whole == bare)
            .map_or_else(|| word.to_owned(), |(_, own)| word.replace(&bare, own))
    };
    words.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// Whether markup stands in a range of a block.
fn is_marked(block: &Block, range: Range<usize>) -> bool {
    block.prose.get(range).is_none_or(|prose| prose.contains(['\0', '\u{1}']))
}
