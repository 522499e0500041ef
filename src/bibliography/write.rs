//! Entries as BibTeX and as CSL-JSON, such as every reference manager reads. Nothing is written that is not known.

use super::entry::Entry;
use super::work::{Date, Name, Work, bibtex_field, bibtex_kind};
use serde_json::{Map, Value, json};
use std::borrow::Cow;

/// A work as an entry in BibTeX, with a line end.
pub fn bibtex(key: &str, work: &Work) -> String {
    let kind = bibtex_kind(&work.kind);
    let mut fields: Vec<(&str, String)> = Vec::new();
    for (role, names) in &work.names {
        fields.push((role, bibtex_names(names)));
    }
    for (variable, date) in &work.dates {
        fields.push(match *variable {
            "accessed" => ("urldate", date.iso()),
            _ if date.parts.len() == 1 && date.text.is_empty() => ("year", date.iso()),
            _ if date.parts.is_empty() => ("year", escape(&date.text)),
            _ => ("date", if date.text.is_empty() { date.iso() } else { escape(&date.text) }),
        });
    }
    let arxiv = work.text("number").and_then(|number| number.strip_prefix("arXiv:"));
    for (variable, value) in &work.texts {
        match bibtex_field(variable, kind) {
            _ if *variable == "number" && arxiv.is_some() => {
                fields.push(("eprint", verbatim(arxiv.unwrap_or_default())));
                fields.push(("archiveprefix", "arXiv".to_owned()));
            }
            Some(field @ ("url" | "doi")) => fields.push((field, verbatim(value))),
            Some("pages") => fields.push(("pages", escape(value).replace('\u{2013}', "--"))),
            Some("title") => fields.push(("title", title(value))),
            Some(field) => fields.push((field, escape(value))),
            None => {}
        }
    }
    entry(kind, &citable(key), fields.iter().map(|(name, value)| (*name, value.as_str())))
}

/// An entry that was read from BibTeX, letter by letter: its fields as they were, `@string` and the like resolved. What it takes from
/// other entries, which may not be at hand where it goes, is written out.
pub fn bibtex_again(entry: &Entry) -> String {
    let taken = |name: &str| !entry.inherited.is_empty() && matches!(name, "crossref" | "xdata");
    let fields = entry.fields.iter().filter(|field| !taken(&field.name)).chain(&entry.inherited);
    // Between parentheses a key may hold a brace, which would end it here.
    let key = if entry.key.contains(['{', '}']) { citable(&entry.key) } else { entry.key.clone() };
    self::entry(&entry.kind, &key, fields.map(|field| (field.name.as_str(), field.value.as_str())))
}

fn entry<'a>(kind: &str, key: &str, fields: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let fields: String = fields.map(|(name, value)| format!("  {name} = {{{}}},\n", paired(&joined(value)))).collect();
    format!("@{kind}{{{key},\n{fields}}}\n")
}

/// A value of which no line looks like the beginning of an entry. A line end in a value is a space.
fn joined(value: &str) -> Cow<'_, str> {
    let starts = |line: &str| line.trim_start().starts_with('@');
    let lines = || value.split(['\n', '\r']);
    if !lines().skip(1).any(starts) {
        return Cow::Borrowed(value);
    }
    let mut written = String::with_capacity(value.len());
    for (index, line) in lines().enumerate() {
        match index {
            0 => {}
            _ if starts(line) => written.push(' '),
            _ => written.push('\n'),
        }
        written.push_str(line);
    }
    Cow::Owned(written)
}

/// A value whose braces are pairs. Between quotation marks one may stand alone, which would end the value here, or never.
fn paired(value: &str) -> Cow<'_, str> {
    let mut open = Vec::new();
    let mut alone = Vec::new();
    for (at, c) in value.char_indices() {
        match c {
            '{' => open.push(at),
            '}' if open.pop().is_none() => alone.push(at),
            _ => {}
        }
    }
    alone.extend(open);
    if alone.is_empty() {
        return Cow::Borrowed(value);
    }
    alone.sort_unstable();
    let mut alone = alone.into_iter().peekable();
    let mut written = String::with_capacity(value.len() + 16 * alone.len());
    for (at, c) in value.char_indices() {
        match alone.next_if_eq(&at) {
            Some(_) if c == '{' => written.push_str("\\textbraceleft{}"),
            Some(_) => written.push_str("\\textbraceright{}"),
            None => written.push(c),
        }
    }
    Cow::Owned(written)
}

/// A key without what BibTeX takes for the end of it or for a command: other formats allow anything.
fn citable(key: &str) -> String {
    let odd = |c: char| c.is_whitespace() || c.is_control() || "{}(),=\"'#%~\\@".contains(c);
    let plain: String = key.chars().map(|c| if odd(c) { '-' } else { c }).collect();
    if plain.is_empty() { "source".to_owned() } else { plain }
}

/// Plain text as the inside of a value: what BibTeX or LaTeX would take for a command is written out.
pub fn bibtex_value(text: &str) -> String {
    escape(text)
}

/// A title as the inside of a value, protected from styles that write small letters.
pub fn bibtex_title(text: &str) -> String {
    title(text)
}

/// Names as the inside of a value.
pub fn bibtex_names(names: &[Name]) -> String {
    names.iter().map(name).collect::<Vec<_>>().join(" and ")
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let paired = is_paired(text);
    for c in text.chars() {
        match c {
            '\\' => escaped.push_str("\\textbackslash{}"),
            '{' | '}' if paired => escaped.extend(['\\', c]),
            // An escaped brace counts among the braces that delimit the value, so one alone would end it.
            '{' => escaped.push_str("\\textbraceleft{}"),
            '}' => escaped.push_str("\\textbraceright{}"),
            '~' => escaped.push_str("\\textasciitilde{}"),
            '^' => escaped.push_str("\\textasciicircum{}"),
            '#' | '$' | '%' | '&' | '_' => escaped.extend(['\\', c]),
            c if c.is_control() => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

/// Whether every brace in a text has its counterpart.
fn is_paired(text: &str) -> bool {
    let mut depth = 0i64;
    text.chars().all(|c| {
        depth += i64::from(c == '{') - i64::from(c == '}');
        depth >= 0
    }) && depth == 0
}

/// A title, protected from styles that write small letters where it has capitals.
fn title(text: &str) -> String {
    let capitals = text.chars().skip(1).any(char::is_uppercase);
    if capitals { format!("{{{}}}", escape(text)) } else { escape(text) }
}

/// An address as a value, which is read letter by letter.
fn verbatim(text: &str) -> String {
    let encoded = text.chars().map(|c| match c {
        '{' => "%7B".to_owned(),
        '}' => "%7D".to_owned(),
        '\\' => "%5C".to_owned(),
        c if c.is_whitespace() || c.is_control() => "%20".to_owned(),
        c => c.to_string(),
    });
    encoded.collect()
}

fn name(name: &Name) -> String {
    let family = escape(&name.family);
    let odd = name.family.contains(',') || name.family.split(' ').any(|word| word.eq_ignore_ascii_case("and"));
    match (name.given.is_empty(), name.suffix.is_empty()) {
        _ if name.is_others() => family,
        (true, _) if name.family.contains(' ') || odd => format!("{{{family}}}"),
        (true, _) => family,
        (false, true) if odd => format!("{{{family}}}, {}", escape(&name.given)),
        (false, true) => format!("{family}, {}", escape(&name.given)),
        (false, false) => format!("{family}, {}, {}", escape(&name.suffix), escape(&name.given)),
    }
}

/// A work as an item of CSL-JSON.
pub fn csl(key: &str, work: &Work) -> Value {
    let mut item = Map::new();
    item.insert("id".into(), key.into());
    item.insert("type".into(), work.kind.as_str().into());
    for (role, names) in &work.names {
        item.insert((*role).into(), names.iter().map(csl_name).collect());
    }
    for (variable, date) in &work.dates {
        item.insert((*variable).into(), csl_date(date));
    }
    for (variable, value) in &work.texts {
        item.insert((*variable).into(), value.as_str().into());
    }
    Value::Object(item)
}

fn csl_name(name: &Name) -> Value {
    if name.given.is_empty() {
        return json!({ "literal": name.family });
    }
    let mut object = json!({ "family": name.family, "given": name.given });
    if let (false, Some(object)) = (name.suffix.is_empty(), object.as_object_mut()) {
        object.insert("suffix".into(), name.suffix.as_str().into());
    }
    object
}

fn csl_date(date: &Date) -> Value {
    if date.parts.is_empty() || !date.text.is_empty() {
        return json!({ "raw": if date.text.is_empty() { date.iso() } else { date.text.clone() } });
    }
    json!({ "date-parts": [date.parts] })
}

/// Variables of CSL whose names are not in small letters.
const UPPER: &[&str] = &["DOI", "URL", "ISBN", "ISSN", "PMID", "PMCID"];
/// Variables of CSL that are lists or objects.
const STRUCTURED: &[&str] = &[
    "author",
    "editor",
    "translator",
    "director",
    "composer",
    "illustrator",
    "interviewer",
    "recipient",
    "chair",
    "compiler",
    "contributor",
    "curator",
    "host",
    "narrator",
    "organizer",
    "performer",
    "producer",
    "guest",
    "script-writer",
    "series-creator",
    "collection-editor",
    "container-author",
    "editorial-director",
    "original-author",
    "reviewed-author",
    "issued",
    "accessed",
    "event-date",
    "original-date",
    "submitted",
    "available-date",
    "categories",
    "custom",
];

/// An entry that was read from CSL-JSON, with all its variables.
pub fn csl_again(entry: &Entry) -> Value {
    let mut item = Map::new();
    item.insert("id".into(), entry.key.as_str().into());
    item.insert("type".into(), entry.kind.as_str().into());
    for field in &entry.fields {
        let name =
            UPPER.iter().find(|name| name.eq_ignore_ascii_case(&field.name)).map_or(field.name.as_str(), |name| name);
        let value = STRUCTURED.contains(&name).then(|| serde_json::from_str(&field.value).ok()).flatten();
        item.insert(name.to_owned(), value.unwrap_or_else(|| field.value.as_str().into()));
    }
    Value::Object(item)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bibliography::{Bibliography, Format};

    fn odd() -> Work {
        let name =
            |family: &str, given: &str| Name { family: family.into(), given: given.into(), suffix: String::new() };
        Work {
            kind: "article-journal".into(),
            names: vec![(
                "author",
                vec![name("Lock", "Anna"), name("Harbour and Lock Office", ""), name("de Weir", "B. {x}")],
            )],
            dates: vec![("issued", Date { parts: vec![1931, 5], text: String::new() })],
            texts: vec![
                ("title", "100% of {A} & B_c \\ d~e^f #1 \"q\" $2".into()),
                ("container-title", "Mill } Quarterly".into()),
                ("page", "4\u{2013}9".into()),
                ("URL", "https://mill.example/a%20b?c={d}&e=f_g#h".into()),
            ],
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let (bibtex, item) = (bibtex("lock1931", &odd()), csl("lock1931", &odd()));
        let read = Bibliography::read(&bibtex, Format::Bibtex);
        assert_eq!(read.problems, [], "{bibtex}");
        let mut expected = odd();
        expected.texts[3].1 = expected.texts[3].1.replace('{', "%7B").replace('}', "%7D");
        assert_eq!(Work::of(&read.entries[0]), expected, "{bibtex}");
        let read = Bibliography::read(&format!("[{item}]"), Format::Json);
        assert_eq!(read.problems, []);
        assert_eq!(csl("lock1931", &Work::of(&read.entries[0])), item);
    }

    #[test]
    fn an_entry_is_written_as_it_was() {
        let source = "@Book{a,\n  title = {The {\\\"O}ar},\n  year = 1931,\n  keywords = \"x, y\",\n}\n";
        let entry = &Bibliography::read(source, Format::Bibtex).entries[0];
        let again = bibtex_again(entry);
        assert_eq!(again, "@book{a,\n  title = {The {\\\"O}ar},\n  year = {1931},\n  keywords = {x, y},\n}\n");
        let item = json!({"id": "a", "type": "book", "DOI": "10.5555/x", "custom": {"k": [1]}, "title": "[1984]", "volume": "3"});
        let read = Bibliography::read(&format!("[{item}]"), Format::Json);
        assert_eq!(csl_again(&read.entries[0]), item);
    }
}
