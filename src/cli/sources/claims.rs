//! The claims of drafts, each with what covers it: the fact-checker's sheet.

mod json;
mod table;

pub use json::object;
pub use table::table;

use super::table::whose;
use crate::bibliography::Work;
use crate::check::{Draft, Faults};
use crate::citation::Metadata;
use crate::citation::source::{Source, Sources, entry_of, key, work};
use crate::claim::score::Worth;
use crate::claim::{Claim, Coverage, Feature, Guess, Kind, Need, Tally};
use crate::cli::inputs::{Gathered, Input, Inputs};
use crate::cli::output::{complain, tell, warn};
use crate::cli::review::{load, refuse};
use crate::config::{Level, Settings};
use crate::rules::{Group, RULES};
use crate::text::{Encoding, Position};
use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::HashSet;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// The claims of a run.
#[derive(Debug, Default)]
pub struct Sheets {
    /// One a draft, by path.
    pub drafts: Vec<Sheet>,
    /// Whether something could not be read; it has been said.
    pub failed: bool,
}

/// The claims of a draft.
#[derive(Debug)]
pub struct Sheet {
    /// The draft's path, as the writer knows it.
    pub path: String,
    /// The kind of document that it was judged as.
    pub kind: Guess,
    /// The claims, in the order asked for; what needs no source is none.
    pub rows: Vec<Row>,
    /// How many there are.
    pub tally: Tally,
    /// Whether it is in English; in other languages no claims are looked for.
    pub english: bool,
}

/// A claim.
#[derive(Debug)]
pub struct Row {
    /// The sentence; of a quotation its own words.
    pub place: Place,
    /// What it wants.
    pub need: Need,
    /// The words that show it.
    pub words: Place,
    /// Its features, the weightiest first, each with the words that show it.
    pub reasons: Vec<(&'static Feature, Place)>,
    /// What covers it.
    pub cover: Cover,
    /// A marker beside it that works as no source.
    pub broken: Option<Place>,
    /// How much it reads like a claim that is worth checking.
    pub worth: Worth,
}

/// How the claims of a draft are ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Order {
    /// As they stand in the draft
    Place,
    /// The open ones first, and what is most worth checking before the rest
    Worth,
}

/// What covers a claim.
#[derive(Debug)]
pub enum Cover {
    /// A citation, and the sources that it leads to.
    Sourced(Place, Vec<Cited>),
    /// Somebody who is named.
    Attributed(Place),
    /// Nothing.
    Open,
}

/// A source that covers a claim.
#[derive(Debug)]
pub struct Cited {
    /// What kind of source, as `ibid sources` calls it.
    pub kind: &'static str,
    /// The same, what identifies it.
    pub id: String,
    /// What a person calls it: the author and the year, or the site.
    pub name: String,
}

/// A stretch of a draft.
#[derive(Debug)]
pub struct Place {
    /// In bytes of the draft.
    pub range: Range<usize>,
    /// Where it starts; lines and columns, in Unicode scalar values, count from 0.
    pub from: Position,
    /// Where it ends.
    pub to: Position,
    /// Its words on one line.
    pub text: String,
}

impl Sheets {
    /// How many claims all drafts make.
    pub fn tally(&self) -> Tally {
        self.drafts.iter().fold(Tally::default(), |sum, sheet| sum + sheet.tally)
    }
}

/// Reads the drafts. Says what could not be read.
pub fn sheets(gathered: Gathered, order: Order, options: &Inputs) -> Sheets {
    let Gathered { drafts, failed, .. } = gathered;
    let read = |input: &Input| load(input).map(|source| look(input, &source, order));
    let results: Vec<_> = drafts.par_iter().map(read).collect();
    let mut sheets = Sheets { failed, ..Sheets::default() };
    for (input, result) in drafts.iter().zip(results) {
        match result {
            Ok(Some((sheet, faults))) => {
                sheets.failed |= input.tell(&faults, options.excerpts);
                if !sheet.english && !options.quiet {
                    tell(&format!("{}: not in English, the only language that claims are looked for in", input.shown));
                }
                sheets.drafts.push(sheet);
            }
            Ok(None) => {
                complain(&format!("{}: ibid failed on this draft, which is a fault in ibid", input.shown));
                sheets.failed = true;
            }
            Err(error) => sheets.failed |= refuse(input, &error, options.quiet),
        }
    }
    if drafts.is_empty() && !sheets.failed && !options.quiet {
        warn("no drafts there: no Markdown files, or all of them ignored");
    }
    sheets
}

/// Settings under which claims are looked for: who asks for them wants them, even where the rules are off.
pub fn asking(settings: &Arc<Settings>) -> Arc<Settings> {
    let mut rules = RULES.iter().filter(|rule| rule.group == Group::Attribution);
    if rules.clone().any(|rule| settings.severity(rule).is_some()) {
        return Arc::clone(settings);
    }
    let mut settings = Settings::clone(settings);
    settings.rules.extend(rules.by_ref().map(|rule| (rule.name.to_owned(), Level::On)));
    Arc::new(settings)
}

fn look(input: &Input, source: &str, order: Order) -> Option<(Sheet, Faults)> {
    let faults = Faults::default();
    let read = || {
        let mut draft = Draft::new(source, asking(&input.settings));
        draft.contain(&faults);
        input.supply(&mut draft);
        let findings = draft.check();
        let claims = draft.fact_sheet(&findings);
        let sources = draft.sources();
        let pointed = Pointed::new(&draft, &sources);
        let kind = claims.kind.kind;
        let mut rows: Vec<Row> = claims.claims.iter().filter_map(|claim| row(&draft, &pointed, claim, kind)).collect();
        if order == Order::Worth {
            rows.sort_by_key(|row| (!matches!(row.cover, Cover::Open), Reverse(row.worth.percent)));
        }
        let tally = Tally::of(&claims.claims);
        let english = draft.traits().is_english();
        Sheet { path: input.shown.clone(), kind: claims.kind, rows, tally, english }
    };
    let sheet = catch_unwind(AssertUnwindSafe(read)).ok()?;
    Some((sheet, faults))
}

/// A claim with its places; `None` of what needs no source.
fn row(draft: &Draft, pointed: &Pointed<'_>, claim: &Claim, kind: Kind) -> Option<Row> {
    let place = |range: &Range<usize>| place(draft, range);
    let cover = match &claim.coverage {
        Coverage::Sourced(range) => Cover::Sourced(place(range), pointed.at(draft, range)),
        Coverage::Attributed(range) => Cover::Attributed(place(&named(draft, range))),
        Coverage::Open => Cover::Open,
        Coverage::Unneeded(_) => return None,
    };
    let block = draft.syntax().blocks().get(claim.block);
    let start = block.map_or(0, |placed| placed.start);
    let within = claim.range.start.saturating_sub(start)..claim.range.end.saturating_sub(start);
    let prose = block.and_then(|placed| placed.block.prose.get(within)).unwrap_or_default();
    let reason = |range: &Range<usize>| place(&(start + range.start..start + range.end));
    Some(Row {
        place: place(&claim.range),
        need: claim.need,
        words: place(&claim.words),
        reasons: claim.reasons.iter().map(|why| (why.feature, reason(&why.range))).collect(),
        cover,
        broken: claim.broken.as_ref().map(place),
        worth: Worth::new(prose, kind),
    })
}

/// The sources of a draft by where it points at them.
struct Pointed<'a> {
    sources: &'a Sources,
    metadata: Metadata,
    /// Where each place starts, and its source; by start.
    places: Vec<(usize, usize)>,
}

impl<'a> Pointed<'a> {
    fn new(draft: &Draft, sources: &'a Sources) -> Self {
        let of =
            |(index, source): (usize, &'a Source)| source.places.iter().map(move |place| (place.range.start, index));
        let mut places: Vec<(usize, usize)> = sources.list.iter().enumerate().flat_map(of).collect();
        places.sort_unstable();
        Self { sources, metadata: draft.metadata().unwrap_or_default(), places }
    }

    /// What the draft points at in a range, each source once.
    fn at(&self, draft: &Draft, range: &Range<usize>) -> Vec<Cited> {
        let before = |offset: usize| self.places.partition_point(|(start, _)| *start < offset);
        let here = &self.places[before(range.start)..before(range.end)];
        let mut seen = HashSet::new();
        let mut found: Vec<&Source> = here
            .iter()
            .filter(|(_, index)| seen.insert(*index))
            .filter_map(|(_, index)| self.sources.list.get(*index))
            .collect();
        if found.is_empty() {
            found = self.sources.at(range.start).collect();
        }
        let cited = |source: &Source| {
            let known = entry_of(source, draft.library(), &self.metadata).map_or_else(|| work(source), Work::of);
            let name = whose(&source.identity, &known, &key(source, &known));
            Cited { kind: source.identity.kind(), id: source.identity.name().to_owned(), name }
        };
        found.into_iter().map(cited).collect()
    }
}

/// A speaker with the whole name: `Vale said` in `Mara Vale said`, `said Mara` in `said Mara Vale`.
fn named(draft: &Draft, range: &Range<usize>) -> Range<usize> {
    let text = draft.text();
    let (from, to) = (text.line_start(range.start), text.next_line(range.end));
    let (before, after) = (text.slice(from..range.start), text.slice(range.end..to));
    let is_name =
        |word: &str| word.starts_with(char::is_uppercase) && word.chars().all(|c| c.is_alphabetic() || c == '-');
    let mut named = range.clone();
    // Right before it and right behind it, a word at a time.
    for word in before.strip_suffix(' ').unwrap_or("").rsplit(' ').take_while(|word| is_name(word)) {
        named.start -= word.len() + 1;
    }
    for word in after.strip_prefix(' ').unwrap_or("").split(' ') {
        let whole = word.trim_end_matches(['.', ',', ';', ':', '\r', '\n']);
        if !is_name(whole) {
            break;
        }
        named.end += whole.len() + 1;
        if whole != word {
            break;
        }
    }
    named
}

fn place(draft: &Draft, range: &Range<usize>) -> Place {
    let text = draft.text();
    let words = text.slice(range.clone()).split_whitespace().collect::<Vec<_>>().join(" ");
    Place {
        range: range.clone(),
        from: text.position(range.start, Encoding::Utf32),
        to: text.position(range.end, Encoding::Utf32),
        text: words,
    }
}
