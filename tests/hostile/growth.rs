//! How time grows with length, in processor time of this thread, so that a busy machine counts little.

use crate::long;
use crate::shapes::{SHAPES, Shape};
use ibid::check::{Draft, apply};
use ibid::config::{Level, Settings};
use ibid::rules::RULES;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// 1 is linear, 2 is quadratic.
const MOST: f64 = 1.4;
/// A text four times as long.
const FACTOR: usize = 4;
/// Shorter times say nothing of growth.
const LEAST: Duration = Duration::from_millis(15);
/// What a machine may do meanwhile is not ibid's fault; a text is tried again that often.
const TRIES: usize = 3;

/// A text of so many bytes, more where that takes less than [`LEAST`]; `IBID_BYTES` for more.
const BYTES: usize = 10_000;

#[test]
fn no_text_costs_more_by_the_byte_when_there_is_more_of_it() {
    grow(0);
}

#[test]
fn nor_does_another() {
    grow(1);
}

/// Measures every other shape, or those that `IBID_SHAPE` names.
fn grow(half: usize) {
    let only = std::env::var("IBID_SHAPE").unwrap_or_default();
    let mut worse = Vec::new();
    for (name, shape) in SHAPES.iter().skip(half).step_by(2).filter(|(name, _)| name.contains(&only)) {
        let exponents: Vec<f64> =
            (0..TRIES).map(|_| exponent(name, *shape)).take_while(|exponent| *exponent >= MOST).collect();
        if exponents.len() == TRIES {
            worse.push(format!("{name}: {exponents:.2?}"));
        }
    }
    assert!(worse.is_empty(), "time grows faster than length\n{}", worse.join("\n"));
}

fn exponent(name: &str, shape: Shape) -> f64 {
    let mut bytes = std::env::var("IBID_BYTES").ok().and_then(|n| n.parse().ok()).unwrap_or(BYTES);
    let mut short = cost(&shape(bytes));
    while short < LEAST {
        bytes *= 2;
        short = cost(&shape(bytes));
    }
    let long = cost(&shape(bytes * FACTOR));
    let exponent = (long.as_secs_f64() / short.as_secs_f64()).ln() / (FACTOR as f64).ln();
    println!("{name}: {} kB in {short:.1?}, {FACTOR} times as much in {long:.1?}: {exponent:.2}", bytes / 1000);
    exponent
}

#[test]
fn a_line_may_be_as_long_as_a_draft() {
    let bytes = if long() { 100_000_000 } else { 2_000_000 };
    for name in ["one line", "one word", "one line of addresses"] {
        let (_, shape) = SHAPES.iter().find(|(other, _)| *other == name).unwrap();
        println!("{name} of {} MB: {:.1?}", bytes / 1_000_000, cost(&shape(bytes)));
    }
}

/// What it takes to check a text with every rule, and to apply a fix of each finding.
fn cost(text: &str) -> Duration {
    let settings =
        Settings { rules: RULES.iter().map(|rule| (rule.name.to_owned(), Level::On)).collect(), ..Settings::default() };
    let start = clock();
    let mut draft = Draft::new(text, Arc::new(settings));
    let findings = draft.check();
    let fixes = draft.fixes(&findings);
    apply(text, fixes.iter().filter_map(|fixes| fixes.first()));
    clock().saturating_sub(start)
}

/// How long this thread has run.
fn clock() -> Duration {
    thread_local!(static START: Instant = Instant::now());
    let run = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let run = run.and_then(|line| line.split(' ').next()?.parse().ok()).map(Duration::from_nanos);
    run.unwrap_or_else(|| START.with(Instant::elapsed))
}
