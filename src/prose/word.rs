//! Words.

use std::ops::Range;

/// The words in `range` of `prose`: runs without white space, brackets, quotation marks, commas and the like; a full stop that closes a word is not part of it.
pub fn words(prose: &str, range: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let mut at = range.start;
    let prose = &prose[..range.end];
    std::iter::from_fn(move || {
        loop {
            let start = run(prose, at, true);
            at = run(prose, start, false);
            if start == at {
                return None;
            }
            let word = trimmed(&prose[start..at]);
            if !word.is_empty() {
                return Some(start..start + word.len());
            }
        }
    })
}

/// Where the run of gaps, or of what is none, ends that starts at `at`. Every byte of a draft comes by here.
fn run(prose: &str, mut at: usize, gap: bool) -> usize {
    while let Some(&byte) = prose.as_bytes().get(at) {
        let (is, length) = match GAPS.get(usize::from(byte)) {
            Some(&is) => (is, 1),
            None => prose[at..].chars().next().map_or((gap, 1), |c| (is_wide_gap(c), c.len_utf8())),
        };
        if is != gap {
            break;
        }
        at += length;
    }
    at
}

/// A word without the marks that close it.
fn trimmed(word: &str) -> &str {
    if word.ends_with(|c: char| c.is_ascii_alphanumeric()) {
        return word;
    }
    word.trim_end_matches(['.', '!', '?', '\'', '\u{2019}', '\u{2026}'])
}

/// The last bytes of `prose` before `at`, at most `reach` of them: what a look back may cost, however long the text.
pub fn before(prose: &str, at: usize, reach: usize) -> &str {
    let mut start = at.saturating_sub(reach);
    while !prose.is_char_boundary(start) {
        start += 1;
    }
    &prose[start..at]
}

/// For each ASCII character, whether it parts words. Asked for every character of a draft.
const GAPS: [bool; 128] = {
    let marks = b"\0\x01()[]{}<>|,;:\"*\t\n\x0b\x0c\r ";
    let mut gaps = [false; 128];
    let mut at = 0;
    while at < marks.len() {
        gaps[marks[at] as usize] = true;
        at += 1;
    }
    gaps
};

/// Whether a character beyond ASCII parts words.
fn is_wide_gap(c: char) -> bool {
    let narrow =
        matches!(c, '\u{201c}'..='\u{201e}' | '\u{ab}' | '\u{bb}' | '\u{2013}' | '\u{2014}' | '\u{b7}' | '\u{2022}');
    // Full-width marks: words in their scripts have no spaces between them, so these alone part them.
    let wide = matches!(c, '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{ff01}' | '\u{ff08}' | '\u{ff09}' | '\u{ff0c}' | '\u{ff1a}' | '\u{ff1b}' | '\u{ff1f}' | '\u{ff3b}' | '\u{ff3d}');
    c.is_whitespace() || narrow || wide
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn words_end_at_punctuation_but_hosts_stay_whole() {
        let text = "\u{201c}Time.com, the Guardian\u{2019}s (U.S.) desk\u{2014}news.sky.com.";
        let found: Vec<&str> = words(text, 0..text.len()).map(|range| &text[range]).collect();
        assert_eq!(found, ["Time.com", "the", "Guardian\u{2019}s", "U.S", "desk", "news.sky.com"]);
    }
}
