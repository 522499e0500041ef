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
/// The same where there is time: nesting a hundred thousand deep.
const MANY_BYTES: usize = 250_000;

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
    let usual = if long() { MANY_BYTES } else { BYTES };
    let mut bytes = std::env::var("IBID_BYTES").ok().and_then(|n| n.parse().ok()).unwrap_or(usual);
    let mut short = cost(&shape(bytes));
    while short < LEAST {
        bytes *= 2;
        short = cost(&shape(bytes));
    }
    forget_peak();
    let long = cost(&shape(bytes * FACTOR));
    let exponent = (long.as_secs_f64() / short.as_secs_f64()).ln() / (FACTOR as f64).ln();
    let kilobytes = bytes / 1000;
    println!("{name}: {kilobytes} kB in {short:.1?}, {FACTOR} times as much in {long:.1?}: {exponent:.2}{}", peak());
    exponent
}

#[test]
fn there_may_be_as_many_of_a_thing_as_there_are() {
    let many = if long() { 100_000 } else { 4_000 };
    let numbered = |count: usize, piece: fn(usize) -> String| (0..count).map(piece).collect::<String>();
    let texts = [
        ("notes", many * 10, {
            numbered(many * 10, |i| format!("It fell.[^{i}]\n\n"))
                + &numbered(many * 10, |i| format!("[^{i}]: Note {i}.\n"))
        }),
        ("definitions of one label", many, format!("[a]\n\n{}", "[a]: /b\n".repeat(many))),
        ("notes of one label", many, format!("A.[^a]\n\n{}", "[^a]: b\n\n".repeat(many))),
        ("keys of one entry", many, "It fell [@lock, p. 3].\n\n".repeat(many)),
        ("nested quotes", many, format!("{}text\n", "> ".repeat(many))),
        ("nested lists", many, format!("{}text\n", "- ".repeat(many))),
        ("nested brackets", many, format!("{}a{}", "[".repeat(many), "]".repeat(many))),
        ("nested emphasis", many, format!("{}a{}", "*a ".repeat(many), "a*".repeat(many))),
        ("findings", many, "It fell (reuters.com).\n\n".repeat(many)),
    ];
    for (name, count, text) in texts {
        forget_peak();
        println!("{count} {name}, {} kB: {:.1?}{}", text.len() / 1000, cost(&text), peak());
    }
}

#[test]
fn a_line_may_be_as_long_as_a_draft() {
    let bytes = if long() { 100_000_000 } else { 2_000_000 };
    for name in ["one line", "one word", "one line of addresses"] {
        let (_, shape) = SHAPES.iter().find(|(other, _)| *other == name).unwrap();
        forget_peak();
        println!("{name} of {} MB: {:.1?}{}", bytes / 1_000_000, cost(&shape(bytes)), peak());
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

/// From now on [`peak`] counts anew. Of use only where one test runs at a time.
fn forget_peak() {
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}

/// The most memory that was in use, in words.
fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok());
    kilobytes.map(|kilobytes| format!(", {} MB of memory", kilobytes / 1000)).unwrap_or_default()
}
