//! Which `ibid.lock` counts for a draft, and reading it once.

use super::path::up_to_repository;
use super::read::{State, state};
use super::{ReadError, WriteError, read, retractions};
use crate::evidence::retraction::Index;
use crate::lock::{self, Lock, Problem, Record};
use crate::text::{Encoding, Position, Text};
use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The locks that were read, as long as their files stay as they are.
#[derive(Clone, Debug, Default)]
pub struct Locks {
    known: RefCell<HashMap<PathBuf, (State, Locked)>>,
    /// What counts where there is no lock.
    none: Arc<Lock>,
    /// Locks with the lists of retractions that count beside them.
    with: RefCell<Vec<Together>>,
    /// Whether the texts that are kept beside them are read too.
    pub texts: bool,
}

/// A lock, and the same with the lists that count beside it.
#[derive(Clone, Debug)]
struct Together {
    alone: Arc<Lock>,
    both: Arc<Lock>,
}

/// So many locks with lists are remembered.
const KEPT: usize = 64;

/// What is known of the sources of a folder's drafts.
#[derive(Clone, Debug, Default)]
pub struct Locked {
    /// Nothing where the file cannot be read.
    pub lock: Arc<Lock>,
    /// Why it cannot.
    pub problem: Option<Arc<Unread>>,
}

/// A lock that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// The file.
    pub file: PathBuf,
    /// Where in it; lines and columns, in Unicode scalar values, count from 0. `None` if it is not even text.
    pub at: Option<Position>,
    /// What is wrong, and what to do.
    pub message: String,
}

impl fmt::Display for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = self.at.map(|at| format!(":{}:{}", at.line + 1, at.column + 1)).unwrap_or_default();
        write!(f, "{}{at}: {}", self.file.display(), self.message)
    }
}

impl Unread {
    fn new(file: &Path, source: &str, problem: Problem) -> Self {
        let at = Text::new(source).position(problem.range.start, Encoding::Utf32);
        Self { file: file.to_owned(), at: Some(at), message: problem.message }
    }
}

impl Locks {
    /// What is known of the sources of the draft or bibliography at `path`, which is absolute, and what the lists of retractions say that
    /// were read.
    pub fn of(&self, path: &Path, lists: &[PathBuf]) -> Locked {
        let Locked { lock, problem } = self.alone(path);
        let lists: Vec<Arc<Index>> = lists.iter().filter_map(|list| retractions::known(list)).collect();
        if lists.is_empty() {
            return Locked { lock, problem };
        }
        let mut with = self.with.borrow_mut();
        let same = |both: &Lock| {
            both.lists.len() == lists.len() && both.lists.iter().zip(&lists).all(|(a, b)| Arc::ptr_eq(a, b))
        };
        if let Some(known) = with.iter().find(|known| Arc::ptr_eq(&known.alone, &lock) && same(&known.both)) {
            return Locked { lock: Arc::clone(&known.both), problem };
        }
        if with.len() >= KEPT {
            with.clear();
        }
        let mut both = Lock::clone(&lock);
        both.lists = lists;
        let both = Arc::new(both);
        with.push(Together { alone: lock, both: Arc::clone(&both) });
        Locked { lock: both, problem }
    }

    fn alone(&self, path: &Path) -> Locked {
        let none = || Locked { lock: Arc::clone(&self.none), problem: None };
        let Some(file) = nearest(path) else { return none() };
        let Some(now) = state(&file) else { return none() };
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
        Ok(source) => lock::read(&source).map_err(|problem| Unread::new(file, &source, problem)),
        Err(error) => {
            let message = format!(
                "This lock cannot be read: {error}; make it readable, or remove it and check the sources again"
            );
            Err(Unread { file: file.to_owned(), at: None, message })
        }
    };
    match read {
        Ok(lock) => Locked { lock: Arc::new(lock), problem: None },
        Err(problem) => Locked { lock: Arc::default(), problem: Some(Arc::new(problem)) },
    }
}

/// So often writing is tried again when somebody else has written meanwhile.
const TRIES: usize = 5;

/// Puts what was found out into the lock in `file`, made if there is none, and returns it. `before`: what it held when the run began. What
/// others wrote there meanwhile stays.
///
/// # Errors
///
/// When the lock that is there cannot be read, which nobody may lose, or the file cannot be written.
pub fn record(file: &Path, records: &[Record], before: &Lock) -> Result<Lock, LockError> {
    record_between(file, records, before, || ())
}

/// The same; `between` is called after each reading, before what was read is replaced.
fn record_between(
    file: &Path,
    records: &[Record],
    before: &Lock,
    mut between: impl FnMut(),
) -> Result<Lock, LockError> {
    let mut left = TRIES;
    loop {
        let there = if file.exists() { Some(read(file).map_err(LockError::Read)?) } else { None };
        let mut lock = there.as_deref().map_or_else(|| Ok(Lock::default()), lock::read).map_err(LockError::Problem)?;
        for record in records {
            lock.put(record.clone(), before.sources.get(&record.id));
        }
        let text = lock::write(&lock);
        between();
        let written = match there {
            Some(there) if there == text => Ok(()),
            Some(there) => super::replace(file, &there, &text),
            None if records.is_empty() => Ok(()),
            None => super::write::create(file, &text),
        };
        match written {
            Ok(()) => return Ok(lock),
            Err(error) if left > 1 && is_late(&error) => left -= 1,
            Err(error) => return Err(LockError::Write(error)),
        }
    }
}

/// Whether somebody else has written the file meanwhile, or removed it.
fn is_late(error: &WriteError) -> bool {
    match error {
        WriteError::Changed => true,
        WriteError::Io(error) => matches!(error.kind(), ErrorKind::AlreadyExists | ErrorKind::NotFound),
        WriteError::ReadOnly => false,
    }
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
            Self::Write(WriteError::Changed) => f.write_str("others write it all the time; run ibid again"),
            Self::Write(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for LockError {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lock::{Quote, Verdict};

    fn source(id: &str, quotes: &[(&str, Verdict)]) -> Record {
        let quote =
            |(hash, verdict): &(&str, Verdict)| Quote { hash: (*hash).into(), verdict: *verdict, ..Quote::default() };
        Record {
            id: format!("https://tides.example.net/{id}"),
            retrieved: "2026-01-02".into(),
            status: "present".into(),
            quotes: quotes.iter().map(quote).collect(),
            ..Record::default()
        }
    }

    fn place() -> (tempfile::TempDir, PathBuf) {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("ibid.lock");
        (home, file)
    }

    fn put(file: &Path, records: &[Record]) {
        record(file, records, &Lock::default()).unwrap();
    }

    #[test]
    fn what_another_run_wrote_meanwhile_stays() {
        let (_home, file) = place();
        put(&file, &[source("a", &[("one", Verdict::Absent), ("two", Verdict::Absent)])]);
        let before = Lock::clone(&load(&file).lock);
        // Another draft quotes more of the same source, and is checked while the first still is.
        let other = source("a", &[("one", Verdict::Found), ("two", Verdict::Absent), ("three", Verdict::Near)]);
        put(&file, &[Record { retrieved: "2026-01-03".into(), ..other }]);
        record(&file, &[source("a", &[("one", Verdict::Absent), ("two", Verdict::Found)])], &before).unwrap();
        let lock = load(&file).lock;
        let quotes = &lock.sources["https://tides.example.net/a"].quotes;
        let told: Vec<(&str, Verdict)> = quotes.iter().map(|quote| (&*quote.hash, quote.verdict)).collect();
        assert_eq!(told, [("one", Verdict::Found), ("three", Verdict::Near), ("two", Verdict::Found)]);
    }

    #[test]
    fn who_comes_late_reads_again() {
        for known in [&[][..], &[source("a", &[])]] {
            let (_home, file) = place();
            if !known.is_empty() {
                put(&file, known);
            }
            let mut others = vec![source("b", &[]), source("c", &[])];
            let meanwhile = || others.pop().into_iter().for_each(|other| put(&file, &[other]));
            record_between(&file, &[source("d", &[])], &Lock::default(), meanwhile).unwrap();
            assert_eq!(load(&file).lock.sources.len(), 3 + known.len());
        }
        let (_home, file) = place();
        let mut number = 0;
        let always = || {
            number += 1;
            put(&file, &[source(&number.to_string(), &[])]);
        };
        let error = record_between(&file, &[source("d", &[])], &Lock::default(), always).unwrap_err();
        assert!(!error.to_string().contains("fixed"), "{error}");
    }
}
