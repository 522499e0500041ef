//! The child: a document on standard input, its title and its text on standard output.

use super::{DOCUMENT, TEXT, TITLE, limits};
use pdf_extract::{Document, PlainTextOutput, decode_text_string, output_doc};
use std::io::{Read, Write};

/// Reads, extracts, writes; the exit code says whether that went well.
pub fn child() -> i32 {
    limits::set();
    let Some(document) = document() else { return 2 };
    // The parent keeps its end open as long as it waits: an end there is the parent's.
    let parent = || {
        let _ = std::io::stdin().read(&mut [0]);
        std::process::exit(3);
    };
    if std::thread::Builder::new().stack_size(64 << 10).spawn(parent).is_err() {
        return 2;
    }
    let Some((title, text)) = extract(&document) else { return 1 };
    let title = title.as_bytes().get(..title.len().min(TITLE - 2)).unwrap_or_default();
    let text = text.as_bytes().get(..text.len().min(TEXT)).unwrap_or_default();
    let mut out = std::io::stdout();
    match out.write_all(title).and_then(|()| out.write_all(b"\n")).and_then(|()| out.write_all(text)) {
        Ok(()) => 0,
        Err(_) => 2,
    }
}

/// The document: its length in eight bytes, the lowest first, then the document.
fn document() -> Option<Vec<u8>> {
    let mut stdin = std::io::stdin();
    let mut length = [0; 8];
    stdin.read_exact(&mut length).ok()?;
    let length = usize::try_from(u64::from_le_bytes(length)).ok().filter(|length| *length <= DOCUMENT)?;
    let mut document = vec![0; length];
    stdin.read_exact(&mut document).ok()?;
    Some(document)
}

/// The title on one line, and the text.
fn extract(document: &[u8]) -> Option<(String, String)> {
    let mut document = Document::load_mem(document).ok()?;
    if document.is_encrypted() {
        // What only must not be printed or changed opens without a word.
        document.decrypt("").ok()?;
    }
    let title = title(&document).unwrap_or_default();
    let mut text = String::new();
    output_doc(&document, &mut PlainTextOutput::new(&mut text)).ok()?;
    Some((title, text))
}

fn title(document: &Document) -> Option<String> {
    let (_, info) = document.dereference(document.trailer.get(b"Info").ok()?).ok()?;
    let (_, title) = document.dereference(info.as_dict().ok()?.get(b"Title").ok()?).ok()?;
    let title = decode_text_string(title).ok()?;
    Some(title.split_whitespace().collect::<Vec<_>>().join(" "))
}
