//! The list that numbers point at: `[4] Title…` lines, `[4](address)`, or a numbered list under "References".

use crate::citation::typed_list::is_closed;
use crate::markdown::{Block, BlockKind, SpanKind};
use crate::rules::removal::opening;
use std::collections::BTreeMap;
use std::ops::Range;

/// What a draft lists by number.
#[derive(Debug, Default)]
pub struct List {
    /// By number: the address, if the entry is nothing else.
    entries: BTreeMap<u32, Option<String>>,
    /// Those under a title that says that all of them are cited, by number, with their places in the draft.
    closed: BTreeMap<u32, Range<usize>>,
    /// Whether numbers are labels of reference links.
    defines: bool,
}

/// What a list of sources is called, in lower case.
const HEADINGS: &[&str] = &[
    "reference",
    "source",
    "bibliograph",
    "works cited",
    "citation",
    "literature",
    "further reading",
    "resource",
    "footnote",
    "endnote",
    "notes",
    "links",
    "quellen",
    "literatur",
    "einzelnachweise",
    "belege",
    "r\u{e9}f\u{e9}rences",
    "bibliographie",
    "referencias",
    "fuentes",
    "bibliograf",
    "refer\u{ea}ncias",
    "fontes",
    "fonti",
    "riferimenti",
    "bronnen",
    "k\u{e4}llor",
    "\u{17a}r\u{f3}d\u{142}a",
    "\u{438}\u{441}\u{442}\u{43e}\u{447}\u{43d}\u{438}\u{43a}",
    "\u{43b}\u{438}\u{442}\u{435}\u{440}\u{430}\u{442}\u{443}\u{440}\u{430}",
    "\u{53c2}\u{8003}",
    "\u{51fa}\u{5178}",
    "\u{5f15}\u{7528}",
    "\u{6765}\u{6e90}",
    "\u{cc38}\u{ace0}",
    "\u{cd9c}\u{cc98}",
];

impl List {
    /// Reads the blocks of a draft.
    pub fn of<'a>(blocks: impl Iterator<Item = (usize, &'a Block)>) -> Self {
        let mut list = Self::default();
        let (mut under_sources, mut all_cited) = (false, false);
        for (start, block) in blocks {
            list.defines |= block.spans.iter().any(|span| match &span.kind {
                SpanKind::Definition { label, .. } => block.text[label.clone()].parse::<u32>().is_ok(),
                _ => false,
            });
            match block.kind {
                BlockKind::Heading => {
                    under_sources = names_sources(&block.text);
                    all_cited = is_closed(block);
                }
                BlockKind::Paragraph if block.text.len() < 80 && names_sources(&block.text) => {
                    under_sources = true;
                    all_cited = is_closed(block);
                }
                BlockKind::List if under_sources => list.numbered(&block.text),
                BlockKind::Code | BlockKind::FrontMatter => {}
                _ => list.lines(&block.text),
            }
            if all_cited && matches!(block.kind, BlockKind::List | BlockKind::Paragraph) {
                list.place(start, &block.text);
            }
        }
        list
    }

    /// Whether anything is read of a block: a title, a list, a line that starts with a number in brackets.
    pub fn reads(block: &Block) -> bool {
        let title = || block.text.len() < 80 || block.text.lines().any(|line| line.len() < 80 && names_sources(line));
        matches!(block.kind, BlockKind::Heading | BlockKind::List | BlockKind::Definitions)
            || block.spans.iter().any(|span| matches!(span.kind, SpanKind::Definition { .. }))
            || block.text.lines().any(|line| entry(line).is_some())
            || title()
    }

    /// Whether numbers are labels of reference links.
    pub fn defines(&self) -> bool {
        self.defines
    }

    /// Whether nothing is listed.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Whether there is an entry of that number.
    pub fn has(&self, number: u32) -> bool {
        self.entries.contains_key(&number)
    }

    /// The address that the entry of that number is, if it is no more.
    pub fn page(&self, number: u32) -> Option<&str> {
        self.entries.get(&number)?.as_deref()
    }

    /// The entries that should all be cited, by number, with their places in the draft; none unless they count up from 1.
    pub fn closed(&self) -> &BTreeMap<u32, Range<usize>> {
        &self.closed
    }

    /// Notes where entries stand: each from its number's line to the next.
    fn place(&mut self, start: usize, text: &str) {
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let next = self.closed.len() as u32 + 1;
            let range = start + at..start + at + line.trim_end().len();
            at += line.len();
            let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let listed = (1..4).contains(&digits) && line[digits..].starts_with(['.', ')']);
            let number = if listed { line[..digits].parse().ok() } else { entry(line).map(|(number, _)| number) };
            // Markdown counts on from the first number, whatever the others say.
            let repeats = listed && next > 1 && number == Some(1);
            match number {
                Some(number) if number == next || repeats => {
                    self.closed.insert(next, range.start + opening(line)..range.end);
                }
                _ => {
                    if let Some(mut last) = self.closed.last_entry().filter(|_| !line.trim().is_empty()) {
                        last.get_mut().end = range.end;
                    }
                }
            }
        }
    }

    /// Lines that start with a number in brackets.
    fn lines(&mut self, text: &str) {
        for (index, line) in text.lines().enumerate() {
            let Some((number, rest)) = entry(line) else {
                // A paragraph may break its line before `[4]`; one that does not start with a number, or say `Citations:`, is no list.
                if index == 0 && !(line.len() < 80 && names_sources(line)) {
                    return;
                }
                continue;
            };
            let rest = rest.trim_start_matches([':', '.', '*', ' ', '\t']).trim_end();
            // `[3](page)` and `[3] page` name a page; `[3]` alone ends a paragraph.
            let page = rest.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).unwrap_or(rest);
            if page.is_empty() {
                continue;
            }
            let bare = page.starts_with("http") && !page.contains(char::is_whitespace);
            self.entries.entry(number).or_insert_with(|| bare.then(|| page.to_owned()));
        }
    }

    /// A numbered list; Markdown counts on from its first number, whatever the others say.
    fn numbered(&mut self, text: &str) {
        let mut number = None;
        for line in text.lines() {
            let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            if digits == 0 || digits > 3 || !line[digits..].starts_with(['.', ')']) {
                continue;
            }
            let next = number.map_or_else(|| line[..digits].parse().unwrap_or(1), |n: u32| n + 1);
            number = Some(next);
            self.entries.entry(next).or_insert(None);
        }
        self.lines(text);
    }
}

/// The number in brackets that a line starts with, and what follows it.
fn entry(line: &str) -> Option<(u32, &str)> {
    let line = line[opening(line)..].trim_start_matches(['\\', '*']);
    let (number, rest) = line.strip_prefix('[')?.split_once(']')?;
    Some((number.trim_end_matches('\\').parse().ok()?, rest))
}

fn names_sources(text: &str) -> bool {
    let text = text.to_lowercase();
    let ascii = text.is_ascii();
    HEADINGS.iter().any(|name| (!ascii || name.is_ascii()) && text.contains(name))
}
