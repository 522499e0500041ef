//! `?utm_source=chatgpt.com`, `&fbclid=…` in addresses.

use super::quoted::quoted;
use super::{Check, Fixable, Group, Rule};
use crate::check::Passage;
use crate::finding::{Edit, Finding, Repair, Severity};
use crate::markdown::{Block, BlockKind, SpanKind};
use std::ops::Range;

mod parameter;
use parameter::{Parameter, query_end, split};

pub static RULE: Rule = Rule {
    name: "tracking-parameter",
    group: Group::Source,
    severity: Severity::Hint,
    fixable: Fixable::Always,
    independent: true,
    page: include_str!("tracking_parameter.md"),
    check: Check::Block(check),
    ..Rule::DEFAULT
};

fn check(passage: &Passage<'_>, findings: &mut Vec<Finding>) {
    let block = passage.block;
    let bytes = block.text.as_bytes();
    let mut at = 0;
    while let Some(ahead) = memchr::memchr(b'?', &bytes[at..]) {
        let mark = at + ahead;
        let end = query_end(&block.text, mark + 1);
        at = mark + 1;
        if end > mark + 1 && in_address(block, mark) {
            at = end;
            query(block, mark, end, findings);
        }
    }
}

/// Whether the question mark at `mark` opens the query of an address, and of one that is meant to be followed.
fn in_address(block: &Block, mark: usize) -> bool {
    let head = &block.text.as_bytes()[mark.saturating_sub(LONGEST)..mark];
    let token = head.rsplit(|b| b.is_ascii_whitespace() || b"<\"'(".contains(b)).next().unwrap_or(head);
    let host = memchr::memmem::find(token, b"://").is_some() || memchr::memchr(b'.', token).is_some();
    let code = |kind: &SpanKind| match kind {
        SpanKind::CodeBlock { language } => !language.is_empty(),
        SpanKind::Code | SpanKind::Math | SpanKind::Comment => true,
        _ => false,
    };
    host && !block.spans_in(mark..mark + 1).any(|span| code(&span.kind))
}

/// How far before its query an address may start, in bytes.
const LONGEST: usize = 2000;

/// Reports the parameters of the query between `mark`, its question mark, and `end`: each run of neighbours is one finding.
fn query(block: &Block, mark: usize, end: usize, findings: &mut Vec<Finding>) {
    let parameters = split(&block.text, mark, end);
    let wanted = block.kind != BlockKind::FrontMatter;
    let tracks: Vec<bool> = parameters.iter().map(|p| p.tool().is_some() || wanted && p.tracks(&parameters)).collect();
    let mut index = 0;
    while index < parameters.len() {
        let run = tracks[index..].iter().take_while(|tracks| **tracks).count();
        if run > 0 {
            findings.push(finding(block, &parameters, index..index + run));
        }
        index += run.max(1);
    }
}

fn finding(block: &Block, parameters: &[Parameter<'_>], run: Range<usize>) -> Finding {
    let found = &parameters[run.clone()];
    let range = found[0].joint.start..found[found.len() - 1].range.end;
    let shown = quoted(&block.text[found[0].range.start..range.end]);
    let (message, severity) = match found.iter().find_map(Parameter::tool) {
        Some(tool) => (
            format!(
                "{shown} says that {tool} handed over this address; check that the page says what you cite, and remove it"
            ),
            Severity::Information,
        ),
        None => (format!("{shown} only tells the site who sent its reader; remove it"), Severity::Hint),
    };
    // The first parameter leaves its question mark to the next one that stays.
    let edit = match parameters.get(run.end) {
        Some(next) if run.start == 0 => Edit::delete(found[0].range.start..next.range.start),
        _ => Edit::delete(range.clone()),
    };
    let title = if found.len() == 1 { "Remove the parameter" } else { "Remove the parameters" };
    Finding::new(&RULE, range, message).at(severity).repair(Repair::safe(title, vec![edit]))
}
