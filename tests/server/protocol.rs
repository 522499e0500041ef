//! Clients that err, and clients that vanish.

use crate::client::Client;
use crate::shapes;
use serde_json::{Value, json};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const URI: &str = "file:///drafts/draft.md";

#[test]
fn requests_before_the_introduction_are_refused() {
    let mut client = Client::start();
    let hover = json!({"textDocument": {"uri": URI}, "position": {"line": 0, "character": 0}});
    assert_eq!(client.request("textDocument/hover", hover)["error"]["code"], -32002);
    client.open(URI, 1, "[a]()\n");
    assert_eq!(client.request("shutdown", Value::Null)["error"]["code"], -32002);
    let params = json!({"processId": null, "rootUri": null, "capabilities": {}});
    assert_eq!(client.request("initialize", params.clone())["result"]["serverInfo"]["name"], "ibid");
    assert_eq!(client.request("initialize", params)["error"]["code"], -32600);
    assert_eq!(client.leave(), Some(0));
}

#[test]
fn requests_after_the_goodbye_are_refused() {
    let (mut client, _) = Client::initialized(shapes::minimal());
    assert_eq!(client.request("shutdown", Value::Null)["result"], Value::Null);
    let params = json!({"textDocument": {"uri": URI}, "position": {"line": 0, "character": 0}});
    assert_eq!(client.request("textDocument/hover", params)["error"]["code"], -32600);
    assert_eq!(client.request("shutdown", Value::Null)["error"]["code"], -32600);
    client.send(&json!({"jsonrpc": "2.0", "method": "exit"}));
    assert_eq!(client.exit().unwrap().code(), Some(0));
}

#[test]
fn leaving_without_a_goodbye_is_a_failure() {
    let (mut client, _) = Client::initialized(shapes::minimal());
    client.send(&json!({"jsonrpc": "2.0", "method": "exit"}));
    assert_eq!(client.exit().unwrap().code(), Some(1));
}

#[test]
fn a_goodbye_in_one_breath() {
    let (mut client, _) = Client::initialized(shapes::minimal());
    client.send(&json!({"jsonrpc": "2.0", "id": 99, "method": "shutdown"}));
    client.send(&json!({"jsonrpc": "2.0", "method": "exit"}));
    assert_eq!(client.exit().unwrap().code(), Some(0));
}

#[test]
fn unknown_methods_are_refused_or_passed_over() {
    let (mut client, _) = Client::initialized(shapes::minimal());
    assert_eq!(client.request("textDocument/astrology", json!({}))["error"]["code"], -32601);
    client.notify("$/astrology", json!({}));
    client.notify("textDocument/didDream", json!({}));
    assert_eq!(client.request("textDocument/hover", json!({"no": "document"}))["error"]["code"], -32602);
    client.notify("textDocument/didOpen", json!([1, 2]));
    assert_eq!(client.leave(), Some(0));
}

#[test]
fn what_is_no_message_costs_nothing_else() {
    let (mut client, _) = Client::initialized(shapes::minimal());
    client.raw(b"Content-Length: 9\r\n\r\n{\"broken\"");
    assert_eq!(client.wait(|m| m["id"].is_null() && m.get("error").is_some()).unwrap()["error"]["code"], -32700);
    client.raw(b"Content-Length: 7\r\n\r\n[1,2,3]");
    assert_eq!(client.wait(|m| m["id"].is_null() && m.get("error").is_some()).unwrap()["error"]["code"], -32600);
    client.raw(b"Content-Length: 2\r\n\r\n\xff\xfe");
    assert_eq!(client.wait(|m| m["id"].is_null() && m.get("error").is_some()).unwrap()["error"]["code"], -32700);
    // No header at all, a header that is none, a length that is none.
    client.raw(b"{\"jsonrpc\":\"2.0\",\"method\":\"x\"}\r\nhello\r\n\r\nContent-Length: many\r\n\r\n{}");
    client.open(URI, 1, "[a]()\n");
    assert_eq!(client.diagnostics(URI)["diagnostics"].as_array().unwrap().len(), 1);
    // Headers in another order, another case, with a type.
    let body = r#"{"jsonrpc":"2.0","id":"x","method":"shutdown"}"#;
    let head = "content-type: application/vscode-jsonrpc; charset=utf-8\r\ncontent-length";
    client.raw(format!("{head}:{}\r\n\r\n{body}", body.len()).as_bytes());
    assert!(client.wait(|m| m["id"] == "x").unwrap().get("error").is_none());
}

#[test]
fn a_closed_pipe_ends_it_within_a_second() {
    for busy in [false, true] {
        let (mut client, _) = Client::initialized(shapes::vs_code());
        if busy {
            client.open(URI, 1, &"Words [a]() words.\n\n".repeat(2_000));
            client.begin("workspace/diagnostic", json!({"previousResultIds": [{"uri": URI, "value": "x"}]}));
        }
        client.hang_up();
        let started = Instant::now();
        assert_eq!(client.exit().unwrap().code(), Some(1));
        assert!(started.elapsed() < Duration::from_secs(1), "{:?}", started.elapsed());
    }
}

#[cfg(target_os = "linux")]
#[test]
fn it_does_not_outlive_the_editor() {
    let mut editor = Command::new("sleep").arg("600").stdin(Stdio::null()).spawn().unwrap();
    let params = json!({"processId": editor.id(), "rootUri": null, "capabilities": {}});
    let (mut client, _) = Client::with(params);
    client.open(URI, 1, "[a]()\n");
    client.diagnostics(URI);
    editor.kill().unwrap();
    let started = Instant::now();
    // Not yet waited for, the editor is a zombie: dead all the same. The pipe stays open.
    assert!(client.exit().is_some());
    assert!(started.elapsed() < Duration::from_secs(4), "{:?}", started.elapsed());
    editor.wait().unwrap();
}

#[test]
fn the_trace_tells_what_was_done() {
    let (mut client, _) = Client::initialized(shapes::minimal());
    client.notify("$/setTrace", json!({"value": "verbose"}));
    client.open(URI, 1, "Fine.\n");
    let is_trace = |m: &Value| m["method"] == "$/logTrace";
    let opened = |m: &Value| is_trace(m) && m["params"]["message"].as_str().unwrap().starts_with("didOpen: ");
    assert!(client.wait(opened).unwrap()["params"]["verbose"].is_string());
}

#[test]
fn the_log_is_as_loud_as_asked() {
    for (level, logged) in [("warn", true), ("error", false)] {
        let options = json!({"ibid": {"logLevel": level}});
        let params = json!({"processId": null, "capabilities": {}, "initializationOptions": options});
        let (mut client, _) = Client::with(params);
        client.change(URI, 1, json!([{"text": ""}]));
        client.request("workspace/executeCommand", json!({"command": "none"}));
        let heard = client.wait_for(Duration::from_millis(300), |m| m["method"] == "window/logMessage");
        assert_eq!(heard.is_some(), logged, "{heard:?}");
    }
}
