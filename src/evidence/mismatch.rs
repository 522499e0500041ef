//! What a bibliography says of a work, held against what its registry says, with the tolerance that honest entries need.

mod certain;
mod container;
mod fold;
mod name;
mod title;

pub use certain::certain;
pub use name::same_family;
pub use title::{likeness as title_likeness, same as same_title};

use super::date;
use super::page::Page;
use super::registry::Record;
use crate::bibliography::{Entry, Name, Work};

/// A field in which an entry and its registry differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch {
    /// Which field.
    pub field: Field,
    /// What the entry says.
    pub entry: String,
    /// What the registry says.
    pub registry: String,
    /// How much it matters.
    pub weight: Weight,
}

/// A field that is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The title.
    Title,
    /// The family name of the first author.
    FirstAuthor,
    /// Authors whom the entry does not name, or whom the registry does not.
    Authors,
    /// The order of the authors.
    Order,
    /// The year.
    Year,
    /// The journal or the book.
    Container,
    /// The volume.
    Volume,
    /// The issue.
    Issue,
    /// The pages.
    Pages,
}

/// How much a difference matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Registries and entries often differ so, both in good faith.
    Info,
    /// Most likely a slip.
    Warning,
    /// The identifier is probably another work's.
    Error,
}

/// Everything in which an entry differs from a record of the same identifier. What either does not say is no difference. A title and a
/// first author that both differ are another work.
pub fn mismatches(entry: &Entry, record: &Record) -> Vec<Mismatch> {
    of_work(&Work::of(entry), record)
}

/// The same for a work, such as a reference that was read from a draft.
pub fn of_work(work: &Work, record: &Record) -> Vec<Mismatch> {
    let mut found = Vec::new();
    found.extend(title_of(work, record));
    found.extend(people_of(work, record));
    found.extend(year_of(work, record));
    found.extend(container_of(work, record));
    for (field, variable, said) in [
        (Field::Volume, "volume", &record.volume),
        (Field::Issue, "issue", &record.issue),
        (Field::Pages, "page", &record.pages),
    ] {
        let entry = work.text(variable).unwrap_or_default();
        if !entry.is_empty() && !said.is_empty() && number(entry) != number(said) {
            found.push(differ(field, entry, said, Weight::Info));
        }
    }
    let differs = |field: Field| found.iter().any(|one| one.field == field && one.weight > Weight::Info);
    if differs(Field::Title) && differs(Field::FirstAuthor) {
        for one in found.iter_mut().filter(|one| matches!(one.field, Field::Title | Field::FirstAuthor)) {
            one.weight = Weight::Error;
        }
    }
    found
}

fn differ(field: Field, entry: &str, registry: &str, weight: Weight) -> Mismatch {
    Mismatch { field, entry: super::clean::field(entry), registry: super::clean::field(registry), weight }
}

fn title_of(work: &Work, record: &Record) -> Option<Mismatch> {
    let own = work.text("title").filter(|title| !title.is_empty())?;
    let mut titles = std::iter::once(&record.title).chain(&record.titles).filter(|title| !title.is_empty()).peekable();
    titles.peek()?;
    (!titles.any(|title| title::same(own, title))).then(|| differ(Field::Title, own, &record.title, Weight::Warning))
}

fn people_of(work: &Work, record: &Record) -> Vec<Mismatch> {
    let own: Vec<&Name> = work.names("author").iter().collect();
    let own = if own.is_empty() && record.authors.is_empty() { work.names("editor").iter().collect() } else { own };
    let theirs = if record.authors.is_empty() { &record.editors } else { &record.authors };
    let others = own.iter().any(|name| name::is_others(name));
    let own: Vec<&Name> = own.into_iter().filter(|name| !name::is_others(name)).take(300).collect();
    let (Some(first), Some(lead)) = (own.first(), theirs.first()) else { return Vec::new() };
    let mut found = Vec::new();
    let among = |name: &Name, all: &[&Name]| all.iter().any(|other| name::same(name, other));
    let all: Vec<&Name> = theirs.iter().take(300).collect();
    if !name::same(first, lead) {
        // An author of the same work in another place is no other work.
        let weight = if among(first, &all) { Weight::Info } else { Weight::Warning };
        let field = if weight == Weight::Info { Field::Order } else { Field::FirstAuthor };
        found.push(differ(field, &shown(&own), &shown(&all), weight));
    }
    let strangers = own.iter().skip(1).any(|name| !among(name, &all));
    let missing = !others && all.iter().skip(1).any(|name| !among(name, &own));
    if (strangers || missing) && found.is_empty() {
        found.push(differ(Field::Authors, &shown(&own), &shown(&all), Weight::Warning));
    }
    let ordered = own.iter().zip(&all).all(|(own, theirs)| name::same(own, theirs));
    if found.is_empty() && !ordered {
        found.push(differ(Field::Order, &shown(&own), &shown(&all), Weight::Info));
    }
    found
}

fn shown(names: &[&Name]) -> String {
    let mut shown: Vec<&str> = names.iter().take(6).map(|name| name.family.as_str()).collect();
    if names.len() > shown.len() {
        shown.push("\u{2026}");
    }
    shown.join(", ")
}

fn year_of(work: &Work, record: &Record) -> Option<Mismatch> {
    let issued = work.date("issued")?;
    let own = *issued.parts.first()?;
    let years: Vec<u32> = record.issued.iter().filter_map(|date| date::year_of(date)).collect();
    let nearest = years.iter().map(|year| year.abs_diff(own)).min()?;
    let weight = match nearest {
        0 => return None,
        1 => Weight::Info,
        _ => Weight::Warning,
    };
    let mut said: Vec<String> = Vec::new();
    for year in years {
        said.extend(Some(year.to_string()).filter(|year| !said.contains(year)));
    }
    Some(differ(Field::Year, &own.to_string(), &said.join(", "), weight))
}

fn container_of(work: &Work, record: &Record) -> Option<Mismatch> {
    let own = work.text("container-title").filter(|name| !name.is_empty())?;
    let mut theirs =
        std::iter::once(&record.container).chain(&record.containers).filter(|name| !name.is_empty()).peekable();
    theirs.peek()?;
    let preprint = record.container.is_empty();
    (!preprint && !theirs.any(|name| container::same(own, name)))
        .then(|| differ(Field::Container, own, &record.container, Weight::Warning))
}

/// A number or a range without what is written in several ways: dashes, zeros before it, `pp.`, `101--17` for `101-117`.
fn number(text: &str) -> String {
    let folded = fold::words(text)
        .into_iter()
        .filter(|word| !matches!(word.as_str(), "pp" | "p" | "vol" | "no" | "art" | "article"));
    let words: Vec<String> = folded.map(|word| word.trim_start_matches('0').to_owned()).collect();
    match &words[..] {
        [from, to] if from.len() > to.len() && to.bytes().all(|b| b.is_ascii_digit()) && from.is_ascii() => {
            format!("{from}-{}{to}", from.get(..from.len() - to.len()).unwrap_or_default())
        }
        [from, to] if from == to => from.clone(),
        words => words.join("-"),
    }
}

/// Whether a page has the title that is given of it; `None` if it says no title.
pub fn has_title(page: &Page, title: &str) -> Option<bool> {
    let said = page.title.as_ref().map(|said| said.value.as_str());
    let mut titles =
        said.into_iter().chain([page.heading.as_str(), page.tab.as_str()]).filter(|title| !title.is_empty()).peekable();
    titles.peek()?;
    Some(titles.any(|own| title::same(title, own)))
}
