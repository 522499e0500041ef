//! Names of journals and books, whole and shortened.

use super::fold::words;

/// Words that abbreviations leave out.
const SMALL: &[&str] = &[
    "of", "the", "and", "for", "in", "on", "de", "la", "le", "des", "du", "der", "die", "das", "und", "et", "fur",
    "f\u{fc}r", "a", "an", "to", "del", "y", "i", "e", "di", "dell", "della", "en", "van",
    // Of the United States, which abbreviations write together.
    "u", "s", "us", "usa", "united", "states", "america",
];

/// Whether two names may be of one journal or book: equal, one the other's abbreviation by words (ISO 4), or its acronym; series and years
/// of conferences aside.
pub fn same(one: &str, other: &str) -> bool {
    let (a, b) = (telling(one), telling(other));
    if a.is_empty() || b.is_empty() {
        return words(one) == words(other);
    }
    a == b
        || abbreviates(&a, &b)
        || abbreviates(&b, &a)
        || is_acronym(one, &b)
        || is_acronym(other, &a)
        || contains(&a, &b)
        || contains(&b, &a)
}

fn telling(text: &str) -> Vec<String> {
    // Catalogues put a journal's place behind its name.
    let text = text.split_once(" (").map_or(text, |(name, _)| name);
    let mut words = words(text);
    words.truncate(60);
    words.retain(|word| !SMALL.contains(&word.as_str()) && !word.bytes().all(|b| b.is_ascii_digit()));
    words
}

/// Whether each word begins, or is drawn together from, the word at its place.
fn abbreviates(short: &[String], long: &[String]) -> bool {
    let whole = short.len() == long.len() || short.len().min(long.len()) >= ENOUGH;
    whole && short.iter().zip(long).all(|(short, long)| shortens(short, long))
}

/// So many words tell a journal, whatever its series or its other name is: `Proc. R. Soc. B` and `… B: Biological Sciences`.
const ENOUGH: usize = 3;

/// `natl` for `national`, `j` for `journal`: its letters in order, the first the same.
fn shortens(short: &str, long: &str) -> bool {
    let mut letters = long.chars();
    short.chars().next() == long.chars().next() && short.chars().all(|c| letters.any(|letter| letter == c))
}

/// `PNAS` for `Proceedings of the National Academy of Sciences`.
fn is_acronym(text: &str, long: &[String]) -> bool {
    let all = words(text);
    let [word] = &all[..] else { return false };
    let initials: String = long.iter().filter_map(|word| word.chars().next()).collect();
    word.chars().count() >= 2 && (initials == *word || initials.starts_with(word.as_str()) && word.chars().count() >= 4)
}

/// Whether the shorter name stands whole in the longer one: `Proceedings of NeurIPS 2019` and `NeurIPS`, a series in brackets.
fn contains(short: &[String], long: &[String]) -> bool {
    let telling = short.len() >= 2 || short.first().is_some_and(|word| word.chars().count() >= 5);
    telling && short.len() < long.len() && long.windows(short.len()).any(|part| part == short) && {
        let common = [
            "journal",
            "proceedings",
            "review",
            "science",
            "nature",
            "transactions",
            "annals",
            "conference",
            "letters",
            "reports",
        ];
        !(short.len() == 1 && short.iter().any(|word| common.contains(&word.as_str())))
    }
}

#[cfg(test)]
mod tests {
    use super::same;

    #[test]
    fn names_of_one_journal_are_the_same() {
        for (one, other) in [
            ("Journal of Tidal Studies", "J. Tidal Stud."),
            ("The Journal of Tidal Studies", "Journal of tidal studies"),
            ("Proc. Natl. Acad. Sci.", "Proceedings of the National Academy of Sciences"),
            ("PNAS", "Proceedings of the National Academy of Sciences"),
            ("Mills & Locks", "Mills and Locks"),
            ("Proceedings of the 12th Workshop on Weirs", "Workshop on Weirs"),
            ("Science", "Science (New York, N.Y.)"),
            ("Proc. R. Soc. B", "Proceedings of the Royal Society B: Biological Sciences"),
            (
                "Proc Natl Acad Sci USA",
                "Proceedings of the National Academy of Sciences of the United States of America",
            ),
            ("Angew. Chem. Int. Ed.", "Angewandte Chemie International Edition"),
        ] {
            assert!(same(one, other), "{one} / {other}");
        }
        for (one, other) in [
            ("Nature", "Nature Communications"),
            ("Journal of Tidal Studies", "Journal of Social Studies"),
            ("Science", "Cell"),
        ] {
            assert!(!same(one, other), "{one} / {other}");
        }
    }
}
