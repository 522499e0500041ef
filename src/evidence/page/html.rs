//! The walk through a page's tags: no tree is built, so nesting and attributes cost what they are long.

use super::gather::{Gathered, LINKED, LONGEST, MOST};
use super::text::Text;
use super::{Body, Page, meta, scope};
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

/// Elements that begin and end a line.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "br",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "option",
    "p",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];
/// Elements whose inside no reader sees as text.
const HIDDEN: &[&str] = &[
    "script", "style", "template", "noscript", "svg", "iframe", "object", "audio", "video", "canvas", "textarea",
    "select", "noframes", "noembed", "datalist", "title",
];
/// Elements without an inside.
const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];
/// Elements that may go without an end tag: the next of them, or the end of what holds them, ends them.
const LOOSE: &[&str] = &["p", "li", "dt", "dd", "td", "th", "tr", "option", "tbody", "thead", "tfoot"];
/// Attributes that are read; all others are passed over.
const READ: &[&str] = &[
    "charset", "content", "datetime", "hidden", "href", "itemprop", "lang", "name", "property", "pubdate", "rel",
    "src", "style", "type",
];

/// Reads a page.
pub fn read(source: &str, body: &Body) -> Page {
    let mut walk = Walk::default();
    let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: Span<()>| -> Option<()> {
        walk.event(event);
        None
    });
    emitter.naively_switch_states(true);
    for _ in Tokenizer::new_with_emitter(source, emitter) {}
    let mut page = Page { text: walk.text.text, ..Page::default() };
    page.text.truncate(page.text.trim_end().len());
    meta::fill(&mut page, &walk.gathered, body);
    scope::html(&mut page, &walk.gathered);
    page
}

#[derive(Default)]
struct Walk {
    text: Text,
    gathered: Gathered,
    /// The start tag that is being read.
    tag: String,
    attribute: Option<&'static str>,
    attributes: Vec<(&'static str, String)>,
    /// The element whose inside is passed over, and how many of its name are open.
    hidden: Option<(String, usize)>,
    /// The text of hidden elements that are kept for their metadata.
    kept: String,
    linked: bool,
    heading: Option<Text>,
    /// Where a superscript began, and whether it holds a link.
    raised: Option<(usize, bool)>,
}

impl Walk {
    fn event(&mut self, event: CallbackEvent<'_>) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag = short(name);
                self.attributes.clear();
                self.attribute = None;
            }
            CallbackEvent::AttributeName { name } => {
                self.attribute = READ.iter().copied().find(|known| name.eq_ignore_ascii_case(known.as_bytes()));
                if let Some(name) = self.attribute
                    && self.attributes.len() < READ.len()
                {
                    self.attributes.push((name, String::new()));
                }
            }
            CallbackEvent::AttributeValue { value } => {
                if let (Some(name), Some(last)) = (self.attribute.take(), self.attributes.last_mut())
                    && last.0 == name
                {
                    last.1 = cut(value, LONGEST);
                }
            }
            CallbackEvent::CloseStartTag { self_closing } => self.start(self_closing),
            CallbackEvent::EndTag { name } => self.end(&short(name)),
            CallbackEvent::String { value } => self.characters(value),
            CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => {}
        }
    }

    fn said(&self, name: &str) -> &str {
        self.attributes.iter().find(|(own, _)| *own == name).map_or("", |(_, value)| value.trim())
    }

    fn start(&mut self, self_closing: bool) {
        let tag = std::mem::take(&mut self.tag);
        if let Some((hider, depth)) = &mut self.hidden {
            let loose = LOOSE.contains(&hider.as_str());
            match *hider == tag {
                true if loose => self.hidden = None,
                true if !VOID.contains(&tag.as_str()) => {
                    *depth += 1;
                    return;
                }
                _ if hider == "p" && BLOCKS.contains(&tag.as_str()) && tag != "br" => self.hidden = None,
                _ => return,
            }
        }
        self.note(&tag);
        let foreign = self_closing && tag == "svg";
        if !VOID.contains(&tag.as_str()) && !foreign && (HIDDEN.contains(&tag.as_str()) || self.is_hidden()) {
            self.kept.clear();
            self.linked = tag == "script" && self.said("type").eq_ignore_ascii_case("application/ld+json");
            self.hidden = Some((tag, 1));
            return;
        }
        match tag.as_str() {
            "h1" if self.gathered.heading.is_empty() && self.heading.is_none() => self.heading = Some(Text::default()),
            "q" => self.characters("\u{201c}".as_bytes()),
            "sup" => self.raised = Some((self.text.len(), false)),
            "a" => self.raised = self.raised.map(|(start, _)| (start, true)),
            _ => {}
        }
        self.block(&tag);
    }

    fn end(&mut self, tag: &str) {
        if let Some((hider, depth)) = &mut self.hidden {
            let outer = LOOSE.contains(&hider.as_str())
                && matches!(tag, "ul" | "ol" | "dl" | "table" | "div" | "section" | "article" | "body");
            if hider == tag {
                *depth -= 1;
            }
            if *depth > 0 && !outer {
                return;
            }
            let hider = self.hidden.take().map(|(hider, _)| hider).unwrap_or_default();
            self.keep(&hider);
            return self.block(tag);
        }
        match tag {
            "h1" => self.close_heading(),
            "q" => self.characters("\u{201d}".as_bytes()),
            "sup" => {
                if let Some((start, true)) = self.raised.take() {
                    self.text.bracket(start);
                }
            }
            // Browsers take the lone end of a paragraph for an empty one.
            _ => {}
        }
        self.block(tag);
    }

    fn close_heading(&mut self) {
        if let Some(heading) = self.heading.take() {
            self.gathered.heading = heading.text.replace('\n', " ").trim().to_owned();
        }
    }

    fn block(&mut self, tag: &str) {
        if BLOCKS.contains(&tag) {
            self.text.line();
            if let Some(heading) = &mut self.heading {
                heading.push(" ");
            }
            // A superscript that was never closed marks no note.
            self.raised = None;
        }
    }

    fn characters(&mut self, value: &[u8]) {
        if let Some((hider, _)) = &self.hidden {
            match hider.as_str() {
                "script" => self.gathered.script += value.len(),
                "title" | "noscript" => {}
                _ => return,
            }
            let most = if self.linked { LINKED } else { LONGEST };
            if hider != "script" || self.linked {
                self.kept.push_str(&cut(value, most.saturating_sub(self.kept.len())));
            }
            return;
        }
        let value = String::from_utf8_lossy(value);
        self.text.push(&value);
        if let Some(heading) = self.heading.as_mut().filter(|heading| heading.len() < LONGEST) {
            heading.push(&value);
        }
    }

    /// What a hidden element says of the page.
    fn keep(&mut self, tag: &str) {
        let text = std::mem::take(&mut self.kept);
        match tag {
            "script" if self.linked => {
                let sum: usize = self.gathered.linked.iter().map(String::len).sum();
                if sum + text.len() <= LINKED && self.gathered.linked.len() < 100 {
                    self.gathered.script = self.gathered.script.saturating_sub(text.len());
                    self.gathered.linked.push(text);
                }
            }
            "title" if self.gathered.title.is_empty() => self.gathered.title = text,
            "noscript" if text.to_ascii_lowercase().contains("javascript") => self.gathered.wants_scripts = true,
            _ => {}
        }
        self.linked = false;
    }

    fn is_hidden(&self) -> bool {
        let hidden =
            self.attributes.iter().any(|(name, value)| *name == "hidden" && !value.eq_ignore_ascii_case("until-found"));
        let style = self.said("style");
        hidden || (!style.is_empty() && style.replace(' ', "").to_ascii_lowercase().contains("display:none"))
    }

    /// What a start tag says of the page.
    fn note(&mut self, tag: &str) {
        match tag {
            "meta" if self.gathered.metas.len() < MOST => {
                let name = ["name", "property", "itemprop"]
                    .into_iter()
                    .map(|name| self.said(name))
                    .find(|name| !name.is_empty());
                if let Some(name) = name.map(str::to_ascii_lowercase) {
                    let content = self.said("content").to_owned();
                    self.gathered.metas.push((name, content));
                }
            }
            "link" if self.gathered.links.len() < MOST => {
                let (rel, media) = (self.said("rel").to_ascii_lowercase(), self.said("type").to_owned());
                let href = self.said("href").to_owned();
                self.gathered.links.push((rel, media, href));
            }
            "time" if self.gathered.times.len() < MOST => {
                let published = self.said("itemprop").to_ascii_lowercase().contains("datepublished")
                    || self.attributes.iter().any(|(name, _)| *name == "pubdate");
                let time = self.said("datetime").to_owned();
                self.gathered.times.push((time, published));
            }
            "html" if self.gathered.language.is_empty() => self.gathered.language = self.said("lang").to_owned(),
            "script" if !self.said("src").is_empty() => self.gathered.scripts += 1,
            _ => {}
        }
    }
}

/// The name of a tag; of an endless one, enough to be none that is known.
fn short(name: &[u8]) -> String {
    cut(name, 32)
}

fn cut(bytes: &[u8], most: usize) -> String {
    String::from_utf8_lossy(bytes.get(..bytes.len().min(most)).unwrap_or_default()).into_owned()
}
