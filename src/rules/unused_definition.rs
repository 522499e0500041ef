//! Definitions that nothing in the draft uses.

use super::labels::{self, Definition, nearest};
use super::removal::removal;
use super::{Check, Fixable, Group, Rule, Tag};
use crate::check::Survey;
use crate::finding::{Edit, Finding, Repair, Severity};
use crate::markdown::{BlockKind, SpanKind, fold_label};
use std::collections::HashSet;

pub static RULE: Rule = Rule {
    name: "unused-definition",
    group: Group::Citation,
    severity: Severity::Hint,
    fixable: Fixable::Always,
    independent: true,
    tag: Some(Tag::Unnecessary),
    page: include_str!("unused_definition.md"),
    check: Check::Draft(check),
    ..Rule::DEFAULT
};

fn check(survey: &Survey<'_>, findings: &mut Vec<Finding>) {
    let (links, notes) = (labels::links(survey), labels::notes(survey));
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
    let raw = Raw::new(survey);
    for link in links.iter().filter(|link| !linked.contains(&link.folded) && !is_idiom(link)) {
        if !raw.mentions(&format!("[{}]", link.folded)) {
            let remove = Repair::look("Remove the definition", vec![deletion(link)]);
            findings.push(finding(link, format!("Nothing links to `{}`", link.name())).repair(remove));
        }
    }
    for note in notes.iter().filter(|note| !marked.contains(&note.folded)) {
        if !raw.mentions(&format!("[^{}]", note.folded)) {
            let remove = Repair::look("Remove the footnote", vec![deletion(note)]);
            let message =
                format!("No mark in the text leads to the footnote `{}`; place one or remove it", note.name());
            findings.push(finding(note, message).repair(remove));
        }
    }
}

/// A definition whose label a use has missed by a slip is that use's business.
fn forgive_slips(used: &mut HashSet<String>, defined: &[Definition<'_>]) {
    let known: HashSet<&str> = defined.iter().map(|definition| definition.folded.as_str()).collect();
    let missed = used.iter().filter(|label| !known.contains(label.as_str()));
    let meant: Vec<String> = missed.filter_map(|label| Some(nearest(label, defined)?.0.folded.clone())).collect();
    used.extend(meant);
}

/// Whether a draft of only such blocks is a store of definitions, to be included elsewhere.
fn is_apart(kind: BlockKind) -> bool {
    use BlockKind::{Definitions, Footnote, FrontMatter, Heading, Other};
    matches!(kind, Definitions | Footnote | FrontMatter | Heading | Other)
}

/// The draft as it is written, in lower case. In HTML, front matter or what only we take for indented code, other tools may find a use.
struct Raw(String);

impl Raw {
    fn new(survey: &Survey<'_>) -> Self {
        Self(survey.blocks.iter().map(|view| view.block.text.to_lowercase()).collect())
    }

    /// Whether `mark` stands somewhere, other than at the start of a definition.
    fn mentions(&self, mark: &str) -> bool {
        memchr::memmem::find_iter(self.0.as_bytes(), mark).any(|at| !self.0[at + mark.len()..].starts_with(':'))
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

fn deletion(definition: &Definition<'_>) -> Edit {
    let range = removal(&definition.block.text, definition.range.clone());
    Edit::delete(definition.start + range.start..definition.start + range.end)
}
