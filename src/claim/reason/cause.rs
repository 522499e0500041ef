//! What led to what, and what it may lead to: causes, prospects, findings about health.

use super::{Reason, reason};
use crate::claim::list;
use crate::claim::words::Words;

/// `Free parking causes congestion`: a law of cause and effect, told without a name or a time.
fn law(words: &Words<'_>) -> Option<usize> {
    let plain = |at: usize| words.words.get(at).is_some_and(|word| word.lists & list::PLAIN == 0 && !word.quoted);
    words.all(list::CAUSE).filter(|&at| at > 0 && words.is(at, &["causes"])).find(|&at| {
        let effect = words.words.get(at + 1).is_some_and(|word| word.lists & !list::ILLNESS & !list::GRAVE == 0);
        plain(at - 1) && plain(at) && plain(at + 1) && effect && !words.words[at + 1].number && !words.parted(at + 1)
    })
}

/// `has forced most producers out of business`, `fuelled the rise of`.
pub fn cause(words: &Words<'_>) -> Option<Reason> {
    if let Some(verb) = law(words) {
        return reason("cause", words.span(verb, verb));
    }
    let verb = words.all(list::CAUSE).filter(|&index| index > 0).find(|&index| {
        // `are continuously improved`
        let before = if words.text(index - 1).ends_with("ly") { index.saturating_sub(2) } else { index - 1 };
        let finite = || {
            !words.is(
                before,
                &[
                    "to", "a", "the", "be", "can", "will", "may", "is", "are", "was", "were", "been", "being", "it",
                    "you", "this", "that", "which", "and", "of",
                ],
            )
        };
        words.has(index, list::CAUSE)
            && finite()
            && !words.parted(index)
            && (words.text(index).ends_with("ed") || words.is(index, &["led", "drove", "driven", "forced"]))
    })?;
    let what = (verb + 1..(verb + 4).min(words.len()))
        .any(|at| words.is(at, &["the", "a", "an", "to", "its", "many", "most", "more", "some", "their"]));
    let to = !words.is(verb, &["led", "leads", "contributed"]) || words.is(verb + 1, &["to"]);
    (what && to).then(|| reason("cause", words.span(verb, verb))).flatten()
}

/// `is largely a result of`, `was caused by`.
pub fn outcome(words: &Words<'_>) -> Option<Reason> {
    let noun = words.all(list::OUTCOME).filter(|&index| index > 1).find(|&index| {
        let of = words.is(index + 1, &["of"]);
        let article = words.is(index - 1, &["a", "the", "direct", "main", "leading", "primary", "major", "biggest"]);
        let be = (index.saturating_sub(4)..index).any(|at| words.is(at, &["is", "are", "was", "were", "been"]));
        of && article && be && words.is(index, &["result", "consequence", "product", "cause", "legacy", "effect"])
    });
    let passive = || {
        words.all(list::CAUSE).map(|cause| cause + 1).find(|&index| {
            index > 1
                && words.is(index, &["by"])
                && words.is(index - 1, &["caused", "fueled", "fuelled", "driven", "triggered", "sparked", "spurred"])
        })
    };
    if let Some(index) = noun.or_else(passive) {
        return reason("outcome", words.span(index - 1, index));
    }
    if let Some(verb) = law(words) {
        return reason("outcome", words.span(verb, verb));
    }
    // `led to the rise of`, `triggered a decade of famine`
    let verb = cause(words)?;
    let first = words.words.partition_point(|word| word.range.end < verb.range.end);
    let great = (first + 1..(first + 6).min(words.len())).any(|at| {
        words.has(at, list::GRAVE) || words.is(at, GREAT) && words.is(at + 1, &["of"]) && words.is(at - 1, &["the"])
    });
    great.then(|| reason("outcome", verb.range)).flatten()
}

/// What is seldom one cause's doing.
const GREAT: &[&str] =
    &["rise", "decline", "fall", "collapse", "end", "birth", "spread", "loss", "demise", "extinction"];

/// `could unleash a war`: what may come is claimed to be grave.
pub fn prospect(words: &Words<'_>) -> Option<Reason> {
    let verb = words
        .all(list::COULD)
        .find(|&index| !words.words[index].quoted && words.is(index, &["could", "would", "may", "might"]))?;
    let grave = (verb + 1..(verb + 14).min(words.len())).find(|&index| words.has(index, list::GRAVE))?;
    let first = if grave - verb > 5 { grave } else { verb };
    reason("prospect", words.span(first, grave))
}

/// `is linked to cancer`, `are more susceptible to`.
pub fn health(words: &Words<'_>) -> Option<Reason> {
    let relation = words
        .all(list::RELATION)
        .find(|&index| {
            !words.words[index].quoted
                && !words.is(index, &["risk", "likely", "causes", "increases", "reduces", "improves"])
        })
        .or_else(|| words.find(list::RELATION))?;
    let near = |index: usize| index != relation && index.abs_diff(relation) < 9;
    let illness = words.all(list::ILLNESS).any(|index| {
        near(index)
            && !words.words[index].quoted
            && !words.is(index, &["risk", "risks", "memory", "pressure", "health", "weight"])
    });
    let prone = words.is(relation, &["susceptible", "prone", "vulnerable"])
        && words.is(relation + 1, &["to"])
        && words.find(list::POPULATION).is_some();
    (illness || prone).then(|| reason("health", words.span(relation, relation))).flatten()
}
