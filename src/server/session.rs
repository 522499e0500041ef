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
use super::event::{Event, Reply};
use super::explain::Pages;
use super::outbox::{Level, Outbox};
use super::problems::Problems;
use super::publish::{self, Shown};
use super::requests::{Requests, is_linked};
use super::{convert, parent, pull};
use crate::workspace::is_draft;
use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};
use tokio::sync::Notify;
use tower_lsp::jsonrpc::{Error, ErrorCode};
use tower_lsp::ls_types::{InitializeParams, TextDocumentItem, TraceValue, Uri};

mod follow;

/// A language that is not prose: such a document may be sent because a draft depends on it, and is no draft itself.
const NO_DRAFTS: &[&str] = &["bibtex", "bib", "json", "toml", "yaml"];

/// The protocol's code for a request that the server gave up.
const SERVER_CANCELLED: i64 = -32802;

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
    requests: Requests,
    trace: TraceValue,
    outbox: Outbox,
    quit: Arc<Notify>,
    over: bool,
}

impl Session {
    /// A session whose answers from the client come back through `events`, and that ends the program through `quit`.
    pub fn new(events: Sender<Event>, outbox: Outbox, quit: Arc<Notify>) -> Self {
        Self {
            drafts: HashMap::new(),
            can: Abilities::default(),
            configuration: Configuration::default(),
            books: Books::default(),
            atlas: Atlas::new(events.clone()),
            parked: Vec::new(),
            problems: Problems::default(),
            pages: Pages::default(),
            requests: Requests::new(events),
            trace: TraceValue::Off,
            outbox,
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
            Event::Edited(params) => {
                let uri = params.text_document.uri.clone();
                let Some((open, shown)) = self.drafts.get_mut(&uri) else {
                    if self.books.edit(&params.text_document, &params.content_changes, can.encoding) {
                        return;
                    }
                    self.outbox.log(Level::Warning, format!("{}: an edit of a draft that is not open", uri.as_str()));
                    return;
                };
                open.edit(params.text_document.version, params.content_changes, can.encoding, &self.outbox);
                shown.edited(Instant::now());
                self.books.draft_edited(&uri);
                // Seldom: when a name at `bibliography` changes.
                if open.names_others() && self.books.serve(open, &self.configuration) {
                    self.show_problems();
                }
            }
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
                let nothing = || pull::report(Vec::new(), None);
                let Some((reply, open)) = answerable(&mut self.drafts, reply, uri, later(uri), nothing) else { return };
                let items = publish::all(open, &can, &self.outbox);
                let _ = reply.send(Ok(pull::report(items, params.previous_result_id.as_deref())));
            }
            Event::PullAll(params, reply) => self.requests.pull_all(params, reply),
            Event::Execute(params, reply) => {
                let _ = reply.send(self.pages.execute(&params, &can, &self.outbox));
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
                let paths: Vec<_> = params.changes.iter().filter_map(|change| convert::path(&change.uri)).collect();
                if paths.iter().all(|path| is_draft(path) || is_linked(path)) {
                    self.follow_files();
                    let drafts = paths.into_iter().filter(|path| is_draft(path)).collect();
                    self.atlas.look(drafts, &self.configuration, &self.outbox);
                } else {
                    self.refresh(true);
                    self.atlas.survey(&self.configuration, &self.outbox);
                }
            }
            Event::Surveyed(surveyed) => {
                self.atlas.take(surveyed);
                if !self.atlas.is_behind() {
                    self.unpark();
                    self.count_again();
                }
            }
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

    fn open(&mut self, item: TextDocumentItem) {
        // Not every editor has a language for bibliographies.
        if NO_DRAFTS.contains(&item.language_id.as_str()) || item.uri.as_str().ends_with(".bib") {
            if self.books.open(&item) {
                self.refresh(true);
            }
            return;
        }
        let (mut open, mut shown) = (Open::new(item, &self.outbox), Shown::default());
        open.set_in_force(self.configuration.in_force(open.path.as_deref()));
        let others = self.books.take_draft(&open);
        self.books.serve(&mut open, &self.configuration);
        if !self.can.pull {
            shown.publish(&mut open, &self.can, &self.outbox);
        }
        if self.drafts.insert(open.uri.clone(), (open, shown)).is_some() {
            self.outbox.log(Level::Warning, "a draft that was open already was opened again");
        }
        if others {
            self.follow();
        }
        self.show_problems();
        self.requests.workspace_changed(false);
    }

    fn close(&mut self, uri: &Uri) {
        if self.books.close(uri) {
            self.refresh(true);
            return;
        }
        if let Some((open, _)) = self.drafts.remove(uri) {
            self.books.drop_draft(&open);
            if !self.can.pull {
                self.outbox.publish(uri.clone(), Vec::new(), None);
            }
            self.follow();
        }
        let files = convert::path(uri).into_iter().collect();
        self.atlas.look(files, &self.configuration, &self.outbox);
        self.show_problems();
        self.requests.workspace_changed(false);
    }

    /// Takes other settings or folders.
    fn reconfigure(&mut self) {
        self.refresh(false);
        self.atlas.survey(&self.configuration, &self.outbox);
    }

    /// Looks again at what drafts depend on outside themselves: settings, and `files` beside them.
    fn refresh(&mut self, files: bool) {
        self.atlas.forget();
        let mut changed = files;
        self.books.forget_files();
        for (open, shown) in self.drafts.values_mut() {
            if files {
                open.forget();
            }
            changed |= open.set_in_force(self.configuration.in_force(open.path.as_deref()));
            changed |= self.books.serve(open, &self.configuration);
            if !self.can.pull {
                shown.publish(open, &self.can, &self.outbox);
            }
        }
        self.show_problems();
        self.requests.workspace_changed(true);
        if changed {
            self.ask_to_look_again();
        }
    }

    /// The counts in a bibliography come from all drafts, and are asked for once only.
    fn count_again(&self) {
        if self.can.refresh_lenses && self.books.shelves_open().next().is_some() {
            self.outbox.ask(|client| async move {
                let _ = client.code_lens_refresh().await;
            });
        }
    }

    fn show_problems(&mut self) {
        let all = self.drafts.values().flat_map(|(open, _)| open.in_force.problems.iter().cloned()).collect();
        let books = self.books.diagnostics(self.drafts.values().map(|(open, _)| open), &self.configuration, &self.can);
        self.problems.show(all, books, &self.can, &self.outbox);
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

/// The draft that a request is about, and the way to answer; unless nobody waits for the answer any more, the draft has
/// changed since and the answer is a `refusal`, or it is not open and the answer is `nothing`.
fn answerable<'a, T>(
    drafts: &'a mut HashMap<Uri, (Open, Shown)>,
    reply: Reply<T>,
    uri: &Uri,
    refusal: Option<Error>,
    nothing: impl FnOnce() -> T,
) -> Option<(Reply<T>, &'a mut Open)> {
    if reply.is_closed() {
        return None;
    }
    if let Some(refusal) = refusal {
        let _ = reply.send(Err(refusal));
        return None;
    }
    match drafts.get_mut(uri) {
        Some((open, _)) => Some((reply, open)),
        None => {
            let _ = reply.send(Ok(nothing()));
            None
        }
    }
}

/// Diagnostics of a text that has changed since: the client is to ask again. Told only that the text has changed, VS Code's client
/// shows no diagnostics at all until it does.
fn ask_again() -> Error {
    Error {
        code: ErrorCode::ServerError(SERVER_CANCELLED),
        message: "the draft has changed since".into(),
        data: Some(serde_json::json!({"retriggerRequest": true})),
    }
}
