//! Gathers the parser's events into blocks.

use super::block::{BlockKind, Leaf, LeafKind, OBJECT};
use super::cut::{blank, line_start};
use super::inline::{LinkStyle, Span, SpanKind};
use super::parse::{link_style, reference_span};
use super::{scan, target};
use pulldown_cmark::{CodeBlockKind, Event, LinkType, Tag, TagEnd};
use std::ops::Range;

/// A link or an image that is open.
struct OpenLink {
    range: Range<usize>,
    style: LinkStyle,
    image: bool,
    /// Where what stands inside it ends, so far.
    inner_end: usize,
}

/// A leaf that is being read.
struct OpenLeaf {
    leaf: Leaf,
    /// The depth of what opened it.
    depth: usize,
    /// Where its words and inline constructs end, so far.
    content_end: usize,
}

/// What has been gathered so far; all ranges are of the whole source, until the blocks are cut.
pub struct Builder<'a> {
    pub(super) source: &'a str,
    depth: usize,
    quotes: usize,
    notes: usize,
    pub(super) tops: Vec<Top>,
    pub(super) leaves: Vec<Leaf>,
    leaf: Option<OpenLeaf>,
    pub(super) spans: Vec<Span>,
    links: Vec<OpenLink>,
    pub(super) prose: Vec<u8>,
    /// The text of images, byte for byte like prose; empty as long as there is none.
    pub(super) captions: Vec<u8>,
    /// The images that stand in no other.
    pub(super) images: Vec<Range<usize>>,
    /// Ranges in which no definition can stand.
    pub(super) covered: Vec<Range<usize>>,
    /// The definitions that the parser knows: the first of each label.
    pub(super) known: Vec<Range<usize>>,
    in_code: bool,
}

/// A top-level construct, from the first byte of its first line.
pub(super) struct Top {
    pub start: usize,
    pub end: usize,
    pub kind: BlockKind,
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
            captions: Vec::new(),
            images: Vec::new(),
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
        if self.leaf.as_ref().is_some_and(|open| self.depth < open.depth) {
            self.close_leaf();
        }
    }

    fn open_leaf(&mut self, range: Range<usize>, kind: LeafKind) {
        self.close_leaf();
        let content_end = range.start;
        self.leaf =
            Some(OpenLeaf { leaf: Leaf { range, kind, quoted: self.quotes > 0 }, depth: self.depth, content_end });
    }

    pub(super) fn close_leaf(&mut self) {
        if let Some(OpenLeaf { leaf, content_end, .. }) = self.leaf.take() {
            // The blanks that part the words from a cell's edge or a heading's closing marks are no part of the last word.
            self.show_blanks(content_end..leaf.range.end);
            self.covered.push(leaf.range.clone());
            self.leaves.push(leaf);
        }
    }

    /// Makes sure that what stands in `range` is part of a leaf: the text of a tight list item has no paragraph of its own.
    fn touch_leaf(&mut self, range: &Range<usize>) {
        if self.leaf.is_none() {
            self.open_leaf(range.clone(), LeafKind::Item);
        }
        if let Some(OpenLeaf { leaf, content_end, .. }) = &mut self.leaf {
            leaf.range.end = leaf.range.end.max(range.end);
            *content_end = range.end.max(*content_end);
        }
    }

    /// Lets the blanks in `range`, which the parser passes over, stand in the prose.
    fn show_blanks(&mut self, range: Range<usize>) {
        for at in range {
            if matches!(self.source.as_bytes()[at], b' ' | b'\t') {
                self.prose[at] = b' ';
            }
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
        } else if self.links.iter().all(|link| link.style != LinkStyle::Autolink) {
            if self.captions.is_empty() {
                self.captions = blank(self.source);
            }
            self.captions[range.clone()].copy_from_slice(&self.source.as_bytes()[range]);
        }
    }

    fn line_break(&mut self, range: Range<usize>) {
        self.touch_leaf(&range);
        // Two spaces or a backslash that break a line are spaces to a reader: nothing hangs on them.
        let line_end = &self.source[range.clone()];
        let at = line_end.find('\n').or_else(|| line_end.find('\r'));
        let end = at.map_or(range.end, |at| range.start + at);
        let blanks = self.source[..range.start].bytes().rev().take_while(|b| matches!(b, b' ' | b'\t')).count();
        self.prose[range.start - blanks..end].fill(b' ');
        if end < range.end {
            self.prose[end] = b'\n';
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
        if image && self.links.iter().all(|outer| !outer.image) {
            self.images.push(range.clone());
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
                // Before a note's label nothing is a shortcut: `[a][^1]` asks for `^1`, as everything but the parser has it.
                let defined = style != LinkStyle::Shortcut || !self.source[range.end..].starts_with("[^");
                self.spans.extend(reference_span(self.source, range, style, defined));
                return;
            }
        };
        self.spans.push(Span { range, kind });
    }

    /// Makes metadata of the thematic break that was left of it.
    pub fn add_metadata(&mut self, range: Range<usize>) {
        if let Ok(index) = self.tops.binary_search_by_key(&range.start, |top| top.start) {
            self.tops[index] = Top { start: range.start, end: range.end, kind: BlockKind::FrontMatter };
        }
        self.covered.push(range);
    }

    /// Adds the references that the parser found no definition for.
    pub fn add_broken_references(&mut self, mut broken: Vec<Span>) {
        broken.sort_by_key(|span| (span.range.start, std::cmp::Reverse(span.range.end)));
        let defined = self.spans.iter().filter(|span| matches!(span.kind, SpanKind::Reference { defined: true, .. }));
        let mut defined: Vec<Range<usize>> = defined.map(|span| span.range.clone()).collect();
        defined.sort_by_key(|range| range.start);
        let mut end = 0;
        for span in broken {
            // In `[a][b][c]` the middle may be the text of the last.
            let last = defined.partition_point(|range| range.start < span.range.end).checked_sub(1);
            let taken =
                last.is_some_and(|last| defined[last].start > span.range.start && defined[last].end > span.range.end);
            // `[text][label]` is asked for once whole and once for each of its brackets; the whole comes first.
            if span.range.start >= end && !taken {
                end = span.range.end;
                self.spans.push(span);
            }
        }
    }
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
