//! A quotation that is not there, beside the words that come nearest, to show the difference.

use super::align::{Alignment, Step, align, weight};
use super::edges::widen;
use super::exact::is_whole;
use super::grave::is_grave;
use super::window::windows;
use super::{Change, Quotation, Source, Verdict};
use crate::evidence::even::Even;
use crate::evidence::fold::Folded;
use crate::evidence::token::Token;
use std::ops::Range;

/// A quotation of more tokens is aligned by its first ones.
const LONGEST: usize = 1500;
/// How many tokens an ellipsis may leave out here.
const GAP: usize = 140;
/// How many all of them may.
const GAPS: usize = 1200;
/// So many words must agree.
const FEWEST: usize = 3;

/// The nearest passage, if any is near at all.
pub fn find(quotation: &Quotation, source: &Source) -> Option<Verdict> {
    let mut wrote = quotation.tokens();
    wrote.truncate(LONGEST);
    let gaps = gaps(quotation, &wrote);
    let slack = (GAP * gaps.iter().filter(|&&gap| gap).count()).min(GAPS);
    let tried = windows(&wrote, slack, source);
    // Another spelling is no change.
    let respelt = Even::tokens(&quotation.folded.text, &wrote);
    let all = tried.into_iter().filter_map(|window| {
        let within = Even::tokens(&source.folded.text, source.tokens.get(window.clone())?);
        align(&respelt, &gaps, &within, window.start)
    });
    let mut best = all.min_by_key(|found| found.cost).filter(|found| is_near(found, quotation, &wrote, source))?;
    widen(&mut best.steps, &respelt, &source.tokens);
    let at = place(&best, source)?;
    let sides = Sides { quotation, source, wrote: &wrote };
    let mut changes = sides.changes(&best);
    changes.splice(0..0, prefix(&best, source));
    changes.extend(percent(&best, &quotation.folded, &wrote, source));
    if changes.is_empty() && quotation.pieces.len() == 1 {
        // Only white space differs.
        return Some(Verdict::Found(at));
    }
    let grave = changes.iter().any(|change| change.grave);
    Some(Verdict::Near { at, changes, grave })
}

/// Before which tokens something is left out.
fn gaps(quotation: &Quotation, wrote: &[Token]) -> Vec<bool> {
    let mut gaps = vec![false; wrote.len()];
    for piece in quotation.pieces.iter().skip(1) {
        let index = wrote.partition_point(|token| (token.start as usize) < piece.range.start);
        if let Some(gap) = gaps.get_mut(index) {
            *gap = true;
        }
    }
    gaps
}

/// What of the source's first word the quotation leaves out: `non-` of `non-violent`.
fn prefix(found: &Alignment, source: &Source) -> Option<Change> {
    let Some(Step::Both(_, first)) = found.steps.first() else { return None };
    let token = source.tokens.get(*first)?;
    let before = source.tokens.get(first.checked_sub(2)?)?;
    let whole = is_whole(&source.folded.text, token.range(), false);
    let cut = before.start as usize..token.start as usize;
    (!whole && source.folded.text[cut.clone()].ends_with('-')).then(|| Change {
        wrote: 0..0,
        source: source.folded.source(cut),
        grave: true,
        marks: false,
    })
}

/// The percent sign behind the source's last number, which the quotation leaves out.
fn percent(found: &Alignment, wrote: &Folded, tokens: &[Token], source: &Source) -> Option<Change> {
    let Some(Step::Both(one, last)) = found.steps.last() else { return None };
    let (one, token, next) = (tokens.get(*one)?, source.tokens.get(*last)?, source.tokens.get(last + 1)?);
    let text = &source.folded.text;
    let sign = &text[next.range()] == "%" && text[token.range()].ends_with(|c: char| c.is_ascii_digit());
    let end = wrote.source(one.range()).end;
    (sign && one.end as usize == wrote.text.len()).then(|| Change {
        wrote: end..end,
        source: source.folded.source(next.range()),
        grave: true,
        marks: false,
    })
}

/// Whether three in five words agree and little has to be done about the rest.
fn is_near(found: &Alignment, quotation: &Quotation, wrote: &[Token], source: &Source) -> bool {
    let whole: u32 = wrote.iter().map(weight).sum();
    let words = wrote.iter().filter(|token| token.word).count();
    let same = found
        .steps
        .iter()
        .filter(|step| agrees(step, quotation, wrote, source).is_some_and(|token| token.word))
        .count();
    found.cost * 5 <= whole * 2 && same >= FEWEST && same * 5 >= words * 3
}

/// The token on which a step agrees.
fn agrees<'a>(step: &Step, quotation: &Quotation, wrote: &'a [Token], source: &Source) -> Option<&'a Token> {
    let Step::Both(one, other) = step else { return None };
    let (one, other) = (wrote.get(*one)?, source.tokens.get(*other)?);
    let same = || Even::same(&quotation.folded.text[one.range()], &source.folded.text[other.range()]);
    (one.hash == other.hash || same()).then_some(one)
}

fn place(found: &Alignment, source: &Source) -> Option<Range<usize>> {
    let mut indices = found.steps.iter().filter_map(|step| match step {
        Step::Both(_, at) => Some(*at),
        _ => None,
    });
    let first = indices.next()?;
    let last = indices.next_back().unwrap_or(first);
    Some(source.folded.source(source.tokens[first].start as usize..source.tokens[last].end as usize))
}

struct Sides<'a> {
    quotation: &'a Quotation,
    source: &'a Source,
    wrote: &'a [Token],
}

impl Sides<'_> {
    /// Neighbouring steps on which the two do not agree, put together.
    fn changes(&self, found: &Alignment) -> Vec<Change> {
        let mut changes = Vec::new();
        let mut open: Vec<Step> = Vec::new();
        let mut before = None;
        for step in &found.steps {
            if matches!(step, Step::Left(_)) || agrees(step, self.quotation, self.wrote, self.source).is_some() {
                changes.extend(self.change(&open, before));
                open.clear();
                before = Some(*step);
            } else {
                open.push(*step);
            }
        }
        changes.extend(self.change(&open, before));
        changes
    }

    /// `before`: the step after which they part.
    fn change(&self, steps: &[Step], before: Option<Step>) -> Option<Change> {
        let last = steps.last()?;
        let wrote = steps.iter().filter_map(|step| match step {
            Step::Both(at, _) | Step::Wrote(at) => self.wrote.get(*at),
            _ => None,
        });
        let has = steps.iter().filter_map(|step| match step {
            Step::Both(_, at) | Step::Source(at) => self.source.tokens.get(*at),
            _ => None,
        });
        let (wrote, has): (Vec<&Token>, Vec<&Token>) = (wrote.collect(), has.collect());
        let ends = [before.as_ref(), Some(last)];
        let words = |tokens: &[&Token]| tokens.iter().any(|token| token.word);
        if is_respelt(&wrote, &self.quotation.folded.text, &has, &self.source.folded.text) {
            return None;
        }
        Some(Change {
            wrote: span(&wrote, &self.quotation.folded).unwrap_or_else(|| self.edge(ends, true)),
            source: span(&has, &self.source.folded).unwrap_or_else(|| self.edge(ends, false)),
            grave: is_grave(&texts(&wrote, &self.quotation.folded.text), &texts(&has, &self.source.folded.text)),
            marks: !words(&wrote) && !words(&has),
        })
    }

    /// The empty range between two words of one side, after the last step that it takes part in.
    fn edge(&self, steps: [Option<&Step>; 2], quotation: bool) -> Range<usize> {
        let folded = if quotation { &self.quotation.folded } else { &self.source.folded };
        let token = steps.into_iter().flatten().rev().find_map(|step| match (step, quotation) {
            (Step::Both(at, _) | Step::Wrote(at), true) => self.wrote.get(*at),
            (Step::Both(_, at) | Step::Source(at) | Step::Left(at), false) => self.source.tokens.get(*at),
            _ => None,
        });
        let end = token.map_or(0, |token| folded.source(token.range()).end);
        end..end
    }
}

fn span(tokens: &[&Token], folded: &Folded) -> Option<Range<usize>> {
    let (first, last) = (tokens.first()?, tokens.last()?);
    Some(folded.source(first.start as usize..last.end as usize))
}

/// Whether the same words stand on both sides, in another spelling.
fn is_respelt(wrote: &[&Token], quotation: &str, has: &[&Token], source: &str) -> bool {
    let text = |tokens: &[&Token], folded: &str| -> Option<String> {
        let whole = tokens.first()?.start as usize..tokens.last()?.end as usize;
        Some(folded.get(whole)?.to_owned())
    };
    text(wrote, quotation).zip(text(has, source)).is_some_and(|(one, other)| Even::same(&one, &other))
}

fn texts<'a>(tokens: &[&Token], folded: &'a str) -> Vec<&'a str> {
    tokens.iter().map(|token| &folded[token.range()]).collect()
}
