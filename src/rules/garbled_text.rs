//! UTF-8 read as Windows-1252: `â€™` for `’`, `Ã©` for `é`.

use super::{Check, Fixable, Group, Rule};
use crate::check::Passage;
use crate::finding::{Edit, Finding, Repair};
use crate::markdown::{Block, SpanKind};
use std::ops::Range;

mod decode;
use decode::{garbled_runs, mend};

pub static RULE: Rule = Rule {
    name: "garbled-text",
    group: Group::Source,
    fixable: Fixable::Sometimes,
    page: include_str!("garbled_text.md"),
    check: Check::Block(check),
    ..Rule::DEFAULT
};

fn check(passage: &Passage<'_>, findings: &mut Vec<Finding>) {
    let block = passage.block;
    for range in garbled_runs(&block.text) {
        if !spoken_about(block, &range) {
            findings.push(finding(&block.text, range));
        }
    }
}

fn finding(text: &str, range: Range<usize>) -> Finding {
    let garbled = &text[range.clone()];
    let shown: String = garbled.chars().filter(|c| !c.is_control()).collect();
    let Some(mended) = mend(garbled) else {
        let message = format!("`{shown}` was another character once, and its code was lost on the way; write it anew");
        return Finding::new(&RULE, range, message);
    };
    let (name, title) = match &*mended {
        "\u{a0}" => ("a no-break space".to_owned(), "Change to a no-break space".to_owned()),
        "\u{feff}" => ("nothing".to_owned(), "Remove the marks".to_owned()),
        _ => (format!("`{mended}`"), format!("Change to `{mended}`")),
    };
    // A byte order mark in the middle of a text is as unwanted as its garbled form.
    let text = if mended == "\u{feff}" { String::new() } else { mended };
    let message = format!("`{}` is UTF-8 read as Windows-1252; it should read {name}", shown.trim_end());
    Finding::new(&RULE, range.clone(), message).repair(Repair::safe(title, vec![Edit::replace(range, text)]))
}

/// Words of a line that explains what garbling looks like.
const EXPLAINS: [&str; 8] = ["encoding", "mojibake", "utf-8", "utf8", "unicode", "windows-1252", "cp1252", "latin-1"];

/// Whether the run stands in code or in quotation marks of its own, or the line explains what garbling looks like.
fn spoken_about(block: &Block, range: &Range<usize>) -> bool {
    let code = |kind: &SpanKind| matches!(kind, SpanKind::Code | SpanKind::CodeBlock { .. } | SpanKind::Math);
    let (head, tail) = (&block.text[..range.start], &block.text[range.end..]);
    let quoted = [('"', '"'), ('\'', '\''), ('\u{201c}', '\u{201d}'), ('\u{2018}', '\u{2019}')]
        .iter()
        .any(|&(open, close)| head.ends_with(open) && tail.starts_with(close));
    let near =
        (head.len().saturating_sub(300)..head.len()).find(|&n| head.is_char_boundary(n)).map_or("", |n| &head[n..]);
    let line = near.rsplit('\n').next().unwrap_or("").to_lowercase();
    let explained = EXPLAINS.iter().any(|word| line.contains(word));
    explained || quoted || block.spans_in(range.clone()).any(|span| code(&span.kind))
}
