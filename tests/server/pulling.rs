//! Diagnostics for a client that asks for them.

use crate::client::Client;
use crate::shapes;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

const URI: &str = "file:///drafts/draft.md";

fn pull(client: &mut Client, known: Option<&Value>) -> Value {
    let mut params = json!({"textDocument": {"uri": URI}});
    if let Some(known) = known {
        params["previousResultId"] = known.clone();
    }
    client.request("textDocument/diagnostic", params)["result"].clone()
}

#[test]
fn what_has_not_changed_is_not_sent_again() {
    let (mut client, _) = Client::initialized(shapes::vs_code());
    client.open(URI, 1, "One [a]() two.\n");
    let first = pull(&mut client, None);
    assert_eq!(first["kind"], "full");
    assert_eq!(first["items"].as_array().unwrap().len(), 1);
    let again = pull(&mut client, Some(&first["resultId"]));
    assert_eq!((&again["kind"], &again["resultId"]), (&json!("unchanged"), &first["resultId"]));
    let at = json!({"line": 0, "character": 14});
    client.change(URI, 2, json!([{"range": {"start": at, "end": at}, "text": " More."}]));
    assert_eq!(pull(&mut client, Some(&first["resultId"]))["kind"], "unchanged");
    client.change(URI, 3, json!([{"text": "Fine.\n"}]));
    let mended = pull(&mut client, Some(&first["resultId"]));
    assert_eq!((&mended["kind"], &mended["items"]), (&json!("full"), &json!([])));
    // Nothing was pushed: an editor would show it twice.
    client.wait_for(Duration::from_millis(400), |_| false);
    assert!(client.inbox.iter().all(|m| m["method"] != "textDocument/publishDiagnostics"), "{:?}", client.inbox);
}

struct Workspace {
    directory: tempfile::TempDir,
}

impl Workspace {
    fn new(files: &[(&str, &str)]) -> Self {
        let directory = tempfile::tempdir().unwrap();
        let workspace = Self { directory };
        files.iter().for_each(|(name, text)| workspace.write(name, text));
        workspace
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.directory.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    fn uri(&self, name: &str) -> String {
        format!("file://{}/{name}", self.directory.path().canonicalize().unwrap().display())
    }

    fn client(&self, capabilities: Value) -> Client {
        let folder = json!({"uri": self.uri("").trim_end_matches('/'), "name": "drafts"});
        let params = json!({"processId": null, "capabilities": capabilities, "workspaceFolders": [folder]});
        Client::with(params).0
    }
}

fn items(answer: &Value) -> Vec<Value> {
    let mut items = answer["result"]["items"].as_array().unwrap_or_else(|| panic!("{answer}")).clone();
    items.sort_by_key(|item| item["uri"].as_str().unwrap().to_owned());
    items
}

#[test]
fn the_whole_workspace_is_looked_through() {
    let workspace = Workspace::new(&[
        ("a.md", "One [a]().\n"),
        ("b/c.qmd", "Fine.\n"),
        ("b/gone.md", "[a]()\n"),
        (".gitignore", "gone.md\n"),
        ("ignored.md", "[a]()\n"),
        ("ibid.toml", "ignore = [\"ignored.md\"]\n"),
        ("notes.txt", "[a]()\n"),
    ]);
    let mut client = workspace.client(shapes::vs_code());
    client.asked("workspace/configuration", 1);
    // What the editor has counts, not what is on the disk.
    client.open(&workspace.uri("a.md"), 4, "One [a]() and [b]().\n");
    let found = items(&client.request("workspace/diagnostic", json!({"previousResultIds": []})));
    let summary: Vec<(String, u64, Value)> = found
        .iter()
        .map(|item| {
            let number = item["items"].as_array().unwrap().len() as u64;
            (item["uri"].as_str().unwrap().to_owned(), number, item["version"].clone())
        })
        .collect();
    assert_eq!(summary, [(workspace.uri("a.md"), 2, json!(4)), (workspace.uri("b/c.qmd"), 0, Value::Null)]);

    // Asked again, it answers when something has changed.
    let known: Vec<Value> = found.iter().map(|item| json!({"uri": item["uri"], "value": item["resultId"]})).collect();
    let id = client.begin("workspace/diagnostic", json!({"previousResultIds": known}));
    assert_eq!(client.wait_for(Duration::from_millis(300), |message| message["id"] == id), None);
    workspace.write("b/c.qmd", "Broken [c]().\n");
    let event = json!({"uri": workspace.uri("b/c.qmd"), "type": 2});
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": [event]}));
    let found = items(&client.answer(id));
    assert_eq!(found[0]["kind"], "unchanged");
    assert_eq!((&found[1]["kind"], &found[1]["items"][0]["code"]), (&json!("full"), &json!("empty-link")));

    // What is gone is said to be empty.
    std::fs::remove_file(workspace.directory.path().join("b/c.qmd")).unwrap();
    let known = json!([{"uri": workspace.uri("b/c.qmd"), "value": found[1]["resultId"]}]);
    client
        .notify("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": workspace.uri("b/c.qmd"), "type": 3}]}));
    let found = items(&client.request("workspace/diagnostic", json!({"previousResultIds": known})));
    assert_eq!(found[1]["items"], json!([]));
}

#[test]
fn a_question_kept_back_can_be_cancelled() {
    let workspace = Workspace::new(&[("a.md", "One [a]().\n")]);
    let mut client = workspace.client(shapes::vs_code());
    client.asked("workspace/configuration", 1);
    client.request("workspace/diagnostic", json!({"previousResultIds": []}));
    let known = json!([{"uri": workspace.uri("a.md"), "value": "x"}]);
    let id = client.begin("workspace/diagnostic", json!({"previousResultIds": known}));
    client.notify("$/cancelRequest", json!({"id": id}));
    assert_eq!(client.answer(id)["error"]["code"], -32800);
    assert_eq!(client.leave(), Some(0));
}

#[test]
fn the_client_is_told_to_ask_again_when_the_configuration_changes() {
    let workspace = Workspace::new(&[("a.md", "One [a]().\n")]);
    let mut client = workspace.client(shapes::vs_code());
    let watched = client.asked("client/registerCapability", 1);
    let methods: Vec<&Value> = watched["registrations"].as_array().unwrap().iter().map(|r| &r["method"]).collect();
    assert_eq!(methods, ["workspace/didChangeConfiguration", "workspace/didChangeWatchedFiles"]);
    let uri = workspace.uri("a.md");
    client.open(&uri, 1, "One [a]().\n");
    workspace.write("ibid.toml", "[rules]\nempty-link = \"off\"\n");
    let event = json!({"uri": workspace.uri("ibid.toml"), "type": 1});
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": [event]}));
    client.asked("workspace/diagnostic/refresh", 1);
    let answer = client.request("textDocument/diagnostic", json!({"textDocument": {"uri": uri}}));
    assert_eq!(answer["result"]["items"], json!([]));
}

#[test]
fn work_that_takes_a_while_shows_its_progress() {
    let text = "A sentence with [a]() link, and some more of it; said the harbour.\n\n".repeat(100);
    let names: Vec<String> = (0..60).map(|number| format!("{number}.md")).collect();
    let files: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), text.as_str())).collect();
    let workspace = Workspace::new(&files);
    let mut client = workspace.client(shapes::vs_code());
    let started = Instant::now();
    let params = json!({"previousResultIds": [], "workDoneToken": "walk"});
    let found = items(&client.request("workspace/diagnostic", params));
    assert_eq!(found.len(), 60);
    if started.elapsed() > Duration::from_millis(900) {
        let is_last = |m: &Value| m["method"] == "$/progress" && m["params"]["value"]["kind"] == "end";
        assert_eq!(client.wait(is_last).unwrap()["params"]["token"], "walk");
        let begin = client.notification("$/progress");
        assert_eq!(begin["value"]["kind"], "begin");
        assert_eq!(begin["value"]["title"], "Checking drafts");
    }
}

#[test]
fn a_result_has_one_name_whoever_asks() {
    let workspace = Workspace::new(&[("a.md", "One [a]().\n"), ("b.md", "Fine.\n")]);
    let mut client = workspace.client(shapes::vs_code());
    let uri = workspace.uri("a.md");
    client.open(&uri, 1, "One [a]().\n");
    let whole = items(&client.request("workspace/diagnostic", json!({"previousResultIds": []})));
    let one = |client: &mut Client, known: &Value| {
        let params = json!({"textDocument": {"uri": uri}, "previousResultId": known});
        client.request("textDocument/diagnostic", params)["result"]["kind"].clone()
    };
    // The name of a part of the workspace's result is that of the draft's, also in another session.
    assert_eq!(one(&mut client, &whole[0]["resultId"]), "unchanged");
    assert_eq!(one(&mut client, &json!("other")), "full");
    let mut client = workspace.client(shapes::vs_code());
    client.open(&uri, 1, "One [a]().\n");
    assert_eq!(one(&mut client, &whole[0]["resultId"]), "unchanged");
    let known: Vec<Value> = whole.iter().map(|item| json!({"uri": item["uri"], "value": item["resultId"]})).collect();
    let again = items(&client.request("workspace/diagnostic", json!({"previousResultIds": known})));
    assert_eq!(again.iter().map(|item| &item["kind"]).collect::<Vec<_>>(), ["unchanged", "unchanged"]);
    // A draft that is closed is what its file is, under the same name.
    client.notify("textDocument/didClose", json!({"textDocument": {"uri": uri}}));
    let again = items(&client.request("workspace/diagnostic", json!({"previousResultIds": known})));
    assert_eq!((&again[0]["kind"], &again[0]["version"]), (&json!("unchanged"), &Value::Null));
}
