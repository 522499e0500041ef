//! The claims of a draft as a fact-checker counts them: a source that does not work covers nothing.

use super::{Draft, Step, View, claims};
use crate::claim::{self, Claims, Quotation, Speech, Statement, Traits, Voice, citations};
use crate::finding::Finding;
use crate::markdown::{Block, SpanKind, fold_label};
use crate::repair::PLACEHOLDER_NAME;
use crate::rules::Group;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

/// Rules whose findings mean that a citation leads to no source.
const DEAD: &[&str] = &[
    "placeholder-source",
    "private-target",
    "bare-site",
    "dangling-pointer",
    "broken-link-syntax",
    "empty-link",
    "unlisted-citation",
    "undefined-reference",
    "undefined-footnote",
    "undefined-citation-key",
];

impl Draft {
    /// The claims, each with what covers it; nothing if no rule asks who says so. `findings` are those of this draft's last check: a
    /// citation that one of them calls broken, or that leads to a placeholder, covers nothing here. The rules see it otherwise: of a claim
    /// beside a broken marker only that marker's finding speaks.
    pub fn fact_sheet(&mut self, findings: &[Finding]) -> Claims {
        self.remember();
        let dead = Dead::new(self, findings);
        let alive = |view: &View| match dead.left(view) {
            Some(said) => View { said: Arc::new(said), ..view.clone() },
            None => view.clone(),
        };
        let views: Vec<View> = self.memory.views.iter().map(alive).collect();
        let weighed = self.guard(Step::Stage("weighing claims"), self.beginning(), || claims(&views, &self.settings));
        weighed.unwrap_or_else(|| claims(&[], &self.settings))
    }

    /// What can be counted of the draft's kind; nothing if no rule asks who says so.
    pub fn traits(&mut self) -> Traits {
        self.remember();
        self.memory.tally.traits
    }
}

/// What covers nothing.
struct Dead {
    /// In bytes of the draft, by start.
    ranges: Vec<Range<usize>>,
    /// Placeholders among them.
    placeholders: Vec<Range<usize>>,
    /// Labels of notes and of links that lead to one of them, folded.
    notes: HashSet<String>,
    links: HashSet<String>,
}

impl Dead {
    fn new(draft: &Draft, findings: &[Finding]) -> Self {
        let ranges = |is: &dyn Fn(&Finding) -> bool| {
            let mut ranges: Vec<_> = findings.iter().filter(|f| is(f)).map(|f| f.range.clone()).collect();
            ranges.sort_by_key(|range| range.start);
            ranges
        };
        let mut dead = Self {
            ranges: ranges(&|f| f.rule.group == Group::Residue || DEAD.contains(&f.rule.name)),
            placeholders: ranges(&|f| f.rule.name == "placeholder-source"),
            notes: HashSet::new(),
            links: HashSet::new(),
        };
        for (start, block) in draft.parts() {
            for span in &block.spans {
                let label = |label: &Range<usize>| fold_label(&block.text[label.clone()]);
                match &span.kind {
                    SpanKind::FootnoteDefinition { label: name }
                        if dead.hollow(block, start, name.end..span.range.end) =>
                    {
                        dead.notes.insert(label(name));
                    }
                    SpanKind::Definition { label: name, target } if touches(&dead.ranges, start, target) => {
                        dead.links.insert(label(name));
                    }
                    _ => {}
                }
            }
        }
        dead
    }

    /// Whether a note holds a placeholder, or nothing beside what is dead.
    fn hollow(&self, block: &Block, start: usize, note: Range<usize>) -> bool {
        if touches(&self.placeholders, start, &note) {
            return true;
        }
        let mut at = note.start;
        let mut left = false;
        let speaks =
            |range: Range<usize>| block.text.get(range).is_some_and(|text| text.contains(char::is_alphanumeric));
        for range in within(&self.ranges, start, &note) {
            left |= speaks(at..range.start.saturating_sub(start));
            at = at.max(range.end.saturating_sub(start));
        }
        !left && !speaks(at..note.end)
    }

    /// What a block says without its dead citations; `None` if it has none.
    fn left(&self, view: &View) -> Option<claim::Facts> {
        let block = &*view.block;
        let label = |label: &Range<usize>| fold_label(&block.text[label.clone()]);
        let unled = |kind: &SpanKind| match kind {
            SpanKind::FootnoteReference { label: name } => self.notes.contains(&label(name)),
            SpanKind::Reference { label: name, .. } => self.links.contains(&label(name)),
            _ => false,
        };
        let marks: HashSet<&Range<usize>> =
            block.spans.iter().filter(|span| unled(&span.kind)).map(|span| &span.range).collect();
        if marks.is_empty() && !touches(&self.ranges, view.start, &(0..block.text.len())) {
            return None;
        }
        let alive = |range: &Range<usize>| !touches(&self.ranges, view.start, range) && !marks.contains(range);
        let mut cited: Vec<Range<usize>> =
            block.leaves.iter().flat_map(|leaf| citations(block, leaf)).filter(alive).collect();
        cited.sort_by_key(|range| range.start);
        let mut cited = cited.into_iter().peekable();
        let mut said = claim::Facts::clone(&view.said);
        for statement in &mut said.statements {
            statement.cited = None;
            while let Some(range) = cited.next_if(|range| range.start < statement.range.end) {
                let first = statement.cited.take().map_or(range.start, |first| first.start);
                statement.cited = Some(first..range.end);
            }
            self.unname(view, statement, &said.quotations);
        }
        Some(said)
    }
}

impl Dead {
    /// A placeholder names nobody; in the place of a crowd it is one.
    fn unname(&self, view: &View, statement: &mut Statement, quotations: &[Quotation]) {
        let here = || within(&self.placeholders, view.start, &statement.range);
        if here().next().is_none() {
            return;
        }
        let inside =
            |range: &Range<usize>| range.start.saturating_sub(view.start)..range.end.saturating_sub(view.start);
        let name = here().map(inside).find(|range| view.block.text.get(range.clone()) == Some(PLACEHOLDER_NAME));
        let next = quotations.partition_point(|quotation| quotation.range.end <= statement.range.start);
        let quotes = quotations.get(next).is_some_and(|quotation| quotation.range.start < statement.range.end);
        statement.speeches.retain(|speech| !touches(&self.placeholders, view.start, &speech.range));
        statement.person = false;
        if let Some(range) = name.filter(|_| !quotes) {
            statement.vague = Some(Speech { voice: Voice::Unnamed, range });
        }
    }
}

/// Those of `ranges`, of the draft and by start, that touch a range of the block at `start`.
fn within<'a>(
    ranges: &'a [Range<usize>],
    start: usize,
    range: &Range<usize>,
) -> impl Iterator<Item = &'a Range<usize>> {
    let (from, to) = (start + range.start, start + range.end);
    let last = ranges.partition_point(|other| other.start < to);
    let first = ranges[..last].partition_point(|other| other.end <= from);
    ranges[first..last].iter()
}

fn touches(ranges: &[Range<usize>], start: usize, range: &Range<usize>) -> bool {
    within(ranges, start, range).next().is_some()
}
