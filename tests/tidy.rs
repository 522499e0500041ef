//! The house in order: who may know whom, and the generated pages in `docs`.
//!
//! `IBID_UPDATE=1 cargo test --test tidy` writes the pages anew.

#![allow(clippy::unwrap_used)] // a test that cannot read its own repository should stop there

use ibid::rules::{Fixable, RULES, Rule, page};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The rooms in `src`, and which others each may name. What stands together in the middle is one storey: a finding names its
/// rule, a rule its findings.
const ROOMS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("yaml", &[]),
    ("bibliography", &["yaml"]),
    ("markdown", &["text"]),
    ("prose", &[]),
    ("evidence", &["text", "yaml", "bibliography", "prose"]),
    ("extract", &[]),
    ("repair", &[]),
    ("web", &[]),
    ("citation", &["yaml", "bibliography", "markdown", "prose", "repair"]),
    ("claim", &["yaml", "bibliography", "markdown", "prose", "repair", "citation"]),
    ("lock", &["bibliography", "evidence"]),
    ("index", &["bibliography", "markdown", "prose", "citation"]),
    ("rewrite", &["text", "bibliography", "markdown", "repair", "citation"]),
    ("finding", MIDDLE),
    ("rules", MIDDLE),
    ("config", MIDDLE),
    ("check", MIDDLE),
    (
        "workspace",
        &[
            "text",
            "yaml",
            "bibliography",
            "markdown",
            "prose",
            "evidence",
            "citation",
            "index",
            "repair",
            "rewrite",
            "lock",
            "finding",
            "rules",
            "config",
            "check",
        ],
    ),
    ("verify", &["bibliography", "citation", "claim", "evidence", "extract", "lock", "check", "web"]),
    ("server", ABOVE),
    (
        "cli",
        &[
            "text",
            "yaml",
            "bibliography",
            "markdown",
            "prose",
            "extract",
            "repair",
            "citation",
            "claim",
            "index",
            "rewrite",
            "evidence",
            "lock",
            "finding",
            "rules",
            "config",
            "check",
            "workspace",
            "server",
            "web",
            "verify",
        ],
    ),
];
const MIDDLE: &[&str] = &[
    "text",
    "bibliography",
    "markdown",
    "prose",
    "repair",
    "citation",
    "claim",
    "index",
    "rewrite",
    "evidence",
    "lock",
    "finding",
    "rules",
    "config",
    "check",
];
const ABOVE: &[&str] = &[
    "text",
    "bibliography",
    "markdown",
    "prose",
    "repair",
    "citation",
    "claim",
    "claim",
    "index",
    "rewrite",
    "evidence",
    "lock",
    "finding",
    "rules",
    "config",
    "check",
    "workspace",
    "web",
    "verify",
];

/// What only some rooms may name: everything below them is a function of the text.
const KEPT: &[(&str, &[&str])] = &[
    ("ropey", &["text"]),
    ("pulldown_cmark", &["markdown"]),
    ("tower_lsp", &["server"]),
    ("html5gum", &["evidence"]),
    ("pdf_extract", &["extract"]),
    ("rustix", &["extract"]),
    ("tokio", &["server", "web", "verify", "cli"]),
    // Who opens connections, and reads what comes over them.
    ("tokio::net", &["web"]),
    ("rustls", &["web"]),
    ("tokio_rustls", &["web"]),
    ("httparse", &["web"]),
    ("flate2", &["web"]),
    ("ring", &["web", "lock"]),
    ("url", &["web"]),
    // Some chat tools' markers hold JSON.
    ("serde_json", &["bibliography", "evidence", "config", "cli", "server", "rules"]),
    ("std::fs", &["workspace", "cli", "server", "web"]),
    ("std::env", &["workspace", "cli", "server", "web"]),
    ("std::net", &["web"]),
    ("std::process", &["extract", "cli", "server"]),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn rooms_know_only_what_is_below_them() {
    let mut wrong = Vec::new();
    for (path, source) in sources(&root().join("src")) {
        let room = room(&path);
        let Some((_, known)) = ROOMS.iter().find(|(name, _)| *name == room) else { continue };
        for (number, line) in code(&source) {
            let file = path.strip_prefix(root()).unwrap_or(&path).display().to_string();
            let place = || format!("{file}:{number}");
            for other in named(line, "crate::") {
                if other != room && !known.contains(&other) {
                    wrong.push(format!("{}: `{room}` must not know `{other}`", place()));
                }
            }
            for (name, rooms) in KEPT {
                if names(line, name) && !rooms.contains(&room.as_str()) {
                    wrong.push(format!("{}: `{room}` must not name `{name}`", place()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_room_has_a_place_in_the_house() {
    let lib = std::fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let modules: BTreeSet<&str> = lib.lines().filter_map(|l| l.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    let rooms: BTreeSet<&str> = ROOMS.iter().map(|(name, _)| *name).collect();
    assert_eq!(modules, rooms, "ROOMS in this test is the list of modules, with what each may know");
}

#[test]
fn every_rule_has_a_file_a_page_and_a_line() {
    let mut names = BTreeSet::new();
    for entry in std::fs::read_dir(root().join("src/rules")).unwrap() {
        let path = entry.unwrap().path();
        let source = std::fs::read_to_string(&path).unwrap_or_default();
        if source.contains("pub static RULE: Rule") || path.extension().is_some_and(|ending| ending == "md") {
            names.insert(path.with_extension("").file_name().unwrap().to_string_lossy().replace('_', "-"));
        }
    }
    let listed: BTreeSet<String> = RULES.iter().map(|rule| rule.name.to_owned()).collect();
    assert_eq!(names, listed, "a rule is a file, a page of the same name and a line in RULES");
}

#[test]
fn docs_are_what_the_pages_say() {
    let update = std::env::var("IBID_UPDATE").is_ok_and(|what| what == "1");
    let mut wrong = Vec::new();
    let mut wanted: Vec<(PathBuf, String)> = vec![("docs/rules.md".into(), table())];
    wanted.push(("README.md".into(), readme()));
    wanted.extend(RULES.iter().map(|rule| (format!("docs/rules/{}.md", rule.name).into(), page(rule))));
    for (path, text) in &wanted {
        let path = root().join(path);
        let there = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
        if there == *text {
            continue;
        }
        if update {
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, text).unwrap();
        } else {
            wrong.push(path.strip_prefix(root()).unwrap().display().to_string());
        }
    }
    for entry in std::fs::read_dir(root().join("docs/rules")).into_iter().flatten() {
        let path = entry.unwrap().path();
        if wanted.iter().any(|(wanted, _)| root().join(wanted) == path) {
            continue;
        }
        if update {
            std::fs::remove_file(&path).unwrap();
        } else {
            wrong.push(format!("{}, whose rule is gone", path.strip_prefix(root()).unwrap().display()));
        }
    }
    assert!(wrong.is_empty(), "out of date (`IBID_UPDATE=1 cargo test --test tidy` mends it): {}", wrong.join(", "));
}

/// The README with its table of rules between the two comments, a row a group.
fn readme() -> String {
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap().replace("\r\n", "\n");
    let (before, rest) = readme.split_once("<!-- rules: ").unwrap();
    let (comment, rest) = rest.split_once(" -->\n").unwrap();
    let (_, after) = rest.split_once("<!-- /rules -->").unwrap();
    let mut table = String::from("| Rule | What it finds |\n|---|---|\n");
    for group in ["residue", "source", "citation", "attribution", "evidence", "silencing"] {
        for rule in RULES.iter().filter(|rule| rule.group.name() == group) {
            let summary = rule.summary().replace('|', "\\|");
            table.push_str(&format!("| [{0}](docs/rules/{0}.md) | {summary} |\n", rule.name));
        }
    }
    format!("{before}<!-- rules: {comment} -->\n{table}<!-- /rules -->{after}")
}

/// The list of all rules.
fn table() -> String {
    let mut text = String::from(
        "# Rules\n\nWhere two findings overlap, the rule that stands first here speaks.\n\n\
         | Rule | Group | Severity | Fix | What it finds |\n|---|---|---|---|---|\n",
    );
    for rule in RULES {
        let cells = [
            rule.group.name().to_owned(),
            severity(rule),
            fixable(rule).to_owned(),
            rule.summary().replace('|', "\\|"),
        ];
        text.push_str(&format!("| [{}](rules/{}.md) | {} |\n", rule.name, rule.name, cells.join(" | ")));
    }
    text
}

fn severity(rule: &Rule) -> String {
    let severity = format!("{:?}", rule.severity).to_lowercase();
    if rule.on { severity } else { format!("{severity}, off") }
}

fn fixable(rule: &Rule) -> &'static str {
    match rule.fixable {
        Fixable::Never => "no",
        Fixable::Sometimes => "sometimes",
        Fixable::Always => "yes",
    }
}

/// Every Rust file under `folder`, with its text.
fn sources(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let source = std::fs::read_to_string(&path).unwrap();
            found.push((path, source));
        }
    }
    found
}

/// The room that a file of `src` belongs to: its first folder, or its own name.
fn room(path: &Path) -> String {
    let inside = path.strip_prefix(root().join("src")).unwrap();
    let first = inside.components().next().unwrap().as_os_str().to_string_lossy();
    first.trim_end_matches(".rs").to_owned()
}

/// The lines of `source` that are code, numbered from 1, up to its unit tests.
fn code(source: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = source.lines().enumerate().take_while(|(_, line)| *line != "#[cfg(test)]");
    lines.map(|(index, line)| (index + 1, line)).filter(|(_, line)| !line.trim_start().starts_with("//"))
}

/// The names that follow `prefix` in a line.
fn named<'a>(line: &'a str, prefix: &'a str) -> impl Iterator<Item = &'a str> {
    line.split(prefix).skip(1).map(|rest| {
        let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
        &rest[..end]
    })
}

/// Whether a line names a crate or a module, as a path.
fn names(line: &str, name: &str) -> bool {
    let word = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(name).any(|(at, _)| {
        let after = &line[at + name.len()..];
        !line[..at].ends_with(word)
            && (after.starts_with("::") || line.trim_start().starts_with("use ") && !after.starts_with(word))
    })
}
