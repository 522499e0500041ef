//! Link reference definitions, found by a scanner of our own: the parser drops a second definition of a label without a word.

use std::collections::BTreeSet;
use std::ops::Range;

/// The labels that a draft defines, folded.
pub type Labels = BTreeSet<String>;

/// A label as CommonMark compares it: white space collapsed, case folded.
pub fn fold_label(label: &str) -> String {
    let mut folded = String::with_capacity(label.len());
    for word in label.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        // Upper and then lower case folds `ß` and `ẞ` with `SS`, as full case folding does.
        folded.extend(word.chars().flat_map(char::to_uppercase).flat_map(char::to_lowercase));
    }
    folded
}

/// A link reference definition at the start of a line.
#[derive(Debug, PartialEq, Eq)]
pub struct Definition {
    /// From the opening bracket to the end of the title or target.
    pub range: Range<usize>,
    /// Between the brackets.
    pub label: Range<usize>,
    /// The target, without angle brackets.
    pub target: Range<usize>,
}

/// Reads the definition that opens at `start` (at its `[`) in `text`, if one does. The target may stand on the next line.
pub fn definition_at(text: &str, start: usize) -> Option<Definition> {
    let bytes = text.as_bytes();
    if bytes.get(start) != Some(&b'[') || bytes.get(start + 1) == Some(&b'^') {
        return None;
    }
    let label = start + 1..closing_bracket(bytes, start + 1)?;
    if text[label.clone()].trim().is_empty() || bytes.get(label.end + 1) != Some(&b':') {
        return None;
    }
    let gap = text[label.end + 2..].find(|c: char| !c.is_whitespace())?;
    if text[label.end + 2..label.end + 2 + gap].bytes().filter(|&b| b == b'\n').count() > 1 {
        return None;
    }
    let from = label.end + 2 + gap;
    let target = if bytes[from] == b'<' {
        from + 1..from + 1 + text[from + 1..].find(['>', '\n'])?
    } else {
        from..text[from..].find(char::is_whitespace).map_or(text.len(), |n| from + n)
    };
    let line_end = text[target.end..].find('\n').map_or(text.len(), |n| target.end + n);
    let end = target.end + text[target.end..line_end].trim_end().len();
    Some(Definition { range: start..end, label, target })
}

/// The offset of the `]` that closes a label opened before `from`. Labels hold at most 999 characters and no bare bracket.
fn closing_bracket(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    while at < bytes.len() && at - from < 4000 {
        match bytes[at] {
            b'\\' => at += 1,
            b']' => return Some(at),
            b'[' => return None,
            _ => {}
        }
        at += 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_label_target_and_extent() {
        let text = "[A b]: <https://example.org/a b> \"Title\"\nnext";
        let found = definition_at(text, 0).unwrap();
        assert_eq!(&text[found.label], "A b");
        assert_eq!(&text[found.target], "https://example.org/a b");
        assert_eq!(&text[found.range], "[A b]: <https://example.org/a b> \"Title\"");
    }

    #[test]
    fn a_target_may_stand_on_the_next_line_but_not_further() {
        assert!(definition_at("[a]:\n  b", 0).is_some());
        assert!(definition_at("[a]:\n\n  b", 0).is_none());
    }

    #[test]
    fn labels_fold_case_and_white_space() {
        assert_eq!(fold_label(" Gro\u{df}e  STADT\n"), fold_label("GROSSE stadt"));
    }
}
