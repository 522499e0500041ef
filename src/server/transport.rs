//! Bytes in and out, and when to leave.
//!
//! Standard input and output each have a thread of their own, with queues that do not fill, so a client that writes much and reads late is
//! never stopped: that is how two programs come to wait for each other. The reader checks each message before tower-lsp sees it, because
//! tower-lsp ends the session at the first one that it cannot read, and says nothing of notifications with wrong parameters.

use super::backend::Backend;
use super::enclosure::{Opener, enclosures};
use super::event::Event;
use super::halves;
use super::outbox::Outbox;
use super::output::{Output, output};
use super::session::Session;
use super::unreadable;
use serde::Deserialize;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::sync::Notify;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tower_lsp::jsonrpc::{Request, Response};
use tower_lsp::{LspService, Server};

/// How long unfinished work may go on once nobody listens. Together with [`LAST_WORDS`] and [`LAST_ACTS`] under a second.
const GRACE: Duration = Duration::from_millis(300);
/// How long the last bytes may take to leave.
const LAST_WORDS: Duration = Duration::from_millis(300);
/// How long the session may take to tidy up after itself.
const LAST_ACTS: Duration = Duration::from_millis(200);
/// A cancellation needs a free place to be noticed. tower-lsp has 4 unless told otherwise, and a few slow requests fill those.
const REQUESTS_AT_ONCE: usize = 64;
/// A message longer than this is a mistake in its header.
const LONGEST_MESSAGE: usize = 1 << 30;
/// A header line longer than this is none.
const LONGEST_HEADER: u64 = 8 << 10;

/// Serves a client that is heard on `input` and answered on `output`. Returns 0 if the client said goodbye, 1 if it vanished.
pub fn serve(input: impl Read + Send + 'static, sink: impl Write + Send + 'static) -> i32 {
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_time().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("ibid: cannot start the language server: {error}");
            return 1;
        }
    };
    let quit = Arc::new(Notify::new());
    let leaving = Arc::new(AtomicBool::new(false));
    let (frames, inlet) = unbounded_channel();
    let (output, outlet) = output(Arc::clone(&quit));
    let (written, last_word) = mpsc::channel();
    let (events, queue) = mpsc::channel();
    let (ended, last_act) = mpsc::channel();
    std::thread::spawn({
        let (output, quit, leaving) = (output.clone(), Arc::clone(&quit), Arc::clone(&leaving));
        move || {
            read(&mut BufReader::new(input), &frames, &output, &leaving);
            quit.notify_one();
        }
    });
    std::thread::spawn(move || {
        outlet.write(sink);
        let _ = written.send(());
    });

    runtime.block_on(async {
        let (encloser, opener) = enclosures();
        let (service, socket) = LspService::build(|client| {
            let outbox = Outbox::new(client, tokio::runtime::Handle::current(), output.gauge());
            let session = Session::new(events.clone(), outbox, encloser, Arc::clone(&quit));
            std::thread::spawn(move || {
                session.run(&queue);
                let _ = ended.send(());
            });
            Backend::new(events.clone())
        })
        .custom_method("$/setTrace", Backend::set_trace)
        .custom_method("window/workDoneProgress/cancel", Backend::call_off)
        .custom_method(unreadable::METHOD, Backend::unreadable)
        .custom_method("ibid/sources", Backend::sources)
        .custom_method("ibid/status", Backend::status)
        .finish();
        let inlet = Inlet { frames: inlet, rest: Vec::new(), read: 0 };
        let server = Server::new(inlet, Outlet { output: output.clone(), opener }, socket)
            .concurrency_level(REQUESTS_AT_ONCE)
            .serve(service);
        let deadline = async {
            quit.notified().await;
            tokio::time::sleep(GRACE).await;
        };
        tokio::select! { () = server => (), () = deadline => () }
    });
    runtime.shutdown_background();
    let _ = events.send(Event::Gone);
    // The reader still holds a sender while it waits for input that may never come.
    output.end();
    let _ = last_word.recv_timeout(LAST_WORDS);
    let _ = last_act.recv_timeout(LAST_ACTS);
    i32::from(!leaving.load(Ordering::SeqCst))
}

/// A message, read as tower-lsp reads it: that minds what stands in parts that nobody wants, and a request alone does not.
#[derive(Deserialize)]
#[serde(untagged)]
enum Message {
    Response(#[expect(dead_code, reason = "only whether it can be read matters")] Response),
    Request(Request),
}

/// Passes on every message that can be read, until the input ends, and notes in `leaving` that the client said goodbye. That is noted here
/// because an `exit` right behind a `shutdown` cancels it before its handler has run.
fn read(input: &mut impl BufRead, frames: &UnboundedSender<Vec<u8>>, output: &Output, leaving: &AtomicBool) {
    while let Ok(Some(body)) = message(input) {
        // tower-lsp insists on UTF-8, even where it reads nothing.
        let mut body = halves::in_utf_8(body);
        let mut read = serde_json::from_slice::<Message>(&body).ok();
        if read.is_none()
            && let Some(whole) = halves::whole(&body)
        {
            (read, body) = (serde_json::from_slice(&whole).ok(), whole);
        }
        if matches!(&read, Some(Message::Request(request)) if request.method() == "shutdown") {
            leaving.store(true, Ordering::SeqCst);
        }
        if let Some(message) = read {
            let instead = if let Message::Request(request) = &message { unreadable::instead(request) } else { None };
            let sent = frames.send(framed(&body)).is_ok();
            if !sent || instead.is_some_and(|instead| frames.send(framed(&instead)).is_err()) {
                return;
            }
            continue;
        }
        // -32700 for what is no JSON, -32600 for JSON that is no message.
        let (code, message) = match serde_json::from_slice::<serde_json::Value>(&body) {
            Ok(_) => (-32600, "Invalid request"),
            Err(_) => (-32700, "Parse error"),
        };
        let answer = serde_json::json!({"jsonrpc": "2.0", "id": null, "error": {"code": code, "message": message}});
        output.send(framed(answer.to_string().as_bytes()));
    }
}

/// The next message's body. Lines that are no header are passed over, so a stray line costs itself and no more.
fn message(input: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    let mut length = None;
    let mut line = Vec::new();
    loop {
        line.clear();
        if (&mut *input).take(LONGEST_HEADER).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        let header = String::from_utf8_lossy(&line).trim().to_ascii_lowercase();
        // Anywhere in the line: what went wrong before it need not have ended in a line break.
        if let Some((_, value)) = header.rsplit_once("content-length:") {
            length = value.trim().parse::<usize>().ok().filter(|length| *length <= LONGEST_MESSAGE);
        } else if let (true, Some(length)) = (header.is_empty(), length) {
            let mut body = Vec::new();
            let read = (&mut *input).take(length as u64).read_to_end(&mut body)?;
            return Ok((read == length).then_some(body));
        }
    }
}

/// A message with its header.
pub fn framed(body: &[u8]) -> Vec<u8> {
    let mut frame = format!("Content-Length: {}\r\n\r\n", body.len()).into_bytes();
    frame.extend_from_slice(body);
    frame
}

/// What the reader passed on, as tower-lsp wants to read it.
struct Inlet {
    frames: UnboundedReceiver<Vec<u8>>,
    rest: Vec<u8>,
    read: usize,
}

impl AsyncRead for Inlet {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        if self.read == self.rest.len() {
            match self.frames.poll_recv(cx) {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(None) => return Poll::Ready(Ok(())),
                Poll::Ready(Some(frame)) => (self.rest, self.read) = (frame, 0),
            }
        }
        let length = buffer.remaining().min(self.rest.len() - self.read);
        buffer.put_slice(&self.rest[self.read..self.read + length]);
        self.read += length;
        Poll::Ready(Ok(()))
    }
}

/// The way to the writer, as tower-lsp wants to write it. Takes each buffer whole, so that frames of the reader's own
/// never fall into the middle of another.
struct Outlet {
    output: Output,
    opener: Opener,
}

impl AsyncWrite for Outlet {
    fn poll_write(mut self: Pin<&mut Self>, _: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let whole = self.opener.open(bytes);
        let sent = self.output.send(whole);
        Poll::Ready(if sent { Ok(bytes.len()) } else { Err(io::ErrorKind::BrokenPipe.into()) })
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}
