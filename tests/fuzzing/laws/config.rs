//! Bytes in place of settings and of metadata.

use super::{assert_within, split};
use ibid::citation::Metadata;
use ibid::config::{Globs, Layer, Problem, Settings};
use std::path::Path;

/// Nothing panics; every problem stands in the text, on one line; what is taken can be applied.
pub fn law(data: &[u8]) {
    let (choice, text) = split(data);
    match choice % 3 {
        0 => taken(&text, Layer::from_toml(&text)),
        1 => {
            let Ok(value) = serde_json::from_str(&text) else { return };
            let (layer, problems) = Layer::from_json(&value);
            taken("", (layer, problems.into_iter().map(|problem| Problem { range: 0..0, ..problem }).collect()));
        }
        _ => metadata(&text),
    }
}

fn taken(text: &str, (layer, problems): (Layer, Vec<Problem>)) {
    for problem in &problems {
        assert_within(text, &problem.range, problem);
        assert!(!problem.message.is_empty(), "{problem:?}");
    }
    let mut settings = Settings::default();
    settings.overlay(&layer, ibid::config::Owner::Writer);
    Globs::new(Path::new("/drafts"), &layer.ignore).matches(Path::new("/drafts/a/b.md"));
}

fn metadata(text: &str) {
    let read = Metadata::read(text);
    for named in read.bibliography.iter().chain(&read.nocite) {
        assert_within(text, &named.range, named);
    }
    for entry in &read.references {
        assert_within(text, &entry.range, entry);
        assert_within(text, &entry.key_range, entry);
    }
}
