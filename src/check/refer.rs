//! A source that stands in a draft as a bare address or number, written as the draft writes its citations.

use super::Draft;
use super::stub::{Stubs, style_in_use};
use crate::bibliography::{Format, Identity, Style, Work, append, escape, of_work};
use crate::citation::source::work_key;
use crate::config::CitationStyle;
use crate::finding::{Edit, Fix, Safety};
use crate::markdown::{Block, LeafKind, SpanKind};
use crate::repair::{Elsewhere, joined};
use crate::rewrite::{Named, marks_stand_before_stops};
use crate::rules::link_target;
use std::ops::Range;
use std::path::Path;

/// What closes a clause or a sentence.
const STOPS: &[char] = &['.', ',', ';', ':', '!', '?'];
/// A note of so few words beside the address says nothing of the source: `See also …`.
const FEW: usize = 3;

/// The edits that cite `work` in place of its bare name, or why there are none: as a note where the draft has notes, by key where it
/// has a bibliography, else as a link. `read` yields the text of a bibliography as it is now.
pub fn refer(draft: &Draft, named: &Named, work: &Work, read: &dyn Fn(&Path) -> Option<String>) -> Result<Fix, String> {
    let parts = draft.parts();
    let here = parts.iter().rev().find(|(start, _)| *start <= named.range.start);
    let Some(&(start, block)) = here else { return Err("The draft has changed".to_owned()) };
    let place = Place::of(block, named.range.start - start..named.range.end - start);
    let style = style_in_use(draft);
    let mut elsewhere = None;
    let edits = match style {
        CitationStyle::Pandoc => {
            let (key, new) = entry(draft, named, work, read)?;
            elsewhere = new;
            vec![Edit::replace(place.bracketed.clone().unwrap_or(place.range.clone()), format!("[@{key}]"))]
        }
        CitationStyle::Footnote | CitationStyle::Auto if place.is_alone || named.in_note => {
            let whole = place.is_alone || place.others <= FEW;
            let text = if whole { reference(draft, work, named, &place) } else { link(named, work) };
            vec![Edit::replace(place.range.clone(), text)]
        }
        CitationStyle::Footnote | CitationStyle::Auto => {
            let mut stubs = Stubs::styled(draft, style);
            let (label, definition) = stubs.note(&work_key(work), &of_work(work, reference_style(draft)));
            let mut edits = place.marked(&format!("[^{label}]"), work, marks_stand_before_stops(&parts));
            edits.iter_mut().for_each(|edit| edit.range = edit.range.start + start..edit.range.end + start);
            edits.push(definition);
            return Ok(fix(edits, None));
        }
        CitationStyle::Reference => {
            let mut stubs = Stubs::styled(draft, style);
            let (label, definition) = stubs.definition(&work_key(work), &address(named, work));
            let own = Edit::replace(place.range.clone(), format!("[{}][{label}]", title(work)));
            return Ok(fix(vec![moved(own, start), definition], None));
        }
        CitationStyle::Link => vec![Edit::replace(place.range.clone(), link(named, work))],
    };
    Ok(fix(edits.into_iter().map(|edit| moved(edit, start)).collect(), elsewhere))
}

fn fix(edits: Vec<Edit>, elsewhere: Option<Elsewhere>) -> Fix {
    Fix { title: "Fetch the reference".to_owned(), safety: Safety::Unsafe, edits: joined(edits), elsewhere }
}

fn moved(mut edit: Edit, by: usize) -> Edit {
    edit.range = edit.range.start + by..edit.range.end + by;
    edit
}

/// How the draft's references look, by its own metadata.
fn reference_style(draft: &Draft) -> Style {
    draft.metadata().and_then(|metadata| Some(Style::of(metadata.csl.as_deref()?))).unwrap_or_default()
}

/// The reference in full; without its stop where the text has one.
fn reference(draft: &Draft, work: &Work, named: &Named, place: &Place<'_>) -> String {
    let mut text = of_work(work, reference_style(draft));
    // The draft's own address stays, with what it has behind its `#`.
    if work.text("DOI").is_none() && work.text("URL").is_none() {
        text = format!("{text} {}", named.written);
    }
    if place.after().starts_with('.') && text.ends_with('.') {
        text.pop();
    }
    text
}

fn title(work: &Work) -> String {
    escape(work.text("title").unwrap_or_default())
}

fn link(named: &Named, work: &Work) -> String {
    format!("[{}]({})", title(work), address(named, work))
}

/// Where the work is to be read: as the draft has it, or at its registry.
fn address(named: &Named, work: &Work) -> String {
    let own = named.address.clone().or_else(|| named.identity.lookup());
    link_target(&own.or_else(|| work.text("URL").map(str::to_owned)).unwrap_or_default())
}

/// The key of the work's entry, and that entry if it is a new one.
fn entry(
    draft: &Draft,
    named: &Named,
    work: &Work,
    read: &dyn Fn(&Path) -> Option<String>,
) -> Result<(String, Option<Elsewhere>), String> {
    let library = draft.library();
    let doi = work.text("DOI").and_then(Identity::doi);
    let known = std::iter::once(&named.identity).chain(&doi).find_map(|identity| library.known(identity));
    if let Some(known) = known {
        return Ok((known.key.clone(), None));
    }
    let cited: Vec<String> = draft.parts().iter().flat_map(|(_, block)| keys(block)).collect();
    let base = work_key(work);
    let free = |key: &String| library.entry(key).is_none() && !cited.contains(key);
    let key = (1..1000).map(|n| if n == 1 { base.clone() } else { format!("{base}-{n}") }).find(free);
    let key = key.ok_or("Every key for it is taken")?;
    for shelf in &library.shelves {
        let format = shelf.place.to_str().and_then(Format::of);
        let Some((format, source)) = format.zip(read(&shelf.place)) else { continue };
        if let Some(new) = append(&source, format, &key, work) {
            let elsewhere = Elsewhere { path: shelf.place.clone(), edits: vec![Edit::insert(new.at, new.text)] };
            return Ok((key, Some(elsewhere)));
        }
    }
    let name = library.shelves.first().map_or("a bibliography", |shelf| shelf.name());
    Err(format!("The draft cites by keys, and to {name} no entry can be added"))
}

fn keys(block: &Block) -> Vec<String> {
    let key = |kind: &SpanKind| match kind {
        SpanKind::CitationKey { key } => block.text.get(key.clone()).map(str::to_owned),
        _ => None,
    };
    block.spans.iter().filter_map(|span| key(&span.kind)).collect()
}

/// Where a bare name stands in its sentence; in bytes of its block.
struct Place<'a> {
    block: &'a Block,
    range: Range<usize>,
    /// With the parentheses around it, which hold nothing else.
    bracketed: Option<Range<usize>>,
    /// Whether nothing else stands in its paragraph or item.
    is_alone: bool,
    /// Whether it stands behind a sentence that is over, and nothing comes after it.
    is_last: bool,
    /// How many other words stand in its paragraph.
    others: usize,
}

impl<'a> Place<'a> {
    fn of(block: &'a Block, range: Range<usize>) -> Self {
        let text = &*block.text;
        let leaf = block.leaves.iter().find(|leaf| leaf.range.start <= range.start && range.end <= leaf.range.end);
        let around = leaf.map_or(range.clone(), |leaf| leaf.range.clone());
        let before = text.get(around.start..range.start).unwrap_or_default();
        let after = text.get(range.end..around.end).unwrap_or_default();
        let bracketed = (before.ends_with('(') && after.starts_with(')')).then(|| range.start - 1..range.end + 1);
        let is_cell = leaf.is_some_and(|leaf| leaf.kind == LeafKind::Cell);
        let before = match before.trim_start().strip_prefix("[^") {
            Some(rest) => rest.split_once("]:").map_or(before, |(_, rest)| rest),
            None => before,
        };
        let nothing_after = after.trim().trim_end_matches(STOPS).is_empty();
        let words = |text: &str| text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count();
        let stopped = before.ends_with(' ') && before.trim_end().ends_with(['.', '!', '?', '"', '\u{201d}']);
        Self {
            block,
            bracketed,
            is_alone: before.trim().is_empty() && nothing_after && !is_cell,
            is_last: stopped && nothing_after,
            others: words(before) + words(after),
            range,
        }
    }

    /// The text behind it.
    fn after(&self) -> &'a str {
        self.block.text.get(self.range.end..).unwrap_or_default()
    }

    /// The mark of a note in place of the name. What is a part of the sentence leaves the work's title there.
    fn marked(&self, mark: &str, work: &Work, before_stops: bool) -> Vec<Edit> {
        let text = &*self.block.text;
        let cut = match &self.bracketed {
            Some(bracketed) => bracketed.clone(),
            None if self.is_last => {
                let stop = self.after().chars().next().filter(|c| STOPS.contains(c)).map_or(0, char::len_utf8);
                self.range.start..self.range.end + stop
            }
            None => return vec![Edit::replace(self.range.clone(), format!("*{}*{mark}", title(work)))],
        };
        let head = text.get(..cut.start).unwrap_or_default();
        let start = head.trim_end_matches([' ', '\t']).len();
        // At the start of a line nothing is there to be marked.
        let start = if head[..start].is_empty() || head[..start].ends_with(['\n', '|']) { cut.start } else { start };
        let tail = text.get(cut.end..).unwrap_or_default();
        let stops = tail.len() - tail.trim_start_matches(STOPS).len();
        let at = if before_stops { cut.end } else { cut.end + stops };
        vec![Edit::delete(start..cut.end), Edit::insert(at, mark)]
    }
}

#[cfg(test)]
mod tests;
