//! The child: a document on standard input, its text on standard output.

use super::{DOCUMENT, TEXT, limits};
use std::io::{Read, Write};

/// Reads, extracts, writes; the exit code says whether that went well.
pub fn child() -> i32 {
    limits::set();
    let mut document = Vec::new();
    if std::io::stdin().take(DOCUMENT as u64 + 1).read_to_end(&mut document).is_err() || document.len() > DOCUMENT {
        return 2;
    }
    let Ok(text) = pdf_extract::extract_text_from_mem(&document) else { return 1 };
    let text = text.as_bytes().get(..text.len().min(TEXT)).unwrap_or_default();
    match std::io::stdout().write_all(text) {
        Ok(()) => 0,
        Err(_) => 2,
    }
}
