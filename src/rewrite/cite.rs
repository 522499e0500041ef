//! Citing once more what a draft cites already.

use super::spot::{Spot, place};
use super::{Part, Rewriting};
use crate::bibliography::Library;
use crate::markdown::{Block, SpanKind, fold_label};
use crate::repair::Edit;
use std::collections::HashMap;

/// How many sources are offered. Nobody reads a longer menu.
const MOST: usize = 8;
/// How much of a source's text is shown, in characters.
const SHOWN: usize = 48;

/// A source as the draft cites it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Source {
    Note(String),
    Link(String),
    Key(String),
}

/// What could be cited at byte `at`: the sources that the draft cites, the last before that place first, each as it is cited already.
/// None where no citation can stand.
pub fn choices(parts: &[Part<'_>], at: usize, library: &Library) -> Vec<Rewriting> {
    let Some(Spot { link, note }) = place(parts, at) else { return Vec::new() };
    let texts = texts(parts);
    let mut sources: HashMap<Source, (usize, String)> = HashMap::new();
    for (start, block) in parts {
        for span in &block.spans {
            let Some((source, name)) = source(block, &span.kind) else { continue };
            let known = matches!(source, Source::Key(_)) || texts.contains_key(&source);
            let place = start + span.range.start;
            // The last one before the place, or the first one after it.
            let rank = if place < at { at - place } else { usize::MAX / 2 + (place - at) };
            if known {
                let entry = sources.entry(source).or_insert((rank, name));
                entry.0 = entry.0.min(rank);
            }
        }
    }
    let mut sources: Vec<(Source, (usize, String))> = sources.into_iter().collect();
    sources.sort_by(|(_, a), (_, b)| a.cmp(b));
    let offered = sources.into_iter().take(MOST).map(|(source, (_, name))| {
        let about = match &source {
            Source::Key(key) => library.entry(key).and_then(|entry| entry.field("title")).unwrap_or(""),
            _ => texts.get(&source).copied().unwrap_or(""),
        };
        let edit = match source {
            Source::Note(_) => Edit::insert(note, format!("[^{name}]")),
            Source::Link(_) => Edit::insert(link, format!(" ([{name}][])")),
            Source::Key(_) => Edit::insert(link, format!(" [@{name}]")),
        };
        Rewriting { title: format!("Cite {}", shown(&name, about)), edits: vec![edit] }
    });
    offered.collect()
}

fn source(block: &Block, kind: &SpanKind) -> Option<(Source, String)> {
    let of = |range: &std::ops::Range<usize>| block.text[range.clone()].to_owned();
    match kind {
        SpanKind::FootnoteReference { label } => Some((Source::Note(fold_label(&of(label))), of(label))),
        SpanKind::Reference { label, defined: true, .. } => Some((Source::Link(fold_label(&of(label))), of(label))),
        SpanKind::CitationKey { key } => Some((Source::Key(of(key)), of(key))),
        _ => None,
    }
}

/// What is defined, by what it defines: the text of a footnote, the address of a link.
fn texts<'a>(parts: &[Part<'a>]) -> HashMap<Source, &'a str> {
    let mut texts = HashMap::new();
    for (_, block) in parts {
        for span in &block.spans {
            let fold = |label: &std::ops::Range<usize>| fold_label(&block.text[label.clone()]);
            match &span.kind {
                SpanKind::Definition { label, target } => {
                    texts.entry(Source::Link(fold(label))).or_insert(&block.text[target.clone()]);
                }
                SpanKind::FootnoteDefinition { label } => {
                    let text = block.text[label.end..span.range.end].trim_start_matches("]:").trim();
                    texts.entry(Source::Note(fold(label))).or_insert(text);
                }
                _ => {}
            }
        }
    }
    texts
}

/// A source for a menu: its name, and the beginning of what it is.
fn shown(name: &str, about: &str) -> String {
    let line = about.lines().next().unwrap_or("").trim();
    let mut short: String = line.chars().take(SHOWN).collect();
    if short.len() < line.len() {
        short = format!("{}\u{2026}", short.trim_end());
    }
    if short.is_empty() { format!("`{name}`") } else { format!("`{name}`: {short}") }
}
