//! Which files are drafts, and what is said of those that are not.

use super::program::{CLEAN, FAULTY, Folder};

#[test]
fn a_walk_finds_drafts_and_passes_over_the_rest() {
    let folder = Folder::with(&[
        ("a.md", FAULTY),
        ("b/c.markdown", FAULTY),
        ("b/d.qmd", FAULTY),
        ("b/e.Rmd", FAULTY),
        ("b/f.mdx", FAULTY),
        ("B.MD", FAULTY),
        ("notes.txt", FAULTY),
        (".hidden/g.md", FAULTY),
        ("build/h.md", FAULTY),
        (".gitignore", "build/\n"),
    ]);
    let all = ["B.MD", "a.md", "b/c.markdown", "b/d.qmd", "b/e.Rmd", "b/f.mdx"];
    assert_eq!(folder.faulty(&["."]), all);
    assert_eq!(folder.faulty(&[]), all, "the current directory is the default");
    assert_eq!(folder.faulty(&["b"]), all[2..]);
}

#[test]
fn what_is_named_outright_is_read() {
    let folder = Folder::with(&[("notes.txt", FAULTY), ("build/h.md", FAULTY), (".gitignore", "build/\n")]);
    assert_eq!(folder.faulty(&["notes.txt", "build/h.md"]), ["build/h.md", "notes.txt"]);
    assert_eq!(folder.faulty(&["."]), [""; 0]);
}

#[test]
fn each_file_comes_once() {
    let folder = Folder::with(&[("a/b.md", FAULTY)]);
    assert_eq!(folder.diagnostics(&["a/b.md", "a", ".", "./a/b.md"]).len(), 1);
}

#[test]
fn paths_are_shown_as_they_were_named() {
    let folder = Folder::with(&[("a/b.md", FAULTY)]);
    let absolute = folder.path().join("a/b.md").display().to_string();
    assert_eq!(folder.faulty(&[&absolute]), [absolute.as_str()]);
    assert_eq!(folder.faulty(&["./a"]), ["./a/b.md"]);
}

#[test]
fn a_directory_may_be_called_like_a_draft() {
    let folder = Folder::with(&[("x.md/y.md", FAULTY)]);
    assert_eq!(folder.faulty(&["."]), ["x.md/y.md"]);
    assert_eq!(folder.faulty(&["x.md"]), ["x.md/y.md"]);
}

#[test]
fn an_empty_draft_is_a_draft() {
    let folder = Folder::with(&[("a.md", "")]);
    let run = folder.run(&["check", "a.md"]);
    assert_eq!((run.code, run.out.as_str()), (0, "Nothing found in 1 draft\n"));
}

#[test]
fn a_folder_without_drafts_is_said_to_be_one() {
    let folder = Folder::new();
    let run = folder.run(&["check", "."]);
    assert_eq!((run.code, run.out.as_str()), (0, ""));
    assert!(run.err.contains("no drafts there"), "{}", run.err);
}

#[test]
fn wrong_bytes_are_named_by_their_place() {
    let folder = Folder::with(&[("good.md", FAULTY)]);
    folder.write("latin.md", b"One line.\nThe caf\xe9 is shut.\n");
    let run = folder.run(&["check", "--format", "json", "."]);
    assert_eq!(run.code, 2);
    assert_eq!(run.err, "error: latin.md: not UTF-8 at byte 17, on line 2; save it as UTF-8\n");
    assert!(run.out.contains("good.md"), "the rest is checked: {}", run.out);
}

#[test]
fn a_binary_file_is_refused_when_named_and_passed_over_in_a_walk() {
    let folder = Folder::with(&[("good.md", CLEAN)]);
    folder.write("bytes.md", b"\x7fELF\x00\x01\x02");
    let run = folder.run(&["check", "bytes.md"]);
    assert_eq!((run.code, run.err.as_str()), (2, "error: bytes.md: a binary file, not Markdown; leave it out\n"));
    let run = folder.run(&["check", "."]);
    assert_eq!((run.code, run.err.as_str()), (0, "warning: bytes.md: a binary file, not Markdown; leave it out\n"));
}

#[test]
fn utf_16_is_recognised() {
    let folder = Folder::new();
    folder.write("wide.md", b"\xff\xfe#\x00 \x00T\x00");
    let run = folder.run(&["check", "."]);
    assert_eq!((run.code, run.err.as_str()), (2, "error: wide.md: written in UTF-16; save it as UTF-8\n"));
}

#[test]
fn a_draft_may_come_on_standard_input() {
    let folder = Folder::with(&[("ibid.toml", "[rules]\nempty-link = \"hint\"\n"), ("sub/ibid.toml", "")]);
    let check = |args: &[&str]| {
        let args = [&["check", "--format", "jsonl", "--rule", "empty-link", "-"], args].concat();
        folder.run_with(&args, FAULTY.as_bytes())
    };
    let run = check(&[]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.starts_with(r#"{"path":"<stdin>","#), "{}", run.out);
    let run = check(&["--stdin-filename", "sub/new.md"]);
    assert_eq!(run.code, 1, "the configuration beside it counts");
    assert!(run.out.starts_with(r#"{"path":"sub/new.md","#), "{}", run.out);
}

#[test]
fn ten_megabytes_are_read() {
    let paragraph = "The harbour lies to the north and the tide turns at noon, as it did the day before.\n\n";
    let mut draft = paragraph.repeat(10_000_000 / paragraph.len());
    draft += FAULTY;
    let folder = Folder::with(&[("book.md", &draft)]);
    let found = folder.diagnostics(&["--rule", "empty-link", "book.md"]);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0]["end"], draft.find("() in").unwrap() + 2);
}

#[test]
fn five_hundred_drafts_come_in_order() {
    let folder = Folder::new();
    for number in 0..500 {
        folder.write(&format!("{}/{number:03}.md", number % 7), FAULTY);
    }
    let paths = folder.faulty(&["."]);
    assert_eq!(paths.len(), 500);
    assert!(paths.is_sorted());
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::unix::fs::symlink;

    #[test]
    fn links_are_followed_to_files_and_never_in_circles() {
        let folder = Folder::with(&[("a/b.md", FAULTY)]);
        let elsewhere = Folder::with(&[("far.md", FAULTY), ("folder/other.md", FAULTY)]);
        symlink(folder.path(), folder.path().join("a/up")).unwrap();
        symlink("loop.md", folder.path().join("loop.md")).unwrap();
        symlink("missing.md", folder.path().join("broken.md")).unwrap();
        symlink(folder.path().join("a/b.md"), folder.path().join("again.md")).unwrap();
        symlink(elsewhere.path().join("far.md"), folder.path().join("far.md")).unwrap();
        symlink(elsewhere.path().join("folder"), folder.path().join("folder")).unwrap();
        assert_eq!(folder.faulty(&["."]), ["a/b.md", "far.md"]);
        assert_eq!(folder.faulty(&["again.md"]), ["again.md"]);
        assert_eq!(folder.run(&["check", "broken.md"]).code, 2);
    }

    #[test]
    fn a_pipe_is_refused_and_never_waited_for() {
        let folder = Folder::with(&[("a.md", CLEAN)]);
        let made = std::process::Command::new("mkfifo").arg(folder.path().join("pipe.md")).status();
        if !made.is_ok_and(|status| status.success()) {
            eprintln!("skipped: there is no mkfifo");
            return;
        }
        assert_eq!(folder.run(&["check", "."]).code, 0);
        let run = folder.run(&["check", "pipe.md"]);
        assert_eq!(run.code, 2);
        assert!(run.err.starts_with("error: pipe.md: neither a file nor a directory"), "{}", run.err);
    }
}
