//! A lock as it is read.

use super::sides::sides;
use super::{Lock, Record};
use crate::evidence::clean;
use serde::Deserialize;
use std::collections::HashMap;
use std::ops::Range;

/// The version of the format that this program writes, and the last that it reads.
pub const VERSION: i64 = 1;
/// Of a list in a lock no more is read: figures, quotations, authors.
const MOST: usize = 10_000;
/// Of tables of one source no more are read: writers leave one, and branches that are merged by hand two or three.
const TABLES: usize = 8;

/// Why a lock could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where, in bytes of the text.
    pub range: Range<usize>,
    /// What is wrong, and what to do.
    pub message: String,
}

#[derive(Deserialize)]
struct File {
    #[serde(default)]
    version: Option<i64>,
    #[serde(default)]
    source: Vec<Record>,
    #[serde(flatten)]
    other: toml::Table,
}

/// Reads the text of a lock. One that git could not merge is read as what both sides know together.
pub fn read(source: &str) -> Result<Lock, Problem> {
    let mut lock: Option<Lock> = None;
    let bare = source.trim_start_matches('\u{feff}');
    let mark = source.len() - bare.len();
    for side in sides(bare) {
        let placed = |problem: Problem| {
            let range = problem.range.start + mark..problem.range.end + mark;
            Problem { range, ..problem }
        };
        let side = one(&side).map_err(placed)?;
        match &mut lock {
            Some(lock) => lock.merge(side),
            None => lock = Some(side),
        }
    }
    Ok(lock.unwrap_or_default())
}

fn one(source: &str) -> Result<Lock, Problem> {
    let file: File = toml::from_str(source).map_err(|error| Problem {
        range: error.span().unwrap_or_default(),
        message: format!(
            "This lock cannot be read: {}; mend that line, or remove the file and check the sources again",
            error.message().trim_end_matches(['\n', '.'])
        ),
    })?;
    if let Some(version) = file.version.filter(|version| *version > VERSION) {
        let message =
            format!("This lock is of version {version}, and this ibid reads versions up to {VERSION}; update it");
        return Err(Problem { range: 0..0, message });
    }
    let mut lock = Lock { other: file.other, ..Lock::default() };
    let mut tables: HashMap<String, usize> = HashMap::new();
    for mut record in file.source.into_iter().filter(|record| is_id(&record.id)) {
        let number = tables.entry(record.id.clone()).or_default();
        *number += 1;
        if *number > TABLES {
            continue;
        }
        clean_up(&mut record);
        lock.merge(Lock { sources: [(record.id.clone(), record)].into(), ..Lock::default() });
    }
    lock.sources.values_mut().for_each(|record| record.quotes.truncate(MOST));
    Ok(lock)
}

fn is_id(id: &str) -> bool {
    !id.is_empty() && !id.chars().any(|c| c.is_control() || c.is_whitespace())
}

/// Leaves of a record what it may say, since anybody may have written it: no signs that are not seen, no address but of the web.
fn clean_up(record: &mut Record) {
    let lists = [
        &mut record.titles,
        &mut record.authors,
        &mut record.editors,
        &mut record.containers,
        &mut record.issued,
        &mut record.failures,
        &mut record.figures,
    ];
    for list in lists {
        list.truncate(MOST);
        list.iter_mut().for_each(|text| *text = clean::field(text));
    }
    let texts = [&mut record.kind, &mut record.title, &mut record.container, &mut record.registry];
    texts
        .into_iter()
        .chain([&mut record.notice, &mut record.reader, &mut record.layout])
        .flatten()
        .for_each(|text| *text = clean::field(text));
    record.archive = record.archive.as_deref().and_then(clean::address);
    record.address = record.address.as_deref().and_then(clean::address);
    record.status = clean::line(&record.status, 4096);
    record.retrieved = super::days(&record.retrieved).map_or_else(String::new, |_| clean::line(&record.retrieved, 10));
    record.failures.retain(|day| super::days(day).is_some());
    record.quotes.truncate(MOST);
    for quote in &mut record.quotes {
        quote.day = quote.day.take().filter(|day| super::days(day).is_some()).map(|day| clean::line(&day, 10));
        for text in [&mut quote.exact, &mut quote.prefix, &mut quote.suffix, &mut quote.hidden] {
            *text = clean::passage(text);
        }
    }
}
