//! Bytes in place of a source's text, and of a quotation from it.

use super::{assert_within, split};
use ibid::evidence::figure::{Figures, figures, missing};
use ibid::evidence::fingerprint::{Fingerprint, Held};
use ibid::evidence::passage::{Passages, directive, directives, locate};
use ibid::evidence::quote::{Verdict, find};
use ibid::evidence::{Layout, Source};

/// Nothing panics; what is said of a text stands in it; any words of a text are found in it, by its fingerprint too.
pub fn law(data: &[u8]) {
    let (choice, text) = split(data);
    let layout = if choice & 1 == 0 { Layout::Flowing } else { Layout::Lines };
    let source = Source::new(text.as_str(), layout);
    let print = Fingerprint::of(&source.folded);
    let lines: Vec<&str> = text.lines().collect();
    for quotation in lines.iter().rev().take(4).chain([&text.as_str()]) {
        let verdict = find(quotation, &source);
        within(&text, quotation, &verdict);
        missing(quotation, &Figures::of(&text)).iter().for_each(|one| {
            assert_within(quotation, &one.range, one);
            one.closest.iter().for_each(|range| assert_within(&text, range, one));
        });
        directives(quotation).iter().filter_map(|one| Some((one, locate(one, &source)?))).for_each(|(one, at)| {
            assert_within(&text, &at, one);
        });
        print.holds(quotation);
    }
    figures(&text).iter().for_each(|figure| assert_within(&text, &figure.range, figure));
    let passages = Passages::of(&source).best(lines.first().unwrap_or(&""), lines.last().unwrap_or(&""), 3);
    for passage in &passages {
        assert_within(&text, &passage.range, passage);
        directive(&source, passage.range.clone());
    }
    assert_eq!(Fingerprint::from_text(&print.to_text()).as_ref(), Some(&print));
    itself(&source, &print);
}

/// What is plain text is found in itself, whole.
fn itself(source: &Source, print: &Fingerprint) {
    let text = &source.text;
    let plain = text.chars().all(|c| c.is_alphanumeric() && c.is_ascii() || matches!(c, ' ' | '\n' | ',' | ';'));
    if !plain {
        return;
    }
    assert!(matches!(find(text, source), Verdict::Found(_)), "{text:?} in itself: {:?}", find(text, source));
    assert_ne!(print.holds(text), Held::No, "{text:?}");
}

fn within(text: &str, quotation: &str, verdict: &Verdict) {
    match verdict {
        Verdict::Found(at) => assert_within(text, at, verdict),
        Verdict::Hidden { at, word } => {
            assert_within(text, at, verdict);
            assert_within(text, word, verdict);
        }
        Verdict::Near { at, changes, .. } => {
            assert_within(text, at, verdict);
            for change in changes {
                assert_within(text, &change.source, verdict);
                assert_within(quotation, &change.wrote, verdict);
            }
        }
        Verdict::Absent => {}
    }
}
