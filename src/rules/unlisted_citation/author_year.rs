//! `(Smith, 2020)` in a draft whose list has no such entry.

use super::RULE;
use crate::check::Survey;
use crate::citation::author_year::{Cited, Form, is_place_or_time};
use crate::citation::distance;
use crate::citation::typed_list::{Citing, Listed, TypedList};
use crate::finding::{Edit, Finding, Repair};
use crate::rules::quoted::quoted;

pub fn check(survey: &Survey<'_>, findings: &mut Vec<Finding>) {
    let Some(list) = TypedList::of(&survey.placed().collect::<Vec<_>>()) else { return };
    let listed = |form: Form| list.citations.iter().filter(|c| c.cited.form == form && c.listed).count();
    // Chicago's way has no comma; elsewhere a word and a year are many things.
    let blank = listed(Form::Blank) >= BLANKS && listed(Form::Comma) == 0;
    for citing in list.citations.iter().filter(|citing| !citing.linked && !citing.listed) {
        findings.extend(finding(citing, &list, blank));
    }
}

/// How many citations without a comma show that a draft writes them so.
const BLANKS: usize = 3;

fn finding(citing: &Citing<'_>, list: &TypedList<'_>, blank: bool) -> Option<Finding> {
    let cited = &citing.cited;
    let text = &*citing.block.text;
    let mut shown = text[cited.range.clone()].replace(['*', '_', '\\'], "");
    if shown.contains('(') {
        shown.push(')');
    }
    if cited.range.start == cited.dated.start {
        shown = format!("{} {shown}", &text[cited.names.clone()]);
    }
    let shown = quoted(&shown);
    let near = of_other_year(citing, list).map(|listed| (listed, true));
    let near = near.or_else(|| of_other_spelling(cited, list).map(|listed| (listed, false)));
    let Some((listed, same_author)) = near else {
        let message = format!("{shown} is not in the list of references; add the entry, or cite the page itself");
        let mut finding = is_plain(cited, blank).then(|| Finding::new(&RULE, cited.range.clone(), message))?;
        finding.shift(citing.start);
        return Some(finding);
    };
    let author = &listed.entry.author;
    let year = if same_author { listed.entry.years.first()?.name() } else { cited.year.name() };
    let message = format!("{shown} is not in the list of references; `{author} {year}` is");
    let mut finding = Finding::new(&RULE, cited.range.clone(), message);
    if same_author {
        let edit = Edit::replace(cited.dated.clone(), year.clone());
        finding = finding.repair(Repair::look(format!("Change the year to {year}"), vec![edit]));
    } else if let Some(surname) = cited.author.clone() {
        let edit = Edit::replace(surname, author.clone());
        finding = finding.repair(Repair::look(format!("Change the name to {author}"), vec![edit]));
    }
    finding.shift(citing.start);
    Some(finding.related(listed.range.clone(), "The entry that may be meant"))
}

/// Whether names and year are a citation, although nothing in the list is like it.
fn is_plain(cited: &Cited, blank: bool) -> bool {
    let name = &cited.name;
    if is_place_or_time(name.last()) || is_place_or_time(&name.first) {
        return false;
    }
    // One capital word before a comma and a year is an author; several may be a treaty or a battle.
    let single = name.surname && !name.capitals;
    match cited.form {
        Form::Comma => name.several || name.body || single,
        Form::Reporting => name.several || single,
        Form::Blank => name.several || blank && single,
        Form::Narrative => name.several,
    }
}

/// The entry by the same author that is nearest in time.
fn of_other_year<'a>(citing: &Citing<'_>, list: &'a TypedList<'_>) -> Option<&'a Listed> {
    let cited = &citing.cited;
    // `(May 2020)` is a month even where a May has written a book; `(May, 2020)` is the book.
    let open = matches!(cited.form, Form::Blank | Form::Narrative);
    if open && (is_place_or_time(cited.name.last()) || cited.name.capitals) {
        return None;
    }
    let mut same = citing.by.iter().map(|&n| &list.entries[n]).filter(|listed| listed.entry.is_first(&cited.name));
    let number = cited.year.number?;
    let near =
        |listed: &&Listed| listed.entry.years.first().and_then(|y| y.number).map_or(u32::MAX, |n| n.abs_diff(number));
    let first = same.next()?;
    Some(same.fold(first, |best, listed| if near(&listed) < near(&best) { listed } else { best }))
}

/// The only entry of the same year whose author is spelt a little differently.
fn of_other_spelling<'a>(cited: &Cited, list: &'a TypedList<'_>) -> Option<&'a Listed> {
    let mut near = list.entries.iter().filter(|listed| is_misspelt(cited, listed));
    near.next().filter(|first| near.all(|other| other.entry.first == first.entry.first))
}

/// Whether a citation may be of an entry of the same year whose author is spelt a little differently.
pub fn is_misspelt(cited: &Cited, listed: &Listed) -> bool {
    let (name, other) = (&cited.name.first, &listed.entry.first);
    let (length, longest) = (name.len().min(other.len()), name.len().max(other.len()));
    if length <= 3 || longest > length + 2 || other.len() >= 60 || !listed.entry.is_of(&cited.year) {
        return false;
    }
    distance(name, other) <= if length < 8 { 1 } else { 2 }
}
