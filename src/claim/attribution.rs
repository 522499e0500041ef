//! Who says it: the voices of one sentence, by reporting verbs and the frames around them.

mod frame;
mod hearsay;
mod subject;

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

/// The voices of a sentence, in order.
pub fn speeches(words: &Words<'_>) -> Vec<Speech> {
    let mut found = subject::speeches(words);
    found.extend(frame::speeches(words));
    found.extend(hearsay::speeches(words));
    found.sort_by_key(|speech| (speech.range.start, speech.range.end));
    found
}
