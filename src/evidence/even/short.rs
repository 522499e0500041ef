//! Short forms: `won't`, `they're`, `it's`.

use super::Short;

/// The longer form of a word with an apostrophe; `None` if it is none, or may be several.
pub fn long(word: &str) -> Option<(&str, &'static str)> {
    let whole = match word {
        "cannot" | "can't" => ("can", "not"),
        "won't" => ("will", "not"),
        "shan't" => ("shall", "not"),
        "let's" => ("let", "us"),
        "i'm" => ("i", "am"),
        "ain't" => return None,
        _ => {
            let (stem, end) = word.rsplit_once('\'')?;
            match end {
                "t" => (stem.strip_suffix('n').filter(|stem| stem.len() > 1)?, "not"),
                "re" => (stem, "are"),
                "ll" => (stem, "will"),
                "ve" => (stem, "have"),
                _ => return None,
            }
        }
    };
    Some(whole)
}

/// What may be short for either of two words, without its ending: `it's`, but not `the council's`, which may be its own.
pub fn either(word: &str) -> Option<(&str, Short)> {
    let (stem, end) = word.rsplit_once('\'')?;
    let short = match end {
        "s" => Short::S,
        "d" => Short::D,
        _ => return None,
    };
    const BEFORE: [&str; 15] =
        ["he", "here", "how", "i", "it", "she", "that", "there", "they", "we", "what", "when", "where", "who", "you"];
    BEFORE.contains(&stem).then_some((stem, short))
}

/// The words that these are short for, in the spelling of both.
pub fn shared(word: &str) -> Option<(&'static str, Short)> {
    Some(match word {
        "is" => ("s", Short::Is),
        "has" => ("s", Short::Has),
        "would" => ("d", Short::Would),
        "had" => ("d", Short::Had),
        _ => return None,
    })
}
