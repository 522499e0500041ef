//! Drafts that no editor should be slowed down by, and editors that err.

use crate::client::Client;
use crate::folder::Folder;
use crate::{long, shapes_of_clients};
use serde_json::{Value, json};

const URI: &str = "file:///drafts/draft.md";

#[test]
fn of_too_many_faults_the_gravest_are_shown() {
    let faults = if long() { 100_000 } else { 5_000 };
    let draft = format!("{}See [it]().\n", "It fell (reuters.com).\n\n".repeat(faults - 1));
    let told = format!("it has {} more", faults - 1000);
    let fits = |all: &Value| {
        let all = all.as_array().unwrap();
        assert_eq!(all.len(), 1001);
        assert!(all[0]["message"].as_str().unwrap().ends_with(&told), "{}", all[0]);
        assert_eq!(all[1000]["code"], "empty-link", "an error outweighs what comes before it");
    };
    let (mut client, _) = Client::initialized(shapes_of_clients::minimal());
    client.open(URI, 1, &draft);
    fits(&client.diagnostics(URI)["diagnostics"]);
    assert_eq!(client.leave(), Some(0));
    let (mut client, _) = Client::initialized(shapes_of_clients::vs_code());
    client.open(URI, 1, &draft);
    let answer = client.request("textDocument/diagnostic", json!({"textDocument": {"uri": URI}}));
    fits(&answer["result"]["items"]);
}

#[test]
fn a_draft_that_is_too_long_says_so_and_costs_the_others_nothing() {
    let (mut client, _) = Client::initialized(shapes_of_clients::minimal());
    let line = "The tide comes in, and the tide goes out again.\n";
    client.open(URI, 1, &line.repeat((64 << 20) / line.len() + 1));
    let shown = client.diagnostics(URI)["diagnostics"].clone();
    assert_eq!(shown[0]["message"], "This draft is longer than 64 MB, the most that ibid checks; split it");
    let edit = |from: u32, to: u32, text: &str| json!([{"range": {"start": {"line": from, "character": 0}, "end": {"line": to, "character": 0}}, "text": text}]);
    client.change(URI, 2, edit(5, 5, "x"));
    client.open("file:///drafts/other.md", 1, "See [it]().\n");
    assert_eq!(client.diagnostics("file:///drafts/other.md")["diagnostics"][0]["code"], "empty-link");
    // Made shorter, it is a draft again.
    client.change(URI, 3, edit(1, u32::MAX, "See [it]().\n"));
    let found = |m: &Value| m["params"]["uri"] == URI && m["params"]["diagnostics"][0]["code"] == "empty-link";
    assert!(client.wait(found).is_some());
    assert_eq!(client.leave(), Some(0));
}

#[test]
fn a_bibliography_may_vanish_while_it_is_open() {
    let folder = Folder::new();
    let (draft, refs) = (folder.uri("a.md"), folder.uri("refs.bib"));
    folder.write("refs.bib", "@misc{lock1931, title = {A Lock}}\n");
    let (mut client, _) = Client::initialized(shapes_of_clients::minimal());
    client.open(&draft, 1, "---\nbibliography: refs.bib\n---\n\nIt leaked [@lock1931].\n");
    let shows = |client: &mut Client, rules: &[&str]| {
        let fits = |m: &Value| {
            let Some(all) = m["params"]["diagnostics"].as_array() else { return false };
            m["params"]["uri"] == draft.as_str()
                && all.iter().map(|d| d["code"].as_str().unwrap()).eq(rules.iter().copied())
        };
        assert!(client.wait(fits).is_some(), "never {rules:?}");
    };
    shows(&mut client, &[]);
    let item =
        json!({"uri": refs, "languageId": "bibtex", "version": 1, "text": "@misc{lock1931, title = {A Lock}}\n"});
    client.notify("textDocument/didOpen", json!({"textDocument": item}));
    std::fs::remove_file(folder.path("refs.bib")).unwrap();
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": refs, "type": 3}]}));
    // The editor still has it.
    let hover = json!({"textDocument": {"uri": draft}, "position": {"line": 4, "character": 14}});
    assert!(client.request("textDocument/hover", hover)["result"].to_string().contains("A Lock"));
    client.notify("textDocument/didClose", json!({"textDocument": {"uri": refs}}));
    shows(&mut client, &["bibliography-not-found"]);
    assert_eq!(client.leave(), Some(0));
}

#[test]
fn text_that_is_none_keeps_its_columns() {
    let (mut client, _) = Client::initialized(shapes_of_clients::minimal());
    let open = |text: &str| {
        let head = r#"{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"file:///drafts/draft.md","languageId":"markdown","version":1,"text":"#;
        format!("{head}\"{text}\"}}}}}}").into_bytes()
    };
    // Half of a pair; bytes that are longer than need be; a pair the wrong way round.
    for (text, columns) in [(&b"\\ud800"[..], 1), (b"\xc0\xaf", 2), (b"\\udc00\\ud800", 2)] {
        let mut body = open("HERE[it]()");
        let at = body.windows(4).position(|four| four == b"HERE").unwrap();
        body.splice(at..at + 4, text.iter().copied());
        client.raw(&[format!("Content-Length: {}\r\n\r\n", body.len()).as_bytes(), &body].concat());
        assert_eq!(client.diagnostics(URI)["diagnostics"][0]["range"]["start"]["character"], columns);
        client.notify("textDocument/didClose", json!({"textDocument": {"uri": URI}}));
        assert_eq!(client.diagnostics(URI)["diagnostics"], json!([]));
    }
    let body = open("See [it]().\\u0000\\n");
    client.raw(&[format!("Content-Length: {}\r\n\r\n", body.len()).as_bytes(), &body].concat());
    assert_eq!(client.diagnostics(URI)["diagnostics"][0]["code"], "empty-link");
    assert_eq!(client.leave(), Some(0));
}
