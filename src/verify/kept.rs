//! What sources say as far as it is still at hand from earlier looks. Nobody is asked.

use super::fetched::Fetched;
use crate::bibliography::Identity;
use crate::evidence::quote::{Layout, Source};
use crate::evidence::registry::{Lookup, arxiv, crossref, datacite};
use crate::web::{self, Ask, Service};
use std::path::Path;

/// A reply of more bytes is not read: a person waits for what it says.
const LARGEST: u64 = 4 << 20;

/// The text of a source, from the replies that are kept in `folder`: of a page what it shows, of a work its abstract. `address` is the one
/// that the lock has of it, if it has one of its own.
pub fn kept(identity: &Identity, address: Option<&str>, folder: &Path) -> Option<Source> {
    let name = identity.name();
    let body = |service: Service, ask: Option<Ask>, read: &dyn Fn(u16, &[u8]) -> Option<Lookup>| {
        let reply = web::kept(folder, service, &ask?, LARGEST)?.outcome.ok()?;
        match read(reply.status, &reply.body)? {
            Lookup::Found(found) => Some(found.abstract_text).filter(|text| !text.is_empty()),
            _ => None,
        }
    };
    let words = match identity {
        Identity::Address(page) => {
            let ask = Ask::url(&address.map_or_else(|| format!("https://{page}"), str::to_owned))?;
            let answer = web::kept(folder, Service::Page, &ask, LARGEST)?;
            return Some(Fetched::of(&answer).text()?.source);
        }
        Identity::Doi(_) => {
            let known = body(Service::Crossref, Ask::doi(name), &|status, body| Some(crossref::read(status, body)));
            known
                .or_else(|| body(Service::DataCite, Ask::doi(name), &|status, body| Some(datacite::read(status, body))))
        }
        Identity::Arxiv(_) => {
            body(Service::Arxiv, Ask::arxiv(name), &|status, body| arxiv::read(status, body, &[name]).pop())
        }
        Identity::Pmid(_) | Identity::Isbn(_) | Identity::Entry(_) | Identity::Text(_) => None,
    };
    Some(Source::new(words?, Layout::Flowing))
}
