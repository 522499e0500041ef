//! Articles in JATS, the XML of open full texts; of any other XML, its characters.

use super::text::Text;
use super::{Origin, Page, Said, Scope};
use crate::bibliography::{Identity, Name};
use crate::evidence::xml::{Token, attribute, tokens};
use crate::evidence::{clean, date, person};

/// Elements that begin and end a line.
const BLOCKS: &[&str] = &[
    "article-title",
    "subtitle",
    "title",
    "p",
    "sec",
    "list-item",
    "td",
    "th",
    "tr",
    "caption",
    "label",
    "abstract",
    "disp-quote",
    "body",
    "back",
    "fn",
    "ref",
    "head",
    "div",
    "front",
    "contrib",
    "aff",
    "kwd",
    "mixed-citation",
    "verse-line",
    "attrib",
    "break",
];
/// Elements whose inside is no text.
const HIDDEN: &[&str] =
    &["tex-math", "annotation", "object-id", "permissions", "custom-meta-group", "script", "style", "teiHeader"];
/// The most authors that are kept.
const AUTHORS: usize = 500;

/// Reads an article.
pub fn read(source: &str) -> Page {
    let mut walk = Walk::default();
    for token in tokens(source) {
        match token {
            Token::Start { name, attributes, empty } => {
                walk.start(name, attributes);
                if empty {
                    walk.end(name);
                }
            }
            Token::End(name) => walk.end(name),
            Token::Text(text) => walk.characters(&text),
        }
    }
    walk.finish()
}

#[derive(Default)]
struct Walk {
    text: Text,
    page: Page,
    hidden: Option<(String, usize)>,
    /// Text of the field that is being read.
    field: Option<(&'static str, String)>,
    is_article: bool,
    has_body: bool,
    in_meta: bool,
    in_author: bool,
    is_doi: bool,
    name: [String; 2],
    day: [Option<u32>; 3],
    first: String,
    last: String,
    names: Vec<Name>,
}

impl Walk {
    fn start(&mut self, name: &str, attributes: &str) {
        if let Some((hider, depth)) = &mut self.hidden {
            *depth += usize::from(hider == name);
            return;
        }
        if HIDDEN.contains(&name) {
            self.hidden = Some((name.to_owned(), 1));
            return;
        }
        if BLOCKS.contains(&name) {
            self.text.line();
        }
        match name {
            "article" => self.is_article = true,
            "body" => self.has_body = true,
            "article-meta" | "journal-meta" => self.in_meta = true,
            "contrib" => {
                let kind = attribute(attributes, "contrib-type");
                self.in_author = self.in_meta && kind.is_none_or(|kind| kind == "author");
                self.name = Default::default();
            }
            "pub-date" => self.day = [None; 3],
            "article-id" => self.is_doi = attribute(attributes, "pub-id-type").is_some_and(|kind| kind == "doi"),
            _ => {}
        }
        if self.in_meta
            && let Some(field) = FIELDS.iter().find(|field| **field == name)
        {
            self.field = Some((field, String::new()));
        }
    }

    fn characters(&mut self, text: &str) {
        if self.hidden.is_some() {
            return;
        }
        self.text.push(text);
        if let Some((_, value)) = &mut self.field
            && value.len() < 4096
        {
            value.push_str(text);
        }
    }

    fn end(&mut self, name: &str) {
        if let Some((hider, depth)) = &mut self.hidden {
            *depth -= usize::from(hider == name);
            if *depth == 0 {
                self.hidden = None;
            }
            return;
        }
        if BLOCKS.contains(&name) {
            self.text.line();
        }
        if let Some((field, value)) = self.field.take_if(|(field, _)| *field == name) {
            self.set(field, clean::field(&value));
        }
        match name {
            "article-meta" | "journal-meta" => self.in_meta = false,
            "contrib" if self.in_author => {
                let [family, given] = std::mem::take(&mut self.name);
                if self.names.len() < AUTHORS {
                    self.names.extend(person::known(&family, &given, ""));
                }
                self.in_author = false;
            }
            "pub-date" if self.in_meta && self.page.published.is_none() => {
                let [y, m, d] = self.day;
                self.page.published = y.and_then(|y| date::whole(y, m, d)).map(said);
            }
            _ => {}
        }
    }

    fn set(&mut self, field: &str, value: String) {
        if value.is_empty() {
            return;
        }
        let page = &mut self.page;
        match field {
            "article-title" if page.title.is_none() => page.title = Some(said(value)),
            "journal-title" => page.container = Some(said(value)),
            "publisher-name" => page.publisher = Some(said(value)),
            "volume" => page.volume = Some(said(value)),
            "issue" => page.issue = Some(said(value)),
            "fpage" => self.first = value,
            "lpage" => self.last = value,
            "article-id" if self.is_doi => {
                page.doi = Identity::doi(&value).map(|identity| said(clean::field(identity.name())));
            }
            "surname" | "collab" if self.in_author => {
                if let Some(family) = self.name.first_mut() {
                    *family = value;
                }
            }
            "given-names" if self.in_author => {
                if let Some(given) = self.name.last_mut() {
                    *given = value;
                }
            }
            "year" | "month" | "day" => {
                let place = ["year", "month", "day"].iter().position(|name| *name == field);
                if let Some(part) = place.and_then(|place| self.day.get_mut(place)) {
                    *part = value.parse().ok();
                }
            }
            _ => {}
        }
    }

    fn finish(self) -> Page {
        let mut page = self.page;
        page.text = self.text.text;
        page.text.truncate(page.text.trim_end().len());
        page.kind = if self.is_article { "article-journal" } else { "webpage" };
        page.authors =
            Some(self.names).filter(|names| !names.is_empty()).map(|value| Said { value, from: Origin::Jats });
        page.heading = page.title.as_ref().map(|said| said.value.clone()).unwrap_or_default();
        page.pages = Some(self.first).filter(|first| !first.is_empty()).map(|first| {
            said(if self.last.is_empty() || self.last == first { first } else { format!("{first}-{}", self.last) })
        });
        page.scope = match (page.text.is_empty(), self.is_article && !self.has_body) {
            (true, _) => Scope::None,
            (_, true) => Scope::Abstract,
            _ => Scope::Full,
        };
        page
    }
}

/// Elements of the front matter that are read.
const FIELDS: &[&str] = &[
    "article-title",
    "journal-title",
    "publisher-name",
    "volume",
    "issue",
    "fpage",
    "lpage",
    "article-id",
    "surname",
    "given-names",
    "collab",
    "year",
    "month",
    "day",
];

fn said(value: String) -> Said<String> {
    Said { value, from: Origin::Jats }
}
