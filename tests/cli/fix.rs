//! `ibid fix` mends drafts and breaks nothing.

use super::program::{CLEAN, FAULTY, FIXABLE, FIXED, Folder};
use std::fs;

#[test]
fn safe_fixes_are_applied_and_told() {
    let folder = Folder::with(&[("a.md", FIXABLE), ("b.md", CLEAN), ("c.md", FAULTY)]);
    let run = folder.run(&["fix", "."]);
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (0, "a.md: 1 fix applied\n", ""));
    assert_eq!(folder.read("a.md"), FIXED);
    assert_eq!(folder.read("c.md"), FAULTY);
    let run = folder.run(&["fix", "."]);
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (0, "", "Nothing to fix in 3 drafts\n"));
}

#[test]
fn unsafe_fixes_are_applied_on_request() {
    let folder = Folder::with(&[("a.md", FAULTY)]);
    assert_eq!(folder.run(&["fix", "--unsafe", "--rule", "empty-link", "a.md"]).code, 0);
    assert_eq!(folder.read("a.md"), "The harbour office keeps its tide tables in a drawer.\n");
}

#[test]
fn only_the_rules_asked_for_are_applied() {
    let folder = Folder::with(&[("a.md", FIXABLE)]);
    folder.run(&["fix", "--unsafe", "--rule", "empty-link", "a.md"]);
    assert_eq!(folder.read("a.md"), FIXABLE);
}

#[test]
fn a_difference_is_shown_and_nothing_is_written() {
    let folder = Folder::with(&[("a.md", FIXABLE), ("b.md", CLEAN)]);
    let run = folder.run(&["fix", "--diff", "."]);
    let expected = format!("--- a.md\n+++ a.md\n@@ -1 +1 @@\n-{FIXABLE}+{FIXED}");
    assert_eq!((run.code, run.out), (1, expected));
    assert_eq!(folder.read("a.md"), FIXABLE);
    let run = folder.run(&["fix", "--diff", "b.md"]);
    assert_eq!((run.code, run.out.as_str()), (0, ""));
}

#[test]
fn standard_input_goes_to_standard_output() {
    let folder = Folder::new();
    let run = folder.run_with(&["fix", "-"], FIXABLE.as_bytes());
    assert_eq!((run.code, run.out.as_str()), (0, FIXED));
    let run = folder.run_with(&["fix", "-"], CLEAN.as_bytes());
    assert_eq!((run.code, run.out.as_str()), (0, CLEAN));
    let run = folder.run_with(&["fix", "-"], b"caf\xe9");
    assert_eq!((run.code, run.out.as_str()), (2, ""));
}

#[test]
fn line_ends_and_byte_order_mark_stay() {
    let crlf = |text: &str| format!("\u{feff}# Tides\r\n\r\n{}", text.replace('\n', "\r\n"));
    let folder = Folder::with(&[("a.md", &crlf(FIXABLE)), ("b.md", &format!("{}x", crlf(FIXABLE)))]);
    folder.run(&["fix", "."]);
    assert_eq!(folder.read("a.md"), crlf(FIXED));
    assert_eq!(folder.read("b.md"), format!("{}x", crlf(FIXED)));
}

#[test]
fn a_read_only_draft_is_left_alone() {
    let folder = Folder::with(&[("a.md", FIXABLE), ("b.md", FIXABLE)]);
    let path = folder.path().join("a.md");
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    let run = folder.run(&["fix", "."]);
    assert_eq!((run.code, run.err.as_str()), (2, "error: a.md: read-only; make it writable first\n"));
    assert_eq!(folder.read("a.md"), FIXABLE);
    assert_eq!(folder.read("b.md"), FIXED, "the rest is fixed");
}

#[cfg(unix)]
#[test]
fn permissions_and_links_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = Folder::with(&[("a.md", FIXABLE)]);
    let path = folder.path().join("a.md");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o754)).unwrap();
    symlink("a.md", folder.path().join("link.md")).unwrap();
    folder.run(&["fix", "link.md"]);
    assert_eq!(folder.read("a.md"), FIXED);
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o754);
    assert!(fs::symlink_metadata(folder.path().join("link.md")).unwrap().is_symlink());
}

#[test]
fn nothing_is_left_beside_the_draft() {
    let folder = Folder::with(&[("drafts/a.md", FIXABLE)]);
    folder.run(&["fix", "."]);
    let names: Vec<_> = fs::read_dir(folder.path().join("drafts")).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(names, ["a.md"]);
}
