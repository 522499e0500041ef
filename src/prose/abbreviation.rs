//! Words whose full stop does not end a sentence.

/// Lower case, sorted, without the full stop.
const ABBREVIATIONS: &[&str] = &[
    "adm", "al", "approx", "apr", "assoc", "aug", "ave", "bros", "bzw", "ca", "capt", "cf", "ch", "cmdr", "co", "col",
    "corp", "dec", "dept", "dr", "ed", "eds", "e.g", "eq", "est", "etc", "feb", "fig", "figs", "fr", "ft", "gen",
    "gov", "hon", "i.e", "inc", "jan", "jr", "jul", "jun", "lt", "ltd", "maj", "mar", "messrs", "mr", "mrs", "ms",
    "mt", "no", "nos", "nov", "nr", "oct", "op", "p", "pp", "prof", "rep", "rev", "sec", "sen", "sens", "sept", "sgt",
    "sr", "st", "u.a", "univ", "viz", "vol", "vols", "vs", "z.b",
];

/// Whether `word`, which stands before a full stop, is an abbreviation or an initial.
pub fn is_abbreviation(word: &str) -> bool {
    let mut chars = word.chars();
    let (first, second) = (chars.next(), chars.next());
    // One capital letter is an initial; letters with stops between them are `U.S`, `D.C`.
    let initial = first.is_some_and(char::is_uppercase) && (second.is_none() || second == Some('.'));
    initial || {
        let lower = word.to_lowercase();
        ABBREVIATIONS.contains(&lower.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::is_abbreviation;

    #[test]
    fn knows_titles_initials_and_states() {
        for word in ["Mr", "J", "U.S", "e.g", "Fig", "etc"] {
            assert!(is_abbreviation(word), "{word}");
        }
        for word in ["instead", "Time.com", "word", ""] {
            assert!(!is_abbreviation(word), "{word}");
        }
    }
}
