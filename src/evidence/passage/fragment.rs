//! Text fragments: `#:~:text=[prefix-,]start[,end][,-suffix]`, as WICG's Scroll to Text Fragment has them.

use crate::bibliography::percent_decoded;
use crate::evidence::fold::{Side, fold};
use crate::evidence::quote::{Source, whole};
use std::ops::Range;

/// One `text=` of an address, decoded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Directive {
    /// What stands before.
    pub prefix: Option<String>,
    /// The passage, or how it starts if there is an end.
    pub start: String,
    /// How it ends.
    pub end: Option<String>,
    /// What stands after.
    pub suffix: Option<String>,
}

/// A passage of at most so many bytes is written out.
const SHORT: usize = 80;
/// So many words of a longer one stand at each end, or more until they are the only ones.
const WORDS: usize = 4;
/// And never more than these.
const MOST_WORDS: usize = 12;
/// So many directives of an address are read.
const MOST: usize = 16;

/// What to put behind `#` for a browser to show the passage in `range` of a source's text: `:~:text=...`.
pub fn directive(source: &Source, range: Range<usize>) -> Option<String> {
    let passage = source.text.get(range)?;
    let words: Vec<&str> = passage.split_whitespace().collect();
    let one_block = !passage.contains('\n');
    if words.is_empty() {
        return None;
    }
    if passage.len() <= SHORT && one_block || words.len() < 2 * WORDS {
        return Some(format!(":~:text={}", encode(&words.join(" "))));
    }
    let most = MOST_WORDS.min(words.len() / 2);
    let alone = |count: &usize| whole(&fold(&words[..*count].join(" "), Side::Source).text, source, 2).len() < 2;
    let count = (WORDS..=most).find(alone).unwrap_or(most);
    let (start, end) = (words[..count].join(" "), words[words.len() - WORDS..].join(" "));
    Some(format!(":~:text={},{}", encode(&start), encode(&end)))
}

/// The directives in what stands behind `#` of an address.
pub fn directives(fragment: &str) -> Vec<Directive> {
    let Some((_, all)) = fragment.split_once(":~:") else { return Vec::new() };
    all.split('&').filter_map(|one| read(one.strip_prefix("text=")?)).take(MOST).collect()
}

fn read(text: &str) -> Option<Directive> {
    let mut parts: Vec<&str> = text.splitn(5, ',').collect();
    let prefix = parts.first().and_then(|first| first.strip_suffix('-')).map(decode);
    let suffix = parts.last().and_then(|last| last.strip_prefix('-')).map(decode);
    if suffix.is_some() {
        parts.pop();
    }
    if prefix.is_some() && !parts.is_empty() {
        parts.remove(0);
    }
    let (start, end) = match parts.as_slice() {
        [start] => (decode(start), None),
        [start, end] => (decode(start), Some(decode(end))),
        _ => return None,
    };
    (!start.trim().is_empty()).then_some(Directive { prefix, start, end, suffix })
}

/// The passage of the source's text that a directive points at.
pub fn locate(directive: &Directive, source: &Source) -> Option<Range<usize>> {
    const PLACES: usize = 256;
    let folded = |text: &str| fold(text, Side::Source).text.trim().to_owned();
    let text = &source.folded.text;
    let (prefix, suffix) = (directive.prefix.as_deref().map(folded), directive.suffix.as_deref().map(folded));
    let before = |at: usize| prefix.as_ref().is_none_or(|prefix| text[..at].trim_end().ends_with(prefix));
    let after = |at: usize| suffix.as_ref().is_none_or(|suffix| text[at..].trim_start().starts_with(suffix));
    let ends = directive.end.as_ref().map(|end| whole(&folded(end), source, PLACES));
    for start in whole(&folded(&directive.start), source, PLACES) {
        if !before(start.start) {
            continue;
        }
        let end = match &ends {
            None => Some(start.end).filter(|&end| after(end)),
            Some(ends) => ends.iter().map(|end| end.end).find(|&end| end >= start.end && after(end)),
        };
        if let Some(end) = end {
            return Some(source.folded.source(start.start..end));
        }
    }
    None
}

/// Percent-encodes everything but what may stand in a directive; `,`, `-` and `&` have a meaning there.
fn encode(text: &str) -> String {
    use std::fmt::Write as _;
    let mut out = String::with_capacity(text.len() * 2);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"_.!~*'()".contains(&byte) {
            out.push(char::from(byte));
        } else {
            _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

fn decode(text: &str) -> String {
    String::from_utf8_lossy(&percent_decoded(text)).into_owned()
}
