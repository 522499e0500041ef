//! What is known of a source, in words: which work it is, whether it is there, what became of it.

use crate::bibliography::{Date, Name, Style, Work, of_work, unmarked};
use crate::evidence::outcome::{Absence, Outcome, Presence};
use crate::evidence::retraction::Kind;
use crate::lock::{Record, outcome, read_name};
use crate::server::wording::{Pen, capital};

/// The work as a reference, as its registry or its page has it; `None` if that is not known.
pub fn work(record: &Record, style: Style, pen: Pen) -> Option<String> {
    let title = record.title.as_deref().filter(|title| !title.is_empty())?;
    let mut work = Work { kind: record.kind.clone().unwrap_or_else(|| "webpage".to_owned()), ..Work::default() };
    let names: Vec<Name> = record.authors.iter().filter_map(|name| read_name(name)).collect();
    if !names.is_empty() {
        work.names.push(("author", names));
    }
    work.dates.extend(record.issued.first().and_then(|day| Date::read(day, None)).map(|date| ("issued", date)));
    work.set("title", title.to_owned());
    work.set("container-title", record.container.clone().unwrap_or_default());
    let reference = of_work(&work, style);
    Some(if pen.markdown { reference } else { unmarked(&reference) })
}

/// Whether it is there, and since when that is known; what became of it; where a copy is.
pub fn state(record: &Record, pen: Pen) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(notice) = record.notice.as_deref().and_then(notice) {
        lines.push(pen.strong(&notice));
    }
    let since =
        |word: &str| record.failures.first().map_or_else(|| word.to_owned(), |day| format!("{word} since {day}"));
    let said = match record.outcome() {
        Outcome::Present(Presence::Plain) => "present".to_owned(),
        Outcome::Present(Presence::Paywalled) => "present, but not all of it is open to everybody".to_owned(),
        Outcome::Present(Presence::Moved(to)) => format!("moved for good to {}", pen.link(&shown(&to), &to)),
        Outcome::Absent(Absence::Gone) => format!("{}: its site says that it was taken away", since("gone")),
        Outcome::Absent(Absence::NotFound) => format!("{}: its site has no such page", since("not there")),
        Outcome::Absent(Absence::NoHost) => format!("{}: there is no site of that name", since("not there")),
        Outcome::Absent(Absence::NoSuchIdentifier) => format!("{}: nothing is registered under it", since("not there")),
        unknown @ Outcome::Unknown(_) => outcome(&unknown).to_owned(),
    };
    let mut said = capital(&said);
    if !record.retrieved.is_empty() {
        said.push_str(&format!(" (last change seen on {})", record.retrieved));
    }
    lines.push(said);
    lines.extend(record.archive.as_deref().map(|copy| pen.link("Archived copy", copy)));
    lines
}

/// An address as it is read.
fn shown(address: &str) -> String {
    let bare = address.split_once("://").map_or(address, |(_, rest)| rest);
    crate::evidence::clean::line(bare.trim_end_matches('/'), 80)
}

/// What became of a work after it came out, if a reader must know.
fn notice(notice: &str) -> Option<String> {
    let (kind, day) = notice.split_once(' ').unwrap_or((notice, ""));
    let what = match Kind::of(kind) {
        Kind::Retraction | Kind::Removal => "Retracted",
        Kind::Withdrawal => "Withdrawn",
        Kind::PartialRetraction => "Retracted in part",
        Kind::Concern => "Under an expression of concern",
        Kind::Correction | Kind::Addendum | Kind::Version | Kind::Reinstatement | Kind::Other => return None,
    };
    Some(if day.is_empty() { what.to_owned() } else { format!("{what} ({day})") })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::{Labels, parse};

    const PEN: Pen = Pen { markdown: true };

    fn record(status: &str) -> Record {
        Record {
            id: "https://a.example/b".into(),
            status: status.into(),
            retrieved: "2026-02-01".into(),
            title: Some("Tides".into()),
            authors: vec!["Vale, Mara".into(), "{Harbour Office}".into()],
            issued: vec!["1931-03-02".into()],
            container: Some("The Log".into()),
            ..Record::default()
        }
    }

    #[test]
    fn every_state_has_its_words() {
        let state = |status: &str| state(&record(status), PEN).remove(0);
        assert_eq!(state("present"), "Present (last change seen on 2026-02-01)");
        let moved = "Moved for good to [b.example](<https://b.example/>) (last change seen on 2026-02-01)";
        assert_eq!(state("present:moved:https://b.example/"), moved);
        assert_eq!(
            state("unknown:blocked"),
            "Could not be told: the site turns programs away (last change seen on 2026-02-01)"
        );
        assert!(state("of a later version").starts_with("Could not be told: "));
        let gone = Record { failures: vec!["2026-01-02".into(), "2026-02-01".into()], ..record("absent:gone") };
        let lines = super::state(&Record { archive: Some("https://web.archive.org/web/2019/x".into()), ..gone }, PEN);
        assert!(lines[0].starts_with("Gone since 2026-01-02: its site"), "{lines:?}");
        assert_eq!(lines[1], "[Archived copy](<https://web.archive.org/web/2019/x>)");
        let retracted = Record { notice: Some("retraction 2021-03-02".into()), ..record("present") };
        assert_eq!(super::state(&retracted, PEN)[0], "**Retracted (2021-03-02)**");
    }

    #[test]
    fn a_work_is_told_as_a_reference() {
        let told = work(&record("present"), Style::default(), PEN).unwrap();
        assert!(told.contains("Vale, M.") && told.contains("Harbour Office") && told.contains("*The Log*"), "{told}");
        assert_eq!(work(&Record::default(), Style::default(), PEN), None);
    }

    #[test]
    fn what_strangers_wrote_stays_words() {
        for hostile in [
            "[a](command:ibid.explain) ![x](https://evil.example/p.png)",
            "<img src=https://evil.example/p.png onerror=a>",
            "a\n\n# b\n> c\n```\nd",
            "`a` ``b",
            "see https://evil.example and www.evil.example",
            "{a}, **b**",
        ] {
            let record = Record {
                title: Some(hostile.into()),
                authors: vec![hostile.into(), format!("{{{hostile}}}")],
                container: Some(hostile.into()),
                issued: vec![hostile.into()],
                kind: Some(hostile.into()),
                ..Record::default()
            };
            let told = work(&record, Style::default(), PEN).unwrap();
            let blocks = parse(&told, &Labels::new());
            assert!(blocks.iter().all(|block| block.spans.is_empty()), "{told}");
            assert!(!told.contains("https://") && !told.contains('\n'), "{told}");
        }
    }
}
