//! The claims of drafts, as a person and as programs read them, and how a draft is judged.

use super::program::Folder;
use serde_json::{Value, json};

const DRAFT: &str = "\
---
kind: news
---

# The quay

Experts say that the \u{e9}tang will not stand another winter. About 14 percent of the boats were lost in 1931.[^1]

\"The harbour was never meant for ships of that size.\" The council met on Monday.

\u{201c}We saw the light and heard no horn,\u{201d} said Mara Vale, who piloted ferries.

The port spent 3 million dollars on sand, the harbour office said.

Rents rose by 40 percent ([the tables](https://harbour.example.net/tides)).

[^1]: Weir, B. (2004). Why it leaked. Mill Press.
";

/// A claim that is open, whatever stands where its source should.
const BROKEN: &[(&str, &str)] = &[
    ("Some 300 people drowned that night.", ""),
    ("Some 300 people drowned that night (reuters.com).", ""),
    ("Some 300 people drowned that night [citation needed].", ""),
    ("Some 300 people drowned that night.\u{3010}4\u{2020}source\u{3011}", ""),
    ("Some 300 people drowned that night :contentReference[oaicite:3]{index=3}.", ""),
    ("Some 300 people drowned that night ([source](SOURCE-NEEDED)).", ""),
    ("Some 300 people drowned that night [@source-needed-night].", ""),
    ("Some 300 people drowned that night.[^n]", ""),
    ("Some 300 people drowned that night.[^n]", "[^n]: SOURCE NEEDED: the page on reuters.com\n"),
    ("Some 300 people drowned that night ([source][n]).", "[n]: SOURCE-NEEDED\n"),
];

#[test]
fn a_person_sees_a_row_a_claim_and_what_covers_it() {
    let run = Folder::with(&[("a.md", DRAFT)]).run(&["sources", "--claims", "a.md"]);
    // What each is worth is learnt: after new training take the new figures.
    let expected = "\
WHERE  WORTH  CLAIM                                                     WHY                         COVERED BY
7:1       21  Experts say that the \u{e9}tang will not stand another winte\u{2026}  `Experts say` names nobody  Weir 2004
7:59      98  About 14 percent of the boats were lost in 1931.[^1]      a percentage                Weir 2004
9:1       24  \"The harbour was never meant for ships of that size.\"     a quotation                 open
11:1       3  \u{201c}We saw the light and heard no horn,\u{201d}                     a quotation                 said Mara Vale
13:1      97  The port spent 3 million dollars on sand, the harbour o\u{2026}  a large sum                 office said
15:1      78  Rents rose by 40 percent ([the tables](https://harbour.\u{2026}  a percentage, a trend       harbour.example.net

6 claims: 3 sourced, 2 attributed, 1 open
";
    assert_eq!((run.out.as_str(), run.err.as_str(), run.code), (expected, "", 0));
}

#[test]
fn json_is_the_contract() {
    let run = Folder::with(&[("a.md", DRAFT)]).run(&["sources", "--claims", "--format", "json", "a.md"]);
    let sheet: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!((&sheet["version"], &sheet["drafts"][0]["path"]), (&json!(1), &json!("a.md")));
    let kind = (&sheet["drafts"][0]["kind"], &sheet["drafts"][0]["because"]);
    assert_eq!(kind, (&json!("news"), &json!(["its metadata say so"])));
    let total = json!({"claims": 6, "sourced": 3, "attributed": 2, "open": 1});
    assert_eq!((&sheet["total"], &sheet["drafts"][0]["total"]), (&total, &total));
    let start = DRAFT.find("About").unwrap();
    let span = |text: &str, start: usize, column: usize| {
        json!({
            "text": text, "start": start, "end": start + text.len(), "line": 7, "column": column,
            "end_line": 7, "end_column": column + text.len(),
        })
    };
    let mut expected = span("About 14 percent of the boats were lost in 1931.[^1]", start, 59);
    let percent = span("14 percent", start + 6, 65);
    let rest = json!({
        "wants": "figure", "words": percent, "coverage": "sourced", "by": span("[^1]", start + 48, 107), "broken": null,
        "reasons": [{"name": "figure-percent", "called": "a percentage", "weight": 5, "words": percent}],
        "sources": [{"kind": "text", "id": "weir b 2004 why it leaked mill press"}],
        // What they are is learnt: see the test below.
        "worth": sheet["drafts"][0]["claims"][1]["worth"], "cues": sheet["drafts"][0]["claims"][1]["cues"],
    });
    expected.as_object_mut().unwrap().extend(rest.as_object().unwrap().clone());
    assert_eq!(sheet["drafts"][0]["claims"][1], expected);
    let wants: Vec<&Value> = sheet["drafts"][0]["claims"].as_array().unwrap().iter().map(|c| &c["wants"]).collect();
    assert_eq!(wants, ["name", "figure", "speaker", "speaker", "figure", "figure"]);
}

/// Two claims that nothing covers, one that a source does, and between them what is worth most.
const WORTH: &str = "\
---
kind: news
---

Perhaps the most devastating flood of all is the one that some people say will come one day.

About 62 percent of the houses lost their roofs in the flood of 1953 ([the tables](https://harbour.example.net/tides)).

More than 41 percent of the boats were lost in 1931, and 300 people died.
";

#[test]
fn what_is_open_and_worth_most_comes_first_if_asked_for() {
    let folder = Folder::with(&[("a.md", WORTH)]);
    let lines = |arguments: &[&str]| -> Vec<u64> {
        let arguments = [&["sources", "--claims", "--format", "json"], arguments, &["a.md"]].concat();
        let sheet: Value = serde_json::from_str(&folder.run(&arguments).out).unwrap();
        let claims = sheet["drafts"][0]["claims"].as_array().unwrap().clone();
        for claim in &claims {
            assert!(claim["worth"].as_u64().unwrap() <= 100);
            let weights: Vec<f64> =
                claim["cues"].as_array().unwrap().iter().map(|cue| cue["weight"].as_f64().unwrap().abs()).collect();
            assert!((1..=5).contains(&weights.len()) && weights.is_sorted_by(|one, two| one >= two), "{claim}");
        }
        let figure = claims.iter().find(|claim| claim["line"] == 9).unwrap();
        let called: Vec<&Value> = figure["cues"].as_array().unwrap().iter().map(|cue| &cue["called"]).collect();
        assert!(called.contains(&&json!("a percentage")), "{called:?}");
        claims.iter().map(|claim| claim["line"].as_u64().unwrap()).collect()
    };
    assert_eq!(lines(&[]), [5, 7, 9]);
    assert_eq!(lines(&["--sort", "place"]), [5, 7, 9]);
    assert_eq!(lines(&["--sort", "worth"]), [9, 5, 7]);
    let table = folder.run(&["sources", "--claims", "--sort", "worth", "a.md"]).out;
    assert!(table.starts_with("WHERE  WORTH  CLAIM ") && table.contains("\n9:1 "), "{table}");
    // Sources have no worth.
    assert_eq!(folder.run(&["sources", "--sort", "worth", "a.md"]).code, 2);
}

#[test]
fn what_works_as_no_source_covers_nothing() {
    for (sentence, notes) in BROKEN {
        let text = format!("---\nkind: news\n---\n\n{sentence}\n\nThe fog came early that day, and stayed.\n\n{notes}");
        let folder = Folder::with(&[("a.md", &text)]);
        let run = folder.run(&["sources", "--claims", "a.md"]);
        assert!(run.out.ends_with("\n1 claim: 0 sourced, 0 attributed, 1 open\n"), "{sentence} {notes}\n{}", run.out);
        // One fault, one finding: while the marker stands only that is reported.
        let found = folder.run(&["check", "--rule", "attribution", "--format", "jsonl", "a.md"]).out;
        assert_eq!(
            found.lines().filter(|line| line.contains("unsourced")).count(),
            usize::from(!sentence.contains(['(', '[', ':', '\u{3010}'])),
            "{sentence}\n{found}"
        );
    }
}

#[test]
fn a_speaker_covers_what_a_broken_source_does_not() {
    let text =
        "---\nkind: news\n---\n\nSome 300 people drowned that night, Mara Vale said.[^n]\n\n[^n]: SOURCE NEEDED\n";
    let run = Folder::with(&[("a.md", text)]).run(&["sources", "--claims", "a.md"]);
    assert!(run.out.ends_with("\n1 claim: 0 sourced, 1 attributed, 0 open\n"), "{}", run.out);
}

#[test]
fn who_asks_for_claims_wants_them_even_where_the_rules_are_off() {
    let folder =
        Folder::with(&[("a.md", DRAFT), ("b.md", "Plain words.\n"), ("ibid.toml", "[rules]\nattribution = \"off\"\n")]);
    let run = folder.run(&["sources", "--claims", "a.md", "b.md"]);
    assert!(
        run.out.contains("\na.md:9:1 ") && run.out.ends_with("\n6 claims: 3 sourced, 2 attributed, 1 open\n"),
        "{}",
        run.out
    );
    let run = folder.run(&["sources", "--claims", "b.md"]);
    assert_eq!((run.out.as_str(), run.code), ("0 claims: 0 sourced, 0 attributed, 0 open\n", 0));
}

#[test]
fn a_bibliography_of_claims_is_refused() {
    let run = Folder::with(&[("a.md", DRAFT)]).run(&["sources", "--claims", "--format", "bibtex", "a.md"]);
    assert_eq!((run.out.as_str(), run.code), ("", 2));
    assert!(run.err.contains("--format table or json"), "{}", run.err);
}

#[test]
fn a_draft_is_told_how_it_is_judged() {
    let folder = Folder::with(&[("a.md", DRAFT), ("ibid.toml", "attribution.strictness = \"relaxed\"\n")]);
    let run = folder.run(&["explain", "--draft", "a.md"]);
    assert!(run.out.starts_with("a.md: news, because its metadata say so\n\n"), "{}", run.out);
    assert!(run.out.contains("\nnews       8       8          this draft\n"), "{}", run.out);
    assert!(run.out.contains("\nmanual     9       11\n"), "{}", run.out);
    assert!(run.out.contains("1 open. Reported: 1 at `relaxed`, 1 at `standard`, 1 at `strict`.\n"), "{}", run.out);
    assert!(run.out.contains("\nfiction    -       -\n"), "{}", run.out);
    assert_eq!((run.err.as_str(), run.code), ("", 0));
    folder.write("c.md", "---\nkind: Esay\n---\n\nThe quay is old, and the fog was in before the boats were.\n");
    let run = folder.run(&["explain", "--draft", "c.md"]);
    assert!(run.out.contains("`kind: Esay`, which is none of `news`, `essay`"), "{}", run.out);
    let other = "Der Hafen ist alt und der Steg ist noch viel \u{e4}lter als die Stadt, die ihn vor hundert Jahren gebaut hat.\n";
    folder.write("b.md", other);
    assert!(folder.run(&["explain", "--draft", "b.md"]).out.contains("It is not in English"));
    assert_eq!(folder.run(&["explain", "--draft", "none.md"]).code, 2);
    assert_eq!(folder.run(&["explain", "--draft", "a.md", "empty-link"]).code, 2);
    assert_eq!(folder.run(&["explain"]).code, 2);
}

#[test]
fn what_only_the_writer_knows_is_counted_where_fixes_are_applied() {
    let folder =
        Folder::with(&[("a.md", "---\nkind: Essay\n---\n\nHalf of all Danes have never seen a lighthouse keeper.\n")]);
    let run = folder.run(&["check", "a.md"]);
    assert!(run.out.contains("(in the editor, one by one)"), "{}", run.out);
    let run = folder.run(&["fix", "--unsafe", "a.md"]);
    assert!(run.err.contains("a.md: 1 claim wants a source or a name that only the writer knows"), "{}", run.err);
    assert!(!run.err.contains("Nothing to fix"), "{}", run.err);
}
