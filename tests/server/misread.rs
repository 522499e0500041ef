//! Notifications whose parameters cannot be read: there is no answer in which to refuse them, so the log has them; and of a text that may be
//! another than the client's nothing is said.

use crate::checked::agree;
use crate::client::Client;
use crate::folder::Folder;
use crate::shapes;
use serde_json::{Value, json};

const URI: &str = "file:///drafts/draft.md";
const TEXT: &str = "The keeper's own words [a]().\n";
const NOTICE: &str = "The editor sent an edit of this draft that could not be read, so its text is not known; close it and open it again";

fn complaint(client: &mut Client, word: &str) -> String {
    let told = client.wait(|m| m["method"] == "window/logMessage" && m["params"]["message"].to_string().contains(word));
    told.unwrap_or_else(|| panic!("nothing of {word}"))["params"]["message"].as_str().unwrap().to_owned()
}

/// Changes of a document in which one thing is not what the protocol says.
fn changes() -> Vec<Value> {
    let document = json!({"uri": URI, "version": 2});
    let at = |line: Value| json!({"line": line, "character": 0});
    let change = |line: Value| json!([{"range": {"start": at(line.clone()), "end": at(line)}, "text": "x"}]);
    vec![
        json!({"textDocument": document}),
        json!({"textDocument": {"uri": URI, "version": "2"}, "contentChanges": change(json!(0))}),
        json!({"textDocument": {"uri": URI, "version": 4_294_967_296_u64}, "contentChanges": change(json!(0))}),
        json!({"textDocument": document, "contentChanges": change(json!(-1))}),
        json!({"textDocument": document, "contentChanges": change(json!(0.5))}),
        json!({"textDocument": document, "contentChanges": [{"text": "y"}, {"text": null}]}),
        json!({"textDocument": document, "contentChanges": "The keeper's own words"}),
    ]
}

#[test]
fn of_a_draft_with_an_edit_that_cannot_be_read_nothing_is_said() {
    for params in changes() {
        let (mut client, _) = Client::initialized(shapes::vs_code());
        client.open(URI, 1, TEXT);
        agree(&mut client, URI, TEXT, "utf-16");
        client.notify("textDocument/didChange", params.clone());
        let pull = |client: &mut Client| {
            client.request("textDocument/diagnostic", json!({"textDocument": {"uri": URI}}))["result"]["items"].clone()
        };
        let shown = pull(&mut client);
        assert_eq!((&shown[0]["message"], shown.as_array().unwrap().len()), (&json!(NOTICE), 1), "{params}");
        let told = complaint(&mut client, "could not be read");
        assert!(told.starts_with(URI) && told.contains("opened again") && !told.contains("keeper"), "{told}");
        // What comes after it lies somewhere else than it says.
        client.change(URI, 3, json!([{"range": range(0, 4), "text": "x"}]));
        assert_eq!(pull(&mut client), shown);
        let place = json!({"textDocument": {"uri": URI}, "position": {"line": 0, "character": 24}});
        for method in ["hover", "completion", "definition", "prepareRename"] {
            assert_eq!(
                client.request(&format!("textDocument/{method}"), place.clone())["result"],
                Value::Null,
                "{method}"
            );
        }
        assert_eq!(client.actions(URI, range(0, 9), None), [] as [Value; 0]);
        assert_eq!(client.request("ibid/status", json!({"textDocument": {"uri": URI}}))["result"], Value::Null);
        // Sent whole, or opened again, it is a draft as before.
        client.change(URI, 4, json!([{"range": range(0, 4), "text": "x"}, {"text": TEXT}]));
        agree(&mut client, URI, TEXT, "utf-16");
        client.notify("textDocument/didChange", params);
        client.notify("textDocument/didClose", json!({"textDocument": {"uri": URI}}));
        client.open(URI, 1, TEXT);
        agree(&mut client, URI, TEXT, "utf-16");
        assert_eq!(client.leave(), Some(0));
    }
}

fn range(start: u32, end: u32) -> Value {
    json!({"start": {"line": 0, "character": start}, "end": {"line": 0, "character": end}})
}

#[test]
fn a_client_that_is_pushed_to_is_shown_it_at_once() {
    let (mut client, _) = Client::initialized(shapes::minimal());
    client.open(URI, 1, TEXT);
    assert_eq!(client.diagnostics(URI)["diagnostics"][0]["code"], "empty-link");
    client.notify("textDocument/didChange", changes().swap_remove(0));
    assert_eq!(client.diagnostics(URI)["diagnostics"][0]["message"], NOTICE);
    client.notify("textDocument/didClose", json!({"textDocument": {"uri": URI}}));
    assert_eq!(client.diagnostics(URI)["diagnostics"], json!([]));
    // An answer can refuse it, but the edit is missing all the same.
    client.open(URI, 1, TEXT);
    assert_eq!(client.diagnostics(URI)["diagnostics"][0]["code"], "empty-link");
    let document = json!({"uri": URI, "version": 2});
    let params = json!({"textDocument": document, "contentChanges": [{"text": "x"}]});
    assert_eq!(client.request("textDocument/didChange", params)["error"]["code"], -32600);
    assert_eq!(client.diagnostics(URI)["diagnostics"][0]["message"], NOTICE);
    assert_eq!(client.leave(), Some(0));
}

#[test]
fn the_log_quotes_what_could_not_be_read_only_if_the_writer_wants_that() {
    let params = json!({"processId": null, "capabilities": {}, "initializationOptions": {"logExcerpts": true}});
    let (mut client, _) = Client::with(params);
    client.open(URI, 1, TEXT);
    client.notify("textDocument/didChange", changes().swap_remove(6));
    assert!(complaint(&mut client, "could not be read").contains("keeper"));
}

#[test]
fn whatever_cannot_be_read_is_named_in_the_log() {
    let (mut client, _) = Client::initialized(shapes::minimal());
    client.open(URI, 1, TEXT);
    for method in [
        "textDocument/didOpen",
        "textDocument/didChange",
        "textDocument/didClose",
        "textDocument/didSave",
        "workspace/didChangeConfiguration",
        "workspace/didChangeWatchedFiles",
        "workspace/didChangeWorkspaceFolders",
        "$/setTrace",
    ] {
        client.notify(method, json!("x"));
        complaint(&mut client, &format!("`{method}` could not be read"));
    }
    agree(&mut client, URI, TEXT, "utf-16");
    let item = json!({"uri": URI, "languageId": "markdown", "version": 1, "text": 7});
    client.notify("textDocument/didOpen", json!({"textDocument": item}));
    assert!(complaint(&mut client, "as it was opened").starts_with(URI));
    assert_eq!(client.leave(), Some(0));
}

#[test]
fn an_introduction_may_end_without_parameters() {
    for params in [json!(null), json!([7]), json!("x")] {
        let mut client = Client::start();
        client.request("initialize", json!({"processId": null, "capabilities": shapes::vs_code()}));
        client.notify("initialized", params);
        client.asked("workspace/configuration", 1);
        assert_eq!(client.leave(), Some(0));
    }
    let mut client = Client::start();
    client.request("initialize", json!({"processId": null, "capabilities": shapes::vs_code()}));
    client.send(&json!({"jsonrpc": "2.0", "method": "initialized"}));
    client.asked("workspace/configuration", 1);
    assert_eq!(client.leave(), Some(0));
}

#[test]
fn of_a_bibliography_with_such_an_edit_the_file_counts() {
    let folder = Folder::new();
    folder.write("refs.bib", "@misc{lock1931, title = {A Lock}}\n");
    let (draft, refs) = (folder.uri("a.md"), folder.uri("refs.bib"));
    let (mut client, _) = Client::initialized(shapes::minimal());
    let item =
        json!({"uri": refs, "languageId": "bibtex", "version": 1, "text": "@misc{weir1931, title = {A Weir}}\n"});
    client.notify("textDocument/didOpen", json!({"textDocument": item}));
    client.open(&draft, 1, "---\nbibliography: refs.bib\n---\n\nIt leaked [@lock1931].\n");
    assert_eq!(client.diagnostics(&draft)["diagnostics"][0]["code"], "undefined-citation-key");
    let document = json!({"uri": refs, "version": 2});
    client.notify("textDocument/didChange", json!({"textDocument": document, "contentChanges": 7}));
    assert_eq!(client.diagnostics(&draft)["diagnostics"], json!([]));
    assert!(complaint(&mut client, "could not be read").starts_with(&refs));
    assert_eq!(client.leave(), Some(0));
}
