//! Readers of what comes along with text copied from Wikipedia.

use super::remnant::{Mend, Remnant};
use crate::citation::address;
use crate::finding::Safety;
use crate::markdown::{Block, LeafKind, SpanKind};
use crate::rules::cursor::Cursor;
use std::ops::Range;

/// `[edit]` in the languages of the larger Wikipedias.
const EDIT: &[&str] = &[
    "edit",
    "edit source",
    "edit | edit source",
    "Bearbeiten",
    "Bearbeiten | Quelltext bearbeiten",
    "modifier",
    "modifier | modifier le code",
    "editar",
    "editar c\u{f3}digo",
    "modifica",
    "bewerken",
    "edytuj",
    "\u{43f}\u{440}\u{430}\u{432}\u{438}\u{442}\u{44c}",
    "\u{7de8}\u{96c6}",
    "\u{7f16}\u{8f91}",
];

/// What Wikipedia's editors ask of a sentence; `citation needed` alone is a placeholder like any other.
const MAINTENANCE: &[&str] = &[
    "clarification needed",
    "clarify",
    "who?",
    "when?",
    "where?",
    "which?",
    "whom?",
    "by whom?",
    "according to whom?",
    "why?",
    "how?",
    "how many?",
    "vague",
    "dubious",
    "dubious \u{2013} discuss",
    "disputed \u{2013} discuss",
    "failed verification",
    "verification needed",
    "better source needed",
    "additional citation(s) needed",
    "additional citations needed",
    "full citation needed",
    "page needed",
    "page\u{a0}needed",
    "citation\u{a0}needed",
    "unreliable source?",
    "self-published source",
    "non-primary source needed",
    "original research?",
    "not in citation given",
    "not verified in body",
    "dead link",
    "permanent dead link",
    "attribution needed",
    "needs update",
    "third-party source needed",
    "medical citation needed",
    "neutrality is disputed",
    "weasel words",
    "undue weight? \u{2013} discuss",
    "peacock term",
    "improper synthesis?",
];

/// `\[[edit](https://en.wikipedia.org/w/index.php?…action=edit…)\]`, and links to Wikipedia's own pages about such notes.
pub fn edit_link(block: &Block, at: usize) -> Option<Remnant> {
    let (range, target, words) = link_at(block, at)?;
    let target = &block.text[target];
    let wiki = address::host(target).is_some_and(|host| host.contains("wiki"));
    let edits = wiki && (target.contains("action=edit") || target.contains("veaction="));
    let asks =
        wiki && ["/wiki/Wikipedia:", "/wiki/Wikip%C3%A9dia:", "/wiki/Help:"].iter().any(|part| target.contains(part));
    let words = block.text[words].trim_matches(['*', '_', '[', ']', '\\', ' ']).to_lowercase();
    if edits && EDIT.iter().any(|edit| words == edit.to_lowercase()) {
        return Some(edit(bracketed(&block.text, range)));
    }
    let note = MAINTENANCE.contains(&&*words) || words == "citation needed";
    (asks && note).then(|| ask(bracketed(&block.text, range)))
}

/// `[edit]` without a link, at the end of a heading.
pub fn edit_mark(block: &Block, at: usize) -> Option<Remnant> {
    let (range, inside) = plain(block, at)?;
    let leaf = block.leaves.partition_point(|leaf| leaf.range.start <= at).checked_sub(1)?;
    let heading = block.leaves.get(leaf).filter(|leaf| leaf.kind == LeafKind::Heading && leaf.range.contains(&at))?;
    let rest = block.text[range.end..heading.range.end.max(range.end)].trim_matches(['#', '*', ' ', '\n', '\r']);
    let words = block.text[heading.range.start..range.start].contains(char::is_alphabetic);
    (words && rest.is_empty() && EDIT.contains(&inside)).then(|| edit(range))
}

/// `[note 2]`, `[nb 3]`.
pub fn note(block: &Block, at: usize) -> Option<Remnant> {
    let (range, inside) = plain(block, at)?;
    let (kind, number) = inside.split_once([' ', '\u{a0}'])?;
    let named = matches!(kind, "note" | "Note" | "nb" | "notes" | "upper-alpha" | "Anm." | "N");
    let numbered = number.len() <= 3 && !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    let hangs = block.text[..range.start].ends_with(|c: char| !c.is_whitespace());
    (named && numbered && hangs).then_some(Remnant {
        range,
        what: "the mark of a note that was not copied with the text",
        advice: "remove it, or cite what the note said",
        mend: Mend::Remove(Safety::Unsafe),
    })
}

/// `[who?]`, `[clarification needed]`.
pub fn maintenance(block: &Block, at: usize) -> Option<Remnant> {
    let (range, inside) = plain(block, at)?;
    let inside = inside.trim_matches(['*', '_', ' ']);
    let raised = block.text[..range.start].ends_with("<sup>") && inside == "citation needed";
    (raised || MAINTENANCE.contains(&inside)).then(|| ask(range))
}

fn edit(range: Range<usize>) -> Remnant {
    Remnant {
        range,
        what: "a link for Wikipedia's editors that was copied with the text",
        advice: "remove it",
        mend: Mend::Remove(Safety::Safe),
    }
}

fn ask(range: Range<usize>) -> Remnant {
    Remnant {
        range,
        what: "a question that Wikipedia's editors ask of the sentence",
        advice: "answer it with a source, or leave the sentence out",
        mend: Mend::Remove(Safety::Unsafe),
    }
}

/// The inline link that starts at `at`: whole, target, text.
fn link_at(block: &Block, at: usize) -> Option<(Range<usize>, Range<usize>, Range<usize>)> {
    let first = block.spans.partition_point(|span| span.range.start < at);
    block.spans[first..].iter().take_while(|span| span.range.start == at).find_map(|span| match &span.kind {
        SpanKind::Link { text, target, .. } => Some((span.range.clone(), target.clone(), text.clone())),
        _ => None,
    })
}

/// A bracket, escaped or not, that is no link, and what stands in it.
fn plain(block: &Block, at: usize) -> Option<(Range<usize>, &str)> {
    let mut cursor = Cursor::new(&block.text, at + 1);
    let inside = cursor.until_within("]", 64).filter(|inside| !inside.contains('['))?;
    let linked = cursor.rest().starts_with(['(', ':']);
    let start = at - usize::from(block.text[..at].ends_with('\\'));
    (!linked).then(|| (start..cursor.at, inside.strip_suffix('\\').unwrap_or(inside)))
}

/// The range with the brackets around it, escaped or not, and the emphasis between.
fn bracketed(text: &str, range: Range<usize>) -> Range<usize> {
    let head = text[..range.start].trim_end_matches(['*', '_']);
    let tail = text[range.end..].trim_start_matches(['*', '_']);
    for (open, close) in [("\\[", "\\]"), ("[", "]")] {
        if head.ends_with(open) && tail.starts_with(close) {
            return head.len() - open.len()..text.len() - tail.len() + close.len();
        }
    }
    range
}
