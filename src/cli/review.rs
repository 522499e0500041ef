//! Reading and checking drafts, several at a time.

use super::inputs::{Gathered, Input, Inputs, Only, short};
use super::output::{complain, warn};
use crate::bibliography::Library;
use crate::check::{Cited, Draft, Faults, Stock, check_shelf, in_bulk};
use crate::finding::{Finding, Fix, Safety};
use crate::text::Text;
use crate::workspace::{Locks, ReadError, decode, read, read_bibliography, read_up_to_limit};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// A draft that was checked.
#[derive(Debug)]
pub struct Reviewed {
    /// Its path, as the writer knows it.
    pub shown: String,
    /// Its text.
    pub source: String,
    /// The same, for line numbers.
    pub text: Text,
    /// What was found, by start.
    pub findings: Vec<Found>,
}

/// A draft that was checked, and what it was checked against.
struct Looked {
    reviewed: Reviewed,
    library: Arc<Library>,
    cited: Cited,
    faults: Faults,
}

/// A finding and what would mend it.
#[derive(Debug)]
pub struct Found {
    /// The finding.
    pub finding: Finding,
    /// Its fixes, the likeliest first.
    pub fixes: Vec<Fix>,
}

impl Found {
    /// Whether `ibid fix` mends it.
    pub fn is_fixable(&self, safety: Safety) -> bool {
        let bulk = |fix: &Fix| in_bulk(&self.finding, fix, safety);
        self.fixes.iter().any(|fix| bulk(fix) && (!fix.edits.is_empty() || fix.elsewhere.is_some()))
    }
}

/// What became of a run.
#[derive(Debug)]
pub struct Review {
    /// The drafts with findings, by path.
    pub drafts: Vec<Reviewed>,
    /// How many drafts were checked.
    pub checked: usize,
    /// Whether something could not be read; it has been said.
    pub failed: bool,
}

/// Checks the drafts. Says what could not be read.
pub fn review(gathered: Gathered, options: &Inputs) -> Review {
    let quiet = options.quiet;
    let Gathered { drafts, mut failed, only } = gathered;
    let progress = super::progress::Progress::start(drafts.len(), "Checked", quiet);
    let results: Vec<_> = drafts
        .par_iter()
        .map(|input| {
            let reviewed = load(input).map(|source| look(input, source, &only));
            progress.step();
            reviewed
        })
        .collect();
    drop(progress);
    let mut review = Review { drafts: Vec::new(), checked: 0, failed: false };
    let mut all_cited = Cited::by_all();
    let mut shelves = BTreeMap::new();
    for (input, result) in drafts.iter().zip(results) {
        match result {
            Ok(Some(Looked { reviewed, library, cited, faults })) => {
                failed |= input.tell(&faults, options.excerpts);
                all_cited.merge(cited);
                review.checked += 1;
                for shelf in &library.shelves {
                    shelves.entry(shelf.place.clone()).or_insert((Arc::clone(shelf), &input.settings));
                }
                if !reviewed.findings.is_empty() {
                    review.drafts.push(reviewed);
                }
            }
            Ok(None) => {
                complain(&format!("{}: ibid failed on this draft, which is a fault in ibid", input.shown));
                failed = true;
            }
            Err(error) => failed |= refuse(input, &error, quiet),
        }
    }
    let locks = Locks::default();
    for (shelf, settings) in shelves.into_values() {
        let faults = Faults::default();
        let locked = locks.of(&shelf.place, &settings.retraction_watch);
        if let (Some(unread), Some(input)) = (&locked.problem, drafts.first()) {
            input.complain(unread);
        }
        let lock = locked.lock;
        let stock = Stock { shelf: &shelf, cited: &all_cited, settings, lock: &lock };
        review.drafts.extend(look_at_shelf(&stock, &only, &faults));
        for fault in faults.untold() {
            complain(&format!("{}: {}", short(&shelf.place), fault.told(options.excerpts)));
            failed = true;
        }
    }
    review.drafts.sort_by(|a, b| a.shown.cmp(&b.shown));
    if drafts.is_empty() && !failed && !quiet {
        warn("no drafts there: no Markdown files, or all of them ignored");
    }
    review.failed = failed || drafts.first().is_some_and(Input::has_unread);
    review
}

/// Reads a draft.
pub fn load(input: &Input) -> Result<String, ReadError> {
    match &input.file {
        Some(path) => read(path),
        None => decode(read_up_to_limit(std::io::stdin().lock())?),
    }
}

/// Says why a draft was not read. Returns whether that is a failure: a walk may meet what is no draft.
pub fn refuse(input: &Input, error: &ReadError, quiet: bool) -> bool {
    let message = format!("{}: {error}", input.shown);
    let passed_over = !input.named && error.is_no_draft();
    if !passed_over {
        complain(&message);
    } else if !quiet {
        warn(&message);
    }
    !passed_over
}

/// Checks one draft; `None` if ibid could not even read it, which must not cost the others their findings.
fn look(input: &Input, source: String, only: &Only) -> Option<Looked> {
    let faults = Faults::default();
    let checked = catch_unwind(AssertUnwindSafe(|| {
        let mut draft = Draft::new(&source, input.settings.clone());
        draft.contain(&faults);
        input.supply(&mut draft);
        let mut findings = draft.check();
        findings.retain(|finding| only.wants(finding.rule.name));
        let fixes = draft.fixes(&findings);
        let findings = findings.into_iter().zip(fixes).map(|(finding, fixes)| Found { finding, fixes }).collect();
        let mut cited = Cited::default();
        cited.add(&draft);
        (draft.text().clone(), findings, Arc::clone(draft.library()), cited)
    }));
    let (text, findings, library, cited) = checked.ok()?;
    Some(Looked { reviewed: Reviewed { shown: input.shown.clone(), source, text, findings }, library, cited, faults })
}

/// What is wrong in a bibliography that drafts use; `None` if nothing is.
fn look_at_shelf(stock: &Stock<'_>, only: &Only, faults: &Faults) -> Option<Reviewed> {
    let shelf = stock.shelf;
    let mut findings = check_shelf(stock, Some(faults));
    findings.retain(|finding| only.wants(finding.rule.name));
    if findings.is_empty() {
        return None;
    }
    let source = read_bibliography(&shelf.place).ok()?;
    let text = Text::new(&source);
    let findings = findings.into_iter().map(|finding| Found { finding, fixes: Vec::new() }).collect();
    Some(Reviewed { shown: short(&shelf.place), source, text, findings })
}
