//! `it is believed`, `is widely seen as`, `reportedly`: words that hide who says it.

use super::{Speech, Voice};
use crate::claim::list::{self, BELIEVED};
use crate::claim::words::Words;

/// `is said to` and its kin: of all passives these are never about what somebody has measured or planned.
const SAID_TO: &[&str] =
    &["said", "believed", "thought", "reported", "alleged", "rumored", "rumoured", "understood", "reputed", "feared"];

/// What hides a crowd.
const CROWD: &[&str] = &[
    "widely",
    "often",
    "commonly",
    "generally",
    "popularly",
    "universally",
    "broadly",
    "frequently",
    "increasingly",
    "traditionally",
    "conventionally",
    "famously",
];

/// What is called common, and names nobody who holds it.
const COMMON: &[&str] = &[
    "common",
    "widespread",
    "popular",
    "conventional",
    "prevailing",
    "general",
    "usual",
    "frequent",
    "growing",
    "broad",
];
const OPINION: &[&str] = &[
    "criticism",
    "belief",
    "view",
    "wisdom",
    "assumption",
    "perception",
    "argument",
    "complaint",
    "objection",
    "consensus",
    "misconception",
    "theory",
    "claim",
    "concern",
    "feeling",
    "sentiment",
    "agreement",
];

/// The voices of passives and adverbs.
pub fn speeches(words: &Words<'_>) -> Vec<Speech> {
    let mut found = Vec::new();
    for index in words.all(list::TURN | list::HEARSAY | BELIEVED) {
        if words.words[index].quoted {
            continue;
        }
        if let Some(length) = phrase(words, index) {
            found.push(Speech { voice: Voice::Passive, range: words.span(index, index + length - 1) });
        } else if let Some(last) = there_is(words, index) {
            found.push(Speech { voice: Voice::Passive, range: words.span(index, last) });
        } else if words.has(index, list::HEARSAY) {
            found.push(Speech { voice: Voice::Hearsay, range: words.span(index, index) });
        } else if words.has(index, BELIEVED) {
            found.extend(passive(words, index));
        } else if words.is(index, COMMON) && words.is(index + 1, OPINION) {
            let is_that =
                (index + 2..(index + 9).min(words.len())).any(|at| words.is(at, &["is", "was", "holds", "that"]));
            if is_that {
                found.push(Speech { voice: Voice::Passive, range: words.span(index, index + 1) });
            }
        }
    }
    found
}

/// Turns of speech that cite everybody, by their first words.
const TURNS: &[(&str, &[&str])] = &[
    ("legend", &["has it"]),
    ("word", &["has it"]),
    ("rumor", &["has it"]),
    ("rumour", &["has it"]),
    ("tradition", &["has it"]),
    ("by", &["all accounts", "some accounts", "many accounts", "most accounts"]),
    ("in", &["some circles", "many circles"]),
    ("common", &["knowledge"]),
    ("as", &["everyone knows", "the story goes"]),
    ("everyone", &["knows that"]),
    ("everybody", &["knows that"]),
    ("no", &["one disputes"]),
    ("few", &["would dispute", "would deny"]),
    ("science", &["says"]),
    ("history", &["shows"]),
    ("experience", &["shows"]),
    ("the", &["general feeling", "word is"]),
    ("so", &["the story goes"]),
];

/// How many words a turn of speech has that starts at `index`; `None` if none does.
fn phrase(words: &Words<'_>, index: usize) -> Option<usize> {
    let word = words.words.get(index)?;
    let rest = words.lower[word.range.end..].strip_prefix(' ')?;
    let (_, turns) = TURNS.iter().find(|(first, _)| first.len() == word.text.len() && *first == word.text)?;
    let whole = |turn: &str| rest.strip_prefix(turn).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    let found = turns.iter().find(|turn| whole(turn))?;
    Some(1 + found.split(' ').count())
}

/// `there is growing evidence that`, `there has been speculation about`: the last word of it.
fn there_is(words: &Words<'_>, index: usize) -> Option<usize> {
    const NOUNS: &[&str] = &[
        "speculation",
        "evidence",
        "concern",
        "concerns",
        "fears",
        "suspicion",
        "suspicions",
        "consensus",
        "agreement",
        "rumors",
        "rumours",
        "reports",
        "claims",
        "allegations",
        "talk",
        "criticism",
    ];
    let there = words.is(index, &["there"]) && words.is(index + 1, &["is", "are", "was", "were", "has", "have"]);
    let noun = there.then(|| (index + 2..index + 6).find(|&at| words.is(at, NOUNS)))??;
    let no = (index + 2..noun).any(|at| words.is(at, &["no", "little", "any", "not"]));
    (!no && words.is(noun + 1, &["that", "about", "of", "over", "among"])).then_some(noun)
}

/// `is said to`, `it is claimed that`, `has been widely derided`, and `Considered toxic, …` at the start.
fn passive(words: &Words<'_>, participle: usize) -> Option<Speech> {
    let say = |from: usize| Some(Speech { voice: Voice::Passive, range: words.span(from, participle) });
    // An agent tells who: `was criticised by the mayor`.
    let agent = (participle + 1..(participle + 7).min(words.len())).any(|at| words.is(at, &["by"]));
    if agent {
        return None;
    }
    if participle == 0 && words.is(0, &["considered", "believed", "regarded", "seen", "reputed"]) && !words.parted(1) {
        return say(0);
    }
    let mut at = participle.checked_sub(1)?;
    let mut crowd = false;
    while words.has(at, list::WIDELY) || words.is(at, CROWD) || words.text(at).ends_with("ly") {
        crowd |= words.is(at, CROWD);
        at = at.checked_sub(1)?;
    }
    if !words.is(at, &["is", "are", "was", "were", "been", "be", "being", "it's"]) {
        return None;
    }
    // `may be reported to the committee`, `can be seen as` are no hearsay.
    if words.is(at, &["be", "being"]) {
        return None;
    }
    let blamed = words
        .is(participle, &["criticized", "criticised", "praised", "hailed", "credited", "blamed", "derided", "touted"])
        && words.is(at, &["been"]);
    let mut from = at;
    while from > 0 && words.is(from - 1, &["has", "have", "had", "can", "could", "may", "might", "is", "was"]) {
        from -= 1;
    }
    if words.is(from.wrapping_sub(1), &["nobody", "nothing", "none"]) {
        return None;
    }
    let it = from > 0 && words.is(from - 1, &["it"]) || words.is(at, &["it's"]);
    let said = words.is(participle, SAID_TO) && words.is(participle + 1, &["to"]);
    let that = it && (words.is(participle + 1, &["that"]) || words.is(participle, SAID_TO));
    let seen = words.is(participle + 1, &["as"])
        && words.is(participle, &["seen", "viewed", "regarded", "perceived", "hailed", "touted", "described"]);
    let first = if it && !words.is(at, &["it's"]) { from - 1 } else { from };
    let judged = crowd || blamed || that || said || seen || is_verdict(words, participle);
    let last = participle + usize::from(said);
    let speech = Speech { voice: Voice::Passive, range: words.span(first, last) };
    (judged && !is_definition(words, from, participle)).then_some(speech)
}

/// `is considered an effective technique`, `are deemed the best`: a judgement, not a classification.
fn is_verdict(words: &Words<'_>, participle: usize) -> bool {
    let judged = words.is(participle, &["considered", "deemed", "thought"]);
    let verdict = (participle + 1..(participle + 5).min(words.len())).any(|at| {
        words.has(at, list::SUPERLATIVE)
            || words.is(
                at,
                &[
                    "effective",
                    "important",
                    "successful",
                    "essential",
                    "controversial",
                    "toxic",
                    "prestigious",
                    "dangerous",
                    "promising",
                    "influential",
                    "powerful",
                    "leading",
                ],
            )
    });
    judged && verdict
}

/// How far behind `said` the rest of a definition is looked for, in words.
const CLAUSE: usize = 24;

/// `A queue is said to be full when …` defines a word.
fn is_definition(words: &Words<'_>, verb: usize, participle: usize) -> bool {
    let indefinite = (verb.saturating_sub(4)..verb).any(|at| words.is(at, &["a", "an"])) && verb <= 5;
    let when = (participle..words.len().min(participle + CLAUSE)).any(|at| words.is(at, &["if", "when", "whenever"]));
    indefinite && (when || words.is(participle, &["said", "known"]))
}
