//! The one owner of everything that changes: drafts, settings, what the client shows.
//!
//! It takes whatever is waiting before it answers anything, so that a burst of edits costs the edits and one check. A request that was
//! cancelled meanwhile is skipped; one about a text that has already changed again is told so.

use super::abilities::Abilities;
use super::atlas::Atlas;
use super::books::Books;
use super::configuration::Configuration;
use super::desk::{Desk, Question};
use super::drafts::Open;
use super::enclosure::Encloser;
use super::event::Event;
use super::explain::Pages;
use super::fetching::Fetches;
use super::hover::Reader;
use super::looking::Lookups;
use super::outbox::{Level, Outbox};
use super::problems::Problems;
use super::publish::Shown;
use super::requests::Requests;
use super::zotero::Zotero;
use super::{convert, parent, shown};
use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};
use tokio::sync::Notify;
use tower_lsp::jsonrpc::Error;
use tower_lsp::ls_types::{InitializeParams, MessageType, TraceValue, Uri};

mod commands;
mod documents;
mod follow;
mod refusal;

use refusal::{answerable, ask_again};

/// One client's session.
pub struct Session {
    drafts: HashMap<Uri, (Open, Shown)>,
    can: Abilities,
    configuration: Configuration,
    books: Books,
    atlas: Atlas,
    /// Questions that wait until the atlas is complete, each with the version of its draft.
    parked: Vec<(Question, Option<i32>)>,
    problems: Problems,
    pages: Pages,
    lookups: Lookups,
    fetches: Fetches,
    reader: Reader,
    zotero: Zotero,
    requests: Requests,
    trace: TraceValue,
    outbox: Outbox,
    encloser: Encloser,
    quit: Arc<Notify>,
    over: bool,
}

impl Session {
    /// A session whose answers from the client come back through `events`, that sends long answers
    /// through `encloser`, and that ends the program through `quit`.
    pub fn new(events: Sender<Event>, outbox: Outbox, encloser: Encloser, quit: Arc<Notify>) -> Self {
        Self {
            drafts: HashMap::new(),
            can: Abilities::default(),
            configuration: Configuration::default(),
            books: Books::new(events.clone()),
            atlas: Atlas::new(events.clone()),
            parked: Vec::new(),
            problems: Problems::default(),
            pages: Pages::default(),
            lookups: Lookups::new(events.clone()),
            fetches: Fetches::new(events.clone()),
            reader: Reader::default(),
            zotero: Zotero::new(events.clone()),
            requests: Requests::new(events),
            trace: TraceValue::Off,
            outbox,
            encloser,
            quit,
            over: false,
        }
    }

    /// Lives until the client says goodbye.
    pub fn run(mut self, queue: &Receiver<Event>) {
        while !self.over {
            let wait = self.due().map_or(Duration::MAX, |due| due.saturating_duration_since(Instant::now()));
            let mut batch = match queue.recv_timeout(wait) {
                Ok(event) => vec![event],
                Err(RecvTimeoutError::Timeout) => Vec::new(),
                Err(RecvTimeoutError::Disconnected) => return,
            };
            batch.extend(queue.try_iter());
            self.take(batch);
            self.guarded("publishing", |session| session.settle(Instant::now()));
        }
    }

    fn take(&mut self, batch: Vec<Event>) {
        // The last edit of each draft: requests before it are about a text that is no more.
        let mut last_edit: HashMap<Uri, usize> = HashMap::new();
        for (number, event) in batch.iter().enumerate() {
            if let Event::Edited(params) = event {
                last_edit.insert(params.text_document.uri.clone(), number);
            }
        }
        for (number, event) in batch.into_iter().enumerate() {
            let outdated = |uri: &Uri| last_edit.get(uri).is_some_and(|last| *last > number);
            let (name, started) = (event.name(), Instant::now());
            self.guarded(name, |session| session.handle(event, &outdated));
            if self.trace != TraceValue::Off {
                let verbose = (self.trace == TraceValue::Verbose).then(|| format!("{} drafts open", self.drafts.len()));
                self.outbox.trace(format!("{name}: {:?}", started.elapsed()), verbose);
            }
        }
    }

    /// A fault in ibid costs the event in which it shows, not the session.
    fn guarded(&mut self, doing: &str, act: impl FnOnce(&mut Self)) {
        if catch_unwind(AssertUnwindSafe(|| act(self))).is_err() {
            self.outbox.log(Level::Error, format!("a fault in ibid while {doing}; going on"));
        }
    }

    fn handle(&mut self, event: Event, outdated: &dyn Fn(&Uri) -> bool) {
        let can = self.can;
        // A burst of edits is looked at once, before anything is answered.
        if !matches!(event, Event::Edited(_)) {
            self.lead_edited();
        }
        let stale = |uri: &Uri| outdated(uri).then(Error::content_modified);
        let later = |uri: &Uri| outdated(uri).then(ask_again);
        match event {
            Event::Initialize(params, reply) => {
                self.initialize(&params);
                let _ = reply.send(Ok(self.can.introduction()));
            }
            Event::Initialized => {
                self.requests.register(&can, &self.outbox);
                self.atlas.survey(&self.configuration, &self.outbox);
                self.ask_settings();
            }
            Event::Opened(params) => self.open(params.text_document),
            Event::Edited(params) => self.edit(params),
            // A client that does not watch files for us at least says when it has written one.
            Event::Saved if !can.watch => {
                self.refresh(true);
                self.atlas.survey(&self.configuration, &self.outbox);
            }
            Event::Saved => self.follow_files(),
            Event::Closed(params) => self.close(&params.text_document.uri),
            Event::Asked(question) => {
                let refusal = question.uri.as_ref().and_then(stale);
                if refusal.is_none() && question.whole && self.atlas.is_behind() {
                    let version = self.version(&question);
                    self.parked.push((question, version));
                } else {
                    self.put(question, refusal);
                }
            }
            Event::Pull(params, reply) => {
                let uri = &params.text_document.uri;
                let encloser = &mut self.encloser;
                let nothing = || encloser.enclose(shown::report("[]", None));
                let Some((reply, open)) = answerable(&mut self.drafts, reply, uri, later(uri), nothing) else { return };
                let items = shown::all(open, &can, &self.outbox);
                let report = shown::report(&items, params.previous_result_id.as_deref());
                let _ = reply.send(Ok(self.encloser.enclose(report)));
            }
            Event::PullAll(params, reply) => self.requests.pull_all(params, reply),
            Event::Execute(params, reply) => {
                let _ = reply.send(self.execute(&params));
            }
            Event::SettingsChanged(_) if can.configuration => self.ask_settings(),
            Event::SettingsChanged(value) => {
                self.configuration.take_for_all(&value, &self.outbox);
                self.reconfigure();
            }
            Event::Settings { generation, values } if generation == self.configuration.generation => {
                self.configuration.take(&values, &self.outbox);
                self.reconfigure();
            }
            // A later request for settings is on its way.
            Event::Settings { .. } => {}
            Event::FoldersChanged(params) => {
                self.configuration.change_folders(params.event.added, &params.event.removed);
                self.ask_settings();
                self.reconfigure();
            }
            Event::FilesChanged(params) => {
                self.files_changed(params.changes.iter().filter_map(|change| convert::path(&change.uri)).collect());
            }
            Event::Surveyed(surveyed) => {
                self.atlas.take(surveyed);
                if !self.atlas.is_behind() {
                    self.unpark();
                    self.count_again();
                }
            }
            Event::Looked(news) => self.looked(news),
            Event::Listed(list, wrong) => {
                self.books.listed(&list);
                if let Some(wrong) = wrong {
                    self.outbox.say(MessageType::WARNING, format!("{}: {wrong}", list.display()));
                }
                self.refresh(true);
            }
            Event::Shelved(fetched) => self.zotero.take(fetched, &self.outbox),
            Event::Fetched(news) => self.fetched(news),
            Event::CalledOff(token) => {
                self.lookups.call_off(&token);
                self.fetches.call_off(&token);
            }
            Event::Unreadable(unreadable) => self.misread(unreadable),
            Event::Trace(trace) => self.trace = trace,
            Event::Shutdown(reply) => {
                self.over = true;
                let _ = reply.send(Ok(()));
            }
            Event::Gone => self.over = true,
        }
    }

    /// Answers a question, unless it is refused.
    fn put(&mut self, question: Question, refusal: Option<Error>) {
        // Of what is edited under a new name, the newest text counts.
        if question.whole && self.books.hurry() {
            self.refresh(true);
        }
        let desk = Desk {
            uri: question.uri,
            drafts: &mut self.drafts,
            reader: &mut self.reader,
            zotero: &mut self.zotero,
            books: &mut self.books,
            atlas: &mut self.atlas,
            configuration: &self.configuration,
            can: &self.can,
            outbox: &self.outbox,
        };
        (question.answer)(refusal.map_or(Ok(desk), Err));
    }

    fn version(&self, question: &Question) -> Option<i32> {
        question.uri.as_ref().and_then(|uri| self.drafts.get(uri)).map(|(open, _)| open.version)
    }

    fn unpark(&mut self) {
        for (question, version) in std::mem::take(&mut self.parked) {
            let refusal = (self.version(&question) != version).then(Error::content_modified);
            self.put(question, refusal);
        }
    }

    fn initialize(&mut self, params: &InitializeParams) {
        self.can = Abilities::of(&params.capabilities);
        self.configuration = Configuration::of(params, &self.outbox);
        self.trace = params.trace.unwrap_or_default();
        if let Some(id) = params.process_id {
            let quit = Arc::clone(&self.quit);
            self.outbox.ask(move |_| parent::watch(id, quit));
        }
    }

    fn ask_settings(&mut self) {
        if self.can.configuration {
            self.requests.settings(&mut self.configuration, &self.outbox);
        }
    }

    /// When [`Session::settle`] wants to be called again.
    fn due(&self) -> Option<Instant> {
        let shown = self.drafts.values().filter(|_| !self.can.pull).filter_map(|(_, shown)| shown.due());
        shown.chain(self.requests.due()).chain(self.books.due()).min()
    }

    fn settle(&mut self, now: Instant) {
        if self.books.settle(now) {
            self.refresh(true);
        }
        self.follow_edits(now);
        if !self.can.pull {
            for (open, shown) in self.drafts.values_mut() {
                shown.settle(open, now, &self.can, &self.outbox);
            }
        }
        let open = self.drafts.values_mut().map(|(open, _)| open);
        self.requests.settle(now, &self.configuration, &self.books, open, &self.can, &self.outbox);
    }
}
