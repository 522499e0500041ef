//! What holds for the blocks of any text.

use ibid::markdown::{Span, Syntax};

/// The first thing that is wrong with the blocks of `text`.
pub fn flaw(text: &str, syntax: &Syntax) -> Option<String> {
    let mut end = 0;
    for placed in syntax.blocks() {
        let block = &*placed.block;
        if placed.start != end || text.get(placed.start..placed.end()) != Some(&*block.text) {
            return Some(format!("block at {} is not the text there", placed.start));
        }
        end = placed.end();
        if block.text.is_empty() && !text.is_empty() {
            return Some(format!("block at {} is empty", placed.start));
        }
        if block.prose.len() != block.text.len() {
            return Some(format!("prose of {} bytes for {:?}", block.prose.len(), block.text));
        }
        if let Some(at) = strays(&block.text, &block.prose) {
            return Some(format!("prose at {at} is {:?} in {:?}", &block.prose, block.text));
        }
        let within =
            |range: &std::ops::Range<usize>| range.start <= range.end && block.text.get(range.clone()).is_some();
        let mut last = 0;
        for span in &block.spans {
            let mut copy: Span = span.clone();
            let own = span.range.clone();
            if !copy.ranges_mut().all(|r| within(r) && own.start <= r.start && r.end <= own.end) || own.is_empty() {
                return Some(format!("a range of {span:?} is outside of it or of {:?}", block.text));
            }
            if span.range.start < last {
                return Some(format!("spans are not in order: {:?} in {:?}", block.spans, block.text));
            }
            last = span.range.start;
        }
        let mut last = 0;
        for leaf in &block.leaves {
            if !within(&leaf.range) || leaf.range.start < last {
                return Some(format!("{leaf:?} overlaps one before or leaves {:?}", block.text));
            }
            last = leaf.range.end;
        }
    }
    (end != text.len()).then(|| format!("blocks end at {end}, the text at {}", text.len()))
}

/// Where prose is neither the source nor a placeholder nor a blank.
fn strays(text: &str, prose: &str) -> Option<usize> {
    text.bytes()
        .zip(prose.bytes())
        .position(|(source, shown)| source != shown && !matches!(shown, 0 | 1 | b' ' | b'\n'))
}
