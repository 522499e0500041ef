//! What is said in a bibliography: of a key, the reference that its entry makes.

use crate::bibliography::Entry;
use crate::citation::Metadata;
use crate::index::Symbol;
use crate::server::convert;
use crate::server::desk::Desk;
use crate::server::wording::{Pen, reference};
use std::ops::Range;
use tower_lsp::ls_types::Position;

/// The reference of the entry whose key stands at a position, there or in another entry, and where that key stands.
pub fn said(desk: &mut Desk<'_>, position: Position, pen: Pen) -> Option<(String, tower_lsp::ls_types::Range)> {
    let shelf = desk.books.shelf(desk.uri.as_ref()?)?;
    let sheet = desk.sheet()?;
    let at = convert::offset(&sheet.text, position, desk.can.encoding);
    let mark = sheet.index.at(at)?;
    let Symbol::Key(key) = &mark.symbol else { return None };
    // Of several entries with one key each says its own.
    let own = |name: &Range<usize>| shelf.bibliography.entries.iter().find(|entry| entry.key_range == *name);
    let named = |entry: &&Entry| entry.key == *key;
    let entry = own(&mark.name).filter(named).or_else(|| shelf.entry(key))?;
    let said = reference::formatted(entry, &Metadata::default(), pen.markdown);
    Some((said, convert::range(&sheet.text, &mark.name, desk.can.encoding)))
}
