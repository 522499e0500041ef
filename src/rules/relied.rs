//! What a draft quotes from sources and says on their authority, with what `ibid.lock` knows of these sources.

use crate::bibliography::Identity;
use crate::check::Survey;
use crate::citation::Metadata;
use crate::citation::source::{Source, Sources, entry_of};
use crate::claim::{Reliance, reliance};
use crate::evidence::fingerprint::{Fingerprint, Held};
use crate::evidence::quote::{self, find};
use crate::lock::{Quote, Record, Verdict, hash};
use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;

/// A draft's sources and what rests on them.
#[derive(Debug)]
pub struct Relied<'a> {
    /// What rests on them.
    pub reliance: Reliance,
    /// The records of these sources, each once.
    known: Vec<Known<'a>>,
    /// Which of them are of each source, in the order of [`Sources::list`].
    of: Vec<Vec<usize>>,
}

/// A record, and what is read of it when it is first wanted.
#[derive(Debug)]
pub struct Known<'a> {
    /// The record.
    pub record: &'a Record,
    /// What the source says, if that is kept; not seen yet whether it is what was read then.
    text: Option<&'a str>,
    whole: OnceCell<Option<quote::Source>>,
    quotes: OnceCell<HashMap<&'a str, &'a Quote>>,
    passages: OnceCell<Passages<'a>>,
    fingerprint: OnceCell<Option<Fingerprint>>,
}

/// What is kept of a source's text, as one text.
#[derive(Debug)]
struct Passages<'a> {
    text: quote::Source,
    /// Each with the bytes of the text in which it stands, ascending.
    each: Vec<(&'a Quote, Range<usize>)>,
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

/// What is known of a quotation in one source: by a look at these very words; else, since they may have been edited since, by the hashes of
/// the whole text, and the passages that are kept.
fn look<'a>(text: &str, hash: &str, known: &Known<'a>) -> Looked<'a> {
    let record = known.record;
    if let Some(quote) = known.quote(hash) {
        return Looked { verdict: quote.verdict, quote: Some(Cow::Borrowed(quote)), record };
    }
    if let Some(source) = known.whole() {
        let (verdict, quote) = read(text, source, record.is_whole());
        return Looked { verdict, quote: Some(Cow::Owned(quote)), record };
    }
    let held = known.fingerprint().map(|print| print.holds(text));
    let told = |verdict, quote| Looked { verdict, quote, record };
    if held == Some(Held::Yes) {
        return told(Verdict::Found, None);
    }
    match known.passages().find(text) {
        Some((Verdict::Near, quote)) => told(Verdict::Near, Some(Cow::Borrowed(quote))),
        Some((verdict, _)) => told(verdict, None),
        None if held == Some(Held::Partly) => told(Verdict::Found, None),
        None if held == Some(Held::No) && record.is_whole() && !known.is_foreign(text) => told(Verdict::Absent, None),
        None => told(Verdict::Unknown, None),
    }
}

/// What comes of looking for a quotation in a text that is `whole` or not, with the passage that is meant.
fn read(text: &str, source: &quote::Source, whole: bool) -> (Verdict, Quote) {
    let shown = |at: Range<usize>| source.shown(at);
    let (verdict, exact, hidden) = match find(text, source) {
        quote::Verdict::Found(at) => (Verdict::Found, shown(at), String::new()),
        quote::Verdict::Hidden { at, word } => (Verdict::Hidden, shown(at), shown(word)),
        quote::Verdict::Near { at, .. } => (Verdict::Near, shown(at), String::new()),
        quote::Verdict::Absent if whole && !source.is_foreign(text) => (Verdict::Absent, String::new(), String::new()),
        quote::Verdict::Absent => (Verdict::Unknown, String::new(), String::new()),
    };
    (verdict, Quote { verdict, exact, hidden, ..Quote::default() })
}

impl<'a> Known<'a> {
    fn new(record: &'a Record, text: Option<&'a str>) -> Self {
        let (whole, quotes, passages, fingerprint) = Default::default();
        Known { record, text, whole, quotes, passages, fingerprint }
    }

    /// What came of a look at the quotation with this hash; of several, the first.
    fn quote(&self, hash: &str) -> Option<&'a Quote> {
        let read = || self.record.quotes.iter().rev().map(|quote| (quote.hash.as_str(), quote)).collect();
        self.quotes.get_or_init(read).get(hash).copied()
    }

    /// All that the source said when it was read, if that is kept: a text of another hash is another text.
    fn whole(&self) -> Option<&quote::Source> {
        let read = || {
            let source = quote::Source::new(self.text?, self.record.layout());
            (Some(hash::of_text(&source.folded.text)) == self.record.text).then_some(source)
        };
        self.whole.get_or_init(read).as_ref()
    }

    /// The passages that are kept of it, those that are compared with new quotations.
    fn passages(&self) -> &Passages<'a> {
        self.passages.get_or_init(|| Passages::of(self.record))
    }

    fn fingerprint(&self) -> Option<&Fingerprint> {
        let read = || self.record.fingerprint.as_deref().and_then(Fingerprint::from_text);
        self.fingerprint.get_or_init(read).as_ref()
    }

    /// Whether a quotation is in another language than the source.
    fn is_foreign(&self, text: &str) -> bool {
        self.fingerprint().is_some_and(|print| print.is_foreign(text))
    }
}

impl<'a> Passages<'a> {
    fn of(record: &'a Record) -> Self {
        let kept = record.quotes.iter().filter(|quote| !quote.exact.is_empty()).take(PASSAGES);
        let (mut text, mut each) = (String::new(), Vec::new());
        for quote in kept {
            let start = text.len();
            text.push_str(&words(quote));
            each.push((quote, start..text.len()));
            text.push_str(APART);
        }
        Passages { text: quote::Source::new(text, record.layout()), each }
    }

    /// Whether a quotation stands in one of them, or which is near to it.
    fn find(&self, text: &str) -> Option<(Verdict, &'a Quote)> {
        let (verdict, at) = match find(text, &self.text) {
            quote::Verdict::Found(at) => (Verdict::Found, at),
            quote::Verdict::Near { at, .. } => (Verdict::Near, at),
            quote::Verdict::Hidden { .. } | quote::Verdict::Absent => return None,
        };
        let index = self.each.partition_point(|(_, range)| range.end < at.end);
        let (quote, range) = self.each.get(index)?;
        (range.start <= at.start).then_some((verdict, *quote))
    }
}

/// Stands between two passages, so that nothing is found across their edge.
const APART: &str = "\n\u{2021}\n";

/// The passage of the source that a look has kept.
pub fn passage(quote: &Quote, record: &Record) -> quote::Source {
    quote::Source::new(words(quote), record.layout())
}

fn words(quote: &Quote) -> String {
    [&*quote.prefix, &*quote.exact, &*quote.suffix].join(" ").trim().to_owned()
}
