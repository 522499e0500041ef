//! A passage as a person is shown it, and a lock keeps it: words that a line's end parts are put together, as the fold does.

use super::Source;
use crate::evidence::clean;
use memchr::memmem::find;
use std::ops::Range;

/// So many parted words of a passage are looked for elsewhere in the text.
const LOOKED_FOR: usize = 32;
/// Behind a hyphen these words start no rest of a word: `short- and long-term`.
const JOINERS: &[&str] = &["and", "or", "to", "und", "oder", "bzw", "et", "ou", "y", "o", "en", "of"];

impl Source {
    /// What stands at `at`, in bytes of the text, on one line and without unseen signs.
    pub fn shown(&self, at: Range<usize>) -> String {
        self.text.get(at).map(|passage| clean::passage(&joined(passage, &self.text))).unwrap_or_default()
    }
}

/// `passage` with the words put together that end a line with a hyphen and go on in the next. `text`: where else these words may stand, which
/// tells whether the hyphen is their own.
fn joined(passage: &str, text: &str) -> String {
    let mut joined = String::with_capacity(passage.len());
    let (mut done, mut number) = (0, 0);
    for (at, hyphen) in passage.match_indices(['-', '\u{2010}', '\u{ad}']) {
        let after = passage.get(at + hyphen.len()..).unwrap_or_default();
        let rest = after.trim_start();
        let blank = after.get(..after.len() - rest.len()).unwrap_or_default();
        let parted = blank.contains(['\n', '\r']) && rest.starts_with(char::is_lowercase);
        let before = passage.get(done..at).unwrap_or_default();
        if at < done || !parted || !before.ends_with(char::is_alphabetic) {
            continue;
        }
        let tail = rest.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        if JOINERS.contains(&tail) {
            continue;
        }
        joined.push_str(before);
        number += 1;
        if hyphen == "-" && number <= LOOKED_FOR && is_own(before, tail, text) {
            joined.push('-');
        }
        done = at + hyphen.len() + blank.len();
    }
    joined.push_str(passage.get(done..).unwrap_or_default());
    joined
}

/// Whether the word that ends `before` and goes on with `tail` has its hyphen elsewhere in the text too, and is not without it.
fn is_own(before: &str, tail: &str, text: &str) -> bool {
    let head = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let has = |word: String| find(text.as_bytes(), word.as_bytes()).is_some();
    !has(format!("{head}{tail}")) && has(format!("{head}-{tail}"))
}

#[cfg(test)]
mod tests {
    use super::super::{Layout, Source, Verdict, find};

    #[test]
    fn a_word_that_a_line_parts_is_whole_again() {
        let text = "A well-known com-\n  mittee of the har\u{ad}\nbour, a well-\nknown one, weighed short-\nand long-term loans - \nas 1931-\nish.";
        let source = Source::new(text, Layout::Lines);
        assert_eq!(
            source.shown(0..text.len()),
            "A well-known committee of the harbour, a well-known one, weighed short- and long-term loans - as 1931- ish."
        );
        let Verdict::Found(at) = find("known committee of the harbour", &source) else { panic!() };
        assert_eq!(source.shown(at), "known committee of the harbour");
        assert_eq!(source.shown(3..9000), "");
    }
}
