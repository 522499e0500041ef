//! Everything that leaves for the client, apart from answers: notifications in one ordered queue, requests in tasks of their own.
//!
//! While the client does not read, of the diagnostics of a file only the last are kept, and of the log so many lines.

use super::output::Gauge;
use crate::check::Faults;
use std::collections::{HashMap, VecDeque};
use std::fmt::Display;
use std::future::Future;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::runtime::Handle;
use tokio::sync::Notify;
use tower_lsp::Client;
use tower_lsp::ls_types::notification::LogTrace;
use tower_lsp::ls_types::{Diagnostic, LogTraceParams, MessageType, Uri};

/// Lines of the log and the trace that wait at most.
const MOST_LINES: usize = 10_000;

/// How much is logged: everything up to this level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Level {
    /// Nothing.
    Off,
    /// What we could not do.
    Error,
    /// What we did otherwise than asked.
    Warning,
    /// What happened, seldom.
    Info,
    /// What happened, often.
    Debug,
}

impl Level {
    /// The level of that name, as editors' settings spell it.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name.to_ascii_lowercase().as_str() {
            "off" => Self::Off,
            "error" => Self::Error,
            "warn" | "warning" => Self::Warning,
            "info" => Self::Info,
            "debug" | "trace" => Self::Debug,
            _ => return None,
        })
    }
}

enum Letter {
    Log(Level, String),
    Trace(String, Option<String>),
    Diagnostics(Uri, Vec<Diagnostic>, Option<i32>),
}

/// What waits to be delivered.
#[derive(Default)]
struct Letters {
    waiting: VecDeque<Letter>,
    /// How many have left before those.
    left: usize,
    /// The number of the last diagnostics of each file among those that wait.
    last: HashMap<Uri, usize>,
    lines: usize,
    lines_left_out: usize,
}

impl Letters {
    /// Adds one. Where it is to be kept `short`, diagnostics take the place of earlier ones.
    fn add(&mut self, letter: Letter, short: bool) {
        if let Letter::Diagnostics(uri, ..) = &letter {
            let earlier = self.last.get(uri).filter(|_| short).and_then(|number| number.checked_sub(self.left));
            if let Some(earlier) = earlier.and_then(|at| self.waiting.get_mut(at)) {
                *earlier = letter;
                return;
            }
            self.last.insert(uri.clone(), self.left + self.waiting.len());
        } else if self.lines == MOST_LINES {
            self.lines_left_out += 1;
            return;
        } else {
            self.lines += 1;
        }
        self.waiting.push_back(letter);
    }

    fn next(&mut self) -> Option<Letter> {
        let Some(letter) = self.waiting.pop_front() else {
            let left_out = std::mem::take(&mut self.lines_left_out);
            let told = || format!("{left_out} lines are left out here: the editor did not read them in time");
            return (left_out > 0).then(|| Letter::Log(Level::Warning, told()));
        };
        match &letter {
            Letter::Diagnostics(uri, ..) if self.last.get(uri) == Some(&self.left) => drop(self.last.remove(uri)),
            Letter::Diagnostics(..) => {}
            Letter::Log(..) | Letter::Trace(..) => self.lines -= 1,
        }
        self.left += 1;
        Some(letter)
    }
}

/// Letters on their way from whoever writes them to the task that delivers them.
struct Post {
    letters: Mutex<Letters>,
    more: Notify,
    gauge: Arc<Gauge>,
}

impl Post {
    fn with<T>(&self, act: impl FnOnce(&mut Letters) -> T) -> T {
        act(&mut self.letters.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// The way to the client. Never waits for it.
#[derive(Clone)]
pub struct Outbox {
    post: Arc<Post>,
    level: Arc<AtomicU8>,
    /// Whether the log may quote drafts.
    excerpts: Arc<AtomicBool>,
    runtime: Handle,
    client: Client,
}

impl Outbox {
    /// Starts delivering to `client` on `runtime`, as far as `gauge` says that it reads.
    pub fn new(client: Client, runtime: Handle, gauge: Arc<Gauge>) -> Self {
        let post = Arc::new(Post { letters: Mutex::default(), more: Notify::new(), gauge });
        runtime.spawn(deliver(Arc::clone(&post), client.clone()));
        let level = Arc::new(AtomicU8::new(Level::Info as u8));
        Self { post, level, excerpts: Arc::default(), runtime, client }
    }

    /// Logs everything up to `level` from now on.
    pub fn set_level(&self, level: Level) {
        self.level.store(level as u8, Ordering::Relaxed);
    }

    /// Lets the log quote drafts from now on, or not: they are the writer's own until the writer says otherwise.
    pub fn set_excerpts(&self, wanted: bool) {
        self.excerpts.store(wanted, Ordering::Relaxed);
    }

    /// Whether the log may quote drafts.
    pub fn quotes(&self) -> bool {
        self.excerpts.load(Ordering::Relaxed)
    }

    /// Says what has gone wrong inside ibid at `place`, each fault once.
    pub fn log_faults(&self, place: &str, faults: &Faults) {
        for fault in faults.untold() {
            let told = fault.told(self.quotes());
            self.log(Level::Error, format!("{place}: {told}"));
        }
    }

    /// Says something in the client's log.
    pub fn log(&self, level: Level, message: impl Display) {
        if level as u8 <= self.level.load(Ordering::Relaxed) {
            self.send(Letter::Log(level, message.to_string()));
        }
    }

    /// Says something to the writer, in a message that stays until it is read.
    pub fn say(&self, kind: MessageType, message: String) {
        self.ask(move |client| async move { client.show_message(kind, message).await });
    }

    /// Says something in the client's trace.
    pub fn trace(&self, message: String, verbose: Option<String>) {
        self.send(Letter::Trace(message, verbose));
    }

    /// Replaces the diagnostics that the client shows for a file.
    pub fn publish(&self, uri: Uri, diagnostics: Vec<Diagnostic>, version: Option<i32>) {
        self.send(Letter::Diagnostics(uri, diagnostics, version));
    }

    /// Asks the client for something in a task of its own, so that nobody waits for it here.
    pub fn ask<F: Future<Output = ()> + Send + 'static>(&self, question: impl FnOnce(Client) -> F) {
        self.runtime.spawn(question(self.client.clone()));
    }

    fn send(&self, letter: Letter) {
        let short = self.post.gauge.is_full();
        self.post.with(|letters| letters.add(letter, short));
        self.post.more.notify_one();
    }
}

async fn deliver(post: Arc<Post>, client: Client) {
    loop {
        post.gauge.room().await;
        let Some(letter) = post.with(Letters::next) else {
            post.more.notified().await;
            continue;
        };
        match letter {
            Letter::Log(level, message) => client.log_message(kind(level), message).await,
            Letter::Trace(message, verbose) => {
                client.send_notification::<LogTrace>(LogTraceParams { message, verbose }).await;
            }
            Letter::Diagnostics(uri, diagnostics, version) => {
                client.publish_diagnostics(uri, diagnostics, version).await;
            }
        }
    }
}

fn kind(level: Level) -> MessageType {
    match level {
        Level::Off | Level::Debug => MessageType::LOG,
        Level::Error => MessageType::ERROR,
        Level::Warning => MessageType::WARNING,
        Level::Info => MessageType::INFO,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn diagnostics(uri: &str, version: i32) -> Letter {
        Letter::Diagnostics(uri.parse().unwrap(), Vec::new(), Some(version))
    }

    fn taken(letters: &mut Letters) -> Vec<String> {
        let told = |letter| match letter {
            Letter::Log(_, line) => line,
            Letter::Trace(line, _) => line,
            Letter::Diagnostics(uri, _, version) => format!("{} {}", uri.as_str(), version.unwrap()),
        };
        std::iter::from_fn(|| letters.next()).map(told).collect()
    }

    #[test]
    fn of_diagnostics_that_nobody_reads_the_last_are_kept() {
        let mut letters = Letters::default();
        for version in 1..4 {
            letters.add(diagnostics("file:///a.md", version), false);
        }
        assert!(letters.next().is_some());
        for version in 4..9 {
            letters.add(diagnostics("file:///a.md", version), true);
            letters.add(diagnostics("file:///b.md", version), true);
        }
        assert_eq!(taken(&mut letters), ["file:///a.md 2", "file:///a.md 8", "file:///b.md 8"]);
        letters.add(diagnostics("file:///a.md", 9), true);
        assert_eq!(taken(&mut letters), ["file:///a.md 9"], "what has left is not replaced");
        assert!(letters.last.is_empty());
    }

    #[test]
    fn lines_that_nobody_reads_are_counted() {
        let mut letters = Letters::default();
        for number in 0..MOST_LINES + 3 {
            letters.add(Letter::Log(Level::Info, number.to_string()), true);
        }
        let lines = taken(&mut letters);
        assert_eq!(lines.len(), MOST_LINES + 1);
        assert!(lines[MOST_LINES].starts_with("3 lines are left out here"));
        assert_eq!(taken(&mut letters), [""; 0]);
    }
}
