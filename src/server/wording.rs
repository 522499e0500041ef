//! Text from drafts and bibliographies, written so that a client shows it and nothing else: neither links nor HTML come from it.

/// How a client is written to.
#[derive(Clone, Copy, Debug)]
pub struct Pen {
    /// In Markdown, or as plain text.
    pub markdown: bool,
}

impl Pen {
    /// Words that stand for themselves.
    pub fn plain(self, text: &str) -> String {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if self.markdown { escaped(&text) } else { text }
    }

    /// Emphasised words.
    pub fn emphasis(self, text: &str) -> String {
        if self.markdown { format!("*{}*", self.plain(text)) } else { self.plain(text) }
    }

    /// Strong words.
    pub fn strong(self, text: &str) -> String {
        if self.markdown { format!("**{}**", self.plain(text)) } else { self.plain(text) }
    }

    /// Something that is written just so.
    pub fn code(self, text: &str) -> String {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if !self.markdown {
            return text;
        }
        let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat(longest + 1);
        let blank = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
        format!("{fence}{blank}{text}{blank}{fence}")
    }

    /// A link to an address of our own making.
    pub fn link(self, text: &str, address: &str) -> String {
        if self.markdown { format!("[{}](<{}>)", self.plain(text), target(address)) } else { address.to_owned() }
    }
}

/// Markdown of our own making as plain text: without escapes, emphasis and the angle brackets of addresses.
pub fn unmarked(markdown: &str) -> String {
    let mut plain = String::with_capacity(markdown.len());
    let mut chars = markdown.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' if chars.peek().is_some_and(char::is_ascii_punctuation) => plain.extend(chars.next()),
            '*' | '<' | '>' => {}
            c => plain.push(c),
        }
    }
    plain
}

/// Words that start a line.
pub fn capital(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// The start of a text on one line, in at most that many characters and a sign that there is more.
pub fn shortened(text: &str, most: usize) -> String {
    let mut line = String::new();
    for word in text.split_whitespace() {
        if line.len() > most * 4 {
            break;
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    match line.char_indices().nth(most) {
        Some((end, _)) => format!("{}\u{2026}", line[..end].trim_end()),
        None => line,
    }
}

/// An address between angle brackets.
fn target(address: &str) -> String {
    address.replace('\\', "%5C").replace('<', "%3C").replace('>', "%3E").replace(char::is_whitespace, "%20")
}

/// Escapes what Markdown, GFM's bare addresses included, would read as more than words.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for (at, c) in text.char_indices() {
        let (before, after) = (&text[..at], &text[at + c.len_utf8()..]);
        let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let special = match c {
            '\\' | '`' | '*' | '[' | ']' | '<' | '|' | '~' => true,
            '_' => !(word(before.chars().next_back()) && word(after.chars().next())),
            '&' => after.starts_with('#') || word(after.chars().next()),
            ':' => after.starts_with("//") || before.to_ascii_lowercase().ends_with("mailto"),
            '@' => word(after.chars().next()),
            '.' => before.to_ascii_lowercase().ends_with("www"),
            '#' | '>' | '-' | '+' | '=' => before.is_empty(),
            _ => false,
        };
        // `1931. …` at the start would be a list.
        let digits = !before.is_empty() && before.bytes().all(|b| b.is_ascii_digit());
        let number = matches!(c, '.' | ')') && digits && (after.is_empty() || after.starts_with(' '));
        if special || number {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::{Pen, unmarked};
    use crate::markdown::{Labels, parse};

    #[test]
    fn words_stay_words() {
        let pen = Pen { markdown: true };
        assert_eq!(pen.plain("Lock, J. (1931): tides & mills - a_b"), "Lock, J. (1931): tides & mills - a_b");
        for hostile in [
            "[a](https://site.example)",
            "<img src=x onerror=y>",
            "see https://site.example now",
            "see www.site.example",
            "![a](b)",
            "[a]: b",
            "# a",
            "1. a",
            "- a",
            "a\n\n# b",
            "<https://site.example>",
            "`a",
            "&lt;script>",
        ] {
            let written = pen.plain(hostile);
            let blocks = parse(&written, &Labels::new());
            let seen: String = blocks.iter().map(|block| block.prose.replace('\0', "")).collect();
            assert!(blocks.iter().all(|block| block.spans.is_empty()), "{written}");
            assert_eq!(seen.split_whitespace().collect::<Vec<_>>(), hostile.split_whitespace().collect::<Vec<_>>());
            assert!(!written.contains("https://") && !written.contains("www."), "{written}");
        }
        assert_eq!(
            unmarked("Lock (1931). *The \\*Mill\\**. <https://site.example/a>"),
            "Lock (1931). The *Mill*. https://site.example/a"
        );
        assert_eq!(pen.code("a``b`"), "``` a``b` ```");
        assert_eq!(pen.link("a]b", "https://site.example/<a b>"), "[a\\]b](<https://site.example/%3Ca%20b%3E>)");
    }
}
