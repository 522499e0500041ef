//! Readers of markers in brackets: `[web:1]`, `[citation:1]`, `【1†source】`.

use super::marker::{Sighting, Treatment};
use crate::citation::address;
use crate::rules::cursor::Cursor;

/// What Perplexity numbers.
const PERPLEXITY: &[&str] = &[
    "web",
    "attached_file",
    "attached_image",
    "generated_image",
    "generated_video",
    "code_file",
    "page",
    "image",
    "memory",
    "file",
    "chart",
    "post",
    "academic",
    "finance",
    "video",
    "conversation_history",
];

/// `[web:1]`, `[attached_file:2]`.
pub fn perplexity(text: &str, at: usize) -> Option<Sighting> {
    numbered(text, at, |cursor| {
        cursor.eat_any(PERPLEXITY)?;
        cursor.eat(":")?;
        numbers(cursor)
    })
}

/// `[citation:1]`, `[citation: 1]`.
pub fn deepseek(text: &str, at: usize) -> Option<Sighting> {
    numbered(text, at, |cursor| {
        cursor.eat("citation")?;
        cursor.eat(":").or_else(|| cursor.eat("\u{ff1a}"))?;
        numbers(cursor)
    })
}

/// Who writes `[^1^]`.
pub const HAT: &str = "Copilot or Kimi";

/// `[^1^]`. In prose it is a footnote, perhaps a defined one; in code nothing can define it.
pub fn hat(text: &str, at: usize) -> Option<Sighting> {
    let mut cursor = Cursor::new(text, at);
    cursor.eat("[^")?;
    cursor.digits().filter(|number| number.len() <= 3)?;
    cursor.eat("^]")?;
    // `"[^7^]"` is a set of characters, `[^7^]+` too.
    let glued = text[..at].ends_with(|c: char| c.is_alphanumeric() || " .,;:!?)]\u{3002}".contains(c));
    let ended = cursor.rest().starts_with([' ', '.', ',', ';', '\n', '\r', '[', ')', '|']) || cursor.rest().is_empty();
    (glued && ended).then(|| Sighting::delete(at..cursor.at))?
}

/// `1`, `1, 2`, `3-5`.
pub fn numbers(cursor: &mut Cursor<'_>) -> Option<()> {
    loop {
        cursor.spaces();
        cursor.digits()?;
        cursor.spaces();
        if cursor.eat_any(&[",", ";", "-", "\u{2013}"]).is_none() {
            return Some(());
        }
    }
}

/// A bracket, escaped or not, with what `inside` reads. A link's target behind it is kept, a definition is none.
pub fn numbered(text: &str, at: usize, inside: impl Fn(&mut Cursor<'_>) -> Option<()>) -> Option<Sighting> {
    let start = at - usize::from(text[..at].ends_with('\\'));
    let mut cursor = Cursor::new(text, at + 1);
    inside(&mut cursor)?;
    let label = at + 1..cursor.at;
    cursor.eat_escaped("]")?;
    let closed = cursor.at;
    if cursor.eat(":").is_some() {
        cursor.spaces();
        let target = cursor.rest().trim_start_matches('<');
        if target.starts_with("http") || target.starts_with("www.") {
            return None;
        }
    } else if start == at && cursor.eat("(").is_some() {
        let target = cursor.balanced(b'(', b')')?;
        let host = address::host(target.split_whitespace().next().unwrap_or(""));
        return Sighting::new(
            start..cursor.at,
            host.map_or(Treatment::Delete, |host| Treatment::Relabel(label, host.to_owned())),
        );
    }
    Sighting::delete(start..closed)
}

/// `【1†source】`, `【8†L3-L9】`, `【4:0†report.pdf】`, `【F:src/a.rs†L1-L9】`. Without a dagger it is CJK punctuation.
pub fn lenticular(text: &str, at: usize) -> Option<Sighting> {
    let mut cursor = Cursor::new(text, at);
    cursor.eat("\u{3010}")?;
    let inside = cursor.until_within("\u{3011}", 400)?;
    let proper = inside.contains(['\u{2020}', '\u{2021}']) && !inside.contains('\u{3010}');
    proper.then(|| Sighting::delete(at..cursor.at))?
}

/// `【turn0search3】`
pub fn lenticular_turn(text: &str, at: usize) -> Option<Sighting> {
    let mut cursor = Cursor::new(text, at);
    cursor.eat("\u{3010}turn")?;
    cursor.digits()?;
    cursor.letters()?;
    cursor.digits()?;
    cursor.until_within("\u{3011}", 200)?;
    Sighting::delete(at..cursor.at)
}

/// `[8†source]`, `[8†L3-L9]`: the same after its brackets were made plain.
pub fn dagger(text: &str, at: usize) -> Option<Sighting> {
    numbered(text, at, |cursor| {
        cursor.digits()?;
        if cursor.eat(":").is_some() {
            cursor.digits()?;
        }
        cursor.eat("\u{2020}")?;
        let length = cursor.rest().find([']', '\\', '\n'])?;
        cursor.at += length;
        (1..=200).contains(&length).then_some(())
    })
}
