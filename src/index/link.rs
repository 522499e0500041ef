//! The links of a block that lead, or should lead, to files of the writer's or to places in them.

use super::target::Target;
use crate::citation::is_host;
use crate::markdown::{Block, LinkStyle, SpanKind};
use std::ops::Range;

/// A link to a file or a place in one; ranges are bytes of the block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The whole target as written.
    pub target: Range<usize>,
    /// The path in it; empty for a place in the draft itself.
    pub path: Range<usize>,
    /// What the path says, decoded: the name under which [`super::Targets`] knows it. Backslashes of Windows are kept.
    pub file: String,
    /// The place in the file, decoded, without `#`; `None` where the link says none.
    pub place: Option<String>,
    /// How the link is written.
    pub form: Form,
}

/// How a link to a file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `[text](target)`, a definition, or `<a href="target">`.
    Link,
    /// `![text](target)`
    Image,
    /// `<img src="target">`, `<video src="target">`
    Shown,
    /// `[[target]]`: by the name of a page, wherever that is.
    Wiki,
}

/// Longer targets are data, not paths. In bytes.
const LONGEST: usize = 1000;
/// Marks of what a program fills in, of a shell's patterns, of words left out.
const FILLED_IN: &[&str] = &["{", "}", "$", "*", "<", ">", "|", "`", "\"", "...", "\u{2026}", "%7B"];
/// What starts the paths of bundlers, generators and shells: `@site/`, `~/`.
const PREFIXES: &[char] = &['@', '~', '&', '=', '!', '^', '%'];

/// The links of a block, by start. Addresses are not among them, nor what nobody can look up: templates, hosts without a scheme.
pub fn links(block: &Block) -> Vec<Link> {
    let mut found = Vec::new();
    for span in &block.spans {
        let (target, form) = match &span.kind {
            SpanKind::Link { style: LinkStyle::Inline, target, .. } | SpanKind::Definition { target, .. } => {
                (target, Form::Link)
            }
            SpanKind::Image { target, .. } => (target, Form::Image),
            SpanKind::Attribute { target, shown } => (target, if *shown { Form::Shown } else { Form::Link }),
            SpanKind::Link { style: LinkStyle::Wiki, target, .. } => (target, Form::Wiki),
            _ => continue,
        };
        let Some(written) = block.text.get(target.clone()).filter(|written| written.len() <= LONGEST) else { continue };
        // In HTML a backslash escapes nothing: a browser makes a slash of it.
        if matches!(span.kind, SpanKind::Attribute { .. }) && written.contains('\\') {
            continue;
        }
        let link = if form == Form::Wiki { page(written) } else { file(written, form) };
        found.extend(link.map(|link| link.shifted(target.start)));
    }
    found
}

impl Link {
    fn shifted(mut self, by: usize) -> Self {
        for range in [&mut self.target, &mut self.path] {
            *range = range.start + by..range.end + by;
        }
        self
    }
}

fn file(written: &str, form: Form) -> Option<Link> {
    let parts = Target::of(written)?;
    let file = parts.file(written);
    if !file.is_empty() && !is_path(&file) {
        return None;
    }
    // Of an image a browser shows what it is sent.
    let place = parts.name(written).filter(|_| !matches!(form, Form::Image | Form::Shown));
    if file.is_empty() && (place.is_none() || !written.starts_with('#')) {
        return None;
    }
    Some(Link { target: 0..written.len(), path: parts.path, file, place, form })
}

/// Whether a decoded path can be one of a file.
fn is_path(path: &str) -> bool {
    let host = |text: &str| is_host(text.split(['/', '?', '#']).next().unwrap_or(text));
    let mail = || path.rsplit_once('@').is_some_and(|(_, after)| host(after));
    !path.starts_with(PREFIXES)
        // An address of which only the beginning is written yet.
        && !"https".starts_with(path)
        && !FILLED_IN.iter().any(|mark| path.contains(mark))
        && !path.contains(char::is_control)
        && !path.contains("://")
        && !host(path)
        && !mail()
}

/// `Page`, `Page#Heading`, `#Heading`.
fn page(written: &str) -> Option<Link> {
    // In a table the bar before the text is escaped.
    let written = written.strip_suffix('\\').unwrap_or(written);
    let (page, place) = written.split_once('#').map_or((written, None), |(page, place)| (page, Some(place)));
    let file = page.trim();
    let odd = |c: char| matches!(c, ':' | '"' | '\'' | '=' | '^' | '[' | ']') || c.is_control();
    if file.chars().all(|c| c.is_ascii_digit() || c == '.') && !file.is_empty()
        || file.contains(odd)
        || FILLED_IN.iter().any(|mark| file.contains(mark))
    {
        return None;
    }
    // Of `#Part#Chapter` the last counts; `#^x` is a paragraph's mark.
    let place = place.and_then(|place| place.rsplit('#').next()).map(str::trim);
    let place = place.filter(|place| !place.is_empty() && !place.starts_with('^')).map(str::to_owned);
    let from = page.len() - page.trim_start().len();
    let link = Link {
        target: 0..written.len(),
        path: from..from + file.len(),
        file: file.to_owned(),
        place,
        form: Form::Wiki,
    };
    (!link.file.is_empty() || link.place.is_some()).then_some(link)
}

#[cfg(test)]
mod tests {
    use super::{Form, links};
    use crate::markdown::{Labels, parse};

    fn all(source: &str) -> Vec<(String, Option<String>, Form)> {
        let blocks = parse(source, &Labels::new());
        blocks.iter().flat_map(links).map(|link| (link.file, link.place, link.form)).collect()
    }

    #[test]
    fn targets_in_every_construct_are_read() {
        let source = "See [a](a%20b.md#Low) and ![m](<img/my map.png>).[^1]\n\n> - [b][x]\n\n[x]: ../x.md?raw=1\n\n[^1]: In [[Tides#Ebb|the ebb]].\n";
        let some = |file: &str, place: Option<&str>, form| (file.to_owned(), place.map(str::to_owned), form);
        assert_eq!(
            all(source),
            [
                some("a b.md", Some("Low"), Form::Link),
                some("img/my map.png", None, Form::Image),
                some("../x.md", None, Form::Link),
                some("Tides", Some("Ebb"), Form::Wiki),
            ]
        );
    }

    #[test]
    fn attributes_of_html_are_targets() {
        let source = "<a href=\"a%20b.md#Low\">a</a> <img src='m&amp;n.png'> <a href=#ebb>b</a> <a href=\"it&#39;s.md#x\">c</a>\n";
        let some = |file: &str, place: Option<&str>, form| (file.to_owned(), place.map(str::to_owned), form);
        assert_eq!(
            all(source),
            [
                some("a b.md", Some("Low"), Form::Link),
                some("m&n.png", None, Form::Shown),
                some("", Some("ebb"), Form::Link),
                some("it's.md", Some("x"), Form::Link),
            ]
        );
        assert_eq!(
            all("<a href=\"https://harbour.example/a.md\">a</a> <a href=\"#\">b</a> <img src=\"data:,\">\n"),
            []
        );
    }

    #[test]
    fn what_nobody_can_look_up_is_left_alone() {
        for target in [
            "https://harbour.example/a.md",
            "mailto:ada@harbour.example",
            "tel:+4712345678",
            "//harbour.example/a.md",
            "harbour.com/a",
            "ada@harbour.com",
            "{{ page.url }}",
            "@site/docs/a.md",
            "~/a.md",
            "docs/*.md",
            "ht",
            "https",
            "path/to/...",
            "?page=2",
            "#",
            "C:\\notes\\a.md",
        ] {
            assert_eq!(all(&format!("See [it]({target}).\n")), [], "{target}");
        }
        assert_eq!(all("`[a](a.md)` <!-- [a](a.md) -->\n\n```\n[a](a.md)\n```\n"), []);
        assert_eq!(all("The value is x[[1]] and df[[\"a\"]] and [[File:Map.png]].\n"), []);
    }
}
