//! What must not pass as a quotation.

use super::edits::{Case, Edit, denies, quote, words};
use super::random::Random;

/// Edits that turn what a sentence says, or make one that nobody wrote.
pub const FORGED: &[(&str, Edit)] = &[
    ("*not* dropped", dropped),
    ("*not* put in", inserted),
    ("a digit changed", digit),
    ("a number cut", number_cut),
    ("a word swapped", swapped),
    ("a word for its opposite", opposite),
    ("an ellipsis over *not*", hidden),
    ("brackets over *not*", bracketed),
    ("`will` for `won't`, `won't` for `will`", unsaid),
    ("another number in words, digits or scale", miscounted),
    ("halves from far apart", stitched),
];

/// Whether the words of a forged quotation stand on the page as they are, which then is none. By means of its own: letters and digits alone.
pub fn stands(quotation: &str, page: &str) -> bool {
    page.contains(&plain(quotation))
}

/// The words of a text in lower case, a space before and behind each. Marks within numbers stay.
pub fn plain(text: &str) -> String {
    let all: Vec<char> = text.to_lowercase().chars().collect();
    let digit = |at: Option<usize>| at.and_then(|at| all.get(at)).is_some_and(char::is_ascii_digit);
    let kept = |at: usize| match all[at] {
        '.' | ',' => digit(at.checked_sub(1)) && digit(Some(at + 1)),
        c => c.is_alphanumeric() || c == '\'' || c == '%',
    };
    let text: String = (0..all.len()).map(|at| if kept(at) { all[at] } else { ' ' }).collect();
    format!(" {} ", text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// `*not* dropped`: the first word of the sentence that is `not`, and the sentence without it.
fn dropped(_: &mut Random, sentence: &str, _: &str) -> Option<Case> {
    let mut all = words(sentence);
    let at = all.iter().position(|word| word.eq_ignore_ascii_case("not"))?;
    all.remove(at);
    quote(&all.join(" "))
}

/// The short form of a denial for the word without it, and the other way around.
fn unsaid(_: &mut Random, sentence: &str, _: &str) -> Option<Case> {
    const PAIRS: [(&str, &str); 10] = [
        ("will", "won't"),
        ("can", "can't"),
        ("is", "isn't"),
        ("are", "aren't"),
        ("does", "doesn't"),
        ("do", "don't"),
        ("should", "shouldn't"),
        ("would", "wouldn't"),
        ("has", "hasn't"),
        ("was", "wasn't"),
    ];
    let mut all = words(sentence);
    let other = |word: &str| {
        let pair = PAIRS.iter().find(|(one, other)| *one == word || *other == word)?;
        Some(if pair.0 == word { pair.1 } else { pair.0 })
    };
    let (at, word) = all.iter().enumerate().find_map(|(at, word)| Some((at, other(word)?)))?;
    // `can not` is what `can't` says.
    if all.get(at + 1) == Some(&"not") {
        return None;
    }
    all[at] = word;
    quote(&all.join(" "))
}

/// A small number in words or digits for another, a scale for another.
fn miscounted(random: &mut Random, sentence: &str, _: &str) -> Option<Case> {
    const ROWS: [&[&str]; 4] = [
        &["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
        &["2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"],
        &["first", "second", "third", "fourth", "fifth"],
        &["hundred", "thousand", "million", "billion"],
    ];
    let mut all = words(sentence);
    let place = |word: &str| {
        ROWS.iter().enumerate().find_map(|(row, all)| Some((row, all.iter().position(|one| *one == word)?)))
    };
    let (at, (row, own)) = all.iter().enumerate().find_map(|(at, word)| Some((at, place(word)?)))?;
    let other = (own + 1 + random.below(ROWS[row].len() - 1)) % ROWS[row].len();
    let row = if row < 2 { random.below(2) } else { row };
    all[at] = ROWS[row][other];
    quote(&all.join(" "))
}

fn inserted(_: &mut Random, sentence: &str, _: &str) -> Option<Case> {
    const VERBS: [&str; 12] =
        ["is", "are", "was", "were", "will", "can", "should", "must", "does", "has", "have", "would"];
    let mut all = words(sentence);
    let at = all.iter().position(|word| VERBS.contains(word)).filter(|at| all.get(at + 1) != Some(&"not"))?;
    all.insert(at + 1, "not");
    quote(&all.join(" "))
}

fn digit(random: &mut Random, sentence: &str, _: &str) -> Option<Case> {
    let digits: Vec<usize> =
        sentence.bytes().enumerate().filter(|(_, b)| b.is_ascii_digit()).map(|(at, _)| at).collect();
    if digits.is_empty() {
        return None;
    }
    let at = random.one(&digits);
    let other = (sentence.as_bytes()[at] - b'0' + 1 + random.below(9) as u8) % 10;
    quote(&format!("{}{other}{}", &sentence[..at], &sentence[at + 1..]))
}

/// From within a number on.
fn number_cut(_: &mut Random, sentence: &str, _: &str) -> Option<Case> {
    let digit = |at: usize| sentence.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
    let at = (1..sentence.len())
        .find(|&at| digit(at) && (digit(at - 1) || sentence.as_bytes()[at - 1] == b'.' && digit(at.wrapping_sub(2))))?;
    let rest = &sentence[at..];
    (words(rest).len() >= 4).then(|| quote(rest)).flatten()
}

fn swapped(random: &mut Random, sentence: &str, page: &str) -> Option<Case> {
    let mut all = words(sentence);
    let long = |word: &&str| word.len() > 4 && word.chars().all(|c| c.is_ascii_lowercase());
    let places: Vec<usize> = (1..all.len() - 1).filter(|&at| long(&all[at])).collect();
    let others: Vec<&str> = page.split_whitespace().filter(long).collect();
    if places.is_empty() || others.is_empty() {
        return None;
    }
    let at = random.one(&places);
    let other = random.one(&others);
    if other == all[at] {
        return None;
    }
    all[at] = other;
    quote(&all.join(" "))
}

fn opposite(_: &mut Random, sentence: &str, _: &str) -> Option<Case> {
    const PAIRS: &[[&str; 2]] = &[
        ["more", "less"],
        ["before", "after"],
        ["all", "some"],
        ["always", "never"],
        ["must", "may"],
        ["first", "last"],
        ["higher", "lower"],
        ["greater", "smaller"],
        ["with", "without"],
        ["can", "cannot"],
        ["true", "false"],
        ["safe", "unsafe"],
        ["faster", "slower"],
        ["most", "least"],
        ["large", "small"],
        ["possible", "impossible"],
        ["above", "below"],
        ["increase", "decrease"],
        ["new", "old"],
    ];
    let mut all = words(sentence);
    let turned = |word: &str| {
        PAIRS.iter().find_map(|[one, other]| match word {
            _ if word == *one => Some(*other),
            _ if word == *other => Some(*one),
            _ => None,
        })
    };
    let (at, other) = all.iter().enumerate().find_map(|(at, word)| Some((at, turned(word)?)))?;
    all[at] = other;
    quote(&all.join(" "))
}

/// Where `not` stands with enough on both sides.
fn not(all: &[&str]) -> Option<usize> {
    (3..all.len().saturating_sub(3)).find(|&at| all[at].eq_ignore_ascii_case("not"))
}

fn hidden(random: &mut Random, sentence: &str, _: &str) -> Option<Case> {
    let all = words(sentence);
    let at = not(&all)?;
    let dots = random.one(&["...", "\u{2026}", "[...]"]);
    quote(&format!("{} {dots} {}", all[..at].join(" "), all[at + 1..].join(" ")))
}

fn bracketed(random: &mut Random, sentence: &str, _: &str) -> Option<Case> {
    let mut all = words(sentence);
    let at = not(&all)?;
    all[at] = random.one(&["[indeed]", "[in fact]", "[still]"]);
    quote(&all.join(" "))
}

/// The first half of the sentence, an ellipsis, and the end of one that stands more than 150 words after it.
fn stitched(_: &mut Random, sentence: &str, page: &str) -> Option<Case> {
    let after = page.find(sentence)? + sentence.len();
    let far: Vec<&str> = words(&page[after..]).into_iter().skip(160).take(6).collect();
    let all = words(sentence);
    let half = all[..all.len() / 2].join(" ");
    // Where the half or the end stands twice, they may be near one another as well.
    let end = far.join(" ");
    let low = page.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    let once = |text: &str| low.matches(&text.to_lowercase()).count() == 1;
    let forged = far.len() == 6 && !far.iter().any(|word| denies(word)) && once(&half) && once(&end);
    forged.then(|| quote(&format!("{half} ... {end}"))).flatten()
}
