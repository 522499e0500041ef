//! The attributes of tags in raw HTML that lead somewhere, as a browser reads them.

use super::inline::{Span, SpanKind};
use std::ops::Range;

/// Tags and their attributes that lead to a file or a page, and whether that is shown in place rather than gone to.
const LEADING: &[(&str, &str, bool)] = &[
    ("a", "href", false),
    ("area", "href", false),
    ("img", "src", true),
    ("source", "src", true),
    ("video", "src", true),
    ("video", "poster", true),
    ("audio", "src", true),
    ("track", "src", true),
];
/// Elements whose content is no HTML, or is shown as an example.
const RAW: &[&str] = &["script", "style", "pre", "textarea"];

/// Adds to the spans of a block, by start, those of the attributes in its HTML.
pub fn add_attributes(text: &str, spans: &mut Vec<Span>) {
    let mut found = Vec::new();
    let mut raw = None;
    for span in spans.iter().filter(|span| span.kind == SpanKind::Html) {
        read(text, span.range.clone(), &mut raw, &mut found);
    }
    if !found.is_empty() {
        spans.append(&mut found);
        spans.sort_by_key(|span| (span.range.start, std::cmp::Reverse(span.range.end)));
    }
}

/// Reads the tags in `range`; `raw` is the element that is open and whose content is not read.
fn read(text: &str, range: Range<usize>, raw: &mut Option<&'static str>, found: &mut Vec<Span>) {
    let source = &text[..range.end];
    let mut at = range.start;
    while let Some(ahead) = memchr::memchr(b'<', &source.as_bytes()[at..]) {
        let open = at + ahead;
        at = open + 1;
        let rest = &source[at..];
        if let Some(name) = *raw {
            let closes = rest.strip_prefix('/').is_some_and(|rest| starts_with(rest, name));
            raw.take_if(|_| closes);
        } else if let Some(comment) = rest.strip_prefix("!--") {
            let Some(length) = comment.find("-->") else { return };
            at += length + 6;
        } else if rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let Some(tag) = Tag::read(source, at) else { return };
            at = tag.end;
            for (attribute, value) in tag.attributes {
                let row = LEADING.iter().find(|row| {
                    source[tag.name.clone()].eq_ignore_ascii_case(row.0)
                        && source[attribute.clone()].eq_ignore_ascii_case(row.1)
                });
                // In braces stands what a program fills in.
                if let Some((.., shown)) = row
                    && !value.is_empty()
                    && !source[value.clone()].starts_with('{')
                {
                    found.push(Span {
                        range: open..tag.end,
                        kind: SpanKind::Attribute { target: value, shown: *shown },
                    });
                }
            }
            *raw = RAW.iter().copied().find(|name| source[tag.name.clone()].eq_ignore_ascii_case(name));
        }
    }
}

fn starts_with(text: &str, name: &str) -> bool {
    text.get(..name.len()).is_some_and(|head| head.eq_ignore_ascii_case(name))
}

/// A start tag.
struct Tag {
    name: Range<usize>,
    /// Each attribute's name and its value, without quotes and the blanks in them.
    attributes: Vec<(Range<usize>, Range<usize>)>,
    /// After `>`.
    end: usize,
}

impl Tag {
    /// Reads the tag whose name starts at `from`; `None` if it never ends.
    fn read(source: &str, from: usize) -> Option<Self> {
        let until = |at: usize, stop: fn(char) -> bool| source[at..].find(stop).map_or(source.len(), |n| at + n);
        let skip = |at: usize, over: fn(char) -> bool| until_not(source, at, over);
        let name = from..until(from, |c| c.is_whitespace() || matches!(c, '/' | '>'));
        let mut attributes = Vec::new();
        let mut at = name.end;
        loop {
            at = skip(at, |c| c.is_whitespace() || c == '/');
            if source[at..].starts_with('>') {
                return Some(Self { name, attributes, end: at + 1 });
            }
            // A name may start with `=`; nothing else may.
            let first = source[at..].chars().next()?;
            let attribute = at..until(at + first.len_utf8(), |c| c.is_whitespace() || matches!(c, '=' | '/' | '>'));
            at = skip(attribute.end, char::is_whitespace);
            if !source[at..].starts_with('=') {
                continue;
            }
            at = skip(at + 1, char::is_whitespace);
            let value = match source[at..].chars().next()? {
                quote @ ('"' | '\'') => at + 1..at + 1 + source[at + 1..].find(quote)?,
                _ => at..until(at, |c| c.is_whitespace() || c == '>'),
            };
            at = value.end + usize::from(source[value.end..].starts_with(['"', '\'']));
            let written = &source[value.clone()];
            let start = value.start + written.len() - written.trim_start().len();
            attributes.push((attribute, start..start + written.trim().len()));
        }
    }
}

fn until_not(source: &str, at: usize, over: fn(char) -> bool) -> usize {
    source[at..].find(|c| !over(c)).map_or(source.len(), |n| at + n)
}

#[cfg(test)]
mod tests {
    use crate::markdown::{Labels, SpanKind, parse};
    use std::time::{Duration, Instant};

    fn targets(source: &str) -> Vec<String> {
        let blocks = parse(source, &Labels::new());
        let each = blocks.iter().flat_map(|block| {
            block.spans.iter().filter_map(|span| match &span.kind {
                SpanKind::Attribute { target, .. } => Some(block.text[target.clone()].to_owned()),
                _ => None,
            })
        });
        each.collect()
    }

    #[test]
    fn attributes_are_read_however_they_are_written() {
        let source = "A <a href=\"a.md\">low</a> tide <A class=x HREF = 'b c.md' >and</A> <img src=c.png> <img alt=\"a > b\"\n  src=\"d.png\"/>.\n\n\
            - <video\n    src=\" e.mp4 \"\n    poster='f.png'>\n  <source src=\"g.webm\"></video>\n\n> <p><a title=\"\u{fc}\" href=\"h.md#x\">h</a></p>\n";
        assert_eq!(targets(source), ["a.md", "b c.md", "c.png", "d.png", "e.mp4", "f.png", "g.webm", "h.md#x"]);
    }

    #[test]
    fn what_leads_nowhere_is_no_attribute() {
        for source in [
            "<!-- <a href=\"a.md\"> -->\n",
            "<div><!-- <a href=\"a.md\"> --></div>\n",
            "<script>\nx = '<a href=\"a.md\">';\n</script>\n",
            "<style><a href=\"a.md\"></style>\n",
            "<pre>\n\n<a href=\"a.md\">\n</pre>\n",
            "So <pre><a href=\"a.md\"></pre>\n",
            "`<a href=\"a.md\">`\n",
            "```html\n<a href=\"a.md\">\n```\n",
            "<a name=\"href\"> <abbr href=\"a.md\"> <a data-href=\"a.md\"> <link href=\"a.css\">\n",
            "<a href={url}> <img src={`a`}> <a href=\"\">\n",
            "<div title=\"<a href='a.md'>\">\n",
            "</a href=\"a.md\">\n",
        ] {
            assert_eq!(targets(source), [] as [&str; 0], "{source}");
        }
        assert_eq!(targets("<pre><a href=\"a.md\"></pre> <a href=\"b.md\">\n"), ["b.md"]);
    }

    #[test]
    fn no_text_costs_more_than_its_length() {
        for part in ["<a href=\"", "<a href=x ", "<img ", "<!--", "<pre>", "<div><a =", "<p a='", "</pre"] {
            let source = format!("<div>{}", part.repeat(50_000));
            let started = Instant::now();
            targets(&source);
            assert!(started.elapsed() < Duration::from_secs(20), "{part}: {:?}", started.elapsed());
        }
    }
}
