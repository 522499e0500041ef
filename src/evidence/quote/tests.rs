//! What is found, what is not, and what is shown instead.

use super::*;

const PAGE: &str = "The harbour closed at noon.\n\
    The council did not approve the new ferry, although the mayor \u{201c}had hoped\u{201d} for it. Fares rose by 4.5% in 2018, to 2,113 crowns.\n\
    Captain Vale \u{2014} who couldn\u{2019}t be reached \u{2014} had left the quay before the fog came in. The non-violent crew stayed aboard.\n\
    At p < 0.05 the tide fell by -0.42 metres.";

fn seen(quotation: &str) -> Verdict {
    find(quotation, &Source::new(PAGE, Layout::Flowing))
}

/// The words that were found.
fn found(quotation: &str) -> Option<&'static str> {
    match seen(quotation) {
        Verdict::Found(at) => PAGE.get(at),
        _ => None,
    }
}

fn is_found(quotation: &str) -> bool {
    matches!(seen(quotation), Verdict::Found(_))
}

fn hidden(quotation: &str) -> Option<&'static str> {
    match seen(quotation) {
        Verdict::Hidden { word, .. } => PAGE.get(word),
        _ => None,
    }
}

/// The changes as `wrote > source`, with `!` where they are grave.
fn changes(quotation: &str, page: &str) -> Vec<String> {
    let Verdict::Near { changes, grave, .. } = find(quotation, &Source::new(page, Layout::Flowing)) else {
        return Vec::new();
    };
    assert_eq!(grave, changes.iter().any(|change| change.grave));
    let side = |text: &str, range: &Range<usize>| text[range.clone()].to_owned();
    let mark = |change: &Change| if change.grave { "!" } else { "" };
    let line = |change: &Change| {
        format!("{} > {}{}", side(quotation, &change.wrote), side(page, &change.source), mark(change))
    };
    changes.iter().map(line).collect()
}

#[test]
fn words_are_found_where_they_stand() {
    assert_eq!(
        found("\u{201c}The council did not approve the new ferry.\u{201d}"),
        Some("The council did not approve the new ferry")
    );
    assert_eq!(found("the mayor 'had hoped' for it"), Some("the mayor \u{201c}had hoped\u{201d} for it"));
    assert_eq!(
        found("Captain Vale -- who couldn't be reached -- had left"),
        Some("Captain Vale \u{2014} who couldn\u{2019}t be reached \u{2014} had left")
    );
    assert_eq!(found("harbour"), Some("harbour"));
    assert_eq!(found("noon. The council"), Some("noon.\nThe council"));
    assert!(is_found("") && is_found("\u{201c}...\u{201d}"));
}

#[test]
fn nothing_is_cut_out_of_a_word_or_a_number() {
    for cut in [
        "arbour closed at noon",
        "113 crowns",
        "2,113 crown",
        "4",
        "5% in 2018",
        "by 4.5",
        "0.42 metres",
        "violent crew stayed aboard",
    ] {
        assert!(!is_found(cut), "{cut}");
    }
    for whole in [
        "2,113 crowns",
        "4.5%",
        "4.5 %",
        "-0.42 metres",
        "\u{2212}0.42 metres",
        "non-violent crew",
        "who couldn't be reached",
    ] {
        assert!(is_found(whole), "{whole}");
    }
    assert!(!is_found("who could"), "`could` is not what stands there");
    let page = Source::new("The council\u{2019}s minutes.", Layout::Flowing);
    assert_eq!(find("the council", &page), Verdict::Found(0..11));
}

#[test]
fn signs_have_a_meaning() {
    assert!(is_found("p < 0.05"));
    assert!(!is_found("p = 0.05") && !is_found("p 0.05") && !is_found("p > 0.05"));
    assert!(!is_found("fell by 0.42 metres"));
    let page = Source::new("Here x \u{2260} y holds.", Layout::Flowing);
    assert_eq!(find("x = y", &page), Verdict::Absent);
}

#[test]
fn an_ellipsis_leaves_out_what_denies_nothing() {
    for dots in ["...", "\u{2026}", "[...]", "[\u{2026}]", "(...)", ". . .", "....", "[ . . . ]"] {
        assert!(is_found(&format!("Fares rose {dots} to 2,113 crowns")), "{dots}");
    }
    assert_eq!(found("... closed at noon ..."), Some("closed at noon"));
    assert!(!is_found("to 2,113 crowns ... fares rose"), "pieces stand in order");
    assert!(!is_found("Fares ro ... to 2,113 crowns"), "pieces are whole words");
}

#[test]
fn an_ellipsis_that_hides_a_negation_is_named() {
    assert_eq!(hidden("The council did ... approve the new ferry"), Some("not"));
    assert_eq!(hidden("Captain Vale ... had left the quay"), Some("couldn\u{2019}t"));
    assert_eq!(hidden("who could[] be reached"), Some("couldn\u{2019}t"));
    assert_eq!(hidden("The council did [in fact] approve the new ferry"), Some("not"));
    let twice =
        Source::new("It was not safe. The bridge was very safe, they said, and was widely used.", Layout::Flowing);
    assert!(matches!(find("was ... safe, they said", &twice), Verdict::Found(_)), "the other place hides nothing");
}

#[test]
fn an_ellipsis_goes_only_so_far() {
    let page = |words: usize| {
        Source::new(
            format!("The ferry left the quay. {} The fog came in late.", "Word ".repeat(words)),
            Layout::Flowing,
        )
    };
    let quotation = "The ferry left ... the fog came in";
    assert!(matches!(find(quotation, &page(100)), Verdict::Found(_)));
    assert!(!matches!(find(quotation, &page(200)), Verdict::Found(_)));
    let inserted = "The ferry left [it all] the fog came in";
    assert!(!matches!(find(inserted, &page(100)), Verdict::Found(_)), "brackets stand for a few words");
}

#[test]
fn brackets_are_the_writers() {
    for fine in [
        "[t]he harbour closed",
        "[T]he new ferry",
        "The harbour closed [that day] at noon",
        "[It] closed at noon",
        "Fares [sic] rose by 4.5%",
        "Fares rose (sic!) by 4.5%",
        "The harbour clos[es] at noon",
        "The council did not approve [it]",
        "The council did not [emphasis added] approve the new ferry",
        "The council did [not] approve the new ferry",
    ] {
        assert!(is_found(fine), "{fine}");
    }
    for wrong in [
        "[s]he harbour closed at noon",
        "The harbour [never] closed at noon",
        "The harb closed at noon",
        "The harbour cl[es] stayed",
    ] {
        assert!(!is_found(wrong), "{wrong}");
    }
    let own = Source::new("The sign said [closed] ... and no more.", Layout::Flowing);
    assert!(matches!(find("said [closed] ... and no", &own), Verdict::Found(_)), "the source has brackets of its own");
}

#[test]
fn other_words_are_shown_beside_those_of_the_source() {
    assert_eq!(changes("Fares rose by 4.5% in 2013, to 2,113 crowns", PAGE), ["2013 > 2018!"]);
    assert_eq!(changes("The council did approve the new ferry", PAGE), [" > not!"]);
    assert_eq!(
        changes(
            "Captain Vale had never left the quay before the fog came in",
            "Captain Vale had left the quay before the fog came in."
        ),
        ["never > !"]
    );
    assert_eq!(changes("had left the quay after the fog came in", PAGE), ["after > before!"]);
    assert_eq!(changes("had left the harbour before the fog came in", PAGE), ["harbour > quay"]);
    assert_eq!(
        changes("The violent crew stayed aboard that night", "The nonviolent crew stayed aboard that night."),
        ["violent > nonviolent!"]
    );
    assert_eq!(changes("It is exact enough for us.", "So: it is not exact enough for us."), [" > not!"]);
    assert_eq!(changes("It is, exact enough for us", "It is not exact enough for us."), [", > not!"]);
    assert_eq!(changes("Nobody shall leave the harbour ever", "Nobody shall leave the harbour not ever"), [" > not!"]);
    assert_eq!(changes("violent crew stayed aboard", PAGE), [" > non-!"]);
    assert_eq!(changes("At p = 0.05 the tide fell by -0.42", PAGE), ["= > <!"]);
    assert_eq!(changes("the council did not approve, the new ferry", PAGE), [", > "]);
}

#[test]
fn what_is_turned_around_at_an_edge_is_seen() {
    let page = "The crew sang. The gate did not hold all night, and of 14 boats none were ever found, which the crew had not seen.";
    for (quotation, told) in [
        ("The gate held all night, and of 14 boats none were ever found", "held > did not hold!"),
        ("\u{201c}The gate held all night, and of 14 boats none were ever found.\u{201d}", "held > did not hold!"),
        ("none were ever found, which the crew has seen", "has > had not!"),
        ("Her gate held all night, and of 14 boats none were ever found", "Her gate held > "),
    ] {
        // Its own marks stand nowhere.
        let found: Vec<String> = changes(quotation, page)
            .into_iter()
            .filter(|one| !one.ends_with("\u{201d} > ") && one != "\u{201c} > ")
            .collect();
        assert_eq!(found, [told], "{quotation}");
    }
}

#[test]
fn a_change_says_where_it_is_on_both_sides() {
    let quotation = "The fares rose by 4.5% in 2018, to 2,113 crowns";
    let Verdict::Near { changes, grave, .. } = seen(quotation) else { panic!("not near") };
    assert!(!grave && changes.len() == 1);
    assert_eq!(&quotation[changes[0].wrote.clone()], "The");
    assert!(changes[0].source.is_empty() && PAGE.is_char_boundary(changes[0].source.start));
}

#[test]
fn few_words_are_likened_to_nothing() {
    assert_eq!(seen("ferries left"), Verdict::Absent);
    assert_eq!(seen("the old ferry"), Verdict::Absent);
    assert_eq!(seen("a b c d e"), Verdict::Absent);
    assert_eq!(seen("Nothing of the kind was ever written about any of these boats"), Verdict::Absent);
}

#[test]
fn letters_alone_decide_only_in_text_from_pdf() {
    let text = "The com -\nmittee met in the well-\nknown harbour\u{fb01}eld house be fore noon.";
    let quotation = "The committee met in the well-known harbourfield house before noon";
    assert!(matches!(find(quotation, &Source::new(text, Layout::Lines)), Verdict::Found(_)));
    assert!(!matches!(find(quotation, &Source::new(text, Layout::Flowing)), Verdict::Found(_)));
    assert!(!matches!(
        find("mittee met in the well-known", &Source::new("The committee met in the wellknown.", Layout::Lines)),
        Verdict::Found(_)
    ));
}

#[test]
fn a_page_may_end_within_a_quotation() {
    let quotation = "The boats that had left the quay before the fog came in were lost";
    let at = |between: &str, layout| {
        let text = format!("The boats that had left the quay{between}before the fog came in were lost.");
        matches!(find(quotation, &Source::new(text, layout)), Verdict::Found(_))
    };
    for furniture in
        ["\n\n7 See the minutes, p. 12.\n", "\n\x0c24 TIDES AND HARBOURS\n", "\n113\n\n\x0cThe Quarterly 12 (1931)\n"]
    {
        assert!(at(furniture, Layout::Lines), "{furniture:?}");
        assert!(!at(furniture, Layout::Flowing), "{furniture:?}");
    }
    assert!(!at(" at night ", Layout::Lines), "words in a line are the sentence's");
    assert!(!at("\nat night\n", Layout::Lines), "a line in a column is the sentence's");
    assert!(!at("\n\nThey were not seen.\n", Layout::Lines), "what denies is never left out");
}

#[test]
fn the_same_words_are_found_in_another_spelling() {
    const LETTER: &str = "The co-operation won't end. It\u{2019}s a long-term plan, and 1,000 e-mails a day cost five per cent more. \
        The harbour\u{2019}s colour isn't grey.";
    let source = Source::new(LETTER, Layout::Flowing);
    for quotation in [
        "The cooperation will not end",
        "It is a long term plan, and 1000 emails a day cost 5% more",
        "is a long term plan, and ... emails a day",
        "[t]he cooperation [in 1931] will not end",
        "The harbor's color is not gray",
    ] {
        let verdict = find(quotation, &source);
        let Verdict::Found(at) = verdict else { panic!("{quotation}: {verdict:?}") };
        assert!(LETTER.get(at).is_some_and(|found| found.contains(' ')), "{quotation}");
    }
    let over = find("The cooperation ... is a long term plan", &source);
    assert!(matches!(over, Verdict::Hidden { word, .. } if LETTER[word.clone()] == *"won't"));
    assert_eq!(changes("The co-operation will end. It is a long-term plan", LETTER), ["will > won't!"]);
    assert_eq!(changes("a long-term plot, and 1000 e-mails a day", LETTER), ["plot > plan"]);
    assert_eq!(changes("and 1,000 e-mails a day cost 6 per cent more", LETTER), ["6 > five!"]);
    assert_eq!(
        changes("who could be reached before the fog", "who couldn't be reached before the fog"),
        ["could > couldn't!"]
    );
    assert_eq!(
        changes("the two-pass colour is found first by me", "The 2-pass color is found last by me."),
        ["first > last!"]
    );
    assert_eq!(changes("Fares of all ferries rose by 4.5", "Fares of all ferries rose by 4.5% in 2018."), [" > %!"]);
    assert_eq!(changes("five old boats sank in the storm", "5 new boats sank in the storm"), ["old > new!"]);
    assert_eq!(
        changes("He will resign with the team today", "He will re-sign with the team today"),
        ["resign > re-sign"]
    );
}

#[test]
fn other_scripts_are_read_too() {
    let page = "\u{412} \u{43f}\u{43e}\u{440}\u{442}\u{443} \u{43d}\u{435} \u{431}\u{44b}\u{43b}\u{43e} \u{441}\u{443}\u{434}\u{43e}\u{432} \u{432} 1931 \u{433}\u{43e}\u{434}\u{443}.";
    let source = Source::new(page, Layout::Flowing);
    assert!(matches!(
        find("\u{43d}\u{435} \u{431}\u{44b}\u{43b}\u{43e} \u{441}\u{443}\u{434}\u{43e}\u{432}", &source),
        Verdict::Found(_)
    ));
    assert_eq!(
        changes(
            "\u{412} \u{43f}\u{43e}\u{440}\u{442}\u{443} \u{43d}\u{435} \u{431}\u{44b}\u{43b}\u{43e} \u{441}\u{443}\u{434}\u{43e}\u{432} \u{432} 1932 \u{433}\u{43e}\u{434}\u{443}",
            page
        ),
        ["1932 > 1931!"]
    );
    let harbour = "港は正午に閉鎖されたが、船は夜まで出港しなかった。";
    let source = Source::new(harbour, Layout::Flowing);
    assert!(matches!(find("「船は夜まで出港」", &source), Verdict::Found(_)));
    assert!(matches!(find("船は夜\nまで出港", &source), Verdict::Found(_)));
    assert_eq!(changes("港は正午に封鎖されたが、船は夜まで", harbour), ["封 > 閉"]);
    let greek = Source::new("Ο ΛΙΜΕΝΑΣ ΕΚΛΕΙΣΕ ΧΩΡΙΣ ΛΟΓΟΣ", Layout::Flowing);
    assert!(matches!(find("ο λιμένας έκλεισε χωρίς λόγος", &greek), Verdict::Found(_)));
}

#[test]
fn what_is_made_to_be_slow_is_not() {
    let word = Source::new("word ".repeat(20_000), Layout::Flowing);
    let lines = Source::new("a\n\n".repeat(20_000), Layout::Lines);
    let start = std::time::Instant::now();
    for quotation in
        ["the ... ".repeat(10_000), "[(".repeat(10_000), "word ".repeat(5_000) + "wor", "a ".repeat(5_000) + "b"]
    {
        find(&quotation, &word);
        find(&quotation, &lines);
    }
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}
