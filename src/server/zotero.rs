//! Items of the writer's Zotero as citation keys: fetched in the background, and remembered for a while.

mod add;
mod item;

pub use add::add;

use super::drafts::Open;
use super::event::Event;
use super::outbox::{Level, Outbox};
use crate::bibliography::{Catalog, Entry, Identity};
use crate::web::zotero;
use std::collections::HashMap;
use std::sync::mpsc::Sender;
use std::time::{Duration, Instant};

/// How long items are remembered before they are fetched anew.
const FRESH: Duration = Duration::from_secs(60);
/// More items are not fetched.
const MOST: usize = 5000;

/// What came of asking: the items, or the status with which Zotero refused, 0 if it is not there.
pub type Fetched = Result<Vec<Entry>, u16>;

/// The items that are known.
pub struct Zotero {
    events: Sender<Event>,
    items: Vec<Entry>,
    catalog: Catalog,
    keys: HashMap<String, usize>,
    asked: Option<Instant>,
    busy: bool,
    told: bool,
}

impl Zotero {
    /// None yet; they will come through `events`.
    pub fn new(events: Sender<Event>) -> Self {
        let catalog = Catalog::new(&[]);
        Self { events, items: Vec::new(), catalog, keys: HashMap::new(), asked: None, busy: false, told: false }
    }

    /// Sees to it that the items are fresh, if the writer wants them. Never waits.
    pub fn freshen(&mut self) {
        if self.busy || self.asked.is_some_and(|asked| asked.elapsed() < FRESH) {
            return;
        }
        (self.busy, self.asked) = (true, Some(Instant::now()));
        let events = self.events.clone();
        std::thread::spawn(move || {
            let fetched = std::panic::catch_unwind(fetch).unwrap_or(Err(0));
            let _ = events.send(Event::Shelved(fetched));
        });
    }

    /// Whether items are under way.
    pub fn is_busy(&self) -> bool {
        self.busy
    }

    /// Takes what was fetched.
    pub fn take(&mut self, fetched: Fetched, outbox: &Outbox) {
        self.busy = false;
        match fetched {
            Ok(items) => {
                self.catalog = Catalog::new(&items);
                self.keys = items.iter().enumerate().map(|(at, item)| (item.key.clone(), at)).collect();
                self.items = items;
            }
            // Zotero is not always running; to say so once is enough.
            Err(status) if !std::mem::replace(&mut self.told, true) => {
                let why = match status {
                    403 => "it lets no other programs read: allow that in its settings, under Advanced".to_owned(),
                    0 => "it does not answer; perhaps it is not running".to_owned(),
                    status => format!("it answers with status {status}"),
                };
                outbox.log(Level::Info, format!("no keys are offered from Zotero: {why}"));
            }
            Err(_) => {}
        }
    }

    /// The items that fit what is typed, with what they are found by, and whether there are more.
    pub fn find(&self, typed: &str, most: usize) -> (Vec<(&Entry, String)>, bool) {
        let (found, more) = self.catalog.find(typed, most);
        let item = |at: usize| Some((self.items.get(at)?, self.catalog.words(at).to_owned()));
        (found.into_iter().filter_map(item).collect(), more)
    }

    /// The item of that key.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.items.get(*self.keys.get(key)?)
    }
}

/// Whether keys are offered from Zotero for a draft: only the writer's own settings can say so.
pub fn wants(open: &Open, untrusted: bool) -> bool {
    open.settings().zotero && !untrusted
}

/// Whether a draft's bibliographies have the work of an item, under whatever key.
pub fn has(open: &Open, item: &Entry) -> bool {
    let library = open.library();
    library.entry(&item.key).is_some()
        || Identity::of_entry(item).iter().any(|identity| library.known(identity).is_some())
}

fn fetch() -> Fetched {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(|_| 0u16)?;
    let mut items = Vec::new();
    for start in (0..MOST).step_by(zotero::ITEMS) {
        match runtime.block_on(zotero::items(start)) {
            Ok(body) => {
                let page = item::list(&body);
                let full = page.len() >= zotero::ITEMS;
                items.extend(page);
                if !full {
                    break;
                }
            }
            // Of a large library the items changed last are better than none.
            Err(_) if !items.is_empty() => break,
            Err(status) => return Err(status),
        }
    }
    Ok(item::entries(&items))
}
