//! `ibid explain`

use super::{OK, output};
use crate::config::{rule_and_group_names, rule_suggestion, rules_by_group};
use crate::rules::{page, rule};
use anyhow::{Result, bail};

/// Print what a rule finds and why, with examples and how to silence it
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The rule's name, or a group's
    #[arg(value_name = "RULE")]
    name: String,
}

/// Prints the page and returns the exit code.
pub fn run(args: &Args) -> Result<i32> {
    let name = args.name.as_str();
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
