//! Outlets by host and by name, from `outlets.tsv`.

use std::collections::HashMap;
use std::sync::LazyLock;

/// A site that drafts cite by name or by bare host.
#[derive(Debug)]
pub struct Outlet {
    /// Its host, lower case, without `www.`.
    pub host: &'static str,
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
    by_host: HashMap<&'static str, &'static Outlet>,
    /// By lower-case name, and without a leading article.
    by_name: HashMap<String, Named>,
    /// How many words the longest name with this first word has.
    first_words: HashMap<String, usize>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| Table::read(include_str!("outlets.tsv")));

impl Table {
    fn read(rows: &'static str) -> Self {
        let mut table = Self { by_host: HashMap::new(), by_name: HashMap::new(), first_words: HashMap::new() };
        for row in rows.lines().filter(|row| !row.starts_with('#') && !row.is_empty()) {
            let mut columns = row.split('\t');
            let mut column = || columns.next().unwrap_or("").trim();
            let (host, name, others, flags) = (column(), column(), column(), column());
            let flag = |name: &str| flags.split(',').any(|flag| flag.trim() == name);
            let outlet: &'static Outlet = Box::leak(Box::new(Outlet { host, name, social: flag("social") }));
            table.by_host.insert(host, outlet);
            let common = flag("common");
            let label = main_label(host);
            table.name(label, Named { outlet, ambiguous: common || label.len() < 4 });
            for other in others.split('|').filter(|other| !other.is_empty()) {
                let bare = other.trim_start_matches('~');
                table.name(bare, Named { outlet, ambiguous: common || bare != other });
            }
            table.name(name, Named { outlet, ambiguous: common });
        }
        table
    }

    fn name(&mut self, name: &str, named: Named) {
        let lower = name.to_lowercase();
        let first = lower.split(' ').next().unwrap_or("").to_owned();
        let count = lower.split(' ').count();
        let longest = self.first_words.entry(first).or_default();
        *longest = (*longest).max(count);
        self.by_name.entry(lower).or_insert(named);
    }
}

/// The label that names a host: `sky` in `news.sky.com`, `guardian` in `guardian.co.uk`.
pub fn main_label(host: &str) -> &str {
    let registrable = psl::domain_str(host).unwrap_or(host);
    registrable.split('.').next().unwrap_or(registrable)
}

/// The outlet at a host, `www.` or not.
pub fn by_host(host: &str) -> Option<&'static Outlet> {
    let host = host.strip_prefix("www.").unwrap_or(host);
    TABLE.by_host.get(host).copied()
}

/// What a whole name, in any case, stands for.
pub fn by_name(name: &str) -> Option<Named> {
    TABLE.by_name.get(&name.to_lowercase()).copied()
}

/// How many words a name that starts with this word may have; 0 if none does.
pub fn longest_name(first_word: &str) -> usize {
    TABLE.first_words.get(&first_word.to_lowercase()).copied().unwrap_or(0)
}

/// Every outlet.
pub fn outlets() -> impl Iterator<Item = &'static Outlet> {
    TABLE.by_host.values().copied()
}
