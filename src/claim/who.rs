//! Which words of a vague attribution stand where a name should.

use super::list::{self, Lists};
use super::words::Words;
use std::ops::Range;

/// Words that stand for people or works without a name.
const NOBODY: Lists = list::GROUP | list::EXPERTS | list::ONE | list::RESEARCH;

/// In `text`, the words of a vague attribution such as `some legal experts say`: those that a name would take the place of, a quantity
/// or an article right before them included. None where nobody is spoken of: `it is believed`.
pub fn nameless(text: &str) -> Option<Range<usize>> {
    let lower = text.to_ascii_lowercase();
    let words = Words::read(text, &lower, 0..text.len(), |_| ());
    let head = (0..words.len()).find(|&at| words.has(at, NOBODY) && !words.words[at].number)?;
    let small = |at: usize| words.has(at, list::QUANTITY) || words.is(at, &["a", "an", "one", "some"]);
    let from = head.checked_sub(1).filter(|&before| small(before) && !words.parted(head)).unwrap_or(head);
    Some(words.span(from, head))
}

#[cfg(test)]
mod tests {
    use super::nameless;

    #[test]
    fn a_name_takes_the_place_of_the_crowd_alone() {
        for (text, expected) in [
            ("Experts say", "Experts"),
            ("many critics argue", "many critics"),
            ("senior harbour officials said", "officials"),
            ("one official said", "one official"),
            ("said officials", "officials"),
            ("according to analysts", "analysts"),
            ("Studies have shown", "Studies"),
        ] {
            assert_eq!(nameless(text).map(|range| &text[range]), Some(expected), "{text}");
        }
        assert_eq!(nameless("It is widely believed"), None);
        assert_eq!(nameless("reportedly"), None);
    }
}
