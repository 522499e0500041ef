//! `X said`, `said X`, `X, who was there, said`: the subject of a reporting verb.

use super::{Speech, Voice};
use crate::claim::words::{Lists, Words, list};

const SAY: Lists = list("say");
const TELL: Lists = list("tell");
const SHOW: Lists = list("show");
const ROLE: Lists = list("role");
const GROUP: Lists = list("group");
const EXPERTS: Lists = list("experts");
const RESEARCH: Lists = list("research");
const QUANTITY: Lists = list("quantity");
const WEAK: Lists = list("weak");

/// How far before its verb a subject is looked for, in words: a clause about it may stand between.
const REACH: usize = 24;

/// Before these a word is a noun, or no finite verb.
const NOUN_AFTER: &[&str] = &[
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
    "have",
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
    for verb in 0..words.len() {
        if !words.has(verb, SAY | TELL | SHOW) || is_noun(words, verb) {
            continue;
        }
        // `He went on` and `prices called for` report nothing; beside a quotation they do.
        if words.has(verb, WEAK) && !quotes(words, verb) {
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

/// Whether words in quotation marks stand in the sentence, or a reporting `that` follows.
fn quotes(words: &Words<'_>, verb: usize) -> bool {
    words.words.iter().any(|word| word.quoted) || words.is(verb + 1, &["that", "out"]) || words.is(verb + 2, &["that"])
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
        let subject = (0..last).find(|&at| words.is_name(at) || words.is(at, &["he", "she"]))?;
        return said.then(|| Speech { voice: Voice::Named, range: words.span(subject, subject) });
    }
    let between = |index: usize| words.is(index, BETWEEN) || words.text(index).ends_with("ly");
    while between(last) && !words.is_name(last) {
        last = last.checked_sub(1)?;
    }
    let report = words.has(verb, SAY) || words.has(verb, SHOW) && !words.has(verb, TELL);
    let parted = (last + 1..=verb).any(|index| words.parted(index));
    let first = last.saturating_sub(REACH);
    let voice = |voice: Voice, from: usize| Some(Speech { voice, range: words.span(from, verb) });
    // The nearest words first: `critics of the mayor said`, `the mayor of Hull said`.
    let mut unnamed = None;
    for index in (first..=last).rev() {
        if words.words[index].quoted {
            break;
        }
        if let Some(from) = unnamed_at(words, index, verb) {
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
            if words.has(index, list("population")) {
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
        if words.has(index, ROLE) && !words.is(index.wrapping_sub(1), &["of", "in", "at"]) {
            return role(words, index, verb).filter(|_| report);
        }
        // The head of the subject is none of these: only in front of a comma may one still stand.
        if !parted && last - index > 6 {
            break;
        }
    }
    unnamed.and_then(|from| voice(Voice::Unnamed, from))
}

/// A role before the verb: with a name it is that one's, with `the` one that the text has told of, with `a` nobody's.
fn role(words: &Words<'_>, index: usize, verb: usize) -> Option<Speech> {
    let first = index.saturating_sub(6);
    let start = (first..index).rev().find(|&at| words.parted(at + 1)).map_or(first, |at| at + 1);
    let named = (start..verb).any(|at| words.is_name(at));
    let vague = (start..index).rev().find(|&at| words.is(at, &["a", "an", "one", "another"]));
    let research = words.has(index, RESEARCH) || words.is(index, &["assessment", "analysis", "paper", "report"]);
    let one = words.has(index, list("one"));
    let voice = match (named, vague) {
        (true, _) => Voice::Named,
        (false, Some(_)) if research || one => Voice::Unnamed,
        _ => Voice::Role,
    };
    Some(Speech { voice, range: words.span(vague.filter(|_| voice == Voice::Unnamed).unwrap_or(index), verb) })
}

/// Where the subject starts if the word at `index` ends one that names nobody: `experts`, `some critics`, `others`.
fn unnamed_at(words: &Words<'_>, index: usize, verb: usize) -> Option<usize> {
    let text = words.text(index);
    let tells = words.has(verb, TELL);
    let start = |index: usize| (index.saturating_sub(4)..index).rev().find(|&at| words.has(at, QUANTITY));
    let clear = |from: usize| !words.is(from.wrapping_sub(1), &["the", "these", "those", "his", "her", "its", "our"]);
    let quantity = start(index).filter(|&from| (from + 1..=index).all(|at| !words.parted(at)) && clear(from));
    // `what economists call spending`, `the profit that analysts expected`
    let relative = |from: usize| words.is(from.wrapping_sub(1), &["what", "than", "which", "whom"]);
    if words.has(index, GROUP) {
        let from = quantity.or_else(|| bare(words, index)).filter(|&from| !relative(from))?;
        if (index + 1..verb).any(|at| words.is(at, &["who", "which"])) {
            return None;
        }
        // `the Treasury officials say` are somebody's; so are `Harbour officials` at the start, unless the word tells only of what kind.
        const KINDS: &[&str] = &[
            "senior",
            "top",
            "federal",
            "state",
            "local",
            "city",
            "county",
            "government",
            "military",
            "intelligence",
            "administration",
            "law",
            "health",
            "public",
            "school",
            "election",
            "campaign",
            "party",
            "police",
            "former",
            "current",
            "some",
            "many",
            "several",
            "company",
            "officials",
            "most",
        ];
        let officials = matches!(text, "officials" | "executives" | "leaders")
            && words.words[from].capital
            && words.words[from].fresh;
        if officials && !words.is(from, KINDS) {
            return None;
        }
        let institution = (from..index).any(|at| is_institution(words, at)) && quantity.is_none();
        return (!institution && (tells || words.has(verb, SAY))).then_some(from);
    }
    if words.has(index, RESEARCH) && words.has(verb, SHOW) {
        let from = adjectives(words, index);
        let owner =
            from.checked_sub(1).is_some_and(|at| is_owner(words, at)) || (from..index).any(|at| words.is_name(at));
        let own = words.is(from.wrapping_sub(1), &["the", "these", "our", "my", "those", "this"]);
        let referred =
            (index + 1..verb).any(|at| words.is_name(at) || words.is(at, &["who", "which", "that", "reported", "and"]));
        return (!owner && !own && !referred).then_some(from);
    }
    // `people familiar with the talks`, `a person close to the board`
    if words.is(index, &["people", "person", "sources", "persons"])
        && words.is(index + 1, &["familiar", "close", "briefed", "with"])
    {
        return Some(index);
    }
    let partisan = is_partisan(text) || matches!(text, "people" | "users" | "members" | "sides" | "observers");
    if let Some(from) = quantity.filter(|_| partisan && tells) {
        return (!(from..index).any(|at| is_institution(words, at))).then_some(from);
    }
    let alone = words.has(index, QUANTITY) && index + 4 >= verb && !words.is(index + 1, &["of"]);
    let lone = matches!(text, "some" | "many" | "others" | "several") && clear(index);
    let argue = words.is(verb, &["argue", "argued", "say", "said", "believe", "claim", "claimed", "contend"])
        && index == 0
        && quantity.is_none();
    (lone && tells && opens(words, index) && (alone || argue && lone)).then_some(index)
}

/// Whether a word names a body whose people may speak: not merely where they are from, `Chinese traders`.
fn is_institution(words: &Words<'_>, index: usize) -> bool {
    let text = words.text(index);
    let from =
        ["ese", "ish", "ian", "ean", "ican", "ocratic", "eli", "qi", "ani", "dutch", "french", "greek", "german"]
            .iter()
            .any(|ending| text.ends_with(ending));
    words.is_name(index) && !from
}

/// Whether a clause starts at `index`.
fn opens(words: &Words<'_>, index: usize) -> bool {
    index == 0
        || words.parted(index)
        || words.is(index - 1, &["but", "and", "while", "though", "although", "that", "as", "yet", "so"])
}

/// Where a group without a quantity starts: `legal experts`, `public health officials`.
fn bare(words: &Words<'_>, index: usize) -> Option<usize> {
    if !words.has(index, EXPERTS) {
        return None;
    }
    let from = adjectives(words, index);
    let before = from.wrapping_sub(1);
    let definite = words.is(
        before,
        &[
            "the", "these", "those", "his", "her", "its", "our", "my", "their", "two", "three", "four", "five", "both",
            "all", "no",
        ],
    );
    let counted = before < words.len() && words.words[before].number && !words.parted(from);
    let owned = before < words.len() && is_owner(words, before) && !words.parted(from);
    // `the Guild's members and officials`: whose members they are is theirs, too.
    let joined =
        words.is(before, &["and", "or"]) && (before.saturating_sub(3)..before).any(|at| is_institution(words, at));
    (!definite && !counted && !owned && !joined).then_some(from)
}

/// The start of the run of lower-case modifiers before a noun.
fn adjectives(words: &Words<'_>, noun: usize) -> usize {
    let mut from = noun;
    while from > 0 && noun - from < 3 && !words.parted(from) {
        let text = words.text(from - 1);
        let modifier = words.words[from - 1].lists & (list("plain") | SAY | list("past")) == 0
            || matches!(text, "early" | "recent" | "several" | "many" | "some" | "most" | "few" | "other" | "more");
        if !modifier || is_owner(words, from - 1) || words.words[from - 1].quoted {
            break;
        }
        from -= 1;
    }
    from
}

fn is_owner(words: &Words<'_>, index: usize) -> bool {
    let text = words.text(index);
    text.ends_with("'s") || text.ends_with("\u{2019}s") || text.ends_with("s'")
}

/// Whether the word names the members of a party or a side.
fn is_partisan(word: &str) -> bool {
    matches!(
        word,
        "republicans"
            | "democrats"
            | "conservatives"
            | "liberals"
            | "lawmakers"
            | "americans"
            | "politicians"
            | "progressives"
            | "europeans"
    )
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
            () if words.has(index, GROUP) => Voice::Unnamed,
            () if words.has(index, list("one")) && words.is(verb + 1, &["one", "a", "another"]) => {
                let named = (index..(index + 8).min(words.len())).any(|at| words.is_name(at));
                if named { Voice::Named } else { Voice::Unnamed }
            }
            () if words.has(index, ROLE) => Voice::Role,
            () => continue,
        };
        return Some(Speech { voice, range: words.span(verb, index) });
    }
    None
}

/// `allies have long been concerned that`: a state of mind in place of a verb.
fn worried(words: &Words<'_>) -> Option<Speech> {
    const MINDS: &[&str] = &[
        "concerned",
        "worried",
        "afraid",
        "skeptical",
        "sceptical",
        "convinced",
        "hopeful",
        "confident",
        "wary",
        "nervous",
        "fearful",
        "alarmed",
    ];
    let mind = (2..words.len()).find(|&index| {
        words.is(index, MINDS) && words.is(index - 1, &["been", "are", "were", "remain", "is", "was"])
    })?;
    let group = (mind.saturating_sub(5)..mind)
        .rev()
        .find(|&index| words.has(index, GROUP) || is_partisan(words.text(index)))?;
    let quantity = (group.saturating_sub(3)..group).find(|&at| words.has(at, QUANTITY));
    let from = quantity
        .or_else(|| words.has(group, GROUP).then_some(group).filter(|&at| is_owner(words, at.wrapping_sub(1))))?;
    Some(Speech { voice: Voice::Unnamed, range: words.span(from, mind) })
}
