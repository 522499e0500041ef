//! What a page says of itself, from the most trusted place that says it.

use super::gather::Gathered;
use super::jsonld::{self, Linked};
use super::{Body, Origin, Page, Said};
use crate::bibliography::{Identity, Name};
use crate::evidence::{clean, date, person};

/// Fills a page's fields from what was gathered on the walk.
pub fn fill(page: &mut Page, gathered: &Gathered, body: &Body) {
    page.tab = clean::field(&gathered.title);
    page.heading = clean::field(&gathered.heading);
    page.language = clean::line(&gathered.language, 35);
    page.canonical = canonical(gathered, body.address);
    let shown = gathered.meta(&["og:title"]).map(clean::field).unwrap_or_default();
    let canonical = page.canonical.clone().unwrap_or_default();
    let linked = jsonld::read(&gathered.linked, &[&canonical, body.address, &page.heading, &shown]);
    page.free = linked.free;
    page.kind = kind(gathered, &linked);
    page.container = first(&[
        (
            Origin::Highwire,
            gathered.meta(&["citation_journal_title", "citation_inbook_title", "citation_conference_title"]),
        ),
        (Origin::JsonLd, linked.container.as_deref()),
        (Origin::DublinCore, gathered.meta(&["prism.publicationname", "dc.source", "dcterms.ispartof"])),
        (Origin::OpenGraph, gathered.meta(&["og:site_name"])),
        (Origin::Meta, gathered.meta(&["application-name"])),
    ]);
    page.title = title(page, gathered, &linked);
    page.authors = authors(page, gathered, &linked);
    page.published = published(gathered, &linked);
    page.publisher = first(&[
        (Origin::Highwire, gathered.meta(&["citation_publisher", "citation_technical_report_institution"])),
        (Origin::DublinCore, gathered.meta(&["dc.publisher", "dcterms.publisher"])),
    ]);
    page.volume = first(&[(Origin::Highwire, gathered.meta(&["citation_volume"]))]);
    page.issue = first(&[(Origin::Highwire, gathered.meta(&["citation_issue"]))]);
    page.pages = pages(gathered);
    page.doi = doi(gathered);
}

/// The first value that is not empty when cleaned.
fn first(values: &[(Origin, Option<&str>)]) -> Option<Said<String>> {
    values.iter().find_map(|(from, value)| {
        let value = clean::field(value.as_ref()?);
        (!value.is_empty()).then_some(Said { value, from: *from })
    })
}

fn title(page: &Page, gathered: &Gathered, linked: &Linked) -> Option<Said<String>> {
    let tab = without_site(&page.tab, page.container.as_ref().map_or("", |site| &site.value));
    let shown = gathered
        .meta(&["og:title", "twitter:title"])
        .map(|title| without_site(title, page.container.as_ref().map_or("", |site| &site.value)));
    let heading = Some(page.heading.as_str()).filter(|heading| !heading.is_empty() && tab.starts_with(heading));
    first(&[
        (Origin::Highwire, gathered.meta(&["citation_title"])),
        (Origin::JsonLd, linked.title.as_deref()),
        (Origin::DublinCore, gathered.meta(&["dc.title", "dcterms.title"])),
        (Origin::OpenGraph, shown),
        (Origin::Heading, heading),
        (Origin::Title, Some(tab)),
        (Origin::Heading, Some(&page.heading)),
    ])
}

/// A title without the name of its site behind it.
fn without_site<'a>(title: &'a str, site: &str) -> &'a str {
    if site.is_empty() {
        return title;
    }
    for mark in [" | ", " - ", " \u{2013} ", " \u{2014} ", " \u{b7} ", " : ", " \u{2022} "] {
        if let Some((head, tail)) = title.rsplit_once(mark)
            && !head.trim().is_empty()
            && (tail.trim().to_lowercase() == site.to_lowercase())
        {
            return head.trim();
        }
    }
    title
}

fn authors(page: &Page, gathered: &Gathered, linked: &Linked) -> Option<Said<Vec<Name>>> {
    let site = page.container.as_ref().map(|site| site.value.to_lowercase()).unwrap_or_default();
    let named = |name: &str| -> Vec<Name> {
        gathered
            .all(name)
            .take(200)
            .filter(|text| is_person(text, &site))
            .filter_map(|text| person::person(byline(text)))
            .collect()
    };
    let split: Vec<Name> = gathered
        .all("citation_authors")
        .flat_map(|all| all.split(';'))
        .take(200)
        .filter(|text| is_person(text, &site))
        .filter_map(person::person)
        .collect();
    let linked: Vec<Name> = linked
        .authors
        .iter()
        .filter(|name| is_person(&format!("{} {}", name.given, name.family), &site))
        .cloned()
        .collect();
    let all = [
        (Origin::Highwire, named("citation_author")),
        (Origin::Highwire, split),
        (Origin::JsonLd, linked),
        (Origin::DublinCore, named("dc.creator")),
        (Origin::DublinCore, named("dcterms.creator")),
        (Origin::OpenGraph, named("article:author")),
        (Origin::Meta, named("author")),
        (Origin::Meta, named("parsely-author")),
    ];
    all.into_iter().find(|(_, names)| !names.is_empty()).map(|(from, mut value)| {
        let mut seen = Vec::new();
        value.retain(|name| {
            let key = (name.family.to_lowercase(), name.given.to_lowercase());
            let new = !seen.contains(&key);
            seen.push(key);
            new
        });
        Said { value, from }
    })
}

/// Whether a value names a writer: sites fill the field with addresses, accounts and themselves.
fn is_person(text: &str, site: &str) -> bool {
    let text = byline(text);
    let lower = text.trim().to_lowercase();
    let role = [
        "admin",
        "administrator",
        "staff",
        "editor",
        "editors",
        "author",
        "webmaster",
        "guest",
        "unknown",
        "anonymous",
        "root",
        "user",
        "redaktion",
        "none",
        "null",
        "n/a",
    ];
    let words = text.split_whitespace().count();
    (1..=8).contains(&words)
        && lower != site
        && !role.contains(&lower.as_str())
        && !text.contains(['@', '/', '<', '>', '|', '{', '}', '_', '='])
        && !lower.contains("www.")
        && !text.chars().any(|c| c.is_ascii_digit())
        && text.chars().filter(|c| c.is_alphabetic()).count() >= 2
}

/// `By Ada Okafor`
fn byline(text: &str) -> &str {
    let text = text.trim();
    let by = text.get(..3).filter(|head| head.eq_ignore_ascii_case("by "));
    by.and_then(|_| text.get(3..)).map_or(text, str::trim)
}

fn published(gathered: &Gathered, linked: &Linked) -> Option<Said<String>> {
    let meta = |names: &[&str]| names.iter().find_map(|name| gathered.all(name).find_map(date::iso));
    let marked = gathered.times.iter().find(|(_, published)| *published).and_then(|(time, _)| date::iso(time));
    // One date on a page is its own; of several, any may be another page's.
    let mut days: Vec<String> = gathered.times.iter().filter_map(|(time, _)| date::iso(time)).collect();
    days.sort_unstable();
    days.dedup();
    let lone = if days.len() == 1 { days.pop() } else { None };
    let all = [
        (
            Origin::Highwire,
            meta(&[
                "citation_publication_date",
                "citation_date",
                "citation_cover_date",
                "citation_online_date",
                "citation_year",
            ]),
        ),
        (Origin::JsonLd, linked.published.clone()),
        (
            Origin::DublinCore,
            meta(&[
                "dc.date",
                "dc.date.issued",
                "dcterms.issued",
                "dcterms.date",
                "dcterms.created",
                "prism.publicationdate",
            ]),
        ),
        (Origin::OpenGraph, meta(&["article:published_time", "og:article:published_time", "book:release_date"])),
        (
            Origin::Meta,
            meta(&[
                "datepublished",
                "date",
                "pubdate",
                "publishdate",
                "publish-date",
                "parsely-pub-date",
                "sailthru.date",
            ]),
        ),
        (Origin::Time, marked.or(lone)),
    ];
    all.into_iter().find_map(|(from, value)| Some(Said { value: value?, from }))
}

fn pages(gathered: &Gathered) -> Option<Said<String>> {
    let part = |name: &str| gathered.meta(&[name]).map(|text| clean::line(text, 20)).filter(|text| !text.is_empty());
    let from = part("citation_firstpage")?;
    let value = match part("citation_lastpage").filter(|last| *last != from) {
        Some(last) => format!("{from}-{last}"),
        None => from,
    };
    Some(Said { value, from: Origin::Highwire })
}

fn doi(gathered: &Gathered) -> Option<Said<String>> {
    let named = [
        (Origin::Highwire, "citation_doi"),
        (Origin::DublinCore, "dc.identifier"),
        (Origin::DublinCore, "dc.identifier.doi"),
        (Origin::DublinCore, "prism.doi"),
    ];
    named.into_iter().find_map(|(from, name)| {
        let identity = gathered.all(name).find_map(Identity::doi)?;
        matches!(identity, Identity::Doi(_)).then(|| Said { value: clean::field(identity.name()), from })
    })
}

fn kind(gathered: &Gathered, linked: &Linked) -> &'static str {
    let has = |name: &str| gathered.meta(&[name]).is_some();
    match () {
        () if has("citation_journal_title") => "article-journal",
        () if has("citation_conference_title") => "paper-conference",
        () if has("citation_inbook_title") => "chapter",
        () if has("citation_dissertation_institution") => "thesis",
        () if has("citation_technical_report_institution") => "report",
        () => linked.kind.unwrap_or("webpage"),
    }
}

/// The address under which a page wants to be known, made whole.
fn canonical(gathered: &Gathered, address: &str) -> Option<String> {
    let named = gathered
        .links
        .iter()
        .find(|(rel, _, href)| rel.split_whitespace().any(|rel| rel == "canonical") && !href.is_empty());
    let written = named.map(|(_, _, href)| href.as_str()).or_else(|| gathered.meta(&["og:url"]))?;
    whole(written, address)
}

/// An address that may be relative to the site of another; `None` for one that is relative to a folder.
fn whole(written: &str, base: &str) -> Option<String> {
    let (scheme, rest) = base.split_once("://").unwrap_or(("https", ""));
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    match written {
        written if written.starts_with("//") => clean::address(&format!("{scheme}:{written}")),
        written if written.starts_with('/') && !host.is_empty() => {
            clean::address(&format!("{scheme}://{host}{written}"))
        }
        written => clean::address(written),
    }
}
