//! Outlets by host and by name, from `outlets.tsv`.

use crate::prose::WordTable;
use std::collections::HashMap;
use std::sync::LazyLock;

/// A site that drafts cite by name or by bare host.
#[derive(Debug)]
pub struct Outlet {
    /// Its host, lower case, without `www.`.
    pub host: &'static str,
    /// The label that names it: `reuters`.
    pub label: &'static str,
    /// Its name in print.
    pub name: &'static str,
    /// Whether its pages are its users', not its own: a name or host of it is no source.
    pub social: bool,
}

/// What a name in a draft may stand for.
#[derive(Clone, Copy, Debug)]
pub struct Named {
    /// The outlet.
    pub outlet: &'static Outlet,
    /// Whether the name is also an ordinary word, so that it takes more evidence.
    pub ambiguous: bool,
}

struct Table {
    by_host: WordTable<&'static str, &'static Outlet>,
    /// By lower-case name, and without a leading article.
    by_name: WordTable<String, Named>,
    /// How many words the longest name with this first word has.
    first_words: WordTable<String, usize>,
    /// By the first letter of the label: a slip keeps it.
    by_letter: HashMap<u8, Vec<&'static Outlet>>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| Table::read(include_str!("outlets.tsv")));

impl Table {
    fn read(rows: &'static str) -> Self {
        let mut table = Self {
            by_host: WordTable::with_capacity(600),
            by_name: WordTable::with_capacity(2000),
            first_words: WordTable::with_capacity(2000),
            by_letter: HashMap::new(),
        };
        let mut labels = Vec::new();
        for row in rows.lines().filter(|row| !row.starts_with('#') && !row.is_empty()) {
            let mut columns = row.split('\t');
            let mut column = || columns.next().unwrap_or("").trim();
            let (host, name, others, flags) = (column(), column(), column(), column());
            let flag = |name: &str| flags.split([',', ' ']).any(|flag| flag == name);
            let domain = psl::domain_str(host);
            let label = first_label(domain.unwrap_or(host));
            let outlet: &'static Outlet = Box::leak(Box::new(Outlet { host, label, name, social: flag("social") }));
            table.by_host.entry(host).or_insert(outlet);
            table.by_letter.entry(outlet.label.as_bytes()[0]).or_default().push(outlet);
            table.name(name, Named { outlet, ambiguous: flag("common") });
            for other in others.split('|').filter(|other| !other.is_empty()) {
                let clear = other.trim_start_matches('~');
                table.name(clear, Named { outlet, ambiguous: clear != other });
            }
            // The label of `asia.nikkei.com` is another outlet's.
            if domain == Some(host) {
                labels.push(Named { outlet, ambiguous: true });
            }
        }
        // A label is no name in print; it counts as one only beside other debris, or where it is a name run together.
        for named in labels {
            let label = named.outlet.label;
            let squeezed = named.outlet.name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase);
            let clear = squeezed.eq(label.chars())
                && table.by_name.get(&named.outlet.name.to_lowercase()).is_some_and(|n| !n.ambiguous);
            table.name(label, Named { ambiguous: !clear, ..named });
        }
        table
    }

    fn name(&mut self, name: &str, named: Named) {
        let lower = name.to_lowercase();
        let first = lower.split(' ').next().unwrap_or("");
        let count = lower.split(' ').count();
        if self.first_words.get(first).is_none_or(|&longest| longest < count) {
            *self.first_words.entry(first.to_owned()).or_default() = count;
        }
        self.by_name.entry(lower).or_insert(named);
    }
}

/// The label that names a host: `sky` in `news.sky.com`, `guardian` in `guardian.co.uk`.
pub fn main_label(host: &str) -> &str {
    first_label(psl::domain_str(host).unwrap_or(host))
}

fn first_label(host: &str) -> &str {
    host.split('.').next().unwrap_or(host)
}

/// The outlet at a host or at one that it is part of: `en.wikipedia.org` is Wikipedia. The longest row that fits is the right one.
pub fn by_host(host: &str) -> Option<&'static Outlet> {
    let mut rest = host;
    loop {
        if let Some(outlet) = TABLE.by_host.get(rest) {
            return Some(outlet);
        }
        rest = rest.split_once('.')?.1;
    }
}

/// What a whole name, in any case, stands for.
pub fn by_name(name: &str) -> Option<Named> {
    lower(name, |name| TABLE.by_name.get(name).copied())
}

/// How many words a name that starts with this word may have; 0 if none does.
pub fn longest_name(first_word: &str) -> usize {
    lower(first_word, |word| TABLE.first_words.get(word).copied().unwrap_or(0))
}

/// The outlets whose label starts with this letter.
pub fn by_letter(letter: u8) -> &'static [&'static Outlet] {
    TABLE.by_letter.get(&letter).map_or(&[], Vec::as_slice)
}

/// Calls `with` on `text` in small letters. Nearly every word of a draft comes by here, so a short ASCII one costs no allocation.
fn lower<T>(text: &str, with: impl FnOnce(&str) -> T) -> T {
    let mut buffer = [0; 64];
    match buffer.get_mut(..text.len()) {
        Some(small) if text.is_ascii() => {
            small.copy_from_slice(text.as_bytes());
            small.make_ascii_lowercase();
            with(std::str::from_utf8(small).unwrap_or(text))
        }
        _ => with(&text.to_lowercase()),
    }
}
