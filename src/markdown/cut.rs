//! From what was gathered to blocks: definitions are found, scanners of our own run, and the text is cut.

use super::block::{Block, BlockKind, HIDDEN};
use super::builder::{Builder, Top};
use super::definition::{Definition, Labels, definition_at, fold_label};
use super::html;
use super::inline::{Span, SpanKind};
use super::latex;
use super::parse::hidden;
use super::scan;
use std::collections::BTreeMap;

impl Builder<'_> {
    /// Cuts what was gathered into blocks.
    pub fn finish(mut self) -> Vec<Block> {
        self.close_leaf();
        self.definitions();
        for leaf in &self.leaves {
            scan::prose(self.source, leaf.range.clone(), &mut self.prose, &mut self.spans);
        }
        latex::drop_references(self.source, &mut self.spans);
        if !self.captions.is_empty() {
            for image in std::mem::take(&mut self.images) {
                let mut found = Vec::new();
                scan::prose(self.source, image, &mut self.captions, &mut found);
                let cites = |span: &Span| matches!(span.kind, SpanKind::CitationKey { .. } | SpanKind::Citation { .. });
                self.spans.extend(found.into_iter().filter(cites));
            }
        }
        self.spans.sort_by_key(|span| (span.range.start, std::cmp::Reverse(span.range.end)));
        if self.tops.is_empty() {
            self.tops.push(Top { start: 0, end: self.source.len(), kind: BlockKind::Other });
        }
        self.tops[0].start = 0;
        self.cut()
    }

    /// Adds the definitions: those that the parser knows, and the later ones of the same labels, which it drops. They stand on
    /// lines that nothing else claims.
    fn definitions(&mut self) {
        let mut found: BTreeMap<usize, Definition> = BTreeMap::new();
        for range in std::mem::take(&mut self.known) {
            let line = line_start(self.source, range.start);
            let definition = definition_at(&self.source[..range.end], range.start, line);
            found.extend(definition.map(|definition| (range.start, definition)));
        }
        let labels: Labels = found.values().map(|known| fold_label(&self.source[known.label.clone()])).collect();
        // Where nothing is defined, nothing is defined again.
        let again = if found.is_empty() { Vec::new() } else { self.free_definitions() };
        for again in again {
            if labels.contains(&fold_label(&self.source[again.label.clone()])) {
                found.entry(again.range.start).or_insert(again);
            }
        }
        let mut added: Vec<Top> = Vec::new();
        let mut top = 0;
        for definition in found.into_values() {
            let start = line_start(self.source, definition.range.start);
            let end = line_end(self.source, definition.range.end - 1);
            while top < self.tops.len() && self.tops[top].end <= start {
                top += 1;
            }
            // What is not indented stands in no list and no note.
            let outside = definition.range.start - start < 2 && !self.source[start..].starts_with('>');
            if outside || self.tops.get(top).is_none_or(|next| next.start > start) {
                match added.last_mut() {
                    Some(last) if last.end == start => last.end = end,
                    _ => added.push(Top { start, end, kind: BlockKind::Definitions }),
                }
            }
            let kind = SpanKind::Definition { label: definition.label, target: definition.target };
            self.spans.push(Span { range: definition.range, kind });
        }
        self.tops.extend(added);
        self.tops.sort_by_key(|top| top.start);
        self.tops.dedup_by_key(|top| top.start);
    }

    /// What reads as a definition on lines that belong to no leaf.
    fn free_definitions(&mut self) -> Vec<Definition> {
        self.covered.sort_by_key(|range| range.start);
        let mut covered = self.covered.iter().peekable();
        let mut found = Vec::new();
        let mut start = 0;
        while start < self.source.len() {
            let mut end = line_end(self.source, start);
            let content = start + container_prefix(&self.source[start..end]);
            while covered.next_if(|range| range.end <= content).is_some() {}
            let taken = covered.peek().map_or(self.source.len(), |range| range.start);
            if taken > content
                && !self.source[content..].starts_with("[^")
                && let Some(definition) = definition_at(&self.source[..taken], content, start)
            {
                end = line_end(self.source, definition.range.end - 1);
                found.push(definition);
            }
            start = end;
        }
        found
    }

    fn cut(self) -> Vec<Block> {
        let prose = String::from_utf8(self.prose).unwrap_or_else(|_| hidden(self.source.len()).into());
        let mut leaves = self.leaves.into_iter().peekable();
        let mut spans = self.spans.into_iter().peekable();
        let mut blocks = Vec::with_capacity(self.tops.len());
        for (index, top) in self.tops.iter().enumerate() {
            let end = self.tops.get(index + 1).map_or(self.source.len(), |next| next.start);
            let mut block = Block {
                text: self.source[top.start..end].into(),
                kind: top.kind,
                leaves: Vec::new(),
                spans: Vec::new(),
                reach: Vec::new(),
                prose: prose[top.start..end].into(),
            };
            let mut inside = Vec::new();
            while let Some(mut leaf) = leaves.next_if(|leaf| leaf.range.start < end) {
                leaf.range = leaf.range.start - top.start..leaf.range.end.min(end) - top.start;
                block.leaves.push(leaf);
            }
            while let Some(mut span) = spans.next_if(|span| span.range.start < end) {
                // A note may reach over the blanks that indent the next block.
                span.range.end = span.range.end.min(end);
                span.shift_back(top.start);
                inside.push(span);
            }
            html::add_attributes(&block.text, &mut inside);
            block.set_spans(inside);
            blocks.push(block);
        }
        blocks
    }
}

/// Prose before any is read: nothing but line ends.
pub(super) fn blank(source: &str) -> Vec<u8> {
    source.bytes().map(|byte| if matches!(byte, b'\n' | b'\r') { byte } else { HIDDEN }).collect()
}

/// The start of the line that `offset` is on. A lone carriage return ends a line too.
pub(super) fn line_start(source: &str, offset: usize) -> usize {
    source[..offset].rfind(['\n', '\r']).map_or(0, |n| n + 1)
}

/// The end of the line that `offset` is on, its terminator included.
fn line_end(source: &str, offset: usize) -> usize {
    let Some(at) = memchr::memchr2(b'\n', b'\r', &source.as_bytes()[offset..]) else { return source.len() };
    let end = offset + at + 1;
    if source[end - 1..].starts_with("\r\n") { end + 1 } else { end }
}

/// The length of what opens a line before its content: indentation, quote markers, list markers, a note's label.
fn container_prefix(line: &str) -> usize {
    let mut content = line;
    loop {
        let rest = content.trim_start_matches([' ', '\t', '>']);
        let rest = after_marker(rest).unwrap_or(rest);
        if rest.len() == content.len() {
            return line.len() - content.len();
        }
        content = rest;
    }
}

/// What follows the list marker or the note's label that opens `content`.
fn after_marker(content: &str) -> Option<&str> {
    if let Some(note) = content.strip_prefix("[^") {
        let (label, rest) = note.split_once("]:")?;
        return (!label.contains(['[', ']'])).then_some(rest);
    }
    let marker = content.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = marker.strip_prefix(['-', '*', '+', '.', ')'])?;
    rest.starts_with([' ', '\t']).then_some(rest)
}
