//! Link reference definitions in order.

use super::{Part, Rewriting};
use crate::markdown::{Block, BlockKind, SpanKind, fold_label};
use crate::repair::Edit;
use std::collections::HashMap;
use std::ops::Range;

/// Which order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Order {
    /// By label; numbers by their value.
    Label,
    /// By the first use in the draft; those that nothing uses last.
    Use,
}

/// Sorts the definitions that stand together, each such run by itself. What parts them stays where it is; a comment or anything
/// else between them parts runs. `None` if that changes nothing.
pub fn sort(parts: &[Part<'_>], order: Order) -> Option<Rewriting> {
    let first_use = if order == Order::Use { first_uses(parts) } else { HashMap::new() };
    let mut edits = Vec::new();
    // A run goes over blocks: blank lines end one.
    let mut run: Vec<(usize, &str, String)> = Vec::new();
    let mut gap = String::new();
    for (start, block) in parts {
        // In a quote or a list each line has marks of its own.
        let apart = block.kind != BlockKind::Definitions;
        let mut done = 0;
        for (range, label) in definitions(block) {
            gap.push_str(&block.text[done.min(range.start)..range.start]);
            if apart && done == 0 || !is_gap(&gap) {
                edits.extend(sorted(&mut run, &gap, order, &first_use));
            }
            gap.clear();
            run.push((start + range.start, &block.text[range.clone()], label));
            done = range.end;
        }
        gap.push_str(&block.text[done..]);
        if apart {
            edits.extend(sorted(&mut run, &gap, order, &first_use));
        }
    }
    edits.extend(sorted(&mut run, &gap, order, &first_use));
    let title = match order {
        Order::Label => "Sort the link definitions by label",
        Order::Use => "Sort the link definitions by first use",
    };
    (!edits.is_empty()).then(|| Rewriting { title: title.to_owned(), edits })
}

/// Empties a run; yields the edits that sort it. `after` is what follows it.
fn sorted(
    run: &mut Vec<(usize, &str, String)>,
    after: &str,
    order: Order,
    first_use: &HashMap<String, usize>,
) -> Vec<Edit> {
    let mut run = std::mem::take(run);
    // Text right after a definition may be such that it would be another's title.
    let next = after.trim_start_matches(['\n', '\r', ' ', '\t', '>']);
    let near = after.len() - next.len() < 40 && after[..after.len() - next.len()].matches('\n').count() < 2;
    if near && next.starts_with(['"', '\'', '(']) {
        run.pop();
    }
    let mut order_of: Vec<usize> = (0..run.len()).collect();
    match order {
        Order::Label => order_of.sort_by_cached_key(|&n| natural(&run[n].2)),
        Order::Use => order_of.sort_by_key(|&n| first_use.get(&run[n].2).copied().unwrap_or(usize::MAX)),
    }
    let moved = order_of.iter().enumerate().filter(|(n, other)| run[*n].1 != run[**other].1);
    moved.map(|(n, &other)| Edit::replace(run[n].0..run[n].0 + run[n].1.len(), run[other].1)).collect()
}

/// The definitions in a block, each with its label as labels are compared.
fn definitions(block: &Block) -> impl Iterator<Item = (Range<usize>, String)> {
    block.spans.iter().filter_map(|span| match &span.kind {
        SpanKind::Definition { label, .. } => Some((span.range.clone(), fold_label(&block.text[label.clone()]))),
        _ => None,
    })
}

/// Whether two definitions with that between them stand together: line ends, and the marks of the quote in which they stand.
fn is_gap(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || c == '>')
}

fn first_uses(parts: &[Part<'_>]) -> HashMap<String, usize> {
    let mut uses = HashMap::new();
    for (start, block) in parts {
        for span in &block.spans {
            if let SpanKind::Reference { label, .. } = &span.kind {
                uses.entry(fold_label(&block.text[label.clone()])).or_insert(start + span.range.start);
            }
        }
    }
    uses
}

/// A label's parts, of which numbers are compared by their value.
fn natural(label: &str) -> Vec<(bool, u64, String)> {
    let mut parts: Vec<(bool, u64, String)> = Vec::new();
    for c in label.chars() {
        let digit = c.to_digit(10);
        match (parts.last_mut(), digit) {
            (Some((false, number, _)), Some(digit)) => *number = number.saturating_mul(10).saturating_add(digit.into()),
            (_, Some(digit)) => parts.push((false, digit.into(), String::new())),
            (Some((true, _, text)), None) => text.push(c),
            (_, None) => parts.push((true, 0, c.to_string())),
        }
    }
    parts
}
