//! Readers of what Perplexity puts around an answer that is exported.

use super::remnant::{Mend, Remnant};
use crate::finding::Safety;
use crate::markdown::Block;
use crate::rules::cursor::Cursor;
use std::ops::Range;

fn furniture(range: Range<usize>) -> Remnant {
    Remnant {
        range,
        what: "furniture of a Perplexity export",
        advice: "it says nothing to a reader: remove it",
        mend: Mend::Remove(Safety::Safe),
    }
}

/// `<img src="https://r2cdn.perplexity.ai/…" …/>`
pub fn logo(block: &Block, at: usize) -> Option<Remnant> {
    let mut cursor = Cursor::new(&block.text, at);
    cursor.eat("<img ")?;
    let attributes = cursor.until(">")?;
    (attributes.contains("perplexity.ai/") && attributes.contains("logo")).then(|| furniture(at..cursor.at))
}

/// `<span style="display:none">[^1][^2]</span>`: the sources that the answer did not use.
pub fn hidden_notes(block: &Block, at: usize) -> Option<Remnant> {
    let mut cursor = Cursor::new(&block.text, at);
    cursor.eat("<span style=\"display:")?;
    cursor.spaces();
    cursor.eat("none")?;
    cursor.until(">")?;
    let notes = cursor.until("</span>")?;
    let only = notes.split(']').all(|note| note.trim().is_empty() || note.trim_start().starts_with("[^"));
    only.then(|| furniture(at..cursor.at))
}

/// `<div align="center">⁂</div>` before the sources.
pub fn asterism(block: &Block, at: usize) -> Option<Remnant> {
    let mut cursor = Cursor::new(&block.text, at);
    cursor.eat("<div ")?;
    cursor.until(">").filter(|attributes| attributes.contains("center"))?;
    cursor.until("</div>").filter(|inside| inside.trim() == "\u{2042}")?;
    Some(furniture(at..cursor.at))
}

/// `Answer from Perplexity: pplx.ai/share`
pub fn share_footer(block: &Block, at: usize) -> Option<Remnant> {
    let mut cursor = Cursor::new(&block.text, at);
    cursor.eat("Answer from Perplexity: ")?;
    let line = cursor.rest().split(['\n', '\r']).next().unwrap_or("").trim_end();
    (line.contains("pplx.ai") || line.contains("perplexity.ai")).then(|| furniture(at..cursor.at + line.len()))
}
