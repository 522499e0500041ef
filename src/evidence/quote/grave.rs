//! Words that turn a meaning: numbers, negations, opposites.

use crate::evidence::even::{Even, counts};
use std::collections::HashSet;
use std::sync::LazyLock;

/// Words that deny or limit what is said, folded. English, and the commonest of some other languages.
const NEGATORS: &[&str] = &[
    "ain't",
    "aint",
    "although",
    "barely",
    "but",
    "cannot",
    "cant",
    "denied",
    "denies",
    "deny",
    "didnt",
    "dont",
    "except",
    "failed",
    "fails",
    "false",
    "falsely",
    "hardly",
    "however",
    "if",
    "isnt",
    "lacked",
    "lacks",
    "neither",
    "never",
    "no",
    "nobody",
    "none",
    "nor",
    "not",
    "nothing",
    "nowhere",
    "only",
    "rarely",
    "refused",
    "refuses",
    "scarcely",
    "seldom",
    "unless",
    "wasnt",
    "without",
    "wont", //
    "kein",
    "keine",
    "keinem",
    "keinen",
    "keiner",
    "nicht",
    "nichts",
    "nie",
    "niemals",
    "niemand",
    "ohne", //
    "jamais",
    "pas",
    "rien",
    "sans",
    "ne",
    "ni",
    "nunca",
    "sin",
    "nada",
    "nao",
    "sem",
    "non",
    "mai",
    "senza", //
    "niet",
    "geen",
    "nooit",
    "inte",
    "ikke",
    "nigdy",
    "bez", //
    "\u{43d}\u{435}",
    "\u{43d}\u{435}\u{442}",
    "\u{43d}\u{438}",
    "\u{43d}\u{438}\u{43a}\u{43e}\u{433}\u{434}\u{430}",
    "\u{431}\u{435}\u{437}",
    "\u{3b4}\u{3b5}\u{3bd}",
    "\u{3bc}\u{3b7}\u{3bd}", //
    "\u{4e0d}",
    "\u{6ca1}",
    "\u{6c92}",
    "\u{65e0}",
    "\u{7121}",
    "\u{975e}",
    "\u{672a}",
];

/// Pairs of which one must not stand for the other, folded; a row holds every form.
const OPPOSITES: &[[&str; 2]] = &[
    ["more most greater higher larger bigger", "less least fewer fewest lower smaller"],
    ["before earlier until", "after later since"],
    ["rise rises rose risen rising", "fall falls fell fallen falling drop drops dropped decline declines declined"],
    ["increase increases increased increasing", "decrease decreases decreased decreasing"],
    ["up above over", "down below under"],
    ["all every always both everyone everything", "some sometimes none never neither nobody nothing"],
    ["gain gains gained win wins won", "lose loses lost loss losses"],
    ["first", "last"],
    ["best better", "worst worse"],
    ["good", "bad"],
    ["true", "false"],
    ["safe", "dangerous"],
    ["can could must shall should will would", "may might"],
    ["must required requires", "optional allowed"],
    ["can able", "cannot unable"],
    ["with including", "without excluding"],
    ["accept accepts accepted allow allows allowed", "reject rejects rejected forbid forbids forbidden"],
    ["confirm confirms confirmed", "deny denies denied"],
    ["support supports supported", "oppose opposes opposed"],
    ["for", "against"],
    ["guilty", "innocent"],
    ["high", "low"],
    ["large big", "small little"],
    ["long", "short"],
    ["many", "few"],
    ["major majority", "minor minority"],
    ["maximum", "minimum"],
    ["new", "old"],
    ["open opens opened", "close closes closed"],
    ["positive", "negative"],
    ["same", "different"],
    ["start starts started begin begins began", "end ends ended stop stops stopped"],
    ["strong stronger", "weak weaker"],
    ["often usually", "rarely seldom"],
    ["faster", "slower"],
    ["he him his", "she her hers"],
    ["million", "billion thousand trillion"],
    ["billion", "thousand trillion"],
    ["nord", "sud"],
    ["north northern", "south southern"],
    ["east eastern", "west western"],
];

const PREFIXES: [&str; 8] = ["un", "in", "im", "il", "ir", "non", "dis", "mis"];

/// Whether a folded word denies or limits what is said: `not`, `didn't`, `without`, `only`.
pub fn is_negator(word: &str) -> bool {
    static KNOWN: LazyLock<HashSet<&str>> = LazyLock::new(|| NEGATORS.iter().copied().collect());
    word.ends_with("n't") || KNOWN.contains(word)
}

/// Whether one list of folded words says something else than the other for certain, and not just in other words.
pub fn is_grave(wrote: &[&str], has: &[&str]) -> bool {
    let denied = |words: &[&str]| words.iter().filter(|word| is_negator(word)).count();
    denied(wrote) != denied(has) || numbers(wrote) != numbers(has) || opposes(wrote, has)
}

fn opposes(wrote: &[&str], has: &[&str]) -> bool {
    // Long changes are other sentences; each word against each would cost their product.
    const MOST: usize = 12;
    let pairs = wrote.iter().take(MOST).flat_map(|one| has.iter().take(MOST).map(move |other| (*one, *other)));
    pairs.into_iter().any(|(one, other)| are_opposites(one, other))
}

fn are_opposites(one: &str, other: &str) -> bool {
    let listed = |row: &str, word: &str| row.split(' ').any(|form| form == word);
    let across = |[left, right]: &[&str; 2]| {
        listed(left, one) && listed(right, other) || listed(left, other) && listed(right, one)
    };
    let turned = |long: &str, short: &str| {
        short.len() > 3 && PREFIXES.iter().any(|prefix| long.strip_prefix(prefix) == Some(short))
    };
    OPPOSITES.iter().any(across) || turned(one, other) || turned(other, one)
}

/// Numbers and the signs that go with them, however they are written, without regard to their order.
fn numbers(words: &[&str]) -> Vec<String> {
    let even = Even::of(&words.join(" "));
    let mut found: Vec<String> =
        even.words().map(|(word, _)| word).filter(|word| counts(word)).map(str::to_owned).collect();
    found.sort();
    found
}
