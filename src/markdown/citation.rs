//! Pandoc's citations: keys, and the brackets that gather them. What is a key is held against Pandoc itself in `tests/pandoc.rs`.

use super::block::HIDDEN;
use super::encoded::ends_name;
use super::inline::{Cited, Span, SpanKind};
use super::scan::escaped;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// The longest key in braces that is looked for, in bytes: they hold addresses.
const LONGEST: usize = 1000;

/// `@key` or `@{key}`.
pub fn key(source: &str, prose: &[u8], at: usize) -> Option<Span> {
    let before = source[..at].chars().next_back();
    // After a dot, a slash or another `@` stands more often a part of an address than a key.
    let word =
        |c: char| c.is_alphanumeric() || matches!(c, '.' | '@' | '/' | '\\') || c == '_' && prose[at - 1] != HIDDEN;
    if before.is_some_and(word) {
        return None;
    }
    if prose.get(at + 1) == Some(&b'{') {
        let key = at + 2..brace_end(prose, at + 2)?;
        return (!key.is_empty()).then(|| Span { range: at..key.end + 1, kind: SpanKind::CitationKey { key } });
    }
    let key = plain_key(source, at + 1)?;
    // At the start of a paragraph it is the label of an example in a list.
    let label = before == Some('(')
        && source[key.end..].starts_with(") ")
        && source[..at - 1]
            .lines()
            .next_back()
            .is_none_or(|line| source[..at - 1].ends_with('\n') || line.trim().is_empty());
    (!label).then_some(Span { range: at..key.end, kind: SpanKind::CitationKey { key } })
}

/// A letter, a digit or `_`, then those, single punctuation between them, and the `//` of an address.
fn plain_key(source: &str, start: usize) -> Option<Range<usize>> {
    let mut end = start;
    let mut chars = source[start..].char_indices().peekable();
    while let Some((index, c)) = chars.next() {
        let word = |c: char| c.is_alphanumeric() || c == '_';
        let next = chars.peek().map(|&(_, next)| next);
        let inner = ":.#$%&-+?<>~/".contains(c) && next.is_some_and(word);
        let address = matches!(c, ':' | '/') && next == Some('/');
        if !(word(c) || end > start && (inner || address)) {
            break;
        }
        end = start + index + c.len_utf8();
    }
    (end > start).then_some(start..end)
}

/// A key as it is written behind an `@`: in braces if more or less would be read otherwise. `None` if it cannot be written.
pub fn written_key(key: &str) -> Option<String> {
    if plain_key(key, 0) == Some(0..key.len()) {
        return Some(key.to_owned());
    }
    let closed = format!("{key}}}");
    (!key.is_empty() && brace_end(closed.as_bytes(), 0) == Some(key.len())).then(|| format!("{{{key}}}"))
}

/// Where the brace closes that opens before `from`; nothing in it is blank.
fn brace_end(prose: &[u8], from: usize) -> Option<usize> {
    let mut depth = 0usize;
    for (index, &byte) in prose[from..].iter().take(LONGEST).enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' if depth == 0 => return Some(from + index),
            b'}' => depth -= 1,
            b if b.is_ascii_whitespace() => return None,
            _ => {}
        }
    }
    None
}

/// How many brackets around a place are tried as citations. Nobody nests deeper, and it keeps the reading linear.
const DEEPEST: usize = 6;

/// The citations in brackets of one run of prose, as it is read from start to end.
#[derive(Default)]
pub struct Groups {
    /// Where the brackets close that were tried and are open.
    tried: Vec<usize>,
    /// Where the keys start that belong to a citation in brackets, so that a bracket after them is no locator.
    taken: HashSet<usize>,
}

impl Groups {
    /// Reads the brackets from `open` to `close`.
    pub fn read(&mut self, source: &str, prose: &[u8], open: usize, close: usize) -> Option<Span> {
        if !self.try_to(open, close) {
            return None;
        }
        let items = group(source, prose, open, close)?;
        self.taken.extend(items.iter().map(|item| item.key.start));
        Some(Span { range: open..close + 1, kind: SpanKind::Citation { items } })
    }

    /// Whether brackets that open and close there are to be tried.
    fn try_to(&mut self, open: usize, close: usize) -> bool {
        self.tried.retain(|&end| end > open);
        let few = self.tried.len() < DEEPEST;
        if few {
            self.tried.push(close);
        }
        few
    }

    /// Reads `[p. 3]` or `[p. 3; see @other]` after a key in running text, unless that stands in a citation itself.
    pub fn read_locator(
        &mut self,
        source: &str,
        prose: &[u8],
        span: &Span,
        pairs: &HashMap<usize, usize>,
    ) -> Option<Span> {
        let SpanKind::CitationKey { key } = &span.kind else { return None };
        let open = span.range.end + gap(&prose[span.range.end..]);
        let close = pairs.get(&open).copied().filter(|_| !self.taken.contains(&key.start))?;
        // A link, a note, or a citation of its own.
        let other = matches!(prose.get(close + 1), Some(b'(' | b'[')) || prose[open + 1] == b'^';
        if other || !self.try_to(open, close) {
            return None;
        }
        let mut parts = parts(source, prose, open + 1..close);
        let first = parts.next()?;
        let rest: Option<Vec<Cited>> = parts.map(|part| cited(source, prose, part)).collect();
        let rest = rest?;
        if cited(source, prose, first.clone()).is_some() {
            return None;
        }
        let item =
            Cited { key: key.clone(), prefix: key.start..key.start, suffix: trimmed(source, first), bare: false };
        self.taken.extend(rest.iter().map(|item| item.key.start));
        let items = std::iter::once(item).chain(rest).collect();
        Some(Span { range: span.range.start..close + 1, kind: SpanKind::Citation { items } })
    }
}

/// `[see @key, p. 3; -@other]`, whose bracket closes at `close`: each part between semicolons has a key.
fn group(source: &str, prose: &[u8], open: usize, close: usize) -> Option<Vec<Cited>> {
    memchr::memchr(b'@', &prose[open..close])?;
    if is_linked(source, prose, close + 1) {
        return None;
    }
    parts(source, prose, open + 1..close).map(|part| cited(source, prose, part)).collect()
}

/// The length of the blanks before a locator: no blank line, and on the next line what a quotation puts before it.
fn gap(prose: &[u8]) -> usize {
    let blanks = |from: usize, hidden: bool| {
        prose[from..].iter().take_while(|&&b| matches!(b, b' ' | b'\t' | b'\r') || hidden && b == HIDDEN).count()
    };
    let length = blanks(0, false);
    if prose.get(length) == Some(&b'\n') { length + 1 + blanks(length + 1, true) } else { length }
}

/// Whether what stands right after a bracket makes a link, a reference or a span of its text: `(…)`, `[…]` or `{…}`.
fn is_linked(source: &str, prose: &[u8], at: usize) -> bool {
    let close = match prose.get(at) {
        Some(b'(') => b')',
        Some(b'[') if prose.get(at + 1) != Some(&b'^') => b']',
        Some(b'{') => b'}',
        _ => return false,
    };
    memchr::memchr2(close, b'\n', &source.as_bytes()[at + 1..]).is_some_and(|n| source.as_bytes()[at + 1 + n] == close)
}

/// What stands between semicolons. Those in further brackets or quotation marks, after a backslash and at the end of `&nbsp;` part nothing.
fn parts(source: &str, prose: &[u8], range: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let mut ends = Vec::new();
    let mut depth = 0usize;
    let mut quoted = range.start;
    let last_mark = memchr::memmem::rfind(&prose[range.clone()], "\u{201d}".as_bytes()).map_or(0, |n| range.start + n);
    for at in range.clone().filter(|&at| !escaped(source, prose, at)) {
        match prose[at] {
            _ if at < quoted => {}
            b'[' => depth += 1,
            b']' => depth = depth.saturating_sub(1),
            b'"' => quoted = quotation_end(prose, at + 1, range.end, b"\"").unwrap_or(at),
            0xe2 if at < last_mark && prose[at..].starts_with("\u{201c}".as_bytes()) => {
                quoted = quotation_end(prose, at + 3, range.end, "\u{201d}".as_bytes()).unwrap_or(at);
            }
            b';' if depth == 0 && !ends_name(&prose[range.start..at]) => ends.push(at),
            _ => {}
        }
    }
    ends.push(range.end);
    let mut start = range.start;
    ends.into_iter().map(move |end| std::mem::replace(&mut start, end + 1)..end)
}

/// Where the quotation ends that opens before `from`.
fn quotation_end(prose: &[u8], from: usize, end: usize, mark: &[u8]) -> Option<usize> {
    memchr::memmem::find(prose.get(from..end)?, mark).map(|length| from + length + mark.len())
}

/// A part by its first key outside further brackets; `None` if it has none.
fn cited(source: &str, prose: &[u8], part: Range<usize>) -> Option<Cited> {
    let mut depth = 0usize;
    for at in memchr::memchr3_iter(b'@', b'[', b']', &prose[part.clone()]).map(|n| part.start + n) {
        match prose[at] {
            _ if escaped(source, prose, at) => {}
            b'[' => depth += 1,
            b']' => depth = depth.saturating_sub(1),
            _ if depth == 0
                && let Some(Span { range, kind: SpanKind::CitationKey { key } }) = self::key(source, prose, at)
                && range.end <= part.end =>
            {
                let before = source[part.start..at].strip_suffix('-');
                let bare = before.is_some_and(|before| !before.ends_with(|c: char| c == '-' || c.is_alphanumeric()));
                let prefix = trimmed(source, part.start..at - usize::from(bare));
                let after = range.end + usize::from(prose.get(range.end) == Some(&b',') && range.end < part.end);
                return Some(Cited { key, prefix, suffix: trimmed(source, after..part.end), bare });
            }
            _ => {}
        }
    }
    None
}

fn trimmed(source: &str, range: Range<usize>) -> Range<usize> {
    let text = &source[range.clone()];
    let start = range.start + text.len() - text.trim_start().len();
    start..start + text.trim().len()
}

#[cfg(test)]
mod tests {
    use crate::markdown::{Labels, SpanKind, parse};

    /// Each citation of a draft: prefix, key and suffix of what it cites.
    fn citations(source: &str) -> Vec<String> {
        let block = parse(source, &Labels::new()).remove(0);
        let of = |range: &std::ops::Range<usize>| &block.text[range.clone()];
        let shown = |items: &Vec<super::Cited>| {
            let each = items.iter().map(|item| {
                format!(
                    "{}|{}{}|{}",
                    of(&item.prefix),
                    if item.bare { "-" } else { "" },
                    of(&item.key),
                    of(&item.suffix)
                )
            });
            each.collect::<Vec<_>>().join("; ")
        };
        let spans = block.spans.iter();
        spans
            .filter_map(|span| if let SpanKind::Citation { items } = &span.kind { Some(shown(items)) } else { None })
            .collect()
    }

    #[test]
    fn a_citation_has_its_parts() {
        assert_eq!(citations("So [see @a, pp. 3-5; also -@b; @{c/d}]."), ["see|a|pp. 3-5; also|-b|; |c/d|"]);
        assert_eq!(citations("As @tide04 [p. 33] has it, and @lock [no. *2*]."), ["|tide04|p. 33", "|lock|no. *2*"]);
        assert_eq!(citations("[@a [sic; b] c]"), ["|a|[sic; b] c"]);
    }

    #[test]
    fn other_brackets_are_none() {
        for source in ["[a@b.c]", "[@a; b]", "[b; @a]", "[x](@a)", "@a [x](y)", "@a [^n]", "`[@a]`", "\\[@a]"] {
            assert_eq!(citations(source), [""; 0], "{source}");
        }
    }
}
