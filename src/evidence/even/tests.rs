//! What is the same in another spelling, and what is not.

use super::*;
use crate::evidence::fold::{Side, fold};

fn same(one: &str, other: &str) -> bool {
    let folded = |text: &str| fold(text, Side::Quotation).text;
    let (one, other) = (folded(one), folded(other));
    assert_eq!(Even::same(&one, &other), Even::same(&other, &one), "{one} / {other}");
    Even::same(&one, &other)
}

#[test]
fn the_same_words_may_be_spelt_in_many_ways() {
    for (one, other) in [
        ("the co-operation of e-mail users", "the cooperation of email users"),
        ("a long-term and well-known plan", "a long term and well known plan"),
        ("COVID-19 in a 20-year-old", "COVID 19 in a 20 year old"),
        ("non-violent", "nonviolent"),
        ("it re-opened", "it reopened"),
        ("we won't and can't, and they're late", "we will not and cannot, and they are late"),
        ("It\u{2019}s been said I'd go", "It has been said I would go"),
        ("It's late, he'd gone", "it is late, he had gone"),
        ("I'm sure we've shan't let's", "I am sure we have shall not let us"),
        ("who isn't", "who is not"),
        ("the colour of organised theatres", "the color of organized theaters"),
        ("analysing the centres' catalogue", "analyzing the centers' catalog"),
        ("a traveller labelled it", "a traveler labeled it"),
        ("encyclopaedia of anaesthesia and grey programmes", "encyclopedia of anesthesia and gray programs"),
        ("defence", "defense"),
        ("gynaecology of foetal haemoglobin, a manoeuvre", "gynecology of fetal hemoglobin, a maneuver"),
        ("co-existing microeconomies", "coexisting micro-economies"),
        ("1,000 boats and five men", "1000 boats and 5 men"),
        ("twenty-five of two hundred", "25 of 200"),
        ("2.5 million", "2,500,000"),
        ("5 % or five per cent", "5 percent or 5%"),
        ("a loss of $4.1 million", "a loss of 4.1 million dollars"),
        ("\u{a3}5m and US$3bn", "5 million pounds and $3,000,000,000"),
        ("EUR 40", "\u{20ac}40"),
        ("the 5th and 21st", "the fifth and twenty-first"),
        ("a one-sided, first-rate two-fold plan", "a one sided, firstrate twofold plan"),
        ("non-zero values", "nonzero values"),
        ("2nd-hand and secondhand", "second hand and second-hand"),
        ("a percent-encoded sign", "a percent encoded sign"),
        ("3 000 boats and 12 500 crowns", "3,000 boats and 12,500 crowns"),
        ("fish & chips", "fish and chips"),
        ("12\u{a0}500 crowns", "12,500 crowns"),
    ] {
        assert!(same(one, other), "{one} / {other}");
    }
}

#[test]
fn other_words_stay_other_words() {
    for (one, other) in [
        ("we will", "we won't"),
        ("it is", "it has"),
        ("he'd", "he has"),
        ("he would", "he had"),
        ("its gate", "it's gate"),
        ("we were", "we're"),
        ("may be", "maybe"),
        ("notable", "not able"),
        ("no where", "nowhere"),
        ("he will resign", "he will re-sign"),
        ("the council's", "the council is"),
        ("four", "for"),
        ("filled", "filed"),
        ("does", "des"),
        ("coexist", "cexist"),
        ("the tour", "the tor"),
        ("prise", "prize"),
        ("1990-2000", "1990 2000"),
        ("5 million", "5 billion"),
        ("1,000", "1.000"),
        ("5 m", "5 million"),
        ("between 0 and 1", "between 0 and 1.0"),
        ("version 2.0", "version two"),
        ("three 100", "3 100"),
        ("no zero", "nonzero"),
        ("twenty one", "twenty 1"),
        ("5%", "5"),
        ("$5", "\u{20ac}5"),
        ("007", "7"),
        ("5 6", "56"),
        ("5", "6"),
        ("10:30", "1030"),
        ("a boat", "one boat"),
        ("", ""),
    ] {
        assert!(!same(one, other), "{one} / {other}");
    }
}

#[test]
fn places_lead_back_to_the_fold() {
    let text = "they say that e-mail is a long-term plan, which they won't drop";
    let even = Even::of(text);
    let places = |needle: &str| {
        let mut found = Vec::new();
        even.each(&Even::of(needle), false, &mut |at| {
            found.push(&text[at]);
            true
        });
        found
    };
    assert_eq!(places("email is a long term plan"), ["e-mail is a long-term plan"]);
    assert_eq!(places("they will not drop"), ["they won't drop"]);
    assert_eq!(places("which they will"), [""; 0], "the end of a short form is not cut off");
    assert_eq!(places("not drop it"), [""; 0]);
    assert_eq!(places("not drop"), ["won't drop"]);
    assert_eq!(places("mail is"), ["mail is"]);
}
