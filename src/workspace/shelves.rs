//! Which bibliographies a draft uses, and reading them, each once.

use super::path::{plain, up_to_repository};
use super::read::{State, state};
use super::{ReadError, read, read_bibliography};
use crate::bibliography::{Bibliography, Format, Library, Missing, Shelf};
use crate::citation::Metadata;
use crate::config::nearest;
use std::collections::HashMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Files of a project that name bibliographies for the drafts below them: Quarto's and bookdown's.
const PROJECT_FILES: &[&str] =
    &["_metadata.yml", "_metadata.yaml", "_quarto.yml", "_quarto.yaml", "_bookdown.yml", "index.Rmd"];

/// The bibliographies that were read, as long as their files stay as they are.
#[derive(Clone, Debug, Default)]
pub struct Shelves {
    known: HashMap<PathBuf, (State, Arc<Shelf>)>,
    projects: HashMap<PathBuf, (State, Arc<Metadata>)>,
    buffers: HashMap<PathBuf, Arc<Shelf>>,
}

impl Shelves {
    /// The bibliographies in scope of the draft at `draft`, which is absolute: those that its own metadata names, those of the
    /// project's files up to the repository's root, and the `configured` ones.
    pub fn library(&mut self, draft: &Path, metadata: Option<&Metadata>, configured: &[PathBuf]) -> Library {
        let mut library = Library::default();
        let directory = draft.parent().unwrap_or(draft);
        for named in metadata.map(|metadata| &metadata.bibliography).into_iter().flatten() {
            self.add(&mut library, directory, &named.name, true);
        }
        for ancestor in up_to_repository(directory) {
            for file in PROJECT_FILES.iter().map(|name| ancestor.join(name)) {
                if file != draft
                    && let Some(metadata) = self.project(&file)
                {
                    for named in &metadata.bibliography {
                        self.add(&mut library, ancestor, &named.name, false);
                    }
                    library.partial |= !metadata.references.is_empty();
                }
            }
        }
        for path in configured {
            self.put(&mut library, &plain(path));
        }
        library
    }

    /// Takes what the editor has in place of the file at `path`; without it, the file counts again.
    pub fn set_buffer(&mut self, path: &Path, text: Option<&str>) {
        let path = plain(path);
        let format = path.to_str().and_then(Format::of);
        match text.zip(format) {
            Some((text, format)) => {
                let shelf = Shelf::new(path.clone(), Bibliography::read(text, format));
                self.buffers.insert(path, Arc::new(shelf));
            }
            None => drop(self.buffers.remove(&path)),
        }
    }

    /// Whether the file at `path` was read for a draft.
    pub fn knows(&self, path: &Path) -> bool {
        self.known.contains_key(path)
    }

    /// Whether what was read of the file at `path` is what it holds now, so that places in what was read are places in it.
    pub fn is_current(&self, path: &Path) -> bool {
        self.known.get(path).is_some_and(|(known, _)| state(path) == Some(*known))
    }

    /// What the editor has in place of the file at `path`.
    pub fn buffer(&self, path: &Path) -> Option<Arc<Shelf>> {
        self.buffers.get(&plain(path)).cloned()
    }

    /// Adds a file as it is named beside `directory`, or above it: programs look from where they are run.
    fn add(&mut self, library: &mut Library, directory: &Path, name: &str, own: bool) {
        // Put together by a program, or on another machine.
        if ["`", "{{", "$", "://", "!expr"].iter().any(|mark| name.contains(mark)) {
            library.partial = true;
            return;
        }
        match self.place(directory, name) {
            Some(path) => {
                let fault = self.put(library, &path).filter(|_| own);
                library.missing.extend(fault.map(|_| Missing { name: name.to_owned(), near: None, fault }));
            }
            None if own => library.missing.push(missing(directory, name)),
            None => library.partial = true,
        }
    }

    fn place(&self, directory: &Path, name: &str) -> Option<PathBuf> {
        for ancestor in up_to_repository(directory) {
            let path =
                plain(&ancestor.join(name.strip_prefix('/').filter(|_| !Path::new(name).is_file()).unwrap_or(name)));
            if self.buffers.contains_key(&path) || path.is_file() {
                return Some(path);
            }
        }
        None
    }

    /// Puts the file at `path` into the library. What cannot be read may hold anything; returns why, where that is known.
    fn put(&mut self, library: &mut Library, path: &Path) -> Option<&'static str> {
        match self.shelf(path) {
            Ok(shelf) if library.shelves.iter().any(|known| known.place == shelf.place) => {}
            Ok(shelf) => library.shelves.push(shelf),
            Err(fault) => {
                library.partial = true;
                return fault;
            }
        }
        None
    }

    fn shelf(&mut self, path: &Path) -> Result<Arc<Shelf>, Option<&'static str>> {
        if let Some(shelf) = self.buffers.get(path) {
            return Ok(Arc::clone(shelf));
        }
        let format = path.to_str().and_then(Format::of).ok_or(None)?;
        let state = state(path).ok_or(None)?;
        if let Some((_, shelf)) = self.known.get(path).filter(|(known, _)| *known == state) {
            return Ok(Arc::clone(shelf));
        }
        let source = read_bibliography(path).map_err(|error| fault(&error))?;
        let shelf = Arc::new(Shelf::new(path, Bibliography::read(&source, format)));
        self.known.insert(path.to_path_buf(), (state, Arc::clone(&shelf)));
        Ok(shelf)
    }

    /// The metadata of a project's file, if there is one.
    fn project(&mut self, file: &Path) -> Option<Arc<Metadata>> {
        let state = state(file)?;
        if let Some((_, metadata)) = self.projects.get(file).filter(|(known, _)| *known == state) {
            return Some(Arc::clone(metadata));
        }
        let source = read(file).ok()?;
        // Of a chapter only the metadata at its top is YAML.
        let top = if file.extension().is_some_and(|e| e == "Rmd") { front_matter(&source) } else { &source };
        let metadata = Arc::new(Metadata::read(top));
        self.projects.insert(file.to_path_buf(), (state, Arc::clone(&metadata)));
        Some(metadata)
    }
}

fn front_matter(source: &str) -> &str {
    let end = source.get(3..).and_then(|rest| rest.find("\n---")).map_or(0, |end| end + 4);
    if source.starts_with("---") { &source[..end] } else { "" }
}

/// Why a bibliography cannot be read, as the end of a sentence about it.
fn fault(error: &ReadError) -> Option<&'static str> {
    match error {
        ReadError::Binary => Some("is a binary file, not a bibliography"),
        ReadError::Utf16 => Some("is written in UTF-16; save it as UTF-8"),
        ReadError::TooLong => Some("is longer than ibid reads; split it"),
        ReadError::Io(error) if error.kind() == ErrorKind::PermissionDenied => {
            Some("may not be read; check its permissions")
        }
        // Gone in this moment, or Latin-1, which is read.
        ReadError::Io(_) | ReadError::Special | ReadError::NotUtf8 { .. } => None,
    }
}

/// What is there in place of a bibliography that is not.
fn missing(directory: &Path, name: &str) -> Missing {
    let folder = directory.join(name).is_dir();
    let fault = folder.then_some("is a folder, not a bibliography");
    let near =
        if folder { near(directory, &format!("{}/", name.trim_end_matches('/'))) } else { near(directory, name) };
    Missing { name: name.to_owned(), near, fault }
}

/// The bibliography in the folder of a missing one whose name is nearest, or the only one there, named as the missing one is.
fn near(directory: &Path, name: &str) -> Option<String> {
    let (folder, file) = name.rsplit_once(['/', '\\']).map_or(("", name), |(folder, file)| (folder, file));
    let entries = std::fs::read_dir(directory.join(folder)).ok()?;
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    // Other files in JSON and YAML are seldom bibliographies.
    let mut bibliographies: Vec<String> = names.filter(|name| Format::of(name) == Some(Format::Bibtex)).collect();
    bibliographies.sort();
    let found = match &bibliographies[..] {
        [only] => only,
        several => nearest(file, several.iter().map(String::as_str))?,
    };
    Some(format!("{}{found}", &name[..name.len() - file.len()]))
}
