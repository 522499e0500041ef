//! What a writer is shown while typing, by a server that pushes.

use crate::client::Client;
use crate::shapes;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

const URI: &str = "file:///drafts/draft.md";
/// Between two keystrokes.
const STROKE: Duration = Duration::from_millis(25);
/// Shorter than what the server takes for a pause; a machine that makes us wait this long proves nothing.
const GAP: Duration = Duration::from_millis(110);

/// Types `words` at the end of the first line, a character at a time. Returns whether no keystroke came late.
fn types(client: &mut Client, words: &str, column: usize, version: &mut i32) -> bool {
    let mut steady = true;
    for (number, char) in words.chars().enumerate() {
        let started = Instant::now();
        let at = json!({"line": 0, "character": column + number});
        *version += 1;
        client.change(URI, *version, json!([{"range": {"start": at, "end": at}, "text": char.to_string()}]));
        std::thread::sleep(STROKE);
        steady &= started.elapsed() < GAP;
    }
    steady
}

/// The messages of each set of diagnostics published so far, with its version.
fn published(client: &mut Client, patience: Duration) -> Vec<(i64, Vec<String>)> {
    client.wait_for(patience, |_| false);
    let all = client.inbox.iter().filter(|m| m["method"] == "textDocument/publishDiagnostics");
    let message = |d: &Value| d["message"].as_str().unwrap().to_owned();
    let messages = |m: &Value| m["params"]["diagnostics"].as_array().unwrap().iter().map(message).collect();
    let sets = all.map(|m| (m["params"]["version"].as_i64().unwrap(), messages(m))).collect();
    client.inbox.clear();
    sets
}

#[test]
fn what_is_being_typed_waits_for_a_pause_and_what_is_mended_does_not() {
    // What is mended goes at once where a check is cheap, which a busy machine may prevent; then again.
    assert!((0..10).any(|_| mended_while_typing()), "what was mended waited for the pause");
}

/// Types half of a link while another is mended; half a link is never reported. Returns whether the mended one went before the pause.
fn mended_while_typing() -> bool {
    let (mut client, _) = Client::initialized(shapes::neovim());
    client.open(URI, 1, "On\n\n[a]()\n");
    let mut version = 1;
    // The first check of a draft costs more than those that follow.
    types(&mut client, "e", 2, &mut version);
    published(&mut client, Duration::from_millis(400));
    let mut steady = types(&mut client, " [b]()", 3, &mut version);
    let link = json!({"start": {"line": 2, "character": 0}, "end": {"line": 2, "character": 5}});
    version += 1;
    let mended = i64::from(version);
    client.change(URI, version, json!([{"range": link, "text": "a"}]));
    steady &= types(&mut client, " and more", 9, &mut version);
    let sets = published(&mut client, Duration::from_millis(500));
    let new = |messages: &Vec<String>| messages.iter().any(|message| message.contains("`b`"));
    let (last, before) = sets.split_last().unwrap();
    assert!(new(&last.1) && last.0 == i64::from(version), "{sets:?}");
    let early = before.iter().any(|(_, messages)| new(messages));
    assert!(!early || !steady, "half of a link is a broken link: {sets:?}");
    let gone = |set: &(i64, Vec<String>)| set.1.is_empty() && (mended..i64::from(version)).contains(&set.0);
    before.iter().any(gone)
}

#[test]
fn who_never_pauses_is_told_all_the_same() {
    let (mut client, _) = Client::initialized(shapes::neovim());
    client.open(URI, 1, "One\n");
    assert_eq!(client.diagnostics(URI)["diagnostics"], json!([]));
    let mut version = 1;
    types(&mut client, &format!(" [b](){}", " more".repeat(16)), 3, &mut version);
    client.wait_for(Duration::from_millis(1), |_| false);
    let told = client.inbox.iter().filter(|m| m["method"] == "textDocument/publishDiagnostics");
    let told: Vec<&Value> = told.map(|m| &m["params"]).collect();
    assert!(told.iter().any(|shown| shown["diagnostics"][0]["code"] == "empty-link"), "{told:?}");
}

#[test]
fn the_same_faults_are_not_published_again() {
    let (mut client, _) = Client::initialized(shapes::neovim());
    client.open(URI, 1, "One [a]() two\n\nThree\n");
    client.diagnostics(URI);
    let mut version = 1;
    types(&mut client, " more words", 13, &mut version);
    assert_eq!(published(&mut client, Duration::from_millis(500)), []);
    // What has moved is sent, once.
    let start = json!({"line": 0, "character": 0});
    version += 1;
    client.change(URI, version, json!([{"range": {"start": start, "end": start}, "text": "Here: "}]));
    let sets = published(&mut client, Duration::from_millis(500));
    assert_eq!(sets.iter().map(|(version, _)| *version).collect::<Vec<_>>(), [i64::from(version)]);
    // Saving it changes nothing, nor do settings that are as they were.
    client.notify("textDocument/didSave", json!({"textDocument": {"uri": URI}}));
    client.notify("workspace/didChangeConfiguration", json!({"settings": {"ibid": {}}}));
    assert_eq!(published(&mut client, Duration::from_millis(500)), []);
}
