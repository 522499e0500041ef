//! Readers of what Gemini leaves.

use super::bracket::{numbered, numbers};
use super::marker::Sighting;
use crate::rules::cursor::Cursor;

/// `[cite_start]`, `[cite: 4, 5]`, `[cite_end]`. The numbers are those of an uploaded document.
pub fn cite(text: &str, at: usize) -> Option<Sighting> {
    numbered(text, at, |cursor| {
        if cursor.eat_any(&["cite_start", "cite_end"]).is_some() {
            return Some(());
        }
        cursor.eat("cite")?;
        cursor.eat(":").or_else(|| cursor.eat("\u{ff1a}"))?;
        numbers(cursor)
    })
}

/// `[span_0](start_span)` and `[span_0](end_span)`: they stand around words, each can go alone.
pub fn span(text: &str, at: usize) -> Option<Sighting> {
    let mut cursor = Cursor::new(text, at);
    cursor.eat_escaped("[span_")?;
    cursor.digits()?;
    cursor.eat_escaped("](")?;
    cursor.eat_any(&["start_span", "end_span"])?;
    cursor.eat_escaped(")")?;
    Sighting::delete(at - usize::from(text[..at].ends_with('\\'))..cursor.at)
}
