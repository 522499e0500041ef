//! A fault in ibid itself costs the rule in which it shows, until the draft is closed.
//!
//! In builds for development a draft can ask a rule to fail.

use crate::client::Client;
use crate::shapes;
use serde_json::{Value, json};

const URI: &str = "file:///drafts/draft.md";
const WORDS: &str =
    "The keeper's own words. <!-- provoke-ibid dangling-pointer -->\n\nSee [it]().\n\nFor more please go here.\n";

fn codes(client: &mut Client) -> Vec<String> {
    let shown = client.diagnostics(URI)["diagnostics"].as_array().unwrap().clone();
    shown.iter().map(|one| one["code"].as_str().unwrap().to_owned()).collect()
}

fn complaint(client: &mut Client) -> String {
    let failed =
        |m: &Value| m["method"] == "window/logMessage" && m["params"]["message"].to_string().contains("failed");
    client.wait(failed).expect("a complaint")["params"]["message"].as_str().unwrap().to_owned()
}

#[test]
fn a_rule_that_fails_rests_until_the_draft_is_closed() {
    let (mut client, _) = Client::initialized(shapes::minimal());
    client.open(URI, 1, WORDS);
    assert_eq!(codes(&mut client), ["empty-link"], "the other rules go on");
    let told = complaint(&mut client);
    assert!(told.starts_with(&format!("{URI}: the rule `dangling-pointer` failed at ")), "{told}");
    assert!(!told.contains("keeper"), "a draft is the writer's own: {told}");
    // It rests though the draft no longer provokes it, and even if all of it is sent anew.
    client.change(URI, 2, json!([{"text": "See [it]().\n\nSee [that]().\n\nFor more please go here.\n"}]));
    assert_eq!(codes(&mut client), ["empty-link", "empty-link"]);
    assert!(client.inbox.iter().all(|m| m["method"] != "window/logMessage"), "it is said once");
    client.notify("textDocument/didClose", json!({"textDocument": {"uri": URI}}));
    assert_eq!(codes(&mut client), [""; 0]);
    client.open(URI, 3, "For more please go here.\n");
    assert_eq!(codes(&mut client), ["dangling-pointer"], "closed and opened, the rule is back");
    assert_eq!(client.leave(), Some(0));
}

#[test]
fn a_draft_is_quoted_in_the_log_only_if_the_writer_wants_that() {
    let params = json!({"processId": null, "capabilities": {}, "initializationOptions": {"logExcerpts": true}});
    let (mut client, _) = Client::with(params);
    client.open(URI, 1, WORDS);
    let told = complaint(&mut client);
    assert!(told.contains("The keeper's own words."), "{told}");
}

#[test]
fn a_fault_in_a_file_of_the_workspace_leaves_the_others_alone() {
    let folder = crate::folder::Folder::new();
    folder.write("a.md", WORDS);
    folder.write("b.md", "For more please go here.\n");
    let root = folder.uri("").trim_end_matches('/').to_owned();
    let (mut client, _) = Client::with(json!({"processId": null, "rootUri": root, "capabilities": shapes::vs_code()}));
    let answer = client.request("workspace/diagnostic", json!({"previousResultIds": []}));
    let items = answer["result"]["items"].as_array().unwrap_or_else(|| panic!("{answer}"));
    let count = |name: &str| {
        let item = items.iter().find(|item| item["uri"] == folder.uri(name)).unwrap();
        item["items"].as_array().unwrap().len()
    };
    assert_eq!((count("a.md"), count("b.md")), (1, 1));
    let told = complaint(&mut client);
    assert!(told.starts_with(&format!("{}: the rule `dangling-pointer` failed", folder.uri("a.md"))), "{told}");
}
