//! LaTeX's citations, which Pandoc hands on as they are: `\cite{key}`, `\citep[see][p. 3]{key, other}`, `\nocite{*}`.

use super::block::OBJECT;
use super::inline::{Cited, Span, SpanKind};
use super::scan::escaped;
use std::ops::Range;

/// The commands of LaTeX, natbib, biblatex and apacite of which the last argument is keys, in lower case. Those of biblatex may end
/// with an `s` and take several keys, each with its own arguments.
const COMMANDS: &[&str] = &[
    "cite",
    "citep",
    "citet",
    "citealp",
    "citealt",
    "citeauthor",
    "citeyear",
    "citeyearpar",
    "citenum",
    "citetitle",
    "citedate",
    "citeurl",
    "citea",
    "citenp",
    "shortcite",
    "parencite",
    "textcite",
    "autocite",
    "footcite",
    "footcitetext",
    "smartcite",
    "supercite",
    "fullcite",
    "footfullcite",
    "notecite",
    "nocite",
];

/// The longest argument, in bytes.
const LONGEST: usize = 1000;

/// Reads the citations of one run of prose, adds them to `spans`, and makes an object of each: no argument of it is prose.
pub fn citations(source: &str, leaf: Range<usize>, prose: &mut [u8], spans: &mut Vec<Span>) {
    let mut at = leaf.start;
    while let Some(next) = memchr::memchr(b'\\', &prose[at..leaf.end]) {
        at += next;
        let found = if escaped(source, prose, at) { None } else { citation(&source[..leaf.end], at) };
        let Some((end, items)) = found else {
            at += 1;
            continue;
        };
        let keys = items.iter().map(|item| item.key.clone());
        spans.extend(keys.map(|key| Span { range: key.clone(), kind: SpanKind::CitationKey { key } }));
        spans.push(Span { range: at..end, kind: SpanKind::Citation { items } });
        prose[at..end].fill(OBJECT);
        at = end;
    }
}

/// Takes out the references that the parser saw in the arguments of citations.
pub fn drop_references(source: &str, spans: &mut Vec<Span>) {
    let latex =
        |span: &&Span| matches!(span.kind, SpanKind::Citation { .. }) && source[span.range.start..].starts_with('\\');
    let mut citations: Vec<Range<usize>> = spans.iter().filter(latex).map(|span| span.range.clone()).collect();
    if citations.is_empty() {
        return;
    }
    citations.sort_by_key(|range| range.start);
    spans.retain(|span| {
        let at = span.range.start;
        let before = citations.partition_point(|range| range.start <= at).checked_sub(1);
        !(matches!(span.kind, SpanKind::Reference { .. }) && before.is_some_and(|n| citations[n].end > at))
    });
}

/// The end and the keys of the citation whose backslash stands at `start`.
fn citation(source: &str, start: usize) -> Option<(usize, Vec<Cited>)> {
    let bytes = source.as_bytes();
    let name =
        start + 1..start + 1 + bytes[start + 1..].iter().take(20).take_while(|b| b.is_ascii_alphabetic()).count();
    let word = source[name.clone()].to_ascii_lowercase();
    let single = word.strip_suffix('s').unwrap_or(&word);
    let several = single.len() < word.len();
    if !COMMANDS.contains(&single) {
        return None;
    }
    let mut at = name.end + usize::from(bytes.get(name.end) == Some(&b'*'));
    let (mut items, mut end) = (Vec::new(), None);
    // `\cites(pre)(post)[…]{a}[…]{b}`
    while let Some(inside) = argument(source, at, b'(', b')').filter(|_| several) {
        at = inside.end + 1;
    }
    loop {
        let mut notes: Vec<Range<usize>> = Vec::new();
        while let Some(inside) = argument(source, at, b'[', b']').filter(|_| notes.len() < 2) {
            at = inside.end + 1;
            notes.push(inside);
        }
        let Some(keys) = argument(source, at, b'{', b'}') else { break };
        at = keys.end + 1;
        end = Some(at);
        items.extend(cited(source, &keys, &notes));
        if !several {
            break;
        }
    }
    Some((end?, items)).filter(|(_, items)| !items.is_empty())
}

/// The keys in an argument. What stands before the first and after the last is said of those.
fn cited(source: &str, keys: &Range<usize>, notes: &[Range<usize>]) -> Vec<Cited> {
    let none = keys.start..keys.start;
    let (prefix, suffix) = match notes {
        [suffix] => (&none, suffix),
        [prefix, suffix] => (prefix, suffix),
        _ => (&none, &none),
    };
    let mut items = Vec::new();
    let mut start = keys.start;
    for part in source[keys.clone()].split(',') {
        let key = start + part.len() - part.trim_start().len()..start + part.trim_end().len();
        start += part.len() + 1;
        // `\cite{...}` and `\cite{#1}` are talk of LaTeX.
        if is_key(&source[key.start.min(key.end)..key.end]) {
            items.push(Cited { key, prefix: none.clone(), suffix: none.clone(), bare: false });
        }
    }
    if let Some(first) = items.first_mut() {
        first.prefix = prefix.clone();
    }
    if let Some(last) = items.last_mut() {
        last.suffix = suffix.clone();
    }
    items
}

fn is_key(key: &str) -> bool {
    key == "*"
        || key.contains(char::is_alphanumeric)
            && !key.contains(['#', '\\', '{', '}', '%', '\u{2026}', ' ', '\n', '<', '>', '"'])
}

/// What stands in an argument that opens at `at`, after blanks and at most one line end. Brackets in it are balanced.
fn argument(source: &str, at: usize, open: u8, close: u8) -> Option<Range<usize>> {
    let bytes = source.as_bytes();
    let blanks = bytes[at..].iter().take(LONGEST).take_while(|b| b.is_ascii_whitespace()).count();
    let start = at + blanks + 1;
    let lines = bytes[at..at + blanks].iter().filter(|&&b| b == b'\n').count();
    if bytes.get(start - 1) != Some(&open) || lines > 1 {
        return None;
    }
    let mut depth = 0usize;
    for (index, &byte) in bytes[start..].iter().take(LONGEST).enumerate() {
        match byte {
            b if b == close && depth == 0 => return Some(start..start + index),
            b if b == close => depth -= 1,
            b if b == open => depth += 1,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::markdown::{Labels, SpanKind, parse};

    /// Each key of a draft with what stands before and after it.
    fn keys(source: &str) -> Vec<String> {
        let block = parse(source, &Labels::new()).remove(0);
        let mut found = Vec::new();
        for span in &block.spans {
            if let SpanKind::Citation { items } = &span.kind {
                let of = |range: &std::ops::Range<usize>| &block.text[range.clone()];
                found.extend(items.iter().map(|i| format!("{}|{}|{}", of(&i.prefix), of(&i.key), of(&i.suffix))));
            }
        }
        let lone = block.spans.iter().filter(|span| matches!(span.kind, SpanKind::CitationKey { .. })).count();
        assert_eq!(lone, found.len(), "{source}");
        found
    }

    #[test]
    fn commands_cite() {
        assert_eq!(keys("So \\cite{a,b_c_d, e:f}."), ["|a|", "|b_c_d|", "|e:f|"]);
        assert_eq!(keys("So \\citep[see][p.~3]{a} and \\citet*{b}, \\Textcite[7]{c}"), ["see|a|p.~3", "|b|", "|c|7"]);
        assert_eq!(keys("\\parencites(see)[1]{a}[cf.][2]{b}; \\autocite\n[3]{c}"), ["|a|1", "cf.|b|2", "|c|3"]);
        assert_eq!(keys("\\nocite{*} \\footcite{a}"), ["|*|", "|a|"]);
    }

    #[test]
    fn talk_of_commands_is_none() {
        for source in [
            "`\\cite{a}`",
            "$\\cite{a}$",
            "\\\\cite{a}",
            "\\cite{...}",
            "\\cite{#1}",
            "\\cited{a}",
            "\\cite a",
            "\\cite{",
        ] {
            assert_eq!(keys(source), [""; 0], "{source}");
        }
    }
}
