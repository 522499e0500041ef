//! What a draft says on the authority of its sources: which words it quotes from which, and which sentences rest on which.
//!
//! A quotation rests on the citations of its sentence, else on the next that follows in its paragraph, else in a table on those of its row;
//! a block quote on those in it, or in the line that introduces it or credits it. Where several are cited any may be meant. Reads the whole draft: ask when it is wanted.

use super::quotation::{Quotation, quotations};
use crate::citation::source::{Sources, Way};
use crate::citation::typed_list::Placed;
use crate::markdown::{Block, BlockKind, Leaf, LeafKind};
use crate::prose::{Sentence, sentences};
use std::ops::Range;

/// Fewer words are a name, a term or irony, and prove nothing.
const SHORTEST: usize = 4;
/// How many sentences behind a quotation its citation may stand.
const FORWARD: usize = 2;

/// So many sources of one sentence are told apart.
const MOST: usize = 16;

/// What a draft says on the authority of its sources.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reliance {
    /// What it quotes, in order.
    pub quoted: Vec<Quoted>,
    /// The sentences with a citation of their own, in order.
    pub stated: Vec<Stated>,
}

/// Words that a draft takes from a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quoted {
    /// The words without their marks, in bytes of the draft.
    pub range: Range<usize>,
    /// The words as a reader sees them.
    pub text: String,
    /// Which of the draft's sources may be meant, by their places in [`Sources::list`]; never empty.
    pub sources: Vec<usize>,
    /// Whether it is a block quote, which may be a box and no quotation.
    pub block: bool,
}

/// A sentence that rests on sources.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    /// In bytes of the draft.
    pub range: Range<usize>,
    /// The sentence as a reader sees it.
    pub text: String,
    /// Which sources, by their places in [`Sources::list`]; never empty.
    pub sources: Vec<usize>,
}

/// Reads a draft, of which `sources` are the sources.
pub fn reliance(blocks: &[Placed<'_>], sources: &Sources) -> Reliance {
    let mut found = Reliance::default();
    let places = places(sources);
    for (index, &(start, block)) in blocks.iter().enumerate() {
        if matches!(block.kind, BlockKind::Code | BlockKind::FrontMatter | BlockKind::Html | BlockKind::Footnote) {
            continue;
        }
        for (at, leaf) in block.leaves.iter().enumerate().filter(|(_, leaf)| leaf.kind != LeafKind::Heading) {
            let reader = Reader { start, block, leaf, places: &places };
            if leaf.quoted && reader.is_bare() {
                let near = || beside(blocks, index, at, &places);
                found.quoted.extend(reader.whole(near));
            } else {
                let near = || if leaf.quoted { beside(blocks, index, at, &places) } else { reader.row() };
                reader.read(near, &mut found);
            }
        }
    }
    found
}

/// Where the text points at a source, by start.
struct Cited {
    range: Range<usize>,
    source: usize,
}

fn places(sources: &Sources) -> Vec<Cited> {
    let listed = |way: Way| matches!(way, Way::Listed | Way::Nocite);
    let each = sources.list.iter().enumerate().flat_map(|(source, cited)| {
        let places = cited.places.iter().filter(move |place| !listed(place.way));
        places.map(move |place| Cited { range: place.range.clone(), source })
    });
    let mut places: Vec<Cited> = each.collect();
    places.sort_by_key(|cited| (cited.range.start, cited.range.end));
    places
}

/// The sources that are pointed at in `range`, of the draft, the one nearest behind `after` first.
fn cited(places: &[Cited], range: Range<usize>, after: usize) -> Vec<usize> {
    let first = places.partition_point(|cited| cited.range.start < range.start);
    let last = places.partition_point(|cited| cited.range.start < range.end);
    let here = &places[first..last.max(first)];
    let split = here.partition_point(|cited| cited.range.start < after);
    let mut sources = Vec::new();
    for cited in here[split..].iter().chain(here[..split].iter().rev()) {
        if !sources.contains(&cited.source) {
            sources.push(cited.source);
        }
        if sources.len() == MOST {
            break;
        }
    }
    sources
}

/// The sources of a block quote without citations of its own: those of the line that credits it, else of the one that introduces it.
fn beside(blocks: &[Placed<'_>], index: usize, at: usize, places: &[Cited]) -> Vec<usize> {
    let (start, block) = blocks[index];
    let of = |start: usize, leaf: &Leaf| cited(places, start + leaf.range.start..start + leaf.range.end, usize::MAX);
    let behind = block.leaves.iter().skip(at + 1).take(CREDIT).take_while(|next| next.quoted);
    let credit =
        behind.filter(|next| next.range.len() < LINE).map(|next| of(start, next)).find(|found| !found.is_empty());
    let after = || {
        let (start, next) = blocks.get(index + 1)?;
        let leaf = next.leaves.first().filter(|leaf| next.leaves.len() == 1 && leaf.range.len() < LINE)?;
        let dash = is_credit(next.prose.get(leaf.range.clone())?);
        Some(of(*start, leaf)).filter(|found| dash && !found.is_empty())
    };
    credit.or_else(after).unwrap_or_else(|| {
        let before = blocks[..index].iter().rev().find(|(_, block)| block.kind != BlockKind::Other);
        let lead = before.and_then(|(start, block)| Some((start, block, block.leaves.last()?)));
        let leads = |block: &Block, leaf: &Leaf| {
            block.prose[leaf.range.clone()].trim_end_matches(['\0', ' ', '\n']).ends_with(':')
        };
        lead.filter(|(_, block, leaf)| leads(block, leaf)).map_or_else(Vec::new, |(start, _, leaf)| of(*start, leaf))
    })
}

/// Behind so many paragraphs of a block quote the one that credits it may stand.
const CREDIT: usize = 6;
/// A longer line is no credit, in bytes.
const LINE: usize = 300;

/// Whether a line says whose the words before it are: it starts with a dash.
fn is_credit(line: &str) -> bool {
    let line = line.trim_start_matches(['\0', ' ', '\n']);
    line.starts_with(['\u{2014}', '\u{2013}', '\u{2015}']) || line.starts_with("--") || line.starts_with("- ")
}

/// A paragraph.
struct Reader<'a> {
    start: usize,
    block: &'a Block,
    leaf: &'a Leaf,
    places: &'a [Cited],
}

impl Reader<'_> {
    /// `near`: where else the sources of a quotation may stand.
    fn read(&self, near: impl Fn() -> Vec<usize>, found: &mut Reliance) {
        let prose = &self.block.prose;
        let sentences = sentences(prose, self.leaf.range.clone());
        let mut first = 0;
        for quotation in quotations(prose, self.leaf.range.clone()) {
            while sentences.get(first).is_some_and(|sentence| sentence.range.end <= quotation.range.start) {
                first += 1;
            }
            found.quoted.extend(self.quoted(&quotation, &sentences[first..], &near));
        }
        for sentence in &sentences {
            let sources = self.cited(sentence.range.clone(), usize::MAX);
            if !sources.is_empty() {
                let range = self.start + sentence.range.start..self.start + sentence.range.end;
                found.stated.push(Stated { range, text: seen(&prose[sentence.range.clone()]), sources });
            }
        }
    }

    /// The sources in the row of a table's cell.
    fn row(&self) -> Vec<usize> {
        if self.leaf.kind != LeafKind::Cell {
            return Vec::new();
        }
        let text = &self.block.text;
        let start = text[..self.leaf.range.start].rfind('\n').map_or(0, |at| at + 1);
        let end = text[self.leaf.range.end..].find('\n').map_or(text.len(), |at| self.leaf.range.end + at);
        self.cited(start..end, self.leaf.range.end)
    }

    /// A quotation, where it rests on a source. The first of `sentences` is the one in which it begins.
    fn quoted(&self, quotation: &Quotation, sentences: &[Sentence], near: impl Fn() -> Vec<usize>) -> Option<Quoted> {
        if quotation.words < SHORTEST || quotation.tangled || quotation.title || quotation.followed_by_year {
            return None;
        }
        let within = sentences.iter().take_while(|sentence| sentence.range.start < quotation.range.end).count();
        let own = sentences.first()?.range.start..sentences[..within].last()?.range.end;
        let mut sources = self.cited(own, quotation.range.end);
        for sentence in sentences.iter().skip(within).take(FORWARD) {
            if sources.is_empty() {
                sources = self.cited(sentence.range.clone(), sentence.range.start);
            }
        }
        if sources.is_empty() {
            sources = near();
        }
        let inside = self.inside(quotation);
        let text = seen(&self.block.prose[inside.clone()]);
        let range = self.start + inside.start..self.start + inside.end;
        let plain = !sources.is_empty() && !text.is_empty() && !text.contains('\u{1}');
        plain.then_some(Quoted { range, text, sources, block: false })
    }

    /// A quotation without its marks.
    fn inside(&self, quotation: &Quotation) -> Range<usize> {
        let text = &self.block.prose[quotation.range.clone()];
        let mark = |c: char| {
            matches!(c, '"' | '\'' | '\u{ab}' | '\u{bb}' | '\u{2018}'..='\u{201e}' | '\u{300c}'..='\u{300f}' | '\0')
                || c.is_whitespace()
        };
        let head = if quotation.opened { text.len() - text.trim_start_matches(mark).len() } else { 0 };
        let tail = if quotation.closed { text.len() - text.trim_end_matches(mark).len() } else { 0 };
        let end = quotation.range.end - tail;
        (quotation.range.start + head).min(end)..end
    }

    /// Whether the paragraph of a block quote is one quotation: it has no marks of its own, and is long enough for one.
    fn is_bare(&self) -> bool {
        let prose = &self.block.prose;
        quotations(prose, self.leaf.range.clone()).is_empty()
            && seen(&prose[self.leaf.range.clone()]).split(' ').count() >= 2 * SHORTEST
    }

    /// The paragraph of a block quote as a quotation, up to a citation that closes it.
    fn whole(&self, near: impl FnOnce() -> Vec<usize>) -> Option<Quoted> {
        let leaf = self.leaf.range.clone();
        let mut sources = self.cited(leaf.clone(), usize::MAX);
        let first = self.places.partition_point(|cited| cited.range.start < self.start + leaf.start);
        let mark = self.places.get(first).map(|cited| cited.range.start.saturating_sub(self.start));
        let end = mark.filter(|mark| *mark < leaf.end).unwrap_or(leaf.end);
        let end = self.block.prose.get(leaf.start..end).and_then(credit).map_or(end, |at| leaf.start + at);
        if sources.is_empty() {
            sources = near();
        }
        let text = seen(self.block.prose.get(leaf.start..end)?);
        // A citation in the middle is no end.
        let rest = self.block.prose.get(end..leaf.end).map_or(0, |rest| seen(rest).split(' ').count());
        let plain = !sources.is_empty() && text.split(' ').count() >= SHORTEST && rest <= 12 && !text.contains('\u{1}');
        let text = text.trim_end_matches(['(', '[', ' ', '\u{2014}', '\u{2013}', '-']).to_owned();
        plain.then_some(Quoted { range: self.start + leaf.start..self.start + end, text, sources, block: true })
    }

    fn cited(&self, range: Range<usize>, after: usize) -> Vec<usize> {
        cited(self.places, self.start + range.start..self.start + range.end, self.start.saturating_add(after))
    }
}

/// Where the last line of a paragraph starts, if it credits the ones before it.
fn credit(prose: &str) -> Option<usize> {
    let at = prose.trim_end_matches(['\0', ' ', '\n']).rfind('\n')?;
    is_credit(&prose[at..]).then_some(at)
}

/// Prose as a reader sees it, on one line.
fn seen(prose: &str) -> String {
    let visible: String = prose.chars().filter(|&c| c != '\0').collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
