//! Looking up all that a plan wants, several at a time, in an order that spreads over hosts.

use super::keep::Found;
use super::plan::{Plan, Wanted};
use super::{page, work};
use crate::bibliography::Identity;
use crate::lock::{Lock, Record};
use crate::web::{Budget, Run};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

/// So many sources are under way at the same time; the net has manners of its own for each host.
const TOGETHER: usize = 8;
/// A run takes no longer than this; what is left is said to be unknown.
const LONGEST: Duration = Duration::from_secs(30 * 60);

/// What a run may cost that looks up all sources of a writer's drafts; a `fresh` one passes over what is kept from earlier looks, and asks
/// leave of the sites.
pub fn budget(fresh: bool) -> Budget {
    Budget { time: LONGEST, fresh, robots: fresh, ..Budget::default() }
}

/// So many PDFs are read at the same time, each in half a gigabyte at most.
const READERS: usize = 2;

/// What every look of a run needs.
#[derive(Clone, Debug)]
pub struct Means {
    /// The way to the net.
    pub run: Run,
    /// The program that reads PDFs when it is started with [`crate::extract::COMMAND`], which is ibid itself; without one none is read.
    pub program: Option<PathBuf>,
    /// The day, `2026-11-23`.
    pub today: String,
    /// Turns at reading PDFs.
    pub readers: Arc<Semaphore>,
}

impl Means {
    /// What a run needs on the day `today`.
    pub fn new(run: Run, program: Option<PathBuf>, today: String) -> Self {
        Self { run, program, today, readers: Arc::new(Semaphore::new(READERS)) }
    }
}

/// Looks each source up and calls `told` with what came of it, in whatever order that comes. `known` is what was known before. A source that
/// ibid fails on costs no other.
pub async fn look_up(means: &Means, plan: Plan, known: &Lock, mut told: impl FnMut(Found)) {
    let mut queue = spread(plan).into_iter();
    let mut busy = JoinSet::new();
    loop {
        while busy.len() < TOGETHER
            && let Some((id, wanted)) = queue.next()
        {
            let (means, before) = (means.clone(), known.sources.get(&id).cloned());
            busy.spawn(async move { look(&means, &wanted, before.as_ref()).await });
        }
        match busy.join_next().await {
            Some(Ok(found)) => told(found),
            Some(Err(_)) => {}
            None => return,
        }
    }
}

/// Looks one source up.
pub async fn look(means: &Means, wanted: &Wanted, before: Option<&Record>) -> Found {
    match wanted.identity {
        Identity::Address(_) => page::look(means, wanted, before).await,
        _ => work::look(means, wanted, before).await,
    }
}

/// What a plan wants, one of each host in turn, so that no host makes all others wait.
fn spread(plan: Plan) -> Vec<(String, Wanted)> {
    let mut hosts: BTreeMap<String, Vec<(String, Wanted)>> = BTreeMap::new();
    for (id, wanted) in plan.wanted {
        let host = match &wanted.identity {
            Identity::Address(page) => page.split('/').next().unwrap_or_default().to_owned(),
            other => other.kind().to_owned(),
        };
        hosts.entry(host).or_default().push((id, wanted));
    }
    let mut turns: Vec<(usize, (String, Wanted))> = Vec::new();
    for own in hosts.into_values() {
        turns.extend(own.into_iter().enumerate());
    }
    turns.sort_by_key(|(turn, _)| *turn);
    turns.into_iter().map(|(_, wanted)| wanted).collect()
}
