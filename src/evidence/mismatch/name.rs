//! Family names of one person, as registries and writers spell them.

use super::fold::words;
use crate::bibliography::Name;
use unicode_normalization::UnicodeNormalization;

/// Words before a family name that some leave out.
const PARTICLES: &[&str] = &[
    "de", "der", "den", "del", "della", "di", "da", "do", "dos", "du", "la", "le", "van", "von", "vom", "zu", "zur",
    "af", "av", "el", "al", "ibn", "bin", "ter", "ten", "y", "e", "st", "san", "santa", "mac", "o",
    // What stands behind it, which some count among the given names.
    "jr", "sr", "ii", "iii", "iv",
];

/// Whether two names may be one person's or one body's. A writer may hold a whole name for a family name, or turn the two round.
pub fn same(one: &Name, other: &Name) -> bool {
    if same_family(&one.family, &other.family) {
        return true;
    }
    let turned = |a: &Name, b: &Name| {
        !a.given.is_empty()
            && !b.given.is_empty()
            && same_family(&a.family, &b.given)
            && same_family(&a.given, &b.family)
    };
    turned(one, other) || whole(one, other) || whole(other, one)
}

/// Whether it stands for everyone who is not named: `others`, `et al.`
pub fn is_others(name: &Name) -> bool {
    name.is_others() || matches!(&words(&name.family)[..], [al] | [_, al] if al == "al") && name.given.len() <= 3
}

/// Whether two family names may be one in two transliterations, or of one body: nearly the same letters.
pub fn alike(one: &Name, other: &Name) -> bool {
    let (a, b) = (words(&one.family).concat(), words(&other.family).concat());
    let short = |name: &str| name.chars().count() < 4;
    !short(&a) && !short(&b) && super::title::ratio(&a, &b) >= ALIKE
}

/// Family names that share so much are not told apart: `Tchebycheff` and `Chebyshev`.
const ALIKE: f64 = 0.7;

/// Whether one name is a body's or a lone text that holds all of the other.
fn whole(text: &Name, person: &Name) -> bool {
    if !text.given.is_empty() || person.given.is_empty() {
        return false;
    }
    let own = words(&text.family);
    let mut family = words(&person.family);
    family.retain(|word| !PARTICLES.contains(&word.as_str()));
    own.len() > 1 && !family.is_empty() && family.iter().all(|word| own.contains(word))
}

/// Whether two family names may be one: accents, `ä` as `ae`, particles and halves of a double name aside.
pub fn same_family(one: &str, other: &str) -> bool {
    let (one, other) = (variants(one), variants(other));
    one.iter().any(|name| other.contains(name))
}

/// The spellings under which a family name may be met.
fn variants(name: &str) -> Vec<String> {
    let name: String = name.chars().take(120).collect();
    let german: String = name.nfc().map(spelt).collect();
    let mut all = Vec::new();
    for text in [name.as_str(), german.as_str()] {
        let words = words(text);
        let bare: Vec<&str> = words.iter().map(String::as_str).filter(|word| !PARTICLES.contains(word)).collect();
        all.push(words.concat());
        all.push(bare.concat());
        // Of a double name either half may be all that is given; of a body's name each word is not the body.
        if (2..=3).contains(&bare.len()) && bare.iter().all(|half| half.chars().count() > 2) {
            all.extend([bare.first(), bare.last()].into_iter().flatten().map(|half| (*half).to_owned()));
        }
    }
    all.retain(|name| !name.is_empty());
    all
}

fn spelt(c: char) -> String {
    match c {
        '\u{e4}' | '\u{c4}' => "ae".into(),
        '\u{f6}' | '\u{d6}' | '\u{f8}' | '\u{d8}' => "oe".into(),
        '\u{fc}' | '\u{dc}' => "ue".into(),
        '\u{e5}' | '\u{c5}' => "aa".into(),
        c => c.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_person_has_many_spellings() {
        for (one, other) in [
            ("H\u{f6}lscher-Obermaier", "Hoelscher Obermaier"),
            ("H\u{f6}lscher-Obermaier", "Holscher"),
            ("van der Berg", "Berg"),
            ("O\u{2019}Neil", "O'Neil"),
            ("O'Neil", "ONeil"),
            ("Garc\u{ed}a M\u{e1}rquez", "Garcia Marquez"),
            ("M\u{fc}ller", "Mueller"),
            ("\u{141}\u{f3}d\u{17a}", "Lodz"),
            ("S\u{f8}rensen", "Soerensen"),
        ] {
            assert!(same_family(one, other), "{one} / {other}");
        }
        for (one, other) in [("Okafor", "O'Neil"), ("Berg", "Bergman"), ("", ""), ("van", "von"), ("Lee", "Leigh")] {
            assert!(!same_family(one, other), "{one} / {other}");
        }
        let name =
            |family: &str, given: &str| Name { family: family.into(), given: given.into(), suffix: String::new() };
        assert!(same(&name("Wei", "Zhang"), &name("Zhang", "Wei")));
        assert!(same(&name("Ada Okafor", ""), &name("Okafor", "Ada")));
        assert!(!same(&name("Mill Office", ""), &name("Okafor", "Ada")));
    }
}
