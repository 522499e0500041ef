//! The command line: one file a command.
//!
//! Here, and nowhere below, failures become text for a person. A command returns its exit code: 0 when all is well, 1 when there
//! is something to report, 2 for bad use or a failure. A wrong key in a configuration file is a warning: the rest of the
//! file counts and the exit code is that of the drafts; a configuration file that cannot be read at all is a failure.

mod books;
mod check;
mod diff;
mod explain;
mod fix;
mod init;
mod inputs;
mod output;
mod progress;
mod report;
mod review;
mod rewrite;
mod rules;
mod sources;
mod span;
mod words;

use crate::check::note_places;
use anyhow::Result;
use clap::{CommandFactory, Parser, Subcommand};
use clap_complete::Shell;
use std::ffi::OsString;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// All is well.
const OK: i32 = 0;
/// There is something to report.
const FOUND: i32 = 1;
/// Bad use, or a failure.
const FAILED: i32 = 2;

/// Finds broken citations in Markdown drafts, and repairs them.
#[derive(Debug, Parser)]
#[command(name = "ibid", version, max_term_width = 100, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Check(check::Args),
    Fix(fix::Args),
    Rewrite(rewrite::Args),
    Sources(sources::Args),
    Explain(explain::Args),
    Rules(rules::Args),
    Init(init::Args),
    /// Serve an editor over standard input and output
    Lsp {
        /// Accepted, since many editors pass it; there is no other way
        #[arg(long)]
        stdio: bool,
    },
    /// Print a script that completes ibid's commands in a shell
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print the JSON Schema of ibid.toml
    Schema,
    /// Read a PDF; ibid starts this itself, under limits
    #[command(name = crate::extract::COMMAND, hide = true)]
    Extract,
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
    note_places();
    // What goes wrong with one draft is caught there; this is for the rest.
    match catch_unwind(AssertUnwindSafe(|| command(cli.command))) {
        Ok(Ok(code)) => code,
        Ok(Err(error)) => {
            output::complain(&format!("{error:#}"));
            FAILED
        }
        Err(_) => {
            output::complain("ibid failed, which is a fault in ibid");
            FAILED
        }
    }
}

/// The commands and options as `clap` describes them, for the manual page that packages carry.
pub fn definition() -> clap::Command {
    Cli::command()
}

fn command(command: Command) -> Result<i32> {
    match command {
        Command::Check(args) => check::run(&args),
        Command::Fix(args) => fix::run(&args),
        Command::Rewrite(args) => rewrite::run(&args),
        Command::Sources(args) => sources::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Rules(args) => rules::run(&args),
        Command::Init(args) => init::run(&args),
        Command::Lsp { stdio: _ } => Ok(crate::server::run()),
        Command::Completions { shell } => completions(shell),
        Command::Schema => schema(),
        Command::Extract => Ok(crate::extract::child()),
    }
}

fn completions(shell: Shell) -> Result<i32> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut definition(), "ibid", &mut script);
    output::print(&String::from_utf8(script)?)?;
    Ok(OK)
}

fn schema() -> Result<i32> {
    output::print(&(serde_json::to_string_pretty(&crate::config::json_schema())? + "\n"))?;
    Ok(OK)
}
