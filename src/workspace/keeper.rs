//! Writing down what is found out while it is found out, so that a run that is broken off is not for nothing.

use super::locks::{LockError, record};
use super::texts;
use crate::lock::{Lock, Record};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How often something is written.
const PAUSE: Duration = Duration::from_secs(2);

/// Writes records into one lock, several at a time.
#[derive(Debug)]
pub struct Keeper {
    file: PathBuf,
    /// What the lock held when the run began.
    before: Arc<Lock>,
    waiting: Vec<Record>,
    /// Whether anything was looked up since the lock was written.
    looked: bool,
    saved: Instant,
    /// Whether texts are kept too.
    texts: bool,
    /// Why the lock could not be written. Then nothing more is.
    pub error: Option<LockError>,
}

impl Keeper {
    /// Writes into the lock in `file`, which holds `before`, and beside it what the sources say if `texts` says so.
    pub fn new(file: PathBuf, before: Arc<Lock>, texts: bool) -> Self {
        Self { file, before, waiting: Vec::new(), looked: false, saved: Instant::now(), texts, error: None }
    }

    /// Takes a record, and what its source says if that was read. Returns whether the lock was written.
    pub fn keep(&mut self, record: Record, text: Option<&str>) -> bool {
        if let (true, Some(hash), Some(text)) = (self.texts, &record.text, text) {
            texts::keep(&self.file, hash, text);
        }
        self.looked = true;
        // What is known already might by now be known better.
        if self.before.sources.get(&record.id) != Some(&record) {
            self.waiting.push(record);
        }
        self.saved.elapsed() >= PAUSE && self.save()
    }

    /// Writes what waits. Returns whether the lock was written.
    pub fn save(&mut self) -> bool {
        self.saved = Instant::now();
        let records = std::mem::take(&mut self.waiting);
        if !std::mem::take(&mut self.looked) || self.error.is_some() {
            return false;
        }
        match record(&self.file, &records, &self.before) {
            Ok(lock) if self.texts => texts::prune(&self.file, &lock),
            Ok(_) => {}
            Err(error) => self.error = Some(error),
        }
        self.error.is_none()
    }
}
