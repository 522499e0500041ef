//! What leaves the machine, and whom it reaches.

use crate::net::{Net, block, failure, once, reply, serve};
use ibid::web::{Ask, Budget, Failure, Mail, Refusal, Service, Settings, Stamp, Web};
use std::io::Write;
use std::path::Path;

/// A server that plays every host, and a web in which there is no other.
fn played(settings: Settings) -> (crate::net::Server, Web) {
    let server = serve(|stream, head, _| {
        let path = head.split(' ').nth(1).unwrap();
        let text = match path {
            "/news.example.org/moved" => reply("301 Moved", "location: /www.example.org/there?x=1\r\n", ""),
            path if path.starts_with("/web.archive.org/web/http") => {
                reply("302 Found", "location: /web.archive.org/web/20240101000000/https://news.example.org/a\r\n", "")
            }
            path if path.ends_with("/none?type=URL") => reply("404 Not Found", "", r#"{"responseCode":100}"#),
            _ => reply("200 OK", "", "x"),
        };
        let _ = stream.write_all(text.as_bytes());
    });
    let mut net = Net::played_by(&server);
    net.settings = settings;
    let web = net.web(once());
    (server, web)
}

fn paths(server: &crate::net::Server) -> Vec<String> {
    server.seen().iter().map(|head| head.split(' ').nth(1).unwrap().to_owned()).collect()
}

#[test]
fn each_service_is_asked_in_its_own_way() {
    let url = |text: &str| Ask::url(text).unwrap();
    let doi = |text: &str| Ask::doi(text).unwrap();
    let (news, stamp) =
        (url("https://news.example.org/a?x=1&y=b c".replace(' ', "%20").as_str()), Stamp::new("20190314150926"));
    let sici = doi("10.1002/(SICI)1097(1998)17:15<1661::AID>3.0.CO;2-2");
    let table: Vec<(Service, Vec<Ask>, &str)> = vec![
        (Service::Page, vec![news.clone()], "/news.example.org/a?x=1&y=b%20c"),
        (Service::Handle, vec![doi("10.5555/Tidal.2019")], "/doi.org/api/handles/10.5555/tidal.2019?type=URL"),
        (Service::Agency, vec![doi("10.5555/a"), doi("10.5281/b,c")], "/doi.org/doiRA/10.5555/a,10.5281/b%2Cc"),
        (Service::Crossref, vec![doi("10.5555/a#b?c%d")], "/api.crossref.org/works/10.5555/a%23b%3Fc%25d"),
        (
            Service::DataCite,
            vec![sici],
            "/api.datacite.org/dois/10.1002/(sici)1097(1998)17:15%3C1661::aid%3E3.0.co;2-2",
        ),
        (Service::Csl, vec![doi("10.5555/é")], "/doi.org/10.5555/%C3%A9"),
        (
            Service::Arxiv,
            vec![Ask::arxiv("1706.03762v2").unwrap(), Ask::arxiv("hep-th/9901001").unwrap()],
            "/export.arxiv.org/api/query?id_list=1706.03762v2,hep-th/9901001&max_results=2",
        ),
        (
            Service::Pubmed,
            vec![Ask::pmid("30988852").unwrap(), Ask::pmid("7").unwrap()],
            "/eutils.ncbi.nlm.nih.gov/entrez/eutils/esummary.fcgi?db=pubmed&retmode=json&id=30988852,7&tool=ibid",
        ),
        (
            Service::OpenLibrary,
            vec![Ask::isbn("0-306-40615-2").unwrap()],
            "/openlibrary.org/api/books?bibkeys=ISBN:9780306406157&format=json&jscmd=data",
        ),
        (Service::Latest, vec![news.clone()], "/web.archive.org/web/https://news.example.org/a?x=1&y=b%20c"),
        (
            Service::Nearest(Stamp::new("20190314").unwrap()),
            vec![url("http://news.example.org/")],
            "/web.archive.org/web/20190314/http://news.example.org/",
        ),
        (
            Service::Memento(stamp.unwrap()),
            vec![url("https://news.example.org/a#part")],
            "/web.archive.org/web/20190314150926id_/https://news.example.org/a",
        ),
        (
            Service::Captures,
            vec![news],
            "/web.archive.org/cdx/search/cdx?url=https%3A%2F%2Fnews.example.org%2Fa%3Fx%3D1%26y%3Db%2520c\
             &output=json&filter=statuscode:200&collapse=digest&limit=-5",
        ),
        (
            Service::Retractions,
            Vec::new(),
            "/gitlab.com/crossref/retraction-watch-data/-/raw/main/retraction_watch.csv",
        ),
    ];
    for (service, asks, path) in table {
        let (server, web) = played(Settings::default());
        let answer = block(web.run(Budget::default()).get_all(service, &asks));
        assert!(answer.outcome.is_ok(), "{service:?} {answer:?}");
        assert_eq!(paths(&server), [path], "{service:?}");
    }
}

#[test]
fn redirects_of_archives_are_not_followed_and_others_are() {
    let (server, web) = played(Settings::default());
    let page = Ask::url("https://news.example.org/a").unwrap();
    let latest = block(web.get(Service::Latest, &page));
    assert_eq!((latest.outcome.unwrap().status, latest.hops.len()), (302, 0));
    let moved = block(web.get(Service::Page, &Ask::url("https://news.example.org/moved").unwrap()));
    assert_eq!(moved.address(), "https://www.example.org/there?x=1");
    assert_eq!(server.seen().len(), 3);
    let none = block(web.get(Service::Handle, &Ask::doi("10.5555/none").unwrap())).outcome.unwrap();
    assert_eq!((none.status, none.body), (404, br#"{"responseCode":100}"#.to_vec()));
}

#[test]
fn a_user_who_gave_a_mail_is_known_to_registries_only() {
    let mail = Mail::new("writer+ibid@example.org");
    let (server, web) = played(Settings { mail, ..Settings::default() });
    let doi = Ask::doi("10.5555/a").unwrap();
    let _ = block(web.get(Service::Crossref, &doi));
    let _ = block(web.get(Service::Page, &Ask::url("https://news.example.org/a").unwrap()));
    let seen = server.seen();
    assert!(
        seen[0].contains("/works/10.5555/a?mailto=writer%2Bibid@example.org ")
            && seen[0].contains("mailto:writer+ibid@")
    );
    assert!(!seen[1].contains("writer"));
    for bad in ["", "a", "a@", "a@b\r\nX: y", "a b@c", "a@b@c", "é@b"] {
        assert!(Mail::new(bad).is_none(), "{bad:?}");
    }
}

#[test]
fn a_registry_does_not_hand_the_mail_on() {
    let server = serve(|stream, head, _| {
        let text = match head.split(' ').nth(1).unwrap() {
            path if path.starts_with("/api.crossref.org/works/10.5555/a") => {
                reply("302 Found", "location: /api.crossref.org/works/10.5555/b\r\n", "")
            }
            path if path.starts_with("/api.crossref.org/") => {
                reply("302 Found", "location: /elsewhere.example.org/works\r\n", "")
            }
            _ => reply("200 OK", "", "{}"),
        };
        let _ = stream.write_all(text.as_bytes());
    });
    let mut net = Net::played_by(&server);
    net.settings.mail = Mail::new("writer@example.org");
    let answer = block(net.web(once()).get(Service::Crossref, &Ask::doi("10.5555/a").unwrap()));
    assert_eq!((answer.outcome.unwrap().status, answer.hops.len()), (200, 2));
    let told: Vec<bool> = server.seen().iter().map(|head| head.contains("mailto:writer@example.org")).collect();
    assert_eq!(told, [true, true, false]);
}

#[test]
fn a_secret_address_is_named_to_nobody_else() {
    let (server, web) = played(Settings::default());
    let secret = Ask::url("https://news.example.org/a?token=x").unwrap();
    for service in [Service::Latest, Service::Captures, Service::Memento(Stamp::new("2019").unwrap())] {
        assert_eq!(failure(&block(web.get(service, &secret))), Failure::Refused(Refusal::Secret));
    }
    let mixed = [Ask::doi("10.5555/a").unwrap(), Ask::isbn("080442957X").unwrap()];
    let answer = block(web.run(Budget::default()).get_all(Service::Agency, &mixed));
    assert_eq!(failure(&answer), Failure::Refused(Refusal::Service));
    assert!(server.seen().is_empty());
    // The site itself is asked.
    assert!(block(web.get(Service::Page, &secret)).outcome.is_ok());
}

#[test]
fn only_identifiers_become_asks() {
    for text in [
        "a sentence of the draft",
        "https://example.org/a sentence",
        "https://example.org/a\nb",
        "file:///etc/passwd",
        "javascript:x",
        "//example.org",
        "example.org",
        "",
    ] {
        assert!(Ask::url(text).is_none(), "{text:?}");
    }
    assert!(Ask::url(&format!("https://example.org/{}", "a".repeat(5000))).is_none());
    assert_eq!(Ask::url(" https://Example.org/a#:~:text=canary ").unwrap().name(), "https://example.org/a");
    assert!(
        Ask::isbn("9780306406158").is_none() && Ask::arxiv("1513.00001").is_none() && Ask::doi("10.1/x y").is_none()
    );
    for bad in ["", "201", "20190314150926id", "2019031", "00000000"] {
        assert!(Stamp::new(bad).is_none(), "{bad}");
    }
}

/// Text comes into the room where an identifier or a choice of the user is read, and nowhere else: no other public function takes any.
#[test]
fn no_function_takes_text() {
    let room = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/web");
    let mut taking = Vec::new();
    for name in ["mod.rs", "answer.rs", "ask.rs", "budget.rs", "cache.rs", "log.rs", "service.rs", "settings.rs"] {
        let source = std::fs::read_to_string(room.join(name)).unwrap();
        let code = source.split("#[cfg(test)]\nmod").next().unwrap();
        for (at, _) in code.match_indices("pub ").filter(|(at, _)| code[*at..].contains("fn ")) {
            let rest = &code[at..];
            let Some(begin) = rest.find("fn ").filter(|begin| matches!(&rest[4..*begin], "" | "async " | "const "))
            else {
                continue;
            };
            let head = &rest[begin..rest.find('{').unwrap()];
            let inputs = head.split("->").next().unwrap();
            let text = ["str", "String", "[u8]", "Vec<u8>", "impl ", "dyn ", "Cow", "Url", "char", "OsStr"];
            if text.iter().any(|kind| inputs.contains(kind)) {
                let named = head[3..].split(['(', '<']).next().unwrap();
                taking.push(format!("{name} {named}"));
            }
        }
    }
    let expected = [
        // What a reply's header is called, which headers a kept reply is known by, what is written down: none of it is sent.
        "answer.rs header",
        "ask.rs url",
        "ask.rs doi",
        "ask.rs isbn",
        "ask.rs arxiv",
        "ask.rs pmid",
        // Of modules that are private to the room.
        "cache.rs read",
        "cache.rs recall",
        "cache.rs write",
        "cache.rs forget",
        "log.rs begin",
        "service.rs new",
        "settings.rs of_user",
        "settings.rs new",
        "settings.rs new",
    ];
    assert_eq!(taking, expected);
}
