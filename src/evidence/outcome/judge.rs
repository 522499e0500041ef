//! From what came back to what it means. The order of the questions is the order of trust: what must not be called dead is asked first.

use super::place::{is_error, is_gate, is_root, parts, registrable, same_page, same_site};
use super::{Absence, Doubt, Outcome, Presence, parked, soft, wall};
use crate::evidence::clean;
use crate::evidence::mismatch::title_likeness;
use crate::evidence::page::{Page, Scope};

/// What came back for an address.
#[derive(Clone, Debug)]
pub enum Reply<'a> {
    /// An answer, after redirects.
    Answer(Answer<'a>),
    /// None.
    Failure(Failure),
}

/// The last answer of a chain.
#[derive(Clone, Debug, Default)]
pub struct Answer<'a> {
    /// Its status.
    pub status: u16,
    /// Its headers, names in lower case.
    pub headers: &'a [(String, String)],
    /// The redirects before it, in order.
    pub hops: &'a [Hop],
    /// The address that gave it.
    pub address: &'a str,
    /// Its body, if it is a page that could be read.
    pub page: Option<&'a Page>,
    /// Whether it has no body.
    pub empty: bool,
}

impl Answer<'_> {
    /// The value of a header, whose name is in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }
}

/// A redirect.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hop {
    /// Its status: 301, 302.
    pub status: u16,
    /// Where it leads, made whole.
    pub to: String,
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The name is known not to exist: NXDOMAIN.
    NoHost,
    /// The resolver failed: SERVFAIL, no network.
    Resolver,
    /// Nobody answered in time.
    Timeout,
    /// The connection could not be made, or broke.
    Connection,
    /// The certificate is expired, or another's.
    Tls,
    /// The redirects lead in a circle, or on and on.
    Redirects,
    /// What came is no HTTP, or too much of it.
    Protocol,
    /// The guard refuses the address, or one that it leads to.
    Refused,
    /// The run's time or requests are used up.
    Budget,
    /// The site wants robots to stay away.
    Robots,
}

/// What a second attempt at the same address said, some time after.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Second {
    /// It came to the same status or failure.
    pub agrees: bool,
    /// Some other host could be reached in this run.
    pub net_works: bool,
}

/// What was known of the source before.
#[derive(Clone, Copy, Debug, Default)]
pub struct Before<'a> {
    /// Its title, from the lock or from the draft's bibliography; empty if there is none.
    pub title: &'a str,
    /// How many characters of text it had; 0 if that is not known.
    pub length: usize,
    /// What the site answers to a path beside it that surely is none.
    pub probe: Option<&'a Page>,
}

/// What it means, and the sign by which that was told, for a writer to judge; empty where the outcome says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// Whether the source is there.
    pub outcome: Outcome,
    /// The sign.
    pub why: String,
}

fn judged(outcome: Outcome, why: impl Into<String>) -> Judgement {
    Judgement { outcome, why: why.into() }
}

fn doubt(doubt: Doubt, why: impl Into<String>) -> Judgement {
    judged(Outcome::Unknown(doubt), why)
}

/// Judges what came back for the address `asked`.
pub fn judge(asked: &str, reply: &Reply, second: Second, before: &Before) -> Judgement {
    match reply {
        Reply::Failure(failure) => failed(*failure, second),
        Reply::Answer(answer) => {
            if let Some(sign) = wall::sign(answer) {
                return doubt(Doubt::Blocked, sign);
            }
            match answer.status {
                200..=299 => answered(asked, answer, before),
                status => refused(status, second),
            }
        }
    }
}

fn failed(failure: Failure, second: Second) -> Judgement {
    if failure == Failure::NoHost && second.agrees && second.net_works {
        return judged(Outcome::Absent(Absence::NoHost), "no such host");
    }
    let why = match failure {
        Failure::NoHost | Failure::Resolver => "its name could not be resolved",
        Failure::Timeout => "no answer in time",
        Failure::Connection => "no connection",
        Failure::Protocol => "no readable answer",
        Failure::Redirects => "redirects that do not end",
        Failure::Tls => "a certificate that does not hold",
        Failure::Refused => "an address that is not asked",
        Failure::Budget => "",
        Failure::Robots => "its robots.txt",
    };
    doubt(failure.doubt(), why)
}

impl Failure {
    /// What it leaves in doubt, by itself: that a source is not there no single failure says.
    pub fn doubt(self) -> Doubt {
        match self {
            Self::Tls => Doubt::Tls,
            Self::Refused => Doubt::Refused,
            Self::Budget => Doubt::Budget,
            Self::Robots => Doubt::Blocked,
            Self::NoHost | Self::Resolver | Self::Timeout | Self::Connection | Self::Redirects | Self::Protocol => {
                Doubt::Transient
            }
        }
    }
}

/// What a status other than success says.
fn refused(status: u16, second: Second) -> Judgement {
    let why = format!("status {status}");
    match status {
        410 => judged(Outcome::Absent(Absence::Gone), why),
        404 if second.agrees => judged(Outcome::Absent(Absence::NotFound), why),
        404 | 408 | 425 => doubt(Doubt::Transient, why),
        400..=499 | 999 => doubt(Doubt::Blocked, why),
        _ => doubt(Doubt::Transient, why),
    }
}

fn answered(asked: &str, answer: &Answer, before: &Before) -> Judgement {
    if answer.empty {
        let why = "an empty answer";
        return doubt(if answer.status == 202 { Doubt::Blocked } else { Doubt::NoText }, why);
    }
    if let Some(judgement) = misled(asked, answer, before) {
        return judgement;
    }
    let Some(page) = answer.page else { return settled(asked, answer, before) };
    if parked::is_offer(page, before.title) {
        return doubt(Doubt::Parked, format!("a page titled `{}`", page.tab));
    }
    let known = !before.title.is_empty() && titles(page).any(|title| title_likeness(before.title, title) >= CLOSE);
    if !known {
        let named = [&page.tab, &page.heading].into_iter().find(|title| soft::is_missing_title(title));
        if let Some(title) = named {
            return doubt(Doubt::SoftNotFound, format!("a page titled `{title}`"));
        }
        if before.probe.is_some_and(|probe| soft::is_like_probe(page, probe)) {
            return doubt(Doubt::SoftNotFound, "the page that its site gives for any address");
        }
    }
    match page.scope {
        Scope::None => doubt(Doubt::NoText, "a page that scripts make"),
        _ if page.free == Some(false) || shrunk(page, before) => judged(Outcome::Present(Presence::Paywalled), ""),
        _ => settled(asked, answer, before),
    }
}

/// Titles are the same work's from this likeness on.
const CLOSE: f64 = 0.9;

fn titles(page: &Page) -> impl Iterator<Item = &str> {
    let said = page.title.as_ref().map(|said| said.value.as_str());
    said.into_iter().chain([page.heading.as_str(), page.tab.as_str()]).filter(|title| !title.is_empty())
}

/// Whether there is less than a fifth of the text that there was.
fn shrunk(page: &Page, before: &Before) -> bool {
    before.length > 0 && page.text.chars().count() * 5 < before.length
}

/// A redirect to where sites send those whose page they do not have, or do not show.
fn misled(asked: &str, answer: &Answer, before: &Before) -> Option<Judgement> {
    let to = answer.address;
    if answer.hops.is_empty() || same_page(asked, to) {
        return None;
    }
    let shown = clean::field(to);
    let sale =
        parts(to).is_some_and(|(host, _)| parked::HOSTS.iter().any(|own| *own == registrable(&host) || host == *own));
    match () {
        () if sale && !same_site(asked, to) => Some(doubt(Doubt::Parked, format!("a redirect to `{shown}`"))),
        () if is_gate(to) && !is_gate(asked) => Some(doubt(Doubt::Blocked, format!("a redirect to `{shown}`"))),
        () if is_error(to) && !is_error(asked) => Some(doubt(Doubt::SoftNotFound, format!("a redirect to `{shown}`"))),
        () if is_root(to) && !is_root(asked) => {
            let known =
                answer.page.is_some_and(|page| titles(page).any(|title| title_likeness(before.title, title) >= CLOSE));
            (before.title.is_empty() || !known)
                .then(|| doubt(Doubt::SoftNotFound, "a redirect to the front of the site"))
        }
        () => None,
    }
}

/// Present, at the cited address or for good at another.
fn settled(asked: &str, answer: &Answer, before: &Before) -> Judgement {
    let to = answer.address;
    let plain = judged(Outcome::Present(Presence::Plain), "");
    let for_good = !answer.hops.is_empty() && answer.hops.iter().all(|hop| matches!(hop.status, 301 | 308));
    let Some(address) = clean::address(to) else { return plain };
    // A closing slash or a safe scheme is nothing that a writer need follow.
    if !for_good || answer.status != 200 || !same_site(asked, to) || same_page(asked, to) {
        return plain;
    }
    // Where no title is known, as at a first look, the site's word is all there is: what it leads to now is the only page that a second look
    // could compare with.
    let same = before.title.is_empty()
        || answer.page.is_some_and(|page| {
            titles(page).any(|title| title_likeness(before.title, title) >= CLOSE)
                || page.canonical.as_deref().is_some_and(|canonical| same_page(canonical, to))
        });
    if same { judged(Outcome::Present(Presence::Moved(address)), "a permanent redirect") } else { plain }
}
