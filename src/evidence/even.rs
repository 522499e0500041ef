//! A folded text in one spelling: hyphens, short forms, British and American ways of writing and numbers in words, digits and signs
//! evened out.
//!
//! Only what says the same becomes the same. Letters stand in a row, and between them is kept what parts them there, so that `e-mail` is
//! `email`, and `long-term` is `long term`, but `may be` is not `maybe`, and `it is` is not `it has`, though each may be `it's`.

mod number;
mod short;
mod spelling;
#[cfg(test)]
mod tests;
mod write;

pub use number::counts;

use super::fold::Folded;
use super::token::{Token, hash};
use memchr::memmem;
use std::ops::Range;

/// A text in one spelling.
#[derive(Clone, Debug, Default)]
pub struct Even {
    /// Its words and marks without anything between them, with the way back to the fold that it was made of.
    pub letters: Folded,
    /// What stands before each of these, ascending.
    joints: Vec<Joint>,
}

/// What stands before a word, or a part of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Joint {
    /// Where, in bytes of the letters.
    at: u32,
    kind: Kind,
    short: Short,
    /// Whether it is within a word of the text: before the `not` of `don't`.
    inner: bool,
}

/// How two words are parted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Not at all.
    Touch,
    /// By a space, or by a hyphen that makes another word: `re-sign`.
    Space,
    /// By a hyphen between letters.
    Hyphen,
    /// By a space between the thousands of a number.
    Digits,
}

/// Words that are written alike when they are shortened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Short {
    No,
    /// `'s`
    S,
    Is,
    Has,
    /// `'d`
    D,
    Would,
    Had,
}

impl Even {
    /// Of a folded text.
    pub fn of(folded: &str) -> Self {
        write::write(folded)
    }

    /// Calls `visit` with the places of `needle` here, in bytes of the fold, until it answers `false`. `broken`: words may be parted
    /// and put together anywhere, as in text from PDF.
    pub fn each(&self, needle: &Even, broken: bool, visit: &mut dyn FnMut(Range<usize>) -> bool) {
        let (text, wanted) = (self.letters.text.as_bytes(), needle.letters.text.as_bytes());
        if wanted.is_empty() {
            return;
        }
        for at in memmem::find_iter(text, wanted) {
            let range = at..at + wanted.len();
            if self.is_same(range.clone(), needle, broken) && !visit(self.letters.source(range)) {
                return;
            }
        }
    }

    /// Whether two texts are the same words.
    pub fn same(one: &str, other: &str) -> bool {
        let (one, other) = (Even::of(one), Even::of(other));
        !one.letters.text.is_empty()
            && one.letters.text == other.letters.text
            && other.is_same(0..other.letters.text.len(), &one, false)
    }

    /// The tokens of a folded text, each with the hash of its one spelling as far as one token can tell it.
    pub fn tokens(folded: &str, tokens: &[Token]) -> Vec<Token> {
        let respelt = |token: &Token| {
            let word = folded.get(token.range()).unwrap_or("");
            Token { hash: hash(write::alone(word).as_bytes()), ..*token }
        };
        tokens.iter().map(respelt).collect()
    }

    /// Its words, numbers and marks, each in its one spelling, and whether a hyphen joins it to the one before. What is short for two
    /// words is taken for the commoner one.
    pub fn words(&self) -> impl Iterator<Item = (&str, bool)> {
        self.joints.iter().enumerate().map(|(index, joint)| {
            let end = self.joints.get(index + 1).map_or(self.letters.text.len(), |next| next.at as usize);
            let text = self.letters.text.get(joint.at as usize..end).unwrap_or("");
            let word = match joint.short {
                Short::No => text,
                Short::S | Short::Is => "is",
                Short::Has => "has",
                Short::D | Short::Would => "would",
                Short::Had => "had",
            };
            (word, joint.kind == Kind::Hyphen)
        })
    }

    /// Whether the words in `range` of the letters, which are those of `needle`, are whole and parted as they are there. They may begin
    /// within a short form, `is late` of `it's late`, but never end there.
    fn is_same(&self, range: Range<usize>, needle: &Even, broken: bool) -> bool {
        let first = self.joints.partition_point(|joint| (joint.at as usize) < range.start);
        let last = self.joints.partition_point(|joint| (joint.at as usize) < range.end);
        let own = self.joints.get(first..last).unwrap_or(&[]);
        let next = self.joints.get(last);
        let starts = own.first().is_some_and(|joint| joint.at as usize == range.start);
        let ends = next.is_none_or(|joint| joint.at as usize == range.end && !joint.inner);
        starts && ends && parted(own, range.start, &needle.joints, &self.letters.text, broken)
    }
}

/// Whether what parts the words of two texts says the same; `base`: where the first starts in its `letters`.
fn parted(own: &[Joint], base: usize, other: &[Joint], letters: &str, broken: bool) -> bool {
    let mut ahead = other.iter().peekable();
    let free = |joint: &Joint, at: usize| match joint.kind {
        Kind::Touch | Kind::Hyphen | Kind::Digits => joint.short == Short::No,
        Kind::Space => broken && joint.short == Short::No && !is_between_digits(letters, at),
    };
    for joint in own {
        let at = joint.at as usize - base;
        while let Some(before) = ahead.next_if(|other| (other.at as usize) < at) {
            if !free(before, base + before.at as usize) {
                return false;
            }
        }
        match ahead.next_if(|other| other.at as usize == at) {
            Some(met) if at > 0 && !broken && !is_like(joint, met) => return false,
            Some(met) if !is_short_of(joint.short, met.short) => return false,
            Some(_) => {}
            None if !free(joint, joint.at as usize) => return false,
            None => {}
        }
    }
    ahead.all(|rest| free(rest, base + rest.at as usize))
}

/// Whether two joints at one place part alike: a space is no joint at all only where one may be left out.
fn is_like(one: &Joint, other: &Joint) -> bool {
    let touch = |joint: &Joint| joint.kind == Kind::Touch;
    touch(one) == touch(other) || one.kind != Kind::Space && other.kind != Kind::Space
}

fn is_short_of(one: Short, other: Short) -> bool {
    let across =
        |short, long: [Short; 2]| one == short && long.contains(&other) || other == short && long.contains(&one);
    one == other || across(Short::S, [Short::Is, Short::Has]) || across(Short::D, [Short::Would, Short::Had])
}

fn is_between_digits(text: &str, at: usize) -> bool {
    let digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
    digit(text.as_bytes().get(at)) && at.checked_sub(1).is_some_and(|at| digit(text.as_bytes().get(at)))
}
