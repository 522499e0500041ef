//! The sheet as a table, for a person.

use super::{Cover, Row, Sheet, Sheets};
use crate::claim::Need;
use crate::cli::sources::table::{columns, short};

/// How wide a sentence, its reasons and what covers it may be, in characters.
const WIDTHS: [usize; 3] = [56, 40, 48];
/// How many reasons of a claim are shown.
const REASONS: usize = 3;

/// A row a claim: where it stands, how much it is worth checking, its words, why it wants a source, and what covers it.
pub fn table(sheets: &Sheets, quiet: bool) -> String {
    let several = sheets.drafts.len() > 1;
    let cells = |sheet: &Sheet| sheet.rows.iter().map(|row| cells(row, several.then_some(&sheet.path))).collect();
    let rows: Vec<[String; 5]> = sheets.drafts.iter().flat_map(|sheet| -> Vec<_> { cells(sheet) }).collect();
    let mut text = columns(["WHERE", "WORTH", "CLAIM", "WHY", "COVERED BY"], &rows);
    if !quiet {
        text += if rows.is_empty() { "" } else { "\n" };
        text += &format!("{}\n", sheets.tally());
    }
    text
}

fn cells(row: &Row, path: Option<&String>) -> [String; 5] {
    let at = format!("{}:{}", row.place.from.line + 1, row.place.from.column + 1);
    let place = path.map_or(at.clone(), |path| format!("{path}:{at}"));
    let cover = match &row.cover {
        Cover::Open if row.broken.is_some() => "open, beside a broken citation".to_owned(),
        Cover::Open => "open".to_owned(),
        Cover::Attributed(speaker) => speaker.text.clone(),
        Cover::Sourced(citation, sources) if sources.is_empty() => citation.text.clone(),
        Cover::Sourced(_, sources) => sources.iter().map(|source| source.name.as_str()).collect::<Vec<_>>().join("; "),
    };
    let worth = format!("{:>5}", row.worth.percent);
    [place, worth, short(&row.place.text, WIDTHS[0]), short(&why(row), WIDTHS[1]), short(&cover, WIDTHS[2])]
}

/// Why a claim wants a source, in words.
fn why(row: &Row) -> String {
    match row.need {
        Need::Speaker => "a quotation".to_owned(),
        Need::Name => format!("`{}` names nobody", row.words.text),
        Need::Figure | Need::Source => {
            // What weighs next to nothing is no reason of its own.
            let reasons =
                row.reasons.iter().filter(|(feature, _)| feature.weight > 1).map(|(feature, _)| feature.called);
            let mut reasons: Vec<&str> = reasons.collect();
            reasons.dedup();
            reasons.truncate(REASONS);
            reasons.join(", ")
        }
    }
}
