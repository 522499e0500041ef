//! What is printed.

use crate::data::{Row, Set};
use crate::folds::{Deal, FOLDS, subset, validate};
use crate::measure::{Measured, auc};
use crate::model::{Domain, Model, learn};
use ibid::claim::score::{Reading, by_both};
use std::time::UNIX_EPOCH;

/// The sets and their sizes.
pub fn sets(sets: &[Set]) {
    println!("## Sets\n\n| set | sentences | claims | weights shipped |\n|---|---|---|---|");
    for set in sets {
        let claims = set.rows.iter().filter(|row| row.claim).count() as f64 / set.rows.len().max(1) as f64;
        println!(
            "| {} | {} | {:.0} % | {} |",
            set.name,
            set.rows.len(),
            100.0 * claims,
            if set.ships { "yes" } else { "no" }
        );
    }
}

/// Cross-validation within each set that is learnt from.
pub fn folds(sets: &[Set]) {
    println!("\n## Within a set, {FOLDS}-fold\n");
    println!(
        "| set | dealt by | features | macro-F1 | accuracy | F1 of claims | AP | AUC |\n|---|---|---|---|---|---|---|---|"
    );
    for set in sets.iter().filter(|set| set.ships && is_large(set)) {
        let rows: Vec<&Row> = set.rows.iter().collect();
        if set.name.starts_with("claimbuster") {
            line("claimbuster, 2.5 others a claim", "sentence", validate(&subset(&set.rows), Deal::Sentences));
        }
        line(&set.name, "sentence", validate(&rows, Deal::Sentences));
        line(&set.name, "document", validate(&rows, Deal::Documents));
    }
}

fn line(set: &str, dealt: &str, measured: [Measured; 3]) {
    for (what, m) in ["cues", "both", "both, bytes"].iter().zip(measured) {
        println!(
            "| {set} | {dealt} | {what} | {:.3} | {:.3} | {:.3} | {:.3} | {:.3} |",
            m.macro_f1, m.accuracy, m.f1, m.precision, m.auc
        );
    }
}

/// Learnt from each set and from all of them, measured on each other; a set's own figure is left out.
pub fn transfer(sets: &[Set]) {
    println!("\n## From one set to another: AUC by cues / by both\n");
    let names: Vec<&str> = sets.iter().map(|set| set.name.as_str()).collect();
    println!("| learnt from | {} |\n|---|{}", names.join(" | "), "---|".repeat(names.len()));
    let ships: Vec<&Set> = sets.iter().filter(|set| set.ships).collect();
    let large: Vec<&Set> = ships.iter().filter(|set| is_large(set)).copied().collect();
    let mut sources: Vec<Vec<&Set>> = large.iter().map(|set| vec![*set]).collect();
    if large.len() > 1 {
        sources.push(large.clone());
    }
    if ships.len() > large.len() {
        sources.push(ships);
    }
    for source in sources {
        let model = learn(&domains(&source));
        let mut cells = Vec::new();
        for set in sets {
            if source.iter().any(|one| one.name == set.name) {
                cells.push("–".to_owned());
                continue;
            }
            let of = |score: &dyn Fn(&Row) -> f64| {
                auc(&set.rows.iter().map(|row| (score(row), row.claim)).collect::<Vec<_>>())
            };
            cells.push(format!("{:.3} / {:.3}", of(&|row| model.by_cues(row)), of(&|row| model.by_both(row))));
        }
        let names: Vec<&str> = source.iter().map(|set| set.name.as_str()).collect();
        println!("| {} | {} |", names.join(" + "), cells.join(" | "));
    }
}

/// The model that is shipped, learnt from all that may be.
pub fn shipped(sets: &[Set]) -> Model {
    let ships: Vec<&Set> = sets.iter().filter(|set| set.ships).collect();
    let model = learn(&domains(&ships));
    let bytes = model.bytes();
    let used = bytes.bytes.iter().filter(|byte| **byte != 0).count();
    println!(
        "\n## Shipped\n\n{} bytes of n-grams, {used} of them not 0; {} cues",
        bytes.bytes.len(),
        model.alone.cues.len()
    );
    model
}

/// What a sentence costs, with the weights that are compiled in.
pub fn cost(sets: &[Set]) {
    println!("\n## Cost\n");
    for set in sets.iter().filter(|set| is_large(set)) {
        let start = clock();
        let sum = set.rows.iter().map(|row| by_both(&Reading::new(&row.text))).sum::<f32>();
        let each = (clock() - start) * 1e6 / set.rows.len() as f64;
        let bytes = set.rows.iter().map(|row| row.text.len()).sum::<usize>() / set.rows.len();
        println!(
            "{}: {each:.1} µs a sentence of {bytes} bytes (mean score {:.2})",
            set.name,
            sum / set.rows.len() as f32
        );
    }
}

/// Seconds: of the processor's time where the system tells it, so that other work on the machine does not count; else of the day.
fn clock() -> f64 {
    let spent = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let spent = spent.and_then(|text| text.split(' ').next()?.parse::<f64>().ok());
    spent.map_or_else(|| UNIX_EPOCH.elapsed().unwrap_or_default().as_secs_f64(), |nanoseconds| nanoseconds / 1e9)
}

/// What a sentence of a small set weighs, against one sentence of all the large ones: a few are to be heard, not to rule.
const SMALL: f64 = 10.0;

fn is_large(set: &Set) -> bool {
    set.rows.len() > 1000
}

/// Sets as domains: each large one counts as much as the next, and all of them as many as there are sentences.
fn domains<'a>(sets: &[&'a Set]) -> Vec<Domain<'a>> {
    let large: Vec<usize> = sets.iter().filter(|set| is_large(set)).map(|set| set.rows.len()).collect();
    let share = large.iter().sum::<usize>() as f64 / large.len().max(1) as f64;
    let weight = |set: &Set| if is_large(set) { share / set.rows.len() as f64 } else { SMALL };
    let grams = |set: &Set| set.grams || sets.len() == 1;
    sets.iter().map(|set| Domain { rows: set.rows.iter().collect(), weight: weight(set), grams: grams(set) }).collect()
}
