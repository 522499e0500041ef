//! Hosts written in prose: `reuters.com`, `news.sky.com`, `Time.com`.

use super::outlet;
use std::ops::Range;

/// Country codes and new suffixes that are file endings first: `notes.md`, `run.sh`.
const FILE_SUFFIXES: &[&str] = &[
    "md", "py", "sh", "rs", "pl", "zip", "mov", "cc", "so", "ps", "ml", "mk", "js", "ts", "cs", "vb", "as", "app",
    "dev", "java", "bin", "vi", "st", "in",
];

/// Whether `text` is a host under a known public suffix. `Node.js` and `end.It` are not.
pub fn is_host(text: &str) -> bool {
    let labels: Vec<&str> = text.split('.').collect();
    let proper = |label: &&str| {
        !label.is_empty()
            && label.len() <= 63
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let Some((suffix, rest)) = labels.split_last() else { return false };
    // `Time.com` and `News.Example.com`, but not `end.It`, where a space is missing.
    let suffix_case = suffix.bytes().all(|b| b.is_ascii_lowercase()) || text.bytes().all(|b| !b.is_ascii_lowercase());
    if rest.is_empty() || !labels.iter().all(proper) || !suffix_case {
        return false;
    }
    let lower = text.to_ascii_lowercase();
    if outlet::by_host(&lower).is_some() {
        return true;
    }
    // `e.g`, `i.e`, `p.m`: a registrable label has more than one letter.
    let known = psl::domain(lower.as_bytes()).is_some_and(|domain| {
        domain.suffix().is_known() && domain.as_bytes().iter().position(|&b| b == b'.').is_some_and(|n| n > 1)
    });
    known && (lower.starts_with("www.") || !FILE_SUFFIXES.contains(suffix))
}

/// The hosts in `range` of `prose` that stand there alone, without a scheme or a path: a page's address is none of them.
/// A closing slash, as in `aljazeera.com/`, is part of the range, not of the host.
pub fn hosts(prose: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let bytes = prose.as_bytes();
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut at = range.start;
    while let Some(dot) = memchr::memchr(b'.', &bytes[at..range.end]) {
        let dot = at + dot;
        at = dot + 1;
        let part = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'.';
        let between = dot > range.start && bytes[dot - 1].is_ascii_alphanumeric();
        if !(between && bytes.get(at).is_some_and(u8::is_ascii_alphanumeric)) {
            continue;
        }
        let start =
            bytes[range.start..dot].iter().rposition(|&b| !part(b)).map_or(range.start, |n| range.start + n + 1);
        // In a chain of chips, `+10nescac.com`, the digits are the counter's.
        let chip = start > range.start && bytes[start - 1] == b'+';
        let start =
            if chip { start + bytes[start..dot].iter().take_while(|b| b.is_ascii_digit()).count() } else { start };
        let end = bytes[dot..range.end].iter().position(|&b| !part(b)).map_or(range.end, |n| dot + n);
        at = end.max(at);
        let host = prose[start..end].trim_end_matches('.');
        let start_of_host = start + (host.len() - host.trim_start_matches(['.', '-']).len());
        let host = start_of_host..start + host.len();
        if alone(prose, &host) && is_host(&prose[host.clone()]) {
            found.push(host);
        }
    }
    found
}

/// Whether a host is no part of an address, an e-mail or a longer word.
fn alone(prose: &str, host: &Range<usize>) -> bool {
    let before = prose[..host.start].chars().next_back();
    let after = &prose[host.end..];
    let free_before = !before.is_some_and(|c| {
        c.is_alphanumeric() || matches!(c, '/' | '@' | '_' | '\\' | ':' | '=' | '~' | '#' | '&' | '-')
    });
    let free_after = match after.chars().next() {
        Some('/') => {
            // `aljazeera.com/` and the chips `reuters.com/+15`, `reuters.com/plus15` name no page.
            // Ten bytes tell: a path that goes on is a page's. Reading to its end would read a chain of slashes again and again.
            let path = after[1..].char_indices().nth(10).map_or(&after[1..], |(end, _)| &after[1..=end]);
            let path = path
                .split(|c: char| c.is_whitespace() || matches!(c, ',' | ')' | ';' | '|' | '\0'))
                .next()
                .unwrap_or("");
            let path = path.trim_end_matches(['.', '!', '?']);
            path.is_empty() || path.starts_with('+') || super::counter::plus_word(path).is_some()
        }
        Some(c) => {
            let port = c == ':' && after[1..].starts_with(|c: char| c.is_ascii_digit() || c == '/');
            let word = c.is_alphanumeric() || matches!(c, '@' | '_' | '\\' | '=' | '?' | '#' | '\u{1}');
            !(port || word)
        }
        None => true,
    };
    free_before && free_after
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_hosts_from_files_and_slips() {
        for host in ["reuters.com", "Time.com", "news.sky.com", "www.example.org", "bbc.co.uk", "TIME.COM"] {
            assert!(is_host(host), "{host}");
        }
        for other in ["README.md", "end.It", "e.g", "v1.2", "co.uk", "setup.sh", "U.S", "index.html", "Next.js"] {
            assert!(!is_host(other), "{other}");
        }
    }

    #[test]
    fn an_address_with_a_path_is_a_page_and_no_bare_host() {
        let text = "See reuters.com/world/x, https://apnews.com, me@bbc.co.uk, aljazeera.com/, time.com. and wsj.com/+3 (cnn.com)";
        let found: Vec<&str> = hosts(text, 0..text.len()).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, ["aljazeera.com", "time.com", "wsj.com", "cnn.com"]);
    }
}
