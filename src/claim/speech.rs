//! Small questions about a sentence's words that attribution across sentences asks.

use super::list::{self, Lists};
use super::quotation::Quotation;
use super::words::{Word, Words};
use std::ops::Range;

/// Whether the sentence, outside quotation marks, tells of somebody, or that something was said: `the narrator says`.
pub fn tells_of_somebody(words: &Words<'_>) -> bool {
    let says = || words.words.iter().any(|word| word.quoted) && words.find(list::SAY).is_some();
    words.words.iter().any(is_person) || says()
}

/// Whether the word, outside quotation marks, is somebody: a name, a pronoun, a role.
fn is_person(word: &Word<'_>) -> bool {
    const PEOPLE: Lists = list::PRONOUN | list::GROUP | list::ROLE | list::CONTENTS | list::PERSON;
    word.name || !word.quoted && word.lists & PEOPLE != 0
}

/// Whether somebody is the subject of a short sentence by name, by title or as `she`, and the verb follows: `Harbour pilot Mara Vale was blunt.`
pub fn tells_of_one(words: &Words<'_>) -> bool {
    const REACH: usize = 8;
    // A long one tells a story, and a quotation behind it may be anybody's.
    const SHORT: usize = 14;
    if words.len() > SHORT {
        return false;
    }
    let verb = |at: usize| words.has(at, list::PAST) || words.is(at, &["is", "was", "has", "had", "wasn't", "isn't"]);
    if words.is(0, &["he", "she"]) {
        return verb(1);
    }
    let head = (0..REACH.min(words.len())).find(|&at| words.is_name(at) && verb(at + 1) && !words.parted(at + 1));
    let Some(mut first) = head else { return false };
    let last = first;
    while first > 0 && words.is_name(first - 1) && !words.parted(first) {
        first -= 1;
    }
    let role = first > 0 && words.has(first - 1, list::ROLE);
    // `Rain fell` and `Varde was empty` have capital letters, too; `Last week Mara Vale was` has a full name.
    let full = last > first && (first == 0 || !words.listed(first - 1, list::PLAIN));
    role || full
}

/// Whether the sentence goes on from the one before, but only by the thing that it told of: `It would cost`.
pub fn goes_on_with_it(words: &Words<'_>) -> bool {
    words.is(usize::from(words.listed(0, list::ONWARD)), &["it", "its"])
}

/// Whether the sentence speaks in the first person, or of the writer's own work, outside quotation marks of any length.
pub fn is_own(words: &Words<'_>, quotations: &[Quotation]) -> bool {
    let said = |range: &Range<usize>| {
        let next = quotations.partition_point(|quotation| quotation.range.end <= range.start);
        quotations.get(next).is_some_and(|quotation| quotation.range.start <= range.start)
    };
    let mut first = words.all(list::FIRST | list::WE).peekable();
    first.peek().is_none() || first.any(|at| !said(&words.words[at].range))
}

/// Whether the sentence goes on from the one before.
pub fn goes_on(words: &Words<'_>) -> bool {
    let first = usize::from(words.listed(0, list::ONWARD));
    words.listed(first, list::OPENER)
        || words.is(first, &["the"])
            && !words.is(first + 2, &["of"])
            && (words.listed(first + 1, list::AFORESAID) || words.listed(first + 2, list::AFORESAID))
}

/// Whether the sentence tells in a few words of a gesture that goes with speech: `Captain Vale shook her head.`
pub fn gestures(words: &Words<'_>) -> bool {
    let made =
        words.find(list::GESTURE).is_some_and(|at| at > 0 && (0..at).any(|before| is_person(&words.words[before])));
    made && words.len() <= 8
}

/// Whether the sentence, whose text is `prose`, only says where what stands before it is from: `Source: Harbour Office`, `— Mara Vale, pilot`.
pub fn credits(words: &Words<'_>, prose: &str) -> bool {
    let prose = prose.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '\0' | '*' | '_' | '('));
    let source = words.is(0, &["source", "sources"])
        && prose.get(words.text(0).len()..).is_some_and(|rest| rest.starts_with(':'));
    let dash = prose.starts_with(['\u{2014}', '\u{2013}', '\u{2015}']) || prose.starts_with("--");
    let name = || words.words.first().is_some_and(|word| word.capital && word.lists & list::PLAIN == 0);
    let verb = || {
        words.find(list::PAST | list::SAY).is_some()
            || words.words.iter().any(|word| matches!(word.text, "is" | "are" | "has" | "have"))
    };
    // `(Attributed to Mara Vale)` behind a saying.
    let attributed = words.is(0, &["attributed", "credited"])
        && words.is(1, &["to"])
        && words.words.iter().take(6).any(|word| word.name)
        && words.len() <= 14;
    source && words.len() > 1 || attributed || dash && words.len() <= 14 && name() && !verb()
}

/// Whether somebody named stands for the many: `including Professor Vale`, `such as the Pilots' Guild`.
pub fn exemplifies(words: &Words<'_>) -> bool {
    words.all(list::SUCH).any(|at| {
        let such = words.is(at, &["including", "like", "namely", "notably"])
            || words.is(at, &["such"]) && words.is(at + 1, &["as"]);
        let group = || {
            (at.saturating_sub(8)..at).any(|before| words.has(before, list::GROUP | list::QUANTITY | list::RESEARCH))
        };
        such && group() && (at + 1..(at + 6).min(words.len())).any(|next| words.is_name(next))
    })
}
