//! What the lock says of the sources of drafts. Nothing is looked up.

use super::table::{columns, short};
use crate::cli::inputs::Gathered;
use crate::cli::review::{load, refuse};
use crate::lock::{Lock, Record, hash};
use crate::verify::Plan;
use crate::workspace::{load_lock, lock_place};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

/// How wide the first columns may be, in characters.
const WIDTHS: [usize; 2] = [48, 40];

/// Each source of the drafts by its identity, with what is known of it.
pub fn known(gathered: &Gathered, quiet: bool, failed: &mut bool) -> BTreeMap<String, Option<Record>> {
    let mut locks: BTreeMap<PathBuf, Arc<Lock>> = BTreeMap::new();
    let mut all: BTreeMap<String, Option<Record>> = BTreeMap::new();
    let mut said = BTreeSet::new();
    for input in &gathered.drafts {
        let source = match load(input) {
            Ok(source) => source,
            Err(error) => {
                *failed |= refuse(input, &error, quiet);
                continue;
            }
        };
        let file = lock_place(input.place());
        let lock = locks.entry(file.clone()).or_insert_with(|| {
            let locked = load_lock(&file);
            if let Some(problem) = &locked.problem {
                input.complain(problem);
                *failed = true;
            }
            locked.lock
        });
        let mut plan = Plan::default();
        plan.add(&input.draft(&source), None);
        for (id, wanted) in plan.wanted {
            said.extend(wanted.quotations.iter().map(|words| hash::of_quotation(words)));
            let record = lock.sources.get(&id).cloned();
            all.entry(id).or_insert(record);
        }
    }
    // What these drafts say, not what others do that have the same lock, or said once.
    for record in all.values_mut().flatten() {
        record.quotes.retain(|quote| said.contains(&quote.hash));
    }
    all
}

/// A row a source: what it is known by, what came of looking it up, when, and its title.
pub fn table(known: &BTreeMap<String, Option<Record>>) -> String {
    let row = |(id, record): (&String, &Option<Record>)| {
        let id = short(id.trim_start_matches("https://"), WIDTHS[0]);
        match record {
            Some(record) => {
                [id, record.words(), record.retrieved.clone(), short(record.title.as_deref().unwrap_or(""), WIDTHS[1])]
            }
            None => [id, "not looked up".to_owned(), String::new(), String::new()],
        }
    };
    let rows: Vec<[String; 4]> = known.iter().map(row).collect();
    columns(["SOURCE", "STATE", "SINCE", "TITLE"], &rows)
}

/// The same for programs: one JSON object, the records by identity; `null` for what was not looked up.
pub fn object(known: &BTreeMap<String, Option<Record>>) -> anyhow::Result<String> {
    Ok(serde_json::to_string_pretty(&serde_json::json!({ "sources": known }))? + "\n")
}
