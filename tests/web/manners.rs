//! How hosts are treated, and what is asked again.

use crate::net::{Net, OTHER, PUBLIC, block, failure, found, get, once, page, reply, say, serve};
use ibid::web::{Ask, Budget, Failure, Limits, Lookup, Service, Web};
use std::io::{Read, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// Asks for all pages at once.
fn together(web: &Web, addresses: &[&str]) {
    block(async {
        let run = web.run(Budget::default());
        let mut all = tokio::task::JoinSet::new();
        for address in addresses {
            let (run, ask) = (run.clone(), page(address));
            all.spawn(async move { run.get(Service::Page, &ask).await });
        }
        for answer in all.join_all().await {
            assert_eq!(answer.outcome.unwrap().status, 200);
        }
    });
}

#[test]
fn a_host_is_asked_once_at_a_time_and_then_left_a_second() {
    let second = Duration::from_millis(300);
    let server = serve(|stream, _, _| {
        std::thread::sleep(Duration::from_millis(100));
        let _ = stream.write_all(reply("200 OK", "", "x").as_bytes());
    });
    let web = Net::at(&server).second(second).web(once());
    together(&web, &["http://public.example/a", "http://public.example/b"]);
    together(&web, &["http://public.example/c"]);
    // A second after the reply, that is, and the reply took a while itself.
    for pair in server.times().windows(2) {
        assert!(pair[1] - pair[0] >= second + Duration::from_millis(95), "{:?}", pair[1] - pair[0]);
    }
    assert_eq!(server.seen().len(), 3);
}

#[test]
fn hosts_do_not_wait_for_each_other_but_few_are_asked_together() {
    let (now, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let counted = (now.clone(), most.clone());
    let server = serve(move |stream, _, _| {
        let count = counted.0.fetch_add(1, Ordering::SeqCst) + 1;
        counted.1.fetch_max(count, Ordering::SeqCst);
        std::thread::sleep(Duration::from_millis(200));
        counted.0.fetch_sub(1, Ordering::SeqCst);
        let _ = stream.write_all(reply("200 OK", "", "x").as_bytes());
    });
    let mut net = Net::default().place(PUBLIC, &server).second(Duration::from_secs(3600));
    let names: Vec<String> = (0..7).map(|n| format!("host{n}.example")).collect();
    for name in &names {
        net = net.name(name, &[PUBLIC]);
    }
    let addresses: Vec<String> = names.iter().map(|name| format!("http://{name}/")).collect();
    let addresses: Vec<&str> = addresses.iter().map(String::as_str).collect();
    together(&net.web(Limits { together: 3, ..once() }), &addresses);
    assert_eq!(most.load(Ordering::SeqCst), 3);
}

/// A server that says each of these once and then the last one, and a web where waiting is short.
fn sequence(replies: &'static [&'static str]) -> (crate::net::Server, Web) {
    let server = serve(move |stream, _, count| {
        let _ = stream.write_all(replies[count.min(replies.len() - 1)].as_bytes());
    });
    let web = Net::at(&server).second(Duration::from_millis(20)).web(Limits::default());
    (server, web)
}

const BUSY: &str = "HTTP/1.1 503 Busy\r\ncontent-length: 0\r\n\r\n";
const FINE: &str = "HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\nx";
const MISSING: &str = "HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n";
const LATER: &str = "HTTP/1.1 429 Slow down\r\nretry-after: 20\r\ncontent-length: 0\r\n\r\n";
const MUCH_LATER: &str = "HTTP/1.1 429 Slow down\r\nretry-after: 121\r\ncontent-length: 0\r\n\r\n";
const WALL: &str = "HTTP/1.1 403 No\r\ncontent-length: 0\r\n\r\n";

#[test]
fn what_may_pass_is_asked_again_and_what_stands_is_not() {
    for (replies, status, times) in [
        (&[BUSY, BUSY, FINE][..], 200, 3),
        (&[BUSY], 503, 3),
        (&["", FINE], 200, 2),
        (&[MISSING], 404, 2),
        (&[MISSING, FINE], 200, 2),
        (&[WALL], 403, 1),
        (&[FINE], 200, 1),
    ] {
        let (server, web) = sequence(replies);
        let answer = get(&web, "http://public.example/");
        assert_eq!((answer.outcome.unwrap().status, server.seen().len()), (status, times), "{replies:?}");
    }
    let (server, web) = sequence(&[""]);
    assert_eq!(failure(&get(&web, "http://public.example/")), Failure::Reset);
    assert_eq!(server.seen().len(), 3);
}

#[test]
fn a_host_that_asks_for_rest_gets_it() {
    let (server, web) = sequence(&[LATER, FINE]);
    assert_eq!(get(&web, "http://public.example/").outcome.unwrap().status, 200);
    let times = server.times();
    assert!(times[1] - times[0] >= Duration::from_millis(20 * 20));

    let (server, web) = sequence(&[MUCH_LATER, FINE]);
    assert_eq!(failure(&get(&web, "http://public.example/a")), Failure::Budget);
    assert_eq!(failure(&get(&web, "http://public.example/b")), Failure::Budget);
    assert_eq!(server.seen().len(), 1);
}

#[test]
fn a_pause_beyond_the_end_of_the_run_is_not_made() {
    let server = say(BUSY);
    let web = Net::at(&server).second(Duration::from_secs(60)).web(Limits::default());
    let begun = Instant::now();
    let budget = Budget { time: Duration::from_secs(30), ..Budget::default() };
    let answer = block(web.run(budget).get(Service::Page, &page("http://public.example/")));
    assert_eq!(answer.outcome.unwrap().status, 503);
    assert!(begun.elapsed() < Duration::from_secs(20));
}

#[test]
fn a_name_that_is_gone_is_looked_up_twice() {
    let server = say(FINE);
    let answers = vec![Lookup::Nobody, found(&[PUBLIC])];
    let net = Net::at(&server).answers("public.example", answers).name("doi.org", &[OTHER]);
    let web = net.second(Duration::from_millis(10)).web(Limits::default());
    assert!(get(&web, "http://public.example/").outcome.is_ok());
}

/// A server that never answers, and says when its caller hung up.
fn silent() -> (crate::net::Server, std::sync::mpsc::Receiver<()>) {
    let (sender, receiver) = std::sync::mpsc::channel();
    let server = serve(move |stream, _, _| {
        let _ = stream.read(&mut [0]);
        let _ = sender.send(());
    });
    (server, receiver)
}

#[test]
fn a_run_that_is_called_off_ends_at_once() {
    let (server, hung_up) = silent();
    let web = Net::at(&server).web(once());
    let answer = block(async {
        let run = web.run(Budget::default());
        let handle = run.clone();
        tokio::spawn(async move {
            tokio::time::sleep(Duration::from_millis(100)).await;
            handle.cancel();
        });
        let first = run.get(Service::Page, &page("http://public.example/")).await;
        assert_eq!(failure(&run.get(Service::Page, &page("http://public.example/b")).await), Failure::Cancelled);
        first
    });
    assert_eq!(failure(&answer), Failure::Cancelled);
    assert!(hung_up.recv_timeout(Duration::from_secs(10)).is_ok());
    assert_eq!(server.seen().len(), 1);
}

#[test]
fn a_future_that_is_dropped_ends_its_request_and_is_in_the_log() {
    let (server, hung_up) = silent();
    let web = Net::at(&server).web(once());
    block(async {
        let ask = page("http://public.example/");
        let asking = web.get(Service::Page, &ask);
        assert!(tokio::time::timeout(Duration::from_millis(300), asking).await.is_err());
    });
    assert!(hung_up.recv_timeout(Duration::from_secs(10)).is_ok());
    let log = web.log();
    assert_eq!(
        (log.len(), log[0].address.as_str(), log[0].outcome.as_str()),
        (1, "http://public.example/", "cancelled")
    );
}

#[test]
fn programs_stay_away_where_they_are_not_wanted() {
    let server = serve(|stream, head, _| {
        let path = head.split(' ').nth(1).unwrap();
        let text = match path {
            "/robots.txt" => reply("200 OK", "content-type: text/plain\r\n", "User-agent: *\nDisallow: /private\n"),
            "/away" => reply("302 Found", "location: /private\r\n", ""),
            _ => reply("200 OK", "", "x"),
        };
        let _ = stream.write_all(text.as_bytes());
    });
    let web = Net::at(&server).web(once());
    let get = |path: &str, robots| {
        let ask = page(&format!("http://public.example{path}"));
        block(web.run(Budget { robots, ..Budget::default() }).get(Service::Page, &ask))
    };
    assert!(get("/private", false).outcome.is_ok());
    assert_eq!(server.seen().len(), 1);
    assert_eq!(failure(&get("/private", true)), Failure::Robots);
    assert_eq!(failure(&get("/away", true)), Failure::Robots);
    assert!(get("/open", true).outcome.is_ok());
    let paths: Vec<String> = server.seen().iter().map(|head| head.split(' ').nth(1).unwrap().to_owned()).collect();
    assert_eq!(paths, ["/private", "/robots.txt", "/away", "/open"]);
}

#[test]
fn a_registry_is_asked_what_it_is_for() {
    let server = serve(|stream, head, _| {
        assert!(!head.contains("robots.txt"));
        let _ = stream.write_all(reply("200 OK", "", "{}").as_bytes());
    });
    let web = Net::played_by(&server).web(once());
    let run = web.run(Budget { robots: true, ..Budget::default() });
    assert!(block(run.get(Service::Handle, &Ask::doi("10.5555/x").unwrap())).outcome.is_ok());
}

#[test]
fn what_robots_txt_leads_to_is_not_the_site() {
    let server = serve(|stream, head, _| {
        let text = match head.split(' ').nth(1).unwrap() {
            "/robots.txt" => reply("301 Moved", "location: http://gone.example/robots.txt\r\n", ""),
            _ => reply("200 OK", "", "x"),
        };
        let _ = stream.write_all(text.as_bytes());
    });
    let net = || Net::at(&server).answers("gone.example", vec![Lookup::Nobody]).name("doi.org", &[OTHER]);
    let get = |web: Web, address: &str| {
        failure(&block(web.run(Budget { robots: true, ..Budget::default() }).get(Service::Page, &page(address))))
    };
    assert_eq!(get(net().web(once()), "http://public.example/a"), Failure::Robots);
    let inner = net().name("gone.example", &["10.0.0.1"]).web(once());
    assert_eq!(get(inner, "http://public.example/a"), Failure::Robots);
    // The site's own name is another matter.
    assert_eq!(get(net().web(once()), "http://gone.example/a"), Failure::NoHost);
}
