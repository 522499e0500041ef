//! What a link of a wiki may lead to: pages by their names, and their headings.

use super::Cursor;
use super::offer::Offer;
use crate::server::desk::Desk;
use crate::server::sheet::Sheet;
use crate::workspace::relative;
use std::collections::HashMap;
use std::ops::Range;
use std::path::Path;
use tower_lsp::ls_types::CompletionItemKind;

/// How many pages one menu holds.
const MOST: usize = 200;

/// The pages, or behind `#` the headings, that may stand in `range`; and whether there are more for more letters.
pub fn offers(desk: &mut Desk<'_>, cursor: &Cursor<'_>, range: &Range<usize>) -> (Vec<Offer>, bool) {
    let typed = cursor.typed(range);
    // What stands behind the cursor closes the link, or is the rest of it.
    let close = if [']', '|', '#'].iter().any(|mark| cursor.is_followed_by(range, *mark)) { "" } else { "]]" };
    match typed.rfind('#') {
        Some(hash) => {
            let page = typed.split('#').next().unwrap_or_default().trim();
            (headings(desk, page, &(range.start + hash + 1..range.end), close), false)
        }
        None => pages(desk, typed, range, close),
    }
}

fn pages(desk: &mut Desk<'_>, typed: &str, range: &Range<usize>, close: &str) -> (Vec<Offer>, bool) {
    let Some(own) = desk.sheet() else { return (Vec::new(), false) };
    let typed = typed.to_lowercase();
    let mut names: HashMap<String, usize> = HashMap::new();
    let mut places: Vec<(String, &Path)> = Vec::new();
    for sheet in desk.atlas.drafts() {
        let Some(stem) = sheet.place.file_stem().and_then(|stem| stem.to_str()) else { continue };
        *names.entry(stem.to_owned()).or_default() += 1;
        if sheet.place != own.place && is_name(stem) {
            places.push((stem.to_owned(), &sheet.place));
        }
    }
    places.sort();
    let offer = |(stem, place): (String, &Path)| {
        // A name that several have says nothing: those are told apart by their ways.
        let shared = names.get(&stem).is_some_and(|count| *count > 1);
        let way = relative(own.folder(), &place.with_extension("")).filter(|way| shared && is_name(way));
        let label = way.unwrap_or(stem);
        let fits = label.to_lowercase().contains(&typed);
        fits.then(|| Offer {
            label: label.clone(),
            filter: Some(label.clone()),
            ..Offer::new(range, format!("{label}{close}"), CompletionItemKind::FILE)
        })
    };
    let mut offers: Vec<Offer> = places.into_iter().filter_map(offer).take(MOST + 1).collect();
    // As long as drafts are being read, the client is to ask again.
    let more = offers.len() > MOST || desk.atlas.is_behind();
    offers.truncate(MOST);
    (offers, more)
}

/// The headings of a page, or of the draft itself, in their own words.
fn headings(desk: &mut Desk<'_>, page: &str, range: &Range<usize>, close: &str) -> Vec<Offer> {
    let Some(own) = desk.sheet() else { return Vec::new() };
    let sheet = if page.is_empty() {
        Some(own)
    } else {
        let file = desk.file(&own, page, true);
        desk.neighbour(&file)
    };
    sheet.map_or_else(Vec::new, |sheet| of_sheet(&sheet, range, close))
}

fn of_sheet(sheet: &Sheet, range: &Range<usize>, close: &str) -> Vec<Offer> {
    let words =
        sheet.index.anchors.proper.iter().filter(|anchor| anchor.heading).filter_map(|anchor| anchor.texts.first());
    let offer = |words: &String| Offer {
        label: words.clone(),
        filter: Some(words.clone()),
        ..Offer::new(range, format!("{words}{close}"), CompletionItemKind::REFERENCE)
    };
    words.filter(|words| is_name(words)).map(offer).collect()
}

/// Whether a text can stand between the brackets.
fn is_name(text: &str) -> bool {
    !text.is_empty() && !text.contains(['[', ']', '|', '#', '^']) && !text.contains(char::is_control)
}
