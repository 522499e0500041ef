//! How far a long run is, on a terminal.

use std::io::{IsTerminal, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

/// A run shorter than this needs no progress; a line that flashes up only distracts.
const PATIENCE: Duration = Duration::from_millis(500);
/// Often enough to be seen moving.
const TICK: Duration = Duration::from_millis(100);

/// A line on standard error that counts drafts, from half a second after its start until it is dropped. Without a terminal there
/// is none.
pub struct Progress {
    done: Arc<AtomicUsize>,
    line: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Progress {
    /// Starts to count up to `total`; `verb` says what was done, as in "Checked 3 of 500 drafts".
    pub fn start(total: usize, verb: &'static str, quiet: bool) -> Self {
        Self::count(total, verb, "drafts", quiet)
    }

    /// The same for other things than drafts.
    pub fn count(total: usize, verb: &'static str, what: &'static str, quiet: bool) -> Self {
        let done = Arc::new(AtomicUsize::new(0));
        let line = (!quiet && std::io::stderr().is_terminal()).then(|| {
            let (stop, stopped) = channel();
            let done = Arc::clone(&done);
            let thread = std::thread::spawn(move || {
                let mut shown = false;
                let mut wait = PATIENCE;
                while stopped.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
                    let count = done.load(Ordering::Relaxed);
                    let _ = write!(std::io::stderr(), "\r\x1b[K{verb} {count} of {total} {what}");
                    (shown, wait) = (true, TICK);
                }
                if shown {
                    let _ = write!(std::io::stderr(), "\r\x1b[K");
                }
            });
            (stop, thread)
        });
        Self { done, line }
    }

    /// One more is done.
    pub fn step(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((stop, thread)) = self.line.take() {
            drop(stop);
            // The line is erased before anything else is written; a panic in it is of no consequence.
            let _ = thread.join();
        }
    }
}
