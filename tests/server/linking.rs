//! Links to other files in the editor: files that come and go, drafts that are edited beside.

use crate::client::Client;
use crate::shapes;
use serde_json::{Value, json};

struct Folder(tempfile::TempDir);

impl Folder {
    fn with(files: &[(&str, &str)]) -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        std::fs::create_dir(folder.0.path().join(".git")).unwrap();
        files.iter().for_each(|(name, text)| folder.write(name, text));
        folder
    }

    fn write(&self, name: &str, text: &str) {
        std::fs::write(self.0.path().join(name), text).unwrap();
    }

    fn uri(&self, name: &str) -> String {
        format!("file://{}/{name}", self.0.path().display())
    }

    /// Tells the server that a file came (1) or went (3).
    fn event(&self, client: &mut Client, name: &str, kind: u8) {
        let change = json!({"uri": self.uri(name), "type": kind});
        client.notify("workspace/didChangeWatchedFiles", json!({"changes": [change]}));
    }
}

/// Waits until the client shows findings with exactly these messages.
fn shows(client: &mut Client, uri: &str, messages: &[&str]) {
    let fits = |message: &Value| {
        let Some(all) = message["params"]["diagnostics"].as_array() else { return false };
        message["params"]["uri"] == uri
            && all.iter().map(|d| d["message"].as_str().unwrap()).eq(messages.iter().copied())
    };
    assert!(client.wait(fits).is_some(), "{uri} never shows {messages:?}");
}

const LOST: &str = "There is no file `tides.md`, so the link leads nowhere";
const NO_EBB: &str = "No heading of `tides.md` answers to `#ebb`, so the link leads to its top";

#[test]
fn files_that_come_and_go_are_followed() {
    let folder = Folder::with(&[]);
    let (mut client, _) = Client::initialized(shapes::neovim());
    let draft = folder.uri("a.md");
    client.open(&draft, 1, "See [the tides](tides.md#ebb).\n");
    shows(&mut client, &draft, &[LOST]);
    folder.write("tides.md", "# Tides\n");
    folder.event(&mut client, "tides.md", 1);
    shows(&mut client, &draft, &[NO_EBB]);
    folder.write("tides.md", "# Tides\n\n## Ebb\n");
    client.notify("textDocument/didSave", json!({"textDocument": {"uri": draft}}));
    shows(&mut client, &draft, &[]);
    std::fs::remove_file(folder.0.path().join("tides.md")).unwrap();
    folder.event(&mut client, "tides.md", 3);
    shows(&mut client, &draft, &[LOST]);
}

#[test]
fn a_draft_that_is_edited_beside_counts_as_the_editor_has_it() {
    let folder = Folder::with(&[("tides.md", "# Tides\n")]);
    let (mut client, _) = Client::initialized(shapes::neovim());
    let (draft, tides) = (folder.uri("a.md"), folder.uri("tides.md"));
    client.open(&draft, 1, "See [the tides](tides.md#ebb).\n");
    shows(&mut client, &draft, &[NO_EBB]);
    client.open(&tides, 1, "# Tides\n\n## Ebb\n");
    shows(&mut client, &draft, &[]);
    let end = json!({"line": 2, "character": 6});
    let change = json!([{"range": {"start": end, "end": end}, "text": " and flood"}]);
    client.change(&tides, 2, change);
    let renamed = "No heading of `tides.md` answers to `#ebb`; one does to `#ebb-and-flood`";
    shows(&mut client, &draft, &[renamed]);
    client.notify("textDocument/didClose", json!({"textDocument": {"uri": tides}}));
    shows(&mut client, &draft, &[NO_EBB]);
}

#[test]
fn a_link_that_is_typed_is_looked_up_before_anything_is_answered() {
    let folder = Folder::with(&[("tides.md", "# Tides\n")]);
    let (mut client, _) = Client::initialized(shapes::vs_code());
    let draft = folder.uri("a.md");
    client.open(&draft, 1, "See the tides.\n");
    let change = json!([{"range": {"start": {"line": 0, "character": 4}, "end": {"line": 0, "character": 13}}, "text": "[it](tide.md)"}]);
    client.change(&draft, 2, change);
    let report = client.request("textDocument/diagnostic", json!({"textDocument": {"uri": draft}}));
    let items = report["result"]["items"].as_array().unwrap();
    assert_eq!(items.len(), 1, "{report}");
    assert_eq!(items[0]["message"], "There is no file `tide.md`; `tides.md` is there");
}

#[test]
fn the_workspace_follows_files_that_drafts_link_to() {
    let folder = Folder::with(&[("a.md", "See [the tides](tides.md#ebb).\n"), ("tides.md", "# Tides\n")]);
    let root = folder.uri("");
    let (mut client, _) = Client::with(json!({
        "processId": null, "rootUri": null, "capabilities": shapes::vs_code(), "workspaceFolders": [{"uri": root.trim_end_matches('/'), "name": "w"}],
    }));
    let found = |client: &mut Client| {
        let report = client.request("workspace/diagnostic", json!({"previousResultIds": []}));
        let items = report["result"]["items"].as_array().unwrap().clone();
        let each = items.iter().flat_map(|item| item["items"].as_array().unwrap().clone());
        each.map(|found| found["message"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(found(&mut client), [NO_EBB]);
    folder.write("tides.md", "# Tides\n\n## Ebb\n");
    folder.event(&mut client, "tides.md", 2);
    assert_eq!(found(&mut client), [""; 0]);
    // Nobody may have told.
    std::fs::remove_file(folder.0.path().join("tides.md")).unwrap();
    assert_eq!(found(&mut client), [LOST]);
}
