//! What a rule and its page look like.

use crate::page::{self, Kind, rules};
use crate::run::{check_with_fixes, report};
use ibid::rules::{Fixable, RULES};
use std::collections::BTreeSet;
use std::path::Path;

/// The sections of a page, in this order. The first is not always there: a plain rule explains itself.
const SECTIONS: &[&str] = &["Why", "Invalid", "Valid", "Fix", "Limits"];

#[test]
fn names_are_unique_and_kebab_case() {
    let names: BTreeSet<&str> = RULES.iter().map(|rule| rule.name).collect();
    assert_eq!(names.len(), RULES.len(), "two rules have the same name");
    for name in names {
        let proper = name.split('-').all(|word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase()));
        assert!(proper, "`{name}` is not kebab-case");
    }
}

#[test]
fn pages_have_the_same_shape() {
    let mut failures = Vec::new();
    for rule in rules() {
        let mut wrong = |what: String| failures.push(format!("{}: {what}", page::path(rule).display()));
        let title = format!("# {}", rule.name);
        if rule.page.lines().next() != Some(&title) {
            wrong(format!("the first line is not `{title}`"));
        }
        let summary = rule.summary();
        let paragraph =
            rule.page.lines().skip_while(|line| *line != summary).take_while(|line| !line.is_empty()).count();
        if !summary.ends_with('.') || summary.contains(". ") || paragraph != 1 {
            wrong(format!("the summary is not one sentence on one line: {summary}"));
        }
        let sections = headings(rule.page);
        let known: Vec<&str> = SECTIONS.iter().copied().filter(|name| sections.contains(name)).collect();
        if sections != known {
            wrong(format!("the sections are {sections:?}; they are some of {SECTIONS:?}, in this order"));
        }
        for (name, needed) in
            [("Why", true), ("Invalid", true), ("Valid", true), ("Fix", rule.fixable != Fixable::Never)]
        {
            if sections.contains(&name) != needed {
                wrong(format!(
                    "section `{name}` is {}",
                    if needed { "missing" } else { "there, but the rule has no fixes" }
                ));
            }
        }
        let examples = page::read(rule, rule.page);
        for (kind, least) in [(Kind::Invalid, 2), (Kind::Valid, 2)] {
            let count = examples.iter().filter(|example| example.kind == kind).count();
            if count < least {
                wrong(format!("{count} {kind:?} examples; at least {least}"));
            }
        }
    }
    report(failures);
}

/// The second-level headings outside code.
fn headings(page: &str) -> Vec<&str> {
    let mut fence = None;
    let mut found = Vec::new();
    for line in page.lines() {
        match fence {
            Some(open) if line == open => fence = None,
            Some(_) => {}
            None if line.starts_with("```") => fence = Some(line.trim_end_matches(|c| c != '`')),
            None => found.extend(line.strip_prefix("## ")),
        }
    }
    found
}

#[test]
fn rules_tell_the_truth_about_their_fixes() {
    let mut failures = Vec::new();
    for rule in rules() {
        let (mut with, mut without) = (0, 0);
        for example in page::read(rule, rule.page).iter().filter(|example| example.kind == Kind::Invalid) {
            for (finding, fixes) in check_with_fixes(example, &example.text) {
                if finding.rule == rule {
                    *(if fixes.is_empty() { &mut without } else { &mut with }) += 1;
                }
            }
        }
        let truth = match rule.fixable {
            Fixable::Never => with == 0,
            Fixable::Sometimes => with > 0 && without > 0,
            Fixable::Always => without == 0,
        };
        if !truth {
            let fixable = rule.fixable;
            failures.push(format!(
                "{} says {fixable:?}: its page shows {with} findings with fixes, {without} without",
                rule.name
            ));
        }
    }
    report(failures);
}

#[test]
fn each_rule_is_one_short_file() {
    let mut failures = Vec::new();
    for rule in RULES {
        let path = page::path(rule).with_extension("rs");
        match std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(&path)) {
            Ok(source) if source.lines().count() < 200 => {}
            Ok(source) => {
                failures.push(format!("{} has {} lines; a rule has under 200", path.display(), source.lines().count()))
            }
            Err(_) => failures.push(format!("{} is missing", path.display())),
        }
    }
    report(failures);
}
