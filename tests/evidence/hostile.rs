//! Whatever comes, reading ends soon and keeps little.

use super::{page_at, sample};
use ibid::evidence::outcome::{Answer, Before, Reply, Second, judge};
use ibid::evidence::page::{Body, read};
use ibid::evidence::registry::{arxiv, crossref, datacite, open_library, pubmed};
use ibid::evidence::{archive, link};
use std::time::{Duration, Instant};

/// Far more than any of it takes, and far less than what is not linear would.
const SOON: Duration = Duration::from_secs(20);

#[test]
fn bombs_of_nesting_and_attributes_are_read_at_once() {
    let attributes: String = (0..200_000).map(|number| format!(" a{number}=b{number}")).collect();
    let metas = "<meta name=author content='Ada Okafor'>".repeat(50_000);
    let bombs = [
        "<div>".repeat(400_000) + "words",
        format!("<p{attributes}>words"),
        format!("<meta{attributes}>words"),
        "<p hidden>".repeat(200_000) + "words",
        "<div hidden>".repeat(200_000),
        "<sup><a>".repeat(250_000),
        "<q>".repeat(400_000),
        "<h1>".repeat(400_000),
        metas,
        "<script type=application/ld+json>{}</script>".repeat(50_000),
        format!("<script type=application/ld+json>{}</script>", "[".repeat(1_000_000)),
        format!("<script type=application/ld+json>[{}{{}}]</script>", "{\"@type\":\"Article\"},".repeat(40_000)),
        "<!--".repeat(500_000),
        "<title>".repeat(300_000),
        "&amp".repeat(500_000),
        "<a href='".repeat(200_000),
        "<time datetime=2019-01-02>".repeat(80_000),
        format!("<meta property=og:title content='{}'>", "x".repeat(2_000_000)),
        format!("<h1>{}", "long ".repeat(400_000)),
        "\u{300}".repeat(1_000_000),
    ];
    for bomb in &bombs {
        let start = Instant::now();
        let page = page_at(bomb.as_bytes(), "https://mill.example/a");
        assert!(start.elapsed() < SOON, "{:?} {}", start.elapsed(), &bomb.chars().take(30).collect::<String>());
        assert!(page.text.len() <= 3 * bomb.len() + 3);
        for field in [&page.heading, &page.tab] {
            assert!(field.chars().count() <= 300);
        }
        let answer = Answer { status: 200, address: "https://mill.example/a", page: Some(&page), ..Answer::default() };
        judge(
            "https://mill.example/a",
            &Reply::Answer(answer),
            Second::default(),
            &Before { title: "Mill", length: 10, probe: Some(&page) },
        );
        assert!(start.elapsed() < 2 * SOON);
    }
}

#[test]
fn other_bodies_are_read_at_once() {
    let xml = [
        "<p>".repeat(600_000),
        "<a b='".repeat(300_000),
        "<contrib><surname>x</surname>".repeat(60_000),
        "<tex-math>".repeat(200_000),
    ];
    let text = [
        "](".repeat(500_000),
        "[a](((".repeat(200_000),
        "_".repeat(1_000_000),
        "> ".repeat(500_000),
        "\\".repeat(1_000_000),
    ];
    let all = xml.iter().map(|body| (body, "application/xml")).chain(text.iter().map(|body| (body, "text/markdown")));
    for (body, kind) in all {
        let start = Instant::now();
        read(&Body { bytes: body.as_bytes(), content_type: Some(kind), ..Body::default() });
        assert!(start.elapsed() < SOON, "{:?} {}", start.elapsed(), &body[..20]);
    }
    let start = Instant::now();
    link::links(&"<a>; rel=\"memento\", ".repeat(200_000));
    let _ = archive::timemap(200, "<a>; rel=original, <".repeat(200_000).as_bytes());
    arxiv::read(
        200,
        "<entry><id>http://arxiv.org/abs/1706.00001</id></entry>".repeat(40_000).as_bytes(),
        &["1706.00001"],
    );
    assert!(start.elapsed() < SOON, "{:?}", start.elapsed());
}

/// Bodies cut short and bytes turned over, by a generator that gives the same ones each time.
#[test]
fn broken_bodies_break_nothing() {
    let bodies = [
        sample!("article.html"),
        sample!("scholar.html"),
        sample!("crossref_work.json"),
        sample!("crossref_work_retracted.json"),
        sample!("datacite_doi.json"),
        sample!("arxiv_two.atom"),
        sample!("pubmed_esummary.json"),
        sample!("openlibrary_books_data.json"),
        sample!("wayback_cdx.json"),
        sample!("timemap.link"),
    ];
    let mut state = 0x9e37_79b9_7f4a_7c15u64;
    let mut random = move |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below.max(1)
    };
    for body in bodies {
        for _ in 0..300 {
            let mut bytes = body[..random(body.len() + 1)].to_vec();
            for _ in 0..random(8) {
                let at = random(bytes.len());
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = random(256) as u8;
                }
            }
            for kind in ["text/html", "application/xml", "text/markdown", "text/plain", ""] {
                read(&Body {
                    bytes: &bytes,
                    content_type: Some(kind),
                    link: std::str::from_utf8(&bytes).ok(),
                    ..Body::default()
                });
            }
            let _ = (
                crossref::read(200, &bytes),
                datacite::read(200, &bytes),
                open_library::read(200, &bytes, "9780140328721"),
            );
            let _ = (pubmed::read(200, &bytes, &["30988852"]), arxiv::read(200, &bytes, &["1706.00001"]));
            let _ = (archive::captures(200, &bytes), archive::timemap(200, &bytes), archive::available(200, &bytes));
        }
    }
}
