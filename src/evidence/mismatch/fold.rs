//! Words as they are compared: without marks, case and punctuation.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The words of a text, folded.
pub fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    for c in text.nfkd() {
        match c {
            '\'' | '\u{2019}' | '\u{2bc}' | '\u{2018}' | '`' | '\u{b4}' => {}
            c if is_combining_mark(c) => {}
            c if c.is_alphanumeric() => letter(c, &mut word),
            _ if word.is_empty() => {}
            _ => words.push(std::mem::take(&mut word)),
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

/// A letter in lower case; those that no decomposition takes apart, as they are written without them.
fn letter(c: char, word: &mut String) {
    match c {
        '\u{df}' | '\u{1e9e}' => word.push_str("ss"),
        '\u{e6}' | '\u{c6}' => word.push_str("ae"),
        '\u{153}' | '\u{152}' => word.push_str("oe"),
        '\u{f8}' | '\u{d8}' => word.push('o'),
        '\u{131}' => word.push('i'),
        '\u{142}' | '\u{141}' => word.push('l'),
        '\u{111}' | '\u{110}' | '\u{f0}' | '\u{d0}' => word.push('d'),
        '\u{fe}' | '\u{de}' => word.push_str("th"),
        '\u{127}' | '\u{126}' => word.push('h'),
        // A sigma at the end of a word is one all the same.
        '\u{3c2}' => word.push('\u{3c3}'),
        c => word.extend(c.to_lowercase()),
    }
}
