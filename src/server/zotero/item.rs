//! An item as Zotero's API has it, as an entry of a bibliography. What it says is a stranger's text, and cleaned as such.

use crate::bibliography::{Bibliography, Entry, Format, Style, Work, reference, unmarked};
use crate::citation::source::{Source, key};
use crate::evidence::clean;
use serde_json::{Map, Value, json};
use std::collections::HashSet;

/// Kinds of Zotero, and CSL's types. What is none of these is a document.
const KINDS: &[(&str, &str)] = &[
    ("journalArticle", "article-journal"),
    ("magazineArticle", "article-magazine"),
    ("newspaperArticle", "article-newspaper"),
    ("preprint", "article"),
    ("book", "book"),
    ("bookSection", "chapter"),
    ("conferencePaper", "paper-conference"),
    ("thesis", "thesis"),
    ("report", "report"),
    ("webpage", "webpage"),
    ("blogPost", "post-weblog"),
    ("forumPost", "post"),
    ("encyclopediaArticle", "entry-encyclopedia"),
    ("dictionaryEntry", "entry-dictionary"),
    ("manuscript", "manuscript"),
    ("dataset", "dataset"),
    ("computerProgram", "software"),
    ("patent", "patent"),
    ("film", "motion_picture"),
    ("videoRecording", "motion_picture"),
    ("podcast", "broadcast"),
    ("radioBroadcast", "broadcast"),
    ("tvBroadcast", "broadcast"),
];
/// What is no work of its own.
const PARTS: &[&str] = &["attachment", "note", "annotation"];
/// CSL's variables, and the fields that hold them.
const FIELDS: &[(&str, &[&str])] = &[
    ("title", &["title", "caseName", "nameOfAct", "subject"]),
    (
        "container-title",
        &[
            "publicationTitle",
            "bookTitle",
            "proceedingsTitle",
            "websiteTitle",
            "blogTitle",
            "forumTitle",
            "encyclopediaTitle",
            "dictionaryTitle",
        ],
    ),
    ("collection-title", &["series"]),
    ("edition", &["edition"]),
    ("volume", &["volume"]),
    ("issue", &["issue"]),
    ("page", &["pages"]),
    ("publisher", &["publisher", "institution", "university", "repository"]),
    ("publisher-place", &["place"]),
    ("language", &["language"]),
    ("DOI", &["DOI"]),
    ("URL", &["url"]),
    ("ISBN", &["ISBN"]),
    ("ISSN", &["ISSN"]),
];

/// The items of a reply; none if it is not one.
pub fn list(body: &[u8]) -> Vec<Value> {
    match serde_json::from_slice(body) {
        Ok(Value::Array(items)) => items,
        _ => Vec::new(),
    }
}

/// The items as entries, each under a key of its own.
pub fn entries(items: &[Value]) -> Vec<Entry> {
    let mut taken = HashSet::new();
    items.iter().filter_map(|item| entry(item, &mut taken)).collect()
}

fn entry(item: &Value, taken: &mut HashSet<String>) -> Option<Entry> {
    let csl = csl(item)?.to_string();
    // A list of one: what reads bibliographies knows what each value means.
    let mut entry = Bibliography::read(&format!("[{csl}]"), Format::Json).entries.pop()?;
    let key = own_key(item).unwrap_or_else(|| made(&entry));
    let free = |key: &String| !taken.contains(key);
    let further = || (2..10_000).map(|number| format!("{key}-{number}")).find(free);
    entry.key = if free(&key) { key } else { further()? };
    taken.insert(entry.key.clone());
    Some(entry)
}

/// An item in CSL-JSON.
fn csl(item: &Value) -> Option<Value> {
    let data = item.get("data").unwrap_or(item);
    let text = |name: &str| {
        let text = clean::field(data.get(name)?.as_str()?);
        (!text.is_empty()).then_some(text)
    };
    let kind = text("itemType")?;
    if PARTS.contains(&kind.as_str()) || data.get("deleted").is_some_and(|deleted| *deleted != json!(false)) {
        return None;
    }
    let csl_kind = KINDS.iter().find(|(name, _)| *name == kind).map_or("document", |(_, csl)| csl);
    let mut csl = Map::from_iter([("id".to_owned(), json!("item")), ("type".to_owned(), json!(csl_kind))]);
    for (variable, fields) in FIELDS {
        if let Some(value) = fields.iter().find_map(|field| text(field)) {
            // From page to page, not a number with a hyphen in it.
            let pages = *variable == "page" && value.bytes().all(|b| b.is_ascii_digit() || b", -".contains(&b));
            let value = if pages { value.replace('-', "\u{2013}") } else { value };
            csl.insert((*variable).to_owned(), json!(value));
        }
    }
    let parsed = item.pointer("/meta/parsedDate").and_then(Value::as_str).map(clean::field);
    if let Some(date) = parsed.filter(|date| !date.is_empty()).or_else(|| text("date")) {
        csl.insert("issued".to_owned(), json!(date));
    }
    if let Some(day) = text("accessDate").and_then(|date| date.get(..10).map(str::to_owned)) {
        csl.insert("accessed".to_owned(), json!(day));
    }
    for role in ["author", "editor", "translator"] {
        let people: Vec<Value> = data
            .get("creators")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(|one| name(one, role))
            .collect();
        if !people.is_empty() {
            csl.insert(role.to_owned(), Value::Array(people));
        }
    }
    Some(Value::Object(csl))
}

/// A person or a body, if that is its role.
fn name(creator: &Value, role: &str) -> Option<Value> {
    let text = |name: &str| creator.get(name).and_then(Value::as_str).map(clean::field).filter(|text| !text.is_empty());
    let is = match creator.get("creatorType").and_then(Value::as_str).unwrap_or("author") {
        "editor" | "seriesEditor" => "editor",
        "translator" => "translator",
        "contributor" | "bookAuthor" | "reviewedAuthor" | "recipient" | "commenter" => return None,
        _ => "author",
    };
    if is != role {
        return None;
    }
    match (text("lastName"), text("firstName")) {
        (Some(family), Some(given)) => Some(json!({"family": family, "given": given})),
        (Some(family), None) => Some(json!({"literal": family})),
        (None, _) => text("name").map(|whole| json!({"literal": whole})),
    }
}

/// The key that the writer gave an item: in a field of its own, or, as before that was one, in a line of `extra`.
fn own_key(item: &Value) -> Option<String> {
    let data = item.get("data").unwrap_or(item);
    let field = data.get("citationKey").and_then(Value::as_str).map(str::to_owned);
    let line = || {
        let lines = data.get("extra")?.as_str()?.lines();
        let mut pairs = lines.filter_map(|line| line.split_once(':'));
        pairs.find(|(name, _)| name.trim().eq_ignore_ascii_case("citation key")).map(|(_, key)| key.trim().to_owned())
    };
    field.filter(|key| is_key(key)).or_else(line).filter(|key| is_key(key))
}

/// Whether a key can be cited and stand in a bibliography.
fn is_key(key: &str) -> bool {
    let odd = |c: char| c.is_whitespace() || clean::is_unseen(c) || "{},\"#%~\\=()[]@;'`<>".contains(c);
    !key.is_empty() && key.len() <= 200 && !key.contains(odd)
}

/// A key as ibid makes one for a reference that is typed out.
fn made(entry: &Entry) -> String {
    let text = unmarked(&reference(entry, Style::Apa));
    let source = Source {
        identity: crate::bibliography::Identity::Text(text.clone()),
        others: Vec::new(),
        address: None,
        title: None,
        text: Some(text),
        places: Vec::new(),
    };
    key(&source, &Work::of(entry))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bibliography::bibtex;

    fn item(data: Value) -> Value {
        json!({"key": "ABCD2345", "data": data})
    }

    fn article(extra: &str) -> Value {
        item(json!({
            "itemType": "journalArticle", "title": "Low water", "date": "2019-03", "DOI": "10.5555/low.1", "extra": extra,
            "publicationTitle": "Harbour", "volume": "7", "pages": "101-117",
            "creators": [{"creatorType": "author", "firstName": "Mara", "lastName": "Vale"},
                {"creatorType": "editor", "name": "The Harbour Office"}],
        }))
    }

    #[test]
    fn an_item_is_an_entry() {
        let all = entries(&[article("tex.a: b\nCitation Key: vale2019\n")]);
        let text = bibtex(&all[0].key, &Work::of(&all[0]));
        for part in [
            "@article{vale2019,",
            "author = {Vale, Mara}",
            "{The Harbour Office}",
            "2019-03",
            "10.5555/low.1",
            "101--117",
        ] {
            assert!(text.contains(part), "{part} in {text}");
        }
    }

    #[test]
    fn what_has_no_key_gets_one_of_its_own() {
        let own = item(json!({"itemType": "book", "title": "Tides", "citationKey": "tides"}));
        let note = item(json!({"itemType": "note", "note": "a"}));
        let gone = item(json!({"itemType": "book", "title": "Gone", "deleted": true}));
        let all = entries(&[own.clone(), note, gone, article(""), own, article("Citation Key: a b}")]);
        let keys: Vec<&str> = all.iter().map(|entry| entry.key.as_str()).collect();
        assert_eq!(keys, ["tides", "vale2019water", "tides-2", "vale2019water-2"]);
    }

    #[test]
    fn whatever_comes_is_no_more_than_text() {
        for odd in ["", "[", "{}", "[1, null, {}, {\"data\": 7}]", "[{\"data\": {\"itemType\": 3}}]"] {
            assert!(entries(&list(odd.as_bytes())).is_empty(), "{odd}");
        }
        let hostile = item(
            json!({"itemType": "book", "title": "a\u{202e}b\n} , c = {d", "creators": [7, {"lastName": "\u{200b}"}]}),
        );
        let all = entries(&[hostile]);
        let text = bibtex(&all[0].key, &Work::of(&all[0]));
        assert_eq!(Bibliography::read(&text, Format::Bibtex).entries.len(), 1, "{text}");
        assert!(!text.contains('\u{202e}') && !text.contains("c = {d"), "{text}");
    }
}
