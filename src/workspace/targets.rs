//! What the links of a draft lead to, among the files around it.

use super::folder::nearest;
use super::home::{Home, is_chapter};
use super::path::{Walked, plain, relative, walk};
use super::tree::{MOST_FILES, Tree, is_draft};
use crate::index::{Form, Lead, Link, Missing, Page, Targets};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Folders of a repository in which generators look for what starts with `/`.
pub const ROOTS: &[&str] = &["", "static", "public", "content", "docs", "source", "src", "site"];
/// The pages that stand for their folder.
const FRONT_PAGES: &[&str] =
    &["index.md", "_index.md", "README.md", "index.qmd", "index.Rmd", "index.mdx", "index.markdown"];
/// Pages that a forge shows beside the files of a repository: READMEs link to them as `../../issues`.
const FORGE: &[&str] = &[
    "issues",
    "pull",
    "pulls",
    "wiki",
    "releases",
    "actions",
    "discussions",
    "blob",
    "tree",
    "raw",
    "compare",
    "commit",
    "commits",
    "graphs",
    "network",
    "security",
    "projects",
    "labels",
    "milestones",
    "stargazers",
    "packages",
    "tags",
    "branches",
    "-",
];
/// Endings of what is made from a draft.
const OUTPUTS: &[&str] = &["html", "htm", "pdf", "docx", "epub", "tex", "odt", "pptx", "txt", "ipynb", "xml", "json"];
/// Among more files than this no likeness is looked for.
const MOST_COMPARED: usize = 5_000;
/// The most chapters of a book that are read.
const MOST_CHAPTERS: usize = 500;

impl Tree {
    /// What the links of the draft at `draft`, which is absolute, lead to. What starts with `/` is looked for in `roots`. What
    /// `before` says holds as long as no file has changed.
    pub fn targets<'a>(
        &mut self,
        draft: &Path,
        links: impl Iterator<Item = &'a Link>,
        roots: &[PathBuf],
        before: &Targets,
    ) -> Targets {
        let draft = &plain(draft);
        let folder = draft.parent().unwrap_or(draft);
        let home = self.home(folder);
        let mut targets = Targets { at_home: home.root.is_some(), generation: self.generation(), ..Targets::default() };
        let mut own = false;
        let mut wanted: BTreeMap<(bool, &str), bool> = BTreeMap::new();
        for link in links {
            own |= link.file.is_empty();
            if !link.file.is_empty() {
                *wanted.entry((link.form == Form::Wiki, &link.file)).or_default() |= link.place.is_some();
            }
        }
        let current = before.generation == targets.generation;
        let mut search = Search { tree: self, draft, folder, home, roots };
        for ((wiki, file), read) in wanted {
            let known = if wiki { before.pages.get(file) } else { before.files.get(file) };
            let answers = |lead: &&Lead| current && lead.page().is_none_or(|page| page.read || !read);
            let lead = match known.filter(answers) {
                Some(lead) => lead.clone(),
                None if wiki => search.page(file, read),
                None => search.file(file, read),
            };
            let found = if wiki { &mut targets.pages } else { &mut targets.files };
            found.insert(file.to_owned(), lead);
        }
        if own {
            let known = before.chapters.clone().filter(|_| current);
            targets.chapters = Some(known.unwrap_or_else(|| search.chapters()));
        }
        targets
    }
}

struct Search<'a> {
    tree: &'a mut Tree,
    draft: &'a Path,
    folder: &'a Path,
    home: Arc<Home>,
    roots: &'a [PathBuf],
}

impl Search<'_> {
    /// What a path leads to.
    fn file(&mut self, written: &str, read: bool) -> Lead {
        let name = written.replace('\\', "/");
        // Where the draft is not, nothing is.
        if self.tree.folder(self.folder).is_none() {
            return Lead::Unknown;
        }
        let bases = self.bases(&name);
        let mut missing = None;
        for base in bases {
            match walk(self.tree, &base, &name, self.home.root.as_deref()) {
                Walked::There(path) => return Lead::There(self.at(path, read)),
                Walked::Capitals(path, right) => return Lead::Capitals(self.at(path, read), right),
                Walked::Outside => missing = missing.or(Some(None)),
                Walked::Missing(way) => missing = missing.or(Some(Some(way))),
            }
        }
        let Some(Some(way)) = missing else { return Lead::Unknown };
        let unlooked = name.starts_with('/') && self.roots.is_empty();
        if unlooked || self.is_made(&name, &way.at, &way.rest) {
            return Lead::Unknown;
        }
        let near = self.near(&name, &way);
        if name.starts_with("../") && near.is_none() && !way.reached {
            // Where nobody knows how far the writer's files reach, what leads up may lead out.
            let first = way.rest.first().map_or("", String::as_str);
            if self.home.root.is_none() || FORGE.contains(&first) {
                return Lead::Unknown;
            }
        }
        // What starts with `/` may as well be made by the generator, unless its folder is there.
        if name.starts_with('/') && !way.reached && !has_ending(&name) {
            return Lead::Unknown;
        }
        Lead::Missing(Missing { near, reached: way.reached })
    }

    /// Where a path may start.
    fn bases(&self, name: &str) -> Vec<PathBuf> {
        if !name.starts_with('/') {
            let mut bases = vec![self.folder.to_path_buf()];
            // A generator serves `a.md` as `a/`, from where its relative links start.
            let stem = self.draft.file_stem().filter(|_| self.home.generated);
            bases.extend(stem.map(|stem| self.folder.join(stem)));
            return bases;
        }
        if !self.roots.is_empty() {
            return self.roots.to_vec();
        }
        let root = self.home.root.iter();
        root.flat_map(|root| ROOTS.iter().map(|below| root.join(below))).collect()
    }

    /// A file, or the page that stands for a folder.
    fn at(&mut self, path: PathBuf, read: bool) -> Page {
        let front = self.tree.folder(&path).and_then(|folder| {
            let names = FRONT_PAGES.iter().find_map(|name| folder.exactly(name).or(folder.in_other_capitals(name)));
            names.map(|name| path.join(name))
        });
        let file = front.unwrap_or(path);
        let anchors = if read { self.tree.anchors(&file) } else { None };
        Page { file, anchors, read }
    }

    /// Whether a program may make what is not there: `rest` below the folder `at`.
    fn is_made(&mut self, name: &str, at: &Path, rest: &[String]) -> bool {
        let page = !has_ending(name) || [".html", ".htm", ".xml", "/"].iter().any(|ending| name.ends_with(ending));
        if self.home.generated && page {
            return true;
        }
        let first = rest.first().map_or("", String::as_str);
        if first.ends_with("_files") || first.ends_with("_cache") {
            return true;
        }
        if let ([only], Some(folder)) = (rest, self.tree.folder(at))
            && let Some((stem, ending)) = only.rsplit_once('.')
            && OUTPUTS.contains(&ending)
            && folder.names.keys().any(|name| {
                name.strip_prefix(stem).is_some_and(|rest| rest.starts_with('.')) && is_draft(Path::new(name))
            })
        {
            return true;
        }
        let root = self.home.root.clone().unwrap_or_else(|| self.folder.to_path_buf());
        self.tree.ignores(&root, &at.join(rest.join("/")))
    }

    /// The path of the file that was probably meant.
    fn near(&mut self, name: &str, way: &super::path::Way) -> Option<String> {
        let beside = super::path::near(self.tree, way, self.draft, self.home.root.as_deref());
        beside.or_else(|| self.moved(name))
    }

    /// The path of the only file of that name in the project, or of that which shares most of its folders' names.
    fn moved(&mut self, name: &str) -> Option<String> {
        let root = self.home.root.clone()?;
        let last = name.rsplit('/').find(|part| !part.is_empty()).filter(|last| has_ending(last))?;
        let names = self.tree.names(&root);
        let folders: Vec<&str> = name.rsplit('/').skip(1).filter(|part| !part.is_empty()).collect();
        let shared = |path: &PathBuf| {
            let above = path.ancestors().skip(1).filter_map(|folder| folder.file_name()?.to_str());
            above.zip(&folders).take_while(|(there, said)| there == *said).count()
        };
        let others = names.get(&last.to_lowercase())?.iter().filter(|path| *path != self.draft);
        let mut ranked: Vec<(usize, &PathBuf)> = others.map(|path| (shared(path), path)).collect();
        ranked.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(b.1)));
        match ranked[..] {
            [(_, only)] => relative(self.folder, only),
            [(most, best), (next, _), ..] if most > next => relative(self.folder, best),
            _ => None,
        }
    }

    /// What a page's name leads to, wherever in the project the page is.
    fn page(&mut self, name: &str, read: bool) -> Lead {
        let Some(root) = self.home.root.clone() else {
            return match walk(self.tree, self.folder, name, None) {
                Walked::There(path) | Walked::Capitals(path, _) => Lead::There(self.at(path, read)),
                _ => Lead::Missing(Missing::default()),
            };
        };
        let names = self.tree.names(&root);
        for spelt in [name.to_lowercase(), name.to_lowercase().replace(' ', "-"), name.to_lowercase().replace(' ', "_")]
        {
            let last = spelt.rsplit('/').next().unwrap_or(&spelt);
            let files = ["", ".md", ".markdown", ".qmd", ".rmd", ".mdx", ".canvas"].iter().find_map(|ending| {
                let files = names.get(&format!("{last}{ending}"))?;
                let below = |path: &&PathBuf| {
                    let there = path.strip_prefix(&root).unwrap_or(path).to_string_lossy().to_lowercase();
                    there.strip_suffix(ending).unwrap_or(&there).ends_with(&spelt)
                };
                let fitting: Vec<&PathBuf> = files.iter().filter(below).collect();
                let beside = fitting.iter().find(|path| path.parent() == Some(self.folder));
                beside.or(fitting.first()).map(|path| path.to_path_buf())
            });
            if let Some(path) = files {
                return Lead::There(self.at(path, read));
            }
        }
        // Among more files than are known it may be any.
        let whole = names.values().map(Vec::len).sum::<usize>() < MOST_FILES;
        if !whole || self.tree.ignores(&root, &root.join(name)) {
            return Lead::Unknown;
        }
        let pages =
            || names.values().flatten().filter(|path| is_draft(path)).filter_map(|path| path.file_stem()?.to_str());
        let near = (names.len() <= MOST_COMPARED).then(|| nearest(name, pages())).flatten().map(str::to_owned);
        Lead::Missing(Missing { near, reached: false })
    }

    /// The other chapters of the draft's book.
    fn chapters(&mut self) -> Vec<Page> {
        let Some((file, named)) = self.home.book.clone() else { return Vec::new() };
        let folder = file.parent().unwrap_or(&file);
        let beside = self.tree.folder(folder);
        let beside = beside.iter().flat_map(|there| there.names.keys()).filter(|name| is_chapter(name));
        let mut files: Vec<PathBuf> = beside.map(|name| folder.join(name)).chain(named).collect();
        files.sort();
        files.dedup();
        if !files.iter().any(|file| file == self.draft) {
            return Vec::new();
        }
        let others = files.into_iter().filter(|file| file != self.draft && file.is_file()).take(MOST_CHAPTERS);
        others.map(|file| Page { anchors: self.tree.anchors(&file), file, read: true }).collect()
    }
}

/// Whether a path's last name has an ending, as files have: `v1.2` has none.
fn has_ending(path: &str) -> bool {
    let last = path.rsplit('/').next().unwrap_or(path);
    let ending = last.rsplit_once('.').map_or("", |(_, ending)| ending);
    (1..=8).contains(&ending.len()) && ending.bytes().any(|b| b.is_ascii_alphabetic())
}
