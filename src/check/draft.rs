//! A draft under the eyes of the rules.

mod sheet;

use super::change::Change;
use super::fault::{Faults, Step, guard};
use super::memory::{Memory, World, asks, claims};
use super::overlap::settle;
use super::silence::silence;
use super::stub::Stubs;
use super::tally::Tally;
use super::view::{Passage, View};
use crate::bibliography::Library;
use crate::citation::source::Sources;
use crate::citation::{Facts, Metadata};
use crate::claim;
use crate::config::Settings;
use crate::finding::{Finding, Fix};
use crate::index::{Index, Link, Targets, links};
use crate::lock::Lock;
use crate::markdown::{Block, Placed, Syntax};
use crate::rewrite::Part;
use crate::rules::{Check, Group, RULES, Rule, rule};
use crate::text::Text;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

/// A draft: its text, its structure, and what the rules found in each block.
#[derive(Clone, Debug)]
pub struct Draft {
    text: Text,
    syntax: Syntax,
    settings: Arc<Settings>,
    library: Arc<Library>,
    targets: Arc<Targets>,
    lock: Arc<Lock>,
    /// What is known of the draft as it was when it was last looked at.
    memory: Memory,
    /// Whether blocks that came since then may have links of which it is not known what they lead to.
    unled: bool,
    /// Where faults are noted; without it they are let through.
    faults: Option<Faults>,
}

impl Draft {
    /// Takes a draft as it is; nothing is checked yet.
    pub fn new(source: &str, settings: Arc<Settings>) -> Self {
        let (text, syntax) = (Text::new(source), Syntax::new(source));
        let (library, targets, lock) = Default::default();
        Self { text, syntax, settings, library, targets, lock, memory: Memory::default(), unled: false, faults: None }
    }

    /// From now on a fault of ibid costs no more than the rule or the stage in which it shows, and is noted in `faults`.
    pub fn contain(&mut self, faults: &Faults) {
        self.faults = Some(faults.clone());
    }

    /// The text.
    pub fn text(&self) -> &Text {
        &self.text
    }

    /// The structure.
    pub fn syntax(&self) -> &Syntax {
        &self.syntax
    }

    /// The choices in force.
    pub fn settings(&self) -> &Arc<Settings> {
        &self.settings
    }

    /// Follows an edit: the bytes in `range`, clamped to the text, become `replacement`.
    pub fn edit(&mut self, range: Range<usize>, replacement: &str) {
        let removed = self.text.replace(range, replacement);
        self.syntax.edit(&self.text, removed, replacement.len());
    }

    /// Takes other choices.
    pub fn set_settings(&mut self, settings: Arc<Settings>) {
        if *settings != *self.settings {
            self.settings = settings;
            self.memory = Memory::default();
        }
    }

    /// What the draft's metadata says of bibliographies.
    pub fn metadata(&self) -> Option<Metadata> {
        self.syntax.metadata().filter_map(|block| Metadata::of(block)).reduce(Metadata::and)
    }

    /// The bibliographies in scope.
    pub fn library(&self) -> &Arc<Library> {
        &self.library
    }

    /// Takes the bibliographies in scope; without them the draft has none.
    pub fn set_library(&mut self, library: Arc<Library>) {
        self.library = library;
        self.memory.forget_whole();
    }

    /// What the draft's links lead to.
    pub fn targets(&self) -> &Arc<Targets> {
        &self.targets
    }

    /// Takes what the draft's links lead to; of a link that is not among them nothing is said.
    pub fn set_targets(&mut self, targets: Arc<Targets>) {
        let before = std::mem::replace(&mut self.targets, targets);
        if !before.is_same(&self.targets) {
            self.memory.forget_whole();
        }
        self.unled = self.lacks(&self.memory.views);
    }

    /// What is known of sources.
    pub fn lock(&self) -> &Arc<Lock> {
        &self.lock
    }

    /// Takes what is known of sources; without it nothing is.
    pub fn set_lock(&mut self, lock: Arc<Lock>) {
        if !Arc::ptr_eq(&lock, &self.lock) && *lock != *self.lock {
            self.lock = lock;
            self.memory = Memory::default();
        }
    }

    /// The links that lead, or should lead, to files or to places in the draft; each in the coordinates of its block.
    pub fn links(&mut self) -> impl Iterator<Item = &Link> {
        self.remember();
        self.memory.views.iter().flat_map(|view| view.links.iter())
    }

    /// Whether the draft has a link of which it is not known what it leads to.
    pub fn lacks_targets(&mut self) -> bool {
        self.remember();
        self.unled
    }

    fn lacks(&self, views: &[View]) -> bool {
        views.iter().flat_map(|view| view.links.iter()).any(|link| !self.targets.answers(link))
    }

    /// What the draft defines and where it uses it.
    pub fn index(&self) -> Index {
        Index::new(self.syntax.blocks().iter().map(|placed| (placed.start, &*placed.block)))
    }

    /// The sources that the draft points at. Reads the whole draft: ask when they are wanted, not at every keystroke.
    pub fn sources(&self) -> Sources {
        Sources::new(self.syntax.blocks().iter().map(|placed| (placed.start, &*placed.block)), &self.library)
    }

    /// What the draft says on the authority of its `sources`. Reads the whole draft, as [`Draft::sources`] does.
    pub fn reliance(&self, sources: &Sources) -> claim::Reliance {
        claim::reliance(&self.parts(), sources)
    }

    /// The blocks as rewritings take them.
    pub fn parts(&self) -> Vec<Part<'_>> {
        self.syntax.blocks().iter().map(|placed| (placed.start, &*placed.block)).collect()
    }

    /// Everything the rules find, by start; silenced findings are not among it.
    pub fn check(&mut self) -> Vec<Finding> {
        self.remember();
        let mut findings = self.memory.block_findings();
        let mut memory = std::mem::take(&mut self.memory);
        memory.look(self.world(), &mut findings);
        self.memory = memory;
        // Of a rule that failed at one place, what it found at others is half of what it says.
        if self.faults.as_ref().is_some_and(Faults::any) {
            findings.retain(|finding| !self.rests(finding.rule));
        }
        let is_on =
            |name: &str| rule(name).is_some_and(|rule| self.settings.severity(rule).is_some() && !self.rests(rule));
        let mut findings = settle(findings, &self.settings);
        if self.memory.tally.comments > 0 {
            self.guard(Step::Stage("reading silencing comments"), self.beginning(), || {
                silence(&self.text, &self.syntax, &mut findings, is_on);
            });
            findings.retain(|finding| self.settings.severity(finding.rule).is_some());
            findings.sort_by_key(|finding| (finding.range.start, finding.range.end));
        }
        findings
    }

    /// Looks at each block that is new, and forgets those that are gone.
    fn remember(&mut self) {
        let (blocks, views) = (self.syntax.blocks(), &self.memory.views);
        let same = |(view, placed): &(&View, &Placed)| Arc::ptr_eq(&view.block, &placed.block);
        let first = views.iter().zip(blocks).take_while(same).count();
        let last = views[first..].iter().rev().zip(blocks[first..].iter().rev()).take_while(same).count();
        if first + last == views.len() && views.len() == blocks.len() {
            return;
        }
        let old = first..views.len() - last;
        // What moved is known too.
        let moved: HashMap<usize, View> =
            views[old.clone()].iter().map(|view| (key(&view.block), view.clone())).collect();
        let fresh: Vec<View> = blocks[first..blocks.len() - last]
            .iter()
            .map(|placed| match moved.get(&key(&placed.block)) {
                Some(view) => View { start: placed.start, ..view.clone() },
                None => self.look(placed),
            })
            .collect();
        self.unled |= self.lacks(&fresh);
        let mut memory = std::mem::take(&mut self.memory);
        let views = &mut memory.views;
        let gone: Vec<View> = views.splice(old, fresh).collect();
        for (view, placed) in views.iter_mut().zip(blocks) {
            view.start = placed.start;
        }
        let change = Change::new(gone, views, first, last, (memory.length, self.text.len()));
        memory.follow(&change, self.text.len(), self.world());
        self.memory = memory;
    }

    fn look(&self, placed: &Placed) -> View {
        let block = &placed.block;
        let mut findings = Vec::new();
        let (sources, says) = (Step::Stage("reading a block's sources"), Step::Stage("reading a block's claims"));
        let facts = self.guard(sources, &block.text, || Facts::new(block)).unwrap_or_default();
        let passage = Passage { block, facts: &facts, settings: &self.settings, lock: &self.lock };
        for rule in RULES {
            if let Check::Block(check) | Check::Both(check, _) | Check::Withdrawing(check, _) = rule.check
                && self.settings.severity(rule).is_some()
            {
                self.guard(Step::Rule(rule), &block.text, || check(&passage, &mut findings));
            }
        }
        let said = || claim::Facts::new(block, &facts, &markers(&findings));
        let said = if asks(&self.settings) { self.guard(says, &block.text, said) } else { None }.unwrap_or_default();
        let links = self.guard(Step::Stage("reading a block's links"), &block.text, || links(block));
        let mut view = View {
            start: placed.start,
            block: Arc::clone(block),
            facts: Arc::new(shrunk(facts)),
            said: Arc::new(shrunk_claims(said)),
            links: shared(links.unwrap_or_default()),
            tally: Arc::default(),
            findings: shared(findings),
        };
        let counted = self.guard(Step::Stage("counting what a block holds"), &block.text, || Tally::of(&view));
        view.tally = Arc::new(counted.unwrap_or_default());
        view
    }

    fn world(&self) -> World<'_> {
        World {
            settings: &self.settings,
            library: &self.library,
            targets: &self.targets,
            lock: &self.lock,
            faults: self.faults.as_ref(),
            beginning: self.beginning(),
        }
    }

    fn guard<T>(&self, step: Step, near: &str, act: impl FnOnce() -> T) -> Option<T> {
        guard(self.faults.as_ref(), step, near, act)
    }

    /// Whether a rule is left out because it has failed on this draft.
    fn rests(&self, rule: &Rule) -> bool {
        self.faults.as_ref().is_some_and(|faults| faults.rests(rule))
    }

    /// The text of the first block, to tell drafts by.
    fn beginning(&self) -> &str {
        self.syntax.blocks().first().map_or("", |placed| &placed.block.text)
    }

    /// The fixes of findings of this draft's last check, in the same order. Where fixes write new labels, those of one call
    /// never collide, so all of them may be applied together.
    pub fn fixes<'a>(&self, findings: impl IntoIterator<Item = &'a Finding>) -> Vec<Vec<Fix>> {
        let findings: Vec<&Finding> = findings.into_iter().collect();
        let write = || {
            let mut stubs = Stubs::new(self);
            let each = findings.iter().map(|finding| finding.repairs.iter().map(|repair| stubs.fix(repair)).collect());
            each.collect()
        };
        let written = self.guard(Step::Stage("writing fixes"), self.beginning(), write);
        written.unwrap_or_else(|| vec![Vec::new(); findings.len()])
    }
}

/// What many have none of takes no memory of its own.
fn shared<T>(all: Vec<T>) -> Arc<[T]> {
    if all.is_empty() { Arc::default() } else { all.into() }
}

/// The same without room to grow: it is kept as long as the block, and most blocks hold little.
fn shrunk(mut facts: Facts) -> Facts {
    facts.sentences.shrink_to_fit();
    facts.mentions.shrink_to_fit();
    facts.groups.shrink_to_fit();
    facts.name_lines.shrink_to_fit();
    facts
}

fn shrunk_claims(mut said: claim::Facts) -> claim::Facts {
    for statement in &mut said.statements {
        statement.speeches.shrink_to_fit();
        statement.reasons.shrink_to_fit();
    }
    said.statements.shrink_to_fit();
    said.quotations.shrink_to_fit();
    said
}

/// Where a source stands that does not work: of a claim beside it these findings speak.
fn markers(findings: &[Finding]) -> Vec<std::ops::Range<usize>> {
    let marks = findings.iter().filter(|finding| matches!(finding.rule.group, Group::Residue | Group::Source));
    let mut ranges: Vec<_> = marks.map(|finding| finding.range.clone()).collect();
    ranges.sort_by_key(|range| range.start);
    ranges
}

/// A block's address: it tells blocks apart as long as they are held.
fn key(block: &Arc<Block>) -> usize {
    Arc::as_ptr(block) as usize
}
