//! What the fixes of claims may do to an article: add, and put a placeholder in the place of a crowd.

use super::rows;
use ibid::check::{Draft, apply, fix_all};
use ibid::claim::{Coverage, nameless};
use ibid::config::Settings;
use ibid::finding::{Finding, Fix, Safety};
use ibid::rules::Group;
use std::sync::Arc;

/// Around each sentence, so that fixes stand in a draft that cites already.
fn around(text: &str) -> String {
    format!("The log of 1904 is kept here.[^log]\n\n{text}\n[^log]: The log of the keepers.\n")
}

fn claims(text: &str, settings: &Arc<Settings>) -> (Draft, Vec<Finding>) {
    let mut draft = Draft::new(text, Arc::clone(settings));
    let findings = draft.check();
    let own = findings.into_iter().filter(|finding| finding.rule.group == Group::Attribution);
    (draft, own.collect())
}

#[test]
fn they_lose_no_word_but_the_one_replaced_and_are_never_applied_in_bulk() {
    let mut seen = [0; 3];
    for row in rows() {
        let settings = Arc::new(Settings { kind: Some(row.kind), ..Settings::default() });
        let text = around(&row.text);
        let (draft, findings) = claims(&text, &settings);
        let bulk = fix_all(&text, &settings, |_| {}, Safety::Unsafe, |rule| rule.group == Group::Attribution);
        assert_eq!(bulk, None, "line {}", row.line);
        for (finding, fixes) in findings.iter().zip(draft.fixes(&findings)) {
            for fix in fixes {
                assert_eq!(fix.safety, Safety::Unsafe);
                let at = format!("line {}: `{}`", row.line, fix.title);
                let lost: Vec<&str> = fix.edits.iter().map(|edit| &text[edit.range.clone()]).collect();
                let crowd = nameless(&text[finding.range.clone()]).map(|crowd| &text[finding.range.clone()][crowd]);
                let replaced = lost.iter().filter(|lost| !lost.is_empty()).count();
                assert!(lost.iter().all(|lost| lost.is_empty() || Some(*lost) == crowd), "{at}: {lost:?}");
                assert!(replaced <= 1, "{at}: {lost:?}");
                seen[replaced] += 1;
                seen[2] += usize::from(fix.title == "Add a speaker to fill in");
                settles(&text, finding, &fix, &settings, &at);
            }
        }
    }
    assert!(seen.iter().all(|&number| number >= 8), "too little to learn from: {seen:?}");
}

/// After the fix a placeholder speaks for the claim, and nothing else does; in every count it is still open.
fn settles(text: &str, finding: &Finding, fix: &Fix, settings: &Arc<Settings>, at: &str) {
    let (after, _) = apply(text, [fix]);
    let (before, left) = (claims(text, settings).1, claims(&after, settings).1);
    assert_eq!(left.len() + 1, before.len(), "{at} of `{}`:\n{after}", finding.message);
    let mut draft = Draft::new(&after, Arc::clone(settings));
    let findings = draft.check();
    assert!(findings.iter().any(|finding| finding.rule.name == "placeholder-source"), "{at}:\n{after}");
    let open = |draft: &mut Draft, findings: &[Finding]| {
        draft.fact_sheet(findings).claims.iter().filter(|claim| claim.coverage == Coverage::Open).count()
    };
    let mut untouched = Draft::new(text, Arc::clone(settings));
    let found = untouched.check();
    assert_eq!(open(&mut draft, &findings), open(&mut untouched, &found), "{at}:\n{after}");
}
