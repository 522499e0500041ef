//! Windows-1252 and back: which characters were bytes of UTF-8 once.

use std::ops::Range;

/// What Windows-1252 has at 0x80 to 0x9f; zero where it has nothing, and programs put the control character.
const SPECIALS: [u32; 32] = [
    0x20ac, 0, 0x201a, 0x192, 0x201e, 0x2026, 0x2020, 0x2021, 0x2c6, 0x2030, 0x160, 0x2039, 0x152, 0, 0x17d, 0, 0,
    0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x2dc, 0x2122, 0x161, 0x203a, 0x153, 0, 0x17e, 0x178,
];

/// The byte that Windows-1252 reads as `c`, for characters beyond ASCII.
fn byte(c: char) -> Option<u8> {
    let code = u32::from(c);
    match code {
        0x80..=0xff => u8::try_from(code).ok(),
        0x100.. => SPECIALS.iter().position(|&special| special == code).and_then(|n| u8::try_from(n + 0x80).ok()),
        _ => None,
    }
}

/// A character of UTF-8, as the characters that its bytes were read as.
struct Unit {
    range: Range<usize>,
    lead: u8,
    /// `None` where the last byte was lost.
    decoded: Option<char>,
}

/// The maximal garbled runs of `text`, in order.
pub fn garbled_runs(text: &str) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    if text.is_ascii() {
        return runs;
    }
    let mut at = 0;
    while let Some(ahead) = text.as_bytes()[at..].iter().position(|b| !b.is_ascii()) {
        at += ahead;
        let units = units(text, at);
        let Some(last) = units.last() else {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
            continue;
        };
        let range = at..last.range.end;
        at = range.end;
        if is_garbled(text, &units, &range) {
            runs.push(range);
        }
    }
    runs
}

/// The units that follow each other from `at` on.
fn units(text: &str, mut at: usize) -> Vec<Unit> {
    let mut units = Vec::new();
    while let Some(unit) = unit(text, at) {
        at = unit.range.end;
        units.push(unit);
    }
    units
}

fn unit(text: &str, at: usize) -> Option<Unit> {
    let mut chars = text[at..].chars();
    let lead = byte(chars.next()?)?;
    let length = match lead {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return None,
    };
    let mut bytes = vec![lead];
    let mut end = text.len() - chars.as_str().len();
    while bytes.len() < length {
        let next = chars.next().and_then(byte).filter(|b| (0x80..0xc0).contains(b));
        let Some(next) = next else {
            // Windows-1252 has nothing at the last byte of `”` and of some others, and many programs drop it.
            let lost = bytes == [0xe2, 0x80];
            return lost.then_some(Unit { range: at..end, lead, decoded: None });
        };
        bytes.push(next);
        end = text.len() - chars.as_str().len();
    }
    let decoded = std::str::from_utf8(&bytes).ok()?.chars().next();
    Some(Unit { range: at..end, lead, decoded })
}

/// Whether the units can be nothing but garbled. A single short one may be the end of a word in capitals and the mark after it:
/// `«LIBERTÉ»`, `„MENÜ“`, `AMANHÃ…`.
fn is_garbled(text: &str, units: &[Unit], range: &Range<usize>) -> bool {
    let [only] = units else {
        // Two units of Latin letters or of marks are four such characters on end, which no language writes.
        return units.iter().any(|unit| unit.decoded.is_some());
    };
    let lower = |c: Option<char>| c.is_some_and(char::is_lowercase);
    let before = text[..range.start].chars().next_back();
    let after = text[range.end..].chars().next();
    let mark = text[range.clone()]
        .chars()
        .last()
        .is_some_and(|c| !c.is_alphabetic() && !"\u{a9}\u{ae}\u{b0}\u{a3}\u{a2}\u{a0}".contains(c));
    match only.lead {
        0xc2 | 0xc3 => !mark || lower(before) || (lower(after) && !before.is_some_and(char::is_uppercase)),
        0xe2 => matches!(only.decoded, None | Some('\u{2000}'..='\u{2bff}')),
        // `ï»¿`, a byte order mark.
        0xef => matches!(only.decoded, Some('\u{feff}' | '\u{fffd}')),
        0xf0 => only.decoded.is_some_and(|c| u32::from(c) >= 0x1f000),
        0xc4..=0xdf => lower(before) || (lower(after) && !mark),
        _ => false,
    }
}

/// Reads the run as what it was, as often as it was misread; `None` where some of it is lost.
pub fn mend(garbled: &str) -> Option<String> {
    let mut text = garbled.to_owned();
    // Each misreading doubles the length and more, so few are ever met.
    for _ in 0..4 {
        let bytes: Option<Vec<u8>> = text.chars().map(byte).collect();
        let Some(decoded) = bytes.and_then(|bytes| String::from_utf8(bytes).ok()) else { break };
        text = decoded;
    }
    let sound = text != garbled && !text.chars().any(|c| c.is_control() || c == '\u{fffd}');
    sound.then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn runs(text: &str) -> Vec<&str> {
        garbled_runs(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn finds_maximal_runs() {
        assert_eq!(runs("It\u{e2}\u{20ac}\u{2122}s na\u{c3}\u{af}ve"), ["\u{e2}\u{20ac}\u{2122}", "\u{c3}\u{af}"]);
        assert_eq!(runs("end\u{e2}\u{20ac}\u{9d} next"), ["\u{e2}\u{20ac}\u{9d}"]);
        assert_eq!(runs("10\u{c2}\u{a0}km"), ["\u{c2}\u{a0}"]);
    }

    #[test]
    fn leaves_words_in_capitals_alone() {
        for text in [
            "\u{ab}LIBERT\u{c9}\u{bb}",
            "\u{201e}MEN\u{dc}\u{201c}",
            "AMANH\u{c3}\u{2026} N\u{c3}O \u{c7}\u{c3}O",
            "priv\u{e9}\u{bb}\u{2026}",
        ] {
            assert!(runs(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn mends_what_was_misread_twice() {
        assert_eq!(mend("\u{c3}\u{a2}\u{e2}\u{201a}\u{ac}\u{e2}\u{201e}\u{a2}").as_deref(), Some("\u{2019}"));
        assert_eq!(mend("\u{e2}\u{20ac}"), None);
    }
}
