//! What each format looks like, to the letter.

use super::program::{FAULTY, FIXABLE, Folder};
use serde_json::{Value, json};

const DRAFT: &str = "# Tides\n\nThe caf\u{e9} \u{1f600} keeps [its tables]() dry.\n";

#[test]
fn json_is_the_contract() {
    let folder = Folder::with(&[("a/tides.md", DRAFT)]);
    let run = folder.run(&["check", "--rule", "empty-link", "--format", "json", "a/tides.md"]);
    let expected = concat!(
        r#"{"version":1,"diagnostics":[{"path":"a/tides.md","rule":"empty-link","group":"citation","severity":"error","#,
        r#""message":"The link `its tables` leads nowhere; give it a target","#,
        r#""start":30,"end":44,"line":3,"column":18,"end_line":3,"end_column":32,"#,
        r#""fixes":[{"title":"Keep the text without the link","safety":"unsafe","#,
        r#""edits":[{"path":"a/tides.md","start":30,"end":44,"text":"its tables"}]}]}]}"#,
        "\n"
    );
    assert_eq!(run.out, expected);
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    assert_eq!(&DRAFT[30..44], "[its tables]()");
}

#[test]
fn json_lines_are_the_same_diagnostics() {
    let folder = Folder::with(&[("a.md", FAULTY), ("b.md", FAULTY)]);
    let lines = folder.run(&["check", "--format", "jsonl", "."]).out;
    let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines, folder.diagnostics(&["."]));
    assert_eq!(lines.len(), 2);
}

#[test]
fn json_of_nothing_is_an_empty_list() {
    let folder = Folder::with(&[("a.md", "")]);
    let run = folder.run(&["check", "--format", "json", "a.md"]);
    assert_eq!((run.code, run.out.as_str()), (0, "{\"version\":1,\"diagnostics\":[]}\n"));
}

#[test]
fn a_person_sees_the_place_and_the_fix() {
    let folder = Folder::with(&[("tides.md", DRAFT)]);
    let run = folder.run(&["check", "--rule", "empty-link", "tides.md"]);
    let expected = "\
error[empty-link]: The link `its tables` leads nowhere; give it a target
 --> tides.md:3:18
  |
3 | The caf\u{e9} \u{1f600} keeps [its tables]() dry.
  |                   ^^^^^^^^^^^^^^
  |
  = fix: Keep the text without the link (look at it first)

1 error in 1 draft; 1 can be fixed with `ibid fix --unsafe`
";
    assert_eq!(run.out, expected);
}

#[test]
fn a_person_is_told_what_fix_would_mend() {
    let folder = Folder::with(&[("a.md", FIXABLE), ("b.md", FAULTY)]);
    let run = folder.run(&["check", "--rule", "empty-link", "--rule", "tracking-parameter", "."]);
    let summary = run.out.lines().last().unwrap();
    assert_eq!(summary, "1 error, 1 hint in 2 drafts; 1 can be fixed with `ibid fix`, 1 more with `--unsafe`");
}

#[test]
fn quiet_leaves_out_the_summary() {
    let folder = Folder::with(&[("a.md", "Nothing is wrong.\n")]);
    assert_eq!(folder.run(&["check", "a.md"]).out, "Nothing found in 1 draft\n");
    assert_eq!(folder.run(&["check", "-q", "a.md"]).out, "");
}

#[test]
fn colours_are_for_terminals_or_those_who_ask() {
    let folder = Folder::with(&[("a.md", FAULTY)]);
    let coloured = |name: &str| {
        let output = folder.command(&["check", "a.md"]).env(name, "1").output().unwrap();
        output.stdout.contains(&0x1b)
    };
    assert!(!coloured("NO_COLOR"));
    assert!(!coloured("CLICOLOR"));
    assert!(coloured("CLICOLOR_FORCE"));
}

#[test]
fn a_long_line_is_cut_around_its_fault() {
    let line = format!("{}{}{}", "word ".repeat(2_000), FAULTY.trim(), " word".repeat(2_000));
    let folder = Folder::with(&[("a.md", &line)]);
    let run = folder.run(&["check", "--rule", "empty-link", "a.md"]);
    assert!(run.out.contains(" --> a.md:1:10026\n"), "{}", run.out);
    assert!(run.out.contains("[its tide tables]()"), "{}", run.out);
    assert!(run.out.lines().all(|line| line.len() < 200), "{}", run.out);
}

#[test]
fn github_gets_commands_with_escaped_names() {
    let folder = Folder::with(&[("50%, or: so.md", FAULTY)]);
    let run = folder.run(&["check", "--rule", "empty-link", "--format", "github", "."]);
    let expected = "::error file=50%25%2C or%3A so.md,line=1,endLine=1,col=26,endColumn=45,title=empty-link::\
                    The link `its tide tables` leads nowhere; give it a target\n";
    assert_eq!(run.out, expected);
}

#[test]
fn sarif_has_rules_places_and_fixes() {
    let folder = Folder::with(&[("my draft.md", DRAFT)]);
    let run = folder.run(&["check", "--rule", "empty-link", "--format", "sarif", "my draft.md"]);
    let log: Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let result = &run["results"][0];
    let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
    let rule = &run["tool"]["driver"]["rules"][index];
    assert_eq!((&rule["id"], &result["ruleId"]), (&json!("empty-link"), &json!("empty-link")));
    assert_eq!(rule["defaultConfiguration"], json!({"enabled": true, "level": "error"}));
    let region = json!({"startLine": 3, "startColumn": 18, "endLine": 3, "endColumn": 32});
    let artifact = json!({"uri": "my%20draft.md", "uriBaseId": "%SRCROOT%"});
    assert_eq!(result["locations"], json!([{"physicalLocation": {"artifactLocation": artifact, "region": region}}]));
    assert_eq!(
        result["fixes"][0]["artifactChanges"],
        json!([{
            "artifactLocation": artifact,
            "replacements": [{"deletedRegion": region, "insertedContent": {"text": "its tables"}}],
        }])
    );
}
