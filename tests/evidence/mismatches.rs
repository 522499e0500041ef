use super::sample;
use ibid::bibliography::{Bibliography, Format};
use ibid::evidence::mismatch::{Field, Weight, mismatches};
use ibid::evidence::registry::{Lookup, Record, crossref};

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
