//! An entry that lacks what its kind needs.

use super::{Check, Group, Rule};
use crate::bibliography::{Entry, PLACEHOLDER_AUTHOR, PLACEHOLDER_TITLE};
use crate::check::Stock;
use crate::finding::{Finding, Severity};

pub static RULE: Rule = Rule {
    name: "incomplete-entry",
    group: Group::Citation,
    severity: Severity::Information,
    page: include_str!("incomplete_entry.md"),
    check: Check::Shelf(check),
    ..Rule::DEFAULT
};

/// Fields of which one is enough, and what they are called together.
type Need = (&'static str, &'static [&'static str]);

const TITLE: Need = ("title", &["title", "shorttitle", "titleaddon", "title-short"]);
const DATE: Need = ("date", &["date", "year", "issued", "pubstate", "eventdate", "urldate", "status"]);
const JOURNAL: Need =
    ("journal", &["journal", "journaltitle", "journalsubtitle", "shortjournal", "container-title", "eprint", "parent"]);
const BOOK: Need = ("book", &["booktitle", "container-title", "maintitle", "parent"]);
const ADDRESS: Need = ("address", &["url", "doi", "eprint", "howpublished", "pmid"]);
const SCHOOL: Need = ("school", &["school", "institution", "publisher", "organization"]);

/// What each kind of entry needs. Authors are not among it: much is written by nobody in particular.
const NEEDS: &[(&[&str], &[Need])] = &[
    (&["article", "article-journal", "article-magazine", "article-newspaper"], &[TITLE, JOURNAL, DATE]),
    (&["book", "mvbook", "collection", "proceedings", "report", "techreport"], &[TITLE, DATE]),
    (&["incollection", "inproceedings", "conference", "chapter", "paper-conference"], &[TITLE, BOOK, DATE]),
    (&["thesis", "phdthesis", "mastersthesis"], &[TITLE, SCHOOL, DATE]),
    (&["online", "electronic", "www", "webpage"], &[TITLE, ADDRESS]),
];

/// What an entry has where the writer is to fill in what is known.
const PLACEHOLDERS: &[&str] = &[PLACEHOLDER_TITLE, PLACEHOLDER_AUTHOR];

/// What an entry may have everything from.
const INHERITS: &[&str] = &["crossref", "xref", "xdata", "related", "entryset"];

fn check(stock: &Stock<'_>, findings: &mut Vec<Finding>) {
    // A library of years is nobody's draft: only what is cited is looked at.
    for entry in stock.shelf.bibliography.entries.iter().filter(|entry| stock.cited.has(entry)) {
        for field in entry.fields.iter().filter(|field| PLACEHOLDERS.contains(&field.value.as_str())) {
            let message = format!("`{}` still has a placeholder where its {} belongs", entry.key, field.name);
            findings.push(Finding::new(&RULE, field.range.clone(), message));
        }
        let lacking = lacking(entry);
        if !lacking.is_empty() {
            let (key, kind, lacking) = (&entry.key, &entry.kind, lacking.join(" and no "));
            let message = format!("`{key}` has no {lacking}, which an entry of the kind `{kind}` needs");
            findings.push(Finding::new(&RULE, entry.key_range.clone(), message));
        }
    }
}

fn lacking(entry: &Entry) -> Vec<&'static str> {
    let has = |name: &&str| entry.fields.iter().any(|field| field.name == *name && !field.range.is_empty());
    if INHERITS.iter().any(has) {
        return Vec::new();
    }
    let needs =
        NEEDS.iter().find(|(kinds, _)| kinds.contains(&entry.kind.as_str())).map_or(&[][..], |(_, needs)| needs);
    needs.iter().filter(|(_, fields)| !fields.iter().any(has)).map(|(name, _)| *name).collect()
}
