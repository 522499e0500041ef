//! What servers do to whoever asks them.

use crate::net::{Net, failure, found, get, once, page, reply, say, serve};
use ibid::web::{Budget, Failure, Limits, Mail, Service, Settings};
use std::io::Write;
use std::process::Command;
use std::time::{Duration, Instant};

/// All that a page's server is told.
fn asked(target: &str) -> String {
    let agent = concat!("ibid/", env!("CARGO_PKG_VERSION"));
    let home = env!("CARGO_PKG_REPOSITORY");
    let agent = if home.is_empty() { agent.to_owned() } else { format!("{agent} (+{home})") };
    format!(
        "GET {target} HTTP/1.1\r\nHost: public.example\r\nUser-Agent: {agent}\r\n\
         Accept: text/html,application/xhtml+xml,application/pdf;q=0.9,text/plain;q=0.8,*/*;q=0.5\r\n\
         Accept-Encoding: gzip\r\nConnection: close\r\n\r\n"
    )
}

#[test]
fn nothing_is_told_but_who_asks() {
    let server = serve(|stream, _, count| {
        let headers = "set-cookie: a=b\r\nwww-authenticate: Basic\r\n";
        let text = match count {
            0 => reply("302 Found", &format!("{headers}location: /b\r\n"), ""),
            _ => reply("401 Unauthorized", headers, ""),
        };
        let _ = stream.write_all(text.as_bytes());
    });
    let mut net = Net::at(&server);
    net.settings = Settings { mail: Mail::new("writer@example.org"), ..Settings::default() };
    let web = net.web(once());
    let answer = get(&web, "http://public.example/a?b=c#:~:text=canary");
    assert_eq!(answer.outcome.unwrap().status, 401);
    let _ = get(&web, "http://public.example/b");
    // Neither a cookie nor a referrer, and the mail is for registries.
    assert_eq!(server.seen(), [asked("/a?b=c"), asked("/b"), asked("/b")]);
}

#[test]
fn a_proxy_of_the_environment_is_not_used() {
    let trap = say(reply("200 OK", "", "x"));
    let mut child = Command::new(std::env::current_exe().unwrap());
    let proxy = format!("http://127.0.0.1:{}", trap.port);
    for name in ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "ALL_PROXY", "all_proxy"] {
        child.env(name, &proxy);
    }
    let output = child.args(["--exact", "attacks::nothing_is_told_but_who_asks"]).output().unwrap();
    assert!(output.status.success() && String::from_utf8_lossy(&output.stdout).contains("1 passed"));
    assert!(trap.seen().is_empty());
}

#[test]
fn a_proxy_of_the_user_is_told_the_address() {
    let server = say(reply("200 OK", "", "x"));
    let mut net = Net::default().name("public.example", &["10.0.0.1"]);
    net.settings.proxy = ibid::web::Proxy::new(&format!("http://127.0.0.1:{}", server.port));
    assert!(net.settings.proxy.is_some());
    let web = net.web(once());
    assert!(get(&web, "http://public.example/a").outcome.is_ok());
    assert_eq!(server.seen(), [asked("http://public.example/a")]);
    // Through a tunnel, which this one does not speak.
    assert!(get(&web, "https://public.example/a").outcome.is_err());
    assert_eq!(server.seen()[1], "CONNECT public.example:443 HTTP/1.1\r\nHost: public.example:443\r\n\r\n");
    assert!(get(&web, "http://10.0.0.1/").outcome.is_err());
    assert_eq!(server.seen().len(), 2);
}

/// Limits that a slow server runs into soon.
fn hasty() -> Limits {
    Limits { idle: Duration::from_millis(400), total: Duration::from_millis(1500), ..once() }
}

/// Asks, and holds that it did not take long; a loaded machine is given room.
fn soon(server: &crate::net::Server, limits: Limits) -> ibid::web::Answer {
    let begun = Instant::now();
    let answer = get(&Net::at(server).web(limits), "http://public.example/");
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
    answer
}

#[test]
fn slow_servers_are_left() {
    let drip = |first: &'static str, part: &'static str| {
        serve(move |stream, _, _| {
            let _ = stream.write_all(first.as_bytes());
            while stream.write_all(part.as_bytes()).is_ok() {
                std::thread::sleep(Duration::from_millis(50));
            }
        })
    };
    let silent = serve(|_, _, _| std::thread::sleep(Duration::from_secs(30)));
    let stalls = serve(|stream, _, _| {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nx");
        std::thread::sleep(Duration::from_secs(30));
    });
    for server in [
        silent,
        stalls,
        drip("HTTP/1.1 200 OK\r\n", "x-a: b\r\n"),
        drip("HTTP/1.1 200 OK\r\ncontent-length: 99999\r\n\r\n", "x"),
        drip("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n", "1\r\nx\r\n"),
        drip("HTTP/1.1 200 OK\r\n\r\n", "x"),
    ] {
        assert_eq!(failure(&soon(&server, hasty())), Failure::Timeout);
    }
}

#[test]
fn what_is_no_http_is_malformed() {
    let many = format!("HTTP/1.1 200 OK\r\n{}\r\n", "a: b\r\n".repeat(1000));
    for bytes in [
        "SSH-2.0-OpenSSH\r\n\r\n",
        "HTTP/1.1 abc OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n",
        "HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nxx",
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nfffffffffffffffff\r\nx",
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nxyz\r\nx",
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\nxyz\r\n0\r\n\r\n",
        many.as_str(),
    ] {
        assert_eq!(failure(&soon(&say(bytes), once())), Failure::Malformed, "{bytes:.80}");
    }
    let cut = "HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nxxx";
    assert_eq!(failure(&soon(&say(cut), once())), Failure::Reset);
    assert_eq!(failure(&soon(&say(""), once())), Failure::Reset);
}

#[test]
fn what_servers_get_nearly_right_is_read() {
    for bytes in [
        "HTTP/1.0 200\r\n\r\nhello",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early\r\nlink: </a>\r\n\r\nHTTP/1.1 200 OK\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\ncontent-encoding: \r\ncontent-length: 5\r\n\r\nhello and more",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n3;a=b\r\nhel\r\n02\r\nlo\r\n0\r\nx: y\r\n\r\n",
        "HTTP/1.1 200 OK\r\nbad header\r\ncontent-length: 5\r\ncontent-length: 5\r\n\r\nhello",
    ] {
        let reply = soon(&say(bytes), once()).outcome.unwrap();
        assert_eq!((reply.status, reply.body.as_slice(), reply.truncated), (200, &b"hello"[..], false), "{bytes}");
    }
    let odd = soon(&say("HTTP/1.1 999 No\r\nx-secret: 1\r\nserver: \u{1b}[31mx\r\ncontent-length: 0\r\n\r\n"), once());
    let odd = odd.outcome.unwrap();
    assert_eq!(odd.status, 999);
    assert_eq!(odd.header("x-secret"), None);
}

#[test]
fn a_run_ends_when_its_time_is_over() {
    let silent = serve(|_, _, _| std::thread::sleep(Duration::from_secs(30)));
    let web = Net::at(&silent).answers("slow.example", vec![found(&[crate::net::PUBLIC])]).web(Limits::default());
    let begun = Instant::now();
    let answer = crate::net::block(async {
        let run = web.run(Budget { time: Duration::from_millis(500), ..Budget::default() });
        run.get(Service::Page, &page("http://public.example/")).await
    });
    assert_eq!(failure(&answer), Failure::Budget);
    assert!(begun.elapsed() < Duration::from_secs(10));
}
