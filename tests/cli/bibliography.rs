//! Bibliographies around a draft: which count, and what is said of them where.

use super::program::Folder;

const REFS: &str = "@book{lock1931,\n  title = {A Lock Rebuilt},\n  year = {1931},\n}\n";
const CITING: &str = "The lock leaked from the start [@lok1931].\n";

/// The findings as `path:line rule`.
fn found(folder: &Folder, args: &[&str]) -> Vec<String> {
    let shown = |found: &serde_json::Value| {
        format!("{}:{} {}", found["path"].as_str().unwrap(), found["line"], found["rule"].as_str().unwrap())
    };
    folder.diagnostics(args).iter().map(shown).collect()
}

fn with_front_matter(yaml: &str) -> String {
    format!("---\n{yaml}\n---\n\n{CITING}")
}

#[test]
fn what_a_draft_names_is_in_scope() {
    let draft = with_front_matter("bibliography: [refs.bib, other.json]");
    let folder = Folder::with(&[("a.md", &draft), ("refs.bib", REFS), ("other.json", "[{\"id\": \"ferry\"}]")]);
    assert_eq!(found(&folder, &["a.md"]), ["a.md:5 undefined-citation-key"]);
    assert_eq!(folder.run(&["check", "a.md"]).code, 1);
    let run = folder.run(&["fix", "--unsafe", "a.md"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(folder.read("a.md").contains("[@lock1931]"));
    assert_eq!(found(&folder, &["a.md"]), [""; 0]);
}

#[test]
fn what_a_project_names_is_in_scope_up_to_its_root() {
    for (file, text) in [
        ("_quarto.yml", "project:\n  type: book\nbibliography: data/refs.bib\n"),
        ("book/_metadata.yml", "bibliography:\n  - ../data/refs.bib\n"),
        ("book/_bookdown.yml", "bibliography: ../data/refs.bib\n"),
        ("book/index.Rmd", "---\nbibliography: ../data/refs.bib\n---\n\nHello.\n"),
        ("ibid.toml", "bibliography = [\"data/refs.bib\"]\n"),
    ] {
        let folder = Folder::with(&[("book/one.qmd", CITING), ("data/refs.bib", REFS), (file, text)]);
        assert_eq!(found(&folder, &["book/one.qmd"]), ["book/one.qmd:1 undefined-citation-key"], "{file}");
        folder.write("book/one.qmd", CITING.replace("lok", "lock"));
        assert_eq!(found(&folder, &["book/one.qmd"]), [""; 0], "{file}");
    }
}

#[test]
fn a_missing_bibliography_is_one_finding() {
    let draft = with_front_matter("bibliography: ref.bib");
    let folder = Folder::with(&[("a.md", &draft), ("refs.bib", REFS)]);
    let all = folder.diagnostics(&["a.md"]);
    assert_eq!(all.len(), 1, "{all:?}");
    assert_eq!(all[0]["message"], "There is no file `ref.bib`; `refs.bib` is there");
    assert_eq!((&all[0]["line"], &all[0]["column"]), (&2.into(), &15.into()));
    assert_eq!(all[0]["fixes"][0]["edits"][0]["text"], "refs.bib");

    let folder = Folder::with(&[("a.md", CITING), ("ibid.toml", "bibliography = [\"gone.bib\"]\n")]);
    let run = folder.run(&["check", "a.md"]);
    assert_eq!(run.err.lines().next(), Some("warning: ibid.toml:1:17: There is no file `gone.bib` beside this one"));
    assert_eq!(found(&folder, &["a.md"]), [""; 0]);
}

#[test]
fn what_cannot_be_looked_into_is_taken_on_trust() {
    for yaml in [
        "bibliography: \"`r here('refs.bib')`\"",
        "bibliography: https://harbour.example.net/refs.bib",
        "bibliography: refs.ris",
    ] {
        let folder = Folder::with(&[("a.md", &with_front_matter(yaml)), ("refs.ris", "TY  - BOOK\n")]);
        assert_eq!(found(&folder, &["a.md"]), [""; 0], "{yaml}");
    }
}

#[test]
fn a_fault_in_a_bibliography_is_reported_there_once() {
    let draft = with_front_matter("bibliography: refs.bib");
    let broken = format!("{REFS}\n@misc{{ferry,\n  title = {{The Last Ferry}}\n\n@misc{{tide}}\n");
    let folder = Folder::with(&[("a.md", &draft), ("b.md", &draft), ("refs.bib", &broken)]);
    let expected = ["a.md:5 undefined-citation-key", "b.md:5 undefined-citation-key", "refs.bib:6 bibliography-syntax"];
    assert_eq!(found(&folder, &["."]).iter().map(|f| f.trim_start_matches("./")).collect::<Vec<_>>(), expected);
    let all = folder.diagnostics(&["a.md"]);
    assert_eq!(all[0]["severity"], "warning", "the entry may stand in what cannot be read");
    assert_eq!(found(&folder, &["--rule", "undefined-citation-key", "a.md"]), expected[..1]);
}

#[test]
fn what_no_draft_cites_is_reported_when_asked_for() {
    let refs = "@book{lock1931, title = {A}, year = 1931}\n@misc{ferry}\n@misc{tide}\n";
    let draft = with_front_matter("bibliography: refs.bib\nnocite: |\n  @tide").replace("lok", "lock");
    let folder = Folder::with(&[("a.md", &draft), ("refs.bib", refs)]);
    assert_eq!(found(&folder, &["a.md"]), [""; 0]);
    let unused = ["--rule", "unused-bibliography-entry", "a.md"];
    assert_eq!(found(&folder, &unused), ["refs.bib:2 unused-bibliography-entry"]);
    folder.write("a.md", draft.replace("|\n  @tide", "'@*'"));
    assert_eq!(found(&folder, &unused), [""; 0]);
}

#[test]
fn metadata_counts_wherever_it_stands() {
    let late = format!("{CITING}\n---\nbibliography: refs.bib\n...\n\nIt was mended [@lock1931].\n");
    let folder = Folder::with(&[("a.md", &late), ("refs.bib", REFS)]);
    assert_eq!(found(&folder, &["a.md"]), ["a.md:1 undefined-citation-key"]);
    folder.write("a.md", late.replace("refs.bib", "refsx.bib"));
    assert_eq!(found(&folder, &["a.md"]), ["a.md:4 bibliography-not-found"]);
}

#[test]
fn a_bibliography_in_latin_1_is_read_and_shown() {
    let folder =
        Folder::with(&[("a.md", "---\nbibliography: refs.bib\n---\n\nIt leaked [@m\u{fc}ller1931; @lok1931].\n")]);
    folder.write(
        "refs.bib",
        b"@book{m\xfcller1931,\n  title = {\xc4nderung},\n  year = 1931\n}\n\n@book{x,\n  title = {\xc4}\n",
    );
    let findings = folder.diagnostics(&["a.md"]);
    let shown: Vec<_> = findings.iter().map(|found| (found["path"].as_str().unwrap(), &found["line"])).collect();
    assert_eq!(shown, [("a.md", &serde_json::json!(5)), ("refs.bib", &serde_json::json!(6))]);
    assert!(findings[0]["message"].as_str().unwrap().contains("`lok1931`"));
}

#[test]
fn a_list_that_is_not_closed_names_what_stands_in_it() {
    for yaml in
        ["bibliography: [refs.bib\ntitle: \"x\"", "bibliography: \"refs.bib\ntitle: \"x\"", "bibliography: 'refs.bib"]
    {
        let folder = Folder::with(&[("a.md", &with_front_matter(yaml)), ("refs.bib", REFS)]);
        let all = folder.diagnostics(&["a.md"]);
        assert_eq!(all.len(), 1, "{yaml}: {all:?}");
        assert_eq!(all[0]["rule"], "undefined-citation-key", "{yaml}");
    }
}

#[test]
fn a_bibliography_that_cannot_be_read_is_named() {
    let folder = Folder::with(&[("books/refs.bib", REFS)]);
    folder.write("bin.bib", b"@book{lock1931,\0\x01\x02}");
    folder.write("wide.bib", b"\xff\xfe@\0b\0o\0");
    for (name, message) in [
        ("bin.bib", "`bin.bib` is a binary file, not a bibliography"),
        ("wide.bib", "`wide.bib` is written in UTF-16; save it as UTF-8"),
        ("books", "`books` is a folder, not a bibliography; `books/refs.bib` is there"),
    ] {
        folder.write("a.md", with_front_matter(&format!("bibliography: {name}")));
        let all = folder.diagnostics(&["a.md"]);
        assert_eq!(all.len(), 1, "{all:?}");
        assert_eq!((&all[0]["rule"], &all[0]["message"]), (&"bibliography-not-found".into(), &message.into()));
        assert_eq!(folder.run(&["check", "a.md"]).code, 1);
    }
}

#[test]
fn a_key_for_two_works_in_two_bibliographies_is_noted_at_the_later_one() {
    let one = "@book{lock1931, title = {A {Lock} Rebuilt}}\n@book{tide, title = {Tides}, doi = {10.1000/182}}\n@book{ebb, note = {x}}\n";
    let two = "@book{ebb, title = {Ebb}}\n@misc{tide, title = {The Tides of the Firth}, url = {https://doi.org/10.1000/182}}\n\
        @book{Lock1931, title = {Other}}\n@book{lock1931, title = {A lock rebuilt: a history}}\n";
    let draft = "---\nbibliography: [one.bib, two.bib]\n---\n\nThe lock [@lock1931] at [@ebb; @tide; @Lock1931].\n";
    let folder = Folder::with(&[("a.md", draft), ("one.bib", one), ("two.bib", two)]);
    assert_eq!(found(&folder, &["--rule", "duplicate-definition", "a.md"]), [""; 0]);
    folder.write("two.bib", two.replace("A lock rebuilt: a history", "The Old Lock"));
    assert_eq!(found(&folder, &["--rule", "duplicate-definition", "a.md"]), ["two.bib:4 duplicate-definition"]);
    let all = folder.diagnostics(&["--rule", "duplicate-definition", "a.md"]);
    assert_eq!(
        all[0]["message"],
        "`lock1931` is another work in `one.bib`, and programs take one of the two; give one of them another key"
    );
    assert_eq!(all[0]["severity"], "information");
    // Two drafts with a bibliography each share nothing.
    folder.write("a.md", draft.replace("[one.bib, two.bib]", "one.bib").replace("; @Lock1931", ""));
    folder.write("b.md", "---\nbibliography: two.bib\n---\n\nThe lock [@lock1931].\n");
    assert_eq!(found(&folder, &["--rule", "duplicate-definition", "a.md", "b.md"]), [""; 0]);
}
