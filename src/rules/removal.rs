//! Taking something out of a text so that no scar is left: no doubled space, no space before a full stop, no emptied
//! bracket or list item. Lines are never joined and constructs never made, beyond the ones that the removed text hid.

use crate::markdown::ends_encoded;
use std::ops::Range;

/// What may stand around a removed stretch and be left with nothing in it: both sides go too. Longer ones first.
const WRAPPERS: &[(&str, &str)] = &[
    ("<sup>", "</sup>"),
    ("\\[", "\\]"),
    ("\\(", "\\)"),
    ("**", "**"),
    ("__", "__"),
    ("(", ")"),
    ("[", "]"),
    ("*", "*"),
    ("_", "_"),
    ("\u{201c}", "\u{201d}"),
    ("\u{2018}", "\u{2019}"),
    ("\u{ab}", "\u{bb}"),
    ("\u{ff08}", "\u{ff09}"),
    ("\u{3010}", "\u{3011}"),
    ("\"", "\""),
];

/// The range to delete so that `text` reads as if what stands in `range` had never been there.
///
/// - One of two spaces around it goes, a space before a full stop or a closing bracket goes, spaces at the line's end go
///   (the two that break a line stay).
/// - Of two commas or semicolons that would meet, or one that would come to stand before a full stop or after an opening
///   bracket, one goes.
/// - `()`, `[]`, `“”`, `****` and the like that would be left empty go.
/// - A line or a list item that held nothing else goes whole, with one of the blank lines around it.
pub fn removal(text: &str, range: Range<usize>) -> Range<usize> {
    let mut range = unwrap_empty(text, range);
    let before = trailing_spaces(&text[..range.start]);
    let after = leading_spaces(&text[range.end..]);
    let line_start = near_line_start(text, range.start);
    let head = &text[line_start.unwrap_or(range.start - before)..range.start];
    let rest = &text[range.end + after..];
    let at_end = rest.is_empty() || rest.starts_with(['\n', '\r']) || rest.starts_with("\\\n");
    if let Some(line_start) = line_start.filter(|_| opening(head) == head.len()) {
        range.end += after + leading_comma(rest);
        return if at_end { whole_line(text, line_start, range) } else { range };
    }
    if at_end {
        // Two spaces before the line's end are a line break.
        range.end += if after >= 2 && !rest.is_empty() { 0 } else { after };
        range.start -= before;
    } else if ends_member(rest) && ends_with_comma(&text[..range.start - before]) {
        range.end += after;
        range.start -= before + 1;
    } else if text[..range.start - before].ends_with(OPENING) && leading_comma(rest) > 0 {
        range.end += after + leading_comma(rest);
    } else if closes(rest) {
        range.end += after;
        range.start -= before;
    } else if before > 0 && after > 0 || before > 0 && closes_emphasis(rest) && after == 0 {
        range.start -= before;
    } else if after > 0 && text[..range.start].ends_with(OPENING) {
        range.end += after;
    }
    range
}

/// Whether the line would begin as something else without what stands in `gone`: `[x]# one`, `[x]1. one` and `1986[x]. One` are no heading
/// and no lists as long as that stands there.
pub fn makes_structure(text: &str, gone: &Range<usize>) -> bool {
    let Some(start) = near_line_start(text, gone.start) else { return false };
    // A line that goes whole leaves the next as it was.
    if text[..gone.end].ends_with('\n') {
        return false;
    }
    let rest = text[gone.end..].split('\n').next().unwrap_or("");
    let head = &text[start..gone.start];
    let words = &head[opening(head)..];
    let numbered = |text: &str| {
        let mark = text.trim_start_matches(|c: char| c.is_ascii_digit());
        text.len() - mark.len() <= 9
            && mark.starts_with(['.', ')'])
            && !mark[1..].starts_with(|c: char| !c.is_whitespace())
    };
    if !words.is_empty() {
        return words.bytes().all(|b| b.is_ascii_digit()) && numbered(&format!("{words}{rest}"));
    }
    let Some(first) = rest.chars().next() else { return false };
    let alone = rest[first.len_utf8()..].starts_with(|c: char| c.is_whitespace() || c == first)
        || rest.len() == first.len_utf8();
    match first {
        '#' | '>' | '|' | '<' | ' ' | '\t' => true,
        '-' | '*' | '+' | '_' | '=' | '~' | '`' | ':' | '$' => alone,
        '[' => rest.contains("]:"),
        '0'..='9' => numbered(rest),
        _ => false,
    }
}

/// Whether what stands in `range` looks like the label of a definition, which would be left without it: `[x]: …`.
pub fn is_label(text: &str, range: &Range<usize>) -> bool {
    let opens = |start: usize| opening(&text[start..range.start]) == range.start - start;
    text[range.end..].starts_with(':') && near_line_start(text, range.start).is_some_and(opens)
}

/// Where the line of `at` starts, if that is near: what opens a line is short, and a line may be a book.
fn near_line_start(text: &str, at: usize) -> Option<usize> {
    let window = text.as_bytes()[..at].iter().rev().take(200);
    match window.clone().position(|&b| b == b'\n') {
        Some(back) => Some(at - back),
        None => (window.len() == at).then_some(0),
    }
}

/// What a space does not stand after.
const OPENING: [char; 8] = ['(', '[', '{', '\u{201c}', '\u{2018}', '\u{ab}', '\u{ff08}', '\u{300c}'];

/// What parts the members of a row.
const COMMAS: [char; 2] = [',', ';'];

/// What no comma stands before.
const CLOSING: [char; 9] = [',', ';', '.', ':', '!', '?', ')', ']', '\u{ff09}'];

/// Whether `head` ends with a comma or a semicolon that parts something: that of `&copy;` does not.
fn ends_with_comma(head: &str) -> bool {
    head.ends_with(COMMAS) && !ends_encoded(head)
}

/// Whether `rest` begins with what no comma stands before. `.NET` and `...` are no full stops.
fn ends_member(rest: &str) -> bool {
    rest.starts_with(CLOSING) && (!rest.starts_with(['.', ',']) || closes(rest))
}

/// The length of a comma or semicolon that `rest` begins with, and of the spaces after it. `,5` is a number's.
fn leading_comma(rest: &str) -> usize {
    let Some(after) = rest.strip_prefix(COMMAS) else { return 0 };
    let blanks = leading_spaces(after);
    if blanks > 0 { 1 + blanks } else { 0 }
}

/// Takes in the brackets, quotation marks and emphasis that would be left empty.
fn unwrap_empty(text: &str, mut range: Range<usize>) -> Range<usize> {
    loop {
        let start = range.start - trailing_spaces(&text[..range.start]);
        let end = range.end + leading_spaces(&text[range.end..]);
        let (head, tail) = (&text[..start], &text[end..]);
        let spaced = start != range.start || end != range.end;
        let wrapper = WRAPPERS.iter().find(|(open, close)| surrounds(head, tail, open, close, spaced));
        let Some((open, close)) = wrapper else { return range };
        range = start - open.len()..end + close.len();
    }
}

/// Whether what stands between `head` and `tail`, perhaps with spaces around it, is all that `open` and `close` hold.
fn surrounds(head: &str, tail: &str, open: &str, close: &str, spaced: bool) -> bool {
    let (Some(head), Some(tail)) = (head.strip_suffix(open), tail.strip_prefix(close)) else { return false };
    if open.starts_with(['*', '_', '"']) {
        // Two runs that touch the stretch from outside are no pair around it: `*a* [x] *b*`. An attribute of a tag wants its marks.
        return !spaced && !tail.starts_with(close) && !head.ends_with('=');
    }
    // The text of a link or of an image stays, even empty: without it the target would be lost unseen.
    let link = close == "]" && tail.starts_with(['(', '[', ':']);
    !link && (open.starts_with('\\') || !head.ends_with('\\'))
}

/// The range to delete when nothing but `range` stands on its line (and perhaps a marker that opens it).
fn whole_line(text: &str, line_start: usize, range: Range<usize>) -> Range<usize> {
    let eol = |at: usize| text[at..].find('\n').map_or(text.len(), |n| at + n + 1);
    let next = eol(range.end);
    let marked = !text[line_start..range.start].trim_matches([' ', '\t', '>']).is_empty();
    let line = text[next..].split('\n').next().unwrap_or("");
    let continued = line.starts_with([' ', '\t']) && !line.trim().is_empty();
    if marked && continued {
        // The item goes on below: its next words move up, or, where a list is nested in it, it stays as it is.
        let words = next + (line.len() - line.trim_start().len());
        return if opening(line) == line.len() - line.trim_start().len() { range.start..words } else { range };
    }
    if !blank_before(text, line_start) {
        // The end of the last line stays an end: what stands before it must not lose its line break.
        let last = next == text.len() && !text.ends_with('\n');
        return if last { line_start.saturating_sub(1)..next } else { line_start..next };
    }
    // A blank line stood on either side; one of them is enough.
    let blank = text[next..].split_inclusive('\n').next().filter(|line| line.trim().is_empty() && !marked);
    line_start..next + blank.map_or(0, str::len)
}

/// Whether the line before `line_start` is blank, or there is none.
fn blank_before(text: &str, line_start: usize) -> bool {
    text[..line_start].strip_suffix('\n').is_none_or(|head| head.rsplit('\n').next().unwrap_or("").trim().is_empty())
}

/// The length of what opens a line before its words: indentation, quote marks, list markers, a task box, heading marks.
pub fn opening(line: &str) -> usize {
    let mut at = 0;
    loop {
        let rest = &line[at..];
        at += rest.len() - rest.trim_start_matches([' ', '\t', '>']).len();
        let rest = &line[at..];
        let hashes = rest.len() - rest.trim_start_matches('#').len();
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let marker = match rest.as_bytes() {
            [b'-' | b'*' | b'+', b' ' | b'\t', ..] => 1,
            [b'[', b' ' | b'x' | b'X', b']', b' ', ..] => 3,
            _ if (1..=6).contains(&hashes) && rest[hashes..].starts_with(' ') => hashes,
            _ if (1..=9).contains(&digits)
                && (rest[digits..].starts_with(". ") || rest[digits..].starts_with(") ")) =>
            {
                digits + 1
            }
            _ => return at,
        };
        at += marker;
    }
}

/// Whether `rest` begins with a mark before which no space stands. `.NET` and `...` are not such marks.
fn closes(rest: &str) -> bool {
    let mut chars = rest.chars();
    match chars.next() {
        Some('.' | ',') => chars.next().is_none_or(|c| !c.is_alphanumeric() && c != '.'),
        // French sets a space before these, and so may stay as it is.
        Some(';' | ':' | '!' | '?') => false,
        Some(c) => ")]}\u{201d}\u{bb}\u{3002}\u{ff0c}\u{3001}\u{ff1b}\u{ff1a}\u{ff09}\u{300d}".contains(c),
        None => true,
    }
}

/// Whether `rest` begins with the end of emphasis, before which a space would unmake it.
fn closes_emphasis(rest: &str) -> bool {
    let after = rest.trim_start_matches(['*', '_', '~']);
    after.len() < rest.len() && !after.starts_with(|c: char| c.is_alphanumeric())
}

/// The length of the spaces that `text` ends with; zero-width ones count, they came with what is removed.
fn trailing_spaces(text: &str) -> usize {
    text.len() - text.trim_end_matches(SPACES).len()
}

fn leading_spaces(text: &str) -> usize {
    text.len() - text.trim_start_matches(SPACES).len()
}

const SPACES: [char; 4] = [' ', '\t', '\u{a0}', '\u{200b}'];

#[cfg(test)]
mod tests {
    use super::*;

    /// Removes `«…»` from the text.
    fn without(text: &str) -> String {
        let (start, end) = (text.find('\u{ab}').unwrap(), text.find('\u{bb}').unwrap());
        let plain = text.replace(['\u{ab}', '\u{bb}'], "");
        let range = removal(&plain, start..end - 2);
        format!("{}{}", &plain[..range.start], &plain[range.end..])
    }

    #[test]
    fn leaves_no_scar_in_a_line() {
        assert_eq!(without("It rose «[x]» again."), "It rose again.");
        assert_eq!(without("It rose «[x]»."), "It rose.");
        assert_eq!(without("It rose. «[x]» Then"), "It rose. Then");
        assert_eq!(without("It rose.«[x]» Then"), "It rose. Then");
        assert_eq!(without("«[x]» It rose"), "It rose");
        assert_eq!(without("- «[x]» It rose"), "- It rose");
        assert_eq!(without("We use «[x]» .NET here"), "We use .NET here");
        assert_eq!(without("a («[x]» b)"), "a (b)");
        assert_eq!(without("a (b «[x]»)"), "a (b)");
    }

    #[test]
    fn takes_a_comma_along_that_would_meet_another() {
        assert_eq!(without("[1,2], «[8]», [5; 6]"), "[1,2], [5; 6]");
        assert_eq!(without("foo, «[]( )»,"), "foo,");
        assert_eq!(without("a [1], «[8]». Then"), "a [1]. Then");
        assert_eq!(without("a [1]; «[8]»; b"), "a [1]; b");
        assert_eq!(without("(«[8]», p. 3)"), "(p. 3)");
        assert_eq!(without("(a, «[8]»)"), "(a)");
        assert_eq!(without("- «[8]», [5; 6]"), "- [5; 6]");
        assert_eq!(without("a, «[8]» and b"), "a, and b");
        assert_eq!(without("a «[8]», b"), "a, b");
        assert_eq!(without("a, «[8]»\nb"), "a,\nb");
        assert_eq!(without("a, «[8]» .NET"), "a, .NET");
        assert_eq!(without("&ldquo;never&rdquo;«[8]»."), "&ldquo;never&rdquo;.");
        assert_eq!(without("four \\; «[8]», b"), "four \\;, b");
    }

    #[test]
    fn tells_a_label_by_its_place() {
        let text = "It rose [x]: so\n> [x]: y";
        let last = text.rfind('[').unwrap();
        assert!(!is_label(text, &(8..11)) && is_label(text, &(last..last + 3)));
    }

    #[test]
    fn sees_what_would_become_structure() {
        let makes = |text: &str| {
            let (start, end) = (text.find('\u{ab}').unwrap(), text.find('\u{bb}').unwrap());
            let plain = text.replace(['\u{ab}', '\u{bb}'], "");
            makes_structure(&plain, &removal(&plain, start..end - 2))
        };
        for text in [
            "1986«[x]». A good year",
            "«[x]»# a",
            "a\n«[x]»- b",
            "«[x]» > c",
            "> «[x]»1. d",
            "«[x]»---",
            "«[x]»[^1]: e",
            "«[x]»===",
        ] {
            assert!(makes(text), "{text}");
        }
        for text in [
            "In 1986«[x]». A",
            "1986«[x]».5 m",
            "«[x]» It rose",
            "«[x]»*Now* it",
            "«[x]»    f",
            "- «[x]» It",
            "«[x]»[a](b.md) c",
            "«[x]»\n",
            "«[x]»1986 was",
            "«[x]»\n# a",
        ] {
            assert!(!makes(text), "{text}");
        }
    }

    #[test]
    fn keeps_line_ends_and_line_breaks() {
        assert_eq!(without("one «[x]»\ntwo"), "one\ntwo");
        assert_eq!(without("one «[x]»  \ntwo"), "one  \ntwo");
        assert_eq!(without("one «[x]»\r\ntwo"), "one\r\ntwo");
        assert_eq!(without("one\n«[x]» two"), "one\ntwo");
        assert_eq!(without("one «[x]»\\\ntwo"), "one\\\ntwo");
    }

    #[test]
    fn takes_emptied_wrappers_along() {
        assert_eq!(without("It rose («[x]»)."), "It rose.");
        assert_eq!(without("It rose ( «[x]» ) again"), "It rose again");
        assert_eq!(without("It rose **«[x]»** again"), "It rose again");
        assert_eq!(without("It rose<sup>«[x]»</sup>."), "It rose.");
        assert_eq!(without("It rose \\[«x»\\]."), "It rose.");
        assert_eq!(without("<img alt=\"«[x]»\" src=\"a.png\">"), "<img alt=\"\" src=\"a.png\">");
        assert_eq!(without("[«[x]»](a.md)"), "[](a.md)");
        assert_eq!(without("**bold «[x]»** end"), "**bold** end");
        assert_eq!(without("*a* «[x]» *b*"), "*a* *b*");
    }

    #[test]
    fn takes_lines_that_held_nothing_else() {
        assert_eq!(without("a\n\n«[x]»\n\nb\n"), "a\n\nb\n");
        assert_eq!(without("a\n«[x]»\nb\n"), "a\nb\n");
        assert_eq!(without("- a\n- «[x]»\n- b\n"), "- a\n- b\n");
        assert_eq!(without("a\n«[x]»"), "a");
        assert_eq!(without("- «[x]»\n  more\n"), "- more\n");
        assert_eq!(without("- «[x]»\n  - more\n"), "- \n  - more\n");
        assert_eq!(without("«[x]»"), "");
    }
}
