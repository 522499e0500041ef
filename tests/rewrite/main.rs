//! Rewritings: the same article in another form.

#![allow(clippy::unwrap_used)] // a test that cannot go on should stop there

mod citing;
mod laws;
mod links;
mod notes;
#[path = "../support/random.rs"]
#[allow(dead_code)]
mod random;
mod reader;

use ibid::markdown::Syntax;
use ibid::repair::edited;
use ibid::rewrite::{Part, Rewriting};

/// A draft after a rewriting, and what a menu calls that; as it was where there is none.
pub fn rewritten(source: &str, rewriting: impl Fn(&[Part<'_>]) -> Option<Rewriting>) -> (String, String) {
    let syntax = Syntax::new(source);
    let parts: Vec<Part<'_>> = syntax.blocks().iter().map(|placed| (placed.start, &*placed.block)).collect();
    let Some(Rewriting { title, edits }) = rewriting(&parts) else { return (source.to_owned(), String::new()) };
    for pair in edits.windows(2) {
        assert!(pair[0].range.end <= pair[1].range.start, "edits overlap: {edits:?}\n{source}");
    }
    let after = edited(source, &edits);
    assert_ne!(after, source, "`{title}` changes nothing: {edits:?}");
    (after, title)
}
