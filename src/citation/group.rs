//! Mentions that stand together for one citation, and what it takes to remove them and leave clean prose.

mod repair;

pub use repair::closing;

use super::filler;
use super::mention::{Mention, MentionKind};
use crate::markdown::{Block, SpanKind};
use crate::prose::{Sentence, words};
use crate::repair::Stub;
use std::ops::Range;

/// Mentions that one edit repairs together.
#[derive(Clone, Debug)]
pub struct Group {
    /// How they stand in the sentence.
    pub shape: Shape,
    /// Which mentions, as indices into the block's.
    pub members: Range<usize>,
    /// All that the group takes up, parentheses and joining words included.
    pub range: Range<usize>,
    /// Words that only announce sources: `Sources for more on this story:`.
    pub lead: Option<Range<usize>>,
    /// The repair: the group goes, a citation with a placeholder comes.
    pub stub: Stub,
}

/// How a group stands in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// `… (reuters.com and time.com)`
    Parentheses,
    /// A sentence that is nothing but sources: `Time.com.`
    Sentence,
    /// The sentence's last clause: `…, either time.com or wsj.com.`
    Tail,
    /// A mention that is part of what the sentence says: `told Sky News that`.
    Inline,
}

/// The most mentions that one citation has. A longer list is a list of sites, whatever stands around it.
const MAX_MEMBERS: usize = 24;

/// Words of another kind that a list of chips in parentheses may drag along: `(wsj.com + 1 for Timezone differences)`.
const STRAY_WORDS: usize = 3;

/// The sentence that a following sentence of bare sources would support.
#[derive(Clone, Copy, Debug)]
pub struct Claim<'a> {
    /// The sentence, in the same paragraph.
    pub sentence: &'a Sentence,
    /// Where what stands before the bare sources ends: the claim, or other bare sources behind it.
    pub end: usize,
}

/// Groups the mentions of a sentence; `first` is the index of the first mention.
pub fn groups(
    block: &Block,
    sentence: &Sentence,
    claim: Option<Claim<'_>>,
    mentions: &[Mention],
    first: usize,
) -> Vec<Group> {
    let scene = Scene { block, prose: &block.prose, sentence: sentence.range.clone(), mentions, claim };
    if let Some(lead) = scene.whole() {
        return vec![scene.sentence_group(lead, first)];
    }
    let parentheses = scene.parentheses();
    let tail = scene.tail(&parentheses);
    let mut found = Vec::new();
    let mut index = 0;
    while index < mentions.len() {
        let at = mentions[index].range.start;
        let (shape, range) = match (around(&parentheses, at), &tail) {
            (Some(range), _) => (Shape::Parentheses, range.clone()),
            (None, Some(tail)) if tail.contains(&at) => (Shape::Tail, tail.clone()),
            _ if index == 0 => (Shape::Inline, scene.opening_chips()),
            _ => (Shape::Inline, mentions[index].range.clone()),
        };
        let count = mentions[index..].iter().take_while(|m| m.range.start < range.end).count().max(1);
        let members = index..index + count;
        let stub = match shape {
            Shape::Inline => scene.inline_stub(&members, &range),
            _ => scene.stub(&members, &range, &parentheses),
        };
        found.push(Group { shape, members: first + members.start..first + members.end, range, lead: None, stub });
        index += count;
    }
    found
}

/// The range of `ranges`, which are disjoint and in order, that holds `at`.
fn around(ranges: &[Range<usize>], at: usize) -> Option<&Range<usize>> {
    let next = ranges.partition_point(|range| range.end <= at);
    ranges.get(next).filter(|range| range.start <= at)
}

struct Scene<'a> {
    block: &'a Block,
    prose: &'a str,
    sentence: Range<usize>,
    mentions: &'a [Mention],
    claim: Option<Claim<'a>>,
}

impl Scene<'_> {
    /// The mentions that lie in `range`.
    fn inside(&self, range: &Range<usize>) -> &[Mention] {
        let first = self.mentions.partition_point(|m| m.range.start < range.start);
        let last = self.mentions.partition_point(|m| m.range.end <= range.end);
        self.mentions.get(first..last).unwrap_or(&[])
    }

    /// The mention that holds some of `range`.
    fn over(&self, range: &Range<usize>) -> Option<&Mention> {
        let next = self.mentions.partition_point(|m| m.range.end <= range.start);
        self.mentions.get(next).filter(|m| m.range.start < range.end)
    }

    /// The words in `range`, and what of them is not part of a mention: in scripts without spaces a host stands in the middle of a word.
    fn others(&self, range: Range<usize>) -> impl Iterator<Item = Range<usize>> {
        let outside = |word: Range<usize>| match self.over(&word) {
            None => [word, 0..0],
            Some(mention) => {
                [word.start..mention.range.start.max(word.start), mention.range.end.min(word.end)..word.end]
            }
        };
        let wordy = |word: &Range<usize>| self.prose[word.clone()].contains(char::is_alphanumeric);
        words(self.prose, range).flat_map(outside).filter(wordy)
    }

    fn word(&self, range: Range<usize>) -> &str {
        &self.prose[range]
    }

    /// Whether removing `range` removes nothing that works: no link, note or key.
    fn removable(&self, range: &Range<usize>) -> bool {
        self.block
            .spans_in(range.clone())
            .all(|span| matches!(
                span.kind,
                SpanKind::Comment | SpanKind::FootnoteDefinition { .. } | SpanKind::Reference { defined: false, .. }
            ))
            // Half of an emphasis, and what is no word at all, must stay.
            && !self.prose[range.clone()].contains(['\0', '\u{1}'])
    }

    /// Whether a mention is debris by itself, not just a name.
    fn is_debris(mention: &Mention) -> bool {
        mention.counter.is_some() || matches!(mention.kind, MentionKind::Host | MentionKind::Spaced)
    }

    /// If the sentence is nothing but sources and talk about them: the talk that announces them, if any.
    fn whole(&self) -> Option<Option<Range<usize>>> {
        let few = self.mentions.len() <= MAX_MEMBERS;
        if !few || !self.mentions.iter().any(Self::is_debris) || !self.removable(&self.sentence) {
            return None;
        }
        let others: Vec<Range<usize>> = self.others(self.sentence.clone()).collect();
        let strange = others.iter().filter(|word| !filler::talks(self.word((*word).clone()))).count();
        let opening = self.mentions[0].range.start;
        // With no claim to stand behind, parentheses are replaced like others.
        if self.claim.is_none() && self.prose[self.sentence.start..opening].contains(['(', '[', '\u{ff08}']) {
            return None;
        }
        let before = self.prose[self.sentence.start..opening].trim_end_matches([' ', '(', '\u{ff08}']);
        let announced = before.ends_with([':', '\u{ff1a}']);
        // `Publication Sources for more on this story: …` drags a word of the page along.
        let stray = announced
            && strange <= 2
            && others.len() >= strange + 3
            && others.iter().all(|word| word.end <= opening || filler::talks(self.word(word.clone())));
        if strange > 0 && !stray || !announced && !self.announces(&others) {
            return None;
        }
        let lead = others
            .first()
            .filter(|word| word.start < opening && others.len() > 1)
            .map(|word| word.start..self.sentence.start + before.len());
        Some(lead)
    }

    /// Whether words that only talk do announce sources. `See it (reuters.com)` and `They are (time.com)` say something themselves.
    fn announces(&self, others: &[Range<usize>]) -> bool {
        let outside = |word: &&Range<usize>| {
            let before = &self.prose[self.sentence.start..word.start];
            let open = before.matches(['(', '[', '\u{ff08}']).count();
            open == before.matches([')', ']', '\u{ff09}']).count()
        };
        let outside: Vec<String> =
            others.iter().filter(outside).map(|word| self.word(word.clone()).to_lowercase()).collect();
        let said = |word: &str| outside.iter().any(|other| other == word);
        let first = outside.first().map_or("", String::as_str);
        let opens = matches!(
            first,
            "for"
                | "read"
                | "source"
                | "sources"
                | "click"
                | "please"
                | "see"
                | "more"
                | "via"
                | "find"
                | "visit"
                | "also"
                | "credit"
                | "by"
                | "from"
                | "quelle"
                | "quellen"
                | "reported"
                | "reporting"
        );
        let joined = outside.iter().all(|word| filler::joins(word));
        let all_outside = self
            .mentions
            .iter()
            .any(|m| !self.prose[self.sentence.start..m.range.start].contains(['(', '[', '\u{ff08}']));
        outside.is_empty() || joined || opens && (all_outside || said("here") || said("more"))
    }

    /// The chips that open the sentence: they belong to the one before it. The first mention alone, if it does not.
    fn opening_chips(&self) -> Range<usize> {
        let first = &self.mentions[0].range;
        let mut end = first.end;
        if first.start == self.sentence.start && self.mentions[0].counter.is_some() {
            for chip in self.mentions[1..].iter().take(MAX_MEMBERS).take_while(|m| m.counter.is_some()) {
                if self.prose[end..chip.range.start].chars().any(|c| c.is_alphanumeric() || c == '\0') {
                    break;
                }
                end = chip.range.end;
            }
        }
        first.start..end
    }

    /// Parentheses that hold nothing but sources, or chips and a few words that came with them.
    fn parentheses(&self) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut open = None;
        for (index, c) in self.prose[self.sentence.clone()].char_indices() {
            let at = self.sentence.start + index;
            match (c, open) {
                ('(' | '[' | '\u{ff08}' | '\u{ff3b}', _) => open = Some(at),
                (')' | ']' | '\u{ff09}' | '\u{ff3d}', Some(start)) => {
                    found.push(start..at + c.len_utf8());
                    open = None;
                }
                _ => {}
            }
        }
        found.retain(|range| self.is_list_of_sources(range));
        found
    }

    fn is_list_of_sources(&self, range: &Range<usize>) -> bool {
        let members = self.inside(range);
        let Some(first) = members.first().filter(|_| members.len() <= MAX_MEMBERS) else { return false };
        let sure = members.iter().any(|m| Self::is_debris(m) || m.kind == MentionKind::Name);
        let debris = members.iter().any(Self::is_debris);
        let others: Vec<Range<usize>> = self.others(range.clone()).collect();
        let strange = others.iter().filter(|word| !filler::talks(self.word((*word).clone()))).count();
        let joined = others.iter().all(|word| filler::joins(self.word(word.clone())));
        let chip_first = first.counter.is_some() && others.first().is_none_or(|word| word.start > first.range.start);
        sure && self.removable(range) && (joined || debris && strange == 0 || chip_first && strange <= STRAY_WORDS)
    }

    /// The sentence's last clause, if it is nothing but sites: from the first word that belongs to it to before the full stop.
    fn tail(&self, parentheses: &[Range<usize>]) -> Option<Range<usize>> {
        let (end, _) = closing(self.prose, &self.sentence);
        let outside = |range: &Range<usize>| around(parentheses, range.start).is_none();
        let last = self.mentions.iter().rev().find(|m| Self::is_debris(m) && outside(&m.range) && m.link.is_none())?;
        let after: Vec<&str> = self.others(last.range.end..end).map(|word| self.word(word)).collect();
        if !after.is_empty() && after != ["for", "that", "matter"] && !after.iter().all(|word| filler::joins(word)) {
            return None;
        }
        let before: Vec<Range<usize>> = words(self.prose, self.sentence.start..last.range.start).collect();
        let mut start = last.range.start;
        for word in before.iter().rev() {
            let mention = self.over(word);
            let belongs = match mention {
                Some(mention) => mention.link.is_none() && outside(&mention.range),
                None => filler::hangs(self.word(word.clone())) && outside(word),
            };
            if !belongs {
                break;
            }
            start = mention.map_or(word.start, |m| m.range.start);
            // A missing space glued the mention to a word of the sentence.
            if start > word.start {
                break;
            }
        }
        // `to` and `from` belong to the clause only as part of `according to`, or right before a site.
        let range = start..end;
        let hung = start < last.range.start
            || self.prose[..start].trim_end().ends_with([',', '\u{2013}', '\u{2014}', ';', ':']);
        let whole = start <= self.sentence.start;
        // `(Photo: reuters.com)`: the clause must not take half of a pair of brackets.
        let half = self.prose[range.clone()].contains(['(', ')', '[', ']', '\u{ff08}', '\u{ff09}']);
        let few = self.inside(&range).len() <= MAX_MEMBERS;
        (hung && !whole && !half && few && self.removable(&range)).then_some(range)
    }
}
