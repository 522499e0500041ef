//! What fixes of drafts change in bibliographies: all of it at once, since several drafts may add to one file.

use super::diff::unified;
use super::inputs::short;
use super::words::count;
use crate::finding::Edit;
use crate::repair::{Elsewhere, edited, joined};
use crate::workspace::{read, replace};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Edits by the files that they change.
#[derive(Debug, Default)]
pub struct Books(BTreeMap<PathBuf, Vec<Edit>>);

impl Books {
    /// Adds edits. The same one from two drafts is one.
    pub fn add(&mut self, elsewhere: Elsewhere) {
        let edits = self.0.entry(elsewhere.path).or_default();
        for edit in elsewhere.edits {
            if !edits.contains(&edit) {
                edits.push(edit);
            }
        }
    }

    /// For each file what standard output is told, or why it is as it was. With `diff` the files are left alone.
    pub fn write(self, diff: bool) -> impl Iterator<Item = Result<String, String>> {
        self.0.into_iter().map(move |(path, edits)| {
            let shown = short(&path);
            one(&path, edits, diff, &shown).map_err(|why| format!("{shown}: {why}"))
        })
    }
}

fn one(path: &Path, edits: Vec<Edit>, diff: bool, shown: &str) -> Result<String, String> {
    let before = read(path).map_err(|error| error.to_string())?;
    let told = format!("{shown}: {} to fill in\n", count(edits.len(), "entry", "entries"));
    let elsewhere = Elsewhere { path: path.to_path_buf(), edits: joined(edits) };
    let after = edited(&before, &elsewhere.edits_in(&before));
    if diff {
        return Ok(unified(shown, &before, &after));
    }
    replace(path, &before, &after).map_err(|error| error.to_string())?;
    Ok(told)
}
