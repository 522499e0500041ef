//! Sentences of a reference, and text that stays text in Markdown.

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
        // At the start of a line these make a list.
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        match text.as_bytes().get(digits) {
            Some(b'.' | b')') if digits > 0 => format!("{}\\{}", &text[..digits], &text[digits..]),
            Some(b'-' | b'+' | b'=') if digits == 0 => format!("\\{text}"),
            _ => text,
        }
    }
}

/// Text in which Markdown finds no markup, on one line.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        // `&` opens only a character reference.
        let marks = match c {
            '&' => rest.as_str().starts_with(|c: char| c.is_ascii_alphanumeric() || c == '#'),
            // GitHub's Markdown makes links of bare addresses.
            ':' => rest.as_str().starts_with("//"),
            '.' => escaped.get(escaped.len().saturating_sub(3)..).is_some_and(|end| end.eq_ignore_ascii_case("www")),
            _ => "\\`*_[]<>#|~$^!{}@".contains(c),
        };
        if marks {
            escaped.push('\\');
        }
        escaped.push(if c.is_control() { ' ' } else { c });
    }
    escaped.split_whitespace().collect::<Vec<_>>().join(" ")
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
