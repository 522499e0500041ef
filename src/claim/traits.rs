//! What can be counted of a draft's kind.

use super::telltale::Forms;
use std::iter::Sum;
use std::ops::Add;

/// What can be counted of a draft's kind, of one block or of many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Traits {
    /// Words of prose.
    pub words: u32,
    /// Sentences of prose.
    pub sentences: u32,
    /// Words that are common in English and rare elsewhere.
    pub function_words: u32,
    /// Stretches of code.
    pub code: u32,
    /// Sentences that instruct, or speak to the reader.
    pub instructions: u32,
    /// Sentences in the first person, outside quotation marks.
    pub first_person: u32,
    /// Sentences in which somebody named speaks.
    pub speakers: u32,
    /// Days of the week by name.
    pub days: u32,
    /// Citations of any form but plain links.
    pub citations: u32,
    /// Links.
    pub links: u32,
    /// Citations by key or by author and year.
    pub scholarly: u32,
    /// Sentences outside quotation marks that tell of what was.
    pub past: u32,
    /// Short lines of speech in quotation marks.
    pub dialogue: u32,
    /// Those that ask.
    pub asked: u32,
    /// Numbers in digits.
    pub digits: u32,
    /// Sentences about a novel, a film or another work, or about what happens in it.
    pub work: u32,
    /// Words in emphasis that may be the title of a work.
    pub titles: u32,
    /// What phrases tell of its form.
    pub forms: Forms,
}

impl Traits {
    /// These without those of a part of the text.
    pub fn without(self, other: Self) -> Self {
        Self { forms: self.forms - other.forms, ..self.each(other, u32::saturating_sub) }
    }

    /// Each count by itself; the forms stay.
    fn each(self, other: Self, join: fn(u32, u32) -> u32) -> Self {
        Self {
            words: join(self.words, other.words),
            sentences: join(self.sentences, other.sentences),
            function_words: join(self.function_words, other.function_words),
            code: join(self.code, other.code),
            instructions: join(self.instructions, other.instructions),
            first_person: join(self.first_person, other.first_person),
            speakers: join(self.speakers, other.speakers),
            days: join(self.days, other.days),
            citations: join(self.citations, other.citations),
            links: join(self.links, other.links),
            scholarly: join(self.scholarly, other.scholarly),
            past: join(self.past, other.past),
            dialogue: join(self.dialogue, other.dialogue),
            asked: join(self.asked, other.asked),
            digits: join(self.digits, other.digits),
            work: join(self.work, other.work),
            titles: join(self.titles, other.titles),
            forms: self.forms,
        }
    }

    /// Whether the text is English, the language of the word lists. A dense note in English has one such word in ten, another
    /// language one in thirty.
    pub fn is_english(&self) -> bool {
        self.function_words * 100 >= self.words * 8
    }
}

impl Add for Traits {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { forms: self.forms + other.forms, ..self.each(other, u32::saturating_add) }
    }
}

impl Sum for Traits {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), Add::add)
    }
}
