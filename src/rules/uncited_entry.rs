//! An entry of the typed list of references that nothing in the draft cites.

use super::typed_list::{Listed, TypedList};
use super::{Check, Group, Rule};
use crate::check::{Survey, View};
use crate::citation::author_year::squash;
use crate::finding::{Finding, Severity};
use crate::markdown::{HIDDEN, SpanKind};
use std::collections::HashSet;

pub static RULE: Rule = Rule {
    name: "uncited-entry",
    group: Group::Citation,
    severity: Severity::Hint,
    page: include_str!("uncited_entry.md"),
    check: Check::Draft(check),
    ..Rule::DEFAULT
};

fn check(survey: &Survey<'_>, findings: &mut Vec<Finding>) {
    let Some(list) = TypedList::of(survey).filter(|list| list.closed) else { return };
    let uncited: Vec<&Listed> = list.entries.iter().filter(|listed| !is_cited(listed, &list)).collect();
    // Where most of a list is not cited, it is no list of what is.
    if uncited.is_empty() || uncited.len() * 2 > list.entries.len() {
        return;
    }
    let outside = || survey.blocks[..list.blocks.start].iter().chain(&survey.blocks[list.blocks.end..]);
    let names: HashSet<String> = outside().flat_map(names).collect();
    let elsewhere: HashSet<&str> = outside().flat_map(|view| targets(view).map(|(_, target)| target)).collect();
    let linked = |listed: &Listed| {
        let inside = survey.blocks[list.blocks.clone()].iter().flat_map(targets);
        inside.filter(|(at, _)| listed.range.contains(at)).any(|(_, target)| elsewhere.contains(target))
    };
    for listed in uncited {
        let named =
            listed.entry.first.split(' ').any(|word| names.contains(word)) || listed.entry.is_abbreviated(&names);
        if (!named || has_twin(listed, &list)) && !linked(listed) {
            findings.push(finding(listed));
        }
    }
}

fn finding(listed: &Listed) -> Finding {
    let entry = &listed.entry;
    let year = entry.years.first().map_or_else(String::new, |year| format!(" {}", year.name()));
    let message =
        format!("Nothing in the draft cites `{}{year}`; cite it where it belongs, or take it out", entry.author);
    Finding::new(&RULE, listed.range.clone(), message)
}

fn is_cited(listed: &Listed, list: &TypedList<'_>) -> bool {
    list.citations.iter().any(|citing| listed.entry.is_by(&citing.cited.name) && listed.entry.is_of(&citing.cited.year))
}

/// Whether the author is cited, and each time for another entry: `Lund 2019` beside `Lund 2021`.
fn has_twin(listed: &Listed, list: &TypedList<'_>) -> bool {
    let mut citing = list.citations.iter().filter(|citing| listed.entry.is_by(&citing.cited.name)).peekable();
    citing.peek().is_some() && citing.all(|citing| list.has(&citing.cited))
}

/// The words of a block that start with a capital, folded.
fn names<'a>(view: &'a View<'_>) -> impl Iterator<Item = String> + 'a {
    let words = view.block.prose.split(|c: char| !(c.is_alphanumeric() || c == '-' || c == char::from(HIDDEN)));
    words.filter(|word| word.contains(char::is_uppercase)).flat_map(|word| {
        let word = squash(&word.replace(char::from(HIDDEN), ""));
        let parts: Vec<String> = word.split('-').map(str::to_owned).collect();
        parts.into_iter().chain([word])
    })
}

/// Where links start in the draft, and where they lead.
fn targets<'a>(view: &View<'a>) -> impl Iterator<Item = (usize, &'a str)> {
    let (start, block) = (view.start, view.block);
    block.spans.iter().filter_map(move |span| match &span.kind {
        SpanKind::Link { target, .. } => Some((start + span.range.start, &block.text[target.clone()])),
        _ => None,
    })
}
