//! Names given by hand to places, with the links and cross-references that lead to them, in every chapter of a book.

use super::heading::spelt;
use super::proof;
use crate::citation::crossref::start;
use crate::finding::Edit;
use crate::index::{Mark, Role, Symbol};
use crate::server::desk::Desk;
use crate::server::edits::Edits;
use crate::server::navigation::trail::{Spot, Subject};
use crate::server::sheet::Sheet;
use crate::server::wording::capital;
use std::sync::Arc;

/// Follows a place's new name, which `edits` already give it in `sheet`, with everything that leads there.
pub fn rename(
    desk: &mut Desk<'_>,
    subject: &Subject,
    sheet: &Arc<Sheet>,
    name: &str,
    edits: &mut Edits,
) -> Result<(), String> {
    if sheet.index.anchors.has(name) {
        return Err(format!("`{name}` is the name of another place in this draft"));
    }
    if let Some(other) = desk.chapters(sheet).iter().find(|other| other.index.anchors.has(name)) {
        let file = other.place.file_name().unwrap_or(other.place.as_os_str()).to_string_lossy();
        return Err(format!("`{name}` is the name of another place in this book, in `{file}`"));
    }
    for spot in desk.spots(subject).into_iter().filter(|spot| spot.mark.role == Role::Use) {
        let edit =
            if let Symbol::Key(key) = &spot.mark.symbol { crossref(&spot, key, name)? } else { spelt(&spot, name) };
        edits.add(&spot.sheet, edit);
    }
    let fits = edits.texts().all(|(text, edits)| reads(text, edits, text.place == sheet.place, name));
    fits.then_some(()).ok_or_else(|| format!("`{name}` cannot be the name of a place here"))
}

/// A cross-reference by the new name. Of another kind it would be a citation, or say "Figure" of a section.
fn crossref(spot: &Spot, key: &str, name: &str) -> Result<Edit, String> {
    let kind = start(key).unwrap_or(key);
    let kept = name.get(..kind.len()).is_some_and(|head| head.eq_ignore_ascii_case(kind));
    if !kept || start(name).is_none() {
        return Err(format!("`@{key}` leads here, so the name must start with `{}`", kind.to_lowercase()));
    }
    let is_capital = key.starts_with(char::is_uppercase);
    Ok(Edit::replace(spot.mark.name.clone(), if is_capital { capital(name) } else { name.to_owned() }))
}

/// Whether a text says with its edits what was meant: as many names as before, its keys as they were or as they were written anew, and in
/// the text that gives the name, the name.
fn reads(sheet: &Sheet, edits: &[Edit], gives: bool, name: &str) -> bool {
    let index = proof::index(sheet, &proof::applied(sheet, edits));
    let same = |(before, after): (&Mark, &Mark)| match (&before.symbol, &after.symbol) {
        (Symbol::Key(old), Symbol::Key(new)) => {
            let written = edits.iter().find(|edit| edit.range == before.name);
            *new == *written.map_or(old, |edit| &edit.text)
        }
        (Symbol::Key(_), _) | (_, Symbol::Key(_)) => false,
        _ => before.role == after.role,
    };
    let stands = !gives || index.anchors.find(name).is_some_and(|anchor| !anchor.heading);
    stands && index.marks.len() == sheet.index.marks.len() && sheet.index.marks.iter().zip(&index.marks).all(same)
}
