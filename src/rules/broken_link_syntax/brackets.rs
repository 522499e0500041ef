//! Links that are none because of a space, a lost parenthesis or turned brackets.

use super::{RULE, is_written};
use crate::citation::address::strip_prefix_ignoring_case;
use crate::citation::is_host;
use crate::finding::{Edit, Finding, Repair};
use crate::markdown::{Block, LinkStyle, Span, SpanKind};
use crate::rules::quoted::quoted;
use std::ops::Range;

pub fn check(block: &Block, findings: &mut Vec<Finding>) {
    for span in &block.spans {
        let SpanKind::Reference { style, text, label, defined: false } = &span.kind else { continue };
        if !is_written(block, span.range.start) {
            continue;
        }
        findings.extend(match style {
            LinkStyle::Full => square(block, span, label),
            LinkStyle::Shortcut => {
                let found = apart(block, span, text).or_else(|| titled(block, span)).or_else(|| broken(block, span));
                let found = found.or_else(|| spaced(block, span, text));
                found.or_else(|| turned(block, span, text))
            }
            _ => None,
        });
    }
}

/// `[text] (url)`
fn apart(block: &Block, span: &Span, words: &Range<usize>) -> Option<Finding> {
    let text = &*block.text;
    let rest = &text[span.range.end..];
    let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    let target = rest[blanks..].strip_prefix('(')?;
    let target = &target[..closing(target)?];
    let name = text[words.clone()].trim();
    // `[x] (…)` is a box, `[1] (…)` an entry of a list of sources.
    let numeral = name.chars().all(|c| c.is_numeric() || c.is_ascii_punctuation());
    if blanks == 0 || numeral || name.eq_ignore_ascii_case("x") || !is_target(target) {
        return None;
    }
    let gap = span.range.end..span.range.end + blanks;
    let whole = span.range.start..gap.end + target.len() + 2;
    let message = format!("A space parts {} from its target, so this is no link; remove the space", quoted(name));
    Some(Finding::new(&RULE, whole, message).repair(Repair::safe("Remove the space", vec![Edit::delete(gap)])))
}

/// `[text](https://a b)` and `[text](https://a`
fn broken(block: &Block, span: &Span) -> Option<Finding> {
    let text = &*block.text;
    let from = span.range.end + 1;
    let line = text[span.range.end..].strip_prefix('(').filter(|rest| has_scheme(rest))?;
    let line = line.split(['\n', '\r']).next()?;
    // A template writes what we cannot read.
    if line.contains("{{") || line.contains("{%") {
        return None;
    }
    let Some(length) = closing(line) else {
        let end = from + address_length(line);
        let edit = Edit::insert(end, ")");
        let message = "The link's parenthesis is not closed, so this is no link; close it";
        let title = "Close the parenthesis";
        return Some(Finding::new(&RULE, span.range.start..end, message).repair(Repair::look(title, vec![edit])));
    };
    let target = line[..length].trim_end();
    // A title may stand after the address.
    let address = &target[..target.find([' ', '\t'])?];
    let parts = target.split([' ', '\t']).count();
    let titled = target[address.len()..].contains(['"', '\'']);
    let finding = Finding::new(
        &RULE,
        from..from + target.len(),
        "A space in the address makes this no link; encode it as `%20` or remove it",
    );
    let certain = !titled && parts <= 4 && !target.contains([',', ';']);
    Some(if certain {
        let edit = Edit::replace(from..from + target.len(), target.replace([' ', '\t'], "%20"));
        finding.repair(Repair::look("Encode as `%20`", vec![edit]))
    } else {
        finding
    })
}

/// What stands in the parentheses right after `span`, and where; a template writes what we cannot read.
fn parenthesis<'a>(block: &'a Block, span: &Span) -> Option<(usize, &'a str)> {
    let rest = block.text[span.range.end..].strip_prefix('(')?;
    let target = rest[..closing_within(rest, LONGEST_PATH)?].trim_end();
    (!["{{", "{%", "<", ">"].iter().any(|mark| target.contains(mark))).then_some((span.range.end + 1, target))
}

/// `[text](url “title”)`, and a title with straight quotes inside.
fn titled(block: &Block, span: &Span) -> Option<Finding> {
    let (from, target) = parenthesis(block, span)?;
    let (address, rest) = target.split_once([' ', '\t'])?;
    let title = rest.trim_start();
    if !is_target(address) {
        return None;
    }
    let range = from + target.len() - title.len()..from + target.len();
    let curly = title.strip_prefix(['\u{201c}', '\u{201e}']).and_then(|t| t.strip_suffix(['\u{201d}', '\u{201c}']));
    let straight = title.strip_prefix('"').and_then(|title| title.strip_suffix('"'));
    let (words, message, fix) = match (curly, straight) {
        (Some(words), _) if !words.contains('\\') => (
            words,
            "A title stands in straight quotation marks, so this is no link; straighten them",
            "Straighten the quotation marks",
        ),
        (_, Some(words)) if words.contains('"') && !words.contains('\\') => (
            words,
            "A quotation mark ends the title too early, so this is no link; write `\\\"` inside",
            "Escape the marks inside the title",
        ),
        _ => return None,
    };
    let edit = Edit::replace(range.clone(), format!("\"{}\"", words.replace('"', "\\\"")));
    Some(Finding::new(&RULE, range, message).repair(Repair::safe(fix, vec![edit])))
}

/// `[text](my file.md)`
fn spaced(block: &Block, span: &Span, words: &Range<usize>) -> Option<Finding> {
    let (from, target) = parenthesis(block, span)?;
    let title = [" \"", " '"].iter().filter_map(|mark| target.find(mark)).min();
    let path = target[..title.unwrap_or(target.len())].trim_end();
    let file = path.split('#').next().unwrap_or(path);
    let (name, ending) = file.rsplit_once('.')?;
    let known = FILES.iter().any(|known| known.eq_ignore_ascii_case(ending));
    // Of words with a comma, or many, the last only happens to be a file.
    let one = !path.contains([',', ';', '"', '(', '|', '\\']) && !path.contains("://") && path.split(' ').count() <= 6;
    let listed = block.text[words.clone()].chars().all(|c| c.is_numeric() || c.is_ascii_punctuation());
    let ends = [".md ", ".html ", ".pdf ", ".png ", ".jpg "].iter().any(|end| name.contains(end));
    if !path.contains(' ') || !known || !one || listed || ends || name.ends_with(' ') || path.contains("  ") {
        return None;
    }
    let range = from..from + path.len();
    let message = "A space in the path makes this no link; encode it as `%20`";
    let edit = Edit::replace(range.clone(), path.replace(' ', "%20"));
    Some(Finding::new(&RULE, range, message).repair(Repair::look("Encode as `%20`", vec![edit])))
}

/// Endings of files that drafts link to.
const FILES: &[&str] = &[
    "md", "markdown", "qmd", "rmd", "html", "htm", "pdf", "png", "jpg", "jpeg", "gif", "svg", "webp", "csv", "docx",
    "xlsx",
];

/// `[text][url]`
fn square(block: &Block, span: &Span, label: &Range<usize>) -> Option<Finding> {
    let target = block.text[label.clone()].trim();
    // Org writes `[[address][text]]`.
    if !has_scheme(target) || !is_target(target) || block.text[..span.range.start].ends_with('[') {
        return None;
    }
    let range = label.start - 1..label.end + 1;
    let message = "An address in square brackets is the name of a definition; put it in parentheses";
    let edit = Edit::replace(range.clone(), format!("({target})"));
    Some(Finding::new(&RULE, range, message).repair(Repair::safe("Put the address in parentheses", vec![edit])))
}

/// `(text)[url]`
fn turned(block: &Block, span: &Span, label: &Range<usize>) -> Option<Finding> {
    let text = &*block.text;
    let target = &text[label.clone()];
    let head = text[..span.range.start].strip_suffix(')')?;
    if !is_target(target) || !(has_scheme(target) || target.starts_with("www.")) {
        return None;
    }
    let open = head.rfind(['(', ')', '\n', '\r']).filter(|&at| head[at..].starts_with('('))?;
    let words = &head[open + 1..];
    let message = "Brackets and parentheses are swapped, so this is no link; the text belongs in the brackets";
    let edit = Edit::replace(open..span.range.end, format!("[{words}]({target})"));
    let finding = Finding::new(&RULE, open..span.range.end, message);
    Some(finding.repair(Repair::look("Swap brackets and parentheses", vec![edit])))
}

/// How long a path with a title may be, in bytes.
const LONGEST_PATH: usize = 300;

/// Where the parenthesis closes that stands open before `text`.
fn closing(text: &str) -> Option<usize> {
    closing_within(text, 2000)
}

/// The same within so many bytes.
fn closing_within(text: &str, limit: usize) -> Option<usize> {
    let mut depth = 0;
    for (at, byte) in text.bytes().enumerate().take(limit) {
        match byte {
            b'(' => depth += 1,
            b')' if depth == 0 => return Some(at),
            b')' => depth -= 1,
            b'\n' | b'\r' => return None,
            _ => {}
        }
    }
    None
}

/// The length of the address at the start of `line`, without the punctuation of the sentence.
fn address_length(line: &str) -> usize {
    let end = line.find(|c: char| c.is_whitespace() || matches!(c, '"' | '<' | '>')).unwrap_or(line.len());
    line[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_']).len()
}

/// Whether what stands between parentheses is an address or a path, and nothing else.
fn is_target(text: &str) -> bool {
    let text = text.strip_prefix('<').and_then(|text| text.strip_suffix('>')).unwrap_or(text);
    if text.is_empty() || text.contains(char::is_whitespace) {
        return false;
    }
    let (host, path) = text.split_once('/').unwrap_or((text, ""));
    let page = [".md", ".html", ".htm", ".pdf", ".png", ".jpg"].iter().any(|ending| text.ends_with(ending));
    has_scheme(text)
        || text.starts_with("mailto:")
        || page
        || ((!path.is_empty() || host.starts_with("www.")) && is_host(host))
}

fn has_scheme(text: &str) -> bool {
    ["http://", "https://"].iter().any(|scheme| strip_prefix_ignoring_case(text, scheme).is_some())
}
