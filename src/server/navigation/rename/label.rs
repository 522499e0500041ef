//! Labels of links and footnotes, in all their spellings.

use super::proof::holds;
use crate::finding::Edit;
use crate::index::{Mark, Role, Symbol};
use crate::markdown::fold_label;
use crate::server::desk::Desk;
use crate::server::edits::Edits;
use crate::server::navigation::trail::Subject;
use crate::server::sheet::Sheet;

/// Renames a label throughout its draft.
pub fn rename(
    desk: &mut Desk<'_>,
    subject: &Subject,
    old: &Symbol,
    name: &str,
    edits: &mut Edits,
) -> Result<(), String> {
    let new = match old {
        Symbol::Note(_) => Symbol::Note(fold_label(name)),
        _ => Symbol::Label(fold_label(name)),
    };
    let spots = desk.spots(subject);
    if let Some(spot) = spots.first()
        && new != *old
    {
        is_free(&spot.sheet, &new, name)?;
    }
    for spot in &spots {
        for edit in edits_of(&spot.sheet, &spot.mark, name) {
            edits.add(&spot.sheet, edit);
        }
    }
    // The parser takes more for a footnote's label than Pandoc and GitHub do.
    let odd = matches!(old, Symbol::Note(_)) && name.contains(|c: char| c.is_whitespace() || c == '^');
    let fits = !odd && edits.texts().all(|(sheet, edits)| holds(sheet, edits, old, &new));
    let what = if matches!(old, Symbol::Note(_)) { "the label of a footnote" } else { "a label" };
    fits.then_some(()).ok_or_else(|| format!("`{name}` cannot be {what} here"))
}

fn is_free(sheet: &Sheet, new: &Symbol, name: &str) -> Result<(), String> {
    if sheet.index.definition(new).is_some() {
        return Err(format!("`{name}` is defined already in this draft"));
    }
    // Of a note without a definition that may be what is wanted; brackets in running text would become links.
    let stands = matches!(new, Symbol::Label(_)) && sheet.index.of(new).next().is_some();
    if stands { Err(format!("`[{name}]` stands in this draft already and would become a link")) } else { Ok(()) }
}

/// What writes another label at one place. Where the label is also what a reader reads, the words stay and the label comes after them.
pub fn edits_of(sheet: &Sheet, mark: &Mark, name: &str) -> Vec<Edit> {
    let at = |range: std::ops::Range<usize>| sheet.text.slice(range);
    let label = mark.name.clone();
    let replaced = vec![Edit::replace(label.clone(), name)];
    if mark.role == Role::Definition || matches!(mark.symbol, Symbol::Note(_)) {
        return replaced;
    }
    if at(label.end..mark.range.end) == "][]" {
        return vec![Edit::insert(label.end + 2, name)];
    }
    let image = usize::from(at(mark.range.start..mark.range.start + 1) == "!");
    let text = mark.range.start + image + 1;
    if label.start == text {
        return vec![Edit::insert(mark.range.end, format!("[{name}]"))];
    }
    // The other way round: a label that says what the text says need not be written, where nothing after it would be read along.
    let alone = !at(mark.range.end..mark.range.end + 1).starts_with(['(', '[', '{', ':']);
    if alone && at(text..label.start.saturating_sub(2)) == name {
        return vec![Edit::delete(label.start - 1..mark.range.end)];
    }
    replaced
}
