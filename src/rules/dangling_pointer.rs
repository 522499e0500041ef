//! "Go here and here" without a link.

use super::quoted::quoted;
use super::{Check, Fixable, Group, Rule};
use crate::check::Passage;
use crate::citation::{Shape, closing, only_talks};
use crate::finding::{Edit, Finding, Repair, Severity, Stub};
use crate::prose::{Sentence, words};
use std::ops::Range;

pub static RULE: Rule = Rule {
    name: "dangling-pointer",
    group: Group::Source,
    severity: Severity::Warning,
    fixable: Fixable::Always,
    page: include_str!("dangling_pointer.md"),
    check: Check::Block(check),
    ..Rule::DEFAULT
};

fn check(passage: &Passage<'_>, findings: &mut Vec<Finding>) {
    let prose = &passage.block.prose;
    for sentence in &passage.facts.sentences {
        let Some(range) = pointer(prose, &sentence.range) else { continue };
        if is_quoted(prose, &range)
            || passage.is_cited(range.start)
            || followed_by_address(&passage.block.text, range.end)
        {
            continue;
        }
        let text = quoted(&passage.block.text[range.clone()]);
        let message = format!("{text} points nowhere: there is no link; link the page or cite it");
        findings.push(Finding::new(&RULE, range, message).repair(Repair::Stub(stub(passage, sentence))));
    }
}

/// Whether the words are quoted: then somebody speaks of them.
fn is_quoted(prose: &str, range: &Range<usize>) -> bool {
    let quote =
        |c: char| matches!(c, '"' | '\'' | '\u{201c}' | '\u{201d}' | '\u{2018}' | '\u{2019}' | '\u{ab}' | '\u{bb}');
    prose[..range.start].ends_with(quote) && prose[range.end..].trim_start_matches([',', '.']).starts_with(quote)
}

/// Whether an address or a citation follows in plain sight: `click here: https://…`, `"go here." [@key]`.
fn followed_by_address(text: &str, end: usize) -> bool {
    // Behind a sentence that ends in a quotation mark or a bracket, that is where a citation of it goes.
    let closes = ['"', '\'', '\u{201d}', '\u{2019}', '\u{bb}', ')', ']', '!', '?', '\u{2026}'];
    let leads = [' ', ':', '(', '-', '>', '\u{2192}', '<', '\u{2014}', '\u{2013}', '*', '\n', '.'];
    let rest = text[end..].trim_start_matches(|c| closes.contains(&c) || leads.contains(&c));
    rest.starts_with("http") || rest.starts_with("www.") || rest.starts_with('[') || rest.starts_with('`')
}

/// The repair of a sentence group that holds the pointer, or a citation after the sentence.
fn stub(passage: &Passage<'_>, sentence: &Sentence) -> Stub {
    let within = |group: &&crate::citation::Group| {
        group.shape == Shape::Sentence
            && group.range.start < sentence.range.end
            && sentence.range.start < group.range.end
    };
    if let Some(group) = passage.facts.groups.iter().find(within) {
        return group.stub.clone();
    }
    let prose = &passage.block.prose;
    let sentences = &passage.facts.sentences;
    let before = sentences[..sentences.partition_point(|s| s.range.start < sentence.range.start)].last();
    let claim = before.filter(|claim| prose[claim.range.end..sentence.range.start].chars().all(char::is_whitespace));
    let (edits, cited) = match claim {
        // A sentence that is nothing but the pointer goes; what it should have shown belongs to the one before.
        Some(claim) if only_talks(prose, sentence.range.clone()) && !prose[sentence.range.clone()].contains('\0') => {
            (vec![Edit::delete(claim.range.end..sentence.range.end)], claim)
        }
        _ => (Vec::new(), sentence),
    };
    let (before_stop, after_stop) = closing(prose, &cited.range);
    Stub { edits, before_stop, after_stop, sources: Vec::new() }
}

/// The words that send a reader somewhere, in `range` of `prose`: `please go here and here`, `click here`, `read more at this link`.
pub fn pointer(prose: &str, range: &Range<usize>) -> Option<Range<usize>> {
    let all: Vec<Range<usize>> = words(prose, range.clone()).collect();
    let word = |index: usize| all.get(index).map_or("", |word| &prose[word.clone()]);
    for start in 0..all.len() {
        let please = word(start).eq_ignore_ascii_case("please") && start + 1 < all.len();
        let verb = start + usize::from(please);
        // Few words can begin a pointer; only behind those is more of the sentence looked at.
        let Some(send) = VERBS.iter().find(|send| word(verb).eq_ignore_ascii_case(send)) else { continue };
        let rest: Vec<String> = (verb + 1..all.len().min(verb + 9)).map(|index| word(index).to_lowercase()).collect();
        let rest: Vec<&str> = rest.iter().map(String::as_str).collect();
        if let Some(used) = sent(send, please, &rest) {
            return Some(all[start].start..all[verb + used].end);
        }
    }
    None
}

/// What sends a reader somewhere.
const VERBS: [&str; 11] = ["click", "tap", "go", "look", "see", "check", "visit", "read", "learn", "find", "follow"];

/// How many of the words after the verb belong to the pointer, if it is one.
fn sent(verb: &str, please: bool, rest: &[&str]) -> Option<usize> {
    let at_here = |from: usize| -> Option<usize> {
        (rest.get(from) == Some(&"here"))
            .then(|| if rest.get(from + 1..from + 3) == Some(&["and", "here"]) { from + 3 } else { from + 1 })
    };
    match verb {
        "click" | "tap" => at_here(0)
            .or_else(|| (rest.starts_with(&["on", "here"]) || rest.starts_with(&["this", "link"])).then_some(2)),
        "go" | "look" | "see" | "check" | "visit" => {
            let used = at_here(0)?;
            // `go here` alone is as often about a place.
            (please || used == 3).then_some(used)
        }
        "read" | "learn" | "find" => {
            let more = rest.first() == Some(&"more");
            let out = usize::from(rest.get(1) == Some(&"about") && rest.get(2) == Some(&"this")) * 2;
            let from = usize::from(more) + out;
            let here = at_here(from).filter(|_| more || please);
            let link = rest.get(from..from + 3).is_some_and(|words| {
                matches!(words[0], "at" | "via" | "through" | "by") && words[1] == "this" && words[2] == "link"
            });
            here.or((more && link).then_some(from + 3))
        }
        "follow" => (rest.starts_with(&["this", "link"]) || rest.starts_with(&["the", "link", "here"])).then_some(2),
        _ => None,
    }
}
