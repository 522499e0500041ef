//! A scripted client: speaks to the real program over real pipes, and answers what the program asks.

use serde_json::{Value, json};
use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// What a loaded machine may need for anything.
pub const PATIENCE: Duration = Duration::from_secs(20);

pub struct Client {
    child: Child,
    stdin: Option<ChildStdin>,
    incoming: Receiver<Value>,
    /// Notifications that nobody has asked about yet.
    pub inbox: VecDeque<Value>,
    /// Requests of the server, as they came.
    pub asked: Vec<Value>,
    /// What `workspace/configuration` is answered with, for each scope.
    pub settings: fn(Option<&str>) -> Value,
    /// Which of the answers that the server offers the writer chooses.
    pub choice: Option<&'static str>,
    /// Whether the server's requests are left without an answer.
    pub silent: bool,
    next: i64,
}

impl Client {
    pub fn start() -> Self {
        Self::start_in(&[])
    }

    /// Starts with other variables in the environment.
    pub fn start_in(environment: &[(&str, String)]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_ibid"))
            .arg("lsp")
            .envs(environment.iter().cloned())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (sender, incoming) = channel();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        std::thread::spawn(move || {
            while let Some(message) = read(&mut stdout) {
                if sender.send(message).is_err() {
                    return;
                }
            }
        });
        let stdin = child.stdin.take();
        let settings = |_: Option<&str>| Value::Null;
        Self {
            child,
            stdin,
            incoming,
            inbox: VecDeque::new(),
            asked: Vec::new(),
            settings,
            choice: None,
            silent: false,
            next: 0,
        }
    }

    /// Starts and introduces itself; returns the server's capabilities, too.
    pub fn initialized(capabilities: Value) -> (Self, Value) {
        Self::with(json!({"processId": null, "rootUri": null, "capabilities": capabilities}))
    }

    pub fn with(params: Value) -> (Self, Value) {
        let mut client = Self::start();
        let result = client.request("initialize", params)["result"].clone();
        client.notify("initialized", json!({}));
        (client, result)
    }

    pub fn raw(&mut self, bytes: &[u8]) {
        let stdin = self.stdin.as_mut().unwrap();
        // A server that has left is found out by what it does not answer.
        let _ = stdin.write_all(bytes).and_then(|()| stdin.flush());
    }

    pub fn send(&mut self, message: &Value) {
        let body = message.to_string();
        self.raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    pub fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    /// Sends a request and does not wait; returns its number.
    pub fn begin(&mut self, method: &str, params: Value) -> i64 {
        self.next += 1;
        let id = self.next;
        let mut message = json!({"jsonrpc": "2.0", "id": id, "method": method});
        if !params.is_null() {
            message["params"] = params;
        }
        self.send(&message);
        id
    }

    pub fn request(&mut self, method: &str, params: Value) -> Value {
        let id = self.begin(method, params);
        self.answer(id)
    }

    /// The answer to request `id`.
    pub fn answer(&mut self, id: i64) -> Value {
        self.wait(|message| message.get("method").is_none() && message["id"] == id)
            .unwrap_or_else(|| panic!("no answer to request {id}"))
    }

    /// The parameters of the next notification of that name.
    pub fn notification(&mut self, method: &str) -> Value {
        let message = self.wait(|message| message["method"] == method);
        message.unwrap_or_else(|| panic!("no {method}"))["params"].clone()
    }

    /// The next diagnostics published for `uri`.
    pub fn diagnostics(&mut self, uri: &str) -> Value {
        let message = self.wait(|m| m["method"] == "textDocument/publishDiagnostics" && m["params"]["uri"] == uri);
        message.unwrap_or_else(|| panic!("no diagnostics for {uri}"))["params"].clone()
    }

    /// Takes messages until one fits, or `None` when patience ends. The others wait in the inbox.
    pub fn wait(&mut self, fits: impl Fn(&Value) -> bool) -> Option<Value> {
        self.wait_for(PATIENCE, fits)
    }

    pub fn wait_for(&mut self, patience: Duration, fits: impl Fn(&Value) -> bool) -> Option<Value> {
        let deadline = Instant::now() + patience;
        if let Some(at) = self.inbox.iter().position(&fits) {
            return self.inbox.remove(at);
        }
        loop {
            let left = deadline.checked_duration_since(Instant::now())?;
            match self.incoming.recv_timeout(left) {
                Ok(message) if message.get("method").is_some() && message.get("id").is_some() => self.reply(message),
                Ok(message) if fits(&message) => return Some(message),
                Ok(message) => self.inbox.push_back(message),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return None,
            }
        }
    }

    fn reply(&mut self, request: Value) {
        if self.silent {
            self.asked.push(request);
            return;
        }
        let result = match request["method"].as_str().unwrap() {
            "workspace/configuration" => {
                let items = request["params"]["items"].as_array().unwrap();
                items.iter().map(|item| (self.settings)(item["scopeUri"].as_str())).collect()
            }
            "window/showMessageRequest" => self.choice.map_or(Value::Null, |title| json!({"title": title})),
            "window/showDocument" => json!({"success": true}),
            "workspace/applyEdit" => json!({"applied": true}),
            _ => Value::Null,
        };
        self.send(&json!({"jsonrpc": "2.0", "id": request["id"], "result": result}));
        self.asked.push(request);
    }

    /// Waits until the server has asked for `method`, `times` in all.
    pub fn asked(&mut self, method: &str, times: usize) -> Value {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let all: Vec<&Value> = self.asked.iter().filter(|request| request["method"] == method).collect();
            if all.len() >= times {
                return all[times - 1]["params"].clone();
            }
            assert!(Instant::now() < deadline, "never asked for {method}");
            self.wait_for(Duration::from_millis(20), |_| false);
        }
    }

    pub fn open(&mut self, uri: &str, version: i32, text: &str) {
        let item = json!({"uri": uri, "languageId": "markdown", "version": version, "text": text});
        self.notify("textDocument/didOpen", json!({"textDocument": item}));
    }

    pub fn change(&mut self, uri: &str, version: i32, changes: Value) {
        let document = json!({"uri": uri, "version": version});
        self.notify("textDocument/didChange", json!({"textDocument": document, "contentChanges": changes}));
    }

    /// The code actions for a range, of some kinds or of all.
    pub fn actions(&mut self, uri: &str, range: Value, only: Option<Value>) -> Vec<Value> {
        let mut context = json!({"diagnostics": []});
        if let Some(only) = only {
            context["only"] = only;
        }
        let params = json!({"textDocument": {"uri": uri}, "range": range, "context": context});
        let answer = self.request("textDocument/codeAction", params);
        answer["result"].as_array().unwrap_or_else(|| panic!("{answer}")).clone()
    }

    pub fn resolve(&mut self, action: &Value) -> Value {
        self.request("codeAction/resolve", action.clone())["result"].clone()
    }

    /// Says goodbye; returns the exit code.
    pub fn leave(mut self) -> Option<i32> {
        assert_eq!(self.request("shutdown", Value::Null)["result"], Value::Null);
        self.send(&json!({"jsonrpc": "2.0", "method": "exit"}));
        self.exit().and_then(|status| status.code())
    }

    /// Closes the pipe without a word.
    pub fn hang_up(&mut self) {
        self.stdin = None;
    }

    /// How the program ended, if it did within a while.
    pub fn exit(&mut self) -> Option<ExitStatus> {
        let deadline = Instant::now() + PATIENCE;
        while Instant::now() < deadline {
            if let Some(status) = self.child.try_wait().unwrap() {
                return Some(status);
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        None
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The next message, or `None` at the end.
pub fn read(input: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if input.read_line(&mut line).ok()? == 0 {
            return None;
        }
        if let Some(value) = line.strip_prefix("Content-Length: ") {
            length = value.trim().parse().unwrap();
        } else if line == "\r\n" {
            let mut body = vec![0; length];
            input.read_exact(&mut body).ok()?;
            return Some(serde_json::from_slice(&body).unwrap());
        }
    }
}
