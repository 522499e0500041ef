//! What a link into a draft can lead to.

use super::slug::{flavours, slugs};
use crate::citation::crossref::is_crossref;
use crate::markdown::{Block, BlockKind, HIDDEN, Leaf, LeafKind, OBJECT, SpanKind};
use std::collections::HashMap;
use std::ops::Range;

/// The anchors of a draft.
#[derive(Clone, Debug, Default)]
pub struct Anchors {
    /// Every form, and which of [`Anchors::proper`] it leads to; none for what is named without being a place in the text.
    all: HashMap<String, Option<usize>>,
    /// How many headings make each.
    counts: HashMap<String, usize>,
    /// One for each heading and each explicit name, in the order in which they were found: what a writer would write.
    pub proper: Vec<Anchor>,
}

/// An anchor that a writer may have meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// Without `#`.
    pub name: String,
    /// What makes it, in the draft: the heading, or the name itself.
    pub place: Range<usize>,
    /// Whether it is made from a heading's words.
    pub heading: bool,
    /// Of a heading, the words that tools make it from: without the alternative text of images, and with it if there is any.
    pub texts: Vec<String>,
}

/// Marks of a draft that takes in other texts, whose headings cannot be known here.
const INCLUDES: &[&str] =
    &["{{< include", "{% include", "{{#include", "--8<--", "!include", "{% render", "{{% include", "{{< embed"];

/// Whether a block takes in another text, whose headings cannot be known from the draft's own.
pub fn takes_in_others(block: &Block) -> bool {
    INCLUDES.iter().any(|mark| memchr::memmem::find(block.text.as_bytes(), mark.as_bytes()).is_some())
}

impl Anchors {
    /// The anchors of a draft with these blocks, each with its byte offset.
    pub fn new<'a>(blocks: impl Iterator<Item = (usize, &'a Block)> + Clone) -> Self {
        let mut anchors = Self::of_headings(blocks.clone());
        anchors.add_explicit(blocks);
        anchors
    }

    /// Reads the headings of a draft.
    pub fn of_headings<'a>(blocks: impl Iterator<Item = (usize, &'a Block)>) -> Self {
        let mut anchors = Self::default();
        for (start, block) in blocks {
            for leaf in block.leaves.iter().filter(|leaf| leaf.kind == LeafKind::Heading) {
                anchors.heading(&visible(block, leaf), start + leaf.range.start..start + leaf.range.end);
            }
        }
        anchors
    }

    /// Adds the names that are given by hand, in HTML, attributes, labels.
    pub fn add_explicit<'a>(&mut self, blocks: impl Iterator<Item = (usize, &'a Block)>) {
        for (start, block) in blocks.filter(|(_, block)| block.kind != BlockKind::FrontMatter) {
            self.attributes(start, block);
            self.braces(start, block);
            self.html_headings(start, block);
            self.labels(start, block);
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Whether something answers to `name`.
    pub fn has(&self, name: &str) -> bool {
        self.all.contains_key(name)
    }

    /// The place that answers to `name`, in whichever form that is written.
    pub fn find(&self, name: &str) -> Option<&Anchor> {
        self.proper.get((*self.all.get(name)?)?)
    }

    /// The place that a link to `name` leads to: also where wikis would look, which take the heading's own words in any capitals.
    pub fn lead(&self, name: &str) -> Option<&Anchor> {
        self.find(name).or_else(|| self.find(&flavours(name).swap_remove(0)))
    }

    /// Whether the same names lead somewhere, wherever their places are.
    pub fn has_same_names(&self, other: &Self) -> bool {
        self.all.len() == other.all.len() && self.all.keys().all(|name| other.all.contains_key(name))
    }

    fn heading(&mut self, texts: &[String], place: Range<usize>) {
        let mut made: Vec<String> = texts.iter().flat_map(|text| slugs(text)).collect();
        let first = made.first().cloned().unwrap_or_default();
        made.sort();
        made.dedup();
        let index = self.proper.len();
        for slug in made {
            let count = self.counts.entry(slug.clone()).or_default();
            let number = *count;
            *count += 1;
            if number > 0 {
                for form in [format!("{slug}-{number}"), format!("{slug}_{number}"), format!("{slug}-{}", number + 1)] {
                    self.all.entry(form).or_insert(Some(index));
                }
            }
            if slug == first {
                let name = if number == 0 { slug.clone() } else { format!("{slug}-{number}") };
                self.proper.push(Anchor { name, place: place.clone(), heading: true, texts: texts.to_vec() });
            }
            self.all.entry(slug).or_insert(Some(index));
        }
    }

    fn explicit(&mut self, name: &str, place: Range<usize>) {
        if !name.is_empty() && !self.all.contains_key(name) {
            self.all.insert(name.to_owned(), Some(self.proper.len()));
            self.proper.push(Anchor { name: name.to_owned(), place, heading: false, texts: Vec::new() });
        }
    }

    /// A name that leads somewhere, which is not looked for.
    fn note(&mut self, name: &str) {
        self.all.entry(name.to_owned()).or_insert(None);
    }

    /// `id="x"`, `name='x'`, `id=x`, wherever they stand: a false one here only keeps us silent.
    fn attributes(&mut self, start: usize, block: &Block) {
        let text = &*block.text;
        for equals in memchr::memchr_iter(b'=', text.as_bytes()) {
            let head = text[..equals].trim_end();
            let words = ["id", "name", "label", "anchor"];
            let Some(before) = words.iter().find_map(|word| head.strip_suffix(word)) else { continue };
            let near = start_of(&text[equals + 1..]);
            let tail = near.trim_start_matches([' ', '{', '"', '\'', '`']);
            let length = tail.find(|c: char| c.is_whitespace() || "\"'`<>}".contains(c)).unwrap_or(tail.len());
            let at = equals + 1 + near.len() - tail.len();
            // `?name=x` is a part of an address, `data-id=x` another attribute.
            if before.is_empty() || before.ends_with(|c: char| c.is_whitespace() || "{(,\"'".contains(c)) {
                self.explicit(&tail[..length], start + at..start + at + length);
            } else {
                self.note(&tail[..length]);
            }
        }
    }

    /// `{#x .y}`, `{: #x}`, `{r fig-x, echo=FALSE}`, `{/*x*/}`, `\label{x}`.
    fn braces(&mut self, start: usize, block: &Block) {
        let text = &*block.text;
        for open in memchr::memchr_iter(b'{', text.as_bytes()) {
            let window = &text.as_bytes()[open + 1..text.len().min(open + 1 + LONGEST)];
            let Some(close) = window.iter().position(|b| matches!(b, b'}' | b'\n')) else { continue };
            let inside = &text[open + 1..open + 1 + close];
            let is_cell = text[..open].ends_with("```");
            for word in inside.split([' ', ',', '\t']) {
                let named = word.trim_start_matches([':', '/', '*', '"', '\'']);
                let name = named.strip_prefix('#').unwrap_or(named).trim_end_matches(['*', '/', '"', '\'']);
                // The label of a cell of code is the name of its figure or table.
                if word.contains('#') || is_cell && !word.contains('=') && is_crossref(name) {
                    let at = start + name.as_ptr().addr() - text.as_ptr().addr();
                    self.explicit(name, at..at + name.len());
                } else {
                    self.note(name);
                }
            }
        }
    }

    /// `<h2>The mill</h2>`
    fn html_headings(&mut self, start: usize, block: &Block) {
        let text = &*block.text;
        for open in memchr::memmem::find_iter(text.as_bytes(), "<h") {
            let Some(rest) = text[open + 2..].strip_prefix(|c: char| c.is_ascii_digit()) else { continue };
            let Some((line, _)) = start_of(rest).split_once("</h") else { continue };
            let Some((_, words)) = line.split_once('>') else { continue };
            let plain: String =
                words.split('<').enumerate().map(|(n, part)| if n == 0 { part } else { after_tag(part) }).collect();
            self.heading(&[plain], start + open..start + open + 3);
        }
    }

    /// `#| label: fig-x` in a code cell, `(x)=` on a line of its own.
    fn labels(&mut self, start: usize, block: &Block) {
        let text = &*block.text;
        for at in memchr::memmem::find_iter(text.as_bytes(), "label:") {
            let name = start_of(&text[at + 6..]).lines().next().unwrap_or("").trim().trim_matches(['"', '\'']);
            let option = ["#|", "//|", "%%|", "--|"].iter().any(|mark| text[..at].trim_end().ends_with(mark));
            if option && is_crossref(name) && !name.contains(char::is_whitespace) {
                let at = start + name.as_ptr().addr() - text.as_ptr().addr();
                self.explicit(name, at..at + name.len());
            } else {
                self.note(name);
            }
        }
        for end in memchr::memmem::find_iter(text.as_bytes(), ")=\n") {
            let line = text[..end].rsplit('\n').next().unwrap_or("");
            if let Some(name) = line.strip_prefix('(') {
                self.note(name);
            }
        }
    }
}

/// How far a brace, a name or a heading in HTML is read, in bytes: `id=id=id=…` would otherwise be as many names as bytes, each to the end.
const LONGEST: usize = 400;

fn start_of(text: &str) -> &str {
    let end = text.char_indices().map(|(at, _)| at).take_while(|at| *at <= LONGEST).last().unwrap_or(0);
    if text.len() <= LONGEST { text } else { &text[..end] }
}

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

#[cfg(test)]
mod tests {
    use super::Anchors;
    use crate::markdown::Syntax;
    use std::time::{Duration, Instant};

    fn of(source: &str) -> Anchors {
        Anchors::new(Syntax::new(source).blocks().iter().map(|placed| (placed.start, &*placed.block)))
    }

    #[test]
    fn names_given_by_hand_are_found() {
        let anchors = of("<a id=\"ebb\"></a> {#flow}\n\n<h2>The mill</h2>\n\n#| label: fig-tide\n");
        for name in ["ebb", "flow", "the-mill", "fig-tide"] {
            assert!(anchors.has(name), "{name}");
        }
    }

    #[test]
    fn what_a_cell_of_code_is_called_is_a_place() {
        let source = "```{r fig-low, fig-cap=\"a\"}\n```\n\n```{python}\n#| label: fig-tide\n#| echo: false\n```\n";
        let anchors = of(source);
        let places: Vec<&str> = anchors.proper.iter().map(|anchor| &source[anchor.place.clone()]).collect();
        assert_eq!(places, ["fig-low", "fig-tide"]);
    }

    #[test]
    fn what_an_address_asks_for_is_no_place_to_offer() {
        let anchors = of("See @{https://ebb.example/bib?name=foobar&date=2000} and <a name=\"low\"></a>.\n");
        assert_eq!(anchors.proper.iter().map(|anchor| anchor.name.as_str()).collect::<Vec<_>>(), ["low"]);
    }

    #[test]
    fn no_text_costs_more_than_its_length() {
        for part in ["id=", "label:", "<h2", "{", "name=\u{e9}", "<h2>\u{e9}"] {
            let started = Instant::now();
            let anchors = of(&format!("x {}", part.repeat(100_000)));
            assert!(anchors.proper.iter().all(|anchor| anchor.name.len() <= 400), "{part}");
            assert!(started.elapsed() < Duration::from_secs(20), "{part}: {:?}", started.elapsed());
        }
    }
}
