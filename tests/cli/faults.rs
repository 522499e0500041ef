//! A fault in ibid itself costs the rule in which it shows, on the draft on which it shows, and is owned up to.
//!
//! In builds for development a draft can ask a rule to fail.

use super::program::{FAULTY, FIXABLE, FIXED, Folder};

const PROVOKES: &str = "<!-- provoke-ibid dangling-pointer -->\n\n";

#[test]
fn a_rule_that_fails_leaves_the_others_and_the_other_drafts_alone() {
    let secret = "The lighthouse keeper's own words.";
    let folder = Folder::with(&[("a.md", FAULTY), ("c.md", FAULTY)]);
    // In this block, at the next one, and asked about the whole draft.
    for (rule, kind) in [("dangling-pointer", "block"), ("duplicate-definition", "draft")] {
        folder.write("b.md", format!("<!-- provoke-ibid {rule} --> {secret}\n\n{FAULTY}"));
        for format in ["human", "json", "sarif"] {
            let run = folder.run(&["check", "--format", format, "."]);
            assert_eq!(run.code, 2, "{kind}: {}", run.err);
            assert!(run.err.starts_with(&format!("error: b.md: the rule `{rule}` failed at src/check/fault.rs:")));
            assert_eq!(run.err.lines().filter(|line| line.contains("failed")).count(), 1, "{}", run.err);
            assert!(!run.err.contains("lighthouse"), "a draft is the writer's own: {}", run.err);
        }
        assert_eq!(folder.faulty(&["."]), ["a.md", "b.md", "c.md"], "{kind}: the other rules go on, in `b.md` too");
        let run = folder.run(&["check", "--excerpts", "."]);
        assert!(run.err.contains(secret), "{}", run.err);
    }
}

#[test]
fn a_stage_that_fails_leaves_the_rest_alone() {
    for stage in ["reading a block's sources", "weighing claims", "reading silencing comments", "writing fixes"] {
        let folder = Folder::with(&[("a.md", &format!("<!-- provoke-ibid {stage} -->\n\n{FAULTY}"))]);
        let run = folder.run(&["check", "--format", "json", "."]);
        assert_eq!(run.code, 2);
        assert!(run.err.starts_with(&format!("error: a.md: {stage} failed at")), "{}", run.err);
        assert!(run.out.contains("empty-link"), "{stage}: {}", run.out);
    }
}

#[test]
fn the_other_rules_fixes_are_written() {
    let folder = Folder::with(&[("a.md", &format!("{PROVOKES}{FIXABLE}")), ("b.md", FIXABLE)]);
    let run = folder.run(&["fix", "."]);
    assert_eq!(run.code, 2);
    assert!(run.err.starts_with("error: a.md: the rule `dangling-pointer` failed"), "{}", run.err);
    assert_eq!(folder.read("a.md"), format!("{PROVOKES}{FIXED}"));
    assert_eq!(folder.read("b.md"), FIXED);
}

#[test]
fn a_fault_at_a_bibliography_costs_no_draft() {
    let folder = Folder::with(&[("a.md", FAULTY)]);
    folder.write("provoke-ibid incomplete-entry.bib", "@book{lock, title = {A Lock Rebuilt}}\n@book{lock,}\n");
    folder.write("ibid.toml", "bibliography = [\"provoke-ibid incomplete-entry.bib\"]\n");
    let run = folder.run(&["check", "--format", "json", "."]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("the rule `incomplete-entry` failed"), "{}", run.err);
    assert!(run.out.contains("empty-link") && run.out.contains("duplicate-definition"), "{}", run.out);
    assert!(!run.out.contains("\"incomplete-entry\""), "{}", run.out);
}

#[test]
fn a_fact_sheet_owns_up_to_it_too() {
    let folder = Folder::with(&[("a.md", &format!("{PROVOKES}About 14 percent of the boats were lost in 1931.\n"))]);
    let run = folder.run(&["sources", "--claims", "."]);
    assert_eq!(run.code, 2);
    assert!(run.err.starts_with("error: a.md: the rule `dangling-pointer` failed"), "{}", run.err);
    assert!(run.out.contains("14 percent"), "{}", run.out);
}
