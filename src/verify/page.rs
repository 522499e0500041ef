//! A page looked up: what came back, what it says, and, where it is gone, a copy of it.

use super::copy::copy;
use super::fetched::Fetched;
use super::keep::{Found, keep};
use super::plan::Wanted;
use super::run::Means;
use super::work;
use crate::bibliography::Identity;
use crate::evidence::outcome::{Before, Doubt, Outcome, Presence, Second, judge};
use crate::evidence::page::{Page, Said};
use crate::lock::{Record, write_name};
use crate::web::{self, Ask, Run, Service};

/// Looks a page up.
pub async fn look(means: &Means, wanted: &Wanted, before: Option<&Record>) -> Found {
    let (run, today) = (&means.run, means.today.as_str());
    let address = wanted.address.as_deref().map_or_else(|| format!("https://{}", wanted.identity.name()), whole);
    let mut now = Record { id: crate::lock::id(&wanted.identity).unwrap_or_default(), ..Record::default() };
    now.address = kept(run, &address).filter(|address| *address != now.id);
    let Some(ask) = Ask::url(&address) else {
        let refused = Outcome::Unknown(Doubt::Refused);
        return Found { record: keep(wanted, &refused, None, now, before, today), text: None };
    };
    let known =
        Before { title: before.and_then(|before| before.title.as_deref()).unwrap_or_default(), ..Before::default() };
    let (outcome, fetched) = visit(means, &ask, &address, &known).await;
    let outcome = told(run, &ask, outcome);
    let there = matches!(outcome, Outcome::Present(_));
    if let Some(page) = &fetched.page {
        describe(&mut now, page);
        now.notice = work::notice_of_page(run, page, before.and_then(|before| before.notice.clone())).await;
    }
    let text = fetched.text();
    let kept = before.and_then(|before| before.archive.as_deref());
    if !there && kept.is_none() && is_lost(&outcome) {
        now.archive = copy(means, &ask, wanted, before).await;
    }
    let record = keep(wanted, &outcome, text.as_ref(), now, before, today);
    Found { record, text: text.map(|text| text.source.text) }
}

/// An address with a scheme: one that leaves it to the page it stands on, `//mill.example/a`, gets the safe one.
pub fn whole(address: &str) -> String {
    if address.starts_with("//") { format!("https:{address}") } else { address.to_owned() }
}

/// Whether a page is there, and what it says if it is.
pub async fn visit(means: &Means, ask: &Ask, address: &str, known: &Before<'_>) -> (Outcome, Fetched) {
    let answer = means.run.get(Service::Page, ask).await;
    let second = second(&means.run, ask, &answer).await;
    let mut fetched = Fetched::read(means, &answer).await;
    let outcome = judge(address, &fetched.reply(&answer), second, known).outcome;
    let there = matches!(outcome, Outcome::Present(_));
    fetched.page = fetched.page.filter(|_| there);
    (outcome, fetched)
}

/// An address as the lock keeps it, which others read: without what is behind its `#`, and not at all where it looks secret.
fn kept(run: &Run, address: &str) -> Option<String> {
    let bare = address.split('#').next().unwrap_or_default();
    let secret = Ask::url(bare).is_none_or(|ask| run.is_secret(&ask))
        || bare.split('/').nth(2).is_some_and(|host| host.contains('@'));
    (!secret).then(|| bare.to_owned())
}

/// What came of a look as others may read it, in the lock and in the draft: an address that looks secret is not named where the draft's own does
/// not.
fn told(run: &Run, asked: &Ask, outcome: Outcome) -> Outcome {
    match outcome {
        Outcome::Present(Presence::Moved(to))
            if !run.is_secret(asked) && Ask::url(&to).is_none_or(|to| run.is_secret(&to)) =>
        {
            Outcome::Present(Presence::Plain)
        }
        told => told,
    }
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

/// What a page says of itself.
fn describe(now: &mut Record, page: &Page) {
    let said = |said: &Option<Said<String>>| said.as_ref().map(|said| said.value.clone());
    now.kind = Some(page.kind.to_owned()).filter(|kind| !kind.is_empty());
    now.title = said(&page.title);
    now.container = said(&page.container);
    now.authors =
        page.authors.as_ref().map(|authors| authors.value.iter().map(write_name).collect()).unwrap_or_default();
    now.issued = said(&page.published).into_iter().collect();
    now.registry = Some("page".to_owned());
}

/// The DOI that a page says it has.
pub fn doi(page: &Page) -> Option<Identity> {
    Identity::doi(&page.doi.as_ref()?.value)
}
