//! Citations by number in prose: `[3]`, `[1][2]`, `[15, 19-21]`.

use super::is_linked;
use crate::markdown::{Block, LeafKind};
use std::ops::Range;

/// A run of numbers in brackets.
#[derive(Debug)]
pub struct Numerals {
    /// From the first bracket to the last, escapes included.
    pub range: Range<usize>,
    /// The numbers, ranges spelt out.
    pub numbers: Vec<u32>,
    /// Whether it stands where a citation would, so that it is evidence for others.
    pub sure: bool,
}

/// What stands in a block's prose for a byte that is not prose: anything below a space but the line end.
fn is_hidden(byte: u8) -> bool {
    byte < b' ' && byte != b'\n'
}

/// The runs in a block's prose, in order.
pub fn numerals(block: &Block) -> Vec<Numerals> {
    let prose = block.prose.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(ahead) = memchr::memchr(b'[', &prose[at..]) {
        let open = at + ahead;
        let mut numbers = Vec::new();
        let mut end = open;
        let mut next = open;
        while let Some(close) = bracket(block, next, &mut numbers) {
            end = close;
            next = close + hidden(block, close);
        }
        at = end.max(open + 1);
        if end > open {
            let escaped = block.text.as_bytes()[..open].last() == Some(&b'\\');
            found.extend(judge(block, open - usize::from(escaped)..end, numbers));
        }
    }
    found
}

/// How many bytes from `at` on are no prose; none if there are words among them, as in code: those are the article's.
fn hidden(block: &Block, at: usize) -> usize {
    let bytes = block.prose.as_bytes()[at..].iter().take_while(|&&b| is_hidden(b)).count();
    let marks = block.text.as_bytes()[at..at + bytes].iter().all(|b| b.is_ascii() && !b.is_ascii_alphanumeric());
    if marks { bytes } else { 0 }
}

/// Reads one bracket of numbers at `at`; returns where it ends.
fn bracket(block: &Block, at: usize, numbers: &mut Vec<u32>) -> Option<usize> {
    let prose = block.prose.as_bytes();
    (prose.get(at) == Some(&b'[')).then_some(())?;
    let mut at = at + 1;
    let mut read: Vec<u32> = Vec::new();
    let mut range = false;
    loop {
        at += prose[at..].iter().take_while(|&&b| b == b' ').count();
        let digits = prose[at..].iter().take(4).take_while(|b| b.is_ascii_digit()).count();
        // Four digits are a year.
        let number: u32 = std::str::from_utf8(&prose[at..at + digits]).ok().filter(|d| d.len() < 4)?.parse().ok()?;
        match read.last() {
            Some(&first) if range && first < number && number - first < 100 => read.extend(first + 1..=number),
            _ if range => return None,
            _ => read.push(number),
        }
        at += digits;
        let spaces = |at: usize| prose[at..].iter().take_while(|&&b| b == b' ').count();
        at += spaces(at);
        at += hidden(block, at);
        at += spaces(at);
        let rest = prose.get(at..)?;
        range = rest.starts_with(b"-") || rest.starts_with("\u{2013}".as_bytes());
        at += match rest {
            [b']', ..] => break,
            [b',' | b';' | b'-', ..] => 1,
            _ if range => 3,
            _ => return None,
        };
    }
    // `[0, 1]` is an interval, `[0]` an index.
    (!read.contains(&0)).then(|| numbers.extend(read))?;
    Some(at + 1)
}

/// How much of the line before a run is looked at, in bytes: a word and what opens the line. A line may be a book.
const BEFORE: usize = 200;

/// Takes the run in `range` if it can be a citation.
fn judge(block: &Block, range: Range<usize>, numbers: Vec<u32>) -> Option<Numerals> {
    let at = block.leaves.partition_point(|leaf| leaf.range.start <= range.start).checked_sub(1)?;
    let leaf = block.leaves.get(at).filter(|leaf| range.end <= leaf.range.end)?;
    if leaf.kind == LeafKind::Heading || block.spans_in(range.clone()).any(|span| is_linked(&span.kind)) {
        return None;
    }
    let window = leaf.range.start.max(range.start.saturating_sub(BEFORE));
    let window = (window..range.start).find(|&n| block.text.is_char_boundary(n)).unwrap_or(range.start);
    let line = block.text[window..range.start].rfind('\n').map_or(window, |n| window + n + 1);
    let head = block.text[line..range.start].trim_end_matches(['*', '_', ' ']);
    let tail = &block.text[range.end..];
    // At the start of a line it is an entry of a list, or a label.
    let before = head.chars().next_back().filter(|_| crate::rules::removal::opening(head) < head.len())?;
    if before == '^' || "([{=<+-/\\@#$\u{2208}".contains(before) || tail.starts_with(['(', '[', '{', '_', '=']) {
        return None;
    }
    if tail.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    let word = head.rsplit(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or("");
    let glued = range.start == line + head.len() && !word.is_empty();
    if in_row(head) || (!glued && after_numbered(head)) {
        return None;
    }
    // `values[1]` and `x[2]` are indexes; a citation hangs on a word of the language.
    let index =
        glued && (word.chars().count() < 3 || word.contains(|c: char| c == '_' || c.is_ascii_digit()) || camel(word));
    let ended = tail.is_empty()
        || tail.starts_with(|c: char| c.is_whitespace() || ".,;:!?)|*_\u{2014}\u{3002}\u{ff0c}\u{201d}\"<".contains(c));
    // `[1-9]` alone may be a row of keys.
    let single = block.text[range.clone()].split(['[', ']', '\\']).any(|part| part.parse::<u32>().is_ok());
    (!index).then_some(Numerals { range, sure: ended && single, numbers })
}

/// Whether what follows `head` stands in a bracket that holds a row of brackets or numbers: `[[1, 2], [3, 4]]`.
fn in_row(head: &str) -> bool {
    let mut depth = 0usize;
    for (at, byte) in head.bytes().enumerate().rev() {
        match byte {
            b']' => depth += 1,
            b'[' if depth == 0 => {
                return head[at + 1..].trim_start().starts_with(|c: char| c == '[' || c.is_ascii_digit());
            }
            b'[' => depth -= 1,
            _ => {}
        }
    }
    false
}

/// Nouns that a number of their own follows where they have a capital: `Psalm [23]` cites nothing, `in this chapter [23]` may.
const NUMBERED: &[&str] = &[
    "Act", "Article", "Chapter", "Figure", "Hymn", "Line", "Page", "Part", "Psalm", "Scene", "Section", "Step",
    "Table", "Verse", "Volume",
];

/// Whether `head` ends with such a noun.
fn after_numbered(head: &str) -> bool {
    let word = head.trim_end_matches('s').rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    NUMBERED.contains(&word)
}

/// Whether a capital stands inside the word.
fn camel(word: &str) -> bool {
    let capitals = word.chars().skip(1).filter(|c| c.is_uppercase()).count();
    capitals > 0 && capitals + 1 < word.chars().count()
}
