//! What the client is shown, and when.

use crate::client::Client;
use crate::{model, shapes};
use serde_json::json;
use std::time::Duration;

const URI: &str = "file:///drafts/a%20b.md";

#[test]
fn an_opened_draft_is_checked_at_once() {
    for encoding in shapes::ENCODINGS {
        let (mut client, _) = Client::initialized(shapes::counting(encoding));
        let text = "D\u{e9}j\u{e0} \u{1f600} vu.\r\n\r\nSee \u{1f600} [the minutes]() of May.\r\n";
        client.open(URI, 7, text);
        let shown = client.diagnostics(URI);
        assert_eq!(shown["version"], 7);
        let [diagnostic] = &shown["diagnostics"].as_array().unwrap()[..] else { panic!("{shown}") };
        let start = text.find("[the").unwrap();
        let end = start + "[the minutes]()".len();
        assert_eq!(diagnostic["range"]["start"], model::position(text, start, encoding));
        assert_eq!(diagnostic["range"]["end"], model::position(text, end, encoding));
        assert_eq!(diagnostic["code"], "empty-link");
        assert_eq!(diagnostic["source"], "ibid");
        assert_eq!(diagnostic["severity"], 1);
    }
}

#[test]
fn a_rules_page_is_named_to_clients_that_lead_there() {
    let mut pages = shapes::minimal();
    pages["textDocument"]["publishDiagnostics"]["codeDescriptionSupport"] = json!(true);
    for (client, page) in [(pages, true), (shapes::minimal(), false)] {
        let (mut client, _) = Client::initialized(client);
        client.open(URI, 1, "See [the minutes]() of May.\n");
        let href = client.diagnostics(URI)["diagnostics"][0]["codeDescription"]["href"].clone();
        assert_eq!(href.as_str().is_some_and(|href| href.ends_with("/empty-link.md")), page, "{href}");
    }
}

#[test]
fn a_draft_without_faults_is_said_to_be_so_once() {
    let (mut client, _) = Client::initialized(shapes::neovim());
    client.open(URI, 1, "Nothing wrong.\n");
    assert_eq!(client.diagnostics(URI)["diagnostics"], json!([]));
    let at = json!({"line": 0, "character": 0});
    client.change(URI, 2, json!([{"range": {"start": at, "end": at}, "text": "Still "}]));
    let again = client.wait_for(Duration::from_millis(600), |m| m["method"] == "textDocument/publishDiagnostics");
    assert_eq!(again, None);
}

#[test]
fn what_is_mended_goes_and_what_is_new_comes() {
    let (mut client, _) = Client::initialized(shapes::neovim());
    client.open(URI, 1, "One [a]() and\n\ntwo\n");
    assert_eq!(client.diagnostics(URI)["diagnostics"].as_array().unwrap().len(), 1);
    let all = json!({"start": {"line": 0, "character": 4}, "end": {"line": 0, "character": 9}});
    client.change(URI, 2, json!([{"range": all, "text": "a"}]));
    let shown = client.diagnostics(URI);
    assert_eq!((&shown["diagnostics"], &shown["version"]), (&json!([]), &json!(2)));
    let at = json!({"line": 2, "character": 3});
    client.change(URI, 3, json!([{"range": {"start": at, "end": at}, "text": " [b]()"}]));
    let shown = client.diagnostics(URI);
    assert_eq!(shown["version"], 3);
    assert_eq!(shown["diagnostics"][0]["range"]["start"], json!({"line": 2, "character": 4}));
}

#[test]
fn a_closed_draft_shows_nothing() {
    let (mut client, _) = Client::initialized(shapes::neovim());
    client.open(URI, 1, "[a]()\n");
    assert_eq!(client.diagnostics(URI)["diagnostics"].as_array().unwrap().len(), 1);
    client.notify("textDocument/didClose", json!({"textDocument": {"uri": URI}}));
    assert_eq!(client.diagnostics(URI)["diagnostics"], json!([]));
}
