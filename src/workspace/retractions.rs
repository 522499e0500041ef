//! The list of Retraction Watch, which a writer keeps on the disk: read once, as hashes of identifiers.

use super::read::{State, state};
use crate::evidence::retraction::{Compiler, Index};
use crate::lock::hash;
use std::collections::HashMap;
use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::UNIX_EPOCH;

/// A longer file is no such list, which has some 60 MB.
const MOST: u64 = 512 << 20;

/// What a list says; or why it could not be read.
type Outcome = Result<Arc<Index>, String>;

/// The lists that were read, as long as their files stay as they are; for the whole process, since each is large and the same for all drafts.
static READ: Mutex<Option<HashMap<PathBuf, (State, Outcome)>>> = Mutex::new(None);

fn all() -> MutexGuard<'static, Option<HashMap<PathBuf, (State, Outcome)>>> {
    // What is put in is put in whole.
    READ.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What came of the list in `file`, if it was read and is as it was then.
fn outcome(file: &Path) -> Option<Outcome> {
    let now = state(file)?;
    let all = all();
    let (then, outcome) = all.as_ref()?.get(file)?;
    (*then == now).then(|| outcome.clone())
}

/// The list in `file`, if it was read before; nothing is read here, so that nobody waits.
pub fn known(file: &Path) -> Option<Arc<Index>> {
    outcome(file)?.ok()
}

/// Whether the list in `file` is there and was not read yet, or has changed since.
pub fn is_unread(file: &Path) -> bool {
    state(file).is_some() && outcome(file).is_none()
}

/// Reads the list in `file`, if that was not done before. It takes a second or so for all there is; its index is kept in the folder `kept`, from
/// which it is read at once as long as the list stays as it is.
///
/// # Errors
///
/// When it cannot be read, or is no such list: for a person.
pub fn read(file: &Path, kept: Option<&Path>) -> Outcome {
    if let Some(outcome) = outcome(file) {
        return outcome;
    }
    // A pipe or a device has no state, and is never opened.
    let Some(state) = state(file) else { return Err("This list of retractions is not there".to_owned()) };
    let place = kept.zip(stamp(state)).map(|(folder, stamp)| (folder.join(name(file)), stamp));
    let outcome = match place.as_ref().and_then(|(place, stamp)| recall(place, stamp)) {
        Some(index) => Ok(Arc::new(index)),
        None => compile(file).inspect(|index| {
            // What cannot be kept is made again.
            let _ = place.as_ref().map(|(place, stamp)| keep(place, stamp, index));
        }),
    };
    all().get_or_insert_default().insert(file.to_owned(), (state, outcome.clone()));
    outcome
}

/// What tells one state of a list from another.
fn stamp((modified, size): State) -> Option<String> {
    let since = modified?.duration_since(UNIX_EPOCH).ok()?;
    Some(format!("{} {size}\n", since.as_nanos()))
}

/// The name of a list's index.
fn name(list: &Path) -> String {
    let hash = hash::of_text(&list.to_string_lossy());
    format!("retractions-{}", hash.trim_start_matches("sha256:").get(..16).unwrap_or_default())
}

/// The index in the file `place`, if it is of that state of its list.
fn recall(place: &Path, stamp: &str) -> Option<Index> {
    state(place)?;
    let bytes = std::fs::read(place).ok()?;
    Index::read(bytes.strip_prefix(stamp.as_bytes())?)
}

fn keep(place: &Path, stamp: &str, index: &Index) -> std::io::Result<()> {
    let Some(folder) = place.parent() else { return Ok(()) };
    std::fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(stamp.as_bytes())?;
    file.write_all(&index.bytes())?;
    file.persist(place)?;
    Ok(())
}

fn compile(file: &Path) -> Outcome {
    let fault = |error: std::io::Error| format!("This list of retractions cannot be read: {error}");
    let mut source = File::open(file).map_err(fault)?.take(MOST);
    let (mut compiler, mut buffer) = (Compiler::default(), vec![0; 256 << 10]);
    loop {
        match source.read(&mut buffer).map_err(fault)? {
            0 => break,
            count => compiler.feed(buffer.get(..count).unwrap_or_default()),
        }
    }
    let none = "This is not the list of Retraction Watch: its first line has no columns `OriginalPaperDOI` and `RetractionNature`";
    compiler.finish().map(Arc::new).ok_or_else(|| none.to_owned())
}
