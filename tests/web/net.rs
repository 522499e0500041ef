//! Servers on loopback sockets, and a net in which public names lead to them.

use ibid::web::{Answer, Ask, Budget, Failure, Limits, Lookup, Seam, Service, Settings, Web};
use std::collections::HashMap;
use std::io::{Read, Write};
use std::net::{IpAddr, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// Numbers that are public, and one that is not.
pub const PUBLIC: &str = "93.184.215.14";
pub const OTHER: &str = "2606:4700::6810:84e5";
pub const PRIVATE: &str = "10.0.0.1";

/// A server that keeps what arrives.
#[derive(Clone)]
pub struct Server {
    pub port: u16,
    seen: Arc<Mutex<Vec<(Instant, String)>>>,
}

impl Server {
    /// The heads of the requests that arrived, byte for byte.
    pub fn seen(&self) -> Vec<String> {
        self.seen.lock().unwrap().iter().map(|(_, head)| head.clone()).collect()
    }

    /// When they arrived.
    pub fn times(&self) -> Vec<Instant> {
        self.seen.lock().unwrap().iter().map(|(at, _)| *at).collect()
    }
}

/// Serves each connection on a thread of its own: `act` gets the stream, the head of the request and which one it is.
pub fn serve(act: impl Fn(&mut TcpStream, &str, usize) + Send + Sync + 'static) -> Server {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let server = Server { port: listener.local_addr().unwrap().port(), seen: Arc::default() };
    let (seen, act) = (server.seen.clone(), Arc::new(act));
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let (seen, act) = (seen.clone(), act.clone());
            std::thread::spawn(move || {
                let mut stream = stream;
                let head = head(&mut stream);
                let count = {
                    let mut seen = seen.lock().unwrap();
                    seen.push((Instant::now(), head.clone()));
                    seen.len() - 1
                };
                act(&mut stream, &head, count);
            });
        }
    });
    server
}

/// Serves the same bytes to everybody.
pub fn say(bytes: impl Into<Vec<u8>>) -> Server {
    let bytes = bytes.into();
    serve(move |stream, _, _| {
        let _ = stream.write_all(&bytes);
    })
}

/// A reply with a body, whole.
pub fn reply(status: &str, headers: &str, body: &str) -> String {
    format!("HTTP/1.1 {status}\r\n{headers}content-length: {}\r\n\r\n{body}", body.len())
}

pub fn head(stream: &mut impl Read) -> String {
    let (mut head, mut byte) = (Vec::new(), [0]);
    while !head.ends_with(b"\r\n\r\n") && matches!(stream.read(&mut byte), Ok(1)) {
        head.push(byte[0]);
    }
    String::from_utf8_lossy(&head).into_owned()
}

/// Names and what they resolve to, one look-up after the other, and where the numbers are.
#[derive(Default)]
pub struct Net {
    pub names: HashMap<String, Vec<Lookup>>,
    pub sockets: HashMap<SocketAddr, SocketAddr>,
    pub root: Option<Vec<u8>>,
    pub play: Option<u16>,
    pub settings: Settings,
    pub second: Duration,
}

pub fn number(text: &str) -> IpAddr {
    text.parse().unwrap()
}

pub fn found(numbers: &[&str]) -> Lookup {
    Lookup::Found(numbers.iter().map(|text| number(text)).collect())
}

impl Net {
    /// `public.example` at a server.
    pub fn at(server: &Server) -> Self {
        Self::default().name("public.example", &[PUBLIC]).place(PUBLIC, server)
    }

    /// Every host at one server, which is told in the path which one is meant.
    pub fn played_by(server: &Server) -> Self {
        Self { play: Some(server.port), ..Self::default() }
    }

    pub fn name(self, name: &str, numbers: &[&str]) -> Self {
        self.answers(name, vec![found(numbers)])
    }

    pub fn answers(mut self, name: &str, answers: Vec<Lookup>) -> Self {
        self.names.insert(name.to_owned(), answers);
        self
    }

    /// A number is a server, at each port of the web.
    pub fn place(mut self, at: &str, server: &Server) -> Self {
        for port in [80, 443, 8080, 8443, server.port] {
            self.sockets.insert(SocketAddr::new(number(at), port), SocketAddr::from(([127, 0, 0, 1], server.port)));
        }
        self
    }

    pub fn second(mut self, second: Duration) -> Self {
        self.second = second;
        self
    }

    pub fn web(self, limits: Limits) -> Web {
        let seam = Seam { names: Mutex::new(self.names), sockets: self.sockets, root: self.root, play: self.play };
        Web::for_test(self.settings, limits, seam, self.second)
    }
}

/// Limits that end a test soon, with nothing asked again.
pub fn once() -> Limits {
    Limits { retries: 0, ..Limits::default() }
}

pub fn block<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

pub fn page(address: &str) -> Ask {
    Ask::url(address).unwrap()
}

/// Asks for a page in a run of its own.
pub fn get(web: &Web, address: &str) -> Answer {
    block(web.run(Budget::default()).get(Service::Page, &page(address)))
}

pub fn failure(answer: &Answer) -> Failure {
    *answer.outcome.as_ref().expect_err("a failure")
}
