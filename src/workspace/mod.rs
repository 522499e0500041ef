//! The files around a draft: which configuration is in force for it.

use crate::config::{Layer, Problem, Settings};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The choices in force for one draft, and where they came from.
#[derive(Clone, Debug, Default)]
pub struct InForce {
    /// The choices.
    pub settings: Arc<Settings>,
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
    let _ = (path, editor);
    InForce::default()
}
