//! What becomes of works after they are published, and which of it takes them back.

mod csv;
mod index;

pub use csv::Compiler;
pub use index::{Index, Notice};

/// What a notice says of a work.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Something that is none of the others.
    #[default]
    Other,
    /// A new edition or version.
    Version,
    /// An addendum or a clarification.
    Addendum,
    /// A correction, a corrigendum, an erratum.
    Correction,
    /// An expression of concern.
    Concern,
    /// Part of it was retracted.
    PartialRetraction,
    /// It was withdrawn before or after it was published.
    Withdrawal,
    /// It was taken away.
    Removal,
    /// It was retracted.
    Retraction,
    /// It was put back.
    Reinstatement,
}

/// A notice about a work.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Update {
    /// What it says.
    pub kind: Kind,
    /// When: `2019-07-26`; empty if that is not said.
    pub date: String,
    /// The DOI of the notice, or of the work that a notice is about; `pmid:` and a number, if that is all there is.
    pub notice: String,
}

/// How a work stands after all notices about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// As it was published.
    Sound,
    /// Corrected.
    Corrected,
    /// Its editors voice concern.
    Concern,
    /// Part of it is retracted.
    PartlyRetracted,
    /// It is retracted, withdrawn or removed.
    Retracted,
}

impl Kind {
    const NAMES: [(Self, &'static str); 10] = [
        (Self::Other, "other"),
        (Self::Version, "version"),
        (Self::Addendum, "addendum"),
        (Self::Correction, "correction"),
        (Self::Concern, "concern"),
        (Self::PartialRetraction, "partial-retraction"),
        (Self::Withdrawal, "withdrawal"),
        (Self::Removal, "removal"),
        (Self::Retraction, "retraction"),
        (Self::Reinstatement, "reinstatement"),
    ];

    /// The kind that a registry calls so: Crossref's types, Retraction Watch's natures, the lock's names.
    pub fn of(name: &str) -> Self {
        let name = name.trim().to_lowercase().replace(['_', ' '], "-");
        match name.as_str() {
            "retraction" => Self::Retraction,
            "partial-retraction" => Self::PartialRetraction,
            "removal" => Self::Removal,
            "withdrawal" => Self::Withdrawal,
            "expression-of-concern" | "concern" => Self::Concern,
            "correction" | "corrigendum" | "erratum" => Self::Correction,
            "addendum" | "clarification" => Self::Addendum,
            "new-edition" | "new-version" | "version" => Self::Version,
            "reinstatement" => Self::Reinstatement,
            _ => Self::Other,
        }
    }

    /// Its name in the lock.
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(kind, _)| *kind == self).map_or("other", |(_, name)| name)
    }

    /// Whether it takes the whole work back.
    pub fn retracts(self) -> bool {
        matches!(self, Self::Retraction | Self::Withdrawal | Self::Removal)
    }

    fn standing(self) -> Standing {
        match self {
            Self::Retraction | Self::Withdrawal | Self::Removal => Standing::Retracted,
            Self::PartialRetraction => Standing::PartlyRetracted,
            Self::Concern => Standing::Concern,
            Self::Correction => Standing::Corrected,
            Self::Other | Self::Version | Self::Addendum | Self::Reinstatement => Standing::Sound,
        }
    }
}

/// How a work stands, and the notice that says so. A reinstatement lifts what is dated before it.
pub fn standing(updates: &[Update]) -> (Standing, Option<&Update>) {
    let reinstated =
        updates.iter().filter(|update| update.kind == Kind::Reinstatement).map(|update| update.date.as_str()).max();
    let lifted = |update: &Update| {
        let day = update.date.as_str();
        reinstated.is_some_and(|back| back.is_empty() || day.is_empty() || day <= back)
    };
    let gravest = updates.iter().filter(|update| !lifted(update)).max_by_key(|update| update.kind.standing());
    match gravest.map(|update| (update.kind.standing(), update)) {
        Some((standing, update)) if standing != Standing::Sound => (standing, Some(update)),
        _ => (Standing::Sound, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn update(kind: Kind, date: &str) -> Update {
        Update { kind, date: date.into(), notice: "10.5555/n".into() }
    }

    #[test]
    fn only_some_notices_take_a_work_back() {
        for (name, stands) in [
            ("retraction", Standing::Retracted),
            ("removal", Standing::Retracted),
            ("withdrawal", Standing::Retracted),
            ("partial_retraction", Standing::PartlyRetracted),
            ("expression_of_concern", Standing::Concern),
            ("Expression of concern", Standing::Concern),
            ("corrigendum", Standing::Corrected),
            ("new_version", Standing::Sound),
            ("addendum", Standing::Sound),
            ("something_new", Standing::Sound),
        ] {
            assert_eq!(standing(&[update(Kind::of(name), "2020-01-01")]).0, stands, "{name}");
        }
        for (kind, name) in Kind::NAMES {
            assert_eq!(Kind::of(name), kind);
        }
    }

    #[test]
    fn the_gravest_speaks_unless_it_was_lifted() {
        let both = [update(Kind::Correction, "2014-03-06"), update(Kind::Retraction, "2019-07-26")];
        assert_eq!(standing(&both), (Standing::Retracted, both.get(1)));
        let back = [update(Kind::Retraction, "2019-07-26"), update(Kind::Reinstatement, "2020-01-01")];
        assert_eq!(standing(&back).0, Standing::Sound);
        let again = [update(Kind::Reinstatement, "2018-01-01"), update(Kind::Retraction, "2019-07-26")];
        assert_eq!(standing(&again).0, Standing::Retracted);
        assert_eq!(standing(&[]), (Standing::Sound, None));
    }
}
