//! Whether a source holds the words of a quotation.
//!
//! Found is what is there word for word after the fold, in whatever spelling (`even`), with whatever ellipses and brackets say that the
//! writer left out or put in. A
//! measure of likeness never decides: by any threshold that lets honest slips through, a dropped `not` passes too. Alignment only
//! shows a quotation that was not found beside the words that come nearest.

mod across;
mod align;
mod edges;
mod exact;
mod grave;
mod near;
mod parse;
mod pieces;
mod shown;
mod skeleton;
#[cfg(test)]
mod tests;
mod window;

pub use exact::whole;
pub use grave::is_negator;
pub use parse::{Gap, Piece, Quotation};
pub use skeleton::same as same_letters;

use super::even::Even;
use super::fold::{Folded, Side, fold};
use super::language::Language;
use super::token::{Token, tokens};
use std::ops::Range;
use std::sync::OnceLock;

/// How a source's text came to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// A newline ends a block: text from HTML.
    Flowing,
    /// A newline ends a line, wherever it falls: text from PDF, or plain text.
    Lines,
}

/// What a source says, with its fold, made once.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its visible text.
    pub text: String,
    /// How that came to be.
    pub layout: Layout,
    /// Its fold.
    pub folded: Folded,
    tokens: Vec<Token>,
    /// Which of the tokens deny or limit what is said, ascending.
    negators: Vec<u32>,
    skeleton: Folded,
    even: OnceLock<Even>,
    language: OnceLock<Option<Language>>,
}

impl Source {
    /// Reads `text`. Costs some ten times its length in memory, thirty at worst.
    pub fn new(text: impl Into<String>, layout: Layout) -> Self {
        let text = text.into();
        let folded = fold(&text, Side::Source);
        let tokens = tokens(&folded.text);
        let denies = |token: &Token| is_negator(&folded.text[token.range()]);
        let negators = (0..).zip(&tokens).filter(|(_, token)| denies(token)).map(|(index, _)| index).collect();
        let lines = layout == Layout::Lines;
        let skeleton = if lines { skeleton::of(&folded.text) } else { Folded::default() };
        Source { text, layout, folded, tokens, negators, skeleton, even: OnceLock::new(), language: OnceLock::new() }
    }

    /// Whether a quotation is in another language than this text: then it is a translation, and cannot stand here word for word.
    pub fn is_foreign(&self, quotation: &str) -> bool {
        let language = self.language.get_or_init(|| Language::of(&self.folded.text));
        language.is_some_and(|language| language.is_other(&fold(quotation, Side::Quotation).text))
    }

    /// Its fold in one spelling, made when a quotation does not stand there letter for letter.
    fn even(&self) -> &Even {
        self.even.get_or_init(|| Even::of(&self.folded.text))
    }

    /// The first token that starts at or after `at`, in bytes of the fold.
    fn token(&self, at: usize) -> usize {
        self.tokens.partition_point(|token| (token.start as usize) < at)
    }

    /// The first negator among the tokens in `range`.
    fn negator(&self, range: Range<usize>) -> Option<usize> {
        let index = self.negators.partition_point(|&at| (at as usize) < range.start);
        self.negators.get(index).map(|&at| at as usize).filter(|at| range.contains(at))
    }
}

/// What becomes of a quotation. Ranges are bytes of the source's text, unless said otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is there.
    Found(Range<usize>),
    /// Its pieces are there, but what was left out between them has a word that may turn the meaning.
    Hidden {
        /// The passage, from the first piece to the last.
        at: Range<usize>,
        /// The word, such as `not`.
        word: Range<usize>,
    },
    /// Other words are there.
    Near {
        /// The passage that comes nearest.
        at: Range<usize>,
        /// Where they differ, in order. None if all pieces of a quotation are there, but too far from one another.
        changes: Vec<Change>,
        /// Whether a change turns the meaning: a number, a negation, or one word for its opposite.
        grave: bool,
    },
    /// Nothing like it is there.
    Absent,
}

/// Words of the quotation that are others in the source. Either range may be empty, and then says between which words the others stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What the draft has, in bytes of the quotation.
    pub wrote: Range<usize>,
    /// What the source has, in bytes of its text.
    pub source: Range<usize>,
    /// Whether it turns the meaning.
    pub grave: bool,
    /// Whether nothing but punctuation differs.
    pub marks: bool,
}

/// Fewer words than these are looked for as they are, and never likened to anything.
pub const FEWEST_WORDS: usize = 4;
/// The same, in characters.
pub const FEWEST_CHARS: usize = 16;

/// Looks for `quotation` (the words between the quotation marks, with or without these) in `source`. A quotation without words is found.
pub fn find(quotation: &str, source: &Source) -> Verdict {
    let quotation = Quotation::read(quotation);
    if quotation.pieces.is_empty() {
        return Verdict::Found(0..0);
    }
    if let Some(at) = whole(&quotation.literal, source, 1).pop() {
        return Verdict::Found(source.folded.source(at));
    }
    if let Some(verdict) = pieces::find(&quotation, source) {
        return verdict;
    }
    if let Some(at) = across::find(&quotation, source) {
        return Verdict::Found(source.folded.source(at));
    }
    if quotation.is_short() {
        return Verdict::Absent;
    }
    near::find(&quotation, source).unwrap_or(Verdict::Absent)
}
