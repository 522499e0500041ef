//! Phrases that tell the form of a text which gives figures of its own: `telltales.tsv`, and what numbers tell beside them.

use super::list;
use super::words::Words;
use crate::prose::WordTable;
use std::ops::{Add, Sub};
use std::sync::LazyLock;

/// The forms, by the name that the table gives them and what to call them.
pub const FORMS: [(&str, &str); 5] = [
    ("changelog", "a changelog"),
    ("press", "a press release"),
    ("minutes", "the minutes of a meeting"),
    ("measurements", "a report of measurements"),
    ("match", "the report of a match"),
];

const CHANGELOG: usize = 0;
const MATCH: usize = 4;

/// The weights of the phrases of each form, in the order of [`FORMS`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Forms(pub [u32; FORMS.len()]);

impl Add for Forms {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(std::array::from_fn(|at| self.0[at].saturating_add(other.0[at])))
    }
}

impl Sub for Forms {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(std::array::from_fn(|at| self.0[at].saturating_sub(other.0[at])))
    }
}

/// Where a phrase stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Heading,
    Whole,
    Start,
    Any,
}

struct Telltale {
    form: usize,
    place: Place,
    weight: u32,
    /// What follows the first word.
    rest: Vec<&'static str>,
}

/// The phrases by their first words.
static TELLTALES: LazyLock<WordTable<&str, Vec<Telltale>>> = LazyLock::new(|| {
    let mut telltales: WordTable<&str, Vec<Telltale>> = WordTable::with_capacity(200);
    for row in include_str!("telltales.tsv").lines().filter(|row| !row.starts_with('#')) {
        if let Some((first, telltale)) = read(row) {
            telltales.entry(first).or_default().push(telltale);
        }
    }
    telltales
});

fn read(row: &'static str) -> Option<(&'static str, Telltale)> {
    let mut cells = row.split('\t');
    let form = cells.next()?;
    let form = FORMS.iter().position(|(name, _)| *name == form)?;
    let place = match cells.next()? {
        "heading" => Place::Heading,
        "whole" => Place::Whole,
        "start" => Place::Start,
        "any" => Place::Any,
        _ => return None,
    };
    let weight = cells.next()?.parse().ok()?;
    let mut phrase = cells.next()?.split(' ');
    Some((phrase.next()?, Telltale { form, place, weight, rest: phrase.collect() }))
}

/// What a sentence or a heading tells of the forms.
pub fn forms(words: &Words<'_>, heading: bool) -> Forms {
    let mut forms = Forms::default();
    let telltales = &*TELLTALES;
    for (index, word) in words.words.iter().enumerate() {
        for telltale in telltales.get(word.text).into_iter().flatten() {
            if stands(telltale, words, index, heading) {
                forms.0[telltale.form] += telltale.weight;
            }
        }
        if !heading && word.number && is_result(words, index) {
            forms.0[MATCH] += 1;
        }
    }
    if heading && is_release(words) {
        forms.0[CHANGELOG] += 2;
    }
    forms
}

fn stands(telltale: &Telltale, words: &Words<'_>, index: usize, heading: bool) -> bool {
    let first = match telltale.place {
        Place::Heading => heading && index == 0,
        // `Present: A. Holm, B. Vale`
        Place::Start => !heading && index == 0,
        Place::Whole => index == 0,
        Place::Any => !heading,
    };
    first
        && end(&telltale.rest, words, index + 1).is_some_and(|end| telltale.place != Place::Whole || end == words.len())
}

/// The index behind the phrase, if it stands at `index`.
fn end(phrase: &[&str], words: &Words<'_>, index: usize) -> Option<usize> {
    phrase.iter().try_fold(index, |at, token| match *token {
        "#" => words.words.get(at)?.number.then_some(at + 1),
        "~" => {
            let run = words.words.get(at..)?.iter().take_while(|word| word.capital).count();
            (run > 0).then_some(at + run)
        }
        token => (words.text(at) == token).then_some(at + 1),
    })
}

/// Whether the number at `index` is a score, `won 3-1`, and no years or pages.
fn is_result(words: &Words<'_>, index: usize) -> bool {
    let goals = |text: &str| matches!(text.len(), 1 | 2) && text.bytes().all(|byte| byte.is_ascii_digit());
    let joined = words.text(index).split_once('-').is_some_and(|(one, two)| goals(one) && goals(two));
    let parted = || {
        let (Some(one), Some(two)) = (words.words.get(index), words.words.get(index + 1)) else { return false };
        let gap = words.prose.get(one.range.end..two.range.start);
        gap == Some("\u{2013}") && goals(one.text) && goals(two.text)
    };
    // `pages 40–50`, `the 5–8 range` are no scores.
    const TELL: &[&str] = &[
        "won", "win", "beat", "lost", "lose", "drew", "lead", "led", "leading", "ahead", "victory", "draw", "defeat",
        "finished", "at", "it",
    ];
    let told = index > 0 && (words.is(index - 1, TELL) || words.is_name(index - 1));
    told && (joined || parted())
}

/// `[1.4.0] - 2031-05-02`, `v2.0`: the heading of a release. A date alone also heads a diary or a chronicle, `1.2 Aims` a section.
fn is_release(words: &Words<'_>) -> bool {
    let named = words.is(0, &["version", "release"]);
    let first = usize::from(named);
    let text = words.text(first);
    let digits = text.strip_prefix('v').unwrap_or(text);
    let mut parts = digits.split('.');
    let version = digits.contains('.') && parts.all(|part| part.starts_with(|c: char| c.is_ascii_digit()));
    let mut rest = words.words.iter().skip(first + 1).peekable();
    let dated = rest.peek().is_some();
    let clear = named || dated || text != digits || digits.matches('.').count() > 1;
    version && clear && rest.all(|word| word.number || word.lists & list::MONTH != 0)
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn every_row_can_be_read() {
        let rows = include_str!("telltales.tsv").lines().filter(|row| !row.starts_with('#'));
        let unread: Vec<&str> = rows.filter(|row| read(row).is_none()).collect();
        assert!(unread.is_empty(), "{unread:?}");
    }
}
