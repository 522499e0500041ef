//! What goes with a group, and where the citation comes that takes its place.

use super::{Claim, Group, Scene, Shape};
use crate::citation::mention::MentionKind;
use crate::citation::spelling::near_outlet;
use crate::markdown::trim_stops;
use crate::repair::{Edit, Stub};
use std::ops::Range;

impl Scene<'_> {
    pub(super) fn sentence_group(&self, lead: Option<Range<usize>>, first: usize) -> Group {
        let members = 0..self.mentions.len();
        let stub = match self.claim {
            Some(claim) => self.behind(claim, &members, self.sentence.end),
            // With no claim before it in the paragraph, the line stays, without its counters.
            None => self.uncounted(&members),
        };
        let members = first..first + members.end;
        Group { shape: Shape::Sentence, members, range: self.sentence.clone(), lead, stub }
    }

    /// What comes after the claim goes, to `end`; the citation goes behind the claim.
    fn behind(&self, claim: Claim<'_>, members: &Range<usize>, end: usize) -> Stub {
        let (before_stop, after_stop) = closing(self.prose, &claim.sentence.range);
        Stub { edits: vec![Edit::delete(claim.end..end)], before_stop, after_stop, sources: self.sources(members) }
    }

    /// Only the counters go; the names are part of the sentence.
    fn uncounted(&self, members: &Range<usize>) -> Stub {
        let chips = self.mentions[members.clone()].iter().filter(|m| m.counter.is_some());
        let edits = chips.map(|chip| {
            // Glued to a word of the writer's, `R1reuters+1`, the name is debris too.
            let glued = self.prose[..chip.name.start].ends_with(char::is_alphanumeric);
            Edit::delete(if glued { chip.range.clone() } else { chip.name.end..chip.range.end })
        });
        let edits = edits.collect();
        let (before_stop, after_stop) = closing(self.prose, &self.sentence);
        Stub { edits, before_stop, after_stop, sources: self.sources(members) }
    }

    pub(super) fn inline_stub(&self, members: &Range<usize>, range: &Range<usize>) -> Stub {
        match self.claim {
            Some(claim)
                if self.mentions[members.start].counter.is_some()
                    && range.start == self.sentence.start
                    && self.removable(range) =>
            {
                self.behind(claim, members, range.end)
            }
            _ => self.uncounted(members),
        }
    }

    /// What goes with a group: the space before it, or the one after it at the sentence's start, and the comma that set it off.
    fn removal(&self, range: &Range<usize>) -> Range<usize> {
        let before = self.prose[..range.start].trim_end_matches([' ', '\u{a0}']);
        if range.start == self.sentence.start {
            let after = self.prose[range.end..self.sentence.end].trim_start_matches(' ');
            return range.start..self.sentence.end - after.len();
        }
        let ends = closing(self.prose, &self.sentence).0 == range.end;
        let text = &self.block.text[..before.len()];
        let marks = [',', ';', '\u{2013}', '\u{2014}', ':', ' '];
        let before = if ends { trim_stops(text, &marks) } else { text };
        before.len()..range.end
    }

    fn sources(&self, members: &Range<usize>) -> Vec<String> {
        let mut sources: Vec<String> = Vec::new();
        for mention in &self.mentions[members.clone()] {
            let source = match (mention.kind, near_outlet(mention.host.as_deref().unwrap_or(""))) {
                (MentionKind::Host, Some(outlet)) => outlet.host.to_owned(),
                _ => mention.display(self.block),
            };
            if !sources.contains(&source) {
                sources.push(source);
            }
        }
        sources
    }

    /// A citation in place of `range`: at the sentence's end if nothing but other lists of sources follows.
    pub(super) fn stub(&self, members: &Range<usize>, range: &Range<usize>, lists: &[Range<usize>]) -> Stub {
        if let (Some(claim), true) = (self.claim, range.start == self.sentence.start) {
            return self.behind(claim, members, range.end);
        }
        let removal = self.removal(range);
        let (before_stop, after_stop) = closing(self.prose, &self.sentence);
        let mut rest = removal.end.min(before_stop)..before_stop;
        let next = lists.partition_point(|list| list.start < rest.start);
        for list in &lists[next..] {
            if list.start > rest.end || !self.blank(rest.start..list.start) {
                break;
            }
            rest.start = list.end.min(rest.end);
        }
        let (before_stop, after_stop) = if self.blank(rest) {
            (before_stop.max(removal.end), after_stop.max(removal.end))
        } else {
            let comma = usize::from(self.prose[removal.end..].starts_with([',', ';', ':']));
            (removal.end, removal.end + comma)
        };
        Stub { edits: vec![Edit::delete(removal)], before_stop, after_stop, sources: self.sources(members) }
    }

    fn blank(&self, range: Range<usize>) -> bool {
        self.prose[range].chars().all(|c| c.is_whitespace() || c == '\0')
    }
}

/// Where a citation inside a sentence goes, and where a footnote mark does: before and after the closing punctuation.
pub fn closing(prose: &str, sentence: &Range<usize>) -> (usize, usize) {
    let text = &prose[sentence.clone()];
    let before = text.trim_end_matches(['.', '!', '?', '\u{2026}', '\u{3002}', '\u{ff01}', '\u{ff1f}', '\0']);
    // After a closing quotation mark or bracket both go behind it.
    let before = if before.len() == text.len() { text.trim_end_matches('\0').len() } else { before.len() };
    (sentence.start + before, sentence.end)
}
