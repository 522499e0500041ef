//! A source that is dated in the future, or was read before it appeared: in footnotes and in the list of references.

use super::reads::whole;
use super::{Check, Group, Rule};
use crate::check::{Passage, Survey};
use crate::citation::typed_list::{self, is_title};
use crate::finding::Finding;
use crate::markdown::LeafKind;
use std::ops::Range;

mod entries;

pub static RULE: Rule = Rule {
    name: "impossible-date",
    group: Group::Citation,
    page: include_str!("impossible_date.md"),
    check: Check::Both(notes, list),
    reads: |tally, view| (tally.titles > 0 || is_title(&view.block)).then(|| whole(&view.block))?,
    shelf: Some(entries::check),
    ..Rule::DEFAULT
};

/// What says that a date is the one on which the writer read the page, in lower case.
const READ: &[&str] = &["accessed", "retrieved", "abgerufen", "consult\u{e9}", "consultado", "geraadpleegd"];
/// How far after that its year stands, in bytes.
const REACH: usize = 40;
/// How months start in the languages of most drafts, in lower case.
const MONTHS: &[&str] = &[
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "m\u{e4}r", "mai", "okt",
    "dez", "f\u{e9}v", "avr", "juil", "ao\u{fb}", "d\u{e9}c", "ene", "abr", "ago", "dic",
];

/// A year in the text of a source.
struct Dated {
    range: Range<usize>,
    year: u32,
    /// Whether it is part of a date, or stands where one belongs: a number in a title is neither.
    sure: bool,
    /// Whether the writer read the source in it.
    read: bool,
}

/// Footnotes.
fn notes(passage: &Passage<'_>, findings: &mut Vec<Finding>) {
    for leaf in passage.block.leaves.iter().filter(|leaf| leaf.kind == LeafKind::Note) {
        findings.extend(judge(&passage.block.prose, leaf.range.clone(), passage.settings.year));
    }
}

/// Entries of the list of references.
fn list(survey: &Survey<'_>, findings: &mut Vec<Finding>) {
    if survey.tally.titles == 0 {
        return;
    }
    for listed in typed_list::listed(&survey.placed().collect::<Vec<_>>()) {
        let next = survey.blocks.partition_point(|view| view.start <= listed.range.start);
        let Some(view) = next.checked_sub(1).and_then(|index| survey.blocks.get(index)) else { continue };
        let source = listed.range.start - view.start..listed.range.end - view.start;
        let mut found = judge(&view.block.prose, source, survey.settings.year);
        found.iter_mut().for_each(|finding| finding.shift(view.start));
        findings.extend(found);
    }
}

fn judge(prose: &str, source: Range<usize>, now: Option<u32>) -> Vec<Finding> {
    let years = years(prose, source);
    let mut findings = Vec::new();
    for dated in years.iter().filter(|dated| dated.sure && now.is_some_and(|now| dated.year > now)) {
        findings.push(Finding::new(&RULE, dated.range.clone(), not_yet(dated.year)));
    }
    let published = years.iter().find(|dated| dated.sure && !dated.read);
    let read = years.iter().find(|dated| dated.read);
    if let (true, Some(published), Some(read)) = (findings.is_empty(), published, read)
        && read.year < published.year
    {
        let finding = Finding::new(&RULE, read.range.clone(), too_early(read.year, published.year));
        findings.push(finding.related(published.range.clone(), DATED));
    }
    findings
}

/// What is said of the date of the source where it explains another.
const DATED: &str = "The date of the source";

fn not_yet(year: u32) -> String {
    format!("The year {year} has not come yet, so no source can be of it; look the date up")
}

fn too_early(read: u32, published: u32) -> String {
    format!("The source was read in {read} and appeared in {published}; one of the two is wrong")
}

fn years(prose: &str, source: Range<usize>) -> Vec<Dated> {
    let text = &prose[source.clone()];
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(ahead) = bytes[at..].iter().position(u8::is_ascii_digit) {
        let start = at + ahead;
        let length = bytes[start..].iter().take_while(|b| b.is_ascii_digit()).count();
        at = start + length;
        let number = text[start..at].parse().ok().filter(|year| length == 4 && (1500..2200).contains(year));
        let Some(year) = number else { continue };
        let head = before(text, start);
        let read = READ.iter().any(|word| head.contains(word)) && !head.contains(')');
        let range = source.start + start..source.start + at;
        found.push(Dated { range, year, sure: is_date(&head, &text[at..]), read });
    }
    found
}

/// What stands before a year, as far as a date reaches, in lower case.
fn before(text: &str, at: usize) -> String {
    let from = (at.saturating_sub(REACH)..=at).find(|&n| text.is_char_boundary(n)).unwrap_or(at);
    text[from..at].replace('\0', "").to_lowercase()
}

/// Whether a year between `head` and `tail` dates something: `(2020)`, `(2020, May 3)`, `3 May 2020`, `2020-05-03`, `Lund, K. 2020.`
fn is_date(head: &str, tail: &str) -> bool {
    let closes = tail.starts_with([')', ','])
        || tail.starts_with(|c: char| c.is_ascii_lowercase()) && tail[1..].starts_with(')');
    let digits = |from: usize| tail.get(from..from + 2).is_some_and(|d| d.bytes().all(|b| b.is_ascii_digit()));
    let iso = tail.starts_with('-') && digits(1) && tail[3..].starts_with('-') && digits(4);
    // A month without a day is as often a word of the title.
    let mut words = head.trim_end_matches([' ', ',', '.', '\n']).rsplit([' ', '(', '\n']);
    let (last, first) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    let full = is_day(last) && is_month(first) || is_month(last) && is_day(first);
    let ends = tail.is_empty() || tail.starts_with(['.', ',', ';', ')', '\n', '\r', '\0']);
    head.ends_with('(') && closes
        || iso && !head.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '-' | '_'))
        || full && ends
        || head.ends_with(". ")
            && tail.starts_with(". ")
            && head.trim_end_matches(". ").rsplit([' ', '.']).next().is_some_and(|w| w.chars().count() == 1)
}

/// `3`, `12.`, `1st`
fn is_day(word: &str) -> bool {
    let bare = word.trim_end_matches([',', '.']).trim_end_matches(|c: char| c.is_ascii_lowercase());
    (1..=2).contains(&bare.len()) && bare.bytes().all(|b| b.is_ascii_digit())
}

fn is_month(word: &str) -> bool {
    word.chars().count() > 2 && MONTHS.iter().any(|name| word.starts_with(name))
}
