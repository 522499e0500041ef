//! The identifiers of works that a text gives outside of addresses: `doi:10.1000/182`, `arXiv:2103.00020`, `ISBN 978-0-306-40615-7`.

use super::{BOOK_FORMS, digits, goes_on, skip_form, skip_gap, starts_with};
use crate::bibliography::Identity;
use std::ops::Range;

/// The works that a text names by identifier, in order, each with its label. Slips of the pen are left out.
pub fn identifiers(text: &str) -> Vec<(Range<usize>, Identity)> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at + 4 < bytes.len() {
        let label = match [bytes[at] | 32, bytes[at + 1] | 32, bytes[at + 2] | 32, bytes[at + 3] | 32] {
            [b'd', b'o', b'i', _] => 3,
            [b'i', b's', b'b', b'n'] => 4,
            [b'a', b'r', b'x', b'i'] if starts_with(text, at, "arxiv") => 5,
            [b'p', b'm', b'i', b'd'] => 4,
            [b'1', ..] if bytes[at..].starts_with(b"10.") => 0,
            _ => {
                at += 1;
                continue;
            }
        };
        let inside = at > 0 && (bytes[at - 1].is_ascii_alphanumeric() || matches!(bytes[at - 1], b'.' | b'/' | b'-'));
        let named = if inside { None } else { read(text, at, at + label) };
        match named {
            Some((end, identity)) => {
                found.push((at..end, identity));
                at = end;
            }
            None => at += label.max(1),
        }
    }
    found
}

/// Reads what follows a label that stands at `at` and ends at `from`; without one, a DOI.
fn read(text: &str, at: usize, from: usize) -> Option<(usize, Identity)> {
    let start = if starts_with(text, from, ".org/") { from + 5 } else { skip_gap(text, from) };
    // A label that nothing parts from what follows is a word's beginning; `ISBN-13` is none.
    if from > at && start == from && !text[from..].starts_with(['-', '1']) {
        return None;
    }
    match text.as_bytes()[at] | 32 {
        b'd' | 0x31 => {
            let end = doi_end(text, start)?;
            Some((end, Identity::doi(&text[start..end])?))
        }
        b'i' => {
            let start = skip_form(text, from, BOOK_FORMS);
            let number = |c: char| c.is_ascii_digit() || matches!(c, '-' | ' ' | 'x' | 'X' | '\u{2010}'..='\u{2013}');
            let length: usize = text[start..].chars().take(24).take_while(|&c| number(c)).map(char::len_utf8).sum();
            let shown = text[start..start + length].trim_end_matches([' ', '-']);
            Some((start + shown.len(), isbn(shown)?)).map(|(end, (cut, identity))| (end - cut, identity))
        }
        b'a' => {
            let path =
                ["abs/", "pdf/"].iter().find(|path| text[start..].starts_with(*path)).map_or(0, |path| path.len());
            let start = start + path;
            let stop = |c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '/' | '-'));
            let end =
                start + text[start..].chars().take(40).take_while(|&c| !stop(c)).map(char::len_utf8).sum::<usize>();
            let shown = text[start..end].trim_end_matches(['.', '/', '-']);
            Some((start + shown.len(), Identity::arxiv(shown)?))
        }
        _ => {
            let end = start + digits(text, start);
            let whole = !goes_on(text, end);
            Some((end, Identity::pmid(&text[start..end]).filter(|_| whole)?))
        }
    }
}

/// A book's number at the start of what may go on with other figures, and how much of the text is not its own.
fn isbn(shown: &str) -> Option<(usize, Identity)> {
    let whole = Identity::isbn(shown).map(|identity| (0, identity));
    whole.or_else(|| {
        let cut = shown.rfind(' ')?;
        Some((shown.len() - cut, Identity::isbn(&shown[..cut])?))
    })
}

/// Where the DOI ends that starts at `start`.
fn doi_end(text: &str, start: usize) -> Option<usize> {
    let registrant = digits(text, start + 3);
    if !text[start..].starts_with("10.") || registrant < 4 {
        return None;
    }
    let stop = |c: char| {
        c.is_whitespace() || matches!(c, '<' | '>' | '"' | '|' | '[' | ']' | '{' | '}' | '\0' | '\u{1}' | '\u{201d}')
    };
    let length: usize = text[start..].chars().take(300).take_while(|&c| !stop(c)).map(char::len_utf8).sum();
    let end = start + length;
    let shown = &text[start..end];
    // The bracket of `(doi:10.1000/182)` opens before it.
    let open = shown.matches('(').count();
    let mut shown = shown.trim_end_matches(['.', ',', ';', ':', '\'', '*', '_']);
    while shown.ends_with(')') && shown.matches(')').count() > open {
        shown = shown[..shown.len() - 1].trim_end_matches(['.', ',', ';', ':', '\'', '*', '_']);
    }
    Some(start + shown.len())
}

#[cfg(test)]
mod tests {
    use super::identifiers;

    fn found(text: &str) -> Vec<(&str, String)> {
        let named = identifiers(text).into_iter();
        named.map(|(range, identity)| (&text[range], format!("{} {}", identity.kind(), identity.name()))).collect()
    }

    #[test]
    fn works_are_named_by_label_and_number() {
        let text = "See (doi:10.1000/ABC(1)), arXiv:2103.00020v2, ISBN-13: 978-0-306-40615-7, 2019; PMID: 23193287 and 10.5555/lock.";
        let expected = [
            ("doi:10.1000/ABC(1)", "doi 10.1000/abc(1)"),
            ("arXiv:2103.00020v2", "arxiv 2103.00020"),
            ("ISBN-13: 978-0-306-40615-7", "isbn 9780306406157"),
            ("PMID: 23193287", "pmid 23193287"),
            ("10.5555/lock", "doi 10.5555/lock"),
        ];
        assert_eq!(found(text), expected.map(|(range, name)| (range, name.to_owned())));
        assert_eq!(found("ISBN 0-306-40615-2 2019")[0].0, "ISBN 0-306-40615-2");
    }

    #[test]
    fn what_names_no_work_is_left_alone() {
        for text in [
            "the DOI system",
            "10.5 laps of 10.2/3",
            "v10.1000/x",
            "doi: pending",
            "PMID 123456789",
            "ISBN 12",
            "isbn",
            "arxiv \u{e9}",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
        for part in ["doi:10.1000/", "isbn 1 ", "10.1000/)", "arxiv:", "pmid 1\u{e9}"] {
            identifiers(&part.repeat(5000));
        }
    }
}
