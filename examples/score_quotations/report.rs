//! The tables.

use super::edits::{Edit, HONEST, NEITHER};
use super::forge::{FORGED, plain, stands};
use super::pages::{Page, Quoted};
use super::random::Random;
use ibid::evidence::figure::{Figures, figures as read, missing};
use ibid::evidence::fingerprint::{Fingerprint, Held};
use ibid::evidence::passage::Passages;
use ibid::evidence::quote::{Verdict, find};
use ibid::evidence::{Layout, Source};
use std::fmt::Write as _;

/// What became of one kind of quotation.
#[derive(Default)]
struct Row {
    all: usize,
    found: usize,
    hidden: usize,
    near: usize,
    grave: usize,
    absent: usize,
    held: [usize; 3],
    /// Whether the last one was found.
    last: bool,
}

impl Row {
    fn add(&mut self, quotation: &str, source: &Source, print: &Fingerprint) {
        self.all += 1;
        let verdict = find(quotation, source);
        self.last = matches!(verdict, Verdict::Found(_));
        match verdict {
            Verdict::Found(_) => self.found += 1,
            Verdict::Hidden { .. } => self.hidden += 1,
            Verdict::Near { grave, .. } => {
                self.near += 1;
                self.grave += usize::from(grave);
            }
            Verdict::Absent => self.absent += 1,
        }
        let held = match print.holds(quotation) {
            Held::Yes => 0,
            Held::Partly => 1,
            Held::No => 2,
        };
        self.held[held] += 1;
    }

    /// Why a kind of quotation does not fare as promised.
    fn breach(&self, title: &str) -> Option<String> {
        let found = 100.0 * self.found as f64 / self.all.max(1) as f64;
        let [least, most] = BOUNDS;
        match title {
            "Honest" | "Forged" if self.all < FEWEST => Some(format!("{} cases, {FEWEST} are wanted", self.all)),
            "Honest" if found < least => Some(format!("{found:.2} per cent found, {least} promised")),
            "Forged" if found > most => Some(format!("{found:.2} per cent found, {most} allowed")),
            _ => None,
        }
    }

    fn line(&self, name: &str) -> String {
        let share = |count: usize| match 100.0 * count as f64 / self.all.max(1) as f64 {
            0.0 => "0".to_owned(),
            // 99.98 is not all.
            share if share < 99.95 || share == 100.0 => format!("{share:.1}").replace("100.0", "100"),
            share => format!("{share:.2}"),
        };
        let [found, hidden, near, grave, absent] =
            [self.found, self.hidden, self.near, self.grave, self.absent].map(share);
        let [yes, partly, _] = self.held.map(share);
        format!("| {name} | {} | **{found}** | {hidden} | {near} ({grave}) | {absent} | {yes} | {partly} |\n", self.all)
    }
}

/// What is measured.
pub struct Corpus<'a> {
    pages: &'a [Page],
    quoted: &'a [Quoted],
    sources: Vec<Source>,
    prints: Vec<Fingerprint>,
    /// The plain words of each page.
    plain: Vec<String>,
}

impl<'a> Corpus<'a> {
    pub fn new(pages: &'a [Page], quoted: &'a [Quoted]) -> Self {
        let sources: Vec<Source> = pages.iter().map(|page| Source::new(page.text.as_str(), Layout::Flowing)).collect();
        let prints = sources.iter().map(|source| Fingerprint::of(&source.folded)).collect();
        let plain = pages.iter().map(|page| plain(&page.text)).collect();
        Corpus { pages, quoted, sources, prints, plain }
    }

    /// What becomes of one kind of quotation. Forged ones that stand on their page after all are left out.
    fn measure(&self, edit: Edit, number: usize, forged: bool, tell: &mut dyn FnMut(&Quoted, &str, bool)) -> Row {
        let mut row = Row::default();
        for (index, one) in self.quoted.iter().enumerate() {
            let mut random = Random::new((index * 64 + number) as u64);
            let Some(case) = edit(&mut random, &one.text, &self.pages[one.page].text) else { continue };
            if forged && stands(&case.quotation, &self.plain[one.page]) {
                continue;
            }
            match case.source {
                None => row.add(&case.quotation, &self.sources[one.page], &self.prints[one.page]),
                Some((text, layout)) => {
                    let source = Source::new(text, layout);
                    row.add(&case.quotation, &source, &Fingerprint::of(&source.folded));
                }
            }
            tell(one, &case.quotation, row.last);
        }
        row
    }
}

/// At least so many per cent of honest quotations of each kind must be found, and at most so many of forged ones.
const BOUNDS: [f64; 2] = [99.5, 1.0];
/// So many of a kind make a measure.
const FEWEST: usize = 300;

/// Prints what came of a kind of quotation otherwise than it should.
pub fn wrong(name: &str, corpus: &Corpus<'_>) {
    for (edits, forged) in [(HONEST, false), (FORGED, true)] {
        for (number, (_, edit)) in edits.iter().enumerate().filter(|(_, (own, _))| own.contains(name)) {
            corpus.measure(*edit, number, forged, &mut |one, quotation, found| {
                if found == forged {
                    println!("{}\n    {quotation}", one.text);
                }
            });
        }
    }
}

/// What becomes of honest quotations and forged ones, and of which kinds too many become what they are not.
pub fn table(corpus: &Corpus<'_>) -> (String, Vec<String>) {
    let bytes: usize = corpus.pages.iter().map(|page| page.text.len()).sum();
    let mut text = format!(
        "{} sentences of {} pages, {} KB a page on average; per cent.\n\n\
         | Quotation | n | found | hidden | near (grave) | absent | fingerprint: yes | partly |\n|---|---|---|---|---|---|---|---|\n",
        corpus.quoted.len(),
        corpus.pages.len(),
        bytes / corpus.pages.len().max(1) / 1000,
    );
    let mut broken = Vec::new();
    for (title, edits) in [("Honest", HONEST), ("Neither", NEITHER), ("Forged", FORGED)] {
        _ = writeln!(text, "| **{title}** | | | | | | | |");
        for (number, (name, edit)) in edits.iter().enumerate() {
            let row = corpus.measure(*edit, number, title == "Forged", &mut |_, _, _| ());
            text.push_str(&row.line(name));
            broken.extend(row.breach(title).map(|why| format!("{name}: {why}")));
        }
    }
    let mut row = Row::default();
    for (index, one) in corpus.quoted.iter().enumerate() {
        let other = (one.page + 1 + index % (corpus.pages.len().max(2) - 1)) % corpus.pages.len();
        row.add(&one.text, &corpus.sources[other], &corpus.prints[other]);
    }
    text.push_str(&row.line("another page"));
    broken.extend(row.breach("Forged").map(|why| format!("another page: {why}")));
    (text, broken)
}

/// What becomes of figures, and of the search for a passage.
pub fn figures(pages: &[Page], quoted: &[Quoted]) -> String {
    let known: Vec<Figures> = pages.iter().map(|page| Figures::of(&page.text)).collect();
    let (mut with, mut alarms, mut forged, mut seen) = (0, 0, 0, 0);
    for (index, one) in quoted.iter().enumerate() {
        if read(&one.text).is_empty() {
            continue;
        }
        with += 1;
        alarms += usize::from(!missing(&one.text, &known[one.page]).is_empty());
        let mut random = Random::new(index as u64);
        let Some((_, digit)) = FORGED.iter().find(|(name, _)| *name == "a digit changed") else { continue };
        let Some(case) = digit(&mut random, &one.text, "") else { continue };
        forged += 1;
        seen += usize::from(!missing(&case.quotation, &known[one.page]).is_empty());
    }
    let share = |count: usize, of: usize| 100.0 * count as f64 / of.max(1) as f64;
    let mut ranks = [0; 3];
    let mut asked = 0;
    for (index, page) in pages.iter().enumerate() {
        let passages = Passages::of(&Source::new(page.text.as_str(), Layout::Flowing));
        for (number, one) in quoted.iter().enumerate().filter(|(_, one)| one.page == index) {
            let mut random = Random::new(number as u64);
            let half: Vec<&str> = one.text.split_whitespace().filter(|_| random.below(2) == 0).collect();
            let best = passages.best(&half.join(" "), "", 5);
            let rank = best.iter().position(|passage| page.text[passage.range.clone()].contains(one.text.as_str()));
            asked += 1;
            for (count, most) in ranks.iter_mut().zip([1, 3, 5]) {
                *count += usize::from(rank.is_some_and(|rank| rank < most));
            }
        }
    }
    format!(
        "| Figures, passages | n | per cent |\n|---|---|---|\n\
         | sentence with figures, as it is: a figure called missing | {with} | {:.1} |\n\
         | a digit changed: a figure called missing | {forged} | {:.1} |\n\
         | half of the words of a sentence: it is the best passage / in the best 3 / 5 | {asked} | {:.1} / {:.1} / {:.1} |\n",
        share(alarms, with),
        share(seen, forged),
        share(ranks[0], asked),
        share(ranks[1], asked),
        share(ranks[2], asked),
    )
}

/// `docs/quotations.md`.
pub fn page(table: &str, figures: &str, speed: &str) -> String {
    format!("{}\n{table}\n{figures}\n{speed}\n{}", include_str!("head.md"), include_str!("tail.md"))
}
