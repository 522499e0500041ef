//! The rules on attribution against sentences of which a person has said what a good copy editor would ask: `sentences.tsv`.

#![allow(clippy::unwrap_used)] // rows that cannot be read end the test

mod ablated;
mod fixes;
mod kinds;

use ibid::check::Draft;
use ibid::claim::Kind;
use ibid::config::Settings;
use ibid::rules::Group;
use std::sync::Arc;

const ROWS: &str = include_str!("sentences.tsv");

/// A row: what should be found in a text, and where.
struct Row {
    line: usize,
    kind: Kind,
    /// The rule's name; `None` if nothing should be found.
    rule: Option<&'static str>,
    /// Whether the rules are known to decide otherwise yet.
    missed: bool,
    /// The words at which the rule finds it.
    words: &'static str,
    text: String,
}

fn rows() -> Vec<Row> {
    let lines = ROWS.lines().enumerate().filter(|(_, line)| !line.starts_with('#') && !line.is_empty());
    lines
        .map(|(index, line)| {
            let mut cells = line.split('\t');
            let mut cell = || cells.next().unwrap();
            let (kind, verdict, words, text) = (cell(), cell(), cell(), cell());
            let rule = verdict.trim_start_matches('?');
            Row {
                line: index + 1,
                kind: Kind::of(kind).unwrap(),
                rule: (rule != "silent").then_some(rule),
                missed: rule != verdict,
                words,
                text: text.replace('\u{b6}', "\n\n").replace('\u{21b5}', "\n") + "\n",
            }
        })
        .collect()
}

/// What the rules on attribution find: their names, with the words.
fn found(row: &Row) -> Vec<(&'static str, String)> {
    let settings = Settings { kind: Some(row.kind), ..Settings::default() };
    let findings = Draft::new(&row.text, Arc::new(settings)).check();
    let own = findings.into_iter().filter(|finding| finding.rule.group == Group::Attribution);
    own.map(|finding| (finding.rule.name, row.text[finding.range].to_owned())).collect()
}

/// Whether the rules decide as the row says.
fn agrees(row: &Row, found: &[(&str, String)]) -> bool {
    match row.rule {
        None => found.is_empty(),
        Some(rule) => found.iter().any(|(name, words)| *name == rule && words.contains(row.words)),
    }
}

#[test]
fn each_sentence_is_judged_as_a_copy_editor_would() {
    let mut wrong = Vec::new();
    for row in rows() {
        let found = found(&row);
        if agrees(&row, &found) == row.missed {
            let known = if row.missed { " (no longer missed: take its `?` away)" } else { "" };
            wrong.push(format!("line {}{known}: {:?} found in {:?}", row.line, found, row.text));
        }
    }
    assert!(wrong.is_empty(), "{} to mend\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn about_half_of_the_sentences_are_traps() {
    let rows = rows();
    let traps = rows.iter().filter(|row| row.rule.is_none()).count();
    assert!(traps * 5 > rows.len() * 2 && traps * 5 < rows.len() * 3, "{traps} traps of {}", rows.len());
}
