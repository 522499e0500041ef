use super::refer;
use crate::bibliography::{Bibliography, Date, Format, Library, Name, Shelf, Work};
use crate::check::Draft;
use crate::markdown::SpanKind;
use crate::repair::edited;
use crate::rewrite::named;
use std::sync::Arc;

const URL: &str = "https://tides.example.net/moods";

fn work(title: &str) -> Work {
    let name = Name { family: "Vale".into(), given: "Mara".into(), suffix: String::new() };
    Work {
        kind: "webpage".into(),
        names: vec![("author", vec![name])],
        dates: vec![("issued", Date { parts: vec![2011], text: String::new() })],
        texts: vec![("title", title.into()), ("URL", URL.into())],
    }
}

/// The draft after the reference was fetched for what stands at the first `at`, and the bibliography with that text if there is one.
fn fetched(draft: &str, at: &str, work: &Work, book: Option<&str>) -> Result<(String, String), String> {
    let mut own = Draft::new(draft, Arc::default());
    if let Some(book) = book {
        let shelf = Shelf::new("refs.bib", Bibliography::read(book, Format::Bibtex));
        own.set_library(Arc::new(Library { shelves: vec![Arc::new(shelf)], ..Library::default() }));
    }
    let named = named(&own.parts(), draft.find(at).unwrap()).unwrap_or_else(|| panic!("{draft}"));
    let fix = refer(&own, &named, work, &|_| book.map(str::to_owned))?;
    let book = book.unwrap_or_default();
    let elsewhere = fix.elsewhere.map(|elsewhere| edited(book, &elsewhere.edits)).unwrap_or_default();
    Ok((edited(draft, &fix.edits), elsewhere))
}

fn draft_after(draft: &str) -> String {
    fetched(draft, "https://tides", &work("Tides & *moods*"), None).unwrap().0
}

const FULL: &str = "Vale, M. (2011). *Tides & \\*moods\\**. <https://tides.example.net/moods>";

#[test]
fn a_draft_with_notes_gets_a_note() {
    let other = "A gate.[^1]\n\n[^1]: A book.\n";
    for (before, after) in [
        ("The sea is sad (https://tides.example.net/moods). So it is.", "The sea is sad.[^2] So it is."),
        ("The sea is sad, see <https://tides.example.net/moods>.", "The sea is sad, see *Tides & \\*moods\\**[^2]."),
        ("The sea is sad. https://tides.example.net/moods.", "The sea is sad.[^2]"),
        ("| a |\n|---|\n| sad (https://tides.example.net/moods) |", "| a |\n|---|\n| sad[^2] |"),
    ] {
        let expected = format!("{after}\n\n{other}[^2]: {FULL}\n");
        assert_eq!(draft_after(&format!("{before}\n\n{other}")), expected);
    }
    let before = format!("{other}\n- https://tides.example.net/moods\n");
    assert_eq!(draft_after(&before), format!("{other}\n- {FULL}\n"), "a list of sources gets the reference itself");
    let crlf = draft_after("Sad (https://tides.example.net/moods).\r\n\r\nA gate.[^1]\r\n\r\n[^1]: A book.\r\n");
    assert_eq!(crlf, format!("Sad.[^2]\r\n\r\nA gate.[^1]\r\n\r\n[^1]: A book.\r\n[^2]: {FULL}\r\n"));
}

#[test]
fn a_note_gets_the_reference_where_it_has_none() {
    for (before, after) in [
        ("[^1]: https://tides.example.net/moods", format!("[^1]: {FULL}")),
        ("[^1]: See also https://tides.example.net/moods.", format!("[^1]: See also {FULL}.")),
        (
            "[^1]: Mara Vale on the moods of the sea, https://tides.example.net/moods.",
            "[^1]: Mara Vale on the moods of the sea, [Tides & \\*moods\\*](https://tides.example.net/moods)."
                .to_owned(),
        ),
    ] {
        assert_eq!(draft_after(&format!("Sad.[^1]\n\n{before}\n")), format!("Sad.[^1]\n\n{after}\n"));
    }
}

#[test]
fn any_other_draft_gets_a_link() {
    let link = "[Tides & \\*moods\\*](https://tides.example.net/moods)";
    for around in ["The sea is sad ({}).\n", "See {}, and go.\n", "{}\n", "## {}\n", "**{}** says so.\n"] {
        assert_eq!(draft_after(&around.replace("{}", URL)), around.replace("{}", link));
    }
    let draft = "Sad (doi:10.5555/Tide.7).\n";
    let after = fetched(draft, "doi", &work("Tides"), None).unwrap().0;
    assert_eq!(after, "Sad ([Tides](https://doi.org/10.5555/tide.7)).\n");
    let references = "See [a][b].\n\n[b]: https://a.example.net/x\n\nSad (https://tides.example.net/moods).\n";
    let after = fetched(references, "https://tides", &work("Tides"), None).unwrap().0;
    assert!(
        after.ends_with("Sad ([Tides][vale2011tides]).\n\n[vale2011tides]: https://tides.example.net/moods\n"),
        "{after}"
    );
}

#[test]
fn a_draft_with_keys_gets_an_entry() {
    let draft = "A gate [@lock].\n\nThe sea is sad (https://tides.example.net/moods).\n";
    let (after, book) = fetched(draft, "https", &work("Tides"), Some("@misc{lock, title = {Locks}}\n")).unwrap();
    assert_eq!(after, "A gate [@lock].\n\nThe sea is sad [@vale2011tides].\n");
    let read = Bibliography::read(&book, Format::Bibtex);
    assert_eq!((read.problems.len(), read.entries.len()), (0, 2), "{book}");
    assert_eq!(read.entries[1].field("url"), Some(URL));

    let known = format!("@misc{{lock, url = {{{URL}}}}}\n");
    let (after, book) = fetched(draft, "https", &work("Tides"), Some(&known)).unwrap();
    assert_eq!((after.as_str(), book.as_str()), ("A gate [@lock].\n\nThe sea is sad [@lock].\n", ""));

    let taken = "@misc{vale2011tides, title = {Other}}\n";
    let (after, _) = fetched(&draft.replace("@lock", "@vale2011tides"), "https", &work("Tides"), Some(taken)).unwrap();
    assert!(after.contains("sad [@vale2011tides-2]"), "{after}");
}

#[test]
fn nothing_in_a_title_becomes_markup() {
    for title in [
        "](javascript:alert(1)) [x",
        "a \\](https://evil.example.net) b",
        "![x](https://evil.example.net/p.png)",
        "<script>alert(1)</script> `code` [^1] @key [@key]",
        "x | y | z",
        "1. # - > =",
        "https://evil.example.net www.evil.example.net mail@evil.example.net",
        "}, url = {https://evil.example.net} @misc{evil,",
        "$x$ ~~y~~ ^[note] ${z}",
    ] {
        for draft in [
            "Sad (https://tides.example.net/moods).\n",
            "Sad (https://tides.example.net/moods).[^1]\n\n[^1]: A book.\n",
        ] {
            let (after, _) = fetched(draft, "https", &work(title), None).unwrap();
            let own = Draft::new(&after, Arc::default());
            for placed in own.syntax().blocks() {
                for span in &placed.block.spans {
                    match &span.kind {
                        SpanKind::Link { target, .. } => assert_eq!(&placed.block.text[target.clone()], URL, "{after}"),
                        SpanKind::FootnoteReference { .. } | SpanKind::FootnoteDefinition { .. } => {}
                        other => panic!("{other:?} in {after}"),
                    }
                }
            }
        }
        let draft = "A gate [@lock]. Sad (https://tides.example.net/moods).\n";
        let (_, book) = fetched(draft, "https", &work(title), Some("@misc{lock, title = {Locks}}\n")).unwrap();
        let read = Bibliography::read(&book, Format::Bibtex);
        assert_eq!((read.problems.len(), read.entries.len()), (0, 2), "{book}");
        assert_eq!(read.entries[1].field("url"), Some(URL), "{book}");
    }
}

#[test]
fn what_says_already_what_it_is_is_left_alone() {
    for draft in [
        "[Tides](https://tides.example.net/moods)",
        "![Tides](https://tides.example.net/moods)",
        "`https://tides.example.net/moods`",
        "    https://tides.example.net/moods",
        "[a]: https://tides.example.net/moods",
        "[doi:10.5555/tide.7](https://tides.example.net/moods)",
        "<a href=\"https://tides.example.net/moods\">x</a>",
        "---\nurl: https://tides.example.net/moods\n---\n",
        "The sea is sad.",
    ] {
        let own = Draft::new(draft, Arc::default());
        for at in 0..=draft.len() {
            assert_eq!(named(&own.parts(), at), None, "{draft}");
        }
    }
}
