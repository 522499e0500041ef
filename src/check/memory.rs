//! What is known of a draft's blocks, and of the draft as a whole, between two keystrokes.

use super::change::Change;
use super::fault::{Faults, Step, guard};
use super::tally::Tally;
use super::view::{Survey, View};
use crate::bibliography::Library;
use crate::claim::{self, Claim, Claims, Coverage, Gist, Kind, Options, Part};
use crate::config::Settings;
use crate::finding::Finding;
use crate::index::Targets;
use crate::lock::Lock;
use crate::markdown::BlockKind;
use crate::rules::{Check, Group, RULES, Relied, Rule};
use std::cell::OnceCell;
use std::ops::Range;

/// What is known of a draft as it was when it was last looked at.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    /// The blocks.
    pub views: Vec<View>,
    /// How long the draft was, in bytes.
    pub length: usize,
    /// What the blocks hold.
    pub tally: Tally,
    /// Which blocks have findings of block rules, in order.
    faulty: Vec<usize>,
    /// What each rule, in the order of [`RULES`], found in the draft as a whole; none where it must look again.
    whole: Vec<Option<Vec<Finding>>>,
    /// What the draft claims.
    said: Option<Said>,
}

/// The claims of a draft, and what rules say of each.
#[derive(Clone, Debug)]
struct Said {
    claims: Claims,
    findings: Vec<Option<Finding>>,
    /// Whether the draft is English, so that it has claims at all.
    english: bool,
}

/// What the draft depends on, for the rules.
#[derive(Clone, Copy)]
pub struct World<'a> {
    /// The choices in force.
    pub settings: &'a Settings,
    /// The bibliographies in scope.
    pub library: &'a Library,
    /// What the links lead to.
    pub targets: &'a Targets,
    /// What is known of sources.
    pub lock: &'a Lock,
    /// Where faults are noted; without it they are let through.
    pub faults: Option<&'a Faults>,
    /// The text of the first block, to tell drafts by.
    pub beginning: &'a str,
}

impl World<'_> {
    fn guard<T>(&self, step: Step, act: impl FnOnce() -> T) -> Option<T> {
        guard(self.faults, step, self.beginning, act)
    }
}

/// The blocks around a change, in which claims are weighed anew.
struct Around<'a> {
    /// Those in which a claim may be another now.
    stale: &'a Range<usize>,
    /// Those that must be looked at for that.
    near: &'a Range<usize>,
}

const WEIGHING: Step = Step::Stage("weighing claims");

impl Memory {
    /// Forgets what was found in the draft as a whole: something that it depends on has changed.
    pub fn forget_whole(&mut self) {
        self.whole.clear();
        self.said = None;
    }

    /// Takes the blocks as they are now, of `length` bytes in all. `change` says where they differ from those before, which have been
    /// replaced in `views` already.
    pub fn follow(&mut self, change: &Change, length: usize, world: World<'_>) {
        let plain = self.tally.plain;
        self.length = length;
        change.old.iter().for_each(|view| self.tally.remove(view));
        self.views[change.fresh()].iter().for_each(|view| self.tally.add(view));
        self.follow_faulty(change);
        let (tally, fresh) = (&self.tally, &self.views[change.fresh()]);
        let same = |rule: &'static Rule| {
            let read = |view| (rule.reads)(tally, view);
            let same = || change.old.iter().filter_map(read).eq(fresh.iter().filter_map(read));
            world.guard(Step::Rule(rule), same).unwrap_or(false)
        };
        // A draft of nothing but definitions is read otherwise.
        let other = (plain == 0) != (self.tally.plain == 0);
        for (rule, found) in RULES.iter().zip(&mut self.whole) {
            let stands = |known: &mut Vec<Finding>| {
                let placed = known.is_empty() || !change.at_edge;
                placed && !other && same(rule) && change.carry(known)
            };
            if !found.as_mut().is_some_and(stands) {
                *found = None;
            }
        }
        let said = self.said.take();
        let followed = said.and_then(|said| world.guard(WEIGHING, || self.follow_claims(said, change, world)));
        self.said = followed.flatten();
    }

    fn follow_faulty(&mut self, change: &Change) {
        let first = self.faulty.partition_point(|&index| index < change.first);
        let last = self.faulty.partition_point(|&index| index < change.first + change.old.len());
        let fresh: Vec<usize> = change.fresh().filter(|&index| !self.views[index].findings.is_empty()).collect();
        let count = fresh.len();
        self.faulty.splice(first..last, fresh);
        for index in &mut self.faulty[first + count..] {
            *index = *index + change.new - change.old.len();
        }
    }

    /// What the block rules found, in the draft's coordinates.
    pub fn block_findings(&self) -> Vec<Finding> {
        let views = self.faulty.iter().filter_map(|&index| self.views.get(index));
        let moved = |view: &View, finding: &Finding| {
            let mut finding = finding.clone();
            finding.shift(view.start);
            finding
        };
        let mut findings = Vec::with_capacity(views.clone().map(|view| view.findings.len()).sum());
        for view in views {
            findings.extend(view.findings.iter().map(|finding| moved(view, finding)));
        }
        findings
    }

    /// `relied`: what the rules that see this survey share.
    fn survey<'a>(&'a self, world: World<'a>, relied: &'a OnceCell<Option<Relied<'a>>>) -> Survey<'a> {
        let World { settings, library, targets, lock, .. } = world;
        Survey { blocks: &self.views, tally: &self.tally, settings, library, targets, lock, relied }
    }

    /// Adds what the rules find in the draft as a whole, and of its claims, to what block rules found.
    pub fn look(&mut self, world: World<'_>, findings: &mut Vec<Finding>) {
        let mut whole = std::mem::take(&mut self.whole);
        whole.resize(RULES.len(), None);
        self.look_whole(world, &mut whole, findings);
        self.whole = whole;
        if asks(world.settings) {
            let said = self.said.take().unwrap_or_else(|| self.read_claims(world));
            findings.extend(said.findings.iter().flatten().cloned());
            self.said = Some(said);
        }
    }

    /// What the rules find in the draft as a whole, added to `findings`; what `whole` knows is not looked for again.
    fn look_whole(&self, world: World<'_>, whole: &mut [Option<Vec<Finding>>], findings: &mut Vec<Finding>) {
        let relied = OnceCell::new();
        let survey = self.survey(world, &relied);
        let on = |rule: &Rule| world.settings.severity(rule).is_some();
        for (rule, known) in RULES.iter().zip(whole).filter(|(rule, _)| on(rule)) {
            match rule.check {
                Check::Draft(check) | Check::Both(_, check) => {
                    let look = || {
                        let mut found = Vec::new();
                        world.guard(Step::Rule(rule), || check(&survey, &mut found));
                        found
                    };
                    findings.extend(known.get_or_insert_with(look).iter().cloned());
                }
                Check::Withdrawing(_, withdraw) => {
                    world.guard(Step::Rule(rule), || withdraw(&survey, findings));
                }
                _ => {}
            }
        }
    }

    fn part(&self, index: usize) -> Part<'_> {
        part(&self.views[index])
    }

    fn read_claims(&self, world: World<'_>) -> Said {
        let weighed = world.guard(WEIGHING, || claims(&self.views, world.settings));
        let claims = weighed.unwrap_or_else(|| claims(&[], world.settings));
        let findings = self.say(&claims.claims, claims.kind.kind, world);
        Said { claims, findings, english: self.tally.traits.is_english() }
    }

    fn say(&self, claims: &[Claim], kind: Kind, world: World<'_>) -> Vec<Option<Finding>> {
        let relied = OnceCell::new();
        let survey = self.survey(world, &relied);
        let on = |rule: &&&Rule| world.settings.severity(rule).is_some();
        let of = |rule: &&'static Rule| if let Check::Claim(check) = rule.check { Some((*rule, check)) } else { None };
        let checks: Vec<_> = RULES.iter().filter(on).filter_map(of).collect();
        let one = |claim| {
            checks
                .iter()
                .find_map(|(rule, check)| world.guard(Step::Rule(rule), || check(&survey, claim, kind)).flatten())
        };
        claims.iter().map(one).collect()
    }

    /// Whether a change may reach the lead of the draft, or what covers from further down a claim there. Only claims that nothing in the
    /// lead covers look further down, and the first that they find counts: what one finds before the change, it keeps.
    fn reaches_lead(&self, known: &[Claim], change: &Change, around: Around<'_>, lead: (usize, usize)) -> bool {
        if change.first <= lead.0 + 1 {
            return true;
        }
        let Around { stale, near } = around;
        let begin = self.views.get(near.start).map_or(0, |view| view.start);
        let looks_down = |claim: &&Claim| match &claim.coverage {
            Coverage::Open => true,
            Coverage::Sourced(by) | Coverage::Attributed(by) => by.start >= claim.range.end && by.start >= begin,
            Coverage::Unneeded(_) => false,
        };
        let leading = known.iter().take_while(|claim| claim.block <= lead.0).filter(looks_down);
        let mut says = leading.filter_map(|claim| {
            let view = self.views.get(claim.block)?;
            let start = claim.range.start.checked_sub(view.start)?;
            let at = view.said.statements.binary_search_by_key(&start, |says| says.range.start).ok()?;
            ((claim.block, at) < lead).then_some(&view.said.statements[at])
        });
        let around = change.old.iter().chain(self.views.get(stale.clone()).unwrap_or_default());
        let told: Vec<&Gist> = around.flat_map(|view| &view.said.statements).map(|told| &told.gist).collect();
        says.any(|says| told.iter().any(|told| says.gist.is_told_by(told)))
    }

    /// Reads the claims around a change again and moves the others. `None` if all may be others now.
    fn follow_claims(&self, mut said: Said, change: &Change, world: World<'_>) -> Option<Said> {
        let Tally { traits, declared, .. } = self.tally;
        let declares = |view: &View| view.said.declared.is_some();
        if change.old.iter().chain(&self.views[change.fresh()]).any(declares) || traits.is_english() != said.english {
            return None;
        }
        if declared == 0 && world.settings.kind.is_none() {
            let kind = claim::guess(&traits);
            if kind.kind != said.claims.kind.kind {
                return None;
            }
            said.claims.kind = kind;
        }
        if !said.english {
            return Some(said);
        }
        let (kind, strictness) = (said.claims.kind.kind, world.settings.strictness);
        let (stale, near) = claim::reach(|index| self.part(index), self.views.len(), change.fresh());
        let lead = claim::lead_end(self.views.iter().map(part));
        if claim::terms(strictness, kind).lead
            && self.reaches_lead(&said.claims.claims, change, Around { stale: &stale, near: &near }, lead)
        {
            return None;
        }
        let parts: Vec<Part<'_>> = near.clone().map(|index| self.part(index)).collect();
        let which = stale.start - near.start..stale.end - near.start;
        let mut fresh = claim::claims_in(&parts, which, strictness, kind, (0, 0));
        fresh.iter_mut().for_each(|claim| claim.block += near.start);
        let findings = self.say(&fresh, kind, world);

        // The blocks as they were counted before.
        let (known, stale_end) = (&mut said.claims.claims, stale.end + change.old.len() - change.new);
        let first = known.partition_point(|claim| claim.block < stale.start);
        let last = known.partition_point(|claim| claim.block < stale_end);
        for claim in &mut known[..first] {
            carry(claim, change)?;
        }
        for claim in &mut known[last..] {
            carry(claim, change)?;
            claim.block = claim.block + change.new - change.old.len();
        }
        let others = |at: &usize| *at < first || *at >= last;
        for (_, finding) in said.findings.iter_mut().enumerate().filter(|(at, _)| others(at)) {
            change.carry(finding.as_mut_slice()).then_some(())?;
        }
        known.splice(first..last, fresh);
        said.findings.splice(first..last, findings);
        Some(said)
    }
}

/// Moves a claim outside of what changed to where it is now.
fn carry(claim: &mut Claim, change: &Change) -> Option<()> {
    claim.range = change.map(&claim.range)?;
    claim.words = change.map(&claim.words)?;
    if let Some(broken) = &mut claim.broken {
        *broken = change.map(broken)?;
    }
    if let Coverage::Sourced(range) | Coverage::Attributed(range) = &mut claim.coverage {
        *range = change.map(range)?;
    }
    Some(())
}

/// Whether any rule asks who says so.
pub fn asks(settings: &Settings) -> bool {
    RULES.iter().any(|rule| rule.group == Group::Attribution && settings.severity(rule).is_some())
}

/// The claims of a draft with these blocks.
pub fn claims(views: &[View], settings: &Settings) -> Claims {
    let parts: Vec<Part<'_>> = views.iter().map(part).collect();
    claim::claims(&parts, Options { strictness: settings.strictness, kind: settings.kind })
}

fn part(view: &View) -> Part<'_> {
    Part { start: view.start, facts: &view.said, list: view.block.kind == BlockKind::List }
}
