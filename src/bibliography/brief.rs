//! A source in a few words: who, when, what. Enough to recognise it by.

use super::entry::Entry;

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
        let first = |names: &[&str]| names.iter().find_map(|name| entry.field(name)).unwrap_or_default();
        let who = families(first(&["author", "editor", "institution", "organization", "publisher"]));
        let who = match who.as_slice() {
            [] => String::new(),
            [one] => one.clone(),
            [one, other] => format!("{one} & {other}"),
            [one, ..] => format!("{one} et al."),
        };
        let year = year(first(&["year", "date", "issued", "origdate"])).to_owned();
        Self { who, year, title: plain(first(&["title", "shorttitle", "booktitle"])) }
    }

    /// `Lock 1931`; its title where nobody is named; empty if nothing is known.
    pub fn short(&self) -> String {
        let who = if self.who.is_empty() { &self.title } else { &self.who };
        [who.as_str(), self.year.as_str()].iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" ")
    }
}

/// The family names of people as BibTeX and CSL-JSON write them.
fn families(value: &str) -> Vec<String> {
    if value.starts_with('[') {
        let people: Vec<serde_json::Value> = serde_json::from_str(value).unwrap_or_default();
        let name = |person: &serde_json::Value| {
            ["family", "literal", "given"].iter().find_map(|part| person.get(part)?.as_str().map(plain))
        };
        return people.iter().filter_map(name).filter(|name| !name.is_empty()).collect();
    }
    let people = value.split(" and ").map(str::trim).filter(|person| !person.is_empty());
    people
        .map(|person| {
            // Braces around all of it hold a body's name together.
            let whole = person.starts_with('{') && person.ends_with('}');
            let family = person.split_once(',').map(|(family, _)| family).filter(|_| !whole);
            plain(family.unwrap_or_else(|| if whole { person } else { last_words(person) }))
        })
        .collect()
}

/// The family name of `Jan van der Berg`: the last word, and the small ones before it.
fn last_words(person: &str) -> &str {
    let starts = person.match_indices(' ').map(|(at, _)| at + 1);
    let small = |at: &usize| person[*at..].starts_with(char::is_lowercase);
    let first = starts.clone().find(small).or_else(|| starts.last());
    first.map_or(person, |at| &person[at..])
}

/// The first run of four digits.
fn year(value: &str) -> &str {
    let digits = value.as_bytes().windows(4).position(|four| four.iter().all(u8::is_ascii_digit));
    digits.map_or(value.get(..0).unwrap_or_default(), |at| &value[at..at + 4])
}

/// A value on one line, without the braces and commands of TeX.
pub(super) fn plain(value: &str) -> String {
    let mut plain = String::with_capacity(value.len());
    let mut chars = value.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '{' | '}' => {}
            '\\' => {
                let is_mark = chars.peek().is_some_and(|c| "'`\"^~=.".contains(*c));
                if is_mark {
                    chars.next();
                }
            }
            '~' => plain.push(' '),
            c if c.is_whitespace() => {
                if !plain.ends_with(' ') {
                    plain.push(' ');
                }
            }
            c => plain.push(c),
        }
    }
    plain.trim().to_owned()
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
