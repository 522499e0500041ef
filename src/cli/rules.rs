//! `ibid rules`

use super::{OK, output};
use crate::config::rules_by_group;
use crate::finding::Severity;
use crate::rules::{Fixable, Group, Rule};
use anyhow::Result;
use serde::Serialize;
use std::fmt::Write;

/// List the rules
#[derive(Debug, clap::Args)]
pub struct Args {
    /// How to list them
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// A table, for a person
    Human,
    /// One JSON object
    Json,
}

#[derive(Serialize)]
struct Listed {
    version: u32,
    rules: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    name: &'static str,
    group: Group,
    severity: Severity,
    on: bool,
    fixable: &'static str,
    summary: &'static str,
}

/// Prints the list and returns the exit code.
pub fn run(args: &Args) -> Result<i32> {
    let rows: Vec<Row> = rules_by_group().into_iter().map(row).collect();
    match args.format {
        Format::Human => output::print(&table(&rows)?)?,
        Format::Json => output::print(&(serde_json::to_string(&Listed { version: 1, rules: rows })? + "\n"))?,
    }
    Ok(OK)
}

fn row(rule: &'static Rule) -> Row {
    let fixable = match rule.fixable {
        Fixable::Never => "never",
        Fixable::Sometimes => "sometimes",
        Fixable::Always => "always",
    };
    let Rule { name, group, severity, on, .. } = *rule;
    Row { name, group, severity, on, fixable, summary: rule.summary() }
}

fn table(rows: &[Row]) -> Result<String> {
    let name = rows.iter().map(|row| row.name.len()).max().unwrap_or(0).max("RULE".len());
    let mut table = format!("{:name$}  {:11}  {:11}  {:9}  SUMMARY\n", "RULE", "GROUP", "SEVERITY", "FIXABLE");
    for row in rows {
        let level = if row.on { serde_json::to_value(row.severity)? } else { "off".into() };
        let level = level.as_str().unwrap_or_default();
        let (group, fixable, summary) = (row.group.name(), row.fixable, row.summary);
        writeln!(table, "{:name$}  {group:11}  {level:11}  {fixable:9}  {summary}", row.name)?;
    }
    Ok(table)
}
