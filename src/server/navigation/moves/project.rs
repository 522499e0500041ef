//! The files of a project that name chapters and bibliographies: what they name is renamed in them too.

use super::{Moves, dotted};
use crate::finding::Edit;
use crate::server::desk::Desk;
use crate::server::edits::Edits;
use crate::server::navigation::paths::relative;
use crate::server::sheet::{Sheet, without_mark};
use crate::text::Text;
use crate::workspace::{PROJECT_FILES, names, plain, read, spell_name};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tower_lsp::ls_types::Uri;

/// Adds the edits of project files in the folders of the workspace's drafts and of what is moved, and above them.
pub fn follow(desk: &mut Desk<'_>, moves: &Moves, edits: &mut Edits) {
    let places = desk.atlas.drafts().map(|sheet| sheet.place.clone());
    let places: Vec<PathBuf> = places.chain(moves.pairs.iter().map(|(old, _)| old.join("_"))).collect();
    let mut folders: BTreeSet<&Path> = BTreeSet::new();
    for place in &places {
        let root = desk.configuration.folders().find(|root| place.starts_with(root));
        for folder in place.ancestors().skip(1) {
            let below = root.is_none_or(|root| folder.starts_with(root));
            // Those above a folder that is known are known.
            if !below || !folders.insert(folder) {
                break;
            }
        }
    }
    for folder in folders {
        for file in PROJECT_FILES.iter().map(|name| folder.join(name)).filter(|file| file.is_file()) {
            if let Some(sheet) = sheet(&file) {
                let source = sheet.text.to_string();
                for named in names(&source) {
                    let new = renamed(moves, &file, &named.name).and_then(|new| spell_name(&source, &named, &new));
                    new.into_iter().for_each(|new| edits.add(&sheet, Edit::replace(named.range.clone(), new)));
                }
            }
        }
    }
}

fn sheet(file: &Path) -> Option<Arc<Sheet>> {
    let source = read(file).ok()?;
    Some(Arc::new(Sheet {
        place: file.to_path_buf(),
        uri: Uri::from_file_path(file)?,
        version: None,
        text: Text::new(without_mark(&source)),
        index: Arc::default(),
        bibliography: Vec::new(),
        configured: Vec::new(),
        roots: Vec::new(),
    }))
}

/// The name of a file after the moves; `None` if it stays as it is.
fn renamed(moves: &Moves, file: &Path, name: &str) -> Option<String> {
    let folder = file.parent()?;
    // `/` stands for the project's folder.
    let bare = name.strip_prefix('/').unwrap_or(name);
    if bare.is_empty() || Path::new(bare).extension().is_none() {
        return None;
    }
    let old = plain(&folder.join(bare));
    // Of a file that stays only what moves is written anew.
    let new = moves.of(&old).or_else(|| (moves.of(file).is_some() && old.is_file()).then(|| old.clone()))?;
    let from = moves.after(file);
    let way = relative(from.parent()?, &new);
    if way == relative(folder, &old) {
        return None;
    }
    Some(if name.starts_with('/') && !way.starts_with("../") {
        format!("/{way}")
    } else if name.starts_with("./") {
        dotted(way)
    } else {
        way
    })
}
