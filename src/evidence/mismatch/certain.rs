//! The differences that no honest entry has: what is left when each is given the benefit of the doubt.

use super::{Field, Mismatch, Weight, container, name, of_work, title};
use crate::bibliography::{Name, Work};
use crate::evidence::date;
use crate::evidence::registry::{Record, Service};

/// Titles with formulas, which everybody writes otherwise, are the same from this likeness on.
const FORMULA: f64 = 0.6;
/// Before this year nothing came out in the net: a later date in a registry may be the day on which it was put there.
const ONLINE: u32 = 1997;
/// Of more authors registries keep a part.
const CROWD: usize = 300;
/// Where manuscripts lie before they come out.
const PREPRINTS: &[&str] = &["arxiv", "biorxiv", "medrxiv", "chemrxiv", "preprint", "ssrn", "zenodo", "osf", "corr"];

/// In what a work differs from a record of one of its identifiers, for sure: in its title, its authors, its year or its journal. Both of the
/// first two are an [`Weight::Error`]: the identifier is another work's.
pub fn certain(work: &Work, record: &Record) -> Vec<Mismatch> {
    if !is_of(work, record) {
        return Vec::new();
    }
    let mut found = of_work(work, record);
    found.retain(|one| {
        one.weight > Weight::Info
            && match one.field {
                Field::Title => !title_may_be(work, record),
                Field::FirstAuthor | Field::Authors => !people_may_be(work, record, one.field),
                Field::Year => !year_may_be(work, record),
                Field::Container => !container_may_be(work, record),
                Field::Order | Field::Volume | Field::Issue | Field::Pages => false,
            }
    });
    let has = |field: Field| found.iter().any(|one| one.field == field);
    let weight = if has(Field::Title) && has(Field::FirstAuthor) { Weight::Error } else { Weight::Warning };
    for one in &mut found {
        let tells = matches!(one.field, Field::Title | Field::FirstAuthor);
        one.weight = if tells { weight } else { Weight::Warning };
    }
    found
}

/// Whether the record is of the work itself, and not of the book that it stands in, or of a part of it.
fn is_of(work: &Work, record: &Record) -> bool {
    let own = work.text("title").unwrap_or_default();
    let whole = work.text("container-title").unwrap_or_default();
    if work.kind == "software" || record.kind == "software" {
        return false;
    }
    if record.from == Service::OpenLibrary && (!whole.is_empty() || work.kind == "chapter") {
        return false;
    }
    let is_book = !whole.is_empty() && title::same(whole, &record.title);
    let mut wholes = std::iter::once(&record.container).chain(&record.containers).filter(|name| !name.is_empty());
    let is_part = !own.is_empty() && wholes.any(|name| title::same(own, name));
    !is_book && !is_part
}

fn title_may_be(work: &Work, record: &Record) -> bool {
    let own = work.text("title").unwrap_or_default();
    let is_formula = |text: &str| text.contains(['$', '\\', '^', '_', '<', '{']) || text.chars().any(is_greek);
    let foreign = work.text("language").is_some_and(|language| !language.to_ascii_lowercase().starts_with("en"));
    std::iter::once(&record.title).chain(&record.titles).any(|theirs| {
        let likeness = title::likeness(own, theirs);
        other_script(own, theirs)
            || likeness >= FORMULA && (is_formula(own) || is_formula(theirs))
            || likeness < FORMULA && foreign
    })
}

fn people_may_be(work: &Work, record: &Record, field: Field) -> bool {
    let role = if work.names("author").is_empty() { "editor" } else { "author" };
    let own: Vec<&Name> = work.names(role).iter().filter(|name| !name::is_others(name)).take(CROWD).collect();
    let theirs = if record.authors.is_empty() { &record.editors } else { &record.authors };
    if theirs.len() >= CROWD || own.len() >= CROWD {
        return true;
    }
    if own.iter().any(|name| theirs.iter().any(|other| other_script(&name.family, &other.family))) {
        return true;
    }
    let same = |one: &Name, other: &Name| name::same(one, other) || name::alike(one, other);
    if field == Field::FirstAuthor {
        let firsts = own.first().zip(theirs.first());
        return firsts.is_none_or(|(one, other)| same(one, other) || is_body(one) || is_body(other));
    }
    if own.iter().copied().chain(theirs).any(is_body) {
        return true;
    }
    // Of old works registries often know the first authors only.
    if theirs.len() <= own.len() && own.iter().zip(theirs).all(|(one, other)| same(one, other)) {
        return true;
    }
    let cut = work.names(role).iter().any(name::is_others);
    let strange = own.iter().any(|name| !theirs.iter().any(|other| same(name, other)));
    let missing = theirs.iter().any(|name| !own.iter().any(|other| same(name, other)));
    !(strange || missing && !cut)
}

/// A group, which some name for its members, and some beside them.
fn is_body(name: &Name) -> bool {
    name.given.is_empty() && name.family.contains(' ')
}

fn year_may_be(work: &Work, record: &Record) -> bool {
    let Some(issued) = work.date("issued") else { return true };
    let (Some(&own), true) = (issued.parts.first(), issued.text.is_empty()) else { return true };
    let is_book = |kind: &str| matches!(kind, "book" | "chapter" | "entry-encyclopedia");
    // Books come out again and again.
    if is_book(&work.kind) || is_book(record.kind) || is_preprint(work) {
        return true;
    }
    let years = || record.issued.iter().filter_map(|date| date::year_of(date));
    let (Some(first), Some(last)) = (years().min(), years().max()) else { return true };
    let digitised = own < ONLINE && first >= ONLINE;
    // A manuscript comes out in a journal later on.
    let early = record.from == Service::Arxiv || record.kind == "manuscript";
    let later = early && (own >= last || work.text("container-title").is_some());
    digitised || later || (first..=last).contains(&own)
}

/// Whether the entry is of a manuscript.
fn is_preprint(work: &Work) -> bool {
    let named = ["container-title", "publisher", "number", "note", "genre"].iter().filter_map(|name| work.text(name));
    let named = named.map(str::to_lowercase).any(|name| PREPRINTS.iter().any(|known| name.contains(known)));
    named || matches!(work.kind.as_str(), "manuscript" | "unpublished")
}

fn container_may_be(work: &Work, record: &Record) -> bool {
    let own = work.text("container-title").unwrap_or_default();
    // Proceedings have more names than anybody knows.
    let journals = work.kind == "article-journal" && record.kind == "article-journal";
    !journals || is_preprint(work) || other_script(own, &record.container) || container::same(own, &record.container)
}

/// Whether two texts are written in different scripts, so that one may be the other in letters of its own.
fn other_script(one: &str, other: &str) -> bool {
    matches!((is_latin(one), is_latin(other)), (Some(one), Some(other)) if one != other)
}

fn is_latin(text: &str) -> Option<bool> {
    let letters = || text.chars().filter(|c| c.is_alphabetic());
    let latin = letters().filter(|&c| c < '\u{250}' || ('\u{1e00}'..'\u{1f00}').contains(&c)).count();
    let all = letters().count();
    (all > 0).then(|| 2 * latin > all)
}

fn is_greek(c: char) -> bool {
    ('\u{370}'..'\u{400}').contains(&c)
}
