use super::sample;
use ibid::bibliography::{Bibliography, Format};
use ibid::bibliography::{Work, bibtex, csl};
use ibid::evidence::mismatch::{Field, Weight, certain, mismatches};
use ibid::evidence::reference::of_record;
use ibid::evidence::registry::{Lookup, Record, Service, arxiv, crossref, datacite, open_library, pubmed};

fn record() -> Record {
    match crossref::read(200, sample!("crossref_work.json")) {
        Lookup::Found(record) => *record,
        other => panic!("{other:?}"),
    }
}

/// The differences of an entry in BibTeX.
fn differences(fields: &str) -> Vec<(Field, Weight)> {
    let source = format!("@article{{k,\n{fields}\n}}\n");
    let read = Bibliography::read(&source, Format::Bibtex);
    assert_eq!(read.problems, [], "{source}");
    mismatches(&read.entries[0], &record()).into_iter().map(|one| (one.field, one.weight)).collect()
}

#[test]
fn honest_entries_differ_in_nothing() {
    for fields in [
        "title = {Salt Marsh Accretion Under Rapid {S}ea-Level Rise}, author = {H{\\\"o}lscher-Obermaier, Maria and O'Neil, Tom and {The Estuary Consortium}}, journal = {Journal of Tidal Studies}, year = 2019, pages = {101--17}, volume = {7}",
        "title = {Salt marsh accretion under \\emph{rapid} sea-level rise}, author = {Hoelscher Obermaier, M. and others}, journal = {J. Tidal Stud.}, year = 2018",
        "title = {Salt marsh accretion under rapid sea level rise}, author = {Holscher, Maria and ONeil, T and {Estuary Consortium, The}}, journal = {JTS}, date = {2019-03}",
        "author = {Maria H\u{f6}lscher-Obermaier and others}",
        "note = {nothing to compare}",
    ] {
        assert_eq!(differences(fields), [], "{fields}");
    }
}

#[test]
fn slips_are_told_from_other_works() {
    use Field::*;
    use Weight::{Error, Info, Warning};
    for (fields, expected) in [
        ("title = {Salt marsh erosion under slow sea-level fall}", vec![(Title, Warning)]),
        ("year = 2017", vec![(Year, Info)]),
        ("year = 2012", vec![(Year, Warning)]),
        ("author = {Okafor, Ada}", vec![(FirstAuthor, Warning)]),
        ("author = {O'Neil, Tom and H\u{f6}lscher-Obermaier, Maria and {The Estuary Consortium}}", vec![(Order, Info)]),
        ("author = {H\u{f6}lscher-Obermaier, Maria}", vec![(Authors, Warning)]),
        ("author = {H\u{f6}lscher-Obermaier, Maria and {The Estuary Consortium} and O'Neil, Tom}", vec![(Order, Info)]),
        ("journal = {Annals of Mills}", vec![(Container, Warning)]),
        ("volume = {8}, pages = {101-118}", vec![(Volume, Info), (Pages, Info)]),
        ("title = {A history of mills}, author = {Okafor, Ada}", vec![(Title, Error), (FirstAuthor, Error)]),
    ] {
        assert_eq!(differences(fields), expected, "{fields}");
    }
    let read = Bibliography::read("@article{k, year = 2012}", Format::Bibtex);
    let one = mismatches(&read.entries[0], &record()).remove(0);
    assert_eq!((one.entry.as_str(), one.registry.as_str()), ("2012", "2018, 2019"));
}

#[test]
fn any_title_of_a_preprint_will_do() {
    let mut preprint = record();
    preprint.title = "New title of the work".into();
    preprint.titles = vec!["Attention to tides".into()];
    let read = Bibliography::read("@misc{k, title = {Attention to Tides}}", Format::Bibtex);
    assert_eq!(mismatches(&read.entries[0], &preprint), []);
}

/// What is certain of an entry of that kind, held against a record.
fn certain_of(kind: &str, fields: &str, record: &Record) -> Vec<Field> {
    let source = format!("@{kind}{{k,\n{fields}\n}}\n");
    let read = Bibliography::read(&source, Format::Bibtex);
    assert_eq!(read.problems, [], "{source}");
    certain(&Work::of(&read.entries[0]), record).into_iter().map(|one| one.field).collect()
}

#[test]
fn what_may_be_honest_is_not_certain() {
    let plain = record();
    let titled = |title: &str| Record { title: title.into(), titles: Vec::new(), ..record() };
    let named = |names: &[&str]| Record {
        authors: names.iter().flat_map(|name| ibid::bibliography::names(name)).collect(),
        ..record()
    };
    let dated = |dates: &[&str]| Record { issued: dates.iter().map(|date| (*date).to_owned()).collect(), ..record() };
    let manuscript =
        Record { kind: "manuscript", container: String::new(), containers: Vec::new(), ..dated(&["2018-02"]) };
    let cases: &[(&str, &str, &Record)] = &[
        ("article", "title = {Mareas}, language = {spanish}", &plain),
        (
            "article",
            "title = {Decay of $B^0_s$ into $\\mu\\mu$ in water}",
            &titled("Decay of B0s into \u{3bc}\u{3bc} in water"),
        ),
        ("article", "title = {SARS-CoV-2 in canals}", &titled("SARS CoV2 in canals")),
        ("article", "title = {The price of rope}", &titled("RETRACTED ARTICLE: The price of rope")),
        (
            "article",
            "title = {\u{426}\u{435}\u{43d}\u{430} \u{43a}\u{430}\u{43d}\u{430}\u{442}\u{430}}",
            &titled("The price of rope"),
        ),
        ("article", "author = {Tchebycheff, P.}", &named(&["Chebyshev, P. L."])),
        ("article", "author = {\u{427}\u{435}\u{431}\u{44b}\u{448}\u{435}\u{432}, P.}", &named(&["Chebyshev, P. L."])),
        ("article", "author = {Oar, Dora and Ebb, Emil}", &named(&["Oar, Dora"])),
        ("article", "author = {Oar, Dora and et al.}", &named(&["Oar, Dora and Ebb, Emil and Vale, Mara"])),
        ("article", "author = {{Harbour Board of Skarvik}}", &named(&["Oar, Dora and Ebb, Emil"])),
        ("article", "author = {Oar, Jr., Dora}", &named(&["Oar Jr, Dora"])),
        ("article", "year = 2020", &plain),
        ("article", "year = 1954", &dated(&["2009-06-01"])),
        ("article", "year = 2014, journal = {arXiv preprint arXiv:1401.00007}", &plain),
        ("article", "year = 2021, journal = {Journal of Tidal Studies}", &manuscript),
        ("book", "year = 1999", &plain),
        ("inproceedings", "booktitle = {Proc. of the Weirs}", &plain),
        (
            "inproceedings",
            "title = {A bell}, author = {Oar, Dora}, booktitle = {Salt marsh accretion under rapid sea-level rise}",
            &plain,
        ),
        (
            "inbook",
            "title = {A bell}, author = {Oar, D.}, booktitle = {Bells}",
            &Record { from: Service::OpenLibrary, ..record() },
        ),
    ];
    for (kind, fields, record) in cases {
        assert_eq!(certain_of(kind, fields, record), [], "{fields}");
    }
}

#[test]
fn what_no_honest_entry_has_is_certain() {
    use Field::*;
    for (fields, expected) in [
        ("title = {Salt marsh erosion under slow sea-level fall}", vec![Title]),
        ("title = {A history of mills}, author = {Okafor, Ada}", vec![Title, FirstAuthor]),
        ("author = {Okafor, Ada}", vec![FirstAuthor]),
        ("year = 2012", vec![Year]),
        ("journal = {Annals of Mills}", vec![Container]),
        ("volume = {8}, pages = {101-118}", vec![]),
    ] {
        assert_eq!(certain_of("article", fields, &record()), expected, "{fields}");
    }
    let three = Record { authors: ibid::bibliography::names("Oar, D. and Ebb, E. and Vale, M."), ..record() };
    assert_eq!(certain_of("article", "author = {Oar, D. and Ebb, E.}", &three), [Authors]);
    assert_eq!(certain_of("article", "author = {Oar, D. and Weir, B. and others}", &three), [Authors]);
}

#[test]
fn what_is_written_of_a_record_agrees_with_it() {
    let lookups = [
        crossref::read(200, sample!("crossref_work.json")),
        crossref::read(200, sample!("crossref_work_retracted.json")),
        crossref::read(200, sample!("crossref_work_concern.json")),
        datacite::read(200, sample!("datacite_doi.json")),
        open_library::read(200, sample!("openlibrary_books_data.json"), "978-0-14-032872-1"),
    ];
    let more = arxiv::read(200, sample!("arxiv_two.atom"), &["1706.00001", "2309.00002v1"]);
    let more = more.into_iter().chain(pubmed::read(200, sample!("pubmed_esummary.json"), &["30988852"]));
    let mut compared = 0;
    for lookup in lookups.into_iter().chain(more) {
        let Lookup::Found(record) = lookup else { continue };
        let work = of_record(&record);
        for (source, format) in [
            (bibtex("k", &work), Format::Bibtex),
            (format!("[{}]", csl("k", &work)), Format::Json),
            (format!("references:\n- {}\n", csl("k", &work)), Format::Yaml),
        ] {
            let read = Bibliography::read(&source, format);
            assert_eq!(read.problems, [], "{source}");
            assert_eq!(certain(&Work::of(&read.entries[0]), &record), [], "{source}");
            compared += 1;
        }
    }
    assert!(compared >= 18, "{compared}");
}
