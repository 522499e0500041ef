//! What registries of works answer, each read into one form. The status is asked before the body.

pub mod agency;
pub mod arxiv;
pub mod crossref;
pub mod datacite;
pub mod handle;
mod json;
pub mod open_library;
pub mod pubmed;

use super::outcome::{Absence, Doubt, Outcome, Presence};
use super::retraction::Update;
use crate::bibliography::Name;

/// Who keeps a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Service {
    /// Crossref, for most DOIs of articles and books.
    Crossref,
    /// DataCite, for DOIs of data, software and reports.
    DataCite,
    /// arXiv.
    Arxiv,
    /// PubMed.
    PubMed,
    /// Open Library, for ISBNs.
    OpenLibrary,
}

impl Service {
    /// Its name, as it writes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Crossref => "Crossref",
            Self::DataCite => "DataCite",
            Self::Arxiv => "arXiv",
            Self::PubMed => "PubMed",
            Self::OpenLibrary => "Open Library",
        }
    }

    /// The one of that name, in any case; `None` for what is none, such as a page.
    pub fn of(name: &str) -> Option<Self> {
        let all = [Self::Crossref, Self::DataCite, Self::Arxiv, Self::PubMed, Self::OpenLibrary];
        all.into_iter().find(|service| service.name().eq_ignore_ascii_case(name))
    }
}

/// What a registry knows of a work. What it does not say is empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The identifier in the registry's form: a DOI in lower case, a number without its version.
    pub id: String,
    /// What it is, by the types of CSL.
    pub kind: &'static str,
    /// The title, without markup, with its subtitle.
    pub title: String,
    /// Other titles that it has or had: without the subtitle, in the original language, of another version.
    pub titles: Vec<String>,
    /// Who wrote it, in order. A body has a family name only.
    pub authors: Vec<Name>,
    /// Who edited it.
    pub editors: Vec<Name>,
    /// What it is in: a journal, a book.
    pub container: String,
    /// Shorter names of that.
    pub containers: Vec<String>,
    /// Every date by which it may be cited, the registry's own choice first: `2019-03`.
    pub issued: Vec<String>,
    /// Who published it.
    pub publisher: String,
    /// The volume.
    pub volume: String,
    /// The issue.
    pub issue: String,
    /// The pages: `101-117`.
    pub pages: String,
    /// Where it is to be read.
    pub url: String,
    /// Its DOI, where the identifier is another.
    pub doi: String,
    /// Its abstract, without markup.
    pub abstract_text: String,
    /// Its version, if it has several.
    pub version: String,
    /// What became of it: corrections, retractions.
    pub updates: Vec<Update>,
    /// The works to which this record is a notice. That it retracts says nothing of itself.
    pub notice_of: Vec<Update>,
    /// What its author says of a withdrawal.
    pub withdrawn: String,
    /// Who says all this.
    pub from: Service,
}

impl Record {
    /// A record of which nothing but the identifier is known.
    pub fn new(from: Service, id: &str) -> Self {
        Self {
            id: super::clean::field(id),
            kind: "document",
            title: String::new(),
            titles: Vec::new(),
            authors: Vec::new(),
            editors: Vec::new(),
            container: String::new(),
            containers: Vec::new(),
            issued: Vec::new(),
            publisher: String::new(),
            volume: String::new(),
            issue: String::new(),
            pages: String::new(),
            url: String::new(),
            doi: String::new(),
            abstract_text: String::new(),
            version: String::new(),
            updates: Vec::new(),
            notice_of: Vec::new(),
            withdrawn: String::new(),
            from,
        }
    }

    /// Adds a date, if it is one and new.
    pub fn dated(&mut self, date: Option<String>) {
        self.issued.extend(date.filter(|date| !self.issued.contains(date)));
    }
}

/// What a registry says of an identifier.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub enum Lookup {
    /// It knows the work.
    Found(Box<Record>),
    /// It does not know it, and others may: of a DOI, ask who registered it.
    Elsewhere,
    /// It must know, and has no such identifier.
    Absent,
    /// It did not say.
    Unknown(Doubt),
}

impl Lookup {
    /// Whether the work is there. What others may know is in doubt.
    pub fn outcome(&self) -> Outcome {
        match self {
            Self::Found(_) => Outcome::Present(Presence::Plain),
            Self::Absent => Outcome::Absent(Absence::NoSuchIdentifier),
            Self::Elsewhere => Outcome::Unknown(Doubt::NoText),
            Self::Unknown(doubt) => Outcome::Unknown(*doubt),
        }
    }
}

/// What a status says where the body need not be read.
pub fn doubt_of(status: u16) -> Option<Doubt> {
    match status {
        200..=299 => None,
        401 | 402 | 403 | 406 | 429 | 451 => Some(Doubt::Blocked),
        _ => Some(Doubt::Transient),
    }
}
