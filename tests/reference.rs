//! References of entries that nobody would write: whatever stands in one, it is shown as text.

#![allow(clippy::unwrap_used, missing_docs, reason = "tests")]

use ibid::bibliography::{Entry, Field, Format, Style, reference};
use ibid::markdown::{BlockKind, LinkStyle, SpanKind, Syntax};
use proptest::prelude::*;

const NAMES: &[&str] = &[
    "title",
    "author",
    "editor",
    "year",
    "date",
    "journal",
    "booktitle",
    "volume",
    "number",
    "pages",
    "url",
    "doi",
    "publisher",
    "edition",
    "note",
    "subtitle",
    "eprint",
    "archiveprefix",
    "month",
    "howpublished",
    "parent",
    "serial-number",
];
const KINDS: &[&str] = &["article", "book", "incollection", "online", "misc", "", "webpage", "article-newspaper"];

/// Bits of markup, JSON and BibTeX, and anything else.
fn value() -> impl Strategy<Value = String> {
    let bit = prop_oneof![
        any::<char>().prop_map(String::from),
        prop::sample::select(vec![
            "[x](https://a.example)",
            "![i](j)",
            "<b>",
            "https://a.example/",
            "*",
            "_",
            "`",
            "\n\n# ",
            "1. ",
            "- ",
            " and ",
            ", ",
            "{",
            "}",
            "\\",
            "[{\"family\":\"",
            "\"}]",
            "{\"date-parts\":[[1931]]}",
            "10.5555/x",
            "1931",
            "$x$",
            "&amp;",
            "<!--",
            "| ",
            "~",
            "[^1]",
            "@lock",
            "http://",
            "--",
            "\u{202e}",
            "<i>",
            "\"",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(bit, 0..8).prop_map(|bits| bits.concat())
}

fn entry() -> impl Strategy<Value = Entry> {
    let field = (prop::sample::select(NAMES), value());
    (prop::sample::select(KINDS), prop::collection::vec(field, 0..6)).prop_map(|(kind, fields)| Entry {
        key: "lock".into(),
        aliases: Vec::new(),
        inherited: Vec::new(),
        kind: kind.into(),
        format: Format::Bibtex,
        key_range: 0..0,
        range: 0..0,
        fields: fields.into_iter().map(|(name, value)| Field { name: name.into(), value, range: 0..0 }).collect(),
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_entry_brings_markup_into_its_reference(entry in entry()) {
        for style in [Style::Apa, Style::Chicago, Style::Mla] {
            let text = reference(&entry, style);
            prop_assert!(!text.contains(['\n', '\r']), "{text}");
            for placed in Syntax::new(&text).blocks() {
                prop_assert!(matches!(placed.block.kind, BlockKind::Paragraph | BlockKind::Other), "{:?}: {text}", placed.block.kind);
                for span in &placed.block.spans {
                    let plain = matches!(&span.kind, SpanKind::Link { style: LinkStyle::Autolink, target, .. }
                        if placed.block.text[target.clone()].to_ascii_lowercase().starts_with("http"));
                    prop_assert!(plain, "{:?}: {text}", span.kind);
                }
            }
        }
    }
}
