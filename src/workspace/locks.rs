//! Which `ibid.lock` counts for a draft, and reading it once.

use super::path::up_to_repository;
use super::read::{State, state};
use super::{ReadError, WriteError, read};
use crate::lock::{self, Lock, Problem, Record};
use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The locks that were read, as long as their files stay as they are.
#[derive(Clone, Debug, Default)]
pub struct Locks {
    known: RefCell<HashMap<PathBuf, (State, Locked)>>,
    /// Whether the texts that are kept beside them are read too.
    pub texts: bool,
}

/// What is known of the sources of a folder's drafts.
#[derive(Clone, Debug, Default)]
pub struct Locked {
    /// Nothing where the file cannot be read.
    pub lock: Arc<Lock>,
    /// Why it cannot, with the place in its text.
    pub problem: Option<Arc<Problem>>,
}

impl Locks {
    /// What is known of the sources of the draft or bibliography at `path`, which is absolute.
    pub fn of(&self, path: &Path) -> Locked {
        let Some(file) = nearest(path) else { return Locked::default() };
        let Some(now) = state(&file) else { return Locked::default() };
        let mut known = self.known.borrow_mut();
        match known.get(&file) {
            Some((then, locked)) if *then == now => locked.clone(),
            _ => {
                let mut locked = load(&file);
                if self.texts {
                    let texts = super::texts::texts(&file, &locked.lock);
                    Arc::make_mut(&mut locked.lock).texts = texts;
                }
                known.insert(file, (now, locked.clone()));
                locked
            }
        }
    }
}

/// Whether a file is a lock, by its name.
pub fn is_lock(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == lock::NAME)
}

/// The lock in which what is known of the sources of the draft at `path`, which is absolute, stands: the nearest up to the repository's root.
pub fn nearest(path: &Path) -> Option<PathBuf> {
    up_to_repository(path.parent()?).map(|folder| folder.join(lock::NAME)).find(|file| file.is_file())
}

/// Where the lock of the draft at `path` is written: where one is, otherwise beside the project's configuration, otherwise beside the draft.
pub fn place(path: &Path) -> PathBuf {
    let beside = path.parent().unwrap_or(path);
    let file = nearest(path).or_else(|| Some(super::scope::project_file(beside)?.with_file_name(lock::NAME)));
    file.unwrap_or_else(|| beside.join(lock::NAME))
}

/// Reads the lock in `file`; one that is not there knows nothing.
pub fn load(file: &Path) -> Locked {
    if !file.exists() {
        return Locked::default();
    }
    let read = match read(file) {
        Ok(source) => lock::read(&source),
        Err(error) => Err(Problem { range: 0..0, message: format!("This lock cannot be read: {error}") }),
    };
    match read {
        Ok(lock) => Locked { lock: Arc::new(lock), problem: None },
        Err(problem) => Locked { lock: Arc::default(), problem: Some(Arc::new(problem)) },
    }
}

/// Puts what was found out into the lock in `file`, made if there is none, and returns it. What others wrote there meanwhile stays.
///
/// # Errors
///
/// When the lock that is there cannot be read, which nobody may lose, or the file cannot be written.
pub fn record(file: &Path, records: Vec<Record>) -> Result<Lock, LockError> {
    let before = if file.exists() { Some(read(file).map_err(LockError::Read)?) } else { None };
    let mut lock = before.as_deref().map_or_else(|| Ok(Lock::default()), lock::read).map_err(LockError::Problem)?;
    lock.sources.extend(records.into_iter().map(|record| (record.id.clone(), record)));
    let text = lock::write(&lock);
    match before {
        Some(before) if before == text => {}
        Some(before) => super::replace(file, &before, &text).map_err(LockError::Write)?,
        None => super::write::create(file, &text).map_err(LockError::Write)?,
    }
    Ok(lock)
}

/// Why a lock could not be kept.
#[derive(Debug)]
pub enum LockError {
    /// What is there cannot be read.
    Read(ReadError),
    /// What is there is no lock.
    Problem(Problem),
    /// It cannot be written.
    Write(WriteError),
}

impl fmt::Display for LockError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read(error) => error.fmt(f),
            Self::Problem(problem) => f.write_str(&problem.message),
            Self::Write(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for LockError {}
