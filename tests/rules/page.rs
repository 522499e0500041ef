//! Reads the examples on a rule's page.

use ibid::bibliography::{Bibliography, Format, Library, Missing, Shelf};
use ibid::check::{Cited, Draft};
use ibid::config::{CitationStyle, Level, Settings};
use ibid::index::Targets;
use ibid::lock::Lock;
use ibid::rules::{RULES, Rule};
use ibid::workspace::Tree;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

/// The name of the example among the files around it.
const DRAFT: &str = "draft.md";

/// A fenced block of a page that is run.
#[derive(Clone, Debug)]
pub struct Example {
    pub rule: &'static Rule,
    pub kind: Kind,
    /// Whether it is a bibliography and no draft.
    pub bibliography: bool,
    pub options: Vec<String>,
    /// The files around it, by their paths, and what is in them.
    pub files: Vec<(String, String)>,
    /// What is known of sources.
    pub lock: Arc<Lock>,
    /// The line of the page at which the content starts, from 1.
    pub line: usize,
    /// The content as it stands on the page, carets included.
    pub written: String,
    /// The content without the lines of carets.
    pub text: String,
    /// For an invalid example: what it becomes.
    pub fixed: Vec<Fixed>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Invalid,
    Valid,
}

/// A `fixed` block.
#[derive(Clone, Debug)]
pub struct Fixed {
    pub text: String,
    pub line: usize,
    /// Which fix of each finding is taken, from 0.
    pub which: usize,
    pub safe: bool,
}

impl Example {
    pub fn settings(&self) -> Arc<Settings> {
        let mut settings = Settings::default();
        if !self.rule.on {
            settings.rules.insert(self.rule.name.into(), Level::On);
        }
        for option in &self.options {
            match option.split_once('=') {
                Some(("style", name)) => settings.citation_style = style(name, self),
                Some(("sites", hosts)) => settings.known_sites = hosts.split(',').map(str::to_owned).collect(),
                Some(("year", year)) => settings.year = year.parse().ok(),
                Some(("refs" | "missing" | "cited" | "files" | "root", _)) => {}
                _ if matches!(option.as_str(), "others" | "broken") => {}
                _ => panic!("{}: no such option: {option}", self.place()),
            }
        }
        Arc::new(settings)
    }

    /// Gives a draft what is around the example.
    pub fn supply(&self, draft: &mut Draft) {
        draft.set_library(self.library());
        draft.set_lock(Arc::clone(&self.lock));
        if !self.files.is_empty() && draft.lacks_targets() {
            let folder = self.folder();
            let roots = self.options.iter().filter_map(|option| option.strip_prefix("root="));
            let roots: Vec<PathBuf> = roots.map(|root| folder.join(root)).collect();
            let targets = Tree::default().targets(&folder.join(DRAFT), draft.links(), &roots, &Targets::default());
            draft.set_targets(Arc::new(targets));
        }
    }

    /// The folder with the files around the example, which is a repository.
    fn folder(&self) -> PathBuf {
        static MADE: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{}-{}", self.rule.name, self.line));
        let mut made = MADE.lock().expect("no test fails while it writes files");
        if made.insert(folder.clone()) {
            let _ = std::fs::remove_dir_all(&folder);
            std::fs::create_dir_all(folder.join(".git")).expect("a folder for the example");
            for (path, text) in &self.files {
                let path = folder.join(path);
                std::fs::create_dir_all(path.parent().unwrap_or(&folder)).expect("a folder in it");
                std::fs::write(path, text).expect("a file in it");
            }
            std::fs::write(folder.join(DRAFT), &self.text).expect("the draft in it");
        }
        folder
    }

    /// The bibliographies in scope of the example.
    pub fn library(&self) -> Arc<Library> {
        let mut library = Library::default();
        for option in &self.options {
            match option.split_once('=') {
                Some(("refs", keys)) => {
                    let mut source: String = keys.split(',').map(|key| format!("@misc{{{key}}}\n")).collect();
                    if self.options.iter().any(|option| option == "broken") {
                        source.push_str("@misc{broken, title = {");
                    }
                    library.shelves.push(Arc::new(Shelf::new("refs.bib", Bibliography::read(&source, Format::Bibtex))));
                }
                Some(("missing", names)) => library.missing.extend(names.split(',').map(|name| {
                    let (name, near) = name.split_once('>').map_or((name, None), |(name, near)| (name, Some(near)));
                    Missing { name: name.into(), near: near.map(str::to_owned), fault: None }
                })),
                _ => {}
            }
        }
        Arc::new(library)
    }

    /// What drafts cite from the example.
    pub fn cited(&self) -> Cited {
        let mut cited = Cited::by_all();
        let keys = self.options.iter().find_map(|option| option.strip_prefix("cited="));
        cited.add_keys(keys.into_iter().flat_map(|keys| keys.split(',')).map(str::to_owned));
        cited
    }

    pub fn others(&self) -> bool {
        self.options.iter().any(|option| option == "others")
    }

    pub fn place(&self) -> String {
        format!("{}:{}", path(self.rule).display(), self.line)
    }
}

fn style(name: &str, example: &Example) -> CitationStyle {
    match name {
        "auto" => CitationStyle::Auto,
        "footnote" => CitationStyle::Footnote,
        "link" => CitationStyle::Link,
        "reference" => CitationStyle::Reference,
        "pandoc" => CitationStyle::Pandoc,
        _ => panic!("{}: no such style: {name}", example.place()),
    }
}

/// The page of a rule, relative to the repository.
pub fn path(rule: &Rule) -> PathBuf {
    PathBuf::from(format!("src/rules/{}.md", rule.name.replace('-', "_")))
}

/// The rules that are to be run: all, or the one in `IBID_RULE`.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    let only = std::env::var("IBID_RULE").ok();
    RULES.iter().copied().filter(move |rule| only.as_deref().is_none_or(|name| name == rule.name))
}

/// The examples of all rules that are to be run.
pub fn examples() -> Vec<Example> {
    rules().flat_map(|rule| read(rule, rule.page)).collect()
}

/// The examples on one page.
pub fn read(rule: &'static Rule, page: &str) -> Vec<Example> {
    let mut examples: Vec<Example> = Vec::new();
    let mut shared: Vec<(String, String)> = Vec::new();
    let mut lock = Arc::<Lock>::default();
    let mut lines = page.lines().enumerate();
    while let Some((number, line)) = lines.next() {
        let ticks = line.len() - line.trim_start_matches('`').len();
        if ticks < 3 {
            continue;
        }
        let fence = &line[..ticks];
        let info: Vec<&str> = line[ticks..].split_whitespace().collect();
        let mut written = String::new();
        for (_, line) in lines.by_ref() {
            if line == fence {
                break;
            }
            written.push_str(line);
            written.push('\n');
        }
        let options: Vec<String> = info.iter().skip(2).map(|&option| option.to_owned()).collect();
        let named = options.iter().find_map(|option| option.strip_prefix("files=")).into_iter();
        let empty = named.flat_map(|names| names.split(',')).map(|name| (name.to_owned(), String::new()));
        let files: Vec<(String, String)> = shared.iter().cloned().chain(empty).collect();
        match info[..] {
            ["toml", "lock"] => lock = Arc::new(ibid::lock::read(&written).expect("a lock")),
            [_, file] if file.starts_with("file=") => shared.push((file["file=".len()..].to_owned(), written)),
            ["md" | "bib", "invalid", ..] => {
                let text = written.lines().filter(|line| !is_caret_line(line)).flat_map(|line| [line, "\n"]).collect();
                examples.push(Example {
                    rule,
                    kind: Kind::Invalid,
                    bibliography: info[0] == "bib",
                    options,
                    files,
                    lock: Arc::clone(&lock),
                    line: number + 2,
                    written,
                    text,
                    fixed: Vec::new(),
                });
            }
            ["md" | "bib", "valid", ..] => {
                let text = written.clone();
                examples.push(Example {
                    rule,
                    kind: Kind::Valid,
                    bibliography: info[0] == "bib",
                    options,
                    files,
                    lock: Arc::clone(&lock),
                    line: number + 2,
                    written,
                    text,
                    fixed: Vec::new(),
                });
            }
            ["md" | "bib", "fixed", ..] => {
                let which =
                    options.iter().find_map(|option| option.strip_prefix("fix=")?.parse().ok()).unwrap_or(1usize) - 1;
                let safe = options.iter().any(|option| option == "safe");
                let last = examples.last_mut().filter(|example| example.kind == Kind::Invalid);
                let last = last.unwrap_or_else(|| panic!("{}: `fixed` follows no `invalid`", rule.name));
                last.fixed.push(Fixed { text: written, line: number + 2, which, safe });
            }
            ["md", ..] => panic!("{}: an example is `invalid`, `valid` or `fixed`: {line}", path(rule).display()),
            _ => {}
        }
    }
    examples
}

/// Blanks, carets, perhaps a `…`, a space and a message.
pub fn is_caret_line(line: &str) -> bool {
    let rest = line.trim_start();
    let message = rest.trim_start_matches('^');
    let message = message.strip_prefix('…').unwrap_or(message);
    rest.starts_with('^') && message.strip_prefix(' ').is_some_and(|message| !message.trim().is_empty())
}
