//! What is read as a citation or an entry, and what is not.

use super::*;

fn read(text: &str) -> Vec<String> {
    let show = |c: Cited| format!("{}|{}|{:?}", c.name.first, c.year.name(), c.form);
    cited(text, 0..text.len()).into_iter().map(show).collect()
}

#[test]
fn citations_in_brackets() {
    assert_eq!(read("as shown (Smith, 2020)."), ["smith|2020|Comma"]);
    assert_eq!(
        read("(see Smith & Doe, 2019; Lind 2020, p. 4; van der Berg et al., 2018a, 2018b)"),
        ["smith|2019|Comma", "lind|2020|Blank", "van der berg|2018a|Comma", "van der berg|2018b|Comma"]
    );
    assert_eq!(read("(World Health Organization [WHO], n.d.)"), ["world health organization|n.d.|Comma"]);
    assert_eq!(read("(M\u{fc}ller-L\u{fc}denscheidt, in press)"), ["muller-ludenscheidt|in press|Comma"]);
    assert_eq!(read("(J. Smith, 2020: 45)"), ["smith|2020|Comma"]);
}

#[test]
fn citations_in_the_sentence() {
    assert_eq!(read("As Smith et al. (2020a, 2021) argue"), ["smith|2020a|Reporting", "smith|2021|Reporting"]);
    assert_eq!(read("Then Smith and Doe (2019) left"), ["smith|2019|Narrative"]);
    assert_eq!(
        read("Later, Lind (2019) left; recently, Holm (2020) returned"),
        ["lind|2019|Narrative", "holm|2020|Narrative"]
    );
    assert_eq!(read("in de la Cruz\u{2019}s (2019) view"), ["de la cruz|2019|Narrative"]);
}

#[test]
fn no_citations() {
    for text in [
        "(2020)",
        "the mill (built 1990)",
        "(in 2020)",
        "(Smith, 2020 census)",
        "(Brown v. Board, 1954)",
        "(a, 2020)",
        "(Smith, personal communication, 2020)",
        "(12, 2020)",
        "(Smith, 20201)",
    ] {
        assert_eq!(read(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn entries_of_all_styles() {
    let shown = |text: &str| {
        entry(text, None).map(|e| format!("{}|{}", e.first, e.years.first().map(Year::name).unwrap_or_default()))
    };
    for (text, right) in [
        ("Smith, J. A., & Doe, B. (2020a, May 3). Tides. Lund.", "smith|2020a"),
        ("Smith, J. and Doe, B., 2020. Tides. Lund.", "smith|2020"),
        ("Smith, John, and Jane Doe. 2020. Tides. Lund.", "smith|2020"),
        ("Smith, John. Tides of the coast. Lund, 2020.", "smith|2020"),
        ("Smith J, Doe B. Tides. J Coast. 2020;12:3.", "smith|2020"),
        ("[3] van der Berg, K. (2018). Dykes.", "van der berg|2018"),
        ("World Health Organization. (2020). Water.", "world health organization|2020"),
        ("Okafor, N. (n.d.). Mills.", "okafor|n.d."),
    ] {
        assert_eq!(shown(text).as_deref(), Some(right), "{text}");
    }
    assert_eq!(shown("A list of mills without a year"), None);
}

#[test]
fn dashes_repeat_the_authors() {
    let first = entry("Smith, J. (2019). One.", None).unwrap();
    let second = entry("\u{2014}\u{2014}\u{2014}. (2020). Two.", Some(&first)).unwrap();
    assert_eq!((second.first.as_str(), second.years[0].number), ("smith", Some(2020)));
}

#[test]
fn names_meet_their_entries() {
    let is_by = |name: &str, text: &str| entry(text, None).unwrap().is_by(&Name::read(name).unwrap());
    assert!(is_by("WHO", "World Health Organization. (2020). Water."));
    assert!(is_by("World Health Organization", "WHO. (2020). Water."));
    assert!(is_by("Berg", "van der Berg, K. (2018). Dykes."));
    assert!(is_by("M\u{fc}ller", "Muller, K. (2018). Dykes."));
    assert!(is_by("Doe", "Smith, J., & Doe, B. (2020). Tides."));
    assert!(is_by("Ministry of Food and Agriculture", "Ministry of Food and Agriculture. (2019). Soil."));
    assert!(!is_by("Roe", "Smith, J., & Doe, B. (2020). Tides by Roe."));
}

#[test]
fn a_year_is_no_answer_to_another() {
    let year = |text: &str| year_at(text).unwrap().0;
    let answers = |listed: &str, cited: &str| year(listed).answers(&year(cited));
    assert!(answers("2019a", "2019") && answers("2019", "2019b") && answers("in press", "forthcoming"));
    assert!(answers("2020", "in press"), "what was in press is out by now");
    assert!(!answers("in press", "2018") && !answers("n.d.", "2018") && !answers("2019a", "2019b"));
}

#[test]
fn hostile_texts_are_read_in_one_pass() {
    for part in ["(", "(Smith, 2020", "(a;", ")(2020)", "et al. (2020)", "(\u{e9}\u{e9}, 2020)", "\u{1f30a} (n.d."] {
        let text = part.repeat(3000);
        cited(&text, 0..text.len());
        entry(&text, None);
    }
}
