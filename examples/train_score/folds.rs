//! Cross-validation.

use crate::data::{Row, order};
use crate::measure::{Measured, best_cut, measure};
use crate::model::{Domain, learn};
use rayon::prelude::*;

/// Into how many parts sentences are dealt.
pub const FOLDS: usize = 4;

/// Into how many the sentences to learn from are dealt again, to choose the cut: each is scored by what the others teach.
const AGAIN: usize = 3;

/// How sentences are dealt into parts.
#[derive(Clone, Copy)]
pub enum Deal {
    /// One by one, each part with its share of claims, as in the published figures.
    Sentences,
    /// Whole documents: no sentence is judged by what was learnt from its neighbours.
    Documents,
}

/// Which part each row goes into.
fn deal(rows: &[&Row], deal: Deal) -> Vec<usize> {
    match deal {
        Deal::Sentences => {
            let mut sorted: Vec<usize> = (0..rows.len()).collect();
            sorted.sort_by_key(|&index| (rows[index].claim, rows[index].order, index));
            let mut parts = vec![0; rows.len()];
            sorted.iter().enumerate().for_each(|(place, &index)| parts[index] = place % FOLDS);
            parts
        }
        Deal::Documents => rows.iter().map(|row| (order(&row.document) >> 8) as usize % FOLDS).collect(),
    }
}

/// All claims, and two and a half times as many of the others.
pub fn subset(rows: &[Row]) -> Vec<&Row> {
    let (claims, mut others): (Vec<&Row>, Vec<&Row>) = rows.iter().partition(|row| row.claim);
    others.sort_by_key(|row| row.order);
    others.truncate(claims.len() * 5 / 2);
    claims.into_iter().chain(others).collect()
}

/// What cues alone, both, and both in bytes reach on parts that they were not learnt from; the mean over the parts.
pub fn validate(rows: &[&Row], how: Deal) -> [Measured; 3] {
    let parts = deal(rows, how);
    let found: Vec<[Measured; 3]> = (0..FOLDS).into_par_iter().map(|part| fold(rows, &parts, part)).collect();
    let mean = |which: usize, take: fn(&Measured) -> f64| {
        found.iter().map(|fold| take(&fold[which])).sum::<f64>() / FOLDS as f64
    };
    [0, 1, 2].map(|which| Measured {
        macro_f1: mean(which, |m| m.macro_f1),
        accuracy: mean(which, |m| m.accuracy),
        f1: mean(which, |m| m.f1),
        precision: mean(which, |m| m.precision),
        auc: mean(which, |m| m.auc),
    })
}

fn fold(rows: &[&Row], parts: &[usize], part: usize) -> [Measured; 3] {
    let (mut seen, mut unseen) = (Vec::new(), Vec::new());
    rows.iter().zip(parts).for_each(|(row, &of)| if of == part { unseen.push(*row) } else { seen.push(*row) });
    let mut inner: [Vec<(f64, bool)>; 3] = Default::default();
    for again in 0..AGAIN {
        let here = |row: &&&Row| (row.order >> 16) as usize % AGAIN == again;
        let most: Vec<&Row> = seen.iter().filter(|row| !here(row)).copied().collect();
        let rest: Vec<&Row> = seen.iter().filter(here).copied().collect();
        inner.iter_mut().zip(scores(&most, &rest)).for_each(|(all, found)| all.extend(found));
    }
    let cuts = inner.map(|scores| best_cut(&scores));
    let scores = scores(&seen, &unseen);
    [0, 1, 2].map(|which| measure(&scores[which], cuts[which]))
}

/// The scores of `unseen` by what is learnt from `seen`.
fn scores(seen: &[&Row], unseen: &[&Row]) -> [Vec<(f64, bool)>; 3] {
    let model = learn(&[Domain { rows: seen.to_vec(), weight: 1.0, grams: true }]);
    let bytes = model.bytes();
    let of = |score: &dyn Fn(&Row) -> f64| unseen.iter().map(|row| (score(row), row.claim)).collect();
    [of(&|row| model.by_cues(row)), of(&|row| model.by_both(row)), of(&|row| model.by_bytes(&bytes, row))]
}
