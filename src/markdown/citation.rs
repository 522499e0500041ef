//! Pandoc's citations: keys, and the brackets that gather them. What is a key is held against Pandoc itself in `tests/pandoc.rs`.

use super::inline::{Cited, Span, SpanKind};
use std::collections::HashMap;
use std::ops::Range;

/// The longest key in braces that is looked for, in bytes: they hold addresses.
const LONGEST: usize = 1000;

/// `@key` or `@{key}`.
pub fn key(source: &str, prose: &[u8], at: usize) -> Option<Span> {
    let before = source[..at].chars().next_back();
    // After a dot, a slash or another `@` stands more often a part of an address than a key.
    if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '@' | '/' | '\\')) {
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

/// How many brackets around a place are tried as citations in vain. Nobody nests deeper, and it keeps the reading linear.
const VAIN: usize = 3;

/// The citations in brackets of one run of prose, as it is read from start to end.
#[derive(Default)]
pub struct Groups {
    /// Where the last one ends.
    end: usize,
    /// Where the brackets close that are none.
    vain: Vec<usize>,
}

impl Groups {
    /// Reads the brackets from `open` to `close`, unless they stand in a citation.
    pub fn read(&mut self, source: &str, prose: &[u8], open: usize, close: usize) -> Option<Span> {
        self.vain.retain(|&end| end > open);
        if self.hold(open) || self.vain.len() > VAIN {
            return None;
        }
        let found = group(source, prose, open, close);
        match found {
            Some(_) => self.end = close,
            None => self.vain.push(close),
        }
        found
    }

    /// Whether the byte at `at`, which stands at or after all that was read, is in a citation.
    pub fn hold(&self, at: usize) -> bool {
        at < self.end
    }
}

/// `[see @key, p. 3; -@other]`, whose bracket closes at `close`: each part between semicolons has a key.
fn group(source: &str, prose: &[u8], open: usize, close: usize) -> Option<Span> {
    memchr::memchr(b'@', &prose[open..close])?;
    let items: Option<Vec<Cited>> = parts(prose, open + 1..close).map(|part| cited(source, prose, part)).collect();
    Some(Span { range: open..close + 1, kind: SpanKind::Citation { items: items? } })
}

/// `[p. 3]` after a key in running text.
pub fn locator(
    source: &str,
    prose: &[u8],
    span: &Span,
    key: &Range<usize>,
    pairs: &HashMap<usize, usize>,
) -> Option<Span> {
    let blanks = prose[span.range.end..].iter().take_while(|b| b.is_ascii_whitespace()).count();
    let open = span.range.end + blanks;
    let close = (blanks < 2).then(|| pairs.get(&open)).flatten().copied()?;
    let linked = matches!(prose.get(close + 1), Some(b'(' | b'['));
    // A note, or a citation of its own.
    let other = prose[open + 1] == b'^' || memchr::memchr(b'@', &prose[open..close]).is_some();
    if linked || other {
        return None;
    }
    let item =
        Cited { key: key.clone(), prefix: key.start..key.start, suffix: trimmed(source, open + 1..close), bare: false };
    Some(Span { range: span.range.start..close + 1, kind: SpanKind::Citation { items: vec![item] } })
}

/// What stands between semicolons, those within further brackets left alone.
fn parts(prose: &[u8], range: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let mut ends = Vec::new();
    let mut depth = 0usize;
    for at in range.clone() {
        match prose[at] {
            b'[' => depth += 1,
            b']' => depth = depth.saturating_sub(1),
            b';' if depth == 0 => ends.push(at),
            _ => {}
        }
    }
    ends.push(range.end);
    let mut start = range.start;
    ends.into_iter().map(move |end| std::mem::replace(&mut start, end + 1)..end)
}

/// A part by its first key; `None` if it has none.
fn cited(source: &str, prose: &[u8], part: Range<usize>) -> Option<Cited> {
    let mut at = part.start;
    loop {
        at += memchr::memchr(b'@', &prose[at..part.end])?;
        if let Some(Span { range, kind: SpanKind::CitationKey { key } }) = self::key(source, prose, at)
            && range.end <= part.end
        {
            let bare = at > part.start && prose[at - 1] == b'-';
            let prefix = trimmed(source, part.start..at - usize::from(bare));
            let after = range.end + usize::from(prose.get(range.end) == Some(&b',') && range.end < part.end);
            return Some(Cited { key, prefix, suffix: trimmed(source, after..part.end), bare });
        }
        at += 1;
    }
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
