//! CommonMark's own examples: nothing panics on them, links are where the specification has them, and hardly anything is at fault. Skipped,
//! with a word, until `tests/commonmark/fetch.sh` has fetched the specification.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use ibid::check::Draft;
use ibid::markdown::{Labels, SpanKind, parse};
use ibid::rules::Group;
use std::path::Path;

const SPECIFICATION: &str = "target/tools/commonmark-spec-0.31.2/spec.txt";
/// How many examples that version has.
const EXAMPLES: usize = 652;

struct Example {
    number: usize,
    markdown: String,
    html: String,
}

/// The examples of the specification, if it is there.
fn examples() -> Option<Vec<Example>> {
    let Ok(text) = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(SPECIFICATION)) else {
        eprintln!("skipped: run tests/commonmark/fetch.sh");
        return None;
    };
    let fence = "`".repeat(32);
    let (opens, closes) = (format!("{fence} example\n"), format!("\n{fence}\n"));
    let mut parts = text.split(&opens);
    parts.next();
    let example = |(index, part): (usize, &str)| {
        let (inside, _) = part.split_once(&closes).unwrap();
        let inside = format!("{inside}\n").replace('\u{2192}', "\t");
        let (markdown, html) = inside.split_once("\n.\n").unwrap_or((inside.trim_start_matches(".\n"), ""));
        Example { number: index + 1, markdown: format!("{markdown}\n"), html: html.to_owned() }
    };
    let found: Vec<Example> = parts.enumerate().map(example).collect();
    assert_eq!(found.len(), EXAMPLES);
    Some(found)
}

/// What is at fault in examples and not in the specification's eyes: number, rule, and why it stands.
const JUSTIFIED: &[(usize, &str, &str)] = &[
    (204, "duplicate-definition", TWICE),
    (208, "unused-definition", UNUSED),
    (210, "unused-definition", UNUSED),
    (317, "unused-definition", UNUSED),
    (485, "empty-link", NOWHERE),
    (486, "empty-link", NOWHERE),
    (487, "empty-link", NOWHERE),
    (501, "missing-heading", "the example has no heading"),
    (544, "duplicate-definition", TWICE),
    (545, "undefined-reference", "the example shows that this is no link; the near label is right"),
    (567, "empty-link", NOWHERE),
];

const TWICE: &str = "the example shows that the second definition is lost";
const UNUSED: &str = "the example defines and does not use";
const NOWHERE: &str = "a link without a target is valid and leads nowhere";

#[test]
fn examples_are_checked_without_false_alarms() {
    let Some(examples) = examples() else { return };
    let mut wrong = Vec::new();
    for example in &examples {
        let mut draft = Draft::new(&example.markdown, Default::default());
        let findings = draft.check();
        draft.fixes(&findings);
        for finding in findings {
            let (number, name) = (example.number, finding.rule.name);
            let justified = JUSTIFIED.iter().any(|(known, rule, _)| (*known, *rule) == (number, name));
            if finding.rule.group == Group::Citation && !justified {
                let (severity, message) = (finding.severity, finding.message);
                wrong.push(format!("{number}: {severity:?} {name}: {message}\n{}", example.markdown));
            }
        }
    }
    assert!(wrong.is_empty(), "{} false alarms\n{}", wrong.len(), wrong.join("\n"));
}

/// Where links and images are found otherwise: number, and why.
const OTHERWISE: &[(usize, &str)] = &[(520, IN_IMAGE), (548, WIKI), (574, IN_IMAGE), (575, IN_IMAGE), (590, WIKI)];

const IN_IMAGE: &str = "links in an image's text are found; no reader can follow them";
const WIKI: &str = "double brackets are a wiki's link";

#[test]
fn links_are_where_the_specification_has_them() {
    let Some(examples) = examples() else { return };
    let mut wrong = Vec::new();
    // Links in raw HTML are no Markdown.
    let raw = |example: &&Example| ["<a ", "<img "].iter().any(|tag| example.markdown.contains(tag));
    for example in examples.iter().filter(|example| !raw(example)) {
        let mut links = 0;
        for block in parse(&example.markdown, &Labels::new()) {
            let is_link = |kind: &SpanKind| {
                let link = matches!(kind, SpanKind::Link { .. } | SpanKind::Image { .. });
                link || matches!(kind, SpanKind::Reference { defined: true, .. })
            };
            links += block.spans.iter().filter(|span| is_link(&span.kind)).count();
        }
        let wanted = example.html.matches("<a href=\"").count() + example.html.matches("<img src=\"").count();
        let known = OTHERWISE.iter().any(|(number, _)| *number == example.number);
        if (links != wanted) != known {
            wrong.push(format!("{}: {links}, not {wanted}\n{}{}", example.number, example.markdown, example.html));
        }
    }
    assert!(wrong.is_empty(), "{} differ\n{}", wrong.len(), wrong.join("\n"));
}
