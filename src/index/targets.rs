//! What the links of a draft lead to: found out elsewhere, and given to the draft.

use super::anchors::Anchors;
use super::link::{Form, Link};
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

/// What the links of a draft lead to. Of a link that is not in it nothing is known, and nothing is said.
#[derive(Clone, Debug, Default)]
pub struct Targets {
    /// What each path leads to, by [`Link::file`].
    pub files: HashMap<String, Lead>,
    /// What each page of a wiki leads to, by its name.
    pub pages: HashMap<String, Lead>,
    /// Whether the draft stands in a repository or a project, so that its files are likely around it.
    pub at_home: bool,
    /// The other chapters of the book that the draft is a chapter of: what is an anchor there is one here.
    pub chapters: Option<Vec<Page>>,
    /// Which state of the files this says.
    pub generation: u64,
}

/// What a path leads to.
#[derive(Clone, Debug, PartialEq)]
pub enum Lead {
    /// To this.
    There(Page),
    /// To this, if capitals do not count; and what would be written if they do.
    Capitals(Page, String),
    /// To nothing.
    Missing(Missing),
    /// Nobody can tell: it leads out of the repository, or to what a program makes.
    Unknown,
}

/// A file or a folder that is there.
#[derive(Clone, Debug)]
pub struct Page {
    /// Where, absolute. For a folder, the page that stands for it, if it has one.
    pub file: PathBuf,
    /// What a link can lead to in it. `None` if it is no draft, takes in other texts, or was not asked about.
    pub anchors: Option<Arc<Anchors>>,
    /// Whether its anchors were asked about.
    pub read: bool,
}

impl PartialEq for Page {
    fn eq(&self, other: &Self) -> bool {
        let same = match (&self.anchors, &other.anchors) {
            (Some(a), Some(b)) => Arc::ptr_eq(a, b),
            (None, None) => true,
            _ => false,
        };
        same && self.file == other.file && self.read == other.read
    }
}

/// A path that leads nowhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Missing {
    /// The path, as the draft would write it without encoding, of the file that was probably meant.
    pub near: Option<String>,
    /// Whether a folder that the path names is there.
    pub reached: bool,
}

impl Targets {
    /// What a link leads to, if that is known; of a link into the draft itself, nothing.
    pub fn lead(&self, link: &Link) -> Option<&Lead> {
        if link.form == Form::Wiki { self.pages.get(&link.file) } else { self.files.get(&link.file) }
    }

    /// Whether these say the same, of whichever state of the files.
    pub fn is_same(&self, other: &Self) -> bool {
        self.files == other.files
            && self.pages == other.pages
            && self.at_home == other.at_home
            && self.chapters == other.chapters
    }

    /// Whether everything is known that can be about a link.
    pub fn answers(&self, link: &Link) -> bool {
        if link.file.is_empty() {
            return self.chapters.is_some();
        }
        match self.lead(link) {
            Some(Lead::There(page) | Lead::Capitals(page, _)) => page.read || link.place.is_none(),
            Some(_) => true,
            None => false,
        }
    }
}

impl Lead {
    /// What it leads to.
    pub fn page(&self) -> Option<&Page> {
        if let Self::There(page) | Self::Capitals(page, _) = self { Some(page) } else { None }
    }
}
