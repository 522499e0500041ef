//! Citing once more what a draft cites.

use ibid::bibliography::Library;
use ibid::markdown::Syntax;
use ibid::repair::edited;
use ibid::rewrite::{Part, choices};

/// The draft after the first choice where `«` stands; as it was where there is none.
fn cited(source: &str) -> String {
    let at = source.find('\u{ab}').unwrap();
    let source = source.replace('\u{ab}', "");
    let syntax = Syntax::new(&source);
    let parts: Vec<Part<'_>> = syntax.blocks().iter().map(|placed| (placed.start, &*placed.block)).collect();
    let choices = choices(&parts, at, &Library::default());
    choices.first().map_or(source.clone(), |choice| edited(&source, &choice.edits))
}

#[test]
fn a_mark_goes_after_the_word_and_what_closes_the_sentence() {
    for (before, after) in [
        ("The t«ide rose.", "The tide[^1] rose."),
        ("The tide ro«se.", "The tide rose.[^1]"),
        ("The «tide rose.", "The[^1] tide rose."),
        ("The tide (a« spring tide) rose.", "The tide (a[^1] spring tide) rose."),
        ("The tide («spring) rose.", "The tide (spring[^1]) rose."),
        ("It isn«'t so, he said.", "It isn't[^1] so, he said."),
        ("It was 1«,500 tons.", "It was 1,500[^1] tons."),
        ("He said: \"It ro«se.\" Then.", "He said: \"It rose.\"[^1] Then."),
        ("It rose (by nig«ht). Then.", "It rose (by night).[^1] Then."),
        ("*It ro«se.* Then.", "*It rose.*[^1] Then."),
        ("It r«ose.[^1] Then.", "It rose.[^1][^1] Then."),
        ("See port.exam«ple/tides for it.", "See port.example/tides[^1] for it."),
        ("\u{6f6e}\u{ab}\u{304c}\u{6765}\u{305f}\u{3002}", "\u{6f6e}[^1]\u{304c}\u{6765}\u{305f}\u{3002}"),
        ("The tide rose\u{ab}", "The tide rose[^1]"),
    ] {
        let rest = "\n\nOne.[^1] Two.[^1]\n\n[^1]: Log.\n";
        assert_eq!(cited(&format!("{before}{rest}")), format!("{after}{rest}"));
    }
}

#[test]
fn links_keys_and_the_marks_of_a_draft_that_wants_it_so_go_before_the_stop() {
    for (before, after, rest) in [
        ("The tide ro«se.", "The tide rose [@log].", "\n\nOne [@log].\n"),
        ("The tide ro«se!", "The tide rose ([log][])!", "\n\nOne [log].\n\n[log]: /log\n"),
        ("The tide ro«se.", "The tide rose[^1].", "\n\nOne[^1], two[^1].\n\n[^1]: Log.\n"),
    ] {
        assert_eq!(cited(&format!("{before}{rest}")), format!("{after}{rest}"));
    }
}

#[test]
fn nothing_is_cited_in_code_links_and_headings() {
    for source in ["A `co«de` b", "A [li«nk](/a) b", "# The ti«de"] {
        let source = format!("{source}\n\nOne.[^1]\n\n[^1]: Log.\n");
        assert_eq!(cited(&source), source.replace('\u{ab}', ""));
    }
}
