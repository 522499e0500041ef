//! Markdown structure: a draft as a list of top-level blocks, each with its inline spans and its prose.
//!
//! CommonMark with GFM's tables, footnotes, strikethrough, task lists and math by pulldown-cmark (only this
//! module names it); front matter, inline notes and Pandoc's citation keys by scanners of our own. Knows nothing of sentences or rules.

mod block;
mod builder;
mod citation;
mod cut;
mod definition;
mod encoded;
mod front_matter;
mod html;
mod inline;
mod latex;
mod parse;
mod scan;
mod syntax;
mod target;

pub use block::{Block, BlockKind, HIDDEN, Leaf, LeafKind, OBJECT};
pub use citation::written_key;
pub use definition::{Labels, fold_label, note_key};
pub use encoded::{ends_encoded, trim_stops};
pub use inline::{Cited, LinkStyle, Span, SpanKind};
pub use parse::parse;
pub use syntax::{Placed, Syntax, labels};
