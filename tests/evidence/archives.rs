use super::sample;
use ibid::evidence::archive::{
    Copies, available, captures, is_archive_today, is_memento, latest, nearest, original, raw, timemap, wayback,
};
use ibid::evidence::outcome::Doubt;

const COPY: &str = "https://web.archive.org/web/20240222044519/https://news.example.org/a";

fn stamps(copies: &Copies) -> Vec<&str> {
    match copies {
        Copies::Some(copies) => copies.iter().map(|copy| copy.stamp.as_str()).collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_latest_copy_is_where_the_archive_leads() {
    for location in [
        COPY,
        "/web/20240222044519/https://news.example.org/a",
        "http://web.archive.org/web/20240222044519id_/https://news.example.org/a",
    ] {
        let Copies::Some(copies) = latest(302, Some(location)) else { panic!("{location}") };
        assert_eq!((copies[0].address.as_str(), copies[0].day().as_str()), (COPY, "2024-02-22"));
    }
    assert_eq!(latest(404, None), Copies::None);
    assert_eq!(latest(429, None), Copies::Unknown(Doubt::Blocked));
    for odd in [
        "https://evil.example/web/20240222044519/https://a.example/",
        "/web/2019*/x",
        "/web/20240222044519/javascript:x",
        "/",
    ] {
        assert_eq!(latest(302, Some(odd)), Copies::Unknown(Doubt::Transient), "{odd}");
    }
    assert_eq!(original(COPY).as_deref(), Some("https://news.example.org/a"));
    let copy = wayback(COPY).unwrap();
    assert_eq!(raw(&copy).as_deref(), Some("https://web.archive.org/web/20240222044519id_/https://news.example.org/a"));
}

#[test]
fn an_empty_answer_is_believed_of_the_list_only() {
    assert_eq!(stamps(&available(200, sample!("wayback_available.json"))), ["20190314150926"]);
    assert_eq!(available(200, b"{\"url\":\"x\",\"archived_snapshots\":{}}"), Copies::Unknown(Doubt::Transient));
    assert_eq!(stamps(&captures(200, sample!("wayback_cdx.json"))), ["20190314150926", "20240222044519"]);
    assert_eq!(captures(200, b"[]"), Copies::None);
    assert_eq!(captures(403, b"org.archive.util.io.RuntimeIOException"), Copies::Unknown(Doubt::Blocked));
    assert_eq!(captures(200, b"<html>"), Copies::Unknown(Doubt::Transient));
    assert!(is_memento(200, Some("Thu, 14 Mar 2019 15:09:26 GMT")));
    assert!(!is_memento(200, None) && !is_memento(404, Some("Thu, 14 Mar 2019 15:09:26 GMT")));
}

#[test]
fn timemaps_are_read_without_those_of_archive_today() {
    let copies = timemap(200, sample!("timemap.link"));
    assert_eq!(stamps(&copies), ["20190314150926", "20240222044519"]);
    let Copies::Some(copies) = copies else { panic!() };
    assert_eq!(nearest(&copies, "2023-01-01").unwrap().stamp, "20240222044519");
    assert_eq!(nearest(&copies, "2019-12").unwrap().stamp, "20190314150926");
    assert_eq!(timemap(200, sample!("archive_today.link")), Copies::None);
    assert_eq!(timemap(200, b"<html><body>One more step</body></html>"), Copies::Unknown(Doubt::Blocked));
    for host in ["archive.today", "archive.is", "archive.ph", "archive.fo", "archive.li", "archive.md", "archive.vn"] {
        assert!(
            is_archive_today(&format!("https://{host}/abc")) && is_archive_today(&format!("http://www.{host}")),
            "{host}"
        );
    }
    assert!(
        !is_archive_today("https://archive.org/x")
            && !is_archive_today("https://myarchive.is/x")
            && !is_archive_today("https://a.example/archive.is")
    );
}
