//! Readers of what Claude leaves.

use super::marker::{Sighting, Treatment};
use crate::rules::cursor::Cursor;

/// `<cite index="1-2">words</cite>`, also with `antml:`, escaped, or with a bracket in place of the first `<`.
/// HTML's own `<cite>Title</cite>` has no index.
pub fn cite(text: &str, at: usize) -> Option<Sighting> {
    let start = at - usize::from(text[..at].ends_with('\\'));
    let mut cursor = Cursor::new(text, at);
    cursor.eat("<").or_else(|| cursor.eat("(")).or_else(|| cursor.eat("&lt;"))?;
    let _ = cursor.eat("antml:");
    cursor.eat("cite index")?;
    cursor.eat_escaped("=")?;
    tag_end(&mut cursor)?;
    pair(text, start, &cursor, &["</cite>", "</cite>", "<\\/cite>", "\\</cite>", "&lt;/cite&gt;", "(/cite>"])
}

/// `<antArtifact …>…</antArtifact>`.
pub fn artifact(text: &str, at: usize) -> Option<Sighting> {
    let mut cursor = Cursor::new(text, at);
    cursor.eat("<antArtifact ")?;
    tag_end(&mut cursor)?;
    pair(text, at, &cursor, &["</antArtifact>"])
}

/// Reads the rest of a tag, attributes included.
fn tag_end(cursor: &mut Cursor<'_>) -> Option<()> {
    let (mut plain, mut entity) = (*cursor, *cursor);
    *cursor = match (plain.until(">"), entity.until("&gt;")) {
        (_, Some(attributes)) if !attributes.contains('>') => entity,
        (Some(_), _) => plain,
        _ => return None,
    };
    Some(())
}

/// The tag before `cursor`, and the first of `ends` behind it as its other half.
fn pair(text: &str, start: usize, cursor: &Cursor<'_>, ends: &[&str]) -> Option<Sighting> {
    let window = cursor.window();
    let close = ends.iter().filter_map(|end| Some((window.find(end)?, end.len()))).min();
    debug_assert!(text.is_char_boundary(start));
    match close {
        Some((n, length)) => Sighting::new(start..cursor.at, Treatment::Unwrap(cursor.at + n..cursor.at + n + length)),
        None => Sighting::delete(start..cursor.at),
    }
}
