//! `ibid rewrite` writes notes and links in another form, and `ibid fix` adds entries to bibliographies.

use super::program::Folder;

const DRAFT: &str = "One.[^2] Two.[^1]\r\n\r\n[^1]: [A](/a), then.\r\n[^2]: B.\r\n";
const RENUMBERED: &str = "One.[^1] Two.[^2]\r\n\r\n[^1]: B.\r\n[^2]: [A](/a), then.\r\n";

#[test]
fn drafts_are_rewritten_in_place_and_told() {
    let folder = Folder::with(&[("a.md", DRAFT), ("b.md", "Nothing here.\n")]);
    let run = folder.run(&["rewrite", "renumber", "."]);
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (0, "a.md: rewritten\n", ""));
    assert_eq!(folder.read("a.md"), RENUMBERED);
    let run = folder.run(&["rewrite", "renumber", "."]);
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (0, "", "Nothing to rewrite in 2 drafts\n"));
}

#[test]
fn a_difference_is_shown_and_nothing_is_written() {
    let folder = Folder::with(&[("a.md", "[b] [a]\n\n[b]: /b\n[a]: /a\n")]);
    let run = folder.run(&["rewrite", "sort-definitions", "--diff", "a.md"]);
    assert_eq!(run.code, 1);
    assert!(run.out.ends_with("+[a]: /a\n [b]: /b\n-[a]: /a\n"), "{}", run.out);
    assert_eq!(folder.read("a.md"), "[b] [a]\n\n[b]: /b\n[a]: /a\n");
}

#[test]
fn standard_input_goes_to_standard_output() {
    let folder = Folder::new();
    let rewritten = |how: &str, text: &str| folder.run_with(&["rewrite", how, "-"], text.as_bytes()).out;
    assert_eq!(rewritten("renumber", DRAFT), RENUMBERED);
    assert_eq!(rewritten("renumber", RENUMBERED), RENUMBERED);
    assert_eq!(rewritten("reference", "See [a](/b).\n"), "See [a][a].\n\n[a]: /b\n");
    assert_eq!(rewritten("inline", "See [a][a].\n\n[a]: /b\n"), "See [a](/b).\n");
    assert_eq!(rewritten("footnote", "[a](https://b.example/c).\n"), "a[^1].\n\n[^1]: <https://b.example/c>\n");
    assert_eq!(rewritten("inline-note", "See.[^1]\n\n[^1]: A.\n"), "See.^[A.]\n");
    assert_eq!(rewritten("sort-definitions-by-use", "[b] [a]\n\n[a]: /a\n[b]: /b\n"), "[b] [a]\n\n[b]: /b\n[a]: /a\n");
    assert_eq!(folder.run_with(&["rewrite", "upside-down", "-"], b"").code, 2);
}

const CITING: &str = "---\nbibliography: refs.bib\n---\n\nIt leaked [@canal1790], twice [@canal1790; @weir].\n";
const REFS: &str = "@book{lock1931,\n  title = {A Lock Rebuilt},\n  year = {1931},\n}\n";
const CANAL: &str = "\n@misc{canal1790,\n  title = {TITLE NEEDED},\n  author = {AUTHOR NEEDED},\n}\n";

#[test]
fn entries_to_fill_in_are_added_to_the_bibliography() {
    let folder = Folder::with(&[("a.md", CITING), ("b.md", CITING), ("refs.bib", REFS)]);
    let run = folder.run(&["fix", "."]);
    assert_eq!((run.code, folder.read("refs.bib").as_str()), (0, REFS), "not unasked");
    let run = folder.run(&["fix", "--unsafe", "--diff", "."]);
    assert_eq!((run.code, folder.read("refs.bib").as_str()), (1, REFS));
    assert!(run.out.starts_with("--- refs.bib\n+++ refs.bib\n"), "{}", run.out);
    let run = folder.run(&["fix", "--unsafe", "."]);
    assert_eq!((run.code, run.out.as_str()), (0, "refs.bib: 2 entries to fill in\n"), "{}", run.err);
    let weir = CANAL.replace("canal1790", "weir");
    assert_eq!(folder.read("refs.bib"), format!("{REFS}{CANAL}{weir}"));
    assert_eq!((folder.read("a.md"), folder.read("b.md")), (CITING.to_owned(), CITING.to_owned()));
    // What is to be filled in is now said in the bibliography.
    assert_eq!(folder.faulty(&["."]), ["refs.bib"]);
    assert_eq!(folder.run(&["fix", "--unsafe", "."]).out, "");
}

#[test]
fn edits_of_other_files_are_in_the_report() {
    let folder = Folder::with(&[("a.md", CITING), ("refs.bib", REFS)]);
    let found = folder.diagnostics(&["a.md"]);
    let edit = &found[0]["fixes"][0]["edits"][0];
    let end = REFS.len() - 1;
    assert_eq!((&edit["path"], &edit["start"], &edit["end"]), (&"refs.bib".into(), &end.into(), &end.into()));
    assert!(edit["text"].as_str().unwrap().starts_with("\n\n@misc{canal1790,"));
}
