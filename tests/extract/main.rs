//! PDFs, read by a child process that may fail.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test that finds nothing should stop there

#[path = "../support/pdf.rs"]
mod pdf;
#[path = "../support/random.rs"]
#[allow(dead_code, reason = "other suites edit texts with it")]
mod random;

use ibid::extract::{COMMAND, Extracted, TIME, Why, extract};
use pdf::{lines, of_objects, pdf};
use random::Random;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

fn of(document: &[u8]) -> Extracted {
    extract(Path::new(env!("CARGO_BIN_EXE_ibid")), document, TIME)
}

/// A page with words.
fn words() -> Vec<u8> {
    pdf("Floods on the Alder", &lines(&["The river rose 4.2 metres in nine hours", "and fell again by noon."]), "")
}

#[test]
fn a_document_has_a_title_and_a_text() {
    let Extracted::Text { title, text } = of(&words()) else { panic!("{:?}", of(&words())) };
    assert_eq!(title, "Floods on the Alder");
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(words, "The river rose 4.2 metres in nine hours and fell again by noon.");
}

#[test]
fn what_cannot_be_read_is_nothing_and_no_harm() {
    assert_eq!(of(b""), Extracted::Nothing(Why::Failed));
    assert_eq!(of(b"%PDF-1.7 and nothing else"), Extracted::Nothing(Why::Failed));
    assert_eq!(of(&pdf("", b"", "")), Extracted::Nothing(Why::Empty));
    assert_eq!(extract(Path::new("/no/such/program"), &words(), TIME), Extracted::Nothing(Why::NotStarted));
    let whole = words();
    let mut random = Random::new(7);
    for round in 0..30 {
        let mut bytes = whole.clone();
        for _ in 0..=round % 5 {
            let at = random.below(bytes.len());
            bytes[at] = random.next() as u8;
        }
        let start = Instant::now();
        of(&bytes);
        assert!(start.elapsed() < 2 * TIME, "round {round}");
    }
}

#[test]
fn a_document_that_leads_in_a_circle_ends() {
    let start = Instant::now();
    // A page tree that is its own branch, and a form that draws itself.
    let tree = [
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 /Parent 2 0 R >>".to_vec(),
    ];
    assert!(matches!(of(&of_objects(&tree)), Extracted::Nothing(_)));
    let form = "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 4 0 R >> >>";
    assert!(matches!(of(&pdf("", b"/X Do /X Do", form)), Extracted::Nothing(_)));
    assert!(start.elapsed() < 3 * TIME);
}

/// A page that takes longer to read than anybody waits.
fn endless() -> Vec<u8> {
    pdf("", &[&b"BT /F1 12 Tf "[..], &b"(The river rose.) Tj ".repeat(2_000_000)].concat(), "")
}

#[test]
fn a_document_that_takes_too_long_is_given_up() {
    let start = Instant::now();
    let program = Path::new(env!("CARGO_BIN_EXE_ibid"));
    let short = Duration::from_millis(500);
    assert_eq!(extract(program, &endless(), short), Extracted::Nothing(Why::Late));
    assert!(start.elapsed() < TIME);
}

#[test]
fn a_reader_ends_when_nobody_waits_for_it() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_ibid"))
        .arg(COMMAND)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let (document, mut stdin) = (endless(), child.stdin.take().unwrap());
    stdin.write_all(&(document.len() as u64).to_le_bytes()).unwrap();
    stdin.write_all(&document).unwrap();
    std::thread::sleep(Duration::from_millis(200));
    assert!(child.try_wait().unwrap().is_none(), "it is at work");
    // What the system does with the pipes of a process that is gone.
    drop(stdin);
    let start = Instant::now();
    assert_eq!(child.wait().unwrap().code(), Some(3));
    assert!(start.elapsed() < Duration::from_secs(5));
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
    assert_eq!(of(&pdf("", &packed(900 << 20), "/Filter /FlateDecode")), Extracted::Nothing(Why::Failed));
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
