//! A source as a list of references would show it, in the style of the draft and in the form that the client shows.

use crate::bibliography::{Entry, Style, reference, unmarked};
use crate::citation::Metadata;

/// The reference, in Markdown or as plain text, in the style that the draft's `metadata` name.
pub fn formatted(entry: &Entry, metadata: &Metadata, markdown: bool) -> String {
    let style = metadata.csl.as_deref().map_or_else(Style::default, Style::of);
    let reference = reference(entry, style);
    if markdown { reference } else { unmarked(&reference) }
}
