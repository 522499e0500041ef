//! Real prose: pages, and the sentences of theirs that are quoted.

use ibid::prose::{SentenceKind, sentences};
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

/// A page's visible text, a block a line.
pub struct Page {
    pub text: String,
}

/// A sentence and the page it stands on.
pub struct Quoted {
    pub page: usize,
    pub text: String,
}

/// A page of fewer words has too little around its sentences.
const FEWEST_WORDS: usize = 250;
/// So many sentences of one page.
const OF_ONE_PAGE: usize = 15;

/// The repository.
pub fn root() -> PathBuf {
    std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from)
}

/// Markdown files and documentation comments of the packages in `Cargo.lock`.
pub fn of_packages() -> Vec<Page> {
    let lock = std::fs::read_to_string(root().join("Cargo.lock")).unwrap_or_default();
    let value = |line: &str, key: &str| Some(line.strip_prefix(key)?.trim_matches(['"', ' ', '=']).to_owned());
    let mut names = Vec::new();
    let mut name = String::new();
    for line in lock.lines() {
        name = value(line, "name = ").unwrap_or(name);
        names.extend(value(line, "version = ").map(|version| format!("{name}-{version}")));
    }
    let home = std::env::var("CARGO_HOME").unwrap_or(format!("{}/.cargo", std::env::var("HOME").unwrap_or_default()));
    let registries = std::fs::read_dir(Path::new(&home).join("registry/src")).into_iter().flatten().flatten();
    let mut files = Vec::new();
    for registry in registries {
        names.iter().for_each(|name| walk(&registry.path().join(name), &mut files));
    }
    of_files(files)
}

/// Markdown and plain text in `folders`.
pub fn of_folders(folders: &[PathBuf]) -> Vec<Page> {
    let mut files = Vec::new();
    folders.iter().for_each(|folder| walk(folder, &mut files));
    of_files(files)
}

fn of_files(mut files: Vec<PathBuf>) -> Vec<Page> {
    files.sort();
    let mut seen = HashSet::new();
    let texts = files.iter().filter_map(|path| {
        let text = std::fs::read_to_string(path).ok()?;
        let rust = path.extension().is_some_and(|ending| ending == "rs");
        Some(visible(&if rust { comments(&text) } else { text }))
    });
    texts
        .filter(|text| text.split_whitespace().count() >= FEWEST_WORDS && seen.insert(text.clone()))
        .map(|text| Page { text })
        .collect()
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().to_lowercase();
        let bare = ["change", "release", "license", "news", "copying", "tests", "benches", "notice"];
        if bare.iter().any(|word| name.starts_with(word)) {
            continue;
        }
        if path.is_dir() {
            walk(&path, files);
        } else if [".md", ".rs", ".txt"].iter().any(|ending| name.ends_with(ending)) {
            files.push(path);
        }
    }
}

/// The documentation comments of a Rust file as Markdown.
fn comments(source: &str) -> String {
    let mut text = String::new();
    for line in source.lines() {
        let line = line.trim_start();
        match line.strip_prefix("///").or_else(|| line.strip_prefix("//!")) {
            Some(comment) => text.push_str(comment.strip_prefix(' ').unwrap_or(comment)),
            None if text.ends_with("\n\n") => continue,
            None => {}
        }
        text.push('\n');
    }
    text
}

/// What a reader sees of Markdown, roughly: blocks on lines of their own, code and tables left out.
fn visible(markdown: &str) -> String {
    let mut text = String::new();
    let mut code = false;
    for line in markdown.lines() {
        let bare = line.trim();
        if bare.starts_with("```") || bare.starts_with("~~~") {
            code = !code;
            text.push('\n');
            continue;
        }
        let skipped = code
            || line.starts_with("    ")
            || bare.starts_with(['|', '<'])
            || bare.starts_with('[') && bare.contains("]: ");
        if bare.is_empty() || skipped {
            text.push('\n');
            continue;
        }
        let item = bare.trim_start_matches(|c: char| c.is_ascii_digit()).strip_prefix(". ");
        let opened = bare.trim_start_matches(['#', '>', ' ']).trim_start_matches("- ").trim_start_matches("* ");
        let starts = opened.len() < bare.len() || item.is_some();
        text.push(if starts { '\n' } else { ' ' });
        inline(item.unwrap_or(opened), &mut text);
        if bare.starts_with('#') {
            text.push('\n');
        }
    }
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}

/// Links as their text, without emphasis and code marks.
fn inline(line: &str, text: &mut String) {
    let mut rest = line;
    let mut last = ' ';
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        let before = std::mem::replace(&mut last, c);
        match c {
            // Within a name it is no mark of emphasis.
            '_' if !before.is_alphanumeric() || !rest.starts_with(char::is_alphanumeric) => {}
            '`' | '*' | '[' | '!' if c != '!' || rest.starts_with('[') => {}
            ']' => {
                let close = if rest.starts_with('(') { ')' } else { ']' };
                let target = rest.starts_with(['(', '[']).then(|| rest.find(close)).flatten();
                rest = target.map_or(rest, |end| &rest[end + 1..]);
            }
            _ => text.push(c),
        }
    }
}

/// Whole sentences in plain words that stand on one page only, and once.
pub fn quotable(pages: &[Page]) -> Vec<Quoted> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    let mut all = Vec::new();
    for (page, Page { text }) in pages.iter().enumerate() {
        let mut start = 0;
        let mut own = Vec::new();
        for line in text.split_inclusive('\n') {
            let found = sentences(text, start..start + line.len());
            start += line.len();
            let plain = found.into_iter().filter(|one| one.kind == SentenceKind::Sentence);
            own.extend(plain.map(|one| text[one.range].to_owned()).filter(|one| is_plain(one)));
        }
        own.iter().for_each(|one| *counts.entry(one.to_lowercase()).or_default() += 1);
        let step = own.len().div_ceil(OF_ONE_PAGE).max(1);
        all.extend(own.into_iter().step_by(step).map(|text| Quoted { page, text }));
    }
    all.retain(|one| counts.get(&one.text.to_lowercase()) == Some(&1));
    all
}

fn is_plain(sentence: &str) -> bool {
    let words = sentence.split_whitespace().count();
    let letters = sentence.chars().filter(|c| c.is_alphabetic() || *c == ' ').count();
    (8..=40).contains(&words)
        && sentence.starts_with(|c: char| c.is_uppercase())
        && sentence.ends_with('.')
        && !sentence.contains(['[', '\u{2026}', '{', '}', '='])
        && !["...", "://", "::", ". ."].iter().any(|code| sentence.contains(code))
        && letters * 100 >= sentence.chars().count() * 88
}
