//! `ibid check`

use super::inputs::Inputs;
use super::report::{self, Format};
use super::review::{Review, review};
use super::sources::online;
use super::{FAILED, FOUND, OK};
use crate::finding::Severity;
use anyhow::Result;
use std::path::PathBuf;

/// Report what is wrong in drafts
///
/// Exits with 0 when there is nothing at or above the level of --fail-on, with 1 when there is, and with 2 when
/// something could not be read or ibid failed on it; the rest is checked all the same.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Drafts, directories of drafts, or `-` for standard input
    ///
    /// A draft named outright is always checked. Directories are walked for .md, .markdown, .qmd, .Rmd and .mdx;
    /// hidden files, what .gitignore names and what the configuration ignores are left out.
    #[arg(value_name = "PATH", default_value = ".")]
    paths: Vec<PathBuf>,

    /// How to report
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,

    /// The least severity that makes the exit code 1
    #[arg(long, value_name = "LEVEL", value_enum, default_value_t = FailOn::Warning)]
    fail_on: FailOn,

    /// Look the sources up first, as `ibid sources check --online` does
    #[arg(long, conflicts_with = "locked")]
    online: bool,

    /// Judge sources by ibid.lock alone, and report those of which it has no evidence
    ///
    /// Opens no connection. What may be an accident, such as a page that was not found once, is information and fails no run.
    #[arg(long)]
    locked: bool,

    #[command(flatten)]
    inputs: Inputs,
}

/// What makes a check fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum FailOn {
    Hint,
    Information,
    Warning,
    Error,
    /// Nothing that is found
    Never,
}

/// Checks, reports, and returns the exit code.
pub fn run(args: &Args) -> Result<i32> {
    let mut gathered = args.inputs.gather(&args.paths)?;
    let mut failed = false;
    if args.online {
        let how = online::How { online: true, fresh: false, quiet: args.inputs.quiet, public: Vec::new() };
        failed = online::look(&gathered, how)?.failed;
    }
    if args.locked {
        gathered.lock();
    }
    let mut review = review(gathered, &args.inputs);
    review.failed |= failed;
    report::print(args.format, &review, args.inputs.quiet)?;
    Ok(code(&review, args.fail_on))
}

fn code(review: &Review, fail_on: FailOn) -> i32 {
    let level = match fail_on {
        FailOn::Hint => Some(Severity::Hint),
        FailOn::Information => Some(Severity::Information),
        FailOn::Warning => Some(Severity::Warning),
        FailOn::Error => Some(Severity::Error),
        FailOn::Never => None,
    };
    let mut severities = review.drafts.iter().flat_map(|draft| &draft.findings).map(|found| found.finding.severity);
    match level {
        _ if review.failed => FAILED,
        Some(level) if severities.any(|severity| severity >= level) => FOUND,
        _ => OK,
    }
}
