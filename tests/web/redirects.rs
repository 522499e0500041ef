//! Where servers lead on to.

use crate::net::{Net, OTHER, PRIVATE, PUBLIC, failure, found, get, number, once, reply, say, serve};
use ibid::web::{Failure, Hop, Lookup, Refusal};
use std::io::Write;

const HOSTILE: &[(&str, Refusal)] = &[
    ("http://10.0.0.1/", Refusal::Address),
    ("http://127.0.0.1/", Refusal::Address),
    ("http://169.254.169.254/latest/meta-data/", Refusal::Address),
    ("//192.168.0.1/", Refusal::Address),
    ("http://2130706433/", Refusal::Address),
    ("http://0x7f.1/", Refusal::Address),
    ("http://0177.0.0.1/", Refusal::Address),
    ("http://127.1/", Refusal::Address),
    ("http://１２７.０.０.１/", Refusal::Address),
    ("http://①②⑦.0.0.1/", Refusal::Address),
    ("http://127%2e0.0.1/", Refusal::Address),
    ("http://[::1]/", Refusal::Address),
    ("http://[::]/", Refusal::Address),
    ("http://[::ffff:10.0.0.1]/", Refusal::Address),
    ("http://[::ffff:7f00:1]/", Refusal::Address),
    ("http://[64:ff9b::7f00:1]/", Refusal::Address),
    ("http://[2002:7f00:1::]/", Refusal::Address),
    ("http://[2001::1]/", Refusal::Address),
    ("http://[2001:db8::1]/", Refusal::Address),
    ("http://[fd00::1]/", Refusal::Address),
    ("http://[fe80::1]/", Refusal::Address),
    ("http://[ff02::1]/", Refusal::Address),
    ("http://0.0.0.0/", Refusal::Address),
    ("http://100.64.0.1/", Refusal::Address),
    ("http://172.31.255.255/", Refusal::Address),
    ("http://198.18.0.1/", Refusal::Address),
    ("http://224.0.0.1/", Refusal::Address),
    ("http://255.255.255.255/", Refusal::Address),
    ("http://localhost/", Refusal::Name),
    ("http://LOCALHOST./", Refusal::Name),
    ("http://a.localhost/", Refusal::Name),
    ("http://printer.local/", Refusal::Name),
    ("http://metadata.google.internal/", Refusal::Name),
    ("http://router.home.arpa/", Refusal::Name),
    ("http://intranet/", Refusal::Name),
    ("http://a.onion/", Refusal::Name),
    ("http://public.example:22/", Refusal::Port),
    ("http://public.example:6379/", Refusal::Port),
    ("http://user:pass@public.example/", Refusal::Userinfo),
    ("http://user@public.example/", Refusal::Userinfo),
    ("file:///etc/passwd", Refusal::Scheme),
    ("ftp://public.example/", Refusal::Scheme),
    ("gopher://public.example/", Refusal::Scheme),
    ("data:text/html,x", Refusal::Scheme),
    ("javascript:alert(1)", Refusal::Scheme),
];

#[test]
fn nobody_leads_into_a_private_network() {
    let secret = say(reply("200 OK", "", "SECRET"));
    for (location, refusal) in HOSTILE {
        let server = say(reply("302 Found", &format!("location: {location}\r\n"), ""));
        // Were they dialled, they would answer.
        let mut net = Net::at(&server).place(PRIVATE, &secret);
        for name in ["localhost", "a.localhost", "printer.local", "intranet", "metadata.google.internal"] {
            net = net.name(name, &[PUBLIC]);
        }
        let answer = get(&net.web(once()), "http://public.example/");
        assert_eq!(failure(&answer), Failure::Refused(*refusal), "{location}");
        assert_eq!(server.seen().len(), 1, "{location}");
    }
    assert!(secret.seen().is_empty());
}

#[test]
fn what_a_draft_names_is_vetted_like_a_redirect() {
    let server = say(reply("200 OK", "", "SECRET"));
    for (address, refusal) in HOSTILE.iter().filter(|(address, _)| address.starts_with("http")) {
        let net = Net::at(&server).place(PRIVATE, &server).place("127.0.0.1", &server);
        let answer = get(&net.web(once()), address);
        assert_eq!(failure(&answer), Failure::Refused(*refusal), "{address}");
    }
    assert!(server.seen().is_empty());
}

#[test]
fn a_public_name_of_a_private_number_is_not_dialled() {
    let secret = say(reply("200 OK", "", "SECRET"));
    let sets: &[&[&str]] = &[
        &[PRIVATE],
        &[PUBLIC, PRIVATE],
        &[OTHER, "::1"],
        &["::ffff:10.0.0.1"],
        &["64:ff9b::a00:1"],
        &["64:ff9b:1::1"],
        &["127.0.0.1"],
        &["0.0.0.0"],
    ];
    for numbers in sets {
        let mut net = Net::default().name("public.example", numbers);
        for number in *numbers {
            net = net.place(number, &secret);
        }
        let answer = get(&net.web(once()), "http://public.example/");
        assert_eq!(failure(&answer), Failure::Refused(Refusal::Resolved), "{numbers:?}");
    }
    assert!(secret.seen().is_empty());
}

#[test]
fn on_a_network_without_ipv4_old_sites_are_reached() {
    let server = say(reply("200 OK", "", "x"));
    let translated = "64:ff9b::5db8:d70e";
    let net = Net::default().name("public.example", &[translated]).place(translated, &server);
    assert!(get(&net.web(once()), "http://public.example/").outcome.is_ok());
}

#[test]
fn a_name_that_changes_its_mind_is_resolved_once_a_request() {
    let secret = say(reply("200 OK", "", "SECRET"));
    let server = serve(|stream, head, _| {
        let path = head.split(' ').nth(1).unwrap();
        let text = if path == "/again" { reply("302 Found", "location: /\r\n", "") } else { reply("200 OK", "", "x") };
        let _ = stream.write_all(text.as_bytes());
    });
    let net = || {
        let answers = vec![found(&[PUBLIC]), found(&[PRIVATE])];
        Net::at(&server).answers("public.example", answers).place(PRIVATE, &secret)
    };
    assert_eq!(get(&net().web(once()), "http://public.example/").outcome.unwrap().body, b"x");
    assert_eq!(failure(&get(&net().web(once()), "http://public.example/again")), Failure::Refused(Refusal::Resolved));
    assert!(secret.seen().is_empty());
}

#[test]
fn a_circle_ends() {
    let server = say(reply("302 Found", "location: /\r\n", ""));
    let answer = get(&Net::at(&server).web(once()), "http://public.example/");
    assert_eq!(failure(&answer), Failure::Hops);
    assert_eq!((server.seen().len(), answer.hops.len()), (6, 5));
}

#[test]
fn hops_are_told_and_fragments_left_behind() {
    let server = serve(|stream, _, count| {
        let text = match count {
            0 => reply("301 Moved", "location: /b?x=1#part\r\n", ""),
            1 => reply("302 Found", "Location: http://other.example/c\r\n", ""),
            _ => reply("200 OK", "", "x"),
        };
        let _ = stream.write_all(text.as_bytes());
    });
    let net = Net::at(&server).name("other.example", &[PUBLIC]);
    let answer = get(&net.web(once()), "http://public.example/a");
    let hop = |status, to: &str| Hop { status, to: to.to_owned() };
    assert_eq!(answer.hops, [hop(301, "http://public.example/b?x=1"), hop(302, "http://other.example/c")]);
    assert_eq!(answer.address(), "http://other.example/c");
    assert_eq!(answer.outcome.unwrap().status, 200);
}

#[test]
fn a_location_cannot_add_a_line() {
    for location in ["/a%0d%0aX: 1", "/a\tb", "/é\u{202e}", "/a b", "/\\x"] {
        let server = serve(move |stream, _, count| {
            let first = reply("302 Found", &format!("location: {location}\r\n"), "");
            let text = if count == 0 { first } else { reply("200 OK", "", "") };
            let _ = stream.write_all(text.as_bytes());
        });
        let _ = get(&Net::at(&server).web(once()), "http://public.example/");
        for head in server.seen() {
            assert!(head.is_ascii() && head.lines().count() == 7, "{head:?}");
        }
    }
}

#[test]
fn nobody_is_gone_only_if_somebody_is_there() {
    let nobody = || Net::default().answers("gone.example", vec![Lookup::Nobody]);
    let there = nobody().name("doi.org", &[PUBLIC]);
    assert_eq!(failure(&get(&there.web(once()), "http://gone.example/")), Failure::NoHost);
    assert_eq!(failure(&get(&nobody().web(once()), "http://gone.example/")), Failure::Dns);
    let failing = Net::default().answers("gone.example", vec![Lookup::Failed]).name("doi.org", &[PUBLIC]);
    assert_eq!(failure(&get(&failing.web(once()), "http://gone.example/")), Failure::Dns);
    assert!(number(PUBLIC).is_ipv4());
}
