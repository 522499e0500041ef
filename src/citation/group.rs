//! Mentions that stand together for one citation, and what it takes to remove them and leave clean prose.

use super::filler;
use super::mention::{Mention, MentionKind};
use crate::markdown::{Block, SpanKind};
use crate::prose::{Sentence, words};
use crate::repair::{Edit, Stub};
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
    let scene = Scene { block, prose: &block.prose, sentence: sentence.range.clone(), mentions };
    if let Some(lead) = scene.whole() {
        return vec![scene.sentence_group(claim, lead, first)];
    }
    let mut found = Vec::new();
    let mut index = 0;
    let parentheses = scene.parentheses();
    let tail = scene.tail(&parentheses);
    while index < mentions.len() {
        let at = mentions[index].range.start;
        let (shape, range) = match (around(&parentheses, at), &tail) {
            (Some(range), _) => (Shape::Parentheses, range.clone()),
            (None, Some(tail)) if tail.contains(&at) => (Shape::Tail, tail.clone()),
            _ => (Shape::Inline, mentions[index].range.clone()),
        };
        let count = mentions[index..].iter().take_while(|m| m.range.start < range.end).count().max(1);
        let members = index..index + count;
        let stub = match shape {
            Shape::Inline => scene.stub(&members, None),
            _ => scene.stub(&members, Some(scene.removal(&range))),
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

    /// The words in `range` that are not part of a mention.
    fn others(&self, range: Range<usize>) -> impl Iterator<Item = Range<usize>> {
        words(self.prose, range).filter(|word| self.over(word).is_none())
    }

    fn word(&self, range: Range<usize>) -> &str {
        &self.prose[range]
    }

    /// Whether removing `range` removes nothing that works: no link, note or key.
    fn removable(&self, range: &Range<usize>) -> bool {
        self.block
            .spans_in(range.clone())
            .all(|span| matches!(span.kind, SpanKind::Comment | SpanKind::Reference { defined: false, .. }))
            && !self.prose[range.clone()].contains('\u{1}')
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
        let announced = self.prose[self.sentence.start..opening].trim_end_matches([' ', '(', '\0']).ends_with(':');
        // `Publication Sources for more on this story: …` drags a word of the page along.
        let stray = announced
            && strange <= 2
            && others.len() >= strange + 3
            && others.iter().all(|word| word.end <= opening || filler::talks(self.word(word.clone())));
        if strange > 0 && !stray {
            return None;
        }
        let lead = others.first().filter(|word| word.start < opening && others.len() > 1).map(|word| {
            let text = self.prose[word.start..opening].trim_end_matches([' ', '(', '\0']);
            word.start..word.start + text.len()
        });
        Some(lead)
    }

    fn sentence_group(&self, claim: Option<Claim<'_>>, lead: Option<Range<usize>>, first: usize) -> Group {
        let members = 0..self.mentions.len();
        let sources = self.sources(&members);
        let stub = match claim {
            Some(claim) => {
                let (before_stop, after_stop) = closing(self.prose, &claim.sentence.range);
                Stub { edits: vec![Edit::delete(claim.end..self.sentence.end)], before_stop, after_stop, sources }
            }
            None => {
                let at = self.sentence.end;
                Stub { edits: vec![Edit::delete(self.sentence.clone())], before_stop: at, after_stop: at, sources }
            }
        };
        let members = first..first + members.end;
        Group { shape: Shape::Sentence, members, range: self.sentence.clone(), lead, stub }
    }

    /// Parentheses that hold nothing but sources, or chips and a few words that came with them.
    fn parentheses(&self) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut open = None;
        for (index, byte) in self.prose.as_bytes()[self.sentence.clone()].iter().enumerate() {
            let at = self.sentence.start + index;
            match (byte, open) {
                (b'(' | b'[', _) => open = Some(at),
                (b')' | b']', Some(start)) => {
                    found.push(start..at + 1);
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
            start = mention.map_or(word.start, |m| m.range.start.min(word.start));
        }
        // `to` and `from` belong to the clause only as part of `according to`, or right before a site.
        let range = start..end;
        let hung = start < last.range.start
            || self.prose[..start].trim_end().ends_with([',', '\u{2013}', '\u{2014}', ';', ':']);
        let whole = start <= self.sentence.start;
        let few = self.inside(&range).len() <= MAX_MEMBERS;
        (hung && !whole && few && self.removable(&range)).then_some(range)
    }

    /// What goes with a group: the space before it, or the one after it at the sentence's start, and the comma that set it off.
    fn removal(&self, range: &Range<usize>) -> Range<usize> {
        let before = self.prose[..range.start].trim_end_matches([' ', '\u{a0}']);
        if range.start == self.sentence.start {
            let after = self.prose[range.end..self.sentence.end].trim_start_matches(' ');
            return range.start..self.sentence.end - after.len();
        }
        let ends = closing(self.prose, &self.sentence).0 == range.end;
        let before = if ends { before.trim_end_matches([',', ';', '\u{2013}', '\u{2014}', ':', ' ']) } else { before };
        before.len()..range.end
    }

    fn sources(&self, members: &Range<usize>) -> Vec<String> {
        let mut sources: Vec<String> = Vec::new();
        for mention in &self.mentions[members.clone()] {
            let source = match (mention.kind, super::spelling::near_outlet(mention.host.as_deref().unwrap_or(""))) {
                (MentionKind::Host, Some(outlet)) => outlet.host.to_owned(),
                _ => mention.display(self.block),
            };
            if !sources.contains(&source) {
                sources.push(source);
            }
        }
        sources
    }

    /// A citation for `members`, after what goes (if something does) or at the sentence's end.
    fn stub(&self, members: &Range<usize>, removal: Option<Range<usize>>) -> Stub {
        let sources = self.sources(members);
        let (before_stop, after_stop) = closing(self.prose, &self.sentence);
        let Some(removal) = removal else {
            return Stub { edits: Vec::new(), before_stop, after_stop, sources };
        };
        let rest = &self.prose[removal.end.min(before_stop)..before_stop];
        let at_end = rest.chars().all(|c| c.is_whitespace() || c == '\0');
        let (before_stop, after_stop) = if at_end {
            (before_stop.max(removal.end), after_stop.max(removal.end))
        } else {
            let comma = usize::from(self.prose[removal.end..].starts_with([',', ';', ':']));
            (removal.end, removal.end + comma)
        };
        Stub { edits: vec![Edit::delete(removal)], before_stop, after_stop, sources }
    }
}

/// Where a citation inside a sentence goes, and where a footnote mark does: before and after the closing punctuation.
pub fn closing(prose: &str, sentence: &Range<usize>) -> (usize, usize) {
    let text = &prose[sentence.clone()];
    let before = text.trim_end_matches(['.', '!', '?', '\u{2026}', '\u{3002}', '\u{ff01}', '\u{ff1f}', '\0']);
    // After a closing quotation mark or bracket both go behind it.
    let before = if before.len() == text.len() { text.trim_end_matches('\0').len() } else { before.len() };
    (sentence.start + before, sentence.end)
}
