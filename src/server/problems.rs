//! What is wrong in configuration files and bibliographies, shown in those files.

use super::abilities::Abilities;
use super::convert;
use super::outbox::Outbox;
use super::sheet::without_mark;
use crate::config::Problem;
use crate::text::Text;
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::PathBuf;
use tower_lsp::ls_types::{Diagnostic, DiagnosticSeverity, Uri};

/// What the client shows in files that are no drafts. They are pushed to every client: none asks for diagnostics of a file
/// that is no draft, so nothing is shown twice.
#[derive(Default)]
pub struct Problems {
    shown: BTreeMap<PathBuf, Vec<Diagnostic>>,
}

impl Problems {
    /// Shows `problems` of configuration files and what is wrong in `books`, and clears what has been mended.
    pub fn show(
        &mut self,
        problems: Vec<(PathBuf, Problem)>,
        books: BTreeMap<PathBuf, Vec<Diagnostic>>,
        can: &Abilities,
        outbox: &Outbox,
    ) {
        let mut by_file: BTreeMap<PathBuf, Vec<Problem>> = BTreeMap::new();
        for (file, problem) in problems {
            let known = by_file.entry(file).or_default();
            // Every draft under a configuration file reports the same.
            if !known.contains(&problem) {
                known.push(problem);
            }
        }
        let mut current: BTreeMap<_, _> = by_file
            .into_iter()
            .map(|(f, p)| {
                let d = diagnostics(&p, can);
                (f, d)
            })
            .collect();
        current.extend(books);
        for (file, diagnostics) in &current {
            if self.shown.get(file) != Some(diagnostics) {
                publish(file, diagnostics.clone(), outbox);
            }
        }
        for file in self.shown.keys().filter(|file| !current.contains_key(*file)) {
            publish(file, Vec::new(), outbox);
        }
        self.shown = current;
    }
}

fn diagnostics(problems: &[Problem], can: &Abilities) -> Vec<Diagnostic> {
    // In the text that was read: the file may be another by now, and then it is read again in a moment.
    let each = problems.iter().map(|problem| Diagnostic {
        range: convert::range(&Text::new(without_mark(&problem.source)), &shown(problem), can.encoding),
        severity: Some(DiagnosticSeverity::WARNING),
        source: Some(convert::SOURCE.into()),
        message: problem.message.clone(),
        ..Diagnostic::default()
    });
    each.collect()
}

/// Where a problem stands in the text as editors have it, without a byte order mark.
fn shown(problem: &Problem) -> Range<usize> {
    let mark = problem.source.len() - without_mark(&problem.source).len();
    problem.range.start.saturating_sub(mark)..problem.range.end.saturating_sub(mark)
}

fn publish(file: &PathBuf, diagnostics: Vec<Diagnostic>, outbox: &Outbox) {
    if let Some(uri) = Uri::from_file_path(file) {
        outbox.publish(uri, diagnostics, None);
    }
}

#[cfg(test)]
mod tests {
    use super::{Abilities, diagnostics};
    use crate::config::Layer;
    use tower_lsp::ls_types::Position;

    #[test]
    fn a_problem_stands_where_it_was_read_whatever_the_file_holds_now() {
        let (_, problems) = Layer::from_toml("\u{feff}ignore = []\nempty-lnk = \"off\"\n");
        let shown = diagnostics(&problems, &Abilities::default());
        assert_eq!(shown.iter().map(|shown| shown.range.start).collect::<Vec<_>>(), [Position::new(1, 0)]);
    }
}
