//! What makes one citation of what stands in it: a footnote, or an entry of the draft's own list of references.

use super::number::cite_by_number;
use crate::citation::author_year::{Entry, Year};
use crate::citation::typed_list::{Listed, Placed, TypedList, listed, seen};
use crate::markdown::{SpanKind, fold_label};
use std::collections::HashMap;
use std::ops::Range;

/// A note or an entry.
#[derive(Debug)]
pub struct Holder {
    /// In the draft.
    pub range: Range<usize>,
    /// Where what it holds is cited.
    pub marks: Vec<Range<usize>>,
    /// What a reader sees of it.
    pub text: String,
    /// Whether it is an entry of the list.
    pub entry: bool,
}

/// The notes and the entries of a draft, by start; none stands in another.
pub fn holders(blocks: &[Placed<'_>]) -> Vec<Holder> {
    let mut marks: HashMap<String, Vec<Range<usize>>> = HashMap::new();
    for (start, block) in blocks {
        for span in &block.spans {
            if let SpanKind::FootnoteReference { label } = &span.kind {
                let range = start + span.range.start..start + span.range.end;
                marks.entry(fold_label(&block.text[label.clone()])).or_default().push(range);
            }
        }
    }
    let mut found = Vec::new();
    for &(start, block) in blocks {
        for span in &block.spans {
            let range = start + span.range.start..start + span.range.end;
            match &span.kind {
                SpanKind::FootnoteDefinition { label } => {
                    // Of two notes of one label the first is the one that is shown.
                    let marks = marks.remove(&fold_label(&block.text[label.clone()])).unwrap_or_default();
                    let text = seen(block, (label.end + 2).min(span.range.end)..span.range.end);
                    found.push(Holder { range, marks, text, entry: false });
                }
                SpanKind::InlineNote { text } => {
                    let text = seen(block, text.clone());
                    found.push(Holder { marks: vec![range.clone()], range, text, entry: false });
                }
                _ => {}
            }
        }
    }
    let mut entries = entries(blocks);
    cite_by_number(blocks, &mut entries);
    found.extend(entries);
    found.sort_by_key(|holder| (holder.range.start, std::cmp::Reverse(holder.range.end)));
    let mut end = 0;
    found.retain(|holder| {
        let apart = holder.range.start >= end;
        end = end.max(holder.range.end);
        apart
    });
    found
}

/// The entries of the list, each with the citations by author and year that it answers.
fn entries(blocks: &[Placed<'_>]) -> Vec<Holder> {
    let Some(list) = TypedList::of(blocks) else {
        return listed(blocks).into_iter().map(|listed| holder(blocks, &listed)).collect();
    };
    let mut found: Vec<Holder> = list.entries.iter().map(|listed| holder(blocks, listed)).collect();
    for citing in list.citations.iter().filter(|citing| citing.listed && !citing.linked) {
        let year = &citing.cited.year;
        let fitting = |fits: fn(&Entry, &Year) -> bool| {
            let mut fitting = citing.by.iter().copied().filter(|&number| fits(&list.entries[number].entry, year));
            // A citation that two entries answer is not told apart by guessing.
            fitting.next().filter(|_| fitting.next().is_none())
        };
        // Beside a work of the very year, one that has no year yet is not meant.
        if let Some(number) = fitting(Entry::is_dated).or_else(|| fitting(Entry::is_of))
            && let Some(holder) = found.get_mut(number)
        {
            holder.marks.push(citing.start + citing.cited.range.start..citing.start + citing.cited.range.end);
        }
    }
    found
}

fn holder(blocks: &[Placed<'_>], listed: &Listed) -> Holder {
    let index = blocks.partition_point(|(start, _)| *start <= listed.range.start).saturating_sub(1);
    let text = blocks.get(index).map_or_else(String::new, |&(start, block)| {
        seen(block, listed.range.start - start..(listed.range.end - start).min(block.text.len()))
    });
    Holder { range: listed.range.clone(), marks: Vec::new(), text, entry: true }
}
