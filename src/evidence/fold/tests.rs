//! What the fold evens out, what it leaves, and the way back.

use super::*;

fn quotation(text: &str) -> String {
    fold(text, Side::Quotation).text
}

fn source(text: &str) -> String {
    fold(text, Side::Source).text
}

#[test]
fn what_differs_between_honest_copies_is_evened_out() {
    assert_eq!(
        quotation("\u{201c}Caf\u{e9}\u{201d} \u{2018}e\u{301}t\u{e9}\u{2019} \u{ab}x\u{bb} 5\u{2032}"),
        "'cafe' 'ete' 'x' 5'"
    );
    assert_eq!(quotation("o\u{fb03}ce \u{fb01}ve\u{2026} \u{ff11}\u{ff12}"), "office five... 12");
    assert_eq!(quotation("a\u{a0}b \r\n\tc\x07d\u{ad}e\u{200b}f\u{feff}"), "a b c def");
    assert_eq!(quotation("A\u{2014}B \u{2013} C -- D\u{2011}E \u{2212}5"), "a-b-c-d-e -5");
    assert_eq!(
        quotation("Stra\u{df}e \u{130}stanbul \u{131}\u{15f}\u{131}k Acme\u{2122}"),
        "strasse istanbul isik acme"
    );
    assert_eq!(quotation("5 % , 2\u{bd} ( x )"), "5%, 2 1/2 (x)");
    assert_eq!(quotation("``So'', he said"), "'so', he said");
}

#[test]
fn what_has_a_meaning_stays() {
    for kept in ["p < 0.05", "p = 0.05", "-0.42", "0.42", "4,300.5", "a = b + c", "3/4", "$5", "5%"] {
        assert_eq!(quotation(kept), kept);
    }
    assert_ne!(quotation("a \u{2260} b"), quotation("a = b"));
    assert_ne!(quotation("が"), quotation("か"));
    assert_ne!(quotation("\u{915}\u{93f}"), quotation("\u{915}"));
    assert_ne!(quotation("the . 5"), quotation("the .5"));
}

#[test]
fn a_word_goes_on_in_the_next_line() {
    assert_eq!(source("the com-\nmittee"), "the committee");
    assert_eq!(source("the com\u{ad}\n mittee"), "the committee");
    assert_eq!(source("the Anglo-\nSaxon"), "the anglo- saxon");
    assert_eq!(source("in 1990-\n2000"), "in 1990- 2000");
    assert_eq!(source("left - \nthen"), "left-then");
}

#[test]
fn marks_of_a_wiki_are_no_words_of_a_source() {
    assert_eq!(
        source("The quay[12][a] closed [citation needed]. Fares[1, 3\u{2013}5] rose[note 2]"),
        "the quay closed. fares rose"
    );
    assert_eq!(quotation("The quay[12] closed"), "the quay[12] closed");
    assert_eq!(source("[T]he quay [a]t noon [closed] in [2019]"), "[t]he quay [a]t noon [closed] in [2019]");
}

#[test]
fn each_place_leads_back() {
    let text = "The \u{201c}o\u{fb03}ce\u{201d} [12]  of\u{a0}Caf\u{e9} com-\nmittee \u{2014} Stra\u{df}e\u{2026} end";
    let folded = fold(text, Side::Source);
    let back = |needle: &str| {
        let at = folded.text.find(needle).unwrap();
        &text[folded.source(at..at + needle.len())]
    };
    assert_eq!(back("the"), "The");
    assert_eq!(back("office"), "o\u{fb03}ce");
    assert_eq!(back("of cafe"), "of\u{a0}Caf\u{e9}");
    assert_eq!(back("committee"), "com-\nmittee");
    assert_eq!(back("strasse"), "Stra\u{df}e");
    assert_eq!(back("..."), "\u{2026}");
    assert_eq!(back("end"), "end");
    assert_eq!(folded.source(0..folded.text.len()), 0..text.len());
    assert_eq!(Folded::default().source(0..0), 0..0);
}
