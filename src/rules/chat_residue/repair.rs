//! The repair of a marker: each treatment as edits.

use super::marker::Treatment;
use super::{Chain, RULE};
use crate::finding::{Edit, Repair};
use crate::markdown::{Block, BlockKind};
use crate::rules::quoted::quoted;
use crate::rules::removal::{is_label, makes_structure, opening, removal};
use std::ops::Range;

/// What mends the chain; `None` where only the writer knows what stood there.
pub fn repair(block: &Block, chain: &Chain) -> Option<Repair> {
    let text = &*block.text;
    let range = chain.range.clone();
    if is_label(text, &range) {
        return None;
    }
    let (title, edits, safe) = match &chain.treatment {
        Treatment::Delete | Treatment::DeleteWithCare => {
            let gone = removal(text, range.clone());
            let whole = clean(text, &range, &gone) && !makes_structure(text, &gone);
            let safe = chain.treatment == Treatment::Delete && whole;
            let title = if chain.several { "Remove the markers" } else { "Remove the marker" };
            (title.to_owned(), vec![Edit::delete(gone)], safe)
        }
        Treatment::Unwrap(other) => {
            let mut edits = vec![Edit::delete(range), Edit::delete(other.clone())];
            edits.sort_by_key(|edit| edit.range.start);
            ("Keep the words without the wrapper".to_owned(), edits, true)
        }
        Treatment::Replace(words) => {
            (format!("Put {} in its place", quoted(words)), vec![Edit::replace(range, words.as_str())], true)
        }
        Treatment::Relabel(label, words) => {
            (format!("Name the link {}", quoted(words)), vec![Edit::replace(label.clone(), words.as_str())], true)
        }
        Treatment::Ask => return None,
    };
    let safe = safe && chain.severity == RULE.severity && block.kind != BlockKind::FrontMatter;
    Some(if safe { Repair::safe(title, edits) } else { Repair::look(title, edits) })
}

/// Whether the text is whole without the marker: it did not stand for a list item, a link's words, or the object of
/// "according to".
fn clean(text: &str, marker: &Range<usize>, gone: &Range<usize>) -> bool {
    let item = &text[gone.start..marker.start];
    let marked = !item.trim_matches([' ', '\t', '\n', '>', '(', '[', '*', '_', '"']).is_empty() && opening(item) > 0;
    let hollow = text[..gone.start].ends_with('[') && text[gone.end..].starts_with("](");
    let head = text[..marker.start].trim_end();
    let word = head.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    !(marked || hollow || DANGLING.contains(&word) && head.ends_with(word))
}

/// Words that call for another: a marker after them stood for a name.
const DANGLING: [&str; 14] =
    ["to", "by", "from", "in", "see", "See", "via", "at", "of", "with", "and", "per", "In", "From"];
