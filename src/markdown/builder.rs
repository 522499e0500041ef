//! Gathers the parser's events into blocks.

use super::block::{Block, BlockKind, HIDDEN, Leaf, LeafKind, OBJECT};
use super::definition::{Definition, Labels, definition_at, fold_label};
use super::inline::{LinkStyle, Span, SpanKind};
use super::parse::{hidden, link_style, reference_span};
use super::{scan, target};
use pulldown_cmark::{CodeBlockKind, Event, LinkType, Tag, TagEnd};
use std::collections::BTreeMap;
use std::ops::Range;

/// A link or an image that is open.
struct OpenLink {
    range: Range<usize>,
    style: LinkStyle,
    image: bool,
    /// Where what stands inside it ends, so far.
    inner_end: usize,
}

/// What has been gathered so far; all ranges are of the whole source, until the blocks are cut.
pub struct Builder<'a> {
    source: &'a str,
    depth: usize,
    quotes: usize,
    notes: usize,
    tops: Vec<Top>,
    leaves: Vec<Leaf>,
    /// The leaf being read, and the depth of what opened it.
    leaf: Option<(Leaf, usize)>,
    spans: Vec<Span>,
    links: Vec<OpenLink>,
    prose: Vec<u8>,
    /// Ranges in which no definition can stand.
    covered: Vec<Range<usize>>,
    /// The definitions that the parser knows: the first of each label.
    known: Vec<Range<usize>>,
    in_code: bool,
}

/// A top-level construct, from the first byte of its first line.
struct Top {
    start: usize,
    end: usize,
    kind: BlockKind,
}

impl<'a> Builder<'a> {
    /// `known` are the ranges of the definitions that the parser found.
    pub fn new(source: &'a str, known: Vec<Range<usize>>) -> Self {
        Self {
            source,
            known,
            depth: 0,
            quotes: 0,
            notes: 0,
            tops: Vec::new(),
            leaves: Vec::new(),
            leaf: None,
            spans: Vec::new(),
            links: Vec::new(),
            prose: blank(source),
            covered: Vec::new(),
            in_code: false,
        }
    }

    /// Takes the next event, in the parser's order.
    pub fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        if let Some(link) = self.links.last_mut()
            && !matches!(event, Event::End(_))
        {
            link.inner_end = link.inner_end.max(range.end);
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(_) => self.text(range),
            Event::SoftBreak | Event::HardBreak => self.line_break(range),
            Event::Code(_) => self.object(range, SpanKind::Code),
            Event::InlineMath(_) | Event::DisplayMath(_) => self.math(range),
            Event::InlineHtml(_) => {
                let comment = self.source[range.clone()].starts_with("<!--");
                self.inline(range, if comment { SpanKind::Comment } else { SpanKind::Html });
            }
            Event::FootnoteReference(_) => {
                let label = range.start + 2..range.end - 1;
                self.inline(range, SpanKind::FootnoteReference { label });
            }
            Event::Rule => {
                self.top(&range, BlockKind::Other);
                self.covered.push(range);
            }
            Event::Html(_) | Event::TaskListMarker(_) => {}
        }
    }

    /// Notes a construct as a top-level one if nothing is open around it.
    fn top(&mut self, range: &Range<usize>, kind: BlockKind) {
        if self.depth > 0 {
            return;
        }
        let start = line_start(self.source, range.start);
        // Two constructs never share a first line; should the parser say so, the first one keeps it.
        if self.tops.last().is_none_or(|last| last.start < start) {
            self.tops.push(Top { start, end: range.end, kind });
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        self.top(&range, block_kind(&tag));
        self.depth += 1;
        // Where the parser lets a list end depends on what follows it; where its items end does not.
        if let (Tag::Item, 2, Some(list)) = (&tag, self.depth, self.tops.last_mut()) {
            list.end = range.end;
        }
        match tag {
            Tag::Paragraph => {
                let kind = if self.notes > 0 { LeafKind::Note } else { LeafKind::Paragraph };
                self.open_leaf(range, kind);
            }
            Tag::Heading { .. } => self.open_leaf(range, LeafKind::Heading),
            Tag::TableCell => self.open_leaf(range, LeafKind::Cell),
            Tag::Table(_) => self.covered.push(range),
            Tag::Item | Tag::List(_) => self.close_leaf(),
            Tag::BlockQuote(_) => {
                self.close_leaf();
                self.quotes += 1;
            }
            Tag::CodeBlock(kind) => self.code_block(range, &kind),
            Tag::HtmlBlock => self.html_block(range),
            Tag::FootnoteDefinition(_) => {
                self.notes += 1;
                if let Some(length) = self.source[range.clone()].find("]:") {
                    let label = range.start + 2..range.start + length;
                    self.spans.push(Span { range, kind: SpanKind::FootnoteDefinition { label } });
                }
            }
            Tag::Link { link_type, .. } => self.open_link(range, link_type, false),
            Tag::Image { link_type, .. } => self.open_link(range, link_type, true),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        self.depth -= 1;
        match tag {
            TagEnd::Link | TagEnd::Image => self.close_link(),
            TagEnd::CodeBlock => self.in_code = false,
            TagEnd::BlockQuote(_) => self.quotes -= 1,
            TagEnd::FootnoteDefinition => self.notes -= 1,
            _ => {}
        }
        if self.leaf.as_ref().is_some_and(|(_, depth)| self.depth < *depth) {
            self.close_leaf();
        }
    }

    fn open_leaf(&mut self, range: Range<usize>, kind: LeafKind) {
        self.close_leaf();
        self.leaf = Some((Leaf { range, kind, quoted: self.quotes > 0 }, self.depth));
    }

    fn close_leaf(&mut self) {
        if let Some((leaf, _)) = self.leaf.take() {
            self.covered.push(leaf.range.clone());
            self.leaves.push(leaf);
        }
    }

    /// Makes sure that what stands in `range` is part of a leaf: the text of a tight list item has no paragraph of its own.
    fn touch_leaf(&mut self, range: &Range<usize>) {
        match &mut self.leaf {
            Some((leaf, _)) => leaf.range.end = leaf.range.end.max(range.end),
            None => self.open_leaf(range.clone(), LeafKind::Item),
        }
    }

    fn text(&mut self, range: Range<usize>) {
        if self.in_code {
            return;
        }
        self.touch_leaf(&range);
        let hidden = self.links.iter().any(|link| link.image || link.style == LinkStyle::Autolink);
        if !hidden {
            self.prose[range.clone()].copy_from_slice(&self.source.as_bytes()[range]);
        }
    }

    fn line_break(&mut self, range: Range<usize>) {
        self.touch_leaf(&range);
        if let Some(at) = self.source[range.clone()].find(['\n', '\r']) {
            self.prose[range.start + at] = b'\n';
        }
    }

    fn inline(&mut self, range: Range<usize>, kind: SpanKind) {
        self.touch_leaf(&range);
        self.spans.push(Span { range, kind });
    }

    fn object(&mut self, range: Range<usize>, kind: SpanKind) {
        self.prose[range.clone()].fill(OBJECT);
        self.inline(range, kind);
    }

    fn math(&mut self, range: Range<usize>) {
        // Pandoc's rule: a dollar sign before a digit closes nothing, so `$5-$10` is two sums of money.
        if self.source.as_bytes().get(range.end).is_some_and(u8::is_ascii_digit) {
            self.text(range);
        } else {
            self.object(range, SpanKind::Math);
        }
    }

    fn code_block(&mut self, range: Range<usize>, kind: &CodeBlockKind<'_>) {
        self.close_leaf();
        self.in_code = true;
        let language = match kind {
            CodeBlockKind::Fenced(_) => {
                // From the source, as the parser's own string has its escapes resolved.
                let line = self.source[range.clone()].lines().next().unwrap_or("");
                let rest = line.trim_start_matches(['`', '~']).trim_start();
                let word = rest.find(|c: char| c.is_whitespace() || c == ',').unwrap_or(rest.len());
                let at = range.start + line.len() - rest.len();
                at..at + word
            }
            CodeBlockKind::Indented => range.start..range.start,
        };
        self.covered.push(range.clone());
        self.spans.push(Span { range, kind: SpanKind::CodeBlock { language } });
    }

    fn html_block(&mut self, range: Range<usize>) {
        self.close_leaf();
        self.covered.push(range.clone());
        let comments = scan::comments(&self.source[range.clone()], range.start);
        let commented: usize = comments.iter().map(|span| span.range.len()).sum();
        if commented < self.source[range.clone()].trim().len() {
            self.spans.push(Span { range, kind: SpanKind::Html });
        }
        self.spans.extend(comments);
    }

    fn open_link(&mut self, range: Range<usize>, link_type: LinkType, image: bool) {
        self.touch_leaf(&range);
        let inner_end = range.start + if image { 2 } else { 1 };
        self.links.push(OpenLink { range, style: link_style(link_type), image, inner_end });
    }

    fn close_link(&mut self) {
        let Some(OpenLink { range, style, image, inner_end }) = self.links.pop() else { return };
        if let Some(outer) = self.links.last_mut() {
            outer.inner_end = outer.inner_end.max(range.end);
        }
        if image || style == LinkStyle::Autolink {
            self.prose[range.clone()].fill(OBJECT);
        }
        let inner_start = range.start + if image { 2 } else { 1 };
        let kind = match style {
            LinkStyle::Inline => {
                let Some((text, target)) = target::split(self.source, &range, inner_start, inner_end) else { return };
                if image { SpanKind::Image { text, target } } else { SpanKind::Link { style, text, target } }
            }
            LinkStyle::Autolink | LinkStyle::Wiki => {
                let inside = range.start + 1..range.end - 1;
                SpanKind::Link { style, text: inside.clone(), target: inside }
            }
            LinkStyle::Full | LinkStyle::Collapsed | LinkStyle::Shortcut => {
                self.spans.extend(reference_span(self.source, range, style, true));
                return;
            }
        };
        self.spans.push(Span { range, kind });
    }

    /// Adds the references that the parser found no definition for.
    pub fn add_broken_references(&mut self, mut broken: Vec<Span>) {
        broken.sort_by_key(|span| (span.range.start, std::cmp::Reverse(span.range.end)));
        let mut end = 0;
        for span in broken {
            // `[text][label]` is asked for once whole and once for each of its brackets; the whole comes first.
            if span.range.start >= end {
                end = span.range.end;
                self.spans.push(span);
            }
        }
    }

    /// Cuts what was gathered into blocks.
    pub fn finish(mut self) -> Vec<Block> {
        self.close_leaf();
        self.definitions();
        for leaf in &self.leaves {
            scan::prose(self.source, leaf.range.clone(), &mut self.prose, &mut self.spans);
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
        for again in self.free_definitions() {
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
                prose: prose[top.start..end].into(),
            };
            while let Some(mut leaf) = leaves.next_if(|leaf| leaf.range.start < end) {
                leaf.range = leaf.range.start - top.start..leaf.range.end.min(end) - top.start;
                block.leaves.push(leaf);
            }
            while let Some(mut span) = spans.next_if(|span| span.range.start < end) {
                // A note may reach over the blanks that indent the next block.
                span.range.end = span.range.end.min(end);
                span.shift_back(top.start);
                block.spans.push(span);
            }
            blocks.push(block);
        }
        blocks
    }
}

/// Prose before any is read: nothing but line ends.
fn blank(source: &str) -> Vec<u8> {
    source.bytes().map(|byte| if matches!(byte, b'\n' | b'\r') { byte } else { HIDDEN }).collect()
}

fn block_kind(tag: &Tag<'_>) -> BlockKind {
    match tag {
        Tag::Paragraph => BlockKind::Paragraph,
        Tag::Heading { .. } => BlockKind::Heading,
        Tag::BlockQuote(_) => BlockKind::Quote,
        Tag::CodeBlock(_) => BlockKind::Code,
        Tag::HtmlBlock => BlockKind::Html,
        Tag::List(_) => BlockKind::List,
        Tag::FootnoteDefinition(_) => BlockKind::Footnote,
        Tag::Table(_) => BlockKind::Table,
        _ => BlockKind::Other,
    }
}

/// The start of the line that `offset` is on. A lone carriage return ends a line too.
fn line_start(source: &str, offset: usize) -> usize {
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
