//! Links to files around a draft.

use super::program::Folder;

/// The findings as `path:line rule message`.
fn found(folder: &Folder, args: &[&str]) -> Vec<String> {
    let shown = |found: &serde_json::Value| {
        let text = |key: &str| found[key].as_str().unwrap().to_owned();
        format!("{}:{} {}: {}", text("path"), found["line"], text("rule"), text("message"))
    };
    folder.diagnostics(args).iter().map(shown).collect()
}

#[test]
fn a_folder_of_drafts_is_held_together() {
    let folder = Folder::with(&[
        ("a.md", "# A\n\nSee [b](b.md#mills), [b](b.md#mlils), [c](c.md), [it](../x.md), [the map](img/map.png).\n"),
        ("b.md", "# B\n\n## Mills\n\nBack to [a](./a.md#a), on to [the note](notes/n%20one.md).\n"),
        ("notes/n one.md", "[Up](../a.md), [wrong](a.md).\n"),
        ("img/map.png", ""),
    ]);
    let expected = [
        "a.md:3 missing-heading: No heading of `b.md` answers to `#mlils`; one does to `#mills`",
        "a.md:3 missing-file: There is no file `c.md`, so the link leads nowhere",
        "notes/n one.md:1 missing-file: There is no file `a.md`; `../a.md` is there",
    ];
    assert_eq!(found(&folder, &["a.md", "b.md", "notes"]), expected);
    let run = folder.run(&["fix", "--unsafe", "a.md", "notes"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(folder.read("a.md").contains("[b](b.md#mills), [b](b.md#mills), [c](c.md)"));
    assert_eq!(folder.read("notes/n one.md"), "[Up](../a.md), [wrong](../a.md).\n");
    assert_eq!(found(&folder, &["notes"]), [""; 0]);
}

#[test]
fn a_draft_away_from_its_files_does_not_complain() {
    let away = "![One](img/1.png) and [two](two.md), [three](docs/three.md#x).\n";
    let folder = Folder::with(&[
        ("a.md", away),
        ("one.md", "See [two](two.md), and [two](two.md).\n"),
        ("slip.md", "See [the tables](tide-tabels.md).\n"),
        ("tide-tables.md", "Low water.\n"),
    ]);
    assert_eq!(found(&folder, &["a.md"]), [""; 0]);
    // In a repository one file that is not there is a fault; elsewhere only a similar name shows that it should be.
    let count = |draft: &str| found(&folder, &[draft]).len();
    assert_eq!((count("one.md"), count("slip.md")), (2, 1));
    std::fs::remove_dir(folder.path().join(".git")).unwrap();
    assert_eq!((count("one.md"), count("slip.md")), (0, 1));
    let draft = std::fs::read(folder.path().join("one.md")).unwrap();
    assert_eq!(
        folder.run_with(&["check", "--format", "jsonl", "-"], &draft).out.lines().count(),
        0,
        "it is in no file"
    );
}

#[test]
fn what_may_come_later_is_left_alone() {
    let folder = Folder::with(&[
        (".gitignore", "build/\n*.svg\n"),
        ("a.md", "[A](build/a.html), ![b](b.svg), [c](a.pdf), [d](b.md), ![e](a_files/fig-1.png), [f](gone.md).\n"),
        ("b.md", "# B\n"),
    ]);
    let gone = "a.md:1 missing-file: There is no file `gone.md`, so the link leads nowhere";
    assert_eq!(found(&folder, &["a.md"]), [gone]);
    folder.write("sub/a.md", "[A](../issues/new), [b](../gone.md), [c](../../other/c.md).\n");
    let gone_above = "sub/a.md:1 missing-file: There is no file `../gone.md`, so the link leads nowhere";
    assert_eq!(found(&folder, &["sub/a.md"]), [gone_above]);
    folder.write("mkdocs.yml", "site_name: x\n");
    folder.write("a.md", "[A](tags/x/), [b](feed.xml), [c](b.md), [d](gone.md).\n");
    assert_eq!(found(&folder, &["a.md"]), [gone]);
}

#[test]
fn targets_from_the_root_are_judged_where_the_root_is_known() {
    let draft = "[A](/posts/a.md), [b](/posts/b.md#x), ![c](/img/c.png), ![d](/img/d.png), [tags](/tags/x/).\n";
    let folder = Folder::with(&[
        ("content/posts/a.md", "# A\n"),
        ("content/posts/b.md", "# B\n"),
        ("static/img/c.png", ""),
        ("content/draft.md", draft),
    ]);
    let heading =
        "content/draft.md:1 missing-heading: No heading of `b.md` answers to `#x`, so the link leads to its top";
    assert_eq!(found(&folder, &["content/draft.md"]), [heading]);
    folder.write("ibid.toml", "root = [\"content\", \"static\"]\n");
    let image = "content/draft.md:1 missing-file: There is no file `/img/d.png`, so no image is shown";
    assert_eq!(found(&folder, &["content/draft.md"]), [heading, image]);
    folder.write("ibid.toml", "root = \"nowhere\"\n");
    let run = folder.run(&["check", "content/draft.md"]);
    assert_eq!(run.err.lines().next(), Some("warning: ibid.toml:1:8: There is no folder `nowhere` beside this one"));
}

#[test]
fn wiki_links_are_judged_where_one_leads_to_a_page() {
    let folder = Folder::with(&[
        ("a.md", "See [[Tides]], [[tides#Low water|low]], [[Tides#Hgih water]], [[Tide tables]], [[notes/mills]].\n"),
        ("b.md", "See [[Mils]] and x[[1]].\n"),
        ("sub/Tides.md", "## Low water\n\n## High water\n"),
        ("sub/notes/Mills.md", "# Mills\n"),
    ]);
    assert_eq!(
        found(&folder, &["a.md", "b.md"]),
        [
            "a.md:1 missing-heading: No heading of `Tides.md` answers to `#Hgih water`; one does to `#high-water`",
            "a.md:1 missing-file: There is no page `Tide tables`, so the link leads nowhere",
        ]
    );
}

#[test]
fn chapters_of_a_book_share_their_headings() {
    for (file, text) in [
        (
            "_quarto.yml",
            "project:\n  type: book\nbook:\n  chapters:\n    - index.qmd\n    - part: p\n      chapters: [two.qmd]\n",
        ),
        ("_bookdown.yml", "book_filename: x\n"),
    ] {
        let folder = Folder::with(&[
            ("index.qmd", "# One\n\nSee [two](#sec-two) and [none](#sec-none).\n"),
            ("two.qmd", "# Two {#sec-two}\n"),
            ("none.md", "# None {#sec-other}\n"),
        ]);
        let missing = |name: &str| {
            format!(
                "index.qmd:3 missing-heading: No heading of this draft answers to `#{name}`, so the link leads nowhere"
            )
        };
        assert_eq!(found(&folder, &["index.qmd"]), [missing("sec-two"), missing("sec-none")]);
        folder.write(file, text);
        assert_eq!(found(&folder, &["index.qmd"]), [missing("sec-none")], "{file}");
    }
}
