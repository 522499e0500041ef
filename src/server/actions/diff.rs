//! Small edits from a text before to the text after, so that cursors, folds and marks of what did not change stay where they are.

use crate::finding::Edit;
use std::ops::Range;

/// Changed lines beyond which the search for the least difference is given up and the changed region is replaced
/// whole: the search takes their square, in time and in memory (4 MB at this number).
const MOST_CHANGED_LINES: usize = 500;

/// Disjoint edits, in order, that turn `old` into `new`.
pub fn edits(old: &str, new: &str) -> Vec<Edit> {
    let (a, b): (Vec<&str>, Vec<&str>) = (lines(old), lines(new));
    let mut edits = Vec::new();
    let (mut at, mut i, mut to, mut j) = (0, 0, 0, 0);
    for (kept_a, kept_b) in common(&a, &b).into_iter().chain([(a.len(), b.len())]) {
        let gone: usize = a[i..kept_a].iter().map(|line| line.len()).sum();
        let come: usize = b[j..kept_b].iter().map(|line| line.len()).sum();
        if gone + come > 0 {
            edits.push(trimmed(old, at..at + gone, &new[to..to + come]));
        }
        let kept = a.get(kept_a).map_or(0, |line| line.len());
        (at, to, i, j) = (at + gone + kept, to + come + kept, kept_a + 1, kept_b + 1);
    }
    edits
}

fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

/// The lines that stay, as pairs of their numbers: Myers' shortest edit script, between a common start and a common end.
fn common(a: &[&str], b: &[&str]) -> Vec<(usize, usize)> {
    let start = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let end = a[start..].iter().rev().zip(b[start..].iter().rev()).take_while(|(a, b)| a == b).count();
    let (n, m) = (a.len() - start - end, b.len() - start - end);
    let mut pairs: Vec<_> = (0..start).map(|k| (k, k)).collect();
    pairs.extend(myers(&a[start..start + n], &b[start..start + m]).into_iter().map(|(i, j)| (start + i, start + j)));
    pairs.extend((0..end).map(|k| (start + n + k, start + m + k)));
    pairs
}

fn myers(a: &[&str], b: &[&str]) -> Vec<(usize, usize)> {
    let (n, m) = (a.len(), b.len());
    if n == 0 || m == 0 {
        return Vec::new();
    }
    let furthest = (n + m).min(MOST_CHANGED_LINES);
    // `reach[k + furthest + 1]` is how far in `a` the diagonal `k` has come.
    let mut reach = vec![0usize; 2 * furthest + 3];
    let mut history = Vec::new();
    for d in 0..=furthest {
        history.push(reach.clone());
        for step in 0..=d {
            let k = furthest + 1 + 2 * step - d;
            let down = step == 0 || (step != d && reach[k - 1] < reach[k + 1]);
            let mut x = if down { reach[k + 1] } else { reach[k - 1] + 1 };
            // On diagonal k, y = x - k.
            let mut y = x + furthest + 1 - k;
            while x < n && y < m && a[x] == b[y] {
                (x, y) = (x + 1, y + 1);
            }
            reach[k] = x;
            if x >= n && y >= m {
                return trace(&history, furthest, n, m);
            }
        }
    }
    Vec::new()
}

/// Walks back through `history` and collects the lines both texts have.
fn trace(history: &[Vec<usize>], furthest: usize, n: usize, m: usize) -> Vec<(usize, usize)> {
    let (mut x, mut y) = (n, m);
    let mut pairs = Vec::new();
    for (d, reach) in history.iter().enumerate().rev() {
        let k = furthest + 1 + x - y;
        let step = (k + d - furthest - 1) / 2;
        let down = step == 0 || (step != d && reach[k - 1] < reach[k + 1]);
        let before_k = if down { k + 1 } else { k - 1 };
        let before_x = if d == 0 { 0 } else { reach[before_k] };
        let before_y = if d == 0 { 0 } else { before_x + furthest + 1 - before_k };
        while x > before_x && y > before_y {
            (x, y) = (x - 1, y - 1);
            pairs.push((x, y));
        }
        (x, y) = (before_x, before_y);
    }
    pairs.reverse();
    pairs
}

/// An edit without the characters that both sides share at its start and end. Never between a `\r` and its `\n`: no
/// position in an editor is there.
fn trimmed(old: &str, range: Range<usize>, new: &str) -> Edit {
    let gone = &old[range.clone()];
    let mut start: usize = gone.chars().zip(new.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    if gone[..start].ends_with('\r') {
        start -= 1;
    }
    let (left, right) = (&gone[start..], &new[start..]);
    let both = left.chars().rev().zip(right.chars().rev());
    let mut end: usize = both.take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let splits = |text: &str| text[text.len() - end..].starts_with('\n') && text[..text.len() - end].ends_with('\r');
    if splits(left) || splits(right) {
        end -= 1;
    }
    Edit::replace(range.start + start..range.end - end, &right[..right.len() - end])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Fix, Safety};
    use proptest::prelude::*;

    fn apply(old: &str, edits: Vec<Edit>) -> String {
        let fix = Fix { title: String::new(), safety: Safety::Safe, edits, elsewhere: None };
        crate::check::apply(old, [&fix]).0
    }

    #[test]
    fn untouched_lines_stay_untouched() {
        let (old, new) = ("one\ntwo\nthree\nfour\n", "one\n2\nthree\nfour!\n");
        let edits = edits(old, new);
        assert_eq!(edits, [Edit::replace(4..7, "2"), Edit::insert(18, "!")]);
    }

    #[test]
    fn a_line_end_is_never_split() {
        for (old, new) in [("a\r\nb", "a\nb"), ("a\nb", "a\r\nb"), ("a\r\n", "a\r"), ("a\r", "a\r\n")] {
            let edits = edits(old, new);
            for edit in &edits {
                for offset in [edit.range.start, edit.range.end] {
                    assert!(!(old[..offset].ends_with('\r') && old[offset..].starts_with('\n')), "{old:?} {edit:?}");
                }
            }
            assert_eq!(apply(old, edits), new);
        }
    }

    proptest! {
        #[test]
        fn the_edits_make_the_new_text(old in "([ab\u{e9}\u{1f600}]{0,2}\r?\n){0,12}", new in "([ab\u{e9}\u{1f600}]{0,2}\r?\n){0,12}") {
            prop_assert_eq!(apply(&old, edits(&old, &new)), new);
        }
    }
}
