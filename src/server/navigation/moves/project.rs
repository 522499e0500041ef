//! The files of a project that name chapters and bibliographies: what they name is renamed in them too.

use super::{Moves, dotted};
use crate::finding::Edit;
use crate::server::desk::Desk;
use crate::server::edits::Edits;
use crate::server::navigation::paths::relative;
use crate::server::sheet::{Sheet, without_mark};
use crate::text::Text;
use crate::workspace::{plain, read};
use crate::yaml::{self, Node, Value};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tower_lsp::ls_types::Uri;

/// Files in YAML of Quarto and bookdown.
const PROJECT_FILES: &[&str] = &["_quarto.yml", "_quarto.yaml", "_bookdown.yml", "_metadata.yml", "_metadata.yaml"];

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
                let mut found = Vec::new();
                named(moves, &file, &source, &yaml::read(&source), &mut found);
                found.into_iter().for_each(|edit| edits.add(&sheet, edit));
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

/// Whatever text in a project file is the path of a file that moves, in lists, parts and menus alike.
fn named(moves: &Moves, file: &Path, source: &str, node: &Node, found: &mut Vec<Edit>) {
    match &node.value {
        Value::Text(name) => {
            // One with escapes, or over several lines, is left alone.
            let plainly = source.get(node.range.clone()) == Some(name);
            let new = if plainly { renamed(moves, file, name) } else { None };
            found.extend(
                new.and_then(|new| spelt(source, node, &new)).map(|new| Edit::replace(node.range.clone(), new)),
            );
        }
        Value::List(items) => items.iter().for_each(|item| named(moves, file, source, item, found)),
        Value::Map(entries) => entries.iter().for_each(|(_, node)| named(moves, file, source, node, found)),
        Value::Nothing => {}
    }
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

/// The name as it can stand where the old one stood; `None` if it can not.
fn spelt(source: &str, node: &Node, name: &str) -> Option<String> {
    if name.contains(char::is_control) {
        return None;
    }
    let before = source[..node.range.start].chars().next_back();
    let quoted = before.filter(|quote| matches!(quote, '"' | '\'') && source[node.range.end..].starts_with(*quote));
    Some(match quoted {
        Some('\'') => name.replace('\'', "''"),
        Some(_) => name.replace('\\', "\\\\").replace('"', "\\\""),
        None if is_plain(name) => name.to_owned(),
        None => format!("'{}'", name.replace('\'', "''")),
    })
}

/// Whether a name is a text in YAML without quotation marks, in a list between brackets too.
fn is_plain(name: &str) -> bool {
    let odd = |c: char| {
        matches!(
            c,
            '#' | ',' | '[' | ']' | '{' | '}' | ':' | '"' | '\'' | '`' | '&' | '*' | '!' | '|' | '>' | '%' | '@' | '?'
        )
    };
    !name.contains(odd) && !name.starts_with(['-', ' ']) && !name.ends_with(' ')
}
