//! An entry for a writer to fill in.

use super::{Format, Shelf};

/// Stands where a title belongs; `incomplete-entry` reports it until it is filled in.
pub const PLACEHOLDER_TITLE: &str = "TITLE NEEDED";
/// Stands where authors belong.
pub const PLACEHOLDER_AUTHOR: &str = "AUTHOR NEEDED";

/// An entry that is not there yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEntry {
    /// The byte of the bibliography at which it is inserted.
    pub at: usize,
    /// The entry, and what parts it from its neighbours; lines end in `\n`.
    pub text: String,
}

impl Shelf {
    /// An entry under `key` with nothing but what is known of it, by the names of its fields, and placeholders. Only for a bibliography in
    /// BibTeX, and a key that may stand there.
    pub fn stub(&self, key: &str, known: &[(&str, &str)]) -> Option<NewEntry> {
        let written = self.place.to_str().and_then(Format::of) == Some(Format::Bibtex);
        let plain = |c: char| !c.is_whitespace() && !"{},\"#%~\\=()@".contains(c);
        if !written || key.is_empty() || !key.chars().all(plain) || self.entry(key).is_some() {
            return None;
        }
        let mut text =
            format!("@misc{{{key},\n  title = {{{PLACEHOLDER_TITLE}}},\n  author = {{{PLACEHOLDER_AUTHOR}}},\n");
        for (name, value) in known.iter().filter(|(_, value)| !value.contains(['{', '}'])) {
            text.push_str(&format!("  {name} = {{{value}}},\n"));
        }
        text.push('}');
        Some(match self.bibliography.entries.last() {
            Some(last) => NewEntry { at: last.range.end, text: format!("\n\n{text}") },
            None => NewEntry { at: 0, text: text + "\n" },
        })
    }
}
