//! The documentation says what is so: what can be made from the program is, and the rest is held against it.
//!
//! `IBID_UPDATE=1 cargo test --test docs` writes what is made anew.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs, reason = "tests")]

use clap::Command;
use clap::error::ErrorKind;
use ibid::rules::RULES;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_default().replace("\r\n", "\n")
}

/// Holds a page to what it should be, or writes it.
fn hold(path: &str, wanted: &str) {
    if read(path) == wanted {
        return;
    }
    assert!(
        std::env::var("IBID_UPDATE").is_ok_and(|what| what == "1"),
        "{path} is out of date; `IBID_UPDATE=1 cargo test --test docs` mends it"
    );
    std::fs::write(root().join(path), wanted).unwrap();
}

/// The Markdown files of a folder, as paths from the root, without those of rules.
fn pages(folder: &str) -> BTreeSet<String> {
    let files = std::fs::read_dir(root().join(folder)).unwrap().map(|entry| entry.unwrap().path());
    files
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
        .map(|path| format!("{folder}/{}", path.file_name().unwrap().to_string_lossy()))
        .collect()
}

#[test]
fn the_page_of_settings_is_the_table_of_keys() {
    let path = "docs/configuration.md";
    let page = read(path);
    let (before, rest) = page.split_once("<!-- keys: ").expect("a place for the keys");
    let (comment, rest) = rest.split_once(" -->\n").unwrap();
    let (_, after) = rest.split_once("<!-- /keys -->").unwrap();
    hold(path, &format!("{before}<!-- keys: {comment} -->\n{}<!-- /keys -->{after}", keys()));
}

/// Each key with its meaning, what may stand there, its default and an example, from what editors and `ibid init` are told.
fn keys() -> String {
    let mut text = String::new();
    let sample = ibid::config::sample();
    for (name, key) in ibid::config::vscode_settings().as_object().unwrap() {
        let name = name.trim_start_matches("ibid.");
        let _ = writeln!(text, "\n### `{name}`\n\n{}\n", key["markdownDescription"].as_str().unwrap());
        if name == "rules" {
            let levels = &key["properties"][RULES[0].name];
            choices(&mut text, levels, &Value::Null);
            let _ = writeln!(text, "\nGroups and rules, with their defaults, are listed under [Rules](rules.md).");
            continue;
        }
        choices(&mut text, key, &key["default"]);
        let line = |start: &str| sample.lines().find_map(|line| line.strip_prefix(start)).map(str::to_owned);
        let example = line(&format!("#: {name} = ")).or_else(|| line(&format!("# {name} = "))).unwrap();
        let _ = writeln!(text, "\n```toml\n{name} = {example}\n```");
    }
    text + "\n"
}

fn choices(text: &mut String, key: &Value, default: &Value) {
    let Some(words) = key["enum"].as_array() else {
        let what = match key["type"].as_str() {
            Some("array") => "A list; empty by default.",
            Some("boolean") => "`true` or `false`, the default.",
            _ => "Text; empty by default.",
        };
        let _ = writeln!(text, "{what}");
        return;
    };
    let _ = writeln!(text, "| Value | Meaning |\n|---|---|");
    for (word, meaning) in words.iter().zip(key["markdownEnumDescriptions"].as_array().unwrap()) {
        let note = if word == default { " (the default)" } else { "" };
        let _ = writeln!(text, "| `\"{}\"` | {}{note} |", word.as_str().unwrap(), meaning.as_str().unwrap());
    }
}

#[test]
fn the_page_of_commands_is_their_help() {
    let mut text = String::from(
        "# Command line\n\n<!-- Written by `IBID_UPDATE=1 cargo test --test docs` from what `ibid help` prints. -->\n\n\
         `ibid COMMAND --help` prints the same, and `man ibid-check` where a package brought the manual pages. A command exits with 0 when all is \
         well, with 1 when there is something to report, and with 2 when it was used wrongly or failed.\n",
    );
    let mut command = ibid::cli::definition().term_width(100);
    command.build();
    helps(&mut text, &mut command);
    hold("docs/command-line.md", &text);
}

fn helps(text: &mut String, command: &mut Command) {
    for below in command.get_subcommands_mut().filter(|c| !c.is_hide_set() && c.get_name() != "help") {
        let help = below.render_long_help().to_string();
        let name = below.get_bin_name().unwrap().to_owned();
        let help: Vec<&str> = help.lines().map(str::trim_end).collect();
        let _ = write!(text, "\n## {name}\n\n```text\n{}\n```\n", help.join("\n").trim_end());
        helps(text, below);
    }
}

#[test]
fn every_page_is_in_the_table_of_contents() {
    let path = "docs/SUMMARY.md";
    let summary = read(path);
    // Whatever stands below "Rules" is made.
    let mut wanted = String::new();
    for line in summary.lines().filter(|line| !line.contains("](rules/")) {
        wanted.push_str(line);
        wanted.push('\n');
        if line.contains("](rules.md)") {
            let names: BTreeSet<&str> = RULES.iter().map(|rule| rule.name).collect();
            names.iter().for_each(|name| wanted.push_str(&format!("  - [{name}](rules/{name}.md)\n")));
        }
    }
    hold(path, &wanted);
    let listed = |page: &str| wanted.contains(&format!("]({})", page.trim_start_matches("docs/")));
    let missing: Vec<String> = pages("docs").into_iter().filter(|page| page != path && !listed(page)).collect();
    assert!(missing.is_empty(), "not in {path}: {missing:?}");
}

#[test]
fn commands_that_the_documentation_shows_are_commands() {
    let mut shown = 0;
    let mut files: Vec<String> = pages("docs").into_iter().collect();
    files.extend(["README.md", "packaging/listing.md", "packaging/README.md"].map(String::from));
    for file in files {
        let page = read(&file);
        for line in page.split("```sh\n").skip(1).filter_map(|rest| rest.split("```").next()).flat_map(str::lines) {
            let Some(command) = line.trim_start_matches("$ ").strip_prefix("ibid ") else { continue };
            let words = command.split_whitespace().take_while(|word| !matches!(*word, "|" | "||" | "&&" | ">" | "#"));
            let result = ibid::cli::definition().try_get_matches_from(std::iter::once("ibid").chain(words));
            let fine = match &result {
                Ok(_) => true,
                Err(error) => matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion),
            };
            assert!(fine, "{file}: `{line}`: {}", result.unwrap_err());
            shown += 1;
        }
    }
    assert!(shown > 20, "{shown}");
}

#[test]
fn continuous_integration_is_shown_with_what_there_is() {
    let page = read("docs/ci.md");
    let action = read("action.yml");
    let inputs = action.split_once("\ninputs:\n").unwrap().1.split_once("\nruns:").unwrap().0;
    let names: Vec<&str> = inputs
        .lines()
        .filter_map(|line| line.strip_prefix("  ")?.strip_suffix(':'))
        .filter(|name| !name.starts_with(' '))
        .collect();
    assert!(names.len() > 3, "{names:?}");
    for name in names {
        assert!(page.contains(&format!("| `{name}` |")), "docs/ci.md does not explain the input {name}");
    }
    let version = env!("CARGO_PKG_VERSION");
    for mark in ["ibid-ls/ibid@v", "ibid-ls==", "rev: v"] {
        let shown: Vec<&str> = page.split(mark).skip(1).collect();
        assert!(!shown.is_empty(), "{mark}");
        assert!(
            shown.iter().all(|rest| rest.starts_with(version)),
            "docs/ci.md names another version than {version} after {mark}"
        );
    }
    let oldest = format!("[Rust](https://rustup.rs) {} or newer", env!("CARGO_PKG_RUST_VERSION"));
    assert!(read("docs/install.md").contains(&oldest), "{oldest}");
}

#[test]
fn outlets_that_the_documentation_shows_are_in_the_table() {
    let (page, table) = (read("docs/outlets-and-markers.md"), read("src/citation/outlets.tsv"));
    let rows = page.split("```text\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    assert!(rows.lines().count() > 1);
    for row in rows.lines() {
        assert!(table.lines().any(|line| line == row), "not in the table: {row}");
    }
}

#[test]
fn nothing_is_found_in_the_documentation() {
    let paths =
        ["docs", "packaging", "README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "CHANGELOG.md"].map(PathBuf::from);
    let editors = ["editors/README.md", "editors/vscode/README.md", "editors/neovim/README.md"].map(PathBuf::from);
    let run = std::process::Command::new(env!("CARGO_BIN_EXE_ibid"))
        .args(["check", "--fail-on", "hint"])
        .args(paths.iter().chain(&editors))
        .current_dir(root())
        .output()
        .unwrap();
    assert!(run.status.success(), "{}{}", String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
}
