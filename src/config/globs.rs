//! The `ignore` globs of a configuration, with the meaning that `.gitignore` gives them.

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use std::path::Path;

/// Globs, relative to the directory of the file that names them.
#[derive(Clone, Debug)]
pub struct Globs(Gitignore);

impl Globs {
    /// Reads globs as `.gitignore` does: one without a slash matches in every directory, a trailing slash means directories,
    /// `!` takes back. What is no glob is left out.
    pub fn new(directory: &Path, globs: &[String]) -> Self {
        let mut builder = GitignoreBuilder::new(directory);
        for glob in globs {
            // The configuration's reader has reported it.
            let _ = builder.add_line(None, glob);
        }
        Self(builder.build().unwrap_or_else(|_| Gitignore::empty()))
    }

    /// Whether they match the file at `path`, which is absolute, or a directory above it.
    pub fn matches(&self, path: &Path) -> bool {
        // The matcher panics on a path that is not below its directory.
        let Ok(below) = path.strip_prefix(self.0.path()) else { return false };
        self.0.matched_path_or_any_parents(below, false).is_ignore()
    }
}

/// What is wrong with a glob, if anything is.
pub fn fault(glob: &str) -> Option<String> {
    let error = GitignoreBuilder::new("").add_line(None, glob).err()?;
    Some(error.to_string())
}
