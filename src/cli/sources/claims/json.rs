//! The sheet in JSON: a contract, which programs read. Fields are added, never changed; a change of meaning takes a new version.

use super::{Cover, Place, Row, Sheet, Sheets};
use crate::claim::score::Part;
use crate::claim::{Need, Tally};
use crate::cli::span::Span;
use anyhow::Result;
use serde::Serialize;

/// The contract's version.
const VERSION: u32 = 1;
/// How many cues of a claim are named.
const CUES: usize = 5;

#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    drafts: Vec<Draft<'a>>,
    total: Total,
}

/// `kind` is the kind of document that the draft was judged as, `because` why.
#[derive(Serialize)]
struct Draft<'a> {
    path: &'a str,
    kind: &'a str,
    because: &'a [String],
    claims: Vec<Claim<'a>>,
    total: Total,
}

#[derive(Serialize)]
struct Total {
    claims: usize,
    sourced: usize,
    attributed: usize,
    open: usize,
}

/// `wants` is `speaker`, `name`, `figure` or `source`, `words` what shows that. `coverage` is `sourced`, `attributed` or `open`; `by` is the
/// citation or the speaker, `sources` what the citation leads to, named as by `ibid sources --format json`. `broken` is a marker
/// beside the claim that works as no source. `worth`, from 0 to 100, is how much the bare sentence reads like a claim worth checking, `cues` what weighed
/// most in that, the weightiest first: above 0 it speaks for checking, in natural logarithms of odds; `wording` is all words together.
#[derive(Serialize)]
struct Claim<'a> {
    #[serde(flatten)]
    place: Words<'a>,
    wants: &'a str,
    words: Words<'a>,
    reasons: Vec<Reason<'a>>,
    coverage: &'a str,
    by: Option<Words<'a>>,
    sources: Vec<Source<'a>>,
    broken: Option<Words<'a>>,
    worth: u8,
    cues: Vec<Cue<'a>>,
}

#[derive(Serialize)]
struct Cue<'a> {
    name: &'a str,
    called: &'a str,
    weight: f64,
}

/// A feature of `features.tsv`, what messages call it, and the words that show it.
#[derive(Serialize)]
struct Reason<'a> {
    name: &'a str,
    called: &'a str,
    weight: i32,
    words: Words<'a>,
}

#[derive(Serialize)]
struct Source<'a> {
    kind: &'a str,
    id: &'a str,
}

/// The text is on one line.
#[derive(Serialize)]
struct Words<'a> {
    text: &'a str,
    #[serde(flatten)]
    span: Span,
}

/// One object for all drafts.
pub fn object(sheets: &Sheets) -> Result<String> {
    let report =
        Report { version: VERSION, drafts: sheets.drafts.iter().map(draft).collect(), total: total(&sheets.tally()) };
    Ok(serde_json::to_string(&report)? + "\n")
}

fn draft(sheet: &Sheet) -> Draft<'_> {
    Draft {
        path: &sheet.path,
        kind: sheet.kind.kind.name(),
        because: &sheet.kind.because,
        claims: sheet.rows.iter().map(claim).collect(),
        total: total(&sheet.tally),
    }
}

fn claim(row: &Row) -> Claim<'_> {
    let wants = match row.need {
        Need::Speaker => "speaker",
        Need::Name => "name",
        Need::Figure => "figure",
        Need::Source => "source",
    };
    let (coverage, by, sources) = match &row.cover {
        Cover::Sourced(place, sources) => ("sourced", Some(place), sources.as_slice()),
        Cover::Attributed(place) => ("attributed", Some(place), &[][..]),
        Cover::Open => ("open", None, &[][..]),
    };
    Claim {
        place: words(&row.place),
        wants,
        words: words(&row.words),
        reasons: row
            .reasons
            .iter()
            .map(|(feature, words)| Reason {
                name: feature.name,
                called: feature.called,
                weight: feature.weight,
                words: self::words(words),
            })
            .collect(),
        coverage,
        by: by.map(words),
        sources: sources.iter().map(|source| Source { kind: source.kind, id: &source.id }).collect(),
        broken: row.broken.as_ref().map(words),
        worth: row.worth.percent,
        cues: row.worth.parts.iter().take(CUES).map(cue).collect(),
    }
}

fn cue(part: &Part) -> Cue<'_> {
    Cue { name: part.name, called: part.called, weight: (f64::from(part.part) * 100.0).round() / 100.0 }
}

fn total(tally: &Tally) -> Total {
    Total { claims: tally.claims(), sourced: tally.sourced, attributed: tally.attributed, open: tally.open }
}

fn words(place: &Place) -> Words<'_> {
    Words { text: &place.text, span: Span::new(&place.range, place.from, place.to) }
}
