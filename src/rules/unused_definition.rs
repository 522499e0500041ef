//! Definitions that nothing in the draft uses.

use super::labels::{self, Defined, Definition};
use super::reads::digest;
use super::{Check, Fixable, Group, Rule, Tag};
use crate::check::{Survey, Tally, View};
use crate::finding::{Finding, Repair, Severity};
use crate::markdown::{BlockKind, SpanKind, fold_label};
use std::cell::LazyCell;
use std::collections::HashSet;
use std::ops::Range;

pub static RULE: Rule = Rule {
    name: "unused-definition",
    group: Group::Citation,
    severity: Severity::Hint,
    fixable: Fixable::Always,
    independent: true,
    tag: Some(Tag::Unnecessary),
    page: include_str!("unused_definition.md"),
    check: Check::Draft(check),
    reads,
    ..Rule::DEFAULT
};

/// Definitions by their labels, those of links word for word, and their uses: whatever stands in brackets.
fn reads(_: &Tally, view: &View) -> Option<u64> {
    let text = &*view.block.text;
    let spans = view.block.spans.iter().filter_map(|span| match &span.kind {
        SpanKind::Definition { .. } => Some((0, &text[span.range.clone()])),
        SpanKind::FootnoteDefinition { label } => Some((4, &text[label.clone()])),
        SpanKind::Reference { label, .. } => Some((1, &text[label.clone()])),
        SpanKind::FootnoteReference { label } => Some((2, &text[label.clone()])),
        _ => None,
    });
    digest(spans.chain(bare(text).map(|label| (3, &text[label]))))
}

fn check(survey: &Survey<'_>, findings: &mut Vec<Finding>) {
    let (links, notes) = (Defined::new(labels::links(survey)), Defined::new(labels::notes(survey)));
    if links.is_empty() && notes.is_empty() || survey.blocks.iter().all(|view| is_apart(view.block.kind)) {
        return;
    }
    let (mut linked, mut marked) = (HashSet::new(), HashSet::new());
    for view in survey.blocks {
        for span in &view.block.spans {
            match &span.kind {
                SpanKind::Reference { label, .. } => linked.insert(fold_label(&view.block.text[label.clone()])),
                SpanKind::FootnoteReference { label } => marked.insert(fold_label(&view.block.text[label.clone()])),
                _ => continue,
            };
        }
    }
    forgive_slips(&mut linked, &links);
    forgive_slips(&mut marked, &notes);
    let bracketed = LazyCell::new(|| bracketed(survey));
    for link in links.iter().filter(|link| !linked.contains(&link.folded) && !is_idiom(link)) {
        if !bracketed.contains(&link.folded) {
            let remove = Repair::look("Remove the definition", vec![labels::deletion(survey, link)]);
            findings.push(finding(link, format!("Nothing links to `{}`", link.name())).repair(remove));
        }
    }
    for note in notes.iter().filter(|note| !marked.contains(&note.folded)) {
        if !bracketed.contains(&format!("^{}", note.folded)) {
            let remove = Repair::look("Remove the footnote", vec![labels::deletion(survey, note)]);
            let message =
                format!("No mark in the text leads to the footnote `{}`; place one or remove it", note.name());
            findings.push(finding(note, message).repair(remove));
        }
    }
}

/// A definition whose label a use has missed by a slip is that use's business.
fn forgive_slips(used: &mut HashSet<String>, defined: &Defined<'_>) {
    let known: HashSet<&str> = defined.iter().map(|definition| definition.folded.as_str()).collect();
    let missed = used.iter().filter(|label| !known.contains(label.as_str()));
    let meant: Vec<String> = missed.filter_map(|label| Some(defined.nearest(label)?.0.folded.clone())).collect();
    used.extend(meant);
}

/// Whether a draft of only such blocks is a store of definitions, to be included elsewhere.
fn is_apart(kind: BlockKind) -> bool {
    use BlockKind::{Definitions, Footnote, FrontMatter, Heading, Other};
    matches!(kind, Definitions | Footnote | FrontMatter | Heading | Other)
}

/// What stands in brackets anywhere in the draft, in lower case, other than at the start of a definition. In HTML, front matter or what only
/// we take for indented code, other tools may find a use.
fn bracketed(survey: &Survey<'_>) -> HashSet<String> {
    survey
        .blocks
        .iter()
        .flat_map(|view| bare(&view.block.text).map(|label| view.block.text[label].to_lowercase()))
        .collect()
}

/// What stands in brackets in a text, other than at the start of a definition.
fn bare(text: &str) -> impl Iterator<Item = Range<usize>> {
    let all = memchr::memchr_iter(b'[', text.as_bytes()).filter_map(|open| label(text.as_bytes(), open + 1));
    all.filter(|label| !text[label.end + 1..].starts_with(':'))
}

/// The label that starts at `start` and ends before a `]`, with no bare bracket in it.
fn label(text: &[u8], start: usize) -> Option<Range<usize>> {
    let mut at = start;
    loop {
        match text.get(at)? {
            b'\\' => at += 1,
            b'[' => return None,
            b']' => return Some(start..at),
            _ => {}
        }
        at += 1;
    }
}

/// `[//]: # (a comment)` and `[comment]: <>` are comments, `[@key]: doi:…` is Manubot's short name for a source.
fn is_idiom(link: &Definition<'_>) -> bool {
    let target = link.content().split_whitespace().next().unwrap_or("");
    matches!(target, "#" | "<>" | "<#>" | "/" | "") || link.folded.starts_with('@') || link.folded == "//"
}

fn finding(definition: &Definition<'_>, message: String) -> Finding {
    Finding::new(&RULE, definition.place(), message)
}
