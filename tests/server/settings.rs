//! Settings from the editor, and configuration files around a draft.

use crate::client::Client;
use crate::shapes;
use serde_json::{Value, json};

const URI: &str = "file:///drafts/draft.md";

fn off() -> Value {
    json!({"rules": {"empty-link": "off"}})
}

#[test]
fn settings_are_taken_as_they_are_sent() {
    for settings in [json!({"ibid": off()}), off()] {
        let (mut client, _) = Client::initialized(shapes::minimal());
        client.open(URI, 1, "[a]()\n");
        assert_eq!(client.diagnostics(URI)["diagnostics"].as_array().unwrap().len(), 1);
        client.notify("workspace/didChangeConfiguration", json!({"settings": settings}));
        assert_eq!(client.diagnostics(URI)["diagnostics"], json!([]));
        client.notify("workspace/didChangeConfiguration", json!({"settings": {"ibid": {}}}));
        assert_eq!(client.diagnostics(URI)["diagnostics"].as_array().unwrap().len(), 1);
    }
}

#[test]
fn settings_are_taken_from_the_introduction() {
    let params = json!({"processId": null, "capabilities": {}, "initializationOptions": off()});
    let (mut client, _) = Client::with(params);
    client.open(URI, 1, "[a]()\n");
    assert_eq!(client.diagnostics(URI)["diagnostics"], json!([]));
}

#[test]
fn settings_from_the_introduction_stay_where_the_client_has_no_others() {
    let params = json!({"processId": null, "capabilities": shapes::neovim(), "initializationOptions": off()});
    let (mut client, _) = Client::with(params);
    client.open(URI, 1, "[a]()\n");
    assert_eq!(client.diagnostics(URI)["diagnostics"], json!([]));
    client.asked("workspace/configuration", 1);
    client.settings = |_| json!({});
    client.notify("workspace/didChangeConfiguration", json!({"settings": null}));
    assert_eq!(client.diagnostics(URI)["diagnostics"].as_array().unwrap().len(), 1, "others have come");
    client.settings = |_| Value::Null;
    client.notify("workspace/didChangeConfiguration", json!({"settings": null}));
    assert_eq!(client.diagnostics(URI)["diagnostics"], json!([]));
    assert_eq!(client.leave(), Some(0));
}

#[test]
fn settings_are_asked_for_folder_by_folder() {
    let mut client = Client::start();
    client.settings = |scope| if scope == Some("file:///quiet") { off() } else { Value::Null };
    let folder = |name: &str| json!({"uri": format!("file:///{name}"), "name": name});
    let params = json!({
        "processId": null, "capabilities": shapes::neovim(), "workspaceFolders": [folder("quiet"), folder("loud")],
    });
    client.request("initialize", params);
    client.notify("initialized", json!({}));
    let asked = client.asked("workspace/configuration", 1);
    assert_eq!(asked["items"][0], json!({"scopeUri": "file:///quiet", "section": "ibid"}));
    assert_eq!(asked["items"].as_array().unwrap().len(), 3);
    // The answer travels, so the drafts may be shown by the old settings first.
    let shows = |client: &mut Client, uri: &str, number: usize| {
        let fits = |m: &Value| {
            m["params"]["uri"] == uri && m["params"]["diagnostics"].as_array().is_some_and(|all| all.len() == number)
        };
        assert!(client.wait(fits).is_some(), "{uri} never shows {number}");
    };
    for (uri, number) in [("file:///quiet/a.md", 0), ("file:///loud/a.md", 1), ("untitled:Untitled-1", 0)] {
        client.open(uri, 1, "[a]()\n");
        shows(&mut client, uri, number);
    }

    client.settings = |scope| if scope == Some("file:///loud") { off() } else { Value::Null };
    client.notify("workspace/didChangeConfiguration", json!({"settings": null}));
    client.asked("workspace/configuration", 2);
    shows(&mut client, "file:///quiet/a.md", 1);
    shows(&mut client, "file:///loud/a.md", 0);

    let event = json!({"added": [folder("elsewhere")], "removed": [folder("loud")]});
    client.notify("workspace/didChangeWorkspaceFolders", json!({"event": event}));
    let asked = client.asked("workspace/configuration", 3);
    assert_eq!(asked["items"][1]["scopeUri"], "file:///elsewhere");
    shows(&mut client, "file:///loud/a.md", 1);
}

#[test]
fn a_configuration_file_is_read_again_when_a_draft_is_saved() {
    let directory = tempfile::tempdir().unwrap();
    let root = directory.path().canonicalize().unwrap();
    let (draft, file) = (format!("file://{}/a.md", root.display()), root.join("ibid.toml"));
    let config = format!("file://{}", file.display());
    let (mut client, _) = Client::initialized(shapes::neovim());
    // At once, for the server may look at the file at any time.
    let save = |client: &mut Client, text: &str| {
        std::fs::write(root.join("new"), text).unwrap();
        std::fs::rename(root.join("new"), &file).unwrap();
        client.notify("textDocument/didSave", json!({"textDocument": {"uri": draft}}));
    };
    client.open(&draft, 1, "[a]()\n");
    assert_eq!(client.diagnostics(&draft)["diagnostics"].as_array().unwrap().len(), 1);
    // With a fault in it, and a wide character before the fault.
    save(&mut client, "[rules]\nempty-link = \"off\" # \u{1f600}\nempty-lnk = \"off\"\n");
    let shown = client.diagnostics(&config);
    assert_eq!(shown["diagnostics"][0]["range"]["start"], json!({"line": 2, "character": 0}));
    assert_eq!(shown["diagnostics"][0]["source"], "ibid");
    assert!(shown["diagnostics"][0]["message"].as_str().unwrap().contains("empty-lnk"));
    assert_eq!(client.diagnostics(&draft)["diagnostics"], json!([]));
    // Mended.
    save(&mut client, "[rules]\nempty-link = \"hint\"\n");
    assert_eq!(client.diagnostics(&draft)["diagnostics"][0]["severity"], 4);
    assert_eq!(client.diagnostics(&config)["diagnostics"], json!([]));
    // Left alone.
    save(&mut client, "ignore = [\"*.md\"]\n");
    assert_eq!(client.diagnostics(&draft)["diagnostics"], json!([]));
}

#[test]
fn a_command_waits_for_the_settings_that_allow_it() {
    let (mut client, _) = Client::initialized(shapes::neovim());
    client.settings = |_| json!({"network": "on"});
    client.open(URI, 1, "# The quay\n");
    // The server has asked for its settings, and they come after the command.
    client.request("workspace/executeCommand", json!({"command": "ibid.checkSources", "arguments": [URI]}));
    let told = client.notification("window/showMessage");
    assert!(told["message"].as_str().unwrap().starts_with("There are no sources"), "{told}");
}
