//! Whom to ask for what: the addresses of registries and archives, which nothing can change, and what each wants of its clients.

use super::ask::{Arxiv, Ask, Doi, Isbn, Pmid};
use super::settings::{Limits, Mail};
use std::time::Duration;
use url::Url;

const DOI: &str = "https://doi.org/";
const CROSSREF: &str = "https://api.crossref.org/works/";
const DATACITE: &str = "https://api.datacite.org/dois/";
const ARXIV: &str = "https://export.arxiv.org/api/query";
const PUBMED: &str = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/esummary.fcgi";
const OPEN_LIBRARY: &str = "https://openlibrary.org/api/books";
const WAYBACK: &str = "https://web.archive.org/web/";
const CAPTURES: &str = "https://web.archive.org/cdx/search/cdx";
const RETRACTIONS: &str = "https://gitlab.com/crossref/retraction-watch-data/-/raw/main/retraction_watch.csv";

/// Who is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Service {
    /// The page itself, as the draft cites it.
    Page,
    /// Whether a DOI exists and where it leads: doi.org's handles.
    Handle,
    /// Which agencies registered DOIs: doi.org's `doiRA`, many at once.
    Agency,
    /// What Crossref knows of a DOI.
    Crossref,
    /// What DataCite knows of a DOI.
    DataCite,
    /// What any other agency knows of a DOI, as CSL-JSON, through doi.org.
    Csl,
    /// What arXiv knows of preprints, many at once. It leaves out those that it does not know.
    Arxiv,
    /// What PubMed knows of records, many at once.
    Pubmed,
    /// What Open Library knows of books, many at once.
    OpenLibrary,
    /// The latest capture of a page by the Wayback Machine: a redirect, which is not followed, or 404.
    Latest,
    /// The capture nearest to a day; a redirect too.
    Nearest(Stamp),
    /// The last captures of a page, as rows of JSON.
    Captures,
    /// One capture, as it was captured. Without `memento-datetime` it is none.
    Memento(Stamp),
    /// The list of retractions, of which nothing is asked: it is the same for everybody.
    Retractions,
}

/// A moment as archives write it, from the year down as far as it is known: `20190314` or `20190314150926`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Stamp(u64);

impl Stamp {
    /// Reads 4 to 14 digits.
    pub fn new(digits: &str) -> Option<Self> {
        let fits = (4..=14).contains(&digits.len())
            && digits.len().is_multiple_of(2)
            && digits.bytes().all(|b| b.is_ascii_digit());
        digits.parse().ok().filter(|_| fits && !digits.starts_with('0')).map(Self)
    }
}

/// How a service is treated.
pub(super) struct Manner {
    /// Between two requests to its host, in seconds.
    pub gap: f64,
    /// What kind of content is asked for.
    pub accept: &'static str,
    /// Whether redirects are followed.
    pub follows: bool,
    /// How long a reply that says "here it is" is kept, in hours; 0 is never.
    pub kept: u64,
    /// Whether it is a registry or an archive: it is told the user's mail, and has no `robots.txt` asked for.
    pub registry: bool,
    /// Whether a whole list comes, longer than any page.
    pub list: bool,
}

impl Manner {
    /// The limits for such a request.
    pub fn limits(&self, limits: &Limits) -> Limits {
        if self.list { Limits { body: limits.list, total: limits.total * 10, ..*limits } } else { *limits }
    }
}

const DAY: u64 = 24;

impl Service {
    /// How many may be asked for at once.
    pub fn takes(self) -> usize {
        match self {
            Self::Agency | Self::Arxiv | Self::OpenLibrary => 50,
            Self::Pubmed => 100,
            Self::Retractions => 0,
            _ => 1,
        }
    }

    /// Whether an address is named to somebody else than whom it leads to.
    pub(super) fn is_third_party(self) -> bool {
        self != Self::Page
    }

    pub(super) fn manner(self, mail: bool) -> Manner {
        let json = "application/json";
        let (gap, accept, kept) = match self {
            Self::Page => {
                (1.0, "text/html,application/xhtml+xml,application/pdf;q=0.9,text/plain;q=0.8,*/*;q=0.5", 7 * DAY)
            }
            Self::Handle | Self::Agency => (0.5, json, 30 * DAY),
            Self::Csl => (1.0, "application/vnd.citationstyles.csl+json", DAY),
            // A record says whether its work was retracted, so it is not kept for long. Crossref lets strangers ask 5 times a second and
            // those it can write to 10 times, DataCite 500 and 1000 times in 5 minutes.
            Self::Crossref => (if mail { 0.1 } else { 0.25 }, json, DAY),
            Self::DataCite => (if mail { 0.3 } else { 0.6 }, json, DAY),
            Self::Arxiv => (3.0, "application/atom+xml", DAY),
            Self::Pubmed => (0.4, json, DAY),
            Self::OpenLibrary => (1.0, json, 7 * DAY),
            Self::Latest | Self::Nearest(_) => (1.0, "*/*", DAY),
            // 30 a minute, of which the Archive asks clients to use 24.
            Self::Captures => (2.5, json, DAY),
            Self::Memento(_) => (1.0, "*/*", 30 * DAY),
            Self::Retractions => (1.0, "text/csv", 0),
        };
        let follows = !matches!(self, Self::Latest | Self::Nearest(_));
        Manner { gap, accept, follows, kept, registry: self != Self::Page, list: self == Self::Retractions }
    }

    /// The address to ask at; `None` if that service knows no such thing, or is asked for too much at once.
    pub(super) fn address(self, asks: &[Ask], mail: Option<&Mail>) -> Option<Url> {
        if asks.len() > self.takes() || asks.is_empty() != (self == Self::Retractions) {
            return None;
        }
        let page = || asks.first().and_then(Ask::address);
        let archived = |stamp: &str| Some(WAYBACK.to_owned() + stamp + page()?.as_str());
        let text = match self {
            Self::Page => return page().cloned(),
            Self::Handle => format!("{DOI}api/handles/{}?type=URL", dois(asks)?),
            Self::Agency => format!("{DOI}doiRA/{}", dois(asks)?),
            Self::Crossref => format!("{CROSSREF}{}{}", dois(asks)?, mail_as("?mailto=", mail)),
            Self::DataCite => format!("{DATACITE}{}", dois(asks)?),
            Self::Csl => format!("{DOI}{}", dois(asks)?),
            Self::Arxiv => format!("{ARXIV}?id_list={}&max_results={}", preprints(asks)?, asks.len()),
            Self::Pubmed => {
                format!("{PUBMED}?db=pubmed&retmode=json&id={}&tool=ibid{}", records(asks)?, mail_as("&email=", mail))
            }
            Self::OpenLibrary => format!("{OPEN_LIBRARY}?bibkeys={}&format=json&jscmd=data", books(asks)?),
            Self::Latest => archived("")?,
            Self::Nearest(Stamp(day)) => archived(&format!("{day}/"))?,
            Self::Memento(Stamp(moment)) => archived(&format!("{moment}id_/"))?,
            Self::Captures => {
                let last = "&output=json&filter=statuscode:200&collapse=digest&limit=-5";
                format!("{CAPTURES}?url={}{last}", encode(page()?.as_str(), b"-._~"))
            }
            Self::Retractions => RETRACTIONS.to_owned(),
        };
        Url::parse(&text).ok()
    }

    /// How long a reply about `asked` things is kept.
    pub(super) fn keeps(self, status: u16, body: &[u8], asked: usize) -> Duration {
        let hours = self.manner(false).kept;
        let hours = match (self, status) {
            // What is absent is looked for again.
            (_, 200..=299) if self.lacks(body, asked) => 0,
            (Self::Latest | Self::Nearest(_), 302) => hours,
            // Agencies answer 200 for those that do not exist too, and say so one by one.
            (Self::Agency, 200) if memchr::memmem::find(body, b"\"status\"").is_some() => DAY,
            (_, 200..=299) if status != 202 => hours,
            // Not to be read by programs: asking again soon would make it worse.
            (Self::Page, 202 | 401 | 403 | 406 | 429 | 451 | 500..=599 | 999) => 6,
            _ => 0,
        };
        Duration::from_secs(hours * 3600)
    }

    /// Whether a reply that means well knows less than was asked for: some registries answer 200 for what they do not have.
    fn lacks(self, body: &[u8], asked: usize) -> bool {
        let holds = |what: &str| memchr::memmem::find(body, what.as_bytes()).is_some();
        let fewer = |what: &str| memchr::memmem::find_iter(body, what.as_bytes()).take(asked).count() < asked;
        match self {
            Self::Arxiv => fewer("<entry") || holds("/api/errors"),
            Self::Pubmed => holds("\"error\""),
            Self::OpenLibrary => fewer("\"ISBN:"),
            _ => false,
        }
    }
}

fn mail_as(name: &str, mail: Option<&Mail>) -> String {
    mail.map(|Mail(mail)| format!("{name}{}", encode(mail, b"-._~@"))).unwrap_or_default()
}

/// What `part` makes of each, between commas; `None` if any is of another kind.
fn join(asks: &[Ask], part: impl Fn(&Ask) -> Option<String>) -> Option<String> {
    asks.iter().map(part).collect::<Option<Vec<_>>>().map(|all| all.join(","))
}

fn dois(asks: &[Ask]) -> Option<String> {
    join(asks, |ask| match ask {
        // The slash must stand as it is; a comma parts two of them.
        Ask::Doi(Doi(name)) => Some(encode(name, b"-._~/:;()@!$'*=")),
        _ => None,
    })
}

fn preprints(asks: &[Ask]) -> Option<String> {
    join(asks, |ask| match ask {
        Ask::Arxiv(Arxiv(number)) => Some(number.clone()),
        _ => None,
    })
}

fn records(asks: &[Ask]) -> Option<String> {
    join(asks, |ask| match ask {
        Ask::Pmid(Pmid(number)) => Some(number.to_string()),
        _ => None,
    })
}

fn books(asks: &[Ask]) -> Option<String> {
    join(asks, |ask| match ask {
        Ask::Isbn(Isbn(number)) => Some(format!("ISBN:{number}")),
        _ => None,
    })
}

/// Percent-encodes everything but letters, digits and `plain`.
fn encode(text: &str, plain: &[u8]) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || plain.contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}
