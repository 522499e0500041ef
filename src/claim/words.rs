//! The words of a sentence, each with the lists of `words.txt` that it stands in.

use super::list::{self, Lists, lists};
use super::reason::MONEY;
use crate::prose::is_abbreviation;
use std::ops::Range;

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
    /// Whether it has a hyphen in it.
    pub hyphen: bool,
    /// Whether a mark that parts clauses stands before it.
    pub parted: bool,
    /// Whether its capital letter says nothing, since any word has one there: first in the sentence, behind a quotation mark, a colon, a stop.
    pub fresh: bool,
    /// Whether it stands in a quotation of more words than a term has.
    pub quoted: bool,
    /// Whether it is a name by its capital letter, outside quotation marks.
    pub name: bool,
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
    /// The lists that any of the words stands in: most sentences have no word of most lists, and few questions are left to ask.
    pub any: Lists,
}

impl<'a> Words<'a> {
    /// Reads the words in `range`; `quote` marks those in quotation marks.
    pub fn read(prose: &'a str, lower: &'a str, range: Range<usize>, quote: impl FnOnce(&mut [Word<'a>])) -> Self {
        let mut words: Vec<Word<'a>> = Vec::with_capacity(range.len() / 5);
        let mut at = range.start;
        while let Some(mut word) = next(prose, lower, at, range.end) {
            let gap = &prose[at..word.range.start];
            // `Mr. Sand remembers`: the stop of a title gives no capital letter.
            let title = || words.last().is_some_and(|last| is_abbreviation(&prose[last.range.clone()]));
            word.fresh = words.is_empty();
            if gap != " " {
                word.parted = gap.contains(PARTS) && !words.is_empty();
                word.fresh |= gap.contains(['"', '\u{201c}', ':']) || gap.contains('.') && !title();
            }
            at = word.range.end;
            words.push(word);
        }
        quote(&mut words);
        let any = words.iter().fold(0, |any, word| any | word.lists);
        let mut read = Self { prose, lower, words, any };
        for index in 0..read.len() {
            read.words[index].name = read.words[index].capital && read.reads_as_name(index);
        }
        read
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
        let text = self.text(index).as_bytes();
        // Length and first letter tell nearly all of them apart.
        any.iter().any(|one| {
            let one = one.as_bytes();
            one.len() == text.len() && one.first() == text.first() && one == text
        })
    }

    /// Whether the word at `index` stands in one of `lists`, in quotation marks or not.
    pub fn listed(&self, index: usize, lists: Lists) -> bool {
        self.words.get(index).is_some_and(|word| word.lists & lists != 0)
    }

    /// The words that stand in one of `lists`, in quotation marks or not.
    pub fn all(&self, lists: Lists) -> impl Iterator<Item = usize> + '_ {
        let words = if self.any & lists == 0 { &[] } else { self.words.as_slice() };
        words.iter().enumerate().filter(move |(_, word)| word.lists & lists != 0).map(|(index, _)| index)
    }

    /// Whether the word at `index` stands in one of `lists`, outside quotation marks.
    pub fn has(&self, index: usize, lists: Lists) -> bool {
        self.words.get(index).is_some_and(|word| word.lists & lists != 0 && !word.quoted)
    }

    /// Whether the word at `index` is a name by its capital letter: not one that only opens the sentence.
    pub fn is_name(&self, index: usize) -> bool {
        self.words.get(index).is_some_and(|word| word.name)
    }

    /// The last word of the name that goes on from `index`: `Dr Mara Vale`; `index` itself where none does.
    pub fn name_end(&self, index: usize) -> usize {
        let run = (index + 1..self.len()).take_while(|&next| self.is_name(next) && !self.parted(next));
        if self.is_name(index) { run.last().unwrap_or(index) } else { index }
    }

    fn reads_as_name(&self, index: usize) -> bool {
        const COMMON: Lists = list::PLAIN
            | list::SAY
            | list::GROUP
            | list::QUANTITY
            | list::RESEARCH
            | list::MONTH
            | list::DAY
            | list::IMPERATIVE
            | list::POPULATION
            | list::SUPERLATIVE
            | list::WIDELY;
        let Some(word) = self.words.get(index).filter(|word| word.capital && !word.quoted) else { return false };
        let dated = word.lists & (list::MONTH | list::DAY) != 0;
        let pronoun = word.lists & (list::FIRST | list::PLAIN) != 0;
        // `Read said` is a man's name; `Experts said` is none.
        const NEVER: Lists = list::PLAIN | list::GROUP | list::QUANTITY | list::RESEARCH | list::POPULATION;
        let says = || self.has(index + 1, list::SAY) && word.lists & NEVER == 0;
        let clear = || word.lists & COMMON == 0 && self.opens_with_name(index) || says();
        !dated && !pronoun && (!word.fresh || clear())
    }

    /// Whether the capital letter of a sentence's first word is its own: another follows, or a verb, or its name owns something.
    fn opens_with_name(&self, index: usize) -> bool {
        const VERB: Lists = list::SAY | list::PAST | list::SHOW;
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
        self.all(lists).find(|&index| !self.words[index].quoted)
    }
}

/// What a byte may be to a word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    /// No part of any.
    Other,
    /// A letter or a digit.
    Letter,
    /// A mark that is part of a word if a letter or a digit follows.
    Joint,
    /// The comma in a number.
    Comma,
    /// A currency's sign.
    Sign,
    /// The start of a character beyond ASCII, which must be read to know.
    Wide,
}

const CLASSES: [Class; 256] = {
    let mut classes = [Class::Other; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => Class::Letter,
            b'\'' | b'-' | b'.' | b'&' | b'/' | b'@' | b'_' => Class::Joint,
            b',' => Class::Comma,
            b'$' => Class::Sign,
            0x80.. => Class::Wide,
            _ => Class::Other,
        };
        byte += 1;
    }
    classes
};

fn class(byte: u8) -> Class {
    CLASSES[usize::from(byte)]
}

/// The first letter, digit or currency's sign of `text`.
fn opening(text: &str) -> Option<(usize, char)> {
    let mut at = 0;
    loop {
        let byte = *text.as_bytes().get(at)?;
        match class(byte) {
            Class::Letter | Class::Sign => return Some((at, char::from(byte))),
            Class::Wide => {
                let c = text[at..].chars().next()?;
                if c.is_alphanumeric() || MONEY.contains(&c) {
                    return Some((at, c));
                }
                at += c.len_utf8();
            }
            Class::Joint | Class::Comma | Class::Other => at += 1,
        }
    }
}

/// Where the word ends of whose first character `text` starts with, `first` bytes long.
fn closing(text: &str, first: usize) -> usize {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let letter = |at: usize| text[at..].starts_with(char::is_alphanumeric);
    let mut at = first;
    loop {
        at += bytes[at..].iter().take_while(|&&byte| class(byte) == Class::Letter).count();
        let Some(&byte) = bytes.get(at) else { return at };
        let (goes_on, length) = match class(byte) {
            Class::Joint => (letter(at + 1), 1),
            Class::Comma => (digit(at - 1) && digit(at + 1), 1),
            Class::Wide => {
                let c = text[at..].chars().next().unwrap_or(' ');
                let length = c.len_utf8();
                (c.is_alphanumeric() || c == '\u{2019}' && letter(at + length), length)
            }
            Class::Letter | Class::Other | Class::Sign => (false, 1),
        };
        if !goes_on {
            return at;
        }
        at += length;
    }
}

/// The word that starts at or after `at`.
fn next<'a>(prose: &str, lower: &'a str, at: usize, end: usize) -> Option<Word<'a>> {
    let (blank, first) = opening(&prose[at..end])?;
    let start = at + blank;
    let stop = start + closing(&prose[start..end], first.len_utf8());
    let text = &lower[start..stop];
    Some(Word {
        text,
        range: start..stop,
        lists: lists(text),
        capital: first.is_uppercase(),
        number: first.is_ascii_digit()
            || MONEY.contains(&first) && text.trim_start_matches(MONEY).starts_with(|c: char| c.is_ascii_digit()),
        hyphen: text.as_bytes().contains(&b'-'),
        parted: false,
        fresh: false,
        quoted: false,
        name: false,
    })
}
