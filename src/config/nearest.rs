//! What the writer probably meant.

use crate::citation::distance;

/// The candidate that `word` is most likely a slip of, if one is near enough: a third of its letters wrong, at most.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = fold(word);
    let length = folded.chars().count();
    candidates
        .into_iter()
        .map(|candidate| (distance(&folded, &fold(candidate)), candidate))
        .filter(|(distance, candidate)| *distance <= candidate.chars().count().max(length).div_ceil(3))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// `citation_style` and `citationStyle` are `citation-style` to a writer: separators and case do not count.
fn fold(word: &str) -> String {
    word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_its_word_and_a_stranger_none() {
        let words = ["citation-style", "known-sites", "ignore", "rules"];
        assert_eq!(nearest("citation-stlye", words), Some("citation-style"));
        assert_eq!(nearest("citationStyle", words), Some("citation-style"));
        assert_eq!(nearest("rule", words), Some("rules"));
        assert_eq!(nearest("ignroe", words), Some("ignore"));
        assert_eq!(nearest("colour", words), None);
    }
}
