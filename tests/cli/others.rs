//! The commands around checking and fixing.

use super::program::{CLEAN, Folder};
use ibid::rules::RULES;

#[test]
fn every_rule_is_explained_and_can_be_silenced() {
    let folder = Folder::new();
    for rule in RULES {
        let run = folder.run(&["explain", rule.name]);
        assert_eq!(run.code, 0, "{}", rule.name);
        assert!(run.out.contains("## How to silence"), "{}", rule.name);
        assert!(run.out.contains(&format!("<!-- ibid-ignore {}", rule.name)), "{}", rule.name);
        assert!(run.out.contains(&format!("{} = \"off\"", rule.name)), "{}", rule.name);
    }
    let page = folder.run(&["explain", "empty-link"]).out;
    assert!(page.starts_with("# empty-link\n"), "{page}");
    let run = folder.run(&["explain", "empty-lnik"]);
    assert_eq!((run.code, run.err.as_str()), (2, "error: unknown rule `empty-lnik`: did you mean `empty-link`?\n"));
    assert!(folder.run(&["explain", "citation"]).out.contains("- `empty-link`: "));
}

#[test]
fn the_rules_are_listed_for_people_and_programs() {
    let folder = Folder::new();
    let table = folder.run(&["rules"]).out;
    assert_eq!(table.lines().count(), RULES.len() + 1);
    let listed: serde_json::Value = serde_json::from_str(&folder.run(&["rules", "--format", "json"]).out).unwrap();
    let rows = listed["rules"].as_array().unwrap();
    assert_eq!(rows.len(), RULES.len());
    let row = rows.iter().find(|row| row["name"] == "empty-link").unwrap();
    assert_eq!((&row["group"], &row["severity"]), (&"citation".into(), &"error".into()));
}

#[test]
fn a_new_configuration_is_right_and_never_overwrites() {
    let folder = Folder::with(&[("a.md", CLEAN)]);
    let run = folder.run(&["init"]);
    assert_eq!((run.code, run.out.as_str()), (0, "Wrote ibid.toml\n"));
    assert_eq!(folder.run(&["check", "a.md"]).err, "");
    folder.write("ibid.toml", "# mine\n");
    let run = folder.run(&["init"]);
    assert_eq!((run.code, run.err.as_str()), (2, "error: ibid.toml is there already; remove it to start afresh\n"));
    assert_eq!(folder.read("ibid.toml"), "# mine\n");
    std::fs::rename(folder.path().join("ibid.toml"), folder.path().join(".ibid.toml")).unwrap();
    assert_eq!(folder.run(&["init"]).code, 2);
    assert_eq!(folder.run(&["init", "nowhere"]).code, 2);
}

#[test]
fn the_schema_names_every_rule() {
    let folder = Folder::new();
    let schema: serde_json::Value = serde_json::from_str(&folder.run(&["schema"]).out).unwrap();
    let rules = schema["properties"]["rules"]["properties"].as_object().unwrap();
    assert!(RULES.iter().all(|rule| rules.contains_key(rule.name) && rules.contains_key(rule.group.name())));
    assert_eq!(schema["properties"]["citation-style"]["default"], "auto");
}

#[test]
fn shells_get_their_completions() {
    let folder = Folder::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let run = folder.run(&["completions", shell]);
        assert_eq!(run.code, 0);
        assert!(run.out.contains("ibid"), "{shell}");
    }
}

#[test]
fn help_and_version_are_no_failures() {
    let folder = Folder::new();
    assert_eq!(folder.run(&["--help"]).code, 0);
    assert_eq!(folder.run(&["check", "--help"]).code, 0);
    assert_eq!(folder.run(&["--version"]).out, format!("ibid {}\n", env!("CARGO_PKG_VERSION")));
}
