//! The configuration described to machines, made from the table of keys.

use super::keys::{KEYS, Key, Kind, LEVELS};
use crate::rules::{RULES, Rule};
use serde_json::{Map, Value, json};

/// The JSON Schema of `ibid.toml`.
pub fn json_schema() -> Value {
    let mut properties: Map<String, Value> = Map::new();
    for key in KEYS {
        let described = describe(key, "description");
        match key.name.split_once('.') {
            None => drop(properties.insert(key.name.to_owned(), described)),
            Some((table, name)) => {
                let empty = || json!({"type": "object", "properties": {}, "additionalProperties": false});
                let table = properties.entry(table.to_owned()).or_insert_with(empty);
                table["properties"][name] = described;
            }
        }
    }
    json!({
        // The draft that the TOML plugins of editors understand.
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "ibid.toml",
        "description": "What ibid looks for in the drafts of this folder, and how it writes citations.",
        "type": "object",
        "additionalProperties": false,
        "properties": properties,
    })
}

/// The same as settings of VS Code: the `properties` of the group "Rules and style".
pub fn vscode_settings() -> Value {
    let settings: Map<String, Value> = KEYS
        .iter()
        .map(|key| {
            let mut setting = describe(key, "markdownDescription");
            // What may leave a machine is not for a folder to say, which may come from anybody.
            let scope =
                if matches!(key.name, "network" | "mail" | "proxy" | "zotero") { "machine" } else { "resource" };
            setting["scope"] = json!(scope);
            (format!("ibid.{}", key.name), setting)
        })
        .collect();
    Value::Object(settings)
}

/// A rule's level when nobody chose one, as a word.
pub fn default_level(rule: &Rule) -> Value {
    if rule.on { json!(rule.severity) } else { json!("off") }
}

fn describe(key: &Key, description: &str) -> Value {
    let mut schema = match key.kind {
        Kind::Choice(words, _) => {
            let mut schema = one_of(words, description);
            schema["default"] = json!(words[0].0);
            schema
        }
        Kind::Text(..) => json!({"type": "string", "default": ""}),
        Kind::Flag(_) => json!({"type": "boolean", "default": false}),
        // An editor shows a list as one; a file may say a single name alone.
        Kind::Files(_) if description == "description" => {
            let list = json!({"type": "array", "items": {"type": "string"}, "uniqueItems": true});
            json!({"anyOf": [list, {"type": "string"}], "default": []})
        }
        Kind::Hosts(_) | Kind::Files(_) | Kind::Globs(_) => {
            json!({"type": "array", "items": {"type": "string"}, "uniqueItems": true, "default": []})
        }
        Kind::Rules(_) => {
            json!({"type": "object", "properties": levels(description), "additionalProperties": false, "default": {}})
        }
    };
    schema[description] = json!(key.doc);
    schema
}

fn one_of(words: &[(&str, &str)], description: &str) -> Value {
    let names: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
    let meanings: Vec<&str> = words.iter().map(|(_, meaning)| *meaning).collect();
    let mut schema = json!({"type": "string", "enum": names});
    if description == "markdownDescription" {
        schema["markdownEnumDescriptions"] = json!(meanings);
    }
    schema
}

/// A level for each group and each rule.
fn levels(description: &str) -> Map<String, Value> {
    let mut levels = Map::new();
    for rule in RULES {
        let group = rule.group.name();
        if !levels.contains_key(group) {
            let mut level = one_of(LEVELS, description);
            level[description] = json!(format!("All rules of the group {group}."));
            levels.insert(group.to_owned(), level);
        }
        let mut level = one_of(LEVELS, description);
        level["default"] = default_level(rule);
        level[description] = json!(rule.summary());
        levels.insert(rule.name.to_owned(), level);
    }
    levels
}
