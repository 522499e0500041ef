//! What pulldown-cmark does not know: notes without a definition, inline notes, Pandoc's citation keys, wikilinks, comments.

use super::block::HIDDEN;
use super::citation::{Groups, key};
use super::inline::{LinkStyle, Span, SpanKind};
use super::latex;
use std::collections::HashMap;
use std::ops::Range;

/// The HTML comments in `source`, which starts at `offset` of the text that spans refer to.
pub fn comments(source: &str, offset: usize) -> Vec<Span> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = source[at..].find("<!--") {
        let start = at + open;
        let end = source[start..].find("-->").map_or(source.len(), |n| start + n + 3);
        found.push(Span { range: offset + start..offset + end, kind: SpanKind::Comment });
        at = end;
    }
    found
}

/// Reads the constructs of one leaf that are plain text to the parser, adds them to `spans` and hides from `prose` what is not words.
pub fn prose(source: &str, leaf: Range<usize>, prose: &mut [u8], spans: &mut Vec<Span>) {
    // Nothing reaches into the next leaf.
    let (source, prose) = (&source[..leaf.end], &mut prose[..leaf.end]);
    latex::citations(source, leaf.clone(), prose, spans);
    let opens = memchr::memchr(b'{', &prose[leaf.start..]).is_some();
    let last_comment_end =
        if opens { memchr::memmem::rfind(&prose[leaf.start..], b"*/}").map(|n| leaf.start + n) } else { None };
    let pairs = bracket_pairs(source, prose, leaf.start);
    let mut groups = Groups::default();
    let mut at = leaf.start;
    while let Some(next) = memchr::memchr3(b'[', b'@', b'{', &prose[at..]) {
        at += next;
        let span = match prose[at] {
            b'[' if escaped(source, prose, at) => None,
            b'[' => note(prose, at)
                .or_else(|| inline_note(source, prose, at, &pairs))
                .or_else(|| wikilink(prose, at))
                .or_else(|| groups.read(source, prose, at, *pairs.get(&at)?)),
            b'@' => key(source, prose, at),
            // Where no comment ends any more, none is looked for: a text of openers is read in one pass.
            _ if last_comment_end.is_some_and(|end| end > at) => mdx_comment(prose, at),
            _ => None,
        };
        let Some(span) = span else {
            at += 1;
            continue;
        };
        // The text of an inline note is prose; its delimiters are not.
        match &span.kind {
            SpanKind::InlineNote { text } => {
                prose[span.range.start..text.start].fill(HIDDEN);
                prose[text.end] = HIDDEN;
                at = text.start;
            }
            SpanKind::CitationKey { .. } => {
                spans.extend(groups.read_locator(source, prose, &span, &pairs));
                at = span.range.end;
            }
            // The keys in it are read by themselves.
            SpanKind::Citation { .. } => at += 1,
            _ => {
                prose[span.range.clone()].fill(HIDDEN);
                at = span.range.end;
            }
        }
        spans.push(span);
    }
}

/// `[^label]` without a definition. A colon after it at the start of a line would be a definition, which the parser reads.
fn note(prose: &[u8], at: usize) -> Option<Span> {
    if prose.get(at + 1) != Some(&b'^') {
        return None;
    }
    let label = at + 2..find_close(prose, at + 2, b']')?;
    let bytes = &prose[label.clone()];
    let proper = !bytes.is_empty() && !bytes.iter().any(|b| b.is_ascii_whitespace() || *b == HIDDEN);
    proper.then(|| Span { range: at..label.end + 1, kind: SpanKind::FootnoteReference { label } })
}

/// `^[text]`, with balanced brackets in the text.
fn inline_note(source: &str, prose: &[u8], at: usize, pairs: &HashMap<usize, usize>) -> Option<Span> {
    let close = *pairs.get(&at)?;
    let marked = at > 0 && prose[at - 1] == b'^' && !escaped(source, prose, at - 1);
    marked.then(|| Span { range: at - 1..close + 1, kind: SpanKind::InlineNote { text: at + 1..close } })
}

/// Where each bracket closes; nothing if no inline note and no citation can start. One pass, so that a text of openers costs no more
/// than another.
fn bracket_pairs(source: &str, prose: &[u8], from: usize) -> HashMap<usize, usize> {
    let mut pairs = HashMap::new();
    if memchr::memmem::find(&prose[from..], b"^[").is_none() && memchr::memchr(b'@', &prose[from..]).is_none() {
        return pairs;
    }
    let mut open = Vec::new();
    for at in memchr::memchr2_iter(b'[', b']', &prose[from..]).map(|n| from + n) {
        if escaped(source, prose, at) {
            continue;
        }
        if prose[at] == b'[' {
            open.push(at);
        } else if let Some(start) = open.pop() {
            pairs.insert(start, at);
        }
    }
    pairs
}

/// Whether a backslash, which the parser has hidden, makes plain text of the byte at `at`.
pub(super) fn escaped(source: &str, prose: &[u8], at: usize) -> bool {
    at > 0 && prose[at - 1] == HIDDEN && source.as_bytes()[at - 1] == b'\\'
}

/// `[[target]]` or `[[target|text]]`.
fn wikilink(prose: &[u8], at: usize) -> Option<Span> {
    if prose.get(at + 1) != Some(&b'[') {
        return None;
    }
    let end = find_close(prose, at + 2, b']')?;
    if end == at + 2 || prose.get(end + 1) != Some(&b']') {
        return None;
    }
    let pipe = prose[at + 2..end].iter().position(|&b| b == b'|').map(|n| at + 2 + n);
    let target = at + 2..pipe.unwrap_or(end);
    let text = pipe.map_or(target.start, |p| p + 1)..end;
    Some(Span { range: at..end + 2, kind: SpanKind::Link { style: LinkStyle::Wiki, text, target } })
}

/// The first `close` from `from` on, on the same line and before another bracket opens.
fn find_close(prose: &[u8], from: usize, close: u8) -> Option<usize> {
    let end = prose.len().min(from + 1000);
    let stop = prose[from..end].iter().position(|&b| b == close || b == b'[' || b == b'\n')?;
    (prose[from + stop] == close).then_some(from + stop)
}

/// `{/* text */}`
fn mdx_comment(prose: &[u8], at: usize) -> Option<Span> {
    if !prose[at..].starts_with(b"{/*") {
        return None;
    }
    let length = memchr::memmem::find(&prose[at..], b"*/}")?;
    Some(Span { range: at..at + length + 3, kind: SpanKind::Comment })
}
