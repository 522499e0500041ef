//! Which file a target in a draft names.

use crate::index::Target;
use std::path::{Component, Path, PathBuf};

/// Where the targets of a draft's links start from.
#[derive(Clone, Debug)]
pub struct Places {
    /// The draft's own file.
    pub own: PathBuf,
    /// The workspace folder that holds it: where targets start from that start with a slash.
    pub root: Option<PathBuf>,
}

impl Places {
    /// The file that a target names; the draft's own for a place in it; `None` for an address.
    pub fn of(&self, target: &str) -> Option<PathBuf> {
        let file = Target::of(target)?.file(target);
        if file.is_empty() {
            return Some(self.own.clone());
        }
        let path = match (file.strip_prefix('/'), &self.root) {
            (Some(inner), Some(root)) => root.join(inner),
            _ => self.own.parent()?.join(&file),
        };
        Some(plain(&path))
    }
}

/// A path without `.` and `..`.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => drop(plain.pop()),
            part => plain.push(part),
        }
    }
    plain
}
