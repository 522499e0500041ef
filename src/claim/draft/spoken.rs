//! Quotations that nobody is named for.

use super::cover::Covers;
use super::{Claim, Coverage, Need, Part, QUOTATION as WORDS, Terms};
use crate::claim::{Facts, Quotation, Speech, Statement, Voice};
use std::ops::Range;

/// What it depends on who is said to say a quotation: the sentences over which it stands, whether it is opened and closed there.
type Told = (Range<usize>, bool, bool);

/// The quotations of the block `index`, each with what covers it.
pub fn claims(parts: &[Part<'_>], index: usize, covers: &Covers, terms: Terms) -> Vec<Claim> {
    let part = &parts[index];
    let statements = &part.facts.statements;
    let mut found = Vec::new();
    // What tells of one quotation tells of its neighbours over the same sentences, too.
    let mut known: Option<(Told, Option<Range<usize>>)> = None;
    for quotation in part.facts.quotations.iter().filter(|quotation| quotation.words >= WORDS) {
        let first = statements.partition_point(|statement| statement.range.end <= quotation.range.start);
        let last = statements.partition_point(|statement| statement.range.start < quotation.range.end);
        let Some(over) = statements.get(first..last).filter(|over| !over.is_empty()) else { continue };
        // `“No to the Bridge” (2008)` is a title.
        let bare = over.iter().map(|statement| statement.own_words).sum::<usize>() <= 2;
        let clear = quotation.sentence && bare || terms.parts;
        if quotation.followed_by_year || quotation.title || quotation.tangled || !clear {
            continue;
        }
        // In a cell, a note or a quoted block the place itself tells.
        if over.iter().any(|statement| statement.quiet == Some(crate::claim::Quiet::Place)) {
            continue;
        }
        let shift = |range: &Range<usize>| part.start + range.start..part.start + range.end;
        let cited = (first..last).find_map(|at| match covers.of(index, at) {
            Coverage::Sourced(range) => Some(range),
            _ => None,
        });
        let place: Told = (first..last, quotation.opened, quotation.closed);
        let said = match known.take().filter(|(other, _)| *other == place) {
            Some((_, said)) => said,
            None => said(parts, index, quotation, first..last).and_then(|(block, at)| speaker(&parts[block], at)),
        };
        known = Some((place, said.clone()));
        let coverage = match (cited, said) {
            (Some(range), _) => Coverage::Sourced(range),
            (None, Some(range)) => Coverage::Attributed(range),
            (None, None) => Coverage::Open,
        };
        let broken = (first..last).find_map(|at| covers.broken(index, at));
        found.push(Claim {
            block: index,
            range: shift(&quotation.range),
            need: Need::Speaker,
            words: shift(&quotation.range),
            reasons: Vec::new(),
            coverage,
            broken,
        });
    }
    found
}

/// Who speaks in a sentence, or the sentence, in bytes of the draft.
fn speaker(part: &Part<'_>, at: usize) -> Option<Range<usize>> {
    let statement = part.facts.statements.get(at)?;
    let speaker = statement.speeches.iter().find(|speech| speech.voice.attributes());
    let range = speaker.map_or(&statement.range, |speaker| &speaker.range);
    Some(part.start + range.start..part.start + range.end)
}

/// The sentence that tells whose words a quotation is, as block and index.
fn said(parts: &[Part<'_>], index: usize, quotation: &Quotation, over: Range<usize>) -> Option<(usize, usize)> {
    let statements = &parts[index].facts.statements;
    // In the same sentence somebody, or a word such as `slogan`, is enough.
    if let Some(at) = over.clone().find(|&at| tells(&statements[at])) {
        return Some((index, at));
    }
    let paragraph = statements[over.start].paragraph;
    let before = over.start.checked_sub(1).filter(|&at| statements[at].paragraph == paragraph);
    let alone = statements[over.clone()].iter().map(|statement| statement.own_words).sum::<usize>() <= 2;
    // A speech of several paragraphs may start behind a report of what its speaker said.
    let reported = |at: usize| !quotation.closed && speaks(&statements[at]);
    if let Some(at) = before.filter(|&at| reported(at) || introduces(&statements[at], parts[index].facts, alone)) {
        return Some((index, at));
    }
    // `“The fog came early. Nobody looked.” “Nobody,” she said.`: only what goes on with a quotation tells of the one before it.
    let after = statements.get(over.end).filter(|statement| statement.paragraph == paragraph);
    // `“Nobody looked.” Ms Vale agreed: “Nobody.”` tells of the second alone.
    let next = after.filter(|statement| statement.goes_on || opens_with_quotation(parts[index].facts, statement));
    if next.is_some_and(speaks) {
        return Some((index, over.end));
    }
    if !quotation.closed {
        // A speech that goes on may name its speaker in the next paragraph.
        let here = (over.end..(over.end + 2).min(statements.len())).map(|at| (index, at));
        let below = parts.get(index + 1).map_or(0, |part| part.facts.statements.len().min(2));
        let spoken = |(block, at): &(usize, usize)| !parts[*block].facts.statements[*at].speeches.is_empty();
        if let Some(found) = here.chain((0..below).map(|at| (index + 1, at))).find(spoken) {
            return Some(found);
        }
    }
    if let Some(found) = credited(parts, index, over.end) {
        return Some(found);
    }
    if before.is_none() {
        return from_before(parts, index, over.start, quotation, alone);
    }
    None
}

/// The line right behind a quotation that says whose it is: `— Mara Vale, pilot`.
fn credited(parts: &[Part<'_>], index: usize, next: usize) -> Option<(usize, usize)> {
    let here = parts[index].facts.statements.get(next).map(|line| (index, next, line));
    let line = here.or_else(|| Some((index + 1, 0, parts.get(index + 1)?.facts.statements.first()?)));
    line.filter(|(.., line)| line.credit).map(|(block, at, _)| (block, at))
}

/// Whether a sentence that holds a quotation tells whose words it is.
fn tells(statement: &Statement) -> bool {
    !statement.speeches.is_empty() || statement.own_words >= 2 && statement.person
}

/// Whether a reader is told who says something in it.
fn speaks(statement: &Statement) -> bool {
    statement.speeches.iter().any(|speech| speech.voice.attributes())
}

/// Whether a sentence leads up to the quotation behind it: it is somebody's quotation, which goes on, or it announces one. What somebody is
/// only reported to have said does not, nor a few words of it within the report, nor a quotation of nobody's: the next voice may be another's.
/// Before a quotation that stands `alone`, who is told of is who speaks: `Captain Vale was blunt. “Nobody looked.”`
fn introduces(statement: &Statement, facts: &Facts, alone: bool) -> bool {
    let held = quotations_of(facts, statement);
    let opens = opens_with_quotation(facts, statement);
    let closes = held.last().is_some_and(|last| last.words >= WORDS && last.range.end + 1 >= statement.range.end);
    // `“Where did you leave it?” “Under the stone.”` is a dialogue.
    let asks = statement.own_words <= 2 && held.last().is_some_and(|last| !last.sentence);
    let told = alone && held.is_empty() && statement.one && statement.speeches.is_empty();
    // What stands for a name to be filled in is reported there.
    let heard = statement.speeches.iter().any(is_heard) || statement.broken.is_some();
    heard && (opens || closes || is_direct(statement, held)) || statement.announces || asks || told
}

/// Whether somebody speaks, be it `one resident`: that nobody is named is said of that sentence, not again of what the same one goes on to say.
fn is_heard(speech: &Speech) -> bool {
    speech.voice.attributes() || speech.voice == Voice::Unnamed
}

/// Whether a speaker stands right behind a quotation in the sentence: `It was “the thing that saved us,” said the mayor.`
fn is_direct(statement: &Statement, held: &[Quotation]) -> bool {
    let speakers = statement.speeches.iter().filter(|speech| is_heard(speech));
    let behind = |start: usize| {
        let before = held.partition_point(|quotation| quotation.range.end <= start);
        before.checked_sub(1).and_then(|last| held.get(last)).is_some_and(|last| start - last.range.end <= 2)
    };
    speakers.map(|speech| speech.range.start).any(behind)
}

/// The quotations that have words in a sentence.
fn quotations_of<'a>(facts: &'a Facts, statement: &Statement) -> &'a [Quotation] {
    let first = facts.quotations.partition_point(|quotation| quotation.range.end <= statement.range.start);
    let last = facts.quotations.partition_point(|quotation| quotation.range.start < statement.range.end);
    facts.quotations.get(first..last).unwrap_or_default()
}

/// Whether a sentence starts in a quotation.
fn opens_with_quotation(facts: &Facts, statement: &Statement) -> bool {
    quotations_of(facts, statement).first().is_some_and(|first| first.range.start <= statement.range.start)
}

/// What tells in the paragraph before: a speech that goes on, or a colon.
fn from_before(
    parts: &[Part<'_>],
    index: usize,
    first: usize,
    quotation: &Quotation,
    alone: bool,
) -> Option<(usize, usize)> {
    let (block, at) = match first.checked_sub(1) {
        Some(at) => (index, at),
        None => {
            let block = index.checked_sub(1)?;
            (block, parts[block].facts.statements.len().checked_sub(1)?)
        }
    };
    let facts = parts[block].facts;
    let statement = &facts.statements[at];
    let last = quotations_of(facts, statement).last();
    let open = last.is_some_and(|last| !last.closed && last.range.end >= statement.range.end);
    let goes_on = introduces(statement, facts, alone) || open || !quotation.opened;
    goes_on.then_some((block, at))
}
