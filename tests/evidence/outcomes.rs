use super::{page_at, sample};
use ibid::evidence::outcome::{Absence, Answer, Before, Doubt, Failure, Hop, Outcome, Presence, Reply, Second, judge};
use ibid::evidence::page::Page;

const ASKED: &str = "https://www.example.com/old/report-2014.html";
const TWICE: Second = Second { agrees: true, net_works: true };

fn unknown(doubt: Doubt) -> Outcome {
    Outcome::Unknown(doubt)
}

/// What a status means, alone.
fn status(status: u16, second: Second) -> Outcome {
    let answer = Answer { status, address: ASKED, ..Answer::default() };
    judge(ASKED, &Reply::Answer(answer), second, &Before::default()).outcome
}

/// What a page means that came without redirects.
fn page(page: &Page, before: &Before) -> Outcome {
    let answer = Answer { status: 200, address: ASKED, page: Some(page), ..Answer::default() };
    judge(ASKED, &Reply::Answer(answer), TWICE, before).outcome
}

/// What a page means that came after redirects.
fn led(asked: &str, hops: &[(u16, &str)], page: Option<&Page>, before: &Before) -> Outcome {
    let hops: Vec<Hop> = hops.iter().map(|(status, to)| Hop { status: *status, to: (*to).into() }).collect();
    let address = hops.last().unwrap().to.clone();
    let answer = Answer { status: 200, hops: &hops, address: &address, page, ..Answer::default() };
    judge(asked, &Reply::Answer(answer), TWICE, before).outcome
}

fn html(source: &str) -> Page {
    page_at(source.as_bytes(), ASKED)
}

#[test]
fn only_who_must_know_makes_a_source_absent() {
    let once = Second::default();
    assert_eq!(status(200, once), Outcome::Present(Presence::Plain));
    assert_eq!(status(404, TWICE), Outcome::Absent(Absence::NotFound));
    assert_eq!(status(404, once), unknown(Doubt::Transient));
    assert_eq!(status(410, once), Outcome::Absent(Absence::Gone));
    for blocked in [400, 401, 402, 403, 405, 406, 418, 429, 451, 999] {
        assert_eq!(status(blocked, TWICE), unknown(Doubt::Blocked), "{blocked}");
    }
    for transient in [300, 302, 304, 408, 500, 502, 503, 504, 520, 525, 100, 0] {
        assert_eq!(status(transient, TWICE), unknown(Doubt::Transient), "{transient}");
    }
    let failed = |failure, second| judge(ASKED, &Reply::Failure(failure), second, &Before::default()).outcome;
    assert_eq!(failed(Failure::NoHost, TWICE), Outcome::Absent(Absence::NoHost));
    assert_eq!(failed(Failure::NoHost, Second { agrees: true, net_works: false }), unknown(Doubt::Transient));
    assert_eq!(failed(Failure::NoHost, Second { agrees: false, net_works: true }), unknown(Doubt::Transient));
    for (failure, doubt) in [
        (Failure::Resolver, Doubt::Transient),
        (Failure::Timeout, Doubt::Transient),
        (Failure::Connection, Doubt::Transient),
        (Failure::Redirects, Doubt::Transient),
        (Failure::Protocol, Doubt::Transient),
        (Failure::Tls, Doubt::Tls),
        (Failure::Refused, Doubt::Refused),
        (Failure::Budget, Doubt::Budget),
        (Failure::Robots, Doubt::Blocked),
    ] {
        assert_eq!(failed(failure, TWICE), unknown(doubt), "{failure:?}");
    }
}

#[test]
fn walls_are_no_answers() {
    let challenge = page_at(sample!("challenge.html"), ASKED);
    assert_eq!(page(&challenge, &Before::default()), unknown(Doubt::Blocked));
    let headers = [("cf-mitigated".to_owned(), "challenge".to_owned())];
    for code in [403, 404, 503, 200] {
        let answer = Answer { status: code, address: ASKED, headers: &headers, ..Answer::default() };
        assert_eq!(
            judge(ASKED, &Reply::Answer(answer), TWICE, &Before::default()).outcome,
            unknown(Doubt::Blocked),
            "{code}"
        );
    }
    let empty = |status| Answer { status, address: ASKED, empty: true, ..Answer::default() };
    assert_eq!(judge(ASKED, &Reply::Answer(empty(202)), TWICE, &Before::default()).outcome, unknown(Doubt::Blocked));
    assert_eq!(judge(ASKED, &Reply::Answer(empty(200)), TWICE, &Before::default()).outcome, unknown(Doubt::NoText));
    let consent = page_at(sample!("consent.html"), "https://consent.example.com/m");
    let to = "https://consent.example.com/m?continue=https://video.example.com/watch?v=1";
    assert_eq!(
        led("https://video.example.com/watch?v=1", &[(302, to)], Some(&consent), &Before::default()),
        unknown(Doubt::Blocked)
    );
    assert_eq!(
        led(ASKED, &[(302, "https://www.example.com/login?next=/old")], None, &Before::default()),
        unknown(Doubt::Blocked)
    );
    let article = html(&format!(
        "<title>Access denied to the archive for years</title><p>{}",
        "The mill kept its ledgers. ".repeat(20)
    ));
    assert_eq!(page(&article, &Before::default()), Outcome::Present(Presence::Plain));
}

#[test]
fn pages_that_are_not_there_answer_all_the_same() {
    let soft = page_at(sample!("soft404.html"), ASKED);
    assert_eq!(page(&soft, &Before::default()), unknown(Doubt::SoftNotFound));
    let any = html("<title>Example</title><p>Welcome to our shop of mills and oars, open all week");
    let probe = html("<title>Example</title><p>Welcome to our shop of mills and oars, open all week");
    assert_eq!(page(&any, &Before { probe: Some(&probe), ..Before::default() }), unknown(Doubt::SoftNotFound));
    assert_eq!(page(&any, &Before::default()), Outcome::Present(Presence::Plain));
    let home = page_at(sample!("home.html"), "https://www.example.com/");
    assert_eq!(
        led(ASKED, &[(301, "https://www.example.com/")], Some(&home), &Before::default()),
        unknown(Doubt::SoftNotFound)
    );
    assert_eq!(
        led(ASKED, &[(302, "https://www.example.com/404.html")], None, &Before::default()),
        unknown(Doubt::SoftNotFound)
    );
    // A title that is the source's own is no sign.
    let article = html("<title>Not found</title><h1>Not found</h1><p>A poem.");
    assert_eq!(page(&article, &Before { title: "Not found", ..Before::default() }), Outcome::Present(Presence::Plain));
}

#[test]
fn a_domain_for_sale_is_not_the_source() {
    let parked = page_at(sample!("parked.html"), "https://oldjournal.example/vol3/2.html");
    assert_eq!(page(&parked, &Before::default()), unknown(Doubt::Parked));
    let shop = html("<title>Village mill: this domain is for sale, a history of squatting</title><p>Village life.");
    assert_eq!(page(&shop, &Before { title: "Village mill", ..Before::default() }), Outcome::Present(Presence::Plain));
    assert_eq!(led(ASKED, &[(302, "https://www.hugedomains.com/x")], None, &Before::default()), unknown(Doubt::Parked));
}

#[test]
fn a_page_has_moved_only_for_good_and_only_if_it_is_the_same() {
    let to = "https://news.example.com/report";
    let same = html("<title>Report on weirs</title><p>Words.");
    let before = Before { title: "Report on weirs", ..Before::default() };
    let moved = Outcome::Present(Presence::Moved(to.into()));
    let plain = Outcome::Present(Presence::Plain);
    assert_eq!(led(ASKED, &[(301, to)], Some(&same), &before), moved);
    assert_eq!(led(ASKED, &[(308, "https://example.com/x"), (301, to)], Some(&same), &before), moved);
    assert_eq!(led(ASKED, &[(301, "https://example.com/x"), (302, to)], Some(&same), &before), plain);
    assert_eq!(led(ASKED, &[(301, to)], Some(&same), &Before::default()), moved, "at the first look too");
    assert_eq!(led(ASKED, &[(301, to)], Some(&same), &Before { title: "Salt in the soil", ..before }), plain);
    for slash in [format!("{ASKED}/"), ASKED.replace("https:", "http:")] {
        assert_eq!(led(ASKED, &[(301, &slash)], Some(&same), &before), plain, "{slash}");
    }
    assert_eq!(led(ASKED, &[(301, "https://other.example/report")], Some(&same), &before), plain);
    let canonical = html("<title>Weirs</title><link rel=canonical href='https://news.example.com/report'><p>Words.");
    assert_eq!(led(ASKED, &[(301, to)], Some(&canonical), &Before::default()), moved);
}

#[test]
fn what_only_some_may_read_is_there() {
    let walled = page_at(sample!("paywall.html"), ASKED);
    assert_eq!(page(&walled, &Before::default()), Outcome::Present(Presence::Paywalled));
    let short = html("<title>Weirs</title><p>First paragraph only.");
    assert_eq!(
        page(&short, &Before { title: "Weirs", length: 9000, ..Before::default() }),
        Outcome::Present(Presence::Paywalled)
    );
    let made = html("<noscript>Enable JavaScript</noscript><script src=a.js></script>");
    assert_eq!(page(&made, &Before::default()), unknown(Doubt::NoText));
}
