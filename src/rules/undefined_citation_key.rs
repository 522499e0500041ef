//! `@key` that is in no bibliography in scope.

use super::reads::{digest, whole};
use super::{Check, Fixable, Group, Rule};
use crate::check::{PLACEHOLDER_KEY, Survey, Tally, View};
use crate::citation::{Metadata, crossref};
use crate::finding::{Edit, Finding, Repair, Severity};
use crate::markdown::{Cited, SpanKind, written_key};
use crate::repair::Elsewhere;
use std::collections::HashSet;
use std::ops::Range;

mod near;

pub static RULE: Rule = Rule {
    name: "undefined-citation-key",
    group: Group::Citation,
    severity: Severity::Error,
    fixable: Fixable::Sometimes,
    page: include_str!("undefined_citation_key.md"),
    check: Check::Draft(check),
    reads,
    ..Rule::DEFAULT
};

/// Keys, and what may name one: metadata, anchors.
fn reads(_: &Tally, view: &View) -> Option<u64> {
    let names = || ["#", "label: ", "(@"].iter().any(|mark| view.block.text.contains(mark));
    if view.facts.metadata.is_some() || names() {
        return whole(&view.block);
    }
    let keys = |kind: &SpanKind| matches!(kind, SpanKind::CitationKey { .. } | SpanKind::Citation { .. });
    let all = view.block.spans.iter().filter(|span| keys(&span.kind));
    digest(all.map(|span| (&view.block.text[span.range.clone()], is_linked(view, &span.range))))
}

/// Keys for which a near one is looked for. Where more are unknown, the wrong bibliography is in scope.
const MOST_COMPARED: usize = 50;

fn check(survey: &Survey<'_>, findings: &mut Vec<Finding>) {
    let metadata = || survey.metadata().map(|(_, metadata)| metadata);
    // What is not found may stand in what could not be looked into.
    if survey.library.is_partial() {
        return;
    }
    let own: HashSet<&str> = metadata().flat_map(Metadata::keys).collect();
    if survey.library.shelves.is_empty() && own.is_empty() {
        if !metadata().any(Metadata::has_bibliography) {
            findings.extend(without_bibliography(survey));
        }
        return;
    }
    let mut compared = 0;
    for view in survey.blocks {
        for span in &view.block.spans {
            let SpanKind::CitationKey { key } = &span.kind else { continue };
            let name = &view.block.text[key.clone()];
            let known = survey.library.entry(name).is_some() || own.contains(name);
            if known || !is_key(name) || is_linked(view, &span.range) || is_anchor(survey, name) {
                continue;
            }
            compared += 1;
            let near = if compared > MOST_COMPARED { Vec::new() } else { near::near(survey, name) };
            findings.push(finding(survey, view, &span.range, key, &near));
        }
    }
}

fn finding(
    survey: &Survey<'_>,
    view: &View,
    range: &Range<usize>,
    key: &Range<usize>,
    near: &[near::Near<'_>],
) -> Finding {
    let place = |range: &Range<usize>| view.start + range.start..view.start + range.end;
    let name = &view.block.text[key.clone()];
    let place_of = match &survey.library.shelves[..] {
        [shelf] => format!("not in {}", shelf.name()),
        _ => "in no bibliography in scope".to_owned(),
    };
    let broken = survey.library.broken();
    let message = match (near.first().filter(|near| near.telling), broken) {
        (Some(near), _) => format!("`{name}` is {place_of}; `{}` is", near.key),
        (None, Some(shelf)) => {
            format!("`{name}` is {place_of}, of which a part cannot be read; mend {} first", shelf.name())
        }
        (None, None) => format!("`{name}` is {place_of}; add the entry or correct the key"),
    };
    let mut finding = Finding::new(&RULE, place(range), message);
    if broken.is_some() {
        finding = finding.at(Severity::Warning);
    }
    for candidate in near {
        let repair = if candidate.sure && near.len() == 1 { Repair::safe } else { Repair::look };
        let Some(written) = written(&view.block.text, key, candidate.key) else { continue };
        let edit = Edit::replace(place(key), written);
        finding = finding.repair(repair(format!("Change to `{}`", candidate.key), vec![edit]));
    }
    finding.repairs.extend(entry(survey, name));
    finding
}

/// A key as it is written in place of another; `None` where it would be read as more or less than itself.
fn written(text: &str, place: &Range<usize>, key: &str) -> Option<String> {
    if text[..place.start].ends_with('@') {
        return written_key(key);
    }
    // In braces, or in a list between them.
    let odd = |c: char| c.is_whitespace() || matches!(c, ',' | '{' | '}' | '\\' | '%');
    (!key.is_empty() && !key.contains(odd)).then(|| key.to_owned())
}

/// The repair that adds an entry to fill in to the nearest bibliography.
fn entry(survey: &Survey<'_>, name: &str) -> Option<Repair> {
    let (shelf, new) = survey.library.shelves.iter().find_map(|shelf| Some((shelf, shelf.stub(name, &[])?)))?;
    let elsewhere = Elsewhere { path: shelf.place.clone(), edits: vec![Edit::insert(new.at, new.text)] };
    let title = format!("Add the entry `{name}` to {} to fill in", shelf.name());
    Some(Repair::Elsewhere { title, edits: Vec::new(), elsewhere })
}

/// The first citation that is unmistakably one, in a draft that has no bibliography: one finding stands for all.
fn without_bibliography(survey: &Survey<'_>) -> Option<Finding> {
    let mut citations = survey.blocks.iter().flat_map(|view| view.block.spans.iter().map(move |span| (view, span)));
    let (view, range) = citations.find_map(|(view, span)| {
        let SpanKind::Citation { items } = &span.kind else { return None };
        let text = &view.block.text;
        let latex = text[span.range.clone()].starts_with('\\');
        let plain = (latex || text[span.range.clone()].starts_with('[')) && !is_linked(view, &span.range);
        let sure = plain && items.iter().any(|item| latex || is_unmistakable(text, item));
        sure.then_some((view, &span.range))
    })?;
    let shown = super::quoted::quoted(&view.block.text[range.clone()]);
    let message = format!(
        "{shown} cites a key, but no bibliography is in scope; name it at `bibliography` in the metadata or in ibid.toml"
    );
    Some(Finding::new(&RULE, view.start + range.start..view.start + range.end, message).at(Severity::Information))
}

/// Whether a key in brackets is no handle, package or team: it has a year, or a page after it.
fn is_unmistakable(text: &str, item: &Cited) -> bool {
    let key = &text[item.key.clone()];
    let digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).count();
    let suffix = &text[item.suffix.clone()];
    let page = ["p.", "pp.", "ch.", "chap.", "sec.", "vol.", "\u{a7}"].iter().any(|word| suffix.starts_with(word));
    is_key(key) && !key.contains('/') && (key.bytes().any(|b| b.is_ascii_alphabetic()) && digits(key) == 4 || page)
}

/// Whether a name is one that a bibliography would hold: no placeholder of ibid's own, no cross-reference, no identifier, and not
/// everything, as in `\nocite{*}`.
fn is_key(name: &str) -> bool {
    name != "*" && !name.starts_with(PLACEHOLDER_KEY) && !crossref::is_crossref(name) && !crossref::is_identifier(name)
}

/// Whether the bytes stand in a link or an image, whose text is the name of a person or a package; what a caption cites in brackets
/// is cited.
fn is_linked(view: &View, range: &Range<usize>) -> bool {
    let cited = || view.block.spans_in(range.clone()).any(|span| matches!(span.kind, SpanKind::Citation { .. }));
    view.block.spans_in(range.clone()).any(|span| match span.kind {
        SpanKind::Image { .. } if cited() => false,
        SpanKind::Link { .. } | SpanKind::Image { .. } | SpanKind::Definition { .. } => true,
        SpanKind::Reference { defined, .. } => defined,
        _ => false,
    })
}

/// Whether the draft itself defines it: `{#key}`, or a code cell's `label: key`.
fn is_anchor(survey: &Survey<'_>, name: &str) -> bool {
    let marks = [format!("#{name}"), format!("label: {name}"), format!("(@{name})")];
    survey.blocks.iter().any(|view| marks.iter().any(|mark| view.block.text.contains(mark.as_str())))
}
