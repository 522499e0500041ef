//! Writing down what is found out while it is found out, so that a run that is broken off is not for nothing.

use super::locks::{LockError, record};
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
    /// Why the lock could not be written. Then nothing more is.
    pub error: Option<LockError>,
}

impl Keeper {
    /// Writes into the lock in `file`.
    pub fn new(file: PathBuf) -> Self {
        Self { file, waiting: Vec::new(), saved: Instant::now(), error: None }
    }

    /// Takes a record. Returns whether the lock was written.
    pub fn keep(&mut self, record: Record) -> bool {
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
        self.error = record(&self.file, records).err();
        self.error.is_none()
    }
}
