//! Addresses whose scheme is broken: `http//a.example`, `https:/a.example`, `htps://a.example`, `https:// a.example`.

use super::{RULE, is_written};
use crate::citation::is_host;
use crate::finding::{Edit, Finding, Repair};
use crate::markdown::Block;
use std::ops::Range;

/// Slips of `http` and `https`. Others are schemes of their own, or, like `hxxp`, meant.
const SLIPS: &[&str] = &[
    "htp", "htpp", "hhttp", "htttp", "httpp", "hptt", "htps", "htpps", "hhttps", "htttps", "httpps", "httpss", "htts",
    "httsp", "hpts", "hpps", "httos", "ttps", "hptts", "hhtp", "hhtps",
];

pub fn check(block: &Block, findings: &mut Vec<Finding>) {
    let text = &*block.text;
    let mut done = 0;
    for at in memchr::memchr2_iter(b'/', b'\\', text.as_bytes()) {
        if at < done {
            continue;
        }
        let slashes = text[at..].bytes().take_while(|b| matches!(b, b'/' | b'\\')).count();
        done = at + slashes;
        let Some(fault) = fault(text, at, slashes) else { continue };
        if is_written(block, fault.range.start) {
            done = fault.range.end;
            let written = &text[fault.range.clone()];
            let message = format!("`{}` starts no address; write `{}`", written.trim_end(), fault.right);
            let edit = Edit::replace(fault.range.clone(), fault.right);
            let title = format!("Change to `{}`", fault.right);
            findings.push(Finding::new(&RULE, fault.range, message).repair(Repair::safe(title, vec![edit])));
        }
    }
}

/// What is wrong at the start of an address, and what belongs there.
struct Fault {
    range: Range<usize>,
    right: &'static str,
}

fn fault(text: &str, at: usize, slashes: usize) -> Option<Fault> {
    let mark = &text[at..at + slashes];
    let head = &text[..at];
    let colon = head.strip_suffix([':', ';']).unwrap_or(head);
    let separator = &text[colon.len()..at + slashes];
    let letters = colon.bytes().rev().take(8).take_while(u8::is_ascii_alphabetic).count();
    let start = colon.len() - letters;
    let word = &text[start..colon.len()];
    // In the path of another address a scheme may be written as it likes.
    let opens = text[..start].chars().next_back().is_none_or(|c| c.is_whitespace() || "([<{\"'*_|\u{201c}".contains(c));
    let right = scheme(word)?;
    if !opens || (mark.len() == 1 && separator.len() == 1) {
        return None;
    }
    let rest = &text[at + slashes..];
    let proper = separator == "://";
    if proper && let Some(again) = second_scheme(rest) {
        let right = if rest.starts_with("https") { "https://" } else { "http://" };
        return Some(Fault { range: start..at + slashes + again, right });
    }
    let blanks = rest.len() - rest.trim_start_matches(' ').len();
    let sound = proper && !is_slip(word);
    let faulty = if sound { (1..=2).contains(&blanks) } else { blanks == 0 };
    (faulty && starts_with_host(&rest[blanks..])).then_some(Fault { range: start..at + slashes + blanks, right })
}

/// The scheme that `word` is, or is a slip of.
fn scheme(word: &str) -> Option<&'static str> {
    let http = word.eq_ignore_ascii_case("http") || word.eq_ignore_ascii_case("https");
    (http || is_slip(word)).then_some(if word.contains(['s', 'S']) { "https://" } else { "http://" })
}

fn is_slip(word: &str) -> bool {
    SLIPS.iter().any(|slip| slip.eq_ignore_ascii_case(word))
}

/// The length of a scheme that stands again after the first.
fn second_scheme(rest: &str) -> Option<usize> {
    ["https://", "http://"].into_iter().find(|scheme| rest.starts_with(scheme)).map(str::len)
}

fn starts_with_host(rest: &str) -> bool {
    let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-'))).unwrap_or(rest.len());
    is_host(&rest[..end].trim_end_matches('.').to_ascii_lowercase())
}
