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

/// A conflict in the middle of a table, as git leaves it where both branches looked at one source.
fn conflict(ours: &str, theirs: &str) -> Record {
    let text = format!(
        "version = 1\n\n[[source]]\nid = \"https://tides.example.net/a\"\n<<<<<<< ours\n{ours}=======\n{theirs}>>>>>>> theirs\n"
    );
    let lock = read(&text).unwrap();
    let turned = format!(
        "version = 1\n\n[[source]]\nid = \"https://tides.example.net/a\"\n<<<<<<< ours\n{theirs}=======\n{ours}>>>>>>> theirs\n"
    );
    assert_eq!(write(&lock), write(&read(&turned).unwrap()), "whoever merges");
    assert_eq!(write(&read(&write(&lock)).unwrap()), write(&lock));
    lock.sources["https://tides.example.net/a"].clone()
}

#[test]
fn a_conflict_loses_nothing_that_either_side_found_out() {
    let both = conflict(
        "archive = \"https://web.archive.org/web/2019/https://tides.example.net/a\"\nfailures = [\"2026-01-01\", \"2026-01-09\"]\n\
         retrieved = \"2026-01-09\"\nstatus = \"absent:not-found\"\ntitle = \"Tides\"\ntext = \"sha256:00\"\nscope = \"full\"\n",
        "failures = [\"2026-01-05\", \"2026-01-09\", \"2026-01-20\"]\nnotice = \"retraction 2025-01-01\"\n\
         retrieved = \"2026-01-20\"\nstatus = \"absent:not-found\"\n",
    );
    assert_eq!(both.failures, ["2026-01-01", "2026-01-05", "2026-01-09", "2026-01-20"]);
    assert!(both.is_proven());
    assert_eq!(both.archive.as_deref(), Some("https://web.archive.org/web/2019/https://tides.example.net/a"));
    assert_eq!(both.notice.as_deref(), Some("retraction 2025-01-01"));
    assert_eq!((both.title.as_deref(), both.scope.as_deref()), (Some("Tides"), Some("full")));
    assert_eq!(both.retrieved, "2026-01-20");
}

#[test]
fn of_a_page_that_came_back_no_failures_are_kept() {
    let gone =
        "failures = [\"2026-01-01\", \"2026-01-09\"]\nretrieved = \"2026-01-09\"\nstatus = \"absent:not-found\"\n";
    for day in ["2026-01-09", "2026-01-20"] {
        let back = conflict(gone, &format!("retrieved = \"{day}\"\nstatus = \"present\"\n"));
        assert!(back.failures.is_empty() && back.status == "present", "{day}");
    }
    let lost = conflict(gone, "retrieved = \"2026-01-02\"\nstatus = \"present\"\n");
    assert_eq!(lost.failures, ["2026-01-01", "2026-01-09"]);
    // A look without a network says nothing, however late it was.
    let offline = conflict(gone, "retrieved = \"2026-02-01\"\nstatus = \"unknown:transient\"\n");
    assert_eq!((offline.status.as_str(), offline.failures.len()), ("absent:not-found", 2));
}

#[test]
fn what_is_gone_is_gone_since_it_was_first_missed() {
    let side = |retrieved: &str, verdict: &str, day: &str| {
        format!(
            "retrieved = \"{retrieved}\"\nstatus = \"present\"\n[[source.quote]]\nhash = \"a1\"\nverdict = \"{verdict}\"\n{day}"
        )
    };
    let missed = |day: &str| side("2026-01-09", "gone", &format!("day = \"{day}\"\n"));
    let both = conflict(&missed("2026-01-09"), &missed("2026-01-03"));
    assert_eq!(both.quotes[0].day.as_deref(), Some("2026-01-03"));
    let back = conflict(&missed("2026-01-03"), &side("2026-01-20", "found", ""));
    assert_eq!((back.quotes[0].verdict, back.quotes[0].day.as_deref()), (Verdict::Found, None));
}

#[test]
fn many_failures_are_kept_as_the_first_and_the_last() {
    let days = (1..=20).map(|day| format!("2026-01-{day:02}")).collect();
    assert_eq!(
        super::failed(days),
        ["2026-01-01", "2026-01-16", "2026-01-17", "2026-01-18", "2026-01-19", "2026-01-20"]
    );
}

#[test]
fn a_source_that_stands_there_thousands_of_times_costs_no_time() {
    let table = "[[source]]\nid = \"https://tides.example.net/a\"\nretrieved = \"2026-01-02\"\nstatus = \"present\"\n";
    let quotes: String =
        (0..4000).map(|i| format!("[[source.quote]]\nhash = \"{i}\"\nverdict = \"found\"\n")).collect();
    let text = format!("version = 1\n{table}{quotes}{}", table.repeat(4000));
    let start = std::time::Instant::now();
    let lock = read(&text).unwrap();
    assert_eq!(lock.sources["https://tides.example.net/a"].quotes.len(), 4000);
    assert!(start.elapsed().as_secs() < 10, "{:?}", start.elapsed());
}

#[test]
fn a_merge_keeps_all_that_a_registry_said() {
    let known = "titles = [\"Ebbe und Flut\"]\neditors = [\"Vale, Mara\"]\ncontainers = [\"J. Harb.\"]\nlayout = \"lines\"\n\
                 retrieved = \"2026-01-02\"\nstatus = \"present\"\nregistry = \"crossref\"\ntext = \"sha256:00\"\n";
    let both = conflict(known, "retrieved = \"2026-01-09\"\nstatus = \"absent:not-found\"\n");
    assert_eq!(
        (both.titles, both.editors, both.containers),
        (vec!["Ebbe und Flut".to_owned()], vec!["Vale, Mara".to_owned()], vec!["J. Harb.".to_owned()])
    );
    assert_eq!(both.layout.as_deref(), Some("lines"));
    // Editors are named where there are no authors.
    let both = conflict(known, "retrieved = \"2026-01-09\"\nstatus = \"present\"\nauthors = [\"Reed, Ada\"]\n");
    assert_eq!((both.authors, both.editors), (vec!["Reed, Ada".to_owned()], vec![]));
}

#[test]
fn a_notice_that_was_taken_back_is_gone() {
    let side = |day: &str, rest: &str| format!("retrieved = \"{day}\"\n{rest}");
    let notice = "status = \"present\"\nregistry = \"crossref\"\nnotice = \"retraction 2025-01-01\"\n";
    let before = side("2026-01-02", notice);
    let answered = conflict(&before, &side("2026-01-09", "status = \"present\"\nregistry = \"crossref\"\n"));
    assert_eq!(answered.notice, None);
    let titled = side("2026-01-02", &format!("title = \"Tides and floods\"\ntitles = [\"Floods\"]\n{notice}"));
    let told = "status = \"present\"\nregistry = \"crossref\"\ntitle = \"Tides and moods\"\n";
    let corrected = conflict(&titled, &side("2026-01-09", told));
    assert_eq!((corrected.title.as_deref(), corrected.titles), (Some("Tides and moods"), vec![]));
    let silent = conflict(&before, &side("2026-01-09", "status = \"present\"\n"));
    assert!(silent.notice.is_some(), "nobody has said otherwise");
    let gone = conflict(&before, &side("2026-01-09", "status = \"absent:gone\"\nregistry = \"page\"\n"));
    assert!(gone.notice.is_some());
}
