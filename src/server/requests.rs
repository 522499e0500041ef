//! What takes its time: questions to the client, and its question about the whole workspace.

use super::abilities::Abilities;
use super::books::Books;
use super::configuration::Configuration;
use super::drafts::Open;
use super::event::{Event, Reply};
use super::outbox::{Level, Outbox};
use super::progress::{self, Count};
use super::{publish, walk};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{self, Sender};
use std::time::{Duration, Instant};
use tower_lsp::ls_types::{
    DidChangeWatchedFilesRegistrationOptions, FileSystemWatcher, GlobPattern, Registration, WatchKind,
    WorkspaceDiagnosticParams, WorkspaceDiagnosticReport,
};

/// Files that decide what is found in drafts, and drafts themselves, which another program may write.
const WATCHED: &[&str] = &[
    "**/{ibid,.ibid}.toml",
    "**/ibid.lock",
    "**/*.bib",
    "**/_{quarto,metadata,bookdown}.{yml,yaml}",
    "**/{references,refs,bibliography,library,citations}.{json,yaml,yml}",
    "**/*.{md,markdown,qmd,Rmd,mdx}",
];
/// Endings of files that drafts link to, beside drafts. Of these only that they come and go is of interest.
const LINKED: &[&str] = &[
    "png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "pdf", "html", "csv", "tsv", "txt", "ipynb", "docx", "xlsx",
    "zip", "mp3", "mp4",
];
/// A client asks about the workspace again as soon as it has its answer. If nothing has changed the answer is kept
/// back, at most this long: files may change unseen.
const KEPT_BACK: Duration = Duration::from_secs(20);

/// Questions under way.
pub struct Requests {
    events: Sender<Event>,
    walker: Option<Sender<walk::Walk>>,
    waiting: Vec<Waiting>,
    /// Whether anything has changed since the last walk.
    changed: bool,
    /// Whether files that drafts depend on have.
    forget: bool,
}

struct Waiting {
    params: WorkspaceDiagnosticParams,
    reply: Reply<WorkspaceDiagnosticReport>,
    latest: Instant,
}

impl Requests {
    /// None yet; answers of the client will come back through `events`.
    pub fn new(events: Sender<Event>) -> Self {
        Self { events, walker: None, waiting: Vec::new(), changed: true, forget: false }
    }

    /// Asks the client to tell us of changes that it can see.
    pub fn register(&self, can: &Abilities, outbox: &Outbox) {
        let mut registrations = Vec::new();
        if can.register_configuration {
            registrations
                .push(registration("workspace/didChangeConfiguration", serde_json::json!({"section": "ibid"})));
        }
        if can.watch {
            let watcher =
                |glob: &&str| FileSystemWatcher { glob_pattern: GlobPattern::String((*glob).into()), kind: None };
            let linked = FileSystemWatcher {
                glob_pattern: GlobPattern::String(format!("**/*.{{{}}}", LINKED.join(","))),
                kind: Some(WatchKind::Create | WatchKind::Delete),
            };
            let watchers = WATCHED.iter().map(watcher).chain([linked]).collect();
            let options = DidChangeWatchedFilesRegistrationOptions { watchers };
            let options = serde_json::to_value(options).unwrap_or_default();
            registrations.push(registration("workspace/didChangeWatchedFiles", options));
        }
        if registrations.is_empty() {
            return;
        }
        let log = outbox.clone();
        outbox.ask(|client| async move {
            if let Err(error) = client.register_capability(registrations).await {
                log.log(Level::Warning, format!("the editor does not tell of changes: {error}"));
            }
        });
    }

    /// Asks the client for its settings, which come back as [`Event::Settings`].
    pub fn settings(&self, configuration: &mut Configuration, outbox: &Outbox) {
        configuration.generation += 1;
        let (generation, questions) = (configuration.generation, configuration.questions());
        let (events, log) = (self.events.clone(), outbox.clone());
        outbox.ask(move |client| async move {
            let values = client.configuration(questions).await.unwrap_or_else(|error| {
                log.log(Level::Warning, format!("the editor does not tell its settings: {error}"));
                Vec::new()
            });
            drop(events.send(Event::Settings { generation, values }));
        });
    }

    /// Notes that something changed apart from the text of open drafts; `forget` if it may change what is found in
    /// files that have not changed themselves.
    pub fn workspace_changed(&mut self, forget: bool) {
        self.changed = true;
        self.forget |= forget;
    }

    /// Takes a question about the whole workspace.
    pub fn pull_all(&mut self, params: WorkspaceDiagnosticParams, reply: Reply<WorkspaceDiagnosticReport>) {
        // Only one answer is kept back: many would take all the places for requests under way.
        let kept_back = |waiting: &mut Waiting| !waiting.params.previous_result_ids.is_empty();
        for Waiting { reply, .. } in self.waiting.extract_if(.., kept_back) {
            let _ = reply.send(Ok(WorkspaceDiagnosticReport::default()));
        }
        // A client that knows nothing yet is not kept waiting.
        let patience = if params.previous_result_ids.is_empty() { Duration::ZERO } else { KEPT_BACK };
        self.waiting.push(Waiting { params, reply, latest: Instant::now() + patience });
    }

    /// When [`Requests::settle`] wants to be called again.
    pub fn due(&self) -> Option<Instant> {
        self.waiting.iter().map(|waiting| waiting.latest).min()
    }

    /// Starts what is due by `now`.
    pub fn settle<'a>(
        &mut self,
        now: Instant,
        configuration: &Configuration,
        books: &Books,
        open: impl Iterator<Item = &'a mut Open>,
        can: &Abilities,
        outbox: &Outbox,
    ) {
        self.waiting.retain(|waiting| !waiting.reply.is_closed());
        let due = |waiting: &mut Waiting| self.changed || waiting.latest <= now;
        let due: Vec<Waiting> = self.waiting.extract_if(.., due).collect();
        if due.is_empty() {
            return;
        }
        self.changed = false;
        let all = |open: &mut Open| (open.uri.clone(), open.version, publish::all(open, can, outbox));
        let open: Vec<_> = open.map(all).collect();
        for Waiting { params, reply, .. } in due {
            let count = Arc::new(Count::default());
            let token = params.work_done_progress_params.work_done_token;
            if can.progress || token.is_some() {
                progress::show("Checking drafts", Arc::clone(&count), token, outbox);
            }
            let known = params.previous_result_ids.into_iter().map(|known| (known.uri, known.value)).collect();
            let forget = std::mem::take(&mut self.forget);
            let (configuration, open) = (configuration.clone(), open.clone());
            let (shelves, tree) = (books.shelves().clone(), books.tree().clone());
            let walk = walk::Walk { configuration, shelves, tree, open, known, forget, count, reply };
            // A walker that is gone drops the reply, which answers with an error.
            drop(self.walker(can, outbox).send(walk));
        }
    }

    fn walker(&mut self, can: &Abilities, outbox: &Outbox) -> &Sender<walk::Walk> {
        self.walker.get_or_insert_with(|| {
            let (walker, walks) = mpsc::channel();
            let (can, outbox) = (*can, outbox.clone());
            std::thread::spawn(move || walk::run(&walks, &can, &outbox));
            walker
        })
    }
}

/// Whether drafts may link to a file of that name, which is no draft.
pub fn is_linked(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    extension.is_some_and(|extension| LINKED.iter().any(|known| known.eq_ignore_ascii_case(extension)))
}

fn registration(method: &str, options: serde_json::Value) -> Registration {
    Registration { id: format!("ibid {method}"), method: method.into(), register_options: Some(options) }
}
