//! How many claims a draft makes, and how many of them have a source: at its top, and at its headings. A count leads to the open ones.

use super::{Choice, Count, MOST};
use crate::claim::{Claim, Coverage, Tally};
use crate::markdown::BlockKind;
use crate::server::convert;
use crate::server::drafts::Open;
use crate::server::outbox::Outbox;
use crate::server::structure::sections::{content, sections};
use crate::text::Encoding;
use std::ops::Range;
use tower_lsp::ls_types::Location;

/// The counts of a draft that makes claims: at its first heading or, where it has none, at its first lines; and, for who wants all
/// counts, of what stands between each heading and the next.
pub fn counts(open: &mut Open, outbox: &Outbox, choice: Choice, encoding: Encoding) -> Vec<Count> {
    let Some(claims) = open.claims(outbox) else { return Vec::new() };
    let blocks = open.draft().map_or(&[][..], |draft| draft.syntax().blocks());
    let headings: Vec<Range<usize>> = sections(blocks).into_iter().map(|section| section.heading).collect();
    let first = blocks.iter().find(|placed| placed.block.kind != BlockKind::FrontMatter).map(content);
    let mut counts: Vec<Count> = Vec::new();
    let mut add = |range: Range<usize>, claims: &[Claim]| {
        let tally = Tally::of(claims);
        if tally.claims() > 0 {
            let unsourced = claims.iter().filter(|claim| claim.coverage == Coverage::Open).take(MOST);
            let place = |claim: &Claim| convert::range(open.text(), &claim.words, encoding);
            let places = unsourced.map(|claim| Location { uri: open.uri.clone(), range: place(claim) }).collect();
            counts.push(Count { range, title: tally.to_string(), places });
        }
    };
    if let Some(top) = headings.first().cloned().or(first) {
        add(top, &claims.claims);
    }
    if choice == Choice::All {
        for (index, heading) in headings.iter().enumerate().skip(1) {
            let end = headings.get(index + 1).map_or(usize::MAX, |next| next.start);
            let before = |offset: usize| claims.claims.partition_point(|claim| claim.range.start < offset);
            add(heading.clone(), &claims.claims[before(heading.start)..before(end)]);
        }
    }
    counts
}
