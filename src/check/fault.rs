//! Faults of ibid itself: one costs the rule or the stage in which it shows, in the draft in which it shows, and nothing else.
//!
//! What a panic says may quote the draft (`byte index 5 is not a char boundary; it is inside … of …`). It is kept apart from where the
//! panic happened, so that a log can name the place and leave the writer's words alone.

use crate::rules::Rule;
use std::any::Any;
use std::cell::{Cell, RefCell};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// The most that is quoted of a draft, in characters.
const LONGEST_EXCERPT: usize = 200;

/// How far into it a draft may ask for a fault, in characters.
#[cfg(debug_assertions)]
const PROVOKING: usize = 500;

/// What failed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Step {
    /// A rule. It rests until the draft is closed.
    Rule(&'static Rule),
    /// A stage on which rules build. It is tried again.
    Stage(&'static str),
}

impl Step {
    /// The rule's name, or what was being done.
    pub fn name(self) -> &'static str {
        match self {
            Self::Rule(rule) => rule.name,
            Self::Stage(doing) => doing,
        }
    }
}

/// A fault of ibid.
#[derive(Clone, Debug)]
pub struct Fault {
    /// What failed.
    pub step: Step,
    /// Where in ibid's source, if [`note_places`] was called.
    pub place: Option<String>,
    /// What the panic said. It may quote the draft.
    pub message: String,
    /// The beginning of the text at which it failed: the writer's words.
    pub excerpt: String,
}

impl Fault {
    /// One line about it; with what quotes the draft only if the writer wants `quotes`.
    pub fn told(&self, quotes: bool) -> String {
        let place = self.place.as_ref().map(|place| format!(" at {place}")).unwrap_or_default();
        let mut told = match self.step {
            Step::Rule(rule) => {
                format!("the rule `{}` failed{place}, a fault in ibid; the other rules go on without it", rule.name)
            }
            Step::Stage(doing) => {
                format!("{doing} failed{place}, a fault in ibid; what depends on it is left out")
            }
        };
        if quotes {
            told += &format!(": {:?}, near {:?}", self.message, self.excerpt);
        }
        told
    }
}

/// The faults that showed in one draft, shared by all that look at it.
#[derive(Clone, Debug, Default)]
pub struct Faults(Arc<Record>);

#[derive(Debug, Default)]
struct Record {
    known: Mutex<Vec<Fault>>,
    count: AtomicUsize,
    told: AtomicUsize,
}

impl Faults {
    /// Whether there are any.
    pub fn any(&self) -> bool {
        self.0.count.load(Ordering::Relaxed) > 0
    }

    /// Whether a rule has failed before and is left out.
    pub fn rests(&self, rule: &Rule) -> bool {
        // Asked at every block; nearly always there is nothing.
        self.any()
            && self.with(|known| known.iter().any(|fault| matches!(fault.step, Step::Rule(failed) if failed == rule)))
    }

    /// Those that this has not returned before.
    pub fn untold(&self) -> Vec<Fault> {
        if self.0.count.load(Ordering::Relaxed) == self.0.told.load(Ordering::Relaxed) {
            return Vec::new();
        }
        self.with(|known| {
            let told = self.0.told.swap(known.len(), Ordering::Relaxed);
            known.iter().skip(told).cloned().collect()
        })
    }

    /// Does something; if it fails, notes that and returns `None`. `near` is the text at which it is done.
    pub fn guard<T>(&self, step: Step, near: &str, act: impl FnOnce() -> T) -> Option<T> {
        if matches!(step, Step::Rule(rule) if self.rests(rule)) {
            return None;
        }
        let depth = DEPTH.replace(DEPTH.get() + 1);
        let done = catch_unwind(AssertUnwindSafe(|| {
            provoke(step, near);
            act()
        }));
        DEPTH.set(depth);
        done.map_err(|said| self.note(step, near, &*said)).ok()
    }

    fn note(&self, step: Step, near: &str, said: &(dyn Any + Send)) {
        let text = said.downcast_ref::<String>().map(String::as_str).or_else(|| said.downcast_ref::<&str>().copied());
        let (place, message) = (PLACE.take(), text.unwrap_or_default().to_owned());
        let excerpt = near.chars().take(LONGEST_EXCERPT).collect();
        self.with(|known| {
            // A stage that fails at every block has failed once.
            if !known.iter().any(|fault| fault.step == step && fault.place == place) {
                known.push(Fault { step, place, message, excerpt });
                self.0.count.store(known.len(), Ordering::Relaxed);
            }
        });
    }

    fn with<T>(&self, act: impl FnOnce(&mut Vec<Fault>) -> T) -> T {
        act(&mut self.0.known.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// The same where faults may be let through: a test wants to see them.
pub(super) fn guard<T>(faults: Option<&Faults>, step: Step, near: &str, act: impl FnOnce() -> T) -> Option<T> {
    match faults {
        Some(faults) => faults.guard(step, near, act),
        None => Some(act()),
    }
}

thread_local! {
    /// How many guards stand around what this thread does.
    static DEPTH: Cell<usize> = const { Cell::new(0) };
    /// Where its last panic happened.
    static PLACE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// From now on remembers where panics happen, and prints nothing of them but that: what they say may quote a draft, and standard error
/// ends in editors' logs. For a program, at its start.
pub fn note_places() {
    std::panic::set_hook(Box::new(|info| {
        let place = info.location().map(|at| format!("{}:{}", at.file(), at.line()));
        if DEPTH.get() == 0 {
            eprintln!("ibid: a fault at {}", place.as_deref().unwrap_or("an unknown place"));
        }
        PLACE.set(place);
    }));
}

/// In builds for development a draft may ask at its beginning that a rule or a stage fails, so that tests can see what becomes of it.
#[cfg(debug_assertions)]
#[expect(clippy::panic, reason = "that is what it is for")]
fn provoke(step: Step, near: &str) {
    // Asked at every rule and claim, and what is near may be a whole draft: only its beginning is looked through.
    let end = near.char_indices().nth(PROVOKING).map_or(near.len(), |(end, _)| end);
    let near = &near[..end];
    let asked = |(_, rest): (&str, &str)| rest.starts_with(step.name());
    if near.split_once("provoke-ibid ").is_some_and(asked) {
        panic!("provoked by {near:?}");
    }
}

#[cfg(not(debug_assertions))]
fn provoke(_: Step, _: &str) {}
