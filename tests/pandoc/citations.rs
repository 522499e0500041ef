//! Citations are those that Pandoc finds: keys, what stands before and after them, and whether the author is in the text.

use crate::program::{read, report, words};
use crate::random::Random;
use ibid::markdown::{Block, Cited, Labels, SpanKind, parse};
use serde_json::Value;
use std::ops::Range;

/// Paragraphs that are compared in one run.
const CASES: usize = 1000;

/// What paragraphs are made of. Left out is what ibid reads otherwise on purpose: keys after a slash or an `@`.
const PARTS: &[&str] = &[
    "@tide04",
    "@_lock",
    "@a:b.c",
    "@{x/y?z=1}",
    "@berg-holm_1904",
    "@1st",
    "@ä9",
    "@h//i",
    "@k.",
    "@k:",
    "-@x",
    "[",
    "]",
    "; ",
    ", p. 3 ",
    "see ",
    " ",
    " ",
    " and ",
    "\\@no",
    "mail@site.example",
    "`@code`",
    "$@math$",
    "<!-- @gone -->",
    "*@em*",
    "**@strong**",
    "[p. 33]",
    "[p. 33; see @seven]",
    "[@eight, p. *3*; and `no`; @nine [sic; b] c]",
    "[*cf.* -@ten: 4]",
    "[@{el/even} ,  p. 3 ]",
    "[see @twelve and @thirteen]",
    "[@14; 15]",
    "[pp. 4, 5]",
    "[@one]",
    "[see @two, pp. 3-5; also -@three]",
    "[-@four, ch. 2]",
    "(cf. @five)",
    "\u{201c}@six\u{201d}",
    "@{a{b}c}",
    "\n",
    "don't",
    "@b+c~d",
];

pub fn paragraph(random: &mut Random) -> String {
    let count = 1 + random.below(7);
    // The word in front keeps lists and blank starts out: they are not about citations.
    let mut text = String::from("So ");
    for _ in 0..count {
        let part = PARTS[random.below(PARTS.len())];
        // Two keys that touch are a slip that the two read differently.
        if part.contains('@') && !text.ends_with([' ', '[', '\n']) {
            text.push(' ');
        }
        text.push_str(part);
    }
    // A comment at a line's start is a block of its own in CommonMark.
    text.replace("\n\n", "\n").replace("\n<!--", " <!--") + "."
}

pub fn balanced(text: &str) -> bool {
    let mut depth = 0;
    text.chars().all(|c| {
        depth += i32::from(c == '[') - i32::from(c == ']');
        depth >= 0
    }) && depth == 0
}

/// A source that is cited.
#[derive(PartialEq, Eq)]
struct Source {
    key: String,
    mode: &'static str,
    prefix: String,
    suffix: String,
}

impl std::fmt::Debug for Source {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {:?} {:?} {:?}", self.mode, self.prefix, self.key, self.suffix)
    }
}

const IN_TEXT: &str = "AuthorInText";
const WITHOUT_AUTHOR: &str = "SuppressAuthor";
const NORMAL: &str = "NormalCitation";

fn ours(text: &str) -> Vec<Source> {
    parse(text, &Labels::new()).iter().flat_map(in_block).collect()
}

fn in_block(block: &Block) -> Vec<Source> {
    let keys = block.spans.iter().filter_map(|span| match &span.kind {
        SpanKind::CitationKey { key } => Some(key),
        _ => None,
    });
    keys.map(|key| {
        let mut source = Source {
            key: block.text[key.clone()].to_owned(),
            mode: IN_TEXT,
            prefix: String::new(),
            suffix: String::new(),
        };
        if let Some((item, inside)) = item(block, key) {
            source.prefix = shown(block, &item.prefix);
            source.suffix = shown(block, &item.suffix);
            if inside {
                source.mode = if item.bare { WITHOUT_AUTHOR } else { NORMAL };
            }
        }
        source
    })
    .collect()
}

/// The item of the citation that the key belongs to, and whether it stands in its brackets.
fn item<'a>(block: &'a Block, key: &Range<usize>) -> Option<(&'a Cited, bool)> {
    block.spans.iter().find_map(|span| {
        let SpanKind::Citation { items } = &span.kind else { return None };
        let open = span.range.start + block.text[span.range.clone()].find('[')?;
        items.iter().find(|item| item.key == *key).map(|item| (item, key.start > open))
    })
}

/// What a reader sees of a range.
fn shown(block: &Block, range: &Range<usize>) -> String {
    let seen = block.text[range.clone()].char_indices().filter(|(at, c)| {
        let prose = block.prose.as_bytes()[range.start + at];
        prose != 0 && !(prose == 1 && matches!(c, '`' | '$' | '<' | '>'))
    });
    plain(&seen.map(|(_, c)| c).collect::<String>())
}

/// Without the comma that parts a suffix from its key, line ends, and what is another character to Pandoc: a hard space, raised letters,
/// typographic marks.
fn plain(text: &str) -> String {
    let mut text = text.trim().to_owned();
    for (written, read) in [
        ("&nbsp;", " "),
        ("\\ ", " "),
        ("^", ""),
        ("\u{2013}", "--"),
        ("\u{2014}", "---"),
        ("\u{2026}", "..."),
        ("\u{201c}", "\""),
        ("\u{201d}", "\""),
        ("\u{2018}", "'"),
        ("\u{2019}", "'"),
    ] {
        text = text.replace(written, read);
    }
    text.strip_prefix(',').unwrap_or(&text).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn theirs(value: &Value, found: &mut Vec<Source>) {
    match value {
        Value::Object(object) if object.get("t").is_some_and(|t| t == "Cite") => {
            for item in object["c"][0].as_array().unwrap() {
                theirs(&item["citationPrefix"], found);
                found.push(Source {
                    key: item["citationId"].as_str().unwrap().to_owned(),
                    mode: [IN_TEXT, WITHOUT_AUTHOR, NORMAL]
                        .into_iter()
                        .find(|mode| item["citationMode"]["t"] == *mode)
                        .unwrap(),
                    prefix: plain(&words(&item["citationPrefix"])),
                    suffix: plain(&words(&item["citationSuffix"])),
                });
                theirs(&item["citationSuffix"], found);
            }
        }
        Value::Object(object) => object.values().for_each(|value| theirs(value, found)),
        Value::Array(items) => items.iter().for_each(|value| theirs(value, found)),
        _ => {}
    }
}

/// Where the two differ on purpose: how the text starts, and why.
pub const DIFFERENT: &[(&str, &str)] = &[
    ("It leaked/@", "after a slash stands more often a page of a person than a key"),
    ("<https://social", "the same"),
    ("Ask on social", "the same, and an address of the fediverse is no key"),
    ("In @@lock", "after an `@` stands more often a handle than a key"),
    ("In @lock1931@", "the same"),
    ("In [@{}]", "nothing can be defined by an empty key"),
    ("See @lock1931 [[p. 33]]", "double brackets are a wiki's link in CommonMark's editors"),
    ("See [[@lock1931]]", "the same: a link to the note on that source"),
    ("See [@lock1931, *p. 33; 34*]", "stress over a semicolon is read by its marks alone"),
];

fn compare(texts: &[String]) {
    let Some(sections) = read("markdown-example_lists", texts) else { return };
    let mut wrong = Vec::new();
    for (text, section) in texts.iter().zip(&sections) {
        let (ours, mut expected) = (ours(text), Vec::new());
        section.iter().for_each(|block| theirs(block, &mut expected));
        let reason = DIFFERENT.iter().find(|(start, _)| text.starts_with(start));
        if (ours != expected) != reason.is_some() {
            wrong.push(format!("{text:?} {reason:?}\n  ibid   {ours:?}\n  pandoc {expected:?}"));
        }
    }
    report(&wrong, texts.len());
}

#[test]
fn generated_citations_are_those_that_pandoc_finds() {
    let mut random = Random::new(7);
    // A bracket that is open at a paragraph's end makes Pandoc join it with the next.
    let paragraphs = std::iter::repeat_with(|| paragraph(&mut random)).filter(|text| balanced(text));
    compare(&paragraphs.take(CASES).collect::<Vec<_>>());
}

#[test]
fn citations_as_they_are_written_are_those_that_pandoc_finds() {
    let texts: Vec<String> = include_str!("citations.md").trim_end().split("\n\n").map(str::to_owned).collect();
    assert!(texts.len() > 100);
    compare(&texts);
}
