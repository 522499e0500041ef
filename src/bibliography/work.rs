//! A source as styles and other formats see it: one set of names for what BibTeX, CSL and Hayagriva each call otherwise.

mod accent;
mod date;
mod name;
mod plain;
mod table;

pub use date::{Date, MONTHS};
pub use name::{Name, names};
pub use plain::{plain, untagged};

use super::Format;
use super::entry::Entry;
use serde_json::Value;
use table::{BIBTEX_KINDS, DATES, KINDS, NAMES, TEXTS};

/// What is known of a source, by the names of CSL 1.0.2. Values are plain text, without the markup of a format.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// Its type: `article-journal`, `book`, `webpage`.
    pub kind: String,
    /// Its people and bodies by role: `author`, `editor`.
    pub names: Vec<(&'static str, Vec<Name>)>,
    /// When it was `issued` and `accessed`.
    pub dates: Vec<(&'static str, Date)>,
    /// Everything else, by variable, in the order of the table.
    pub texts: Vec<(&'static str, String)>,
}

impl Work {
    /// Reads an entry of any format.
    pub fn of(entry: &Entry) -> Self {
        let kind = kind(&entry.kind);
        let mut work = Self { kind, ..Self::default() };
        for &(role, fields) in NAMES {
            let found = fields.iter().find_map(|field| entry.known(field)).map(names).unwrap_or_default();
            if !found.is_empty() {
                work.names.push((role, found));
            }
        }
        for &(variable, fields) in DATES {
            let found = fields.iter().find_map(|field| entry.known(field).filter(|value| !value.is_empty()));
            let month = entry.known("month").filter(|_| variable == "issued" && entry.known("date").is_none());
            if let Some(date) = found.and_then(|value| Date::read(value, month)) {
                work.dates.push((variable, date));
            }
        }
        for &(variable, fields) in TEXTS {
            let found = fields.iter().find_map(|field| entry.known(field).map(|value| (*field, value)));
            if let Some((field, value)) = found {
                work.set(variable, text(field, value, entry.format));
            }
        }
        work.number(entry);
        work.parent(entry);
        work.archive(entry);
        if let Some(subtitle) = entry.known("subtitle") {
            let title = work.text("title").map(|title| format!("{title}: {}", shown(subtitle, entry.format)));
            work.set("title", title.unwrap_or_else(|| shown(subtitle, entry.format)));
        }
        work
    }

    /// A variable's value.
    pub fn text(&self, variable: &str) -> Option<&str> {
        self.texts.iter().find(|(name, _)| *name == variable).map(|(_, value)| value.as_str())
    }

    /// The names of a role; none, if nobody has it.
    pub fn names(&self, role: &str) -> &[Name] {
        self.names.iter().find(|(name, _)| *name == role).map_or(&[], |(_, names)| names)
    }

    /// A date.
    pub fn date(&self, variable: &str) -> Option<&Date> {
        self.dates.iter().find(|(name, _)| *name == variable).map(|(_, date)| date)
    }

    /// Sets a variable; nothing, to an empty value.
    pub fn set(&mut self, variable: &'static str, value: String) {
        if !value.is_empty() {
            self.texts.retain(|(name, _)| *name != variable);
            self.texts.push((variable, value));
        }
    }

    /// BibTeX's `number` is the issue of a journal and the number of anything else.
    fn number(&mut self, entry: &Entry) {
        let Some(number) = entry.known("number") else { return };
        let periodical = self.kind.starts_with("article");
        self.set(
            if periodical && self.text("issue").is_none() { "issue" } else { "number" },
            shown(number, entry.format),
        );
    }

    /// Hayagriva names what a source stands in as its parent.
    fn parent(&mut self, entry: &Entry) {
        let Some(Ok(parent)) = entry.known("parent").map(serde_json::from_str::<Value>) else { return };
        let parent = parent.as_array().and_then(|all| all.first()).unwrap_or(&parent);
        let text = |name: &str| parent.get(name).map(scalar).unwrap_or_default();
        if self.kind == "article" {
            self.kind =
                if text("type").eq_ignore_ascii_case("newspaper") { "article-newspaper" } else { "article-journal" }
                    .into();
        }
        for (variable, name) in
            [("container-title", "title"), ("volume", "volume"), ("issue", "issue"), ("publisher", "publisher")]
        {
            if self.text(variable).is_none() {
                self.set(variable, shown(&text(name), entry.format));
            }
        }
    }

    /// Identifiers that formats give in ways of their own.
    fn archive(&mut self, entry: &Entry) {
        if let Some(Ok(serial)) = entry.known("serial-number").map(serde_json::from_str::<Value>) {
            for (variable, name) in [("DOI", "doi"), ("ISBN", "isbn"), ("ISSN", "issn"), ("PMID", "pmid")] {
                self.set(variable, serial.get(name).map(scalar).unwrap_or_default());
            }
        }
        let archive = entry.known("archiveprefix").or_else(|| entry.known("eprinttype")).unwrap_or_default();
        if let Some(eprint) = entry.known("eprint") {
            match &*archive.to_ascii_lowercase() {
                "arxiv" => self.set("number", format!("arXiv:{}", eprint.trim_start_matches("arXiv:"))),
                "pubmed" => self.set("PMID", eprint.to_owned()),
                _ => {}
            }
        }
    }
}

/// The CSL type of an entry's kind, which is in lower case.
fn kind(written: &str) -> String {
    let known = BIBTEX_KINDS.iter().chain(KINDS).find(|(name, _)| *name == written);
    known.map_or_else(
        || if written.is_empty() { "document".into() } else { written.to_owned() },
        |(_, kind)| (*kind).to_owned(),
    )
}

/// BibTeX's kind for a CSL type.
pub fn bibtex_kind(kind: &str) -> &'static str {
    BIBTEX_KINDS.iter().find(|(_, csl)| *csl == kind).map_or("misc", |(name, _)| name)
}

/// The BibTeX field that holds a variable of a source of that kind.
pub fn bibtex_field(variable: &str, kind: &str) -> Option<&'static str> {
    Some(match variable {
        "container-title" if kind == "article" => "journal",
        "container-title" => "booktitle",
        "issue" if kind == "article" => "number",
        "publisher" if kind == "report" => "institution",
        "publisher" if kind == "thesis" => "school",
        "genre" => "type",
        "collection-title" => "series",
        "publisher-place" => "address",
        "page" => "pages",
        "title" => "title",
        "edition" => "edition",
        "volume" => "volume",
        "number" | "issue" => "number",
        "publisher" => "publisher",
        "note" => "note",
        "abstract" => "abstract",
        "language" => "langid",
        "DOI" => "doi",
        "URL" => "url",
        "ISBN" => "isbn",
        "ISSN" => "issn",
        "PMID" => "pmid",
        "PMCID" => "pmcid",
        _ => return None,
    })
}

/// A field's value as plain text. What a reader does not read is kept letter by letter.
fn text(field: &str, value: &str, format: Format) -> String {
    match field {
        "url" | "howpublished" => {
            let bare = value.trim().strip_prefix("\\url{").and_then(|rest| rest.strip_suffix('}')).unwrap_or(value);
            let object = bare.starts_with('{').then(|| serde_json::from_str::<Value>(bare).ok()).flatten();
            let bare =
                object.and_then(|object| object.get("value").map(scalar)).unwrap_or_else(|| bare.trim().to_owned());
            if bare.contains("://") { bare.replace('\\', "") } else { String::new() }
        }
        "doi" => value.trim().replace("\\_", "_"),
        // Hayagriva's titles and publishers may say more than their name.
        _ if format == Format::Yaml && value.starts_with('{') => match serde_json::from_str::<Value>(value) {
            Ok(object) => ["value", "name"].iter().find_map(|name| object.get(name)).map(scalar).unwrap_or_default(),
            Err(_) => shown(value, format),
        },
        _ => shown(value, format),
    }
}

/// A value without its format's markup.
fn shown(value: &str, format: Format) -> String {
    if format == Format::Bibtex { plain(value) } else { untagged(value) }
}

/// A text or a number of JSON, as text.
fn scalar(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    }
}
