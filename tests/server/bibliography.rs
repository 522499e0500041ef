//! Bibliographies in the editor: on disk, open, and edited.

use crate::client::Client;
use crate::folder::Folder;
use crate::shapes;
use serde_json::{Value, json};

const DRAFT: &str = "---\nbibliography: refs.bib\n---\n\nIt leaked [@lock1931].\n";

/// Waits until the client shows findings of exactly these rules.
fn shows(client: &mut Client, uri: &str, rules: &[&str]) {
    let fits = |message: &Value| {
        let Some(all) = message["params"]["diagnostics"].as_array() else { return false };
        message["params"]["uri"] == uri && all.iter().map(|d| d["code"].as_str().unwrap()).eq(rules.iter().copied())
    };
    assert!(client.wait(fits).is_some(), "{uri} never shows {rules:?}");
}

#[test]
fn a_bibliography_counts_as_the_disk_has_it_and_then_as_the_editor_has_it() {
    let folder = Folder::new();
    let (draft, refs) = (folder.uri("a.md"), folder.uri("refs.bib"));
    folder.write("refs.bib", "@misc{ferry}\n");
    let (mut client, _) = Client::initialized(shapes::neovim());
    client.open(&draft, 1, DRAFT);
    shows(&mut client, &draft, &["undefined-citation-key"]);
    // A program writes it.
    folder.write("refs.bib", "@misc{ferry}\n@misc{lock1931}\n");
    client.notify("textDocument/didSave", json!({"textDocument": {"uri": draft}}));
    shows(&mut client, &draft, &[]);
    // The editor has it, and types in it.
    let item = json!({"uri": refs, "languageId": "bib", "version": 1, "text": "@misc{ferry}\n"});
    client.notify("textDocument/didOpen", json!({"textDocument": item}));
    shows(&mut client, &draft, &["undefined-citation-key"]);
    let range = json!({"start": {"line": 1, "character": 0}, "end": {"line": 1, "character": 0}});
    let change = json!({"range": range, "text": "@misc{lock1931"});
    let params = json!({"textDocument": {"uri": refs, "version": 2}, "contentChanges": [change]});
    client.notify("textDocument/didChange", params);
    shows(&mut client, &draft, &[]);
    shows(&mut client, &refs, &["bibliography-syntax"]);
    client.notify("textDocument/didClose", json!({"textDocument": {"uri": refs}}));
    shows(&mut client, &refs, &[]);
    client.notify("textDocument/didClose", json!({"textDocument": {"uri": draft}}));
}

#[test]
fn a_name_that_is_typed_is_looked_up() {
    let folder = Folder::new();
    let draft = folder.uri("a.md");
    folder.write("refs.bib", "@misc{lock1931}\n");
    let (mut client, _) = Client::initialized(shapes::neovim());
    client.open(&draft, 1, &DRAFT.replace("refs", "ref"));
    shows(&mut client, &draft, &["bibliography-not-found"]);
    let range = json!({"start": {"line": 1, "character": 17}, "end": {"line": 1, "character": 17}});
    let params =
        json!({"textDocument": {"uri": draft, "version": 2}, "contentChanges": [{"range": range, "text": "s"}]});
    client.notify("textDocument/didChange", params);
    shows(&mut client, &draft, &[]);
}

#[test]
fn a_name_that_is_typed_at_the_end_is_looked_up() {
    let folder = Folder::new();
    let draft = folder.uri("a.md");
    folder.write("refs.bib", "@misc{ferry}\n");
    let (mut client, _) = Client::initialized(shapes::neovim());
    client.open(&draft, 1, "It leaked [@lock1931].\n\n---\nbibliography: ref.bib\n---\n");
    shows(&mut client, &draft, &["bibliography-not-found"]);
    let place = json!({"line": 3, "character": 17});
    let change = json!({"range": {"start": place, "end": place}, "text": "s"});
    client.notify(
        "textDocument/didChange",
        json!({"textDocument": {"uri": draft, "version": 2}, "contentChanges": [change]}),
    );
    shows(&mut client, &draft, &["undefined-citation-key"]);
}

#[test]
fn what_a_registry_says_is_taken_over_in_the_bibliography() {
    let folder = Folder::new();
    let (draft, refs) = (folder.uri("a.md"), folder.uri("refs.bib"));
    let book = "@article{lock1931,\n  title = {Tides of the m\u{fc}ll},\n  journal = {Mill Quarterly},\n  year = 2001,\n  doi = {10.5555/tide.7},\n}\n";
    folder.write("refs.bib", book);
    folder.write(
        "ibid.lock",
        "version = 1\n[[source]]\nid = \"doi:10.5555/tide.7\"\ntitle = \"Tides of the m\u{fc}ll\"\nissued = [\"2011-04\"]\nregistry = \"crossref\"\n\
            retrieved = \"2026-03-02\"\nstatus = \"present\"\n",
    );
    let (mut client, _) = Client::initialized(shapes::neovim());
    client.open(&draft, 1, DRAFT);
    shows(&mut client, &refs, &["metadata-mismatch"]);
    let item = json!({"uri": refs, "languageId": "bib", "version": 7, "text": book});
    client.notify("textDocument/didOpen", json!({"textDocument": item}));
    let at = |line: u32| json!({"start": {"line": line, "character": 10}, "end": {"line": line, "character": 10}});
    let actions = client.actions(&refs, at(3), None);
    assert_eq!(actions[0]["title"], "Take the year from Crossref");
    let change = &actions[0]["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"], json!({"uri": refs, "version": 7}));
    let range = json!({"start": {"line": 3, "character": 9}, "end": {"line": 3, "character": 13}});
    assert_eq!(change["edits"], json!([{"range": range, "newText": "2011"}]));
    assert_eq!(client.actions(&refs, at(1), None).len(), 0);
}
