//! `[the mill](#the-mil)`, `[the mill](notes.md#the-mil)`: a link to a place that the draft, or the other file, does not have.

use super::reads::{digest, whole};
use super::{Check, Fixable, Group, Rule};
use crate::check::{Survey, Tally, View};
use crate::finding::{Edit, Finding, Repair, Severity};
use crate::index::{self, Anchor, Anchors, Form, Lead, Link, Setting, slugs, spell, takes_in_others};
use std::collections::HashMap;
use std::ops::Range;
use std::path::Path;

mod likeness;
mod made;
use likeness::Likeness;
use made::is_made;

pub static RULE: Rule = Rule {
    name: "missing-heading",
    group: Group::Citation,
    severity: Severity::Error,
    fixable: Fixable::Sometimes,
    page: include_str!("missing_heading.md"),
    check: Check::Draft(check),
    reads,
    ..Rule::DEFAULT
};

/// Links; and if there are any, the places to which they may lead.
fn reads(tally: &Tally, view: &View) -> Option<u64> {
    let block = std::iter::once((view.start, &*view.block));
    if tally.linked > 0 && (!Anchors::new(block).is_empty() || takes_in_others(&view.block)) {
        return whole(&view.block);
    }
    digest(view.links.iter().map(|link| (link.form as u8, view.block.text.get(link.target.clone()))))
}

/// A link to a place, and what it is looked for among.
struct Target<'a> {
    view: &'a View,
    link: &'a Link,
    /// The place's name.
    name: &'a str,
    /// `#` and the name, in the draft.
    range: Range<usize>,
}

fn check(survey: &Survey<'_>, findings: &mut Vec<Finding>) {
    let all = survey.blocks.iter().flat_map(targets).filter(|target| !is_made(target.name));
    let (own, others): (Vec<Target<'_>>, Vec<Target<'_>>) = all.partition(|target| target.link.file.is_empty());
    here(survey, own, findings);
    elsewhere(survey, &others, findings);
}

/// Links into the draft itself.
fn here(survey: &Survey<'_>, mut targets: Vec<Target<'_>>, findings: &mut Vec<Finding>) {
    if targets.is_empty() {
        return;
    }
    let mut anchors = Anchors::of_headings(survey.placed());
    targets.retain(|target| !answers(&anchors, target));
    if targets.is_empty() || survey.placed().any(|(_, block)| takes_in_others(block)) {
        return;
    }
    anchors.add_explicit(survey.placed());
    // A book is one text: what another chapter holds can be linked to, and one that takes in others may hold anything.
    let chapters = survey.targets.chapters.as_deref().unwrap_or_default();
    let in_book = |target: &Target<'_>| {
        chapters.iter().any(|page| page.anchors.as_ref().is_none_or(|anchors| answers(anchors, target)))
    };
    targets.retain(|target| !answers(&anchors, target) && !in_book(target));
    let mut likeness = Likeness::default();
    findings.extend(targets.iter().map(|target| finding(target, None, likeness.of(target.name, &anchors))));
}

/// Links to places in other files.
fn elsewhere(survey: &Survey<'_>, targets: &[Target<'_>], findings: &mut Vec<Finding>) {
    let mut likeness: HashMap<&Path, Likeness<'_>> = HashMap::new();
    for target in targets {
        let page = survey.targets.lead(target.link).and_then(Lead::page);
        let Some((page, anchors)) = page.and_then(|page| Some((page, page.anchors.as_ref()?))) else { continue };
        if !answers(anchors, target) {
            let near = likeness.entry(&page.file).or_default().of(target.name, anchors);
            let name = page.file.file_name().map(|name| name.to_string_lossy());
            findings.push(finding(target, name.as_deref().or(Some(&target.link.file)), near));
        }
    }
}

fn targets<'a>(view: &'a View) -> impl Iterator<Item = Target<'a>> {
    view.links.iter().filter_map(move |link| {
        let name = link.place.as_deref()?;
        let written = view.block.text.get(link.target.clone())?;
        // Of a page of a wiki everything after it is the place.
        let hash = match link.form {
            Form::Wiki => written.find('#')?,
            _ => index::Target::of(written)?.anchor?.start - 1,
        };
        let hash = link.target.start + hash;
        let stop = written.find(":~:").map_or(link.target.end, |at| link.target.start + at);
        Some(Target { view, link, name, range: view.start + hash..view.start + stop.max(hash) })
    })
}

/// Whether a draft with these anchors has the place. In a wiki its heading is written as it stands there.
fn answers(anchors: &Anchors, target: &Target<'_>) -> bool {
    anchors.has(target.name)
        || target.link.form == Form::Wiki && slugs(target.name).iter().any(|slug| anchors.has(slug))
}

/// What to say of a place that is not in the draft, or in the other `file`.
fn finding(target: &Target<'_>, file: Option<&str>, near: Option<&Anchor>) -> Finding {
    let start = target.range.start - target.view.start;
    let written = target.view.block.text.get(start..target.range.end - target.view.start).unwrap_or(target.name);
    let lower = target.name.to_lowercase();
    let place = file.map_or("this draft".to_owned(), |file| format!("`{file}`"));
    let found = |message| Finding::new(&RULE, target.range.clone(), message);
    match near {
        Some(anchor) if anchor.name.to_lowercase() == lower => {
            // GitHub's own pages lead there all the same.
            let message =
                format!("`{written}` differs from `#{}` in capitals, and most sites tell them apart", anchor.name);
            change(found(message).at(Severity::Information), target, anchor, Repair::safe)
        }
        Some(anchor) => {
            let message = format!("No heading of {place} answers to `{written}`; one does to `#{}`", anchor.name);
            change(found(message), target, anchor, Repair::look)
        }
        None => {
            let so = if file.is_some() { "to its top" } else { "nowhere" };
            found(format!("No heading of {place} answers to `{written}`, so the link leads {so}"))
        }
    }
}

fn change(finding: Finding, target: &Target<'_>, anchor: &Anchor, repair: fn(String, Vec<Edit>) -> Repair) -> Finding {
    let finding = match target.link.file.is_empty() {
        true => finding.related(anchor.place.clone(), format!("`#{}` leads here", anchor.name)),
        false => finding,
    };
    // A wiki writes the heading's words, which an anchor no longer has.
    if target.link.form == Form::Wiki {
        return finding;
    }
    let start = target.link.target.start;
    let written = target.view.block.text.get(target.link.target.clone()).unwrap_or_default();
    let angle = start.checked_sub(1).and_then(|at| target.view.block.text.as_bytes().get(at)) == Some(&b'<');
    let setting = if angle { Setting::Angle } else { Setting::Bare };
    let right = format!("#{}", spell(&anchor.name, written, setting));
    finding.repair(repair(format!("Change to `{right}`"), vec![Edit::replace(target.range.clone(), right)]))
}
