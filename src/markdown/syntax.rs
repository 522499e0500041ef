//! The blocks of one draft, kept current through edits by reparsing only around them.

use super::block::{Block, BlockKind};
use super::definition::{Labels, fold_label, note_key};
use super::front_matter::{front_matter_length, opens_front_matter, opens_late};
use super::inline::SpanKind;
use super::parse::{parse, parse_body};
use crate::text::Text;
use std::ops::Range;
use std::sync::Arc;

/// A draft's blocks in order. Together they are its text, byte for byte.
#[derive(Clone, Debug, Default)]
pub struct Syntax {
    blocks: Vec<Placed>,
    /// What the blocks define.
    labels: Labels,
    /// How many blocks are metadata or may open some: nearly always none, and then no block need be asked.
    dashed: usize,
}

/// A block and where it starts in the draft.
#[derive(Clone, Debug)]
pub struct Placed {
    /// The byte offset of the block's first byte.
    pub start: usize,
    /// The block. Two keystrokes later it is still the same allocation, unless the edit touched it.
    pub block: Arc<Block>,
    /// Whether it is metadata or may open some: kept here because every edit asks it of all blocks above.
    dashed: bool,
}

impl Placed {
    /// Where the block ends in the draft.
    pub fn end(&self) -> usize {
        self.start + self.block.text.len()
    }
}

impl Syntax {
    /// Reads a whole draft.
    pub fn new(source: &str) -> Self {
        let mut syntax = Self::default();
        syntax.place(0, parse(source, &Labels::new()));
        syntax.labels = labels(syntax.blocks.iter().map(|placed| &*placed.block)).into_iter().collect();
        syntax
    }

    /// The blocks, in order.
    pub fn blocks(&self) -> &[Placed] {
        &self.blocks
    }

    /// The blocks that are metadata, in order.
    pub fn metadata(&self) -> impl Iterator<Item = &Arc<Block>> {
        let blocks = if self.dashed == 0 { &[] } else { &self.blocks[..] };
        let dashed = blocks.iter().filter(|placed| placed.dashed).map(|placed| &placed.block);
        dashed.filter(|block| block.kind == BlockKind::FrontMatter)
    }

    fn place(&mut self, mut start: usize, blocks: Vec<Block>) {
        for mut block in blocks {
            block.shrink();
            let length = block.text.len();
            let dashed = block.kind == BlockKind::FrontMatter || may_open_metadata(&block);
            self.dashed += usize::from(dashed);
            self.blocks.push(Placed { start, block: Arc::new(block), dashed });
            start += length;
        }
    }

    /// Follows an edit: `removed` is the byte range that was replaced, `inserted` the length of what stands there now in `text`.
    /// The blocks are those of [`Syntax::new`]; `tests/incremental` holds them to it.
    pub fn edit(&mut self, text: &Text, removed: Range<usize>, inserted: usize) {
        if self.reparse(text, &removed, inserted).is_none() {
            let old = std::mem::take(self);
            *self = Self::new(&text.to_string());
            self.reuse(&old.blocks);
        }
    }

    /// Reparses the blocks around an edit. `None` if that could differ from reading the whole draft.
    ///
    /// The window is the touched blocks and one more on each side, widened until each border follows a blank line. It holds
    /// if the outermost blocks come back as they were and the window defines the same labels as before.
    fn reparse(&mut self, text: &Text, removed: &Range<usize>, inserted: usize) -> Option<()> {
        // Below metadata at the top that are closed the text starts afresh, whatever comes there.
        let top = usize::from(self.is_closed_above(removed.start));
        let first = self.blocks.partition_point(|placed| placed.end() < removed.start).max(top);
        let last = self.blocks.partition_point(|placed| placed.start <= removed.end).checked_sub(1)?;
        let mut low = first.saturating_sub(1).max(top);
        while low > top && !ends_blank(&self.blocks[low - 1].block) {
            low -= 1;
        }
        // At the top of the draft front matter may come or go, and where it is open any line may close it.
        let metadata = self.blocks[0].block.kind == BlockKind::FrontMatter;
        if low == 0 && metadata || !metadata && opens_front_matter(&text.slice(0..1000)) {
            return None;
        }
        let mut high = (last + 1).min(self.blocks.len() - 1);
        while high + 1 < self.blocks.len() && !ends_blank(&self.blocks[high].block) {
            high += 1;
        }
        // Metadata further down reaches as far as a line that closes it.
        let above = self.blocks.get(1..=high).unwrap_or_default();
        let opens = |pair: &[Placed]| pair[0].dashed && opens_metadata(&pair[0].block, &pair[1].block);
        if self.dashed > 0 && above.windows(2).any(opens) {
            return None;
        }
        let old = &self.blocks[low..=high];
        let start = old.first()?.start;
        let end = old.last()?.end() + inserted - removed.len();
        let slice = text.slice(start..end);
        let opens = |at: usize| opens_late(&slice[at..]);
        if opens(0) || memchr::memmem::find_iter(slice.as_bytes(), b"\n---").any(|at| opens(at + 1)) {
            return None;
        }
        let defined = labels(old.iter().map(|placed| &*placed.block));
        defined.iter().for_each(|label| self.labels.remove(label));
        let mut fresh = if start == 0 { parse(&slice, &self.labels) } else { parse_body(&slice, &self.labels) };
        let at_end = high + 1 == self.blocks.len();
        let seams_hold = (low == first || fresh.first() == Some(&*old[0].block))
            && (at_end || (high > last && fresh.last() == old.last().map(|placed| &*placed.block)));
        if !seams_hold || defined != labels(fresh.iter()) {
            return None;
        }
        self.labels.extend(defined);
        let mut window = Self::default();
        window.place(start, std::mem::take(&mut fresh));
        window.reuse(old);
        let gone = self.blocks.splice(low..=high, window.blocks.iter().cloned());
        let gone = gone.filter(|placed| placed.dashed).count();
        self.dashed = self.dashed + window.dashed - gone;
        for placed in &mut self.blocks[low + window.blocks.len()..] {
            placed.start = placed.start + inserted - removed.len();
        }
        Some(())
    }

    /// Whether metadata stand at the top and are closed before `offset`.
    fn is_closed_above(&self, offset: usize) -> bool {
        let [first, _, ..] = &self.blocks[..] else { return false };
        let text = &*first.block.text;
        first.block.kind == BlockKind::FrontMatter
            && offset >= first.end()
            && text.ends_with('\n')
            && front_matter_length(text) == text.len()
    }

    /// Puts the old allocation back wherever a block came out as it was, so that what is remembered of it stays valid.
    fn reuse(&mut self, old: &[Placed]) {
        let same = |a: &Placed, b: &Placed| a.block == b.block;
        let ahead = self.blocks.iter().zip(old).take_while(|(new, old)| same(new, old)).count();
        let behind = self.blocks[ahead..]
            .iter()
            .rev()
            .zip(old[ahead..].iter().rev())
            .take_while(|(new, old)| same(new, old))
            .count();
        let (new_len, old_len) = (self.blocks.len(), old.len());
        for (new, old) in self.blocks.iter_mut().zip(&old[..ahead]) {
            new.block = Arc::clone(&old.block);
        }
        for index in 1..=behind {
            self.blocks[new_len - index].block = Arc::clone(&old[old_len - index].block);
        }
    }
}

/// Whether metadata stands at the first of two blocks, or opens there without being closed.
fn opens_metadata(block: &Block, next: &Block) -> bool {
    let opens = || opens_late(&format!("{}{}", block.text, line(&next.text)));
    block.kind == BlockKind::FrontMatter || may_open_metadata(block) && opens()
}

/// Whether metadata open at a block if the next one starts as they do.
fn may_open_metadata(block: &Block) -> bool {
    block.text.starts_with("---") && block.kind == BlockKind::Other && !ends_blank(block)
}

fn line(text: &str) -> &str {
    text.lines().next().unwrap_or("")
}

/// The folded labels that blocks define, footnotes included: those too change how a reference elsewhere is read.
pub fn labels<'a>(blocks: impl Iterator<Item = &'a Block>) -> Vec<String> {
    let mut labels: Vec<String> = blocks
        .flat_map(|block| {
            block.spans.iter().filter_map(|span| match &span.kind {
                SpanKind::Definition { label, .. } => Some(fold_label(&block.text[label.clone()])),
                SpanKind::FootnoteDefinition { label } => Some(note_key(&block.text[label.clone()])),
                _ => None,
            })
        })
        .collect();
    labels.sort();
    labels
}

/// Whether a block's last line is blank, so that what follows starts afresh.
fn ends_blank(block: &Block) -> bool {
    let text = block.text.strip_suffix('\n').unwrap_or(&block.text);
    let text = text.strip_suffix('\r').unwrap_or(text);
    block.text.ends_with('\n') && text.rsplit('\n').next().is_some_and(|line| line.trim().is_empty())
}
