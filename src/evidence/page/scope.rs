//! How much of the work a page's text holds.

use super::gather::Gathered;
use super::{Body, Origin, Page, Said, Scope};
use crate::bibliography::Identity;
use crate::evidence::{clean, link};

/// Fewer visible characters than this are hardly a page.
const HARDLY: usize = 200;
/// As many bytes of scripts make a page.
const SCRIPTED: usize = 50 * 1024;
/// A scholarly page of fewer characters shows an abstract.
const ABSTRACT: usize = 8000;

/// The scope of a page of the web.
pub fn html(page: &mut Page, gathered: &Gathered) {
    let length = page.text.chars().take(ABSTRACT + 1).count();
    let scripted = gathered.script > SCRIPTED || (gathered.wants_scripts && gathered.script + gathered.scripts > 0);
    let scholarly = gathered.meta(&["citation_title"]).is_some()
        && gathered
            .meta(&["citation_doi", "citation_journal_title", "citation_pdf_url", "citation_abstract_html_url"])
            .is_some();
    page.scope = match () {
        () if length == 0 || (length < HARDLY && scripted) => Scope::None,
        () if page.free == Some(false) => Scope::Partial,
        () if scholarly && length <= ABSTRACT => Scope::Abstract,
        () => Scope::Full,
    };
}

/// What the answer's `Link` header says: what to cite it as, and where metadata lie.
pub fn header(page: &mut Page, body: &Body) {
    for link in link::links(body.link.unwrap_or_default()) {
        if link.is("cite-as")
            && let Some(Identity::Doi(name)) = Identity::address(&link.to)
        {
            page.doi = Some(Said { value: clean::field(&name), from: Origin::Header });
        }
        if link.is("describedby") && page.described_by.len() < 20 {
            page.described_by.extend(clean::address(&link.to));
        }
    }
}
