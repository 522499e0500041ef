//! Looking up all that a plan wants, several at a time, in an order that spreads over hosts.

use super::keep::Found;
use super::plan::{Plan, Wanted};
use super::{page, work};
use crate::bibliography::Identity;
use crate::lock::{Lock, Record};
use crate::web::{Budget, Run};
use std::collections::BTreeMap;
use std::time::Duration;
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

/// Looks each source up and calls `told` with what came of it, in whatever order that comes. `known` is what was known before, `today` the
/// day, `2026-11-23`. A source that ibid fails on costs no other.
pub async fn look_up(run: &Run, plan: Plan, known: &Lock, today: &str, mut told: impl FnMut(Found)) {
    let mut queue = spread(plan).into_iter();
    let mut busy = JoinSet::new();
    loop {
        while busy.len() < TOGETHER
            && let Some((id, wanted)) = queue.next()
        {
            let (run, before, today) = (run.clone(), known.sources.get(&id).cloned(), today.to_owned());
            busy.spawn(async move { look(&run, &wanted, before.as_ref(), &today).await });
        }
        match busy.join_next().await {
            Some(Ok(found)) => told(found),
            Some(Err(_)) => {}
            None => return,
        }
    }
}

/// Looks one source up.
pub async fn look(run: &Run, wanted: &Wanted, before: Option<&Record>, today: &str) -> Found {
    match wanted.identity {
        Identity::Address(_) => page::look(run, wanted, before, today).await,
        _ => work::look(run, wanted, before, today).await,
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
