//! Running Pandoc.

use serde_json::Value;
use std::io::Write;
use std::process::{Command, Output, Stdio};

/// What Pandoc makes of `input`; `None`, with a word, if it is not installed.
pub fn pandoc(arguments: &[&str], input: &str) -> Option<Output> {
    let mut pandoc = Command::new("pandoc");
    pandoc.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let Ok(mut child) = pandoc.spawn() else {
        eprintln!("skipped: there is no pandoc");
        return None;
    };
    // Fed from another thread: Pandoc may answer before it has read everything.
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_owned();
    let feeder = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
    let output = child.wait_with_output().unwrap();
    feeder.join().unwrap().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(output)
}

/// The blocks of each text as Pandoc reads them in one go.
pub fn read(format: &str, texts: &[String]) -> Option<Vec<Vec<Value>>> {
    let together: String = texts.iter().map(|text| format!("# New\n\n{text}\n\n")).collect();
    let output = pandoc(&["-f", format, "-t", "json"], &together)?;
    let document: Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut sections: Vec<Vec<Value>> = Vec::new();
    for block in document["blocks"].as_array().unwrap() {
        match sections.last_mut() {
            Some(blocks) if block["t"] != "Header" => blocks.push(block.clone()),
            _ => sections.push(Vec::new()),
        }
    }
    assert_eq!(sections.len(), texts.len(), "a text holds a heading");
    Some(sections)
}

/// The words of inline constructs, as a reader sees them; nested values are gone through in order.
pub fn words(value: &Value) -> String {
    match value {
        Value::Array(items) => items.iter().map(words).collect(),
        Value::Object(object) => match object["t"].as_str().unwrap_or("") {
            "Space" | "SoftBreak" | "LineBreak" => " ".to_owned(),
            "Str" => object["c"].as_str().unwrap_or("").to_owned(),
            "Code" | "Math" | "Link" | "Image" | "Cite" | "Span" => words(&object["c"][1]),
            "Quoted" => {
                let mark = if object["c"][0]["t"] == "DoubleQuote" { "\"" } else { "'" };
                format!("{mark}{}{mark}", words(&object["c"][1]))
            }
            "RawInline" | "Note" => String::new(),
            _ => object.get("c").map_or_else(String::new, words),
        },
        Value::String(text) => text.clone(),
        _ => String::new(),
    }
}

/// Panics with what differs, if anything does.
pub fn report(wrong: &[String], all: usize) {
    assert!(wrong.is_empty(), "{} of {all} differ\n{}", wrong.len(), wrong.join("\n"));
}
