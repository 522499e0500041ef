//! A work looked up by its number, at the registry that must know it.

use super::fetched::failure_of;
use super::keep::{Found, Text, keep};
use super::page::doi;
use super::plan::Wanted;
use super::run::Means;
use crate::bibliography::Identity;
use crate::evidence::mismatch::same_title;
use crate::evidence::outcome::{Doubt, Outcome, Presence};
use crate::evidence::page::Page;
use crate::evidence::quote::{Layout, Source};
use crate::evidence::registry::{self, Lookup, arxiv, crossref, datacite, handle, open_library, pubmed};
use crate::evidence::retraction::standing;
use crate::lock::{self, Record, write_name};
use crate::web::{Answer, Ask, Run, Service};
use std::collections::BTreeSet;

/// Looks a work up.
pub async fn look(means: &Means, wanted: &Wanted, before: Option<&Record>) -> Found {
    let mut now = Record { id: lock::id(&wanted.identity).unwrap_or_default(), ..Record::default() };
    let (outcome, found) = ask(&means.run, &wanted.identity).await;
    let mut text = None;
    if let Some(found) = &found {
        describe(&mut now, found);
        if !found.abstract_text.is_empty() {
            let source = Source::new(found.abstract_text.clone(), Layout::Flowing);
            text = Some(Text { source, whole: false, scope: "abstract", reader: None });
        }
    }
    let record = keep(wanted, &outcome, text.as_ref(), now, before, &means.today);
    Found { record, text: text.map(|text| text.source.text) }
}

/// What became of the work that a page says it is, and by its title is too, in the lock's words; what was `known` of that before, where its
/// registry does not answer.
pub async fn notice_of_page(run: &Run, page: &Page, known: Option<String>) -> Option<String> {
    match ask(run, &doi(page)?).await {
        (_, Some(found)) => notice(&found).filter(|_| is_of(page, &found)),
        (Outcome::Absent(_), None) => None,
        (Outcome::Present(_) | Outcome::Unknown(_), None) => known,
    }
}

/// Whether the work is there, and what its registry knows of it.
pub async fn ask(run: &Run, identity: &Identity) -> (Outcome, Option<registry::Record>) {
    let name = identity.name();
    let lookup = match identity {
        Identity::Doi(_) => return by_doi(run, name).await,
        Identity::Arxiv(_) => by_arxiv(run, name).await,
        Identity::Pmid(_) => {
            one(run, Service::Pubmed, Ask::pmid(name), |status, body| pubmed::read(status, body, &[name]).pop()).await
        }
        // Of a number whose last digit does not fit nobody is asked: that it is mistyped is another finding, and no word of a registry.
        Identity::Isbn(_) => {
            let read = |status, body: &[u8]| Some(open_library::read(status, body, name));
            one(run, Service::OpenLibrary, Ask::isbn(name), read).await
        }
        Identity::Entry(_) | Identity::Address(_) | Identity::Text(_) => Lookup::Unknown(Doubt::Refused),
    };
    match lookup {
        Lookup::Found(found) => (Outcome::Present(Presence::Plain), Some(*found)),
        other => (other.outcome(), None),
    }
}

async fn by_doi(run: &Run, name: &str) -> (Outcome, Option<registry::Record>) {
    let Some(ask) = Ask::doi(name) else { return (Outcome::Unknown(Doubt::Refused), None) };
    let lookup = read(&run.get(Service::Crossref, &ask).await, |status, body| Some(crossref::read(status, body)));
    let lookup = match lookup {
        Lookup::Elsewhere | Lookup::Absent => {
            read(&run.get(Service::DataCite, &ask).await, |status, body| Some(datacite::read(status, body)))
        }
        found => found,
    };
    if let Lookup::Found(found) = lookup {
        return (Outcome::Present(Presence::Plain), Some(*found));
    }
    // Other agencies register works too; the handle knows all of them.
    let answer = run.get(Service::Handle, &ask).await;
    let outcome = match &answer.outcome {
        Ok(reply) => handle::read(reply.status, &reply.body).outcome,
        Err(failure) => Outcome::Unknown(failure_of(*failure).doubt()),
    };
    (outcome, None)
}

/// What arXiv knows; its feed is empty at times for what it has, so that is asked twice.
async fn by_arxiv(run: &Run, name: &str) -> Lookup {
    let ask = || one(run, Service::Arxiv, Ask::arxiv(name), |status, body| arxiv::read(status, body, &[name]).pop());
    match ask().await {
        Lookup::Absent => ask().await,
        told => told,
    }
}

async fn one(run: &Run, service: Service, ask: Option<Ask>, of: impl Fn(u16, &[u8]) -> Option<Lookup>) -> Lookup {
    let Some(ask) = ask else { return Lookup::Unknown(Doubt::Refused) };
    read(&run.get(service, &ask).await, of)
}

fn read(answer: &Answer, of: impl Fn(u16, &[u8]) -> Option<Lookup>) -> Lookup {
    match &answer.outcome {
        Ok(reply) => of(reply.status, &reply.body).unwrap_or(Lookup::Unknown(Doubt::Transient)),
        Err(failure) => Lookup::Unknown(failure_of(*failure).doubt()),
    }
}

/// Whether a page that names a work's DOI is that work's own, and does not only cite it or speak of it.
pub fn is_of(page: &Page, work: &registry::Record) -> bool {
    let Some(said) = &page.title else { return false };
    [&work.title].into_iter().chain(&work.titles).any(|title| same_title(&said.value, title))
}

fn describe(now: &mut Record, found: &registry::Record) {
    let said = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    now.kind = said(found.kind);
    now.title = said(&found.title);
    now.titles = others(&found.titles, &found.title);
    now.authors = found.authors.iter().map(write_name).collect();
    if now.authors.is_empty() {
        now.editors = found.editors.iter().map(write_name).collect();
    }
    now.container = said(&found.container);
    now.containers = others(&found.containers, &found.container);
    now.issued.clone_from(&found.issued);
    now.registry = said(&found.from.name().to_lowercase());
    now.notice = notice(found);
}

/// What else it is called; each once, in order of the alphabet, since registries keep none.
fn others(all: &[String], first: &str) -> Vec<String> {
    let others: BTreeSet<&String> = all.iter().filter(|other| !other.is_empty() && *other != first).collect();
    others.into_iter().take(OTHERS).cloned().collect()
}

/// So many other titles of a work are kept.
const OTHERS: usize = 8;

/// What became of the work: `retraction 2021-03-02`.
fn notice(found: &registry::Record) -> Option<String> {
    let (_, update) = standing(&found.updates);
    update.map(|update| format!("{} {}", update.kind.name(), update.date).trim_end().to_owned())
}
