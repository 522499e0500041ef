//! What the fuzzers found, so that it is not found again.

use crate::laws::{Law, books, check, fixes, protocol};

const FOUND: &[(&str, Law, &[u8])] = &[
    (
        "keys that CSL allows and BibTeX does not",
        ("books", books::law),
        b"\x02references:\n- id: '*weir {10.1000/182, a'\n  title: Why it leaked\n- id: '}'\n  title: A Lock\n",
    ),
    (
        "a brace in the key of an entry between parentheses",
        ("books", books::law),
        b"\0@article(a}@article(b, year = 1931)\n",
    ),
    (
        "a note without which the next paragraph went on with the note before",
        ("fixes", fixes::law),
        b"\x00See[^1] and[^2].\n\n[^1]: One.\n[^2]: Two\n\n    - in it\n\nSee[^1] and[^2].\n\n[^1]: One.\n[^2]: Two\n\n    - in it\n\n[a]: /b\nIt went on.\n",
    ),
    (
        "a note without which a list went on with the note before",
        ("fixes", fixes::law),
        b"\x00See[^1].\n\n[^1]: note\n\n    more\n\nIt held.\n[^1]: note\n\n    more\n21.\n   it\n",
    ),
    (
        "a line between quotation marks that looks like an entry",
        ("books", books::law),
        b"\0@book{a, author = \"Vale})\n@misc( ele)\n@misc( quay\" # {Jo},\n  year\n",
    ),
    (
        "a brace alone between quotation marks",
        ("books", books::law),
        b"\0@inbook{b, title = \"a lock}\", note = \"a {quay\"}\n",
    ),
    (
        "a key that is more than what is read behind an `@`: its fix wrote it again and again",
        ("fixes", fixes::law),
        b"\x02It leaked [@lock1931; @{lock1932}].\n\n---\nreferences:\n- id: lock193---\n  title: A Lock\n---\n",
    ),
    (
        "a line that ends as on old Macintoshes inside a comment that silences",
        ("check", check::law),
        b"\0<!-- ibid-disable citation\rsecond -->\n",
    ),
    (
        "code between two numbers, which went with them",
        ("check", check::law),
        b"\x04The dyke was raised.[1]`the\nwords`[2] It held [3`c`].\n",
    ),
    (
        "bytes that are no text in a part of a message that nobody reads: the server left",
        ("protocol", protocol::law),
        b"\x01{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didClose\",\" params\":{\"text\":\"\x80\"}}",
    ),
    (
        "half a character, written as an escape, in such a part",
        ("protocol", protocol::law),
        b"\x01{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didClose\",\"parsam\":{\"text\":\"\\ud800\"}}",
    ),
    (
        "a pointer at the end of a quotation, to which a citation was added behind the quotation again and again",
        ("fixes", fixes::law),
        b"\x04please go here.\"",
    ),
    ("the same, cited already", ("fixes", fixes::law), b"\x04\"We saw it; please go here!\" [@lock1931]\n"),
    (
        "a definition that is removed from before an indented line, which was text and became code",
        ("fixes", fixes::law),
        b"\x01[a]:/b 'c'\n[a]:/b 'c'\n    d\n\n    [",
    ),
    (
        "a comment that silences nothing, and beside it words that were HTML and ran into the next paragraph",
        ("fixes", fixes::law),
        b"\x02<!-- ibid-ignore empty-link: x --> It fell.\nThe *minutes*.\n",
    ),
    (
        "a marker of a chat that is the label of a definition, which was text without it and ran into the next line",
        ("fixes", fixes::law),
        b"\x00It has a page, and so h[web:1].\n\n[web:1]: httzs://fair.example.net\nlook here.\n",
    ),
];

#[test]
fn what_was_found_is_mended() {
    for (what, (name, law), bytes) in FOUND {
        println!("{name}: {what}");
        law(bytes);
    }
}
