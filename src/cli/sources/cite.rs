//! `ibid sources cite`: references fetched and printed, with where each field came from.

use super::online::allowed;
use crate::bibliography::{Identity, Style, bibtex, csl, of_work};
use crate::citation::identifier::identifiers;
use crate::citation::source::work_key;
use crate::cli::output::{complain, print, tell, warn};
use crate::cli::{FAILED, OK};
use crate::verify::{Reference, brief_budget, fetch};
use crate::web::{self, Limits, Web};
use crate::workspace::{in_force, today};
use anyhow::{Context, Result};
use std::collections::HashSet;
use std::path::Path;

/// What to cite, and how.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Addresses, DOIs, arXiv numbers, ISBNs, PMIDs
    #[arg(value_name = "SOURCE", required = true)]
    sources: Vec<String>,

    /// How to print them
    #[arg(long, value_enum, default_value_t = Format::Markdown)]
    format: Format,

    /// Allow the net for this run, whatever your configuration says
    #[arg(long)]
    online: bool,

    /// Leave out where each field came from
    #[arg(short, long)]
    quiet: bool,
}

/// The forms of a reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// A line as in a list of references
    Markdown,
    /// An entry in BibTeX
    Bibtex,
    /// Items in CSL-JSON
    CslJson,
}

/// Fetches and prints, and returns the exit code.
pub fn run(args: &Args) -> Result<i32> {
    let mut failed = false;
    let mut wanted = Vec::new();
    for text in &args.sources {
        match read(text) {
            Some((identity, address)) => wanted.push((text, identity, address)),
            None => {
                complain(&format!("`{text}` is no address, DOI, arXiv number, ISBN or PMID"));
                failed = true;
            }
        }
    }
    if wanted.is_empty() {
        return Ok(FAILED);
    }
    // As for a draft here.
    let settings = in_force(Path::new("reference.md"), None).settings;
    allowed(std::iter::once(&*settings), wanted.len(), args.online)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().context("no way to the net")?;
    let choices = web::Settings::of_user(settings.mail.as_deref(), settings.proxy.as_deref());
    let web = Web::new(choices, Limits::default());
    let mut references = Vec::new();
    for (text, identity, address) in wanted {
        let run = web.run(brief_budget());
        match runtime.block_on(fetch(&run, &identity, address, &today())) {
            Ok(reference) => {
                if !args.quiet {
                    tell(&format!("{text}: {}", reference.told()));
                }
                references.push(reference);
            }
            Err(why) => {
                warn(&format!("{text}: {why}"));
                failed = true;
            }
        }
    }
    print(&printed(&references, args.format)?)?;
    Ok(if failed { FAILED } else { OK })
}

/// What is meant, and its address if it is one.
fn read(text: &str) -> Option<(Identity, Option<&str>)> {
    let text = text.trim();
    if text.contains("://") {
        return Identity::address(text).map(|identity| (identity, Some(text)));
    }
    let labelled = identifiers(text).into_iter().next().filter(|(range, _)| range.start == 0);
    let bare = || Identity::arxiv(text).or_else(|| Identity::isbn(text));
    labelled.map(|(_, identity)| identity).or_else(bare).map(|identity| (identity, None))
}

fn printed(references: &[Reference], format: Format) -> Result<String> {
    let mut taken = HashSet::new();
    let keyed = references.iter().map(|reference| {
        let base = work_key(&reference.work);
        let mut key = base.clone();
        let mut number = 1;
        while !taken.insert(key.clone()) {
            number += 1;
            key = format!("{base}-{number}");
        }
        (key, &reference.work)
    });
    Ok(match format {
        Format::Markdown => {
            keyed.map(|(_, work)| of_work(work, Style::default()) + "\n").collect::<Vec<_>>().join("\n")
        }
        Format::Bibtex => keyed.map(|(key, work)| bibtex(&key, work)).collect::<Vec<_>>().join("\n"),
        Format::CslJson => {
            let items: Vec<_> = keyed.map(|(key, work)| csl(&key, work)).collect();
            serde_json::to_string_pretty(&items)? + "\n"
        }
    })
}
