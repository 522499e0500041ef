//! What the command line finds in a text, to compare with what the server says of its own.

use crate::client::Client;
use crate::model;
use serde_json::{Value, json};
use std::io::Write;
use std::process::{Command, Stdio};

/// Asserts that the server's text of `uri` is `text`: it finds in it, in the same places, what `ibid check` finds in `text`.
pub fn agree(client: &mut Client, uri: &str, text: &str, encoding: &str) {
    let params = json!({"textDocument": {"uri": uri}});
    let answer = client.request("textDocument/diagnostic", params);
    let items = answer["result"]["items"].as_array().unwrap_or_else(|| panic!("{answer}"));
    let shown: Vec<Value> = items.iter().map(|d| json!([d["code"], d["message"], d["range"]])).collect();
    assert_eq!(json!(shown), json!(checked(text, encoding)), "{text:?}");
}

/// The findings of `ibid check`, each as its rule, message and range in the client's columns.
fn checked(text: &str, encoding: &str) -> Vec<Value> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_ibid"))
        .args(["check", "-", "--no-config", "--format", "json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let output: Value = serde_json::from_slice(&child.wait_with_output().unwrap().stdout).unwrap();
    let all = output["diagnostics"].as_array().unwrap_or_else(|| panic!("{output}"));
    let at = |d: &Value, end: &str| model::position(text, d[end].as_u64().unwrap() as usize, encoding);
    all.iter().map(|d| json!([d["rule"], d["message"], {"start": at(d, "start"), "end": at(d, "end")}])).collect()
}
