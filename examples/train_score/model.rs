//! Learning: weights of cues alone, so that they can be read and used by themselves; then other weights of cues together with n-grams.

use crate::data::Row;
use crate::lbfgs::minimise;
use ibid::claim::score::{CUES, Table, WORDS, Weights, gram::BUCKETS};

/// How strongly weights of cues are drawn to 0, against a sum over sentences of weight 1.
const CUE_PULL: f64 = 1.0;

/// The same for a bucket of n-grams that is met `COMMON` times; a rarer one is drawn less, a more frequent one more.
const TABLE_PULL: f64 = 1.0;

/// The natural logarithm of how often that is.
const COMMON: f64 = 5.0;

/// How many steps the table is learnt for.
const STEPS: usize = 80;

/// Sentences of one origin, each as heavy as the next.
pub struct Domain<'a> {
    /// What they are.
    pub rows: Vec<&'a Row>,
    /// How much each counts.
    pub weight: f64,
    /// Whether they teach n-grams, and not only cues.
    pub grams: bool,
}

/// What is learnt.
pub struct Model {
    /// Of cues, alone.
    pub alone: Weights,
    /// Of cues, with n-grams.
    pub with: Weights,
    /// Of n-grams, before they are made bytes.
    pub table: Vec<f64>,
}

/// Learns from all domains. Each has a base of its own, since what share of its sentences are claims is no property of a sentence;
/// the model's is their mean.
pub fn learn(domains: &[Domain]) -> Model {
    let alone = learn_cues(domains);
    let teach: Vec<&Domain> = domains.iter().filter(|domain| domain.grams).collect();
    let (with, table) = learn_both(&teach);
    Model { alone: mean(&alone, domains.len()), with: mean(&with, teach.len()), table }
}

/// Weights of cues, then the base of each domain.
fn learn_cues(domains: &[Domain]) -> Vec<f64> {
    let start = vec![0.0; CUES.len() + domains.len()];
    minimise(start, 400, |at, slope| {
        let (cues, bases) = at.split_at(CUES.len());
        let mut value = pull(at, slope, CUES.len(), CUE_PULL);
        for (number, domain) in domains.iter().enumerate() {
            for row in &domain.rows {
                let score = bases[number] + by_cues(row, cues);
                let (loss, error) = loss(score, row.claim, domain.weight);
                value += loss;
                slope[CUES.len() + number] += error;
                for (slope, cue) in slope.iter_mut().zip(&row.cues) {
                    *slope += error * f64::from(*cue);
                }
            }
        }
        value
    })
}

/// Weights of cues, then the base of each domain; and those of n-grams.
fn learn_both(domains: &[&Domain]) -> (Vec<f64>, Vec<f64>) {
    let pulls = pulls(domains);
    let start = vec![0.0; BUCKETS + CUES.len() + domains.len()];
    let mut found = minimise(start, STEPS, |at, slope| {
        let (table, weights) = at.split_at(BUCKETS);
        let (cues, bases) = weights.split_at(CUES.len());
        let mut value = pull(weights, &mut slope[BUCKETS..], CUES.len(), CUE_PULL);
        for ((slope, weight), pull) in slope.iter_mut().zip(table).zip(&pulls) {
            *slope = pull * weight;
            value += pull * weight * weight / 2.0;
        }
        for (number, domain) in domains.iter().enumerate() {
            for row in &domain.rows {
                let score = bases[number] + by_cues(row, cues) + by_table(row, |bucket| table[bucket]);
                let (loss, error) = loss(score, row.claim, domain.weight);
                value += loss;
                let (words, stretches) = row.grams.split_at(row.words);
                let (word, stretch) = shares(row);
                words.iter().for_each(|&bucket| slope[usize::from(bucket)] += error * word);
                stretches.iter().for_each(|&bucket| slope[usize::from(bucket)] += error * stretch);
                let rest = &mut slope[BUCKETS..];
                rest[CUES.len() + number] += error;
                rest.iter_mut().zip(&row.cues).for_each(|(slope, cue)| *slope += error * f64::from(*cue));
            }
        }
        value
    });
    let weights = found.split_off(BUCKETS);
    (weights, found)
}

/// How strongly each bucket is drawn to 0.
fn pulls(domains: &[&Domain]) -> Vec<f64> {
    let mut met = vec![0.0_f64; BUCKETS];
    let buckets = domains.iter().flat_map(|domain| &domain.rows).flat_map(|row| &row.grams);
    buckets.for_each(|&bucket| met[usize::from(bucket)] += 1.0);
    met.into_iter().map(|met| TABLE_PULL * met.ln_1p() / COMMON).collect()
}

/// Half the sum of squares of the first weights, times `strength`, as a start of the value and of its slope.
fn pull(at: &[f64], slope: &mut [f64], many: usize, strength: f64) -> f64 {
    slope.fill(0.0);
    let mut value = 0.0;
    for (slope, weight) in slope.iter_mut().zip(at).take(many) {
        *slope = strength * weight;
        value += strength * weight * weight / 2.0;
    }
    value
}

/// The logistic loss, and its slope by the score.
fn loss(score: f64, claim: bool, weight: f64) -> (f64, f64) {
    let sign = if claim { 1.0 } else { -1.0 };
    let margin = sign * score;
    let loss = if margin > 0.0 { (-margin).exp().ln_1p() } else { margin.exp().ln_1p() - margin };
    (weight * loss, -sign * weight / (1.0 + margin.exp()))
}

fn by_cues(row: &Row, cues: &[f64]) -> f64 {
    row.cues.iter().zip(cues).map(|(value, weight)| f64::from(*value) * weight).sum()
}

/// What a word and what a stretch of bytes counts in a row.
fn shares(row: &Row) -> (f64, f64) {
    let share = |count: usize| 1.0 / (count.max(1) as f64).sqrt();
    (f64::from(WORDS) * share(row.words), share(row.grams.len() - row.words))
}

fn by_table(row: &Row, weight: impl Fn(usize) -> f64) -> f64 {
    let (words, stretches) = row.grams.split_at(row.words);
    let (word, stretch) = shares(row);
    let sum = |buckets: &[u16]| buckets.iter().map(|&bucket| weight(usize::from(bucket))).sum::<f64>();
    word * sum(words) + stretch * sum(stretches)
}

fn mean(weights: &[f64], domains: usize) -> Weights {
    let (cues, bases) = weights.split_at(CUES.len());
    let base = bases.iter().sum::<f64>() / domains.max(1) as f64;
    Weights { base: base as f32, cues: cues.iter().map(|weight| *weight as f32).collect() }
}

impl Model {
    /// The score of a row by cues alone.
    pub fn by_cues(&self, row: &Row) -> f64 {
        by_weights(&self.alone, row)
    }

    /// The score of a row by both.
    pub fn by_both(&self, row: &Row) -> f64 {
        by_weights(&self.with, row) + by_table(row, |bucket| self.table[bucket])
    }

    /// The same with the table's bytes.
    pub fn by_bytes(&self, table: &Table, row: &Row) -> f64 {
        by_weights(&self.with, row) + f64::from(table.scale) * by_table(row, |bucket| f64::from(table.bytes[bucket]))
    }

    /// The table in bytes: one scale, so that the largest weight is 127.
    pub fn bytes(&self) -> Table {
        let most = self.table.iter().fold(0.0_f64, |most, weight| most.max(weight.abs()));
        let scale = if most > 0.0 { most / 127.0 } else { 1.0 };
        Table { scale: scale as f32, bytes: self.table.iter().map(|weight| (weight / scale).round() as i8).collect() }
    }
}

/// The score of a row by weights of cues.
fn by_weights(weights: &Weights, row: &Row) -> f64 {
    let cues: Vec<f64> = weights.cues.iter().map(|weight| f64::from(*weight)).collect();
    f64::from(weights.base) + by_cues(row, &cues)
}

#[cfg(test)]
mod tests {
    use super::{Domain, learn};
    use crate::data::row;

    #[test]
    fn what_can_be_told_apart_is_told_apart() {
        let claims = [
            "Rents rose by 9 percent.",
            "Over 300 people drowned.",
            "Wages fell by a third in 2009.",
            "Half of all voters stayed away.",
        ];
        let others =
            ["What shall we do?", "I think it is lovely.", "Please click the button.", "Perhaps you should ask her."];
        let rows = claims.map(|text| row(text, true, "")).into_iter().chain(others.map(|text| row(text, false, "")));
        let rows: Vec<_> = rows.collect();
        let model = learn(&[Domain { rows: rows.iter().collect(), weight: 10.0, grams: true }]);
        let again = learn(&[Domain { rows: rows.iter().collect(), weight: 10.0, grams: true }]);
        assert_eq!((&model.alone, &model.with, model.bytes()), (&again.alone, &again.with, again.bytes()));
        for row in &rows {
            for score in [model.by_cues(row), model.by_both(row), model.by_bytes(&model.bytes(), row)] {
                assert_eq!(score > 0.0, row.claim);
            }
        }
    }
}
