//! What is gathered on the walk through a page, as it was written; what it means is decided after the walk.

/// The most values of one sort that are kept.
pub const MOST: usize = 2000;
/// The most bytes of one value.
pub const LONGEST: usize = 4096;
/// The most bytes of linked data of a page.
pub const LINKED: usize = 1 << 20;

/// Metadata and measures of a page.
#[derive(Clone, Debug, Default)]
pub struct Gathered {
    /// `<meta>`: its `name`, `property` or `itemprop` in lower case, and its `content`.
    pub metas: Vec<(String, String)>,
    /// `<link>`: its `rel` in lower case, `type` and `href`.
    pub links: Vec<(String, String, String)>,
    /// The texts of `<script type="application/ld+json">`.
    pub linked: Vec<String>,
    /// `<time>`: its `datetime`, and whether it is marked as the date of publication.
    pub times: Vec<(String, bool)>,
    /// `<title>`.
    pub title: String,
    /// The first `<h1>` that has text.
    pub heading: String,
    /// `<html lang>`.
    pub language: String,
    /// Bytes of scripts in the page.
    pub script: usize,
    /// Scripts that lie elsewhere.
    pub scripts: usize,
    /// Whether what is shown without scripts says that it wants them.
    pub wants_scripts: bool,
}

impl Gathered {
    /// The first value of a `<meta>` of one of these names that is not empty, in the order of the names.
    pub fn meta(&self, names: &[&str]) -> Option<&str> {
        let value = |name: &&str| self.metas.iter().find(|(own, value)| own == name && !value.trim().is_empty());
        names.iter().find_map(value).map(|(_, value)| value.trim())
    }

    /// Every value of the `<meta>`s of that name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let named = self.metas.iter().filter(move |(own, _)| own == name);
        named.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }
}
