//! XML as tokens: enough of it for feeds and articles. Linear whatever comes; external entities do not exist here.

use crate::prose::entity;
use memchr::{memchr, memchr3, memmem};
use std::borrow::Cow;

/// One piece of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Token<'a> {
    /// `<name …>`; `empty` if it closes itself.
    Start {
        /// Its name without a prefix.
        name: &'a str,
        /// What stands between the name and the end, as written.
        attributes: &'a str,
        /// Whether it has no end tag.
        empty: bool,
    },
    /// `</name>`, without a prefix.
    End(&'a str),
    /// Characters, their entities resolved.
    Text(Cow<'a, str>),
}

/// The tokens of a document; what cannot be read as markup is text.
#[derive(Clone, Debug)]
pub struct Tokens<'a> {
    rest: &'a str,
    /// Quotation marks of which the rest was found to hold no pair.
    unpaired: [bool; 2],
}

/// Reads a document.
pub fn tokens(source: &str) -> Tokens<'_> {
    Tokens { rest: source, unpaired: [false; 2] }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let rest = self.rest;
            if rest.is_empty() {
                return None;
            }
            if !rest.starts_with('<') {
                let end = memchr(b'<', rest.as_bytes()).unwrap_or(rest.len());
                return Some(Token::Text(entities(self.take(end))));
            }
            if let Some(inside) = rest.strip_prefix("<![CDATA[") {
                let (text, after) = until(inside, "]]>");
                self.rest = after;
                return Some(Token::Text(Cow::Borrowed(text)));
            }
            if let Some(inside) = rest.strip_prefix("<!--") {
                self.rest = until(inside, "-->").1;
                continue;
            }
            if let Some(inside) = rest.strip_prefix("<?") {
                self.rest = until(inside, "?>").1;
                continue;
            }
            if !rest
                .as_bytes()
                .get(1)
                .is_some_and(|&b| b.is_ascii_alphabetic() || matches!(b, b'/' | b'!' | b'_' | b':'))
            {
                let end = memchr(b'<', rest.as_bytes().get(1..).unwrap_or_default()).map_or(rest.len(), |end| end + 1);
                return Some(Token::Text(entities(self.take(end))));
            }
            let Some(end) = self.tag_end() else {
                self.rest = "";
                return Some(Token::Text(entities(rest)));
            };
            let inside = self.take(end + 1).get(1..end).unwrap_or_default();
            if inside.starts_with('!') {
                continue;
            }
            return Some(tag(inside));
        }
    }
}

impl<'a> Tokens<'a> {
    fn take(&mut self, length: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at_checked(length).unwrap_or((self.rest, ""));
        self.rest = rest;
        taken
    }

    /// The `>` that ends the tag at the start of the rest, outside of quotation marks.
    fn tag_end(&mut self) -> Option<usize> {
        let bytes = self.rest.as_bytes();
        let mut at = 1;
        loop {
            at += memchr3(b'>', b'"', b'\'', bytes.get(at..)?)?;
            let mark = *bytes.get(at)?;
            let kind = usize::from(mark == b'"');
            if mark == b'>' {
                return Some(at);
            }
            at += 1;
            if self.unpaired.get(kind) != Some(&false) {
                continue;
            }
            match memchr(mark, bytes.get(at..)?) {
                Some(close) => at += close + 1,
                // There is no other one to the end, so nothing after this need look for it again.
                None => self.unpaired.iter_mut().skip(kind).take(1).for_each(|unpaired| *unpaired = true),
            }
        }
    }
}

fn until<'a>(text: &'a str, end: &str) -> (&'a str, &'a str) {
    match memmem::find(text.as_bytes(), end.as_bytes()) {
        Some(at) => (text.get(..at).unwrap_or_default(), text.get(at + end.len()..).unwrap_or_default()),
        None => (text, ""),
    }
}

fn tag(inside: &str) -> Token<'_> {
    if let Some(name) = inside.strip_prefix('/') {
        return Token::End(local(name.trim()));
    }
    let (inside, empty) = inside.strip_suffix('/').map_or((inside, false), |inside| (inside, true));
    let end = inside.find(char::is_whitespace).unwrap_or(inside.len());
    let (name, attributes) = inside.split_at(end);
    Token::Start { name: local(name), attributes, empty }
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// The value of an attribute in a tag.
pub fn attribute(attributes: &str, wanted: &str) -> Option<String> {
    let mut rest = attributes.trim_start();
    while let Some((name, after)) = rest.split_once('=') {
        let after = after.trim_start();
        let mark = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let (value, next) = after.get(1..)?.split_once(mark)?;
        if local(name.trim()) == wanted {
            return Some(entities(value).into_owned());
        }
        rest = next;
    }
    None
}

/// A text with XML's five entities and those by number resolved.
pub fn entities(text: &str) -> Cow<'_, str> {
    if memchr(b'&', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr(b'&', rest.as_bytes()) {
        let (before, after) = rest.split_at(at);
        plain.push_str(before);
        let name = after.as_bytes().iter().take(12).position(|&b| b == b';').and_then(|end| after.get(1..end));
        match name.and_then(|name| Some((entity(name)?, name.len() + 2))) {
            Some((c, length)) => {
                plain.push(c);
                rest = after.get(length..).unwrap_or_default();
            }
            None => {
                plain.push('&');
                rest = after.get(1..).unwrap_or_default();
            }
        }
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

/// The text of a fragment without its tags, words of different blocks apart, on one line.
pub fn text(fragment: &str) -> String {
    let mut text = String::new();
    for token in tokens(fragment) {
        match token {
            Token::Text(part) => text.push_str(&part),
            Token::Start { name, .. } | Token::End(name)
                if matches!(name, "p" | "title" | "sec" | "br" | "li" | "label") =>
            {
                text.push(' ')
            }
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_read() {
        let source = "<?xml version='1.0'?><!DOCTYPE x><a:b c=\"1>2\" d='&lt;&#x41;'>x &amp; y<![CDATA[<z>&amp;]]><!-- > --></a:b><e/>";
        let found: Vec<Token> = tokens(source).collect();
        let Some(Token::Start { name: "b", attributes, empty: false }) = found.first() else { panic!("{found:?}") };
        assert_eq!(attribute(attributes, "c").as_deref(), Some("1>2"));
        assert_eq!(attribute(attributes, "d").as_deref(), Some("<A"));
        assert_eq!(found.get(1), Some(&Token::Text("x & y".into())));
        assert_eq!(found.get(2), Some(&Token::Text("<z>&amp;".into())));
        assert_eq!(
            found.get(3..),
            Some(&[Token::End("b"), Token::Start { name: "e", attributes: "", empty: true }][..])
        );
        assert_eq!(text("p < 0.05 and x > 3"), "p < 0.05 and x > 3");
        assert_eq!(
            text("<jats:p>Mills<sup>2</sup> &amp; <i>locks</i></jats:p><jats:p>End</jats:p>"),
            "Mills2 & locks End"
        );
    }

    #[test]
    fn what_is_broken_costs_no_time() {
        let start = std::time::Instant::now();
        for bomb in ["<a \"'", "<a '", "<", "&", "<![CDATA[", "<!--", "<?", "</", "&#x;", "<a b="] {
            let source = bomb.repeat(2_000_000 / bomb.len());
            assert!(tokens(&source).count() <= source.len());
        }
        assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
    }
}
