//! Whether a block still says the same after edits: what a reader sees of it, by our own parser.

use crate::markdown::{Block, HIDDEN, Labels, OBJECT, SpanKind, parse};
use crate::repair::{Edit, edited, joined};

/// What a block shows: its words, and how many constructs of each kind there are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    words: String,
    leaves: usize,
    /// Links, images, references, marks of footnotes, inline notes.
    pub counts: [isize; 5],
}

impl View {
    /// Of a block as it is.
    pub fn of(block: &Block) -> Self {
        Self::of_all(std::slice::from_ref(block))
    }

    /// Of a text by itself.
    pub fn of_text(text: &str) -> Self {
        Self::of_all(&parse(text, &Labels::new()))
    }

    /// Of a block after edits; `known` are the labels that the draft defines.
    pub fn after(block: &Block, edits: Vec<Edit>, known: &Labels) -> Self {
        Self::of_all(&parse(&edited(&block.text, &joined(edits)), known))
    }

    /// The same words on the same lines, and `delta` more constructs of each kind.
    pub fn says(&self, other: &Self, delta: [isize; 5]) -> bool {
        let counts = self.counts.iter().zip(delta).map(|(count, more)| count + more);
        self.words == other.words && self.leaves == other.leaves && counts.eq(other.counts)
    }

    fn of_all(blocks: &[Block]) -> Self {
        let mut view = Self { words: String::new(), leaves: 0, counts: [0; 5] };
        for block in blocks {
            view.leaves += block.leaves.len();
            view.see(block);
            for span in &block.spans {
                match &span.kind {
                    SpanKind::Link { .. } => view.counts[0] += 1,
                    SpanKind::Image { .. } => view.counts[1] += 1,
                    SpanKind::Reference { defined: true, .. } => view.counts[2] += 1,
                    SpanKind::FootnoteReference { .. } => view.counts[3] += 1,
                    SpanKind::InlineNote { .. } => view.counts[4] += 1,
                    _ => {}
                }
            }
        }
        view
    }

    /// The words, those in inline notes left out: a note's text is not the sentence's.
    fn see(&mut self, block: &Block) {
        let notes: Vec<_> =
            block.spans.iter().filter(|s| matches!(s.kind, SpanKind::InlineNote { .. })).map(|s| &s.range).collect();
        let mut note = 0;
        for (at, c) in block.prose.char_indices() {
            while notes.get(note).is_some_and(|range| range.end <= at) {
                note += 1;
            }
            let hidden = c == char::from(HIDDEN) || notes.get(note).is_some_and(|range| range.contains(&at));
            let object = c == char::from(OBJECT) && self.words.ends_with(char::from(OBJECT));
            let blank = c.is_whitespace() && self.words.ends_with(char::is_whitespace);
            if !hidden && !object && !blank {
                self.words.push(if c.is_whitespace() { ' ' } else { c });
            }
        }
    }
}
