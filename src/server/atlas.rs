//! Every draft of the workspace and every bibliography that they use, with their marks: what questions across files look into.
//!
//! Files are read by a thread of their own (`survey`), once and then when something says that they changed. Nothing is read because of a
//! question, but a bibliography the first time that its text is needed. What is open in the editor wins over its file.

use super::books::Books;
use super::configuration::Configuration;
use super::drafts::Open;
use super::event::Event;
use super::outbox::Outbox;
use super::publish::Shown;
use super::sheet::{Sheet, place, without_mark};
use super::survey::{self, Surveyed, Task};
use crate::bibliography::{Bibliography, Format, Library, Shelf};
use crate::index::{Index, Role, Symbol, of_bibliography};
use crate::text::Text;
use crate::workspace::read_bibliography;
use std::collections::{BTreeMap, HashMap};
use std::ffi::{OsStr, OsString};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, Sender};
use tower_lsp::ls_types::Uri;

/// What decides which bibliographies a draft uses: its folder, the names in its metadata, and those in configuration files.
type Scope = (PathBuf, Vec<String>, Vec<PathBuf>);

/// A bibliography as a sheet, and of what it was made: the shelf, and the version of what is open.
type Book = (Arc<Shelf>, Option<i32>, Arc<Sheet>);

/// What is known of the workspace.
pub struct Atlas {
    files: BTreeMap<PathBuf, Arc<Sheet>>,
    /// The files by their names without ending: of several the first.
    stems: HashMap<OsString, PathBuf>,
    open: BTreeMap<PathBuf, Arc<Sheet>>,
    libraries: HashMap<Scope, Arc<Library>>,
    books: HashMap<PathBuf, Book>,
    surveyor: Option<Sender<Task>>,
    events: Sender<Event>,
    asked: u64,
    answered: u64,
}

impl Atlas {
    /// An empty one; what is read will come in through `events`.
    pub fn new(events: Sender<Event>) -> Self {
        Self {
            files: BTreeMap::new(),
            stems: HashMap::new(),
            open: BTreeMap::new(),
            libraries: HashMap::new(),
            books: HashMap::new(),
            surveyor: None,
            events,
            asked: 0,
            answered: 0,
        }
    }

    /// Has everything looked at again.
    pub fn survey(&mut self, configuration: &Configuration, outbox: &Outbox) {
        self.send(configuration, None, outbox);
    }

    /// Has files looked at again.
    pub fn look(&mut self, files: Vec<PathBuf>, configuration: &Configuration, outbox: &Outbox) {
        self.send(configuration, Some(files), outbox);
    }

    fn send(&mut self, configuration: &Configuration, files: Option<Vec<PathBuf>>, outbox: &Outbox) {
        self.forget();
        if configuration.folders().next().is_none() {
            self.files.clear();
            return;
        }
        self.asked += 1;
        let task = Task { number: self.asked, configuration: configuration.clone(), files };
        let surveyor = self.surveyor.get_or_insert_with(|| {
            let (surveyor, tasks) = mpsc::channel();
            let (events, outbox) = (self.events.clone(), outbox.clone());
            std::thread::spawn(move || survey::run(&tasks, &events, &outbox));
            surveyor
        });
        if surveyor.send(task).is_err() {
            // A surveyor that is gone answers nothing; what is known stays.
            self.answered = self.asked;
        }
    }

    /// Whether something that was asked for is still being read.
    pub fn is_behind(&self) -> bool {
        self.answered < self.asked
    }

    /// Takes what was read.
    pub fn take(&mut self, surveyed: Surveyed) {
        self.answered = self.answered.max(surveyed.number);
        if surveyed.all {
            self.files.clear();
        }
        for (path, sheet) in surveyed.sheets {
            match sheet {
                Some(sheet) => drop(self.files.insert(path, sheet)),
                None => drop(self.files.remove(&path)),
            }
        }
        let stem = |place: &PathBuf| Some((place.file_stem()?.to_owned(), place.clone()));
        self.stems = self.files.keys().rev().filter_map(stem).collect();
    }

    /// Forgets which bibliographies drafts use: files may have come, gone and changed.
    pub fn forget(&mut self) {
        self.libraries.clear();
        // Of a bibliography that nobody else holds, nobody asks.
        self.books.retain(|_, (shelf, _, _)| Arc::strong_count(shelf) > 1);
    }

    /// Takes the open drafts as they are now. Those that have not changed since cost nothing.
    pub fn follow(&mut self, drafts: &mut HashMap<Uri, (Open, Shown)>) {
        let before = std::mem::take(&mut self.open);
        for (open, _) in drafts.values_mut().filter(|(open, _)| !open.in_force.ignored) {
            let place = place(&open.uri);
            let index = open.index();
            let same = |sheet: &&Arc<Sheet>| Arc::ptr_eq(&sheet.index, &index) && sheet.version == Some(open.version);
            let sheet = match before.get(&place).filter(same) {
                Some(sheet) if sheet.is_under(&open.in_force) => Arc::clone(sheet),
                _ => Arc::new(Sheet::of_open(open)),
            };
            self.open.insert(place, sheet);
        }
    }

    /// The draft at a place.
    pub fn draft(&self, place: &Path) -> Option<&Arc<Sheet>> {
        self.open.get(place).or_else(|| self.files.get(place))
    }

    /// The draft of that name without its ending, wherever it is: of several the first by their places.
    pub fn page(&self, name: &str) -> Option<PathBuf> {
        let name = OsStr::new(name);
        let open = || self.open.keys().find(|place| place.file_stem() == Some(name));
        self.stems.get(name).or_else(open).cloned()
    }

    /// All drafts: first those that are open, by place.
    pub fn drafts(&self) -> impl Iterator<Item = &Arc<Sheet>> {
        let files = self.files.iter().filter(|(place, _)| !self.open.contains_key(*place));
        self.open.values().chain(files.map(|(_, sheet)| sheet))
    }

    /// The bibliographies that a draft uses.
    pub fn library(&mut self, sheet: &Sheet, books: &mut Books) -> Arc<Library> {
        let names = sheet.bibliography.iter().map(|named| named.name.clone()).collect();
        let scope = (sheet.folder().to_path_buf(), names, sheet.configured.clone());
        let read = || Arc::new(books.library(&sheet.place, &sheet.metadata(), &sheet.configured));
        Arc::clone(self.libraries.entry(scope).or_insert_with(read))
    }

    /// The bibliography at a place, if a draft uses it.
    pub fn shelf(&self, place: &Path) -> Option<Arc<Shelf>> {
        let shelves = self.libraries.values().flat_map(|library| &library.shelves);
        shelves.into_iter().find(|shelf| shelf.place == place).cloned()
    }

    /// A bibliography as a sheet.
    pub fn book(&mut self, shelf: &Arc<Shelf>, books: &Books) -> Option<Arc<Sheet>> {
        let open = books.text(&shelf.place);
        let version = open.as_ref().map(|(_, version, _)| *version);
        if let Some((known, was, sheet)) = self.books.get(&shelf.place)
            && Arc::ptr_eq(known, shelf)
            && *was == version
        {
            return Some(Arc::clone(sheet));
        }
        let (uri, text) = match open {
            Some((uri, _, text)) => (uri, text),
            None => {
                (Uri::from_file_path(&shelf.place)?, Text::new(without_mark(&read_bibliography(&shelf.place).ok()?)))
            }
        };
        let index = Arc::new(index_of(shelf, &text.to_string())?);
        let (place, bibliography, configured, roots) = (shelf.place.clone(), Vec::new(), Vec::new(), Vec::new());
        let sheet = Arc::new(Sheet { place, uri, version, text, index, bibliography, configured, roots });
        self.books.insert(shelf.place.clone(), (Arc::clone(shelf), version, Arc::clone(&sheet)));
        Some(sheet)
    }
}

/// The marks of a shelf. Its text may have changed since the shelf was read; then it is read again.
fn index_of(shelf: &Shelf, source: &str) -> Option<Index> {
    let index = of_bibliography(source, &shelf.bibliography);
    let holds = |symbol: &Symbol, name: Range<usize>| matches!(symbol, Symbol::Key(key) if source.get(name) == Some(key.as_str()));
    let definitions = || index.marks.iter().filter(|mark| mark.role == Role::Definition);
    if definitions().all(|mark| holds(&mark.symbol, mark.name.clone())) {
        return Some(index);
    }
    Some(of_bibliography(source, &Bibliography::read(source, Format::of(shelf.place.to_str()?)?)))
}
