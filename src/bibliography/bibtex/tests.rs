use super::read;
use proptest::prelude::*;

fn keys(source: &str) -> Vec<String> {
    read(source).entries.into_iter().map(|entry| entry.key).collect()
}

/// The problems as the text they stand at and what they say.
fn problems(source: &str) -> Vec<(String, String)> {
    let said = |problem: super::Problem| (source[problem.range].to_owned(), problem.message);
    read(source).problems.into_iter().map(said).collect()
}

#[test]
fn an_entry_has_fields_with_places() {
    let source = "Kept by hand.\n@Book{tide1904,\n  Title = {The {Tide} at \"Skarvik\"},\n  author = \"Berg, Ida and {O \"Neill\"}\",\n  year = 1904, }\n";
    let found = read(source);
    assert_eq!(found.problems, []);
    let entry = &found.entries[0];
    assert_eq!((entry.key.as_str(), entry.kind.as_str()), ("tide1904", "book"));
    assert_eq!(entry.field("title"), Some("The {Tide} at \"Skarvik\""));
    assert_eq!(entry.field("author"), Some("Berg, Ida and {O \"Neill\"}"));
    assert_eq!(entry.field("year"), Some("1904"));
    assert_eq!(&source[entry.key_range.clone()], "tide1904");
    assert_eq!(&source[entry.fields[2].range.clone()], "1904");
    assert!(source[entry.range.clone()].starts_with("@Book{") && source[entry.range.clone()].ends_with('}'));
}

#[test]
fn a_key_with_a_space_is_reported_as_one() {
    let source = "@article{lock a, title = {A}}\n@misc{b , title = {B}}\n@misc{c title = {C}}";
    let found = problems(source);
    assert_eq!(found[0], ("lock a".into(), "The key `lock a` has a space in it; write it as one word".into()));
    assert_eq!(found[1].1, "A comma is missing before `title`");
    assert_eq!(found.len(), 2);
    assert_eq!(read(source).entries[0].field("title"), Some("A"));
}

#[test]
fn texts_are_joined_and_names_stand_for_texts() {
    let source = "@string{ skp = {Skarvik } # \"Press\" }\n@misc(a, publisher = skp # { Ltd}, month = jan # \"~3\")\n@misc{b, note = nothing}";
    let found = read(source);
    assert_eq!(found.problems, []);
    assert_eq!(found.entries[0].field("publisher"), Some("Skarvik Press Ltd"));
    assert_eq!(found.entries[0].field("month"), Some("jan~3"));
    assert_eq!(found.entries[1].field("note"), Some("nothing"));
}

#[test]
fn comments_preambles_sets_and_aliases_are_known() {
    let source = "@comment{jabref-meta: x: {@misc{no, }};}\n@preamble{ \"\\newcommand{\\x}{y}\" }\n% @misc{c\n\
                  @set{s, entryset = {a,b}}\n@online{a, ids = {old-a, older:a},\n% a line between\n crossref = {s}}\n";
    let found = read(source);
    assert_eq!(problems(source), []);
    assert_eq!(keys(source), ["s", "a"]);
    assert_eq!(found.entries[1].aliases, ["old-a", "older:a"]);
    assert_eq!(found.entries[1].field("crossref"), Some("s"));
}

#[test]
fn a_fault_stands_at_its_place_and_costs_no_other_entry() {
    let cases = [
        (
            "@misc{a, title = {x}\n\n@misc{b, title = {y}}",
            &["a", "b"][..],
            "a",
            "The entry `a` is not closed; add the closing brace",
        ),
        ("@misc{a, title = {x,\n@misc{b}", &["a", "b"], "{", "The brace that opens here is not closed"),
        ("@misc{a, title = \"x,\n}\n@misc{b,}", &["a", "b"], "\"", "The quotation mark that opens here is not closed"),
        ("@misc{a, title = {x} year = 3}\n@misc{b}", &["a", "b"], "year", "A comma is missing before `year`"),
        (
            "@misc{a, title {x}, year = 3}\n@misc{b}",
            &["a", "b"],
            "title",
            "`title` is followed by no `=` and value; write `title = {…},`",
        ),
        (
            "@misc{a, year = , title = {t}}\n@misc{b}",
            &["a", "b"],
            "=",
            "A value is missing here; write `{}` for an empty one",
        ),
        (
            "@misc{, title = {x}}\n@misc{b}",
            &["b"],
            "@misc",
            "This entry has no key, so nothing can cite it; put one after the brace",
        ),
        (
            "@misc{title = {x}}\n@misc{b}",
            &["b"],
            "@misc",
            "This entry has no key, so nothing can cite it; put one after the brace",
        ),
    ];
    for (source, expected, place, message) in cases {
        assert_eq!(keys(source), expected, "{source:?}");
        assert_eq!(problems(source), [(place.to_owned(), message.to_owned())], "{source:?}");
    }
    assert_eq!(read("@misc{a, year = , title = {t}}").entries[0].field("title"), Some("t"));
}

#[test]
fn a_brace_too_many_ends_the_entry_and_says_where() {
    let source = "@misc{a, title = {x}}, year = 3}\nwrite to a@b.example\n@misc{b, note = {mail@x.example}}\n";
    assert_eq!(keys(source), ["a", "b"]);
    let source = "@misc{a, title = {x} }}, {y}\n\n@misc{b}";
    assert_eq!(keys(source), ["a", "b"]);
}

#[test]
fn a_large_bibliography_is_read_at_once() {
    let entry = |n: usize| {
        format!(
            "@article{{key{n},\n  author = {{Berg, Ida and Holm, Per}},\n  title = {{The {{Tide}} at Skarvik, part {n}}},\n  journal = {{Canal Review}},\n  year = {{1904}},\n  volume = {{{n}}},\n  pages = {{1--20}},\n  doi = {{10.5555/tide.{n}}}\n}}\n\n"
        )
    };
    let source: String = (0..50_000).map(entry).collect();
    let started = std::time::Instant::now();
    let found = read(&source);
    eprintln!("{} entries, {} MB: {:?}", found.entries.len(), source.len() >> 20, started.elapsed());
    assert_eq!((found.entries.len(), found.problems.len()), (50_000, 0));
    // A fault in each line that could send a careless reader back to the start.
    let hostile = "@misc{a, t = {\n@x{ \n\"@misc(b, \" {".repeat(20_000);
    let started = std::time::Instant::now();
    read(&hostile);
    assert!(started.elapsed().as_secs() < 10, "{:?}", started.elapsed());
}

const PARTS: &[&str] = &[
    "@misc{",
    "@",
    "{",
    "}",
    "\"",
    ",",
    "=",
    "#",
    "\n",
    "@string{",
    "@comment",
    "key",
    "ä",
    "%",
    "\\",
    "(",
    ")",
    " ",
    "\u{feff}",
    "title = {x}",
    "\r\n",
    "1904",
    "@book(",
];

#[test]
fn the_next_entry_is_no_key() {
    let found = read("@article{%\n@book{two,\n  title = {The Lock}\n}\n");
    assert_eq!(found.entries.iter().map(|entry| entry.key.as_str()).collect::<Vec<_>>(), ["two"]);
}

proptest! {
    #[test]
    fn nothing_makes_it_panic(parts in proptest::collection::vec(0..PARTS.len(), 0..60)) {
        let source: String = parts.into_iter().map(|part| PARTS[part]).collect();
        let found = read(&source);
        for entry in found.entries {
            prop_assert!(source.get(entry.range).is_some() && source.get(entry.key_range).is_some());
            prop_assert!(entry.fields.into_iter().all(|field| source.get(field.range).is_some()));
        }
        prop_assert!(found.problems.into_iter().all(|problem| source.get(problem.range).is_some()));
    }

    #[test]
    fn an_entry_after_a_broken_one_survives(cut in 0usize..120, noise in "[a-z{}\",= #%\n]{0,30}") {
        let first = "@article{one,\n  author = {Berg, {I}da},\n  title = \"The Tide\",\n  year = 1904,\n  note = {x # y}\n}\n";
        let cut = cut.min(first.len());
        let source = format!("{}{noise}\n@book{{two,\n  title = {{The Lock}}\n}}\n", &first[..cut]);
        let found = read(&source);
        let two = found.entries.iter().find(|entry| entry.key == "two");
        prop_assert_eq!(two.and_then(|entry| entry.field("title")), Some("The Lock"), "{}", source);
    }
}
