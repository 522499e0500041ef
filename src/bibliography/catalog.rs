//! Finding entries by what somebody has typed of a key, a name or a title.

use super::brief::Brief;
use super::entry::Entry;
use super::work::names;

/// What the entries of a bibliography are found by, in small letters, in the order of the entries.
#[derive(Debug, Default)]
pub struct Catalog {
    rows: Vec<Row>,
}

#[derive(Debug)]
struct Row {
    key: Box<str>,
    /// Names, title and year.
    words: Box<str>,
}

/// How well an entry fits; the best first.
const RANKS: usize = 5;

impl Catalog {
    /// Lists entries.
    pub fn new(entries: &[Entry]) -> Self {
        Self { rows: entries.iter().map(Row::new).collect() }
    }

    /// The entries that fit what was `typed`, the best first, `most` at most, and whether there are more.
    pub fn find(&self, typed: &str, most: usize) -> (Vec<usize>, bool) {
        let typed = typed.to_lowercase();
        let mut ranks: [Vec<usize>; RANKS] = Default::default();
        let mut count = 0;
        for (index, row) in self.rows.iter().enumerate() {
            let Some(rank) = row.rank(&typed) else { continue };
            count += 1;
            if let Some(found) = ranks.get_mut(rank).filter(|found| found.len() < most) {
                found.push(index);
            }
        }
        let mut found = ranks.concat();
        found.truncate(most);
        (found, count > most)
    }

    /// What the entry at `index` is found by, for a client that sorts by itself.
    pub fn words(&self, index: usize) -> &str {
        self.rows.get(index).map_or("", |row| &row.words)
    }
}

impl Row {
    fn new(entry: &Entry) -> Self {
        let brief = Brief::of(entry);
        let people = names(entry.known("author").or_else(|| entry.known("editor")).unwrap_or_default());
        let people: Vec<String> = people.into_iter().map(|name| format!("{} {}", name.family, name.given)).collect();
        let words = [people.join(" "), brief.title, brief.year].join(" ").trim().to_lowercase();
        Self { key: entry.key.to_lowercase().into(), words: words.into() }
    }

    fn rank(&self, typed: &str) -> Option<usize> {
        if self.key.starts_with(typed) {
            return Some(0);
        }
        let at_word = |text: &str| {
            let mut places = memchr::memmem::find_iter(text.as_bytes(), typed);
            places.any(|at| !text[..at].ends_with(char::is_alphanumeric))
        };
        if at_word(&self.key) {
            Some(1)
        } else if at_word(&self.words) {
            Some(2)
        } else if memchr::memmem::find(self.key.as_bytes(), typed.as_bytes()).is_some() {
            Some(3)
        } else {
            is_within(typed, &self.key).then_some(4)
        }
    }
}

/// Whether the letters of `typed` stand in `text`, in that order.
fn is_within(typed: &str, text: &str) -> bool {
    let mut chars = text.chars();
    typed.chars().all(|wanted| chars.any(|c| c == wanted))
}

#[cfg(test)]
mod tests {
    use super::Catalog;
    use crate::bibliography::{Bibliography, Format};

    #[test]
    fn what_starts_alike_comes_first() {
        let source = "@misc{ebb, title={On canals}}\n@misc{canal1931}\n@misc{the-canal}\n@misc{x, author={Canaletto, A.}}\n@misc{mill}";
        let entries = Bibliography::read(source, Format::Bibtex).entries;
        let catalog = Catalog::new(&entries);
        let keys = |typed: &str, most| {
            let (found, more) = catalog.find(typed, most);
            (found.into_iter().map(|index| entries[index].key.as_str()).collect::<Vec<_>>(), more)
        };
        assert_eq!(keys("Canal", 9), (vec!["canal1931", "the-canal", "ebb", "x"], false));
        assert_eq!(keys("c31", 9), (vec!["canal1931"], false));
        assert_eq!(keys("", 2), (vec!["ebb", "canal1931"], true));
        assert_eq!(keys("zz", 9), (vec![], false));
    }
}
