//! The command line: one file a command.
//!
//! Here, and nowhere below, failures become text for a person. A command returns its exit code: 0 when all is well, 1 when there
//! is something to report, 2 for bad use or a failure.

mod check;
mod inputs;
mod output;
mod progress;
mod report;
mod review;
mod words;

use anyhow::Result;
use clap::{Parser, Subcommand};
use std::ffi::OsString;

/// All is well.
const OK: i32 = 0;
/// There is something to report.
const FOUND: i32 = 1;
/// Bad use, or a failure.
const FAILED: i32 = 2;

/// Finds broken citations and unattributed claims in Markdown drafts, and repairs them.
#[derive(Debug, Parser)]
#[command(name = "ibid", version, max_term_width = 100, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Check(check::Args),
    /// Serve an editor over standard input and output
    Lsp(Lsp),
}

/// Editors start it; there is nothing to choose.
#[derive(Debug, clap::Args)]
struct Lsp {
    /// Accepted, since many editors pass it; there is no other way
    #[arg(long)]
    stdio: bool,
}

/// Runs the command in `args` (the program's name first) and returns its exit code.
pub fn run(args: impl IntoIterator<Item = OsString>) -> i32 {
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(error) => {
            // Nobody is there to be told that nobody is there.
            let _ = error.print();
            return error.exit_code();
        }
    };
    command(cli.command).unwrap_or_else(|error| {
        output::complain(&format!("{error:#}"));
        FAILED
    })
}

fn command(command: Command) -> Result<i32> {
    match command {
        Command::Check(args) => check::run(&args),
        Command::Lsp(Lsp { stdio: _ }) => Ok(crate::server::run()),
    }
}
