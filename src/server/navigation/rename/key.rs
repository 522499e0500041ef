//! Keys of sources, in bibliographies and in every draft that uses them.

use super::proof::holds;
use crate::finding::Edit;
use crate::index::Symbol;
use crate::server::desk::Desk;
use crate::server::edits::Edits;
use crate::server::navigation::trail::Subject;
use std::path::Path;

/// Renames a key wherever `home` defines it or is meant. A key that nothing defines is renamed where it is used.
pub fn rename(
    desk: &mut Desk<'_>,
    subject: &Subject,
    home: &Path,
    key: &str,
    name: &str,
    edits: &mut Edits,
) -> Result<(), String> {
    if name == key {
        return Ok(());
    }
    let (old, new) = (Symbol::Key(key.to_owned()), Symbol::Key(name.to_owned()));
    for spot in desk.spots(subject) {
        edits.add(&spot.sheet, Edit::replace(spot.mark.name, name));
    }
    let defined = !home.as_os_str().is_empty();
    for (sheet, edits) in edits.texts() {
        if defined && let Some(other) = desk.home(sheet, name) {
            let file = other.file_name().unwrap_or(other.as_os_str()).to_string_lossy().into_owned();
            return Err(format!("`{name}` exists already in `{file}`"));
        }
        if !holds(sheet, edits, &old, &new) {
            let place = sheet.place.file_name().unwrap_or(sheet.place.as_os_str()).to_string_lossy().into_owned();
            return Err(format!("`{name}` would not be read as a key in `{place}`"));
        }
    }
    Ok(())
}
