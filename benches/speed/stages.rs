//! What is timed.

use crate::client::Client;
use crate::least;
use crate::place::place;
use ibid::check::Draft;
use ibid::markdown::Syntax;
use ibid::text::{Encoding, Ruler, Text};
use ibid::{citation, claim};
use std::hint::black_box;
use std::sync::Arc;
use std::time::Instant;

/// A stage by name: takes a draft, returns seconds.
pub type Stage = (&'static str, fn(&str) -> f64);

/// Every stage, from the text to what a client is told.
pub const STAGES: &[Stage] = &[
    ("parse", parse),
    ("reparse after a key", reparse),
    ("analyse blocks", analyse),
    ("check", check),
    ("check after a key", keystroke),
    ("index", index),
    ("sources", sources),
    ("fixes", fixes),
    ("positions", positions),
    ("tell everything", tell),
    ("tell that nothing changed", tell_nothing),
    ("answer a key", answer),
];

fn timed<T>(act: impl FnOnce() -> T) -> std::time::Duration {
    let started = Instant::now();
    black_box(act());
    started.elapsed()
}

/// Text to blocks.
fn parse(text: &str) -> f64 {
    least(|| timed(|| Syntax::new(text)))
}

/// A character typed: the blocks around it are read again.
fn reparse(text: &str) -> f64 {
    let (mut rope, mut syntax, (at, _)) = (Text::new(text), Syntax::new(text), place(text));
    least(|| {
        let removed = rope.replace(at..at, "e");
        timed(|| syntax.edit(&rope, removed, 1))
    })
}

/// Blocks to sentences, groups of sources, and who says what.
fn analyse(text: &str) -> f64 {
    let syntax = Syntax::new(text);
    let read = |block| {
        let facts = citation::Facts::new(block);
        claim::Facts::new(block, &facts, &[])
    };
    least(|| timed(|| syntax.blocks().iter().map(|placed| read(&placed.block).statements.len()).sum::<usize>()))
}

/// Everything, from the text.
fn check(text: &str) -> f64 {
    least(|| timed(|| Draft::new(text, Arc::default()).check()))
}

/// A character typed, and everything that is found then.
fn keystroke(text: &str) -> f64 {
    let (mut draft, (at, _)) = (Draft::new(text, Arc::default()), place(text));
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
    let all = || {
        let mut ruler = Ruler::new(text, Encoding::Utf16);
        findings.iter().map(|finding| ruler.position(finding.range.start).line).sum::<u32>()
    };
    least(|| timed(all))
}

/// A client asks, and nothing has changed since it last did; what it knows already it does not say.
fn tell(text: &str) -> f64 {
    asked(text, |client, _| client.pull(false))
}

/// It does say so.
fn tell_nothing(text: &str) -> f64 {
    asked(text, |client, _| client.pull(true))
}

/// A letter comes in, and what is found then goes out.
fn answer(text: &str) -> f64 {
    asked(text, |client, (line, column)| {
        client.key(line, column)?;
        client.pull(false)
    })
}

fn asked(text: &str, mut act: impl FnMut(&mut Client, (u32, u32)) -> Option<usize>) -> f64 {
    let Some(mut client) = Client::open(text) else { return f64::NAN };
    let (_, place) = place(text);
    least(|| timed(|| act(&mut client, place)))
}
