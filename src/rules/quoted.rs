//! A stretch of a draft as a message repeats it.

/// The longest stretch of a draft that a message repeats, in characters.
const LONGEST: usize = 40;

/// The text in backticks, on one line, without what cannot be seen, and cut where it grows long.
pub fn quoted(text: &str) -> String {
    // What is cut off need not be looked at; a chain of markers may be long.
    let end = (0..=text.len().min(400)).rev().find(|&n| text.is_char_boundary(n)).unwrap_or(0);
    let visible = text[..end].replace("&#8203;", "");
    let mut shown: String = visible.split_whitespace().collect::<Vec<_>>().join(" ");
    shown.retain(|c| c != '`' && c != '\u{200b}' && !('\u{e200}'..='\u{e206}').contains(&c));
    if shown.chars().count() > LONGEST {
        shown = shown.chars().take(LONGEST - 1).collect::<String>().trim_end().to_owned() + "\u{2026}";
    }
    if shown.is_empty() { "This".to_owned() } else { format!("`{shown}`") }
}
