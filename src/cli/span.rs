//! Where something stands, as JSON says it.

use crate::text::Position;
use serde::Serialize;
use std::ops::Range;

/// Offsets are in bytes of the file; lines and columns count from 1, columns in Unicode scalar values.
#[derive(Serialize)]
pub struct Span {
    start: usize,
    end: usize,
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
}

impl Span {
    /// A range in bytes, and where it starts and ends; lines and columns, in Unicode scalar values, count from 0.
    pub fn new(range: &Range<usize>, from: Position, to: Position) -> Self {
        Self {
            start: range.start,
            end: range.end,
            line: from.line + 1,
            column: from.column + 1,
            end_line: to.line + 1,
            end_column: to.column + 1,
        }
    }
}
