//! Everything that leaves for the client, apart from answers: notifications in one ordered queue, requests in tasks of their own.

use crate::check::Faults;
use std::fmt::Display;
use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};
use tokio::runtime::Handle;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tower_lsp::Client;
use tower_lsp::ls_types::notification::LogTrace;
use tower_lsp::ls_types::{Diagnostic, LogTraceParams, MessageType, Uri};

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

/// The way to the client. Never waits for it.
#[derive(Clone)]
pub struct Outbox {
    letters: UnboundedSender<Letter>,
    level: Arc<AtomicU8>,
    /// Whether the log may quote drafts.
    excerpts: Arc<AtomicBool>,
    runtime: Handle,
    client: Client,
}

impl Outbox {
    /// Starts delivering to `client` on `runtime`.
    pub fn new(client: Client, runtime: Handle) -> Self {
        let (letters, queue) = unbounded_channel();
        runtime.spawn(deliver(queue, client.clone()));
        let level = Arc::new(AtomicU8::new(Level::Info as u8));
        Self { letters, level, excerpts: Arc::default(), runtime, client }
    }

    /// Logs everything up to `level` from now on.
    pub fn set_level(&self, level: Level) {
        self.level.store(level as u8, Ordering::Relaxed);
    }

    /// Lets the log quote drafts from now on, or not: they are the writer's own until the writer says otherwise.
    pub fn set_excerpts(&self, wanted: bool) {
        self.excerpts.store(wanted, Ordering::Relaxed);
    }

    /// Says what has gone wrong inside ibid at `place`, each fault once.
    pub fn log_faults(&self, place: &str, faults: &Faults) {
        for fault in faults.untold() {
            let told = fault.told(self.excerpts.load(Ordering::Relaxed));
            self.log(Level::Error, format!("{place}: {told}"));
        }
    }

    /// Says something in the client's log.
    pub fn log(&self, level: Level, message: impl Display) {
        if level as u8 <= self.level.load(Ordering::Relaxed) {
            self.send(Letter::Log(level, message.to_string()));
        }
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

    /// A client that is gone has nothing left to be told.
    fn send(&self, letter: Letter) {
        let _ = self.letters.send(letter);
    }
}

async fn deliver(mut queue: UnboundedReceiver<Letter>, client: Client) {
    while let Some(letter) = queue.recv().await {
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
