//! Measures who ibid takes to say what, and what its rules on attribution report.
//!
//! ```text
//! cargo run --release --example score_attribution -- polnear.tsv=dev labelled/ manuals/
//! ```
//!
//! A file is tab-separated with the columns `text` and `label`, `doc` where documents are known, and `split` if `=` and a split follow
//! its name. Where its labels are `named`, `pronoun`, `unnamed`, `nosource` and `none`, what ibid reads in each sentence is held against
//! them; of any file, the share of sentences that the rules report, four of a document to a paragraph. A folder holds Markdown and, if
//! it is labelled, `gold.jsonl`: an object a line with `file`, `start`, `end`, `kind` and `need` (`must`, `may` or `not`), and
//! `rules.json`: the rules that answer each kind. `docs/claims.md` says what the figures mean.

mod folder;
mod sentences;
#[path = "../train_score/records.rs"]
mod table;

use ibid::check::Draft;
use ibid::claim::Strictness;
use ibid::config::Settings;
use ibid::finding::Finding;
use ibid::rules::Group;
use std::path::Path;
use std::sync::Arc;

/// The operating points, from few findings to many.
const POINTS: [Strictness; 3] = [Strictness::Relaxed, Strictness::Standard, Strictness::Strict];

fn main() -> anyhow::Result<()> {
    for argument in std::env::args().skip(1) {
        println!("\n{argument}");
        let (path, split) = argument.split_once('=').map_or((&*argument, None), |(path, split)| (path, Some(split)));
        if Path::new(path).is_dir() {
            folder::report(Path::new(path))?;
        } else {
            sentences::report(Path::new(path), split)?;
        }
    }
    Ok(())
}

/// What the rules on attribution find in a text.
fn found(text: &str, strictness: Strictness) -> Vec<Finding> {
    let settings = Settings { strictness, ..Settings::default() };
    let mut findings = Draft::new(text, Arc::new(settings)).check();
    findings.retain(|finding| finding.rule.group == Group::Attribution);
    findings
}

/// Precision, recall and F1, as a row prints them.
fn rates(hits: usize, said: usize, gold: usize) -> String {
    let share = |of: usize| hits as f64 / of.max(1) as f64;
    let (precision, recall) = (share(said), share(gold));
    let f1 = 2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE);
    format!("precision {precision:.3}  recall {recall:.3}  F1 {f1:.3}")
}
