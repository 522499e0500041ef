//! Pipes that carry something else than messages, that stop, and that nobody reads; and clients that die.

use crate::checked::agree;
use crate::client::{Client, PATIENCE, read};
use crate::shapes;
use serde_json::json;
use std::io::{BufReader, Read, Write};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const URI: &str = "file:///drafts/draft.md";
const TEXT: &str = "One [a]() two \u{1f600} [b]().\n";
const SOON: Duration = Duration::from_secs(1);

fn frame(body: &str) -> String {
    format!("Content-Length: {}\r\n\r\n{body}", body.len())
}

fn initialize(id: u32) -> String {
    frame(
        &json!({"jsonrpc": "2.0", "id": id, "method": "initialize", "params": {"processId": null, "capabilities": {}}})
            .to_string(),
    )
}

/// A message of which nothing is to come.
fn dream() -> String {
    frame(r#"{"jsonrpc":"2.0","method":"$/dream"}"#)
}

#[test]
fn headers_of_every_shape() {
    let (mut client, _) = Client::initialized(shapes::minimal());
    let body =
        r#"{"jsonrpc":"2.0","id":"h","method":"textDocument/foldingRange","params":{"textDocument":{"uri":"x:y"}}}"#;
    let long = body.len();
    let heads = [
        format!("Content-Type: application/vscode-jsonrpc; charset=utf8\r\nContent-Length: {long}\r\n\r\n"),
        format!("content-LENGTH:{long}\r\nContent-Type: x\r\n\r\n"),
        format!("Content-Length:    {long}   \r\n\r\n"),
        format!("Content-Length: {long}\n\n"),
        format!("X-Strange\r\nContent-Length: {long}\r\n\r\n"),
        format!("Content-Length: 3\r\nContent-Length: {long}\r\n\r\n"),
        // What came before it is no message: nothing of it is taken for one.
        format!("\r\n\r\nContent-Length: {long}\r\n\r\n"),
        format!("Content-Length: -5\r\n\r\nContent-Length: {long}\r\n\r\n"),
        format!("Content-Length: \r\n\r\nContent-Length: {long}\r\n\r\n"),
        format!("Content-Length: 1e3\r\n\r\nContent-Length: {long}\r\n\r\n"),
        format!("Content-Length: 99999999999\r\n\r\nContent-Length: {long}\r\n\r\n"),
        format!("Content-Length: 99999999999999999999999999\r\n\r\nContent-Length: {long}\r\n\r\n"),
        format!("{}\r\nContent-Length: {long}\r\n\r\n", "h".repeat(100_000)),
    ];
    for head in heads {
        client.raw(format!("{head}{body}").as_bytes());
        assert!(client.wait(|m| m["id"] == "h").is_some(), "{:?}", &head[..head.len().min(80)]);
    }
    client.open(URI, 1, TEXT);
    agree(&mut client, URI, TEXT, "utf-16");
    assert_eq!(client.leave(), Some(0));
}

#[test]
fn lengths_that_are_wrong() {
    let (mut client, _) = Client::initialized(shapes::minimal());
    client.open(URI, 1, TEXT);
    let body = r#"{"jsonrpc":"2.0","method":"$/dream"}"#;
    // Too short: the rest is no header. Too long: it takes from the next message; the one after that is whole.
    for length in [0, 1, body.len() - 1] {
        client.raw(format!("Content-Length: {length}\r\n\r\n{body}").as_bytes());
        assert_eq!(client.wait(|m| m["id"].is_null() && m.get("error").is_some()).unwrap()["error"]["code"], -32700);
        agree(&mut client, URI, TEXT, "utf-16");
    }
    for more in [1, 10, 30] {
        client.raw(format!("Content-Length: {}\r\n\r\n{body}{}", body.len() + more, dream()).as_bytes());
        assert_eq!(client.wait(|m| m["id"].is_null() && m.get("error").is_some()).unwrap()["error"]["code"], -32700);
        agree(&mut client, URI, TEXT, "utf-16");
    }
    assert_eq!(client.leave(), Some(0));
}

#[test]
fn bodies_that_are_no_message() {
    let (mut client, _) = Client::initialized(shapes::minimal());
    client.open(URI, 1, TEXT);
    let bodies = [
        // The protocol has no batches.
        (r#"[{"jsonrpc":"2.0","id":1,"method":"shutdown"}]"#.to_owned(), -32600),
        ("[]".into(), -32600),
        ("null".into(), -32600),
        ("7".into(), -32600),
        (r#""shutdown""#.into(), -32600),
        (r#"{"jsonrpc":"1.0","id":1,"method":"shutdown"}"#.into(), -32600),
        (r#"{"jsonrpc":"2.0","id":1,"method":7}"#.into(), -32600),
        (r#"{"jsonrpc":"2.0","method":"x"} {"jsonrpc":"2.0"}"#.into(), -32700),
        ("\u{feff}{}".into(), -32700),
        ("[".repeat(100_000), -32700),
        (r#"{"a":"#.repeat(100_000), -32700),
    ];
    for (body, code) in bodies {
        client.raw(frame(&body).as_bytes());
        let answer = client.wait(|m| m["id"].is_null() && m.get("error").is_some());
        assert_eq!(answer.unwrap()["error"]["code"], code, "{:?}", &body[..body.len().min(80)]);
    }
    agree(&mut client, URI, TEXT, "utf-16");
    assert_eq!(client.leave(), Some(0));
}

#[test]
fn bytes_that_are_no_text() {
    for encoding in shapes::ENCODINGS {
        let (mut client, _) = Client::initialized(shapes::counting(encoding));
        let head =
            format!(r#"{{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{{"textDocument":{{"uri":"{URI}","#);
        let body =
            [head.as_bytes(), br#""languageId":"x","version":1,"text":"Caf"#, b"\xe9", br#" [a]()\n"}}}"#].concat();
        client.raw(format!("Content-Length: {}\r\n\r\n", body.len()).as_bytes());
        client.raw(&body);
        agree(&mut client, URI, "Caf\u{7f} [a]()\n", encoding);
        assert_eq!(client.leave(), Some(0));
    }
}

#[test]
fn a_pipe_that_ends_in_the_middle() {
    let whole = initialize(2);
    let cuts = [1, 10, 16, 20, 23, 40, whole.len() - 1];
    for cut in cuts {
        for introduced in [false, true] {
            let mut client = if introduced { Client::initialized(shapes::minimal()).0 } else { Client::start() };
            client.raw(&whole.as_bytes()[..cut]);
            client.hang_up();
            let started = Instant::now();
            assert_eq!(client.exit().unwrap().code(), Some(1), "cut at {cut}");
            assert!(started.elapsed() < SOON, "cut at {cut}: {:?}", started.elapsed());
        }
    }
}

#[test]
fn a_pipe_that_rests_in_the_middle() {
    let (mut client, _) = Client::initialized(shapes::minimal());
    client.open(URI, 1, TEXT);
    let message = dream();
    for cut in 1..message.len() {
        let (first, rest) = message.as_bytes().split_at(cut);
        client.raw(first);
        std::thread::sleep(Duration::from_millis(1));
        client.raw(rest);
    }
    agree(&mut client, URI, TEXT, "utf-16");
    assert_eq!(client.leave(), Some(0));
}

#[test]
fn a_client_that_vanishes_after_its_goodbye() {
    let (mut client, _) = Client::initialized(shapes::minimal());
    client.request("shutdown", serde_json::Value::Null);
    client.hang_up();
    let started = Instant::now();
    assert_eq!(client.exit().unwrap().code(), Some(0));
    assert!(started.elapsed() < SOON, "{:?}", started.elapsed());
}

#[test]
fn leaving_without_ever_having_come() {
    let mut client = Client::start();
    client.send(&json!({"jsonrpc": "2.0", "method": "exit"}));
    assert_eq!(client.exit().unwrap().code(), Some(1));
}

/// The server, and what tells when it has left.
fn left(server: &mut std::process::Child) -> Duration {
    let started = Instant::now();
    while server.try_wait().unwrap().is_none() {
        assert!(started.elapsed() < PATIENCE, "it is still there");
        std::thread::sleep(Duration::from_millis(5));
    }
    started.elapsed()
}

fn server() -> std::process::Child {
    let mut program = Command::new(env!("CARGO_BIN_EXE_ibid"));
    program.arg("lsp").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap()
}

#[cfg(unix)]
#[test]
fn a_client_that_is_killed() {
    let mut server = server();
    let (mut stdin, mut stdout) = (server.stdin.take().unwrap(), server.stdout.take().unwrap());
    stdin.write_all(initialize(1).as_bytes()).unwrap();
    assert!(read(&mut BufReader::new(&mut stdout)).is_some());
    // Both ends of the pipes belong to another process now, and to nobody else.
    let mut editor = Command::new("sleep").arg("600").stdin(stdout).stdout(stdin).spawn().unwrap();
    std::thread::sleep(Duration::from_millis(100));
    assert!(server.try_wait().unwrap().is_none());
    editor.kill().unwrap();
    editor.wait().unwrap();
    let taken = left(&mut server);
    assert!(taken < SOON, "{taken:?}");
    assert_eq!(server.wait().unwrap().code(), Some(1));
}

#[test]
fn a_client_that_never_reads() {
    let mut server = server();
    let stdout = server.stdout.take();
    let mut stdin = server.stdin.take().unwrap();
    stdin.write_all(initialize(1).as_bytes()).unwrap();
    let text = "Words [a]() words.\n\n".repeat(900);
    let item = json!({"uri": URI, "languageId": "markdown", "version": 1, "text": text});
    let open = json!({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": item}});
    stdin.write_all(frame(&open.to_string()).as_bytes()).unwrap();
    // Far more comes back than a pipe holds, and it takes all that is written nevertheless.
    let (sender, written) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        for id in 2..60 {
            let params = json!({"textDocument": {"uri": URI}});
            let ask = json!({"jsonrpc": "2.0", "id": id, "method": "textDocument/diagnostic", "params": params});
            stdin.write_all(frame(&ask.to_string()).as_bytes()).unwrap();
        }
        sender.send(stdin).unwrap();
    });
    let stdin = written.recv_timeout(PATIENCE).expect("it reads on");
    std::thread::sleep(Duration::from_millis(300));
    assert!(server.try_wait().unwrap().is_none());
    drop(stdin);
    let taken = left(&mut server);
    assert!(taken < SOON, "{taken:?}");
    assert_eq!(server.wait().unwrap().code(), Some(1));
    drop(stdout);
}

fn open(version: i32, text: &str) -> String {
    let item = json!({"uri": URI, "languageId": "markdown", "version": version, "text": text});
    frame(&json!({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": item}}).to_string())
}

/// Waits until the server has done all that it can do unread: its processor time stands still.
#[cfg(target_os = "linux")]
fn rests(server: &std::process::Child) {
    let spent = || {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", server.id())).unwrap();
        // What stands before may hold anything; of what stands behind, fields 12 and 13 are ticks.
        let fields = stat[stat.rfind(')').unwrap() + 1..].split_whitespace().skip(11).take(2);
        fields.map(|ticks| ticks.parse::<u64>().unwrap()).sum::<u64>()
    };
    let (mut before, mut still, deadline) = (spent(), 0, Instant::now() + PATIENCE + PATIENCE);
    while still < 10 && Instant::now() < deadline {
        std::thread::sleep(Duration::from_millis(50));
        let now = spent();
        still = if now == before { still + 1 } else { 0 };
        before = now;
    }
}

/// A request whose answer is as long: what is asked for is unknown, and the refusal says what that was.
fn echo(id: u32, bytes: usize) -> String {
    frame(&json!({"jsonrpc": "2.0", "id": id, "method": "x".repeat(bytes)}).to_string())
}

#[cfg(target_os = "linux")]
#[test]
fn what_is_superseded_is_not_kept_for_a_client_that_reads_late() {
    const TIMES: i32 = 60;
    let mut server = server();
    let (mut stdin, stdout) = (server.stdin.take().unwrap(), server.stdout.take().unwrap());
    let mut stdout = BufReader::new(stdout);
    stdin.write_all(initialize(1).as_bytes()).unwrap();
    assert!(read(&mut stdout).is_some());
    for id in 2..5 {
        stdin.write_all(echo(id, 2 << 20).as_bytes()).unwrap();
    }
    rests(&server);
    for version in 1..=TIMES {
        // Each time something else is found.
        stdin.write_all(open(version, &format!("{}[a]().\n", "x ".repeat(version as usize))).as_bytes()).unwrap();
    }
    rests(&server);
    let (mut versions, mut answers) = (Vec::new(), 0);
    while versions.last() != Some(&i64::from(TIMES)) {
        let message = read(&mut stdout).expect("the last diagnostics");
        answers += usize::from(message.get("error").is_some());
        if message["method"] == "textDocument/publishDiagnostics" {
            versions.push(message["params"]["version"].as_i64().unwrap());
        }
    }
    assert_eq!(answers, 3, "answers are kept");
    assert!(versions.len() < 5, "{versions:?}");
    stdin.write_all(frame(r#"{"jsonrpc":"2.0","id":9,"method":"shutdown"}"#).as_bytes()).unwrap();
    stdin.write_all(frame(r#"{"jsonrpc":"2.0","method":"exit"}"#).as_bytes()).unwrap();
    left(&mut server);
    assert_eq!(server.wait().unwrap().code(), Some(0));
}

#[test]
fn a_client_that_asks_and_asks_and_never_reads_is_given_up() {
    let mut program = Command::new(env!("CARGO_BIN_EXE_ibid"));
    let program = program.arg("lsp").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut server = program.spawn().unwrap();
    let (mut stdin, stdout) = (server.stdin.take().unwrap(), server.stdout.take());
    stdin.write_all(initialize(1).as_bytes()).unwrap();
    // 128 MB and more at once; then now and then a little.
    let (started, mut id) = (Instant::now(), 1);
    let mut ask = || {
        id += 1;
        stdin.write_all(echo(id, if id < 40 { 4 << 20 } else { 9 }).as_bytes())
    };
    while ask().is_ok() {
        assert!(started.elapsed() < 6 * PATIENCE, "it is still there");
        std::thread::sleep(Duration::from_millis(20));
    }
    assert_eq!(server.wait().unwrap().code(), Some(1));
    let mut told = String::new();
    server.stderr.take().unwrap().read_to_string(&mut told).unwrap();
    assert!(told.starts_with("ibid: the editor does not read what it asks for: "), "{told}");
    drop(stdout);
}

#[test]
fn a_client_that_stops_reading_for_good_is_left() {
    let mut server = server();
    let (mut stdin, stdout) = (server.stdin.take().unwrap(), server.stdout.take().unwrap());
    stdin.write_all(initialize(1).as_bytes()).unwrap();
    let mut stdout = BufReader::new(stdout);
    assert!(read(&mut stdout).is_some());
    drop(stdout);
    // Whatever is said next finds nobody.
    stdin.write_all(open(1, TEXT).as_bytes()).unwrap();
    let taken = left(&mut server);
    assert!(taken < SOON + SOON, "{taken:?}");
    assert_eq!(server.wait().unwrap().code(), Some(1));
}
