//! Citation markers of chat tools: `citeturn2search0`, `[cite: 4]`, `【8†source】`.

mod bracket;
mod claude;
mod gemini;
mod grok;
mod interface;
mod marker;
mod message;
mod openai;

use super::quoted::quoted;
use super::removal::{opening, removal};
use super::{Check, Fixable, Group, Rule};
use crate::check::Passage;
use crate::finding::{Edit, Finding, Repair, Severity};
use crate::markdown::{Block, BlockKind, SpanKind};
use marker::{Marker, Sighting, Treatment, sightings};
use message::message;
use std::ops::Range;

pub static RULE: Rule = Rule {
    name: "chat-residue",
    group: Group::Residue,
    severity: Severity::Warning,
    fixable: Fixable::Sometimes,
    page: include_str!("chat_residue.md"),
    check: Check::Block(check),
    ..Rule::DEFAULT
};

fn check(passage: &Passage<'_>, findings: &mut Vec<Finding>) {
    let block = passage.block;
    let mut fences = Fences::default();
    let mut last: Option<(usize, &str)> = None;
    for (marker, sighting) in sightings(&block.text) {
        let Some(severity) = severity(block, marker, &sighting, &mut fences) else { continue };
        let chained =
            last.is_some_and(|(end, tool)| tool == marker.tool && only_spaces(block, end, sighting.range.start));
        let plain = sighting.treatment == Treatment::Delete;
        match findings.last_mut() {
            Some(finding) if chained && plain => finding.range.end = sighting.range.end,
            _ => findings.push(Finding::new(&RULE, sighting.range.clone(), "").at(severity)),
        }
        last = plain.then_some((sighting.range.end, marker.tool));
        if let Some(finding) = findings.last_mut() {
            let chain = chained && plain;
            finding.message = message(&block.text[finding.range.clone()], marker, &sighting.treatment, chain);
            finding.repairs = repair(block, finding, &sighting.treatment, chain).into_iter().collect();
        }
    }
}

/// Whether nothing but spaces stands between two markers, on one line.
fn only_spaces(block: &Block, from: usize, to: usize) -> bool {
    block
        .text
        .get(from..to)
        .is_some_and(|between| between.chars().all(|c| matches!(c, ' ' | '\t' | '\u{a0}' | '\u{200b}')))
}

/// How loudly to speak of the marker; `None` where a text speaks about it instead of suffering from it.
fn severity(block: &Block, marker: &Marker, sighting: &Sighting, fences: &mut Fences) -> Option<Severity> {
    let range = &sighting.range;
    if block.kind == BlockKind::FrontMatter {
        return marker.certain.then_some(RULE.severity);
    }
    let mut severity = RULE.severity;
    for span in block.spans_in(range.clone()) {
        match &span.kind {
            // Whole answers get fenced; a language says that it is code.
            SpanKind::CodeBlock { language }
                if marker.certain && (language.is_empty() || fences.ran_on(block, &span.range)) =>
            {
                severity = Severity::Hint;
            }
            SpanKind::CodeBlock { .. } => return None,
            // One form brings its own backticks, with zero-width spaces around them.
            SpanKind::Code if range.start <= span.range.start && span.range.end <= range.end => {
                let text = &block.text[range.clone()];
                (text.contains('\u{200b}') || text.contains("&#8203;")).then_some(())?;
            }
            SpanKind::Code if span.range.start < range.start && range.end < span.range.end => return None,
            SpanKind::Comment => severity = Severity::Hint,
            // Whether it is defined, and so works, another rule knows.
            SpanKind::FootnoteReference { .. } if marker.tool == bracket::HAT => return None,
            SpanKind::Math if !openai::DELIMITERS.iter().any(|&c| block.text[range.clone()].contains(c)) => {
                return None;
            }
            // A reference that the draft defines works, whatever its name; so does an address that holds the word.
            SpanKind::Reference { defined: true, .. } => return None,
            SpanKind::Definition { label, target } if within(range, label) || within(range, target) => return None,
            SpanKind::Link { target, .. } | SpanKind::Image { target, .. } if within(range, target) => return None,
            _ => {}
        }
    }
    Some(severity)
}

/// What is known of the last fence that was asked about: one may hold many markers.
#[derive(Default)]
struct Fences {
    last: Option<(usize, bool)>,
}

impl Fences {
    /// Whether a fence opens inside this one: then the outer one was never closed, and what stands in it is text.
    fn ran_on(&mut self, block: &Block, code: &Range<usize>) -> bool {
        if let Some((_, known)) = self.last.filter(|(start, _)| *start == code.start) {
            return known;
        }
        let mut lines = block.text[code.clone()].lines().map(str::trim_start);
        let first = lines.next().unwrap_or("");
        let fence = &first[..first.len() - first.trim_start_matches(['`', '~']).len()];
        let opens = |line: &str| line.strip_prefix(fence).is_some_and(|info| info.starts_with(char::is_alphabetic));
        let ran_on = fence.len() >= 3 && lines.any(opens);
        self.last = Some((code.start, ran_on));
        ran_on
    }
}

fn within(inner: &Range<usize>, outer: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

fn repair(block: &Block, finding: &Finding, treatment: &Treatment, chain: bool) -> Option<Repair> {
    let text = &*block.text;
    let range = finding.range.clone();
    let (title, edits, safe) = match treatment {
        Treatment::Delete | Treatment::DeleteWithCare => {
            let gone = removal(text, range.clone());
            let safe = *treatment == Treatment::Delete && clean(text, &range, &gone);
            let title = if chain { "Remove the markers" } else { "Remove the marker" };
            (title.to_owned(), vec![Edit::delete(gone)], safe)
        }
        Treatment::Unwrap(other) => {
            let mut edits = vec![Edit::delete(range), Edit::delete(other.clone())];
            edits.sort_by_key(|edit| edit.range.start);
            ("Keep the words without the wrapper".to_owned(), edits, true)
        }
        Treatment::Replace(words) => {
            (format!("Put {} in its place", quoted(words)), vec![Edit::replace(range, words.as_str())], true)
        }
        Treatment::Relabel(label, words) => {
            (format!("Name the link {}", quoted(words)), vec![Edit::replace(label.clone(), words.as_str())], true)
        }
        Treatment::Ask => return None,
    };
    let safe = safe && finding.severity == RULE.severity && block.kind != BlockKind::FrontMatter;
    Some(if safe { Repair::safe(title, edits) } else { Repair::look(title, edits) })
}

/// Whether the text is whole without the marker: it did not stand for a list item, a link's words, or the object of
/// "according to".
fn clean(text: &str, marker: &Range<usize>, gone: &Range<usize>) -> bool {
    let marked =
        !text[gone.start..marker.start].trim_matches([' ', '\t', '\n', '>', '(', '[', '*', '_', '"']).is_empty()
            && opening(&text[gone.start..marker.start]) > 0;
    let hollow = text[..gone.start].ends_with('[') && text[gone.end..].starts_with("](");
    let head = text[..marker.start].trim_end();
    let word = head.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    !(marked || hollow || DANGLING.contains(&word) && head.ends_with(word))
}

/// Words that call for another: a marker after them stood for a name.
const DANGLING: [&str; 14] =
    ["to", "by", "from", "in", "see", "See", "via", "at", "of", "with", "and", "per", "In", "From"];
