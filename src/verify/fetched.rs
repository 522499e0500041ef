//! What came back for an address, read.

use super::keep::Text;
use super::run::Means;
use crate::evidence::outcome::{Answer, Failure, Hop, Reply};
use crate::evidence::page::{self, Body, Kind, Page, Scope, kind};
use crate::evidence::quote::{Layout, Source};
use crate::extract::{self, Extracted, Why};
use crate::web::{self, Refusal};
use std::path::PathBuf;

/// What was fetched, read.
pub struct Fetched {
    /// The page, if there was one that can be read.
    pub page: Option<Page>,
    hops: Vec<Hop>,
    layout: Layout,
    /// What read it, if that was not ibid.
    reader: Option<&'static str>,
    /// Whether it is a document that could not be read for a reason that is not its own.
    accident: bool,
}

impl Fetched {
    /// Reads an answer.
    pub async fn read(means: &Means, answer: &web::Answer) -> Self {
        let mut fetched = Self::of(answer);
        if let Ok(reply) = &answer.outcome
            && is_document(reply, answer)
        {
            fetched.document(means, reply).await;
        }
        fetched
    }

    /// Reads an answer, unless it is a PDF, which takes a process of its own.
    pub fn of(answer: &web::Answer) -> Self {
        let hops = answer.hops.iter().map(|hop| Hop { status: hop.status, to: hop.to.clone() }).collect();
        let mut fetched = Self { page: None, hops, layout: Layout::Flowing, reader: None, accident: false };
        let Ok(reply) = &answer.outcome else { return fetched };
        if matches!(kind_of(reply, answer), Kind::Pdf | Kind::Text) {
            fetched.layout = Layout::Lines;
        }
        if !is_document(reply, answer) {
            fetched.page = page::read(&Body {
                bytes: &reply.body,
                content_type: reply.header("content-type"),
                link: reply.header("link"),
                address: answer.address(),
                truncated: reply.truncated,
            });
        }
        fetched
    }

    /// Reads a PDF.
    async fn document(&mut self, means: &Means, reply: &web::Reply) {
        let Some(program) = &means.program else { return };
        let read = match reply.truncated {
            // What is where in it stands at its end.
            true => Extracted::Nothing(Why::TooLong),
            false => extract(means, program.clone(), reply.body.clone()).await,
        };
        self.reader = Some(extract::READER);
        self.page = match read {
            Extracted::Text { title, text } => Some(page::pdf(&text, &title)),
            Extracted::Nothing(Why::NotStarted) => {
                self.accident = true;
                None
            }
            Extracted::Nothing(Why::TooLong | Why::Late | Why::Failed | Why::Empty) => Some(page::unread()),
        };
    }

    /// The answer as it is judged.
    pub fn reply<'a>(&'a self, answer: &'a web::Answer) -> Reply<'a> {
        match &answer.outcome {
            Ok(_) if self.accident => Reply::Failure(Failure::Budget),
            Ok(reply) => Reply::Answer(Answer {
                status: reply.status,
                headers: &reply.headers,
                hops: &self.hops,
                address: answer.address(),
                page: self.page.as_ref(),
                empty: reply.body.is_empty(),
            }),
            // That the page leads on to a host that is not there does not say that its own is not.
            Err(web::Failure::NoHost) if !self.hops.is_empty() => Reply::Failure(Failure::Connection),
            Err(failure) => Reply::Failure(failure_of(*failure)),
        }
    }

    /// What it says, ready to be searched; `None` if that is nothing.
    pub fn text(self) -> Option<Text> {
        let page = self.page?;
        if page.scope == Scope::None || page.text.is_empty() {
            return None;
        }
        // A few lines may be all that a site shows to strangers.
        let enough = page.text.split_whitespace().nth(SHORTEST).is_some();
        let whole = page.scope == Scope::Full && page.free != Some(false) && enough;
        let scope = if whole || page.scope != Scope::Full { page.scope } else { Scope::Partial };
        let source = Source::new(page.text, self.layout);
        Some(Text { whole, scope: scope.name(), source, reader: self.reader })
    }
}

fn kind_of(reply: &web::Reply, answer: &web::Answer) -> Kind {
    kind(reply.header("content-type"), &reply.body, answer.address())
}

/// Whether it is a PDF that says something.
fn is_document(reply: &web::Reply, answer: &web::Answer) -> bool {
    kind_of(reply, answer) == Kind::Pdf && (200..=299).contains(&reply.status) && !reply.body.is_empty()
}

/// A page of fewer words is not taken for all there is.
const SHORTEST: usize = 60;

/// The text of a document, by a process of its own, unless the run ends before.
async fn extract(means: &Means, program: PathBuf, document: Vec<u8>) -> Extracted {
    let read = async {
        let Ok(_turn) = means.readers.acquire().await else { return Extracted::Nothing(Why::NotStarted) };
        let read = tokio::task::spawn_blocking(move || extract::extract(&program, &document, extract::TIME));
        read.await.unwrap_or(Extracted::Nothing(Why::NotStarted))
    };
    tokio::select! {
        biased;
        () = means.run.over() => Extracted::Nothing(Why::NotStarted),
        read = read => read,
    }
}

/// A failure to get an answer, as it is judged.
pub fn failure_of(failure: web::Failure) -> Failure {
    match failure {
        // Filters and portals answer so for pages that others reach.
        web::Failure::Refused(Refusal::Resolved) | web::Failure::Dns => Failure::Resolver,
        web::Failure::Refused(_) => Failure::Refused,
        web::Failure::NoHost => Failure::NoHost,
        web::Failure::Connect | web::Failure::Reset => Failure::Connection,
        web::Failure::Timeout => Failure::Timeout,
        web::Failure::Tls(_) => Failure::Tls,
        web::Failure::Hops => Failure::Redirects,
        web::Failure::Malformed | web::Failure::Encoding => Failure::Protocol,
        web::Failure::Budget | web::Failure::Cancelled => Failure::Budget,
        web::Failure::Robots => Failure::Robots,
    }
}
