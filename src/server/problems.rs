//! What is wrong in configuration files and bibliographies, shown in those files.

use super::abilities::Abilities;
use super::convert;
use super::outbox::Outbox;
use crate::config::Problem;
use crate::text::Text;
use std::collections::BTreeMap;
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
                let d = diagnostics(&f, &p, can);
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

fn diagnostics(file: &PathBuf, problems: &[Problem], can: &Abilities) -> Vec<Diagnostic> {
    // A file that has gone since still has its problems, at its start.
    let text = Text::new(&std::fs::read_to_string(file).unwrap_or_default());
    let each = problems.iter().map(|problem| Diagnostic {
        range: convert::range(&text, &problem.range, can.encoding),
        severity: Some(DiagnosticSeverity::WARNING),
        source: Some(convert::SOURCE.into()),
        message: problem.message.clone(),
        ..Diagnostic::default()
    });
    each.collect()
}

fn publish(file: &PathBuf, diagnostics: Vec<Diagnostic>, outbox: &Outbox) {
    if let Some(uri) = Uri::from_file_path(file) {
        outbox.publish(uri, diagnostics, None);
    }
}
