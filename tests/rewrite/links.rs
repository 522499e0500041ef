//! Links inline, by reference and in footnotes.

use crate::rewritten;
use ibid::rewrite::{Form, convert};

/// The draft after the construct at `«` took another form, and what that is called.
fn at(source: &str, form: Form) -> (String, String) {
    let at = source.find('\u{ab}').unwrap();
    rewritten(&source.replace('\u{ab}', ""), |parts| convert(parts, Some(at), form))
}

fn all(source: &str, form: Form) -> String {
    rewritten(source, |parts| convert(parts, None, form)).0
}

#[test]
fn a_link_gets_a_definition() {
    assert_eq!(
        at("As the [tide\u{ab} tables](https://port.example/t \"Tides\") say.\n", Form::Reference),
        (
            "As the [tide tables][tide-tables] say.\n\n[tide-tables]: https://port.example/t \"Tides\"\n".into(),
            "Write as a reference link".into()
        )
    );
}

#[test]
fn one_definition_serves_all_links_to_a_page() {
    assert_eq!(
        all("[Tides](/t) and [floods](/f), [tides again](/t) and [more](/f \"F\").\n\n[floods]: /f\n", Form::Reference),
        "[Tides][tides] and [floods][floods], [tides again][tides] and [more][more].\n\n[floods]: /f\n[tides]: /t\n[more]: /f \"F\"\n"
    );
}

#[test]
fn a_label_makes_no_link_of_other_brackets() {
    assert_eq!(
        at("The [tides\u{ab}](/t) and [tides] proper.\n", Form::Reference).0,
        "The [tides][tides-2] and [tides] proper.\n\n[tides-2]: /t\n"
    );
}

#[test]
fn words_that_say_nothing_leave_the_label_to_the_site() {
    assert_eq!(
        at("See [here\u{ab}](https://www.port.example.com/t).\n", Form::Reference).0,
        "See [here][port-example].\n\n[port-example]: https://www.port.example.com/t\n"
    );
}

#[test]
fn the_last_use_takes_its_definition_along() {
    assert_eq!(
        at("As the [tables\u{ab}][t] say.\n\n[t]: <a b> (Tides)\n", Form::Inline),
        (
            "As the [tables](<a b> (Tides)) say.\n".into(),
            "Write as an inline link, and remove the definition of `t`".into()
        )
    );
    assert_eq!(
        at("The [\u{ab}t] and [T][].\n\n[t]: /t\n[u]: /u\n", Form::Inline),
        ("The [t](/t) and [T][].\n\n[t]: /t\n[u]: /u\n".into(), "Write as an inline link".into())
    );
    assert_eq!(all("The [t] and [T][].\n\n[t]: /t\n[u]: /u\n", Form::Inline), "The [t](/t) and [T](/t).\n\n[u]: /u\n");
}

#[test]
fn tables_quotes_and_lists() {
    assert_eq!(all("| a |\n|---|\n| [x][y] |\n\n[y]: /a|b\n", Form::Inline), "| a |\n|---|\n| [x](/a\\|b) |\n");
    assert_eq!(all("| a |\n|---|\n| [x](/a\\|b) |\n", Form::Reference), "| a |\n|---|\n| [x][x] |\n\n[x]: /a|b\n");
    assert_eq!(
        all("> - In [x](/x)\r\n>   and ![y](/y.png).\r\n", Form::Reference),
        "> - In [x][x]\r\n>   and ![y][y].\r\n\r\n[x]: /x\r\n[y]: /y.png\r\n"
    );
}

#[test]
fn a_link_becomes_a_footnote() {
    assert_eq!(
        at("The [\u{ab}tables](https://port.example/t) say.[^2]\n\n[^2]: Log.\n", Form::Footnote),
        (
            "The tables[^3] say.[^2]\n\n[^2]: Log.\n[^3]: <https://port.example/t>\n".into(),
            "Write as a footnote".into()
        )
    );
    // An address with a title keeps its words.
    assert_eq!(
        all("The [log][l].\n\n[l]: https://port.example/l 'Log'\n", Form::Footnote),
        "The log[^1].\n\n[^1]: [log](https://port.example/l 'Log')\n"
    );
}

#[test]
fn only_pages_on_sites_go_into_notes() {
    let kept = "The [tables](t.md), [above](#top), [the mill][m], [ask](mailto:ada@port.example) or [call](tel:+123).\n\n[m]: /mill\n";
    assert_eq!(all(kept, Form::Footnote), kept);
    assert_eq!(at(&kept.replace("The [", "The [\u{ab}"), Form::Footnote).0, kept);
}

#[test]
fn an_image_in_a_link_goes_along_with_it() {
    let inline = "[![Built](b.svg)](/ci) and [![Docs](d.svg)](/docs \"D\").\n";
    let by_reference = all(inline, Form::Reference);
    assert_eq!(
        by_reference,
        "[![Built][built]][built-b-svg] and [![Docs][docs]][docs-d-svg].\n\n[built-b-svg]: /ci\n[built]: b.svg\n[docs-d-svg]: /docs \"D\"\n[docs]: d.svg\n"
    );
    assert_eq!(all(&by_reference, Form::Inline), inline);
    assert_eq!(all(&by_reference, Form::Reference), by_reference);
}

#[test]
fn one_blank_line_stays_where_definitions_stood() {
    for (before, after) in [
        ("- [y]\n\n  [y]: /y\n\n  more\n", "- [y](/y)\n\n  more\n"),
        ("[x] [w]\n\n[w]:\n\n[x]: /x\n\n\n[v]: /v\n", "[x](/x) [w]\n\n[w]:\n\n[v]: /v\n"),
        ("[b]\n\n[a]: /a\n\n[b]: /b\n\n[c]: /c\n\nEnd.\n", "[b](/b)\n\n[a]: /a\n\n[c]: /c\n\nEnd.\n"),
        ("> [b]\n>\n> [b]: /b\n>\n> End.\n", "> [b](/b)\n>\n> End.\n"),
        ("> [b]\n>\n> [b]: /b\n\nEnd.\n", "> [b](/b)\n\nEnd.\n"),
        ("[b]: /b\n\n[c]: /c\n\n[b]\n", "[c]: /c\n\n[b](/b)\n"),
        ("- a [b]\r\n\r\n  [b]: /b\r\n\r\n  c\r\n", "- a [b](/b)\r\n\r\n  c\r\n"),
    ] {
        assert_eq!(all(before, Form::Inline), after, "{before}");
    }
}

#[test]
fn words_that_would_turn_into_something_else_stay_in_their_link() {
    for source in ["[1. The tide](/t)\n", "[# Tides](/t)\n", "[- x](/t) y\n", "[a](/t)\n===\n\n[> b](/t)\n"] {
        let after = all(&source.replace("(/t)", "(https://t.example/)"), Form::Footnote);
        assert!(after.contains("](https://t.example/)\n") || after.contains("](https://t.example/) y"), "{after}");
    }
}

#[test]
fn a_footnote_with_one_link_goes_into_the_sentence() {
    assert_eq!(
        at("It broke.\u{ab}[^1] Then.\n\n[^1]: [Log](https://port.example/l).\n", Form::Inline).0,
        "It broke ([Log](https://port.example/l)). Then.\n"
    );
    assert_eq!(
        at("It broke\u{ab}[^1], again.\n\n[^1]: <https://www.port.example/l>\n", Form::Inline).0,
        "It broke ([port.example](https://www.port.example/l)), again.\n"
    );
    let kept = "It broke.[^1]\n\n[^1]: Log, see [there](/l).\n";
    assert_eq!(all(kept, Form::Inline), kept);
}

#[test]
fn inline_notes_and_footnotes() {
    assert_eq!(
        all("It broke.^[Log of\n1904, [p. 3](/l).] Again.\n", Form::Footnote),
        "It broke.[^1] Again.\n\n[^1]: Log of 1904, [p. 3](/l).\n"
    );
    assert_eq!(
        all("It broke.[^a] Again.[^b] And.[^b]\n\n[^a]: Log of\n    1904.\n[^b]: Both.\n", Form::Note),
        "It broke.^[Log of 1904.] Again.[^b] And.[^b]\n\n[^b]: Both.\n"
    );
    let kept = "It broke.[^a]\n\n[^a]: One.\n\n    Two.\n";
    assert_eq!(all(kept, Form::Note), kept);
}

#[test]
fn nothing_is_done_in_code_or_to_what_leads_nowhere() {
    for source in ["`[a](/b)`\n", "[a]()\n", "[a][b]\n", "```\n[a](/b)\n```\n", "<https://port.example>\n"] {
        for form in [Form::Inline, Form::Reference, Form::Footnote, Form::Note] {
            assert_eq!(all(source, form), source);
        }
    }
}

#[test]
fn what_writes_a_character_keeps_its_semicolon() {
    assert_eq!(
        all("Fish &amp;[^1] chips, nets\\;[^2] rope. A[^3]b.\n\n[^1]: <https://a.example>\n[^2]: <https://b.example>\n[^3]: <https://c.example>\n", Form::Inline)
            .trim_end(),
        "Fish &amp; ([a.example](https://a.example)) chips, nets\\; ([b.example](https://b.example)) rope. A ([c.example](https://c.example)) b."
    );
}
