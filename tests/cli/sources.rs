//! The sources of drafts, as a person and as programs read them.

use super::program::Folder;
use ibid::bibliography::{Bibliography, Format, Work};
use serde_json::{Value, json};
use std::process::{Command, Stdio};

const REFS: &str = "@book{lock1931,\n  author = {Lock, Anna},\n  title = {A {Lock} Rebuilt},\n  year = 1931,\n  keywords = {lock},\n}\n";
const DRAFT: &str = "---\nbibliography: refs.bib\n---\n\nThe caf\u{e9} \u{1f600} keeps [the tide tables](https://www.harbour.example.net/tides?utm_source=x) \
    and @lock1931.\nIt leaked [@lock1931, p. 3] again.[^1] See [here](http://harbour.example.net/tides/).[^2]\n\n\
    [^1]: Weir, B. (2004). Why it leaked. Mill Press.\n[^2]: 100% & {more} #_: https://doi.org/10.5555/Weir_2004\n";

fn folder() -> Folder {
    Folder::with(&[("a.md", DRAFT), ("refs.bib", REFS)])
}

#[test]
fn a_person_sees_a_row_a_source() {
    let run = folder().run(&["sources", "a.md"]);
    let expected = "\
SOURCE               TITLE            KIND     WHERE
harbour.example.net  the tide tables  address  5:18, 6:44
Lock 1931            A Lock Rebuilt   entry    5:92, 6:12
Weir 2004            Why it leaked    text     6:35
10.5555/weir_2004                     doi      6:86

4 sources, cited at 6 places in 1 draft
";
    assert_eq!((run.out.as_str(), run.err.as_str(), run.code), (expected, "", 0));
}

#[test]
fn json_is_the_contract() {
    let run = folder().run(&["sources", "--format", "json", "a.md"]);
    let start = DRAFT.find("[the tide").unwrap();
    let second = DRAFT.find("[here]").unwrap();
    let list: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(list["version"], 1);
    assert_eq!(
        list["sources"][0],
        json!({
            "key": "example-tides",
            "kind": "address",
            "id": "harbour.example.net/tides",
            "title": "the tide tables",
            "url": "https://www.harbour.example.net/tides?utm_source=x",
            "item": {
                "id": "example-tides", "type": "webpage", "title": "the tide tables",
                "URL": "https://www.harbour.example.net/tides?utm_source=x",
            },
            "places": [
                {"path": "a.md", "way": "link", "start": start, "end": start + 69, "line": 5, "column": 18, "end_line": 5, "end_column": 87},
                {"path": "a.md", "way": "link", "start": second, "end": second + 41, "line": 6, "column": 44, "end_line": 6, "end_column": 85},
            ],
        })
    );
    let ways: Vec<Vec<&str>> = list["sources"]
        .as_array()
        .unwrap()
        .iter()
        .map(|source| source["places"].as_array().unwrap().iter().map(|place| place["way"].as_str().unwrap()).collect())
        .collect();
    assert_eq!(ways, [vec!["link", "link"], vec!["key", "key"], vec!["footnote"], vec!["footnote"]]);
}

#[test]
fn a_bibliography_in_bibtex_is_read_again() {
    let run = folder().run(&["sources", "--format", "bibtex", "a.md"]);
    let expected = "\
@online{example-tides,
  title = {the tide tables},
  url = {https://www.harbour.example.net/tides?utm_source=x},
}

@book{lock1931,
  author = {Lock, Anna},
  title = {A {Lock} Rebuilt},
  year = {1931},
  keywords = {lock},
}

@misc{weir2004leaked,
  author = {Weir, B.},
  year = {2004},
  title = {Why it leaked},
  note = {Weir, B. (2004). Why it leaked. Mill Press.},
}

@misc{doi-10-5555-weir-2004,
  doi = {10.5555/weir_2004},
}
";
    assert_eq!(run.out, expected);
    let read = Bibliography::read(&run.out, Format::Bibtex);
    assert_eq!(read.problems, []);
    assert_eq!(read.entries.len(), 4);
}

#[test]
fn every_format_says_the_same() {
    let folder = folder();
    let works = |format: &str, as_format: Format| -> Vec<Work> {
        let out = folder.run(&["sources", "--format", format, "a.md"]).out;
        let read = Bibliography::read(&out, as_format);
        assert_eq!(read.problems, []);
        read.entries.iter().map(Work::of).collect()
    };
    let mut bibtex = works("bibtex", Format::Bibtex);
    let mut csl = works("csl-json", Format::Json);
    for work in bibtex.iter_mut().chain(&mut csl) {
        work.texts.sort();
    }
    assert_eq!(bibtex, csl);
}

#[test]
fn pandoc_reads_both() {
    if Command::new("pandoc").arg("--version").stdout(Stdio::null()).status().is_err() {
        eprintln!("pandoc is not installed: what it reads is not looked at");
        return;
    }
    let folder =
        Folder::with(&[("a.md", "See [50% {of} A & B_c^2 ~ #1 \\\\ $x](https://mill.example/a%20b_c?d=1&e=~f#g).\n")]);
    for (format, from) in [("bibtex", "biblatex"), ("csl-json", "csljson")] {
        let file = folder.write("out", folder.run(&["sources", "--format", format, "a.md"]).out);
        let output = Command::new("pandoc").args(["-f", from, "-t", "csljson"]).arg(&file).output().unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
        let items: Value = serde_json::from_slice(&output.stdout).unwrap();
        let title = items[0]["title"].as_str().unwrap().replace("<span class=\"nocase\">", "").replace("</span>", "");
        assert_eq!(title, "50% {of} A & B_c^2 ~ #1 \\ $x", "{format}");
        assert_eq!(items[0]["URL"], "https://mill.example/a%20b_c?d=1&e=~f#g", "{format}");
    }
}

#[test]
fn a_numbered_list_has_its_places() {
    let draft = "It rose [1], [2, 3]. It fell [1] in [9].\n\n## References\n\n[1] K. Lund, *Dykes*. Press, 2019.\n\n\
        [2] A. Okafor, \"Tides,\" *Bonn*, vol. 3, 2004.\n\n[3] B. Roe and C. Weir, *The weir, again*. Mill Press, 2011.\n";
    let run = Folder::with(&[("a.md", draft)]).run(&["sources", "-q", "a.md"]);
    let expected = "\
SOURCE       TITLE                                             KIND  WHERE
Lund 2019    Dykes                                             text  1:9, 1:30, 5:1
Okafor 2004  Tides                                             text  1:14, 7:1
broe2011     [3] B. Roe and C. Weir, The weir, again. Mill P…  text  1:14, 9:1
";
    assert_eq!(run.out, expected);
}

#[test]
fn what_an_entry_takes_from_its_proceedings_is_listed() {
    let refs = "@inproceedings{okafor2004, author={Okafor, N.}, title={Mills}, crossref={tides2004}}\n\
        @proceedings{tides2004, title={Tides}, year=2004}\n";
    let folder =
        Folder::with(&[("a.md", "---\nbibliography: refs.bib\n---\n\nIt leaked [@okafor2004].\n"), ("refs.bib", refs)]);
    assert!(folder.run(&["sources", "a.md"]).out.contains("\nOkafor 2004  Mills  entry  5:12\n"));
    let item: Value = serde_json::from_str(&folder.run(&["sources", "--format", "csl-json", "a.md"]).out).unwrap();
    assert_eq!(item[0]["container-title"], "Tides");
    assert_eq!(item[0]["issued"]["date-parts"], json!([[2004]]));
}

#[test]
fn several_drafts_are_one_list() {
    let folder = folder();
    folder.write("b.md", "Also [tides](https://harbour.example.net/tides), [x](https://mill.example/tides) and https://other.mill.example/tides.\n");
    let run = folder.run(&["sources", "-q", "a.md", "b.md"]);
    let rows: Vec<&str> = run.out.lines().collect();
    assert!(rows[1].ends_with("a.md:5:18, 6:44, b.md:1:6"), "{}", rows[1]);
    assert_eq!(rows.len(), 7, "{}", run.out);
    let keys = folder.run(&["sources", "--format", "bibtex", "b.md"]).out;
    let keys: Vec<&str> = keys.lines().filter(|line| line.starts_with('@')).collect();
    assert_eq!(keys, ["@online{example-tides,", "@online{mill-tides,", "@online{mill-tides-2,"]);
}

#[test]
fn a_key_of_which_nothing_is_known_is_listed_and_left_out_of_a_bibliography() {
    let folder = Folder::with(&[("a.md", "Leaky [@lock1931; @source-needed-2].\n")]);
    let run = folder.run(&["sources", "-q", "a.md"]);
    assert_eq!(run.out, "SOURCE    TITLE  KIND   WHERE\nlock1931         entry  1:8\n");
    let run = folder.run(&["sources", "--format", "csl-json", "a.md"]);
    assert_eq!(run.out, "[]\n");
    assert_eq!(run.err, "warning: `lock1931` is in no bibliography that could be read, so it is left out\n");
    assert_eq!(run.code, 0);
}

#[test]
fn standard_input_and_failures_are_as_elsewhere() {
    let folder = folder();
    let run = folder.run_with(&["sources", "--stdin-filename", "notes/x.md", "-"], b"https://mill.example/a\n");
    assert!(
        run.out.starts_with("SOURCE        TITLE  KIND     WHERE\nmill.example  /a     address  1:1\n"),
        "{}",
        run.out
    );
    let run = folder.run(&["sources", "missing.md", "a.md"]);
    assert_eq!((run.code, run.err.as_str()), (2, "error: missing.md: no such file or directory; check the path\n"));
    assert!(run.out.contains("harbour.example.net"));
    assert_eq!(folder.run(&["sources"]).out, folder.run(&["sources", "."]).out, "here, as for every command");
    folder.write("none.md", "Nothing is cited here.\n");
    assert_eq!(folder.run(&["sources", "none.md"]).out, "0 sources, cited at 0 places in 1 draft\n");
    assert_eq!(folder.run(&["sources", "--format", "json", "none.md"]).out, "{\"version\":1,\"sources\":[]}\n");
}
