use super::gram::BUCKETS;
use super::{ALONE, CUES, Reading, TABLE, Table, WITH, Worth, by_both, by_cues, probability};
use crate::claim::Kind;
use proptest::prelude::*;

/// Of each pair the first wants a source more than the second.
const PAIRS: &[(&str, &str)] = &[
    ("Rents in the quarter have risen by 31 percent since 2015.", "Perhaps rents are simply what they are."),
    ("More than 40,000 people lost their homes in the flood.", "I hope that nobody has to leave home."),
    ("The council sold the harbour for 12 million euros.", "Should the council sell the harbour?"),
    ("It is the oldest lighthouse in the world.", "You should see the lighthouse at dusk."),
    ("Most teachers leave the profession within five years.", "Thank you, teachers!"),
    ("The mayor was convicted of fraud in 1994.", "Click the button to save the file."),
    ("Unemployment fell to its lowest level in two decades.", "What do we want our town to be?"),
];

#[test]
fn claims_score_above_what_needs_no_source() {
    for (claim, other) in PAIRS {
        let (one, two) = (Reading::new(claim), Reading::new(other));
        assert!(by_cues(&one) > by_cues(&two) + 0.5, "{claim}: {:?}", Worth::new(claim, Kind::Manual));
        assert!(by_both(&one) > by_both(&two) + 0.5, "{claim}: {:?}", Worth::new(claim, Kind::News));
    }
}

#[test]
fn what_weighs_most_is_named_first() {
    let sentence = "Nearly 60 percent of voters stayed at home.";
    let reading = Reading::new(sentence);
    let scores = [(Kind::News, WITH.base, by_both(&reading)), (Kind::Manual, ALONE.base, by_cues(&reading))];
    for (kind, base, score) in scores {
        let worth = Worth::new(sentence, kind);
        let sum: f32 = base + worth.parts.iter().map(|part| part.part).sum::<f32>();
        assert!((sum - score).abs() < 1e-4);
        assert_eq!(f32::from(worth.percent), (100.0 * probability(score)).round());
        assert!(worth.parts.windows(2).all(|two| two[0].part.abs() >= two[1].part.abs()));
        assert!(worth.parts.iter().take(5).any(|part| part.called == "a percentage"), "{worth:?}");
        assert_eq!(worth.parts.iter().any(|part| part.name == "wording"), kind == Kind::News);
    }
}

#[test]
fn every_cue_has_its_row_of_weights() {
    let rows: Vec<&str> = include_str!("cues.tsv").lines().filter(|row| !row.starts_with('#')).collect();
    let names = rows.iter().map(|row| row.split('\t').next().unwrap());
    assert!(
        names.eq(std::iter::once("base").chain(CUES.iter().map(|cue| cue.name))),
        "train again: the cues have changed"
    );
    for weights in [&ALONE, &WITH] {
        assert!(weights.cues.iter().any(|weight| *weight > 0.5) && weights.cues.iter().any(|weight| *weight < -0.5));
    }
}

#[test]
fn the_table_is_of_its_size_and_reads_back() {
    assert_eq!(TABLE.bytes.len(), BUCKETS);
    assert_eq!(Table::read(&TABLE.write()), *TABLE);
    assert!(TABLE.scale.is_finite() && TABLE.bytes.iter().any(|byte| byte.unsigned_abs() == 127));
    let short = Table::read(b"12");
    assert_eq!(short.sum(&Reading::new("A table cut off weighs nothing.")), 0.0);
}

#[test]
fn what_a_reader_does_not_see_changes_nothing() {
    let plain = Reading::new("Rents rose by 31 percent.");
    let marked = Reading::new("\0\0Rents\0\0 rose\0\0\0 by 31 per\0cent.");
    assert_eq!(by_both(&plain), by_both(&marked));
}

#[test]
fn a_very_long_sentence_costs_what_its_length_costs() {
    let words = "The 12 percent of experts say \u{201c}no\u{201d} ".repeat(40_000);
    for sentence in [words, "1".repeat(1 << 20), "a'".repeat(1 << 19), "\"".repeat(1 << 19)] {
        let reading = Reading::new(&sentence);
        assert!(by_both(&reading).is_finite());
    }
}

proptest! {
    #[test]
    fn any_text_has_a_score(text in any::<String>(), near in "[a-zA-Z0-9 .,'%$\"\u{0}\u{1}\u{2019}\u{2014}?!-]{0,80}") {
        for text in [text, near] {
            let reading = Reading::new(&text);
            let score = by_both(&reading);
            prop_assert!(score.is_finite() && by_cues(&reading).is_finite());
            prop_assert!((0.0..=1.0).contains(&probability(score)));
            prop_assert_eq!(score, by_both(&Reading::new(&text)));
            let worth = Worth::new(&text, Kind::Essay);
            prop_assert!(worth.percent <= 100 && worth.parts.iter().all(|part| part.part.is_finite()));
        }
    }
}
