//! What is kept of replies, and for whom the log is.

use crate::net::{Net, Server, block, failure, once, page, reply, say, serve};
use ibid::web::{Answer, Ask, Budget, Lookup, Mail, Service, Web, past};
use std::io::Write;
use std::path::{Path, PathBuf};

fn web(server: &Server, folder: &Path) -> Web {
    let mut net = Net::at(server);
    net.settings.folder = Some(folder.to_owned());
    net.web(once())
}

fn ask(web: &Web, fresh: bool) -> Answer {
    let run = web.run(Budget { fresh, ..Budget::default() });
    block(run.get(Service::Page, &page("http://public.example/a?b")))
}

/// Every file of the folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let inside = |folder: &Path| -> Vec<PathBuf> {
        std::fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path()).collect()
    };
    inside(&folder.join("v1")).iter().flat_map(|shelf| inside(shelf)).collect()
}

#[test]
fn what_is_there_is_kept_for_other_runs() {
    let folder = tempfile::tempdir().unwrap();
    let server = serve(|stream, _, count| {
        let first = reply("301 Moved", "location: /c\r\n", "");
        let text = if count == 0 { first } else { reply("200 OK", "content-type: text/html\r\n", "a\n\nb\0") };
        let _ = stream.write_all(text.as_bytes());
    });
    let first = ask(&web(&server, folder.path()), false);
    let other = web(&server, folder.path());
    let second = ask(&other, false);
    assert_eq!((first.kept, second.kept, server.seen().len()), (false, true, 2));
    assert_eq!((&first.asked, &first.hops), (&second.asked, &second.hops));
    let (first, second) = (first.outcome.unwrap(), second.outcome.unwrap());
    assert_eq!((first.status, first.body, first.headers), (second.status, second.body, second.headers));
    assert!(!ask(&other, true).kept);
    assert_eq!(server.seen().len(), 3);
    assert!(other.log().iter().all(|line| line.outcome == "200"));
}

#[test]
fn what_is_absent_or_failed_is_not_kept_and_what_is_blocked_is() {
    for (bytes, kept) in [
        ("HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n", false),
        ("HTTP/1.1 410 Gone\r\ncontent-length: 0\r\n\r\n", false),
        ("", false),
        ("HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n", true),
        ("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n", true),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let web = web(&say(bytes), folder.path());
        let _ = ask(&web, false);
        assert_eq!(ask(&web, false).kept, kept, "{bytes}");
        assert_eq!(files(folder.path()).len(), usize::from(kept));
    }
}

#[test]
fn a_page_and_a_record_at_one_address_are_two() {
    let folder = tempfile::tempdir().unwrap();
    let server = serve(|stream, head, _| {
        let body = if head.contains("citationstyles") { "record" } else { "page" };
        let _ = stream.write_all(reply("200 OK", "", body).as_bytes());
    });
    let mut net = Net::played_by(&server);
    net.settings.folder = Some(folder.path().to_owned());
    let web = net.web(once());
    let body = |service, ask: Option<Ask>| block(web.get(service, &ask.unwrap())).outcome.unwrap().body;
    for _ in 0..2 {
        assert_eq!(body(Service::Page, Ask::url("https://doi.org/10.5555/x")), b"page");
        assert_eq!(body(Service::Csl, Ask::doi("10.5555/x")), b"record");
    }
    assert_eq!(server.seen().len(), 2);
}

#[test]
fn a_page_that_went_away_is_not_there_any_more() {
    let folder = tempfile::tempdir().unwrap();
    let server = serve(|stream, _, count| {
        let text = if count == 0 { reply("200 OK", "", "x") } else { reply("404 Not Found", "", "") };
        let _ = stream.write_all(text.as_bytes());
    });
    let web = web(&server, folder.path());
    assert_eq!(ask(&web, false).outcome.unwrap().status, 200);
    assert_eq!(ask(&web, true).outcome.unwrap().status, 404);
    assert_eq!(ask(&web, false).outcome.unwrap().status, 404);
}

#[test]
fn what_others_wrote_into_the_folder_is_no_entry() {
    let folder = tempfile::tempdir().unwrap();
    let server = say(reply("200 OK", "", "hello"));
    let web = web(&server, folder.path());
    let _ = ask(&web, false);
    let [file] = files(folder.path()).try_into().unwrap();
    let whole = std::fs::read(&file).unwrap();
    let text = String::from_utf8(whole.clone()).unwrap();
    let broken: Vec<Vec<u8>> = vec![
        Vec::new(),
        b"\n\n".to_vec(),
        whole[..whole.len() - 1].to_vec(),
        [&whole[..], b"x"].concat(),
        text.replace("asked http://public.example", "asked http://elsewhere.example").into(),
        text.replace("until ", "until 9").into(),
        text.replace("status 200", "status x").into(),
        vec![0xff; 100],
    ];
    for bytes in broken {
        std::fs::write(&file, &bytes).unwrap();
        assert!(!ask(&web, false).kept, "{}", String::from_utf8_lossy(&bytes));
        assert!(ask(&web, false).kept);
    }
    // An entry that is over.
    let until = text.lines().find(|line| line.starts_with("until ")).unwrap();
    std::fs::write(&file, text.replace(until, "until 1000000000")).unwrap();
    assert!(!ask(&web, false).kept);
    let left: Vec<PathBuf> = files(folder.path());
    assert_eq!(left, [file], "nothing half written is left");
}

#[cfg(unix)]
#[test]
fn what_is_kept_is_for_the_users_eyes() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let _ = ask(&web(&say(reply("200 OK", "", "x")), folder.path()), false);
    for file in files(folder.path()).into_iter().chain([folder.path().join("requests.log")]) {
        assert_eq!(std::fs::metadata(file).unwrap().permissions().mode() & 0o077, 0);
    }
}

#[test]
fn the_folder_stays_within_its_size() {
    let folder = tempfile::tempdir().unwrap();
    let server = say(reply("200 OK", "", &"x".repeat(10_000)));
    let mut net = Net::at(&server);
    net.settings.folder = Some(folder.path().to_owned());
    let web = net.web(ibid::web::Limits { kept: 100_000, ..once() });
    block(async {
        for n in 0..70 {
            let _ = web.get(Service::Page, &page(&format!("http://public.example/{n}"))).await;
        }
    });
    let size: u64 = files(folder.path()).iter().map(|file| std::fs::metadata(file).unwrap().len()).sum();
    assert!(size < 100_000 + 32 * 11_000 && files(folder.path()).len() < 50, "{size}");
}

#[test]
fn every_request_is_in_the_log() {
    let folder = tempfile::tempdir().unwrap();
    let server = serve(|stream, _, count| {
        let first = reply("302 Found", "location: http://10.0.0.1/\r\n", "");
        let text = if count == 0 { first } else { String::new() };
        let _ = stream.write_all(text.as_bytes());
    });
    let web = web(&server, folder.path());
    let _ = failure(&ask(&web, true));
    let _ = failure(&ask(&web, true));
    let lines = |lines: Vec<ibid::web::Line>| -> Vec<String> {
        lines.iter().map(|line| format!("{} {}", line.outcome, line.address)).collect()
    };
    let expected = ["302 http://public.example/a?b", "reset http://public.example/a?b"];
    assert_eq!(lines(web.log()), expected);
    assert_eq!(lines(past(folder.path())), expected);
}

#[test]
fn a_doi_is_kept_long_when_it_exists() {
    let folder = tempfile::tempdir().unwrap();
    let server = say(reply("200 OK", "content-type: application/json\r\n", r#"{"responseCode":1}"#));
    let mut net = Net::played_by(&server);
    net.settings.folder = Some(folder.path().to_owned());
    let web = net.web(once());
    let ask = Ask::doi("10.5555/x").unwrap();
    let days = |file: &Path| {
        let text = std::fs::read_to_string(file).unwrap();
        let read = |name: &str| text.lines().find_map(|l| l.strip_prefix(name)?.parse::<u64>().ok()).unwrap();
        (read("until ") - read("at ")) / 86_400
    };
    let _ = block(web.get(Service::Handle, &ask));
    assert_eq!(days(&files(folder.path())[0]), 30);
}

#[test]
fn an_absence_that_comes_with_200_is_not_kept() {
    let (arxiv, pubmed) = (Ask::arxiv("1706.03762").unwrap(), Ask::pmid("7").unwrap());
    let (isbn, other) = (Ask::isbn("080442957X").unwrap(), Ask::arxiv("1706.03763").unwrap());
    let entry = "<entry><id>http://arxiv.org/abs/1706.03762v1</id></entry>";
    let feed = |entries: &str| format!("<?xml version='1.0'?><feed>{entries}</feed>");
    let wrong = "<entry><id>http://arxiv.org/api/errors#incorrect_id_format</id></entry>";
    let table: Vec<(Service, Vec<Ask>, String, bool)> = vec![
        (Service::Arxiv, vec![arxiv.clone()], feed(""), false),
        (Service::Arxiv, vec![arxiv.clone()], feed(wrong), false),
        (Service::Arxiv, vec![arxiv.clone()], feed(entry), true),
        (Service::Arxiv, vec![arxiv, other], feed(entry), false),
        (
            Service::Pubmed,
            vec![pubmed.clone()],
            r#"{"result":{"7":{"uid":"7","error":"cannot get document summary"}}}"#.to_owned(),
            false,
        ),
        (Service::Pubmed, vec![pubmed], r#"{"result":{"7":{"uid":"7","title":"An \"error\""}}}"#.to_owned(), true),
        (Service::OpenLibrary, vec![isbn.clone()], "{}\n".to_owned(), false),
        (Service::OpenLibrary, vec![isbn], r#"{"ISBN:9780804429573":{"title":"Weirs"}}"#.to_owned(), true),
    ];
    for (service, asks, body, kept) in table {
        let folder = tempfile::tempdir().unwrap();
        let mut net = Net::played_by(&say(reply("200 OK", "", &body)));
        net.settings.folder = Some(folder.path().to_owned());
        let run = net.web(once()).run(Budget::default());
        let _ = block(run.get_all(service, &asks));
        assert_eq!(block(run.get_all(service, &asks)).kept, kept, "{body}");
    }
}

#[test]
fn a_reply_is_kept_under_an_address_without_the_users_mail() {
    let folder = tempfile::tempdir().unwrap();
    let server = say(reply("200 OK", "", r#"{"message":{}}"#));
    let web = |mail: &str| {
        let mut net = Net::played_by(&server);
        net.settings.folder = Some(folder.path().to_owned());
        net.settings.mail = Mail::new(mail);
        net.web(once())
    };
    for (service, ask) in [(Service::Crossref, Ask::doi("10.5555/a")), (Service::Pubmed, Ask::pmid("7"))] {
        let ask = ask.unwrap();
        assert!(!block(web("mara@example.org").get(service, &ask)).kept);
        assert!(server.seen().last().unwrap().contains("=mara@example.org"));
        assert!(ibid::web::kept(folder.path(), service, &ask, 1 << 20).is_some(), "{service:?}");
        // Another mail, or none, makes it no other reply.
        assert!(block(web("").get(service, &ask)).kept && block(web("ida@example.org").get(service, &ask)).kept);
    }
    for file in files(folder.path()) {
        assert!(!std::fs::read_to_string(file).unwrap().contains("mara"));
    }
}

#[test]
fn a_name_that_was_only_looked_up_is_in_the_log() {
    let answers = [("gone.example", Lookup::Nobody), ("lost.example", Lookup::Failed)];
    let mut net = Net::default().name("doi.org", &[crate::net::PUBLIC]);
    for (name, answer) in answers {
        net = net.answers(name, vec![answer]);
    }
    let web = net.name("inner.example", &["10.0.0.1"]).web(once());
    for name in ["gone.example", "lost.example", "inner.example"] {
        assert!(crate::net::get(&web, &format!("http://{name}/a")).outcome.is_err());
    }
    let lines: Vec<String> = web.log().iter().map(|line| format!("{} {}", line.outcome, line.address)).collect();
    let expected = ["no-host http://gone.example/a", "dns http://lost.example/a", "refused http://inner.example/a"];
    assert_eq!(lines, expected);
}
