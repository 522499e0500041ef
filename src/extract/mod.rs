//! The text of PDFs, by a child process: a reader of PDFs may fail, hang or take all memory on a document that wants it to, and none of that
//! may reach the session. The child reads the document from its standard input and opens nothing, and ends when its parent does.

mod child;
mod limits;

pub use child::child;

use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// The hidden command of the child.
pub const COMMAND: &str = "__extract";
/// What reads PDFs, and its version: kept beside what it read, since another may read otherwise.
pub const READER: &str = "pdf-extract 0.12";
/// The most bytes of a document.
pub const DOCUMENT: usize = 64 << 20;
/// The most bytes of text.
pub const TEXT: usize = 16 << 20;
/// The most bytes of a title.
const TITLE: usize = 64 << 10;
/// The most time that a document may take.
pub const TIME: Duration = Duration::from_secs(20);

/// What came of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Extracted {
    /// It could be read.
    Text {
        /// Its title as the document has it, on one line; empty if it has none.
        title: String,
        /// Its text, page after page.
        text: String,
    },
    /// None; what that says of the source is nothing.
    Nothing(Why),
}

/// Why there is no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The document is longer than is read.
    TooLong,
    /// The child could not be started.
    NotStarted,
    /// It took too long.
    Late,
    /// It failed: the document is broken, locked, or took too much memory.
    Failed,
    /// The document has no text, such as a scan.
    Empty,
}

/// The text of a PDF, by `program`, which is ibid itself.
pub fn extract(program: &Path, document: &[u8], time: Duration) -> Extracted {
    if document.len() > DOCUMENT {
        return Extracted::Nothing(Why::TooLong);
    }
    let mut command = Command::new(program);
    command.arg(COMMAND).env_clear().stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let Ok(mut child) = command.spawn() else { return Extracted::Nothing(Why::NotStarted) };
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    thread::scope(|scope| {
        let writer = scope.spawn(move || {
            let mut stdin = stdin?;
            let length = (document.len() as u64).to_le_bytes();
            // A child that stops listening has failed, which its status says.
            let _ = stdin.write_all(&length).and_then(|()| stdin.write_all(document)).and_then(|()| stdin.flush());
            Some(stdin)
        });
        let reader = scope.spawn(move || {
            let mut bytes = Vec::new();
            let read = stdout.map(|stdout| stdout.take((TITLE + TEXT) as u64).read_to_end(&mut bytes));
            (matches!(read, Some(Ok(_))), bytes)
        });
        let ended = wait(&mut child, time);
        // Held open until here: a child whose input ends is alone.
        drop(writer.join());
        let Ok((whole, bytes)) = reader.join() else { return Extracted::Nothing(Why::Failed) };
        match ended {
            None => Extracted::Nothing(Why::Late),
            Some(false) => Extracted::Nothing(Why::Failed),
            Some(true) if !whole || bytes.len() >= TITLE + TEXT => Extracted::Nothing(Why::Failed),
            Some(true) => text(&bytes),
        }
    })
}

/// Whether the child ended well; `None` for one that had to be ended.
fn wait(child: &mut Child, time: Duration) -> Option<bool> {
    let start = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Some(status.success()),
            Ok(None) if start.elapsed() < time => thread::sleep(Duration::from_millis(5)),
            Ok(None) | Err(_) => {
                let _ = child.kill();
                let _ = child.wait();
                return None;
            }
        }
    }
}

fn text(bytes: &[u8]) -> Extracted {
    let said = String::from_utf8_lossy(bytes);
    let (title, text) = said.split_once('\n').unwrap_or(("", &said));
    let text = joined(text);
    // A few letters are a page's number, or noise on a scan.
    let letters = text.chars().filter(|c| c.is_alphabetic()).take(20).count();
    if letters < 20 { Extracted::Nothing(Why::Empty) } else { Extracted::Text { title: title.to_owned(), text } }
}

/// A text in which a word that is parted at the end of a line has its hyphen beside it: `com -⏎mercial` is `com-⏎mercial`.
fn joined(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(" -\n") {
        let parted = before.ends_with(char::is_alphabetic) && after.starts_with(char::is_lowercase);
        joined.push_str(before);
        joined.push_str(if parted { "-\n" } else { " -\n" });
        rest = after;
    }
    joined.push_str(rest);
    joined
}
