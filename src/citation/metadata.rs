//! What a draft's metadata, or a project's, says of bibliographies.

use crate::bibliography::{Entry, references};
use crate::markdown::{Block, BlockKind};
use crate::yaml::{self, Node, Value};
use std::ops::Range;

/// The metadata that citations depend on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// The bibliography files, in order.
    pub bibliography: Vec<Named>,
    /// The entries that stand in the metadata themselves.
    pub references: Vec<Entry>,
    /// The keys that are listed without being cited.
    pub nocite: Vec<Named>,
    /// Whether every entry is: `nocite: '@*'`.
    pub nocite_all: bool,
    /// The citation style, as Pandoc finds it: a file of CSL, or its address.
    pub csl: Option<String>,
}

/// A file or a key as metadata names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The name, as written.
    pub name: String,
    /// Where it stands.
    pub range: Range<usize>,
}

impl Metadata {
    /// The metadata that a block of a draft is; ranges are of the block.
    pub fn of(block: &Block) -> Option<Self> {
        // Metadata in TOML is a site generator's, and no such one knows bibliographies.
        let yaml = block.kind == BlockKind::FrontMatter && block.text.trim_start_matches('\u{feff}').starts_with('-');
        yaml.then(|| Self::read(&block.text))
    }

    /// This and more from the same draft; what they say adds up.
    pub fn and(mut self, more: Self) -> Self {
        self.bibliography.extend(more.bibliography);
        self.references.extend(more.references);
        self.nocite.extend(more.nocite);
        self.nocite_all |= more.nocite_all;
        self.csl = self.csl.or(more.csl);
        self
    }

    /// The entry among its own references that `key` names.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.references.iter().find(|entry| entry.key == key)
    }

    /// Reads YAML.
    pub fn read(source: &str) -> Self {
        let root = yaml::read(source);
        let mut metadata = Self::default();
        if let Some(node) = root.get("bibliography") {
            names(node, &mut metadata.bibliography);
        }
        if let Some(list) = root.get("references").filter(|node| matches!(node.value, Value::List(_))) {
            metadata.references = references(list);
        }
        for node in root.get("nocite").map(Node::items).unwrap_or_default() {
            listed(source, node, &mut metadata.nocite);
        }
        metadata.csl = root.get("csl").and_then(Node::text).map(str::to_owned);
        metadata.nocite_all = metadata.nocite.iter().any(|listed| listed.name == "*");
        metadata
    }

    /// Whether it says anything of entries.
    pub fn has_bibliography(&self) -> bool {
        !self.bibliography.is_empty() || !self.references.is_empty()
    }

    /// The keys of its own references.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.references.iter().flat_map(Entry::keys)
    }
}

/// One name, a list of them, or several bibliographies by their names.
fn names(node: &Node, found: &mut Vec<Named>) {
    match &node.value {
        Value::Text(name) if !name.trim().is_empty() => {
            found.push(Named { name: name.trim().to_owned(), range: node.range.clone() });
        }
        Value::List(items) => items.iter().for_each(|item| names(item, found)),
        Value::Map(entries) => entries.iter().for_each(|(_, node)| names(node, found)),
        _ => {}
    }
}

/// The keys of a text like `@tide04, @{lock}`.
fn listed(source: &str, node: &Node, found: &mut Vec<Named>) {
    let Value::Text(_) = node.value else { return };
    let parted = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '[' | ']');
    for word in source.get(node.range.clone()).unwrap_or_default().split(parted) {
        let Some(key) = word.trim_start_matches('-').strip_prefix('@') else { continue };
        let key = key.trim_start_matches('{').trim_end_matches('}');
        let start = key.as_ptr().addr() - source.as_ptr().addr();
        found.push(Named { name: key.to_owned(), range: start..start + key.len() });
    }
}

#[cfg(test)]
mod tests {
    use super::Metadata;

    #[test]
    fn names_references_and_keys_without_citation_are_read() {
        let source = "---\nbibliography:\n  - refs.bib\n  - \"more refs.json\"\nnocite: |\n  @lock1931, @{tide}\n---\n";
        let metadata = Metadata::read(source);
        let names: Vec<&str> = metadata.bibliography.iter().map(|named| &source[named.range.clone()]).collect();
        assert_eq!(names, ["refs.bib", "more refs.json"]);
        let listed: Vec<&str> = metadata.nocite.iter().map(|listed| &source[listed.range.clone()]).collect();
        assert_eq!(listed, ["lock1931", "tide"]);
        assert!(!metadata.nocite_all);
        assert!(Metadata::read("nocite: '@*'").nocite_all);
        assert_eq!(Metadata::read("references:\n- id: a\n- id: b").references.len(), 2);
        assert_eq!(Metadata::read("bibliography: {main: a.bib, other: b.bib}").bibliography.len(), 2);
        assert_eq!(Metadata::read("bibliography:\nreferences: none"), Metadata::default());
    }
}
