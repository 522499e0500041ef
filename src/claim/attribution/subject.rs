//! `X said`, `said X`, `X, who was there, said`: the subject of a reporting verb.

use super::crowd::{agrees, is_institution, is_owner, unnamed_at, worried};
use super::{Speech, Voice, apposition};
use crate::claim::list::{self, GROUP, RESEARCH, ROLE, SAY, SHOW, TELL, WEAK};
use crate::claim::words::Words;
use std::cell::LazyCell;
use std::ops::Range;

/// How far before its verb a subject is looked for, in words: a clause about it may stand between.
const REACH: usize = 24;

/// Before these a word is a noun, or no finite verb.
pub const NOUN_AFTER: &[&str] = &[
    "the", "a", "an", "his", "her", "its", "our", "my", "your", "this", "any", "such", "no", "of", "for", "in", "on",
    "to", "by", "with", "or", "be", "is", "are", "was", "were", "been", "being", "without", "not", "these", "those",
    "about", "from", "into", "as", "than", "off", "up", "at",
];

/// What may stand between a subject and its verb.
const BETWEEN: &[&str] = &[
    "has",
    "have",
    "had",
    "also",
    "later",
    "then",
    "once",
    "often",
    "long",
    "never",
    "just",
    "now",
    "still",
    "always",
    "even",
    "first",
    "himself",
    "herself",
    "themselves",
    "itself",
    "again",
    "who",
    "did",
    "would",
    "will",
    "may",
    "might",
    "could",
    "does",
    "do",
    "all",
    "both",
    "alike",
    "sometimes",
    "soon",
    "not",
    "didn't",
    "doesn't",
    "don't",
];

/// The voices that a reporting verb gives to its subject.
pub fn speeches(words: &Words<'_>) -> Vec<Speech> {
    let mut found: Vec<Speech> = Vec::new();
    let quoted = LazyCell::new(|| words.words.iter().any(|word| word.quoted));
    for verb in words.all(SAY | TELL | SHOW) {
        if words.words[verb].quoted || is_noun(words, verb) {
            continue;
        }
        // `He went on` and `prices called for` report nothing; beside a quotation they do.
        let reports = || words.is(verb + 1, &["that", "out"]) || words.is(verb + 2, &["that"]);
        if words.has(verb, WEAK) && !reports() && !*quoted {
            continue;
        }
        // `…, says the keeper` has its subject behind it, `Vale, the keeper, says` before.
        let behind = words.parted(verb)
            && (words.is_name(verb + 1) || words.is(verb + 1, &["the", "a", "an", "one", "he", "she"]));
        let speech = if behind {
            after(words, verb).or_else(|| before(words, verb))
        } else {
            before(words, verb).or_else(|| after(words, verb))
        };
        found.extend(speech.filter(|speech| speech.voice.is_vague() || !is_aside(words, speech.range.start)));
    }
    found.extend(worried(words));
    found
}

/// Whether the clause that starts at `start` only tells when or why: `since he announced his candidacy`.
fn is_aside(words: &Words<'_>, start: usize) -> bool {
    let first = words.words.partition_point(|word| word.range.start < start);
    (first.saturating_sub(3)..first).any(|at| {
        words.is(at, &["since", "when", "after", "before", "because", "until", "once", "unless", "if"])
            && (at + 1..=first).all(|at| !words.parted(at))
    })
}

fn is_noun(words: &Words<'_>, verb: usize) -> bool {
    let Some(before) = verb.checked_sub(1) else { return words.text(verb).ends_with("ing") };
    // `people projected to retire` and `is estimated to` report nothing.
    if words.is(verb + 1, &["to"])
        && words
            .is(verb, &["projected", "estimated", "reported", "forecast", "believed", "said", "alleged", "expected"])
    {
        return true;
    }
    if words.parted(verb) {
        // `…, claims that` and `…, the report said` are both possible; a capital starts a title.
        return words.words[verb].capital;
    }
    // `as Reuters reported` has its subject between; `as reported` has none.
    words.is(before, NOUN_AFTER) || words.words[verb].capital || is_owner(words, before)
}

/// The subject before the verb.
fn before(words: &Words<'_>, verb: usize) -> Option<Speech> {
    let mut last = verb.checked_sub(1)?;
    if words.is(last, &["and", "but"]) {
        // `The firm runs a mill and says …`: the subject is the sentence's.
        let said = words.is(verb, &["says", "said", "argue", "argued", "added"]);
        if words.is(0, &["some", "many", "others", "several", "critics", "experts"]) && words.has(verb, TELL) {
            return Some(Speech { voice: Voice::Unnamed, range: words.span(0, 0) });
        }
        let subject = (0..last.min(REACH)).find(|&at| words.is_name(at) || words.is(at, &["he", "she"]))?;
        let voice = if words.is_name(subject) { Voice::Named } else { Voice::Pronoun };
        return said.then(|| Speech { voice, range: words.span(subject, subject) });
    }
    let between = |index: usize| words.is(index, BETWEEN) || words.text(index).ends_with("ly");
    while between(last) && !words.is_name(last) && last + REACH > verb {
        last = last.checked_sub(1)?;
    }
    let report = words.has(verb, SAY) || words.has(verb, SHOW) && !words.has(verb, TELL);
    let parted = (last + 1..=verb).any(|index| words.parted(index));
    let first = last.saturating_sub(REACH);
    let voice = |voice: Voice, from: usize| Some(Speech { voice, range: words.span(from, verb) });
    // The nearest words first: `critics of the mayor said`, `the mayor of Hull said`.
    let (mut unnamed, mut nearest) = (None, None);
    for index in (first..=last).rev() {
        if words.words[index].quoted {
            break;
        }
        if let Some(from) = unnamed_at(words, index, verb) {
            if let Some(name) = apposition::of(words, from, index, verb) {
                return report.then(|| voice(Voice::Named, name)).flatten();
            }
            unnamed = Some(from);
            break;
        }
        if words.is_name(index) {
            // `critics of Mr Vale say` names no critic.
            let head = (index.saturating_sub(4)..index).rev().find(|&at| words.is(at, &["of"]));
            if let Some(from) = head.and_then(|of| unnamed_at(words, of.checked_sub(1)?, verb)) {
                unnamed = Some(from);
                break;
            }
            // `the Guild's warning indicates` is no voice, `the Guild's secretary said` is.
            if index < last && is_owner(words, index) && !words.has(last, ROLE | GROUP | RESEARCH) {
                return None;
            }
            // `Americans agree` names nobody.
            if words.has(index, list::POPULATION) {
                return None;
            }
            return report.then(|| voice(Voice::Named, index)).flatten();
        }
        if words.is(index, &["he", "she", "they"]) {
            return report.then(|| voice(Voice::Pronoun, index)).flatten();
        }
        if words.is(index, &["i", "we"]) {
            return voice(Voice::Own, index);
        }
        if words.has(index, ROLE | list::ONE) && !words.is(index.wrapping_sub(1), &["of", "in", "at"]) {
            nearest = nearest.or(Some(index));
            // `sources close to the board say`, `the mayor of the city said`: what the role belongs to may be who speaks.
            if !belongs(words, index) {
                break;
            }
        }
        // The head of the subject is none of these: only in front of a comma may one still stand.
        if !parted && last - index > 6 {
            break;
        }
    }
    match (unnamed, nearest) {
        (Some(from), _) => voice(Voice::Unnamed, from),
        (None, Some(index)) if report => Some(role(words, index, verb)),
        _ => None,
    }
}

/// Whether the role at `index` only tells of what stands before it: `of the city`, `close to the board`.
fn belongs(words: &Words<'_>, index: usize) -> bool {
    let article = index.checked_sub(1).filter(|&at| words.is(at, &["the", "his", "her", "its", "their"]));
    article.is_some_and(|at| {
        !words.parted(at)
            && !words.parted(index)
            && at > 0
            && words.is(at - 1, &["of", "to", "with", "at", "in", "from", "inside", "on", "by"])
    })
}

/// A role before the verb: with a name it is that one's, with `the` one that the text has told of, with `a` nobody's.
fn role(words: &Words<'_>, index: usize, verb: usize) -> Speech {
    let first = index.saturating_sub(6);
    let start = (first..index).rev().find(|&at| words.parted(at + 1)).map_or(first, |at| at + 1);
    if let Some(name) = apposition::of(words, start, index, verb) {
        return Speech { voice: Voice::Named, range: words.span(name, verb) };
    }
    let named = (start..verb).any(|at| is_institution(words, at));
    let vague = (start..index).rev().find(|&at| words.is(at, &["a", "an", "one", "another"]));
    let research = words.has(index, RESEARCH) || words.is(index, &["assessment", "analysis", "paper", "report"]);
    let one = words.has(index, list::ONE);
    let voice = match (named, vague) {
        (true, _) => Voice::Named,
        (false, Some(_)) if research || one => Voice::Unnamed,
        _ => Voice::Role,
    };
    let range = words.span(vague.filter(|_| voice == Voice::Unnamed).unwrap_or(index), verb);
    Speech { voice, range: within_brackets(words.prose, range) }
}

/// The range up to a bracket that closes in it, and opens before it.
fn within_brackets(prose: &str, range: Range<usize>) -> Range<usize> {
    let text = prose.get(range.clone()).unwrap_or_default();
    match text.find([')', '(']) {
        Some(at) if text[at..].starts_with(')') => range.start..range.start + at,
        _ => range,
    }
}

/// The subject behind the verb: `said the mayor`, `asked Ms Vale`.
fn after(words: &Words<'_>, verb: usize) -> Option<Speech> {
    let inverted = verb == 0 || words.parted(verb) || words.words[verb - 1].quoted;
    if !inverted || !words.has(verb, SAY) {
        return None;
    }
    let last = (verb + 5).min(words.len().saturating_sub(1));
    for index in verb + 1..=last {
        let voice = match () {
            () if words.words[index].quoted => return None,
            () if words.is_name(index) => Voice::Named,
            () if words.is(index, &["he", "she", "they"]) => Voice::Pronoun,
            () if words.has(index, GROUP) && agrees(words, index, verb) => Voice::Unnamed,
            () if words.has(index, list::ONE) && words.is(verb + 1, &["one", "a", "another"]) => {
                let named = (index..(index + 8).min(words.len())).any(|at| words.is_name(at));
                if named { Voice::Named } else { Voice::Unnamed }
            }
            () if words.has(index, ROLE) => Voice::Role,
            () => continue,
        };
        return Some(Speech { voice, range: words.span(verb, words.name_end(index)) });
    }
    None
}
