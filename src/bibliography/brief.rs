//! A source in a few words: who, when, what. Enough to recognise it by.

use super::entry::Entry;
use super::work::{Date, Work};

/// What a writer recognises a source by. Texts without markup; empty where the entry does not say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Brief {
    /// The family names of its authors, or of its editors: `Lock & Doe`, `Lock et al.`
    pub who: String,
    /// When it appeared.
    pub year: String,
    /// Its title.
    pub title: String,
}

impl Brief {
    /// Reads an entry.
    pub fn of(entry: &Entry) -> Self {
        let work = Work::of(entry);
        let people = ["author", "editor"].iter().map(|role| work.names(role)).find(|people| !people.is_empty());
        let people = people.unwrap_or_default();
        let who = match people {
            [] => work.text("publisher").unwrap_or_default().to_owned(),
            [one] => one.family.clone(),
            [one, other] if !other.is_others() => format!("{} & {}", one.family, other.family),
            [one, ..] => format!("{} et al.", one.family),
        };
        let year = work.date("issued").map(year).unwrap_or_default();
        Self { who, year, title: work.text("title").unwrap_or_default().to_owned() }
    }

    /// `Lock 1931`; its title where nobody is named; empty if nothing is known.
    pub fn short(&self) -> String {
        let who = if self.who.is_empty() { &self.title } else { &self.who };
        [who.as_str(), self.year.as_str()].iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" ")
    }
}

/// The year alone: a day says no more of which source it is.
fn year(date: &Date) -> String {
    date.parts.first().map_or_else(|| date.text.clone(), u32::to_string)
}

#[cfg(test)]
mod tests {
    use super::Brief;
    use crate::bibliography::{Bibliography, Format};

    #[test]
    fn a_source_is_known_by_its_people_its_year_and_its_title() {
        let short = |source: &str, format| {
            Bibliography::read(source, format).entries.iter().map(|e| Brief::of(e).short()).collect::<Vec<_>>()
        };
        let bib = "@book{a, author={Lock, Jane}, year=1931}\n@misc{b, author={Ann Tide and Jan van der Berg}, date={2020-04-01}}\n\
                   @misc{c, author={{Harbour Board} and others and Mole, A.}, year={1900}}\n@misc{d, title={The {Mill}}}\n@misc{e}\n";
        let wanted = ["Lock 1931", "Tide & van der Berg 2020", "Harbour Board et al. 1900", "The Mill", ""];
        assert_eq!(short(bib, Format::Bibtex), wanted);
        let json =
            r#"[{"id": "a", "author": [{"family": "Lock", "given": "J."}], "issued": {"date-parts": [[1931, 4]]}}]"#;
        assert_eq!(short(json, Format::Json), ["Lock 1931"]);
    }
}
