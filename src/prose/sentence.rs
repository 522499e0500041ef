//! Sentences, in edited prose and in drafts pasted from a web page, where a single newline parts paragraphs and headings have no `#`.

use super::abbreviation::is_abbreviation;
use std::ops::Range;

/// A sentence, or a line that stands for a heading. Its range starts at visible text and ends with what hangs on the last of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// In bytes of the text that [`sentences`] was given.
    pub range: Range<usize>,
    /// Which of the two.
    pub kind: SentenceKind,
}

/// What a [`Sentence`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SentenceKind {
    /// A sentence.
    Sentence,
    /// A short line of its own without closing punctuation.
    Heading,
}

/// The longest heading, in words.
const HEADING_WORDS: usize = 14;

/// Splits the prose in `range` of `prose` into sentences. Bytes that a reader does not see (0) and objects (1) may stand in it, as in
/// a block's prose.
pub fn sentences(prose: &str, range: Range<usize>) -> Vec<Sentence> {
    let mut found = Vec::new();
    for line in paragraphs(prose, range) {
        if line.kind == SentenceKind::Heading {
            push(&mut found, prose, line.range, SentenceKind::Heading);
            continue;
        }
        let mut start = line.range.start;
        for stop in stops(prose, line.range.clone()) {
            push(&mut found, prose, start..stop, SentenceKind::Sentence);
            start = stop;
        }
        push(&mut found, prose, start..line.range.end, SentenceKind::Sentence);
    }
    found
}

fn push(found: &mut Vec<Sentence>, prose: &str, range: Range<usize>, kind: SentenceKind) {
    let blank = |c: char| c.is_whitespace() || c == '\0';
    let text = &prose[range.clone()];
    let start = range.start + (text.len() - text.trim_start_matches(blank).len());
    let seen = start + prose[start..range.end].trim_end_matches(blank).len();
    // What hangs on the last word, such as a footnote's mark, belongs to the sentence.
    let end = seen + prose[seen..range.end].bytes().take_while(|&b| b == 0).count();
    if start < seen {
        found.push(Sentence { range: start..end, kind });
    }
}

/// Stretches that no sentence crosses: heading lines, and what lies between them.
fn paragraphs(prose: &str, range: Range<usize>) -> Vec<Sentence> {
    if !prose[range.clone()].contains('\n') {
        return vec![Sentence { range, kind: SentenceKind::Sentence }];
    }
    let lines = lines(prose, range.clone());
    let widest = lines.iter().map(|line| width(&prose[line.clone()])).max().unwrap_or(0);
    let mut found = Vec::new();
    let mut start = range.start;
    for (index, line) in lines.iter().enumerate() {
        let Some(next) = lines.get(index + 1) else { break };
        let opens = index == 0 || ends_sentence(&prose[lines[index - 1].clone()]) || start == line.start;
        if opens && is_heading_line(&prose[line.clone()], &prose[next.clone()], widest) {
            if start < line.start {
                found.push(Sentence { range: start..line.start, kind: SentenceKind::Sentence });
            }
            found.push(Sentence { range: line.clone(), kind: SentenceKind::Heading });
            start = line.end;
        }
    }
    found.push(Sentence { range: start..range.end, kind: SentenceKind::Sentence });
    found
}

fn lines(prose: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut start = range.start;
    let split = prose[range].split_inclusive('\n');
    split
        .map(|line| {
            let line_range = start..start + line.len();
            start = line_range.end;
            line_range
        })
        .collect()
}

/// Whether `line` is a heading that lost its `#`. Its writer broke the line although the next word would have fitted:
/// a hard-wrapped paragraph never does that.
fn is_heading_line(line: &str, next: &str, widest: usize) -> bool {
    let (line, next) = (visible(line), visible(next));
    let words = line.split_whitespace().count();
    let next_word = next.split_whitespace().next().unwrap_or("");
    let capital = |text: &str| {
        let first = text.trim_start_matches(OPENERS).chars().next();
        first.is_some_and(|c| c.is_uppercase() || c.is_numeric() || c.is_alphabetic() && !c.is_lowercase())
    };
    (1..=HEADING_WORDS).contains(&words)
        && !line.ends_with(['.', '!', '?', ',', ';', ':', '\u{2026}', '\u{3002}', '-', '\u{2013}', '\u{2014}'])
        && !ends_sentence(line)
        && capital(line)
        && capital(next)
        && width(line) + 1 + width(next_word) <= widest
}

fn visible(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || c == '\0')
}

fn width(text: &str) -> usize {
    visible(text).chars().filter(|&c| c != '\0').count()
}

const OPENERS: [char; 10] = ['"', '\'', '(', '[', '\u{201c}', '\u{2018}', '\u{ab}', '\u{201e}', '*', '\0'];

/// Whether it closes what ends with a full stop; `.“` and `.«` as German has them, since what they open elsewhere has a space before it.
fn is_closer(c: char) -> bool {
    matches!(c, '"' | '\'' | ')' | ']' | '\u{201c}' | '\u{201d}' | '\u{2018}' | '\u{2019}' | '\u{ab}' | '\u{bb}' | '\0')
}

fn ends_sentence(line: &str) -> bool {
    let line = line.trim_end_matches(|c: char| c.is_whitespace() || is_closer(c));
    line.ends_with(['.', '!', '?', '\u{2026}', '\u{3002}', '\u{ff01}', '\u{ff1f}'])
}

/// The bytes that `.`, `!`, `?`, `\u{2026}`, `\u{3002}`, `\u{ff01}` and `\u{ff1f}` start with.
const STOPS: [bool; 256] = {
    let starts = [b'.', b'!', b'?', 0xe2, 0xe3, 0xef];
    let mut stops = [false; 256];
    let mut at = 0;
    while at < starts.len() {
        stops[starts[at] as usize] = true;
        at += 1;
    }
    stops
};

/// The offsets after which a sentence ends, closing quotation marks and brackets included.
fn stops(prose: &str, range: Range<usize>) -> Vec<usize> {
    let text = &prose[range.clone()];
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(ahead) = text.as_bytes()[from..].iter().position(|&byte| STOPS[usize::from(byte)]) {
        let index = from + ahead;
        let c = text[index..].chars().next().unwrap_or(' ');
        from = index + c.len_utf8();
        match c {
            '\u{3002}' | '\u{ff01}' | '\u{ff1f}' => found.push(range.start + closed(text, from)),
            '.' | '!' | '?' | '\u{2026}' => {
                let end = closed(text, from);
                if ends_here(text, index, c, end) {
                    found.push(range.start + end);
                }
            }
            _ => {}
        }
    }
    found
}

/// Past the closing quotation marks, brackets and hidden bytes from `from` on.
fn closed(text: &str, from: usize) -> usize {
    let rest = &text[from..];
    from + (rest.len() - rest.trim_start_matches(is_closer).len())
}

/// Whether the mark `c` at `index` ends a sentence, given that its closers end at `end`.
fn ends_here(text: &str, index: usize, c: char, end: usize) -> bool {
    let rest = &text[end..];
    if !rest.starts_with(char::is_whitespace) {
        return false;
    }
    let next = rest.trim_start_matches(|c: char| c.is_whitespace() || OPENERS.contains(&c));
    let word = next.split(char::is_whitespace).next().unwrap_or("");
    let Some(first) = word.chars().next() else { return true };
    // A site opens a sentence in small letters: `instead. time.com.`
    let host = word.trim_end_matches('.').contains('.');
    if first.is_lowercase() && !host {
        return false;
    }
    if c != '.' {
        return true;
    }
    let before = &text[..index];
    let start =
        before.rfind(|c: char| c.is_whitespace() || OPENERS.contains(&c)).map_or(0, |n| n + next_len(before, n));
    !is_abbreviation(&before[start..])
}

fn next_len(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(1, char::len_utf8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<String> {
        let mark = |kind| if kind == SentenceKind::Heading { "# " } else { "" };
        let found = sentences(text, 0..text.len());
        found.iter().map(|s| format!("{}{}", mark(s.kind), &text[s.range.clone()])).collect()
    }

    #[test]
    fn abbreviations_numbers_and_hosts_do_not_end_sentences() {
        assert_eq!(
            split(
                "Mr. Vale of the U.S. Navy paid 3.5 crowns. Time.com. He left (it rained.) \u{201c}Go.\u{201d} Then he went."
            ),
            [
                "Mr. Vale of the U.S. Navy paid 3.5 crowns.",
                "Time.com.",
                "He left (it rained.)",
                "\u{201c}Go.\u{201d}",
                "Then he went."
            ]
        );
    }

    #[test]
    fn quotation_marks_close_a_sentence_in_any_order() {
        assert_eq!(split("\u{201e}Der Nebel kam.\u{201c} Nobody looked.").len(), 2);
        assert_eq!(split("\u{bb}Der Nebel kam.\u{ab} Nobody looked.").len(), 2);
        assert_eq!(split("Nobody looked. \u{201c}The fog came.\u{201d}").len(), 2);
    }

    #[test]
    fn a_short_line_between_paragraphs_is_a_heading() {
        let draft = "The ferry company raised its fares for the third time this year, and the council said nothing.\n\
                     What the Council Knew\n\
                     Minutes show that the council had been told in March.\n";
        assert_eq!(
            split(draft),
            [
                "The ferry company raised its fares for the third time this year, and the council said nothing.",
                "# What the Council Knew",
                "Minutes show that the council had been told in March."
            ]
        );
    }

    #[test]
    fn a_hard_wrapped_line_is_no_heading() {
        let draft = "The harbour master told the committee that\nCaptain Vale had left the quay before the\nfog came in, which nobody disputes.";
        assert_eq!(split(draft).len(), 1);
    }

    #[test]
    fn other_scripts_end_sentences_their_own_way() {
        assert_eq!(split("港は閉鎖された。船は戻った。").len(), 2);
    }
}
