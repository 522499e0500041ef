//! What a draft defines, and taking definitions out.

use super::Part;
use super::form::Address;
use crate::markdown::{BlockKind, SpanKind, fold_label};
use crate::repair::Edit;
use std::collections::HashMap;
use std::ops::Range;

/// The definitions in force, and how often each is used.
#[derive(Debug, Default)]
pub struct Definitions {
    /// Link definitions by their labels as labels are compared.
    pub links: HashMap<String, Defined>,
    /// Footnotes, likewise.
    pub notes: HashMap<String, Defined>,
}

/// A definition.
#[derive(Debug)]
pub struct Defined {
    /// Which part of the draft holds it.
    pub part: usize,
    /// Where, in that.
    pub range: Range<usize>,
    /// The label as it is written.
    pub label: String,
    /// Where a link leads; `None` for a footnote, and for what cannot be told.
    pub address: Option<Address>,
    /// The text of a footnote that is one paragraph.
    pub content: Option<String>,
    /// How many places use it.
    pub uses: usize,
}

impl Definitions {
    /// Reads a draft's blocks.
    pub fn of(parts: &[Part<'_>]) -> Self {
        let mut found = Self::default();
        for (part, (_, block)) in parts.iter().enumerate() {
            for span in &block.spans {
                let range = span.range.start..span.range.start + block.text[span.range.clone()].trim_end().len();
                let name = |label: &Range<usize>| block.text[label.clone()].to_owned();
                match &span.kind {
                    SpanKind::Definition { label, target } => {
                        let address = Address::defined(block, target, range.end);
                        let defined = Defined { part, range, label: name(label), address, content: None, uses: 0 };
                        found.links.entry(fold_label(&defined.label)).or_insert(defined);
                    }
                    SpanKind::FootnoteDefinition { label } => {
                        let text = block.text[label.end..range.end].trim_start_matches("]:").trim();
                        let leaves = block.leaves.iter().filter(|leaf| range.contains(&leaf.range.start)).count();
                        let plain = leaves == 1 && block.kind == BlockKind::Footnote && !text.is_empty();
                        let content = plain.then(|| super::form::flat(text));
                        let defined = Defined { part, range, label: name(label), address: None, content, uses: 0 };
                        found.notes.entry(fold_label(&defined.label)).or_insert(defined);
                    }
                    _ => {}
                }
            }
        }
        found.count(parts);
        found
    }

    fn count(&mut self, parts: &[Part<'_>]) {
        for (block, span) in parts.iter().flat_map(|(_, block)| block.spans.iter().map(move |span| (block, span))) {
            let used = match &span.kind {
                SpanKind::Reference { label, .. } => self.links.get_mut(&fold_label(&block.text[label.clone()])),
                SpanKind::FootnoteReference { label } => self.notes.get_mut(&fold_label(&block.text[label.clone()])),
                _ => None,
            };
            if let Some(defined) = used {
                defined.uses += 1;
            }
        }
    }
}

/// The edits that take these definitions out, each given by its part and its range in that, in any order. One that shares a line with
/// something else stays.
pub fn removals(parts: &[Part<'_>], mut gone: Vec<(usize, Range<usize>)>) -> Vec<Edit> {
    gone.sort_by_key(|(part, range)| (*part, range.start));
    // Definitions that stand together go as one.
    let mut runs: Vec<(usize, Range<usize>)> = Vec::new();
    for (part, range) in gone {
        let Some((_, block)) = parts.get(part) else { continue };
        match runs.last_mut() {
            Some((last, run)) if *last == part && is_blank(&block.text[run.end..range.start]) => run.end = range.end,
            _ => runs.push((part, range)),
        }
    }
    runs.into_iter().filter_map(|(part, range)| removal(parts, part, range)).map(Edit::delete).collect()
}

fn removal(parts: &[Part<'_>], part: usize, range: Range<usize>) -> Option<Range<usize>> {
    let (start, block) = parts.get(part)?;
    let text = &*block.text;
    let line = text[..range.start].rfind('\n').map_or(0, |n| n + 1);
    let rest = &text[range.end..];
    let after = rest.find('\n').map_or(text.len(), |n| range.end + n + 1);
    if !is_blank(&text[line..range.start]) || !text[range.end..after].trim().is_empty() {
        return None;
    }
    let previous = part.checked_sub(1).and_then(|before| parts.get(before));
    let parted = previous.is_none_or(|(_, block)| ["\n\n", "\n\r\n"].iter().any(|blank| block.text.ends_with(blank)));
    let before = without_blank_lines(&text[..line]);
    if !is_blank(&text[after..]) {
        // Of the blank lines on either side, those before it stay.
        let blank = if before == 0 { parted } else { text[before..line].lines().count() > 1 };
        let past: usize = text[after..].split_inclusive('\n').take_while(|line| is_blank(line)).map(str::len).sum();
        return Some(start + line..start + after + if blank { past } else { 0 });
    }
    if before > 0 {
        return Some(start + before..start + range.end);
    }
    if part + 1 < parts.len() {
        // What stood around the block stays parted.
        return Some(if parted { *start..start + text.len() } else { start + line..start + range.end });
    }
    // The last block: the line end that closes the draft stays.
    let body = |(start, block): &Part<'_>| start + block.text.trim_end_matches(['\n', '\r']).len();
    Some(previous.map(body).map_or(start + line..start + after, |end| end..start + range.end))
}

/// Whether a text shows nothing: blanks, and what opens the lines of a quote.
fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || c == '>')
}

/// The length of a text without the blank lines at its end, and without the line end before them.
fn without_blank_lines(text: &str) -> usize {
    let blank: usize = text.split_inclusive('\n').rev().take_while(|line| is_blank(line)).map(str::len).sum();
    text[..text.len() - blank].trim_end_matches(['\n', '\r']).len()
}
