//! Notes and definitions as people write them, which other tools take for faults or mend to death.

use ibid::check::{Draft, fix_all};
use ibid::config::{Level, Settings};
use ibid::finding::Safety;
use std::sync::Arc;

/// The rules that find something in a draft, of those on notes and definitions.
fn found(source: &str) -> Vec<&'static str> {
    let about = [
        "undefined-reference",
        "undefined-footnote",
        "unused-definition",
        "duplicate-definition",
        "broken-link-syntax",
    ];
    let findings = Draft::new(source, Arc::default()).check();
    findings.into_iter().map(|finding| finding.rule.name).filter(|name| about.contains(name)).collect()
}

#[test]
fn a_mark_of_a_footnote_and_a_key_are_no_links() {
    assert_eq!(
        found("It broke.[^1] It was mended [@lock1931], so they say [^log].\n\n[^1]: A.\n[^log]: B.\n"),
        [""; 0]
    );
}

#[test]
fn what_is_used_somewhere_is_used() {
    for source in [
        "A link [there][a] and its note.[^1]\n\n[^1]: See [here][b],\n    and\n\n    - [there too][c].\n\n[a]: /a\n[b]: /b\n[c]: /c\n",
        "> Quoted [words][a].\n>\n> [a]: /a\n",
        "> Quoted.\n>\n> [a]: /a\n\nOutside the quote [it][a] counts.\n",
        "- In a list [it][a]\n\n  [a]: /a\n",
        "[A link](/a)[^1] with a note right after it, and `[text][none]` in code.\n\n[^1]: B.\n",
        "[![Picture][p]][a] and [\\[sic\\]][a].\n\n[p]: /p.png\n[a]: /a\n",
        "Gro\u{df}e [STRASSE][] and [stra\u{df}e].\n\n[Stra\u{1e9e}e]: /a\n",
    ] {
        assert_eq!(found(source), [""; 0], "{source}");
        let fixed = fix_all(source, &Arc::default(), |_| {}, Safety::Unsafe, |rule| rule.name == "unused-definition");
        assert_eq!(fixed, None, "{source}");
    }
}

#[test]
fn a_note_of_many_lines_is_one() {
    let note = "[^1]: First,\n    second.\n\n    ```\n    [^2]: code\n    ```\n\n    Third.[^3]\n";
    assert_eq!(found(&format!("It broke.[^1]\n\n{note}\n[^3]: Fourth.\n")), [""; 0]);
}

#[test]
fn what_is_commented_out_is_not_there() {
    let source = "It broke.\n\n<!-- [gone][nowhere], [too](missing.md), ![p](p.png) and a note.[^9] -->\n\nOn <!-- [x][y] --> it goes.\n";
    let findings = Draft::new(source, Arc::default()).check();
    assert_eq!(findings.iter().map(|finding| &*finding.message).collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn nothing_is_renumbered_uninvited() {
    let source = "One.[^3] Two.[^1]\n\n[^1]: A.\n[^3]: B.\n";
    let mut settings = Settings::default();
    for on in [false, true] {
        if on {
            settings.rules.insert("footnote-order".into(), Level::On);
        }
        let fixed = fix_all(source, &Arc::new(settings.clone()), |_| {}, Safety::Unsafe, |_| true);
        assert_eq!(fixed, None);
    }
}
