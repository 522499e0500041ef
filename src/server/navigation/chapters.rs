//! Places by their names: in a draft itself and in the other chapters of its book, into which cross-references lead.

use crate::index::Anchor;
use crate::server::desk::Desk;
use crate::server::sheet::Sheet;
use crate::workspace::is_chapter;
use std::path::{Path, PathBuf};
use std::sync::Arc;

impl Desk<'_> {
    /// The other chapters of the book that a draft is a chapter of, by place, as far as they are known.
    pub fn chapters(&mut self, sheet: &Sheet) -> Vec<Arc<Sheet>> {
        let Some((file, named)) = self.books.bound(sheet.folder()) else { return Vec::new() };
        let belongs = |place: &Path| {
            let beside = place.parent() == file.parent() && place.to_str().is_some_and(is_chapter);
            beside || named.iter().any(|chapter| chapter == place)
        };
        if !belongs(&sheet.place) {
            return Vec::new();
        }
        let others = self.atlas.drafts().filter(|other| other.place != sheet.place && belongs(&other.place));
        let mut others: Vec<Arc<Sheet>> = others.cloned().collect();
        others.sort_by(|a, b| a.place.cmp(&b.place));
        others
    }

    /// Where the link `#name` leads: the draft, and the anchor's own name. `None` if nothing answers to it.
    pub fn named(&mut self, sheet: &Sheet, name: &str) -> Option<(PathBuf, String)> {
        if let Some(anchor) = sheet.index.anchors.lead(name) {
            return Some((sheet.place.clone(), anchor.name.clone()));
        }
        self.elsewhere(sheet, |other| other.index.anchors.find(name))
    }

    /// Where the cross-reference `@key` leads, in the same way. Quarto takes a capital at its start for a word at the start of a sentence.
    pub fn crossref(&mut self, sheet: &Sheet, key: &str) -> Option<(PathBuf, String)> {
        fn found<'a>(sheet: &'a Sheet, key: &str) -> Option<&'a Anchor> {
            let is_same = |anchor: &&Anchor| is_key_of(key, &anchor.name);
            let anchors = &sheet.index.anchors;
            anchors.find(key).filter(is_same).or_else(|| anchors.find(&without_capital(key)).filter(is_same))
        }
        if let Some(anchor) = found(sheet, key) {
            return Some((sheet.place.clone(), anchor.name.clone()));
        }
        self.elsewhere(sheet, |other| found(other, key))
    }

    fn elsewhere(&mut self, sheet: &Sheet, find: impl Fn(&Sheet) -> Option<&Anchor>) -> Option<(PathBuf, String)> {
        let others = self.chapters(sheet);
        others.iter().find_map(|other| Some((other.place.clone(), find(other)?.name.clone())))
    }
}

/// Whether `@key` is a cross-reference to a place of that name.
pub fn is_key_of(key: &str, name: &str) -> bool {
    key == name || without_capital(key) == name
}

fn without_capital(key: &str) -> String {
    let mut chars = key.chars();
    chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default()
}
