//! What drafts depend on outside themselves: bibliographies, and the files that their links lead to. For those that are open in the editor
//! it knows better than the disk.

use super::abilities::Abilities;
use super::configuration::Configuration;
use super::drafts::Open;
use super::event::Event;
use super::{convert, halves};
use crate::bibliography::{Format, Library, Shelf};
use crate::check::{Cited, Faults, Stock, check_shelf};
use crate::citation::Metadata;
use crate::config::Settings;
use crate::finding::Finding;
use crate::index::{Form, Link, Targets};
use crate::text::{Encoding, Ruler, Text};
use crate::web::user_folder;
use crate::workspace::{Locks, Shelves, Tree, read_bibliography, retractions};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::time::{Duration, Instant};
use tower_lsp::ls_types::{
    Diagnostic, TextDocumentContentChangeEvent, TextDocumentItem, Uri, VersionedTextDocumentIdentifier,
};

/// A pause in typing after which a bibliography, or a draft to which others link, is read again: a large one takes a tenth of a second.
const PAUSE: Duration = Duration::from_millis(250);
/// The name under which a draft that is in no file looks for its bibliographies.
const UNSAVED: &str = "untitled.md";

/// The files of a session that drafts depend on.
#[derive(Default)]
pub struct Books {
    shelves: Shelves,
    tree: Tree,
    locks: Locks,
    /// Where news of lists of retractions go.
    events: Option<Sender<Event>>,
    /// Lists of retractions that are being read.
    reading: HashSet<PathBuf>,
    /// Drafts that are open and were edited, and when their anchors are to be read again.
    edited: HashMap<Uri, Instant>,
    open: HashMap<Uri, Book>,
    /// What failed at bibliographies; rules among that are left out there until ibid is started anew.
    faults: Faults,
}

/// A bibliography that is open in the editor.
struct Book {
    path: PathBuf,
    version: i32,
    text: Text,
    /// When it is to be read again.
    due: Option<Instant>,
}

impl Books {
    /// None yet; news of what is read elsewhere will come through `events`.
    pub fn new(events: Sender<Event>) -> Self {
        Self { events: Some(events), ..Self::default() }
    }

    /// The bibliographies that were read.
    pub fn shelves(&self) -> &Shelves {
        &self.shelves
    }

    /// The names in a folder, each with whether it is a folder itself; remembered until files change.
    pub fn names(&mut self, folder: &Path) -> Vec<(String, bool)> {
        let known = self.tree.folder(folder);
        known.map(|folder| folder.names.iter().map(|(name, is)| (name.clone(), *is)).collect()).unwrap_or_default()
    }

    /// The book that is made of the drafts in a folder or above it: the file that makes it, and the chapters that it names.
    pub fn bound(&mut self, folder: &Path) -> Option<(PathBuf, Vec<PathBuf>)> {
        self.tree.home(folder).book.clone()
    }

    /// The file that a link to a page of a wiki in `draft` leads to: in the same way as for the rules.
    pub fn page(&mut self, draft: &Path, name: &str) -> Option<PathBuf> {
        let link = Link { target: 0..0, path: 0..0, file: name.to_owned(), place: None, form: Form::Wiki };
        let targets = self.tree.targets(draft, std::iter::once(&link), &[], &Targets::default());
        Some(targets.pages.get(name)?.page()?.file.clone())
    }

    /// The files that links lead to.
    pub fn tree(&self) -> &Tree {
        &self.tree
    }

    /// Forgets which files there are.
    pub fn forget_files(&mut self) {
        self.tree.forget();
    }

    /// Notes that an open draft was edited.
    pub fn draft_edited(&mut self, uri: &Uri) {
        self.edited.insert(uri.clone(), Instant::now() + PAUSE);
    }

    /// The drafts whose anchors are to be read again by `now`.
    pub fn edited_by(&mut self, now: Instant) -> Vec<Uri> {
        self.edited.extract_if(|_, due| *due <= now).map(|(uri, _)| uri).collect()
    }

    /// Takes the anchors of a draft as the editor has it. Returns whether links of others may lead elsewhere than before.
    pub fn take_draft(&mut self, open: &Open) -> bool {
        let Some((path, draft)) = open.path.as_ref().zip(open.draft()) else { return false };
        let blocks = draft.syntax().blocks();
        self.tree.set_buffer(path, blocks.iter().map(|placed| (placed.start, &*placed.block)))
    }

    /// Lets go of a draft: its file counts again.
    pub fn drop_draft(&mut self, open: &Open) {
        self.edited.remove(&open.uri);
        if let Some(path) = &open.path {
            self.tree.drop_buffer(path);
        }
    }

    /// Finds out what a draft's links lead to. Returns whether that is something else than before.
    pub fn lead(&mut self, open: &mut Open) -> bool {
        let Some(path) = open.path.clone() else { return false };
        let (links, before) = (open.links(), Arc::clone(open.targets()));
        let targets = self.tree.targets(&path, links.iter(), &open.in_force.roots, &before);
        open.set_targets(targets)
    }

    /// Takes a document that is no draft. Returns whether it is a bibliography. Of files in JSON and YAML only those are that a
    /// draft uses.
    pub fn open(&mut self, item: &TextDocumentItem) -> bool {
        let Some(path) = convert::path(&item.uri) else { return false };
        let format = path.to_str().and_then(Format::of);
        let is_book = format == Some(Format::Bibtex) || format.is_some() && self.shelves.knows(&path);
        if is_book {
            self.shelves.set_buffer(&path, Some(&item.text));
            self.open
                .insert(item.uri.clone(), Book { path, version: item.version, text: Text::new(&item.text), due: None });
        }
        is_book
    }

    /// Follows the editor. Returns whether the document is a bibliography.
    pub fn edit(
        &mut self,
        document: &VersionedTextDocumentIdentifier,
        changes: &[TextDocumentContentChangeEvent],
        encoding: Encoding,
    ) -> bool {
        let Some(book) = self.open.get_mut(&document.uri) else { return false };
        book.version = document.version;
        for change in changes {
            match change.range {
                Some(range) => {
                    let (range, new, _) = halves::change(&book.text, range, change.text.clone(), encoding);
                    book.text.replace(range, &new);
                }
                None => book.text = Text::new(&change.text),
            }
        }
        book.due = Some(Instant::now() + PAUSE);
        true
    }

    /// Lets go of a document. Returns whether it was a bibliography.
    pub fn close(&mut self, uri: &Uri) -> bool {
        let closed = self.open.remove(uri);
        if let Some(book) = &closed {
            self.shelves.set_buffer(&book.path, None);
        }
        closed.is_some()
    }

    /// When [`Books::settle`] wants to be called again.
    pub fn due(&self) -> Option<Instant> {
        self.open.values().filter_map(|book| book.due).chain(self.edited.values().copied()).min()
    }

    /// Reads what is due by `now`. Returns whether that was anything.
    pub fn settle(&mut self, now: Instant) -> bool {
        let mut any = false;
        for book in self.open.values_mut().filter(|book| book.due.is_some_and(|due| due <= now)) {
            book.due = None;
            self.shelves.set_buffer(&book.path, Some(&book.text.to_string()));
            any = true;
        }
        any
    }

    /// Reads at once what is due later. Returns whether that was anything.
    pub fn hurry(&mut self) -> bool {
        self.settle(Instant::now() + PAUSE)
    }

    /// The bibliographies in scope of the draft at `path`, with that metadata and those that configuration files name.
    pub fn library(&mut self, path: &Path, metadata: &Metadata, configured: &[PathBuf]) -> Library {
        self.shelves.library(path, Some(metadata), configured)
    }

    /// Whether the bibliography at `path` was read since it last changed, in the editor or on the disk, so that places in what was read
    /// are places in its text.
    pub fn is_read(&self, path: &Path) -> bool {
        match self.open.values().find(|book| book.path == path) {
            Some(book) => book.due.is_none(),
            None => self.shelves.is_current(path),
        }
    }

    /// The bibliography at `path` as the editor has it, by its name there and its version.
    pub fn text(&self, path: &Path) -> Option<(Uri, i32, Text)> {
        let (uri, book) = self.open.iter().find(|(_, book)| book.path == path)?;
        Some((uri.clone(), book.version, book.text.clone()))
    }

    /// The bibliography that is open under that name, if it was read since it last changed: its path, its version and its text.
    pub fn open_text(&self, uri: &Uri) -> Option<(&Path, i32, Text)> {
        let book = self.open.get(uri).filter(|book| book.due.is_none())?;
        Some((&book.path, book.version, book.text.clone()))
    }

    /// What is found in the bibliography that is open under that name, in bytes of what was last read of it.
    pub fn findings<'a>(
        &self,
        uri: &Uri,
        drafts: impl Iterator<Item = &'a Open>,
        configuration: &Configuration,
    ) -> Option<Vec<Finding>> {
        let shelf = self.shelf(uri)?;
        let settings = configuration.in_force(Some(&shelf.place)).settings;
        let lock = self.locks.of(&shelf.place, &settings.retraction_watch).lock;
        let mut cited = Cited::default();
        let uses = |open: &&Open| open.library().shelves.iter().any(|other| other.place == shelf.place);
        drafts.filter(uses).filter_map(Open::draft).for_each(|draft| cited.add(draft));
        let stock = Stock { shelf: &shelf, cited: &cited, settings: &settings, lock: &lock };
        Some(check_shelf(&stock, Some(&self.faults)))
    }

    /// The bibliography that is open under that name, as it was last read.
    pub fn shelf(&self, uri: &Uri) -> Option<Arc<Shelf>> {
        self.shelves.buffer(&self.open.get(uri)?.path)
    }

    /// Those that are open, as they were last read.
    pub fn shelves_open(&self) -> impl Iterator<Item = Arc<Shelf>> {
        self.open.values().filter_map(|book| self.shelves.buffer(&book.path))
    }

    /// Gives a draft what it depends on: the bibliographies in its scope, and what its links lead to. Returns whether that is something
    /// else than before.
    pub fn serve(&mut self, open: &mut Open, configuration: &Configuration) -> bool {
        let led = self.lead(open);
        let home = || configuration.folders().next().map(|folder| folder.join(UNSAVED));
        let Some(path) = open.path.clone().or_else(home) else { return led };
        let metadata = open.draft().and_then(crate::check::Draft::metadata);
        let library = self.shelves.library(&path, metadata.as_ref(), &open.in_force.bibliography);
        let locked = open.set_lock(self.locks.of(&path, &open.settings().retraction_watch).lock);
        self.read_lists(open.settings());
        open.set_library(library) || locked || led
    }

    /// Reads the lists of retractions that were not read yet, on threads of their own.
    fn read_lists(&mut self, settings: &Settings) {
        for list in settings.retraction_watch.iter().filter(|list| retractions::is_unread(list)) {
            let Some(events) = self.events.clone().filter(|_| self.reading.insert(list.clone())) else { continue };
            let list = list.clone();
            std::thread::spawn(move || {
                let read = catch_unwind(|| retractions::read(&list, user_folder().as_deref()).err());
                let wrong = read.unwrap_or_else(|_| Some("A fault in ibid while reading this list".to_owned()));
                let _ = events.send(Event::Listed(list, wrong));
            });
        }
    }

    /// Takes note that a list of retractions was read, or could not be.
    pub fn listed(&mut self, list: &Path) {
        self.reading.remove(list);
    }

    /// What failed at bibliographies.
    pub fn faults(&self) -> &Faults {
        &self.faults
    }

    /// What is wrong in the bibliographies that the drafts use and in those that are open, by their files.
    pub fn diagnostics<'a>(
        &self,
        drafts: impl Iterator<Item = &'a Open>,
        configuration: &Configuration,
        can: &Abilities,
    ) -> BTreeMap<PathBuf, Vec<Diagnostic>> {
        let mut cited = Cited::default();
        let mut shelves: BTreeMap<PathBuf, (Arc<Shelf>, Arc<Settings>)> = BTreeMap::new();
        for book in self.open.values() {
            if let Some(shelf) = self.shelves.buffer(&book.path) {
                let settings = configuration.in_force(Some(&book.path)).settings;
                shelves.insert(shelf.place.clone(), (shelf, settings));
            }
        }
        for open in drafts.filter(|open| !open.in_force.ignored) {
            if let (Some(draft), false) = (open.draft(), open.library().shelves.is_empty()) {
                cited.add(draft);
            }
            for shelf in open.library().shelves.iter().cloned() {
                shelves.entry(shelf.place.clone()).or_insert_with(|| (shelf, Arc::clone(open.settings())));
            }
        }
        let each = shelves.into_iter().map(|(path, (shelf, settings))| {
            let diagnostics = self.of(&shelf, &cited, &settings, can);
            (path, diagnostics)
        });
        each.filter(|(_, diagnostics)| !diagnostics.is_empty()).collect()
    }

    fn of(&self, shelf: &Shelf, cited: &Cited, settings: &Settings, can: &Abilities) -> Vec<Diagnostic> {
        let lock = self.locks.of(&shelf.place, &settings.retraction_watch).lock;
        let stock = Stock { shelf, cited, settings, lock: &lock };
        let findings = check_shelf(&stock, Some(&self.faults));
        let Some(uri) = Uri::from_file_path(&shelf.place).filter(|_| !findings.is_empty()) else { return Vec::new() };
        let open = self.open.values().find(|book| book.path == shelf.place).map(|book| book.text.clone());
        let text = open.unwrap_or_else(|| Text::new(&read_bibliography(&shelf.place).unwrap_or_default()));
        let mut ruler = Ruler::new(&text, can.encoding);
        let shown = |f: &Finding| {
            let range = convert::ruled(&mut ruler, &f.range);
            convert::diagnostic((&text, &uri), range, f, can)
        };
        findings.iter().map(shown).collect()
    }
}
