//! Citations by number, `[3]` or `³`, and the list that they point at: what rules on both ends look at.

mod list;
mod numeral;
mod superscript;

pub use list::List;
pub use numeral::{Numerals, numerals};
pub use superscript::superscripts;

use crate::markdown::SpanKind;

/// Whether a span makes what stands in it something else than a citation by number.
pub fn is_linked(kind: &SpanKind) -> bool {
    matches!(
        kind,
        SpanKind::Link { .. } | SpanKind::Image { .. } | SpanKind::Reference { defined: true, .. } | SpanKind::Html
    )
}
