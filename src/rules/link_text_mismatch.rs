//! A link whose text names one site and whose target is another.

use super::{Check, Fixable, Group, Rule};
use crate::check::Passage;
use crate::citation::{by_host, is_host, main_label};
use crate::finding::{Edit, Finding, Repair, Severity};
use crate::markdown::{LinkStyle, SpanKind};

pub static RULE: Rule = Rule {
    name: "link-text-mismatch",
    group: Group::Source,
    severity: Severity::Warning,
    fixable: Fixable::Always,
    page: include_str!("link_text_mismatch.md"),
    check: Check::Block(check),
    ..Rule::DEFAULT
};

/// Sites that rightly stand between a name and its page: archives, resolvers, redirects (those are another rule's).
const BETWEEN: &[&str] = &[
    "archive.org",
    "archive.today",
    "archive.ph",
    "archive.is",
    "doi.org",
    "handle.net",
    "google.com",
    "bit.ly",
    "t.co",
    "perma.cc",
    "msn.com",
    "yahoo.com",
    "apple.news",
    "x.com",
    "twitter.com",
];

fn check(passage: &Passage<'_>, findings: &mut Vec<Finding>) {
    let block = passage.block;
    for span in &block.spans {
        let SpanKind::Link { style: LinkStyle::Inline, text, target } = &span.kind else { continue };
        let words = block.text[text.clone()].trim_matches(['*', '_', ' ', '/', '`']);
        let Some(named) = named_host(words) else { continue };
        let Some(page) = target_host(&block.text[target.clone()]) else { continue };
        let registrable = |host: &str| psl::domain_str(host).unwrap_or(host).to_owned();
        if main_label(&named) == main_label(&page)
            || BETWEEN.contains(&registrable(&page).as_str())
            || same_outlet(&named, &page)
        {
            continue;
        }
        let message = format!("The link says `{words}` but leads to `{page}`; correct the text or the target");
        findings.push(
            Finding::new(&RULE, text.clone(), message)
                .repair(Repair::look(format!("Name the link `{page}`"), vec![Edit::replace(text.clone(), page)])),
        );
    }
}

/// The site that a link's whole text names.
fn named_host(words: &str) -> Option<String> {
    if words.contains(' ') {
        return None;
    }
    let bare = words.strip_prefix("https://").or_else(|| words.strip_prefix("http://")).unwrap_or(words);
    let shown = bare.split(['/', '?', '#']).next().unwrap_or(bare);
    let host = shown.to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    // `Match.com` is a company's name as often as an address; a known outlet's is an address in any case.
    let address = !shown.bytes().any(|b| b.is_ascii_uppercase()) || by_host(host).is_some_and(|outlet| !outlet.social);
    (address && is_host(host)).then(|| host.to_owned())
}

fn target_host(target: &str) -> Option<String> {
    let rest = target.strip_prefix("https://").or_else(|| target.strip_prefix("http://"))?;
    let host = rest.split(['/', '?', '#', ':']).next()?.to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    is_host(host).then(|| host.to_owned())
}

/// `bbc.com` and `bbc.co.uk`: two hosts of one outlet.
fn same_outlet(a: &str, b: &str) -> bool {
    matches!((by_host(a), by_host(b)), (Some(a), Some(b)) if a.name == b.name)
}
