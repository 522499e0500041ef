//! Citation keys, from the bibliographies in scope and from the draft's own metadata.

use super::offer::Offer;
use crate::bibliography::{Brief, Catalog, Entry, Library};
use crate::check::Draft;
use crate::citation::Metadata;
use crate::markdown::SpanKind;
use crate::server::abilities::ADD_ENTRY;
use crate::server::drafts::Open;
use crate::server::wording::shortened;
use crate::server::zotero::{Zotero, has};
use std::collections::HashSet;
use std::ops::Range;
use tower_lsp::ls_types::{Command, CompletionItemKind, Uri};

/// How many keys one menu holds. Nobody reads more; with each letter the client asks again.
const MOST: usize = 200;
/// How much of a title the menu shows, in characters.
const TITLE: usize = 60;

/// How the key is going to be written.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Behind `@{`.
    pub braced: bool,
    /// Between the braces of a LaTeX command, where no further ones are needed.
    pub latex: bool,
    /// A closing brace stands behind the word.
    pub closed: bool,
}

/// The keys that fit what is `typed` in `range`, and whether there are more.
pub fn offers(draft: &Draft, uri: &Uri, range: &Range<usize>, typed: &str, style: Style) -> (Vec<Offer>, bool) {
    let metadata = draft.metadata().unwrap_or_default();
    let (entries, more) = found(draft.library(), &metadata, draft, typed);
    let mut seen = HashSet::new();
    let fresh = entries.into_iter().filter(|(entry, _)| seen.insert(entry.key.as_str()));
    (fresh.map(|(entry, words)| offer(entry, &words, uri, range, style)).collect(), more)
}

/// The items of Zotero that fit what is `typed` and that the draft's bibliographies do not have, and whether there are more.
pub fn items(zotero: &Zotero, open: &Open, range: &Range<usize>, typed: &str, style: Style) -> (Vec<Offer>, bool) {
    let (items, more) = zotero.find(typed, MOST);
    let fresh = items.into_iter().filter(|(item, _)| !has(open, item));
    let offer = |(item, words): (&Entry, String)| {
        let uri = &open.uri;
        let arguments = vec![serde_json::json!(uri), serde_json::json!(item.key)];
        let title = "Add the entry to the bibliography".to_owned();
        Offer {
            command: Some(Command { title, command: ADD_ENTRY.to_owned(), arguments: Some(arguments) }),
            data: Some(serde_json::json!({"uri": uri, "key": item.key, "zotero": true})),
            ..self::offer(item, &words, uri, range, style)
        }
    };
    (fresh.map(offer).collect(), more || zotero.is_busy())
}

/// The entry that answers to `key`: in the draft's own metadata, else in a bibliography.
pub fn entry<'a>(library: &'a Library, metadata: &'a Metadata, key: &str) -> Option<&'a Entry> {
    own(metadata, key).or_else(|| library.entry(key))
}

/// The entry in the draft's own metadata that answers to `key`.
pub fn own<'a>(metadata: &'a Metadata, key: &str) -> Option<&'a Entry> {
    metadata.references.iter().find(|entry| entry.keys().any(|known| known == key))
}

/// Entries with what they are found by. Before anything is typed, those that the draft cites already come first.
fn found<'a>(
    library: &'a Library,
    metadata: &'a Metadata,
    draft: &Draft,
    typed: &str,
) -> (Vec<(&'a Entry, String)>, bool) {
    let mut entries: Vec<(&Entry, String)> = Vec::new();
    if typed.is_empty() {
        let cited = cited(draft).into_iter().filter_map(|key| entry(library, metadata, &key));
        entries.extend(cited.take(MOST).map(|entry| (entry, words(entry))));
    }
    let own = Catalog::new(&metadata.references);
    let (indexes, mut more) = own.find(typed, MOST);
    let own_words = |index: usize| own.words(index).to_owned();
    entries.extend(indexes.into_iter().filter_map(|index| Some((metadata.references.get(index)?, own_words(index)))));
    for shelf in &library.shelves {
        let (indexes, others) = shelf.catalog().find(typed, MOST);
        more |= others;
        let all = &shelf.bibliography.entries;
        let words = |index: usize| shelf.catalog().words(index).to_owned();
        entries.extend(indexes.into_iter().filter_map(|index| Some((all.get(index)?, words(index)))));
    }
    (entries, more)
}

fn words(entry: &Entry) -> String {
    Catalog::new(std::slice::from_ref(entry)).words(0).to_owned()
}

/// The keys that the draft cites, the last first.
fn cited(draft: &Draft) -> Vec<String> {
    let mut seen = HashSet::new();
    let blocks = draft.syntax().blocks().iter().rev();
    let keys = blocks.flat_map(|placed| {
        placed.block.spans.iter().rev().filter_map(|span| match &span.kind {
            SpanKind::CitationKey { key } => Some(placed.block.text[key.clone()].to_owned()),
            _ => None,
        })
    });
    keys.filter(|key| seen.insert(key.clone())).collect()
}

/// The name of a place, with the heading there, as a cross-reference.
pub fn crossref(name: &str, words: &str, range: &Range<usize>, style: Style) -> Offer {
    let close = if style.braced && !style.closed { "}" } else { "" };
    Offer {
        label: name.to_owned(),
        far: (!words.is_empty()).then(|| words.to_owned()),
        ..Offer::new(range, format!("{name}{close}"), CompletionItemKind::REFERENCE)
    }
}

fn offer(entry: &Entry, words: &str, uri: &Uri, range: &Range<usize>, style: Style) -> Offer {
    let brief = Brief::of(entry);
    let key = &entry.key;
    let text = match style {
        Style { latex: true, .. } | Style { braced: true, closed: true, .. } => key.clone(),
        Style { braced: true, .. } => format!("{key}}}"),
        _ if is_plain(key) => key.clone(),
        _ => format!("{{{key}}}"),
    };
    let short = if brief.who.is_empty() { brief.year.clone() } else { brief.short() };
    Offer {
        label: key.clone(),
        filter: (!words.is_empty()).then(|| format!("{key} {words}")),
        aside: (!short.is_empty()).then(|| format!("  {short}")),
        far: (!brief.title.is_empty()).then(|| shortened(&brief.title, TITLE)),
        data: Some(serde_json::json!({"uri": uri, "key": key})),
        ..Offer::new(range, text, CompletionItemKind::REFERENCE)
    }
}

/// Whether Pandoc reads all of a key without braces around it.
fn is_plain(key: &str) -> bool {
    let word = |c: char| c.is_alphanumeric() || c == '_';
    let proper = |pair: (char, char)| word(pair.0) || word(pair.1) && ":.#$%&-+?<>~/".contains(pair.0);
    key.starts_with(word) && key.ends_with(word) && key.chars().zip(key.chars().skip(1)).all(proper)
}

#[cfg(test)]
mod tests {
    use super::is_plain;

    #[test]
    fn a_key_that_would_be_cut_off_needs_braces() {
        for key in ["lock1931", "a", "_a", "doi:10.1000/182", "a-b", "\u{e9}t\u{e9}"] {
            assert!(is_plain(key), "{key}");
        }
        for key in ["lock 1931", "-a", "a.", "a--b", "a,b", ""] {
            assert!(!is_plain(key), "{key}");
        }
    }
}
