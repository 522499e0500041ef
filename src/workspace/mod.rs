//! The files around a draft: which configuration is in force for it, which drafts a path stands for, which bibliographies
//! they use, where their links lead, and reading them all.

mod clock;
mod folder;
mod home;
mod ignores;
mod keeper;
mod locks;
mod path;
mod project;
mod read;
pub mod retractions;
mod scope;
mod shelves;
mod targets;
mod texts;
mod tree;
mod walk;
mod write;

pub use clock::{moment, today};
pub use folder::Folder;
pub use home::is_chapter;
pub use keeper::Keeper;
pub use locks::{LockError, Locked, Locks, Unread, is_lock, load as load_lock, place as lock_place};
pub use path::{plain, relative};
pub use project::{PROJECT_FILES, names, spell_name};
pub use read::{MAX_DRAFT_BYTES, ReadError, decode, read, read_bibliography, read_up_to_limit};
pub use scope::{CONFIG_NAMES, Scope, Wanted, user_file};
pub use shelves::Shelves;
pub use targets::ROOTS;
pub use texts::{text as kept_text, texts as kept_texts};
pub use tree::{Tree, is_draft};
pub use walk::{DRAFT_EXTENSIONS, Found, Refused, find};
pub use write::{WriteError, replace};

use crate::config::{Layer, Problem, Settings};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The choices in force for one draft, and where they came from.
#[derive(Clone, Debug, Default)]
pub struct InForce {
    /// The choices.
    pub settings: Arc<Settings>,
    /// The bibliographies that configuration files name.
    pub bibliography: Vec<PathBuf>,
    /// The folders in which the draft finds what starts with `/`, absolute.
    pub roots: Vec<PathBuf>,
    /// Whether the configuration says to leave this draft alone.
    pub ignored: bool,
    /// The configuration files that were read, the weakest first.
    pub files: Vec<PathBuf>,
    /// What is wrong in them.
    pub problems: Vec<(PathBuf, Problem)>,
}

/// Finds the choices in force for the draft at `path`: defaults, then the user's file, then the editor's settings, then the nearest
/// `ibid.toml` or `.ibid.toml` up to the repository's root.
pub fn in_force(path: &Path, editor: Option<&Layer>) -> InForce {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let scope = Scope::of(path.parent().unwrap_or(&path), editor, &Wanted::Found);
    let ignored = scope.ignores(&path);
    let unreadable = scope.unreadable.into_iter().map(|(file, why)| {
        let message = format!("This configuration could not be read: {why}");
        (file, Problem { range: 0..0, message, source: Arc::default(), broken: true })
    });
    let problems = scope.problems.into_iter().chain(unreadable).collect();
    InForce {
        settings: scope.settings,
        bibliography: scope.bibliography,
        roots: scope.roots,
        ignored,
        files: scope.files,
        problems,
    }
}
