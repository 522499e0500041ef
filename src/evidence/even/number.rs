//! Numbers in digits and in words, with their scales and currencies. The one spelling of small ones is a word, as `second-hand` and
//! `secondhand` have it, that of others digits.

use crate::evidence::figure::{Kind, scale, spelled};
use crate::evidence::token::Token;

/// A number, in the one spelling.
pub struct Number {
    /// `five`, `fifth`, `1000`, `50th`.
    pub text: String,
    /// How many tokens it takes.
    pub tokens: usize,
}

/// The number whose first token is the first of `tokens`. `after`: the word before it; `priced`: whether a currency's sign stands
/// before it, which makes millions of `5m`.
pub fn number(folded: &str, tokens: &[Token], after: &str, priced: bool) -> Option<Number> {
    let first = tokens.first()?;
    let word = folded.get(first.range())?;
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        return digits(folded, tokens, word, priced);
    }
    if !is_likely(word) || word == "one" && matches!(after, "no" | "any" | "some" | "every") {
        return None;
    }
    let (value, kind, end) = spelled(folded, first.start as usize)?;
    let takes = tokens.iter().take(24).take_while(|token| (token.end as usize) <= end).count().max(1);
    let text = if kind == Kind::Ordinal { ordinal(value) } else { shown(value) };
    Some(Number { text, tokens: takes })
}

/// Whether a word or a sign counts, in the one spelling.
pub fn counts(word: &str) -> bool {
    matches!(word, "<" | ">" | "=" | "percent" | "$" | "\u{20ac}" | "\u{a3}")
        || word.contains(char::is_numeric)
        || SMALL.contains(&word)
        || ORDINALS.contains(&word)
}

/// Whether a word starts as numbers do; most do not.
fn is_likely(word: &str) -> bool {
    const STARTS: [&str; 18] = [
        "ele", "eig", "fif", "fir", "fiv", "for", "fou", "nin", "one", "sec", "sev", "six", "ten", "thi", "thr", "twe",
        "two", "zer",
    ];
    matches!(word, "a" | "an") || word.get(..3).is_some_and(|start| STARTS.contains(&start))
}

fn digits(folded: &str, tokens: &[Token], word: &str, priced: bool) -> Option<Number> {
    let length = word.bytes().take_while(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'.')).count();
    let (number, tail) = word.split_at(length);
    let value = plain(number)?;
    let times = match tail {
        "" => 1.0,
        "st" | "nd" | "rd" | "th" => return Some(Number { text: ordinal(value), tokens: 1 }),
        "bn" => 1e9,
        "tn" => 1e12,
        "k" if priced => 1e3,
        "m" | "mn" if priced => 1e6,
        "b" if priced => 1e9,
        _ => return None,
    };
    let end = tokens.first()?.end as usize;
    let (times, end) = scale(folded, end).filter(|_| tail.is_empty()).unwrap_or((times, end));
    let takes = tokens.iter().take(6).take_while(|token| (token.end as usize) <= end).count().max(1);
    // `2.0` is no 2 where it is a version or says how exact something is.
    let exact = times == 1.0 && number.contains('.') && number.ends_with('0');
    let text = if exact { number.replace(',', "") } else { shown(value * times) };
    Some(Number { text, tokens: takes })
}

/// `4300` of `4,300` and `4300`; nothing for what has other marks, or zeros before it.
fn plain(number: &str) -> Option<f64> {
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let grouped = groups.clone().next().is_some();
    let fits = !first.is_empty() && (!grouped || first.len() <= 3) && groups.all(|group| group.len() == 3);
    let zeros = first.len() > 1 && first.starts_with('0');
    if !fits || zeros || part.contains(['.', ',']) || number.ends_with(['.', ',']) || number.len() > 15 {
        return None;
    }
    number.replace(',', "").parse().ok()
}

/// From 0 on.
const SMALL: [&str; 13] =
    ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
/// From the first on.
const ORDINALS: [&str; 12] = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth",
];

fn ordinal(value: f64) -> String {
    let small = value as usize;
    let word = small.checked_sub(1).and_then(|at| ORDINALS.get(at)).filter(|_| small as f64 == value);
    word.map_or_else(|| digital(value) + "th", |word| (*word).to_owned())
}

/// A number, alike for alike values however they were reckoned.
fn shown(value: f64) -> String {
    let small = value as usize;
    let word = SMALL.get(small).filter(|_| small as f64 == value);
    word.map_or_else(|| digital(value), |word| (*word).to_owned())
}

fn digital(value: f64) -> String {
    if value.fract() == 0.0 && value < 1e15 { format!("{value:.0}") } else { format!("{value:.13e}") }
}

/// The sign of a currency that a word names.
pub fn currency(word: &str) -> Option<&'static str> {
    Some(match word {
        "dollar" | "dollars" | "usd" => "$",
        "euro" | "euros" | "eur" => "\u{20ac}",
        "pound" | "pounds" | "gbp" => "\u{a3}",
        _ => return None,
    })
}
