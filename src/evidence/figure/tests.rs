//! Which figures are read, and which are missed.

use super::*;

/// The figures as `words=value`, with `%`, `m` (month), `d` (decade), `o` (ordinal) or `~` (hedged) behind.
fn read(text: &str) -> Vec<String> {
    let kind = |kind| match kind {
        Kind::Plain => "",
        Kind::Percent => "%",
        Kind::Month => "m",
        Kind::Decade => "d",
        Kind::Ordinal => "o",
    };
    let line = |one: &Figure| {
        format!(
            "{}={}{}{}",
            &text[one.range.clone()],
            one.value,
            kind(one.kind),
            if one.hedge == Hedge::None { "" } else { "~" }
        )
    };
    figures(text).iter().map(line).collect()
}

fn lacks(sentence: &str, source: &str) -> Vec<String> {
    let found = missing(sentence, &Figures::of(source));
    let closest = |one: &Missing| one.closest.clone().map_or("-", |range| &source[range]).to_owned();
    found.iter().map(|one| format!("{} > {}", &sentence[one.range.clone()], closest(one))).collect()
}

#[test]
fn figures_are_read_however_they_are_written() {
    assert_eq!(
        read("4,300 and 1.234.567 and 12\u{a0}500,5 and 0.25"),
        ["4,300=4300", "1.234.567=1234567", "12\u{a0}500,5=12500.5", "0.25=0.25"]
    );
    assert_eq!(
        read("42%, 4.5 percent, 3 per cent, ten percent"),
        ["42%=42%", "4.5 percent=4.5%", "3 per cent=3%", "ten percent=10%"]
    );
    assert_eq!(
        read("$4.2 million, \u{20ac}3bn, 5k, 2 hundred thousand"),
        ["4.2 million=4200000", "3bn=3000000000", "5k=5000", "2 hundred thousand=200000"]
    );
    assert_eq!(
        read("twenty-five, two hundred and five, a million, a boat"),
        ["twenty-five=25", "two hundred and five=205", "a million=1000000"]
    );
    assert_eq!(read("the 5th and the third"), ["5th=5", "third=3o"]);
    assert_eq!(read("1,2,3"), ["1=1", "2=2", "3=3"]);
    assert_eq!(read("fell by about \u{2212}0.42, from 3-4"), ["0.42=-0.42~", "3=3", "4=4"]);
}

#[test]
fn years_and_months_are_read_in_any_form() {
    assert_eq!(read("in 2018\u{2013}19 and the 1990s"), ["2018=2018", "19=2019", "1990s=1990d"]);
    assert_eq!(read("2019-03-14"), ["2019=2019", "03=3m", "14=14"]);
    assert_eq!(
        read("On 14 March 2019, in May, Sept. 3"),
        ["14=14", "March=3m", "2019=2019", "May=5m", "Sept=9m", "3=3"]
    );
    assert_eq!(read("They may march. March on"), Vec::<String>::new());
}

#[test]
fn names_and_notes_are_no_figures() {
    assert_eq!(read("COVID-19, F16, B-52 and the boat[12] at https://example.net/2019/5"), Vec::<String>::new());
    assert_eq!(read("since mid-2019"), ["2019=2019"]);
}

#[test]
fn hedges_are_heard() {
    assert_eq!(
        read("about 40, nearly $50, more than 60, ~70, thereabout 80"),
        ["40=40~", "50=50~", "60=60~", "70=70~", "80=80"]
    );
}

#[test]
fn a_figure_that_is_not_there_is_missed() {
    assert_eq!(lacks("It carried 4,300 people.", "It carried 4,030 people in 2019."), ["4,300 > 4,030"]);
    assert_eq!(lacks("In 2013 it sank.", "It sank in 2018, with 2,113 aboard."), ["2013 > 2018"]);
    assert_eq!(lacks("It sank in April 2018.", "It sank in March 2018."), ["April > -"]);
    assert_eq!(lacks("Some 900 left.", "There were 12."), ["900 > -"]);
}

#[test]
fn a_figure_in_another_form_is_there() {
    for (sentence, source) in [
        ("It cost 4.2 million.", "It cost 4,230,118 crowns."),
        ("It rose by 42%.", "It rose by 41.7 percent."),
        ("About 4,200 left.", "In all, 4,230 left."),
        ("Nearly 50 boats.", "48 boats"),
        ("Twenty-five boats.", "25 boats"),
        ("12 boats", "a dozen boats, twelve in all"),
        ("From 2018 to 2019.", "2018\u{2013}19"),
        ("In the 1990s.", "It was 1994."),
        ("On 14 March 2019.", "2019-03-14"),
        ("4.300 Boote", "4,300 boats"),
        ("One of the two.", "No figure."),
    ] {
        assert_eq!(lacks(sentence, source), Vec::<String>::new(), "{sentence} / {source}");
    }
}

#[test]
fn what_is_exact_in_the_draft_must_be_exact_in_the_source() {
    assert_eq!(lacks("4,200 left.", "4,230 left."), ["4,200 > 4,230"]);
    assert_eq!(lacks("It rose by 41.2%.", "It rose by 41.7%."), ["41.2% > 41.7%"]);
    assert_eq!(lacks("About 4,200 left.", "4,600 left."), ["4,200 > 4,600"]);
    assert_eq!(lacks("It fell to -5.", "It fell to 5."), ["5 > -"]);
}

#[test]
fn of_very_many_figures_none_is_called_missing() {
    let many = "7 ".repeat(MOST + 2);
    assert_eq!(lacks("It carried 4,300 people.", &many), Vec::<String>::new());
}

#[test]
fn what_only_names_something_is_not_missed() {
    for sentence in [
        "Figure 3 and Section 2.1 of Chapter 4 say so, as do Tables 5 and 6.",
        "See pp. 12\u{2013}15 and p. 77, vol. 8, no. 9.",
        "The gate opened at 10:30 and shut at 5 pm, or 8.45 a.m.",
        "Version 2.1 of it, v3, and ISBN 978-3-16-148410-0.",
        "It has the name 10.1000/182 and the number 123456789012.",
        "In the 19th century it had 5G and the 3D map.",
        "He flew with Apollo 11 and used Windows 10.",
        "It does two things: (1) it opens, and (2) it shuts.",
        "See issue #45 and \u{a7}12.",
    ] {
        assert_eq!(lacks(sentence, "Nothing."), Vec::<String>::new(), "{sentence}");
    }
    assert_eq!(lacks("In London 300 boats sank.", "Nothing."), ["300 > -"]);
    assert_eq!(lacks("It sank on 14th March with 12 men.", "Nothing."), ["14th > -", "12 > -"]);
    assert_eq!(lacks("Of 40 km, 12 were lost, or 30%.", "Nothing."), ["40 > -", "12 > -", "30% > -"]);
}

#[test]
fn days_in_digits_are_dates() {
    for source in ["It sank 14/3/2019.", "It sank 3/14/2019.", "It sank 14.03.2019.", "It sank 2019-03-14."] {
        assert_eq!(lacks("It sank on 14 March 2019.", source), Vec::<String>::new(), "{source}");
    }
    assert_eq!(lacks("It sank on 15 April 2019.", "It sank 14/3/2019."), ["15 > 14", "April > -"]);
}

#[test]
fn a_bound_may_lie_below_or_above() {
    assert_eq!(lacks("More than 4,000 left.", "4,900 left."), Vec::<String>::new());
    assert_eq!(lacks("More than 4,000 left.", "5,900 left."), ["4,000 > 5,900"]);
    assert_eq!(lacks("Nearly 50 left.", "41 left."), Vec::<String>::new());
    assert_eq!(lacks("Nearly 50 left.", "56 left."), ["50 > 56"]);
    assert_eq!(lacks("Over 4,215 left.", "4,900 left."), ["4,215 > 4,900"]);
}
