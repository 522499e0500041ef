//! The counter of a source chip: a chat tool shows `Reuters +15` for a source and fifteen more; pasted, only the debris is left.

use std::ops::Range;

/// The `+15` of a chip.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counter {
    /// From the slash, the space or the sign that parts it from the name, to the last digit.
    pub range: Range<usize>,
    /// The number after the sign.
    pub count: u32,
}

/// The number in `plus15`, the whole of `text`.
pub fn plus_word(text: &str) -> Option<u32> {
    let digits = text.strip_prefix("plus").or_else(|| text.strip_prefix("Plus"))?;
    let short = (1..=2).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    if short { digits.parse().ok() } else { None }
}

/// What could be counters in `range` of `prose`: a sign and one or two digits that no unit, percentage, decimal or telephone number follows.
pub fn counters(prose: &str, range: Range<usize>) -> Vec<Counter> {
    let bytes = prose.as_bytes();
    let mut found = Vec::new();
    let mut at = range.start;
    while let Some(sign) = memchr::memchr2(b'+', b'/', &bytes[at..range.end]) {
        let sign = at + sign;
        at = sign + 1;
        let counter = if bytes[sign] == b'+' { signed(prose, &range, sign) } else { spelt(prose, &range, sign) };
        if let Some(counter) = counter {
            at = counter.range.end;
            found.push(counter);
        }
    }
    found
}

fn signed(prose: &str, range: &Range<usize>, sign: usize) -> Option<Counter> {
    let after = prose[sign + 1..range.end].strip_prefix(' ').map_or(sign + 1, |_| sign + 2);
    let digits = prose[after..range.end].bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=2).contains(&digits) || !tail_is_free(&prose[after + digits..range.end]) {
        return None;
    }
    let before = prose[range.start..sign].trim_end_matches([' ', '\n', '\u{a0}']);
    let before = before.strip_suffix('/').unwrap_or(before);
    // `C++11`
    if before.ends_with('+') {
        return None;
    }
    Some(Counter {
        range: range.start + before.len()..after + digits,
        count: prose[after..after + digits].parse().ok()?,
    })
}

/// `/plus15`
fn spelt(prose: &str, range: &Range<usize>, slash: usize) -> Option<Counter> {
    let rest = &prose[slash + 1..range.end];
    let word = &rest[..rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len())];
    let count = plus_word(word)?;
    Some(Counter { range: slash..slash + 1 + word.len(), count })
}

/// Whether what follows the digits leaves them a bare count.
fn tail_is_free(tail: &str) -> bool {
    let mut chars = tail.chars();
    let Some(first) = chars.next() else { return true };
    let second = chars.next();
    match first {
        '0'..='9' | '%' | '\u{b0}' | '\u{20ac}' | '$' | '/' | '=' | '*' | '^' | '_' => false,
        '.' | ',' | ':' | '-' => !second.is_some_and(|c| c.is_ascii_digit()),
        ' ' => !second.is_some_and(|c| c.is_ascii_digit() || c == '%') && !unit(&tail[1..]),
        // A chain goes on without a space: `Reuters+15Reddit+15`, `+19simple.wikipedia.org`.
        c if c.is_alphabetic() => {
            c.is_uppercase() || tail.split([' ', '+']).next().is_some_and(|word| word.contains('.'))
        }
        _ => true,
    }
}

fn unit(tail: &str) -> bool {
    let word: String = tail.chars().take_while(|c| c.is_alphabetic()).collect();
    matches!(
        word.to_lowercase().as_str(),
        "points"
            | "point"
            | "pts"
            | "percent"
            | "per"
            | "pp"
            | "years"
            | "year"
            | "days"
            | "hours"
            | "hrs"
            | "minutes"
            | "seconds"
            | "degrees"
            | "km"
            | "kg"
            | "bps"
            | "x"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        counters(text, 0..text.len()).into_iter().map(|counter| &text[counter.range]).collect()
    }

    #[test]
    fn reads_each_spelling() {
        assert_eq!(
            found("reuters.com/+15 Reuters +15, the Guardian + 15 and wsj.com/plus15."),
            ["/+15", " +15", " + 15", "/plus15"]
        );
        assert_eq!(found("Reuters+15Reddit+4"), ["+15", "+4"]);
    }

    #[test]
    fn leaves_other_numbers_alone() {
        for text in ["+7 701 555", "share +0.27", "up +9%", "+05:30", "+150", "sum +3 points", "a/plus"] {
            assert!(found(text).is_empty(), "{text}");
        }
    }
}
