//! What was found, in the form asked for.

mod github;
mod human;
mod json;
mod sarif;

use super::output;
use super::review::Review;
use anyhow::Result;

/// The forms of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// Pictures of the places, for a person
    Human,
    /// One JSON object
    Json,
    /// One JSON object a line, one line a finding
    Jsonl,
    /// Annotations in GitHub's workflows
    Github,
    /// SARIF 2.1.0, for code scanning
    Sarif,
}

/// Writes the report to standard output.
pub fn print(format: Format, review: &Review, quiet: bool) -> Result<()> {
    match format {
        Format::Human => output::print_styled(&human::pictures(review, quiet)),
        Format::Json => output::print(&json::object(review)?),
        Format::Jsonl => output::print(&json::lines(review)?),
        Format::Github => output::print(&github::commands(review)),
        Format::Sarif => output::print(&sarif::log(review)?),
    }
}
