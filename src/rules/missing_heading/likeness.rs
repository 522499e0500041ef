//! Which anchor a name was meant to be.

use crate::citation::distance;
use crate::index::{Anchor, Anchors};
use std::collections::HashMap;

/// How many pairs of a name and an anchor are compared at most.
const COMPARISONS: usize = 30_000;

/// The anchors nearest to names. The same name is often missed again and again, and a text made to annoy has many of both.
#[derive(Default)]
pub struct Likeness<'a> {
    known: HashMap<String, Option<&'a Anchor>>,
    compared: usize,
}

impl<'a> Likeness<'a> {
    /// The anchor that differs in capitals alone, or the nearest.
    pub fn of(&mut self, name: &str, anchors: &'a Anchors) -> Option<&'a Anchor> {
        let lower = name.to_lowercase();
        if let Some(known) = self.known.get(&lower) {
            return *known;
        }
        self.compared += anchors.proper.len();
        let near = if self.compared < COMPARISONS {
            same(&lower, &anchors.proper).or_else(|| nearest(&lower, &anchors.proper))
        } else {
            None
        };
        self.known.insert(lower, near);
        near
    }
}

/// The anchor that differs from `name`, in lower case, in capitals alone.
fn same<'a>(name: &str, proper: &'a [Anchor]) -> Option<&'a Anchor> {
    proper.iter().find(|anchor| anchor.name.to_lowercase() == name)
}

/// The only anchor that `name` is a slip of, or that starts as it does.
fn nearest<'a>(name: &str, proper: &'a [Anchor]) -> Option<&'a Anchor> {
    let length = name.chars().count();
    let mut best: Option<(usize, &Anchor)> = None;
    let mut tie = false;
    for anchor in proper {
        let other = anchor.name.chars().count();
        if length.abs_diff(other) > 3 || length > LONGEST {
            continue;
        }
        let slips = distance(name, &anchor.name.to_lowercase());
        match best {
            _ if slips > 1 + length.min(other) / 6 || slips * 2 >= length => {}
            Some((least, _)) if slips > least => {}
            Some((least, known)) if slips == least => tie |= known.name != anchor.name,
            _ => (best, tie) = (Some((slips, anchor)), false),
        }
    }
    if best.is_some() {
        return best.filter(|_| !tie).map(|(_, anchor)| anchor);
    }
    let starts = |long: &str, short: &str| long.strip_prefix(short).is_some_and(|rest| rest.starts_with('-'));
    let mut begun = proper.iter().filter(|anchor| starts(&anchor.name, name) || starts(name, &anchor.name));
    begun.next().filter(|_| begun.next().is_none())
}

/// The longest name that is compared with others, in characters.
const LONGEST: usize = 100;
