//! What word processors, reference managers, Wikipedia and exports leave: `Error! Reference source not found.`, `[edit]`.

use super::quoted::quoted;
use super::removal::removal;
use super::{Check, Fixable, Group, Rule};
use crate::check::Passage;
use crate::finding::{Edit, Finding, Repair, Safety};
use crate::markdown::{Block, BlockKind, SpanKind};

mod furniture;
mod office;
mod remnant;
mod wiki;
use remnant::{Mend, Remnant, remnants};

pub static RULE: Rule = Rule {
    name: "export-residue",
    group: Group::Residue,
    fixable: Fixable::Always,
    page: include_str!("export_residue.md"),
    check: Check::Block(check),
    ..Rule::DEFAULT
};

fn check(passage: &Passage<'_>, findings: &mut Vec<Finding>) {
    let block = passage.block;
    if matches!(block.kind, BlockKind::FrontMatter | BlockKind::Code) {
        return;
    }
    for remnant in remnants(block) {
        let silent = |kind: &SpanKind| match kind {
            SpanKind::Code | SpanKind::CodeBlock { .. } | SpanKind::Math | SpanKind::Comment => true,
            // `[note 2]` with a definition is a link that works.
            SpanKind::Reference { defined, .. } => *defined,
            _ => false,
        };
        if !block.spans_in(remnant.range.clone()).any(|span| silent(&span.kind)) {
            findings.push(finding(block, remnant));
        }
    }
}

fn finding(block: &Block, remnant: Remnant) -> Finding {
    let Remnant { range, what, advice, mend } = remnant;
    let message = format!("{} is {what}; {advice}", quoted(&block.text[range.clone()]));
    let (title, edit, safety) = match mend {
        Mend::Remove(safety) => ("Remove it".to_owned(), Edit::delete(removal(&block.text, range.clone())), safety),
        Mend::Rewrite(text) => (format!("Change to `{text}`"), Edit::replace(range.clone(), text), Safety::Unsafe),
    };
    Finding::new(&RULE, range, message).repair(Repair::Edits { title, safety, edits: vec![edit] })
}
