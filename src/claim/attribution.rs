//! Who says it: the voices of one sentence, by reporting verbs and the frames around them.

mod apposition;
mod crowd;
mod frame;
mod hearsay;
mod stance;
mod subject;

pub use stance::stance;

use super::words::Words;
use std::ops::Range;

/// Somebody who is said to say something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speech {
    /// What kind of speaker.
    pub voice: Voice,
    /// Speaker and verb, as a message may quote them; in bytes of the block.
    pub range: Range<usize>,
}

/// A kind of speaker. Ordered: the first attributes best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Voice {
    /// By name: a person, a body, a publication.
    Named,
    /// By an office or a word for somebody or something that the text has brought in: `the minister`, `the study`.
    Role,
    /// `she`; the paragraph tells who.
    Pronoun,
    /// The writer: `I`, `we`.
    Own,
    /// `experts`, `some critics`, `studies`.
    Unnamed,
    /// `it is believed`, `is widely seen as`.
    Passive,
    /// `reportedly`.
    Hearsay,
}

impl Voice {
    /// Whether a reader is told who says it.
    pub fn attributes(self) -> bool {
        matches!(self, Self::Named | Self::Role | Self::Pronoun)
    }

    /// Whether it only seems to say who.
    pub fn is_vague(self) -> bool {
        matches!(self, Self::Unnamed | Self::Passive | Self::Hearsay)
    }
}

/// How far before who is named a clause may start that tells who said all before it, in words: `…, according to the mayor`.
const CLOSING: usize = 5;

/// The first of a sentence's voices that only seems to say who, unless somebody named says that it is said: `she noted that experts
/// say`, `…, experts say, according to the mayor`. The voices are in order.
pub fn vague(words: &Words<'_>, speeches: &[Speech]) -> Option<Speech> {
    speeches.iter().find(|speech| speech.voice.is_vague())?;
    let explained = is_explained(words);
    let clauses: Vec<usize> = (0..words.len()).filter(|&index| words.parted(index)).collect();
    let clause = |index: usize| clauses.get(clauses.partition_point(|&start| start <= index).checked_sub(1)?).copied();
    let at = |offset: usize| words.words.partition_point(|word| word.range.start < offset);
    let named = || speeches.iter().filter(|speech| matches!(speech.voice, Voice::Named | Voice::Role | Voice::Own));
    let close = |speech: &Speech| {
        let index = at(speech.range.start);
        clause(index).filter(|start| start + CLOSING >= index)
    };
    let closing = named().filter_map(close).max();
    let mut before = named().peekable();
    let mut told: Option<usize> = None;
    for vague in speeches.iter().filter(|speech| speech.voice.is_vague()) {
        if explained && vague.voice == Voice::Unnamed {
            continue;
        }
        while let Some(speech) = before.next_if(|speech| speech.range.start < vague.range.start) {
            told = told.max(Some(at(speech.range.end)));
        }
        let joined = told.is_some_and(|end| clause(at(vague.range.start)).is_none_or(|start| start <= end));
        let behind = closing.is_some_and(|start| start >= at(vague.range.end));
        if !joined && !behind {
            return Some(vague.clone());
        }
    }
    None
}

/// Whether a reader is told why somebody has no name: `who asked not to be named for fear of the owner`.
fn is_explained(words: &Words<'_>) -> bool {
    const NAMED: &[&str] = &["named", "identified", "quoted"];
    (0..words.len()).any(|at| match words.text(at) {
        "anonymity" => !words.words[at].quoted,
        "not" => words.is(at + 1, &["to"]) && words.is(at + 2, &["be"]) && words.is(at + 3, NAMED),
        "declined" | "refused" => words.is(at + 1, &["to"]) && words.is(at + 2, &["be"]) && words.is(at + 3, NAMED),
        "authorized" | "authorised" => words.is(at.wrapping_sub(1), &["not"]) && words.is(at + 1, &["to"]),
        _ => false,
    })
}

/// The voices of a sentence, in order.
pub fn speeches(words: &Words<'_>) -> Vec<Speech> {
    let mut found = subject::speeches(words);
    found.extend(frame::speeches(words));
    found.extend(hearsay::speeches(words));
    found.sort_by_key(|speech| (speech.range.start, speech.range.end));
    found
}
