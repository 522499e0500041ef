//! Text with everything evened out in which honest copies of it differ, and the way back to the bytes it came from.
//!
//! What has a meaning stays: punctuation, signs, decimal points, `<` and `=`. A fold that drops them takes `p < 0.05` for `p = 0.05`.

mod letter;
mod mark;
#[cfg(test)]
mod tests;
mod write;

pub use letter::is_word;
pub use write::Folder;

use std::ops::Range;

/// Whose text is folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// A draft's: what stands in brackets is its writer's.
    Quotation,
    /// A source's: `[12]`, `[a]` and `[citation needed]` are marks of its site, and dropped.
    Source,
}

/// A folded text. `text` is in lower case, with single spaces, one kind of quotation mark and one kind of dash.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    /// What is compared.
    pub text: String,
    runs: Vec<Run>,
}

/// A stretch of the folded text, up to the next run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    /// Where it starts, in bytes of the folded text.
    folded: u32,
    /// Where it starts, in bytes of the source.
    source: u32,
    /// 0 if it equals the source byte for byte in length; else the bytes of the source that it stands for as a whole.
    whole: u32,
}

/// The longest text that is folded, in bytes; what lies beyond is not read.
pub const LONGEST: usize = 64 << 20;

/// Folds all of `text`.
pub fn fold(text: &str, side: Side) -> Folded {
    let mut folder = Folder::new(side);
    folder.push(text, 0);
    folder.finish()
}

impl Folded {
    /// The bytes of the source for a range of the folded text.
    pub fn source(&self, range: Range<usize>) -> Range<usize> {
        let start = self.start(range.start);
        if range.is_empty() {
            return start..start;
        }
        let Some(run) = self.run(range.end - 1) else { return start..start };
        let length = if run.whole > 0 { run.whole as usize } else { range.end - run.folded as usize };
        start..(run.source as usize + length).max(start)
    }

    fn start(&self, at: usize) -> usize {
        let Some(run) = self.run(at) else { return 0 };
        let inside = if run.whole > 0 { 0 } else { at - run.folded as usize };
        run.source as usize + inside
    }

    fn run(&self, at: usize) -> Option<Run> {
        let index = self.runs.partition_point(|run| run.folded as usize <= at);
        self.runs.get(index.checked_sub(1)?).copied()
    }

    /// Appends `text`, which stands for `length` bytes of the source from `source` on.
    pub fn append(&mut self, text: &str, source: usize, length: usize) {
        let alike = text.len() == length && (length == 1 || text.chars().nth(1).is_none());
        self.run_on(source as u32, if alike { 0 } else { length.max(1) as u32 });
        self.text.push_str(text);
    }

    /// Appends ASCII letters and digits of the source in lower case.
    fn append_same(&mut self, text: &str, source: usize) {
        self.run_on(source as u32, 0);
        let start = self.text.len();
        self.text.push_str(text);
        if let Some(tail) = self.text.get_mut(start..) {
            tail.make_ascii_lowercase();
        }
    }

    /// Begins a run, unless the last one goes on.
    fn run_on(&mut self, source: u32, whole: u32) {
        let folded = self.text.len() as u32;
        let last = self.runs.last().filter(|run| run.whole == 0 && whole == 0);
        if last.is_none_or(|run| source.wrapping_sub(run.source) != folded - run.folded) {
            self.runs.push(Run { folded, source, whole });
        }
    }
}
