use super::{Lock, Quote, Record, Verdict, id, read, write};
use crate::bibliography::Identity;

fn record(id: &str, day: &str) -> Record {
    Record { id: id.into(), retrieved: day.into(), status: "present".into(), ..Record::default() }
}

fn lock(records: impl IntoIterator<Item = Record>) -> Lock {
    Lock { sources: records.into_iter().map(|record| (record.id.clone(), record)).collect(), ..Lock::default() }
}

#[test]
fn what_is_written_is_read_again() {
    let mut tide = record("https://tides.example.net/1931", "2026-01-02");
    tide.title = Some("\u{201c}Tides\u{201d} \\ \"mills\" and \u{1f30a}".into());
    tide.authors = vec!["Vale, Mara".into(), "{Harbour Office}".into()];
    tide.issued = vec!["1931-03".into()];
    tide.figures = vec!["14 %".into(), "3200000".into()];
    tide.other.insert("of a later version".into(), toml::Value::Array(vec![1.into()]));
    tide.quotes.push(Quote { hash: "b2".into(), verdict: Verdict::Near, exact: "it held".into(), ..Quote::default() });
    tide.quotes.push(Quote { hash: "a1".into(), verdict: Verdict::Found, ..Quote::default() });
    let mut before = lock([tide, record("doi:10.1000/182", "2026-01-01")]);
    before.other.insert("team".into(), "night desk".into());
    let text = write(&before);
    let after = read(&text).unwrap();
    before.sources.values_mut().for_each(|record| record.quotes.sort_by(|a, b| a.hash.cmp(&b.hash)));
    assert_eq!(after, before);
    assert_eq!(write(&after), text, "the same knowledge is the same text");
    assert!(text.find("doi:10.1000/182") < text.find("tides.example.net"), "sorted by identity");
}

#[test]
fn a_conflict_is_read_as_what_both_sides_know() {
    let text = "version = 1\n\n[[source]]\nid = \"doi:10.1000/1\"\nretrieved = \"2026-01-01\"\nstatus = \"ok\"\n\n<<<<<<< ours\n[[source]]\nid = \"doi:10.1000/2\"\n\
        retrieved = \"2026-01-02\"\nstatus = \"ok\"\n||||||| base\n=======\n[[source]]\nid = \"doi:10.1000/3\"\nretrieved = \"2026-01-03\"\nstatus = \"ok\"\n>>>>>>> theirs\n";
    let lock = read(text).unwrap();
    assert_eq!(lock.sources.keys().collect::<Vec<_>>(), ["doi:10.1000/1", "doi:10.1000/2", "doi:10.1000/3"]);
}

#[test]
fn of_two_looks_at_a_source_the_later_counts_and_quotations_add_up() {
    let quoted = |day: &str, status: &str, hash: &str| {
        let quotes = vec![Quote { hash: hash.into(), verdict: Verdict::Found, ..Quote::default() }];
        Record { status: status.into(), quotes, ..record("isbn:9780000000002", day) }
    };
    for (first, second) in [("2026-01-01", "2026-02-01"), ("2026-02-01", "2026-01-01")] {
        let mut lock = lock([quoted(first, first, "a")]);
        lock.merge(self::lock([quoted(second, second, "b")]));
        let record = &lock.sources["isbn:9780000000002"];
        assert_eq!(record.status, "2026-02-01");
        assert_eq!(record.quotes.len(), 2);
    }
}

#[test]
fn what_cannot_be_read_is_said_with_its_place() {
    let text = "version = 1\n[[source]]\nid = 7\n";
    let problem = read(text).unwrap_err();
    assert_eq!(&text[problem.range], "7");
    assert!(read("version = 2\n").unwrap_err().message.contains("update"));
    assert_eq!(read("").unwrap(), Lock::default());
    let later = "[[source]]\nid = \"doi:10.1000/1\"\n[[source.quote]]\nhash = \"a\"\nverdict = \"sung\"\n";
    assert_eq!(read(later).unwrap().sources["doi:10.1000/1"].quotes[0].verdict, Verdict::Unknown);
}

#[test]
fn a_source_is_looked_up_by_its_identity() {
    let lock = lock([record("https://tides.example.net/1931", "2026-01-02")]);
    let page = |text: &str| Identity::address(text).unwrap();
    assert!(lock.of(&page("http://www.tides.example.net/1931/?utm_source=x#top")).is_some());
    assert!(lock.of(&page("https://tides.example.net/1932")).is_none());
    assert_eq!(id(&Identity::Entry("lock1931".into())), None);
}
