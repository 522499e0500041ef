//! What a draft's metadata, or a project's, says of bibliographies.

use crate::bibliography::{Entry, references};
use crate::markdown::{self, Block, BlockKind};
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
    pub nocite: Vec<String>,
    /// Whether every entry is: `nocite: '@*'`.
    pub nocite_all: bool,
}

/// A file as metadata names it.
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

    /// All the metadata of a draft, read from its text.
    pub fn of_draft(source: &str) -> Option<Self> {
        markdown::metadata(source).into_iter().map(|range| Self::read(&source[range])).reduce(Self::and)
    }

    /// This and more from the same draft; what they say adds up.
    pub fn and(mut self, more: Self) -> Self {
        self.bibliography.extend(more.bibliography);
        self.references.extend(more.references);
        self.nocite.extend(more.nocite);
        self.nocite_all |= more.nocite_all;
        self
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
        for text in root.get("nocite").map(Node::items).unwrap_or_default().iter().filter_map(Node::text) {
            let keys = text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '[' | ']'));
            let keys = keys.filter_map(|word| word.trim_start_matches('-').strip_prefix('@'));
            for key in keys.map(|key| key.trim_start_matches('{').trim_end_matches('}')) {
                metadata.nocite_all |= key == "*";
                metadata.nocite.push(key.to_owned());
            }
        }
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

#[cfg(test)]
mod tests {
    use super::Metadata;

    #[test]
    fn names_references_and_keys_without_citation_are_read() {
        let source = "---\nbibliography:\n  - refs.bib\n  - \"more refs.json\"\nnocite: |\n  @lock1931, @{tide}\n---\n";
        let metadata = Metadata::read(source);
        let names: Vec<&str> = metadata.bibliography.iter().map(|named| &source[named.range.clone()]).collect();
        assert_eq!(names, ["refs.bib", "more refs.json"]);
        assert_eq!(metadata.nocite, ["lock1931", "tide"]);
        assert!(!metadata.nocite_all);
        assert!(Metadata::read("nocite: '@*'").nocite_all);
        assert_eq!(Metadata::read("references:\n- id: a\n- id: b").references.len(), 2);
        assert_eq!(Metadata::read("bibliography: {main: a.bib, other: b.bib}").bibliography.len(), 2);
        assert_eq!(Metadata::read("bibliography:\nreferences: none"), Metadata::default());
    }
}
