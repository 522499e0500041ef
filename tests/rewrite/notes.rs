//! Footnotes in order, definitions in order.

use crate::rewritten;
use ibid::rewrite::{Order, renumber, sort};

fn renumbered(source: &str) -> String {
    rewritten(source, renumber).0
}

#[test]
fn footnotes_are_numbered_as_they_come() {
    assert_eq!(
        renumbered(
            "The dyke broke.[^7] It was mended.[^2] It broke again.[^7]\n\n[^2]: Gazette, 1904.\n[^7]: Log, 1903.\n"
        ),
        "The dyke broke.[^1] It was mended.[^2] It broke again.[^1]\n\n[^1]: Log, 1903.\n[^2]: Gazette, 1904.\n"
    );
}

#[test]
fn names_stay_and_numbers_close_up() {
    assert_eq!(
        renumbered("One.[^log] Two.[^9] Three.[^4]\n\n[^log]: Log.\n[^4]: Four.\n[^9]: Nine.\n"),
        "One.[^log] Two.[^1] Three.[^2]\n\n[^log]: Log.\n[^1]: Nine.\n[^2]: Four.\n"
    );
    let named = "One.[^b] Two.[^a]\n\n[^a]: A.\n[^b]: B.\n";
    assert_eq!(renumbered(named), named);
}

#[test]
fn a_note_in_a_note_counts_where_it_stands() {
    assert_eq!(
        renumbered("One.[^3]\n\n[^3]: See also.[^5]\n\nTwo.[^4]\n\n[^4]: Four.\n[^5]: Five.\n"),
        "One.[^1]\n\n[^1]: See also.[^2]\n\nTwo.[^3]\n\n[^2]: Five.\n[^3]: Four.\n"
    );
}

#[test]
fn what_is_undefined_or_unused_meets_no_other() {
    // Nothing may turn into the missing footnote 1, and footnote 2, which nothing uses, must not become the one that is used.
    assert_eq!(
        renumbered("One.[^1] Two.[^3]\n\n[^2]: Unused.\n[^3]: Used.\n"),
        "One.[^1] Two.[^2]\n\n[^2]: Used.\n[^3]: Unused.\n"
    );
}

#[test]
fn code_is_left_alone() {
    assert_eq!(
        renumbered("Write `[^2]`:\n\n```md\n[^2]: so\n```\n\nOne.[^2]\n\n[^2]: Two.\n"),
        "Write `[^2]`:\n\n```md\n[^2]: so\n```\n\nOne.[^1]\n\n[^1]: Two.\n"
    );
}

#[test]
fn long_notes_move_whole_with_their_line_ends() {
    assert_eq!(
        renumbered(
            "One.[^2] Two.[^1]\r\n\r\n[^1]: First.\r\n\r\n    More of it.\r\n\r\n[^2]: Second,\r\n    over lines.\r\n\r\nThe end.\r\n"
        ),
        "One.[^1] Two.[^2]\r\n\r\n[^1]: Second,\r\n    over lines.\r\n\r\n[^2]: First.\r\n\r\n    More of it.\r\n\r\nThe end.\r\n"
    );
}

#[test]
fn nothing_to_do_is_nothing_done() {
    for source in ["", "One.[^1]\n\n[^1]: A.\n", "No notes.\n", "Undefined.[^4]\n"] {
        assert_eq!(renumbered(source), source);
    }
}

fn sorted(source: &str, order: Order) -> String {
    rewritten(source, |parts| sort(parts, order)).0
}

#[test]
fn definitions_are_sorted_run_by_run() {
    let before = "[b] and [a10] and [a9].\n\n[b]: /b \"Bee\"\n\n[a10]: /ten\n[a9]: /nine\n\n<!-- later -->\n\n[z]: /z\n[y]: /y\n";
    assert_eq!(
        sorted(before, Order::Label),
        "[b] and [a10] and [a9].\n\n[a9]: /nine\n\n[a10]: /ten\n[b]: /b \"Bee\"\n\n<!-- later -->\n\n[y]: /y\n[z]: /z\n"
    );
    assert_eq!(sorted(before, Order::Use), before);
    assert_eq!(
        sorted("> [b] [a]\n>\n> [a]: /a\n> [b]: /b\n> 'Bee'\n", Order::Use),
        "> [b] [a]\n>\n> [b]: /b\n> 'Bee'\n> [a]: /a\n"
    );
}

#[test]
fn of_two_definitions_of_a_label_the_first_stays_the_first() {
    let before = "[x] [a]\n\n[x]: /one\n[a]: /a\n[X]: /two\n";
    assert_eq!(sorted(before, Order::Label), "[x] [a]\n\n[a]: /a\n[x]: /one\n[X]: /two\n");
}

#[test]
fn no_definition_comes_to_stand_before_what_would_be_its_title() {
    let before = "[a] [b]\n\n[b]: /b\n[a]: /a \"A\"\n\"So they said.\"\n";
    assert_eq!(sorted(before, Order::Label), before);
}
