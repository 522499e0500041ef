//! `[the mill](#the-mil)`: a link into the draft to a place that it does not have.

use super::{Check, Fixable, Group, Rule};
use crate::check::Survey;
use crate::citation::distance;
use crate::finding::{Edit, Finding, Repair, Severity};
use crate::index::{Anchor, Anchors, decode};
use crate::markdown::{Block, LinkStyle, SpanKind};
use std::collections::HashMap;
use std::ops::Range;

pub static RULE: Rule = Rule {
    name: "missing-heading",
    group: Group::Citation,
    severity: Severity::Error,
    fixable: Fixable::Sometimes,
    page: include_str!("missing_heading.md"),
    check: Check::Draft(check),
    ..Rule::DEFAULT
};

/// How anchors start that a tool makes when it writes the page: of notes, of citations, of the site itself.
const MADE: &[&str] = &[
    "fn",
    "fnref",
    "footnote",
    "endnote",
    "ftn",
    "_ftn",
    "_edn",
    "cite_note",
    "cite_ref",
    "cite-note",
    "cite-ref",
    "citeref",
    "ref-",
    "user-content-",
    "mjx-",
    ":~:",
    "!",
    "/",
];

/// Marks of a draft that takes in other texts, whose headings cannot be known here.
const INCLUDES: &[&str] =
    &["{{< include", "{% include", "{{#include", "--8<--", "!include", "{% render", "{{% include", "{{< embed"];

/// A target into the draft.
struct Target<'a> {
    /// In the draft.
    range: Range<usize>,
    written: &'a str,
    name: String,
}

fn check(survey: &Survey<'_>, findings: &mut Vec<Finding>) {
    let mut targets: Vec<Target<'_>> =
        survey.blocks.iter().flat_map(|view| targets(view.start, view.block)).filter(|t| !is_made(&t.name)).collect();
    if targets.is_empty() {
        return;
    }
    let mut anchors = Anchors::of_headings(survey.placed());
    targets.retain(|target| !anchors.has(&target.name));
    if targets.is_empty() || includes(survey) {
        return;
    }
    anchors.add_explicit(survey.placed());
    targets.retain(|target| !anchors.has(&target.name));
    // The same name is often missed again and again, and a text made to annoy has many of both.
    let mut near: HashMap<String, Option<&Anchor>> = HashMap::new();
    let mut left = COMPARISONS;
    for target in &targets {
        let lower = target.name.to_lowercase();
        let near = *near.entry(lower.clone()).or_insert_with(|| {
            left = left.saturating_sub(anchors.proper.len());
            if left > 0 { same(&lower, &anchors.proper).or_else(|| nearest(&lower, &anchors.proper)) } else { None }
        });
        findings.push(finding(target, near));
    }
}

fn targets(start: usize, block: &Block) -> impl Iterator<Item = Target<'_>> {
    block.spans.iter().filter_map(move |span| {
        let (SpanKind::Link { style: LinkStyle::Inline, target, .. } | SpanKind::Definition { target, .. }) =
            &span.kind
        else {
            return None;
        };
        let written = block.text[target.clone()].strip_prefix('#')?;
        let plain = written.replace('\\', "").replace("&amp;", "&");
        let name = decode(&plain).unwrap_or(plain);
        Some(Target { range: start + target.start..start + target.end, written, name })
    })
}

/// Whether a name is none of the writer's: empty, a tool's, or a template's.
fn is_made(name: &str) -> bool {
    let lower = name.to_lowercase();
    name.is_empty()
        || lower == "top"
        || lower.contains(['=', '{', '$', '<'])
        || MADE.iter().any(|m| lower.starts_with(m))
}

fn includes(survey: &Survey<'_>) -> bool {
    let holds = |block: &Block| {
        INCLUDES.iter().any(|mark| memchr::memmem::find(block.text.as_bytes(), mark.as_bytes()).is_some())
    };
    survey.blocks.iter().any(|view| holds(view.block))
}

/// How many pairs of a name and an anchor are compared at most.
const COMPARISONS: usize = 100_000;

/// The anchor that differs from `name`, in lower case, in capitals alone.
fn same<'a>(name: &str, proper: &'a [Anchor]) -> Option<&'a Anchor> {
    proper.iter().find(|anchor| anchor.name.to_lowercase() == name)
}

fn finding(target: &Target<'_>, near: Option<&Anchor>) -> Finding {
    let written = target.written;
    let lower = target.name.to_lowercase();
    if let Some(anchor) = near.filter(|anchor| anchor.name.to_lowercase() == lower) {
        // GitHub's own pages lead there all the same.
        let message =
            format!("`#{written}` differs from `#{}` in capitals, and most sites tell them apart", anchor.name);
        return change(
            Finding::new(&RULE, target.range.clone(), message).at(Severity::Information),
            target,
            anchor,
            true,
        );
    }
    match near {
        Some(anchor) => {
            let message = format!("No heading of this draft answers to `#{written}`; one does to `#{}`", anchor.name);
            change(Finding::new(&RULE, target.range.clone(), message), target, anchor, false)
        }
        None => {
            let message = format!("No heading of this draft answers to `#{written}`, so the link leads nowhere");
            Finding::new(&RULE, target.range.clone(), message)
        }
    }
}

fn change(finding: Finding, target: &Target<'_>, anchor: &Anchor, sure: bool) -> Finding {
    let repair = if sure { Repair::safe } else { Repair::look };
    let right = format!("#{}", anchor.name.replace(' ', "%20"));
    finding
        .related(anchor.place.clone(), format!("`#{}` leads here", anchor.name))
        .repair(repair(format!("Change to `{right}`"), vec![Edit::replace(target.range.clone(), right)]))
}

/// The only anchor that `name` is a slip of, or that starts as it does.
fn nearest<'a>(name: &str, proper: &'a [Anchor]) -> Option<&'a Anchor> {
    let length = name.chars().count();
    let mut best: Option<(usize, &Anchor)> = None;
    let mut tie = false;
    for anchor in proper {
        let other = anchor.name.chars().count();
        if length.abs_diff(other) > 3 || length > LONGEST {
            continue;
        }
        let slips = distance(name, &anchor.name.to_lowercase());
        match best {
            _ if slips > 1 + length.min(other) / 6 => {}
            Some((least, _)) if slips > least => {}
            Some((least, known)) if slips == least => tie |= known.name != anchor.name,
            _ => (best, tie) = (Some((slips, anchor)), false),
        }
    }
    if best.is_some() {
        return best.filter(|_| !tie).map(|(_, anchor)| anchor);
    }
    let starts = |long: &str, short: &str| long.strip_prefix(short).is_some_and(|rest| rest.starts_with('-'));
    let mut begun = proper.iter().filter(|anchor| starts(&anchor.name, name) || starts(name, &anchor.name));
    begun.next().filter(|_| begun.next().is_none())
}

/// The longest name that is compared with others, in characters.
const LONGEST: usize = 100;
