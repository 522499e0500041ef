//! An entry of a bibliography that says of a work what its registry does not.

use super::{Check, Fixable, Group, Rule};
use crate::bibliography::{
    Entry, Field as Written, Format, Identity, Name, Work, bibtex_names, bibtex_title, bibtex_value,
};
use crate::check::Stock;
use crate::evidence::mismatch::{Field, Mismatch, Weight, certain};
use crate::evidence::registry::Record;
use crate::finding::{Edit, Finding, Repair};
use std::ops::Range;

pub static RULE: Rule = Rule {
    name: "metadata-mismatch",
    group: Group::Evidence,
    fixable: Fixable::Sometimes,
    independent: true,
    page: include_str!("metadata_mismatch.md"),
    check: Check::Shelf(check),
    ..Rule::DEFAULT
};

/// So much of a value is shown, in characters.
const SHOWN: usize = 100;

fn check(stock: &Stock<'_>, findings: &mut Vec<Finding>) {
    if stock.lock.sources.is_empty() {
        return;
    }
    // A library of years is nobody's draft: only what is cited is looked at.
    for entry in stock.shelf.bibliography.entries.iter().filter(|entry| stock.cited.has(entry)) {
        let known = Identity::of_entry(entry);
        let said = known.iter().filter_map(|identity| Some((identity, stock.lock.of(identity)?.said()?)));
        let said: Vec<(&Identity, Record)> = said.collect();
        if !said.is_empty() {
            look(entry, &said, findings);
        }
    }
}

/// Compares an entry with what registries say under its identifiers. One that agrees with it in a field is enough.
fn look(entry: &Entry, said: &[(&Identity, Record)], findings: &mut Vec<Finding>) {
    let work = Work::of(entry);
    let differences: Vec<Vec<Mismatch>> = said.iter().map(|(_, record)| certain(&work, record)).collect();
    let agreed = |field: Field| differences.iter().any(|one| one.iter().all(|other| kind(other.field) != kind(field)));
    let Some((first, (identity, record))) = differences.first().zip(said.first()) else { return };
    let standing: Vec<&Mismatch> = first.iter().filter(|one| !agreed(one.field)).collect();
    let title = standing.iter().find(|one| one.weight == Weight::Error && one.field == Field::Title);
    let person = standing.iter().find(|one| one.weight == Weight::Error && one.field == Field::FirstAuthor);
    if let (Some(title), Some(person)) = (title, person) {
        let message = format!(
            "{} has another work for {}: {} by {}, not {} by {}; look for the {} of the work that is meant",
            record.from.name(),
            shown(identity.name()),
            shown(&title.registry),
            shown(&person.registry),
            shown(&title.entry),
            shown(&person.entry),
            identity.label(),
        );
        findings.push(Finding::new(&RULE, named(entry, identity), message));
        return;
    }
    for one in standing {
        findings.push(found(entry, identity, record, one));
    }
}

fn found(entry: &Entry, identity: &Identity, record: &Record, one: &Mismatch) -> Finding {
    let (registry, what) = (record.from.name(), kind(one.field));
    let message = format!(
        "{registry} has the {what} {} for {}, not {}; correct the entry, or its {}",
        shown(&one.registry),
        shown(identity.name()),
        shown(&one.entry),
        identity.label(),
    );
    let Some(field) = written(entry, one.field) else {
        return Finding::new(&RULE, entry.key_range.clone(), message);
    };
    let finding = Finding::new(&RULE, place(entry, field), message);
    match corrected(entry, field, record, one.field) {
        Some(text) => {
            let edit = Edit::replace(field.range.clone(), text);
            finding.repair(Repair::look(format!("Take the {what} from {registry}"), vec![edit]))
        }
        None => finding,
    }
}

/// What a writer calls a field.
fn kind(field: Field) -> &'static str {
    match field {
        Field::Title => "title",
        Field::FirstAuthor | Field::Authors | Field::Order => "authors",
        Field::Year => "year",
        Field::Container => "journal",
        Field::Volume => "volume",
        Field::Issue => "issue",
        Field::Pages => "pages",
    }
}

/// The entry's own field.
fn written(entry: &Entry, field: Field) -> Option<&Written> {
    let names: &[&str] = match field {
        Field::Title => &["title"],
        Field::FirstAuthor | Field::Authors | Field::Order => &["author", "editor"],
        Field::Year => &["issued", "date", "year"],
        Field::Container => &["container-title", "journaltitle", "journal", "booktitle"],
        Field::Volume | Field::Issue | Field::Pages => &[],
    };
    names.iter().find_map(|name| entry.fields.iter().find(|field| field.name == *name && !field.value.is_empty()))
}

/// The field that holds an identifier.
fn named(entry: &Entry, identity: &Identity) -> Range<usize> {
    let holds = |field: &&Written| {
        super::recorded::identity(field).as_ref() == Some(identity) || field.value.contains(identity.name())
    };
    entry.fields.iter().find(holds).map_or(entry.key_range.clone(), |field| place(entry, field))
}

/// In JSON, and where a value is put together of several, its parts have no place.
fn place(entry: &Entry, field: &Written) -> Range<usize> {
    if is_placed(field) { field.range.clone() } else { entry.key_range.clone() }
}

fn is_placed(field: &Written) -> bool {
    field.range.len() == field.value.len() && !field.value.starts_with(['{', '['])
}

/// What the registry says, as the inside of the field; `None` where it is not known how the value is delimited, or more than this field would
/// have to change.
fn corrected(entry: &Entry, field: &Written, record: &Record, which: Field) -> Option<String> {
    if entry.format != Format::Bibtex || field.range.len() != field.value.len() {
        return None;
    }
    let has = |name: &str| entry.fields.iter().any(|field| field.name == name);
    let text = match which {
        Field::Title if !has("subtitle") && !record.title.is_empty() => bibtex_title(&record.title),
        Field::FirstAuthor | Field::Authors if field.name == "author" => names(&record.authors)?,
        Field::Year if field.name == "year" => record.issued.first()?.get(..4)?.to_owned(),
        Field::Year if field.name == "date" => record.issued.first()?.clone(),
        Field::Container if field.name != "booktitle" => bibtex_value(&record.container),
        _ => return None,
    };
    let figures = |text: &str| text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    // Without delimiters a value holds none of these: then only figures may take its place. One between quotation marks may hold none.
    let delimited = field.value.contains(|c: char| c.is_whitespace() || matches!(c, ',' | '{' | '}' | '(' | ')' | '#'));
    let fits = if delimited { !text.contains('"') } else { figures(&field.value) && figures(&text) };
    // A date that stands bare is a number.
    let fits = fits && (text.bytes().all(|b| b.is_ascii_digit()) || delimited || field.value.contains('-'));
    (fits && text != field.value).then_some(text)
}

fn names(all: &[Name]) -> Option<String> {
    (!all.is_empty()).then(|| bibtex_names(all))
}

/// A value in backticks, on one line.
fn shown(text: &str) -> String {
    let mut shown: String = text.chars().filter(|&c| c != '`').take(SHOWN).collect();
    if shown.len() < text.len() && text.chars().count() > SHOWN {
        shown = format!("{}\u{2026}", shown.trim_end());
    }
    format!("`{shown}`")
}
