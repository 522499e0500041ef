//! References as they should look, and as they must never.

use super::{Style, reference, unmarked};
use crate::bibliography::{Bibliography, Format};

const REFS: &str = r#"
@book{lock1931, author = {Lock, Anna Maria and Weir, Bert}, title = {A Lock Rebuilt}, edition = 2, publisher = {Mill Press}, address = {Skarvik}, year = 1931}
@article{weir2004, author = {Weir, Bert and others}, title = {Why the {Lock} Leaked?}, journal = {Mill Quarterly}, volume = 3, number = 2, pages = {4--9}, date = {2004-05-03}, doi = {10.5555/Weir}}
@incollection{oar, author = {{Harbour Office}}, editor = {Oar, D. and Ebb, E.}, title = {Dues}, booktitle = {Tides}, pages = {1--2}, publisher = {Mill Press}, year = {1999}}
@online{minutes, title = {Minutes of May}, date = {2020-05-03}, url = {https://harbour.example.net/minutes}}
@misc{odd, title = {*Stars* [x](javascript:alert) <u> `code` @all}}
"#;

fn shown(style: Style) -> Vec<String> {
    Bibliography::read(REFS, Format::Bibtex).entries.iter().map(|entry| reference(entry, style)).collect()
}

#[test]
fn each_style_has_its_order() {
    assert_eq!(
        shown(Style::Apa)[..4],
        [
            "Lock, A. M., & Weir, B. (1931). *A Lock Rebuilt* (2nd ed.). Mill Press.",
            "Weir, B., et al. (2004). Why the Lock Leaked? *Mill Quarterly*, *3*(2), 4\u{2013}9. <https://doi.org/10.5555/weir>",
            "Harbour Office. (1999). Dues. In D. Oar and E. Ebb (Eds.), *Tides* (pp. 1\u{2013}2). Mill Press.",
            "*Minutes of May*. (2020, May 3). <https://harbour.example.net/minutes>",
        ]
    );
    assert_eq!(
        shown(Style::Chicago)[..2],
        [
            "Lock, Anna Maria, and Bert Weir. 1931. *A Lock Rebuilt* (2nd ed.). Skarvik: Mill Press.",
            "Weir, Bert, et al. 2004. \u{201c}Why the Lock Leaked?\u{201d} *Mill Quarterly* 3 (2): 4\u{2013}9. <https://doi.org/10.5555/weir>",
        ]
    );
    assert_eq!(
        shown(Style::Mla)[..2],
        [
            "Lock, Anna Maria, and Bert Weir. *A Lock Rebuilt* (2nd ed.). Mill Press, 1931.",
            "Weir, Bert, et al. \u{201c}Why the Lock Leaked?\u{201d} *Mill Quarterly*, vol. 3, no. 2, 2004, pp. 4\u{2013}9. <https://doi.org/10.5555/weir>",
        ]
    );
}

#[test]
fn styles_are_known_by_the_names_of_their_files() {
    assert_eq!(Style::of("csl/chicago-author-date.csl"), Style::Chicago);
    assert_eq!(Style::of("https://styles.example/modern-language-association"), Style::Mla);
    assert_eq!(Style::of("nature.csl"), Style::Apa);
}

#[test]
fn an_entry_that_says_nothing_is_no_work_without_a_date() {
    let found = Bibliography::read("@set{both, entryset = {lock, weir_2}}\n@misc{empty}\n", Format::Bibtex).entries;
    let shown = |index: usize| unmarked(&reference(&found[index], Style::Apa));
    assert_eq!(shown(0), "A set of lock and weir_2.");
    assert_eq!(shown(1), "empty, an entry without a title, an author or a date.");
}

#[test]
fn an_entry_of_any_format_reads_the_same() {
    let json = r#"[{"id": "weir2004", "type": "article-journal", "author": [{"family": "Weir", "given": "Bert"}], "title": "Why",
        "container-title": "Mill Quarterly", "volume": 3, "issue": "2", "issued": {"date-parts": [[2004]]}}]"#;
    let csl = "references:\n- id: weir2004\n  type: article-journal\n  author:\n  - family: Weir\n    given: Bert\n  title: Why\n  \
        container-title: Mill Quarterly\n  volume: 3\n  issue: 2\n  issued: 2004\n";
    let hayagriva = "weir2004:\n  type: Article\n  author: Weir, Bert\n  title: Why\n  date: 2004\n  parent:\n    type: Periodical\n    \
        title: Mill Quarterly\n    volume: 3\n    issue: 2\n";
    for (source, format) in [(json, Format::Json), (csl, Format::Yaml), (hayagriva, Format::Yaml)] {
        let entries = Bibliography::read(source, format).entries;
        assert_eq!(reference(&entries[0], Style::Apa), "Weir, B. (2004). Why. *Mill Quarterly*, *3*(2).", "{format:?}");
    }
}

#[test]
fn nothing_in_an_entry_becomes_markup() {
    let last = shown(Style::Apa).pop().unwrap();
    assert_eq!(unmarked(&last), "*Stars* [x](javascript:alert) <u> `code` @all. (n.d.).");
    assert_eq!(last, "*\\*Stars\\* \\[x\\](javascript:alert) \\<u\\> \\`code\\` \\@all*. (n.d.).");
}
