//! What stands at a position, and every other place of the workspace at which the same thing stands. Definition, references, highlights and
//! renaming ask nothing else.

use super::chapters::is_key_of;
use super::paths;
use crate::citation::crossref::is_crossref;
use crate::index::{Mark, Role, Symbol};
use crate::server::convert;
use crate::server::desk::Desk;
use crate::server::sheet::{Sheet, place};
use crate::text::Text;
use crate::workspace::{ROOTS, plain};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tower_lsp::ls_types::Position;

/// Something with a name, told apart from everything else in the workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A footnote or a label of a link, which are known in one draft alone.
    Own(PathBuf, Symbol),
    /// A place in a draft: a heading or a name given by hand.
    Place(PathBuf, String),
    /// A file.
    File(PathBuf),
    /// A source: what defines it, a bibliography or a draft with sources of its own, and its key. Nothing defines it if that is empty.
    Key(PathBuf, String),
}

/// A place at which something stands.
#[derive(Clone, Debug)]
pub struct Spot {
    /// The text.
    pub sheet: Arc<Sheet>,
    /// Where in it.
    pub mark: Mark,
}

impl Desk<'_> {
    /// The text that the question is about: an open draft, or an open bibliography.
    pub fn sheet(&mut self) -> Option<Arc<Sheet>> {
        let uri = self.uri.clone()?;
        self.atlas.follow(self.drafts);
        if self.drafts.contains_key(&uri) {
            return self.atlas.draft(&place(&uri)).cloned();
        }
        let shelf = self.books.shelf(&uri)?;
        self.atlas.book(&shelf, self.books)
    }

    /// What stands at a position of that text.
    pub fn spot(&mut self, position: Position) -> Option<(Spot, Subject)> {
        let sheet = self.sheet()?;
        let offset = convert::offset(&sheet.text, position, self.can.encoding);
        let mark = seek(&sheet, offset)?.clone();
        let subject = self.subject(&sheet, &mark);
        Some((Spot { sheet, mark }, subject))
    }

    /// What a mark of a text stands for.
    pub fn subject(&mut self, sheet: &Sheet, mark: &Mark) -> Subject {
        let symbol = &mark.symbol;
        match symbol {
            Symbol::Note(_) | Symbol::Label(_) => Subject::Own(sheet.place.clone(), symbol.clone()),
            Symbol::Place(name) => {
                let found = self.named(sheet, name);
                let (place, name) = found.unwrap_or_else(|| (sheet.place.clone(), name.clone()));
                Subject::Place(place, name)
            }
            Symbol::PlaceIn { path, name } => {
                let file = self.file_of(sheet, mark, path);
                let found = self.atlas.draft(&file).and_then(|other| other.index.anchors.lead(name));
                let name = found.map_or(name, |anchor| &anchor.name).clone();
                Subject::Place(file, name)
            }
            Symbol::File(path) => Subject::File(self.file_of(sheet, mark, path)),
            Symbol::Key(key) => match self.home(sheet, key) {
                // No bibliography has it: it leads to a figure, a section.
                None if is_crossref(key) => {
                    let found = self.crossref(sheet, key);
                    let (place, name) = found.unwrap_or_else(|| (sheet.place.clone(), key.clone()));
                    Subject::Place(place, name)
                }
                home => Subject::Key(home.unwrap_or_default(), key.clone()),
            },
        }
    }

    /// The file that the path in a link leads to.
    pub fn file_of(&mut self, sheet: &Sheet, link: &Mark, path: &str) -> PathBuf {
        self.file(sheet, path, sheet.is_wiki(link))
    }

    /// The file that a path in a draft leads to; in a link of a wiki, the page or the file of that name, wherever it is.
    pub fn file(&mut self, sheet: &Sheet, path: &str, is_wiki: bool) -> PathBuf {
        let files = self.leads(sheet, path);
        if let Some(known) = files.iter().find(|file| self.atlas.draft(file).is_some()) {
            return known.clone();
        }
        let page = if is_wiki { self.page(sheet, path) } else { None };
        page.or_else(|| files.into_iter().next()).unwrap_or_else(|| plain(Path::new(path)))
    }

    fn page(&mut self, sheet: &Sheet, path: &str) -> Option<PathBuf> {
        let bare = Some(path.trim_end_matches(".md")).filter(|_| !path.contains('/'));
        let known = bare.and_then(|name| self.atlas.page(name));
        known.or_else(|| sheet.place.is_absolute().then(|| self.books.page(&sheet.place, path))?)
    }

    /// The files that a path in a draft may lead to.
    pub fn leads(&self, sheet: &Sheet, path: &str) -> Vec<PathBuf> {
        paths::leads(sheet.folder(), &self.roots(sheet), path).collect()
    }

    /// The folders in which a path that starts with `/` may start: those that were chosen, else those of the workspace and those in them
    /// in which generators look.
    pub fn roots(&self, sheet: &Sheet) -> Vec<PathBuf> {
        if !sheet.roots.is_empty() {
            return sheet.roots.clone();
        }
        let folders = self.configuration.folders().filter(|folder| sheet.place.starts_with(folder));
        folders.flat_map(|folder| ROOTS.iter().map(|below| plain(&folder.join(below)))).collect()
    }

    /// What defines a key that a text uses: the text itself, or one of its bibliographies.
    pub fn home(&mut self, sheet: &Sheet, key: &str) -> Option<PathBuf> {
        if sheet.index.definition(&Symbol::Key(key.to_owned())).is_some() {
            return Some(sheet.place.clone());
        }
        let library = self.atlas.library(sheet, self.books);
        library.shelves.iter().find(|shelf| shelf.entry(key).is_some()).map(|shelf| shelf.place.clone())
    }

    /// The bibliography at a place as a text, if a draft uses it or the editor has it open.
    pub fn book(&mut self, place: &Path) -> Option<Arc<Sheet>> {
        let open = self.books.shelves_open().find(|shelf| shelf.place == place);
        let shelf = open.or_else(|| self.atlas.shelf(place))?;
        self.atlas.book(&shelf, self.books)
    }

    /// Every place at which something stands, text by text, in order.
    pub fn spots(&mut self, subject: &Subject) -> Vec<Spot> {
        self.atlas.follow(self.drafts);
        let sheets: Vec<Arc<Sheet>> = match subject {
            Subject::Own(place, _) => self.atlas.draft(place).into_iter().cloned().collect(),
            Subject::Key(home, _) => {
                let drafts: Vec<Arc<Sheet>> = self.atlas.drafts().cloned().collect();
                // What defines a key may be a draft, which is among them.
                let book = if self.atlas.draft(home).is_none() { self.book(home) } else { None };
                book.into_iter().chain(drafts).collect()
            }
            _ => self.atlas.drafts().cloned().collect(),
        };
        let mut spots = Vec::new();
        for sheet in sheets {
            self.spots_in(&sheet, subject, &mut spots);
        }
        spots
    }

    /// The places in one text.
    pub fn spots_in(&mut self, sheet: &Arc<Sheet>, subject: &Subject, spots: &mut Vec<Spot>) {
        let marks: Vec<&Mark> = sheet.index.marks.iter().filter(|mark| may_be(&mark.symbol, subject)).collect();
        if let (Subject::Key(home, key), false) = (subject, marks.is_empty())
            && sheet.place != *home
            && self.home(sheet, key).unwrap_or_default() != *home
        {
            return;
        }
        let is_key = matches!(subject, Subject::Key(..));
        for mark in marks {
            if is_key || self.subject(sheet, mark) == *subject {
                spots.push(Spot { sheet: Arc::clone(sheet), mark: mark.clone() });
            }
        }
    }
}

/// Whether a symbol can stand for something, at a glance.
fn may_be(symbol: &Symbol, subject: &Subject) -> bool {
    match (symbol, subject) {
        (Symbol::Key(key), Subject::Key(_, wanted)) => key == wanted,
        (symbol, Subject::Own(_, wanted)) => symbol == wanted,
        (Symbol::Place(_) | Symbol::PlaceIn { .. }, Subject::Place(..)) => true,
        (Symbol::Key(key), Subject::Place(_, name)) => is_crossref(key) && is_key_of(key, name),
        (Symbol::File(_), Subject::File(_)) => true,
        _ => false,
    }
}

/// The mark at an offset: that whose name stands there, else the shortest construct that does.
fn seek(sheet: &Sheet, offset: usize) -> Option<&Mark> {
    let index = &sheet.index;
    index.at(offset).or_else(|| {
        let before = index.marks.partition_point(|mark| mark.range.start <= offset);
        let holds = |mark: &&Mark| offset <= reach(&sheet.text, mark);
        index.marks[..before].iter().filter(holds).min_by_key(|mark| mark.range.len())
    })
}

/// How far a construct stands for its mark: a footnote and an entry hold much besides, so of them only the label or key does, and a heading
/// is one line.
fn reach(text: &Text, mark: &Mark) -> usize {
    let end = match (mark.role, &mark.symbol) {
        (Role::Definition, Symbol::Place(_)) => mark.range.end.min(text.next_line(mark.name.end)).saturating_sub(1),
        (Role::Definition, _) => mark.name.end + 1,
        (Role::Use, _) => mark.range.end,
    };
    end.max(mark.name.end)
}
