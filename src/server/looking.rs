//! The commands that look sources up: only when a writer asks, only with consent, never on the session's thread.

mod here;
mod run;

pub use here::offer;

use super::abilities::{Abilities, CHECK_SOURCE, CHECK_SOURCES, REFRESH_SOURCES};
use super::configuration::Configuration;
use super::convert;
use super::drafts::Open;
use super::event::Event;
use super::outbox::Outbox;
use super::progress::{self, Count};
use crate::config::{Network, Settings};
use crate::verify::{Plan, budget, sources};
use crate::web::{self, Limits, Run, Web};
use crate::workspace::lock_place;
use serde_json::json;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::{ExecuteCommandParams, LSPAny, MessageActionItem, MessageType, Position, ProgressToken, Uri};

/// The answer that allows it.
const YES: &str = "Look up";
const NO: &str = "Cancel";

/// What a command asks for.
pub struct Asked {
    /// The draft.
    pub uri: Uri,
    /// Where in it; of all its sources if nowhere.
    at: Option<Position>,
    /// Whether what is kept from earlier looks is passed over.
    fresh: bool,
}

/// News of sources that are looked up, by the lock into which what is found out goes.
pub struct News {
    /// The lock.
    pub file: PathBuf,
    /// What there is to tell.
    pub what: What,
}

/// What there is to tell of a run.
pub enum What {
    /// Whether the writer allows it.
    Answered(bool),
    /// The lock was written.
    Kept,
    /// It is over: what came of it, or what went wrong.
    Ended(std::result::Result<String, String>),
}

/// Runs under way, at most one for each lock.
pub struct Lookups {
    events: Sender<Event>,
    /// One for all runs: manners hold within it.
    web: Option<Web>,
    /// What the writer chose for that one.
    choices: Choices,
    under_way: HashMap<PathBuf, UnderWay>,
}

/// What a writer chooses for the net.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// To whom registries may write.
    mail: Option<String>,
    /// Through whom everything goes.
    proxy: Option<String>,
}

impl Choices {
    /// Those that count for a draft; without one, none.
    pub fn of(open: Option<&Open>) -> Self {
        let settings = open.map(Open::settings);
        let choice = |choice: fn(&Settings) -> &Option<String>| settings.and_then(|settings| choice(settings).clone());
        Self { mail: choice(|settings| &settings.mail), proxy: choice(|settings| &settings.proxy) }
    }
}

/// What a writer asked for.
struct Wish {
    /// The draft whose sources are meant.
    uri: Uri,
    plan: Plan,
    choices: Choices,
    /// Whether what is kept from earlier looks is passed over.
    fresh: bool,
    /// Whether what the sources say is kept.
    texts: bool,
}

enum UnderWay {
    /// The writer is asked whether it may be.
    Asking(Wish),
    /// A thread is at it.
    Looking { run: Run, off: Arc<AtomicBool>, count: Arc<Count> },
}

impl Asked {
    /// Reads a command; `None` if it is none of these.
    pub fn of(params: &ExecuteCommandParams) -> Option<Result<Self>> {
        let (fresh, here) = match params.command.as_str() {
            CHECK_SOURCES => (false, false),
            CHECK_SOURCE => (false, true),
            REFRESH_SOURCES => (true, false),
            _ => return None,
        };
        let mut arguments = params.arguments.iter();
        let uri = arguments.next().and_then(|uri| serde_json::from_value(uri.clone()).ok());
        let at = arguments.next().and_then(|at| serde_json::from_value(at.clone()).ok()).filter(|_| here);
        let wants = if here { "the URI of a draft and a position in it" } else { "the URI of a draft" };
        let refused = || Error::invalid_params(format!("`{}` wants {wants}", params.command));
        let asked = uri.filter(|_| at.is_some() == here).map(|uri| Self { uri, at, fresh });
        Some(asked.ok_or_else(refused))
    }
}

impl Lookups {
    /// None yet; news will come through `events`.
    pub fn new(events: Sender<Event>) -> Self {
        Self { events, web: None, choices: Choices::default(), under_way: HashMap::new() }
    }

    /// Runs a command on its draft. What comes of it, or why nothing does, the writer is told in a message.
    pub fn execute(
        &mut self,
        asked: &Asked,
        open: Option<&Open>,
        configuration: &Configuration,
        can: &Abilities,
        outbox: &Outbox,
    ) -> Result<Option<LSPAny>> {
        let Some(open) = open else {
            return Err(Error::invalid_params(format!("{}: no draft that is open", asked.uri.as_str())));
        };
        if let Some(refused) = refused(open, configuration, can) {
            return Ok(Some(refused));
        }
        if let Err(told) = self.begin(asked, open, configuration, can, outbox) {
            outbox.say(MessageType::WARNING, told);
        }
        Ok(None)
    }

    fn begin(
        &mut self,
        asked: &Asked,
        open: &Open,
        configuration: &Configuration,
        can: &Abilities,
        outbox: &Outbox,
    ) -> std::result::Result<(), String> {
        let consent = consent(open, configuration)?;
        let Some(path) = &open.path else {
            return Err("The draft is in no file yet: what is found out is kept beside it".to_owned());
        };
        let file = lock_place(path);
        if let Some(under_way) = self.under_way.get(&file) {
            return Err(under_way.told().to_owned());
        }
        let plan = plan(asked, open, can);
        let number = plan.wanted.len();
        if number == 0 {
            let here = if asked.at.is_some() { "here" } else { "in this draft" };
            return Err(format!("There are no sources {here} that could be looked up: no addresses, no identifiers"));
        }
        let (choices, texts) = (Choices::of(Some(open)), open.settings().keep_texts);
        let wish = Wish { uri: open.uri.clone(), plan, choices, fresh: asked.fresh, texts };
        if consent == Network::On {
            self.look(file, wish, can, outbox);
        } else {
            let (place, events) = (file.clone(), self.events.clone());
            ask(number, outbox, move |yes| {
                let _ = events.send(Event::Looked(News { file, what: What::Answered(yes) }));
            });
            self.under_way.insert(place, UnderWay::Asking(wish));
        }
        Ok(())
    }

    /// The draft about whose sources the writer is asked, if what is found out is kept in `file`.
    pub fn asking(&self, file: &Path) -> Option<&Uri> {
        match self.under_way.get(file)? {
            UnderWay::Asking(wish) => Some(&wish.uri),
            UnderWay::Looking { .. } => None,
        }
    }

    /// Takes the writer's answer, which counts for a draft that is open still, and only if the settings have not forbidden it meanwhile.
    pub fn answered(
        &mut self,
        (file, yes): (PathBuf, bool),
        open: Option<&Open>,
        configuration: &Configuration,
        can: &Abilities,
        outbox: &Outbox,
    ) {
        match self.under_way.remove(&file) {
            Some(UnderWay::Asking(wish)) if yes => match still_allowed(open, configuration) {
                Ok(()) => self.look(file, wish, can, outbox),
                Err(told) => outbox.say(MessageType::WARNING, told),
            },
            Some(UnderWay::Asking(_)) | None => {}
            Some(looking) => drop(self.under_way.insert(file, looking)),
        }
    }

    /// Starts a thread that looks sources up.
    fn look(&mut self, file: PathBuf, wish: Wish, can: &Abilities, outbox: &Outbox) {
        let Wish { plan, choices, fresh, texts, .. } = wish;
        let web = self.web(choices);
        let (run, off) = (web.run(budget(fresh)), Arc::new(AtomicBool::new(false)));
        let count = Arc::new(Count::of_sources(plan.wanted.len()));
        if can.progress {
            progress::show("Looking up sources", Arc::clone(&count), None, outbox);
        }
        let job = run::Job {
            file: file.clone(),
            texts,
            run: run.clone(),
            off: Arc::clone(&off),
            count: Arc::clone(&count),
            events: self.events.clone(),
        };
        self.under_way.insert(file, UnderWay::Looking { run, off, count });
        std::thread::spawn(move || run::run(&job, plan));
    }

    /// The way to the net, which is one for all that is looked up for a writer who has chosen so.
    pub fn web(&mut self, choices: Choices) -> Web {
        if self.choices != choices {
            self.choices = choices;
            self.web = None;
        }
        let Choices { mail, proxy } = &self.choices;
        let settings = || web::Settings::of_user(mail.as_deref(), proxy.as_deref());
        self.web.get_or_insert_with(|| Web::new(settings(), Limits::default())).clone()
    }

    /// Calls off the run whose progress is shown under `token`.
    pub fn call_off(&self, token: &ProgressToken) {
        for under_way in self.under_way.values() {
            if let UnderWay::Looking { count, .. } = under_way
                && progress::token(count) == *token
            {
                under_way.call_off();
            }
        }
    }

    /// Takes note that a run is over.
    pub fn ended(&mut self, file: &Path) {
        self.under_way.remove(file);
    }
}

impl Drop for Lookups {
    fn drop(&mut self) {
        self.under_way.values().for_each(UnderWay::call_off);
    }
}

impl UnderWay {
    fn call_off(&self) {
        if let Self::Looking { run, off, .. } = self {
            off.store(true, Ordering::SeqCst);
            run.cancel();
        }
    }

    /// Why nothing else can begin meanwhile.
    fn told(&self) -> &'static str {
        match self {
            Self::Asking(_) => "Your editor asks already whether sources may be looked up: answer it first",
            Self::Looking { .. } => "Sources are being looked up already: wait until that has ended",
        }
    }
}

/// Asks the writer whether so many sources may be looked up, and passes the answer on.
pub fn ask(number: usize, outbox: &Outbox, answered: impl FnOnce(bool) + Send + 'static) {
    outbox.ask(move |client| async move {
        let question = format!("Look up {} in the net? Only addresses and identifiers are sent.", sources(number));
        let choice = |title: &str| MessageActionItem { title: title.to_owned(), properties: HashMap::new() };
        let choices = vec![choice(YES), choice(NO)];
        let answer = client.show_message_request(MessageType::INFO, question, Some(choices)).await;
        answered(matches!(answer, Ok(Some(chosen)) if chosen.title == YES));
    });
}

/// Whether what the writer has allowed may still be done: the answer may have been long in coming.
pub fn still_allowed(open: Option<&Open>, configuration: &Configuration) -> std::result::Result<(), String> {
    let open = open.ok_or("The draft was closed meanwhile, so nothing was looked up")?;
    consent(open, configuration).map(drop)
}

/// What a client is answered that can ask for the consent that is missing.
pub fn refused(open: &Open, configuration: &Configuration, can: &Abilities) -> Option<LSPAny> {
    let missing = !configuration.untrusted && open.settings().network == Network::Off;
    (can.choose_network && missing).then(|| json!({"refused": "network"}))
}

/// Whether sources of a draft may be looked up: at once, or after a question; otherwise why not, and how to allow it.
pub fn consent(open: &Open, configuration: &Configuration) -> std::result::Result<Network, String> {
    let settings = open.settings();
    if configuration.untrusted {
        return Err("This workspace is not trusted, so nothing is looked up".to_owned());
    }
    match (settings.network, settings.network()) {
        (Network::Off, _) => Err(
            "Looking sources up is off, and nothing was sent; to allow it, set `ibid.network` to \"ask\" or \"on\" in \
            your editor, or `network` in your own ibid.toml"
                .to_owned(),
        ),
        (_, Network::Off) => {
            Err("The project's configuration forbids the network (`network = \"off\"`), so nothing is looked up"
                .to_owned())
        }
        (_, allowed) => Ok(allowed),
    }
}

/// What a command is about.
fn plan(asked: &Asked, open: &Open, can: &Abilities) -> Plan {
    let mut plan = Plan::default();
    let Some(draft) = open.draft() else { return plan };
    match asked.at {
        None => plan.add(draft, None),
        Some(at) => {
            let at = convert::offset(open.text(), at, can.encoding);
            here::identities(draft, at).iter().for_each(|identity| plan.add(draft, Some(identity)));
        }
    }
    plan
}
