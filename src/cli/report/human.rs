//! Pictures of the places, for a person.

use crate::cli::review::{Found, Review, Reviewed};
use crate::cli::words::{count, listed, printable};
use crate::finding::{Safety, Severity};
use crate::rules::Group;
use crate::text::Encoding;
use annotate_snippets::{Annotation, AnnotationKind, Element, Level, Origin, Renderer, Snippet};
use rayon::prelude::*;
use std::fmt::Write;
use std::ops::Range;

/// How much of a line is shown to a side of a finding, in bytes, before the picture is cut to the terminal. Whole drafts
/// may stand on one line.
const MARGIN: usize = 2_000;
/// How much of a finding is shown, in bytes: some are whole paragraphs.
const MAX_SHOWN: usize = 2_000;

/// Every finding with its place, and a summary unless `quiet`.
pub fn pictures(review: &Review, quiet: bool) -> String {
    let renderer = Renderer::styled().term_width(width());
    let pictures: Vec<String> = review.drafts.par_iter().map(|draft| pictures_of(draft, &renderer)).collect();
    let mut report = pictures.concat();
    if !quiet {
        report += &summary(review);
    }
    report
}

fn width() -> usize {
    let on_terminal = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    on_terminal.unwrap_or(annotate_snippets::renderer::DEFAULT_TERM_WIDTH).max(40)
}

fn pictures_of(draft: &Reviewed, renderer: &Renderer) -> String {
    let mut pictures = String::new();
    for found in &draft.findings {
        let _ = writeln!(pictures, "{}\n", picture(draft, found, renderer));
    }
    pictures
}

fn picture(draft: &Reviewed, Found { finding, fixes }: &Found, renderer: &Renderer) -> String {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Information => Level::INFO.with_name("information"),
        Severity::Hint => Level::NOTE.with_name("hint"),
    };
    let title = level.primary_title(finding.message.as_str()).id(finding.rule.name);
    let mut group = title.elements(place(draft, &finding.range, AnnotationKind::Primary, None));
    for related in &finding.related {
        group = group.elements(place(draft, &related.range, AnnotationKind::Context, Some(&related.message)));
    }
    for fix in fixes {
        // What a claim needs only its writer knows: no command fills it in.
        let look = match (fix.safety, finding.rule.group) {
            (Safety::Unsafe, Group::Attribution) => " (in the editor, one by one)",
            (Safety::Unsafe, _) => " (look at it first)",
            (Safety::Safe, _) => "",
        };
        group = group.element(Level::HELP.with_name("fix").message(format!("{}{look}", fix.title)));
    }
    renderer.render(&[group])
}

/// The lines of `range`, with carets under it.
fn place<'a>(
    draft: &'a Reviewed,
    range: &Range<usize>,
    kind: AnnotationKind,
    label: Option<&'a str>,
) -> Vec<Element<'a>> {
    let source = &draft.source;
    let start = floor(source, range.start);
    let end = floor(source, range.end.min(start + MAX_SHOWN)).max(start);
    let line = draft.text.line_start(start);
    let from = floor(source, line.max(start.saturating_sub(MARGIN)));
    let rest = &source[end..floor(source, end + MARGIN)];
    let to = end + rest.find('\n').unwrap_or(rest.len());
    let position = draft.text.position(start, Encoding::Utf32);
    let number = position.line as usize + 1;
    let annotation: Annotation<'a> = kind.span(start - from..end - from).label(label);
    let snippet = Snippet::source(&source[from..to]).line_start(number).annotation(annotation);
    if from == line {
        return vec![snippet.path(printable(&draft.shown)).into()];
    }
    // What the picture starts with is not the line's start, so the column has to be told.
    let column = position.column as usize + 1;
    vec![Origin::path(printable(&draft.shown)).line(number).char_column(column).into(), snippet.into()]
}

/// The nearest character border at or before `offset`.
fn floor(source: &str, offset: usize) -> usize {
    let offset = offset.min(source.len());
    (0..=offset).rev().find(|at| source.is_char_boundary(*at)).unwrap_or(0)
}

fn summary(review: &Review) -> String {
    let findings = || review.drafts.iter().flat_map(|draft| &draft.findings);
    if review.checked == 0 {
        // Why has been said.
        return String::new();
    }
    if findings().next().is_none() {
        return format!("Nothing found in {}\n", count(review.checked, "draft", "drafts"));
    }
    let tally: Vec<String> = [
        (Severity::Error, "error", "errors"),
        (Severity::Warning, "warning", "warnings"),
        (Severity::Information, "information", "information"),
        (Severity::Hint, "hint", "hints"),
    ]
    .into_iter()
    .map(|(severity, one, many)| (findings().filter(|found| found.finding.severity == severity).count(), one, many))
    .filter(|(number, ..)| *number > 0)
    .map(|(number, one, many)| count(number, one, many))
    .collect();
    let mut summary = format!("{} in {}", listed(&tally), count(review.drafts.len(), "draft", "drafts"));
    let safe = findings().filter(|found| found.is_fixable(Safety::Safe)).count();
    let more = findings().filter(|found| found.is_fixable(Safety::Unsafe)).count() - safe;
    match (safe, more) {
        (0, 0) => {}
        (0, more) => {
            let _ = write!(summary, "; {more} can be fixed with `ibid fix --unsafe`");
        }
        (safe, 0) => {
            let _ = write!(summary, "; {safe} can be fixed with `ibid fix`");
        }
        (safe, more) => {
            let _ = write!(summary, "; {safe} can be fixed with `ibid fix`, {more} more with `--unsafe`");
        }
    }
    summary + "\n"
}
