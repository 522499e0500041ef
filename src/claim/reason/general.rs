//! Claims without a figure: records, comparisons, causes, prospects, accusations, findings about health.

use super::figure::is_year;
use super::{Reason, reason};
use crate::claim::words::{Lists, Words, list};

const POPULATION: Lists = list("population");
const SUPERLATIVE: Lists = list("superlative");
const COULD: Lists = list("could");

/// Readers of claims, each of which finds at most one.
const READERS: &[fn(&Words<'_>) -> Option<Reason>] = &[
    fixed,
    market,
    mood,
    record,
    superlative,
    comparison,
    generalisation,
    trend,
    cause,
    outcome,
    prospect,
    conflict,
    allegation,
    health,
    belief,
    period,
    name,
    long,
    hedge,
    opinion,
];

/// The features of a sentence that are no figures.
pub fn reasons(words: &Words<'_>) -> Vec<Reason> {
    READERS.iter().filter_map(|read| read(words)).collect()
}

fn at(words: &Words<'_>, lists: Lists) -> Option<usize> {
    words.find(lists)
}

/// `the first-ever`, `the only … in the world`, `the most successful … ever`, `the steepest in existence`.
fn record(words: &Words<'_>) -> Option<Reason> {
    for index in 0..words.len() {
        if words.words[index].quoted {
            continue;
        }
        let text = words.text(index);
        if matches!(text, "first-ever" | "record-breaking" | "record-setting" | "all-time" | "unprecedented") {
            return reason("record", words.span(index, index));
        }
        if text == "first" && words.is(index + 1, &["ever"])
            || text == "ever" && words.is(index.wrapping_sub(1), &["first", "only"])
        {
            return reason("record", words.span(index.saturating_sub(1), index));
        }
        let any = text == "than"
            && (words.is(index + 1, &["any", "anyone", "anything", "all"]) && words.is(index + 2, &["other", "else"])
                || words.is(index + 1, &["ever", "at"]) && words.is(index + 2, &["before", "any"]));
        if any {
            return reason("record", words.span(index, index + 2));
        }
        let ranked = text.split_once('-').is_some_and(|(_, best)| {
            matches!(
                best,
                "largest"
                    | "biggest"
                    | "highest"
                    | "most"
                    | "deadliest"
                    | "richest"
                    | "busiest"
                    | "lowest"
                    | "smallest"
                    | "oldest"
                    | "fastest"
                    | "longest"
            )
        });
        if ranked {
            return reason("record", words.span(index, index));
        }
        if let Some(last) = pioneer(words, index) {
            return reason("record", words.span(index, last));
        }
        let only = matches!(text, "only" | "first")
            && !words.is(index.wrapping_sub(2), &["not", "isn't", "aren't", "wasn't", "isn\u{2019}t"])
            && words.is(index.wrapping_sub(1), &["the", "world's", "country's", "nation's", "world\u{2019}s"]);
        let best = is_superlative(words, index);
        if !only && !best {
            continue;
        }
        let last = (index + 14).min(words.len());
        let scope = (index + 1..last).find(|&at| is_scope(words, at, best));
        let owned = words.is(
            index.wrapping_sub(1),
            &["world's", "country's", "nation's", "world\u{2019}s", "country\u{2019}s", "nation\u{2019}s"],
        );
        let one = words.is(index.wrapping_sub(2), &["of"])
            && words.is(index.wrapping_sub(3), &["one"])
            && best
            && scope.is_none()
            && !owned;
        if (owned || scope.is_some()) && !one {
            return reason("record", words.span(index.saturating_sub(usize::from(owned)), index));
        }
    }
    None
}

/// Whether a superlative stands at `index`: not `most people`, not `the highest court`.
fn is_superlative(words: &Words<'_>, index: usize) -> bool {
    const OTHERS: Lists = list("plain") | list("population") | list("past") | list("say") | list("pronoun");
    if !words.has(index, SUPERLATIVE)
        || words.is(index, &["top", "leading", "latest", "earliest"])
        || words.is(index + 1, &["court", "office"])
    {
        return false;
    }
    let adjective = words.words.get(index + 1).is_some_and(|next| next.lists & OTHERS == 0 && !next.capital);
    let verb = words.text(index + 1).ends_with("n't") || words.text(index + 1).ends_with("n\u{2019}t");
    !words.is(index, &["most", "least"])
        || adjective && !verb && !words.is(index + 1, &["likely", "recent", "recently", "important", "common", "part"])
}

/// `the first woman to`, `the only country that`: the last word of it.
fn pioneer(words: &Words<'_>, index: usize) -> Option<usize> {
    let first = words.is(index, &["first", "only", "last"])
        && words.is(index.wrapping_sub(1), &["the", "its", "their", "america's"]);
    if !first {
        return None;
    }
    let who = (index + 1..index + 4).find(|&at| {
        words.has(at, list("role") | list("scope"))
            || words.is(
                at,
                &[
                    "woman",
                    "man",
                    "person",
                    "president",
                    "black",
                    "nation",
                    "city",
                    "vessel",
                    "start-up",
                    "startup",
                    "sitting",
                    "american",
                    "european",
                ],
            )
    })?;
    let last = (who + 1..who + 4).find(|&at| words.is(at, &["to", "that", "ever"]))?;
    (!words.parted(last)).then_some(who)
}

/// Whether the words from `at` on say among what something is the first or the most.
fn is_scope(words: &Words<'_>, at: usize, best: bool) -> bool {
    let place = words.has(at, list("scope")) || words.is_name(at);
    let preposition = words.is(at.wrapping_sub(1), &["in", "among", "on", "of"]);
    let article = words.is(at.wrapping_sub(1), &["the", "this", "its", "our"])
        && words.is(at.wrapping_sub(2), &["in", "among", "of", "on"]);
    let ever = best && words.is(at, &["ever", "existence", "available", "worldwide", "globally", "nationwide"]);
    ever || place && (preposition || article)
}

/// `the law`, `the plan`: the figure is set by it, and it can be looked up.
fn fixed(words: &Words<'_>) -> Option<Reason> {
    let index = at(words, list("set"))?;
    reason("set", words.span(index, index))
}

/// Prices that an exchange records.
fn market(words: &Words<'_>) -> Option<Reason> {
    let to = (1..words.len().saturating_sub(1)).find(|&index| {
        let price = |at: usize| words.text(at).starts_with(['$', '\u{a3}', '\u{20ac}']);
        words.is(index, &["to"]) && price(index + 1) && (index.saturating_sub(8)..index).any(price)
    });
    let index = to.or_else(|| at(words, list("market")))?;
    reason("market", words.span(index, index))
}

/// `growing concern`, `increasing global scrutiny`: a mood, and nobody whose mood it is.
fn mood(words: &Words<'_>) -> Option<Reason> {
    const MORE: &[&str] = &[
        "growing",
        "increasing",
        "mounting",
        "widespread",
        "rising",
        "renewed",
        "intense",
        "considerable",
        "global",
        "international",
        "deep",
        "broad",
    ];
    let index = (1..words.len()).find(|&index| {
        words.has(index, list("mood")) && (index.saturating_sub(2)..index).any(|at| words.is(at, MORE))
    })?;
    reason("mood", words.span(index - 1, index))
}

fn superlative(words: &Words<'_>) -> Option<Reason> {
    let index = at(words, SUPERLATIVE)?;
    reason("superlative", words.span(index, index))
}

/// `grew faster than its neighbours'`, `more likely than`, `less popular among … than`.
fn comparison(words: &Words<'_>) -> Option<Reason> {
    let than = (1..words.len()).find(|&index| words.is(index, &["than"]) && !words.words[index].quoted)?;
    let first = than.saturating_sub(8);
    let more = (first..than).rev().find(|&index| words.has(index, list("comparative")) || is_er(words.text(index)))?;
    let number = words.words.get(than + 1).is_some_and(|word| word.number || word.lists & list("number") != 0);
    let idiom = words.is(than.wrapping_sub(1), &["rather", "other"])
        || words.is(
            than + 1,
            &["ever", "usual", "expected", "necessary", "just", "i", "you", "a", "an", "half", "most", "anything"],
        );
    let people = (0..words.len()).any(|index| words.has(index, POPULATION) || words.is_name(index));
    (!number && !idiom && people).then(|| reason("comparison", words.span(more, than))).flatten()
}

fn is_er(word: &str) -> bool {
    matches!(
        word,
        "easier" | "wider" | "deeper" | "tougher" | "richer" | "harsher" | "wealthier" | "happier" | "healthier"
    )
}

/// `Many Americans …`, `Most immigrants …`, `children are generally more …`.
fn generalisation(words: &Words<'_>) -> Option<Reason> {
    for index in 0..words.len().saturating_sub(1) {
        let quantity = words.is(index, &["most", "many", "few", "fewer", "nearly"]) && !words.words[index].quoted;
        let opens = index == 0
            || words.parted(index)
            || words.is(index - 1, &["that", "but", "and", "because", "while", "where", "how"]);
        let group = (index + 1..(index + 4).min(words.len())).find(|&at| words.has(at, POPULATION));
        // What many did once is news, not a rule.
        let once = (index + 2..(index + 10).min(words.len()))
            .any(|at| words.text(at).ends_with("ed") || words.has(at, list("past")));
        if quantity && opens && !once && !words.is(index + 1, &["of"]) {
            if let Some(group) = group.filter(|&at| {
                !words.is(at, &["democrats", "republicans"]) && (index + 1..=at).all(|at| !words.parted(at))
            }) {
                return reason("generalisation", words.span(index, group));
            }
        }
        let tends = words.is(index, &["tend", "tends"]) && words.is(index + 1, &["to"]);
        let subject = (index.saturating_sub(6)..index).find(|&at| words.has(at, POPULATION));
        if let Some(subject) = subject.filter(|_| tends) {
            return reason("generalisation", words.span(subject, index));
        }
    }
    None
}

/// `has grown since`, `over the past decades … declining`.
fn trend(words: &Words<'_>) -> Option<Reason> {
    let verb = (0..words.len()).find(|&index| {
        words.has(index, list("trend"))
            && !words.is(index.wrapping_sub(1), &["to", "a", "the"])
            && !words.is(
                index,
                &[
                    "cut", "growth", "cuts", "improve", "reduce", "increase", "drop", "rise", "fall", "decrease",
                    "decline",
                ],
            )
    });
    let verb = verb.or_else(|| {
        (0..words.len()).find(|&index| {
            words.is(index, &["increasingly"])
                || words.is(index, &["more"]) && words.is(index.wrapping_sub(1), &["grown"])
        })
    })?;
    reason("trend", words.span(verb, verb))
}

/// `has forced most producers out of business`, `fuelled the rise of`.
fn cause(words: &Words<'_>) -> Option<Reason> {
    let verb = (1..words.len()).find(|&index| {
        let finite = !words.is(
            index - 1,
            &[
                "to", "a", "the", "be", "can", "will", "may", "is", "are", "was", "been", "it", "you", "this", "that",
                "which", "and", "of",
            ],
        );
        words.has(index, list("cause"))
            && finite
            && !words.parted(index)
            && (words.text(index).ends_with("ed") || words.is(index, &["led", "drove", "driven", "forced"]))
    })?;
    let what = (verb + 1..(verb + 4).min(words.len()))
        .any(|at| words.is(at, &["the", "a", "an", "to", "its", "many", "most", "more", "some", "their"]));
    let to = !words.is(verb, &["led", "leads", "contributed"]) || words.is(verb + 1, &["to"]);
    (what && to).then(|| reason("cause", words.span(verb, verb))).flatten()
}

/// `is largely a result of`, `was caused by`.
fn outcome(words: &Words<'_>) -> Option<Reason> {
    let noun = (2..words.len()).find(|&index| {
        let of = words.is(index + 1, &["of"]);
        let article = words.is(index - 1, &["a", "the", "direct", "main", "leading", "primary", "major", "biggest"]);
        let be = (index.saturating_sub(4)..index).any(|at| words.is(at, &["is", "are", "was", "were", "been"]));
        of && article && be && words.is(index, &["result", "consequence", "product", "cause", "legacy", "effect"])
    });
    let passive = || {
        (2..words.len()).find(|&index| {
            words.is(index, &["by"])
                && words.is(index - 1, &["caused", "fueled", "fuelled", "driven", "triggered", "sparked", "spurred"])
        })
    };
    let index = noun.or_else(passive)?;
    reason("outcome", words.span(index - 1, index))
}

/// `could unleash a war`: what may come is claimed to be grave.
fn prospect(words: &Words<'_>) -> Option<Reason> {
    let verb = (0..words.len())
        .find(|&index| words.has(index, COULD) && words.is(index, &["could", "would", "may", "might"]))?;
    let grave = (verb + 1..(verb + 14).min(words.len())).find(|&index| words.has(index, list("grave")))?;
    reason("prospect", words.span(verb, verb + 1)).map(|_| words.span(verb, grave)).and_then(|range| {
        let short = if grave - verb > 5 { words.span(grave, grave) } else { range };
        reason("prospect", short)
    })
}

/// `airstrikes`, `firing missiles`.
fn conflict(words: &Words<'_>) -> Option<Reason> {
    let mut found = (0..words.len()).filter(|&index| words.has(index, list("violence")) && !words.words[index].capital);
    let (first, second) = (found.next()?, found.next()?);
    reason("conflict", if second - first < 5 { words.span(first, second) } else { words.span(first, first) })
}

/// `stole`, `was arrested for fraud`, of somebody named.
fn allegation(words: &Words<'_>) -> Option<Reason> {
    let index = at(words, list("allegation"))?;
    let person = (0..words.len()).any(|at| at.abs_diff(index) < 14 && words.is_name(at));
    person.then(|| reason("allegation", words.span(index, index))).flatten()
}

/// `is linked to cancer`, `are more susceptible to`.
fn health(words: &Words<'_>) -> Option<Reason> {
    let relation = (0..words.len())
        .find(|&index| {
            words.has(index, list("relation"))
                && !words.is(index, &["risk", "likely", "causes", "increases", "reduces", "improves"])
        })
        .or_else(|| at(words, list("relation")))?;
    let near = |index: usize| index != relation && index.abs_diff(relation) < 9;
    let illness = (0..words.len()).any(|index| {
        near(index)
            && words.has(index, list("illness"))
            && !words.is(index, &["risk", "risks", "memory", "pressure", "health", "weight"])
    });
    let prone = words.is(relation, &["susceptible", "prone", "vulnerable"])
        && words.is(relation + 1, &["to"])
        && (0..words.len()).any(|index| words.has(index, POPULATION));
    (illness || prone).then(|| reason("health", words.span(relation, relation))).flatten()
}

/// `He believes that …`: what somebody thinks, told by somebody else.
fn belief(words: &Words<'_>) -> Option<Reason> {
    let verb = (1..words.len()).find(|&index| {
        let owner = words.text(index - 1).ends_with("'s") || words.text(index - 1).ends_with("\u{2019}s");
        let subject = words.is(index - 1, &["he", "she", "they"]) || words.is_name(index - 1) && !owner;
        words.has(index, list("belief")) && subject
    })?;
    reason("belief", words.span(verb - 1, verb))
}

/// `since 2007`, `for decades`, `over the past few years`.
fn period(words: &Words<'_>) -> Option<Reason> {
    let index = (1..words.len()).find(|&index| {
        let since = words.is(index - 1, &["since"]) && is_year(words, index);
        let past = words.is(index - 1, &["past", "last", "recent", "for", "few", "several"])
            && words.is(index, &["decades", "decade", "years", "centuries", "months", "century"]);
        since || past
    })?;
    reason("period", words.span(index - 1, index))
}

fn name(words: &Words<'_>) -> Option<Reason> {
    let index = (0..words.len()).find(|&index| words.is_name(index))?;
    reason("name", words.span(index, index))
}

fn long(words: &Words<'_>) -> Option<Reason> {
    (words.len() >= 22).then(|| reason("long", words.span(0, words.len() - 1))).flatten()
}

fn hedge(words: &Words<'_>) -> Option<Reason> {
    let index = (0..words.len()).find(|&index| {
        words.is(
            index,
            &[
                "perhaps",
                "probably",
                "maybe",
                "seems",
                "seem",
                "seemed",
                "possibly",
                "arguably",
                "somewhat",
                "presumably",
            ],
        )
    })?;
    reason("hedge", words.span(index, index))
}

fn opinion(words: &Words<'_>) -> Option<Reason> {
    let index = (0..words.len()).find(|&index| {
        words.is(
            index,
            &[
                "terrible",
                "wonderful",
                "beautiful",
                "amazing",
                "awful",
                "nice",
                "fun",
                "ridiculous",
                "sad",
                "great",
                "cool",
                "awesome",
                "boring",
                "love",
                "favorite",
                "favourite",
                "happy",
                "interesting",
                "worthwhile",
            ],
        )
    })?;
    reason("opinion", words.span(index, index))
}
