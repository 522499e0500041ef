//! How good scores are.

/// What is measured of scores with a cut.
#[derive(Clone, Copy, Debug, Default)]
pub struct Measured {
    /// The mean of the F1 of claims and that of the others.
    pub macro_f1: f64,
    /// The share that is right.
    pub accuracy: f64,
    /// The F1 of claims.
    pub f1: f64,
    /// Average precision.
    pub precision: f64,
    /// The chance that a claim scores above one that is none.
    pub auc: f64,
}

/// Measures scores, of claims (`true`) and others, with a cut: at or above it a sentence is taken for a claim.
pub fn measure(scores: &[(f64, bool)], cut: f64) -> Measured {
    let count = |claim: bool, taken: bool| {
        scores.iter().filter(|(score, is)| *is == claim && (*score >= cut) == taken).count() as f64
    };
    let (hits, misses, alarms, quiet) =
        (count(true, true), count(true, false), count(false, true), count(false, false));
    let f1 = |right: f64, wrong: f64| 2.0 * right / (2.0 * right + wrong).max(1.0);
    Measured {
        macro_f1: (f1(hits, misses + alarms) + f1(quiet, misses + alarms)) / 2.0,
        accuracy: (hits + quiet) / (scores.len() as f64).max(1.0),
        f1: f1(hits, misses + alarms),
        precision: average_precision(scores),
        auc: auc(scores),
    }
}

/// The cut at which the mean of both F1 is greatest.
pub fn best_cut(scores: &[(f64, bool)]) -> f64 {
    let sorted = sorted(scores);
    let (all, claims) = (sorted.len() as f64, sorted.iter().filter(|(_, claim)| *claim).count() as f64);
    let (mut hits, mut best) = (0.0, (0.0, 0.0));
    for (index, (score, claim)) in sorted.iter().enumerate() {
        hits += f64::from(u8::from(*claim));
        let taken = index as f64 + 1.0;
        let wrong = (taken - hits) + (claims - hits);
        let quiet = all - taken - (claims - hits);
        let f1 = hits / (2.0 * hits + wrong).max(1.0) + quiet / (2.0 * quiet + wrong).max(1.0);
        if f1 > best.0 {
            best = (f1, *score);
        }
    }
    best.1
}

/// The area under the curve of hits against alarms; ties count half.
pub fn auc(scores: &[(f64, bool)]) -> f64 {
    let sorted = sorted(scores);
    let (mut claims, mut others, mut pairs) = (0.0, 0.0, 0.0);
    for tied in sorted.chunk_by(|one, two| one.0 == two.0) {
        let here = tied.iter().filter(|(_, claim)| *claim).count() as f64;
        let rest = tied.len() as f64 - here;
        pairs += rest * (claims + here / 2.0);
        claims += here;
        others += rest;
    }
    if claims * others > 0.0 { pairs / (claims * others) } else { f64::NAN }
}

fn average_precision(scores: &[(f64, bool)]) -> f64 {
    let (mut hits, mut sum) = (0.0, 0.0);
    for (index, (_, claim)) in sorted(scores).iter().enumerate() {
        if *claim {
            hits += 1.0;
            sum += hits / (index as f64 + 1.0);
        }
    }
    sum / f64::max(hits, 1.0)
}

fn sorted(scores: &[(f64, bool)]) -> Vec<(f64, bool)> {
    let mut sorted = scores.to_vec();
    sorted.sort_by(|one, two| two.0.total_cmp(&one.0));
    sorted
}

#[cfg(test)]
mod tests {
    use super::{auc, best_cut, measure};

    const SCORES: [(f64, bool); 5] = [(0.9, true), (0.8, false), (0.7, true), (0.2, false), (0.1, false)];

    #[test]
    fn figures_are_those_of_the_book() {
        let found = measure(&SCORES, 0.5);
        assert!((found.auc - 5.0 / 6.0).abs() < 1e-9);
        assert!((found.precision - (1.0 + 2.0 / 3.0) / 2.0).abs() < 1e-9);
        assert!((found.f1 - 0.8).abs() < 1e-9 && (found.accuracy - 0.8).abs() < 1e-9);
        assert_eq!(best_cut(&SCORES), 0.7);
        assert!((auc(&[(0.5, true), (0.5, false)]) - 0.5).abs() < 1e-9);
    }
}
