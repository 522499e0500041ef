//! The claims of a draft: which sentences want a source, and what covers each.

mod cover;
mod lead;
mod score;
mod spoken;
mod terms;

pub use lead::end as lead_end;
pub use score::{Strictness, threshold};
pub use terms::{QUOTATION, Terms, terms};

use super::kind::{Guess, Kind, kind};
use super::{Facts, Quiet, Reason, Statement, Voice};
use std::ops::Range;

/// A block of a draft, and what it says.
#[derive(Clone, Copy, Debug)]
pub struct Part<'a> {
    /// Its byte offset in the draft.
    pub start: usize,
    /// What it says.
    pub facts: &'a Facts,
    /// Whether its paragraphs are items of a list.
    pub list: bool,
}

/// What the writer chose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// From which score on a sentence counts.
    pub strictness: Strictness,
    /// The kind of document, where the draft does not say.
    pub kind: Option<Kind>,
}

/// A sentence that says something a reader may want to check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Which block it stands in.
    pub block: usize,
    /// The sentence; a quotation's own range if it is one. In bytes of the draft.
    pub range: Range<usize>,
    /// What it wants.
    pub need: Need,
    /// The words that show it.
    pub words: Range<usize>,
    /// Its features, the weightiest first; none for a quotation.
    pub reasons: Vec<Reason>,
    /// What covers it.
    pub coverage: Coverage,
    /// The marker that stands where its citation should; while it does, only that is reported.
    pub broken: Option<Range<usize>>,
}

/// What a claim wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// A speaker for a quotation.
    Speaker,
    /// A name in place of a crowd, a passive or a rumour.
    Name,
    /// A source for a figure.
    Figure,
    /// A source for what it says.
    Source,
}

/// What covers a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Coverage {
    /// A citation, at this place.
    Sourced(Range<usize>),
    /// Somebody who is named, at this place.
    Attributed(Range<usize>),
    /// Nothing.
    Open,
    /// It needs none.
    Unneeded(Quiet),
}

/// The claims of a draft, and as what kind of document it was judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claims {
    /// In order.
    pub claims: Vec<Claim>,
    /// The kind, and why.
    pub kind: Guess,
}

/// The claims of a draft with these blocks. Drafts that are not English have none.
pub fn claims(parts: &[Part<'_>], options: Options) -> Claims {
    let kind = kind(parts.iter().map(|part| part.facts), options.kind);
    let traits = parts.iter().map(|part| part.facts.traits).sum::<super::Traits>();
    let claims = match traits.is_english() {
        true => claims_in(parts, 0..parts.len(), options.strictness, kind.kind, lead_end(parts.iter().copied())),
        false => Vec::new(),
    };
    Claims { claims, kind }
}

/// The claims of some of the blocks of an English draft of that kind, in order. `parts` hold their neighbours too, see [`reach`]; where
/// the draft's `lead` is among the blocks, all that comes after it.
pub fn claims_in(
    parts: &[Part<'_>],
    which: Range<usize>,
    strictness: Strictness,
    kind: Kind,
    lead: (usize, usize),
) -> Vec<Claim> {
    let mut claims = Vec::new();
    if kind == Kind::Fiction {
        return claims;
    }
    let terms = terms(strictness, kind);
    let cover = cover::Covers::new(parts, terms);
    for (index, part) in parts.iter().enumerate().take(which.end).skip(which.start) {
        // A block in another language inside an English draft.
        if part.facts.traits.words >= 12
            && !part.facts.traits.is_english()
            && part.facts.traits.function_words * 12 < part.facts.traits.words
        {
            continue;
        }
        if terms.quotations {
            claims.extend(spoken::claims(parts, index, &cover, terms));
        }
        for (at, statement) in part.facts.statements.iter().enumerate() {
            let next = part.facts.statements.get(at + 1).filter(|next| next.paragraph == statement.paragraph);
            let named_next = next.is_some_and(|next| names_one(statement, next));
            let found = claim(part, statement, cover.of(index, at), named_next, kind, strictness);
            let Some(mut claim) = found else { continue };
            if claim.coverage == Coverage::Open
                && matches!(claim.need, Need::Figure | Need::Source)
                && let Some(credit) = tabled(parts, index, at)
            {
                claim.coverage = Coverage::Attributed(credit);
            }
            // A lead may leave the source of what it says to the article.
            let open = claim.coverage == Coverage::Open && matches!(claim.need, Need::Figure | Need::Source);
            if open && terms.lead && (index, at) < lead {
                let further = lead::further(parts, &cover, lead, &statement.gist);
                claim.coverage = further.unwrap_or(Coverage::Open);
            }
            claims.push(Claim { block: index, broken: cover.broken(index, at), ..claim });
        }
    }
    claims.sort_by_key(|claim| (claim.range.start, claim.words.start));
    claims
}

/// The line of credit between a table and the paragraph right behind it, which tells what the table holds.
fn tabled(parts: &[Part<'_>], index: usize, at: usize) -> Option<Range<usize>> {
    let statements = &parts.get(index)?.facts.statements;
    let first = statements.first()?.paragraph == statements.get(at)?.paragraph;
    let line = parts.get(index.checked_sub(1)?)?;
    let table = parts.get(index.checked_sub(2)?)?.facts.table;
    let credit = line.facts.statements.first().filter(|credit| credit.credit && line.facts.statements.len() == 1)?;
    (first && table).then(|| line.start + credit.range.start..line.start + credit.range.end)
}

/// How far a change of some blocks of a draft reaches: the blocks whose claims may be others now, and those that must be known to tell
/// them. `part` gives the blocks as they are now, `count` in all.
pub fn reach<'a>(
    part: impl Fn(usize) -> Part<'a>,
    count: usize,
    changed: Range<usize>,
) -> (Range<usize>, Range<usize>) {
    // What announces a list covers its items, and so may what covers that, from list to list.
    let takes_over = |index: usize| {
        let announces = |before: usize| part(before).facts.statements.last().is_some_and(|last| last.announces);
        part(index).list && index.checked_sub(1).is_some_and(announces)
    };
    // A quotation looks for its speaker in the blocks before and behind, and a line of credit may cover the block before, or that behind
    // if the one before it is a table.
    let start = changed.start.saturating_sub(1);
    let mut end = (changed.end + 2).min(count);
    while end < count && takes_over(end) {
        end += 1;
    }
    let mut from = start;
    while from > 0 && takes_over(from) {
        from -= 1;
    }
    (start..end, from.saturating_sub(2)..(end + 1).min(count))
}

/// Whether the next sentence names one of the many: `Some pilots disagree. Captain Vale said …`
fn names_one(statement: &Statement, next: &Statement) -> bool {
    let many = statement.some && statement.vague.as_ref().is_some_and(|vague| vague.voice == Voice::Unnamed);
    many && next.speeches.iter().any(|speech| speech.voice == Voice::Named)
}

/// What one sentence claims, if anything.
fn claim(
    part: &Part<'_>,
    statement: &Statement,
    coverage: Coverage,
    named_next: bool,
    kind: Kind,
    strictness: Strictness,
) -> Option<Claim> {
    let shift = |range: &Range<usize>| part.start + range.start..part.start + range.end;
    let (need, words) = score::need(statement, kind, strictness)?;
    let mut reasons = statement.reasons.clone();
    reasons.sort_by_key(|reason| -reason.feature.weight);
    // Who is named in the same breath does not cover what a crowd is said to say, unless as one of it.
    let coverage = match coverage {
        Coverage::Attributed(range) if need == Need::Name => {
            let crowd = statement.vague.as_ref().is_some_and(|vague| vague.range.start == words.start);
            if crowd && !named_next { Coverage::Open } else { Coverage::Attributed(range) }
        }
        Coverage::Open if need == Need::Name && named_next => Coverage::Attributed(shift(&statement.range)),
        other => other,
    };
    let coverage = match statement.quiet {
        Some(quiet) if score::silences(quiet, need) => Coverage::Unneeded(quiet),
        _ => coverage,
    };
    Some(Claim {
        block: 0,
        range: shift(&statement.range),
        need,
        words: shift(&words),
        reasons,
        coverage,
        broken: None,
    })
}
