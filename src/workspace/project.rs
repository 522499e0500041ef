//! The files of a project that name chapters and bibliographies: Quarto's and bookdown's.

use crate::citation::Named;
use crate::yaml::{self, Node, Value};

/// Such files in YAML.
pub const PROJECT_FILES: &[&str] = &["_quarto.yml", "_quarto.yaml", "_bookdown.yml", "_metadata.yml", "_metadata.yaml"];

/// Whatever text stands in a project file that may name a file, in lists, parts and menus alike, with its place between its quotation
/// marks. One with escapes, or over several lines, is left out.
pub fn names(source: &str) -> Vec<Named> {
    let mut found = Vec::new();
    gather(source, &yaml::read(source), &mut found);
    found
}

fn gather(source: &str, node: &Node, found: &mut Vec<Named>) {
    match &node.value {
        Value::Text(name) if source.get(node.range.clone()) == Some(name) => {
            found.push(Named { name: name.clone(), range: node.range.clone() });
        }
        Value::List(items) => items.iter().for_each(|item| gather(source, item, found)),
        Value::Map(entries) => entries.iter().for_each(|(_, node)| gather(source, node, found)),
        Value::Text(_) | Value::Nothing => {}
    }
}

/// A name as it can stand in place of one in a project file; `None` if it can not.
pub fn spell_name(source: &str, old: &Named, name: &str) -> Option<String> {
    if name.contains(char::is_control) {
        return None;
    }
    let before = source.get(..old.range.start)?.chars().next_back();
    let after = source.get(old.range.end..)?;
    let quoted = before.filter(|quote| matches!(quote, '"' | '\'') && after.starts_with(*quote));
    Some(match quoted {
        Some('\'') => name.replace('\'', "''"),
        Some(_) => name.replace('\\', "\\\\").replace('"', "\\\""),
        None if is_plain(name) => name.to_owned(),
        None => format!("'{}'", name.replace('\'', "''")),
    })
}

/// Whether a name is a text in YAML without quotation marks, in a list between brackets too.
fn is_plain(name: &str) -> bool {
    let odd = |c: char| "#,[]{}:\"'`&*!|>%@?".contains(c);
    !name.contains(odd) && !name.starts_with(['-', ' ']) && !name.ends_with(' ')
}
