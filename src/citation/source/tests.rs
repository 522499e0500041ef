//! What counts as a source, and where.

use super::Sources;
use crate::bibliography::{Bibliography, Format, Library, Shelf};
use crate::markdown::Syntax;
use std::sync::Arc;

const REFS: &str = "@book{lock1931, title = {A Lock Rebuilt}, doi = {10.5555/lock}}\n\
    @online{minutes, title = {Minutes}, url = {https://www.harbour.example.net/minutes/}}\n@misc{tide}\n";

fn library() -> Library {
    let shelf = Shelf::new("refs.bib", Bibliography::read(REFS, Format::Bibtex));
    Library { shelves: vec![Arc::new(shelf)], ..Library::default() }
}

/// Each source as its kind, its name, and the text at its places.
fn found(draft: &str) -> Vec<String> {
    let syntax = Syntax::new(draft);
    let sources = Sources::new(syntax.blocks().iter().map(|placed| (placed.start, &*placed.block)), &library());
    let shown = |source: &super::Source| {
        let places: Vec<String> =
            source.places.iter().map(|place| format!("{} {}", place.way.name(), &draft[place.range.clone()])).collect();
        format!("{} {}: {}", source.identity.kind(), source.identity.name(), places.join("; "))
    };
    sources.list.iter().map(shown).collect()
}

#[test]
fn every_way_to_a_page_is_one_source() {
    let draft = "See [the tables](https://mill.example/t), <http://mill.example/t/>, https://www.mill.example/t#low, [more][T] and\n\
        a note.[^n] <a href=\"https://mill.example/t?utm_source=x\">T</a>\n\n[t]: https://mill.example/t 'The tables'\n[^n]: Again https://mill.example/t.\n";
    let expected = "address mill.example/t: link [the tables](https://mill.example/t); address <http://mill.example/t/>; \
        address https://www.mill.example/t#low; reference [more][T]; footnote [^n]; link https://mill.example/t?utm_source=x";
    assert_eq!(found(draft), [expected]);
}

#[test]
fn an_entry_is_one_source_by_key_identifier_and_page() {
    let draft = "---\nnocite: '@tide'\n---\n\nOf @lock1931 [p. 3] and [see @lock1931; @gone]: https://doi.org/10.5555/LOCK or\n\
        doi:10.5555/lock, and [here](http://harbour.example.net/minutes).\n";
    assert_eq!(
        found(draft),
        [
            "entry tide: nocite tide",
            "entry lock1931: key @lock1931; key @lock1931; address https://doi.org/10.5555/LOCK; identifier doi:10.5555/lock",
            "entry minutes: link [here](http://harbour.example.net/minutes)",
        ]
    );
}

#[test]
fn what_leads_nowhere_is_no_source() {
    let draft = "[a](#top) [b](notes.md) ![c](https://mill.example/c.png) [d](mailto:a@mill.example) (reuters.com)\n\
        [e](SOURCE-NEEDED) [the report](https://example.com) [f](https://reuters.com/) `https://mill.example/code` @handle\n\
        [source](#) [g][gone] [^gone] <!-- https://mill.example/comment --> ![h][i] <img src=\"https://mill.example/i.png\">\n\n\
        [i]: https://mill.example/i.png\n[unused]: https://mill.example/unused\n\n[^never]: https://mill.example/never\n";
    assert_eq!(found(draft), [""; 0]);
}

#[test]
fn a_note_without_a_link_may_be_a_reference() {
    let draft = "One.[^a] Two.[^b] Three.[^c] Four^[Lock, A. (1931). Tides. Mill Press.] Five.[^a]\n\n\
        [^a]: Lock, A. (1931). *Tides*. Mill Press.\n[^b]: The mill closed in 1931, two years later.\n\
        [^c]: Weir, B. (2004). Why the lock leaked. ISBN 0-306-40615-2, <https://mill.example/weir>.\n";
    assert_eq!(
        found(draft),
        [
            "text lock a 1931 tides mill press: footnote [^a]; footnote ^[Lock, A. (1931). Tides. Mill Press.]; footnote [^a]",
            "isbn 9780306406157: footnote [^c]",
        ]
    );
}

#[test]
fn a_typed_list_has_sources_and_what_cites_them() {
    let draft = "The lock leaked (Lock, 1931) and the weir held (Weir & Doe, 2004; Lock, 1931).\n\n# References\n\n\
        Lock, A. (1931). Tides of the north. Mill Press.\n\n\
        Weir, B., & Doe, C. (2004). Why the lock leaked. https://doi.org/10.5555/weir\n\n\
        Oar, D. (1999). Rowing upstream. Mill Press.\n";
    let all = found(draft);
    assert_eq!(all.len(), 3, "{all:?}");
    assert!(all[0].starts_with("text lock a 1931") && all[0].matches("author-year ").count() == 2, "{}", all[0]);
    assert!(all[1].starts_with("doi 10.5555/weir: author-year Weir & Doe, 2004; listed Weir, B., & Doe"), "{}", all[1]);
    assert!(all[2].starts_with("text oar d 1999") && all[2].contains(": listed Oar"), "{}", all[2]);
}

#[test]
fn a_work_in_press_is_told_from_one_that_is_out() {
    let draft = "The lock leaked (Lock, 1931), the weir held (Lock, in press), and the oars broke (Oar, 1999).\n\n# References\n\n\
        - Lock, A. (1931). Tides of the north. Mill Press.\n- Lock, A. (in press). Weirs of the south. Mill Press.\n\
        - Oar, D. (1999). Rowing upstream. Mill Press.\n";
    let all = found(draft);
    assert_eq!(all.len(), 3, "{all:?}");
    assert!(all[0].contains(": author-year Lock, 1931; listed "), "{}", all[0]);
    assert!(all[1].contains(": author-year Lock, in press; listed "), "{}", all[1]);
}

#[test]
fn a_place_knows_its_sources() {
    let draft = "A.[^n] B.\n\n[^n]: [one report](https://mill.example/1), [two](https://mill.example/2)\n";
    let syntax = Syntax::new(draft);
    let sources = Sources::new(syntax.blocks().iter().map(|placed| (placed.start, &*placed.block)), &library());
    assert_eq!(sources.at(4).count(), 2);
    assert_eq!(sources.at(8).count(), 0);
    assert_eq!(sources.list[0].title.as_deref(), Some("one report"));
}

#[test]
fn hostile_drafts_are_read_in_one_pass() {
    let parts = [
        "[^a] ",
        "[^a]: x [b](https://mill.example/c)\n\n",
        "^[Lock (1931). Tides. ",
        "[a](https://mill.example/",
        "<a href=\"https://mill.example/x\"> ",
        "https://mill.example/(( ",
        "[x][y] ",
        "[y]: https://mill.example/y 'z\n",
        "doi:10.1000/) ",
        "[@lock1931; ",
        "# References\n\nLock, A. (1931). Tides. Mill Press.\n\n",
        "- [x](https://mill.example/1) (Lock, 1931)\n",
    ];
    for part in parts {
        let start = std::time::Instant::now();
        found(&part.repeat(3000));
        let taken = start.elapsed();
        assert!(taken.as_secs() < 10, "{part:?}: {taken:?}");
    }
}
