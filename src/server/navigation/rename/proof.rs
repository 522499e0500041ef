//! Texts read again with their edits: whether they say what was meant.

use crate::bibliography::{Bibliography, Format};
use crate::finding::Edit;
use crate::index::{Index, Mark, Symbol, of_bibliography};
use crate::markdown::Syntax;
use crate::server::sheet::Sheet;

/// A text with its edits, which are in order.
pub fn applied(sheet: &Sheet, edits: &[Edit]) -> String {
    let source = sheet.text.to_string();
    let (mut text, mut done) = (String::with_capacity(source.len()), 0);
    for edit in edits {
        text.push_str(source.get(done..edit.range.start).unwrap_or_default());
        text.push_str(&edit.text);
        done = edit.range.end;
    }
    text.push_str(source.get(done..).unwrap_or_default());
    text
}

/// What a text that stands where `sheet` does defines and uses.
pub fn index(sheet: &Sheet, text: &str) -> Index {
    match sheet.place.to_str().and_then(Format::of) {
        Some(format) => of_bibliography(text, &Bibliography::read(text, format)),
        None => Index::new(Syntax::new(text).blocks().iter().map(|placed| (placed.start, &*placed.block))),
    }
}

/// Whether the edits do nothing but make `new` of `old`: the same marks, one by one.
pub fn holds(sheet: &Sheet, edits: &[Edit], old: &Symbol, new: &Symbol) -> bool {
    let index = index(sheet, &applied(sheet, edits));
    // Brackets without a definition are text, in which a name may stand: those of `[@key, p. 3]`.
    let is_text = |index: &Index, mark: &Mark| {
        matches!(mark.symbol, Symbol::Label(_)) && index.definition(&mark.symbol).is_none()
    };
    let same = |(before, after): (&Mark, &Mark)| {
        let wanted = if before.symbol == *old { new } else { &before.symbol };
        let meant = after.symbol == *wanted || is_text(&sheet.index, before) && is_text(&index, after);
        before.role == after.role && meant
    };
    index.marks.len() == sheet.index.marks.len() && sheet.index.marks.iter().zip(&index.marks).all(same)
}
