//! What files there are: folders read once each, drafts read once for their anchors, until something says that they changed.

use super::folder::Folder;
use super::home::Home;
use super::{DRAFT_EXTENSIONS, read};
use crate::config::Globs;
use crate::index::Anchors;
use crate::markdown::{Block, Labels, parse};
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

/// The longest draft whose anchors are looked for, in bytes.
const MAX_BYTES: u64 = 8 << 20;
/// The most files of a project that are known by their names.
pub const MOST_FILES: usize = 50_000;

/// A file's state: two that are the same hold the same.
type State = (Option<SystemTime>, u64);
/// The files of a project by their names in lower case.
pub type Names = BTreeMap<String, Vec<PathBuf>>;

/// The files around drafts, as far as they were asked about.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    folders: HashMap<PathBuf, Option<Arc<Folder>>>,
    homes: HashMap<PathBuf, Arc<Home>>,
    names: HashMap<PathBuf, Arc<Names>>,
    ignores: HashMap<PathBuf, Option<Arc<Globs>>>,
    drafts: HashMap<PathBuf, (State, Option<Arc<Anchors>>)>,
    buffers: HashMap<PathBuf, Option<Arc<Anchors>>>,
    generation: u64,
}

impl Tree {
    /// Counts the times that something was forgotten.
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// Forgets what folders hold: files may have come, gone and changed.
    pub fn forget(&mut self) {
        self.folders.clear();
        self.homes.clear();
        self.names.clear();
        self.ignores.clear();
        self.generation += 1;
    }

    /// Takes what the editor has in place of the draft at `path`. Returns whether it can be linked to otherwise than before.
    pub fn set_buffer<'a>(&mut self, path: &Path, blocks: impl Iterator<Item = (usize, &'a Block)> + Clone) -> bool {
        let now = anchors_of(blocks);
        let before = self.buffers.get(path).or_else(|| Some(&self.drafts.get(path)?.1));
        let same = match (before, &now) {
            (Some(Some(before)), Some(now)) => before.has_same_names(now),
            (Some(None), None) => true,
            // Nobody has asked about it.
            (None, _) => true,
            _ => false,
        };
        self.buffers.insert(path.to_path_buf(), now);
        self.generation += u64::from(!same);
        !same
    }

    /// The file at `path` counts again.
    pub fn drop_buffer(&mut self, path: &Path) {
        self.buffers.remove(path);
        self.generation += 1;
    }

    /// Takes what the editor has in place of files from another tree; forget what is known before asking again.
    pub fn take_buffers(&mut self, other: &Self) {
        self.buffers.clone_from(&other.buffers);
    }

    /// The names in the folder at `path`; `None` if there is none.
    pub fn folder(&mut self, path: &Path) -> Option<Arc<Folder>> {
        if let Some(known) = self.folders.get(path) {
            return known.clone();
        }
        let folder = Folder::read(path).map(Arc::new);
        self.folders.insert(path.to_path_buf(), folder.clone());
        folder
    }

    /// What stands around the drafts in the folder at `path`.
    pub fn home(&mut self, path: &Path) -> Arc<Home> {
        Arc::clone(self.homes.entry(path.to_path_buf()).or_insert_with(|| Arc::new(Home::of(path))))
    }

    /// The files below `root`, without hidden ones and those that `.gitignore` names.
    pub fn names(&mut self, root: &Path) -> Arc<Names> {
        Arc::clone(self.names.entry(root.to_path_buf()).or_insert_with(|| Arc::new(names_below(root))))
    }

    /// Whether a `.gitignore` at or below `root` names the file at `path`, which need not be there.
    pub fn ignores(&mut self, root: &Path, path: &Path) -> bool {
        let folders: Vec<&Path> = path.ancestors().skip(1).take_while(|folder| folder.starts_with(root)).collect();
        folders.into_iter().any(|folder| self.globs(folder).is_some_and(|globs| globs.matches(path)))
    }

    fn globs(&mut self, folder: &Path) -> Option<Arc<Globs>> {
        let read = || {
            let source = read(&folder.join(".gitignore")).ok()?;
            let lines: Vec<String> = source.lines().map(str::to_owned).collect();
            Some(Arc::new(Globs::new(folder, &lines)))
        };
        self.ignores.entry(folder.to_path_buf()).or_insert_with(read).clone()
    }

    /// What a link can lead to in the draft at `path`. `None` if it is no draft, cannot be read, or takes in other texts.
    pub fn anchors(&mut self, path: &Path) -> Option<Arc<Anchors>> {
        if let Some(buffer) = self.buffers.get(path) {
            return buffer.clone();
        }
        let metadata = std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file)?;
        if !is_draft(path) || metadata.len() > MAX_BYTES {
            return None;
        }
        let state = (metadata.modified().ok(), metadata.len());
        if let Some((_, anchors)) = self.drafts.get(path).filter(|(known, _)| *known == state) {
            return anchors.clone();
        }
        let blocks = parse(&read(path).ok()?, &Labels::new());
        let ends = blocks.iter().scan(0, |end, block| {
            *end += block.text.len();
            Some(*end)
        });
        let placed: Vec<(usize, &Block)> =
            ends.zip(&blocks).map(|(end, block)| (end - block.text.len(), block)).collect();
        let anchors = anchors_of(placed.iter().copied());
        self.drafts.insert(path.to_path_buf(), (state, anchors.clone()));
        anchors
    }
}

fn anchors_of<'a>(blocks: impl Iterator<Item = (usize, &'a Block)> + Clone) -> Option<Arc<Anchors>> {
    let whole = !blocks.clone().any(|(_, block)| crate::index::takes_in_others(block));
    whole.then(|| Arc::new(Anchors::new(blocks)))
}

fn names_below(root: &Path) -> Names {
    let mut names = Names::new();
    let Ok((walk, _)) = super::ignores::walk(root) else { return names };
    for entry in
        walk.build().flatten().filter(|entry| entry.file_type().is_some_and(|kind| !kind.is_dir())).take(MOST_FILES)
    {
        if let Some(name) = entry.file_name().to_str() {
            names.entry(name.to_lowercase()).or_default().push(entry.path().to_path_buf());
        }
    }
    names.values_mut().for_each(|paths| paths.sort());
    names
}

/// Whether a file of that name is a draft.
pub fn is_draft(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    extension.is_some_and(|extension| DRAFT_EXTENSIONS.iter().any(|known| known.eq_ignore_ascii_case(extension)))
}
