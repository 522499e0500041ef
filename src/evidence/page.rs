//! A page as a reader sees it: its visible text, and what it says of itself, each with where it says so.

mod charset;
mod gather;
mod html;
mod jats;
mod jsonld;
mod meta;
mod pdf;
mod plain;
mod scope;
mod text;

pub use charset::decode;
pub use pdf::{pdf, unread};

use crate::bibliography::Name;

/// A page, an article in XML or a text, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// Its visible text: each block on lines of its own, blanks collapsed, unseen signs left out.
    pub text: String,
    /// The text of the first `<h1>`, or of the first heading in Markdown.
    pub heading: String,
    /// The text of `<title>`.
    pub tab: String,
    /// What it is, by the types of CSL: `webpage`, `article-newspaper`, `article-journal`.
    pub kind: &'static str,
    /// The title of the work.
    pub title: Option<Said<String>>,
    /// Who wrote it, in order. None is better than a guess.
    pub authors: Option<Said<Vec<Name>>>,
    /// When it was published: `2019-03-14`, as much as is known.
    pub published: Option<Said<String>>,
    /// The site, journal or book that it is in.
    pub container: Option<Said<String>>,
    /// Who published it, where that is not the container.
    pub publisher: Option<Said<String>>,
    /// The volume of a journal.
    pub volume: Option<Said<String>>,
    /// The issue of a journal.
    pub issue: Option<Said<String>>,
    /// First and last page: `101-117`.
    pub pages: Option<Said<String>>,
    /// Its DOI, in lower case, as it names itself.
    pub doi: Option<Said<String>>,
    /// The address under which it wants to be known.
    pub canonical: Option<String>,
    /// Where metadata of it lie, by `Link: rel="describedby"`.
    pub described_by: Vec<String>,
    /// Its language, as it says.
    pub language: String,
    /// Whether it says that everybody may read all of it.
    pub free: Option<bool>,
    /// How much of the work is in the text.
    pub scope: Scope,
}

/// Something said, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said<T> {
    /// What was said.
    pub value: T,
    /// Where.
    pub from: Origin,
}

/// Where a page says something of itself, the most trusted first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// An HTTP header, `Link: rel="cite-as"`.
    Header,
    /// `citation_title` and its like, which scholarly publishers write for indexers.
    Highwire,
    /// The front matter of an article in JATS.
    Jats,
    /// Linked data by schema.org.
    JsonLd,
    /// `DC.title`, `dcterms.creator`.
    DublinCore,
    /// `og:title`, `article:published_time`.
    OpenGraph,
    /// `<meta name="author">`.
    Meta,
    /// `<h1>`, or a heading in Markdown.
    Heading,
    /// `<title>`.
    Title,
    /// `<time>`.
    Time,
    /// The information that a PDF holds of itself.
    Information,
}

impl Origin {
    /// What it is called where a writer is to judge a value.
    pub fn name(self) -> &'static str {
        match self {
            Self::Header => "Link header",
            Self::Highwire => "citation_* tags",
            Self::Jats => "JATS",
            Self::JsonLd => "JSON-LD",
            Self::DublinCore => "Dublin Core",
            Self::OpenGraph => "OpenGraph",
            Self::Meta => "meta tags",
            Self::Heading => "heading",
            Self::Title => "title",
            Self::Time => "time tag",
            Self::Information => "PDF information",
        }
    }
}

/// How much of a work a text holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// All of it, as far as can be told.
    #[default]
    Full,
    /// Its beginning: behind a paywall, or cut off at the limit of what is read.
    Partial,
    /// An abstract.
    Abstract,
    /// Nothing: made by scripts, a picture, an empty page.
    None,
}

impl Scope {
    /// Its name in the lock.
    pub fn name(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Partial => "partial",
            Self::Abstract => "abstract",
            Self::None => "none",
        }
    }

    /// The scope of that name.
    pub fn of(name: &str) -> Option<Self> {
        [Self::Full, Self::Partial, Self::Abstract, Self::None].into_iter().find(|scope| scope.name() == name)
    }
}

/// A body as it came, and what its answer says of it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Body<'a> {
    /// The bytes, decompressed.
    pub bytes: &'a [u8],
    /// The header `Content-Type`.
    pub content_type: Option<&'a str>,
    /// The header `Link`; several are joined by commas.
    pub link: Option<&'a str>,
    /// The address that answered.
    pub address: &'a str,
    /// Whether the body goes on where reading stopped.
    pub truncated: bool,
}

/// What a body may be read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A page of the web.
    Html,
    /// XML, of which JATS is known.
    Xml,
    /// Text without markup.
    Text,
    /// Markdown.
    Markdown,
    /// A document that wants extraction.
    Pdf,
    /// Nothing that holds text.
    Other,
}

/// What a body is, by its header and, where that says nothing, by how it begins.
pub fn kind(content_type: Option<&str>, bytes: &[u8], address: &str) -> Kind {
    let start = bytes.get(..bytes.len().min(1024)).unwrap_or_default();
    if start.starts_with(b"%PDF-") {
        return Kind::Pdf;
    }
    let named = content_type.and_then(|text| text.split(';').next()).unwrap_or_default().trim().to_ascii_lowercase();
    let path = address.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    match named.as_str() {
        "text/html" | "application/xhtml+xml" => Kind::Html,
        "application/pdf" => Kind::Pdf,
        "text/markdown" | "text/x-markdown" => Kind::Markdown,
        "text/plain" if path.ends_with(".md") || path.ends_with(".markdown") => Kind::Markdown,
        "text/xml" | "application/xml" => Kind::Xml,
        "" | "application/octet-stream" => guess(start),
        name if name.ends_with("+xml") => Kind::Xml,
        name if name.starts_with("text/") => Kind::Text,
        _ => Kind::Other,
    }
}

fn guess(start: &[u8]) -> Kind {
    let text = String::from_utf8_lossy(start).to_ascii_lowercase();
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let begins = |heads: &[&str]| heads.iter().any(|head| text.starts_with(head));
    match () {
        () if begins(&["<!doctype html", "<html", "<head", "<body"]) => Kind::Html,
        () if begins(&["<?xml", "<!doctype", "<article"]) => {
            if text.contains("<html") {
                Kind::Html
            } else {
                Kind::Xml
            }
        }
        () if text.contains("<html") => Kind::Html,
        () if start.contains(&0) || text.is_empty() => Kind::Other,
        () => Kind::Text,
    }
}

/// Reads a body; `None` for one that holds no text that can be read here, such as a PDF, of which [`pdf()`] makes a page.
pub fn read(body: &Body) -> Option<Page> {
    let kind = kind(body.content_type, body.bytes, body.address);
    if matches!(kind, Kind::Pdf | Kind::Other) {
        return None;
    }
    let source = decode(body.bytes, body.content_type);
    let mut page = match kind {
        Kind::Html => html::read(&source, body),
        Kind::Xml => jats::read(&source),
        Kind::Markdown => plain::markdown(&source),
        _ => plain::text(&source),
    };
    scope::header(&mut page, body);
    if body.truncated && page.scope == Scope::Full {
        page.scope = Scope::Partial;
    }
    Some(page)
}
