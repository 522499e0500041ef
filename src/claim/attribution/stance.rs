//! `Vale hopes that`, `the Guild rejected`, `her proposal`: who is said to hold or to want something, without a word of saying.

use super::crowd::{is_institution, is_owner};
use super::subject::NOUN_AFTER;
use super::{Speech, Voice};
use crate::claim::list::{self, Lists};
use crate::claim::words::Words;

/// People who are spoken of without a name.
const CROWDS: Lists = list::GROUP | list::POPULATION | list::CROWD | list::QUANTITY;

/// How far before its verb a holder is looked for, in words, and how far before a participle that hangs on the sentence.
const REACH: usize = 8;
const HANGS: usize = 24;

/// Who holds or wants what the sentence tells, the best known of them.
pub fn stance(words: &Words<'_>) -> Option<Speech> {
    let verbs = words.all(list::STANCE).filter_map(|verb| holder(words, verb));
    let nouns = words.all(list::UTTERANCE).filter_map(|noun| owner(words, noun));
    verbs.chain(nouns).min_by_key(|speech| speech.voice)
}

/// The nearest somebody before a verb.
fn holder(words: &Words<'_>, verb: usize) -> Option<Speech> {
    let word = &words.words[verb];
    if word.quoted || word.capital || verb == 0 || words.is(verb - 1, NOUN_AFTER) {
        return None;
    }
    let reach = if word.text.ends_with("ing") { HANGS } else { REACH };
    let clause = (verb.saturating_sub(reach)..verb).rev().take_while(|&at| !words.words[at].quoted);
    let mut found = clause.filter_map(|at| Some((at, somebody(words, at)?)));
    found.next().map(|(at, voice)| Speech { voice, range: words.span(at, verb) })
}

/// What kind of speaker the word means, if somebody.
fn somebody(words: &Words<'_>, at: usize) -> Option<Voice> {
    Some(match () {
        () if words.is(at, &["he", "she", "they"]) => Voice::Pronoun,
        () if words.is(at, &["i", "we"]) => Voice::Own,
        () if words.is_name(at) => Voice::Named,
        () if words.has(at, list::ROLE | CROWDS) && is_somebodys(words, at) => Voice::Named,
        () if words.has(at, list::ROLE) => Voice::Role,
        () if words.has(at, CROWDS) => Voice::Unnamed,
        () => return None,
    })
}

/// Whether somebody is told by a name right before: `the Guild's pilots`, `Vale campaign officials`.
fn is_somebodys(words: &Words<'_>, at: usize) -> bool {
    (at.saturating_sub(3)..at)
        .rev()
        .take_while(|&before| !words.parted(before + 1))
        .any(|before| is_institution(words, before))
}

/// Whose an utterance is: `Vale's proposal`, `her remarks`, `a letter from Vale`.
fn owner(words: &Words<'_>, noun: usize) -> Option<Speech> {
    if words.words[noun].quoted || words.words[noun].capital {
        return None;
    }
    let before = (noun.saturating_sub(3)..noun).rev().find_map(|at| {
        let voice = match () {
            () if words.is_name(at) && is_owner(words, at) => Voice::Named,
            () if words.is(at, &["his", "her", "their"]) => Voice::Pronoun,
            () if words.is(at, &["my", "our"]) => Voice::Own,
            () => return None,
        };
        Some(Speech { voice, range: words.span(at, noun) })
    });
    let from = || {
        let last = (noun + 6).min(words.len());
        let by =
            words.is(noun + 1, &["by", "from", "of"]).then(|| (noun + 2..last).find(|&at| words.is_name(at)))??;
        Some(Speech { voice: Voice::Named, range: words.span(noun, by) })
    };
    before.or_else(from)
}
