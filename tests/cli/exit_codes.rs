//! 0 when all is well, 1 when there is something to report, 2 for bad use or a failure.

use super::program::{CLEAN, FAULTY, FIXABLE, Folder};
use std::io::Read;
use std::process::Stdio;

#[test]
fn the_fail_level_decides_between_0_and_1() {
    let folder = Folder::with(&[("clean.md", CLEAN), ("error.md", FAULTY), ("hint.md", FIXABLE)]);
    let code = |level: &str, draft: &str| {
        let rules = ["--rule", "empty-link", "--rule", "tracking-parameter"];
        folder.run(&[&["check", "--fail-on", level, draft][..], &rules].concat()).code
    };
    assert_eq!(folder.run(&["check", "clean.md"]).code, 0);
    assert_eq!(folder.run(&["check", "error.md"]).code, 1);
    assert_eq!(code("error", "error.md"), 1);
    assert_eq!(code("never", "error.md"), 0);
    assert_eq!(code("warning", "hint.md"), 0);
    assert_eq!(code("information", "hint.md"), 0);
    assert_eq!(code("hint", "hint.md"), 1);
}

#[test]
fn bad_use_is_2() {
    let folder = Folder::with(&[("a.md", CLEAN)]);
    for args in [
        &["check", "--format", "xml", "a.md"][..],
        &["check", "--rule", "emty-link", "a.md"],
        &["check", "--stdin-filename", "a.md", "a.md"],
        &["check", "--config", "missing.toml", "a.md"],
        &["check", "--no-config", "--config", "x.toml", "a.md"],
        &["fix"],
        &["fix", "-", "a.md"],
        &["explain", "nothing-of-the-kind"],
        &["nonsense"],
        &[],
    ] {
        let run = folder.run(args);
        assert_eq!(run.code, 2, "{args:?}: {}", run.err);
        assert!(!run.err.is_empty(), "{args:?}");
    }
}

#[test]
fn an_unknown_rule_gets_its_nearest_name() {
    let folder = Folder::with(&[("a.md", CLEAN)]);
    let run = folder.run(&["check", "--rule", "emty-link", "a.md"]);
    assert_eq!(run.err, "error: unknown rule `emty-link`: did you mean `empty-link`?\n");
}

#[test]
fn a_missing_path_is_2_and_the_rest_is_checked() {
    let folder = Folder::with(&[("a.md", FAULTY)]);
    let run = folder.run(&["check", "--format", "json", "missing.md", "a.md"]);
    assert_eq!(run.code, 2);
    assert_eq!(run.err, "error: missing.md: no such file or directory; check the path\n");
    assert!(run.out.contains("empty-link"), "{}", run.out);
}

#[test]
fn a_reader_that_leaves_is_no_failure() {
    let folder = Folder::with(&[("a.md", &FAULTY.repeat(5_000))]);
    let mut child = folder.command(&["check", "a.md"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut first = [0; 16];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}
