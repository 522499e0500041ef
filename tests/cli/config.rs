//! Configuration: what is said of wrong files, which file counts, and what is ignored.

use super::program::{FAULTY, Folder};

/// How severe the one finding in `a.md` is; `None` if there is none.
fn severity(folder: &Folder, args: &[&str]) -> Option<String> {
    let args = [&["--rule", "empty-link"], args].concat();
    let found = folder.diagnostics(&args);
    Some(found.first()?["severity"].as_str()?.to_owned())
}

fn level(word: &str) -> String {
    format!("[rules]\nempty-link = \"{word}\"\n")
}

#[test]
fn wrong_files_are_explained_at_their_places_and_the_rest_counts() {
    let folder = Folder::with(&[
        ("a.md", FAULTY),
        (
            "ibid.toml",
            "citation-stlye = \"footnote\"\nknown-sites = [\"https://www.Harbour.example.org/x\", 3]\n\
             ignore = \"x\"\n[rules]\nempty-link = \"warn\"\nemty-link = \"off\"\ncitation = \"hint\"\n",
        ),
    ]);
    let run = folder.run(&["check", "--rule", "empty-link", "--format", "json", "a.md"]);
    let expected = "\
warning: ibid.toml:1:1: unknown key `citation-stlye`: did you mean `citation-style`?
warning: ibid.toml:2:16: `https://www.Harbour.example.org/x` is more than a host name: write `harbour.example.org`
warning: ibid.toml:2:53: `known-sites` has a number in its list, where only texts may stand
warning: ibid.toml:3:10: `ignore` is text here; it has to be a list of texts, such as [\"…\"]
warning: ibid.toml:5:14: unknown level `warn`: did you mean `warning`?
warning: ibid.toml:6:1: unknown rule `emty-link`: did you mean `empty-link`?
";
    assert_eq!(run.err, expected);
    assert_eq!(run.code, 0, "the group is a hint, and wrong keys do not decide");
    assert!(run.out.contains("\"severity\":\"hint\""), "{}", run.out);
}

#[test]
fn broken_syntax_is_placed_and_the_rest_counts() {
    let folder = Folder::with(&[("a.md", FAULTY), ("ibid.toml", "known-sites = [\n[rules]\nempty-link = \"hint\"\n")]);
    let run = folder.run(&["check", "a.md"]);
    assert!(run.err.contains("error: ibid.toml:2:2: This is not TOML: "), "{}", run.err);
    assert_eq!(run.code, 2, "what else it says may be lost");

    let folder =
        Folder::with(&[("a.md", FAULTY), ("ibid.toml", "citation-style = \n[rules]\nempty-link = \"hint\"\n")]);
    let run = folder.run(&["check", "a.md"]);
    assert!(run.err.starts_with("error: ibid.toml:1:"), "{}", run.err);
    assert_eq!(run.err.lines().count(), 1, "{}", run.err);
    assert_eq!(severity(&folder, &["a.md"]).as_deref(), Some("hint"));
}

#[test]
fn a_rule_outside_its_table_is_recognised() {
    let folder = Folder::with(&[("a.md", FAULTY), ("ibid.toml", "empty-link = \"off\"\n")]);
    let run = folder.run(&["check", "a.md"]);
    assert_eq!(run.err, "warning: ibid.toml:1:1: `empty-link` is a rule: write it under `[rules]`\n");
}

#[test]
fn the_nearest_file_counts_over_the_users() {
    let folder = Folder::with(&[("a/b/a.md", FAULTY)]);
    let now = || severity(&folder, &["a/b/a.md"]).unwrap();
    assert_eq!(now(), "error");
    folder.write("user/ibid/ibid.toml", level("hint"));
    assert_eq!(now(), "hint");
    folder.write("ibid.toml", level("warning"));
    assert_eq!(now(), "warning");
    folder.write("a/.ibid.toml", level("information"));
    assert_eq!(now(), "information");
    folder.write("a/ibid.toml", level("error"));
    assert_eq!(now(), "error");
    // Only the nearest counts: this one says nothing of the rule, hence the user's file does.
    folder.write("a/b/ibid.toml", "");
    assert_eq!(now(), "hint");
}

#[test]
fn the_search_ends_at_the_repository() {
    let folder = Folder::with(&[("ibid.toml", &level("hint")), ("inner/a.md", FAULTY)]);
    assert_eq!(severity(&folder, &["inner/a.md"]).as_deref(), Some("hint"));
    folder.write("inner/.git", "gitdir: elsewhere\n");
    assert_eq!(severity(&folder, &["inner/a.md"]).as_deref(), Some("error"));
}

#[test]
fn a_stronger_group_outweighs_a_weaker_rule() {
    let folder = Folder::with(&[
        ("a.md", FAULTY),
        ("user/ibid/ibid.toml", &level("hint")),
        ("ibid.toml", "[rules]\ncitation = \"warning\"\n"),
    ]);
    assert_eq!(severity(&folder, &["a.md"]).as_deref(), Some("warning"));
}

#[test]
fn a_file_may_be_chosen_or_none() {
    let folder = Folder::with(&[
        ("a.md", FAULTY),
        ("ibid.toml", &level("hint")),
        ("user/ibid/ibid.toml", "[rules]\nempty-link = \"information\"\n"),
        ("other.toml", "known-sites = []\n"),
    ]);
    assert_eq!(severity(&folder, &["--no-config", "a.md"]).as_deref(), Some("error"));
    assert_eq!(severity(&folder, &["--config", "other.toml", "a.md"]).as_deref(), Some("error"));
    assert_eq!(severity(&folder, &["--config", "ibid.toml", "a.md"]).as_deref(), Some("hint"));
}

#[test]
fn a_rule_that_is_off_is_silent_unless_asked_for() {
    let folder = Folder::with(&[("a.md", FAULTY), ("ibid.toml", &level("off"))]);
    let found = folder.diagnostics(&["a.md"]);
    assert!(found.iter().all(|found| found["rule"] != "empty-link"), "{found:?}");
    assert_eq!(severity(&folder, &["a.md"]).as_deref(), Some("error"));
}

#[test]
fn a_file_that_cannot_be_read_is_a_failure() {
    let folder = Folder::with(&[("a.md", FAULTY)]);
    folder.write("ibid.toml", b"# caf\xe9\n");
    let run = folder.run(&["check", "--format", "json", "a.md"]);
    assert_eq!(
        (run.code, run.err.as_str()),
        (2, "error: ibid.toml: not UTF-8 at byte 5, on line 1; save it as UTF-8\n")
    );
    assert!(run.out.contains("empty-link"), "the draft is checked all the same: {}", run.out);
}

#[test]
fn ignored_drafts_are_left_out_of_walks() {
    let folder = Folder::with(&[
        ("docs/ibid.toml", "ignore = [\"/archive/\", \"CHANGELOG.md\", \"*.tmp.md\", \"!keep.tmp.md\"]\n"),
        ("docs/a.md", FAULTY),
        ("docs/archive/b.md", FAULTY),
        ("docs/deep/archive/c.md", FAULTY),
        ("docs/deep/CHANGELOG.md", FAULTY),
        ("docs/x.tmp.md", FAULTY),
        ("docs/keep.tmp.md", FAULTY),
        ("archive/d.md", FAULTY),
    ]);
    let all = ["archive/d.md", "docs/a.md", "docs/deep/archive/c.md", "docs/keep.tmp.md"];
    assert_eq!(folder.faulty(&["."]), all);
    assert_eq!(folder.faulty(&["docs/x.tmp.md"]), ["docs/x.tmp.md"], "what is named outright is read");
    assert_eq!(folder.faulty(&["--no-config", "."]).len(), 7);
}

#[test]
fn the_users_globs_are_relative_to_the_repository() {
    let folder = Folder::with(&[
        ("user/ibid/ibid.toml", "ignore = [\"/drafts/\"]\n"),
        ("drafts/a.md", FAULTY),
        ("b/drafts/c.md", FAULTY),
    ]);
    assert_eq!(folder.faulty(&["."]), ["b/drafts/c.md"]);
}

#[test]
fn an_editor_stands_between_the_user_and_the_project() {
    let editor = serde_json::json!({
        "enable": true, "path": null, "logLevel": "warn", "trace": {"server": "off"},
        "citation-style": "auto", "rules": {"empty-link": "hint", "emty-link": "off"}, "ingore": [],
    });
    let (layer, problems) = ibid::config::Layer::from_json(&editor);
    let mut messages: Vec<_> = problems.iter().map(|problem| problem.message.as_str()).collect();
    messages.sort_unstable();
    assert_eq!(
        messages,
        ["unknown key `ingore`: did you mean `ignore`?", "unknown rule `emty-link`: did you mean `empty-link`?"]
    );
    let folder = Folder::with(&[("a.md", FAULTY)]);
    let rule = ibid::rules::rule("empty-link").unwrap();
    let now = |folder: &Folder| {
        let in_force = ibid::workspace::in_force(&folder.path().join("a.md"), Some(&layer));
        (in_force.settings.severity(rule).unwrap(), in_force.files.len())
    };
    assert_eq!(now(&folder).0, ibid::finding::Severity::Hint);
    let files = now(&folder).1;
    folder.write("ibid.toml", level("warning"));
    assert_eq!(now(&folder), (ibid::finding::Severity::Warning, files + 1));
}
