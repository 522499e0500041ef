//! Endings of English words, taken off lightly: enough for `floods` to meet `flooded`, too little for `news` to meet `new`.

/// A folded word without its ending; other words as they are.
pub fn stem(word: &str) -> &str {
    let word = word.strip_suffix("'s").unwrap_or(word);
    const ENDINGS: [(&str, usize); 9] =
        [("ations", 4), ("ation", 4), ("ings", 4), ("ing", 4), ("ies", 3), ("ed", 4), ("es", 4), ("ly", 4), ("s", 4)];
    let short = |&&(ending, least): &&(&str, usize)| {
        word.strip_suffix(ending).is_some_and(|rest| rest.len() >= least && rest.is_ascii() && !rest.ends_with('s'))
    };
    let bare = ENDINGS.iter().find(short).and_then(|(ending, _)| word.strip_suffix(ending)).unwrap_or(word);
    // `city` and `cities`, `rise` and `rising`.
    bare.strip_suffix(['e', 'y']).filter(|rest| rest.len() >= 3).unwrap_or(bare)
}
