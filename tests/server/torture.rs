//! Clients that say what nobody should say. After each the server's text is still the client's.

use crate::checked::agree;
use crate::client::Client;
use crate::folder::Folder;
use crate::shapes;
use serde_json::{Value, json};

const URI: &str = "file:///drafts/draft.md";
/// A text in which every word that goes missing or moves shows: each link is reported with its words and its place.
const TEXT: &str = "One [a]() two \u{1f600} [b]().\r\n\r\nThree [c]() four.\n";

fn started() -> Client {
    let (mut client, _) = Client::initialized(shapes::counting("utf-16"));
    client.open(URI, 1, TEXT);
    client
}

/// A line and a column.
type Place = (u32, u32);

fn range(a: Place, b: Place) -> Value {
    json!({"start": {"line": a.0, "character": a.1}, "end": {"line": b.0, "character": b.1}})
}

fn hover(uri: &str) -> Value {
    json!({"textDocument": {"uri": uri}, "position": {"line": 0, "character": 5}})
}

#[test]
fn ids_of_every_kind() {
    let mut client = started();
    for id in [json!("text"), json!(""), json!(-1), json!(0), json!(9_007_199_254_740_993_i64)] {
        client.send(&json!({"jsonrpc": "2.0", "id": id, "method": "textDocument/hover", "params": hover(URI)}));
        let answer = client.wait(|m| m.get("method").is_none() && m["id"] == id).unwrap();
        assert!(answer["result"].is_object(), "{answer}");
    }
    // Neither a number that counts nor a text: refused, and nobody can be told whose request it was.
    for id in [json!(1.5), json!([1]), json!({}), json!(true)] {
        client.send(&json!({"jsonrpc": "2.0", "id": id, "method": "textDocument/hover", "params": hover(URI)}));
        let answer = client.wait(|m| m["id"].is_null() && m.get("error").is_some()).unwrap();
        assert_eq!(answer["error"]["code"], -32600, "{id}");
    }
    // One id twice at a time: each is answered or refused.
    for _ in 0..2 {
        client.send(&json!({"jsonrpc": "2.0", "id": "twin", "method": "textDocument/hover", "params": hover(URI)}));
    }
    for _ in 0..2 {
        client.wait(|m| m["id"] == "twin").unwrap();
    }
    agree(&mut client, URI, TEXT, "utf-16");
    assert_eq!(client.leave(), Some(0));
}

#[test]
fn parameters_of_every_shape() {
    let mut client = started();
    let methods = [
        "hover",
        "completion",
        "definition",
        "references",
        "documentHighlight",
        "documentSymbol",
        "codeAction",
        "codeLens",
        "documentLink",
        "foldingRange",
        "inlayHint",
        "rename",
        "prepareRename",
        "diagnostic",
    ];
    let others = ["workspace/symbol", "workspace/diagnostic", "workspace/executeCommand", "workspace/willRenameFiles"];
    let resolving = ["codeAction/resolve", "completionItem/resolve", "ibid/status"];
    let named = methods.iter().map(|method| format!("textDocument/{method}"));
    let methods: Vec<String> = named.chain(others.into_iter().chain(resolving).map(String::from)).collect();
    let position = |line: Value| json!({"textDocument": {"uri": URI}, "position": {"line": line, "character": 0}});
    let wrong = [
        Value::Null,
        json!({}),
        json!([]),
        json!([[], []]),
        json!({"textDocument": null}),
        json!({"textDocument": {"uri": 7}}),
        json!({"textDocument": {"uri": "no uri at all"}, "position": 7}),
    ];
    let nowhere = [position(json!(-1)), position(json!(0.5)), position(json!(4_294_967_296_u64))];
    for method in &methods {
        for params in wrong.iter().chain(&nowhere) {
            let answer = client.request(method, params.clone());
            // What does not need the parameters may answer without them.
            let refused = answer["error"]["code"] == -32602;
            assert!(refused || answer.get("result").is_some(), "{method} {params}: {answer}");
        }
    }
    for method in ["didOpen", "didChange", "didClose", "didSave"] {
        wrong.iter().for_each(|params| client.notify(&format!("textDocument/{method}"), params.clone()));
    }
    for method in ["workspace/didChangeConfiguration", "workspace/didChangeWatchedFiles", "$/setTrace", "initialized"] {
        wrong.iter().for_each(|params| client.notify(method, params.clone()));
    }
    // A position as far away as there are numbers for.
    let far =
        json!({"textDocument": {"uri": URI}, "position": {"line": 4_294_967_295_u32, "character": 4_294_967_295_u32}});
    assert_eq!(client.request("textDocument/hover", far)["result"], Value::Null);
    agree(&mut client, URI, TEXT, "utf-16");
    assert_eq!(client.leave(), Some(0));
}

#[test]
fn cancelling_whatever_there_is_to_cancel() {
    let mut client = started();
    for id in [json!(1), json!(4711), json!("x"), Value::Null, json!(1.5), json!({})] {
        client.notify("$/cancelRequest", json!({"id": id}));
    }
    client.notify("$/cancelRequest", Value::Null);
    // Before it is asked, while it waits, twice, and after it was answered.
    client.notify("$/cancelRequest", json!({"id": "early"}));
    client.send(&json!({"jsonrpc": "2.0", "id": "early", "method": "textDocument/hover", "params": hover(URI)}));
    assert!(client.wait(|m| m["id"] == "early").is_some());
    let known = json!({"previousResultIds": [{"uri": URI, "value": "x"}]});
    client.request("workspace/diagnostic", json!({"previousResultIds": []}));
    let id = client.begin("workspace/diagnostic", known);
    client.notify("$/cancelRequest", json!({"id": id}));
    client.notify("$/cancelRequest", json!({"id": id}));
    assert_eq!(client.answer(id)["error"]["code"], -32800);
    client.notify("$/cancelRequest", json!({"id": id}));
    // Of everything at once, each is answered, with a result or as cancelled.
    let ids: Vec<i64> = (0..200).map(|_| client.begin("textDocument/codeAction", actions())).collect();
    ids.iter().for_each(|id| client.notify("$/cancelRequest", json!({"id": id})));
    for id in ids {
        let answer = client.answer(id);
        assert!(answer.get("result").is_some() || answer["error"]["code"] == -32800, "{answer}");
    }
    agree(&mut client, URI, TEXT, "utf-16");
    assert_eq!(client.leave(), Some(0));
}

fn actions() -> Value {
    json!({"textDocument": {"uri": URI}, "range": range((0, 0), (2, 0)), "context": {"diagnostics": []}})
}

#[test]
fn many_questions_that_wait_keep_nobody_else_waiting() {
    let mut client = started();
    client.request("workspace/diagnostic", json!({"previousResultIds": []}));
    let known = json!({"previousResultIds": [{"uri": URI, "value": "x"}]});
    let waiting: Vec<i64> = (0..200).map(|_| client.begin("workspace/diagnostic", known.clone())).collect();
    agree(&mut client, URI, TEXT, "utf-16");
    // Only the last is kept back; a client that asks again does not wait for its earlier questions.
    for id in &waiting[..199] {
        assert!(client.answer(*id).get("result").is_some());
    }
    client.notify("$/cancelRequest", json!({"id": waiting[199]}));
    assert_eq!(client.answer(waiting[199])["error"]["code"], -32800);
    assert_eq!(client.leave(), Some(0));
}

#[test]
fn documents_opened_twice_and_closed_twice() {
    let mut client = started();
    client.open(URI, 1, "Other [x]() words.\n");
    agree(&mut client, URI, "Other [x]() words.\n", "utf-16");
    // Versions that do not grow, and one that is no version of anything.
    for version in [1, 0, -5, i32::MAX, i32::MIN] {
        client.change(URI, version, json!([{"range": range((0, 0), (0, 0)), "text": "[y]() "}]));
    }
    let text = format!("{}Other [x]() words.\n", "[y]() ".repeat(5));
    agree(&mut client, URI, &text, "utf-16");
    let params = json!({"textDocument": {"uri": URI}});
    client.notify("textDocument/didClose", params.clone());
    client.notify("textDocument/didClose", params);
    client.change(URI, 9, json!([{"text": "[z]()"}]));
    client.open(URI, 1, TEXT);
    agree(&mut client, URI, TEXT, "utf-16");
    assert_eq!(client.leave(), Some(0));
}

#[test]
fn one_file_under_two_names_is_two_documents() {
    let names = [URI, "file:///drafts/%64raft.md", "file:///drafts/./draft.md"];
    let mut client = started();
    let mut texts = vec![TEXT.to_owned()];
    for (number, name) in names.iter().enumerate().skip(1) {
        let text = format!("Other words [d{number}](<>)\n\n{TEXT}");
        client.open(name, 1, &text);
        texts.push(text);
    }
    for (name, text) in names.iter().zip(&mut texts) {
        client.change(name, 2, json!([{"range": range((0, 0), (0, 0)), "text": "[x]() "}]));
        text.insert_str(0, "[x]() ");
    }
    for (name, text) in names.iter().zip(&texts) {
        agree(&mut client, name, text, "utf-16");
    }
    assert!(client.request("workspace/symbol", json!({"query": "a"})).get("error").is_none());
    client.notify("textDocument/didClose", json!({"textDocument": {"uri": names[1]}}));
    for (name, text) in [(names[0], &texts[0]), (names[2], &texts[2])] {
        agree(&mut client, name, text, "utf-16");
    }
    assert_eq!(client.leave(), Some(0));
}

#[test]
fn folders_within_folders_hold_each_draft_once() {
    let folder = Folder::new();
    std::fs::create_dir_all(folder.path("in/deep")).unwrap();
    let drafts = ["a.md", "in/b.md", "in/deep/c.md"];
    drafts.iter().for_each(|name| folder.write(name, "# Tide\n\nSee [it]().\n"));
    let inside = ["in/deep", "", "in", "in", "in/deep/c.md", "gone"];
    let folders: Vec<Value> =
        inside.iter().map(|name| json!({"uri": folder.uri(name).trim_end_matches('/'), "name": "x"})).collect();
    let params = json!({"processId": null, "capabilities": shapes::vs_code(), "workspaceFolders": folders});
    let (mut client, _) = Client::with(params);
    let wanted: Vec<String> = drafts.iter().map(|name| folder.uri(name)).collect();
    let answer = client.request("workspace/diagnostic", json!({"previousResultIds": []}));
    let mut found: Vec<&str> =
        answer["result"]["items"].as_array().unwrap().iter().map(|item| item["uri"].as_str().unwrap()).collect();
    found.sort_unstable();
    assert_eq!(found, wanted);
    let answer = client.request("workspace/symbol", json!({"query": "Tide"}));
    let symbols = answer["result"].as_array().unwrap();
    let mut found: Vec<&str> = symbols.iter().map(|symbol| symbol["location"]["uri"].as_str().unwrap()).collect();
    found.sort_unstable();
    assert_eq!(found, wanted);
    // One of two that hold a draft goes.
    let event = json!({"added": [], "removed": [folders[0]]});
    client.notify("workspace/didChangeWorkspaceFolders", json!({"event": event}));
    let answer = client.request("workspace/symbol", json!({"query": "Tide"}));
    assert_eq!(answer["result"].as_array().unwrap().len(), 3);
    assert_eq!(client.leave(), Some(0));
}

#[test]
fn edits_that_lie_nowhere() {
    const MOST: u32 = u32::MAX;
    // The edit, and the text that the client has after it.
    let cases: [(Place, Place, &str, &str); 9] = [
        ((0, 2), (0, 99), "|", "a[|\r\nb[]()\n"),
        ((0, 99), (1, 0), "|", "a[]()|b[]()\n"),
        ((0, MOST), (MOST, MOST), "|", "a[]()|"),
        ((7, 0), (9, 9), "c[]()", "a[]()\r\nb[]()\nc[]()"),
        ((1, 1), (0, 1), "|", "a|[]()\n"),
        ((MOST, 0), (0, 0), "c", "c"),
        // Neither of the two can be named inside a line's end.
        ((0, 5), (0, 6), "|", "a[]()|\r\nb[]()\n"),
        ((2, 0), (2, 5), "c[]()", "a[]()\r\nb[]()\nc[]()"),
        ((2, 5), (2, 0), "c[]()", "a[]()\r\nb[]()\nc[]()"),
    ];
    for encoding in shapes::ENCODINGS {
        let (mut client, _) = Client::initialized(shapes::counting(encoding));
        for (version, (start, end, new, after)) in cases.iter().enumerate() {
            client.open(URI, 1, "a[]()\r\nb[]()\n");
            let length = json!({"range": range(*start, *end), "rangeLength": 4711, "text": new});
            client.change(URI, version as i32 + 2, json!([length]));
            agree(&mut client, URI, after, encoding);
        }
        assert_eq!(client.leave(), Some(0));
    }
}

/// Clients in UTF-16 can cut a character in two: to their mind it is two. What is left of it is no text, but it takes its column.
#[test]
fn edits_within_a_character() {
    const HALF: &str = "\u{fffd}";
    let cases: [(Place, Place, &str, String); 5] = [
        ((0, 1), (0, 1), "[b]()", format!("{HALF}[b](){HALF}[a]()\n")),
        ((0, 0), (0, 1), "", format!("{HALF}[a]()\n")),
        ((0, 1), (0, 2), "", format!("{HALF}[a]()\n")),
        ((0, 1), (0, 3), "[", format!("{HALF}[a]()\n")),
        ((0, 2), (0, 2), "\u{1f601}", "\u{1f600}\u{1f601}[a]()\n".into()),
    ];
    let (mut client, _) = Client::initialized(shapes::counting("utf-16"));
    for (version, (start, end, new, after)) in cases.iter().enumerate() {
        client.open(URI, 1, "\u{1f600}[a]()\n");
        client.change(URI, version as i32 + 2, json!([{"range": range(*start, *end), "text": new}]));
        agree(&mut client, URI, after, "utf-16");
    }
    assert_eq!(client.leave(), Some(0));
}

#[test]
fn halves_of_characters_in_a_message() {
    let (mut client, _) = Client::initialized(shapes::counting("utf-16"));
    // As JavaScript writes them: JSON, but no text.
    let raw = |client: &mut Client, method: &str, params: &str| {
        let body = format!(r#"{{"jsonrpc":"2.0","method":"{method}","params":{params}}}"#);
        client.raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    };
    let text = r#""\ud83d[a]()\\ud83d \ud83d\ude00 \ude00\ud83d\n""#;
    let item = format!(r#"{{"uri":"{URI}","languageId":"markdown","version":1,"text":{text}}}"#);
    raw(&mut client, "textDocument/didOpen", &format!(r#"{{"textDocument":{item}}}"#));
    let as_text = "\u{fffd}[a]()\\ud83d \u{1f600} \u{fffd}\u{fffd}\n";
    agree(&mut client, URI, as_text, "utf-16");
    // Half of a character is replaced by half of another, as editors do that compare texts unit by unit.
    let change = r#"{"range":{"start":{"line":0,"character":1},"end":{"line":0,"character":1}},"text":"[b]()\uDE01"}"#;
    let params = format!(r#"{{"textDocument":{{"uri":"{URI}","version":2}},"contentChanges":[{change}]}}"#);
    raw(&mut client, "textDocument/didChange", &params);
    agree(&mut client, URI, &as_text.replacen("[a]", "[b]()\u{fffd}[a]", 1), "utf-16");
    assert_eq!(client.leave(), Some(0));
}

#[test]
fn five_thousand_changes_in_one_message() {
    let mut client = started();
    let mut text = TEXT.to_owned();
    let changes: Vec<Value> = (0..5_000)
        .map(|number| {
            let new = if number % 100 == 0 { "[n]() " } else { "n " };
            text.insert_str(0, new);
            json!({"range": range((0, 0), (0, 0)), "text": new})
        })
        .collect();
    client.change(URI, 2, json!(changes));
    agree(&mut client, URI, &text, "utf-16");
    assert_eq!(client.leave(), Some(0));
}

#[test]
fn answers_that_nobody_asked_for() {
    let mut client = started();
    for id in [json!(0), json!(99), json!("x"), Value::Null] {
        client.send(&json!({"jsonrpc": "2.0", "id": id, "result": {"any": "thing"}}));
        client.send(&json!({"jsonrpc": "2.0", "id": id, "error": {"code": 1, "message": "no"}}));
    }
    agree(&mut client, URI, TEXT, "utf-16");
    assert_eq!(client.leave(), Some(0));
}

#[test]
fn a_client_that_never_answers() {
    let mut client = Client::start();
    client.silent = true;
    let params = json!({"processId": null, "rootUri": null, "capabilities": shapes::vs_code()});
    client.request("initialize", params);
    client.notify("initialized", json!({}));
    client.open(URI, 1, TEXT);
    for _ in 0..50 {
        client.notify("workspace/didChangeConfiguration", json!({"settings": null}));
    }
    agree(&mut client, URI, TEXT, "utf-16");
    client.asked("workspace/configuration", 50);
    assert_eq!(client.leave(), Some(0));
}

#[test]
fn a_client_that_answers_anything() {
    for result in [json!([]), json!("x"), json!([1, [], {"severity": 7}]), json!({"maxFindings": -1})] {
        let mut client = Client::start();
        client.silent = true;
        client.request("initialize", json!({"processId": null, "capabilities": shapes::vs_code()}));
        client.notify("initialized", json!({}));
        client.asked("workspace/configuration", 1);
        for request in std::mem::take(&mut client.asked) {
            client.send(&json!({"jsonrpc": "2.0", "id": request["id"], "result": result}));
        }
        client.open(URI, 1, TEXT);
        agree(&mut client, URI, TEXT, "utf-16");
        assert_eq!(client.leave(), Some(0));
    }
}
