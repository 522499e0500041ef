//! Names of people as pages and registries write them, which is not BibTeX: nothing in them is markup.

use super::clean;
use crate::bibliography::Name;

/// `Okafor, Ada`, `Ada Okafor`, `Okafor A`, or a name that is not parted. `None` for what names nobody.
pub fn person(text: &str) -> Option<Name> {
    let text = clean::field(text);
    let parts: Vec<&str> = text.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
    let name = |family: &str, given: &str| Name { family: family.into(), given: given.into(), suffix: String::new() };
    match parts[..] {
        [] => None,
        [family, given] if !is_suffix(given) => Some(name(family, given)),
        [family, suffix, given] if is_suffix(suffix) => Some(Name { suffix: suffix.into(), ..name(family, given) }),
        [whole] => Some(parted(whole)),
        [whole, suffix] => Some(Name { suffix: suffix.into(), ..parted(whole) }),
        _ => Some(name(&text, "")),
    }
}

/// A body, whose name is not parted.
pub fn body(text: &str) -> Option<Name> {
    let family = clean::field(text);
    (!family.is_empty()).then(|| Name { family, ..Name::default() })
}

/// Family and given names that a registry keeps apart.
pub fn known(family: &str, given: &str, suffix: &str) -> Option<Name> {
    let name = Name { family: clean::field(family), given: clean::field(given), suffix: clean::field(suffix) };
    match (name.family.is_empty(), name.given.is_empty()) {
        (true, true) => None,
        (true, false) => Some(Name { family: name.given, ..Name::default() }),
        _ => Some(name),
    }
}

fn is_suffix(text: &str) -> bool {
    matches!(text.trim_end_matches('.').to_ascii_lowercase().as_str(), "jr" | "sr" | "ii" | "iii" | "iv")
}

fn parted(whole: &str) -> Name {
    let words: Vec<&str> = whole.split_whitespace().collect();
    let last = words.len().saturating_sub(1);
    // PubMed writes initials behind the family name.
    let initials = |word: &str| word.len() <= 3 && word.bytes().all(|b| b.is_ascii_uppercase());
    let lone = |word: &&str| word.chars().count() > 1 && word.chars().any(char::is_lowercase);
    if last > 0 && words.last().is_some_and(|word| initials(word)) && words.iter().take(last).all(lone) {
        let family = words.get(..last).unwrap_or_default().join(" ");
        return Name { family, given: words.last().copied().unwrap_or_default().into(), suffix: String::new() };
    }
    let small = words.iter().position(|word| word.starts_with(char::is_lowercase)).filter(|&at| at > 0);
    let cut = small.unwrap_or(last).min(last);
    let (given, family) = words.split_at_checked(cut).unwrap_or_default();
    Name { family: family.join(" "), given: given.join(" "), suffix: String::new() }
}

#[cfg(test)]
mod tests {
    use super::person;

    #[test]
    fn names_are_parted_without_markup() {
        for (text, read) in [
            ("H\u{f6}lscher-Obermaier, Maria", "H\u{f6}lscher-Obermaier|Maria|"),
            ("Ada Okafor", "Okafor|Ada|"),
            ("Bert von der Weir", "von der Weir|Bert|"),
            ("L\u{f3}pez-Rivera E", "L\u{f3}pez-Rivera|E|"),
            ("van der Berg JW", "van der Berg|JW|"),
            ("Anna Lock, Jr.", "Lock|Anna|Jr."),
            ("J. R. Mill", "Mill|J. R.|"),
            ("\u{5f20}\u{4f1f}", "\u{5f20}\u{4f1f}||"),
            ("Okafor \\input{x}, A{", "Okafor \\input{x}|A{|"),
        ] {
            let name = person(text).unwrap_or_default();
            assert_eq!(format!("{}|{}|{}", name.family, name.given, name.suffix), read, "{text}");
        }
        assert_eq!(person(" , "), None);
    }
}
