//! Citation keys are those that Pandoc finds. Skipped where Pandoc is not installed.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

#[path = "support/random.rs"]
#[allow(dead_code)]
mod random;

use ibid::markdown::{Labels, SpanKind, parse};
use random::Random;
use serde_json::Value;
use std::io::Write;
use std::process::{Command, Stdio};

/// Paragraphs that are compared in one run.
const CASES: usize = 400;

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

fn paragraph(random: &mut Random) -> String {
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
    text.replace("\n\n", "\n") + "."
}

fn balanced(text: &str) -> bool {
    let mut depth = 0;
    text.chars().all(|c| {
        depth += i32::from(c == '[') - i32::from(c == ']');
        depth >= 0
    }) && depth == 0
}

fn ours(text: &str) -> Vec<String> {
    let mut keys = Vec::new();
    for block in parse(text, &Labels::new()) {
        keys.extend(block.spans.iter().filter_map(|span| match &span.kind {
            SpanKind::CitationKey { key } => Some(block.text[key.clone()].to_owned()),
            _ => None,
        }));
    }
    keys
}

/// The keys in each section of a document.
fn theirs(text: &str) -> Option<Vec<Vec<String>>> {
    let mut pandoc = Command::new("pandoc");
    pandoc.args(["-f", "markdown-example_lists", "-t", "json"]);
    let mut child = pandoc.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().ok()?;
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let document: Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut sections = Vec::new();
    for block in document["blocks"].as_array().unwrap() {
        match sections.last_mut() {
            Some(keys) if block["t"] != "Header" => gather(block, keys),
            _ => sections.push(Vec::new()),
        }
    }
    Some(sections)
}

fn gather(value: &Value, keys: &mut Vec<String>) {
    match value {
        Value::Object(object) if object.get("t").is_some_and(|t| t == "Cite") => {
            for item in object["c"][0].as_array().unwrap() {
                gather(&item["citationPrefix"], keys);
                keys.push(item["citationId"].as_str().unwrap().to_owned());
                gather(&item["citationSuffix"], keys);
            }
        }
        Value::Object(object) => object.values().for_each(|value| gather(value, keys)),
        Value::Array(items) => items.iter().for_each(|value| gather(value, keys)),
        _ => {}
    }
}

#[test]
fn keys_are_those_that_pandoc_finds() {
    let mut random = Random::new(7);
    // A bracket that is open at a paragraph's end makes Pandoc join it with the next.
    let paragraphs = std::iter::repeat_with(|| paragraph(&mut random)).filter(|text| balanced(text));
    let paragraphs: Vec<String> = paragraphs.take(CASES).collect();
    let Some(theirs) = theirs(&paragraphs.iter().map(|text| format!("# New\n\n{text}\n\n")).collect::<String>()) else {
        eprintln!("skipped: there is no pandoc");
        return;
    };
    assert_eq!(theirs.len(), CASES);
    let mut wrong = Vec::new();
    for (text, theirs) in paragraphs.iter().zip(&theirs) {
        let ours = ours(text);
        if ours != *theirs {
            wrong.push(format!("{text:?}\n  ibid   {ours:?}\n  pandoc {theirs:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {CASES} differ\n{}", wrong.len(), wrong.join("\n"));
}
