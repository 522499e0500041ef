//! `ibid explain`

use super::{OK, output};
use crate::config::{rule_and_group_names, rule_suggestion, rules_by_group};
use crate::rules::{Rule, rule};
use anyhow::{Result, bail};

/// Print what a rule finds and why, with examples
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
    output::print(&page)?;
    Ok(OK)
}

/// A rule's page, with how to silence it.
pub fn page(rule: &Rule) -> String {
    let page = rule.page.trim_end();
    format!("{page}\n\n{}", silence(rule.name))
}

fn silence(name: &str) -> String {
    format!(
        "## How to silence\n\n\
         In one place, with a comment before the paragraph or at the end of its line, which says why:\n\n\
         ```md\n<!-- ibid-ignore {name}: why it is right here -->\n```\n\n\
         From one place to another:\n\n\
         ```md\n<!-- ibid-disable {name} -->\n…\n<!-- ibid-enable {name} -->\n```\n\n\
         Everywhere, in `ibid.toml`:\n\n\
         ```toml\n[rules]\n{name} = \"off\"\n```\n"
    )
}

/// The rules of a group.
fn group(name: &str) -> Result<String> {
    let rules: Vec<_> = rules_by_group().into_iter().filter(|rule| rule.group.name() == name).collect();
    if rules.is_empty() {
        bail!("unknown rule `{name}`: {}", rule_suggestion(name, &rule_and_group_names()));
    }
    let list: String = rules.iter().map(|rule| format!("- `{}`: {}\n", rule.name, rule.summary())).collect();
    Ok(format!("# {name}\n\nA group of rules.\n\n{list}\n{}", silence(name)))
}
