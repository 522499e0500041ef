use super::{page_at, sample};
use ibid::bibliography::{Style, bibtex, of_work, unmarked};
use ibid::evidence::page::{Body, Origin, Page, Said, Scope, read};
use ibid::evidence::reference;

fn html(source: &str) -> Page {
    page_at(source.as_bytes(), "https://mill.example/a")
}

fn said<T: Clone>(said: &Option<Said<T>>) -> (T, Origin) {
    let said = said.clone().unwrap();
    (said.value, said.from)
}

fn names(page: &Page) -> Vec<String> {
    let names = page.authors.iter().flat_map(|said| &said.value);
    names.map(|name| format!("{} {}", name.given, name.family).trim().to_owned()).collect()
}

#[test]
fn an_article_says_what_it_is() {
    let page = page_at(sample!("article.html"), "https://news.example.org/2019/03/town-floods?utm_source=x");
    assert_eq!(said(&page.title), ("Town floods twice in one week".into(), Origin::JsonLd));
    assert_eq!(names(&page), ["Ada Okafor", "Tom O\u{2019}Neil"]);
    assert_eq!(said(&page.published), ("2019-03-14".into(), Origin::JsonLd));
    assert_eq!(said(&page.container).0, "The Example Times");
    assert_eq!((page.kind, page.free, page.scope), ("article-newspaper", Some(true), Scope::Full));
    assert_eq!(page.canonical.as_deref(), Some("https://news.example.org/2019/03/town-floods"));
    assert_eq!(
        page.text,
        "Home News\nTown floods twice in one week\nThe river rose 4.2 metres in nine hours, the mayor said. \u{201c}We did not see this coming,\u{201d} \
         she told reporters \u{2014} \u{201c}and no one else did either.\u{201d}\nAbout 1,300 people were evacuated, officials said on 12 March 2019.\n\
         Subscribe now for $1\n\u{a9} 2019"
    );
    let work = reference::of_page(&page, "https://news.example.org/2019/03/town-floods", "2026-11-23");
    assert_eq!(
        unmarked(&of_work(&work, Style::Apa)),
        "Okafor, A., & O\u{2019}Neil, T. (2019, March 14). Town floods twice in one week. The Example Times. \
         https://news.example.org/2019/03/town-floods"
    );
}

#[test]
fn a_scholarly_page_is_known_by_its_doi() {
    let link = "<https://doi.org/10.5555/tidal.2019.014>; rel=\"cite-as\", <https://journals.example.org/t.bib>; rel=\"describedby\"";
    let body = Body {
        bytes: sample!("scholar.html"),
        content_type: Some("text/html"),
        link: Some(link),
        address: "https://journals.example.org/tidal.2019.014",
        truncated: false,
    };
    let page = read(&body).unwrap();
    assert_eq!(said(&page.doi), ("10.5555/tidal.2019.014".into(), Origin::Header));
    assert_eq!(page.described_by, ["https://journals.example.org/t.bib"]);
    assert_eq!(said(&page.title), ("Salt marsh accretion under rapid sea-level rise".into(), Origin::Highwire));
    assert_eq!(names(&page), ["Maria H\u{f6}lscher-Obermaier", "Tom O\u{2019}Neil"]);
    assert_eq!(said(&page.published).0, "2019-03-01");
    assert_eq!(said(&page.pages).0, "101-117");
    assert_eq!((page.kind, page.scope), ("article-journal", Scope::Abstract));
    let entry = bibtex("holscher2019", &reference::of_page(&page, "https://journals.example.org/tidal.2019.014", ""));
    assert!(
        entry.starts_with("@article{holscher2019,")
            && entry.contains("journal = {{Journal of Tidal Studies}}")
                | entry.contains("journal = {Journal of Tidal Studies}"),
        "{entry}"
    );
    assert!(entry.contains("pages = {101--117}") && entry.contains("doi = {10.5555/tidal.2019.014}"), "{entry}");
}

#[test]
fn a_paywall_leaves_a_beginning() {
    let page = page_at(sample!("paywall.html"), "https://paper.example.com/exclusive");
    assert_eq!((page.free, page.scope), (Some(false), Scope::Partial));
}

#[test]
fn what_no_reader_sees_is_left_out() {
    let page = html(
        "<p>One<script>no</script><style>no</style><template>no</template><noscript>no</noscript><svg><text>no</text></svg>\
         <p hidden>no<p>Two <span style='display: none'>no <span>no</span></span>three<!-- no --><ul><li hidden>no<li>Four</ul>\
         <div hidden><div>no</div>no</div><textarea>no</textarea>five<sup><a href='#n'>12</a></sup>, 10<sup>6</sup> m<wbr>ill <q>six</q>",
    );
    assert_eq!(page.text, "One\nTwo three\nFour\nfive[12], 106 mill \u{201c}six\u{201d}");
    assert_eq!(html("<div>a<br>b<td>c</td>d</div>\u{202e}\u{200b}e").text, "a\nb\nc\nd\ne");
    assert_eq!(html("a &lt;b&gt; &amp;amp; &#x41; &nbsp; c").text, "a <b> &amp; A c");
}

#[test]
fn nobody_is_better_than_a_guess() {
    for head in [
        "<meta name=author content='https://mill.example/staff/7'>",
        "<meta name=author content='admin'>",
        "<meta property='og:site_name' content='The Mill'><meta name=author content='The Mill'>",
        "<meta property='article:author' content='https://social.example/mill'>",
        "<meta name=author content='editor@mill.example'>",
        // Two articles, neither of which is the page's.
        "<script type='application/ld+json'>[{\"@type\":\"NewsArticle\",\"headline\":\"A\",\"author\":{\"name\":\"Ada Okafor\"}},\
         {\"@type\":\"NewsArticle\",\"headline\":\"B\",\"author\":{\"name\":\"Tom Oar\"}}]</script>",
        "<script type='application/ld+json'>{broken</script>",
    ] {
        assert_eq!(html(&format!("{head}<h1>Weirs</h1>")).authors, None, "{head}");
    }
    let page = html("<meta name=author content='By Ada Okafor'><meta name=author content='Ada Okafor'>");
    assert_eq!((names(&page), said(&page.authors).1), (vec!["Ada Okafor".to_owned()], Origin::Meta));
    // Of several dates on a page none is its own.
    assert_eq!(html("<time datetime='2019-01-02'>x</time><time datetime='2020-01-02'>y</time>").published, None);
    assert_eq!(said(&html("<time datetime='2019-01-02'>x</time>").published), ("2019-01-02".into(), Origin::Time));
}

#[test]
fn linked_data_of_many_nodes_speak_for_their_page_only() {
    let page = html(
        "<title>Weirs - The Mill</title><meta property='og:site_name' content='The Mill'><script type=application/ld+json>\
         {\"@graph\":[{\"@type\":\"Person\",\"@id\":\"#ada\",\"name\":\"Ada Okafor\"},\
         {\"@type\":[\"Article\"],\"headline\":\"Other\",\"author\":\"Tom Oar\"},\
         {\"@type\":\"Article\",\"mainEntityOfPage\":{\"@id\":\"https://mill.example/a\"},\"headline\":\"Weirs &amp; oars\",\"datePublished\":\"May 3, 1931\",\
         \"author\":[{\"@id\":\"#ada\"},{\"@type\":\"Organization\",\"name\":\"Harbour and Lock Office\"}],\"isAccessibleForFree\":\"False\"}]}</script>",
    );
    assert_eq!(said(&page.title).0, "Weirs & oars");
    assert_eq!(names(&page), ["Ada Okafor", "Harbour and Lock Office"]);
    assert_eq!(said(&page.published).0, "1931-05-03");
    assert_eq!((page.free, page.tab.as_str()), (Some(false), "Weirs - The Mill"));
    let plain = html("<title>Weirs - The Mill</title><meta property='og:site_name' content='The Mill'>");
    assert_eq!(said(&plain.title), ("Weirs".into(), Origin::Title));
}

#[test]
fn a_page_that_scripts_make_has_no_text() {
    let script = "x".repeat(60 * 1024);
    assert_eq!(html(&format!("<title>App</title><div id=root></div><script>{script}</script>")).scope, Scope::None);
    assert_eq!(
        html("<noscript>You need to enable JavaScript.</noscript><div id=root></div><script src=/a.js></script>").scope,
        Scope::None
    );
    assert_eq!(html("<p>A short note that is all there is.</p>").scope, Scope::Full);
    assert_eq!(html("").scope, Scope::None);
}

#[test]
fn bodies_of_other_kinds_are_read() {
    let of = |bytes: &'static [u8], content_type| {
        read(&Body { bytes, content_type, address: "https://mill.example/a.md", ..Body::default() })
    };
    assert_eq!(of(b"%PDF-1.7", Some("text/html")), None);
    assert_eq!(of(b"\x89PNG", Some("image/png")), None);
    assert_eq!(of(b"a\nb", Some("text/plain; charset=utf-8")).unwrap().text, "a\nb");
    assert_eq!(of(b"# T\n\n*a*", Some("text/markdown")).unwrap().text, "T\na");
    assert_eq!(of(b"<!DOCTYPE html><p>a", None).unwrap().text, "a");
    let jats = "<?xml version=\"1.0\"?><!DOCTYPE article PUBLIC \"x\" \"y\"><article><front><journal-meta><journal-title-group><journal-title>Tidal \
        Studies</journal-title></journal-title-group></journal-meta><article-meta><article-id pub-id-type=\"doi\">10.5555/T.1</article-id>\
        <title-group><article-title>Salt <italic>marsh</italic> &amp; tide</article-title></title-group><contrib-group><contrib \
        contrib-type=\"author\"><name><surname>Okafor</surname><given-names>Ada</given-names></name></contrib><contrib contrib-type=\"editor\">\
        <name><surname>Oar</surname></name></contrib></contrib-group><pub-date><day>4</day><month>3</month><year>2019</year></pub-date>\
        <volume>7</volume><fpage>1</fpage><lpage>9</lpage></article-meta></front><body><p>It rose 4.2&#160;mm <xref>[3]</xref>.</p></body></article>";
    let page =
        read(&Body { bytes: jats.as_bytes(), content_type: Some("application/xml"), ..Body::default() }).unwrap();
    assert!(page.text.ends_with("\nIt rose 4.2 mm [3]."), "{}", page.text);
    assert_eq!(said(&page.title), ("Salt marsh & tide".into(), Origin::Jats));
    assert_eq!(
        (names(&page), said(&page.published).0, page.scope),
        (vec!["Ada Okafor".to_owned()], "2019-03-04".into(), Scope::Full)
    );
    assert_eq!((said(&page.doi).0, said(&page.pages).0), ("10.5555/t.1".into(), "1-9".into()));
}

#[test]
fn titles_of_strangers_stay_text() {
    let page = html(
        "<meta property='og:title' content='Mill](javascript:x) **bold** `code`\u{202e} &lt;img src=x&gt; } \\input{/x} @book{y,'>\
         <meta name=author content='Ada Okafor'>",
    );
    let work = reference::of_page(&page, "https://mill.example/a", "2026-11-23");
    let shown = of_work(&work, Style::Apa);
    assert!(shown.contains("Mill\\](javascript:x) \\*\\*bold\\*\\* \\`code\\` \\<img src=x\\>"), "{shown}");
    let entry = bibtex("k", &work);
    let read = ibid::bibliography::Bibliography::read(&entry, ibid::bibliography::Format::Bibtex);
    assert_eq!((read.entries.len(), read.problems.len()), (1, 0), "{entry}");
}
