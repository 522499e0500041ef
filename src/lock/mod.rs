//! `ibid.lock`: what was found out about the sources of drafts, kept beside them, so that it can be checked again without a network.
//!
//! One table a source, sorted by identity, each key on a line of its own and none that changes from run to run: two writers' locks merge.
//! Of a page's text it holds hashes, figures and short passages around what drafts quote, never the text. It is read as what it is: a file
//! that anybody may have written.

pub mod hash;
mod merge;
mod name;
mod read;
mod said;
mod sides;
mod words;
mod write;

pub use merge::failed;
pub use name::{read_name, write_name};
pub use read::{Problem, read};
pub use words::{State, outcome};
pub use write::write;

use crate::bibliography::Identity;
use crate::evidence::outcome::{Doubt, Outcome, Presence};
use crate::evidence::quote::Layout;
use crate::evidence::retraction::{Index, Update, standing};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashSet};
use std::sync::{Arc, OnceLock};

/// The name of the file.
pub const NAME: &str = "ibid.lock";

/// What is known of sources, by [`id`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lock {
    /// By the identity of each.
    pub sources: BTreeMap<String, Record>,
    /// What else the file says, for versions of ibid that know of it.
    pub other: toml::Table,
    /// The lists of retractions that the writer keeps beside it; they are never written into it.
    pub lists: Vec<Arc<Index>>,
    /// What sources say, where that is kept beside the file and was read from there: not part of it, and as far from being trusted.
    pub texts: BTreeMap<String, Arc<str>>,
    /// See [`Lock::has_led_to`]; made when it is first asked for.
    led_to: OnceLock<HashSet<String>>,
}

/// What is known of one source.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Record {
    /// See [`id`].
    pub id: String,
    /// The address that was asked for, where the identity does not tell it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// What kind of work it is, as CSL calls it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// Its title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Other titles that a registry has of it: without the subtitle, in the original language.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub titles: Vec<String>,
    /// Its authors, `Family, Given` each; an organisation between braces.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<String>,
    /// Its editors, in the same form, where a registry knows no authors.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub editors: Vec<String>,
    /// The journal, site or book that it is in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub container: Option<String>,
    /// Other names that a registry has of that: short ones.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub containers: Vec<String>,
    /// The dates at which it is said to have come out, `2019-03-14`, `2019-03` or `2019`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub issued: Vec<String>,
    /// Who said so: `crossref`, or `page`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub registry: Option<String>,
    /// The day of the look at which anything of this was last found to be otherwise than before.
    pub retrieved: String,
    /// The name of what came of it: [`crate::evidence::Outcome::name`].
    pub status: String,
    /// The days on which it was not there, the first of each run of failures first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub failures: Vec<String>,
    /// What became of a work after it came out: `retraction 2021-03-02`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notice: Option<String>,
    /// A copy in an archive that was looked at, and holds what drafts quote.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub archive: Option<String>,
    /// A hash of its text, folded: `sha256:…`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// How much of its text could be read: `full`, `partial`, `abstract`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
    /// What read its text, if that was not ibid, and its version: `pdf-extract 0.12`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reader: Option<String>,
    /// `lines` where lines of its text end wherever they fall, as in a PDF and in plain text: see [`Record::layout`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub layout: Option<String>,
    /// The figures in its text.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub figures: Vec<String>,
    /// Hashes of all its runs of five words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fingerprint: Option<String>,
    /// What drafts quote from it.
    #[serde(rename = "quote", skip_serializing_if = "Vec::is_empty")]
    pub quotes: Vec<Quote>,
    /// What else stands there, for versions of ibid that know of it.
    #[serde(flatten)]
    pub other: toml::Table,
}

/// A quotation that was looked for in a source.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Quote {
    /// A hash of its words, folded.
    pub hash: String,
    /// What came of it.
    pub verdict: Verdict,
    /// The day on which a passage that is gone was first missed, `2026-11-23`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub day: Option<String>,
    /// The source's own words for it, where they are near.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub exact: String,
    /// A few words before them.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub prefix: String,
    /// A few words behind them.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub suffix: String,
    /// The word that an ellipsis hides.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub hidden: String,
}

/// What came of looking for a quotation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// It is there.
    Found,
    /// Its pieces are there, but what it leaves out turns them around.
    Hidden,
    /// Other words are there.
    Near,
    /// Nothing like it is there.
    Absent,
    /// It was there, and is no more.
    Gone,
    /// The text could not be read whole, so nothing can be said. Also any verdict that a later version knows.
    #[default]
    #[serde(other)]
    Unknown,
}

/// The name of a source in a lock: `doi:10.1000/182`, `isbn:…`, `arxiv:…`, `pmid:…`, or the address of a page. `None` for what no one could
/// look up: a key, words.
pub fn id(identity: &Identity) -> Option<String> {
    match identity {
        Identity::Doi(name) => Some(format!("doi:{name}")),
        Identity::Arxiv(name) => Some(format!("arxiv:{name}")),
        Identity::Isbn(name) => Some(format!("isbn:{name}")),
        Identity::Pmid(name) => Some(format!("pmid:{name}")),
        Identity::Address(name) => Some(format!("https://{name}")),
        Identity::Entry(_) | Identity::Text(_) => None,
    }
}

impl Lock {
    /// What is known of a source.
    pub fn of(&self, identity: &Identity) -> Option<&Record> {
        if self.sources.is_empty() {
            return None;
        }
        self.sources.get(&id(identity)?)
    }

    /// Whether a look at another source has read this one: as its archived copy, or as the page that it has moved to.
    pub fn has_led_to(&self, identity: &Identity) -> bool {
        let read = || {
            let all = self.sources.values().filter_map(|record| match record.outcome() {
                Outcome::Present(Presence::Moved(address)) => Some(address),
                _ => record.archive.clone(),
            });
            all.filter_map(|address| id(&Identity::address(&address)?)).collect()
        };
        id(identity).is_some_and(|id| self.led_to.get_or_init(read).contains(&id))
    }

    /// Whether nothing is known of anything.
    pub fn is_bare(&self) -> bool {
        self.sources.is_empty() && self.lists.is_empty()
    }

    /// What became of a work, as the lists of retractions say.
    pub fn listed(&self, identity: &Identity) -> Option<Update> {
        let of = |list: &Arc<Index>| match identity {
            Identity::Doi(name) => list.doi(name),
            Identity::Pmid(name) => list.pmid(name),
            _ => Vec::new(),
        };
        let all: Vec<Update> = self.lists.iter().flat_map(of).collect();
        standing(&all).1.cloned()
    }

    /// Takes what another lock knows; of a source in both, what both know together: [`Record::and`].
    pub fn merge(&mut self, other: Lock) {
        for (id, theirs) in other.sources {
            match self.sources.get_mut(&id) {
                Some(ours) => *ours = std::mem::take(ours).and(theirs),
                None => drop(self.sources.insert(id, theirs)),
            }
        }
        for (key, value) in other.other {
            self.other.entry(key).or_insert(value);
        }
    }
}

impl Record {
    /// What came of looking for the quotation with that hash.
    pub fn quote(&self, hash: &str) -> Option<&Quote> {
        self.quotes.iter().find(|quote| quote.hash == hash)
    }

    /// What came of the last look. What a later version of ibid wrote there is unknown to this one.
    pub fn outcome(&self) -> Outcome {
        Outcome::of(&self.status).unwrap_or(Outcome::Unknown(Doubt::Transient))
    }

    /// Whether all of its text was read, so that what is not in it can be said.
    pub fn is_whole(&self) -> bool {
        self.scope.as_deref() == Some("full")
    }

    /// How its text is to be read. A reader of PDFs knows nothing but lines.
    pub fn layout(&self) -> Layout {
        match self.layout.as_deref() == Some(LINES) || self.reader.is_some() {
            true => Layout::Lines,
            false => Layout::Flowing,
        }
    }

    /// Whether a look could look: what came of one without a network is no evidence.
    pub fn is_evidence(&self) -> bool {
        match self.outcome() {
            Outcome::Present(_) | Outcome::Absent(_) => true,
            Outcome::Unknown(doubt) => !doubt.is_accident(),
        }
    }

    /// Whether it was looked for and not found on three days at least, three days or more apart: then it is no accident.
    pub fn is_proven(&self) -> bool {
        let mut kept: Vec<i64> = Vec::new();
        for day in self.failures.iter().filter_map(|day| days(day)) {
            if kept.last().is_none_or(|last| day - last >= APART) {
                kept.push(day);
            }
        }
        kept.len() >= ENOUGH
    }
}

/// What [`Record::layout`] is for a text of lines.
const LINES: &str = "lines";

/// What a lock says of the way a text is to be read: nothing of what most are.
pub fn layout(layout: Layout) -> Option<String> {
    (layout == Layout::Lines).then(|| LINES.to_owned())
}

/// How many failures prove that a page is gone.
const ENOUGH: usize = 3;
/// How many days must lie between two of them.
const APART: i64 = 3;

/// The number of a day, `2026-11-22`, counted from some day long ago; `None` for what is no date.
pub(crate) fn days(day: &str) -> Option<i64> {
    let mut parts = day.split('-').map(|part| part.parse::<i64>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    if !(1..=9999).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    // Years that begin in March have their odd day at the end.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    Some(year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + day)
}

#[cfg(test)]
mod tests;
