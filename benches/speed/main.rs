//! How long ibid takes, stage by stage, and how that grows with the draft: `cargo bench --bench speed`. Arguments choose stages by name;
//! `--most KB` sets the longest draft. docs/speed.md holds a run.

mod drafts;
mod stages;

use drafts::Kind;
use std::time::{Duration, Instant};

/// Lengths of drafts, in kB.
const LENGTHS: [usize; 5] = [1, 10, 100, 1000, 10_000];
/// What is spent on one figure.
const PATIENCE: Duration = Duration::from_millis(300);

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let most =
        arguments.iter().position(|argument| argument == "--most").and_then(|at| arguments.get(at + 1)?.parse().ok());
    let lengths: Vec<usize> = LENGTHS.into_iter().filter(|length| *length <= most.unwrap_or(10_000)).collect();
    let wanted = |name: &str| {
        let named: Vec<&String> = arguments
            .iter()
            .filter(|argument| !argument.starts_with("--") && argument.parse::<usize>().is_err())
            .collect();
        named.is_empty() || named.iter().any(|named| name.contains(named.as_str()))
    };
    let head: Vec<String> = lengths.iter().map(|length| format!("{length} kB")).collect();
    println!("| Stage | Draft | {} | growth |", head.join(" | "));
    println!("|---|---|{}---:|", "---:|".repeat(lengths.len()));
    for (name, stage) in stages::STAGES {
        for kind in Kind::ALL.into_iter().filter(|kind| wanted(&format!("{name} {}", kind.name()))) {
            let times: Vec<f64> = lengths.iter().map(|length| stage(&kind.draft(length * 1000))).collect();
            let shown: Vec<String> = times.iter().map(|time| shown(*time)).collect();
            println!("| {name} | {} | {} | {} |", kind.name(), shown.join(" | "), growth(&times));
        }
    }
}

/// The least time that `act` takes, in seconds.
pub fn least(mut act: impl FnMut() -> Duration) -> f64 {
    let started = Instant::now();
    let mut best = Duration::MAX;
    let mut times = 0;
    while times < 3 || (started.elapsed() < PATIENCE && times < 1000) {
        best = best.min(act());
        times += 1;
    }
    best.as_secs_f64()
}

fn shown(seconds: f64) -> String {
    match seconds * 1e6 {
        micros if micros < 100.0 => format!("{micros:.1} µs"),
        micros if micros < 10_000.0 => format!("{:.2} ms", micros / 1e3),
        micros => format!("{:.0} ms", micros / 1e3),
    }
}

/// The exponent of the length with which the time grows over the last two steps: 0 is constant, 1 linear.
fn growth(times: &[f64]) -> String {
    match times {
        [.., first, _, last] => format!("{:.2}", (last / first).log10() / 2.0),
        _ => String::new(),
    }
}
