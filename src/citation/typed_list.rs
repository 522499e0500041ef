//! A draft's own list of references, typed by author and year, and the citations that point at it.

use super::author_year::{Cited, Entry, cited, entry};
use crate::markdown::{Block, BlockKind, HIDDEN, Leaf, LeafKind, OBJECT, SpanKind};
use crate::prose::fold;
use std::collections::HashMap;
use std::ops::Range;

/// What a list of everything that is cited is called, folded.
const LISTS: &[&str] = &[
    "references",
    "reference list",
    "list of references",
    "references cited",
    "works cited",
    "literature cited",
    "cited literature",
    "cited works",
    "literaturverzeichnis",
    "quellenverzeichnis",
    "references bibliographiques",
    "ouvrages cites",
    "referencias",
    "referencias bibliograficas",
    "obras citadas",
    "riferimenti bibliografici",
    "referenties",
];

/// What a list is called that may hold more than is cited, folded.
const WIDER: &[&str] = &[
    "bibliography",
    "selected bibliography",
    "sources",
    "literature",
    "references and further reading",
    "references and notes",
    "literatur",
    "quellen",
    "bibliographie",
    "bibliografia",
    "fuentes",
    "fontes",
    "literatuur",
    "bronnen",
    "litteratur",
    "kallor",
];

/// How many entries by author and year make a list of that kind.
const ENTRIES: usize = 3;
/// How many citations must be found in it: fewer, and the draft cites in another way.
const EVIDENCE: usize = 2;

/// A block, and where it starts in the draft.
pub type Placed<'a> = (usize, &'a Block);

/// A list by author and year, and what cites it.
#[derive(Debug)]
pub struct TypedList<'a> {
    /// In order.
    pub entries: Vec<Listed>,
    /// In order.
    pub citations: Vec<Citing<'a>>,
    /// Whether all of it should be cited.
    pub closed: bool,
    /// Where the list stands, as indexes of the blocks.
    pub blocks: Range<usize>,
}

/// An entry, and where it stands in the draft.
#[derive(Debug)]
pub struct Listed {
    /// In the draft.
    pub range: Range<usize>,
    /// What it says.
    pub entry: Entry,
}

/// A citation, in its block's coordinates.
#[derive(Debug)]
pub struct Citing<'a> {
    /// The block.
    pub block: &'a Block,
    /// Where it starts in the draft.
    pub start: usize,
    /// The citation.
    pub cited: Cited,
    /// Whether it is also a link, which leads somewhere by itself.
    pub linked: bool,
    /// The entries by whom it names, whatever their year.
    pub by: Vec<usize>,
    /// Whether one of them is of the year.
    pub listed: bool,
}

impl<'a> TypedList<'a> {
    /// Reads the draft; `None` if it has no such list, or does not cite by it.
    pub fn of(all: &[Placed<'a>]) -> Option<Self> {
        let (blocks, closed) = place(all)?;
        let entries: Vec<Listed> = entries(&all[blocks.clone()]);
        if entries.len() < ENTRIES {
            return None;
        }
        let around = all[..blocks.start].iter().chain(&all[blocks.end..]);
        let mut citations: Vec<Citing<'a>> = around.copied().flat_map(citing).collect();
        look_up(&entries, &mut citations);
        let list = Self { entries, citations, closed, blocks };
        (list.citations.iter().filter(|citing| citing.listed).count() >= EVIDENCE).then_some(list)
    }
}

/// Finds the entries of each citation.
fn look_up(entries: &[Listed], citations: &mut [Citing<'_>]) {
    let mut index: HashMap<&str, Vec<usize>> = HashMap::new();
    for (number, listed) in entries.iter().enumerate() {
        for key in listed.entry.keys() {
            let found = index.entry(key).or_default();
            // The keys of one entry come together.
            if found.last() != Some(&number) {
                found.push(number);
            }
        }
    }
    // The same authors are cited again and again.
    let mut known: HashMap<String, Vec<usize>> = HashMap::new();
    for citing in citations {
        let name = &citing.cited.name;
        let by = known.entry(name.whole.clone()).or_insert_with(|| {
            let mut found: Vec<usize> = match name.capitals {
                true => (0..entries.len()).collect(),
                false => name.keys().filter_map(|key| index.get(&*key)).flatten().copied().collect(),
            };
            found.sort_unstable();
            found.dedup();
            found.retain(|&number| entries[number].entry.is_by(name));
            found
        });
        citing.by.clone_from(by);
        citing.listed = by.iter().any(|&number| entries[number].entry.is_of(&citing.cited.year));
    }
}

/// The entries of the draft's list, in order, few or many.
pub fn listed(all: &[Placed<'_>]) -> Vec<Listed> {
    place(all).map_or_else(Vec::new, |(blocks, _)| entries(&all[blocks]))
}

/// The blocks of the list, its title excluded, and whether it should hold no more than is cited.
fn place(all: &[Placed<'_>]) -> Option<(Range<usize>, bool)> {
    // The last one: a draft may speak of its sources earlier.
    let found = all.iter().enumerate().rev().find_map(|(index, (_, block))| Some((index, title(block)?)));
    let (index, (closed, level, within)) = found?;
    let start = if within { index } else { index + 1 };
    let ends = |(_, block): &Placed<'_>| block.kind == BlockKind::Heading && self::level(block) <= level;
    let length = all[index + 1..].iter().position(ends).unwrap_or(all.len() - index - 1);
    Some((start..index + 1 + length, closed))
}

/// Whether a block is the title of a list of which everything is cited.
pub fn is_closed(block: &Block) -> bool {
    title(block).is_some_and(|(closed, ..)| closed)
}

/// Whether a block is the title of a list of sources, of whichever kind.
pub fn is_title(block: &Block) -> bool {
    title(block).is_some()
}

/// Reads a block as the title of a list: whether the list is closed, the heading's level, and whether entries stand in the same block.
fn title(block: &Block) -> Option<(bool, usize, bool)> {
    let leaf = block.leaves.first().filter(|leaf| matches!(leaf.kind, LeafKind::Heading | LeafKind::Paragraph))?;
    if !matches!(block.kind, BlockKind::Heading | BlockKind::Paragraph) {
        return None;
    }
    let line = block.text[leaf.range.clone()].lines().next().unwrap_or("");
    if line.len() > 80 {
        return None;
    }
    let lines = block.text[leaf.range.clone()].trim_end().lines().count();
    let within = block.kind == BlockKind::Paragraph && lines > 1;
    let name = fold(line.split(" {").next().unwrap_or(line));
    let name = name.trim_matches(|c: char| !c.is_alphabetic());
    let closed = LISTS.contains(&name);
    (closed || WIDER.contains(&name)).then(|| (closed, level(block), within))
}

/// A heading's level; of a line that stands for one, the lowest.
fn level(block: &Block) -> usize {
    let marks = block.text.trim_start().bytes().take_while(|&b| b == b'#').count();
    match (block.kind, marks) {
        (BlockKind::Heading, 0) => 1 + usize::from(block.text.trim_end().ends_with('-')),
        (BlockKind::Heading, marks) => marks,
        _ => 6,
    }
}

fn entries(blocks: &[Placed<'_>]) -> Vec<Listed> {
    let mut found: Vec<Listed> = Vec::new();
    for &(start, block) in blocks {
        for leaf in block.leaves.iter().filter(|leaf| leaf.kind != LeafKind::Heading) {
            for range in parts(block, leaf) {
                let text = seen(block, range.clone());
                let before = found.last().map(|listed| &listed.entry);
                if let Some(entry) = entry(&text, before) {
                    found.push(Listed { range: start + range.start..start + range.end, entry });
                }
            }
        }
    }
    found
}

/// The entries in a leaf: in a pasted draft each line is one; otherwise a line may be the rest of the one before.
fn parts(block: &Block, leaf: &Leaf) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut at = leaf.range.start;
    for line in block.text[leaf.range.clone()].split_inclusive('\n') {
        let range = at..at + line.trim_end().len();
        at += line.len();
        let opens = || entry(&seen(block, range.clone()), None).is_some_and(|entry| entry.years.len() < 4);
        match found.last_mut() {
            Some(last) if !opens() => last.end = range.end.max(last.end),
            _ => found.push(range),
        }
    }
    found
}

/// What a reader sees of a stretch, on one line.
pub(super) fn seen(block: &Block, range: Range<usize>) -> String {
    let visible: String =
        block.prose[range].chars().filter(|&c| c != char::from(HIDDEN) && c != char::from(OBJECT)).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn citing<'a>((start, block): Placed<'a>) -> impl Iterator<Item = Citing<'a>> {
    let leaves = block.leaves.iter().filter(|leaf| leaf.kind != LeafKind::Heading);
    leaves.flat_map(|leaf| cited(&block.prose, leaf.range.clone())).map(move |cited| {
        let linked = block.spans_in(cited.range.clone()).any(|span| match span.kind {
            SpanKind::Reference { defined, .. } => defined,
            SpanKind::Link { .. } | SpanKind::CitationKey { .. } | SpanKind::Html => true,
            _ => false,
        });
        Citing { block, start, cited, linked, by: Vec::new(), listed: false }
    })
}
