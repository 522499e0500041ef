//! Replies that are larger than anybody's memory.

use crate::net::{Net, block, failure, get, once, page, reply, say, serve};
use flate2::Compression;
use flate2::write::GzEncoder;
use ibid::web::{Budget, Failure, Limits, Service};
use std::io::Write;

const MOST: usize = 1 << 20;

fn small() -> Limits {
    Limits { body: MOST, ..once() }
}

/// The most memory that this process ever had, in bytes; 0 where nobody tells.
fn peak() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<usize>().ok()).unwrap_or_default() * 1024
}

fn zip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A gigabyte of zeros: one member of a megabyte after another, and once all in one.
#[test]
fn a_bomb_is_left_when_it_has_grown_enough() {
    let member = zip(&vec![0; 1 << 20]);
    let whole = zip(&vec![0; 64 << 20]);
    for bytes in [member.repeat(1024), whole] {
        let before = peak();
        let head = format!("HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: {}\r\n\r\n", bytes.len());
        let server = say([head.as_bytes(), bytes.as_slice()].concat());
        let reply = get(&Net::at(&server).web(small()), "http://public.example/").outcome.unwrap();
        assert_eq!((reply.body.len(), reply.truncated), (MOST, true));
        assert!(peak() - before < 48 << 20, "{before} {}", peak());
    }
}

#[test]
fn bodies_without_end_are_left() {
    let endless = |head: &'static str, part: &'static [u8]| {
        serve(move |stream, _, _| {
            let _ = stream.write_all(head.as_bytes());
            while stream.write_all(part).is_ok() {}
        })
    };
    for server in [
        endless("HTTP/1.1 200 OK\r\n\r\n", &[b'x'; 8192]),
        endless("HTTP/1.1 200 OK\r\ncontent-length: 99999999999\r\n\r\n", &[b'x'; 8192]),
        endless("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n", b"8\r\nxxxxxxxx\r\n"),
    ] {
        let reply = get(&Net::at(&server).web(small()), "http://public.example/").outcome.unwrap();
        assert_eq!((reply.body.len(), reply.truncated), (MOST, true));
    }
    for server in [
        endless("HTTP/1.1 200 OK\r\n", b"a: bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\r\n"),
        endless("HTTP/1.1 200 OK\r\na: ", &[b'x'; 8192]),
        endless("", b"HTTP/1.1 100 Continue\r\n\r\n"),
        endless("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1;", &[b'x'; 8192]),
    ] {
        assert_eq!(failure(&get(&Net::at(&server).web(small()), "http://public.example/")), Failure::Malformed);
    }
}

#[test]
fn bodies_come_unpacked_and_cut_off_ones_say_so() {
    let text = "a line of the page\n".repeat(500);
    let packed = zip(text.as_bytes());
    let serve = |encoding: &str, bytes: &[u8]| {
        let head =
            format!("HTTP/1.1 200 OK\r\ncontent-encoding: {encoding}\r\ncontent-length: {}\r\n\r\n", bytes.len());
        let server = say([head.as_bytes(), bytes].concat());
        get(&Net::at(&server).web(once()), "http://public.example/")
    };
    let whole = serve("gzip", &packed).outcome.unwrap();
    assert_eq!((whole.body.as_slice(), whole.truncated), (text.as_bytes(), false));
    let cut = serve("x-gzip", &packed[..packed.len() / 2]).outcome.unwrap();
    assert!(cut.truncated && text.as_bytes().starts_with(&cut.body));
    for (encoding, bytes) in [("gzip", &b"no zip at all"[..]), ("br", b"x"), ("gzip, gzip", &packed)] {
        assert_eq!(failure(&serve(encoding, bytes)), Failure::Encoding, "{encoding}");
    }
}

/// However the bytes are cut into chunks, and the chunks into what arrives at a time.
#[test]
fn chunks_of_any_size_make_one_body() {
    let text: String = (0..40_000).map(|n| char::from(b'a' + (n % 23) as u8)).collect();
    for (size, piece) in [(1, 7), (1, 100_000), (3, 16_384), (5000, 4096), (40_000, 1000)] {
        let mut bytes = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n".to_vec();
        for chunk in text.as_bytes().chunks(size) {
            bytes.extend_from_slice(format!("{:x};x=y\r\n", chunk.len()).as_bytes());
            bytes.extend_from_slice(chunk);
            bytes.extend_from_slice(b"\r\n");
        }
        bytes.extend_from_slice(b"0\r\n\r\n");
        let server = serve(move |stream, _, _| {
            let _ = stream.set_nodelay(true);
            for piece in bytes.chunks(piece) {
                let _ = stream.write_all(piece);
            }
        });
        let reply = get(&Net::at(&server).web(small()), "http://public.example/").outcome.unwrap();
        assert!(reply.body == text.as_bytes() && !reply.truncated, "{size} {piece} {}", reply.body.len());
    }
}

#[test]
fn only_what_can_be_read_is_taken() {
    for (kind, status, taken) in [
        ("text/html; charset=utf-8", "200 OK", true),
        ("application/pdf", "200 OK", true),
        ("application/json", "404 Not Found", true),
        ("video/mp4", "200 OK", false),
        ("image/png", "200 OK", false),
    ] {
        let server = say(reply(status, &format!("content-type: {kind}\r\n"), "hello"));
        let reply = get(&Net::at(&server).web(once()), "http://public.example/a").outcome.unwrap();
        assert_eq!((!reply.body.is_empty(), reply.truncated), (taken, !taken), "{kind}");
    }
}

#[test]
fn a_list_may_be_longer_than_a_page() {
    let text = "x".repeat(3000);
    let server = say(reply("200 OK", "content-type: text/csv\r\n", &text));
    let web = Net::played_by(&server).web(Limits { body: 1000, list: 2000, ..once() });
    let list = block(web.run(Budget::default()).get_all(Service::Retractions, &[])).outcome.unwrap();
    assert_eq!((list.body.len(), list.truncated), (2000, true));
    let page = block(web.get(Service::Page, &page("https://public.example/a.csv"))).outcome.unwrap();
    assert_eq!((page.body.len(), page.truncated), (1000, true));
}

#[test]
fn a_run_takes_no_more_than_its_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let server = say(reply("200 OK", "", &"x".repeat(1000)));
    let mut net = Net::at(&server);
    net.settings.folder = Some(folder.path().to_owned());
    let web = net.web(once());
    block(async {
        let run = web.run(Budget { bytes: 1500, ..Budget::default() });
        let lengths = |answer: ibid::web::Answer| answer.outcome.map(|reply| (reply.body.len(), reply.truncated));
        assert_eq!(lengths(run.get(Service::Page, &page("http://public.example/a")).await), Ok((1000, false)));
        assert_eq!(lengths(run.get(Service::Page, &page("http://public.example/b")).await), Ok((500, true)));
        assert_eq!(lengths(run.get(Service::Page, &page("http://public.example/c")).await), Err(Failure::Budget));
    });
    assert_eq!(server.seen().len(), 2);
    // A reply cut off for want of bytes is not kept for those who have them.
    assert!(!get(&web, "http://public.example/b").outcome.unwrap().truncated);
}
