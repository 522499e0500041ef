//! What a link's words say of its source.

use crate::bibliography::Identity;
use crate::citation::{by_name, is_host};
use crate::markdown::Block;
use crate::prose::fold;
use std::ops::Range;

/// Words that only say that there is a link, folded.
const EMPTY: &[&str] = &[
    "here",
    "click",
    "this",
    "that",
    "link",
    "links",
    "source",
    "sources",
    "article",
    "report",
    "study",
    "paper",
    "page",
    "read",
    "more",
    "see",
    "the",
    "a",
    "an",
    "full",
    "story",
    "post",
    "pdf",
    "download",
    "archive",
    "archived",
    "via",
    "details",
    "website",
    "site",
    "web",
    "original",
    "reference",
    "ref",
    "citation",
    "note",
    "doi",
    "arxiv",
    "online",
    "text",
    "at",
    "on",
    "in",
    "of",
    "and",
    "it",
    "hier",
    "quelle",
    "lien",
    "ici",
    "fuente",
];

/// The words of a link as a title; `None` where they name no work: `here`, `[3]`, an address, an outlet.
pub fn telling(block: &Block, words: Range<usize>) -> Option<String> {
    let text = crate::citation::typed_list::seen(block, words);
    let text = text.trim_matches(|c: char| matches!(c, '[' | ']' | '(' | ')' | ' '));
    let folded = fold(text);
    let mut named = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let says = named.any(|word| !EMPTY.contains(&word) && !word.bytes().all(|b| b.is_ascii_digit()));
    let address = text.contains("://") || is_host(text.split('/').next().unwrap_or(text)) && !text.contains(' ');
    let identifier = !text.contains(' ') && (Identity::doi(text).is_some() || Identity::arxiv(text).is_some());
    (says && !address && !identifier && by_name(text).is_none()).then(|| text.to_owned())
}

/// The title that stands behind a target, in `text` up to where its link or definition ends: `"The minutes"`.
pub fn attribute(text: &str, from: usize, end: usize) -> Option<String> {
    let rest = text.get(from..end)?.trim_start_matches('>').trim().trim_end_matches(')').trim_end();
    let open = rest.chars().next()?;
    let close = match open {
        '"' | '\'' => open,
        // The closing bracket of `(title)` went with that of the link.
        '(' => return clean(rest[1..].trim_end_matches(')')),
        _ => return None,
    };
    clean(rest[1..].strip_suffix(close)?)
}

fn clean(title: &str) -> Option<String> {
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ").replace("\\\"", "\"");
    (!title.is_empty()).then_some(title)
}
