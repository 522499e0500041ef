//! What a draft quotes from sources and says on their authority, with what `ibid.lock` knows of these sources.

use crate::bibliography::Identity;
use crate::check::Survey;
use crate::citation::Metadata;
use crate::citation::source::{Source, Sources, entry_of};
use crate::claim::{Reliance, reliance};
use crate::evidence::fingerprint::{Fingerprint, Held};
use crate::evidence::quote::{self, Layout, find};
use crate::lock::{Quote, Record, Verdict, hash};

/// A draft's sources and what rests on them.
pub struct Relied<'a> {
    /// What rests on them.
    pub reliance: Reliance,
    /// What is known of each source, in the order of [`Sources::list`].
    records: Vec<Vec<&'a Record>>,
}

impl<'a> Relied<'a> {
    /// Reads the draft; `None` if nothing is known of any source.
    pub fn read(survey: &Survey<'a>) -> Option<Self> {
        if survey.lock.sources.is_empty() {
            return None;
        }
        let metadata = survey.metadata().map(|(_, metadata)| metadata.clone()).fold(Metadata::default(), Metadata::and);
        let sources = Sources::new(survey.placed(), survey.library);
        let known = |source: &Source| -> Vec<&'a Record> {
            let entry = entry_of(source, survey.library, &metadata).map(Identity::of_entry).unwrap_or_default();
            let all = std::iter::once(&source.identity).chain(&source.others).chain(&entry);
            let mut records: Vec<&Record> = Vec::new();
            for record in all.filter_map(|identity| survey.lock.of(identity)) {
                if !records.iter().any(|known| known.id == record.id) {
                    records.push(record);
                }
            }
            records
        };
        let records = sources.list.iter().map(known).collect();
        let blocks: Vec<_> = survey.placed().collect();
        Some(Self { reliance: reliance(&blocks, &sources), records })
    }

    /// What is known of these sources; `None` if nothing is known of one of them.
    pub fn records(&self, sources: &[usize]) -> Option<Vec<&'a Record>> {
        let mut all = Vec::new();
        for &index in sources {
            let known = self.records.get(index).filter(|known| !known.is_empty())?;
            all.extend(known.iter().copied());
        }
        Some(all)
    }
}

/// What came of a quotation in one source, and where that is known from.
pub struct Looked<'a> {
    /// What came of it.
    pub verdict: Verdict,
    /// The look that said so, if it was a look at these very words.
    pub quote: Option<&'a Quote>,
    /// The source.
    pub record: &'a Record,
}

/// What came of a quotation in the sources in which it may stand: the best that is known.
pub fn looked<'a>(text: &str, records: &[&'a Record]) -> Option<Looked<'a>> {
    let hash = hash::of_quotation(text);
    let rank = |looked: &Looked<'_>| match looked.verdict {
        Verdict::Found => 0,
        Verdict::Hidden => 1,
        Verdict::Near => 2,
        Verdict::Gone => 3,
        Verdict::Unknown => 4,
        Verdict::Absent => 5,
    };
    records.iter().map(|record| look(text, &hash, record)).min_by_key(rank)
}

/// So many kept passages of a source are compared with a quotation that nobody has looked for yet.
const PASSAGES: usize = 40;

/// What is known of a quotation in one source: by a look at these very words; else, since they may have been edited since, by the passages that
/// are kept, and the hashes of the whole text.
fn look<'a>(text: &str, hash: &str, record: &'a Record) -> Looked<'a> {
    if let Some(quote) = record.quote(hash) {
        return Looked { verdict: quote.verdict, quote: Some(quote), record };
    }
    let kept = record.quotes.iter().filter(|quote| !quote.exact.is_empty()).take(PASSAGES);
    for quote in kept {
        match find(text, &passage(quote)) {
            quote::Verdict::Found(_) => return Looked { verdict: Verdict::Found, quote: None, record },
            quote::Verdict::Near { .. } => return Looked { verdict: Verdict::Near, quote: Some(quote), record },
            quote::Verdict::Hidden { .. } | quote::Verdict::Absent => {}
        }
    }
    let held = record.fingerprint.as_deref().and_then(Fingerprint::from_text).map(|print| print.holds(text));
    let verdict = match held {
        Some(Held::Yes | Held::Partly) => Verdict::Found,
        Some(Held::No) if record.is_whole() => Verdict::Absent,
        Some(Held::No) | None => Verdict::Unknown,
    };
    Looked { verdict, quote: None, record }
}

/// The passage of the source that a look has kept.
pub fn passage(quote: &Quote) -> quote::Source {
    let parts = [&*quote.prefix, &*quote.exact, &*quote.suffix];
    quote::Source::new(parts.join(" ").trim(), Layout::Flowing)
}
