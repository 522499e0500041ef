//! A site named where a page should be cited: `(reuters.com)`, `… instead. Time.com.`

use super::{Check, Fixable, Group, Rule};
use crate::check::Passage;
use crate::citation::{Group as Sources, Mention, MentionKind, Shape, by_host, main_label};
use crate::finding::{Finding, Repair, Severity};
use crate::prose::{before, words};

pub static RULE: Rule = Rule {
    name: "bare-site",
    group: Group::Source,
    severity: Severity::Warning,
    fixable: Fixable::Always,
    page: include_str!("bare_site.md"),
    check: Check::Block(check),
    ..Rule::DEFAULT
};

fn check(passage: &Passage<'_>, findings: &mut Vec<Finding>) {
    let facts = passage.facts;
    for group in &facts.groups {
        let members = facts.members(group);
        if members.iter().all(|m| m.kind != MentionKind::Host) {
            continue;
        }
        let credits = credits(passage, group);
        for mention in members.iter().filter(|m| m.kind == MentionKind::Host && m.counter.is_none() && m.link.is_none())
        {
            if is_citation(passage, group, credits, mention) {
                let site = &passage.block.text[mention.name.clone()];
                let message = format!("`{site}` is a whole site, not a page a reader can check; cite the page itself");
                findings
                    .push(Finding::new(&RULE, mention.range.clone(), message).repair(Repair::Stub(group.stub.clone())));
            }
        }
    }
}

/// Whether a host stands for a source. More often than not a host in prose just identifies: "the Second Amendment Foundation (saf.org)",
/// "Draw.io (diagrams.net)", "sign up at example.org".
fn is_citation(passage: &Passage<'_>, group: &Sources, credits: bool, mention: &Mention) -> bool {
    let members = passage.facts.members(group);
    let known = is_source(passage, mention);
    let several = members.iter().filter(|m| m.kind != MentionKind::CommonName).count() > 1;
    match group.shape {
        Shape::Parentheses => {
            (known || credits || several && members.iter().any(|m| is_source(passage, m) || m.counter.is_some()))
                && !identifies(passage, group, mention)
        }
        // A list of links consists of such sentences; there no claim stands before them.
        Shape::Sentence => {
            let uncited = !passage.is_cited(mention.range.start);
            known && stands_after_claim(passage, group) || group.lead.is_some() && (known || several) && uncited
        }
        Shape::Tail => (known || credits) && !passage.is_cited(mention.range.start),
        Shape::Inline => credited(passage, mention) && !passage.is_cited(mention.range.start),
    }
}

fn is_source(passage: &Passage<'_>, mention: &Mention) -> bool {
    let host = mention.host.as_deref().unwrap_or("");
    by_host(host).is_some_and(|outlet| !outlet.social) || passage.settings.known_sites.iter().any(|site| site == host)
}

fn stands_after_claim(passage: &Passage<'_>, group: &Sources) -> bool {
    // The mark goes behind a sentence that ends before the group, or, where there is none, behind the group itself.
    group.stub.after_stop <= group.range.start && passage.facts.sentence_at(group.range.start).is_some()
}

/// Whether the words before the parentheses already name the site: "the Guardian (theguardian.com)".
fn identifies(passage: &Passage<'_>, group: &Sources, mention: &Mention) -> bool {
    let prose = &passage.block.prose;
    let text = before(prose, group.range.start, 120);
    let before: Vec<&str> = words(text, 0..text.len()).map(|word| &text[word]).collect();
    let Some(last) = before.last() else { return false };
    let host = mention.host.as_deref().unwrap_or("");
    let label = main_label(host);
    let squeezed = |text: &str| text.to_lowercase().replace(|c: char| !c.is_alphanumeric(), "");
    let tail = |count: usize| squeezed(&before[before.len().saturating_sub(count)..].concat());
    let named = (1..=4)
        .any(|count| tail(count) == squeezed(label) || tail(count).ends_with(&squeezed(label)) && label.len() > 3);
    // A capitalised word before an unknown site is its owner's name.
    named || by_host(host).is_none() && last.starts_with(char::is_uppercase)
}

/// Whether words in the group say that it gives sources.
fn credits(passage: &Passage<'_>, group: &Sources) -> bool {
    const CREDIT: [&str; 9] = ["according", "via", "source", "sources", "cited", "citing", "per", "quelle", "quellen"];
    let prose = &passage.block.prose;
    words(prose, group.range.clone()).any(|word| CREDIT.contains(&prose[word].to_lowercase().as_str()))
}

/// Whether the words right before an inline host make it the source of what the sentence says.
fn credited(passage: &Passage<'_>, mention: &Mention) -> bool {
    let prose = &passage.block.prose;
    let before = before(prose, mention.range.start, 40).trim_end().to_lowercase();
    [
        "according to",
        "as reported by",
        "reported by",
        "told",
        "quoted by",
        "as cited by",
        "sources include",
        "sources including",
    ]
    .iter()
    .any(|frame| before.ends_with(frame))
}
