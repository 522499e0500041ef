//! An entry of the typed list of references that nothing in the draft cites.

use super::reads::whole;
use super::unlisted_citation::is_misspelt;
use super::{Check, Group, Rule};
use crate::check::{Survey, View};
use crate::citation::author_year::squash;
use crate::citation::typed_list::{Listed, TypedList, is_title};
use crate::finding::{Finding, Severity};
use crate::markdown::{HIDDEN, SpanKind};
use std::collections::{BTreeSet, HashSet};

pub static RULE: Rule = Rule {
    name: "uncited-entry",
    group: Group::Citation,
    severity: Severity::Hint,
    page: include_str!("uncited_entry.md"),
    check: Check::Draft(check),
    // Any sentence may cite an entry, and without a list there is none.
    reads: |tally, view| (tally.titles > 0 || is_title(&view.block)).then(|| whole(&view.block))?,
    ..Rule::DEFAULT
};

/// How many citations that are not listed are compared with each entry.
const MISSED: usize = 100;

mod by_number;

fn check(survey: &Survey<'_>, findings: &mut Vec<Finding>) {
    by_number::check(survey, findings);
    let Some(list) = TypedList::of(&survey.placed().collect::<Vec<_>>()).filter(|list| list.closed) else { return };
    let cited = cited(&list);
    let uncited: Vec<usize> = (0..list.entries.len()).filter(|&number| cited[number] != Cited::Itself).collect();
    // Where most of a list is not cited, it is no list of what is.
    if uncited.is_empty() || uncited.len() * 2 > list.entries.len() {
        return;
    }
    let outside = || survey.blocks[..list.blocks.start].iter().chain(&survey.blocks[list.blocks.end..]);
    let names: HashSet<String> = outside().flat_map(names).collect();
    let elsewhere: HashSet<&str> = outside().flat_map(|view| targets(view).map(|(_, target)| target)).collect();
    let inside = survey.blocks[list.blocks.clone()].iter().flat_map(targets);
    let linked: BTreeSet<usize> = inside.filter(|(_, target)| elsewhere.contains(target)).map(|(at, _)| at).collect();
    // A slip in a citation is that citation's fault.
    let missed: Vec<_> = list.citations.iter().filter(|citing| !citing.listed).take(MISSED).collect();
    for number in uncited {
        let listed = &list.entries[number];
        if missed.iter().any(|citing| is_misspelt(&citing.cited, listed)) {
            continue;
        }
        let named =
            listed.entry.first.split(' ').any(|word| names.contains(word)) || listed.entry.is_abbreviated(&names);
        let plain = !named || cited[number] == Cited::Twin;
        if plain && linked.range(listed.range.clone()).next().is_none() {
            findings.push(finding(listed));
        }
    }
}

/// How an entry is cited.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cited {
    /// Its author is not cited at all, or at times for a work that is not listed.
    Never,
    /// Its author is cited, and each time for another entry: `Lund 2019` beside `Lund 2021`.
    Twin,
    /// It is.
    Itself,
}

fn cited(list: &TypedList<'_>) -> Vec<Cited> {
    let mut found: Vec<Option<Cited>> = vec![None; list.entries.len()];
    for citing in &list.citations {
        for &number in &citing.by {
            let itself = list.entries[number].entry.is_of(&citing.cited.year);
            found[number] = Some(match found[number] {
                _ if itself => Cited::Itself,
                Some(Cited::Itself) => Cited::Itself,
                Some(Cited::Never) => Cited::Never,
                _ if citing.listed => Cited::Twin,
                _ => Cited::Never,
            });
        }
    }
    found.into_iter().map(|cited| cited.unwrap_or(Cited::Never)).collect()
}

fn finding(listed: &Listed) -> Finding {
    let entry = &listed.entry;
    let year = entry.years.first().map_or_else(String::new, |year| format!(" {}", year.name()));
    let message =
        format!("Nothing in the draft cites `{}{year}`; cite it where it belongs, or take it out", entry.author);
    Finding::new(&RULE, listed.range.clone(), message)
}

/// The words of a block that start with a capital, folded.
fn names<'a>(view: &'a View) -> impl Iterator<Item = String> + 'a {
    let words = view.block.prose.split(|c: char| !(c.is_alphanumeric() || c == '-' || c == char::from(HIDDEN)));
    words.filter(|word| word.contains(char::is_uppercase)).flat_map(|word| {
        let word = squash(&word.replace(char::from(HIDDEN), ""));
        let parts: Vec<String> = word.split('-').map(str::to_owned).collect();
        parts.into_iter().chain([word])
    })
}

/// Where links start in the draft, and where they lead.
fn targets(view: &View) -> impl Iterator<Item = (usize, &str)> {
    let (start, block) = (view.start, &view.block);
    block.spans.iter().filter_map(move |span| match &span.kind {
        SpanKind::Link { target, .. } => Some((start + span.range.start, &block.text[target.clone()])),
        _ => None,
    })
}
