//! Writing down what is found out while it is found out, so that a run that is broken off is not for nothing.

use super::locks::{LockError, record};
use super::texts;
use crate::lock::Record;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// How often something is written.
const PAUSE: Duration = Duration::from_secs(2);

/// Writes records into one lock, several at a time.
#[derive(Debug)]
pub struct Keeper {
    file: PathBuf,
    waiting: Vec<Record>,
    saved: Instant,
    /// Whether texts are kept too.
    texts: bool,
    /// Why the lock could not be written. Then nothing more is.
    pub error: Option<LockError>,
}

impl Keeper {
    /// Writes into the lock in `file`, and beside it what the sources say if `texts` says so.
    pub fn new(file: PathBuf, texts: bool) -> Self {
        Self { file, waiting: Vec::new(), saved: Instant::now(), texts, error: None }
    }

    /// Takes a record, and what its source says if that was read. Returns whether the lock was written.
    pub fn keep(&mut self, record: Record, text: Option<&str>) -> bool {
        if let (true, Some(hash), Some(text)) = (self.texts, &record.text, text) {
            texts::keep(&self.file, hash, text);
        }
        self.waiting.push(record);
        self.saved.elapsed() >= PAUSE && self.save()
    }

    /// Writes what waits. Returns whether the lock was written.
    pub fn save(&mut self) -> bool {
        self.saved = Instant::now();
        let records = std::mem::take(&mut self.waiting);
        if records.is_empty() || self.error.is_some() {
            return false;
        }
        match record(&self.file, records) {
            Ok(lock) if self.texts => texts::prune(&self.file, &lock),
            Ok(_) => {}
            Err(error) => self.error = Some(error),
        }
        self.error.is_none()
    }
}
