//! Following a path as a link says it, name by name, through folders as they are.

use super::folder::{Folder, nearest};
use super::tree::Tree;
use std::path::{Component, Path, PathBuf};

/// A folder and those above it up to the root of the repository, or of the file system where there is none.
pub fn up_to_repository(folder: &Path) -> impl Iterator<Item = &Path> {
    // In a linked work tree or a submodule, `.git` is a file.
    std::iter::successors(Some(folder), |here| here.parent().filter(|_| !here.join(".git").exists()))
}

/// Where following a path ends.
#[derive(Debug)]
pub enum Walked {
    /// At this file or folder.
    There(PathBuf),
    /// At this one, if capitals do not count; and how the path would be written.
    Capitals(PathBuf, String),
    /// Outside the repository, or in a folder too large to be read.
    Outside,
    /// On the way.
    Missing(Way),
}

/// How far a path could be followed.
#[derive(Debug)]
pub struct Way {
    /// The last folder that is there.
    pub at: PathBuf,
    /// The parts that led to it, as they would be written.
    pub right: Vec<String>,
    /// The parts from which on nothing is there.
    pub rest: Vec<String>,
    /// Whether a folder that the path names is there.
    pub reached: bool,
}

/// Endings of drafts, which a generator takes off.
const PAGES: &[&str] = &[".md", ".mdx", ".qmd", ".Rmd", ".rmd", ".markdown", ".ipynb", ".html"];
/// Endings of images.
const IMAGES: &[&str] = &["png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "bmp", "tif", "tiff"];

/// Follows `name` from the folder `base`, not further up than `root`.
pub fn walk(tree: &mut Tree, base: &Path, name: &str, root: Option<&Path>) -> Walked {
    let parts: Vec<&str> = name.split('/').collect();
    let named = |part: &&str| !matches!(*part, "" | "." | "..");
    let last = parts.iter().rposition(named);
    let mut way = Way { at: base.to_path_buf(), right: Vec::new(), rest: Vec::new(), reached: false };
    let mut capitals = false;
    for (index, &part) in parts.iter().enumerate() {
        if part == ".." && (!way.at.pop() || root.is_some_and(|root| !way.at.starts_with(root))) {
            return Walked::Outside;
        }
        if !named(&part) {
            way.right.push(part.to_owned());
            continue;
        }
        let Some(folder) = tree.folder(&way.at) else { return stopped(way, &parts[index..]) };
        let Some((there, shown)) = find(&folder, part, last == Some(index)) else {
            if !folder.whole {
                return Walked::Outside;
            }
            return stopped(way, &parts[index..]);
        };
        capitals |= shown != part && folder.exactly(part).is_none();
        way.at.push(there);
        way.right.push(shown);
        way.reached |= last != Some(index);
    }
    if capitals { Walked::Capitals(way.at, way.right.join("/")) } else { Walked::There(way.at) }
}

fn stopped(mut way: Way, rest: &[&str]) -> Walked {
    way.rest = rest.iter().filter(|part| !matches!(**part, "" | ".")).map(|part| (*part).to_owned()).collect();
    Walked::Missing(way)
}

/// The name in the folder that `part` says, and how `part` would be written. The `last` part may lack an ending, or have that of
/// the page that is made of a draft.
fn find(folder: &Folder, part: &str, last: bool) -> Option<(String, String)> {
    let is_folder = |name: &str| last || folder.names.get(name) == Some(&true);
    let same = |name: &str| (name.to_owned(), name.to_owned());
    if let Some(name) = folder.exactly(part).filter(|name| is_folder(name)) {
        return Some((name.to_owned(), part.to_owned()));
    }
    let html = part.strip_suffix(".html").or_else(|| part.strip_suffix(".htm"));
    let stem = html.unwrap_or(part);
    let endings = if last { PAGES } else { &[] };
    let page = |get: &dyn Fn(&str) -> Option<String>| {
        endings.iter().find_map(|ending| Some((get(&format!("{stem}{ending}"))?, ending.len())))
    };
    if let Some((name, _)) = page(&|name| folder.exactly(name).map(str::to_owned)) {
        return Some((name, part.to_owned()));
    }
    if let Some(name) = folder.in_other_capitals(part).filter(|name| is_folder(name)) {
        return Some(same(name));
    }
    let (name, ending) = page(&|name| folder.in_other_capitals(name).map(str::to_owned))?;
    let shown = format!("{}{}", name.get(..name.len() - ending)?, &part[stem.len()..]);
    Some((name, shown))
}

/// The path of what was probably meant, where the way ends: a name there that is nearly right, or the rest of the way from such a
/// folder. `draft` itself is never meant.
pub fn near(tree: &mut Tree, way: &Way, draft: &Path, root: Option<&Path>) -> Option<String> {
    let folder = tree.folder(&way.at)?;
    let (first, rest) = way.rest.split_first()?;
    let right = |end: &str| {
        let parts = way.right.iter().map(String::as_str).chain([end]);
        parts.collect::<Vec<_>>().join("/")
    };
    if rest.is_empty() {
        let other = |name: &str| way.at.join(name) != draft;
        let Some(kind) = kind(first) else {
            let names: Vec<&str> = folder.names.keys().map(String::as_str).filter(|name| other(name)).collect();
            let pages = names.iter().filter(|name| kind(name).is_none_or(|kind| kind == "page"));
            return nearest(first, pages.map(|name| stem(name))).map(right);
        };
        return folder.nearest(first, |name, _| self::kind(name) == Some(kind) && other(name)).map(right);
    }
    let name = folder.nearest(first, |_, is_folder| is_folder)?.to_owned();
    match walk(tree, &way.at.join(&name), &rest.join("/"), root) {
        Walked::There(_) => Some(right(&format!("{name}/{}", rest.join("/")))),
        Walked::Capitals(_, shown) => Some(right(&format!("{name}/{shown}"))),
        _ => None,
    }
}

/// What kind of file has such a name; `None` for one without an ending.
fn kind(name: &str) -> Option<&str> {
    let (_, ending) = name.rsplit_once('.').filter(|(stem, _)| !stem.is_empty())?;
    if PAGES.iter().any(|page| page[1..].eq_ignore_ascii_case(ending)) || ending == "htm" {
        return Some("page");
    }
    Some(if IMAGES.iter().any(|image| image.eq_ignore_ascii_case(ending)) { "image" } else { ending })
}

fn stem(name: &str) -> &str {
    PAGES.iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(name)
}

/// A path without `.` and `..`, as an editor would name it. Above the root there is nothing.
pub fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir if plain.pop() || plain.has_root() => {}
            other => plain.push(other),
        }
    }
    plain
}

/// The path from `folder` to `file`, both absolute, with slashes.
pub fn relative(folder: &Path, file: &Path) -> Option<String> {
    let (from, to): (Vec<Component<'_>>, Vec<Component<'_>>) =
        (folder.components().collect(), file.components().collect());
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let mut parts = vec![".."; from.len() - shared];
    for component in &to[shared..] {
        parts.push(component.as_os_str().to_str()?);
    }
    Some(parts.join("/"))
}
