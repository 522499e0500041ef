//! A top-level block: the unit of reparsing and of everything that is remembered between keystrokes.

use super::inline::{Span, SpanKind};
use std::ops::Range;

/// Stands in [`Block::prose`] for a byte that a reader does not see: a delimiter, a list marker, a link's target.
pub const HIDDEN: u8 = 0;
/// Stands in [`Block::prose`] for a byte of something that reads as a word but is none: code, math, an image.
pub const OBJECT: u8 = 1;

/// One top-level construct with the blank lines after it. All ranges in it are byte ranges of its own text, so that
/// a block that moves stays as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// The source, from the start of the construct's first line to the next construct's.
    pub text: Box<str>,
    /// What the construct is.
    pub kind: BlockKind,
    /// Where prose stands: paragraphs, headings, list items, table cells, in order.
    pub leaves: Vec<Leaf>,
    /// Everything that is not plain prose, by start.
    pub spans: Vec<Span>,
    /// For each span, how far it and those before it reach: what makes [`Block::spans_in`] a search.
    pub(super) reach: Vec<usize>,
    /// The text as a reader sees it, byte for byte as long as the source: what is not prose is
    /// [`HIDDEN`] or [`OBJECT`]. A scanner over it yields ranges of the source.
    pub prose: Box<str>,
}

/// What a top-level construct is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A paragraph.
    Paragraph,
    /// A heading, ATX or setext.
    Heading,
    /// A bullet or an ordered list, with all that its items hold.
    List,
    /// A block quote.
    Quote,
    /// Fenced or indented code.
    Code,
    /// An HTML block.
    Html,
    /// A table.
    Table,
    /// A footnote's definition.
    Footnote,
    /// Link reference definitions.
    Definitions,
    /// YAML or TOML metadata at the top of the draft; further down, YAML that names bibliographies.
    FrontMatter,
    /// A thematic break, or blank lines or a byte order mark at the top.
    Other,
}

/// A run of prose that is read as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaf {
    /// Where it stands in the block, markup included.
    pub range: Range<usize>,
    /// What it is.
    pub kind: LeafKind,
    /// Whether it stands in a block quote.
    pub quoted: bool,
}

/// What kind of prose a [`Leaf`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeafKind {
    /// A paragraph.
    Paragraph,
    /// A heading.
    Heading,
    /// The text of a tight list item.
    Item,
    /// A table cell.
    Cell,
    /// A paragraph of a footnote's definition.
    Note,
}

impl Block {
    /// Takes the spans, by start.
    pub(super) fn set_spans(&mut self, spans: Vec<Span>) {
        let farthest = |reach: &mut usize, span: &Span| {
            *reach = span.range.end.max(*reach);
            Some(*reach)
        };
        self.reach = spans.iter().scan(0, farthest).collect();
        self.spans = spans;
    }

    /// Gives back what was set aside while it was read: it is kept long, and most blocks hold little.
    pub(super) fn shrink(&mut self) {
        self.leaves.shrink_to_fit();
        self.spans.shrink_to_fit();
        self.reach.shrink_to_fit();
    }

    /// The spans that overlap `range`.
    pub fn spans_in(&self, range: Range<usize>) -> impl Iterator<Item = &Span> {
        let first = self.reach.partition_point(|&end| end <= range.start);
        let last = self.spans.partition_point(|span| span.range.start < range.end).max(first);
        self.spans[first..last].iter().filter(move |span| span.range.end > range.start)
    }

    /// Whether the byte at `offset` belongs to code, of either kind.
    pub fn is_code(&self, offset: usize) -> bool {
        self.spans_in(offset..offset + 1).any(|s| matches!(s.kind, SpanKind::Code | SpanKind::CodeBlock { .. }))
    }
}
