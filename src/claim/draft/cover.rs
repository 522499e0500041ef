//! Which citation or speaker covers which sentence.

use super::{Coverage, Part, Terms};
use crate::claim::{Facts, Quiet, Speech, Statement, Voice};
use std::ops::Range;

/// What covers each sentence of a draft, by block and sentence.
pub struct Covers {
    covers: Vec<Vec<Cover>>,
}

#[derive(Clone, Debug, Default)]
struct Cover {
    cited: Option<Range<usize>>,
    said: Option<Range<usize>>,
    /// A marker that would be a citation if it worked.
    broken: Option<Range<usize>>,
}

impl Covers {
    /// Reads the blocks of a draft.
    pub fn new(parts: &[Part<'_>], terms: Terms) -> Self {
        let mut covers: Vec<Vec<Cover>> = Vec::with_capacity(parts.len());
        for (index, part) in parts.iter().enumerate() {
            let mut found = own(part, terms);
            let statements = &part.facts.statements;
            let mut first = 0;
            while first < statements.len() {
                let paragraph = statements[first].paragraph;
                let last = first + statements[first..].iter().take_while(|s| s.paragraph == paragraph).count();
                spread(&statements[first..last], &mut found[first..last], terms);
                first = last;
            }
            let before = index.checked_sub(1).and_then(|before| Some((parts[before].facts, covers.get_mut(before)?)));
            credit(part, &mut found, before);
            // What announces a list covers its items.
            let before = index
                .checked_sub(1)
                .and_then(|before| Some((parts[before].facts.statements.last()?, covers[before].last()?)));
            if let Some((_, cover)) = before.filter(|(lead, _)| part.list && lead.announces) {
                for own in &mut found {
                    own.cited = own.cited.take().or_else(|| cover.cited.clone());
                    own.said = own.said.take().or_else(|| cover.said.clone());
                }
            }
            covers.push(found);
        }
        Self { covers }
    }

    /// The marker that stands where a citation of the sentence `at` of the block `index` should.
    pub fn broken(&self, index: usize, at: usize) -> Option<Range<usize>> {
        self.covers.get(index)?.get(at)?.broken.clone()
    }

    /// What covers the sentence `at` of the block `index`.
    pub fn of(&self, index: usize, at: usize) -> Coverage {
        match self.covers.get(index).and_then(|covers| covers.get(at)) {
            Some(Cover { cited: Some(range), .. }) => Coverage::Sourced(range.clone()),
            Some(Cover { said: Some(range), .. }) => Coverage::Attributed(range.clone()),
            _ => Coverage::Open,
        }
    }
}

/// What each sentence carries itself. A pronoun stands for who is last named in its paragraph.
fn own(part: &Part<'_>, terms: Terms) -> Vec<Cover> {
    let shift = |range: &Range<usize>| part.start + range.start..part.start + range.end;
    let mut named: Option<(usize, Range<usize>)> = None;
    let statement = |statement: &Statement| {
        let speaker = speaker(statement, terms);
        let mut said = speaker.map(|speech| shift(&speech.range));
        match speaker.map(|speech| speech.voice) {
            Some(Voice::Named) => named = said.clone().map(|range| (statement.paragraph, range)),
            Some(Voice::Pronoun) => {
                let here = named.as_ref().filter(|(paragraph, _)| *paragraph == statement.paragraph);
                said = here.map(|(_, range)| range.clone()).or(said);
            }
            _ => {}
        }
        Cover { cited: statement.cited.as_ref().map(shift), said, broken: statement.broken.as_ref().map(shift) }
    };
    part.facts.statements.iter().map(statement).collect()
}

/// Lets a line such as `Source: Harbour Office` cover the paragraph that it closes, or that stands before it.
fn credit(part: &Part<'_>, own: &mut [Cover], mut before: Option<(&Facts, &mut Vec<Cover>)>) {
    let statements = &part.facts.statements;
    for (at, line) in statements.iter().enumerate().filter(|(_, statement)| statement.credit) {
        let range = part.start + line.range.start..part.start + line.range.end;
        match at.checked_sub(1) {
            Some(last) => cover(&statements[..=last], &mut own[..=last], &range),
            None => {
                if let Some((facts, covers)) = &mut before {
                    cover(&facts.statements, covers, &range);
                }
            }
        }
    }
}

/// Covers the last paragraph, up to another such line.
fn cover(statements: &[Statement], covers: &mut [Cover], range: &Range<usize>) {
    let Some(paragraph) = statements.last().map(|last| last.paragraph) else { return };
    let rest = statements.iter().zip(covers).rev();
    for (_, cover) in rest.take_while(|(statement, _)| statement.paragraph == paragraph && !statement.credit) {
        cover.said.get_or_insert_with(|| range.clone());
    }
}

/// The speaker that covers a sentence best. Where the terms say so, who hopes or rejects something is enough.
fn speaker(statement: &Statement, terms: Terms) -> Option<&Speech> {
    statement
        .speeches
        .iter()
        .chain(statement.stance.as_ref().filter(|_| terms.stances))
        .filter(|speech| speech.voice.attributes() || speech.voice == Voice::Own)
        .min_by_key(|speech| speech.voice)
}

/// Spreads over one paragraph what covers more than its own sentence.
fn spread(statements: &[Statement], covers: &mut [Cover], terms: Terms) {
    // A citation that closes the paragraph covers all of it, another the few sentences before it.
    let closing = covers.last().and_then(|cover| cover.cited.clone());
    let marker =
        statements.last().filter(|last| last.broken_off).and(covers.last()).and_then(|cover| cover.broken.clone());
    let mut next: Option<(usize, Range<usize>)> = None;
    for index in (0..covers.len()).rev() {
        // `… instead. Time.com.`
        let bare = statements.get(index + 1).is_some_and(|next| next.quiet == Some(Quiet::Short) && next.broken_off);
        let behind = covers.get(index + 1).filter(|_| bare).and_then(|next| next.broken.clone());
        covers[index].broken = covers[index].broken.take().or_else(|| marker.clone()).or(behind);
        if let Some(cited) = &covers[index].cited {
            next = Some((index, cited.clone()));
        } else if let Some(closing) = &closing {
            covers[index].cited = Some(closing.clone());
        } else if let Some((_, cited)) = next.as_ref().filter(|(at, _)| at - index <= terms.back) {
            covers[index].cited = Some(cited.clone());
        }
    }
    // What goes on from a covered sentence is covered with it, and so is one figure behind another.
    if terms.onward {
        let figure = |statement: &Statement| {
            statement.reasons.iter().any(|reason| reason.feature.is_figure() && reason.feature.weight > 2)
        };
        let alone = covers.to_vec();
        for index in 1..covers.len() {
            let told = terms.told && covers[index - 1].cited.is_some();
            let counted = figure(&statements[index]) && figure(&statements[index - 1]);
            let before = match told || statements[index].goes_on {
                true => covers[index - 1].clone(),
                false => alone[index - 1].clone(),
            };
            if told || statements[index].goes_on || counted {
                let own = &mut covers[index];
                own.cited = own.cited.take().or(before.cited);
                // Who says a thing is not who says whatever else may be said of it.
                let more = !statements[index].goes_on_with_it || told || counted;
                own.said = own.said.take().or(before.said.filter(|_| more));
            }
        }
    }
}
