//! Reads the drafts of the workspace for the atlas, on a thread of its own that remembers what it has read.

use super::configuration::Configuration;
use super::event::Event;
use super::outbox::{Level, Outbox};
use super::sheet::Sheet;
use crate::workspace::{self, Found, is_draft};
use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender};
use std::time::SystemTime;

/// The most that is kept of a workspace, in bytes of its drafts; with their marks they take up to three times as much memory. A hundred
/// long novels are within it.
const MOST_BYTES: u64 = 64 << 20;

/// What there is to read.
pub struct Task {
    /// Counts the tasks.
    pub number: u64,
    /// Folders, and the editor's settings for each.
    pub configuration: Configuration,
    /// The files that may have changed; none for every draft in the folders.
    pub files: Option<Vec<PathBuf>>,
}

/// What was read.
pub struct Surveyed {
    /// The task that this answers.
    pub number: u64,
    /// The drafts; without a sheet those that are gone or to be left alone.
    pub sheets: Vec<(PathBuf, Option<Arc<Sheet>>)>,
    /// Whether these are all.
    pub all: bool,
}

/// A file's state: two that are the same hold the same.
type State = (Option<SystemTime>, u64);
type Known = HashMap<PathBuf, (State, Arc<Sheet>)>;

/// Reads as long as somebody asks for it.
pub fn run(tasks: &Receiver<Task>, events: &Sender<Event>, outbox: &Outbox) {
    let mut known = Known::new();
    while let Ok(first) = tasks.recv() {
        // Of several walks that wait, one is enough.
        let mut batch: Vec<Task> = std::iter::once(first).chain(tasks.try_iter()).collect();
        if let Some(last) = batch.iter().rposition(|task| task.files.is_none()) {
            batch.drain(..last);
        }
        if !batch.into_iter().all(|task| report(task, &mut known, events, outbox)) {
            return;
        }
    }
}

/// Reads what a task names. Returns whether somebody still listens: questions wait for the answer, so there is always one.
fn report(task: Task, known: &mut Known, events: &Sender<Event>, outbox: &Outbox) -> bool {
    let number = task.number;
    let read = || match task.files {
        Some(files) => some(number, files, &task.configuration, known, outbox),
        None => all(number, &task.configuration, known, outbox),
    };
    let surveyed = catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| {
        outbox.log(Level::Error, "a fault in ibid while looking at the drafts of the workspace; going on");
        Surveyed { number, sheets: Vec::new(), all: false }
    });
    events.send(Event::Surveyed(surveyed)).is_ok()
}

fn all(number: u64, configuration: &Configuration, known: &mut Known, outbox: &Outbox) -> Surveyed {
    let folders: Vec<PathBuf> = configuration.folders().map(Path::to_path_buf).collect();
    // A folder that cannot be walked is a folder without drafts.
    let (files, _) = workspace::find(&folders);
    let (mut now, mut sheets, mut bytes) = (Known::new(), Vec::new(), 0);
    for Found { path, .. } in files {
        let Some((state, sheet)) = look(&path, configuration, known, outbox) else { continue };
        bytes += state.1;
        if bytes > MOST_BYTES {
            full(&path, outbox);
            break;
        }
        sheets.push((path.clone(), Some(Arc::clone(&sheet))));
        now.insert(path, (state, sheet));
    }
    *known = now;
    Surveyed { number, sheets, all: true }
}

fn some(
    number: u64,
    files: Vec<PathBuf>,
    configuration: &Configuration,
    known: &mut Known,
    outbox: &Outbox,
) -> Surveyed {
    let inside = |path: &PathBuf| is_draft(path) && configuration.folders().any(|folder| path.starts_with(folder));
    let mut sheets = Vec::new();
    let mut bytes: u64 = known.values().map(|((_, length), _)| length).sum();
    for path in files.into_iter().filter(inside) {
        let before = known.get(&path).map_or(0, |((_, length), _)| *length);
        let mut found = look(&path, configuration, known, outbox);
        let length = found.as_ref().map_or(0, |((_, length), _)| *length);
        if length > before && bytes - before + length > MOST_BYTES {
            full(&path, outbox);
            found = None;
        }
        bytes = bytes - before + found.as_ref().map_or(0, |((_, length), _)| *length);
        sheets.push((path.clone(), found.as_ref().map(|(_, sheet)| Arc::clone(sheet))));
        match found {
            Some(found) => drop(known.insert(path, found)),
            None => drop(known.remove(&path)),
        }
    }
    Surveyed { number, sheets, all: false }
}

fn full(path: &Path, outbox: &Outbox) {
    let (place, most) = (path.display(), MOST_BYTES >> 20);
    outbox.log(
        Level::Warning,
        format!("the drafts of the workspace are more than {most} MB: from {place} on they are checked, but links and keys in them are not followed"),
    );
}

/// The draft at `path` as its file has it; `None` if it is to be left alone or cannot be read.
fn look(path: &Path, configuration: &Configuration, known: &Known, outbox: &Outbox) -> Option<(State, Arc<Sheet>)> {
    let in_force = configuration.in_force(Some(path));
    let metadata = std::fs::metadata(path).ok().filter(|_| !in_force.ignored)?;
    let state = (metadata.modified().ok(), metadata.len());
    if let Some(found) = known.get(path).filter(|(was, sheet)| *was == state && sheet.is_under(&in_force)) {
        return Some(found.clone());
    }
    // What cannot be read as text, or is too long, is no draft.
    let source = workspace::read(path).ok()?;
    let read = || Sheet::of_file(path, &source, &in_force);
    let sheet = catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| {
        outbox.log(Level::Error, format!("{}: a fault in ibid while reading; going on", path.display()));
        None
    })?;
    Some((state, Arc::new(sheet)))
}
