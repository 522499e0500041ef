//! Where in a sentence a citation goes.

use super::Part;
use crate::markdown::{Block, LeafKind, SpanKind, trim_stops};

/// What closes a clause or a sentence.
const STOPS: &[char] = &['.', ',', ';', ':', '!', '?', '\u{3002}', '\u{ff0c}', '\u{ff01}', '\u{ff1f}'];
/// What closes what was opened before: quotations, parentheses, emphasis.
const CLOSERS: &[char] = &['"', '\'', '\u{201d}', '\u{2019}', '\u{bb}', ')', ']', '*', '_'];
/// What joins letters to one word: `don't`, `1,500`, `harbour.example/tides`.
const JOINTS: &[char] =
    &['\'', '\u{2019}', '-', '\u{2010}', '.', ',', '_', '/', ':', '@', '&', '?', '=', '%', '#', '+', '~'];

/// Where a citation can stand, in bytes of the draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// A link or a key, which is part of the sentence: before its closing punctuation.
    pub link: usize,
    /// The mark of a footnote: after it, or before it where the draft's marks stand so.
    pub note: usize,
}

/// Where a citation at byte `at` goes: inside a word, after that. None where no citation can stand.
pub fn place(parts: &[Part<'_>], at: usize) -> Option<Spot> {
    let (start, block) = parts.iter().rev().find(|(start, _)| *start <= at)?;
    let inside = at - start;
    let leaf = block.leaves.iter().find(|leaf| leaf.range.start < inside && inside <= leaf.range.end)?;
    if is_apart(block, inside) || leaf.kind == LeafKind::Heading || !block.text.is_char_boundary(inside) {
        return None;
    }
    let text = &block.text[..leaf.range.end];
    let head = text[..inside].trim_end_matches([' ', '\t']);
    let (word, after) = if head.len() == inside {
        let word = inside + rest_of_word(&text[inside..]);
        (word, word + closing(&text[word..]))
    } else {
        (head.len(), head.len())
    };
    if is_apart(block, word) {
        return None;
    }
    let link = trim_stops(&text[..after], STOPS).len();
    let words = text[leaf.range.start..link].contains(char::is_alphanumeric);
    // Beside a mark that stands there already, the new one comes second.
    let note = if marks_stand_before_stops(parts) { link } else { after };
    words.then(|| Spot { link: start + link, note: start + after_marks(block, note) })
}

/// Whether a place is inside something that holds no citation: code, a link, a key.
fn is_apart(block: &Block, inside: usize) -> bool {
    block.spans.iter().any(|span| {
        let holds = span.range.start < inside && inside < span.range.end;
        holds && !matches!(span.kind, SpanKind::FootnoteDefinition { .. })
    })
}

/// How far a word goes on, in bytes. What is written without spaces has no words to tell.
fn rest_of_word(text: &str) -> usize {
    let is_letter = |c: char| c.is_alphanumeric() && !matches!(c, '\u{e00}'..='\u{eff}' | '\u{2e80}'..='\u{a4ff}');
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let joins = JOINTS.contains(&c) && chars.peek().is_some_and(|(_, next)| is_letter(*next));
        if !is_letter(c) && !joins {
            return at;
        }
    }
    text.len()
}

/// The length of the punctuation that closes a clause, with the quotation marks and parentheses that close along with it.
fn closing(text: &str) -> usize {
    let whole = text.len() - text.trim_start_matches(|c| STOPS.contains(&c) || CLOSERS.contains(&c)).len();
    let next = text[whole..].chars().next();
    // `*word*s`, `(a)b`: something goes on there.
    let closes = text[..whole].contains(STOPS) && next.is_none_or(|c| c.is_whitespace() || c == '[');
    let stops = text.len() - text.trim_start_matches(STOPS).len();
    if closes { whole } else { stops }
}

fn after_marks(block: &Block, mut at: usize) -> usize {
    for span in &block.spans {
        if span.range.start == at && matches!(span.kind, SpanKind::FootnoteReference { .. }) {
            at = span.range.end;
        }
    }
    at
}

/// Whether the draft writes `word[^1].` more often than `word.[^1]`.
pub fn marks_stand_before_stops(parts: &[Part<'_>]) -> bool {
    let mut before = 0usize;
    let mut after = 0usize;
    for (_, block) in parts {
        let marks = block.spans.iter().filter(|span| matches!(span.kind, SpanKind::FootnoteReference { .. }));
        for mark in marks {
            after += usize::from(block.text[..mark.range.start].ends_with(STOPS));
            before += usize::from(block.text[mark.range.end..].starts_with(STOPS));
        }
    }
    before > after
}
