//! What the fixes of claims may do to an article: add, and put a placeholder in the place of a crowd.

use super::rows;
use ibid::check::{Draft, apply, fix_all};
use ibid::claim::{Coverage, Kind, nameless};
use ibid::config::{CitationStyle, Settings};
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
    let mut seen = [0; 4];
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
                if fix.title == "Mark as your own view" {
                    seen[3] += 1;
                    let after = apply(&text, [&fix]).0;
                    assert_eq!(claims(&after, &settings).1.len() + 1, findings.len(), "{at}:\n{after}");
                    continue;
                }
                settles(&text, finding, &fix, &settings, &at);
            }
        }
    }
    assert!(
        seen.iter().zip([8, 8, 8, 3]).all(|(number, least)| *number >= least),
        "too little to learn from: {seen:?}"
    );
}

/// The sentence after the fix with this title, where citations are written so.
fn mended(text: &str, kind: Kind, style: CitationStyle, title: &str) -> String {
    let settings = Settings { kind: Some(kind), citation_style: style, ..Settings::default() };
    let text = format!("{text}\n");
    let (draft, findings) = claims(&text, &Arc::new(settings));
    let fix = draft.fixes(&findings).into_iter().flatten().find(|fix| fix.title == title);
    let after = apply(&text, [&fix.unwrap()]).0;
    after.split("\n\n[^source]:").next().unwrap_or_default().trim_end().to_owned()
}

#[test]
fn a_citation_goes_where_its_style_has_it() {
    let note = "Add a footnote to fill in";
    for (text, expected) in [
        ("Last year 14 percent of the boats ran late.", "Last year 14 percent of the boats ran late.[^source]"),
        (
            "Last year 14 percent ran late. \"Nobody was told,\" said Mara Vale.",
            "Last year 14 percent ran late.[^source] \"Nobody was told,\" said Mara Vale.",
        ),
        (
            "The fog took 40 percent of what the town calls \"its good years.\"",
            "The fog took 40 percent of what the town calls \"its good years.\"[^source]",
        ),
        ("The quay cost **$12 million**.", "The quay cost **$12 million**.[^source]"),
        (
            "- Rents along the quay rose by 9 percent\n- The fog stayed",
            "- Rents along the quay rose by 9 percent[^source]\n- The fog stayed",
        ),
    ] {
        assert_eq!(mended(text, Kind::News, CitationStyle::Footnote, note), expected);
    }
    for (text, expected) in [
        ("The new quay cost **$12 million**.", "The new quay cost **$12 million** ([source](SOURCE-NEEDED))."),
        ("The new quay cost *about $12 million!*", "The new quay cost *about $12 million ([source](SOURCE-NEEDED))!*"),
        ("The quay cost $12 million (in 1931).", "The quay cost $12 million (in 1931) ([source](SOURCE-NEEDED))."),
    ] {
        assert_eq!(mended(text, Kind::News, CitationStyle::Link, "Add a link to fill in"), expected);
    }
}

#[test]
fn a_view_is_marked_before_the_stop() {
    for (text, expected) in [
        ("Varde has the most loyal pilots in Europe.", "Varde has the most loyal pilots in Europe, I think."),
        ("Varde has the *oldest quay in Europe*.", "Varde has the *oldest quay in Europe*, I think."),
    ] {
        assert_eq!(mended(text, Kind::Essay, CitationStyle::Footnote, "Mark as your own view"), expected);
    }
}

#[test]
fn a_speaker_stands_where_the_sentence_still_goes_on() {
    for (text, expected) in [
        (
            "The boats stayed in. \"We heard no horn at all.\"",
            "The boats stayed in. NAME NEEDED: \"We heard no horn at all.\"",
        ),
        ("A: \"We heard no horn at all.\"", "A: NAME NEEDED: \"We heard no horn at all.\""),
        (
            "The quay is “a gift to the three richest families”.",
            "The quay is “a gift to the three richest families” (NAME NEEDED).",
        ),
    ] {
        assert_eq!(mended(text, Kind::News, CitationStyle::Footnote, "Add a speaker to fill in"), expected);
    }
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
