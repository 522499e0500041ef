//! One text of the workspace as questions across files see it: a draft or a bibliography, open or not.

use super::convert;
use super::drafts::Open;
use crate::check::Draft;
use crate::citation::{Metadata, Named};
use crate::index::{Index, Mark, Setting};
use crate::text::{Encoding, Text};
use crate::workspace::{InForce, ReadError, read};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tower_lsp::ls_types::{Location, Uri};

/// A text, and where in it something is defined and used.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Its file; of a text that is in none, its URI.
    pub place: PathBuf,
    /// Its name, as the client gave it if the client has it open.
    pub uri: Uri,
    /// The client's count of its edits; none for one that is not open.
    pub version: Option<i32>,
    /// The text as an editor has it: without a byte order mark, unless the editor sent one.
    pub text: Text,
    /// Its marks.
    pub index: Arc<Index>,
    /// The bibliographies that its metadata name.
    pub bibliography: Vec<Named>,
    /// The bibliographies that configuration files name for it.
    pub configured: Vec<PathBuf>,
    /// The folders in which configuration files say that what starts with `/` is found.
    pub roots: Vec<PathBuf>,
}

/// Why the text of a file must not be edited unseen.
pub enum Stale {
    /// It is another now.
    Changed,
    /// An editor would not read it as it was read: it is gone, or not in UTF-8.
    Unreadable(ReadError),
}

impl Sheet {
    /// A draft that is not open, with the choices in force for it.
    pub fn of_file(path: &Path, source: &str, in_force: &InForce) -> Option<Self> {
        let draft = Draft::new(without_mark(source), Arc::default());
        Some(Self {
            place: path.to_path_buf(),
            uri: Uri::from_file_path(path)?,
            version: None,
            text: draft.text().clone(),
            index: Arc::new(draft.index()),
            bibliography: draft.metadata().unwrap_or_default().bibliography,
            configured: in_force.bibliography.clone(),
            roots: in_force.roots.clone(),
        })
    }

    /// A draft that is open.
    pub fn of_open(open: &mut Open) -> Self {
        Self {
            place: place(&open.uri),
            uri: open.uri.clone(),
            version: Some(open.version),
            index: open.index(),
            text: open.text().clone(),
            bibliography: open.draft().and_then(Draft::metadata).unwrap_or_default().bibliography,
            configured: open.in_force.bibliography.clone(),
            roots: open.in_force.roots.clone(),
        }
    }

    /// Whether it was made under the same choices.
    pub fn is_under(&self, in_force: &InForce) -> bool {
        self.configured == in_force.bibliography && self.roots == in_force.roots
    }

    /// How the target of a link is set off from what stands around it.
    pub fn setting(&self, link: &Mark) -> Setting {
        Setting::after(&self.text.slice(link.range.start..link.name.start))
    }

    /// Whether a mark is a link to a page of a wiki, which is known by its name wherever it is.
    pub fn is_wiki(&self, mark: &Mark) -> bool {
        self.text.slice(mark.range.start..mark.range.start + 2) == "[["
    }

    /// The folder in which its links start.
    pub fn folder(&self) -> &Path {
        self.place.parent().unwrap_or(&self.place)
    }

    /// What its metadata say of bibliographies.
    pub fn metadata(&self) -> Metadata {
        Metadata { bibliography: self.bibliography.clone(), ..Metadata::default() }
    }

    /// Whether its file is no longer what it was read from, so that places in it are not what they were. Reads the file: ask before an
    /// edit, not at every keystroke.
    pub fn stale(&self) -> Option<Stale> {
        if self.version.is_some() {
            return None;
        }
        match read(&self.place) {
            Ok(source) if without_mark(&source) == self.text.to_string() => None,
            Ok(_) => Some(Stale::Changed),
            Err(error) => Some(Stale::Unreadable(error)),
        }
    }

    /// A byte range of it, as the client names places.
    pub fn location(&self, range: &Range<usize>, encoding: Encoding) -> Location {
        Location { uri: self.uri.clone(), range: convert::range(&self.text, range, encoding) }
    }
}

/// What a URI names, whichever of the ways to spell it was taken.
pub fn place(uri: &Uri) -> PathBuf {
    convert::path(uri).unwrap_or_else(|| uri.as_str().into())
}

/// A file's text as editors have it: they keep its byte order mark to themselves.
pub fn without_mark(source: &str) -> &str {
    source.strip_prefix('\u{feff}').unwrap_or(source)
}
