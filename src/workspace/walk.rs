//! From the paths a writer names to the drafts they stand for.

use super::{ReadError, ignores, is_draft};
use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// The extensions of drafts in a directory that is walked, in any case.
pub const DRAFT_EXTENSIONS: &[&str] = &["md", "markdown", "qmd", "rmd", "mdx"];

/// A draft to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its path, as the writer named it or as it follows from the directory the writer named.
    pub path: PathBuf,
    /// Whether it was named outright, and not found in a directory: such a draft is read whatever it is called.
    pub named: bool,
}

/// A path that stands for nothing that can be read.
#[derive(Debug)]
pub struct Refused {
    /// The path, as named.
    pub path: PathBuf,
    /// Why.
    pub error: ReadError,
}

/// Finds the drafts that `paths` stand for: files as they are, directories walked. A walk passes over hidden files, what
/// `.gitignore` names, links to directories, and whatever is no draft by its name; it knows nothing of ibid's own
/// configuration. Each file comes once, under the first path that leads to it; the order is that of the paths.
pub fn find(paths: &[PathBuf]) -> (Vec<Found>, Vec<Refused>) {
    let (mut found, mut refused) = (Vec::new(), Vec::new());
    let mut seen = HashSet::new();
    for path in paths {
        match std::fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => walk(path, &mut seen, &mut found, &mut refused),
            Ok(metadata) if metadata.is_file() => {
                if seen.insert(identity(path)) {
                    found.push(Found { path: path.clone(), named: true });
                }
            }
            Ok(_) => refused.push(Refused { path: path.clone(), error: ReadError::Special }),
            Err(error) => refused.push(Refused { path: path.clone(), error: error.into() }),
        }
    }
    (found, refused)
}

fn walk(root: &Path, seen: &mut HashSet<PathBuf>, found: &mut Vec<Found>, refused: &mut Vec<Refused>) {
    let (mut files, mut links) = (Vec::new(), Vec::new());
    let special = |path| Refused { path, error: ReadError::Special };
    let (walk, lists) = match ignores::walk(root) {
        Ok(walk) => walk,
        Err(list) => return refused.push(special(list)),
    };
    for entry in walk.build() {
        match entry {
            Ok(entry) => {
                let path = entry.path();
                if !is_draft(path) {
                    continue;
                }
                match entry.file_type() {
                    Some(kind) if kind.is_file() => files.push(path.to_path_buf()),
                    Some(kind) if kind.is_symlink() && path.is_file() => links.push(path.to_path_buf()),
                    _ => {}
                }
            }
            Err(error) => refused.push(refusal(root, error)),
        }
    }
    refused.extend(lists.try_iter().map(special));
    // Links last: a file that is also reached by a link is shown under its own name.
    files.sort();
    links.sort();
    for path in files.into_iter().chain(links) {
        if seen.insert(identity(&path)) {
            found.push(Found { path: as_named(root, path), named: false });
        }
    }
}

/// `.` was named: `notes/a.md` is what the writer would type, not `./notes/a.md`.
fn as_named(root: &Path, path: PathBuf) -> PathBuf {
    if root != Path::new(".") {
        return path;
    }
    path.strip_prefix(".").map(Path::to_path_buf).unwrap_or(path)
}

/// What tells a file from another, whichever path leads to it.
fn identity(path: &Path) -> PathBuf {
    std::fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf())
}

fn refusal(root: &Path, error: ignore::Error) -> Refused {
    let path = error_path(&error).unwrap_or(root).to_path_buf();
    let error = match error.into_io_error() {
        Some(error) => error,
        None => std::io::Error::other("this directory could not be walked"),
    };
    Refused { path, error: error.into() }
}

fn error_path(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => error_path(err),
        _ => None,
    }
}
