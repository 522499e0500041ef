//! `[the mill](notes/mil.md)`: a link to a file that is not there.

use super::reads::digest;
use super::{Check, Fixable, Group, Rule};
use crate::check::{Survey, View};
use crate::finding::{Edit, Finding, Repair, Severity};
use crate::index::{Form, Lead, Link, Missing, Setting, spell};
use std::ops::Range;

mod trust;
use trust::stands;

pub static RULE: Rule = Rule {
    name: "missing-file",
    group: Group::Citation,
    severity: Severity::Error,
    fixable: Fixable::Sometimes,
    page: include_str!("missing_file.md"),
    check: Check::Draft(check),
    reads: |_, view| digest(view.links.iter().map(|link| (link.form as u8, view.block.text.get(link.target.clone())))),
    ..Rule::DEFAULT
};

/// A link to a file, and what it leads to.
#[derive(Clone, Copy)]
struct Led<'a> {
    view: &'a View,
    link: &'a Link,
    lead: &'a Lead,
}

fn check(survey: &Survey<'_>, findings: &mut Vec<Finding>) {
    let each = survey.blocks.iter().flat_map(|view| view.links.iter().map(move |link| (view, link)));
    let all: Vec<Led<'_>> = each
        .filter(|(_, link)| !link.file.is_empty() && !is_elsewhere(&link.file) && !is_begun(&link.file))
        .filter_map(|(view, link)| Some(Led { view, link, lead: survey.targets.lead(link)? }))
        .collect();
    let (pages, files): (Vec<Led<'_>>, Vec<Led<'_>>) = all.into_iter().partition(|led| led.link.form == Form::Wiki);
    // Brackets may be anything else where no page of a wiki answers to any.
    if pages.iter().any(|led| led.lead.page().is_some()) {
        findings.extend(pages.iter().filter_map(|led| page(*led)));
    }
    let stands = stands(&files, survey.targets.at_home);
    findings.extend(files.into_iter().filter_map(|led| match led.lead {
        // A similar name speaks for itself.
        Lead::Missing(missing) => (stands || missing.near.is_some()).then(|| file(led, missing)),
        _ => miswritten(led),
    }));
}

/// Whether a target is a mailbox or a place on another machine, `git@host:path`: in no folder of the writer's.
fn is_elsewhere(file: &str) -> bool {
    let Some((user, rest)) = file.split_once('@') else { return false };
    let host = rest.split(':').next().unwrap_or(rest);
    let shaped = !user.is_empty() && !user.contains('/') && !host.contains('/') && host.contains('.');
    let ending = host.rsplit('.').next().unwrap_or("");
    // `map@2x.png` is an image for fine screens.
    let image = ["png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "md", "html", "pdf"].contains(&ending);
    shaped && !image && (rest.contains(':') || ending.bytes().all(|b| b.is_ascii_alphabetic()))
}

/// Whether a target is the beginning of `https://` and no more: a writer is at it.
fn is_begun(file: &str) -> bool {
    let lower = file.to_ascii_lowercase();
    ["https:/", "http:/"].iter().any(|scheme| scheme.starts_with(&lower))
}

/// The path in the draft.
fn range(led: Led<'_>) -> Range<usize> {
    led.view.start + led.link.path.start..led.view.start + led.link.path.end
}

fn file(led: Led<'_>, missing: &Missing) -> Finding {
    let name = written(led);
    match &missing.near {
        Some(near) => {
            let message = format!("There is no file `{name}`; `{near}` is there");
            change(Finding::new(&RULE, range(led), message), led, near, Repair::look)
        }
        None => {
            let so = match led.link.form {
                Form::Image => "no image is shown",
                Form::Shown => "nothing is shown",
                Form::Link | Form::Wiki => "the link leads nowhere",
            };
            Finding::new(&RULE, range(led), format!("There is no file `{name}`, so {so}"))
        }
    }
}

/// A path that is right but for capitals, or for backslashes.
fn miswritten(led: Led<'_>) -> Option<Finding> {
    let name = written(led);
    let slashed = led.link.file.replace('\\', "/");
    let (message, right) = match led.lead {
        Lead::Capitals(_, right) => {
            (format!("`{name}` differs from `{right}` in capitals, and most servers tell them apart"), right)
        }
        Lead::There(_) if slashed != led.link.file => {
            (format!("`{name}` has backslashes, which only Windows takes for slashes"), &slashed)
        }
        _ => return None,
    };
    Some(change(Finding::new(&RULE, range(led), message), led, right, Repair::safe))
}

fn page(led: Led<'_>) -> Option<Finding> {
    let Lead::Missing(missing) = led.lead else { return None };
    let name = &led.link.file;
    let finding = |message: String| Finding::new(&RULE, range(led), message).at(Severity::Warning);
    Some(match &missing.near {
        Some(near) => {
            let edit = Edit::replace(range(led), near);
            finding(format!("There is no page `{name}`; `{near}` is there"))
                .repair(Repair::look(format!("Change to `{near}`"), vec![edit]))
        }
        None => finding(format!("There is no page `{name}`, so the link leads nowhere")),
    })
}

/// The path as the writer sees it.
fn written<'a>(led: Led<'a>) -> &'a str {
    led.view.block.text.get(led.link.path.clone()).unwrap_or(&led.link.file)
}

fn change(finding: Finding, led: Led<'_>, right: &str, repair: fn(String, Vec<Edit>) -> Repair) -> Finding {
    let before = led.link.target.start.checked_sub(1).and_then(|at| led.view.block.text.as_bytes().get(at));
    let setting = if before == Some(&b'<') { Setting::Angle } else { Setting::Bare };
    let text = spell(right, written(led), setting);
    finding.repair(repair(format!("Change to `{right}`"), vec![Edit::replace(range(led), text)]))
}
