//! The paths in links: which file they lead to, and the way from one file to another.

use crate::workspace::{self, DRAFT_EXTENSIONS, plain};
use std::path::{Path, PathBuf};

/// What a folder's own page is called.
const INDEXES: &[&str] = &["index", "README", "_index"];

/// The files that a decoded path in a draft in `folder` may lead to, the likeliest first. A path that starts with `/` starts at one of
/// `roots`.
pub fn leads<'a>(folder: &'a Path, roots: &'a [PathBuf], path: &'a str) -> impl Iterator<Item = PathBuf> + 'a {
    let rooted = path.strip_prefix('/');
    let folders: Vec<&Path> =
        if rooted.is_some() { roots.iter().map(PathBuf::as_path).collect() } else { vec![folder] };
    let path = rooted.unwrap_or(path);
    let plainly = move |folder: &Path| plain(&folder.join(path));
    let files = folders.into_iter().map(plainly);
    files.flat_map(|file| std::iter::once(file.clone()).chain(pages(file)))
}

/// A path without an ending, as sites are written: the drafts that it may stand for.
fn pages(file: PathBuf) -> impl Iterator<Item = PathBuf> {
    let bare =
        file.extension().is_none_or(|ending| !DRAFT_EXTENSIONS.iter().any(|known| ending.eq_ignore_ascii_case(known)));
    let named = file.clone();
    let beside = DRAFT_EXTENSIONS.iter().map(move |ending| {
        let mut name = named.clone().into_os_string();
        name.push(".");
        name.push(ending);
        PathBuf::from(name)
    });
    let inside = INDEXES.iter().flat_map(move |stem| {
        let file = file.clone();
        DRAFT_EXTENSIONS.iter().map(move |ending| file.join(format!("{stem}.{ending}")))
    });
    beside.chain(inside).filter(move |_| bare)
}

/// The way from a folder to a file, both absolute, as links are written.
pub fn relative(folder: &Path, file: &Path) -> String {
    match workspace::relative(folder, file) {
        Some(way) if way.is_empty() => ".".into(),
        Some(way) => way,
        None => file.to_string_lossy().into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{leads, plain, relative};
    use std::path::Path;

    #[test]
    fn paths_lead_where_they_say() {
        let (folder, roots) = (Path::new("/w/notes"), ["/w".into()]);
        let first = |path: &str| leads(folder, &roots, path).next().map(|file| file.display().to_string());
        assert_eq!(first("../a/./b.md").as_deref(), Some("/w/a/b.md"));
        assert_eq!(first("/img/map.png").as_deref(), Some("/w/img/map.png"));
        assert!(leads(folder, &roots, "tides").any(|file| file == Path::new("/w/notes/tides.md")));
        assert!(leads(folder, &roots, "2.0").any(|file| file == Path::new("/w/notes/2.0.md")));
        assert!(leads(folder, &roots, "low/").any(|file| file == Path::new("/w/notes/low/index.md")));
        assert_eq!(leads(folder, &roots, "a.md").count(), 1);
        assert_eq!(plain(Path::new("/../a")), Path::new("/a"));
    }

    #[test]
    fn the_way_back_is_written_as_links_are() {
        assert_eq!(relative(Path::new("/w/notes"), Path::new("/w/img/map.png")), "../img/map.png");
        assert_eq!(relative(Path::new("/w"), Path::new("/w/a.md")), "a.md");
        assert_eq!(relative(Path::new("/w/a"), Path::new("/w/a")), ".");
    }
}
