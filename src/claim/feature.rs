//! The table of features: names, weights, and what a message calls them.

use std::sync::LazyLock;

/// A reason why a sentence wants a source, or needs none.
#[derive(Debug, PartialEq, Eq)]
pub struct Feature {
    /// Its name in `features.tsv`.
    pub name: &'static str,
    /// What it adds to a sentence's score.
    pub weight: i32,
    /// What a message calls it: `a percentage`.
    pub called: &'static str,
}

impl Feature {
    /// Whether it is a figure.
    pub fn is_figure(&self) -> bool {
        self.name.starts_with("figure-")
    }
}

static FEATURES: LazyLock<Vec<Feature>> = LazyLock::new(|| {
    let rows = include_str!("features.tsv").lines().filter(|row| !row.starts_with('#'));
    rows.filter_map(|row| {
        let mut cells = row.split('\t');
        Some(Feature { name: cells.next()?, weight: cells.next()?.parse().ok()?, called: cells.next()? })
    })
    .collect()
});

/// All features, in the order of the table.
pub fn features() -> &'static [Feature] {
    &FEATURES
}

/// The feature of that name.
pub fn feature(name: &str) -> Option<&'static Feature> {
    FEATURES.iter().find(|feature| feature.name == name)
}
