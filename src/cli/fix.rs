//! `ibid fix`

use super::books::Books;
use super::diff::unified;
use super::inputs::{Input, Inputs, Only};
use super::output::{complain, print, tell};
use super::progress::Progress;
use super::review::{load, refuse};
use super::words::{count, printable};
use super::{FAILED, FOUND, OK};
use crate::check::{Draft, Faults, fix_all};
use crate::finding::{Finding, Safety};
use crate::repair::Elsewhere;
use crate::rules::Group;
use crate::workspace::{ReadError, replace};
use anyhow::{Result, bail};
use rayon::prelude::*;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

/// Repair what can be repaired without changing the meaning
///
/// Drafts are replaced whole or not at all. Exits with 0 when all went well, with 1 when --diff has a difference
/// to show, and with 2 when a draft could not be read or written; the rest is repaired all the same.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Drafts, directories of drafts, or `-`: from standard input to standard output
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,

    /// Also apply fixes that a person must look at afterwards; those of claims without a source only the editor applies, one by one
    #[arg(long = "unsafe")]
    also_unsafe: bool,

    /// Show what would change, and write nothing
    #[arg(long)]
    diff: bool,

    #[command(flatten)]
    inputs: Inputs,
}

/// What became of a draft.
struct Fixed {
    before: String,
    after: Option<String>,
    applied: usize,
    elsewhere: Vec<Elsewhere>,
    /// How many findings have fixes that are only applied one by one, in the editor.
    left: usize,
    faults: Faults,
}

/// Why nothing became of a draft.
enum Failure {
    Read(ReadError),
    Other(String),
}

/// Fixes, says what was done, and returns the exit code.
pub fn run(args: &Args) -> Result<i32> {
    let stdin = args.paths.iter().any(|path| path.as_os_str() == "-");
    if stdin && args.paths.len() > 1 {
        bail!("`-` stands for one draft, from standard input to standard output; name it alone");
    }
    let gathered = args.inputs.gather(&args.paths)?;
    let quiet = args.inputs.quiet;
    let safety = if args.also_unsafe { Safety::Unsafe } else { Safety::Safe };
    let writes = !args.diff && !stdin;
    let progress = Progress::start(gathered.drafts.len(), "Fixed", quiet);
    let results: Vec<_> = gathered
        .drafts
        .par_iter()
        .map(|input| {
            let result = mend(input, safety, &gathered.only, writes);
            progress.step();
            result
        })
        .collect();
    drop(progress);
    let (mut failed, mut changed, mut left, mut output) = (gathered.failed, 0, 0, String::new());
    failed |= gathered.drafts.first().is_some_and(Input::has_unread);
    let mut books = Books::default();
    for (input, result) in gathered.drafts.iter().zip(results) {
        let fixed = match result {
            Ok(fixed) => fixed,
            Err(Failure::Read(error)) => {
                failed |= refuse(input, &error, quiet);
                continue;
            }
            Err(Failure::Other(why)) => {
                complain(&format!("{}: {why}", input.shown));
                failed = true;
                continue;
            }
        };
        failed |= input.tell(&fixed.faults, args.inputs.excerpts);
        changed += usize::from(fixed.after.is_some());
        output += &account(input, &fixed, args, quiet);
        left += fixed.left;
        if fixed.left > 0 && !quiet {
            let claims = count(fixed.left, "claim wants", "claims want");
            tell(&format!(
                "{}: {claims} a source or a name that only the writer knows: fix them one by one in the editor",
                input.shown
            ));
        }
        // From standard input to standard output nothing else is touched.
        fixed.elsewhere.into_iter().filter(|_| !stdin || args.diff).for_each(|elsewhere| books.add(elsewhere));
    }
    for told in books.write(args.diff) {
        match told {
            Ok(told) if args.diff || !quiet => output += &told,
            Ok(_) => {}
            Err(why) => {
                complain(&why);
                failed = true;
                continue;
            }
        }
        changed += 1;
    }
    print(&output)?;
    if writes && !quiet && changed == 0 && left == 0 && !failed {
        tell(&format!("Nothing to fix in {}", count(gathered.drafts.len(), "draft", "drafts")));
    }
    Ok(match (failed, args.diff && changed > 0) {
        (true, _) => FAILED,
        (false, true) => FOUND,
        (false, false) => OK,
    })
}

/// What standard output is told of a draft.
fn account(input: &Input, fixed: &Fixed, args: &Args, quiet: bool) -> String {
    match &fixed.after {
        Some(after) if args.diff => unified(&input.shown, &fixed.before, after),
        None if args.diff => String::new(),
        after if input.file.is_none() => after.as_deref().unwrap_or(&fixed.before).to_owned(),
        Some(_) if !quiet => match fixed.applied {
            // A fix may uncover as many faults as it mends.
            0 => format!("{}: changed\n", printable(&input.shown)),
            applied => format!("{}: {} applied\n", printable(&input.shown), count(applied, "fix", "fixes")),
        },
        _ => String::new(),
    }
}

fn mend(input: &Input, safety: Safety, only: &Only, write: bool) -> Result<Fixed, Failure> {
    let before = load(input).map_err(Failure::Read)?;
    let faults = Faults::default();
    let fixed = catch_unwind(AssertUnwindSafe(|| {
        let supply = |draft: &mut Draft| {
            draft.contain(&faults);
            input.supply(draft);
        };
        let after = fix_all(&before, &input.settings, supply, safety, |rule| only.wants(rule.name));
        let (count, elsewhere) = after.as_ref().map_or((0, Vec::new()), |fixed| (fixed.count, fixed.elsewhere.clone()));
        (after.map(|fixed| fixed.text).filter(|after| *after != before), count - elsewhere.len(), elsewhere)
    }));
    let Ok((after, applied, elsewhere)) = fixed else {
        return Err(Failure::Other("ibid failed on this draft, which is a fault in ibid".to_owned()));
    };
    if let (true, Some(path), Some(after)) = (write, &input.file, &after) {
        replace(path, &before, after).map_err(|error| Failure::Other(error.to_string()))?;
    }
    let left = if safety == Safety::Unsafe { left(input, after.as_ref().unwrap_or(&before), only) } else { 0 };
    Ok(Fixed { before, after, applied, elsewhere, left, faults })
}

/// How many claims without a source `text` has, of the rules asked for.
fn left(input: &Input, text: &str, only: &Only) -> usize {
    let findings = catch_unwind(AssertUnwindSafe(|| input.draft(text).check()));
    let asks = |finding: &&Finding| finding.rule.group == Group::Attribution && only.wants(finding.rule.name);
    findings.map_or(0, |findings| findings.iter().filter(asks).count())
}
