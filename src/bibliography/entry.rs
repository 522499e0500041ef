//! What a bibliography holds. Plain data; ranges are bytes of the file.

use super::Format;
use std::ops::Range;

/// The entries of one bibliography, and what is wrong in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bibliography {
    /// The entries that could be read, in order.
    pub entries: Vec<Entry>,
    /// What could not be read, in order.
    pub problems: Vec<Problem>,
}

/// One source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What drafts cite it by.
    pub key: String,
    /// Other keys that it answers to.
    pub aliases: Vec<String>,
    /// What it is, in lower case, by the names of its format: `article`, `article-journal`, `web`.
    pub kind: String,
    /// The format that it was read from, whose markup its values have.
    pub format: Format,
    /// Where the key stands.
    pub key_range: Range<usize>,
    /// The whole entry.
    pub range: Range<usize>,
    /// What is known of it, in order.
    pub fields: Vec<Field>,
    /// What it takes from other entries of its file; their places are of those. Nothing of which it says something itself.
    pub inherited: Vec<Field>,
}

impl Entry {
    /// Every key that it answers to, its own first.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.key).chain(&self.aliases).map(String::as_str)
    }

    /// The value of a field of that name, its own or an inherited one.
    pub fn known(&self, name: &str) -> Option<&str> {
        self.fields.iter().chain(&self.inherited).find(|field| field.name == name).map(|field| field.value.as_str())
    }

    /// The value of the first field of its own of that name, which is in lower case.
    pub fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|field| field.name == name).map(|field| field.value.as_str())
    }
}

/// Something known of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name, in lower case.
    pub name: String,
    /// Its value as written, without delimiters, its parts joined. Of a value that is no text, its source.
    pub value: String,
    /// Where the value stands.
    pub range: Range<usize>,
}

/// A place at which a bibliography cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The faulty text, short.
    pub range: Range<usize>,
    /// What is wrong and what to do, in one sentence without a full stop.
    pub message: String,
}
