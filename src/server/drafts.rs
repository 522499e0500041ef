//! The drafts that are open in the editor.

use super::outbox::{Level, Outbox};
use super::{convert, halves};
use crate::bibliography::Library;
use crate::check::{Draft, Faults};
use crate::citation::source::Sources;
use crate::claim::Claims;
use crate::config::Settings;
use crate::finding::Finding;
use crate::index::{Index, Link, Targets};
use crate::lock::Lock;
use crate::markdown::Block;
use crate::text::{Encoding, Text};
use crate::workspace::{InForce, MAX_DRAFT_BYTES};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tower_lsp::ls_types::{TextDocumentContentChangeEvent, TextDocumentItem, Uri};

/// A draft that is open in the editor, and what was found in it.
pub struct Open {
    /// Its name.
    pub uri: Uri,
    /// Its file, if it has one.
    pub path: Option<PathBuf>,
    /// The editor's count of its edits.
    pub version: i32,
    /// The choices in force for it.
    pub in_force: InForce,
    /// How long the last check took.
    pub cost: Duration,
    /// The text as the editor has it. The draft shares it, but a draft may be lost to a panic.
    text: Text,
    /// Whether the editor's text is no longer known, because an edit of it could not be read. Nothing is then said of the draft.
    adrift: bool,
    draft: Option<Draft>,
    library: Arc<Library>,
    targets: Arc<Targets>,
    lock: Arc<Lock>,
    /// What failed in it; rules among that are left out until it is closed.
    pub faults: Faults,
    /// Whether an edit may have brought links of which nothing is known.
    unled: bool,
    /// The draft's metadata, which may stand anywhere, and the bibliographies they name, as they were when the library was chosen. Holding
    /// a block keeps its address from being used again.
    metadata: Vec<Arc<Block>>,
    named: Vec<String>,
    findings: Option<Arc<Vec<Finding>>>,
    /// The claims, and the findings beside which they were counted.
    claims: Option<(Arc<Vec<Finding>>, Arc<Claims>)>,
    index: Option<Arc<Index>>,
    sources: Option<Arc<Sources>>,
}

impl Open {
    /// A draft as the editor has just opened it.
    pub fn new(item: TextDocumentItem, outbox: &Outbox) -> Self {
        let mut open = Self {
            path: convert::path(&item.uri),
            uri: item.uri,
            version: item.version,
            in_force: InForce::default(),
            cost: Duration::ZERO,
            text: Text::new(&item.text),
            adrift: false,
            draft: None,
            library: Arc::default(),
            targets: Arc::default(),
            lock: Arc::default(),
            faults: Faults::default(),
            unled: true,
            metadata: Vec::new(),
            named: Vec::new(),
            findings: None,
            claims: None,
            index: None,
            sources: None,
        };
        open.start_over(outbox);
        open
    }

    /// The text.
    pub fn text(&self) -> &Text {
        &self.text
    }

    /// The draft, unless reading it went wrong.
    pub fn draft(&self) -> Option<&Draft> {
        self.draft.as_ref()
    }

    /// The choices in force.
    pub fn settings(&self) -> &Arc<Settings> {
        &self.in_force.settings
    }

    /// Follows the editor, change by change: each is in the coordinates that the one before left.
    pub fn edit(
        &mut self,
        version: i32,
        changes: Vec<TextDocumentContentChangeEvent>,
        encoding: Encoding,
        outbox: &Outbox,
    ) {
        if version <= self.version {
            let uri = self.uri.as_str();
            outbox
                .log(Level::Warning, format!("{uri}: version {version} after {}; followed all the same", self.version));
        }
        self.version = version;
        self.findings = None;
        self.unled = true;
        self.index = None;
        self.sources = None;
        for change in changes {
            let Some(range) = change.range else {
                self.adrift = false;
                self.text = Text::new(&change.text);
                self.start_over(outbox);
                continue;
            };
            if self.adrift {
                continue;
            }
            let (range, new, odd) = halves::change(&self.text, range, change.text, encoding);
            if odd {
                let uri = self.uri.as_str();
                outbox.log(
                    Level::Warning,
                    format!("{uri}: an edit lay outside the text or backwards; clamped to {range:?}"),
                );
            }
            self.text.replace(range.clone(), &new);
            let too_long = self.is_too_long();
            let followed = self.draft.as_mut().filter(|_| !too_long);
            let followed = followed.map(|draft| catch_unwind(AssertUnwindSafe(|| draft.edit(range, &new))));
            match followed {
                Some(Ok(())) => {
                    self.share_text();
                    continue;
                }
                Some(Err(_)) => self.report_panic("following an edit", outbox),
                None => {}
            }
            self.start_over(outbox);
        }
    }

    /// Lets go of the text: there is an edit of it that could not be read. All of it, sent anew, is a draft again.
    pub fn lose(&mut self) {
        (self.adrift, self.text, self.draft) = (true, Text::new(""), None);
        (self.findings, self.claims, self.index, self.sources) = (None, None, None, None);
    }

    /// Whether the editor's text is no longer known.
    pub fn is_adrift(&self) -> bool {
        self.adrift
    }

    /// Takes the choices now in force. Returns whether that changes anything for the draft.
    pub fn set_in_force(&mut self, in_force: InForce) -> bool {
        let changed = *in_force.settings != *self.in_force.settings || in_force.ignored != self.in_force.ignored;
        if let (true, Some(draft)) = (changed, &mut self.draft) {
            draft.set_settings(Arc::clone(&in_force.settings));
        }
        if changed {
            self.findings = None;
        }
        self.in_force = in_force;
        changed
    }

    /// The bibliographies in scope.
    pub fn library(&self) -> &Library {
        &self.library
    }

    /// Takes the bibliographies in scope. Returns whether that changes anything for the draft.
    pub fn set_library(&mut self, library: Library) -> bool {
        self.names_others();
        if self.library.is_same(&library) {
            return false;
        }
        self.library = Arc::new(library);
        self.sources = None;
        if let Some(draft) = &mut self.draft {
            draft.set_library(Arc::clone(&self.library));
        }
        self.findings = None;
        true
    }

    /// Takes what is known of sources. Returns whether that is something else than before.
    pub fn set_lock(&mut self, lock: Arc<Lock>) -> bool {
        if Arc::ptr_eq(&self.lock, &lock) || *self.lock == *lock {
            return false;
        }
        self.lock = lock;
        if let Some(draft) = &mut self.draft {
            draft.set_lock(Arc::clone(&self.lock));
        }
        self.findings = None;
        true
    }

    /// What the draft's links lead to.
    pub fn targets(&self) -> &Arc<Targets> {
        &self.targets
    }

    /// Takes what the draft's links lead to. Returns whether that is something else than before.
    pub fn set_targets(&mut self, targets: Targets) -> bool {
        let same = self.targets.is_same(&targets);
        self.targets = Arc::new(targets);
        if let Some(draft) = &mut self.draft {
            draft.set_targets(Arc::clone(&self.targets));
        }
        if !same {
            self.findings = None;
        }
        !same
    }

    /// The draft's links to files and to places in it.
    pub fn links(&mut self) -> Vec<Link> {
        let links = |draft: &mut Draft| catch_unwind(AssertUnwindSafe(|| draft.links().cloned().collect()));
        // What goes wrong here goes wrong again in the check, which reports it.
        self.draft.as_mut().and_then(|draft| links(draft).ok()).unwrap_or_default()
    }

    /// Whether an edit has brought links of which it is not known what they lead to.
    pub fn lacks_targets(&mut self) -> bool {
        let lacks = |draft: &mut Draft| catch_unwind(AssertUnwindSafe(|| draft.lacks_targets())).unwrap_or(false);
        std::mem::take(&mut self.unled) && self.draft.as_mut().is_some_and(lacks)
    }

    /// Whether the draft names other bibliographies than when this was last asked.
    pub fn names_others(&mut self) -> bool {
        let metadata = || self.draft.iter().flat_map(|draft| draft.syntax().metadata());
        if metadata().map(Arc::as_ptr).eq(self.metadata.iter().map(Arc::as_ptr)) {
            return false;
        }
        self.metadata = metadata().cloned().collect();
        let metadata = self.draft.as_ref().and_then(Draft::metadata).unwrap_or_default();
        let named: Vec<String> = metadata.bibliography.into_iter().map(|named| named.name).collect();
        std::mem::replace(&mut self.named, named) != self.named
    }

    /// What the draft defines and uses as it is now; remembered until it changes.
    pub fn index(&mut self) -> Arc<Index> {
        if let Some(index) = &self.index {
            return Arc::clone(index);
        }
        let draft = self.draft.as_ref();
        let read = || draft.map(Draft::index).unwrap_or_default();
        let index = Arc::new(catch_unwind(AssertUnwindSafe(read)).unwrap_or_default());
        self.index = Some(Arc::clone(&index));
        index
    }

    /// The sources that the draft points at as it is now; remembered until it changes.
    pub fn sources(&mut self) -> Arc<Sources> {
        if let Some(sources) = &self.sources {
            return Arc::clone(sources);
        }
        let draft = self.draft.as_ref();
        let read = || draft.map(Draft::sources).unwrap_or_default();
        let sources = Arc::new(catch_unwind(AssertUnwindSafe(read)).unwrap_or_default());
        self.sources = Some(Arc::clone(&sources));
        sources
    }

    /// What is known of sources.
    pub fn lock(&self) -> &Arc<Lock> {
        &self.lock
    }

    /// What the rules find in the draft as it is now; remembered until it changes.
    pub fn findings(&mut self, outbox: &Outbox) -> Arc<Vec<Finding>> {
        if let Some(findings) = &self.findings {
            return Arc::clone(findings);
        }
        let started = Instant::now();
        let checked = match &mut self.draft {
            Some(draft) if !self.in_force.ignored => catch_unwind(AssertUnwindSafe(|| draft.check())),
            _ => Ok(Vec::new()),
        };
        self.cost = started.elapsed();
        outbox.log_faults(self.uri.as_str(), &self.faults);
        let findings = Arc::new(checked.unwrap_or_else(|_| {
            self.report_panic("checking", outbox);
            // Its memory is half written.
            self.start_over(outbox);
            Vec::new()
        }));
        self.findings = Some(Arc::clone(&findings));
        findings
    }

    /// What the draft claims as it is now, and what covers it; remembered until it changes.
    pub fn claims(&mut self, outbox: &Outbox) -> Option<Arc<Claims>> {
        let findings = self.findings(outbox);
        if let Some((beside, claims)) = &self.claims
            && Arc::ptr_eq(beside, &findings)
        {
            return Some(Arc::clone(claims));
        }
        let draft = self.draft.as_mut().filter(|_| !self.in_force.ignored)?;
        let claims = Arc::new(catch_unwind(AssertUnwindSafe(|| draft.fact_sheet(&findings))).ok()?);
        self.claims = Some((findings, Arc::clone(&claims)));
        Some(claims)
    }

    /// Forgets what was found: something that the draft depends on may have changed.
    pub fn forget(&mut self) {
        self.findings = None;
    }

    /// Whether it is longer than what is read from files: it is not looked at.
    pub fn is_too_long(&self) -> bool {
        self.text.len() as u64 > MAX_DRAFT_BYTES
    }

    fn start_over(&mut self, outbox: &Outbox) {
        self.draft = None;
        if self.is_too_long() {
            return;
        }
        let settings = Arc::clone(&self.in_force.settings);
        let read = catch_unwind(AssertUnwindSafe(|| Draft::new(&self.text.to_string(), settings)));
        if read.is_err() {
            self.report_panic("reading", outbox);
        }
        self.draft = read.ok();
        if let Some(draft) = &mut self.draft {
            draft.contain(&self.faults);
            draft.set_library(Arc::clone(&self.library));
            draft.set_targets(Arc::clone(&self.targets));
            draft.set_lock(Arc::clone(&self.lock));
        }
        self.share_text();
    }

    /// Two ropes of the same text are twice the memory; clones of one share it.
    fn share_text(&mut self) {
        if let Some(draft) = &self.draft {
            self.text = draft.text().clone();
        }
    }

    fn report_panic(&self, doing: &str, outbox: &Outbox) {
        let uri = self.uri.as_str();
        outbox.log(Level::Error, format!("{uri}: a fault in ibid while {doing} version {}; going on", self.version));
    }
}
