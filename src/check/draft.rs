//! A draft under the eyes of the rules.

mod sheet;

use super::fault::{Faults, Step, guard};
use super::silence::silence;
use super::stub::Stubs;
use super::view::{Passage, Survey, View};
use crate::bibliography::Library;
use crate::citation::source::Sources;
use crate::citation::{Facts, Metadata};
use crate::claim::{self, Claims, Options};
use crate::config::Settings;
use crate::finding::{Finding, Fix};
use crate::index::{Index, Link, Targets, links};
use crate::markdown::{Block, BlockKind, Syntax};
use crate::rewrite::Part;
use crate::rules::{Check, Group, RULES, Rule, rule};
use crate::text::Text;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, LazyLock};

/// A draft: its text, its structure, and what the rules found in each block.
#[derive(Clone, Debug)]
pub struct Draft {
    text: Text,
    syntax: Syntax,
    settings: Arc<Settings>,
    library: Arc<Library>,
    targets: Arc<Targets>,
    /// Where faults are noted; without it they are let through.
    faults: Option<Faults>,
    /// What the block rules found, by the block's allocation, in the block's coordinates.
    memo: HashMap<usize, Remembered>,
}

/// Findings in a block; holding the block keeps its address from being used again.
#[derive(Clone, Debug)]
struct Remembered {
    block: Arc<Block>,
    facts: Arc<Facts>,
    said: Arc<claim::Facts>,
    links: Arc<[Link]>,
    findings: Arc<Vec<Finding>>,
}

impl Draft {
    /// Takes a draft as it is; nothing is checked yet.
    pub fn new(source: &str, settings: Arc<Settings>) -> Self {
        let (text, syntax) = (Text::new(source), Syntax::new(source));
        let (library, targets) = Default::default();
        Self { text, syntax, settings, library, targets, faults: None, memo: HashMap::new() }
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
            self.memo.clear();
        }
    }

    /// What the draft's metadata says of bibliographies.
    pub fn metadata(&self) -> Option<Metadata> {
        self.syntax.blocks().iter().filter_map(|placed| Metadata::of(&placed.block)).reduce(Metadata::and)
    }

    /// The bibliographies in scope.
    pub fn library(&self) -> &Arc<Library> {
        &self.library
    }

    /// Takes the bibliographies in scope; without them the draft has none.
    pub fn set_library(&mut self, library: Arc<Library>) {
        self.library = library;
    }

    /// What the draft's links lead to.
    pub fn targets(&self) -> &Arc<Targets> {
        &self.targets
    }

    /// Takes what the draft's links lead to; of a link that is not among them nothing is said.
    pub fn set_targets(&mut self, targets: Arc<Targets>) {
        self.targets = targets;
    }

    /// The links that lead, or should lead, to files or to places in the draft; each in the coordinates of its block.
    pub fn links(&mut self) -> impl Iterator<Item = &Link> {
        self.remember();
        let blocks = self.syntax.blocks().iter();
        blocks.filter_map(|placed| self.memo.get(&key(&placed.block))).flat_map(|remembered| remembered.links.iter())
    }

    /// Whether the draft has a link of which it is not known what it leads to.
    pub fn lacks_targets(&mut self) -> bool {
        let targets = Arc::clone(&self.targets);
        self.links().any(|link| !targets.answers(link))
    }

    /// What the draft defines and where it uses it.
    pub fn index(&self) -> Index {
        Index::new(self.syntax.blocks().iter().map(|placed| (placed.start, &*placed.block)))
    }

    /// The sources that the draft points at. Reads the whole draft: ask when they are wanted, not at every keystroke.
    pub fn sources(&self) -> Sources {
        Sources::new(self.syntax.blocks().iter().map(|placed| (placed.start, &*placed.block)), &self.library)
    }

    /// The blocks as rewritings take them.
    pub fn parts(&self) -> Vec<Part<'_>> {
        self.syntax.blocks().iter().map(|placed| (placed.start, &*placed.block)).collect()
    }

    /// Everything the rules find, by start; silenced findings are not among it.
    pub fn check(&mut self) -> Vec<Finding> {
        self.remember();
        let mut findings = Vec::new();
        for placed in self.syntax.blocks() {
            let remembered = self.memo.get(&key(&placed.block));
            findings.extend(remembered.iter().flat_map(|known| known.findings.iter()).cloned().map(|mut finding| {
                finding.shift(placed.start);
                finding
            }));
        }
        self.survey(&mut findings);
        // Of a rule that failed at one place, what it found at others is half of what it says.
        findings.retain(|finding| !self.rests(finding.rule));
        let is_on =
            |name: &str| rule(name).is_some_and(|rule| self.settings.severity(rule).is_some() && !self.rests(rule));
        let mut findings = settle(findings, &self.settings);
        self.guard(Step::Stage("reading silencing comments"), self.beginning(), || {
            silence(&self.text, &self.syntax, &mut findings, is_on);
        });
        findings.retain(|finding| self.settings.severity(finding.rule).is_some());
        findings.sort_by_key(|finding| (finding.range.start, finding.range.end));
        findings
    }

    /// Looks at each block that is new, and forgets those that are gone.
    fn remember(&mut self) {
        let mut memo = HashMap::with_capacity(self.syntax.blocks().len());
        for placed in self.syntax.blocks() {
            let key = key(&placed.block);
            let remembered = self.memo.remove(&key).unwrap_or_else(|| self.look(&placed.block));
            memo.insert(key, remembered);
        }
        self.memo = memo;
    }

    fn look(&self, block: &Arc<Block>) -> Remembered {
        let mut findings = Vec::new();
        let (sources, says) = (Step::Stage("reading a block's sources"), Step::Stage("reading a block's claims"));
        let facts = self.guard(sources, &block.text, || Facts::new(block)).unwrap_or_default();
        let passage = Passage { block, facts: &facts, settings: &self.settings };
        for rule in RULES {
            if let Check::Block(check) | Check::Both(check, _) = rule.check
                && self.settings.severity(rule).is_some()
            {
                self.guard(Step::Rule(rule), &block.text, || check(&passage, &mut findings));
            }
        }
        let said = || claim::Facts::new(block, &facts, &markers(&findings));
        let said = if self.asks() { self.guard(says, &block.text, said) } else { None }.unwrap_or_default();
        let links = self.guard(Step::Stage("reading a block's links"), &block.text, || links(block));
        Remembered {
            block: Arc::clone(block),
            facts: Arc::new(facts),
            said: Arc::new(said),
            links: links.unwrap_or_default().into(),
            findings: Arc::new(findings),
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

    /// The blocks as rules see them.
    fn views(&self) -> Vec<View<'_>> {
        let known = self.syntax.blocks().iter().filter_map(|placed| {
            let remembered = self.memo.get(&key(&placed.block))?;
            Some(View {
                start: placed.start,
                block: &remembered.block,
                facts: &remembered.facts,
                said: &remembered.said,
                links: &remembered.links,
            })
        });
        known.collect()
    }

    fn survey(&self, findings: &mut Vec<Finding>) {
        let blocks = self.views();
        let claims = self.claims(&blocks);
        let survey = Survey {
            blocks: &blocks,
            settings: &self.settings,
            library: &self.library,
            claims: &claims,
            targets: &self.targets,
        };
        for rule in RULES {
            if let Check::Draft(check) | Check::Both(_, check) = rule.check
                && self.settings.severity(rule).is_some()
            {
                self.guard(Step::Rule(rule), self.beginning(), || check(&survey, findings));
            }
        }
    }

    /// Whether any rule asks who says so.
    fn asks(&self) -> bool {
        RULES.iter().any(|rule| rule.group == Group::Attribution && self.settings.severity(rule).is_some())
    }

    fn claims(&self, blocks: &[View<'_>]) -> Claims {
        let parts: Vec<claim::Part<'_>> = blocks
            .iter()
            .map(|view| claim::Part { start: view.start, facts: view.said, list: view.block.kind == BlockKind::List })
            .collect();
        let options = Options { strictness: self.settings.strictness, kind: self.settings.kind };
        let weighed = self.guard(Step::Stage("weighing claims"), self.beginning(), || claim::claims(&parts, options));
        weighed.unwrap_or_else(|| claim::claims(&[], options))
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

/// The place of each rule in [`RULES`], by name.
static PRECEDENCE: LazyLock<HashMap<&str, usize>> =
    LazyLock::new(|| RULES.iter().enumerate().map(|(index, rule)| (rule.name, index)).collect());

/// Sorts findings, gives them the severities the writer chose, and keeps one finding a fault.
pub(super) fn settle(mut findings: Vec<Finding>, settings: &Settings) -> Vec<Finding> {
    findings.sort_by_key(|finding| (PRECEDENCE[finding.rule.name], finding.range.start));
    let mut taken = super::overlap::Taken::default();
    findings.retain(|finding| finding.rule.independent || taken.take(&finding.range, finding.rule.name));
    for finding in &mut findings {
        // A rule may itself speak more softly than its default; a writer's choice replaces both.
        let chosen =
            [finding.rule.name, finding.rule.group.name()].iter().any(|name| settings.rules.contains_key(*name));
        if let (true, Some(severity)) = (chosen, settings.severity(finding.rule)) {
            finding.severity = severity;
        }
    }
    findings
}
