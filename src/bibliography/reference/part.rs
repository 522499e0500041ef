//! Sentences of a reference.

use crate::bibliography::words::escape;

/// A reference as it grows.
#[derive(Debug, Default)]
pub struct Parts {
    text: String,
}

impl Parts {
    /// Adds a sentence, which is Markdown; nothing, for an empty one.
    pub fn sentence(&mut self, sentence: &str) {
        let sentence = sentence.trim();
        if sentence.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push(' ');
        }
        self.text.push_str(sentence);
        let end = sentence.trim_end_matches(['*', '\u{201d}']);
        // After an address a stop would be taken for a part of it.
        if !end.ends_with(['.', '?', '!', '>']) {
            self.text.push('.');
        }
    }

    /// The reference on one line.
    pub fn whole(self) -> String {
        let text = self.text;
        // A year and the stop after it make a list at the start of a line.
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        match text.as_bytes().get(digits) {
            Some(b'.') if digits > 0 => format!("{}\\{}", &text[..digits], &text[digits..]),
            _ => text,
        }
    }
}

/// Text in italics.
pub fn italic(text: &str) -> String {
    let text = escape(text);
    if text.is_empty() { text } else { format!("*{text}*") }
}

/// A link to a page of the web; any other address is text.
pub fn link(url: &str) -> String {
    let web = ["http://", "https://"]
        .iter()
        .any(|scheme| url.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme)));
    let plain = !url.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '\\'));
    if web && plain { format!("<{url}>") } else { escape(url) }
}
