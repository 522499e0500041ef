//! What is timed.

use crate::drafts::place;
use crate::least;
use ibid::check::Draft;
use ibid::markdown::Syntax;
use ibid::text::{Encoding, Text};
use std::hint::black_box;
use std::sync::Arc;
use std::time::Instant;

/// A stage by name: takes a draft, returns seconds.
pub type Stage = (&'static str, fn(&str) -> f64);

/// Every stage, from the text to what is found.
pub const STAGES: &[Stage] = &[
    ("read", read),
    ("follow a key", follow),
    ("check", check),
    ("check after a key", keystroke),
    ("index", index),
    ("sources", sources),
    ("fixes", fixes),
    ("positions", positions),
];

fn timed<T>(act: impl FnOnce() -> T) -> std::time::Duration {
    let started = Instant::now();
    black_box(act());
    started.elapsed()
}

/// Text to blocks.
fn read(text: &str) -> f64 {
    least(|| timed(|| Syntax::new(text)))
}

/// A character typed: the blocks around it are read again.
fn follow(text: &str) -> f64 {
    let (mut rope, mut syntax, at) = (Text::new(text), Syntax::new(text), place(text));
    least(|| {
        let removed = rope.replace(at..at, "e");
        timed(|| syntax.edit(&rope, removed, 1))
    })
}

/// Everything, from the text.
fn check(text: &str) -> f64 {
    least(|| timed(|| Draft::new(text, Arc::default()).check()))
}

/// A character typed, and everything that is found then.
fn keystroke(text: &str) -> f64 {
    let (mut draft, at) = (Draft::new(text, Arc::default()), place(text));
    draft.check();
    least(|| {
        timed(|| {
            draft.edit(at..at, "e");
            draft.check()
        })
    })
}

fn index(text: &str) -> f64 {
    let draft = Draft::new(text, Arc::default());
    least(|| timed(|| draft.index()))
}

fn sources(text: &str) -> f64 {
    let draft = Draft::new(text, Arc::default());
    least(|| timed(|| draft.sources()))
}

/// The fixes of everything that is found.
fn fixes(text: &str) -> f64 {
    let mut draft = Draft::new(text, Arc::default());
    let findings = draft.check();
    least(|| timed(|| draft.fixes(&findings)))
}

/// The place of everything that is found, as an editor counts.
fn positions(text: &str) -> f64 {
    let mut draft = Draft::new(text, Arc::default());
    let findings = draft.check();
    let text = draft.text();
    least(|| {
        timed(|| findings.iter().map(|finding| text.position(finding.range.start, Encoding::Utf16).line).sum::<u32>())
    })
}
