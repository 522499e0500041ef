//! The command that an offered key brings with it: the item's entry goes to the end of the draft's bibliography.

use super::{Zotero, has};
use crate::bibliography::{Format, Work, bibtex};
use crate::finding::Edit;
use crate::server::abilities::{ADD_ENTRY, Abilities};
use crate::server::books::Books;
use crate::server::convert;
use crate::server::drafts::Open;
use crate::server::edits::workspace_edit;
use crate::server::outbox::{Level, Outbox};
use crate::text::Text;
use crate::workspace::read_bibliography;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::{LSPAny, MessageType, Uri, WorkspaceEdit};

/// Runs the command on a draft, with the key of an item. What stands in the way the writer is told in a message.
pub fn add(
    zotero: &Zotero,
    open: Option<&Open>,
    key: Option<&str>,
    books: &Books,
    can: &Abilities,
    outbox: &Outbox,
) -> Result<Option<LSPAny>> {
    let (Some(open), Some(key)) = (open, key) else {
        return Err(Error::invalid_params(format!("`{ADD_ENTRY}` wants the URI of a draft that is open, and a key")));
    };
    let Some(item) = zotero.entry(key) else {
        return Err(Error::invalid_params(format!("there is no item `{key}` in Zotero")));
    };
    if has(open, item) {
        return Ok(None);
    }
    match edit(open, &bibtex(key, &Work::of(item)), books, can) {
        Ok(edit) => apply(edit, outbox),
        Err(why) => outbox.say(MessageType::WARNING, format!("`{key}` was not added to a bibliography: {why}")),
    }
    Ok(None)
}

/// The entry at the end of the one bibliography in BibTeX that the draft has.
fn edit(open: &Open, entry: &str, books: &Books, can: &Abilities) -> std::result::Result<WorkspaceEdit, &'static str> {
    let shelves = &open.library().shelves;
    let mut own = shelves.iter().filter(|shelf| shelf.place.to_str().and_then(Format::of) == Some(Format::Bibtex));
    let (shelf, further) = (own.next(), own.next().is_some());
    let shelf = match shelf {
        Some(shelf) if !further => shelf,
        Some(_) => return Err("the draft has several in BibTeX; export it from Zotero into one of them"),
        None => return Err("the draft has none in BibTeX; name one at `bibliography:` in its metadata"),
    };
    let (uri, version, text) = match books.text(&shelf.place) {
        Some((uri, version, text)) => (uri, Some(version), text),
        None => {
            let source = read_bibliography(&shelf.place).map_err(|_| "its file cannot be read")?;
            let uri = Uri::from_file_path(&shelf.place).ok_or("its file has no address")?;
            (uri, None, Text::new(&source))
        }
    };
    let before = text.slice(text.len().saturating_sub(4)..text.len());
    let end = if text.slice(0..text.next_line(0)).ends_with("\r\n") { "\r\n" } else { "\n" };
    let gap = match before.as_str() {
        "" => "",
        before if before.ends_with("\n\n") || before.ends_with("\r\n\r\n") => "",
        before if before.ends_with('\n') => "\n",
        _ => "\n\n",
    };
    let entry = format!("{gap}{entry}").replace('\n', end);
    let edits = convert::text_edits(&text, &[Edit::insert(text.len(), entry)], can.encoding);
    Ok(workspace_edit(vec![(uri, version, edits)], can))
}

fn apply(edit: WorkspaceEdit, outbox: &Outbox) {
    let log = outbox.clone();
    outbox.ask(move |client| async move {
        match client.apply_edit(edit).await {
            Ok(done) if done.applied => {}
            Ok(_) | Err(_) => log.log(Level::Warning, "the editor did not add the entry to the bibliography"),
        }
    });
}
