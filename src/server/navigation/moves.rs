//! What changes in drafts when files that they lead to are renamed or moved, or they themselves.

mod project;

use super::paths::relative;
use crate::finding::Edit;
use crate::index::{Mark, Setting, Symbol, spell};
use crate::server::convert;
use crate::server::desk::Desk;
use crate::server::edits::Edits;
use crate::server::outbox::Level;
use crate::server::sheet::Sheet;
use crate::workspace::plain;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tower_lsp::ls_types::{RenameFilesParams, Uri, WorkspaceEdit};

/// The edits that keep links alive.
pub fn answer(desk: &mut Desk<'_>, params: &RenameFilesParams) -> Option<WorkspaceEdit> {
    let path = |uri: &str| uri.parse::<Uri>().ok().and_then(|uri| convert::path(&uri)).map(|path| plain(&path));
    let pairs = params.files.iter().filter_map(|file| Some((path(&file.old_uri)?, path(&file.new_uri)?)));
    let moves = Moves { pairs: pairs.collect() };
    desk.atlas.follow(desk.drafts);
    let mut edits = Edits::default();
    for sheet in desk.atlas.drafts().cloned().collect::<Vec<_>>() {
        for mark in &sheet.index.marks {
            if let Symbol::File(path) = &mark.symbol
                && let Some(edit) = of_link(desk, &moves, &sheet, mark, path)
            {
                edits.add(&sheet, edit);
            }
        }
        for named in &sheet.bibliography {
            if let Some(name) = of_bibliography(&moves, &sheet, &named.name) {
                edits.add(&sheet, Edit::replace(named.range.clone(), name));
            }
        }
    }
    project::follow(desk, &moves, &mut edits);
    // The move itself goes on whatever is answered: what cannot be edited for certain is left, and said.
    let stale = edits.leave_out_stale();
    for place in &stale {
        let place = place.display();
        desk.outbox.log(Level::Warning, format!("{place} has changed on the disk; its links do not follow the move"));
    }
    if !stale.is_empty() {
        desk.atlas.look(stale, desk.configuration, desk.outbox);
    }
    edits.answer(desk.can)
}

/// What goes where, files and folders.
struct Moves {
    pairs: Vec<(PathBuf, PathBuf)>,
}

impl Moves {
    /// Where a file goes; `None` if it stays.
    fn of(&self, path: &Path) -> Option<PathBuf> {
        self.pairs.iter().find_map(|(old, new)| {
            let rest = path.strip_prefix(old).ok()?;
            Some(if rest.as_os_str().is_empty() { new.clone() } else { new.join(rest) })
        })
    }

    /// Where a file is afterwards.
    fn after(&self, path: &Path) -> PathBuf {
        self.of(path).unwrap_or_else(|| path.to_path_buf())
    }
}

/// A link's path after the moves; `None` if it stays as it is.
fn of_link(desk: &mut Desk<'_>, moves: &Moves, sheet: &Arc<Sheet>, mark: &Mark, path: &str) -> Option<Edit> {
    let raw = sheet.text.slice(mark.name.clone());
    let setting = sheet.setting(mark);
    let old = target(desk, moves, sheet, mark, path)?;
    let new = moves.after(&old);
    let written = if setting == Setting::Wiki && !path.contains('/') {
        page_name(path, &old, &new)?
    } else if path.starts_with('/') {
        let roots = desk.roots(sheet);
        let holding = roots.iter().filter(|root| old.starts_with(root) && new.starts_with(root));
        let root = holding.max_by_key(|root| root.as_os_str().len()).filter(|_| old != new)?;
        format!("/{}", relative(root, &as_bare(path, &old, &new)))
    } else {
        let from = moves.after(&sheet.place);
        let folder = from.parent().unwrap_or(&from);
        // What moves together is as far apart as before.
        if relative(sheet.folder(), &old) == relative(folder, &new) {
            return None;
        }
        let way = relative(folder, &as_bare(path, &old, &new));
        if raw.starts_with("./") { dotted(way) } else { way }
    };
    let written = if path.ends_with('/') { format!("{written}/") } else { written };
    (written != path).then(|| Edit::replace(mark.name.clone(), spell(&written, &raw, setting)))
}

/// The name of a wiki's page, which is known by it wherever it is; `None` if it stays.
fn page_name(path: &str, old: &Path, new: &Path) -> Option<String> {
    if old.file_name() == new.file_name() {
        return None;
    }
    let whole = path.ends_with(&ending(old)) && old.extension().is_some();
    let name = if whole { new.file_name()? } else { new.file_stem()? };
    Some(name.to_str()?.to_owned())
}

fn dotted(way: String) -> String {
    if way.starts_with('.') { way } else { format!("./{way}") }
}

/// The file that a link leads to, if it is known, is there, or is about to move.
fn target(desk: &mut Desk<'_>, moves: &Moves, sheet: &Sheet, mark: &Mark, path: &str) -> Option<PathBuf> {
    let known = desk.file_of(sheet, mark, path);
    if desk.atlas.draft(&known).is_some() {
        return Some(known);
    }
    // What is known by its name is found wherever it is.
    if sheet.is_wiki(mark) && !path.contains('/') && moves.of(&known).is_some() {
        return Some(known);
    }
    let files = desk.leads(sheet, path);
    if let Some(moved) = files.iter().find(|file| moves.of(file).is_some()) {
        return Some(moved.clone());
    }
    // Of a draft that stays, a link to what stays does not change.
    moves.of(&sheet.place)?;
    files.into_iter().find(|file| file.exists())
}

/// The new place as the old one was written: without its ending, or as the folder whose own page it is.
fn as_bare(path: &str, old: &Path, new: &Path) -> PathBuf {
    let stem = path.trim_end_matches('/').rsplit('/').next().unwrap_or(path);
    let name = old.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    if stem == name || old.extension().is_none() || old.extension() != new.extension() {
        return new.to_path_buf();
    }
    let own_page = old.file_stem() != Some(stem.as_ref());
    match new.parent() {
        Some(folder) if own_page && new.file_name() == old.file_name() => folder.to_path_buf(),
        _ => new.with_extension(""),
    }
}

/// `.md` of a draft; nothing of what has no ending.
fn ending(path: &Path) -> String {
    path.extension().map_or_else(String::new, |ending| format!(".{}", ending.to_string_lossy()))
}

/// The name of a bibliography after the moves; `None` if it stays as it is. It is looked for beside the draft and above it.
fn of_bibliography(moves: &Moves, sheet: &Sheet, name: &str) -> Option<String> {
    let from = moves.after(&sheet.place);
    let (home, file) = sheet.folder().ancestors().find_map(|folder| {
        let file = plain(&folder.join(name));
        (moves.of(&file).is_some() || file.is_file()).then_some((folder, file))
    })?;
    let new = moves.after(&file);
    let folder = from.parent().unwrap_or(&from);
    // From a folder above it may still be found by the same name.
    if new == file && (folder == sheet.folder() || home != sheet.folder() && folder.starts_with(home)) {
        return None;
    }
    let start = if home != sheet.folder() && folder.starts_with(home) && new.starts_with(home) { home } else { folder };
    let way = relative(start, &new);
    let written = if name.starts_with("./") { dotted(way) } else { way };
    (written != name).then_some(written)
}
