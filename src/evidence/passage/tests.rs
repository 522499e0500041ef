//! Which passage is pointed at, and by which address.

use super::*;

const PAGE: &str = "Tides\nThe harbour floods twice a day. Fishermen know it.\n\
    In 1931, the council of Overton, after a long debate, voted for a sea wall & a new quay. Nobody was asked.\n\
    The wall was built in two years and cost four thousand crowns; the harbour has been dry since, as everybody can see.";

fn page() -> Source {
    Source::new(PAGE, Layout::Flowing)
}

fn at(text: &str) -> Range<usize> {
    let start = PAGE.find(text).unwrap();
    start..start + text.len()
}

#[test]
fn the_sentence_that_says_it_comes_first() {
    let passages = Passages::of(&page());
    let best =
        |sentence: &str, title: &str| passages.best(sentence, title, 2).first().map(|one| &PAGE[one.range.clone()]);
    assert_eq!(best("The harbour was flooding every day", ""), Some("The harbour floods twice a day."));
    assert_eq!(
        best("Councils voted to build walls", ""),
        Some(&PAGE[at("In 1931, the council of Overton, after a long debate, voted for a sea wall & a new quay.")])
    );
    assert_eq!(
        best("It was built", "The cost of the wall"),
        Some(
            &PAGE[at(
                "The wall was built in two years and cost four thousand crowns; the harbour has been dry since, as everybody can see."
            )]
        )
    );
    assert_eq!(best("zebra", ""), None);
    assert!(Passages::of(&Source::new("", Layout::Lines)).best("a", "b", 3).is_empty());
}

#[test]
fn only_words_that_tell_something_are_shared() {
    assert!(SMALL.is_sorted());
    let passages = Passages::of(&page());
    let shared = |sentence: &str| passages.best(sentence, "harbour", 1).first().map(|one| one.shared);
    assert_eq!(shared("In 1931 the councils voted for it"), Some(3));
    assert_eq!(shared("The wall that was there"), Some(1));
    assert_eq!(shared("It was in the harbour"), Some(1));
    assert_eq!(shared("And so it was"), Some(0));
}

#[test]
fn text_without_sentences_is_cut() {
    let text = "row of numbers ".repeat(1000);
    let best = Passages::of(&Source::new(text.as_str(), Layout::Flowing)).best("numbers", "", 100);
    assert!(!best.is_empty() && best.iter().all(|one| one.range.len() <= LONGEST));
    let wide = "é".repeat(2000);
    assert!(!Passages::of(&Source::new(wide, Layout::Lines)).sentences.is_empty());
}

#[test]
fn an_address_points_at_a_passage_and_is_read_back() {
    let source = page();
    let points = |text: &str| directive(&source, at(text)).unwrap();
    assert_eq!(points("Fishermen know it."), ":~:text=Fishermen%20know%20it.");
    assert_eq!(points("wall & a new quay"), ":~:text=wall%20%26%20a%20new%20quay");
    let long = "In 1931, the council of Overton, after a long debate, voted for a sea wall & a new quay.";
    assert_eq!(points(long), ":~:text=In%201931%2C%20the%20council,%26%20a%20new%20quay.");
    for text in [long, "Fishermen know it.", "wall & a new quay"] {
        let read = directives(&points(text));
        let found = locate(&read[0], &source).unwrap();
        assert!(text.contains(&PAGE[found.clone()]) && found.len() + 2 > text.len(), "{}", &PAGE[found]);
    }
    assert_eq!(directive(&source, 0..0), None);
    assert_eq!(directive(&source, 0..PAGE.len() + 1), None);
}

#[test]
fn a_directive_may_say_what_stands_around() {
    let read = directives("top:~:text=the-,wall,-was&foo=1&text=a%2Cb,c%2Dd");
    assert_eq!(
        read[0],
        Directive { prefix: Some("the".into()), start: "wall".into(), end: None, suffix: Some("was".into()) }
    );
    assert_eq!(read[1], Directive { start: "a,b".into(), end: Some("c-d".into()), ..Directive::default() });
    assert_eq!(&PAGE[locate(&read[0], &page()).unwrap()], "wall");
    assert_eq!(locate(&read[0], &page()).unwrap().start, PAGE.find("wall was").unwrap());
    let two = &directives(":~:text=sea-,wall,dry")[0];
    assert!(PAGE[locate(two, &page()).unwrap()].starts_with("wall & a new quay"));
    let none = |fragment: &str| directives(fragment).first().and_then(|one| locate(one, &page()));
    assert_eq!(none(":~:text=harbour,-is"), None);
    assert_eq!(none(":~:text=arbour"), None, "not cut out of a word");
    for broken in ["", "text=a", ":~:text=", ":~:text=a,b,c,d,e", ":~:text=-,", ":~:text=%"] {
        let read = directives(broken);
        assert!(read.is_empty() || broken.ends_with('%'), "{broken}: {read:?}");
    }
}
