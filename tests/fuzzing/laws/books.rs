//! Bytes in place of a bibliography, in each format.

use super::{assert_within, settings, split};
use ibid::bibliography::{Bibliography, Catalog, Format, Identity, Shelf, Style, Work};
use ibid::bibliography::{bibtex, bibtex_again, csl, csl_again, reference, unmarked};
use ibid::check::{Cited, Stock, check_shelf};
use ibid::lock::Lock;

/// Nothing panics; entries and problems stand in the text; what is written anew in BibTeX can be read again.
pub fn law(data: &[u8]) {
    let (choice, text) = split(data);
    let format = [Format::Bibtex, Format::Json, Format::Yaml][usize::from(choice) % 3];
    let read = Bibliography::read(&text, format);
    read.problems.iter().for_each(|problem| assert_within(&text, &problem.range, problem));
    for entry in &read.entries {
        assert_within(&text, &entry.range, entry);
        assert_within(&text, &entry.key_range, entry);
        entry.fields.iter().for_each(|field| assert_within(&text, &field.range, entry));
        for style in [Style::Apa, Style::Chicago, Style::Mla] {
            unmarked(&reference(entry, style));
        }
        let work = Work::of(entry);
        // What was read from BibTeX is written as it was.
        for written in [
            bibtex(&entry.key, &work),
            if format == Format::Bibtex { bibtex_again(entry) } else { bibtex("key", &work) },
        ] {
            let again = Bibliography::read(&written, Format::Bibtex);
            assert_eq!(again.entries.len(), 1, "{entry:?} is written {written:?}");
        }
        drop((csl("key", &work), csl_again(entry), Identity::of_entry(entry)));
    }
    Catalog::new(&read.entries).find("lock 1931 the", 5);
    let shelf = Shelf::new("refs.bib", read);
    let (cited, settings, lock) = (Cited::by_all(), settings(choice), Lock::default());
    let stock = Stock { shelf: &shelf, cited: &cited, settings: &settings, lock: &lock };
    for finding in check_shelf(&stock, None) {
        assert_within(&text, &finding.range, &finding);
    }
}
