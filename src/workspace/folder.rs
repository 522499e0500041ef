//! A folder's names, as the disk has them, and which of them a writer may have meant.

use crate::citation::distance;
use std::collections::{BTreeMap, HashMap};
use std::path::Path;

/// A folder with more names than this is no place for drafts, and is not read to its end.
const MOST: usize = 20_000;
/// The longest name that is compared with others, in bytes.
const LONGEST: usize = 100;

/// The names in a folder.
#[derive(Clone, Debug, Default)]
pub struct Folder {
    /// Each name, and whether it is a folder.
    pub names: BTreeMap<String, bool>,
    /// Names by their lower case.
    lower: HashMap<String, Vec<String>>,
    /// Whether these are all.
    pub whole: bool,
}

impl Folder {
    /// Reads the folder at `path`; `None` if there is none that can be read.
    pub fn read(path: &Path) -> Option<Self> {
        let mut folder = Self { whole: true, ..Self::default() };
        for entry in std::fs::read_dir(path).ok()?.flatten() {
            if folder.names.len() >= MOST {
                folder.whole = false;
                break;
            }
            // A name that is no text is none that a link could say.
            let Ok(name) = entry.file_name().into_string() else { continue };
            let is_folder = match entry.file_type() {
                Ok(kind) if kind.is_symlink() => entry.path().is_dir(),
                Ok(kind) => kind.is_dir(),
                Err(_) => false,
            };
            folder.lower.entry(name.to_lowercase()).or_default().push(name.clone());
            folder.names.insert(name, is_folder);
        }
        Some(folder)
    }

    /// The name as the folder has it. Letters that are put together in another way (`é` of one part or of two) are the same.
    pub fn exactly(&self, name: &str) -> Option<&str> {
        if let Some((name, _)) = self.names.get_key_value(name) {
            return Some(name);
        }
        if name.is_ascii() {
            return None;
        }
        let bare = composed(name);
        self.names.keys().find(|other| !other.is_ascii() && composed(other) == bare).map(String::as_str)
    }

    /// The only name that differs in capitals alone.
    pub fn in_other_capitals(&self, name: &str) -> Option<&str> {
        match self.lower.get(&name.to_lowercase()).map(Vec::as_slice) {
            Some([only]) => Some(only),
            _ => None,
        }
    }

    /// The only name that `name` is a slip of, among those that `fits`.
    pub fn nearest(&self, name: &str, fits: impl Fn(&str, bool) -> bool) -> Option<&str> {
        let candidates = self.names.iter().filter(|(other, is_folder)| fits(other, **is_folder));
        nearest(name, candidates.map(|(other, _)| other.as_str()))
    }
}

/// The only candidate that `name` is a slip of: but for marks between words the same, another ending, or a letter or two wrong.
pub fn nearest<'a>(name: &str, candidates: impl Iterator<Item = &'a str> + Clone) -> Option<&'a str> {
    let only = |fits: &dyn Fn(&str) -> bool| {
        let mut fitting = candidates.clone().filter(|other| fits(other));
        fitting.next().filter(|_| fitting.next().is_none())
    };
    let words = letters(name);
    let stem = stem(name);
    if let Some(found) = only(&|other| letters(other) == words).or_else(|| only(&|other| self::stem(other) == stem)) {
        return Some(found);
    }
    if name.len() > LONGEST {
        return None;
    }
    let lower = name.to_lowercase();
    // Short names are near to each other by nature.
    let length = stem.chars().count();
    let allowed = if length < 4 { 0 } else { 1 + length / 6 };
    let close = candidates.filter(|other| other.len().abs_diff(name.len()) <= allowed * 4 && other.len() <= LONGEST);
    let mut slips: Vec<(usize, &str)> =
        close.map(|other| (distance(&lower, &other.to_lowercase()), other)).filter(|(n, _)| *n <= allowed).collect();
    slips.sort();
    match slips[..] {
        [(_, only)] => Some(only),
        [(least, best), (next, _), ..] if least < next => Some(best),
        _ => None,
    }
}

/// A name without its ending, in lower case.
fn stem(name: &str) -> String {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_lowercase()
}

/// `My_Map.png` is `mymappng`.
fn letters(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A name with marks that stand for themselves taken off, and letters that hold them without.
fn composed(name: &str) -> String {
    let parted = name.chars().filter(|c| !matches!(c, '\u{300}'..='\u{36f}'));
    crate::prose::fold(&parted.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_finds_its_file_and_a_stranger_none() {
        let names = ["tide-tables.md", "mills.md", "map.png", "gauge-1.md", "gauge-2.md"];
        let near = |name: &str| nearest(name, names.iter().copied());
        assert_eq!(near("tide_tables.md"), Some("tide-tables.md"));
        assert_eq!(near("tide-tabels.md"), Some("tide-tables.md"));
        assert_eq!(near("map.jpg"), Some("map.png"));
        assert_eq!(near("mill.md"), Some("mills.md"));
        assert_eq!(near("gauge-3.md"), None);
        assert_eq!(near("harbour.md"), None);
    }
}
