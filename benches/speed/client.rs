//! A client in the same process: what the server costs from the bytes of a change to the bytes of the answer, without another program.

use std::io::{BufRead, BufReader, PipeReader, PipeWriter, Read, Write, pipe};

/// The name of the one draft that is open.
const URI: &str = "file:///drafts/draft.md";

/// A client with one draft open.
pub struct Client {
    to: PipeWriter,
    from: BufReader<PipeReader>,
    asked: u32,
    version: u32,
    /// The name of the last result.
    known: Option<String>,
}

impl Client {
    /// Starts a server and opens a draft in it.
    pub fn open(text: &str) -> Option<Self> {
        let ((input, to), (from, output)) = (pipe().ok()?, pipe().ok()?);
        std::thread::spawn(move || ibid::server::serve(input, output));
        let mut client = Self { to, from: BufReader::new(from), asked: 0, version: 1, known: None };
        let able = r#""workspace":{"diagnostics":{"refreshSupport":true}},"textDocument":{"diagnostic":{}}"#;
        client.ask("initialize", &format!(r#"{{"processId":null,"rootUri":null,"capabilities":{{{able}}}}}"#))?;
        client.tell("initialized", "{}")?;
        let text = serde_json::to_string(text).ok()?;
        let item = format!(r#"{{"uri":"{URI}","languageId":"markdown","version":1,"text":{text}}}"#);
        client.tell("textDocument/didOpen", &format!(r#"{{"textDocument":{item}}}"#))?;
        client.pull(false)?;
        Some(client)
    }

    /// Types a letter.
    pub fn key(&mut self, line: u32, column: u32) -> Option<()> {
        self.version += 1;
        let place = format!(r#"{{"line":{line},"character":{column}}}"#);
        let change = format!(r#"{{"range":{{"start":{place},"end":{place}}},"text":"e"}}"#);
        let item = format!(r#"{{"uri":"{URI}","version":{}}}"#, self.version);
        self.tell("textDocument/didChange", &format!(r#"{{"textDocument":{item},"contentChanges":[{change}]}}"#))
    }

    /// Asks for what is wrong, and with `again` says what is known of that; returns the length of the answer in bytes.
    pub fn pull(&mut self, again: bool) -> Option<usize> {
        let known = self.known.as_ref().filter(|_| again);
        let known = known.map(|known| format!(r#","previousResultId":"{known}""#)).unwrap_or_default();
        let body = self.ask("textDocument/diagnostic", &format!(r#"{{"textDocument":{{"uri":"{URI}"}}{known}}}"#))?;
        let (_, id) = body.split_once(r#""resultId":""#)?;
        self.known = id.split('"').next().map(str::to_owned);
        Some(body.len())
    }

    fn send(&mut self, body: &str) -> Option<()> {
        self.to.write_all(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes()).ok()
    }

    fn tell(&mut self, method: &str, params: &str) -> Option<()> {
        self.send(&format!(r#"{{"jsonrpc":"2.0","method":"{method}","params":{params}}}"#))
    }

    fn ask(&mut self, method: &str, params: &str) -> Option<String> {
        self.asked += 1;
        let id = self.asked;
        self.send(&format!(r#"{{"jsonrpc":"2.0","id":{id},"method":"{method}","params":{params}}}"#))?;
        loop {
            let body = self.read()?;
            // What the server says of itself in between is of no interest.
            if body.contains(&format!(r#""id":{id}"#)) && !body.contains(r#""method":"#) {
                return Some(body);
            }
        }
    }

    fn read(&mut self) -> Option<String> {
        let (mut line, mut length) = (String::new(), 0);
        loop {
            line.clear();
            self.from.read_line(&mut line).ok().filter(|read| *read > 0)?;
            match line.trim().split_once(": ") {
                Some((_, value)) => length = value.parse().ok()?,
                None => break,
            }
        }
        let mut body = vec![0; length];
        self.from.read_exact(&mut body).ok()?;
        String::from_utf8(body).ok()
    }
}
