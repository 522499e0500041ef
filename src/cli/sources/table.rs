//! The list as a table, for a person.

use super::listing::{Listed, Listing};
use crate::bibliography::{Identity, Work};
use crate::cli::words::count;

/// How many places of a source are shown.
const PLACES: usize = 5;
/// How wide the first two columns may be, in characters.
const WIDTHS: [usize; 2] = [28, 48];

/// A row a source: whose it is, its title, what it is, and where it is cited.
pub fn table(listing: &Listing, quiet: bool) -> String {
    let rows: Vec<[String; 4]> = listing.listed.iter().map(|listed| row(listed, listing.drafts > 1)).collect();
    let mut text = columns(["SOURCE", "TITLE", "KIND", "WHERE"], &rows);
    if !quiet {
        let places: usize = listing.listed.iter().map(|listed| listed.places.len()).sum();
        let sources = count(rows.len(), "source", "sources");
        let line = if rows.is_empty() { String::new() } else { "\n".to_owned() };
        text += &format!(
            "{line}{sources}, cited at {} in {}\n",
            count(places, "place", "places"),
            count(listing.drafts, "draft", "drafts")
        );
    }
    text
}

/// Rows below their heads, each column but the last as wide as it must be; nothing if there are no rows.
pub fn columns<const N: usize>(head: [&str; N], rows: &[[String; N]]) -> String {
    let head = head.map(str::to_owned);
    let width = |column: usize| rows.iter().chain([&head]).map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..N.saturating_sub(1)).map(width).collect();
    let mut text = String::new();
    for row in [&head].into_iter().chain(rows).filter(|_| !rows.is_empty()) {
        for (cell, width) in row.iter().zip(&widths) {
            text += &format!("{cell:width$}  ");
        }
        text += row.last().map_or("", String::as_str);
        text.push('\n');
    }
    text
}

fn row(listed: &Listed, several: bool) -> [String; 4] {
    let mut places: Vec<String> = Vec::new();
    let mut path = "";
    for place in listed.places.iter().take(PLACES) {
        let at = format!("{}:{}", place.from.line + 1, place.from.column + 1);
        places.push(if several && place.path != path { format!("{}:{at}", place.path) } else { at });
        path = &place.path;
    }
    if listed.places.len() > PLACES {
        places.push(format!("and {} more", listed.places.len() - PLACES));
    }
    let title =
        listed.work.text("title").or(listed.source.text.as_deref()).or_else(|| path_of(listed)).unwrap_or_default();
    let kind = listed.source.identity.kind().to_owned();
    [
        short(&whose(&listed.source.identity, &listed.work, &listed.key), WIDTHS[0]),
        short(title, WIDTHS[1]),
        kind,
        places.join(", "),
    ]
}

/// What follows the site in a page's address: without a title it tells pages of one site apart.
fn path_of(listed: &Listed) -> Option<&str> {
    let Identity::Address(page) = &listed.source.identity else { return None };
    page.find(['/', '?', '#']).map(|start| &page[start..])
}

/// The first author and the year; of a page its site; of anything else its identifier.
pub fn whose(identity: &Identity, work: &Work, key: &str) -> String {
    let authors = work.names("author");
    let first = authors.first().or_else(|| work.names("editor").first());
    if let Some(first) = first {
        let others = match authors {
            [_, second] if !second.is_others() => format!(" & {}", second.family),
            [_, _, ..] => " et al.".to_owned(),
            _ => String::new(),
        };
        let year = work.date("issued").map(|date| format!(" {}", date.year())).unwrap_or_default();
        return format!("{}{others}{year}", first.family);
    }
    match identity {
        Identity::Address(page) => page.split(['/', '?', '#']).next().unwrap_or(page).to_owned(),
        Identity::Entry(_) | Identity::Text(_) => key.to_owned(),
        other => other.name().to_owned(),
    }
}

/// Text on one line, no longer than `most` characters.
pub fn short(text: &str, most: usize) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    match text.char_indices().nth(most) {
        Some(_) => {
            let cut = text.char_indices().nth(most - 1).map_or(text.len(), |(at, _)| at);
            format!("{}\u{2026}", text[..cut].trim_end())
        }
        None => text,
    }
}
