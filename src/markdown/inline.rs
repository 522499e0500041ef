//! What stands inside a block beside plain words.

use std::ops::Range;

/// A construct inside a block. Spans may nest: a link holds the code in its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The whole construct, delimiters included.
    pub range: Range<usize>,
    /// What it is.
    pub kind: SpanKind,
}

/// What a [`Span`] is. Ranges inside are byte ranges of the block, like the span's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SpanKind {
    /// A link whose target stands in it, or an autolink, whose text is its target.
    Link {
        /// How it is written.
        style: LinkStyle,
        /// Between the brackets.
        text: Range<usize>,
        /// The target as written in the source, without the angle brackets it may stand in.
        target: Range<usize>,
    },
    /// An image, like a link.
    Image {
        /// The alternative text.
        text: Range<usize>,
        /// The target as written.
        target: Range<usize>,
    },
    /// `[text][label]`, `[label][]` or `[label]`, of a link or an image.
    Reference {
        /// Which of the three.
        style: LinkStyle,
        /// Between the first brackets.
        text: Range<usize>,
        /// Between the brackets that hold the label; for a shortcut, the text again.
        label: Range<usize>,
        /// Whether a definition in the draft answers to the label. If not, a reader sees the brackets.
        defined: bool,
    },
    /// A use of a footnote, `[^label]`.
    FootnoteReference {
        /// Between `[^` and `]`.
        label: Range<usize>,
    },
    /// The start of a footnote's definition, `[^label]:`. The span is the whole definition.
    FootnoteDefinition {
        /// Between `[^` and `]`.
        label: Range<usize>,
    },
    /// A footnote written where it is used, `^[text]`.
    InlineNote {
        /// Between the brackets.
        text: Range<usize>,
    },
    /// A link reference definition, `[label]: target "title"`.
    Definition {
        /// Between the brackets.
        label: Range<usize>,
        /// The target as written, without angle brackets.
        target: Range<usize>,
    },
    /// Inline code.
    Code,
    /// A fenced or an indented code block.
    CodeBlock {
        /// The first word of the info string; empty for none, and for indented code.
        language: Range<usize>,
    },
    /// Inline or display math.
    Math,
    /// Raw HTML, inline or a block, comments excepted.
    Html,
    /// An attribute in raw HTML that leads somewhere: `href` of `<a>`, `src` of `<img>`. Its range is the whole tag.
    Attribute {
        /// The value, without quotes and the blanks in them; entities stand in it as written.
        target: Range<usize>,
        /// Whether what it leads to is shown in place, as an image is.
        shown: bool,
    },
    /// An HTML comment, or one of MDX, `{/* … */}`.
    Comment,
    /// A Pandoc citation key, `@key`.
    CitationKey {
        /// The key, without `@` and braces.
        key: Range<usize>,
    },
    /// A Pandoc citation: `[see @key, p. 3; -@other]`, or `@key [p. 3]`. Its keys are spans of their own, too.
    Citation {
        /// What it cites, in order.
        items: Vec<Cited>,
    },
}

/// One source in a citation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cited {
    /// The key, without `@` and braces.
    pub key: Range<usize>,
    /// What stands before it: `see`. Empty for nothing.
    pub prefix: Range<usize>,
    /// What stands after it, a locator or more: `p. 3`. Empty for nothing.
    pub suffix: Range<usize>,
    /// Whether the author is left out: `-@key`.
    pub bare: bool,
}

impl Span {
    /// Every range of the span, its own first.
    pub fn ranges_mut(&mut self) -> impl Iterator<Item = &mut Range<usize>> {
        let inner: [Option<&mut Range<usize>>; 2] = match &mut self.kind {
            SpanKind::Link { text, target, .. } | SpanKind::Image { text, target } => [Some(text), Some(target)],
            SpanKind::Reference { text, label, .. } => [Some(text), Some(label)],
            SpanKind::Definition { label, target } => [Some(label), Some(target)],
            SpanKind::FootnoteReference { label } | SpanKind::FootnoteDefinition { label } => [Some(label), None],
            SpanKind::InlineNote { text } => [Some(text), None],
            SpanKind::Attribute { target, .. } => [Some(target), None],
            SpanKind::CodeBlock { language } => [Some(language), None],
            SpanKind::CitationKey { key } => [Some(key), None],
            SpanKind::Citation { items } => {
                let ranges = items.iter_mut().flat_map(|item| [&mut item.key, &mut item.prefix, &mut item.suffix]);
                return std::iter::once(&mut self.range).chain(ranges.collect::<Vec<_>>());
            }
            SpanKind::Code | SpanKind::Math | SpanKind::Html | SpanKind::Comment => [None, None],
        };
        std::iter::once(&mut self.range).chain(inner.into_iter().flatten().collect::<Vec<_>>())
    }

    /// Makes the span's ranges relative to `origin`.
    pub fn shift_back(&mut self, origin: usize) {
        for range in self.ranges_mut() {
            *range = range.start - origin..range.end - origin;
        }
    }
}

/// How a link is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkStyle {
    /// `[text](target)`
    Inline,
    /// `<target>`
    Autolink,
    /// `[[target]]` or `[[target|text]]`
    Wiki,
    /// `[text][label]`
    Full,
    /// `[label][]`
    Collapsed,
    /// `[label]`
    Shortcut,
}
