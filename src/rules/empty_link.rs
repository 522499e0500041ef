//! `[text]()`, `[](target)`, `[]()`.

use super::{Check, Fixable, Group, Rule};
use crate::check::Passage;
use crate::finding::{Edit, Finding, Repair, Severity};
use crate::markdown::{LinkStyle, SpanKind};

pub static RULE: Rule = Rule {
    name: "empty-link",
    group: Group::Citation,
    severity: Severity::Error,
    fixable: Fixable::Always,
    page: include_str!("empty_link.md"),
    check: Check::Block(check),
    ..Rule::DEFAULT
};

fn check(passage: &Passage<'_>, findings: &mut Vec<Finding>) {
    let block = passage.block;
    for span in &block.spans {
        let SpanKind::Link { style: LinkStyle::Inline, text, target } = &span.kind else { continue };
        let (words, page) = (block.text[text.clone()].trim(), block.text[target.clone()].trim());
        let finding = match (words.is_empty(), page.is_empty()) {
            (false, false) => continue,
            (true, true) => Finding::new(&RULE, span.range.clone(), "This link has neither text nor target; remove it")
                .repair(Repair::look("Remove the empty link", vec![Edit::delete(span.range.clone())])),
            (true, false) => {
                Finding::new(&RULE, span.range.clone(), "This link has no text, so a reader cannot see or follow it")
                    .repair(Repair::look(
                        "Show the address as a link",
                        vec![Edit::replace(span.range.clone(), format!("<{page}>"))],
                    ))
            }
            (false, true) => {
                Finding::new(&RULE, span.range.clone(), format!("The link `{words}` leads nowhere; give it a target"))
                    .repair(Repair::look(
                        "Keep the text without the link",
                        vec![Edit::replace(span.range.clone(), words)],
                    ))
            }
        };
        findings.push(finding);
    }
}
