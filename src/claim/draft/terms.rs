//! What strictness and kind of document change in how claims are judged, beside the score.

use super::Strictness;
use crate::claim::Kind;

/// The fewest words of a quotation that are somebody's words, and no term or title.
pub const QUOTATION: usize = 5;

/// On what terms a draft is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// Whether a quotation that is a part of a sentence wants a speaker, or only one that is a sentence by itself.
    pub parts: bool,
    /// Whether a quotation wants a speaker at all.
    pub quotations: bool,
    /// Whether passives that hide a crowd are reported: `it is believed`.
    pub passives: bool,
    /// Whether hearsay is: `reportedly`.
    pub hearsay: bool,
    /// How many sentences before it in its paragraph a citation covers.
    pub back: usize,
    /// Whether what goes on from a covered sentence is covered with it.
    pub onward: bool,
    /// Whether a lead may leave the source of what it says to the article.
    pub lead: bool,
    /// Whether who only holds or wants something covers a sentence, as who says it does.
    pub stances: bool,
    /// Whether whatever follows a cited sentence in its paragraph is: a scholar cites a work once, and goes on to tell of it.
    pub told: bool,
}

/// The terms for a kind of document under a strictness.
pub fn terms(strictness: Strictness, kind: Kind) -> Terms {
    Terms {
        // Elsewhere than in news a stretch of a sentence in quotation marks is more often a term, a question or a thought.
        parts: matches!(kind, Kind::News | Kind::Reference),
        // What a review quotes are the words of the work.
        quotations: !matches!(kind, Kind::Review | Kind::Fiction),
        passives: !matches!(kind, Kind::Manual | Kind::Record) || strictness == Strictness::Strict,
        hearsay: strictness != Strictness::Relaxed,
        back: match strictness {
            Strictness::Relaxed => usize::MAX,
            Strictness::Standard => 2,
            Strictness::Strict => 0,
        },
        onward: strictness != Strictness::Strict,
        lead: strictness != Strictness::Strict,
        stances: strictness == Strictness::Relaxed,
        told: kind == Kind::Academic && strictness != Strictness::Strict,
    }
}
