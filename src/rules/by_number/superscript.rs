//! Citations by raised numbers: `³`, `¹⁻³`, `<sup>2, 5</sup>`.

use super::numeral::Numerals;
use crate::markdown::{Block, LeafKind};
use std::ops::Range;

/// Raised digits, by their value.
const DIGITS: &[char] =
    &['\u{2070}', '\u{b9}', '\u{b2}', '\u{b3}', '\u{2074}', '\u{2075}', '\u{2076}', '\u{2077}', '\u{2078}', '\u{2079}'];
/// How long what a `<sup>` holds may be, in bytes.
const LONGEST: usize = 40;

/// The raised numbers in a block that stand where a mark of a source would, in order. By themselves they prove nothing: a reader knows them
/// from a list whose numbers they are.
pub fn superscripts(block: &Block) -> Vec<Numerals> {
    let mut found = Vec::new();
    for leaf in block.leaves.iter().filter(|leaf| leaf.kind != LeafKind::Heading) {
        raised(block, &leaf.range, &mut found);
        tagged(block, &leaf.range, &mut found);
    }
    found.sort_by_key(|numerals| numerals.range.start);
    found
}

/// Runs of raised digits, commas and minus signs.
fn raised(block: &Block, leaf: &Range<usize>, found: &mut Vec<Numerals>) {
    let is_mark = |c: char| DIGITS.contains(&c) || matches!(c, '\u{207b}' | '\u{2d2}');
    let mut at = leaf.start;
    while let Some(ahead) = block.prose[at..leaf.end].find(|c| DIGITS.contains(&c)) {
        let start = at + ahead;
        let rest = &block.prose[start..leaf.end];
        let end = start + rest.find(|c| !is_mark(c)).unwrap_or(rest.len());
        at = end;
        let plain: String = block.prose[start..end]
            .chars()
            .map(|c| match DIGITS.iter().position(|digit| *digit == c) {
                Some(digit) => char::from_digit(digit as u32, 10).unwrap_or('0'),
                None if c == '\u{207b}' => '-',
                None => ',',
            })
            .collect();
        push(block, start..end, &plain, found);
    }
}

fn tagged(block: &Block, leaf: &Range<usize>, found: &mut Vec<Numerals>) {
    for open in memchr::memmem::find_iter(block.text[leaf.clone()].as_bytes(), "<sup>").map(|n| leaf.start + n) {
        let rest = &block.text[open + 5..leaf.end];
        if let Some(length) = rest.find("</sup>").filter(|length| *length <= LONGEST)
            && !block.is_code(open)
        {
            push(block, open..open + 5 + length + 6, &rest[..length], found);
        }
    }
}

/// Adds what stands in `range`, if it says numbers and a sentence's words or its closing mark stand before it.
fn push(block: &Block, range: Range<usize>, plain: &str, found: &mut Vec<Numerals>) {
    let Some(numbers) = numbers(plain) else { return };
    let mut before = block.text[..range.start].chars().rev();
    let letters = before.clone().take_while(|c| c.is_alphabetic()).count();
    let stop = before.next().is_some_and(|c| ".,;:!?)\"\u{201d}\u{2019}*_".contains(c));
    // `km²`, `x³`; a word of the language is longer.
    if letters > 3 || stop && !block.text[..range.start].trim_end_matches('.').ends_with(|c: char| c.is_ascii_digit()) {
        found.push(Numerals { range, numbers, sure: false });
    }
}

/// `2, 5-7` spelt out.
fn numbers(plain: &str) -> Option<Vec<u32>> {
    let mut numbers = Vec::new();
    for part in plain.split([',', ';']) {
        let mut ends = part.trim().splitn(2, ['-', '\u{2013}']).map(|end| {
            let end = end.trim();
            let proper = !end.is_empty() && end.len() < 4 && !end.starts_with('0');
            end.parse::<u32>().ok().filter(|_| proper && end.bytes().all(|b| b.is_ascii_digit()))
        });
        let first = ends.next()??;
        match ends.next() {
            Some(last) => {
                let last = last.filter(|last| *last > first && last - first < 100)?;
                numbers.extend(first..=last);
            }
            None => numbers.push(first),
        }
    }
    Some(numbers)
}
