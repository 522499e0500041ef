//! Writing a draft back, whole or not at all.

use std::fmt;
use std::fs::{self, File, Metadata};
use std::io::{self, Write};
use std::path::Path;

/// Why a draft could not be written. Its text names the remedy. The draft is as it was.
#[derive(Debug)]
pub enum WriteError {
    /// The file may not be written.
    ReadOnly,
    /// The file is no longer what was read.
    Changed,
    /// The file system refused.
    Io(io::Error),
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ReadOnly => f.write_str("read-only; make it writable first"),
            Self::Changed => f.write_str("changed while it was being fixed, and left as it is; run ibid again"),
            Self::Io(error) if error.kind() == io::ErrorKind::PermissionDenied => {
                f.write_str("you may not write in its directory; check its permissions")
            }
            Self::Io(error) => write!(f, "could not be written: {error}"),
        }
    }
}

impl std::error::Error for WriteError {}

impl From<io::Error> for WriteError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// Replaces the draft at `path`, which holds `before`, by `after`: a new file beside it takes its place in one step, so
/// that nobody ever sees half a draft. Permissions stay, and a link stays a link: what it points at is replaced.
///
/// # Errors
///
/// When the draft is read-only or no longer holds `before`, or the file system refuses.
pub fn replace(path: &Path, before: &str, after: &str) -> Result<(), WriteError> {
    let target = fs::canonicalize(path)?;
    let metadata = fs::metadata(&target)?;
    // The superuser could write it none the less; whoever made it read-only meant it.
    if metadata.permissions().readonly() {
        return Err(WriteError::ReadOnly);
    }
    let directory = target.parent().unwrap_or(&target);
    let mut file = tempfile::Builder::new().prefix(".ibid-").tempfile_in(directory)?;
    file.write_all(after.as_bytes())?;
    keep_owner(file.as_file(), &metadata);
    file.as_file().set_permissions(metadata.permissions())?;
    file.as_file().sync_all()?;
    if fs::read(&target)? != before.as_bytes() {
        return Err(WriteError::Changed);
    }
    file.persist(&target).map_err(|error| error.error)?;
    // The draft is in place; that its name outlasts a power cut too is worth a try.
    let _ = File::open(directory).and_then(|directory| directory.sync_all());
    Ok(())
}

/// Writes a new file in one step.
///
/// # Errors
///
/// When there is one by now, or the file system refuses.
pub fn create(path: &Path, text: &str) -> Result<(), WriteError> {
    let directory = path.parent().unwrap_or(path);
    let mut file = tempfile::Builder::new().prefix(".ibid-").tempfile_in(directory)?;
    file.write_all(text.as_bytes())?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // As for any file that the writer makes, not for a temporary one.
        file.as_file().set_permissions(fs::Permissions::from_mode(0o644))?;
    }
    file.as_file().sync_all()?;
    file.persist_noclobber(path).map_err(|error| error.error)?;
    Ok(())
}

/// The superuser's new file would be the superuser's; others may not give files away, and need not.
#[cfg(unix)]
fn keep_owner(file: &File, metadata: &Metadata) {
    use std::os::unix::fs::{MetadataExt, fchown};
    let _ = fchown(file, Some(metadata.uid()), Some(metadata.gid()));
}

#[cfg(not(unix))]
fn keep_owner(_file: &File, _metadata: &Metadata) {}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(text: &str) -> (tempfile::TempDir, std::path::PathBuf) {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("draft.md");
        fs::write(&path, text).unwrap();
        (directory, path)
    }

    #[test]
    fn a_draft_that_changed_meanwhile_is_left_alone() {
        let (directory, path) = draft("the writer went on");
        let error = replace(&path, "what was read", "what was fixed").unwrap_err();
        assert!(matches!(error, WriteError::Changed), "{error}");
        assert_eq!(fs::read_to_string(&path).unwrap(), "the writer went on");
        assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 1, "nothing is left beside it");
    }

    #[test]
    fn a_read_only_draft_is_left_alone() {
        let (_directory, path) = draft("a");
        let mut permissions = fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).unwrap();
        assert!(matches!(replace(&path, "a", "b").unwrap_err(), WriteError::ReadOnly));
        assert_eq!(fs::read_to_string(&path).unwrap(), "a");
    }

    #[cfg(unix)]
    #[test]
    fn permissions_and_links_stay() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let (directory, path) = draft("a");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        let link = directory.path().join("link.md");
        symlink(&path, &link).unwrap();
        replace(&link, "a", "b").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "b");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    }
}
