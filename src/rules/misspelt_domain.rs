//! A domain a slip or two from another: `turkeyyetoday.com`, `TurkiyeToday com`.

use super::reads::digest;
use super::{Check, Fixable, Group, Rule};
use crate::check::{Survey, Tally, View};
use crate::citation::{MentionKind, by_host, distance, main_label, near_outlet};
use crate::finding::{Edit, Finding, Repair, Severity};
use crate::markdown::{Block, LinkStyle, SpanKind};
use std::collections::BTreeMap;
use std::ops::Range;

pub static RULE: Rule = Rule {
    name: "misspelt-domain",
    group: Group::Source,
    severity: Severity::Warning,
    fixable: Fixable::Always,
    page: include_str!("misspelt_domain.md"),
    check: Check::Draft(check),
    reads,
    ..Rule::DEFAULT
};

/// A host as the draft writes it.
struct Written {
    range: Range<usize>,
    text: String,
    host: String,
    spaced: bool,
    /// What mends the place beside the spelling: the group's citation, with the right domain in it.
    stub: Option<Repair>,
}

/// The hosts, as they are written.
fn reads(_: &Tally, view: &View) -> Option<u64> {
    let all = mentioned(view).into_iter().chain(linked(&view.block, view.start));
    digest(all.map(|host| (host.text, host.host, host.spaced)))
}

fn check(survey: &Survey<'_>, findings: &mut Vec<Finding>) {
    let written: Vec<Written> = survey
        .blocks
        .iter()
        .flat_map(|view| {
            let mut hosts = mentioned(view);
            hosts.extend(linked(&view.block, view.start));
            hosts
        })
        .collect();
    let mut counts: BTreeMap<&str, Used<'_>> = BTreeMap::new();
    for host in &written {
        counts.entry(&host.host).or_insert_with(|| Used::new(&host.host)).count += 1;
    }
    let slips: BTreeMap<&str, String> =
        counts.iter().filter_map(|(host, used)| Some((*host, right_host(host, used, &counts, survey)?))).collect();
    for host in &written {
        let right = if host.spaced { Some(&host.host) } else { slips.get(&*host.host) };
        let Some(right) = right else { continue };
        let message = format!("`{}` looks like a slip for `{right}`; change it, then cite the page itself", host.text);
        let finding = Finding::new(&RULE, host.range.clone(), message);
        findings.push(match &host.stub {
            // The site goes altogether; the citation that comes names the right one.
            Some(Repair::Stub(stub)) if !stub.edits.is_empty() => finding.repair(Repair::Stub(stub.clone())),
            _ => finding
                .repair(Repair::look(format!("Change to `{right}`"), vec![Edit::replace(host.range.clone(), right)])),
        });
    }
}

fn mentioned(view: &View) -> Vec<Written> {
    let mut found = Vec::new();
    for group in &view.facts.groups {
        for mention in view.facts.members(group) {
            let spaced = mention.kind == MentionKind::Spaced;
            if let (Some(host), MentionKind::Host | MentionKind::Spaced) = (&mention.host, mention.kind) {
                let mut whole = Finding::new(&RULE, mention.name.clone(), "").repair(Repair::Stub(group.stub.clone()));
                whole.shift(view.start);
                let text = view.block.text[mention.name.clone()].to_owned();
                found.push(Written { range: whole.range, text, host: host.clone(), spaced, stub: whole.repairs.pop() });
            }
        }
    }
    found
}

/// The hosts of link targets.
fn linked(block: &Block, start: usize) -> Vec<Written> {
    let targets = block.spans.iter().filter_map(|span| match &span.kind {
        SpanKind::Link { style: LinkStyle::Inline | LinkStyle::Autolink, target, .. }
        | SpanKind::Definition { target, .. } => Some(target.clone()),
        _ => None,
    });
    let host = |target: Range<usize>| {
        let address = &block.text[target.clone()];
        let from = address.find("://")? + 3;
        let length = address[from..].find(['/', '?', '#', ':', '"']).unwrap_or(address.len() - from);
        let www = if address[from..].starts_with("www.") { 4 } else { 0 };
        let name = address.get(from + www..from + length)?;
        let range = target.start + from + www..target.start + from + length;
        Some(Written {
            range: start + range.start..start + range.end,
            text: name.to_owned(),
            host: name.to_ascii_lowercase(),
            spaced: false,
            stub: None,
        })
    };
    targets.filter_map(host).collect()
}

/// What is known of a host that the draft writes.
struct Used<'a> {
    count: usize,
    label: &'a str,
    known: bool,
}

impl<'a> Used<'a> {
    fn new(host: &'a str) -> Self {
        Self { count: 0, label: main_label(host), known: by_host(host).is_some() }
    }
}

/// The host that `host` misspells: one that the draft uses more often, or a known outlet's.
fn right_host(host: &str, used: &Used<'_>, counts: &BTreeMap<&str, Used<'_>>, survey: &Survey<'_>) -> Option<String> {
    if used.known || survey.settings.known_sites.iter().any(|site| site == host) {
        return None;
    }
    let label = used.label;
    if label.len() < 6 || label.bytes().any(|b| b.is_ascii_digit()) {
        return near_outlet(host).map(|outlet| outlet.host.to_owned());
    }
    let slips = |other: &Used<'_>| {
        let length = label.len().min(other.label.len());
        let allowed = if other.known { 1 + usize::from(length >= 10) } else { usize::from(length >= 8) };
        let near = length >= 6 && label.len().abs_diff(other.label.len()) <= allowed;
        let trusted = other.known || other.count > used.count + 1;
        (near && trusted).then(|| distance(label, other.label)).filter(|slips| (1..=allowed).contains(slips))
    };
    let own = counts.iter().filter_map(|(other, used)| Some((slips(used)?, *other))).min();
    own.map(|(_, other)| other.to_owned()).or_else(|| near_outlet(host).map(|outlet| outlet.host.to_owned()))
}
