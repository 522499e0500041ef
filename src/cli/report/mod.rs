//! What was found, in the form asked for.

mod json;

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
}

/// The report as text.
pub fn render(format: Format, review: &Review, _quiet: bool) -> Result<String> {
    match format {
        Format::Human | Format::Json => json::object(review),
        Format::Jsonl => json::lines(review),
    }
}
