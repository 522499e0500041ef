//! Readers of what Grok leaves.

use super::marker::{Sighting, Treatment};
use crate::rules::cursor::Cursor;

/// `<grok:render …>…</grok:render>`, whole or in pieces (a table tears it apart), and `<grok-card …></grok-card>`.
pub fn element(text: &str, at: usize) -> Option<Sighting> {
    let start = at - usize::from(text[..at].ends_with('\\'));
    let mut cursor = Cursor::new(text, at);
    if cursor.eat_escaped("</grok:render>").is_some() || cursor.eat_escaped("</grok-card>").is_some() {
        return Sighting::delete(start..cursor.at);
    }
    if cursor.eat_escaped("<argument name=\"citation_id\"").is_some() {
        cursor.until(">")?;
        let mut closed = cursor;
        if closed.until("</argument>").is_some_and(|number| number.len() < 40) {
            cursor = closed;
        }
        return Sighting::delete(start..cursor.at);
    }
    let end = match cursor.eat_any(&["<grok:render", "<grok-card"])? {
        "<grok-card" => "</grok-card>",
        _ => "</grok:render>",
    };
    cursor.rest().starts_with([' ', '\n', '>', '/']).then_some(())?;
    let tag = cursor.window().find('>')?;
    let length = cursor.window().find(end);
    // The end of another element is none of this one, and words between them are the writer's.
    let between = |n: usize| without_tags(&cursor.window()[(tag + 1).min(n)..n]);
    let whole = length.filter(|&n| n > tag && !cursor.window()[..n].contains("<grok") && between(n));
    cursor.at += whole.map_or(tag + 1, |n| n + end.len());
    Sighting::delete(start..cursor.at)
}

/// Whether `inside` holds tags and numbers only.
fn without_tags(inside: &str) -> bool {
    let mut tag = false;
    inside.chars().all(|c| {
        tag = (tag || c == '<') && c != '>';
        tag || !c.is_alphabetic()
    })
}

/// `[](grok_render_citation_card_json={"cardIds":["1","2"]})`
pub fn card_link(text: &str, at: usize) -> Option<Sighting> {
    let mut cursor = Cursor::new(text, at + 1);
    let words = cursor.until_within("]", 100)?;
    cursor.eat_escaped("(grok_render_citation_card_json=")?;
    cursor.balanced(b'(', b')')?;
    let treatment =
        if words.trim().is_empty() { Treatment::Delete } else { Treatment::Replace(words.trim().to_owned()) };
    Sighting::new(at..cursor.at, treatment)
}
