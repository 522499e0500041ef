//! Characters that stand in a text by another writing: `&copy;`, `\;`.

/// No name of a character is longer, in bytes.
const LONGEST: usize = 32;

/// Whether the last mark of `text` belongs to a character's writing, and is no punctuation: it ends `&copy;` or `&#169;`, or stands behind
/// a backslash.
pub fn ends_encoded(text: &str) -> bool {
    let Some(last) = text.chars().next_back().filter(char::is_ascii_punctuation) else { return false };
    let before = &text.as_bytes()[..text.len() - 1];
    let slashes = before.iter().rev().take_while(|b| **b == b'\\').count();
    slashes % 2 == 1 || last == ';' && ends_name(before)
}

/// Whether a semicolon behind `before` ends `&nbsp;` or `&#160;`.
pub fn ends_name(before: &[u8]) -> bool {
    let name = before.iter().rev().take(LONGEST).take_while(|b| b.is_ascii_alphanumeric() || **b == b'#').count();
    name > 0 && before.len() > name && before[before.len() - name - 1] == b'&'
}

/// The text without the marks of `stops` that it ends with; those that belong to a character's writing stay.
pub fn trim_stops<'a>(text: &'a str, stops: &[char]) -> &'a str {
    let mut rest = text;
    while let Some(shorter) = rest.strip_suffix(stops).filter(|_| !ends_encoded(rest)) {
        rest = shorter;
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_writes_a_character_is_no_punctuation() {
        let stops = [';', '.', ',', '!'];
        for (text, rest) in [
            ("never&rdquo;.", "never&rdquo;"),
            ("a;.", "a"),
            ("&;", "&"),
            ("a & b;", "a & b"),
            ("four \\;", "four \\;"),
            ("four \\\\;", "four \\\\"),
            ("&#x2019;,", "&#x2019;"),
            ("R&D; ", "R&D; "),
            ("", ""),
            ("..", ""),
        ] {
            assert_eq!(trim_stops(text, &stops), rest, "{text}");
        }
    }
}
