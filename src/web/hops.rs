//! Following redirects, with every hop vetted as the first one was.

use super::Inner;
use super::answer::{Answer, Failure, Hop, Refusal, Reply};
use super::budget::Left;
use super::client::{self, Request};
use super::dial::{self, Stream};
use super::guard::{self, Place};
use super::resolver::Lookup;
use super::robots::Robots;
use super::service::Manner;
use super::settings::Limits;
use std::time::Duration;
use tokio::time::timeout;
use url::Url;

/// A registry that has an address for as long as there is a net: if even that has none, it is not the name that is gone.
const CONTROL: &str = "doi.org";

/// Asks at `start` and follows where it leads.
pub async fn walk(inner: &Inner, left: &Left, start: &Url, manner: &Manner) -> Answer {
    let mut answer = Answer { asked: start.to_string(), hops: Vec::new(), outcome: Err(Failure::Hops), kept: false };
    let mut url = start.clone();
    loop {
        let leave = async {
            if left.robots && !manner.registry && !robots(inner, left, &url).await?.allows(&path(&url)) {
                return Err(Failure::Robots);
            }
            // Whom a registry leads to is none, and is not told whom to write to.
            let known = manner.registry && url.origin() == start.origin();
            hop(inner, left, &url, manner, if known { &inner.agent_with_mail } else { &inner.agent }).await
        };
        let reply = match leave.await {
            Ok(reply) => reply,
            Err(failure) => {
                answer.outcome = Err(failure);
                return answer;
            }
        };
        let next = if manner.follows { target(inner, &url, &reply) } else { None };
        let Some(next) = next else {
            answer.outcome = Ok(reply);
            return answer;
        };
        if answer.hops.len() >= inner.limits.hops {
            return answer;
        }
        answer.hops.push(Hop { status: reply.status, to: next.to_string() });
        url = next;
    }
}

/// Where a reply leads on to.
fn target(inner: &Inner, url: &Url, reply: &Reply) -> Option<Url> {
    if !matches!(reply.status, 301 | 302 | 303 | 307 | 308) {
        return None;
    }
    let location = reply.header("location")?;
    let mut next = inner.seam.meant(location).or_else(|| url.join(location).ok())?;
    next.set_fragment(None);
    Some(next)
}

/// The path and query of an address.
fn path(url: &Url) -> String {
    url.query().map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path()))
}

/// One request by `agent`, when it is its host's turn.
async fn hop(inner: &Inner, left: &Left, url: &Url, manner: &Manner, agent: &str) -> Result<Reply, Failure> {
    let place = guard::vet(url).map_err(Failure::Refused)?;
    let host = &match &place {
        Place::Name(name) => name.clone(),
        Place::Number(number) => number.to_string(),
    };
    // A server that asked for a long pause is not waited for.
    if left.is_spent() || inner.pace.rests(host) > inner.second.mul_f64(inner.limits.patience.as_secs_f64()) {
        return Err(Failure::Budget);
    }
    let _turn = inner.pace.turn(host, inner.second.mul_f64(manner.gap)).await;
    // Looking the name up tells of it too.
    let mut entry = inner.log.begin(url.as_str());
    let limits = manner.limits(&inner.limits);
    let numbers = if inner.settings.proxy.is_some() { Ok(Vec::new()) } else { resolve(inner, &place).await };
    let outcome = match numbers {
        Ok(numbers) => {
            let request = send(inner, left, url, &numbers, (agent, manner.accept), &limits);
            timeout(limits.total, request).await.unwrap_or(Err(Failure::Timeout))
        }
        Err(failure) => Err(failure),
    };
    match &outcome {
        Ok(reply) => {
            left.spend(reply.body.len());
            entry.line.bytes = reply.body.len();
            entry.line.outcome = reply.status.to_string();
        }
        Err(failure) => entry.line.outcome = failure.name().to_owned(),
    }
    outcome
}

/// The numbers to dial. What is resolved here is what is dialled: nobody is asked a second time.
async fn resolve(inner: &Inner, place: &Place) -> Result<Vec<std::net::IpAddr>, Failure> {
    let name = match place {
        Place::Number(number) => return Ok(vec![*number]),
        Place::Name(name) => name,
    };
    match timeout(inner.limits.idle, inner.resolver.look_up(name, &inner.seam)).await {
        Ok(Lookup::Found(numbers)) if guard::may_dial(&numbers) => Ok(numbers),
        Ok(Lookup::Found(_)) => Err(Failure::Refused(Refusal::Resolved)),
        Ok(Lookup::Nobody) if is_online(inner).await => Err(Failure::NoHost),
        Ok(Lookup::Nobody | Lookup::Failed) | Err(_) => Err(Failure::Dns),
    }
}

/// Whether names resolve at all: some systems say that nobody has a name when there is no net.
async fn is_online(inner: &Inner) -> bool {
    let control = timeout(inner.limits.idle, inner.resolver.look_up(CONTROL, &inner.seam)).await;
    matches!(control, Ok(Lookup::Found(_)))
}

/// Sends a request by that agent for that kind of content.
async fn send(
    inner: &Inner,
    left: &Left,
    url: &Url,
    numbers: &[std::net::IpAddr],
    (agent, accept): (&str, &str),
    limits: &Limits,
) -> Result<Reply, Failure> {
    let played = inner.seam.played(url);
    let url = played.as_ref().unwrap_or(url);
    let stream = connect(inner, url, numbers).await?;
    // A proxy is told the whole address where it does not merely pass bytes on.
    let told = inner.settings.proxy.is_some() && url.scheme() == "http";
    let target = if told { url.as_str().to_owned() } else { path(url) };
    let host = url.host_str().unwrap_or_default();
    let host = url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"));
    let request = Request { target: &target, host: &host, agent, accept };
    client::exchange(stream, &request, limits, left.bytes()).await
}

async fn connect(inner: &Inner, url: &Url, numbers: &[std::net::IpAddr]) -> Result<Stream, Failure> {
    let (host, port) = (url.host_str().unwrap_or_default(), url.port_or_known_default().unwrap_or(443));
    let (safe, limit) = (url.scheme() == "https", inner.limits.connect);
    let stream = match &inner.settings.proxy {
        Some(proxy) => dial::dial_through(proxy, safe.then_some((host, port)), limit).await?,
        None => dial::dial(numbers, port, limit, &inner.seam).await?,
    };
    let _ = stream.set_nodelay(true);
    if !safe {
        return Ok(Stream::Plain(stream));
    }
    let trust = inner.trust.get_or_init(|| dial::trust(&inner.seam)).as_ref();
    let trust = trust.ok_or(Failure::Tls(super::answer::Certificate::Other))?;
    dial::make_sure(stream, host, trust, limit).await
}

/// What the site of an address asks of programs; asked once a process and day.
async fn robots(inner: &Inner, left: &Left, url: &Url) -> Result<Robots, Failure> {
    guard::vet(url).map_err(Failure::Refused)?;
    let origin = url.origin().ascii_serialization();
    let known = inner.robots.lock().ok().and_then(|known| known.get(&origin).cloned());
    if let Some((robots, since)) = known
        && since.elapsed() < Duration::from_secs(86_400)
    {
        return Ok(robots);
    }
    let Ok(place) = url.join("/robots.txt") else { return Ok(Robots::Nothing) };
    let manner =
        Manner { gap: 1.0, accept: "text/plain,*/*;q=0.5", follows: true, kept: 0, registry: false, list: false };
    let mut unasked = left.clone();
    unasked.robots = false;
    let answer = Box::pin(walk(inner, &unasked, &place, &manner)).await;
    let robots = match answer.outcome {
        Ok(reply) => Robots::of_reply(reply.status, &reply.body),
        Err(Failure::Hops | Failure::Encoding) => Robots::Anything,
        // What is wrong with where the file leads is not wrong with the site: what it asks could not be told.
        Err(Failure::NoHost | Failure::Refused(_) | Failure::Tls(_) | Failure::Malformed)
            if !answer.hops.is_empty() =>
        {
            return Ok(Robots::Nothing);
        }
        // What keeps the site's own file from being read keeps the page too, and what passes may pass for both: that is what to say.
        Err(failure) => return Err(failure),
    };
    if let Ok(mut all) = inner.robots.lock() {
        if all.len() >= 512 {
            all.clear();
        }
        all.insert(origin, (robots.clone(), tokio::time::Instant::now()));
    }
    Ok(robots)
}
