//! `Syntax::edit` is `Syntax::new`.

use crate::random::{self, Random};
use crate::sound::flaw;
use crate::texts::TEXTS;
use ibid::markdown::Syntax;
use ibid::text::{Encoding, Text};

/// Edits of each text; `IBID_EDITS` for more.
const EDITS: usize = 600;
/// After so many edits a text starts afresh, before it is only debris.
const LIFE: usize = 30;

#[test]
fn an_edited_draft_is_the_draft_read_afresh() {
    let edits = std::env::var("IBID_EDITS").ok().and_then(|n| n.parse().ok()).unwrap_or(EDITS);
    let first: u64 = std::env::var("IBID_SEED").ok().and_then(|n| n.parse().ok()).unwrap_or(0);
    let mut failures = Vec::new();
    for (name, source) in TEXTS {
        for line_end in ["\n", "\r\n"] {
            for round in 0..edits / LIFE {
                let source = source.replace('\n', line_end);
                failures.extend(follow(name, source, first + round as u64));
            }
        }
    }
    failures.sort_by_key(String::len);
    assert!(
        failures.is_empty(),
        "{} differ; the shortest:\n{}",
        failures.len(),
        failures[..failures.len().min(3)].join("\n")
    );
}

fn follow(name: &str, mut source: String, seed: u64) -> Option<String> {
    let mut random = Random::new(seed);
    let mut text = Text::new(&source);
    let mut syntax = Syntax::new(&source);
    for step in 0..LIFE {
        let (range, replacement) = random::edit(&mut random, &source);
        let before = source.clone();
        source.replace_range(range.clone(), &replacement);
        let removed = text.replace(range.clone(), &replacement);
        syntax.edit(&text, removed, replacement.len());
        let what = difference(&source, &syntax).or_else(|| misplaced(&source, &text, &mut random));
        if let Some(what) = what {
            return Some(format!(
                "{name}, seed {seed}, step {step}: {range:?} becomes {replacement:?} in\n  {before:?}\n  {what}\n"
            ));
        }
    }
    None
}

fn difference(source: &str, syntax: &Syntax) -> Option<String> {
    if let Some(flaw) = flaw(source, syntax) {
        return Some(flaw);
    }
    let fresh = Syntax::new(source);
    let pairs = syntax.blocks().iter().zip(fresh.blocks());
    for (edited, fresh) in pairs {
        if edited.start != fresh.start || edited.block != fresh.block {
            return Some(format!("edited\n  {:?}\n  fresh\n  {:?}", edited, fresh));
        }
    }
    let (edited, fresh) = (syntax.blocks().len(), fresh.blocks().len());
    (edited != fresh).then(|| format!("{edited} blocks instead of {fresh}"))
}

/// A random place that does not survive the way to a position and back.
fn misplaced(source: &str, text: &Text, random: &mut Random) -> Option<String> {
    if text.to_string() != source {
        return Some("the rope is another text".into());
    }
    let mut offset = random.below(source.len() + 1);
    while !source.is_char_boundary(offset) || source[..offset].ends_with('\r') {
        offset -= 1;
    }
    let encodings = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];
    let lost =
        encodings.into_iter().find(|&encoding| text.offset(text.position(offset, encoding), encoding) != offset)?;
    Some(format!("{offset} is lost in {lost:?}"))
}
