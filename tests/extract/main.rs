//! PDFs, read by a child process that may fail.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test that finds nothing should stop there

use ibid::extract::{Extracted, TIME, Why, extract};
use std::path::Path;
use std::time::{Duration, Instant};

fn of(document: &[u8]) -> Extracted {
    extract(Path::new(env!("CARGO_BIN_EXE_ibid")), document, TIME)
}

/// A PDF of one page, whose content is that stream; `filter` says how it is packed.
fn pdf(content: &[u8], filter: &str) -> Vec<u8> {
    let stream = format!("<< /Length {} {filter} >>\nstream\n", content.len());
    let objects: [Vec<u8>; 5] = [
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>".to_vec(),
        [stream.as_bytes(), content, b"\nendstream"].concat(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_vec(),
    ];
    let mut bytes = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        places.push(bytes.len());
        bytes.extend(format!("{} 0 obj\n", index + 1).bytes());
        bytes.extend(object);
        bytes.extend(b"\nendobj\n");
    }
    let start = bytes.len();
    bytes.extend(b"xref\n0 6\n0000000000 65535 f \n");
    bytes.extend(places.iter().flat_map(|place| format!("{place:010} 00000 n \n").into_bytes()));
    bytes.extend(format!("trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n").bytes());
    bytes
}

const WORDS: &[u8] =
    b"BT /F1 12 Tf 72 700 Td (The river rose 4.2 metres in nine hours) Tj 0 -14 Td (and fell again by noon.) Tj ET";

#[test]
fn a_document_has_a_text() {
    let Extracted::Text(text) = of(&pdf(WORDS, "")) else { panic!("{:?}", of(&pdf(WORDS, ""))) };
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(words, "The river rose 4.2 metres in nine hours and fell again by noon.");
}

#[test]
fn what_cannot_be_read_is_nothing_and_no_harm() {
    assert_eq!(of(b""), Extracted::Nothing(Why::Failed));
    assert_eq!(of(b"%PDF-1.7 and nothing else"), Extracted::Nothing(Why::Failed));
    assert_eq!(of(&pdf(b"", "")), Extracted::Nothing(Why::Empty));
    assert_eq!(extract(Path::new("/no/such/program"), WORDS, TIME), Extracted::Nothing(Why::NotStarted));
    let whole = pdf(WORDS, "");
    let mut state = 7u64;
    for round in 0..30 {
        let mut bytes = whole.clone();
        for _ in 0..=round % 5 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let at = (state >> 33) as usize % bytes.len();
            bytes[at] = (state >> 24) as u8;
        }
        of(&bytes);
    }
}

/// A stream that unpacks to that many bytes: one letter, then copies of 258 letters in the fixed code of deflate.
fn packed(length: usize) -> Vec<u8> {
    let (mut bytes, mut bits, mut count) = (vec![0x78, 0x9c], 0u32, 0);
    let mut put = |bytes: &mut Vec<u8>, value: u32, length: u32| {
        bits |= value << count;
        count += length;
        while count >= 8 {
            bytes.push(bits as u8);
            bits >>= 8;
            count -= 8;
        }
    };
    put(&mut bytes, 0b011, 3);
    // A space, 0x20: its code is 0x50, written from its highest bit.
    put(&mut bytes, u32::from(0x50u8.reverse_bits()), 8);
    for _ in 0..length / 258 {
        put(&mut bytes, u32::from(0b1100_0101u8.reverse_bits()), 8);
        put(&mut bytes, 0, 5);
    }
    put(&mut bytes, 0, 7 + 8);
    bytes
}

#[cfg(unix)]
#[test]
fn a_document_that_takes_all_memory_ends_its_reader_only() {
    let start = Instant::now();
    assert_eq!(of(&pdf(&packed(900 << 20), "/Filter /FlateDecode")), Extracted::Nothing(Why::Failed));
    assert!(start.elapsed() < 3 * TIME);
}

#[cfg(unix)]
#[test]
fn a_reader_that_hangs_is_ended() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let program = folder.path().join("hangs");
    std::fs::write(&program, "#!/bin/sh\nexec /bin/sleep 60\n").unwrap();
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
    let start = Instant::now();
    assert_eq!(extract(&program, &vec![b'x'; 1 << 20], Duration::from_millis(200)), Extracted::Nothing(Why::Late));
    assert!(start.elapsed() < TIME);
}
