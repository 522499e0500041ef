//! From which score on a sentence is reported, by strictness and kind of document.

use crate::claim::{Kind, Quiet, Reason, Statement, Voice};
use std::ops::Range;

use super::{Need, terms};

/// How much is reported.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Strictness {
    /// Only what stands out.
    Relaxed,
    /// What a good copy editor asks.
    #[default]
    Standard,
    /// Whatever a fact-checker would look up.
    Strict,
}

/// The score from which on a sentence wants a source: of a figure, or of another statement.
pub fn threshold(strictness: Strictness, kind: Kind, figure: bool) -> i32 {
    let base = match strictness {
        Strictness::Relaxed => 8,
        Strictness::Standard => 5,
        Strictness::Strict => 3,
    };
    // A manual speaks of what its writers made, an essay of what its writer thinks, a scholar of results just shown.
    let kind = match (kind, figure) {
        (Kind::News | Kind::Reference, _) => 0,
        (Kind::Essay, true) | (Kind::Manual, true) => 1,
        (Kind::Essay, false) => 1,
        (Kind::Academic, _) => 1,
        // What a record counts, its writers counted.
        (Kind::Record, true) => 6,
        (Kind::Record, false) | (Kind::Review, true) => 1,
        (Kind::Manual, false) | (Kind::Review, false) => 3,
        // `claims_in` finds none in it.
        (Kind::Fiction, _) => i32::MAX / 2,
    };
    base + kind
}

impl Strictness {
    /// The word for it, in configuration.
    pub fn name(self) -> &'static str {
        match self {
            Self::Relaxed => "relaxed",
            Self::Standard => "standard",
            Self::Strict => "strict",
        }
    }
}

/// What a sentence wants, and the words that show it.
pub fn need(statement: &Statement, kind: Kind, strictness: Strictness) -> Option<(Need, Range<usize>)> {
    if let Some(words) = vague(statement, kind, strictness) {
        return Some((Need::Name, words));
    }
    let (figures, others): (Vec<&Reason>, Vec<&Reason>) =
        statement.reasons.iter().partition(|reason| reason.feature.is_figure() && reason.feature.name != "figure-rate");
    // Of equal ones the first: a reader meets it first.
    let heaviest =
        |reasons: &[&Reason]| reasons.iter().rev().max_by_key(|reason| reason.feature.weight).copied().cloned();
    let sum = |reasons: &mut dyn Iterator<Item = &&Reason>| reasons.map(|reason| reason.feature.weight).sum::<i32>();
    // Of an essay's figures, a part of something in the world is the least its writer's own.
    let plain = i32::from(kind == Kind::Essay && statement.reasons.iter().any(|it| it.feature.name == "figure-whole"));
    // Several figures are no better reason than the best of them.
    if let Some(figure) = heaviest(&figures)
        && figure.feature.weight + sum(&mut others.iter()) + plain >= threshold(strictness, kind, true)
    {
        return Some((Need::Figure, figure.range));
    }
    // What a law sets or an exchange records excuses a figure, nothing else.
    let excuses = |reason: &&&Reason| matches!(reason.feature.name, "set" | "market" | "figure-rate");
    let score = sum(&mut others.iter().filter(|reason| !excuses(reason)));
    let source = heaviest(&others).filter(|reason| reason.feature.weight > 2)?;
    (score >= threshold(strictness, kind, false)).then_some((Need::Source, source.range))
}

/// The words of a sentence that hide who says it.
fn vague(statement: &Statement, kind: Kind, strictness: Strictness) -> Option<Range<usize>> {
    if statement.exemplified {
        return None;
    }
    let terms = terms(strictness, kind);
    let loud = |voice: Voice| match voice {
        Voice::Unnamed => true,
        Voice::Passive => terms.passives,
        Voice::Hearsay => terms.hearsay,
        _ => false,
    };
    let found = statement.vague.as_ref().filter(|speech| loud(speech.voice))?;
    Some(found.range.clone())
}

/// Whether a sentence of which this holds wants nothing.
pub fn silences(quiet: Quiet, need: Need) -> bool {
    match need {
        Need::Name => !matches!(quiet, Quiet::Short | Quiet::Advice | Quiet::Future | Quiet::Definition),
        Need::Figure => !matches!(quiet, Quiet::Definition | Quiet::SelfReference | Quiet::Future),
        Need::Source | Need::Speaker => true,
    }
}
