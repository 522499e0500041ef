//! What is said of what stands under the pointer.

use super::under::Thing;
use crate::bibliography::Identity;
use crate::citation::address;
use crate::citation::crossref::is_crossref;
use crate::citation::{by_host, is_host};
use crate::index::{Anchor, Role, Symbol, Target};
use crate::markdown::fold_label;
use crate::server::completion;
use crate::server::desk::Desk;
use crate::server::sheet::Sheet;
use crate::server::wording::{Pen, capital, counted, note, reference};
use std::ops::Range;

/// How much of a note is shown, in characters.
const NOTE: usize = 1500;

/// What is said of a thing; `None` for nothing.
pub fn said(desk: &mut Desk<'_>, thing: &Thing, pen: Pen) -> Option<String> {
    match thing {
        Thing::Key(key) => of_key(desk, key, pen),
        Thing::Note(label) => of_note(desk, label, pen),
        Thing::NoteDefinition(label) => {
            let symbol = Symbol::Note(fold_label(&written(desk, label)?));
            Some(capital(&counted::cited(uses(desk, &symbol)?)))
        }
        Thing::Definition(label) => {
            let symbol = Symbol::Label(fold_label(&written(desk, label)?));
            Some(capital(&counted::used(uses(desk, &symbol)?)))
        }
        Thing::Reference(label) => of_reference(desk, label, pen),
        Thing::Target(target) => {
            let is_wiki = written(desk, &(target.start.saturating_sub(2)..target.start))? == "[[";
            let written = written(desk, target)?;
            of_target(desk, &written, is_wiki, pen)
        }
        Thing::Work(work) => of_work(work, pen),
    }
}

fn written(desk: &mut Desk<'_>, range: &Range<usize>) -> Option<String> {
    Some(desk.open()?.text().slice(range.clone()))
}

fn uses(desk: &mut Desk<'_>, symbol: &Symbol) -> Option<usize> {
    Some(desk.open()?.index().of(symbol).filter(|mark| mark.role == Role::Use).count())
}

fn of_key(desk: &mut Desk<'_>, range: &Range<usize>, pen: Pen) -> Option<String> {
    let key = written(desk, range)?;
    let sheet = desk.sheet()?;
    if is_crossref(&key) && desk.home(&sheet, &key).is_none() {
        return of_crossref(desk, &sheet, &key, pen);
    }
    let open = desk.open()?;
    let draft = open.draft()?;
    let metadata = draft.metadata().unwrap_or_default();
    let library = draft.library();
    let Some(entry) = completion::entry(library, &metadata, &key) else {
        // Without a bibliography `@key` is as likely somebody's name; where a part of them cannot be looked into, nobody knows.
        let known = !library.shelves.is_empty() || metadata.has_bibliography();
        return (known && !library.is_partial())
            .then(|| format!("{} is in no bibliography of this draft", pen.code(&key)));
    };
    let is_own = completion::own(&metadata, &key).is_some();
    let shelf = library.shelves.iter().find(|shelf| !is_own && shelf.entry(&key).is_some());
    let place = shelf.map_or("the draft's metadata", |shelf| shelf.name());
    Some(format!(
        "{}\n\n{}",
        reference::formatted(entry, &metadata, pen.markdown),
        pen.emphasis(&format!("from {place}"))
    ))
}

/// What a cross-reference leads to.
fn of_crossref(desk: &mut Desk<'_>, sheet: &Sheet, key: &str, pen: Pen) -> Option<String> {
    let Some((place, name)) = desk.crossref(sheet, key) else {
        return Some(of_anchor(&sheet.index, &sheet.text, key, pen));
    };
    let other = desk.atlas.draft(&place)?;
    let said = of_anchor(&other.index, &other.text, &name, pen);
    let file = place.file_name().filter(|_| place != sheet.place);
    Some(file.map_or_else(|| said.clone(), |file| format!("{said}\n\nin {}", pen.code(&file.to_string_lossy()))))
}

fn of_note(desk: &mut Desk<'_>, range: &Range<usize>, pen: Pen) -> Option<String> {
    let label = written(desk, range)?;
    let open = desk.open()?;
    let index = open.index();
    let Some(mark) = index.definition(&Symbol::Note(fold_label(&label))) else {
        return Some(format!("The note {} is not in this draft", pen.code(&format!("[^{label}]"))));
    };
    // The writer's own Markdown, shown as what it is.
    let content = note::content(&open.text().slice(mark.range.clone()));
    let end = content.char_indices().nth(NOTE).map_or(content.len(), |(end, _)| end);
    let dots = if end < content.len() { " \u{2026}" } else { "" };
    Some(if content.is_empty() { "The note is empty".to_owned() } else { format!("{}{dots}", &content[..end]) })
}

fn of_reference(desk: &mut Desk<'_>, range: &Range<usize>, pen: Pen) -> Option<String> {
    let label = written(desk, range)?;
    let open = desk.open()?;
    let index = open.index();
    let mark = index.definition(&Symbol::Label(fold_label(&label)))?;
    let definition = open.text().slice(mark.name.end..mark.range.end);
    let rest = definition.strip_prefix("]:")?.trim_start_matches(|c: char| c.is_whitespace() || c == '>');
    let (target, title) = match rest.strip_prefix('<') {
        Some(inside) => inside.split_once('>')?,
        None => rest.split_once(char::is_whitespace).unwrap_or((rest, "")),
    };
    let said = of_target(desk, target, false, pen)?;
    let title = unquoted(title.trim());
    Some(if title.is_empty() { said } else { format!("{}\n\n{said}", pen.strong(title)) })
}

/// A title without the marks around it.
fn unquoted(title: &str) -> &str {
    let pairs = [('"', '"'), ('\'', '\''), ('(', ')')];
    pairs.iter().find_map(|(open, close)| title.strip_prefix(*open)?.strip_suffix(*close)).unwrap_or(title)
}

/// Where a target leads, or the name of a wiki's page.
fn of_target(desk: &mut Desk<'_>, target: &str, is_wiki: bool, pen: Pen) -> Option<String> {
    let Some(parts) = Target::of(target) else { return of_address(target, pen) };
    let file = parts.file(target);
    let anchor = parts.name(target);
    if file.is_empty() {
        let open = desk.open()?;
        let index = open.index();
        return Some(of_anchor(&index, open.text(), &anchor?, pen));
    }
    let sheet = desk.sheet()?;
    let place = desk.file(&sheet, &file, is_wiki);
    if !place.exists() {
        return Some(format!("There is no file {} here", pen.code(&file)));
    }
    // A wiki's link says neither the ending nor the capitals.
    let found = place.file_name().filter(|_| is_wiki).map(|name| name.to_string_lossy().into_owned());
    let name = pen.code(&found.unwrap_or(file));
    let Some(anchor) = anchor else {
        return Some(if place.is_dir() { format!("The folder {name}") } else { format!("The file {name}") });
    };
    let other = desk.neighbour(&place);
    let heading = other.map(|other| of_anchor(&other.index, &other.text, &anchor, pen));
    Some(heading.map_or_else(|| format!("The file {name}"), |heading| format!("{heading}\n\nin {name}")))
}

fn of_anchor(index: &crate::index::Index, text: &crate::text::Text, name: &str, pen: Pen) -> String {
    if name.is_empty() || name == "top" {
        return "The top of the page".to_owned();
    }
    let Some(anchor) = index.anchors.lead(name) else {
        return if index.anchors.has(name) {
            format!("The place {}", pen.code(name))
        } else {
            format!("Nothing here is called {}", pen.code(name))
        };
    };
    let holds = |other: &&Anchor| {
        other.heading && other.place.start <= anchor.place.start && anchor.place.end <= other.place.end
    };
    let anchor = index.anchors.proper.iter().find(holds).unwrap_or(anchor);
    let words = text.slice(anchor.place.clone());
    let words = words.lines().next().unwrap_or_default().trim_matches(['#', ' ', '>', '\t']);
    let attributes = words.rfind(" {").filter(|_| words.ends_with('}'));
    let words = attributes.map_or(words, |open| &words[..open]);
    if anchor.heading { pen.strong(words) } else { format!("The place {}", pen.code(words)) }
}

/// The site of an address of the web, and the work that it names. Of other schemes nothing is said.
fn of_address(target: &str, pen: Pen) -> Option<String> {
    let host = address::host(target)?;
    if let Some(work) = Identity::address(target).and_then(|work| of_work(&work, pen)) {
        return Some(work);
    }
    let lower = host.to_lowercase();
    let site = pen.link(&lower, target);
    let outlet = is_host(&lower).then(|| by_host(&lower)).flatten();
    Some(match outlet {
        Some(outlet) => format!("{}: {site}", pen.strong(outlet.name)),
        None => site,
    })
}

fn of_work(work: &Identity, pen: Pen) -> Option<String> {
    Some(format!("{}: {}", pen.strong(work.label()), pen.link(work.name(), &work.lookup()?)))
}
