//! Lines that hold a source's name and nothing else.

use super::group::closing;
use super::{NameLine, outlet};
use crate::markdown::{Block, Leaf, LeafKind};
use crate::prose::Sentence;
use crate::repair::{Edit, Stub};

/// The lines of a paragraph, the first one apart, that are a known outlet's name, or a short name before a line with a lone full stop.
pub fn name_lines(block: &Block, leaf: &Leaf, sentences: &[Sentence]) -> Vec<NameLine> {
    let prose = &*block.prose;
    let text = &prose[leaf.range.clone()];
    if leaf.kind == LeafKind::Cell || !text.trim_end_matches(['\n', '\0', ' ']).contains('\n') {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut start = leaf.range.start;
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    for (index, line) in lines.iter().enumerate() {
        let name = line.trim_matches([' ', '\n', '\r', '\0']);
        let at = start + line.find(name).unwrap_or(0);
        start += line.len();
        let next = lines.get(index + 1).map_or("", |next| next.trim_matches([' ', '\n', '\r', '\0']));
        let title = name.starts_with(char::is_uppercase) && name.len() < 40 && name.split(' ').count() <= 3;
        if index == 0 || !title || next.starts_with('+') || !(outlet::by_name(name).is_some() || next == ".") {
            continue;
        }
        let Some(claim) = sentences.iter().rev().find(|s| s.range.end <= at) else { continue };
        let (before_stop, after_stop) = closing(prose, &claim.range);
        let end = if next == "." { start + lines[index + 1].find('.').unwrap_or(0) + 1 } else { at + name.len() };
        let edits = vec![Edit::delete(claim.range.end..end)];
        found.push(NameLine {
            range: at..at + name.len(),
            stub: Stub { edits, before_stop, after_stop, sources: vec![name.to_owned()] },
        });
    }
    found
}
