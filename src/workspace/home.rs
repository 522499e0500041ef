//! What stands around a draft and decides how its links are read: a repository, a site's generator, a book.

use crate::yaml::{self, Node, Value};
use std::path::{Path, PathBuf};

use super::CONFIG_NAMES;

/// A file or a folder that says: here a program makes a site of the drafts, and its addresses are not the paths of files.
const GENERATORS: &[&str] = &[
    "_config.yml",
    "_config.yaml",
    "hugo.toml",
    "hugo.yaml",
    "hugo.yml",
    "hugo.json",
    "archetypes",
    "docusaurus.config.js",
    "docusaurus.config.ts",
    "docusaurus.config.mjs",
    "sidebars.js",
    "gatsby-config.js",
    "gatsby-config.ts",
    "gatsby-node.js",
    "astro.config.mjs",
    "astro.config.ts",
    "astro.config.js",
    "eleventy.config.js",
    "eleventy.config.mjs",
    "eleventy.config.cjs",
    ".eleventy.js",
    "next.config.js",
    "next.config.ts",
    "next.config.mjs",
    "nuxt.config.ts",
    "nuxt.config.js",
    "svelte.config.js",
    ".vitepress",
    ".vuepress",
    "pelicanconf.py",
    "mkdocs.yml",
    "mkdocs.yaml",
    "book.toml",
    "antora.yml",
    "_site.yml",
    "_quarto.yml",
    "_bookdown.yml",
    "conf.py",
    "myst.yml",
    "_toc.yml",
];
/// How far above a draft that is in no repository marks of a site are looked for.
const NEAR: usize = 4;
/// Endings of drafts that may be chapters.
const CHAPTERS: &[&str] = &[".md", ".qmd", ".Rmd", ".rmd"];

/// What stands around the drafts of one folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Home {
    /// The root of the repository, or of the project that `ibid.toml` makes, or of the vault.
    pub root: Option<PathBuf>,
    /// Whether a program makes a site of the drafts.
    pub generated: bool,
    /// The file that makes a book of the drafts in its folder, and the chapters it names, absolute.
    pub book: Option<(PathBuf, Vec<PathBuf>)>,
}

impl Home {
    /// Looks around in `folder`, which is absolute, and above it.
    pub fn of(folder: &Path) -> Self {
        let root = root(folder);
        let mut home = Self { root: root.clone(), ..Self::default() };
        for (steps, ancestor) in folder.ancestors().enumerate() {
            if root.is_none() && steps >= NEAR {
                break;
            }
            home.generated |= GENERATORS.iter().any(|name| ancestor.join(name).exists())
                // Hugo's older name says little by itself.
                || ancestor.join("config.toml").exists() && ancestor.join("content").is_dir();
            if home.book.is_none() {
                home.book = book(ancestor);
            }
            if root.as_deref() == Some(ancestor) {
                break;
            }
        }
        home
    }
}

fn root(folder: &Path) -> Option<PathBuf> {
    // In a linked work tree or a submodule, `.git` is a file.
    let repository = folder.ancestors().find(|ancestor| ancestor.join(".git").exists());
    let project = || {
        folder.ancestors().find(|above| CONFIG_NAMES.iter().chain(&[".obsidian"]).any(|name| above.join(name).exists()))
    };
    repository.or_else(project).map(Path::to_path_buf)
}

fn book(folder: &Path) -> Option<(PathBuf, Vec<PathBuf>)> {
    for (name, key) in [("_bookdown.yml", None), ("_quarto.yml", Some("book")), ("_quarto.yaml", Some("book"))] {
        let file = folder.join(name);
        let Ok(source) = super::read(&file) else { continue };
        let top = yaml::read(&source);
        let Some(node) = key.map_or(Some(&top), |key| top.get(key)) else { continue };
        let mut chapters = Vec::new();
        named(node, folder, &mut chapters);
        return Some((file, chapters));
    }
    None
}

/// The drafts that a book names, in whatever lists and parts.
fn named(node: &Node, folder: &Path, chapters: &mut Vec<PathBuf>) {
    match &node.value {
        Value::Text(name) if is_chapter(name) => chapters.push(folder.join(name)),
        Value::List(items) => items.iter().for_each(|item| named(item, folder, chapters)),
        Value::Map(entries) => entries.iter().for_each(|(_, node)| named(node, folder, chapters)),
        _ => {}
    }
}

/// Whether a file of that name may be a chapter.
pub fn is_chapter(name: &str) -> bool {
    CHAPTERS.iter().any(|ending| name.ends_with(ending))
}
