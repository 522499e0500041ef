//! The text of a PDF, by a process of its own: what breaks there breaks nothing here.

/// The text, if there is any that could be had.
pub async fn text(_: &[u8]) -> Option<String> {
    None
}
