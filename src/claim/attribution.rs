//! Who says it: the voices of one sentence, by reporting verbs and the frames around them.

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

/// The first of a sentence's voices that only seems to say who, unless somebody named says that it is said: `she noted that experts
/// say`, `…, experts say, according to the mayor`.
pub fn vague(words: &Words<'_>, speeches: &[Speech]) -> Option<Speech> {
    speeches
        .iter()
        .find(|vague| {
            if !vague.voice.is_vague() {
                return false;
            }
            let at = |offset: usize| words.words.partition_point(|word| word.range.start < offset);
            let covered = speeches
                .iter()
                .filter(|speech| matches!(speech.voice, Voice::Named | Voice::Role | Voice::Own))
                .any(|speech| {
                    let before = speech.range.start < vague.range.start;
                    let joined = (at(speech.range.end) + 1..=at(vague.range.start)).all(|index| !words.parted(index));
                    let behind = speech.range.start >= vague.range.end
                        && (at(vague.range.end)..=at(speech.range.start))
                            .rev()
                            .take(6)
                            .any(|index| words.parted(index));
                    before && joined || behind
                });
            !covered
        })
        .cloned()
}

/// The voices of a sentence, in order.
pub fn speeches(words: &Words<'_>) -> Vec<Speech> {
    let mut found = subject::speeches(words);
    found.extend(frame::speeches(words));
    found.extend(hearsay::speeches(words));
    found.sort_by_key(|speech| (speech.range.start, speech.range.end));
    found
}
