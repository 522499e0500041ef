//! Which language a text is in, by its script and its commonest words: a translated quotation stands in no source word for word.

use super::fold::is_word;
use std::collections::HashMap;
use std::sync::LazyLock;

/// A language that can be told from others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Language(&'static str);

/// The commonest words of each language by its code, folded. Words of several languages count for each; those are left out that are
/// common words of another and rare here.
const COMMON: &[(&str, &str)] = &[
    (
        "en",
        "the of and to is was that for it with as on are be this by not have from at were which has had but they an or their its we",
    ),
    (
        "de",
        "der die und das ist den nicht von zu mit sich auf dem ein eine es als auch war wird sie im wir ich hat dass wurde sind einen",
    ),
    (
        "fr",
        "le la les et des est une du que dans pour qui pas sur au ne il elle par ce avec sont ete nous ont cette aux plus mais",
    ),
    ("es", "el la los las y que del una por con para es se no un en lo al como mas su sus pero fue ha esta son nos ya"),
    (
        "it",
        "il di che e la per una non del della in con si sono gli nel alla dei delle le anche piu ha ma stato dal questo era",
    ),
    ("pt", "os as que do da dos das um uma em para com nao por se na no mais foi ao sao como mas pela pelo ha ele seu"),
    (
        "nl",
        "de het een van en dat niet zijn op te voor met die er aan ook werd bij als is naar uit nog hebben wordt maar ik wij",
    ),
    ("sv", "och att det som en pa av for med den ar inte till ett har om var de jag vi men fran hade sig kan nar"),
    (
        "da",
        "og at det er en til af den pa for ikke med de som har et var jeg vi blev fra men ved hun han havde kunne efter",
    ),
    ("pl", "na nie sie do to ze jest jak co po byl od przez tego ale dla jego za ma juz tym przy oraz"),
    ("cs", "se na je ze to do ktere jsou byl pro jako by ale si aby podle jeho ktery pri uz"),
    ("fi", "ja on ei se etta oli han joka mutta kun ovat myos tai niin hanen mita jos ole vain oli kuin sen"),
    ("hu", "az es hogy nem is egy meg volt de ez csak mint el ha azt mar vagy lesz ezt amely pedig"),
    ("tr", "ve bir bu da de icin ile cok olarak daha gibi olan kadar sonra ama ne var en mi degil oldu"),
    ("ro", "si de in la cu pe nu care este din un sa ca mai pentru sunt fost au le ce prin"),
];

/// So many words of a text are looked at.
const LOOKED: usize = 4000;
/// So many letters of a word are: of a script without spaces it may be a line.
const LONGEST: usize = 200;
/// Fewer common words tell nothing.
const FEWEST: usize = 2;

/// Of which languages each word is, as bits.
fn known() -> &'static HashMap<&'static str, u16> {
    static KNOWN: LazyLock<HashMap<&str, u16>> = LazyLock::new(|| {
        let mut known = HashMap::new();
        for (index, (_, words)) in COMMON.iter().enumerate() {
            words.split(' ').for_each(|word| *known.entry(word).or_default() |= 1 << index);
        }
        known
    });
    &KNOWN
}

/// What a text's words say of its language.
#[derive(Clone, Debug, Default)]
struct Profile {
    words: usize,
    hits: [usize; COMMON.len()],
    /// Letters by script, in the order of [`SCRIPTS`]; Latin first.
    letters: [usize; SCRIPTS.len()],
}

/// Names of scripts: what is written in one of these is taken for one language.
const SCRIPTS: [&str; 11] = ["latn", "cyrl", "grek", "hani", "kana", "hang", "arab", "hebr", "deva", "thai", "zzzz"];

impl Language {
    /// Of a folded text; `None` if it cannot be told, or is in several.
    pub fn of(folded: &str) -> Option<Self> {
        let profile = Profile::of(folded);
        if let Some(script) = profile.script() {
            return Some(Language(script));
        }
        let (best, most) = profile.best()?;
        let second =
            (0..COMMON.len()).filter(|index| *index != best).map(|index| profile.own(index)).max().unwrap_or(0);
        let clear = most >= FEWEST && most * 2 >= second * 3 && most * 12 >= profile.words;
        clear.then(|| COMMON.get(best).map(|(code, _)| Language(code))).flatten()
    }

    /// Its code in ISO 639, or that of its script in ISO 15924.
    pub fn code(self) -> &'static str {
        self.0
    }

    /// The language with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        let known = COMMON.iter().map(|(known, _)| *known).chain(SCRIPTS.into_iter().skip(1));
        known.into_iter().find(|known| *known == code).map(Language)
    }

    /// Whether a folded quotation is in another language. One with too few words to tell is not.
    pub fn is_other(self, quotation: &str) -> bool {
        let profile = Profile::of(quotation);
        if let Some(script) = profile.script() {
            return !is_kin(script, self.0);
        }
        let Some(own) = COMMON.iter().position(|(code, _)| *code == self.0) else {
            // Letters of another script.
            return profile.letters[0] >= 8;
        };
        let Some((best, most)) = profile.best() else { return false };
        let here = profile.hits.get(own).copied().unwrap_or(0);
        best != own
            && (most >= FEWEST && most * 2 > here * 3 || here == 0 && profile.own(best) > 0 && profile.words >= 5)
    }
}

/// Chinese has no kana, but Japanese has Chinese characters, and may have nothing else in a few words.
fn is_kin(one: &str, other: &str) -> bool {
    one == other || matches!((one, other), ("hani", "kana") | ("kana", "hani"))
}

impl Profile {
    fn of(folded: &str) -> Self {
        let mut profile = Profile::default();
        let words = folded.split(|c: char| !is_word(c) && c != '\'').filter(|word| !word.is_empty());
        for word in words.take(LOOKED) {
            let Some(first) = word.chars().find(|c| c.is_alphabetic()) else { continue };
            profile.words += 1;
            for c in word.chars().filter(|c| c.is_alphabetic()).take(LONGEST) {
                profile.letters.get_mut(script(c)).into_iter().for_each(|count| *count += 1);
            }
            if script(first) == 0 && word.len() <= 7 {
                let of = known().get(word).copied().unwrap_or(0);
                for (index, hits) in profile.hits.iter_mut().enumerate() {
                    *hits += usize::from(of >> index & 1 == 1);
                }
            }
        }
        profile
    }

    /// The script of most of its letters, if that is not Latin. Some kana make a text Japanese.
    fn script(&self) -> Option<&'static str> {
        let all: usize = self.letters.iter().sum();
        let [han, kana] = [self.letters[3], self.letters[4]];
        if (han + kana) * 2 > all {
            return Some(if kana * 10 > han { SCRIPTS[4] } else { SCRIPTS[3] });
        }
        let index = (1..SCRIPTS.len()).find(|&index| self.letters[index] * 2 > all)?;
        (SCRIPTS[index] != "zzzz").then_some(SCRIPTS[index])
    }

    /// The language with most common words, and how many it has.
    fn best(&self) -> Option<(usize, usize)> {
        let (index, hits) =
            self.hits.iter().copied().enumerate().max_by_key(|&(index, hits)| (hits, COMMON.len() - index))?;
        (hits > 0).then_some((index, hits))
    }

    fn own(&self, index: usize) -> usize {
        self.hits.get(index).copied().unwrap_or(0)
    }
}

/// The place of a letter's script in [`SCRIPTS`].
fn script(c: char) -> usize {
    match c {
        _ if c.is_ascii() => 0,
        '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => 2,
        '\u{400}'..='\u{52f}' => 1,
        '\u{590}'..='\u{5ff}' => 7,
        '\u{600}'..='\u{77f}' => 6,
        '\u{900}'..='\u{97f}' => 8,
        '\u{e00}'..='\u{e7f}' => 9,
        '\u{1100}'..='\u{11ff}' | '\u{ac00}'..='\u{d7af}' => 5,
        '\u{3040}'..='\u{30ff}' => 4,
        '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}' => 3,
        '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => 0,
        _ => 10,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::fold::{Side, fold};

    fn folded(text: &str) -> String {
        fold(text, Side::Quotation).text
    }

    const TEXTS: [(&str, &str); 10] = [
        ("en", "The gate did not hold all night, and the keeper of the harbour said that it was too old for the tide."),
        (
            "de",
            "Das Tor hielt nicht die ganze Nacht, und der W\u{e4}chter des Hafens sagte, es sei zu alt f\u{fc}r die Flut.",
        ),
        (
            "fr",
            "La porte n\u{2019}a pas tenu toute la nuit, et le gardien du port a dit qu\u{2019}elle \u{e9}tait trop vieille pour la mar\u{e9}e.",
        ),
        (
            "es",
            "La puerta no aguant\u{f3} toda la noche, y el guarda del puerto dijo que era demasiado vieja para la marea.",
        ),
        ("it", "La porta non ha tenuto per tutta la notte e il guardiano del porto ha detto che era troppo vecchia."),
        (
            "nl",
            "De poort hield het niet de hele nacht, en de wachter van de haven zei dat zij te oud was voor het tij.",
        ),
        (
            "cyrl",
            "\u{412}\u{43e}\u{440}\u{43e}\u{442}\u{430} \u{43d}\u{435} \u{432}\u{44b}\u{434}\u{435}\u{440}\u{436}\u{430}\u{43b}\u{438} \u{432}\u{441}\u{44e} \u{43d}\u{43e}\u{447}\u{44c}.",
        ),
        (
            "kana",
            "\u{6e2f}\u{306e}\u{9580}\u{306f}\u{4e00}\u{6669}\u{4e2d}\u{6301}\u{305f}\u{306a}\u{304b}\u{3063}\u{305f}\u{3002}",
        ),
        ("hani", "\u{6e2f}\u{53e3}\u{7684}\u{5927}\u{95e8}\u{6574}\u{591c}\u{6ca1}\u{6709}\u{6491}\u{4f4f}\u{3002}"),
        (
            "grek",
            "\u{397} \u{3c0}\u{3cd}\u{3bb}\u{3b7} \u{3b4}\u{3b5}\u{3bd} \u{3ac}\u{3bd}\u{3c4}\u{3b5}\u{3be}\u{3b5} \u{3cc}\u{3bb}\u{3b7} \u{3c4}\u{3b7} \u{3bd}\u{3cd}\u{3c7}\u{3c4}\u{3b1}.",
        ),
    ];

    #[test]
    fn a_text_tells_its_language() {
        for (code, text) in TEXTS {
            let language = Language::of(&folded(text));
            assert_eq!(language.map(Language::code), Some(code), "{text}");
            assert_eq!(Language::from_code(code), language);
        }
        assert_eq!(Language::of("harbour gate 1931"), None);
        assert_eq!(Language::of(""), None);
        let both = format!("{} {}", TEXTS[0].1, TEXTS[1].1);
        assert_eq!(Language::of(&folded(&both)), None, "a text in two languages is in neither");
        assert_eq!(Language::from_code("xx"), None);
    }

    #[test]
    fn each_language_is_other_than_the_others() {
        for (code, text) in TEXTS {
            let source = Language::of(&folded(text)).unwrap();
            for (other, quotation) in TEXTS {
                let kin = [code, other].iter().all(|code| matches!(*code, "kana" | "hani"));
                assert_eq!(source.is_other(&folded(quotation)), code != other && !kin, "{code} {other}");
            }
            assert!(!source.is_other("kw 1931"), "nothing can be told");
        }
        let english = Language::from_code("en").unwrap();
        assert!(!english.is_other("nobody ever kept watch here"));
        assert!(english.is_other(&folded("niemand hat hier jemals Wache gehalten")));
    }
}
