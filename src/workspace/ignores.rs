//! Walking as `.gitignore` says, where that is a file.

use ignore::WalkBuilder;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};

/// Files that say what a walk passes over.
const NAMES: &[&str] = &[".gitignore", ".ignore", ".git/info/exclude"];

/// A walk through `root`, or the list of what to ignore that is a pipe or a device: a repository can bring along a link to one, and
/// reading it might never end. Folders with such a list are passed over; their lists come through the receiver.
pub fn walk(root: &Path) -> Result<(WalkBuilder, Receiver<PathBuf>), PathBuf> {
    let place = std::path::absolute(root).unwrap_or_else(|_| root.to_path_buf());
    if let Some(special) = place.ancestors().find_map(special) {
        return Err(special);
    }
    let (passed_over, lists) = channel();
    let mut builder = WalkBuilder::new(root);
    // A folder of drafts need not be a repository for its `.gitignore` to be meant.
    builder.require_git(false).filter_entry(move |entry| {
        let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
        let Some(list) = special(entry.path()).filter(|_| is_folder) else { return true };
        // Nobody may be listening.
        let _ = passed_over.send(list);
        false
    });
    Ok((builder, lists))
}

/// The list of what to ignore in a folder, if reading it might never end.
fn special(folder: &Path) -> Option<PathBuf> {
    NAMES.iter().map(|name| folder.join(name)).find(|list| {
        let there = std::fs::metadata(list);
        there.is_ok_and(|there| !there.is_file() && !there.is_dir())
    })
}
