//! A server on loopback that plays all hosts of the web: the first part of a path is the host that was meant.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// What else stands on every page: with less it would not be taken for a whole one.
const REST: &str = "The weather of the year before last is kept in the loft, in boxes, by month, and whoever wants to see it must ask at the \
                    desk on a Tuesday, when the keeper of the loft is there and has brought the ladder. Tea is not served. Dogs wait \
                    outside, on the bench beside the pump, which was painted green by the children of the school one summer and \
                    has been green ever since, whatever the council says about it.";

/// A page: its status, its headers (whole lines), its body.
type Page = (u16, String, Vec<u8>);

/// The server; it lives as long as the test.
#[derive(Clone)]
pub struct Player {
    port: u16,
    pages: Arc<Mutex<HashMap<String, Page>>>,
    /// What is said once, before the page itself.
    first: Arc<Mutex<HashMap<String, Page>>>,
    heads: Arc<Mutex<Vec<String>>>,
}

impl Player {
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let player = Self { port, pages: Arc::default(), first: Arc::default(), heads: Arc::default() };
        let own = player.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let own = own.clone();
                std::thread::spawn(move || own.answer(stream));
            }
        });
        player
    }

    /// What `IBID_TEST_WEB` must say.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Puts a page at `host/path`, the query included.
    pub fn put(&self, at: &str, status: u16, headers: &str, body: &str) {
        self.put_bytes(at, status, headers, body.as_bytes());
    }

    /// The same with a body that is no text.
    #[allow(dead_code, reason = "not every suite sends documents")]
    pub fn put_bytes(&self, at: &str, status: u16, headers: &str, body: &[u8]) {
        self.pages.lock().unwrap().insert(at.to_owned(), (status, headers.to_owned(), body.to_owned()));
    }

    /// Says this once, to whoever asks there next, and then again what the page says.
    #[allow(dead_code, reason = "not every suite has servers that change their mind")]
    pub fn once(&self, at: &str, status: u16, headers: &str, body: &str) {
        let page = (status, headers.to_owned(), body.as_bytes().to_owned());
        self.first.lock().unwrap().insert(at.to_owned(), page);
    }

    /// Puts a page of the web.
    pub fn page(&self, at: &str, title: &str, body: &str) {
        let html = format!(
            "<!doctype html><html><head><title>{title}</title></head><body><h1>{title}</h1>{body}<p>{REST}</p></body></html>"
        );
        self.put(at, 200, "content-type: text/html; charset=utf-8\r\n", &html);
    }

    /// Takes the page back, and answers nobody who asks for it.
    #[allow(dead_code, reason = "not every suite calls a run off")]
    pub fn hang(&self, at: &str) {
        self.put(at, 0, "", "");
    }

    /// All that arrived: the requests' heads, byte for byte.
    pub fn heads(&self) -> Vec<String> {
        self.heads.lock().unwrap().clone()
    }

    fn answer(&self, stream: TcpStream) {
        let mut reader = BufReader::new(stream.try_clone().unwrap());
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            if !matches!(reader.read_line(&mut head), Ok(1..)) {
                return;
            }
        }
        let path = head.split(' ').nth(1).unwrap_or_default().trim_start_matches('/').to_owned();
        self.heads.lock().unwrap().push(head);
        let nothing = || (404, String::new(), b"no such page".to_vec());
        let first = self.first.lock().unwrap().remove(&path);
        let page = first.or_else(|| self.pages.lock().unwrap().get(&path).cloned());
        let (status, headers, body) = page.unwrap_or_else(nothing);
        if status == 0 {
            std::thread::park_timeout(std::time::Duration::from_secs(60));
            return;
        }
        let length = body.len();
        let head = format!("HTTP/1.1 {status} X\r\n{headers}content-length: {length}\r\nconnection: close\r\n\r\n");
        let _ = (&stream).write_all(head.as_bytes()).and_then(|()| (&stream).write_all(&body));
    }
}
