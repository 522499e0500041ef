//! A source as a list of references would show it, in the form that the client shows.

use super::wording::unmarked;
use crate::bibliography::{Entry, Style, reference};

/// The reference, in Markdown or as plain text.
pub fn formatted(entry: &Entry, markdown: bool) -> String {
    let reference = reference(entry, Style::default());
    if markdown { reference } else { unmarked(&reference) }
}
