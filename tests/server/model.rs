//! A draft as the client has it: knows nothing of the server's code, so that the two can be compared.

use serde_json::{Value, json};

/// The length of `text` in a client's units.
pub fn units(text: &str, encoding: &str) -> usize {
    match encoding {
        "utf-8" => text.len(),
        "utf-16" => text.encode_utf16().count(),
        _ => text.chars().count(),
    }
}

/// The position of a byte offset.
pub fn position(text: &str, offset: usize, encoding: &str) -> Value {
    let before = text[..offset].replace("\r\n", "\n\n").replace('\r', "\n");
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let lines = text[..line_start].matches("\r\n").count()
        + text[..line_start].replace("\r\n", "").matches(['\r', '\n']).count();
    json!({"line": lines, "character": units(&text[line_start..offset], encoding)})
}

/// The byte offset of a position that is in the text.
pub fn offset(text: &str, position: &Value, encoding: &str) -> usize {
    let (line, column) = (position["line"].as_u64().unwrap(), position["character"].as_u64().unwrap() as usize);
    let mut start = 0;
    for _ in 0..line {
        let end = start + text[start..].find(['\r', '\n']).expect("a line that is there");
        start = end + if text[end..].starts_with("\r\n") { 2 } else { 1 };
    }
    let content = text[start..].find(['\r', '\n']).map_or(&text[start..], |end| &text[start..start + end]);
    let borders = content.char_indices().map(|(at, _)| at).chain([content.len()]);
    let at = borders.into_iter().find(|at| units(&content[..*at], encoding) == column);
    start + at.unwrap_or_else(|| panic!("column {column} is no character border of {content:?}"))
}

/// The text after an editor applied a workspace edit to it.
pub fn apply(text: &str, edit: &Value, uri: &str, encoding: &str) -> String {
    let edits = match edit.get("documentChanges") {
        Some(changes) => {
            assert_eq!(changes.as_array().unwrap().len(), 1);
            assert_eq!(changes[0]["textDocument"]["uri"], uri);
            changes[0]["edits"].clone()
        }
        None => edit["changes"][uri].clone(),
    };
    let mut edits: Vec<(usize, usize, String)> = edits
        .as_array()
        .unwrap_or_else(|| panic!("no edits: {edit}"))
        .iter()
        .map(|edit| {
            let at = |end: &str| offset(text, &edit["range"][end], encoding);
            (at("start"), at("end"), edit["newText"].as_str().unwrap().to_owned())
        })
        .collect();
    edits.sort_by_key(|(start, end, _)| (*start, *end));
    let (mut after, mut done) = (String::new(), 0);
    for (start, end, new) in edits {
        assert!(start >= done, "edits overlap");
        after.push_str(&text[done..start]);
        after.push_str(&new);
        done = end;
    }
    after + &text[done..]
}

/// All of a text as a range.
pub fn everything(text: &str, encoding: &str) -> Value {
    json!({"start": {"line": 0, "character": 0}, "end": position(text, text.len(), encoding)})
}
