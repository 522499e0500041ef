//! Taking a comment away without changing how what stands around it is read.

use crate::markdown::{BlockKind, Syntax};
use crate::rules::removal::removal;
use crate::text::Text;
use std::ops::Range;

/// What goes with a comment, so that nothing shows where it stood.
pub fn with_blanks(syntax: &Syntax, comment: &Range<usize>) -> Range<usize> {
    let after = syntax.blocks().partition_point(|placed| placed.start <= comment.start);
    let Some(placed) = after.checked_sub(1).and_then(|index| syntax.blocks().get(index)) else {
        return comment.clone();
    };
    let gone = removal(&placed.block.text, comment.start - placed.start..comment.end - placed.start);
    placed.start + gone.start..placed.start + gone.end
}

/// Whether what stands around a comment is read as before without it. One that starts its line is a block of HTML, which keeps apart what would
/// run into each other: paragraphs above and below, two lists; and what stands on its line is HTML too, and would be Markdown.
pub fn is_apart(text: &Text, syntax: &Syntax, comment: &Range<usize>) -> bool {
    if !starts_line(text, comment) {
        return true;
    }
    if !ends_line(text, comment) {
        return false;
    }
    let gone = with_blanks(syntax, comment);
    let blank = |line: Range<usize>| line.len() <= NEAR && text.slice(line).trim_matches(is_marker).is_empty();
    let above = gone.start == 0 || blank(text.line_start(gone.start - 1)..gone.start);
    let below = blank(gone.end..text.next_line(gone.end));
    let at = syntax.blocks().partition_point(|placed| placed.start <= comment.start);
    let (before, after) = (at.checked_sub(2).and_then(|at| syntax.blocks().get(at)), syntax.blocks().get(at));
    // These go on below a blank line with what is indented, and a list with the next.
    let goes_on =
        before.is_some_and(|b| matches!(b.block.kind, BlockKind::List | BlockKind::Footnote | BlockKind::Code));
    let joins = after.is_some_and(|a| a.block.kind == BlockKind::List || a.block.text.starts_with([' ', '\t']));
    (above || below) && !(goes_on && joins)
}

/// Whether nothing but what opens a line stands before a comment on its line.
pub fn starts_line(text: &Text, comment: &Range<usize>) -> bool {
    let before = text.line_start(comment.start)..comment.start;
    before.len() <= NEAR && text.slice(before).trim_matches(is_marker).is_empty()
}

/// Whether nothing stands behind a comment on its line.
pub fn ends_line(text: &Text, comment: &Range<usize>) -> bool {
    let after = comment.end..text.next_line(comment.end);
    after.len() <= NEAR && text.slice(after).trim().is_empty()
}

/// How much of a line is looked at, in bytes: a line may be a book, with many comments in it.
const NEAR: usize = 200;

/// What may stand before a comment that starts its line.
fn is_marker(c: char) -> bool {
    c.is_whitespace() || matches!(c, '>' | '-' | '*' | '+' | '\u{feff}')
}
