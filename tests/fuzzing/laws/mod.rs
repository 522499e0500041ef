//! What holds for any bytes, each law a function that panics where it does not. Both the tests here and the fuzzers in `fuzz/` run them.

pub mod books;
pub mod check;
pub mod config;
pub mod edits;
pub mod fixes;
pub mod positions;
pub mod protocol;
pub mod sources;

use ibid::claim::Strictness;
use ibid::config::{CitationStyle, Level, Settings};
use ibid::rules::RULES;
use std::ops::Range;
use std::sync::Arc;

/// A law, by the name of its fuzzer.
pub type Law = (&'static str, fn(&[u8]));

/// All of them.
pub const LAWS: &[Law] = &[
    ("check", check::law),
    ("edits", edits::law),
    ("fixes", fixes::law),
    ("books", books::law),
    ("config", config::law),
    ("protocol", protocol::law),
    ("positions", positions::law),
    ("sources", sources::law),
];

/// Every rule, and the other choices as `choice` has it.
pub fn settings(choice: u8) -> Arc<Settings> {
    let styles = [
        CitationStyle::Auto,
        CitationStyle::Footnote,
        CitationStyle::Link,
        CitationStyle::Reference,
        CitationStyle::Pandoc,
    ];
    let strictness = if choice & 0x40 == 0 { Strictness::Strict } else { Strictness::Standard };
    Arc::new(Settings {
        rules: RULES.iter().map(|rule| (rule.name.to_owned(), Level::On)).collect(),
        citation_style: styles[usize::from(choice & 0x3f) % styles.len()],
        strictness,
        year: Some(2024),
        ..Settings::default()
    })
}

/// The first byte, which chooses, and the rest as a text.
pub fn split(data: &[u8]) -> (u8, String) {
    let (choice, rest) = data.split_first().map_or((0, data), |(first, rest)| (*first, rest));
    (choice, String::from_utf8_lossy(rest).into_owned())
}

/// Whether a range is one of the text, on the borders of characters.
pub fn assert_within(text: &str, range: &Range<usize>, what: &dyn std::fmt::Debug) {
    assert!(range.start <= range.end && text.get(range.clone()).is_some(), "{range:?} of {what:?} is not in {text:?}");
}

/// Numbers and pieces, as long as there are bytes.
pub struct Bytes<'a>(pub &'a [u8]);

impl<'a> Bytes<'a> {
    pub fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        *first
    }

    pub fn number(&mut self) -> usize {
        usize::from(self.byte()) << 8 | usize::from(self.byte())
    }

    pub fn is_over(&self) -> bool {
        self.0.is_empty()
    }

    /// As many bytes as there are, up to `length`.
    pub fn take(&mut self, length: usize) -> &'a [u8] {
        let (taken, rest) = self.0.split_at(length.min(self.0.len()));
        self.0 = rest;
        taken
    }
}
