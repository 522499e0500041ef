//! `ibid rewrite`

use super::diff::unified;
use super::inputs::{Input, Inputs};
use super::output::{complain, print, tell};
use super::review::{load, refuse};
use super::words::count;
use super::{FAILED, FOUND, OK};
use crate::check::Draft;
use crate::repair::edited;
use crate::rewrite::{Form, Order, Part, Rewriting, convert, renumber, sort};
use crate::workspace::{ReadError, replace};
use anyhow::{Result, bail};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

/// Write notes and links in another form
///
/// What a reader sees stays as it is. Drafts are replaced whole or not at all. Exits with 0 when all went well, with 1
/// when --diff has a difference to show, and with 2 when a draft could not be read or written.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// What to do
    #[arg(value_enum)]
    how: How,

    /// Drafts, directories of drafts, or `-`: from standard input to standard output
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,

    /// Show what would change, and write nothing
    #[arg(long)]
    diff: bool,

    #[command(flatten)]
    inputs: Inputs,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum How {
    /// Number footnotes 1, 2, 3 in order of appearance; those with names keep them
    Renumber,
    /// Sort link definitions that stand together by their labels
    SortDefinitions,
    /// Sort link definitions that stand together by their first use
    SortDefinitionsByUse,
    /// Turn reference links, and footnotes that are just a link, into inline links
    Inline,
    /// Turn inline links into reference links
    Reference,
    /// Turn links and inline notes into footnotes
    Footnote,
    /// Turn footnotes of one paragraph that are used once into inline notes
    InlineNote,
}

impl How {
    fn rewriting(self, parts: &[Part<'_>]) -> Option<Rewriting> {
        match self {
            Self::Renumber => renumber(parts),
            Self::SortDefinitions => sort(parts, Order::Label),
            Self::SortDefinitionsByUse => sort(parts, Order::Use),
            Self::Inline => convert(parts, None, Form::Inline),
            Self::Reference => convert(parts, None, Form::Reference),
            Self::Footnote => convert(parts, None, Form::Footnote),
            Self::InlineNote => convert(parts, None, Form::Note),
        }
    }
}

/// Why nothing became of a draft.
enum Failure {
    Read(ReadError),
    Other(String),
}

/// Rewrites, says what was done, and returns the exit code.
pub fn run(args: &Args) -> Result<i32> {
    let stdin = args.paths.iter().any(|path| path.as_os_str() == "-");
    if stdin && args.paths.len() > 1 {
        bail!("`-` stands for one draft, from standard input to standard output; name it alone");
    }
    let gathered = args.inputs.gather(&args.paths)?;
    let quiet = args.inputs.quiet;
    let (mut failed, mut changed, mut output) = (gathered.failed, 0, String::new());
    for input in &gathered.drafts {
        match rewrite(input, args) {
            Ok((before, after)) => {
                changed += usize::from(after.is_some());
                output += &match after {
                    Some(after) if args.diff => unified(&input.shown, &before, &after),
                    after if input.file.is_none() && !args.diff => after.unwrap_or(before),
                    Some(_) if !quiet => format!("{}: rewritten\n", input.shown),
                    _ => String::new(),
                };
            }
            Err(Failure::Read(error)) => failed |= refuse(input, &error, quiet),
            Err(Failure::Other(why)) => {
                complain(&format!("{}: {why}", input.shown));
                failed = true;
            }
        }
    }
    print(&output)?;
    if !args.diff && !stdin && !quiet && changed == 0 && !failed {
        tell(&format!("Nothing to rewrite in {}", count(gathered.drafts.len(), "draft", "drafts")));
    }
    Ok(match (failed, args.diff && changed > 0) {
        (true, _) => FAILED,
        (false, true) => FOUND,
        (false, false) => OK,
    })
}

/// The draft before and, if anything changed, after.
fn rewrite(input: &Input, args: &Args) -> Result<(String, Option<String>), Failure> {
    let before = load(input).map_err(Failure::Read)?;
    let rewritten = catch_unwind(AssertUnwindSafe(|| {
        let draft = Draft::new(&before, input.settings.clone());
        let rewriting = args.how.rewriting(&draft.parts())?;
        Some(edited(&before, &rewriting.edits)).filter(|after| *after != before)
    }));
    let Ok(after) = rewritten else {
        return Err(Failure::Other("ibid failed on this draft, which is a fault in ibid".to_owned()));
    };
    if let (false, Some(path), Some(after)) = (args.diff, &input.file, &after) {
        replace(path, &before, after).map_err(|error| Failure::Other(error.to_string()))?;
    }
    Ok((before, after))
}
