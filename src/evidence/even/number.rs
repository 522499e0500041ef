//! Numbers in digits and in words, with their scales, percent signs and currencies.

use crate::evidence::figure::{Kind, scale, spelled};
use crate::evidence::token::Token;

/// A number, in the one spelling.
pub struct Number {
    /// `1000`, `5th`.
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
    // `one-sided` may stand as `onesided`; `five-year` does not.
    let hyphen = tokens.get(takes).is_some_and(|token| token.start as usize == end && folded[token.range()] == *"-");
    if value < 2.0 && takes == 1 && hyphen {
        return None;
    }
    let order = if kind == Kind::Ordinal { "th" } else { "" };
    Some(Number { text: shown(value) + order, tokens: takes })
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
        "st" | "nd" | "rd" | "th" => return Some(Number { text: shown(value) + "th", tokens: 1 }),
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
    Some(Number { text: shown(value * times), tokens: takes })
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

/// A number in digits, alike for alike values however they were reckoned.
fn shown(value: f64) -> String {
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
