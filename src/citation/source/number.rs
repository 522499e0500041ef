//! Citations by number, `[3]` and `[1, 4]`, of a list whose entries start with their numbers in brackets.

use super::holder::Holder;
use crate::citation::typed_list::Placed;
use crate::markdown::{BlockKind, SpanKind};
use std::collections::HashMap;
use std::ops::Range;

/// How long a bracket of numbers may be, in bytes.
const LONGEST: usize = 40;

/// The number in brackets that an entry starts with.
pub fn number_of(text: &str) -> Option<u32> {
    text.strip_prefix('[')?.split_once(']')?.0.parse().ok()
}

/// Gives each entry of a numbered list the places that cite it. Of a number that two entries have, none.
pub fn cite_by_number(blocks: &[Placed<'_>], entries: &mut [Holder]) {
    let mut by_number: HashMap<u32, Option<usize>> = HashMap::new();
    for (index, number) in
        entries.iter().enumerate().filter_map(|(index, entry)| Some((index, number_of(&entry.text)?)))
    {
        by_number.entry(number).and_modify(|known| *known = None).or_insert(Some(index));
    }
    let ends: Vec<Range<usize>> = entries.iter().map(|entry| entry.range.clone()).collect();
    if by_number.is_empty() {
        return;
    }
    for (start, block) in
        blocks.iter().filter(|(_, block)| !matches!(block.kind, BlockKind::Heading | BlockKind::FrontMatter))
    {
        for (range, numbers) in brackets(&block.prose) {
            let place = start + range.start..start + range.end;
            let end = ends.partition_point(|entry| entry.start <= place.start);
            let inside = end > 0 && ends.get(end - 1).is_some_and(|entry| place.start < entry.end);
            let known: Option<Vec<usize>> =
                numbers.iter().map(|number| by_number.get(number).copied().flatten()).collect();
            let linked = || {
                block
                    .spans_in(range.clone())
                    .any(|span| matches!(span.kind, SpanKind::Link { .. } | SpanKind::Image { .. }))
            };
            // A bracket with a number that the list does not have may be anything.
            for index in known.filter(|_| !inside && !linked()).unwrap_or_default() {
                if let Some(entry) = entries.get_mut(index) {
                    entry.marks.push(place.clone());
                }
            }
        }
    }
}

/// The brackets in prose that hold numbers and nothing else, ranges spelt out.
fn brackets(prose: &str) -> Vec<(Range<usize>, Vec<u32>)> {
    let mut found = Vec::new();
    for open in memchr::memchr_iter(b'[', prose.as_bytes()) {
        let window = &prose.as_bytes()[open + 1..prose.len().min(open + 1 + LONGEST)];
        let Some(close) = memchr::memchr(b']', window).map(|length| open + 1 + length) else { continue };
        let Some(inside) = prose.get(open + 1..close) else { continue };
        let parts: Option<Vec<Vec<u32>>> = inside.split([',', ';']).map(|part| numbers(part.trim())).collect();
        if let Some(parts) = parts {
            found.push((open..close + 1, parts.concat()));
        }
    }
    found
}

/// `3`, `3-5`, `3\u{2013}5`.
fn numbers(part: &str) -> Option<Vec<u32>> {
    let (first, last) = part.split_once(['-', '\u{2013}']).unwrap_or((part, part));
    let (first, last): (u32, u32) = (first.trim().parse().ok()?, last.trim().parse().ok()?);
    (first <= last && last - first < 100).then(|| (first..=last).collect())
}
