//! `ISBN 978-0-306-40615-8`, `https://doi.org/https://doi.org/10.1000/182`: an identifier that cannot be right.

use super::quoted::quoted;
use super::{Check, Fixable, Group, Rule};
use crate::check::Passage;
use crate::citation::identifier::{Fault, Kind, Slip, slips, trailing};
use crate::finding::{Edit, Finding, Repair, Severity};
use crate::markdown::{Block, SpanKind};

mod entries;

pub static RULE: Rule = Rule {
    name: "malformed-identifier",
    group: Group::Citation,
    severity: Severity::Error,
    fixable: Fixable::Sometimes,
    page: include_str!("malformed_identifier.md"),
    check: Check::Block(check),
    shelf: Some(entries::check),
    ..Rule::DEFAULT
};

fn check(passage: &Passage<'_>, findings: &mut Vec<Finding>) {
    let block = passage.block;
    for slip in slips(&block.text) {
        if !is_code(block, slip.range.start) {
            findings.push(finding(block, slip));
        }
    }
    for span in &block.spans {
        let (SpanKind::Link { target, .. } | SpanKind::Definition { target, .. }) = &span.kind else { continue };
        if let Some(mut slip) = trailing(&block.text[target.clone()]) {
            let offset = target.start;
            slip.range = slip.range.start + offset..slip.range.end + offset;
            if let Some(right) = &mut slip.right {
                right.range = slip.range.clone();
            }
            findings.push(finding(block, slip));
        }
    }
}

fn is_code(block: &Block, offset: usize) -> bool {
    block.spans_in(offset..offset + 1).any(|span| {
        matches!(span.kind, SpanKind::Code | SpanKind::CodeBlock { .. } | SpanKind::Math | SpanKind::Comment)
    })
}

fn finding(block: &Block, slip: Slip) -> Finding {
    let shown = quoted(&block.text[slip.range.clone()]);
    let finding = Finding::new(&RULE, slip.range.clone(), message(&slip, &shown)).at(severity(&block.text, &slip));
    let Some(right) = slip.right else { return finding };
    let title = match (slip.fault, &*right.text) {
        (Fault::Blank, _) => "Remove the space".to_owned(),
        (Fault::Trailing, _) => format!("Remove {shown}"),
        (_, "") => format!("Remove {}", quoted(&block.text[right.range.clone()])),
        (_, text) => format!("Change to `{text}`"),
    };
    let repair = if right.sure { Repair::safe } else { Repair::look };
    finding.repair(repair(title, vec![Edit::replace(right.range, right.text)]))
}

/// What a reader or a machine still understands is no error.
fn severity(text: &str, slip: &Slip) -> Severity {
    match slip.fault {
        // The resolver decodes it; as text it is no DOI.
        Fault::Encoded if text[..slip.range.start].ends_with('/') => Severity::Hint,
        Fault::Encoded | Fault::Central => Severity::Warning,
        Fault::Ungrouped => Severity::Hint,
        _ => Severity::Error,
    }
}

fn message(slip: &Slip, shown: &str) -> String {
    let name = slip.kind.name();
    match slip.fault {
        Fault::CheckDigit { expected } => {
            format!("{shown} is no {name}: its last digit would be `{expected}`, so one of them is wrong; look it up")
        }
        Fault::Length { digits } => {
            let wanted = match slip.kind {
                Kind::Isbn => "10 or 13",
                Kind::Issn => "8",
                Kind::Orcid => "16",
                _ => "at most 8",
            };
            let article = if slip.kind == Kind::Pmid { "a" } else { "an" };
            format!("{shown} has {digits} digits, {article} {name} {wanted}; look it up")
        }
        Fault::BookPrefix => format!("{shown} is no ISBN: one of 13 digits starts with 978 or 979"),
        Fault::Letter => format!("{shown} is no ISBN: only the last of 10 digits may be `X`"),
        Fault::Ungrouped => format!("{shown} is written with hyphens after every fourth digit"),
        Fault::Encoded => format!("{shown} holds a slash that was encoded for an address; write `/`"),
        Fault::Doubled => format!("{shown} says once more that a {name} follows; once is enough"),
        Fault::Trailing => format!("{shown} is the sentence's, not the {name}'s, and makes the link fail; remove it"),
        Fault::Blank => format!("A space breaks the DOI after {}; remove it", quoted(shown.trim_matches(['`', ' ']))),
        Fault::NoSuffix => format!("{shown} names a registrant and no work; add what follows the slash"),
        Fault::Registrant => {
            format!("{shown} starts no DOI: that is `10.`, four digits or more, and a slash; look it up")
        }
        Fault::Month => {
            format!("{shown} is no arXiv identifier: it starts with the year's last two digits and a month")
        }
        Fault::Sequence { wanted: 3 } => format!("{shown} is no arXiv identifier: an old one has 7 digits"),
        Fault::Sequence { wanted } => {
            format!("{shown} is no arXiv identifier: {wanted} digits followed the full stop in that month")
        }
        Fault::Central => format!("{shown} is a number of PubMed Central, so its label is `PMCID`"),
    }
}
