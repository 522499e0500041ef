//! `[text][label]` and `[label][]` without a definition; `[label]` where it is plainly meant as a link.

use super::labels::{self, Defined, Definition};
use super::reads::whole;
use super::{Check, Fixable, Group, Rule};
use crate::check::{Ending, PLACEHOLDER_TARGET, Survey, Tally, View};
use crate::finding::{Edit, Finding, Repair, Severity};
use crate::markdown::{BlockKind, LeafKind, LinkStyle, Span, SpanKind, fold_label};
use std::cell::LazyCell;
use std::collections::HashSet;
use std::ops::Range;

mod label;
use label::{is_label, is_marker};

pub static RULE: Rule = Rule {
    name: "undefined-reference",
    group: Group::Citation,
    severity: Severity::Error,
    fixable: Fixable::Always,
    page: include_str!("undefined_reference.md"),
    check: Check::Draft(check),
    reads,
    ..Rule::DEFAULT
};

/// A reference without a definition; and if there are any, what may define or explain it.
fn reads(tally: &Tally, view: &View) -> Option<u64> {
    let defines = |span: &Span| matches!(span.kind, SpanKind::Definition { .. });
    let heads = || view.block.leaves.iter().any(|leaf| leaf.kind == LeafKind::Heading);
    let closes = || memchr::memmem::find(view.block.text.as_bytes(), b"[/").is_some();
    let explains = || view.block.spans.iter().any(defines) || heads() || closes();
    let any = broken(view).next().is_some() || tally.broken > 0 && explains();
    any.then(|| whole(&view.block))?
}

/// A reference that has no definition.
struct Broken<'a> {
    view: &'a View,
    span: &'a Span,
    style: LinkStyle,
    text: &'a Range<usize>,
    label: &'a Range<usize>,
    folded: String,
}

fn check(survey: &Survey<'_>, findings: &mut Vec<Finding>) {
    let broken: Vec<Broken<'_>> = survey.blocks.iter().flat_map(broken).collect();
    if broken.is_empty() {
        return;
    }
    let defined = Defined::new(labels::links(survey));
    findings.extend(broken.iter().filter_map(|broken| before_note(broken, &defined)));
    let (headings, closing) = (headings(survey), closing(survey));
    let broken: Vec<_> = broken.into_iter().filter(|broken: &Broken<'_>| !headings.contains(&broken.folded)).collect();
    let plain: HashSet<&str> = broken
        .iter()
        .filter(|broken| broken.style != LinkStyle::Shortcut && is_meant(broken, &defined, &closing))
        .map(|broken| broken.folded.as_str())
        // `[#12]` and `[12]` are what people write of a ticket or a source.
        .filter(|label| label.contains(char::is_alphabetic))
        .collect();
    let ending = LazyCell::new(|| survey.ending(BlockKind::Definitions));
    for broken in &broken {
        let meant = match broken.style {
            // Square brackets alone are mostly an editor's insertion.
            LinkStyle::Shortcut => {
                is_label(&broken.folded)
                    && !is_glued(broken)
                    && (plain.contains(broken.folded.as_str()) || is_slip(&broken.folded, &defined))
            }
            _ => is_meant(broken, &defined, &closing),
        };
        if meant {
            findings.push(finding(&ending, broken, &defined));
        }
    }
}

/// What is defined and no link all the same: `[label][^1]` asks for the label `^1`.
fn before_note(broken: &Broken<'_>, defined: &Defined<'_>) -> Option<Finding> {
    let (text, range, start) = (&broken.view.block.text, &broken.span.range, broken.view.start);
    let message =
        format!("A note follows `[{}]` at once, so it is no link; put `[]` between them", &text[broken.text.clone()]);
    let finding = Finding::new(&RULE, start + range.start..start + range.end, message);
    let is_cut_off = text[range.end..].starts_with("[^") && defined.has(&broken.folded);
    is_cut_off.then(|| finding.repair(Repair::safe("Add `[]`", vec![Edit::insert(start + range.end, "[]")])))
}

/// The headings of the draft, as labels: to Pandoc each of them defines one.
fn headings(survey: &Survey<'_>) -> HashSet<String> {
    let mut found = HashSet::new();
    for view in survey.blocks {
        for leaf in view.block.leaves.iter().filter(|leaf| leaf.kind == LeafKind::Heading) {
            let line = view.block.text[leaf.range.clone()].lines().next().unwrap_or("");
            let words = line.trim_matches(['#', ' ']);
            found.insert(fold_label(words.split(" {").next().unwrap_or(words)));
        }
    }
    found
}

fn broken<'a>(view: &'a View) -> impl Iterator<Item = Broken<'a>> {
    view.block.spans.iter().filter_map(move |span| {
        let SpanKind::Reference { style, text, label, defined: false } = &span.kind else { return None };
        let folded = fold_label(&view.block.text[label.clone()]);
        Some(Broken { view, span, style: *style, text, label, folded })
    })
}

/// Whether bare brackets miss a label by a slip: more than an ending, as in `[tides]` where `tide` is defined.
fn is_slip(folded: &str, defined: &Defined<'_>) -> bool {
    let near = defined.nearest(folded).map(|(definition, _)| definition.folded.as_str());
    near.is_some_and(|near| !near.starts_with(folded) && !folded.starts_with(near))
}

/// Whether two pairs of brackets are a reference, and not an index, two chat markers, a pattern or BBCode.
fn is_meant(broken: &Broken<'_>, defined: &Defined<'_>, closing: &Closing) -> bool {
    let block = &*broken.view.block;
    let text = block.text[broken.text.clone()].trim();
    if is_glued(broken)
        || !is_label(&broken.folded)
        || is_marker(text)
        || closing.contains(&(broken.view.start, broken.folded.clone()))
    {
        return false;
    }
    let words = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count();
    if words(text) == 0 && words(&broken.folded) == 0 {
        let numeric = |definition: &Definition<'_>| definition.folded.bytes().all(|b| b.is_ascii_digit());
        return defined.iter().any(numeric);
    }
    // Where nothing is defined, `[b][i]` and a table's `[A][B]` are a notation of their own.
    let in_cell =
        || block.leaves.iter().any(|l| l.kind == LeafKind::Cell && l.range.contains(&broken.span.range.start));
    !defined.is_empty() || (words(text) > 2 && !in_cell())
}

/// Whether the brackets stand right after a word or another bracket, as an index does, or in Org's double ones.
fn is_glued(broken: &Broken<'_>) -> bool {
    let text = &*broken.view.block.text;
    let before = text[..broken.span.range.start].chars().next_back();
    let after = text[broken.span.range.end..].chars().next();
    before.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | ']' | '[' | '\\' | ')'))
        || after.is_some_and(|c| matches!(c, '[' | ']' | '*' | '+' | '{' | '('))
            && !broken.view.block.prose[broken.span.range.end..].starts_with('\0')
}

/// The labels that `[/label]` closes, as in BBCode, each with the start of its block.
type Closing = HashSet<(usize, String)>;

fn closing(survey: &Survey<'_>) -> Closing {
    let mut found = Closing::new();
    for view in survey.blocks {
        let text = &*view.block.text;
        for at in memchr::memmem::find_iter(text.as_bytes(), b"[/") {
            let end = memchr::memchr3(b'[', b']', b'\n', &text.as_bytes()[at + 2..]).map(|length| at + 2 + length);
            found.extend(end.map(|end| (view.start, fold_label(&text[at + 2..end]))));
        }
    }
    found
}

fn finding(ending: &Ending, broken: &Broken<'_>, defined: &Defined<'_>) -> Finding {
    let (text, start) = (&*broken.view.block.text, broken.view.start);
    let place = |range: &Range<usize>| start + range.start..start + range.end;
    let name = text[broken.label.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
    let fault = match broken.style {
        LinkStyle::Full => broken.label.start - 1..broken.label.end + 1,
        _ => broken.span.range.clone(),
    };
    let near = defined.nearest(&broken.folded);
    let message = match near {
        Some((definition, _)) => format!("`{name}` is not defined; `{}` is", definition.name()),
        None => format!("`{name}` is not defined, so a reader sees the brackets; add a definition"),
    };
    let mut finding = Finding::new(&RULE, place(&fault), message);
    if let Some((definition, sure)) = near {
        let edit = match broken.style {
            LinkStyle::Full => Edit::replace(place(broken.label), definition.name()),
            LinkStyle::Collapsed => Edit::insert(start + broken.span.range.end - 1, definition.name()),
            _ => Edit::insert(start + broken.span.range.end, format!("[{}]", definition.name())),
        };
        let repair = if sure { Repair::safe } else { Repair::look };
        finding = finding
            .related(definition.place(), format!("`{}` is defined here", definition.name()))
            .repair(repair(format!("Change to `{}`", definition.name()), vec![edit]));
    }
    let add = ending.add(&[format!("[{name}]: {PLACEHOLDER_TARGET}")]);
    let keep = Edit::replace(place(&broken.span.range), &text[broken.text.clone()]);
    finding
        .repair(Repair::look(format!("Add a definition of `{name}` to fill in"), vec![add]))
        .repair(Repair::look("Keep the text without the link", vec![keep]))
}
