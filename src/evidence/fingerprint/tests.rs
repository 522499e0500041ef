//! What can be said of a text by its hashes.

use super::*;
use crate::evidence::fold::{Side, fold};

fn of(text: &str) -> Fingerprint {
    Fingerprint::of(&fold(text, Side::Source))
}

const TEXT: &str =
    "The council did not approve the new ferry at p < 0.05, although the mayor had hoped for it all year.";

#[test]
fn quotations_are_held_without_the_text() {
    let print = of(TEXT);
    assert_eq!(print.holds("\u{201c}the mayor had hoped for it.\u{201d}"), Held::Yes);
    assert_eq!(print.holds("[T]he council did not approve the ... the mayor had hoped for it"), Held::Yes);
    assert_eq!(print.holds("The council did approve the new ferry"), Held::No);
    assert_eq!(print.holds("the new ferry at p = 0.05"), Held::No);
    assert_eq!(print.holds("the mayor"), Held::Partly, "too short to be told");
    assert_eq!(print.holds("The council did not approve ... the mayor"), Held::Partly);
    assert_eq!(of("").holds("The council did not approve"), Held::No);
}

#[test]
fn it_survives_being_written_down() {
    for text in [TEXT, "", "One two three four five six.", "a b c d e"] {
        let print = of(text);
        assert_eq!(Fingerprint::from_text(&print.to_text()), Some(print));
    }
    assert!(of("a b c d e f").to_text().starts_with("1:"));
    for wrong in ["", "1", "2:AAAAAA==", "1:AAAAA", "1:AAAA", "1:????????", "1-:AAAAAA==", "1:AAAAAgAAAAE="] {
        assert_eq!(Fingerprint::from_text(wrong), None, "{wrong}");
    }
    // A lock on disk outlives this program: the hash must stay what it is.
    assert_eq!(of("one two three four five").to_text(), "1:gaXfFQ==");
}

#[test]
fn likeness_is_the_share_of_what_both_have() {
    let (one, other) = (of(TEXT), of(&TEXT.replace("ferry", "bridge")));
    assert_eq!(one.similarity(&one), 1.0);
    assert_eq!(one.similarity(&of("Nothing of the kind was written here today.")), 0.0);
    assert!((0.4..0.7).contains(&one.similarity(&other)));
    assert_eq!(of("").similarity(&of("")), 1.0);
}

#[test]
fn a_long_text_is_kept_in_part_and_denies_nothing() {
    let text: String = (0..MOST_WORDS + 100).map(|number| format!("w{number} ")).collect();
    let print = of(&text);
    assert_eq!(print.holds("w1 w2 w3 w4 w5 w6"), Held::Yes);
    assert_eq!(print.holds("never said by anybody in here"), Held::Partly);
    let back = Fingerprint::from_text(&print.to_text());
    assert_eq!(back, Some(print));
}
