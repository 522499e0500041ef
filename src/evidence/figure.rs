//! The figures of a draft's sentence, and which of them a source does not have.
//!
//! It never says that a figure is false: a source may state it in another unit, in a picture or between the lines.

mod date;
mod label;
mod read;
#[cfg(test)]
mod tests;
mod word;

pub use read::figures;
pub(super) use word::{scale, spelled};

use std::ops::Range;

/// What a figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Anything: a count, a sum without its currency, a year.
    Plain,
    /// `42 %`, `42 percent`.
    Percent,
    /// A month, from 1 to 12.
    Month,
    /// The ten years from its value on: `1990s`.
    Decade,
    /// A place in an order, in words: `third`.
    Ordinal,
}

/// How a figure is said not to be exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hedge {
    /// Not at all.
    None,
    /// `about`
    About,
    /// `more than`
    Over,
    /// `nearly`
    Under,
}

/// A figure in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Where it stands, in bytes, without its currency.
    pub range: Range<usize>,
    /// What it says.
    pub value: f64,
    /// What it says to readers who write decimals the other way: 4.3 for `4,300`.
    pub other: Option<f64>,
    /// What it counts.
    pub kind: Kind,
    /// The unit of its last digit, by which it is rounded: 0.1 for `4.2`, 100,000 for `4.2 million`.
    pub step: f64,
    /// How it is said not to be exact.
    pub hedge: Hedge,
    /// Whether it is in words.
    pub spelled: bool,
}

/// A figure that a source does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// In bytes of the sentence.
    pub range: Range<usize>,
    /// The nearest one that the source has, in bytes of its text.
    pub closest: Option<Range<usize>>,
}

/// The figures of a source, ready to be looked up.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    all: Vec<Figure>,
    /// Values with the index of their figure, ascending; months are apart.
    values: Vec<(f64, u32)>,
    months: [bool; 13],
}

/// So many figures of a source are kept. Of one with more nothing is called missing.
const MOST: usize = 1 << 18;

/// What `about` allows.
const HEDGE: f64 = 0.05;

impl Figures {
    /// The figures of `text`.
    pub fn of(text: &str) -> Self {
        let all = figures(text);
        let mut values = Vec::with_capacity(all.len());
        let mut months = [false; 13];
        for (index, figure) in (0..).zip(&all) {
            if figure.kind == Kind::Month {
                months.get_mut(figure.value as usize).into_iter().for_each(|month| *month = true);
            } else {
                values.push((figure.value, index));
                values.extend(figure.other.map(|other| (other, index)));
            }
        }
        values.sort_by(|one, other| one.0.total_cmp(&other.0));
        Figures { all, values, months }
    }

    /// Whether a figure of a draft stands here, as exactly as the draft has it.
    pub fn holds(&self, figure: &Figure) -> bool {
        if self.all.len() > MOST {
            return true;
        }
        if figure.kind == Kind::Month {
            return self.months.get(figure.value as usize).copied().unwrap_or(false);
        }
        [Some(figure.value), figure.other].into_iter().flatten().any(|value| {
            let (least, most) = allowed(figure, value);
            let first = self.values.partition_point(|one| one.0 < least);
            self.values.get(first).is_some_and(|one| one.0 <= most)
        })
    }

    /// The nearest figure, if one is near: within a factor of two, or thirty years.
    fn closest(&self, figure: &Figure) -> Option<Range<usize>> {
        const AROUND: usize = 8;
        if figure.kind == Kind::Month {
            return None;
        }
        let at = self.values.partition_point(|one| one.0 < figure.value);
        let around = self.values.get(at.saturating_sub(AROUND)..(at + AROUND).min(self.values.len()))?;
        let near = around.iter().filter_map(|&(value, index)| {
            let other = self.all.get(index as usize).filter(|_| is_close(figure.value, value))?;
            Some((other.kind != figure.kind, (value - figure.value).abs(), other))
        });
        let best = near.min_by(|one, other| one.0.cmp(&other.0).then(one.1.total_cmp(&other.1)))?;
        Some(best.2.range.clone())
    }
}

/// The figures of `sentence` that `source` does not have. Small numbers in words and places in an order are left out, `one of the two`, and
/// what only names something: `Figure 3`, `10:30`, `version 2.1`.
pub fn missing(sentence: &str, source: &Figures) -> Vec<Missing> {
    let wanted = figures(sentence);
    let small = |figure: &Figure| figure.kind == Kind::Ordinal || figure.spelled && figure.value < 3.0;
    let counts = |figure: &&Figure| !small(figure) && !label::is_label(sentence, figure);
    let without = wanted.iter().filter(counts).filter(|figure| !source.holds(figure));
    without.map(|figure| Missing { range: figure.range.clone(), closest: source.closest(figure) }).collect()
}

/// From which value to which a source's figure is what the draft says.
fn allowed(figure: &Figure, value: f64) -> (f64, f64) {
    let tiny = value.abs() * 1e-9;
    let rounded = figure.kind == Kind::Percent || figure.step != 1.0;
    let half = if rounded && !figure.spelled { figure.step / 2.0 } else { 0.0 };
    let loose = if figure.hedge == Hedge::None { 0.0 } else { (value.abs() * HEDGE).max(round(value) / 2.0) };
    let decade = if figure.kind == Kind::Decade { 9.0 } else { 0.0 };
    let reach = half.max(loose) + tiny;
    // `more than 4,000` is said of 4,900, but not of 5,100.
    let (down, up) = match figure.hedge {
        Hedge::Over => (0.0, round(value)),
        Hedge::Under => (round(value), 0.0),
        Hedge::None | Hedge::About => (0.0, 0.0),
    };
    (value - reach.max(down), value + reach.max(up) + decade)
}

/// The unit of the last digit that is not 0, of a number that ends in zeros; years do not.
fn round(value: f64) -> f64 {
    let mut unit = 1.0;
    while unit < 1e12 && value != 0.0 && value % (unit * 10.0) == 0.0 {
        unit *= 10.0;
    }
    if unit > 1.0 { unit } else { 0.0 }
}

fn is_close(value: f64, other: f64) -> bool {
    let year = |value: f64| (1400.0..2100.0).contains(&value);
    if year(value) && year(other) {
        return (value - other).abs() <= 30.0;
    }
    let (small, large) = (value.abs().min(other.abs()), value.abs().max(other.abs()));
    small * 2.0 >= large && value.is_sign_negative() == other.is_sign_negative()
}
