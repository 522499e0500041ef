//! Quotations in prose, in the marks of several languages. Pure scanning, one pass.

use crate::prose::is_unspaced;
use std::ops::Range;

/// Words between quotation marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// With its marks; in bytes of the block.
    pub range: Range<usize>,
    /// How many words it has.
    pub words: usize,
    /// Whether it is a sentence: it starts with a capital letter and ends with a stop or a comma.
    pub sentence: bool,
    /// Whether most of its longer words start with a capital letter, as a title's do.
    pub title: bool,
    /// Whether its opening mark stands in this paragraph; if not, it goes on from the one before.
    pub opened: bool,
    /// Whether a year in parentheses follows it, as after a title.
    pub followed_by_year: bool,
    /// Whether its closing mark does; if not, it goes on in the next.
    pub closed: bool,
    /// Whether a mark inside it looks as if it opened another of its kind: a mark is missing, and which words are quoted cannot be told.
    pub tangled: bool,
}

/// The mark that would close what is open.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    /// `"…"`
    Straight,
    /// `''…''`, as some wires write it.
    Twin,
    /// `“…”`
    Curly,
    /// `‘…’`
    Single,
    /// `„…“`
    Low,
    /// `«…»`
    Guillemets,
    /// `»…«`
    Inward,
    /// `「…」`
    Corner,
    /// `『…』`, which in Japanese is a title more often.
    White,
}

/// The quotations in one paragraph, in order and disjoint; those inside another are part of it.
pub fn quotations(prose: &str, range: Range<usize>) -> Vec<Quotation> {
    let mut found = Vec::new();
    let mut open: Option<(usize, Style)> = None;
    let (mut next, mut tangled) = (range.start, false);
    let seen = |c: &char| *c != '\0';
    while let Some((at, c)) = next_mark(prose, next..range.end) {
        let before = prose[range.start..at].chars().rev().find(seen).unwrap_or(' ');
        let twin = c == '\'' && prose[at + 1..range.end].starts_with('\'');
        let length = if twin { 2 } else { c.len_utf8() };
        let after = prose[at + length..range.end].chars().find(seen).unwrap_or(' ');
        let mark = if twin { '"' } else { c };
        match open {
            None => {
                if let Some(style) = opener(mark, twin, before, after) {
                    (open, tangled) = (Some((at, style)), false);
                } else if found.is_empty() && goes_on(mark, before) {
                    found.push(Quotation { opened: false, ..quotation(prose, range.start..at + length) });
                }
            }
            Some((start, style)) if closes(style, mark, twin, before, after) => {
                found.push(Quotation { tangled, ..quotation(prose, start..at + length) });
                open = None;
            }
            Some((_, style)) => tangled |= opener(mark, twin, before, after) == Some(style),
        }
        next = at + length;
    }
    // A single mark that is never closed is an apostrophe.
    if let Some((start, style)) = open.filter(|(_, style)| *style != Style::Single) {
        let inner = &prose[start..range.end];
        if style != Style::Straight || inner.split_whitespace().nth(3).is_some() {
            found.push(Quotation { closed: false, tangled, ..quotation(prose, start..range.end) });
        }
    }
    found
}

/// The first mark in `range` that may open or close a quotation.
fn next_mark(prose: &str, range: Range<usize>) -> Option<(usize, char)> {
    let mut at = range.start;
    loop {
        let rest = &prose.as_bytes()[at..range.end];
        at += rest.iter().position(|byte| matches!(byte, b'"' | b'\'' | 0xc2 | 0xe2 | 0xe3))?;
        let c = prose[at..].chars().next()?;
        if is_mark(c) {
            return Some((at, c));
        }
        at += c.len_utf8();
    }
}

/// Whether it may open or close a quotation.
fn is_mark(c: char) -> bool {
    const MARKS: [char; 12] = [
        '\u{ab}', '\u{bb}', '\u{2018}', '\u{2019}', '\u{201c}', '\u{201d}', '\u{201e}', '\u{201a}', '\u{300c}',
        '\u{300d}', '\u{300e}', '\u{300f}',
    ];
    if c.is_ascii() { matches!(c, '"' | '\'') } else { MARKS.contains(&c) }
}

/// The quotation in `range`, as if both its marks stood there.
fn quotation(prose: &str, range: Range<usize>) -> Quotation {
    let wordy = |word: &&str| word.contains(char::is_alphanumeric);
    let text = &prose[range.clone()];
    let spaced = text.split(|c: char| c.is_whitespace() || c == '\u{2014}' || is_unspaced(c)).filter(wordy).count();
    // Where words stand without spaces, two characters are about a word.
    let words = spaced + text.chars().filter(|&c| is_unspaced(c) && c.is_alphanumeric()).count() / 2;
    let mut after = prose[range.end..].trim_start_matches(['\0', ' ']).chars();
    let followed_by_year = after.next() == Some('(') && after.next().is_some_and(|c| c.is_ascii_digit());
    let text =
        prose[range.clone()].trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | ',' | '!' | '\u{2026}'));
    let sentence = text.starts_with(char::is_uppercase) && text.ends_with(['.', ',', '!', '\u{2026}', '\u{2014}']);
    let long = || text.split_whitespace().filter(|word| word.chars().count() > 3);
    let white = prose[range.clone()].starts_with('\u{300e}') && !text.contains(['\u{3001}', '\u{3002}', '\u{ff0c}']);
    let title = white || long().filter(|word| word.starts_with(char::is_uppercase)).count() * 5 >= long().count() * 3;
    Quotation { range, words, sentence, title, opened: true, followed_by_year, closed: true, tangled: false }
}

fn opener(mark: char, twin: bool, before: char, after: char) -> Option<Style> {
    let fresh = before.is_whitespace() || matches!(before, '(' | '[' | '\u{2014}' | '\u{2013}' | '-' | '/' | ':');
    let close_by = !after.is_whitespace();
    match mark {
        '"' if fresh && close_by => Some(if twin { Style::Twin } else { Style::Straight }),
        '\u{201c}' => Some(Style::Curly),
        '\u{201e}' => Some(Style::Low),
        '\u{ab}' => Some(Style::Guillemets),
        '\u{300c}' => Some(Style::Corner),
        '\u{300e}' => Some(Style::White),
        '\u{bb}' if fresh && close_by => Some(Style::Inward),
        '\u{2018}' if fresh && close_by => Some(Style::Single),
        _ => None,
    }
}

fn closes(style: Style, mark: char, twin: bool, before: char, after: char) -> bool {
    match style {
        Style::Straight => mark == '"' && !twin && (!before.is_whitespace() || after.is_whitespace()),
        Style::Twin => mark == '"' && twin && !before.is_whitespace(),
        Style::Curly => mark == '\u{201d}' || mark == '"' && !before.is_whitespace(),
        Style::Single => mark == '\u{2019}' && !after.is_alphanumeric() && !before.is_whitespace(),
        Style::Low => matches!(mark, '\u{201c}' | '\u{201d}'),
        Style::Guillemets => mark == '\u{bb}',
        Style::Inward => mark == '\u{ab}',
        Style::Corner => mark == '\u{300d}',
        Style::White => mark == '\u{300f}',
    }
}

/// Whether a closing mark that nothing opened ends a speech from the paragraph before.
fn goes_on(mark: char, before: char) -> bool {
    matches!(mark, '"' | '\u{201d}') && matches!(before, '.' | '!' | '?' | ',' | '\u{2026}' | '\u{2019}' | '\'')
}

#[cfg(test)]
mod tests {
    use super::quotations;

    fn read(text: &str) -> Vec<&str> {
        quotations(text, 0..text.len()).into_iter().map(|quotation| &text[quotation.range]).collect()
    }

    #[test]
    fn marks_of_several_languages_pair() {
        assert_eq!(
            read("\u{201c}Fog,\u{201d} she said, \u{201c}is early.\u{201d}"),
            ["\u{201c}Fog,\u{201d}", "\u{201c}is early.\u{201d}"]
        );
        assert_eq!(
            read("Er rief: \u{201e}Nebel!\u{201c} Dann \u{bb}nichts\u{ab}."),
            ["\u{201e}Nebel!\u{201c}", "\u{bb}nichts\u{ab}"]
        );
        assert_eq!(read("Il a dit \u{ab} rien \u{bb}, et ''the tide'' came."), ["\u{ab} rien \u{bb}", "''the tide''"]);
        assert_eq!(read("\"He said 'no' to it,\" she wrote."), ["\"He said 'no' to it,\""]);
    }

    #[test]
    fn marks_of_scripts_without_spaces_pair() {
        let text = "\u{6e2f}\u{306f}\u{300c}\u{9580}\u{306f}\u{4e00}\u{6669}\u{4e2d}\u{300e}\u{6301}\u{3063}\u{305f}\u{300f}\u{3068}\u{3044}\u{3046}\u{300d}\u{3068}\u{3042}\u{308b}\u{3002}";
        let found = quotations(text, 0..text.len());
        assert_eq!(found.len(), 1);
        assert!(found[0].words >= 4 && !found[0].title && found[0].closed);
        let title = "\u{300e}\u{6e2f}\u{306e}\u{9580}\u{3068}\u{591c}\u{306e}\u{756a}\u{4eba}\u{300f}";
        assert!(quotations(title, 0..title.len())[0].title);
        let lone = "\u{300c}\u{6e2f}";
        assert_eq!(quotations(lone, 0..lone.len()).len(), 1, "it goes on in the next paragraph");
    }

    #[test]
    fn apostrophes_inches_and_lone_marks_open_nothing() {
        assert_eq!(read("the pilots\u{2019} boat, a 6\" pipe and the \u{2019}90s"), [""; 0]);
        assert_eq!(read("\u{2018}tis the pilots\u{2019}s boat"), [""; 0]);
    }

    #[test]
    fn a_speech_may_go_on_over_paragraphs() {
        let open = "She was clear. \u{201c}The fog came early, and nobody looked.";
        let found = quotations(open, 0..open.len());
        assert!(found.len() == 1 && found[0].opened && !found[0].closed);
        let close = "Nobody looked at all.\u{201d}";
        let found = quotations(close, 0..close.len());
        assert!(found.len() == 1 && !found[0].opened && found[0].closed);
    }
}
