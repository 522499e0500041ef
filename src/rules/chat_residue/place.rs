//! Where a marker counts: text that suffers from it is not text about it.

use super::marker::{Marker, Sighting};
use super::{RULE, bracket, openai};
use crate::finding::Severity;
use crate::markdown::{Block, BlockKind, SpanKind};
use std::ops::Range;

/// How loudly to speak of the marker; `None` where a text speaks about it instead of suffering from it.
pub fn severity(block: &Block, marker: &Marker, sighting: &Sighting, fences: &mut Fences) -> Option<Severity> {
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
pub struct Fences {
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
