//! Text from drafts and bibliographies, written so that a client shows it and nothing else: neither links nor HTML come from it.

pub mod counted;
pub mod note;
pub mod reference;

use crate::bibliography::escape;

/// How a client is written to.
#[derive(Clone, Copy, Debug)]
pub struct Pen {
    /// In Markdown, or as plain text.
    pub markdown: bool,
}

impl Pen {
    /// Words that stand for themselves.
    pub fn plain(self, text: &str) -> String {
        if self.markdown { escape(text) } else { one_line(text) }
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
        let text = one_line(text);
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

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
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

#[cfg(test)]
mod tests {
    use super::Pen;
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
        assert_eq!(pen.code("a``b`"), "``` a``b` ```");
        assert_eq!(pen.link("a]b", "https://site.example/<a b>"), "[a\\]b](<https://site.example/%3Ca%20b%3E>)");
    }
}
