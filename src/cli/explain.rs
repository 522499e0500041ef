//! `ibid explain`

mod draft;

use super::inputs::Inputs;
use super::review::{load, refuse};
use super::{FAILED, OK, output};
use crate::config::{rule_and_group_names, rule_suggestion, rules_by_group};
use crate::rules::{page, rule};
use anyhow::{Result, bail};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

/// Print what a rule finds and why, with examples and how to silence it
///
/// With --draft it tells instead what kind of document a draft is taken for and why, and what that changes for claims without a source.
#[derive(Debug, clap::Args)]
#[command(
    mut_arg("rules", |arg| arg.hide(true)),
    override_usage = "ibid explain [OPTIONS] <RULE>\n       ibid explain [OPTIONS] --draft <FILE>"
)]
pub struct Args {
    /// The rule's name, or a group's
    #[arg(value_name = "RULE", required_unless_present = "draft", conflicts_with = "draft")]
    name: Option<String>,

    /// Tell how this draft is judged; `-` for standard input
    #[arg(long, value_name = "FILE")]
    draft: Option<PathBuf>,

    #[command(flatten)]
    inputs: Inputs,
}

/// Prints the page and returns the exit code.
pub fn run(args: &Args) -> Result<i32> {
    if let Some(path) = &args.draft {
        return explain_draft(args, path);
    }
    let name = args.name.as_deref().unwrap_or_default();
    let page = match rule(name) {
        Some(rule) => page(rule),
        None => group(name)?,
    };
    output::print(&(page.trim_end().to_owned() + "\n"))?;
    Ok(OK)
}

/// The rules of a group.
fn group(name: &str) -> Result<String> {
    let rules: Vec<_> = rules_by_group().into_iter().filter(|rule| rule.group.name() == name).collect();
    if rules.is_empty() {
        bail!("unknown rule `{name}`: {}", rule_suggestion(name, &rule_and_group_names()));
    }
    let list: String = rules.iter().map(|rule| format!("- `{}`: {}\n", rule.name, rule.summary())).collect();
    Ok(format!(
        "# {name}\n\nA group of rules.\n\n{list}\nTo turn all of it off, in `ibid.toml`:\n\n```toml\n[rules]\n{name} = \"off\"\n```\n"
    ))
}

/// Tells how drafts are judged: those that `path` stands for.
fn explain_draft(args: &Args, path: &PathBuf) -> Result<i32> {
    let gathered = args.inputs.gather(std::slice::from_ref(path))?;
    let (mut failed, mut pages) = (gathered.failed, Vec::new());
    for input in &gathered.drafts {
        match load(input).map(|source| catch_unwind(AssertUnwindSafe(|| draft::page(input, &source)))) {
            Ok(Ok(page)) => pages.push(page),
            Ok(Err(_)) => bail!("{}: ibid failed on this draft, which is a fault in ibid", input.shown),
            Err(error) => failed |= refuse(input, &error, args.inputs.quiet),
        }
    }
    output::print(&pages.join("\n"))?;
    Ok(if failed { FAILED } else { OK })
}
