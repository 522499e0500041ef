//! Bytes on their way to the client, counted until it has taken them.
//!
//! Nothing waits for a client that reads late: it may be waiting for us to read. What can be superseded is kept back meanwhile, see `outbox`; what
//! answers a request cannot, so a client that goes on asking and never reads is given up before it has cost all memory.

use std::io::Write;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::Notify;

/// Unread bytes above which whatever can be superseded is kept back. A pipe holds 64 kB of it, an editor's longest answer some hundred.
const FULL: usize = 4 << 20;
/// Unread bytes above which a client that takes none is given up.
const MOST: usize = 128 << 20;
/// How long it may take none then.
const PATIENCE: Duration = Duration::from_secs(5);
/// Unread bytes above which it is given up though it reads, since it asks for more than it reads.
const FAR_TOO_MANY: usize = 4 * MOST;
/// How much is written at once, so that it shows whether the client reads.
const CHUNK: usize = 64 << 10;

/// The way to the client.
#[derive(Clone)]
pub struct Output {
    frames: Sender<Option<Vec<u8>>>,
    gauge: Arc<Gauge>,
}

/// How much the client has yet to take.
pub struct Gauge {
    unread: AtomicUsize,
    given_up: AtomicBool,
    /// When it last took something.
    taken: Mutex<Instant>,
    room: Notify,
    quit: Arc<Notify>,
}

/// What the writer writes.
pub struct Outlet {
    frames: Receiver<Option<Vec<u8>>>,
    gauge: Arc<Gauge>,
}

/// Both ends of a way to a client, which ends the program through `quit` when the client is gone or given up.
pub fn output(quit: Arc<Notify>) -> (Output, Outlet) {
    let (sender, frames) = channel();
    let gauge = Arc::new(Gauge {
        unread: AtomicUsize::new(0),
        given_up: AtomicBool::new(false),
        taken: Mutex::new(Instant::now()),
        room: Notify::new(),
        quit,
    });
    (Output { frames: sender, gauge: Arc::clone(&gauge) }, Outlet { frames, gauge })
}

impl Output {
    /// Sends bytes; returns whether anybody may read them.
    pub fn send(&self, bytes: Vec<u8>) -> bool {
        self.gauge.add(bytes.len()) && self.frames.send(Some(bytes)).is_ok()
    }

    /// Ends the writer behind what was sent.
    pub fn end(&self) {
        let _ = self.frames.send(None);
    }

    /// How much waits.
    pub fn gauge(&self) -> Arc<Gauge> {
        Arc::clone(&self.gauge)
    }
}

impl Gauge {
    /// Whether what can be superseded is kept back.
    pub fn is_full(&self) -> bool {
        self.unread.load(Ordering::SeqCst) > FULL
    }

    /// Waits until there is room for what can be superseded.
    pub async fn room(&self) {
        while self.is_full() {
            self.room.notified().await;
        }
    }

    fn add(&self, bytes: usize) -> bool {
        // A single answer may be as long as it is.
        let before = self.unread.fetch_add(bytes, Ordering::SeqCst);
        let idle = || self.taken().elapsed() > PATIENCE;
        if before > FAR_TOO_MANY || before > MOST && idle() {
            self.give_up(before);
        }
        !self.given_up.load(Ordering::SeqCst)
    }

    fn take(&self, bytes: usize) {
        let before = self.unread.fetch_sub(bytes, Ordering::SeqCst);
        *self.taken() = Instant::now();
        if before > FULL && before - bytes <= FULL {
            self.room.notify_one();
        }
    }

    fn taken(&self) -> std::sync::MutexGuard<'_, Instant> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn give_up(&self, unread: usize) {
        if !self.given_up.swap(true, Ordering::SeqCst) {
            eprintln!("ibid: the editor does not read what it asks for: {} MB wait for it; leaving", unread >> 20);
            self.quit.notify_one();
        }
    }
}

impl Outlet {
    /// Writes until the end is sent or nobody reads any more.
    pub fn write(self, mut sink: impl Write) {
        while let Ok(Some(frame)) = self.frames.recv() {
            for chunk in frame.chunks(CHUNK) {
                if sink.write_all(chunk).is_err() {
                    return self.gauge.quit.notify_one();
                }
                self.gauge.take(chunk.len());
            }
            if sink.flush().is_err() {
                return self.gauge.quit.notify_one();
            }
        }
    }
}
