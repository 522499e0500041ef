//! What is known of a source, in a writer's words.

use super::{Record, Verdict};
use crate::evidence::outcome::{Absence, Doubt, Outcome, Presence};

/// How much what is known of a source should worry a writer; the gravest is last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// It is there, and says what is quoted from it.
    Present,
    /// It is there, somewhere else.
    Moved,
    /// It could not be told whether it is there.
    Unknown,
    /// It is not there, was taken back, or does not say what is quoted from it.
    Broken,
}

impl State {
    /// Its name, for programs.
    pub fn name(self) -> &'static str {
        match self {
            Self::Present => "present",
            Self::Moved => "moved",
            Self::Unknown => "unknown",
            Self::Broken => "broken",
        }
    }
}

impl Record {
    /// How much it should worry a writer.
    pub fn state(&self) -> State {
        match self.outcome() {
            _ if self.notice.is_some() || self.quotes.iter().any(|quote| is_wrong(quote.verdict)) => State::Broken,
            Outcome::Absent(_) => State::Broken,
            Outcome::Unknown(_) => State::Unknown,
            Outcome::Present(Presence::Moved(_)) => State::Moved,
            Outcome::Present(_) => State::Present,
        }
    }

    /// What is known of it, in a few words: `there, retraction 2021-03-02, 1 of 2 quotations not found`.
    pub fn words(&self) -> String {
        let mut words = outcome(&self.outcome()).to_owned();
        if let Some(notice) = &self.notice {
            words = format!("{words}, {notice}");
        }
        let wrong = self.quotes.iter().filter(|quote| is_wrong(quote.verdict)).count();
        match (self.quotes.len(), wrong) {
            (_, 0) => words,
            (1, _) => format!("{words}, quotation not found"),
            (all, wrong) => format!("{words}, {wrong} of {all} quotations not found"),
        }
    }
}

fn is_wrong(verdict: Verdict) -> bool {
    match verdict {
        Verdict::Near | Verdict::Absent | Verdict::Gone | Verdict::Hidden => true,
        Verdict::Found | Verdict::Unknown => false,
    }
}

/// What came of looking a source up, in a few words.
pub fn outcome(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Present(Presence::Plain) => "there",
        Outcome::Present(Presence::Moved(_)) => "moved",
        Outcome::Present(Presence::Paywalled) => "there, behind a paywall",
        Outcome::Absent(Absence::Gone) => "taken away",
        Outcome::Absent(Absence::NotFound) => "not found",
        Outcome::Absent(Absence::NoHost) => "no such host",
        Outcome::Absent(Absence::NoSuchIdentifier) => "no such identifier",
        Outcome::Unknown(doubt) => match doubt {
            Doubt::Blocked => "could not be told: the site turns programs away",
            Doubt::Transient => "could not be told: the site failed",
            Doubt::Tls => "could not be told: its certificate does not hold",
            Doubt::SoftNotFound => "could not be told: the page reads like \"not found\"",
            Doubt::Parked => "could not be told: the domain is for sale",
            Doubt::Budget => "could not be told: time was up",
            Doubt::Refused => "could not be told: not an address that ibid contacts",
            Doubt::NoText => "could not be told: nothing that can be read",
        },
    }
}
