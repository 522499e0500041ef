//! `[3]`, `[1][2]`, `(Smith, 2020)` in a draft without the list, or the entry, that they point at.

use super::by_number::{List, Numerals, numerals, superscripts};
use super::reads::{digest, whole};
use super::removal::removal;
use super::{Check, Fixable, Group, Rule};
use crate::check::{Survey, Tally, View};
use crate::citation::typed_list::is_title;
use crate::finding::{Edit, Finding, Repair, Severity};
use crate::markdown::Block;

mod author_year;

pub use author_year::is_misspelt;

pub static RULE: Rule = Rule {
    name: "unlisted-citation",
    group: Group::Citation,
    severity: Severity::Warning,
    fixable: Fixable::Sometimes,
    page: include_str!("unlisted_citation.md"),
    check: Check::Draft(check),
    reads,
    ..Rule::DEFAULT
};

/// Numbers, and what they may point at; where there is a list of sources, any sentence may cite by name and year.
fn reads(tally: &Tally, view: &View) -> Option<u64> {
    let block = &*view.block;
    if tally.titles > 0 || is_title(block) || tally.numbered > 0 && List::reads(block) {
        return whole(block);
    }
    let numbers = numerals(block).into_iter();
    digest(numbers.map(|numerals| (block.text[numerals.range].to_owned(), numerals.numbers, numerals.sure)))
}

/// How many places a draft must cite by number before one of them counts: a single `[1]` may be anything.
const EVIDENCE: usize = 2;

fn check(survey: &Survey<'_>, findings: &mut Vec<Finding>) {
    by_number(survey, findings);
    author_year::check(survey, findings);
}

fn by_number(survey: &Survey<'_>, findings: &mut Vec<Finding>) {
    let cited: Vec<(usize, &Block, Vec<Numerals>)> = survey
        .blocks
        .iter()
        .map(|view| (view.start, &*view.block, numerals(&view.block)))
        .filter(|(_, _, numerals)| !numerals.is_empty())
        .collect();
    let list = List::of(survey.placed());
    by_raised_number(survey, &list, findings);
    let sure: usize =
        cited.iter().flat_map(|(_, _, numerals)| numerals).filter(|n| n.sure).map(|n| n.numbers.len().min(2)).sum();
    if sure < EVIDENCE {
        return;
    }
    // Numbers with definitions are links; one without is a broken link, not a citation without a list.
    if list.defines() {
        return;
    }
    for (start, block, numerals) in &cited {
        for numerals in numerals {
            if let Some(mut finding) = finding(block, numerals, &list) {
                finding.shift(*start);
                findings.push(finding);
            }
        }
    }
}

/// Raised numbers count where most of them are in a list of the draft's, so that they are known to be citations.
fn by_raised_number(survey: &Survey<'_>, list: &List, findings: &mut Vec<Finding>) {
    if list.closed().len() < EVIDENCE || list.defines() {
        return;
    }
    let raised: Vec<(usize, Numerals)> = survey
        .blocks
        .iter()
        .flat_map(|view| superscripts(&view.block).into_iter().map(|numerals| (view.start, numerals)))
        .collect();
    let known = |numerals: &Numerals| numerals.numbers.iter().all(|number| list.has(*number));
    let (right, wrong): (Vec<_>, Vec<_>) = raised.into_iter().partition(|(_, numerals)| known(numerals));
    if right.len() < EVIDENCE || wrong.len() >= right.len() {
        return;
    }
    for (start, numerals) in wrong {
        let missing: Vec<u32> = numerals.numbers.iter().copied().filter(|&n| !list.has(n)).collect();
        findings.push(Finding::new(&RULE, start + numerals.range.start..start + numerals.range.end, lacks(&missing)));
    }
}

fn finding(block: &Block, numerals: &Numerals, list: &List) -> Option<Finding> {
    let (text, range) = (&*block.text, numerals.range.clone());
    let shown = text[range.clone()].replace('\\', "");
    let several = numerals.numbers.len() > 1;
    let missing: Vec<u32> = numerals.numbers.iter().copied().filter(|&n| !list.has(n)).collect();
    if !missing.is_empty() {
        let message = match (list.is_empty(), several) {
            (true, true) => {
                format!("`{shown}` point at a list that this draft does not have; cite the pages themselves")
            }
            (true, false) => format!("`{shown}` points at a list that this draft does not have; cite the page itself"),
            (false, _) => lacks(&missing),
        };
        let title = if several { "Remove the numbers" } else { "Remove the number" };
        let repair = Repair::look(title, vec![Edit::delete(removal(text, range.clone()))]);
        return Some(Finding::new(&RULE, range, message).repair(repair));
    }
    // A list with titles can be read by eye; one of bare addresses only waits to be linked.
    let pages: Option<Vec<&str>> = numerals.numbers.iter().map(|&n| list.page(n)).collect();
    let linked: String = pages?.iter().zip(&numerals.numbers).map(|(page, n)| format!("[\\[{n}\\]]({page})")).collect();
    let message = format!("`{shown}` names bare addresses at the end, where no click leads; link to the pages here");
    let repair = Repair::look("Link to the listed pages", vec![Edit::replace(range.clone(), linked)]);
    Some(Finding::new(&RULE, range, message).at(Severity::Information).repair(repair))
}

/// What the list does not have, in words.
fn lacks(missing: &[u32]) -> String {
    let numbers: Vec<String> = missing.iter().map(u32::to_string).collect();
    match &numbers[..] {
        [first @ .., last] if !first.is_empty() => {
            let first = first.join(", ");
            format!("The list of sources has no entries {first} and {last}; add them or cite the pages themselves")
        }
        _ => format!("The list of sources has no entry {}; add it or cite the page itself", numbers.join("")),
    }
}
