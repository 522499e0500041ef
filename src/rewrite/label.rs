//! Labels for new definitions.

use super::Part;
use crate::citation::is_host;
use crate::markdown::{SpanKind, fold_label};
use std::collections::{HashMap, HashSet};

/// The labels of a draft, and those given since: none is given twice.
#[derive(Clone, Debug, Default)]
pub struct Names {
    used: HashSet<String>,
    /// How far the labels of each kind are counted.
    counts: HashMap<String, usize>,
    /// The next number of a footnote; none where a draft names its footnotes.
    number: Option<usize>,
}

/// Words that name no page.
const EMPTY: &[&str] = &["here", "link", "this", "source", "page", "article", "website", "read-more", "more"];
/// The longest label that is made of a link's words, in bytes.
const LONGEST: usize = 32;

impl Names {
    /// The labels of the draft with these blocks. What only stands in brackets counts too: a definition would make it a link.
    pub fn of(parts: &[Part<'_>]) -> Self {
        let mut names = Self { number: Some(1), ..Self::default() };
        for (_, block) in parts {
            for span in &block.spans {
                let of = |range: &std::ops::Range<usize>| &block.text[range.clone()];
                match &span.kind {
                    SpanKind::FootnoteReference { label } | SpanKind::FootnoteDefinition { label } => {
                        names.count(of(label));
                        names.used.insert(fold_label(of(label)));
                    }
                    SpanKind::Definition { label, .. } => drop(names.used.insert(fold_label(of(label)))),
                    SpanKind::Reference { label, text, .. } => {
                        names.used.insert(fold_label(of(label)));
                        names.used.insert(fold_label(of(text)));
                    }
                    _ => {}
                }
            }
        }
        names
    }

    fn count(&mut self, label: &str) {
        let number = label.parse::<usize>().ok().filter(|number| *number < 1_000_000);
        self.number = self.number.zip(number).map(|(next, number)| next.max(number + 1));
    }

    /// A label for a footnote on a page: the next number, where the draft numbers its footnotes or has none.
    pub fn note(&mut self, words: &str, target: &str) -> String {
        while let Some(number) = &mut self.number {
            let label = number.to_string();
            *number += 1;
            if self.used.insert(label.clone()) {
                return label;
            }
        }
        self.link(words, target)
    }

    /// A label for a page that is called so, at that address: its words if they are few, else its site.
    pub fn link(&mut self, words: &str, target: &str) -> String {
        let host = target.split_once("://").map(|(_, rest)| rest.split(['/', '?', '#', ':']).next().unwrap_or(""));
        let site = host.map(|host| host.strip_prefix("www.").unwrap_or(host)).filter(|host| is_host(host));
        let named = slug(words);
        let plain = named.len() <= LONGEST && !EMPTY.contains(&named.as_str());
        let base = match site {
            Some(site) if !plain || words.contains("://") => slug(site),
            _ if plain => named,
            _ => named.char_indices().take_while(|(at, _)| *at < LONGEST).map(|(_, c)| c).collect(),
        };
        self.unique(base.trim_matches('-'))
    }

    /// The label itself, or the first of its kind that is free.
    fn unique(&mut self, base: &str) -> String {
        // Counting on from the last label of the same kind: a long draft may link to one site ten thousand times.
        let count = self.counts.entry(base.to_owned()).or_insert(0);
        loop {
            *count += 1;
            let label = if *count == 1 { base.to_owned() } else { format!("{base}-{count}") };
            if self.used.insert(fold_label(&label)) {
                return label;
            }
        }
    }
}

/// `reuters` for `reuters.com`, `news-sky` for `news.sky.com`, `the-tide` for `The Tide`.
pub fn slug(source: &str) -> String {
    let lower = source.to_lowercase();
    let suffix = if is_host(&lower) { psl::suffix_str(&lower).map_or(0, |suffix| suffix.len() + 1) } else { 0 };
    let words = lower[..lower.len() - suffix].split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let slug = words.collect::<Vec<_>>().join("-");
    if slug.is_empty() { "source".to_owned() } else { slug }
}
