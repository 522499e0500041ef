//! The words of a sentence, each with the lists of `words.txt` that it stands in.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

/// Lists that words stand in, as bits.
pub type Lists = u64;

/// Declares a bit for each section of `words.txt`.
const SECTIONS: &[&str] = &[
    "say",
    "tell",
    "show",
    "group",
    "experts",
    "one",
    "research",
    "quantity",
    "believed",
    "widely",
    "hearsay",
    "pronoun",
    "role",
    "population",
    "past",
    "number",
    "magnitude",
    "share",
    "trend",
    "multiply",
    "rate",
    "killed",
    "superlative",
    "scope",
    "comparative",
    "cause",
    "outcome",
    "grave",
    "violence",
    "allegation",
    "illness",
    "relation",
    "belief",
    "time",
    "obvious",
    "modal",
    "future",
    "could",
    "first",
    "we",
    "you",
    "imperative",
    "example",
    "self",
    "month",
    "day",
    "plain",
    "function",
    "contents",
    "weak",
    "set",
    "market",
    "mood",
];

/// The bit of the section `name`; no bit if there is none.
pub const fn list(name: &str) -> Lists {
    let mut index = 0;
    while index < SECTIONS.len() {
        if same(SECTIONS[index], name) {
            return 1 << index;
        }
        index += 1;
    }
    0
}

const fn same(one: &str, two: &str) -> bool {
    let (one, two) = (one.as_bytes(), two.as_bytes());
    let mut index = 0;
    while index < one.len() && index < two.len() && one[index] == two[index] {
        index += 1;
    }
    index == one.len() && index == two.len()
}

static WORDS: LazyLock<HashMap<&'static str, Lists>> = LazyLock::new(|| {
    let mut words = HashMap::new();
    let mut bit = 0;
    for line in include_str!("words.txt").lines().filter(|line| !line.starts_with('#')) {
        match line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            Some(name) => bit = list(name),
            None => line.split(' ').filter(|word| !word.is_empty()).for_each(|word| {
                *words.entry(word).or_insert(0) |= bit;
            }),
        }
    }
    words
});

/// The marks that part clauses.
const PARTS: [char; 10] = [',', ';', ':', '(', ')', '\u{2014}', '\u{2013}', '"', '\u{201c}', '\u{201d}'];

/// A word or a number.
#[derive(Clone, Debug)]
pub struct Word<'a> {
    /// In small letters.
    pub text: &'a str,
    /// In bytes of the block.
    pub range: Range<usize>,
    /// The lists it stands in.
    pub lists: Lists,
    /// Whether it starts with a capital letter.
    pub capital: bool,
    /// Whether it starts with a digit or a currency sign before one.
    pub number: bool,
    /// Whether a mark that parts clauses stands before it.
    pub parted: bool,
    /// Whether what stands before it gives its capital letter to any word: a quotation mark, a colon, a full stop.
    pub fresh: bool,
    /// Whether it stands in quotation marks.
    pub quoted: bool,
}

/// A stretch of prose as words.
#[derive(Clone, Debug)]
pub struct Words<'a> {
    /// The prose of the block.
    pub prose: &'a str,
    /// The same in small letters, byte for byte.
    pub lower: &'a str,
    /// In order.
    pub words: Vec<Word<'a>>,
}

impl<'a> Words<'a> {
    /// Reads the words in `range`.
    pub fn read(prose: &'a str, lower: &'a str, range: Range<usize>) -> Self {
        let mut words = Vec::with_capacity(range.len() / 5);
        let mut at = range.start;
        while let Some(mut word) = next(prose, lower, at, range.end) {
            let gap = &prose[at..word.range.start];
            word.parted = gap.contains(PARTS) && !words.is_empty();
            word.fresh = words.is_empty() || gap.contains(['"', '\u{201c}', ':', '.']);
            at = word.range.end;
            words.push(word);
        }
        Self { prose, lower, words }
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// The word at `index` in small letters; empty outside the sentence.
    pub fn text(&self, index: usize) -> &'a str {
        self.words.get(index).map_or("", |word| word.text)
    }

    /// Whether the word at `index` is one of `any`.
    pub fn is(&self, index: usize, any: &[&str]) -> bool {
        any.contains(&self.text(index))
    }

    /// Whether the word at `index` stands in one of `lists`, outside quotation marks.
    pub fn has(&self, index: usize, lists: Lists) -> bool {
        self.words.get(index).is_some_and(|word| word.lists & lists != 0 && !word.quoted)
    }

    /// Whether the word at `index` is a name by its capital letter: not one that only opens the sentence.
    pub fn is_name(&self, index: usize) -> bool {
        const COMMON: Lists = list("plain")
            | list("say")
            | list("group")
            | list("quantity")
            | list("research")
            | list("month")
            | list("day")
            | list("imperative")
            | list("population")
            | list("superlative")
            | list("widely");
        let Some(word) = self.words.get(index) else { return false };
        let dated = word.lists & (list("month") | list("day")) != 0;
        let pronoun = word.lists & (list("first") | list("plain")) != 0;
        // `Read said` is a man's name; `Experts said` is none.
        const NEVER: Lists = list("plain") | list("group") | list("quantity") | list("research") | list("population");
        let says = || self.has(index + 1, list("say")) && word.lists & NEVER == 0;
        let clear = || word.lists & COMMON == 0 && self.opens_with_name(index) || says();
        word.capital && !word.quoted && !dated && !pronoun && (!word.fresh || clear())
    }

    /// Whether the capital letter of a sentence's first word is its own: another follows, or a verb, or its name owns something.
    fn opens_with_name(&self, index: usize) -> bool {
        const VERB: Lists = list("say") | list("past") | list("show");
        let text = self.text(index);
        let owns = text.ends_with("'s") || text.ends_with("\u{2019}s");
        let acronym = self.words[index].range.len() > 1
            && !self.prose[self.words[index].range.clone()].contains(|c: char| c.is_lowercase());
        let Some(next) = self.words.get(index + 1) else { return owns };
        let verb = next.lists & VERB != 0 || self.is(index + 1, &["is", "has", "also", "and", "who"]);
        let apposition = next.parted && !text.ends_with("ly") && !text.ends_with("ed") && !text.ends_with("ing");
        owns || acronym || next.capital && !next.fresh || verb || apposition
    }

    /// Whether a mark that parts clauses stands before the word at `index`.
    pub fn parted(&self, index: usize) -> bool {
        self.words.get(index).is_some_and(|word| word.parted)
    }

    /// The bytes from the word at `first` to the end of the one at `last`.
    pub fn span(&self, first: usize, last: usize) -> Range<usize> {
        match (self.words.get(first), self.words.get(last)) {
            (Some(first), Some(last)) => first.range.start..last.range.end,
            _ => 0..0,
        }
    }

    /// The first word outside quotation marks that stands in one of `lists`.
    pub fn find(&self, lists: Lists) -> Option<usize> {
        (0..self.len()).find(|&index| self.has(index, lists))
    }
}

/// The word that starts at or after `at`.
fn next<'a>(prose: &str, lower: &'a str, at: usize, end: usize) -> Option<Word<'a>> {
    let money = |c: char| matches!(c, '$' | '\u{a3}' | '\u{20ac}');
    let start = at + prose[at..end].find(|c: char| c.is_alphanumeric() || money(c))?;
    let mut chars = prose[start..end].char_indices().peekable();
    let (_, first) = chars.next()?;
    let (mut stop, mut last) = (start + first.len_utf8(), first);
    while let Some((offset, c)) = chars.next() {
        let after = chars.peek().map_or(' ', |(_, after)| *after);
        let joint = matches!(c, '\'' | '\u{2019}' | '-' | '.' | '&' | '/' | '@' | '_') && after.is_alphanumeric();
        let comma = c == ',' && last.is_ascii_digit() && after.is_ascii_digit();
        if !(c.is_alphanumeric() || joint || comma) {
            break;
        }
        (stop, last) = (start + offset + c.len_utf8(), c);
    }
    let text = &lower[start..stop];
    let number = text.trim_start_matches(money).starts_with(|c: char| c.is_ascii_digit());
    Some(Word {
        text,
        range: start..stop,
        lists: lists(text),
        capital: first.is_uppercase(),
        number,
        parted: false,
        fresh: false,
        quoted: false,
    })
}

/// The lists that a word in small letters stands in; its possessive ending counts for nothing.
fn lists(word: &str) -> Lists {
    let found = |word: &str| WORDS.get(word).copied();
    if let Some(lists) = found(word) {
        return lists;
    }
    if word.ends_with("iest") && word.len() > 6 {
        return list("superlative");
    }
    if let Some(bare) = word.strip_suffix("'s").or_else(|| word.strip_suffix("\u{2019}s")) {
        // `the country's` is the country, but `the report's` says nothing.
        const NOUNS: Lists = list("role") | list("scope") | list("self") | list("month") | list("day") | list("plain");
        return found(bare).unwrap_or(0) & NOUNS;
    }
    if word.contains('\u{2019}') {
        return found(&word.replace('\u{2019}', "'")).unwrap_or(0);
    }
    0
}
