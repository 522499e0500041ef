//! Link reference definitions, found by a scanner of our own: the parser drops a second definition of a label without a word.

use std::collections::HashMap;
use std::ops::Range;

/// The labels that a draft defines, folded; those of footnotes as [`note_key`] has them. Each counts as often as it is defined, so that
/// those of a few blocks can be taken out and put back.
#[derive(Clone, Debug, Default)]
pub struct Labels {
    counts: HashMap<String, usize>,
}

impl Labels {
    /// None.
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether a label is defined.
    pub fn contains(&self, label: &str) -> bool {
        self.counts.contains_key(label)
    }

    /// Takes out one definition of a label.
    pub fn remove(&mut self, label: &str) {
        let Some(count) = self.counts.get_mut(label) else { return };
        *count -= 1;
        if *count == 0 {
            self.counts.remove(label);
        }
    }
}

impl Extend<String> for Labels {
    fn extend<I: IntoIterator<Item = String>>(&mut self, labels: I) {
        for label in labels {
            *self.counts.entry(label).or_default() += 1;
        }
    }
}

impl FromIterator<String> for Labels {
    fn from_iter<I: IntoIterator<Item = String>>(labels: I) -> Self {
        let mut all = Self::new();
        all.extend(labels);
        all
    }
}

/// A label as CommonMark compares it: white space collapsed, case folded.
pub fn fold_label(label: &str) -> String {
    let mut folded = String::with_capacity(label.len());
    // A no-break space is a letter here, as to the parser.
    for word in label.split(|c| matches!(c, '\t'..='\r' | ' ')).filter(|word| !word.is_empty()) {
        if !folded.is_empty() {
            folded.push(' ');
        }
        if word.is_ascii() {
            folded.extend(word.bytes().map(|b| char::from(b.to_ascii_lowercase())));
            continue;
        }
        // Lower, upper and lower case again folds `ß` and `ẞ` with `SS`, as full case folding does.
        let upper = word.chars().flat_map(char::to_lowercase).flat_map(char::to_uppercase);
        folded.extend(upper.flat_map(char::to_lowercase));
    }
    folded
}

/// The label of a footnote among [`Labels`]. No folded label starts with a blank, so it is never that of a link.
pub fn note_key(label: &str) -> String {
    format!(" ^{}", fold_label(label))
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

/// Reads the definition that opens at `start` (at its `[`) in `text`, if one does. Its line starts at `line`. The target may stand on the
/// next line.
pub fn definition_at(text: &str, start: usize, line: usize) -> Option<Definition> {
    let bytes = text.as_bytes();
    if bytes.get(start) != Some(&b'[') {
        return None;
    }
    let label = start + 1..closing_bracket(bytes, start + 1)?;
    if text[label.clone()].trim().is_empty() || bytes.get(label.end + 1) != Some(&b':') {
        return None;
    }
    let quoted = text[line..start].contains('>');
    let from = skip_gap(bytes, label.end + 2, quoted)?;
    let target = if bytes[from] == b'<' {
        from + 1..from + 1 + text[from + 1..].find(['>', '\n', '\r'])?
    } else {
        from..text[from..].find(char::is_whitespace).map_or(text.len(), |n| from + n)
    };
    let after = target.end + usize::from(bytes[from] == b'<');
    Some(Definition { range: start..title_end(text, after, quoted).unwrap_or(after), label, target })
}

/// Where the title that follows a target at `from` ends, closing quote included. It may start on the next line and go over lines.
fn title_end(text: &str, from: usize, quoted: bool) -> Option<usize> {
    let open = skip_gap(text.as_bytes(), from, quoted)?;
    let close = match text.as_bytes()[open] {
        quote @ (b'"' | b'\'') => quote,
        b'(' => b')',
        _ => return None,
    };
    let mut escaped = false;
    let length = text[open + 1..].bytes().position(|byte| {
        let closes = byte == close && !escaped;
        escaped = byte == b'\\' && !escaped;
        closes
    })?;
    let end = open + 1 + length + 1;
    // Between a target and the next line's text a quote may open that is no title.
    text[end..].chars().find(|c| !matches!(c, ' ' | '\t')).is_none_or(|c| matches!(c, '\n' | '\r')).then_some(end)
}

/// The first byte from `at` on that is not blank, over one line end and the quote markers after it.
fn skip_gap(bytes: &[u8], mut at: usize, quoted: bool) -> Option<usize> {
    let mut lines = 0;
    loop {
        match bytes.get(at)? {
            b' ' | b'\t' => {}
            b'\r' if bytes.get(at + 1) == Some(&b'\n') => {}
            b'\n' | b'\r' if lines == 0 => lines = 1,
            b'>' if quoted && lines == 1 => {}
            b'\n' | b'\r' => return None,
            _ => return Some(at),
        }
        at += 1;
    }
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
        let found = definition_at(text, 0, 0).unwrap();
        assert_eq!(&text[found.label], "A b");
        assert_eq!(&text[found.target], "https://example.org/a b");
        assert_eq!(&text[found.range], "[A b]: <https://example.org/a b> \"Title\"");
    }

    #[test]
    fn titles_go_over_lines() {
        let text = "[a]: b\n'a title\nover lines'\n[c]: d";
        assert_eq!(&text[definition_at(text, 0, 0).unwrap().range], "[a]: b\n'a title\nover lines'");
        assert_eq!(&text[definition_at("[a]: b\n[c]: d", 0, 0).unwrap().range], "[a]: b");
    }

    #[test]
    fn a_target_may_stand_on_the_next_line_but_not_further() {
        assert!(definition_at("[a]:\n  b", 0, 0).is_some());
        assert!(definition_at("[a]:\n\n  b", 0, 0).is_none());
    }

    #[test]
    fn a_quote_goes_on_before_the_target() {
        let text = "> [c]:\n> /next";
        let found = definition_at(text, 2, 0).unwrap();
        assert_eq!(&text[found.target], "/next");
        let text = "> [c]: /c\n> 'title'";
        assert_eq!(definition_at(text, 2, 0).unwrap().range, 2..text.len());
    }

    #[test]
    fn labels_fold_case_and_white_space() {
        assert_eq!(fold_label(" Gro\u{df}e  STADT\n"), fold_label("GROSSE stadt"));
        assert_eq!(fold_label("\u{1e9e}"), fold_label("ss"));
    }
}
