//! What a lock keeps of a work, as the registry said it.

use super::{Record, read_name};
use crate::evidence::registry::{self, Service};

impl Record {
    /// What a registry said of the work; `None` where a page said so, or nobody.
    pub fn said(&self) -> Option<registry::Record> {
        let from = Service::of(self.registry.as_deref()?)?;
        let (_, number) = self.id.split_once(':')?;
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let names = |names: &[String]| names.iter().filter_map(|written| read_name(written)).collect();
        Some(registry::Record {
            kind: self.kind.as_deref().and_then(kind).unwrap_or("document"),
            title: text(&self.title),
            titles: self.titles.clone(),
            authors: names(&self.authors),
            editors: names(&self.editors),
            container: text(&self.container),
            containers: self.containers.clone(),
            issued: self.issued.clone(),
            ..registry::Record::new(from, number)
        })
    }
}

/// The types that make a difference.
fn kind(name: &str) -> Option<&'static str> {
    const KINDS: &[&str] = &[
        "article-journal",
        "book",
        "chapter",
        "dataset",
        "entry-encyclopedia",
        "manuscript",
        "paper-conference",
        "report",
        "software",
        "thesis",
    ];
    KINDS.iter().copied().find(|known| *known == name)
}
