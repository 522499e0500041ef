//! A copy of a page that is gone: the latest that still holds what drafts quote.

use super::fetched::Fetched;
use super::plan::Wanted;
use super::run::Means;
use crate::evidence::archive::{Copies, Memento, captures, is_memento, latest, nearest};
use crate::evidence::quote::{Verdict, find};
use crate::lock::Record;
use crate::web::{Ask, Run, Service, Stamp};

/// So many copies are read in search of one that holds the quotations.
const TRIES: usize = 3;

/// The address of a copy that was looked at, and holds what is quoted; `None` if there is none, or if it could not be told.
pub async fn copy(means: &Means, ask: &Ask, wanted: &Wanted, before: Option<&Record>) -> Option<String> {
    let day = before.map(|before| before.retrieved.as_str()).unwrap_or_default();
    for memento in candidates(&means.run, ask, day).await.into_iter().take(TRIES) {
        if holds(means, ask, &memento, &wanted.quotations).await {
            return Some(memento.address);
        }
    }
    None
}

/// The copies worth a look: the one nearest to the day on which the page was last read, then the latest.
async fn candidates(run: &Run, ask: &Ask, day: &str) -> Vec<Memento> {
    let answer = run.get(Service::Captures, ask).await;
    let listed = match &answer.outcome {
        Ok(reply) => captures(reply.status, &reply.body),
        Err(_) => Copies::None,
    };
    if let Copies::Some(mut all) = listed {
        let near = if day.is_empty() { None } else { nearest(&all, day).cloned() };
        all.reverse();
        all.retain(|memento| Some(memento) != near.as_ref());
        return near.into_iter().chain(all).collect();
    }
    // The list is often busy; where the page without a time leads is not.
    let answer = run.get(Service::Latest, ask).await;
    match answer.outcome.as_ref().map(|reply| latest(reply.status, reply.header("location"))) {
        Ok(Copies::Some(all)) => all,
        _ => Vec::new(),
    }
}

/// Whether a copy is one, and holds every quotation.
async fn holds(means: &Means, ask: &Ask, memento: &Memento, quotations: &[String]) -> bool {
    let Some(stamp) = Stamp::new(&memento.stamp) else { return false };
    let answer = means.run.get(Service::Memento(stamp), ask).await;
    let there = matches!(&answer.outcome, Ok(reply) if is_memento(reply.status, reply.header("memento-datetime")));
    if !there {
        return false;
    }
    let Some(text) = Fetched::read(means, &answer).await.text() else { return false };
    quotations
        .iter()
        .all(|quotation| matches!(find(quotation, &text.source), Verdict::Found(_) | Verdict::Hidden { .. }))
}
