//! From what was found out about a source to what the lock keeps of it.

use super::plan::Wanted;
use crate::evidence::clean;
use crate::evidence::figure::figures;
use crate::evidence::fingerprint::Fingerprint;
use crate::evidence::outcome::Outcome;
use crate::evidence::quote::{self, Source, find};
use crate::lock::{Quote, Record, Verdict, failed, hash, layout};
use std::collections::BTreeSet;
use std::ops::Range;

/// Of a source no more figures are kept.
const FIGURES: usize = 2000;
/// So many words before and behind a passage are kept with it.
const AROUND: usize = 8;
/// A longer passage is kept without its end, in bytes.
const PASSAGE: usize = 2000;

/// The text of a source, and how much of it that is.
pub struct Text {
    /// The text, ready to be searched.
    pub source: Source,
    /// Whether it is all there is: only then is what is not in it missing.
    pub whole: bool,
    /// `full`, `partial` or `abstract`.
    pub scope: &'static str,
    /// What read it, if that was not ibid, and its version: another may read otherwise.
    pub reader: Option<&'static str>,
}

/// What came of a look at a source.
pub struct Found {
    /// What the lock keeps of it.
    pub record: Record,
    /// What the source says, if that was read; for a writer who wants it kept.
    pub text: Option<String>,
}

/// Writes down what came of a look, on the day `today`. What a look could not tell stays as it was known before.
pub fn keep(
    wanted: &Wanted,
    outcome: &Outcome,
    text: Option<&Text>,
    mut now: Record,
    before: Option<&Record>,
    today: &str,
) -> Record {
    // What came of a look that could not look says nothing of the source.
    if let (Outcome::Unknown(doubt), Some(before)) = (outcome, before)
        && doubt.is_accident()
    {
        return before.clone();
    }
    now.status = outcome.name();
    now.quotes = before.map(|before| before.quotes.clone()).unwrap_or_default();
    match text {
        Some(text) => read(&mut now, text, &wanted.quotations, before, today),
        None => remember(&mut now, before),
    }
    now.failures = failures(outcome, before, today);
    if let Some(before) = before {
        now.other = before.other.clone();
        now.archive = now.archive.or_else(|| before.archive.clone());
        // The day stands for the last change, so that a look without news changes nothing in the file.
        now.retrieved.clone_from(&before.retrieved);
        if now == *before {
            return now;
        }
    }
    today.clone_into(&mut now.retrieved);
    now
}

/// What the text says.
fn read(now: &mut Record, text: &Text, quotations: &[String], before: Option<&Record>, today: &str) {
    let source = &text.source;
    now.reader = text.reader.map(str::to_owned);
    now.layout = layout(source.layout);
    // What another reader does not see may be there all the same.
    let comparable = before.is_some_and(|before| before.reader == now.reader);
    now.text = Some(hash::of_text(&source.folded.text));
    now.scope = Some(text.scope.to_owned());
    now.fingerprint = Some(Fingerprint::of(&source.folded).to_text());
    let shown = |range: Range<usize>| source.text.get(range).map(clean::field);
    let figures: BTreeSet<String> =
        figures(&source.text).into_iter().filter_map(|figure| shown(figure.range)).collect();
    now.figures = figures.into_iter().take(FIGURES).collect();
    for quotation in quotations {
        let hash = hash::of_quotation(quotation);
        let known = now.quotes.iter().position(|quote| quote.hash == hash);
        let before = known.and_then(|index| now.quotes.get(index));
        let mut found = look(quotation, &hash, text, before.map(|quote| quote.verdict).filter(|_| comparable));
        if let Some(found) = found.as_mut().filter(|found| found.verdict == Verdict::Gone) {
            // The day on which it was first missed stays, whatever else changes.
            let known = before.filter(|before| before.verdict == Verdict::Gone);
            found.day = known.map_or_else(|| Some(today.to_owned()), |known| known.day.clone());
        }
        match (known.and_then(|index| now.quotes.get_mut(index)), found) {
            (Some(quote), Some(found)) => *quote = found,
            (None, Some(found)) => now.quotes.push(found),
            (_, None) => {}
        }
    }
}

/// What comes of looking for a quotation; `None` if nothing can be said.
fn look(quotation: &str, hash: &str, text: &Text, before: Option<Verdict>) -> Option<Quote> {
    let source = &text.source;
    let quote = |verdict, at: Option<Range<usize>>| {
        Some(excerpt(Quote { hash: hash.to_owned(), verdict, ..Quote::default() }, source, at))
    };
    let was = matches!(before, Some(Verdict::Found | Verdict::Gone));
    match find(quotation, source) {
        // Of a translation nothing can be said; what was there may be there still, in another edition of the page.
        quote::Verdict::Absent if source.is_foreign(quotation) && was => None,
        quote::Verdict::Absent if source.is_foreign(quotation) => quote(Verdict::Unknown, None),
        quote::Verdict::Found(at) => quote(Verdict::Found, Some(at)),
        quote::Verdict::Hidden { at, word } => {
            let mut found = quote(Verdict::Hidden, Some(at))?;
            found.hidden = clean::field(source.text.get(word)?);
            Some(found)
        }
        quote::Verdict::Near { .. } | quote::Verdict::Absent if was && text.whole => quote(Verdict::Gone, None),
        quote::Verdict::Near { at, .. } => quote(Verdict::Near, Some(at)),
        quote::Verdict::Absent if text.whole => quote(Verdict::Absent, None),
        quote::Verdict::Absent => None,
    }
}

/// Adds the passage, and a few words around it.
fn excerpt(mut quote: Quote, source: &Source, at: Option<Range<usize>>) -> Quote {
    let Some(at) = at else { return quote };
    let mut end = at.end.min(at.start + PASSAGE);
    while !source.text.is_char_boundary(end) {
        end -= 1;
    }
    quote.exact = source.shown(at.start..end);
    // Words that a line's end parts count twice.
    let before = source.text.get(..at.start).unwrap_or_default();
    let before = source.shown(before.len() - reach(before.chars().rev())..at.start);
    let mut words: Vec<&str> = before.rsplit(' ').take(AROUND).collect();
    words.reverse();
    quote.prefix = words.join(" ");
    let after = source.text.get(at.end..).unwrap_or_default();
    let after = source.shown(at.end..at.end + reach(after.chars()));
    quote.suffix = after.split(' ').take(AROUND).collect::<Vec<_>>().join(" ");
    quote
}

/// How many bytes twice the words around a passage take, which `chars` leads away from.
fn reach(chars: impl Iterator<Item = char>) -> usize {
    let (mut length, mut words, mut inside) = (0, 0, false);
    for c in chars {
        if inside && c.is_whitespace() {
            words += 1;
        }
        inside = !c.is_whitespace();
        if words == 2 * AROUND {
            break;
        }
        length += c.len_utf8();
    }
    length
}

/// Without a text, what was known of it; and of the rest, where nobody answered. Who did may have taken back what was said before.
fn remember(now: &mut Record, before: Option<&Record>) {
    let Some(before) = before else { return };
    now.text = before.text.clone();
    now.scope = before.scope.clone();
    now.reader = before.reader.clone();
    now.layout = before.layout.clone();
    now.fingerprint = before.fingerprint.clone();
    now.figures = before.figures.clone();
    if now.registry.is_some() {
        return;
    }
    now.registry = before.registry.clone();
    now.kind = before.kind.clone();
    now.title = before.title.clone();
    now.titles = before.titles.clone();
    now.authors = before.authors.clone();
    now.editors = before.editors.clone();
    now.container = before.container.clone();
    now.containers = before.containers.clone();
    now.issued = before.issued.clone();
    now.notice = before.notice.clone();
}

/// The days on which it was not there; one that is there again, or of which nothing is known, has none or those it had.
fn failures(outcome: &Outcome, before: Option<&Record>, today: &str) -> Vec<String> {
    let mut days: BTreeSet<String> = before.map(|before| before.failures.iter().cloned().collect()).unwrap_or_default();
    match outcome {
        Outcome::Present(_) => days.clear(),
        Outcome::Unknown(_) => {}
        Outcome::Absent(_) => drop(days.insert(today.to_owned())),
    }
    failed(days)
}
