//! Bytes as a draft and a script of edits: following them is reading the draft afresh.

use super::{Bytes, settings};
use crate::random::HOSTILE;
use crate::sound::flaw;
use ibid::check::Draft;
use std::ops::Range;

/// Edits of one script.
const MOST: usize = 12;

/// The same blocks and the same findings after each edit as afresh.
pub fn law(data: &[u8]) {
    let mut bytes = Bytes(data);
    let (choice, length) = (bytes.byte(), bytes.number() % 4096);
    let mut text = String::from_utf8_lossy(bytes.take(length)).into_owned();
    let settings = settings(choice);
    let mut draft = Draft::new(&text, settings.clone());
    draft.check();
    for _ in 0..MOST {
        if bytes.is_over() {
            return;
        }
        let (range, replacement) = edit(&mut bytes, &text);
        let before = text.clone();
        text.replace_range(range.clone(), &replacement);
        draft.edit(range.clone(), &replacement);
        let told = || format!("{range:?} becomes {replacement:?} in {before:?}");
        assert_eq!(flaw(&text, draft.syntax()), None, "{}", told());
        let mut fresh = Draft::new(&text, settings.clone());
        let blocks = |draft: &Draft| -> Vec<_> {
            draft.syntax().blocks().iter().map(|placed| (placed.start, placed.block.clone())).collect()
        };
        assert_eq!(blocks(&draft), blocks(&fresh), "{}", told());
        assert_eq!(draft.check(), fresh.check(), "{}", told());
    }
}

fn edit(bytes: &mut Bytes<'_>, text: &str) -> (Range<usize>, String) {
    let floor = |offset: usize| (0..=offset.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let start = floor(bytes.number() % (text.len() + 1));
    let end = floor(start + usize::from(bytes.byte())).max(start);
    let replacement = match bytes.byte() {
        kind @ 0..=199 => HOSTILE[usize::from(kind) % HOSTILE.len()].to_owned(),
        200..=219 => String::new(),
        _ => {
            let length = usize::from(bytes.byte());
            String::from_utf8_lossy(bytes.take(length)).into_owned()
        }
    };
    (start..end, replacement)
}
