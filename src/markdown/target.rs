//! Where the target of an inline link stands in its source.

use std::ops::Range;

/// Splits the inline link in `range`, whose text starts at `inner_start` and whose inner constructs end at `inner_end`,
/// into the ranges of its text and of its target as written, without angle brackets and title.
pub fn split(
    source: &str,
    range: &Range<usize>,
    inner_start: usize,
    inner_end: usize,
) -> Option<(Range<usize>, Range<usize>)> {
    let open = inner_end + source.get(inner_end..range.end)?.find("](")?;
    let rest = source.get(open + 2..range.end - 1)?;
    let from = open + 2 + (rest.len() - rest.trim_start().len());
    Some((inner_start..open, target(source, from, range.end - 1)))
}

fn target(source: &str, from: usize, end: usize) -> Range<usize> {
    let rest = &source[from.min(end)..end];
    if let Some(inside) = rest.strip_prefix('<') {
        let length = inside.find(['>', '\n']).unwrap_or(inside.len());
        return from + 1..from + 1 + length;
    }
    let length = rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len());
    from..from + length
}
