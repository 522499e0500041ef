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
    assert!(of("a b c d e f").to_text().starts_with("2:"));
    for wrong in
        ["", "2", "1:AAAAAA==", "2:AAAAA", "2:AAAA", "2:????????", "2-:AAAAAA==", "2xx:AAAAAA==", "2:AAAAAgAAAAE="]
    {
        assert_eq!(Fingerprint::from_text(wrong), None, "{wrong}");
    }
    // A lock on disk outlives this program: the hash must stay what it is.
    assert_eq!(of("one two three four five").to_text(), "2:gaXfFQ==");
    assert!(of(TEXT).to_text().starts_with("2en:"));
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

#[test]
fn another_spelling_is_held_too() {
    let print = of("The co-operation won't end, since e-mail is a long-term plan of five hundred organised boats.");
    for quotation in [
        "the cooperation will not end",
        "the co-operation won't end",
        "since email is a long-term plan",
        "long term plan of 500 organized boats",
    ] {
        assert_eq!(print.holds(quotation), Held::Yes, "{quotation}");
    }
    assert_eq!(print.holds("the cooperation will end since e-mail"), Held::No);
    assert_eq!(print.holds("a long term plan of 600 organized boats"), Held::No);
}

#[test]
fn a_translation_is_told_from_a_forgery() {
    let print = Fingerprint::from_text(&of(TEXT).to_text()).unwrap();
    assert!(print.is_foreign("Der Rat hat die neue F\u{e4}hre nicht genehmigt"));
    assert!(!print.is_foreign("The council has never built the new ferry"));
    assert!(!of("42 harbour gates").is_foreign("Der Rat hat die neue F\u{e4}hre nicht genehmigt"));
}
