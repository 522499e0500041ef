//! Counting and listing in words.

/// `1 draft`, `2 drafts`.
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// `a, b, c`.
pub fn listed(words: &[String]) -> String {
    words.join(", ")
}
