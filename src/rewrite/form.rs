//! A link, an image or a note as it stands in a block, and what it points at.

use crate::markdown::{Block, BlockKind, LeafKind, LinkStyle, Span, SpanKind, fold_label, parse};
use std::ops::Range;

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Address {
    /// As it is written, without angle brackets.
    pub target: String,
    /// As it is written, its quotes included; empty for none.
    pub title: String,
}

/// What can be written in another form. Ranges are of the block.
#[derive(Clone, Debug)]
pub enum Found {
    /// A link or an image whose address stands in it.
    Link {
        /// Between the first brackets.
        text: Range<usize>,
        /// Where it leads.
        address: Address,
        /// Whether it is an image.
        image: bool,
    },
    /// A link or an image whose address stands in a definition.
    Reference {
        /// Between the first brackets.
        text: Range<usize>,
        /// The label as labels are compared.
        label: String,
        /// Whether it is an image.
        image: bool,
    },
    /// `^[text]`
    Inline {
        /// Between the brackets.
        text: Range<usize>,
    },
    /// `[^label]`
    Mark {
        /// The label as labels are compared.
        label: String,
    },
}

impl Found {
    /// Reads a span.
    pub fn of(block: &Block, span: &Span) -> Option<Self> {
        let table = is_cell(block, &span.range);
        match &span.kind {
            SpanKind::Link { style: LinkStyle::Inline, text, target } => {
                let address = Address::inline(&block.text, target, span.range.end - 1, table)?;
                Some(Self::Link { text: text.clone(), address, image: false })
            }
            SpanKind::Image { text, target } => {
                let address = Address::inline(&block.text, target, span.range.end - 1, table)?;
                Some(Self::Link { text: text.clone(), address, image: true })
            }
            SpanKind::Reference { text, label, defined: true, .. } => Some(Self::Reference {
                text: text.clone(),
                label: fold_label(&block.text[label.clone()]),
                image: block.text[span.range.clone()].starts_with('!'),
            }),
            SpanKind::InlineNote { text } => Some(Self::Inline { text: text.clone() }),
            SpanKind::FootnoteReference { label } => Some(Self::Mark { label: fold_label(&block.text[label.clone()]) }),
            _ => None,
        }
    }
}

/// Whether a place is in a table, where a bar must be escaped.
pub fn is_cell(block: &Block, range: &Range<usize>) -> bool {
    let before = block.leaves.partition_point(|leaf| leaf.range.start <= range.start);
    let leaf = before.checked_sub(1).and_then(|last| block.leaves.get(last));
    block.kind == BlockKind::Table || leaf.is_some_and(|leaf| leaf.kind == LeafKind::Cell)
}

impl Address {
    /// The address of an inline link whose closing parenthesis stands at `close`.
    fn inline(text: &str, target: &Range<usize>, close: usize, table: bool) -> Option<Self> {
        Self::read(text, target, close, table).filter(|address| !address.target.is_empty())
    }

    /// The address of a definition that ends at `end`.
    pub fn defined(block: &Block, target: &Range<usize>, end: usize) -> Option<Self> {
        Self::read(&block.text, target, end, false)
    }

    fn read(text: &str, target: &Range<usize>, end: usize, table: bool) -> Option<Self> {
        let angled = text.get(..target.start)?.ends_with('<');
        let rest = text.get(target.end + usize::from(angled)..end)?;
        let title = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '>').trim_end();
        // A title over lines has the marks of a quote or a list in it.
        if title.contains(['\n', '\r']) {
            return None;
        }
        let plain = |text: &str| if table { text.replace("\\|", "|") } else { text.to_owned() };
        Some(Self { target: plain(&text[target.clone()]), title: plain(title) })
    }

    /// The address as it is written in a link or a definition.
    pub fn written(&self, table: bool) -> String {
        let target = &self.target;
        let bare = !target.is_empty() && !target.contains(char::is_whitespace) && !target.starts_with('<');
        let target = if bare && is_balanced(target) { target.clone() } else { format!("<{target}>") };
        let written = if self.title.is_empty() { target } else { format!("{target} {}", self.title) };
        if table { written.replace('|', "\\|") } else { written }
    }

    /// The host of an address on the web.
    pub fn site(&self) -> Option<&str> {
        let (scheme, rest) = self.target.split_once("://")?;
        if !scheme.eq_ignore_ascii_case("https") && !scheme.eq_ignore_ascii_case("http") {
            return None;
        }
        let host = rest.split(['/', '?', '#', ':']).next()?;
        Some(host.strip_prefix("www.").unwrap_or(host)).filter(|host| !host.is_empty())
    }

    /// `<https://…>`, if the address can be written so.
    pub fn autolink(&self) -> Option<String> {
        let plain = self.title.is_empty() && self.site().is_some();
        let whole = !self.target.contains(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '\\' | '&'));
        (plain && whole).then(|| format!("<{}>", self.target))
    }
}

fn is_balanced(target: &str) -> bool {
    let mut depth = 0usize;
    let mut escaped = false;
    for c in target.chars() {
        match c {
            _ if escaped => {}
            '(' => depth += 1,
            ')' if depth == 0 => return false,
            ')' => depth -= 1,
            _ => {}
        }
        escaped = c == '\\' && !escaped;
    }
    depth == 0
}

/// Text on one line, without what opens its lines in a quote or a list.
pub fn flat(text: &str) -> String {
    let lines = text.lines().map(|line| line.trim().trim_start_matches('>').trim_start());
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The only link that a note consists of, as it can stand in a sentence.
pub fn only_link(content: &str) -> Option<String> {
    let content = content.trim();
    let bare = content.strip_suffix('.').unwrap_or(content);
    let web = bare.starts_with("https://") || bare.starts_with("http://");
    let angled = bare.strip_prefix('<').and_then(|rest| rest.strip_suffix('>'));
    if let Some(target) = angled.or_else(|| (web && !bare.contains(char::is_whitespace)).then_some(bare)) {
        let address = Address { target: target.to_owned(), title: String::new() };
        return Some(format!("[{}]({})", address.site()?, address.written(false)));
    }
    let blocks = parse(bare, &crate::markdown::Labels::new());
    let [block] = &blocks[..] else { return None };
    let whole = block.spans.iter().any(|span| {
        let style = matches!(span.kind, SpanKind::Link { style: LinkStyle::Inline, .. });
        style && span.range == (0..bare.len())
    });
    (whole && block.kind == BlockKind::Paragraph).then(|| bare.to_owned())
}
