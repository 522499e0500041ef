//! A figure that the cited source does not have.

use super::quoted::quoted;
use super::relied::{Known, Relied};
use super::{Check, Fixable, Group, Rule};
use crate::bibliography::MONTHS;
use crate::check::Survey;
use crate::claim::Stated;
use crate::evidence::figure::{Figures, Missing, missing};
use crate::finding::{Finding, Severity};
use crate::markdown::{Span, SpanKind};
use std::collections::HashMap;
use std::ops::Range;

pub static RULE: Rule = Rule {
    name: "figure-not-found",
    group: Group::Evidence,
    severity: Severity::Information,
    on: false,
    fixable: Fixable::Never,
    page: include_str!("figure_not_found.md"),
    check: Check::Draft(check),
    ..Rule::DEFAULT
};

/// Ends a figure: `three hundred` and `two` are no `three hundred two`.
const SEPARATOR: &str = " | ";

fn check(survey: &Survey<'_>, findings: &mut Vec<Finding>) {
    let Some(relied) = survey.relied() else { return };
    let mut lists: HashMap<&[usize], (String, Figures)> = HashMap::new();
    for stated in &relied.reliance.stated {
        let records = relied.records(&stated.sources).unwrap_or_default();
        // Where one of the sources could not be read whole, the figure may stand in what was not read.
        if records.is_empty() || !records.iter().all(|known| known.record.is_whole()) {
            continue;
        }
        let (all, figures) = lists.entry(&stated.sources).or_insert_with(|| {
            let each: Vec<String> = records.iter().map(|known| known.record.figures.join(SEPARATOR)).collect();
            let all = each.join(SEPARATOR);
            let figures = Figures::of(&all);
            (all, figures)
        });
        for missing in missing(&stated.text, figures) {
            findings.extend(finding(survey, relied, stated, &missing, all, &records));
        }
    }
}

fn finding(
    survey: &Survey<'_>,
    relied: &Relied<'_>,
    stated: &Stated,
    missing: &Missing,
    all: &str,
    records: &[&Known<'_>],
) -> Option<Finding> {
    let figure = stated.text.get(missing.range.clone())?;
    let range = place(survey, stated, missing)?;
    // A number in words is often a manner of speaking: `one in seven`.
    if !figure.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    // Of quoted words another rule speaks.
    if quoted_at(relied, &range) || names_source(survey, &range, figure) {
        return None;
    }
    let where_ = match records {
        [one] => quoted(one.record.title.as_deref().unwrap_or(&one.record.id)),
        _ => "the sources of this sentence".to_owned(),
    };
    let shown = quoted(figure);
    let message = match missing.closest.clone().and_then(|range| all.get(range)) {
        Some(closest) => format!("{shown} is not in {where_}; the closest there is {}", quoted(closest)),
        None => format!("{shown} is not in {where_}"),
    };
    Some(Finding::new(&RULE, range, message))
}

fn quoted_at(relied: &Relied<'_>, range: &Range<usize>) -> bool {
    let quoted = &relied.reliance.quoted;
    let end = quoted.partition_point(|quoted| quoted.range.start <= range.start);
    quoted[..end].last().is_some_and(|quoted| range.start < quoted.range.end)
}

/// Whether a figure stands in what names a source: in a link between brackets, or as a date in any link's text; or alone in parentheses, as
/// the year of a work does.
fn names_source(survey: &Survey<'_>, range: &Range<usize>, figure: &str) -> bool {
    let Some((start, block)) = survey.block_at(range.start) else { return false };
    let own = range.start - start..range.end - start;
    let sides = |range: &Range<usize>| {
        let seen = |c: &char| *c != '\0' && !c.is_whitespace();
        let before = block.prose.get(..range.start).and_then(|text| text.chars().rev().find(seen));
        (before, block.prose.get(range.end..).and_then(|text| text.chars().find(seen)))
    };
    let opened = |before: Option<char>| matches!(before, Some('(' | '['));
    let year = figure.len() == 4 && figure.starts_with(['1', '2']);
    if let (before, Some(')' | ']' | ',' | ';')) = sides(&own)
        && year
        && opened(before)
    {
        return true;
    }
    let within = |span: &&Span| {
        matches!(span.kind, SpanKind::Link { .. } | SpanKind::Reference { .. })
            && span.range.start <= own.start
            && own.end <= span.range.end
    };
    block.spans_in(own.clone()).filter(within).any(|span| {
        let (before, _) = sides(&span.range);
        opened(before) || year || is_dated(block.prose.get(span.range.clone()).unwrap_or(""))
    })
}

/// Whether the text of a link has a year or a month in it, as those that name an article and its day have.
fn is_dated(text: &str) -> bool {
    let parts = text.split(|c: char| !c.is_alphanumeric());
    let year =
        |part: &str| part.len() == 4 && part.starts_with(['1', '2']) && part.bytes().all(|byte| byte.is_ascii_digit());
    let month = |part: &str| part.starts_with(char::is_uppercase) && MONTHS.contains(&part);
    parts.into_iter().any(|part| year(part) || month(part))
}

/// Where a figure of the sentence as a reader sees it stands in the draft: as often before it there as here.
fn place(survey: &Survey<'_>, stated: &Stated, missing: &Missing) -> Option<Range<usize>> {
    let figure = stated.text.get(missing.range.clone())?;
    let before = stated.text.get(..missing.range.start)?.matches(figure).count();
    let (start, block) = survey.block_at(stated.range.start)?;
    let prose = block.prose.get(stated.range.start - start..stated.range.end - start)?;
    let (at, found) = prose.match_indices(figure).nth(before)?;
    let at = stated.range.start + at;
    Some(at..at + found.len())
}
