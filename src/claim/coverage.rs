//! Which citations a sentence carries, by any convention a draft may follow.

use crate::citation::author_year;
use crate::markdown::{Block, Leaf, SpanKind};
use crate::prose::before;
use std::ops::Range;

/// The citations in one leaf of a block, by start; ranges are of the block.
pub fn citations(block: &Block, leaf: &Leaf) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = spans(block, leaf.range.clone()).collect();
    let prose = &block.prose[leaf.range.clone()];
    if prose.contains('(') {
        found.extend(author_year::cited(&block.prose, leaf.range.clone()).into_iter().map(|cited| cited.range));
    }
    marks(prose, leaf.range.start, &mut found);
    found.sort_by_key(|range| range.start);
    found
}

fn spans(block: &Block, range: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    block.spans_in(range).filter_map(|span| {
        let cites = match &span.kind {
            SpanKind::Link { .. } | SpanKind::FootnoteReference { .. } | SpanKind::InlineNote { .. } => true,
            SpanKind::CitationKey { .. } | SpanKind::Citation { .. } => true,
            SpanKind::Reference { defined: true, .. } => true,
            // A number or a chat tool's mark in brackets stands for a source, whether or not it leads there.
            SpanKind::Reference { label, .. } => {
                let label = &block.text[label.clone()];
                label.contains(|c: char| c.is_ascii_digit()) || label.contains("citation")
            }
            SpanKind::Html => {
                let tag = block.text[span.range.clone()].to_ascii_lowercase();
                ["href", "<ref", "<cite", "<sup"].iter().any(|mark| tag.contains(mark))
            }
            _ => false,
        };
        cites.then(|| span.range.clone())
    })
}

/// How far a mark is looked at, in bytes.
const WINDOW: usize = 48;

/// The first bytes of `prose` from `at` on, at most `reach` of them.
fn after(prose: &str, at: usize, reach: usize) -> &str {
    let mut end = (at + reach).min(prose.len());
    while !prose.is_char_boundary(end) {
        end -= 1;
    }
    &prose[at..end]
}

/// Which bytes a mark may start with: `[`, `h`, `F`, `T`, and those of characters beyond ASCII.
const STARTS: [bool; 256] = {
    let mut starts = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        starts[byte] = matches!(byte as u8, b'[' | b'h' | b'F' | b'T' | 0x80..);
        byte += 1;
    }
    starts
};

/// Citations that are plain text: `[12]`, `【4†source】`, an address, a raised numeral, `Figure 3`.
fn marks(prose: &str, origin: usize, found: &mut Vec<Range<usize>>) {
    const LEADS: &[&str] = &["Figure ", "Fig. ", "Table ", "Figures ", "Tables "];
    let mut next = 0;
    while let Some(ahead) = prose.as_bytes()[next..].iter().position(|&byte| STARTS[usize::from(byte)]) {
        let at = next + ahead;
        let c = prose[at..].chars().next().unwrap_or(' ');
        next = at + c.len_utf8();
        let rest = || after(prose, at, WINDOW);
        let length = match c {
            '[' => {
                let inside = rest()[1..].split_once(']').map_or("", |(inside, _)| inside);
                let digits = inside.bytes().any(|b| b.is_ascii_digit());
                let needed = inside.to_ascii_lowercase().contains("needed");
                if digits || needed { inside.len() + 2 } else { 0 }
            }
            '\u{3010}' | '\u{e200}' | '\u{2020}' => c.len_utf8(),
            '\u{b9}' | '\u{b2}' | '\u{b3}' | '\u{2074}'..='\u{2079}' => {
                // A raised numeral behind a letter of a unit, `km²`, counts nothing.
                let word = before(prose, at, WINDOW).rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
                if word.chars().count() > 3 || prose[..at].ends_with(['.', ',', ')', '"', '\u{201d}']) {
                    c.len_utf8()
                } else {
                    0
                }
            }
            'h' if prose[at..].starts_with("http://") || prose[at..].starts_with("https://") => 8,
            'F' | 'T' => LEADS
                .iter()
                .find(|lead| {
                    prose[at..]
                        .strip_prefix(**lead)
                        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit() || c == '\u{1}'))
                })
                .map_or(0, |lead| lead.len()),
            _ => 0,
        };
        if length > 0 {
            found.push(origin + at..origin + at + length);
        }
    }
}
