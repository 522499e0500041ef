//! The list of Retraction Watch, which a writer keeps on the disk: read once, as hashes of identifiers.

use super::read::{State, state};
use crate::evidence::retraction::{Compiler, Index};
use std::collections::HashMap;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

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

/// Reads the list in `file`, if that was not done before. It takes a second or so for all there is.
///
/// # Errors
///
/// When it cannot be read, or is no such list: for a person.
pub fn read(file: &Path) -> Outcome {
    if let Some(outcome) = outcome(file) {
        return outcome;
    }
    // A pipe or a device has no state, and is never opened.
    let Some(state) = state(file) else { return Err("This list of retractions is not there".to_owned()) };
    let outcome = compile(file);
    all().get_or_insert_default().insert(file.to_owned(), (state, outcome.clone()));
    outcome
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
