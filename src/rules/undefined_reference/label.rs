//! Which labels are a writer's.

/// Whether a label could be a writer's: not a chat tool's marker, an editor's `[…]` or `[sic]`, a key, or a pattern.
pub fn is_label(folded: &str) -> bool {
    !is_marker(folded)
        && !matches!(folded, "sic" | "x" | "citation needed")
        && folded.chars().any(char::is_alphanumeric)
}

/// Whether a label is a chat tool's marker, a key, or a pattern.
pub fn is_marker(label: &str) -> bool {
    let lower = label.trim().to_lowercase();
    let numbered = lower.split_once(':').is_some_and(|(word, number)| {
        word.chars().all(|c| c.is_alphanumeric() || c == '_')
            && number.trim_start().starts_with(|c: char| c.is_ascii_digit())
    });
    let starts =
        ["cite", "span_", "start_span", "end_span", "turn", "oaicite", "@", "-@", "/", "^", "!", "\\", "…", "...", "?"];
    numbered
        || starts.iter().any(|start| lower.starts_with(start))
        || ["\u{2020}", "a-z", "0-9", "; @"].iter().any(|part| lower.contains(part))
}
