//! Reading one source of choices: what is right counts, what is wrong is reported.

use super::globs;
use super::keys::{KEYS, Kind, LEVELS, level};
use super::nearest::nearest;
use super::value::{Name, Shape, Value, of_json, table_of_toml};
use super::{CitationStyle, CodeLens, Layer, Network, Problem};
use crate::claim::Strictness;
use crate::rules::RULES;
use std::ops::Range;
use std::sync::Arc;
use toml::de::DeTable;

/// Settings of an editor's client that are no business of the server's.
const CLIENT_ONLY: &[&str] = &["enable", "path", "trace", "logLevel", "logExcerpts", "trusted"];

impl Layer {
    /// Reads a configuration file; what is wrong is reported, the rest counts.
    pub fn from_toml(source: &str) -> (Self, Vec<Problem>) {
        let mut reader = Reader::default();
        // The parser takes no byte order mark, which some editors write.
        let body = source.strip_prefix('\u{feff}').unwrap_or(source);
        let (table, errors) = DeTable::parse_recoverable(body);
        for error in &errors {
            let message = format!("This is not TOML: {}", error.message());
            let range = error.span().unwrap_or(0..0);
            reader.problems.push(Problem { range, message, source: Arc::default(), broken: true });
        }
        let broken: Vec<_> = errors.iter().filter_map(toml::de::Error::span).collect();
        reader.table(table_of_toml(table.get_ref()), &[], &broken);
        let (layer, mut problems) = reader.finish(source.len() - body.len());
        let read: Arc<str> = source.into();
        problems.iter_mut().for_each(|problem| problem.source = Arc::clone(&read));
        (layer, problems)
    }

    /// Reads an editor's settings, the value of its section `ibid`. Ranges of problems are empty.
    pub fn from_json(value: &serde_json::Value) -> (Self, Vec<Problem>) {
        let mut reader = Reader::default();
        let value = of_json(value);
        match value.shape {
            Shape::Table(entries) => {
                reader.table(entries, CLIENT_ONLY, &[]);
                // Editors send defaults as if they were chosen; that must not outweigh the user's own file.
                reader.layer.citation_style = reader.layer.citation_style.filter(|style| *style != CitationStyle::Auto);
                reader.layer.strictness =
                    reader.layer.strictness.filter(|strictness| *strictness != Strictness::Standard);
                reader.layer.kind = reader.layer.kind.filter(Option::is_some);
                reader.layer.code_lens = reader.layer.code_lens.filter(|lens| *lens != CodeLens::Several);
                reader.layer.inlay_hints = reader.layer.inlay_hints.filter(|on| *on);
                reader.layer.network = reader.layer.network.filter(|network| *network != Network::Off);
                reader.layer.keep_texts = reader.layer.keep_texts.filter(|on| *on);
                reader.layer.zotero = reader.layer.zotero.filter(|on| *on);
            }
            Shape::Nothing => {}
            _ => reader.report(0..0, format!("The settings are {}, not a table of settings", value.called())),
        }
        reader.finish(0)
    }
}

/// A layer as it grows, and what was wrong so far.
#[derive(Default)]
struct Reader {
    layer: Layer,
    problems: Vec<Problem>,
}

impl Reader {
    fn finish(mut self, offset: usize) -> (Layer, Vec<Problem>) {
        for problem in &mut self.problems {
            problem.range = problem.range.start + offset..problem.range.end + offset;
        }
        let layer = &mut self.layer;
        for (_, range) in layer.bibliography.iter_mut().chain(&mut layer.root).chain(&mut layer.retraction_watch) {
            *range = range.start + offset..range.end + offset;
        }
        self.problems.sort_by_key(|problem| problem.range.start);
        (self.layer, self.problems)
    }

    fn report(&mut self, range: Range<usize>, message: String) {
        self.problems.push(Problem { range, message, source: Arc::default(), broken: false });
    }

    /// The top of a configuration. Of what stands where the syntax is `broken` nothing more is said.
    fn table(&mut self, entries: Vec<(Name, Value)>, passed_over: &[&str], broken: &[Range<usize>]) {
        for (name, value) in entries {
            let touches = |range: &Range<usize>| {
                broken.iter().any(|broken| broken.start <= range.end && range.start <= broken.end)
            };
            if passed_over.contains(&name.text.as_str()) {
                continue;
            }
            if let Shape::Table(inner) = value.shape {
                // `[attribution]` holds the keys whose names start with it.
                let within = format!("{}.", name.text);
                if KEYS.iter().any(|key| key.name.starts_with(&within)) {
                    let full = |inner: Name| Name { text: format!("{within}{}", inner.text), range: inner.range };
                    self.table(
                        inner.into_iter().map(|(name, value)| (full(name), value)).collect(),
                        passed_over,
                        broken,
                    );
                    continue;
                }
                self.entry(name, Value { range: value.range, shape: Shape::Table(inner) }, &touches);
                continue;
            }
            self.entry(name, value, &touches);
        }
    }

    /// One line of a table.
    fn entry(&mut self, name: Name, value: Value, touches: &dyn Fn(&Range<usize>) -> bool) {
        {
            let Some(key) = KEYS.iter().find(|key| key.name == name.text) else {
                if !touches(&name.range) {
                    self.unknown_key(name, &value);
                }
                return;
            };
            if !(touches(&value.range) && matches!(value.shape, Shape::Text(_) | Shape::Flag(_) | Shape::Other(_))) {
                self.value(key.name, key.kind, value);
            }
        }
    }

    fn unknown_key(&mut self, name: Name, value: &Value) {
        let word = name.text;
        let is_rule = RULES.iter().any(|rule| rule.name == word || rule.group.name() == word);
        let message = if is_rule && matches!(value.shape, Shape::Text(_)) {
            format!("`{word}` is a rule: write it under `[rules]`")
        } else {
            let known: Vec<&str> = KEYS.iter().map(|key| key.name).collect();
            format!("unknown key `{word}`: {}", suggestion(&word, &known))
        };
        self.report(name.range, message);
    }

    fn value(&mut self, key: &str, kind: Kind, value: Value) {
        match (kind, value.shape) {
            (_, Shape::Nothing) => {}
            (Kind::Choice(words, set), Shape::Text(text)) => {
                if words.iter().any(|(word, _)| *word == text) {
                    set(&mut self.layer, &text);
                } else {
                    let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
                    self.report(value.range, format!("unknown {key} `{text}`: {}", suggestion(&text, &known)));
                }
            }
            (Kind::Text(what, set), Shape::Text(text)) => {
                // An editor sends an empty text for none.
                if !text.is_empty() && !set(&mut self.layer, &text) {
                    self.report(value.range, format!("`{text}` is not {what}"));
                }
            }
            (Kind::Flag(set), Shape::Flag(on)) => set(&mut self.layer, on),
            (Kind::Hosts(add), Shape::List(items)) => self.hosts(key, add, items),
            (Kind::Globs(add), Shape::List(items)) => self.globs(key, add, items),
            (Kind::Files(add), Shape::List(items)) => {
                for (range, text) in self.texts(key, items) {
                    add(&mut self.layer, text, range);
                }
            }
            (Kind::Files(add), Shape::Text(text)) => add(&mut self.layer, text, value.range),
            (Kind::Rules(add), Shape::Table(entries)) => self.rules(add, entries),
            (kind, shape) => {
                let value = Value { range: value.range, shape };
                let wanted = match kind {
                    Kind::Choice(words, _) => format!("one of {}", listed(words.iter().map(|(word, _)| *word))),
                    Kind::Flag(_) => "`true` or `false`".to_owned(),
                    Kind::Hosts(_) | Kind::Files(_) | Kind::Globs(_) => "a list of texts, such as [\"…\"]".to_owned(),
                    Kind::Text(what, _) => what.to_owned(),
                    Kind::Rules(_) => {
                        "a table: `[rules]`, and below it lines such as `empty-link = \"off\"`".to_owned()
                    }
                };
                let called = value.called();
                self.report(value.range, format!("`{key}` is {called} here; it has to be {wanted}"));
            }
        }
    }

    fn texts(&mut self, key: &str, items: Vec<Value>) -> Vec<(Range<usize>, String)> {
        let mut texts = Vec::with_capacity(items.len());
        for item in items {
            let called = item.called();
            match item.shape {
                Shape::Text(text) => texts.push((item.range, text)),
                _ => self.report(item.range, format!("`{key}` has {called} in its list, where only texts may stand")),
            }
        }
        texts
    }

    fn hosts(&mut self, key: &str, add: fn(&mut Layer, String), items: Vec<Value>) {
        for (range, text) in self.texts(key, items) {
            let Some(host) = host(&text) else {
                self.report(range, format!("`{text}` is no host name; write one such as `example.org`"));
                continue;
            };
            if !host.eq_ignore_ascii_case(&text) {
                self.report(range, format!("`{text}` is more than a host name: write `{host}`"));
            }
            add(&mut self.layer, host);
        }
    }

    fn globs(&mut self, key: &str, add: fn(&mut Layer, String), items: Vec<Value>) {
        for (range, text) in self.texts(key, items) {
            match globs::fault(&text) {
                Some(fault) => self.report(range, format!("`{text}` is no glob: {fault}")),
                None => add(&mut self.layer, text),
            }
        }
    }

    fn rules(&mut self, add: fn(&mut Layer, String, super::Level), entries: Vec<(Name, Value)>) {
        let known: Vec<&str> = rule_and_group_names();
        for (name, value) in entries {
            let word = name.text;
            if !known.contains(&word.as_str()) {
                self.report(name.range, format!("unknown rule `{word}`: {}", rule_suggestion(&word, &known)));
                continue;
            }
            let words = || LEVELS.iter().map(|(word, _)| *word);
            match &value.shape {
                Shape::Nothing => {}
                Shape::Text(text) => match level(text) {
                    Some(level) => add(&mut self.layer, word, level),
                    None => {
                        let known: Vec<&str> = words().collect();
                        self.report(value.range, format!("unknown level `{text}`: {}", suggestion(text, &known)));
                    }
                },
                _ => {
                    let (called, words) = (value.called(), listed(words()));
                    self.report(value.range, format!("`{word}` is {called} here; it has to be one of {words}"));
                }
            }
        }
    }
}

/// The names that `[rules]` knows: rules first, then groups.
pub fn rule_and_group_names() -> Vec<&'static str> {
    let mut names: Vec<&str> = RULES.iter().map(|rule| rule.name).collect();
    for rule in RULES {
        let group = rule.group.name();
        if !names.contains(&group) {
            names.push(group);
        }
    }
    names
}

/// What to say of a name that is not among `known`, the names of rules.
pub fn rule_suggestion(word: &str, known: &[&str]) -> String {
    match nearest(word, known.iter().copied()) {
        Some(name) => format!("did you mean `{name}`?"),
        None => "`ibid rules` lists them".to_owned(),
    }
}

fn suggestion(word: &str, known: &[&str]) -> String {
    match nearest(word, known.iter().copied()) {
        Some(name) => format!("did you mean `{name}`?"),
        None => format!("known are {}", listed(known.iter().copied())),
    }
}

fn listed<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

/// The host in what a writer took for one: without scheme, path, port and `www.`.
fn host(text: &str) -> Option<String> {
    let rest = text.split_once("://").map_or(text, |(_, rest)| rest);
    let rest = rest.split(['/', '?', '#', ':']).next().unwrap_or(rest).to_lowercase();
    let host = rest.strip_prefix("www.").unwrap_or(&rest);
    let fits = |label: &str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-');
    (host.contains('.') && host.split('.').all(fits)).then(|| host.to_owned())
}
