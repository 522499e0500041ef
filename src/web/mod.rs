//! The net: the only room that opens a connection.
//!
//! Nothing here knows drafts. What may be asked is an [`Ask`], made of an identifier; whom, a [`Service`], whose addresses are constants;
//! what comes back, an [`Answer`], whose text is a stranger's. On the way stand the guard (nothing that is not public is contacted,
//! whoever leads there), manners (one request to a host at a time), limits on everything that a server decides, and a log of all that
//! left.
//!
//! A future that is dropped ends its request. Everything runs on the caller's runtime, one thread is enough; it must have its drivers for
//! I/O and time on.

mod answer;
mod ask;
mod budget;
mod cache;
mod client;
mod decode;
mod dial;
mod guard;
mod hops;
mod log;
mod pace;
mod resolver;
mod retry;
mod robots;
mod seam;
mod service;
mod settings;
pub mod zotero;

pub use answer::{Answer, Certificate, Failure, Hop, Refusal, Reply};
pub use ask::{Address, Arxiv, Ask, Doi, Isbn, Pmid};
pub use budget::Budget;
pub use cache::user_folder;
pub use log::{Line, past};
#[cfg(debug_assertions)]
pub use resolver::Lookup;
#[cfg(debug_assertions)]
pub use seam::Seam;
pub use service::{Service, Stamp};
pub use settings::{Limits, Mail, Proxy, Settings};

use budget::Left;
use cache::Cache;
use pace::Pace;
use resolver::Resolver;
use retry::Next;
use robots::Robots;
use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;
use tokio::time::Instant;

/// Who asks, and where to read about it.
const AGENT: &str = concat!("ibid/", env!("CARGO_PKG_VERSION"));
const HOME: &str = env!("CARGO_PKG_REPOSITORY");

/// A way to the net. One for a process: manners hold within it.
#[derive(Clone, Debug)]
pub struct Web(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    settings: Settings,
    limits: Limits,
    /// How long a second of politeness lasts, the unit of all pauses: a second, but in tests.
    second: Duration,
    agent: String,
    /// For registries, which may be told whom to write to.
    agent_with_mail: String,
    resolver: Resolver,
    pace: Pace,
    cache: Cache,
    log: log::Log,
    /// Read when it is first needed: `None` if the system has no safe layer to offer.
    trust: OnceLock<Option<Arc<rustls::ClientConfig>>>,
    robots: Mutex<HashMap<String, (Robots, Instant)>>,
    seam: seam::Seam,
}

/// Requests that share a budget and are called off together.
#[derive(Clone, Debug)]
pub struct Run {
    web: Web,
    left: Left,
    /// What looks secret, and is not, says the user.
    public: Arc<HashSet<Ask>>,
}

impl Web {
    /// A way to the net as the user chose it. Nothing is contacted yet.
    pub fn new(settings: Settings, limits: Limits) -> Self {
        let seam = seam::Seam::of_environment();
        let second = seam.second();
        Self::assemble(settings, limits, seam, second)
    }

    /// A way to what a test calls the net, where a second of politeness lasts `second`.
    #[cfg(debug_assertions)]
    pub fn for_test(settings: Settings, limits: Limits, seam: Seam, second: Duration) -> Self {
        Self::assemble(settings, limits, seam, second)
    }

    fn assemble(settings: Settings, limits: Limits, seam: seam::Seam, second: Duration) -> Self {
        let about = |more: &str| match (HOME, more) {
            ("", "") => AGENT.to_owned(),
            ("", more) => format!("{AGENT} ({more})"),
            (home, "") => format!("{AGENT} (+{home})"),
            (home, more) => format!("{AGENT} (+{home}; {more})"),
        };
        let mail = settings.mail.as_ref().map(|Mail(mail)| format!("mailto:{mail}")).unwrap_or_default();
        Self(Arc::new(Inner {
            agent: about(""),
            agent_with_mail: about(&mail),
            resolver: Resolver::new(),
            pace: Pace::new(limits.together.max(1)),
            cache: Cache::new(settings.folder.as_deref(), limits.kept),
            log: log::Log::new(settings.folder.as_deref()),
            trust: OnceLock::new(),
            robots: Mutex::default(),
            settings,
            limits,
            second,
            seam,
        }))
    }

    /// Begins a run.
    pub fn run(&self, budget: Budget) -> Run {
        Run { web: self.clone(), left: Left::new(budget), public: Arc::default() }
    }

    /// Asks one service about one thing, in a run of its own.
    pub async fn get(&self, service: Service, ask: &Ask) -> Answer {
        self.run(Budget::default()).get(service, ask).await
    }

    /// The requests that this process made, oldest first.
    pub fn log(&self) -> Vec<Line> {
        self.0.log.lines()
    }
}

/// What an earlier run kept in `folder` of what one service said about one thing, however long ago, if that is at most `most` bytes. Nobody
/// is asked: this reads one file.
pub fn kept(folder: &Path, service: Service, ask: &Ask, most: u64) -> Option<Answer> {
    let url = service.address(std::slice::from_ref(ask), None)?;
    Cache::new(Some(folder), 0).recall(service.manner(false).accept, url.as_str(), most)
}

impl Run {
    /// The same run, in which these may be named to others though they look secret. What is not public by its host stays secret.
    pub fn allowing(self, public: &[Ask]) -> Self {
        Self { public: Arc::new(public.iter().cloned().collect()), ..self }
    }

    /// Whether something is named only to whom it leads to: see [`Ask::is_secret`].
    pub fn is_secret(&self, ask: &Ask) -> bool {
        let is_public = || ask.address().is_some_and(|url| guard::vet(url).is_ok()) && self.public.contains(ask);
        ask.is_secret() && !is_public()
    }

    /// Asks one service about one thing.
    pub async fn get(&self, service: Service, ask: &Ask) -> Answer {
        self.get_all(service, std::slice::from_ref(ask)).await
    }

    /// Asks one service about several things in one request: as many as it takes ([`Service::takes`]), all of one kind.
    pub async fn get_all(&self, service: Service, asks: &[Ask]) -> Answer {
        let inner = &self.web.0;
        let refuse = |refusal| Answer {
            asked: asks.first().map(Ask::to_string).unwrap_or_default(),
            hops: Vec::new(),
            outcome: Err(Failure::Refused(refusal)),
            kept: false,
        };
        if service.is_third_party() && asks.iter().any(|ask| self.is_secret(ask)) {
            return refuse(Refusal::Secret);
        }
        let mail = inner.settings.mail.as_ref();
        let Some(url) = service.address(asks, mail) else { return refuse(Refusal::Service) };
        // One address may hold a page and a record, whichever is asked for. Who asked is no part of what is kept.
        let (kind, place) = (service.manner(false).accept, service.address(asks, None).unwrap_or_else(|| url.clone()));
        if !self.left.fresh
            && let Some(kept) = inner.cache.read(kind, place.as_str())
        {
            return kept;
        }
        let answer = Answer { asked: place.to_string(), ..self.limited(service, &url).await };
        if let Ok(reply) = &answer.outcome {
            let time = service.keeps(reply.status, &reply.body, asks.len());
            // What the run had no bytes left for is not the whole reply.
            let time = if reply.truncated && self.left.bytes() == 0 { Duration::ZERO } else { time };
            if time.is_zero() {
                // What was there is not: an older reply must not say otherwise.
                inner.cache.forget(kind, place.as_str());
            }
            inner.cache.write(kind, &answer, time);
        }
        answer
    }

    /// Calls the run off: whatever is under way ends at once, and nothing more is sent.
    pub fn cancel(&self) {
        self.left.call_off();
    }

    /// Returns when the run is called off or its time is over, and not before.
    pub async fn over(&self) {
        tokio::select! {
            () = self.left.called_off() => {}
            () = tokio::time::sleep_until(self.left.deadline) => {}
        }
    }

    /// Asks again as long as it helps, within what is left of the run.
    async fn limited(&self, service: Service, url: &url::Url) -> Answer {
        let ended = |failure| Answer { asked: url.to_string(), hops: Vec::new(), outcome: Err(failure), kept: false };
        tokio::select! {
            biased;
            () = self.left.called_off() => ended(Failure::Cancelled),
            () = tokio::time::sleep_until(self.left.deadline) => ended(Failure::Budget),
            answer = self.attempts(service, url) => answer,
        }
    }

    async fn attempts(&self, service: Service, url: &url::Url) -> Answer {
        let inner = &self.web.0;
        let manner = service.manner(inner.settings.mail.is_some());
        let mut attempt = 0;
        loop {
            let mut answer = hops::walk(inner, &self.left, url, &manner).await;
            let host = url::Url::parse(answer.address()).ok().and_then(|url| url.host_str().map(str::to_owned));
            let host = host.unwrap_or_default();
            let limits = &inner.limits;
            let page = service == Service::Page;
            match retry::next(attempt, limits.retries, limits.patience, page, &host, &answer.outcome) {
                Next::Keep => return answer,
                Next::GiveUp(pause) => {
                    inner.pace.rest(&host, inner.second.mul_f64(pause.as_secs_f64()));
                    answer.outcome = Err(Failure::Budget);
                    return answer;
                }
                Next::Again(seconds) => {
                    let pause = inner.second.mul_f64(seconds);
                    // Waiting past the end of the run helps nobody: what came stands.
                    if Instant::now() + pause >= self.left.deadline {
                        return answer;
                    }
                    inner.pace.rest(&host, pause);
                    tokio::time::sleep(pause).await;
                }
            }
            attempt += 1;
        }
    }
}

impl Default for Web {
    fn default() -> Self {
        Self::new(Settings::default(), Limits::default())
    }
}
