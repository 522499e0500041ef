//! Identifiers that stand in running text and lead to a work.

use super::{Kind, digits, goes_on, skip_gap, starts_with};
use std::ops::Range;

/// An identifier where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Work {
    /// What it is: a DOI, an ISBN, an arXiv identifier or a PMID.
    pub kind: Kind,
    /// Where it stands, with the label that a number needs to be known.
    pub range: Range<usize>,
    /// The identifier alone, as it is written.
    pub id: String,
}

impl Work {
    /// Where it can be looked up.
    pub fn address(&self) -> String {
        let id = &self.id;
        match self.kind {
            Kind::Doi => format!("https://doi.org/{}", id.replace('%', "%25").replace('<', "%3C").replace('>', "%3E")),
            Kind::Arxiv => format!("https://arxiv.org/abs/{id}"),
            Kind::Pmid => format!("https://pubmed.ncbi.nlm.nih.gov/{id}/"),
            Kind::Isbn | Kind::Issn | Kind::Orcid => {
                let plain: String = id.chars().filter(char::is_ascii_alphanumeric).collect();
                match self.kind {
                    Kind::Issn => format!("https://portal.issn.org/resource/ISSN/{id}"),
                    Kind::Orcid => format!("https://orcid.org/{id}"),
                    _ => format!("https://openlibrary.org/isbn/{plain}"),
                }
            }
        }
    }
}

/// The works that `text` identifies, by start.
pub fn works(text: &str) -> Vec<Work> {
    let mut found = Vec::new();
    for at in memchr::memmem::find_iter(text.as_bytes(), "10.") {
        found.extend(doi(text, at));
    }
    let bytes = text.as_bytes();
    for at in memchr::memchr3_iter(b'a', b'i', b'p', bytes).chain(memchr::memchr3_iter(b'A', b'I', b'P', bytes)) {
        if !text[..at].ends_with(char::is_alphanumeric) {
            found.extend(labelled(text, at));
        }
    }
    found.sort_by_key(|work: &Work| work.range.start);
    found
}

fn doi(text: &str, at: usize) -> Option<Work> {
    // `doi:` and an address may stand before it, a longer number may not.
    if text[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | ',')) {
        return None;
    }
    let mut slash = at + 3 + digits(text, at + 3);
    let registrant = slash - at - 3;
    while text[slash..].starts_with('.') && digits(text, slash + 1) > 0 {
        slash += 1 + digits(text, slash + 1);
    }
    if registrant < 4 || !text[slash..].starts_with('/') {
        return None;
    }
    let end = suffix_end(text, slash + 1);
    (end > slash + 1).then(|| Work { kind: Kind::Doi, range: at..end, id: text[at..end].to_owned() })
}

/// Where a DOI ends: before blanks, brackets that it does not open, and the sentence's punctuation.
fn suffix_end(text: &str, from: usize) -> usize {
    let mut depth = 0usize;
    let mut end = from;
    for (index, c) in text[from..].char_indices() {
        match c {
            '(' => depth += 1,
            ')' if depth == 0 => break,
            ')' => depth -= 1,
            '<' | '>' | '"' | '`' | '|' | '[' | ']' | '{' | '}' | '\u{201d}' | '\u{0}' | '\u{1}' => break,
            c if c.is_whitespace() => break,
            _ => {}
        }
        end = from + index + c.len_utf8();
    }
    from + text[from..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_', '\'']).len()
}

/// `arXiv:2103.00020`, `ISBN 978-0-306-40615-7`, `PMID: 23193287`.
fn labelled(text: &str, at: usize) -> Option<Work> {
    let (kind, label) = [(Kind::Arxiv, "arxiv:"), (Kind::Isbn, "isbn"), (Kind::Pmid, "pmid")]
        .into_iter()
        .find(|(_, label)| starts_with(text, at, label))?;
    let from = skip_gap(text, at + label.len());
    let end = match kind {
        Kind::Arxiv => arxiv_end(text, from)?,
        Kind::Isbn => isbn_end(text, from)?,
        _ => Some(from + digits(text, from)).filter(|end| (4..=8).contains(&(end - from)))?,
    };
    (!goes_on(text, end)).then(|| Work { kind, range: at..end, id: text[from..end].to_owned() })
}

fn arxiv_end(text: &str, from: usize) -> Option<usize> {
    let month = digits(text, from);
    let end = if month == 4 && text[from + 4..].starts_with('.') {
        let length = digits(text, from + 5);
        (4..=5).contains(&length).then_some(from + 5 + length)?
    } else {
        let slash = from
            + text[from..].bytes().take(20).take_while(|b| b.is_ascii_alphabetic() || *b == b'-' || *b == b'.').count();
        let number = digits(text, slash + usize::from(text[slash..].starts_with('/')));
        (slash > from && text[slash..].starts_with('/') && number == 7).then_some(slash + 8)?
    };
    let version = text[end..].starts_with('v').then(|| digits(text, end + 1)).filter(|length| *length > 0);
    Some(end + version.map_or(0, |length| length + 1))
}

/// Ten or thirteen digits, grouped by hyphens or blanks.
fn isbn_end(text: &str, from: usize) -> Option<usize> {
    let (mut count, mut end) = (0, from);
    for (index, c) in text[from..].char_indices() {
        match c {
            '0'..='9' => count += 1,
            'X' | 'x' if count == 9 => count += 1,
            '-' | ' ' | '\u{2010}' | '\u{2011}' | '\u{2013}' if count > 0 => continue,
            _ => break,
        }
        end = from + index + 1;
        if count == 13 {
            break;
        }
    }
    matches!(count, 10 | 13).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::works;

    #[test]
    fn each_kind_is_found_where_it_stands() {
        let text = "See doi:10.1000/ab(c)d.1, (https://doi.org/10.1234/x), arXiv:2103.00020v2, ISBN 978-0-306-40615-7. PMID: 23193287; \
                    arXiv:hep-th/9901001.";
        let found: Vec<(&str, String)> = works(text).iter().map(|w| (&text[w.range.clone()], w.id.clone())).collect();
        let ids: Vec<&str> = found.iter().map(|(_, id)| id.as_str()).collect();
        let wanted =
            ["10.1000/ab(c)d.1", "10.1234/x", "2103.00020v2", "978-0-306-40615-7", "23193287", "hep-th/9901001"];
        assert_eq!(ids, wanted);
        assert_eq!(found[2].0, "arXiv:2103.00020v2");
        assert_eq!(works("version 10.4/5, 110.1000/1, isbn, arXiv:2103, PMID 1"), []);
    }
}
