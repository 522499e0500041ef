//! Counting, listing and naming in words.

use std::borrow::Cow;

/// `1 draft`, `2 drafts`.
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// `a, b, c`.
pub fn listed(words: &[String]) -> String {
    words.join(", ")
}

/// A file's name as people are shown it: what would end its line, colour it, or turn what stands around it is escaped.
pub fn printable(name: &str) -> Cow<'_, str> {
    let turns = |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let acts = |c: char| c.is_control() || turns(c);
    if !name.contains(acts) {
        return Cow::Borrowed(name);
    }
    let mut shown = String::with_capacity(name.len() + 8);
    for c in name.chars() {
        if acts(c) { shown.extend(c.escape_default()) } else { shown.push(c) }
    }
    Cow::Owned(shown)
}
