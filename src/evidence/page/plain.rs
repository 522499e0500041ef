//! Bodies without tags: plain text and Markdown.

use super::text::Text;
use super::{Origin, Page, Said, Scope};
use crate::evidence::clean;

/// The most characters of markup that is passed over at once.
const REACH: usize = 1000;
/// The most brackets within an address, so that no line is looked through again and again.
const NESTED: usize = 8;

/// A plain text. Its lines are kept: where a paragraph ends is told by an empty one.
pub fn text(source: &str) -> Page {
    let mut text = Text::default();
    for line in source.split(['\n', '\r', '\u{c}']) {
        text.push(line);
        text.line();
    }
    finish(text.text)
}

/// A text in Markdown: what marks it up is passed over, addresses of links among it.
pub fn markdown(source: &str) -> Page {
    let mut text = Text::default();
    let mut heading = String::new();
    let mut fenced = false;
    for line in source.lines() {
        let bare = line.trim_start_matches(['>', ' ', '\t']);
        if bare.starts_with("```") || bare.starts_with("~~~") {
            fenced = !fenced;
            continue;
        }
        let title = bare.trim_start_matches('#');
        let depth = bare.len() - title.len();
        let is_title = !fenced && (1..=6).contains(&depth) && title.starts_with(' ');
        let shown = match () {
            () if fenced => bare.to_owned(),
            () if is_title => inline(title.trim().trim_end_matches('#')),
            () => inline(bare),
        };
        if is_title && depth == 1 && heading.is_empty() {
            heading = clean::field(&shown);
        }
        text.push(&shown);
        text.line();
    }
    let mut page = finish(text.text);
    page.title =
        Some(heading.clone()).filter(|title| !title.is_empty()).map(|value| Said { value, from: Origin::Heading });
    page.heading = heading;
    page
}

fn finish(mut text: String) -> Page {
    text.truncate(text.trim_end().len());
    let scope = if text.is_empty() { Scope::None } else { Scope::Full };
    Page { text, scope, kind: "webpage", ..Page::default() }
}

/// A line without emphasis, code marks, and the addresses of links.
fn inline(line: &str) -> String {
    let mut shown = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        let after = rest.get(c.len_utf8()..).unwrap_or_default();
        rest = match c {
            '\\' => {
                let next = after.chars().next().filter(char::is_ascii_punctuation);
                shown.push(next.unwrap_or('\\'));
                after.get(next.map_or(0, char::len_utf8)..).unwrap_or_default()
            }
            '*' | '`' => after,
            '_' if !shown.ends_with(char::is_alphanumeric) || !after.starts_with(char::is_alphanumeric) => after,
            '!' if after.starts_with('[') => after,
            '[' => after,
            ']' => match after.strip_prefix('(').and_then(closed) {
                Some(after) => after,
                None => after.strip_prefix('[').and_then(|name| within(name, ']')).unwrap_or(after),
            },
            c => {
                shown.push(c);
                after
            }
        };
    }
    shown
}

/// What follows the `)` that closes an address.
fn closed(text: &str) -> Option<&str> {
    let mut depth = 0usize;
    for (at, c) in text.char_indices().take(REACH) {
        match c {
            '(' if depth == NESTED => return None,
            '(' => depth += 1,
            ')' if depth == 0 => return text.get(at + 1..),
            ')' => depth -= 1,
            _ => {}
        }
    }
    None
}

fn within(text: &str, end: char) -> Option<&str> {
    let (at, _) = text.char_indices().take(REACH).find(|&(_, c)| c == end)?;
    text.get(at + end.len_utf8()..)
}

#[cfg(test)]
mod tests {
    use super::{markdown, text};

    #[test]
    fn words_stay_and_markup_goes() {
        let page = markdown(
            "# The *weir*\n\nIt rose [by 4.2 m](https://mill.example/a_(b)) in **nine** hours\nsaid snake_case.\n\n> Not_ so\n",
        );
        assert_eq!(page.text, "The weir\nIt rose by 4.2 m in nine hours\nsaid snake_case.\nNot so");
        assert_eq!(page.title.map(|said| said.value).as_deref(), Some("The weir"));
        assert_eq!(text("a  b\r\n\r\n\u{200b}c\u{c}d").text, "a b\nc\nd");
    }
}
