//! What the examples are held to: carets and messages, both ways; texts after fixes; silence.

use crate::annotate::{annotate, indent};
use crate::page::{self, Example, Kind, examples};
use ibid::bibliography::{Bibliography, Format, Shelf};
use ibid::check::{Draft, Stock, apply, check_shelf};
use ibid::finding::{Finding, Fix, Repair, Safety};
use std::sync::Arc;

/// After so many rounds of first fixes nothing is left to fix.
pub const ROUNDS: usize = 5;

/// What is found in `text` with the example's settings.
pub fn check(example: &Example, text: &str) -> Vec<Finding> {
    check_with_fixes(example, text).into_iter().map(|(finding, _)| finding).collect()
}

/// What is found in `text`, and the fixes of each.
pub fn check_with_fixes(example: &Example, text: &str) -> Vec<(Finding, Vec<Fix>)> {
    if example.bibliography {
        let shelf = Shelf::new("refs.bib", Bibliography::read(text, Format::Bibtex));
        let (cited, settings) = (example.cited(), example.settings());
        let stock = Stock { shelf: &shelf, cited: &cited, settings: &settings, lock: &example.lock };
        return check_shelf(&stock, None).into_iter().map(|finding| (finding.clone(), of_shelf(&finding))).collect();
    }
    let mut draft = Draft::new(text, Arc::clone(&example.settings()));
    example.supply(&mut draft);
    let findings = draft.check();
    let fixes = draft.fixes(&findings);
    assert_eq!(findings.len(), fixes.len(), "{}: one list of fixes for each finding", example.place());
    findings.into_iter().zip(fixes).collect()
}

/// The fixes of a finding in a bibliography, which has no style of its own.
fn of_shelf(finding: &Finding) -> Vec<Fix> {
    let fix = |repair: &Repair| match repair {
        Repair::Edits { title, safety, edits } => {
            Some(Fix { title: title.clone(), safety: *safety, edits: edits.clone(), elsewhere: None })
        }
        _ => None,
    };
    finding.repairs.iter().filter_map(fix).collect()
}

/// Applies to the rule's findings the fix that `choose` takes, until there is none to take. `Err` with the last text if that does not end.
pub fn mend(example: &Example, text: &str, choose: impl Fn(&[Fix]) -> Option<&Fix>) -> Result<String, String> {
    let mut text = text.to_owned();
    for _ in 0..=ROUNDS {
        let findings = check_with_fixes(example, &text);
        let own = findings.iter().filter(|(finding, _)| finding.rule == example.rule);
        let chosen: Vec<&Fix> = own.filter_map(|(_, fixes)| choose(fixes)).collect();
        let (next, applied) = apply(&text, chosen);
        if applied == 0 {
            return Ok(text);
        }
        text = next;
    }
    Err(text)
}

/// Panics with all `failures`, if there are any.
pub fn report(failures: Vec<String>) {
    assert!(failures.is_empty(), "{} to mend\n\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn invalid_examples_are_found_as_marked() {
    let mut failures = Vec::new();
    for example in examples().iter().filter(|example| example.kind == Kind::Invalid) {
        let findings = check(example, &example.text);
        let (own, others): (Vec<&Finding>, Vec<&Finding>) =
            findings.iter().partition(|finding| finding.rule == example.rule);
        let found = annotate(&example.text, own.iter().copied());
        if own.is_empty() {
            failures.push(format!("{}: nothing is found in\n{}", example.place(), indent(&example.written)));
        } else if found != example.written {
            failures.push(format!(
                "{}: the page says\n{}  but found is\n{}",
                example.place(),
                indent(&example.written),
                indent(&found)
            ));
        }
        if !others.is_empty() && !example.others() {
            failures.push(foreign(example, &others));
        }
    }
    if updating() {
        return update();
    }
    report(failures);
}

#[test]
fn valid_examples_are_silent() {
    let mut failures = Vec::new();
    for example in examples().iter().filter(|example| example.kind == Kind::Valid) {
        let findings = check(example, &example.text);
        let wrong: Vec<&Finding> = findings.iter().filter(|f| !example.others() || f.rule == example.rule).collect();
        if !wrong.is_empty() {
            failures.push(foreign(example, &wrong));
        }
    }
    report(failures);
}

fn foreign(example: &Example, findings: &[&Finding]) -> String {
    let names: Vec<&str> = findings.iter().map(|finding| finding.rule.name).collect();
    let found = annotate(&example.text, findings.iter().copied());
    format!("{}: unexpected: {}\n{}", example.place(), names.join(", "), indent(&found))
}

#[test]
fn fixed_examples_are_what_fixes_make() {
    if updating() {
        return;
    }
    let mut failures = Vec::new();
    for example in examples() {
        for fixed in &example.fixed {
            let place = format!("{}:{}", page::path(example.rule).display(), fixed.line);
            match mended(&example, fixed.which, fixed.safe) {
                Ok(text) if text == fixed.text => {}
                Ok(text) => failures.push(format!(
                    "{place}: the page says\n{}  but the fixes make\n{}",
                    indent(&fixed.text),
                    indent(&text)
                )),
                Err(text) => {
                    failures.push(format!("{place}: fixes do not come to an end; the last text is\n{}", indent(&text)))
                }
            }
        }
    }
    report(failures);
}

fn mended(example: &Example, which: usize, safe: bool) -> Result<String, String> {
    let worst = if safe { Safety::Safe } else { Safety::Unsafe };
    mend(example, &example.text, |fixes| fixes.iter().filter(|fix| fix.safety <= worst).nth(which))
}

fn updating() -> bool {
    std::env::var("IBID_UPDATE").is_ok_and(|what| what == "pages")
}

/// Writes what is found into the pages.
fn update() {
    for rule in page::rules() {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(page::path(rule));
        let mut page = std::fs::read_to_string(&path).expect("a page");
        for example in page::read(rule, &page.clone()).iter().filter(|example| example.kind == Kind::Invalid) {
            let findings = check(example, &example.text);
            let own = findings.iter().filter(|finding| finding.rule == rule);
            let found = annotate(&example.text, own);
            page = page.replacen(&format!("\n{}```", example.written), &format!("\n{found}```"), 1);
            for fixed in &example.fixed {
                let text = mended(example, fixed.which, fixed.safe).unwrap_or_else(|text| text);
                page = page.replacen(&format!("\n{}```", fixed.text), &format!("\n{text}```"), 1);
            }
        }
        std::fs::write(&path, page).expect("a page");
    }
}
