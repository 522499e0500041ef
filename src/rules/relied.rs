//! What a draft quotes from sources and says on their authority, with what `ibid.lock` knows of these sources.

use crate::bibliography::Identity;
use crate::check::Survey;
use crate::citation::Metadata;
use crate::citation::source::{Source, Sources, entry_of};
use crate::claim::{Reliance, reliance};
use crate::evidence::clean;
use crate::evidence::fingerprint::{Fingerprint, Held};
use crate::evidence::quote::{self, Layout, find};
use crate::lock::{Quote, Record, Verdict, hash};
use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;

/// A draft's sources and what rests on them.
pub struct Relied<'a> {
    /// What rests on them.
    pub reliance: Reliance,
    /// The records of these sources, each once.
    known: Vec<Known<'a>>,
    /// Which of them are of each source, in the order of [`Sources::list`].
    of: Vec<Vec<usize>>,
}

/// A record, and what is read of it when it is first wanted.
pub struct Known<'a> {
    /// The record.
    pub record: &'a Record,
    /// What the source says, if that is kept; not seen yet whether it is what was read then.
    text: Option<&'a str>,
    whole: OnceCell<Option<quote::Source>>,
    passages: OnceCell<Vec<(&'a Quote, quote::Source)>>,
    fingerprint: OnceCell<Option<Fingerprint>>,
}

impl<'a> Relied<'a> {
    /// Reads the draft; `None` if nothing is known of any source.
    pub fn read(survey: &Survey<'a>) -> Option<Self> {
        if survey.lock.sources.is_empty() {
            return None;
        }
        let metadata = survey.metadata().map(|(_, metadata)| metadata.clone()).fold(Metadata::default(), Metadata::and);
        let sources = Sources::new(survey.placed(), survey.library);
        let (mut known, mut places) = (Vec::new(), HashMap::new());
        let mut of = |source: &Source| -> Vec<usize> {
            let entry = entry_of(source, survey.library, &metadata).map(Identity::of_entry).unwrap_or_default();
            let all = std::iter::once(&source.identity).chain(&source.others).chain(&entry);
            let mut own = Vec::new();
            for record in all.filter_map(|identity| survey.lock.of(identity)) {
                let index = *places.entry(record.id.as_str()).or_insert_with(|| {
                    let text = survey.lock.texts.get(&record.id).map(|text| &**text);
                    known.push(Known::new(record, text));
                    known.len() - 1
                });
                if !own.contains(&index) {
                    own.push(index);
                }
            }
            own
        };
        let of = sources.list.iter().map(&mut of).collect();
        let blocks: Vec<_> = survey.placed().collect();
        Some(Self { reliance: reliance(&blocks, &sources), known, of })
    }

    /// What is known of these sources; `None` if nothing is known of one of them.
    pub fn records(&self, sources: &[usize]) -> Option<Vec<&Known<'a>>> {
        let mut all = Vec::new();
        for &index in sources {
            let own = self.of.get(index).filter(|own| !own.is_empty())?;
            all.extend(own.iter().filter_map(|&at| self.known.get(at)));
        }
        Some(all)
    }
}

/// What came of a quotation in one source, and where that is known from.
pub struct Looked<'a> {
    /// What came of it.
    pub verdict: Verdict,
    /// The look that said so, or the passage that is meant.
    pub quote: Option<Cow<'a, Quote>>,
    /// The source.
    pub record: &'a Record,
}

/// What came of a quotation in the sources in which it may stand: the best that is known.
pub fn looked<'a>(text: &str, records: &[&Known<'a>]) -> Option<Looked<'a>> {
    let hash = hash::of_quotation(text);
    let rank = |looked: &Looked<'_>| match looked.verdict {
        Verdict::Found => 0,
        Verdict::Hidden => 1,
        Verdict::Near => 2,
        Verdict::Gone => 3,
        Verdict::Unknown => 4,
        Verdict::Absent => 5,
    };
    records.iter().map(|known| look(text, &hash, known)).min_by_key(rank)
}

/// So many kept passages of a source are compared with a quotation that nobody has looked for yet.
const PASSAGES: usize = 40;

/// What is known of a quotation in one source: by a look at these very words; else, since they may have been edited since, by the passages that
/// are kept, and the hashes of the whole text.
fn look<'a>(text: &str, hash: &str, known: &Known<'a>) -> Looked<'a> {
    let record = known.record;
    if let Some(quote) = record.quote(hash) {
        return Looked { verdict: quote.verdict, quote: Some(Cow::Borrowed(quote)), record };
    }
    if let Some(source) = known.whole() {
        let (verdict, quote) = read(text, source, record.is_whole());
        return Looked { verdict, quote: Some(Cow::Owned(quote)), record };
    }
    for (quote, source) in known.passages() {
        match find(text, source) {
            quote::Verdict::Found(_) => return Looked { verdict: Verdict::Found, quote: None, record },
            quote::Verdict::Near { .. } => {
                return Looked { verdict: Verdict::Near, quote: Some(Cow::Borrowed(quote)), record };
            }
            quote::Verdict::Hidden { .. } | quote::Verdict::Absent => {}
        }
    }
    let held = known.fingerprint().map(|print| print.holds(text));
    let verdict = match held {
        Some(Held::Yes | Held::Partly) => Verdict::Found,
        Some(Held::No) if record.is_whole() => Verdict::Absent,
        Some(Held::No) | None => Verdict::Unknown,
    };
    Looked { verdict, quote: None, record }
}

/// What comes of looking for a quotation in a text that is `whole` or not, with the passage that is meant.
fn read(text: &str, source: &quote::Source, whole: bool) -> (Verdict, Quote) {
    let shown = |at: Range<usize>| source.text.get(at).map(clean::passage).unwrap_or_default();
    let (verdict, exact, hidden) = match find(text, source) {
        quote::Verdict::Found(at) => (Verdict::Found, shown(at), String::new()),
        quote::Verdict::Hidden { at, word } => (Verdict::Hidden, shown(at), shown(word)),
        quote::Verdict::Near { at, .. } => (Verdict::Near, shown(at), String::new()),
        quote::Verdict::Absent if whole => (Verdict::Absent, String::new(), String::new()),
        quote::Verdict::Absent => (Verdict::Unknown, String::new(), String::new()),
    };
    (verdict, Quote { verdict, exact, hidden, ..Quote::default() })
}

impl<'a> Known<'a> {
    fn new(record: &'a Record, text: Option<&'a str>) -> Self {
        Self { record, text, whole: OnceCell::new(), passages: OnceCell::new(), fingerprint: OnceCell::new() }
    }

    /// All that the source said when it was read, if that is kept: a text of another hash is another text.
    fn whole(&self) -> Option<&quote::Source> {
        let read = || {
            let source = quote::Source::new(self.text?, Layout::Flowing);
            (Some(hash::of_text(&source.folded.text)) == self.record.text).then_some(source)
        };
        self.whole.get_or_init(read).as_ref()
    }

    /// The passages that are kept of it, those that are compared with new quotations.
    fn passages(&self) -> &[(&'a Quote, quote::Source)] {
        let read = || {
            let kept = self.record.quotes.iter().filter(|quote| !quote.exact.is_empty()).take(PASSAGES);
            kept.map(|quote| (quote, passage(quote))).collect()
        };
        self.passages.get_or_init(read)
    }

    fn fingerprint(&self) -> Option<&Fingerprint> {
        let read = || self.record.fingerprint.as_deref().and_then(Fingerprint::from_text);
        self.fingerprint.get_or_init(read).as_ref()
    }
}

/// The passage of the source that a look has kept.
pub fn passage(quote: &Quote) -> quote::Source {
    let parts = [&*quote.prefix, &*quote.exact, &*quote.suffix];
    quote::Source::new(parts.join(" ").trim(), Layout::Flowing)
}
