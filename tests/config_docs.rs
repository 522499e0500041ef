//! The settings of VS Code are those of the table of keys. `IBID_UPDATE=1 cargo test --test config_docs` rewrites them.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use serde_json::Value;
use std::path::Path;

#[test]
fn the_settings_of_vscode_are_those_of_the_table() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("editors/vscode/package.json");
    let Ok(manifest) = std::fs::read_to_string(&path) else {
        eprintln!("skipped: there is no editors/vscode/package.json");
        return;
    };
    let parsed: Value = serde_json::from_str(&manifest).unwrap();
    let groups = parsed["contributes"]["configuration"].as_array().expect("groups of settings");
    let group = groups.iter().find(|group| group["title"] == "Rules and style").expect("a group \"Rules and style\"");
    let wanted = ibid::config::vscode_settings();
    if group["properties"] == wanted {
        return;
    }
    assert!(
        std::env::var_os("IBID_UPDATE").is_some(),
        "editors/vscode/package.json differs from the table; run IBID_UPDATE=1 cargo test --test config_docs"
    );
    std::fs::write(&path, with_properties(&manifest, &wanted)).unwrap();
}

/// The manifest with other properties in the group; the rest stays as it is, to the letter, since the
/// order of its keys is its author's.
fn with_properties(manifest: &str, properties: &Value) -> String {
    let title = manifest.find("\"Rules and style\"").unwrap();
    let name = title + manifest[title..].find("\"properties\"").expect("properties after the title");
    let start = name + manifest[name..].find('{').unwrap();
    let mut values = serde_json::Deserializer::from_str(&manifest[start..]).into_iter::<Value>();
    values.next().unwrap().unwrap();
    let end = start + values.byte_offset();
    let line = manifest[..start].rfind('\n').map_or(0, |newline| newline + 1);
    let indent: String = manifest[line..start].chars().take_while(|c| c.is_whitespace()).collect();
    let pretty = serde_json::to_string_pretty(properties).unwrap().replace('\n', &format!("\n{indent}"));
    format!("{}{pretty}{}", &manifest[..start], &manifest[end..])
}

#[test]
fn the_rest_of_a_manifest_stays_to_the_letter() {
    let manifest =
        "{\n  \"a\": [ 1,2 ],\n  \"title\": \"Rules and style\",\n  \"properties\": {\"old\": {}},\n  \"z\": 1 }\n";
    let updated = with_properties(manifest, &serde_json::json!({"new": 1}));
    assert_eq!(
        updated,
        "{\n  \"a\": [ 1,2 ],\n  \"title\": \"Rules and style\",\n  \"properties\": {\n    \"new\": 1\n  },\n  \"z\": 1 }\n"
    );
}
