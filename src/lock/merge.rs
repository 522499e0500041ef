//! What two locks know of a source, as one: of two branches, or of the same table written twice.

use super::{Lock, Quote, Record, Verdict};
use crate::evidence::outcome::Outcome;
use std::collections::{BTreeSet, HashMap, HashSet};

/// So many days of failure are kept.
const DAYS: usize = 6;

impl Lock {
    /// Takes what a look found out about a source that was known as `before` when the look began. Where the lock knows something else of it by
    /// now, another look has been there: then what both know counts, and of each quotation what was told anew.
    pub fn put(&mut self, mut found: Record, before: Option<&Record>) {
        let Some(there) = self.sources.get_mut(&found.id) else {
            self.sources.insert(found.id.clone(), found);
            return;
        };
        if before == Some(&*there) {
            *there = found;
            return;
        }
        // Of each quotation what was told anew, by whichever look.
        let known = quoted(before);
        let old = |quote: &Quote| known.get(quote.hash.as_str()) == Some(&quote);
        let told: HashSet<String> =
            there.quotes.iter().filter(|quote| !old(quote)).map(|quote| quote.hash.clone()).collect();
        found.quotes.retain(|quote| !old(quote) || !told.contains(&quote.hash));
        let has: HashSet<&str> = found.quotes.iter().map(|quote| quote.hash.as_str()).collect();
        there.quotes.retain(|quote| !old(quote) || !has.contains(quote.hash.as_str()));
        *there = found.and(std::mem::take(there));
    }
}

/// The quotations of a record, by hash.
fn quoted(record: Option<&Record>) -> HashMap<&str, &Quote> {
    record.into_iter().flat_map(|record| &record.quotes).map(|quote| (quote.hash.as_str(), quote)).collect()
}

impl Record {
    /// What this record and another of the same source know together, whichever comes first: what came of the later look, and of the other
    /// what that look could not tell.
    pub fn and(self, other: Self) -> Self {
        let (later, earlier) = if other.weight() > self.weight() { (other, self) } else { (self, other) };
        later.over(earlier)
    }

    /// What decides which of two looks counts: one that could look outweighs one that could not, then the day, then what was there. The
    /// rest makes it the same from both sides.
    fn weight(&self) -> (bool, &str, bool, &str, Option<&str>) {
        (self.is_evidence(), &self.retrieved, is_there(&self.status), &self.status, self.text.as_deref())
    }

    fn over(mut self, mut earlier: Self) -> Self {
        let days =
            std::mem::take(&mut earlier.failures).into_iter().chain(std::mem::take(&mut self.failures)).collect();
        // Who is there has come back.
        self.failures = if is_there(&self.status) { Vec::new() } else { failed(days) };
        self.archive = self.archive.or(earlier.archive.take());
        self.address = self.address.or(earlier.address.take());
        // Who answered has taken back or corrected what is not said any more.
        if self.registry.is_none() || !is_there(&self.status) {
            self.describe(&mut earlier);
        }
        // A look that did not come to the text only remembers one. What is known of a text stays together.
        let remembers = !is_there(&self.status) && is_there(&earlier.status);
        if self.text.is_none() || remembers && earlier.text.is_some() {
            self.text = earlier.text;
            self.scope = earlier.scope;
            self.reader = earlier.reader;
            self.layout = earlier.layout;
            self.figures = earlier.figures;
            self.fingerprint = earlier.fingerprint;
        }
        self.quotes = match remembers {
            true => quotes(earlier.quotes, self.quotes),
            false => quotes(self.quotes, earlier.quotes),
        };
        for (key, value) in earlier.other {
            self.other.entry(key).or_insert(value);
        }
        self
    }

    /// Takes of an earlier record what a work is said to be, where this one does not say it.
    fn describe(&mut self, earlier: &mut Self) {
        let texts = [
            (&mut self.notice, &mut earlier.notice),
            (&mut self.kind, &mut earlier.kind),
            (&mut self.title, &mut earlier.title),
            (&mut self.container, &mut earlier.container),
            (&mut self.registry, &mut earlier.registry),
        ];
        for (text, known) in texts {
            *text = text.take().or(known.take());
        }
        // Editors are kept where nobody knows authors.
        if self.authors.is_empty() && self.editors.is_empty() {
            self.authors = std::mem::take(&mut earlier.authors);
            self.editors = std::mem::take(&mut earlier.editors);
        }
        let lists = [
            (&mut self.titles, &mut earlier.titles),
            (&mut self.containers, &mut earlier.containers),
            (&mut self.issued, &mut earlier.issued),
        ];
        for (list, known) in lists.into_iter().filter(|(list, _)| list.is_empty()) {
            *list = std::mem::take(known);
        }
    }
}

/// The quotations of both, by hash; of one in both, what was told later.
fn quotes(later: Vec<Quote>, earlier: Vec<Quote>) -> Vec<Quote> {
    let mut all: Vec<Quote> = Vec::with_capacity(later.len());
    let mut places: HashMap<String, usize> = HashMap::new();
    for quote in later.into_iter().chain(earlier) {
        match places.get(&quote.hash).and_then(|&at| all.get_mut(at)) {
            Some(known) if known.verdict == Verdict::Unknown => *known = quote,
            // Since the first day on which anybody missed it.
            Some(known) if known.verdict == quote.verdict && quote.day.is_some() => {
                known.day = known.day.take().min(quote.day.clone()).or(quote.day);
            }
            Some(_) => {}
            None => {
                places.insert(quote.hash.clone(), all.len());
                all.push(quote);
            }
        }
    }
    all
}

fn is_there(status: &str) -> bool {
    matches!(Outcome::of(status), Some(Outcome::Present(_)))
}

/// Days of failure as they are kept, in order: the first, which says since when, and the last, which say that it is no accident.
pub fn failed(days: BTreeSet<String>) -> Vec<String> {
    let mut days: Vec<String> = days.into_iter().collect();
    if days.len() > DAYS {
        days.drain(1..days.len() - DAYS + 1);
    }
    days
}
