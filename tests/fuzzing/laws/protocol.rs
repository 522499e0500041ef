//! Bytes in place of an editor: the whole server, over pipes in memory.

use ibid::server;
use serde_json::{Value, json};
use std::io::{self, Read, Write};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

/// After that long without an answer the server hangs.
const PATIENCE: Duration = Duration::from_secs(20);
/// What a client does not send to a server that it wants to hear more of. Folders are left out lest the fuzzer have the disk walked.
const UNWANTED: &[&str] = &["exit", "shutdown", "initialize", "didChangeWorkspaceFolders"];

/// The server reports no fault of its own; every frame that it sends can be read; and it answers still, unless it was told to leave or is
/// waiting for the rest of a message. By the first byte, the rest is messages, one a line, or is sent as it is.
pub fn law(data: &[u8]) {
    let (choice, rest) = data.split_first().map_or((0, data), |(first, rest)| (*first, rest));
    let framed = choice % 4 != 0;
    let capabilities = match choice & 0x10 {
        0 => json!({"general": {"positionEncodings": ["utf-8"]}, "textDocument": {"diagnostic": {}}}),
        _ => json!({}),
    };
    let params = json!({"processId": null, "rootUri": null, "capabilities": capabilities});
    let mut input =
        frame(&json!({"jsonrpc": "2.0", "id": "first", "method": "initialize", "params": params}).to_string());
    input.extend(frame(r#"{"jsonrpc":"2.0","method":"initialized","params":{}}"#));
    if framed {
        let wanted = |line: &&[u8]| UNWANTED.iter().all(|word| memchr::memmem::find(line, word.as_bytes()).is_none());
        rest.split(|byte| *byte == b'\n').filter(wanted).for_each(|line| input.extend(framed_bytes(line)));
    } else if memchr::memmem::find(rest, b"didChangeWorkspaceFolders").is_none() {
        input.extend(rest);
    }
    input.extend(frame(r#"{"jsonrpc":"2.0","id":"last","method":"shutdown"}"#));
    let output = converse(input, framed);
    for message in messages(&output) {
        assert!(!message.to_string().contains("a fault in ibid"), "{message}");
    }
}

fn frame(body: &str) -> Vec<u8> {
    framed_bytes(body.as_bytes())
}

fn framed_bytes(body: &[u8]) -> Vec<u8> {
    [format!("Content-Length: {}\r\n\r\n", body.len()).as_bytes(), body].concat()
}

/// Everything that the server says. It must answer the last request if it is sure to get it.
fn converse(input: Vec<u8>, sure: bool) -> Vec<u8> {
    let (say, hear) = channel();
    let (said, heard) = channel();
    let server = std::thread::spawn(move || server::serve(Ear(hear, Vec::new()), Mouth(said)));
    say.send(input).expect("the server listens");
    let (mut output, deadline) = (Vec::new(), Instant::now() + PATIENCE);
    while sure && memchr::memmem::find(&output, b"\"id\":\"last\"").is_none() {
        match heard.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
            Ok(bytes) => output.extend(bytes),
            Err(RecvTimeoutError::Timeout) => panic!("no answer after {PATIENCE:?}"),
            Err(RecvTimeoutError::Disconnected) => panic!("the server left unasked"),
        }
    }
    drop(say);
    assert!(server.join().is_ok(), "the server panics");
    output.extend(heard.try_iter().flatten());
    output
}

fn messages(mut output: &[u8]) -> Vec<Value> {
    let mut messages = Vec::new();
    while !output.is_empty() {
        let end = memchr::memmem::find(output, b"\r\n\r\n").expect("a head") + 4;
        let (head, rest) = output.split_at(end);
        let head = std::str::from_utf8(head).expect("a head in ASCII").to_ascii_lowercase();
        let length: usize =
            head.trim().strip_prefix("content-length: ").and_then(|n| n.parse().ok()).expect("a length");
        let (body, rest) = rest.split_at(length);
        messages.push(serde_json::from_slice(body).expect("JSON"));
        output = rest;
    }
    messages
}

/// What the server hears; it waits for more until the client hangs up.
struct Ear(Receiver<Vec<u8>>, Vec<u8>);

impl Read for Ear {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.1.is_empty() {
            let Ok(bytes) = self.0.recv() else { return Ok(0) };
            self.1 = bytes;
        }
        let length = buffer.len().min(self.1.len());
        buffer[..length].copy_from_slice(&self.1[..length]);
        self.1.drain(..length);
        Ok(length)
    }
}

struct Mouth(Sender<Vec<u8>>);

impl Write for Mouth {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.send(bytes.to_vec()).map(|()| bytes.len()).map_err(|_| io::ErrorKind::BrokenPipe.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
