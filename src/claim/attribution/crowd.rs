//! `experts`, `some critics`, `studies`, `others`: subjects that name nobody.

use super::{Speech, Voice};
use crate::claim::list::{self, EXPERTS, GROUP, QUANTITY, RESEARCH, SAY, SHOW, TELL};
use crate::claim::words::Words;

/// Where the subject starts if the word at `index` ends one that names nobody: `experts`, `some critics`, `others`.
pub fn unnamed_at(words: &Words<'_>, index: usize, verb: usize) -> Option<usize> {
    if !agrees(words, index, verb) {
        return None;
    }
    if is_bare_crowd(words, index, verb) {
        return Some(index);
    }
    if !words.listed(index, GROUP | RESEARCH | list::CROWD | QUANTITY) {
        return None;
    }
    let tells = words.has(verb, TELL);
    let start = |index: usize| (index.saturating_sub(4)..index).rev().find(|&at| words.has(at, QUANTITY));
    let quantity = start(index).filter(|&from| (from + 1..=index).all(|at| !words.parted(at)) && is_clear(words, from));
    if words.has(index, GROUP) {
        return group(words, index, verb, quantity);
    }
    if words.has(index, RESEARCH) && words.has(verb, SHOW) {
        return research(words, index, verb);
    }
    // `people familiar with the talks`, `a person close to the board`
    if words.is(index, &["people", "person", "sources", "persons"])
        && words.is(index + 1, &["familiar", "close", "briefed", "with"])
    {
        return Some(index);
    }
    let partisan =
        is_partisan(words.text(index)) || words.is(index, &["people", "users", "members", "sides", "observers"]);
    if let Some(from) = quantity.filter(|_| partisan && tells) {
        return (!(from..index).any(|at| is_institution(words, at))).then_some(from);
    }
    let alone = words.has(index, QUANTITY) && index + 4 >= verb && !words.is(index + 1, &["of"]);
    let lone = words.is(index, &["some", "many", "others", "several"]) && is_clear(words, index);
    let argue = words.is(verb, &["argue", "argued", "say", "said", "believe", "claim", "claimed", "contend"])
        && index == 0
        && quantity.is_none();
    (lone && tells && opens(words, index) && (alone || argue)).then_some(index)
}

/// Whether the form of the verb lets the word at `index` be its subject: in `the page of sources lists them`, sources do not list.
pub fn agrees(words: &Words<'_>, index: usize, verb: usize) -> bool {
    let (crowd, verb) = (words.text(index), words.text(verb));
    let one = (index.saturating_sub(4)..index).any(|at| words.is(at, &["one", "each", "every", "another"]));
    one || !crowd.ends_with('s') || !verb.ends_with('s') || verb.ends_with("ss")
}

/// Whether no word before `from` tells that the text has spoken of them.
fn is_clear(words: &Words<'_>, from: usize) -> bool {
    from.checked_sub(1).is_none_or(|at| !words.is(at, &["the", "these", "those", "his", "her", "its", "our"]))
}

/// What kind of people they are, not whose.
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

/// `some critics`, `legal experts`: where the subject starts.
fn group(words: &Words<'_>, index: usize, verb: usize, quantity: Option<usize>) -> Option<usize> {
    // `what economists call spending`, `the profit that analysts expected`
    let relative = |from: usize| from.checked_sub(1).is_some_and(|at| words.is(at, &["what", "than", "which", "whom"]));
    let from = quantity.or_else(|| bare(words, index)).filter(|&from| !relative(from))?;
    if (index + 1..verb).any(|at| words.is(at, &["who", "which"])) {
        return None;
    }
    // `the Treasury officials say` are somebody's; so are `Harbour officials` at the start, unless the word tells only of what kind.
    let first = words.words.get(from).is_some_and(|word| word.capital && word.fresh);
    let officials = words.is(index, &["officials", "executives", "leaders"]) && first;
    if officials && !words.is(from, KINDS) {
        return None;
    }
    let institution = (from..index).any(|at| is_institution(words, at)) && quantity.is_none();
    (!institution && (words.has(verb, TELL) || words.has(verb, SAY))).then_some(from)
}

/// `studies`, `recent data`: where the subject starts, if it is nobody's.
fn research(words: &Words<'_>, index: usize, verb: usize) -> Option<usize> {
    let from = adjectives(words, index);
    let before = from.checked_sub(1);
    let owner = before.is_some_and(|at| is_owner(words, at)) || (from..index).any(|at| words.is_name(at));
    let own = before.is_some_and(|at| words.is(at, &["the", "these", "our", "my", "those", "this"]));
    let referred =
        (index + 1..verb).any(|at| words.is_name(at) || words.is(at, &["who", "which", "that", "reported", "and"]));
    (!owner && !own && !referred).then_some(from)
}

/// Verbs of which a crowd is the subject, by their form.
const THEY_SAY: &[&str] = &[
    "say", "argue", "claim", "complain", "warn", "insist", "contend", "worry", "fear", "allege", "believe", "suspect",
];

/// `Witnesses said`, `Installers say`, `Fans have accused`: those who do something, by one bare word that opens the clause.
fn is_bare_crowd(words: &Words<'_>, index: usize, verb: usize) -> bool {
    const PEOPLE: &[&str] = &["fans", "villagers", "passengers", "shoppers", "commuters", "neighbours", "neighbors"];
    // `They say`, as in `the authors say`, is of those who wrote what is read; a surname ends so, too: `Sanders said`.
    const NOT: &[&str] =
        &["authors", "writers", "users", "numbers", "letters", "papers", "orders", "others", "members"];
    const AGENTS: [&str; 4] = ["ers", "ors", "ists", "ians"];
    if verb <= index || verb - index > 3 || !opens(words, index) || words.is(index, NOT) || words.words[index].quoted {
        return false;
    }
    let helpers = (index + 1..verb).all(|at| words.is(at, &["have", "also", "now", "often", "still"]));
    let parted = (index + 1..=verb).any(|at| words.parted(at));
    let listed = words.has(index, GROUP) || words.is(index, PEOPLE);
    let agents = || AGENTS.iter().any(|ending| words.text(index).ends_with(ending)) && words.text(index).len() > 6;
    let plural = words.is(verb, THEY_SAY) || words.is(index + 1, &["have"]) && verb > index + 1;
    let says = words.has(verb, TELL) || words.has(verb, SAY) && words.is(verb, &["accuse", "accused"]);
    helpers && !parted && says && (listed || plural && agents())
}

/// Whether a word names a body whose people may speak: not merely where they are from, `Chinese traders`.
pub fn is_institution(words: &Words<'_>, index: usize) -> bool {
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
        || words.is(index.saturating_sub(1), &["but", "and", "while", "though", "although", "that", "as", "yet", "so"])
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
        let modifier = words.words[from - 1].lists & (list::PLAIN | SAY | list::PAST) == 0
            || matches!(text, "early" | "recent" | "several" | "many" | "some" | "most" | "few" | "other" | "more");
        if !modifier || is_owner(words, from - 1) || words.words[from - 1].quoted {
            break;
        }
        from -= 1;
    }
    from
}

/// Whether a word owns the next: `the harbour's`.
pub fn is_owner(words: &Words<'_>, index: usize) -> bool {
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

/// `allies have long been concerned that`: a state of mind in place of a verb.
pub fn worried(words: &Words<'_>) -> Option<Speech> {
    let mind = words
        .all(list::MIND)
        .find(|&index| index > 1 && words.is(index - 1, &["been", "are", "were", "remain", "is", "was"]))?;
    let group = (mind.saturating_sub(5)..mind)
        .rev()
        .find(|&index| words.has(index, GROUP) || is_partisan(words.text(index)))?;
    let quantity = (group.saturating_sub(3)..group).find(|&at| words.has(at, QUANTITY));
    let from = quantity
        .or_else(|| words.has(group, GROUP).then_some(group).filter(|&at| is_owner(words, at.wrapping_sub(1))))?;
    Some(Speech { voice: Voice::Unnamed, range: words.span(from, mind) })
}
