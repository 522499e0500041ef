//! Whether a source is there: present, absent, or unknown, which is neither.

mod judge;
mod parked;
mod place;
mod soft;
mod wall;

pub use judge::{Answer, Before, Failure, Hop, Judgement, Reply, Second, judge};
pub use place::{registrable, same_site};
pub use soft::{is_like_probe, is_missing_title};

/// Whether a source is there. Not to be read as yes or no: what is unknown is no fault of the source. Match on all three.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub enum Outcome {
    /// It answers, or its registry knows it.
    Present(Presence),
    /// Whoever must know says that it is not there.
    Absent(Absence),
    /// It could not be told.
    Unknown(Doubt),
}

/// How a source is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Presence {
    /// At the address that is cited.
    Plain,
    /// For good at this other address.
    Moved(String),
    /// But not all of it can be read by everybody.
    Paywalled,
}

/// How a source is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Absence {
    /// Its site says that it was taken away: 410.
    Gone,
    /// Its site says, twice, that it has no such page: 404.
    NotFound,
    /// There is no host of that name.
    NoHost,
    /// The registry of its kind has no such identifier.
    NoSuchIdentifier,
}

/// Why it could not be told whether a source is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum Doubt {
    /// The site answers people only, or not now.
    Blocked,
    /// Something failed that may work the next time.
    Transient,
    /// Its certificate does not hold.
    Tls,
    /// It answers, and what it answers reads as if there were no such page.
    SoftNotFound,
    /// It answers with an offer of the domain.
    Parked,
    /// Time or requests were used up.
    Budget,
    /// The address is none that is asked.
    Refused,
    /// It answers with nothing that can be read.
    NoText,
}

impl Doubt {
    const ALL: [Self; 8] = [
        Self::Blocked,
        Self::Transient,
        Self::Tls,
        Self::SoftNotFound,
        Self::Parked,
        Self::Budget,
        Self::Refused,
        Self::NoText,
    ];

    /// Its name in the lock, behind `unknown:`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Blocked => "blocked",
            Self::Transient => "transient",
            Self::Tls => "tls",
            Self::SoftNotFound => "soft-not-found",
            Self::Parked => "parked",
            Self::Budget => "budget",
            Self::Refused => "refused",
            Self::NoText => "no-text",
        }
    }

    /// Whether it tells of the net or of this machine, and nothing of the source.
    pub fn is_accident(self) -> bool {
        matches!(self, Self::Transient | Self::Budget | Self::Tls)
    }
}

impl Absence {
    const ALL: [Self; 4] = [Self::Gone, Self::NotFound, Self::NoHost, Self::NoSuchIdentifier];

    /// Its name in the lock, behind `absent:`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Gone => "gone",
            Self::NotFound => "not-found",
            Self::NoHost => "no-host",
            Self::NoSuchIdentifier => "no-such-identifier",
        }
    }
}

impl Outcome {
    /// Its name in the lock: `present`, `present:paywalled`, `present:moved:https://…`, `absent:gone`, `unknown:blocked`.
    pub fn name(&self) -> String {
        match self {
            Self::Present(Presence::Plain) => "present".to_owned(),
            Self::Present(Presence::Paywalled) => "present:paywalled".to_owned(),
            Self::Present(Presence::Moved(address)) => format!("present:moved:{address}"),
            Self::Absent(absence) => format!("absent:{}", absence.name()),
            Self::Unknown(doubt) => format!("unknown:{}", doubt.name()),
        }
    }

    /// The outcome of that name; `None` for what is none.
    pub fn of(name: &str) -> Option<Self> {
        let (head, rest) = name.split_once(':').unwrap_or((name, ""));
        match (head, rest) {
            ("present", "") => Some(Self::Present(Presence::Plain)),
            ("present", "paywalled") => Some(Self::Present(Presence::Paywalled)),
            ("present", rest) => {
                let address = super::clean::address(rest.strip_prefix("moved:")?)?;
                Some(Self::Present(Presence::Moved(address)))
            }
            ("absent", rest) => Absence::ALL.into_iter().find(|absence| absence.name() == rest).map(Self::Absent),
            ("unknown", rest) => Doubt::ALL.into_iter().find(|doubt| doubt.name() == rest).map(Self::Unknown),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_again() {
        let moved = Outcome::Present(Presence::Moved("https://mill.example/a:b".into()));
        let all = [Outcome::Present(Presence::Plain), Outcome::Present(Presence::Paywalled), moved];
        let all = all.into_iter().chain(Absence::ALL.map(Outcome::Absent)).chain(Doubt::ALL.map(Outcome::Unknown));
        for outcome in all {
            assert_eq!(Outcome::of(&outcome.name()), Some(outcome.clone()), "{}", outcome.name());
        }
        for odd in ["", "present:", "absent", "unknown:", "absent:moved", "present:moved:javascript:x", "presence"] {
            assert!(!matches!(Outcome::of(odd), Some(Outcome::Absent(_) | Outcome::Unknown(_))), "{odd}");
        }
        assert_eq!(Outcome::of("absent"), None);
    }
}
