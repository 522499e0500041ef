//! From an address or a DOI in the text to an entry in the bibliography, and a citation of that.

use super::label::slug;
use super::{Part, Rewriting};
use crate::bibliography::{Identity, Library};
use crate::markdown::{Block, LinkStyle, SpanKind};
use crate::repair::{Edit, Elsewhere};
use std::collections::HashSet;
use std::ops::Range;

/// What ends an address in running text and is no part of it.
const CLOSING: &[char] = &['.', ',', ';', ':', '!', '?', ')', ']', '>', '"', '\'', '\u{201d}', '\u{2019}', '*', '_'];

/// Cites the source whose address or DOI stands at byte `at` by a key: that of the entry which has it already, or of one that is added
/// to the nearest bibliography in BibTeX, for the writer to fill in. Where the address is a link's, its words stay.
pub fn enter(parts: &[Part<'_>], at: usize, library: &Library) -> Option<(Rewriting, Option<Elsewhere>)> {
    let (start, block) = parts.iter().rev().find(|(start, _)| *start <= at)?;
    let (place, text, address) = named(block, at - start)?;
    let identity = Identity::doi(&address).or_else(|| Identity::address(&address))?;
    let cite = |key: &str| {
        let moved = |range: Range<usize>| start + range.start..start + range.end;
        match &text {
            Some(text) => vec![
                Edit::delete(moved(place.start..text.start)),
                Edit::replace(moved(text.end..place.end), format!(" [@{key}]")),
            ],
            None => vec![Edit::replace(moved(place.clone()), format!("[@{key}]"))],
        }
    };
    if let Some(entry) = library.known(&identity) {
        let title = format!("Cite it as `{}`, which has this address", entry.key);
        return Some((Rewriting { title, edits: cite(&entry.key) }, None));
    }
    let taken = keys(parts);
    let base = key(&identity, &address);
    let free = |key: &String| library.entry(key).is_none() && !taken.contains(key.as_str());
    let key = (1..100).map(|n| if n == 1 { base.clone() } else { format!("{base}-{n}") }).find(free)?;
    let field = match &identity {
        Identity::Doi(doi) => ("doi", doi.as_str()),
        _ => ("url", address.as_str()),
    };
    let (shelf, new) = library.shelves.iter().find_map(|shelf| Some((shelf, shelf.stub(&key, &[field])?)))?;
    let title = format!("Add an entry for it to {}, and cite it as `{key}`", shelf.name());
    let elsewhere = Elsewhere { path: shelf.place.clone(), edits: vec![Edit::insert(new.at, new.text)] };
    Some((Rewriting { title, edits: cite(&key) }, Some(elsewhere)))
}

/// The address or DOI at a byte of a block: where the construct stands, a link's words, and the address.
fn named(block: &Block, at: usize) -> Option<(Range<usize>, Option<Range<usize>>, String)> {
    let mut here = block.spans.iter().filter(|span| span.range.start <= at && at <= span.range.end);
    let is_note = |kind: &SpanKind| matches!(kind, SpanKind::FootnoteDefinition { .. } | SpanKind::InlineNote { .. });
    let Some(span) = here.find(|span| !is_note(&span.kind)) else { return word(block, at) };
    let SpanKind::Link { style, text, target } = &span.kind else { return None };
    let address = block.text[target.clone()].to_owned();
    let web = address.starts_with("https://") || address.starts_with("http://");
    match style {
        LinkStyle::Inline if web => Some((span.range.clone(), Some(text.clone()), address)),
        LinkStyle::Autolink if web => Some((span.range.clone(), None, address)),
        _ => None,
    }
}

/// The same where it is typed plainly.
fn word(block: &Block, at: usize) -> Option<(Range<usize>, Option<Range<usize>>, String)> {
    let parts = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '|');
    let leaf = block.leaves.iter().find(|leaf| leaf.range.start <= at && at <= leaf.range.end)?;
    let start =
        block.text.get(leaf.range.start..at)?.rfind(parts).map_or(leaf.range.start, |n| leaf.range.start + n + 1);
    let rest = block.text.get(start..leaf.range.end)?;
    let whole = rest.split(parts).next().unwrap_or("");
    let opening = whole.len() - whole.trim_start_matches(['(', '[', '*', '_']).len();
    let word = whole[opening..].trim_end_matches(CLOSING);
    let start = start + opening;
    let web = word.starts_with("https://") || word.starts_with("http://");
    let doi = word.starts_with("10.") || word.to_lowercase().starts_with("doi:10.");
    (web || doi && Identity::doi(word).is_some()).then(|| (start..start + word.len(), None, word.to_owned()))
}

/// Keys that the draft uses, whether they are defined or not.
fn keys<'a>(parts: &[Part<'a>]) -> HashSet<&'a str> {
    let spans = parts.iter().flat_map(|(_, block)| block.spans.iter().map(move |span| (block, span)));
    let keys = spans.filter_map(|(block, span)| match &span.kind {
        SpanKind::CitationKey { key } => Some(&block.text[key.clone()]),
        _ => None,
    });
    keys.collect()
}

/// A key for a source of which nothing is known but where it is: of a DOI its end, of a page its site and the last part of its path.
fn key(identity: &Identity, address: &str) -> String {
    if let Identity::Doi(doi) = identity {
        return slug(doi.split_once('/').map_or(doi.as_str(), |(_, name)| name));
    }
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let path = rest.split(['?', '#']).next().unwrap_or("");
    let (host, path) = path.split_once('/').unwrap_or((path, ""));
    let site = slug(host.strip_prefix("www.").unwrap_or(host));
    let last = path.rsplit('/').find(|part| !part.is_empty()).unwrap_or("");
    let words = slug(last.split('.').next().unwrap_or(""));
    let short: String = words.split('-').take(4).collect::<Vec<_>>().join("-");
    if last.is_empty() || short.len() > 40 { site } else { format!("{site}-{short}") }
}
