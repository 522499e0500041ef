//! The command that fetches a reference: what a bare address or number stands for is looked up, and cited as the draft cites, in one edit.

use super::abilities::{Abilities, FETCH_REFERENCE};
use super::books::Books;
use super::configuration::Configuration;
use super::drafts::Open;
use super::event::Event;
use super::looking::{self, consent, refused};
use super::outbox::Outbox;
use super::progress::{self, Count};
use super::{actions, convert};
use crate::check::{Draft, refer};
use crate::config::Network;
use crate::rewrite::{Named, named, named_so};
use crate::verify::{Reference, brief_budget, fetch};
use crate::web::{Run, Web};
use crate::workspace::{read, today};
use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::Sender;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::request::ApplyWorkspaceEdit;
use tower_lsp::ls_types::{
    ApplyWorkspaceEditParams, CodeAction, CodeActionKind, Command, ExecuteCommandParams, LSPAny, MessageType, Position,
    ProgressToken, Uri, WorkspaceEdit,
};

/// What the action is called, and its edit.
const TITLE: &str = "Fetch the reference";
/// So many are fetched at the same time.
const MOST: usize = 8;

/// News of a reference that is fetched, by its number.
pub struct News {
    number: u64,
    what: What,
}

enum What {
    /// Whether the writer allows it.
    Answered(bool),
    /// What is known of it, or why nothing is.
    Ended(std::result::Result<Reference, String>),
}

/// The references under way.
pub struct Fetches {
    events: Sender<Event>,
    last: u64,
    under_way: HashMap<u64, Fetch>,
}

struct Fetch {
    uri: Uri,
    named: Named,
    /// Which of those that are written alike it is, and how many there are.
    place: (usize, usize),
    looking: Option<(Run, Arc<Count>)>,
}

/// Whether a command is this one.
pub fn is_asked(params: &ExecuteCommandParams) -> bool {
    params.command == FETCH_REFERENCE
}

/// The draft and the position that the command names.
pub fn subject(params: &ExecuteCommandParams) -> Option<(Uri, Position)> {
    let uri = serde_json::from_value(params.arguments.first()?.clone()).ok()?;
    Some((uri, serde_json::from_value(params.arguments.get(1)?.clone()).ok()?))
}

/// The action for what is named at byte `at`, which the client knows as `position`.
pub fn offer(open: &Open, at: usize, position: Position) -> Option<CodeAction> {
    let draft = open.draft()?;
    catch_unwind(AssertUnwindSafe(|| named(&draft.parts(), at))).ok()??;
    let arguments = vec![serde_json::to_value(&open.uri).ok()?, serde_json::to_value(position).ok()?];
    Some(CodeAction {
        title: TITLE.to_owned(),
        kind: Some(CodeActionKind::QUICKFIX),
        command: Some(Command { title: TITLE.to_owned(), command: FETCH_REFERENCE.into(), arguments: Some(arguments) }),
        ..CodeAction::default()
    })
}

impl Fetches {
    /// None yet; news will come through `events`.
    pub fn new(events: Sender<Event>) -> Self {
        Self { events, last: 0, under_way: HashMap::new() }
    }

    /// Runs the command. Why nothing comes of it the writer is told in a message.
    pub fn execute(
        &mut self,
        (uri, position): (Uri, Position),
        open: Option<&Open>,
        configuration: &Configuration,
        can: &Abilities,
        (web, outbox): (&Web, &Outbox),
    ) -> Result<Option<LSPAny>> {
        let Some(open) = open else {
            return Err(Error::invalid_params(format!("{}: no draft that is open", uri.as_str())));
        };
        if let Some(refused) = refused(open, configuration, can) {
            return Ok(Some(refused));
        }
        if let Err(told) = self.begin(open, position, configuration, can, (web, outbox)) {
            outbox.say(MessageType::WARNING, told);
        }
        Ok(None)
    }

    fn begin(
        &mut self,
        open: &Open,
        position: Position,
        configuration: &Configuration,
        can: &Abilities,
        (web, outbox): (&Web, &Outbox),
    ) -> std::result::Result<(), String> {
        let consent = consent(open, configuration)?;
        if !can.apply_edit {
            return Err("Your editor takes no edits of a server, so a reference could not be put in".to_owned());
        }
        let parts = open.draft().map(Draft::parts).unwrap_or_default();
        let at = convert::offset(open.text(), position, can.encoding);
        let found = catch_unwind(AssertUnwindSafe(|| named(&parts, at))).ok().flatten();
        let Some(named) = found else {
            return Err("There is no bare address, DOI, arXiv number, ISBN or PMID here".to_owned());
        };
        let alike = named_so(&parts, &named.written);
        let which = alike.iter().position(|other| *other == named).unwrap_or_default();
        let under_way = |fetch: &Fetch| fetch.uri == open.uri && fetch.named.written == named.written;
        if self.under_way.values().any(under_way) {
            return Err("This reference is being fetched already: wait until that has ended".to_owned());
        }
        if self.under_way.values().filter(|fetch| fetch.looking.is_some()).count() >= MOST {
            return Err(format!("{MOST} references are being fetched already: wait until one has come"));
        }
        self.last += 1;
        let number = self.last;
        let fetch = Fetch { uri: open.uri.clone(), named, place: (which, alike.len()), looking: None };
        self.under_way.insert(number, fetch);
        if consent == Network::On {
            self.look(number, can, web, outbox);
        } else {
            let events = self.events.clone();
            looking::ask(1, outbox, move |yes| {
                let _ = events.send(Event::Fetched(News { number, what: What::Answered(yes) }));
            });
        }
        Ok(())
    }

    fn look(&mut self, number: u64, can: &Abilities, web: &Web, outbox: &Outbox) {
        let Some(fetch) = self.under_way.get_mut(&number) else { return };
        let (run, count) = (web.run(brief_budget()), Arc::new(Count::of_sources(1)));
        if can.progress {
            progress::show("Fetching the reference", Arc::clone(&count), None, outbox);
        }
        fetch.looking = Some((run.clone(), Arc::clone(&count)));
        let (named, events) = (fetch.named.clone(), self.events.clone());
        std::thread::spawn(move || {
            let ended = catch_unwind(AssertUnwindSafe(|| look(&run, &named)));
            count.finish();
            let ended = ended.unwrap_or_else(|_| Err("A fault in ibid while fetching a reference".to_owned()));
            let _ = events.send(Event::Fetched(News { number, what: What::Ended(ended) }));
        });
    }

    /// The draft for which the news is.
    pub fn uri(&self, news: &News) -> Option<&Uri> {
        self.under_way.get(&news.number).map(|fetch| &fetch.uri)
    }

    /// Takes news of the draft `open`. Yields a reference that has come, to be put in [`put_in`].
    pub fn take(
        &mut self,
        News { number, what }: News,
        open: Option<&Open>,
        configuration: &Configuration,
        can: &Abilities,
        (web, outbox): (&Web, &Outbox),
    ) -> Option<Arrived> {
        match what {
            What::Answered(true) => match looking::still_allowed(open, configuration) {
                Ok(()) => self.look(number, can, web, outbox),
                Err(told) => {
                    self.under_way.remove(&number);
                    outbox.say(MessageType::WARNING, told);
                }
            },
            What::Answered(false) => drop(self.under_way.remove(&number)),
            What::Ended(ended) => {
                let fetch = self.under_way.remove(&number)?;
                return Some(Arrived { fetch, ended });
            }
        }
        None
    }

    /// Calls off what is shown under `token`.
    pub fn call_off(&self, token: &ProgressToken) {
        let looking = self.under_way.values().filter_map(|fetch| fetch.looking.as_ref());
        looking.filter(|(_, count)| progress::token(count) == *token).for_each(|(run, _)| run.cancel());
    }
}

impl Drop for Fetches {
    fn drop(&mut self) {
        self.under_way.values().filter_map(|fetch| fetch.looking.as_ref()).for_each(|(run, _)| run.cancel());
    }
}

/// A reference that has come, or why there is none.
pub struct Arrived {
    fetch: Fetch,
    ended: std::result::Result<Reference, String>,
}

impl Arrived {
    /// Puts the reference into the draft as it is now, and says where its fields came from; or says why nothing was changed.
    pub fn put_in(self, open: Option<&Open>, books: &Books, can: &Abilities, outbox: &Outbox) {
        let written = self.fetch.named.written.clone();
        let edit = self.ended.and_then(|reference| {
            let edit = edit(&self.fetch.named, self.fetch.place, &reference, open, books, can)?;
            Ok((edit, reference.told()))
        });
        let (edit, told) = match edit {
            Ok(edit) => edit,
            Err(told) => return outbox.say(MessageType::WARNING, format!("{written}: {told}")),
        };
        outbox.ask(|client| async move {
            let params = ApplyWorkspaceEditParams { label: Some(TITLE.to_owned()), edit };
            let (kind, told) = match client.send_request::<ApplyWorkspaceEdit>(params).await {
                Ok(answer) if answer.applied => (MessageType::INFO, format!("{written}: {told}")),
                Ok(_) | Err(_) => (
                    MessageType::WARNING,
                    format!("{written}: the editor did not take the edit; has the draft changed meanwhile?"),
                ),
            };
            client.show_message(kind, told).await;
        });
    }
}

/// The edit of the draft as it is now, and of its bibliography. The name must stand where it stood.
fn edit(
    asked: &Named,
    (which, many): (usize, usize),
    reference: &Reference,
    open: Option<&Open>,
    books: &Books,
    can: &Abilities,
) -> std::result::Result<WorkspaceEdit, String> {
    let Some((open, draft)) = open.and_then(|open| Some((open, open.draft()?))) else {
        return Err("the draft was closed meanwhile, so nothing was changed in it".to_owned());
    };
    let alike = named_so(&draft.parts(), &asked.written);
    let here = alike.get(which).filter(|here| alike.len() == many && here.in_note == asked.in_note);
    let changed = || "the draft has changed here meanwhile, so nothing was changed in it".to_owned();
    let here = here.ok_or_else(changed)?;
    let text = |path: &std::path::Path| match books.text(path) {
        Some((_, _, text)) => Some(text.to_string()),
        None => read(path).ok(),
    };
    let fix = catch_unwind(AssertUnwindSafe(|| refer(draft, here, &reference.work, &text)));
    let fix = fix.unwrap_or_else(|_| Err("a fault in ibid while writing the reference".to_owned()))?;
    let busy = "its bibliography is being changed just now, so nothing was done; try again";
    actions::workspace_edit(open, books, fix.edits, fix.elsewhere, can).ok_or_else(|| busy.to_owned())
}

fn look(run: &Run, named: &Named) -> std::result::Result<Reference, String> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| format!("There is no way to the net: {error}"))?;
    let fetched = runtime.block_on(fetch(run, &named.identity, named.address.as_deref(), &today()));
    // A name server that does not answer holds up nobody.
    runtime.shutdown_background();
    fetched
}
