use super::sample;
use ibid::bibliography::{Style, bibtex, of_work, unmarked};
use ibid::evidence::outcome::{Absence, Doubt, Outcome, Presence};
use ibid::evidence::reference;
use ibid::evidence::registry::agency::Agency;
use ibid::evidence::registry::{Lookup, Record, agency, arxiv, crossref, datacite, handle, open_library, pubmed};
use ibid::evidence::retraction::{Kind, Standing, standing};

fn found(lookup: Lookup) -> Record {
    match lookup {
        Lookup::Found(record) => *record,
        other => panic!("{other:?}"),
    }
}

fn families(record: &Record) -> Vec<&str> {
    record.authors.iter().map(|name| name.family.as_str()).collect()
}

#[test]
fn crossref_is_read_with_everything_by_which_a_work_may_be_cited() {
    let record = found(crossref::read(200, sample!("crossref_work.json")));
    assert_eq!(record.id, "10.5555/tidal.2019.014");
    assert_eq!(record.title, "Salt marsh accretion under rapid sea-level rise");
    assert_eq!(families(&record), ["H\u{f6}lscher-Obermaier", "O\u{2019}Neil", "The Estuary Consortium"]);
    assert_eq!(record.issued, ["2018-12-20", "2019-03"]);
    assert_eq!(
        (record.container.as_str(), &record.containers[..]),
        ("Journal of Tidal Studies", &["J Tidal Stud".to_owned()][..])
    );
    assert_eq!(record.url, "https://journals.example.org/tidal.2019.014");
    assert_eq!(record.abstract_text, "Abstract Accretion rose by 4.2 mm a year in the marsh.");
    assert_eq!(standing(&record.updates).0, Standing::Sound);
    let work = reference::of_record(&record);
    assert_eq!(
        unmarked(&of_work(&work, Style::Apa)),
        "H\u{f6}lscher-Obermaier, M., O\u{2019}Neil, T., & The Estuary Consortium. (2018). Salt marsh accretion under rapid sea-level rise. \
         Journal of Tidal Studies, 7(3), 101\u{2013}117. https://doi.org/10.5555/tidal.2019.014"
    );
    let entry = bibtex("k", &work);
    assert!(
        entry.contains("author = {H\u{f6}lscher-Obermaier, Maria and O\u{2019}Neil, Tom and {The Estuary Consortium}}"),
        "{entry}"
    );
}

#[test]
fn a_notice_is_not_what_it_takes_back() {
    let retracted = found(crossref::read(200, sample!("crossref_work_retracted.json")));
    let (stands, notice) = standing(&retracted.updates);
    assert_eq!((stands, notice.unwrap().notice.as_str()), (Standing::Retracted, "10.5555/notice.2019.9"));
    assert!(retracted.notice_of.is_empty());
    let notice = found(crossref::read(200, sample!("crossref_work_notice.json")));
    assert_eq!(standing(&notice.updates).0, Standing::Sound);
    assert_eq!(notice.notice_of.first().map(|update| update.notice.as_str()), Some("10.5555/retracted.2011.7"));
    let concern = found(crossref::read(200, sample!("crossref_work_concern.json")));
    assert_eq!(standing(&concern.updates).0, Standing::Concern);
}

#[test]
fn statuses_are_asked_before_bodies() {
    let work = sample!("crossref_work.json");
    assert_eq!(crossref::read(404, b"Resource not found."), Lookup::Elsewhere);
    assert_eq!(datacite::read(404, b"{\"errors\":[]}"), Lookup::Elsewhere);
    for (status, doubt) in
        [(429, Doubt::Blocked), (403, Doubt::Blocked), (500, Doubt::Transient), (302, Doubt::Transient)]
    {
        assert_eq!(crossref::read(status, work), Lookup::Unknown(doubt), "{status}");
        assert_eq!(datacite::read(status, work), Lookup::Unknown(doubt), "{status}");
        assert_eq!(open_library::read(status, work, "x"), Lookup::Unknown(doubt), "{status}");
        assert_eq!(pubmed::read(status, work, &["1"]), [Lookup::Unknown(doubt)], "{status}");
        assert_eq!(arxiv::read(status, work, &["1706.00001"]), [Lookup::Unknown(doubt)], "{status}");
        assert_eq!(handle::read(status, work).outcome, Outcome::Unknown(doubt), "{status}");
        assert_eq!(agency::read(status, work, &["10.5555/x"]), [Agency::Unknown(doubt)], "{status}");
    }
    for body in [&b""[..], b"{}", b"[]", b"<html>", b"null", b"{\"message\":{}}", b"\xff"] {
        assert_eq!(crossref::read(200, body), Lookup::Unknown(Doubt::Transient));
        assert_eq!(datacite::read(200, body), Lookup::Unknown(Doubt::Transient));
        assert_eq!(pubmed::read(200, body, &["1"]), [Lookup::Unknown(Doubt::Transient)]);
        assert_eq!(arxiv::read(200, body, &["1706.00001"]), [Lookup::Unknown(Doubt::Transient)]);
        assert!(matches!(handle::read(200, body).outcome, Outcome::Unknown(_)));
        assert!(matches!(handle::read(404, body).outcome, Outcome::Unknown(_)));
    }
}

#[test]
fn a_doi_exists_by_the_code_of_its_handle() {
    let there = handle::read(200, sample!("doi_handle_found.json"));
    assert_eq!(
        (there.outcome, there.url.as_str()),
        (Outcome::Present(Presence::Plain), "https://journals.example.org/tidal.2019.014")
    );
    let of = |status, body: &str| handle::read(status, body.as_bytes()).outcome;
    assert_eq!(
        of(404, "{\"responseCode\":100,\"handle\":\"10.5555/none\"}"),
        Outcome::Absent(Absence::NoSuchIdentifier)
    );
    assert_eq!(of(404, "{\"responseCode\":200}"), Outcome::Present(Presence::Plain));
    assert_eq!(of(500, "{\"responseCode\":100}"), Outcome::Unknown(Doubt::Transient));
    assert_eq!(of(404, "{\"responseCode\":2}"), Outcome::Unknown(Doubt::Transient));
    let asked =
        ["10.5555/tidal.2019.014", "10.5281/ZENODO.3509134", "10.5555/none", "nonsense", "10.5555/not.answered"];
    let agencies = agency::read(200, sample!("doi_ra.json"), &asked);
    assert_eq!(
        agencies,
        [Agency::Crossref, Agency::DataCite, Agency::Nobody, Agency::Nobody, Agency::Unknown(Doubt::Transient)]
    );
}

#[test]
fn datacite_is_read() {
    let record = found(datacite::read(200, sample!("datacite_doi.json")));
    assert_eq!(
        (record.title.as_str(), record.kind, record.publisher.as_str()),
        ("Tide gauge table", "dataset", "Zenodo")
    );
    assert_eq!(
        (families(&record), &record.issued[..]),
        (vec!["Okafor"], &["2019-10-18".to_owned(), "2019".to_owned()][..])
    );
}

#[test]
fn arxiv_answers_in_any_order_and_leaves_out_what_it_has_not() {
    let answers =
        arxiv::read(200, sample!("arxiv_two.atom"), &["1706.00001", "2309.00002v1", "1706.99999", "no number"]);
    let [first, second, third, fourth] = &answers[..] else { panic!("{answers:?}") };
    let (first, second) = (found(first.clone()), found(second.clone()));
    assert_eq!((first.title.as_str(), first.version.as_str(), first.withdrawn.as_str()), ("First title", "7", ""));
    assert_eq!(second.title, "Second title, broken over lines");
    assert!(second.withdrawn.starts_with("This paper has been withdrawn"));
    assert_eq!(families(&second), ["Okafor", "The Estuary Collaboration"]);
    assert_eq!((third, fourth), (&Lookup::Absent, &Lookup::Absent));
    assert_eq!(arxiv::read(200, sample!("arxiv_none.atom"), &["1706.99999"]), [Lookup::Absent]);
    let cut = &sample!("arxiv_none.atom")[..200];
    assert_eq!(arxiv::read(200, cut, &["1706.99999"]), [Lookup::Unknown(Doubt::Transient)]);
    let versions = "<feed><entry><id>http://arxiv.org/abs/1706.00001v1</id><title>Old title</title><published>2017-01-02T00:00:00Z</published>\
        <updated>2017-01-02T00:00:00Z</updated></entry><entry><id>http://arxiv.org/abs/1706.00001v2</id><title>New title</title>\
        <published>2017-01-02T00:00:00Z</published><updated>2019-01-02T00:00:00Z</updated></entry></feed>";
    let record = found(arxiv::read(200, versions.as_bytes(), &["1706.00001v1"]).remove(0));
    assert_eq!((record.title.as_str(), &record.titles[..]), ("New title", &["Old title".to_owned()][..]));
    assert_eq!(record.issued, ["2017-01-02", "2019-01-02"]);
}

#[test]
fn pubmed_says_what_was_retracted() {
    let answers = pubmed::read(200, sample!("pubmed_esummary.json"), &["99999999", "30988852", "1"]);
    let record = found(answers[1].clone());
    assert_eq!((record.title.as_str(), record.doi.as_str()), ("A very exciting result", "10.5555/retracted.2011.7"));
    assert_eq!(
        (families(&record), &record.issued[..]),
        (vec!["L\u{f3}pez-Rivera"], &["2019-03".to_owned(), "2019-03-27".to_owned()][..])
    );
    assert_eq!(
        record.updates.iter().map(|update| (update.kind, update.notice.as_str())).collect::<Vec<_>>(),
        [(Kind::Retraction, "pmid:31000000")]
    );
    assert_eq!((&answers[0], &answers[2]), (&Lookup::Absent, &Lookup::Unknown(Doubt::Transient)));
}

#[test]
fn what_open_library_has_not_may_be_elsewhere() {
    let record = found(open_library::read(200, sample!("openlibrary_books_data.json"), "978-0-14-032872-1"));
    assert_eq!((record.title.as_str(), record.publisher.as_str()), ("Fantastic Mr. Example: A story", "Puffin"));
    assert_eq!((families(&record), &record.issued[..]), (vec!["Dahl"], &["1988-10-01".to_owned()][..]));
    let edition = found(open_library::read(200, sample!("openlibrary_edition.json"), "9780140328721"));
    assert_eq!((edition.authors.len(), edition.title.as_str()), (0, "Fantastic Mr. Example"));
    assert_eq!(open_library::read(200, b"{}", "9789999999991"), Lookup::Elsewhere);
    assert!(matches!(Lookup::Elsewhere.outcome(), Outcome::Unknown(_)));
}
