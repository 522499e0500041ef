//! CSL-YAML and Hayagriva's YAML, in files and in a draft's own metadata.

use super::Format;
use super::entry::{Entry, Field};
use crate::yaml::{Node, Value, read};
use std::ops::Range;

/// The entries of a file: CSL-YAML's `references`, a list of items, or Hayagriva's mapping from keys to entries.
pub fn file(source: &str) -> Vec<Entry> {
    let root = read(source);
    if let Some(list) = root.get("references") {
        return references(list);
    }
    match root.value {
        Value::List(_) => references(&root),
        _ => root
            .entries()
            .iter()
            .filter(|(_, node)| matches!(node.value, Value::Map(_)))
            .map(|(key, node)| entry(key.text.clone(), key.range.clone(), node))
            .collect(),
    }
}

/// The entries of a list of items in CSL-YAML.
pub fn references(list: &Node) -> Vec<Entry> {
    let items = list.items().iter();
    items
        .filter_map(|item| {
            let id = item.get("id")?;
            Some(entry(id.text()?.to_owned(), id.range.clone(), item))
        })
        .collect()
}

fn entry(key: String, key_range: Range<usize>, node: &Node) -> Entry {
    let kind = node.get("type").and_then(Node::text).unwrap_or_default().to_ascii_lowercase();
    let fields = node.entries().iter().filter(|(key, _)| !matches!(key.text.as_str(), "id" | "type"));
    let fields = fields
        .map(|(key, node)| Field { name: key.text.to_ascii_lowercase(), value: text(node), range: node.range.clone() })
        .collect();
    let range = key_range.start.min(node.range.start)..key_range.end.max(node.range.end);
    Entry { key, aliases: Vec::new(), kind, format: Format::Yaml, key_range, range, fields, inherited: Vec::new() }
}

/// A value as text; of a list or a mapping, its source in JSON.
fn text(node: &Node) -> String {
    match &node.value {
        Value::Text(text) => text.clone(),
        Value::Nothing => String::new(),
        Value::List(_) | Value::Map(_) => json(node).to_string(),
    }
}

fn json(node: &Node) -> serde_json::Value {
    match &node.value {
        Value::Text(text) => text.clone().into(),
        Value::Nothing => serde_json::Value::Null,
        Value::List(items) => items.iter().map(json).collect(),
        Value::Map(entries) => entries.iter().map(|(key, node)| (key.text.clone(), json(node))).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::file;

    #[test]
    fn both_kinds_of_file_have_their_keys() {
        let keys = |source: &str| file(source).into_iter().map(|entry| (entry.key, entry.kind)).collect::<Vec<_>>();
        let pair = |key: &str, kind: &str| (key.to_owned(), kind.to_owned());
        let csl = "references:\n- id: tide1904\n  type: book\n  title: The Tide\n- id: 'lock 2'\n  type: webpage\n";
        assert_eq!(keys(csl), [pair("tide1904", "book"), pair("lock 2", "webpage")]);
        let hayagriva = "tide1904:\n  type: Book\n  title: The Tide\n  parent:\n    type: Series\nlock:\n  type: Web\n";
        assert_eq!(keys(hayagriva), [pair("tide1904", "book"), pair("lock", "web")]);
        assert_eq!(file(csl)[0].field("title"), Some("The Tide"));
        assert_eq!(&csl[file(csl)[1].key_range.clone()], "lock 2");
    }
}
