//! What can be counted of a draft's kind.

use super::list;
use super::quiet::Quiet;
use super::quotation::Quotation;
use super::telltale::{Forms, forms};
use super::words::{Word, Words};
use super::{Speech, Statement, Voice, speech};
use crate::markdown::{Block, Leaf, LeafKind, SpanKind};
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

/// Counts what a sentence or a heading tells.
pub fn of_statement(
    traits: &mut Traits,
    words: &Words<'_>,
    statement: &Statement,
    quotations: &[Quotation],
    heading: bool,
) {
    traits.words += words.len() as u32;
    traits.function_words += words.words.iter().filter(|word| word.lists & list::FUNCTION != 0).count() as u32;
    if heading || statement.quiet != Some(Quiet::Place) {
        traits.forms = traits.forms + forms(words, heading);
    }
    if matches!(statement.quiet, Some(Quiet::Place)) {
        return;
    }
    traits.sentences += 1;
    traits.instructions += u32::from(statement.quiet == Some(Quiet::Instruction));
    traits.first_person += u32::from(statement.quiet == Some(Quiet::Own) && speech::is_own(words, quotations));
    // A line of credit and a survey name no speaker.
    let paper = |speech: &Speech| {
        let inside = |word: &&Word<'_>| word.range.start >= speech.range.start && word.range.end <= speech.range.end;
        words.words.iter().filter(inside).any(|word| word.lists & list::RESEARCH != 0 || word.text == "census")
    };
    let named = |speech: &Speech| speech.voice == Voice::Named && !paper(speech);
    traits.speakers += u32::from(!statement.credit && statement.speeches.iter().any(named));
    traits.days += u32::from(words.find(list::DAY).is_some());
    let was = |word: &Word<'_>| !word.quoted && (word.lists & list::PAST != 0 || word.text.ends_with("ed"));
    traits.past += u32::from(words.words.iter().any(was));
    traits.digits += words.words.iter().filter(|word| word.number).count() as u32;
    traits.work += u32::from(words.find(list::WORK).is_some());
}

/// Counts the leaf's citations, and what it says in quotation marks and in emphasis.
pub fn of_leaf(traits: &mut Traits, block: &Block, leaf: &Leaf, quotations: &[Quotation]) {
    for quotation in quotations.iter().filter(|quotation| quotation.words <= SPOKEN) {
        let text = block.prose[quotation.range.clone()].trim_end_matches(|c: char| !c.is_alphanumeric() && c != '?');
        let asks = text.ends_with('?');
        traits.asked += u32::from(asks);
        traits.dialogue += u32::from(asks || quotation.sentence);
    }
    if leaf.kind != LeafKind::Heading {
        traits.titles += titles(&block.text[leaf.range.clone()], &block.prose[leaf.range.clone()]);
    }
    for span in block.spans_in(leaf.range.clone()) {
        match span.kind {
            SpanKind::Link { .. } | SpanKind::Reference { defined: true, .. } => traits.links += 1,
            SpanKind::FootnoteReference { .. } | SpanKind::InlineNote { .. } => traits.citations += 1,
            SpanKind::CitationKey { .. } => traits.scholarly += 1,
            _ => {}
        }
    }
}

/// Stretches of code; a block of it counts for three.
pub fn code(block: &Block) -> u32 {
    let spans = block.spans.iter().filter(|span| matches!(span.kind, SpanKind::Code | SpanKind::CodeBlock { .. }));
    spans.map(|span| if matches!(span.kind, SpanKind::Code) { 1 } else { 3 }).sum()
}

/// The most words of a line of dialogue; what is quoted in news is longer.
const SPOKEN: usize = 18;

/// Words in simple emphasis that start with a capital letter, as the title of a work does.
fn titles(text: &str, prose: &str) -> u32 {
    let (text, prose) = (text.as_bytes(), prose.as_bytes());
    let at = |index: usize| text.get(index).copied().unwrap_or(b' ');
    let opens = |&index: &usize| {
        let mark = at(index);
        prose.get(index) == Some(&0)
            && at(index + 1).is_ascii_uppercase()
            && (index == 0 || !at(index - 1).is_ascii_alphanumeric() && at(index - 1) != mark)
    };
    memchr::memchr2_iter(b'*', b'_', text).filter(opens).count() as u32
}
