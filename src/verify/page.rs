//! A page looked up: what came back, what it says, and, where it is gone, a copy of it.

use super::copy::copy;
use super::keep::{Text, keep};
use super::plan::Wanted;
use super::work;
use crate::bibliography::{Identity, Name};
use crate::evidence::outcome::{Answer, Before, Doubt, Failure, Hop, Outcome, Reply, Second, judge};
use crate::evidence::page::{Body, Page, Said, Scope, read};
use crate::evidence::quote::{Layout, Source};
use crate::lock::Record;
use crate::web::{self, Ask, Run, Service};

/// Looks a page up on the day `today`.
pub async fn look(run: &Run, wanted: &Wanted, before: Option<&Record>, today: &str) -> Record {
    let address = wanted.address.clone().unwrap_or_else(|| format!("https://{}", wanted.identity.name()));
    let mut now = Record { id: crate::lock::id(&wanted.identity).unwrap_or_default(), ..Record::default() };
    now.address = kept(&address).filter(|address| *address != now.id);
    let Some(ask) = Ask::url(&address) else {
        let refused = Outcome::Unknown(Doubt::Refused);
        return keep(wanted, &refused, None, now, before, today);
    };
    let known =
        Before { title: before.and_then(|before| before.title.as_deref()).unwrap_or_default(), ..Before::default() };
    let (outcome, page) = visit(run, &ask, &address, &known).await;
    let there = matches!(outcome, Outcome::Present(_));
    if let Some(page) = &page {
        describe(&mut now, page);
        work::notice_of_page(run, page, &mut now).await;
    }
    let text = page.and_then(text);
    let kept = before.and_then(|before| before.archive.as_deref());
    if !there && kept.is_none() && is_lost(&outcome) {
        now.archive = copy(run, &ask, wanted, before).await;
    }
    keep(wanted, &outcome, text.as_ref(), now, before, today)
}

/// Whether a page is there, and what it says if it is.
pub async fn visit(run: &Run, ask: &Ask, address: &str, known: &Before<'_>) -> (Outcome, Option<Page>) {
    let answer = run.get(Service::Page, ask).await;
    let second = second(run, ask, &answer).await;
    let fetched = Fetched::of(&answer);
    let outcome = judge(address, &fetched.reply(&answer), second, known).outcome;
    let there = matches!(outcome, Outcome::Present(_));
    (outcome, fetched.page.filter(|_| there))
}

/// An address as the lock keeps it, which others read: without what is behind its `#`, and not at all where it looks secret.
fn kept(address: &str) -> Option<String> {
    let bare = address.split('#').next().unwrap_or_default();
    let secret = Ask::url(bare).is_none_or(|ask| ask.is_secret())
        || bare.split('/').nth(2).is_some_and(|host| host.contains('@'));
    (!secret).then(|| bare.to_owned())
}

/// Whether a copy in an archive would help a reader.
fn is_lost(outcome: &Outcome) -> bool {
    match outcome {
        Outcome::Absent(_) | Outcome::Unknown(Doubt::SoftNotFound | Doubt::Parked) => true,
        Outcome::Present(_) | Outcome::Unknown(_) => false,
    }
}

/// What a second attempt says, where the first says that there is nothing: once may be an accident.
async fn second(run: &Run, ask: &Ask, answer: &web::Answer) -> Second {
    match &answer.outcome {
        Ok(reply) if reply.status == 404 => {
            let again = run.get(Service::Page, ask).await;
            let agrees = matches!(again.outcome, Ok(again) if again.status == reply.status);
            Second { agrees, net_works: true }
        }
        // The net is asked twice for a name, and another name beside it, before this is said.
        Err(web::Failure::NoHost) => Second { agrees: true, net_works: true },
        _ => Second::default(),
    }
}

/// A page of fewer words is not taken for all there is.
const SHORTEST: usize = 60;

/// What was fetched, read.
pub struct Fetched {
    /// The page, if there was one that can be read.
    pub page: Option<Page>,
    hops: Vec<Hop>,
}

impl Fetched {
    /// Reads an answer.
    pub fn of(answer: &web::Answer) -> Self {
        let body = |reply: &web::Reply| {
            read(&Body {
                bytes: &reply.body,
                content_type: reply.header("content-type"),
                link: reply.header("link"),
                address: answer.address(),
                truncated: reply.truncated,
            })
        };
        let hops = answer.hops.iter().map(|hop| Hop { status: hop.status, to: hop.to.clone() }).collect();
        Self { page: answer.outcome.as_ref().ok().and_then(body), hops }
    }

    /// The answer as it is judged.
    fn reply<'a>(&'a self, answer: &'a web::Answer) -> Reply<'a> {
        match &answer.outcome {
            Ok(reply) => Reply::Answer(Answer {
                status: reply.status,
                headers: &reply.headers,
                hops: &self.hops,
                address: answer.address(),
                page: self.page.as_ref(),
                empty: reply.body.is_empty(),
            }),
            Err(failure) => Reply::Failure(failure_of(*failure)),
        }
    }
}

/// A failure to get an answer, as it is judged.
pub fn failure_of(failure: web::Failure) -> Failure {
    match failure {
        web::Failure::Refused(_) => Failure::Refused,
        web::Failure::NoHost => Failure::NoHost,
        web::Failure::Dns => Failure::Resolver,
        web::Failure::Connect | web::Failure::Reset => Failure::Connection,
        web::Failure::Timeout => Failure::Timeout,
        web::Failure::Tls(_) => Failure::Tls,
        web::Failure::Hops => Failure::Redirects,
        web::Failure::Malformed | web::Failure::Encoding => Failure::Protocol,
        web::Failure::Budget | web::Failure::Cancelled => Failure::Budget,
        web::Failure::Robots => Failure::Robots,
    }
}

/// What a page says, ready to be searched; `None` if that is nothing.
pub fn text(page: Page) -> Option<Text> {
    if page.scope == Scope::None || page.text.is_empty() {
        return None;
    }
    // A few lines may be all that a site shows to strangers.
    let enough = page.text.split_whitespace().nth(SHORTEST).is_some();
    let whole = page.scope == Scope::Full && page.free != Some(false) && enough;
    let scope = if whole || page.scope != Scope::Full { page.scope } else { Scope::Partial };
    Some(Text { whole, scope: scope.name(), source: Source::new(page.text, Layout::Flowing) })
}

/// What a page says of itself.
fn describe(now: &mut Record, page: &Page) {
    let said = |said: &Option<Said<String>>| said.as_ref().map(|said| said.value.clone());
    now.kind = Some(page.kind.to_owned()).filter(|kind| !kind.is_empty());
    now.title = said(&page.title);
    now.container = said(&page.container);
    now.authors = page.authors.as_ref().map(|authors| authors.value.iter().map(written).collect()).unwrap_or_default();
    now.issued = said(&page.published).into_iter().collect();
    now.registry = Some("page".to_owned());
}

/// `Family, Given`; an organisation between braces.
pub fn written(name: &Name) -> String {
    match name.given.is_empty() {
        true => format!("{{{}}}", name.family),
        false => format!("{}, {}", name.family, name.given),
    }
}

/// The DOI that a page says it has.
pub fn doi(page: &Page) -> Option<Identity> {
    Identity::doi(&page.doi.as_ref()?.value)
}
