//! What a link into the same draft can lead to.

use super::slug::slugs;
use crate::check::{Survey, View};
use crate::markdown::{Block, BlockKind, HIDDEN, Leaf, LeafKind, OBJECT, SpanKind};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// The anchors of a draft.
#[derive(Debug, Default)]
pub struct Anchors {
    all: HashSet<String>,
    /// How many headings make each.
    counts: HashMap<String, usize>,
    /// One for each heading and each explicit name: what a writer would write.
    pub proper: Vec<Anchor>,
}

/// An anchor that a writer may have meant.
#[derive(Debug)]
pub struct Anchor {
    /// Without `#`.
    pub name: String,
    /// What makes it, in the draft.
    pub place: Range<usize>,
}

impl Anchors {
    /// Reads the headings of a draft.
    pub fn of_headings(survey: &Survey<'_>) -> Self {
        let mut anchors = Self::default();
        for view in survey.blocks {
            for leaf in view.block.leaves.iter().filter(|leaf| leaf.kind == LeafKind::Heading) {
                let place = view.start + leaf.range.start..view.start + leaf.range.end;
                anchors.heading(&visible(view.block, leaf), place);
            }
        }
        anchors
    }

    /// Adds the names that are given by hand, in HTML, attributes, labels.
    pub fn add_explicit(&mut self, survey: &Survey<'_>) {
        for view in survey.blocks.iter().filter(|view| view.block.kind != BlockKind::FrontMatter) {
            self.attributes(view);
            self.braces(view);
            self.html_headings(view);
            self.labels(view);
        }
    }

    /// Whether something answers to `name`.
    pub fn has(&self, name: &str) -> bool {
        self.all.contains(name)
    }

    fn heading(&mut self, texts: &[String], place: Range<usize>) {
        let mut made: Vec<String> = texts.iter().flat_map(|text| slugs(text)).collect();
        let first = made.first().cloned().unwrap_or_default();
        made.sort();
        made.dedup();
        for slug in made {
            let count = self.counts.entry(slug.clone()).or_default();
            let number = *count;
            *count += 1;
            if number > 0 {
                for form in [format!("{slug}-{number}"), format!("{slug}_{number}"), format!("{slug}-{}", number + 1)] {
                    self.all.insert(form);
                }
            }
            if slug == first {
                let name = if number == 0 { slug.clone() } else { format!("{slug}-{number}") };
                self.proper.push(Anchor { name, place: place.clone() });
            }
            self.all.insert(slug);
        }
    }

    fn explicit(&mut self, name: &str, place: Range<usize>) {
        if !name.is_empty() && self.all.insert(name.to_owned()) {
            self.proper.push(Anchor { name: name.to_owned(), place });
        }
    }

    /// `id="x"`, `name='x'`, `id=x`, wherever they stand: a false one here only keeps us silent.
    fn attributes(&mut self, view: &View<'_>) {
        let text = &*view.block.text;
        for equals in memchr::memchr_iter(b'=', text.as_bytes()) {
            let head = text[..equals].trim_end();
            if !["id", "name", "label", "anchor"].iter().any(|word| head.ends_with(word)) {
                continue;
            }
            let tail = text[equals + 1..].trim_start_matches([' ', '{', '"', '\'', '`']);
            let length = tail.find(|c: char| c.is_whitespace() || "\"'`<>}".contains(c)).unwrap_or(tail.len());
            let at = text.len() - tail.len();
            self.explicit(&tail[..length], view.start + at..view.start + at + length);
        }
    }

    /// `{#x .y}`, `{: #x}`, `{r fig-x, echo=FALSE}`, `{/*x*/}`, `\label{x}`.
    fn braces(&mut self, view: &View<'_>) {
        let text = &*view.block.text;
        for open in memchr::memchr_iter(b'{', text.as_bytes()) {
            let window = &text.as_bytes()[open + 1..text.len().min(open + 1 + LONGEST)];
            let Some(close) = window.iter().position(|b| matches!(b, b'}' | b'\n')) else { continue };
            let inside = &text[open + 1..open + 1 + close];
            for word in inside.split([' ', ',', '\t']) {
                let named = word.trim_start_matches([':', '/', '*', '"', '\'']);
                let name = named.strip_prefix('#').unwrap_or(named).trim_end_matches(['*', '/', '"', '\'']);
                let at = open + 1;
                if word.contains('#') {
                    self.explicit(name, view.start + at..view.start + at + close);
                } else {
                    self.all.insert(name.to_owned());
                }
            }
        }
    }

    /// `<h2>The mill</h2>`
    fn html_headings(&mut self, view: &View<'_>) {
        let text = &*view.block.text;
        for open in memchr::memmem::find_iter(text.as_bytes(), "<h") {
            let Some(rest) = text[open + 2..].strip_prefix(|c: char| c.is_ascii_digit()) else { continue };
            let line = rest.split("</h").next().unwrap_or("");
            let Some((_, words)) = line.split_once('>').filter(|_| line.len() < LONGEST) else { continue };
            let plain: String =
                words.split('<').enumerate().map(|(n, part)| if n == 0 { part } else { after_tag(part) }).collect();
            self.heading(&[plain], view.start + open..view.start + open + 3);
        }
    }

    /// `#| label: fig-x` in a code cell, `(x)=` on a line of its own.
    fn labels(&mut self, view: &View<'_>) {
        let text = &*view.block.text;
        for at in memchr::memmem::find_iter(text.as_bytes(), "label:") {
            let name = text[at + 6..].lines().next().unwrap_or("").trim().trim_matches(['"', '\'']);
            self.all.insert(name.to_owned());
        }
        for end in memchr::memmem::find_iter(text.as_bytes(), ")=\n") {
            let line = text[..end].rsplit('\n').next().unwrap_or("");
            self.all.extend(line.strip_prefix('(').map(str::to_owned));
        }
    }
}

/// How far a brace or a heading in HTML is read, in bytes.
const LONGEST: usize = 400;

fn after_tag(part: &str) -> &str {
    part.split_once('>').map_or("", |(_, text)| text)
}

/// A heading's words as tools take them: with the text of code, without and with the alternative text of images.
fn visible(block: &Block, leaf: &Leaf) -> Vec<String> {
    let prose = block.prose.as_bytes();
    let mut bytes = Vec::with_capacity(leaf.range.len());
    let mut with_images = Vec::with_capacity(leaf.range.len());
    let mut at = leaf.range.start;
    let end = leaf.range.end.min(prose.len());
    while at < end {
        if prose[at] != OBJECT {
            if prose[at] != HIDDEN {
                bytes.push(prose[at]);
                with_images.push(prose[at]);
            }
            at += 1;
            continue;
        }
        let span = block.spans_in(at..at + 1).find(|span| span.range.start <= at);
        let next = span.map_or(at + 1, |span| span.range.end.max(at + 1));
        match span.map(|span| &span.kind) {
            Some(SpanKind::Code | SpanKind::Math) => {
                let inside = block.text[at..next].trim_matches(['`', '$']).as_bytes();
                bytes.extend(inside);
                with_images.extend(inside);
            }
            Some(SpanKind::Image { text, .. }) => with_images.extend(block.text[text.clone()].as_bytes()),
            _ => {}
        }
        at = next;
    }
    let words = |bytes: Vec<u8>| {
        let text = String::from_utf8(bytes).unwrap_or_default();
        let text = text.trim();
        // Jekyll's attributes, which the parser takes for text.
        let cut = text.rfind(" {").filter(|_| text.ends_with('}')).unwrap_or(text.len());
        text[..cut].trim_end().to_owned()
    };
    let (plain, full) = (words(bytes), words(with_images));
    if plain == full { vec![plain] } else { vec![plain, full] }
}
