//! How long ibid takes, stage by stage, and how that grows with the draft: `cargo bench --bench speed`. Arguments choose stages by name;
//! `--most KB` sets the longest draft, and `--docs` writes what was measured into docs/speed.md.

mod client;
mod drafts;
mod place;
mod programs;
mod rules;
mod stages;

use drafts::Kind;
use std::fmt::Write;
use std::time::{Duration, Instant};

/// Lengths of drafts, in kB.
const LENGTHS: [usize; 5] = [1, 10, 100, 1000, 10_000];
/// What is spent on one figure.
const PATIENCE: Duration = Duration::from_millis(200);
/// Where the tables go, and between which lines.
const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/speed.md");
const MARKS: (&str, &str) = ("<!-- stages -->\n", "<!-- end of stages -->");

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let most = arguments.iter().position(|argument| argument == "--most");
    let most = most.and_then(|at| arguments.get(at + 1)?.parse().ok()).unwrap_or(10_000);
    let named: Vec<&String> =
        arguments.iter().filter(|argument| !argument.starts_with("--") && argument.parse::<usize>().is_err()).collect();
    let wanted = |name: &str| named.is_empty() || named.iter().any(|named| name.contains(named.as_str()));
    let tables = [stages(most, &wanted), rules(&wanted), programs(&wanted)].concat();
    if arguments.iter().any(|argument| argument == "--docs") {
        match put(&tables) {
            Some(()) => println!("written into {PAGE}"),
            None => println!("{PAGE} could not be written, or has no place for the tables"),
        }
    }
}

/// One line a stage and a kind of draft.
fn stages(most: usize, wanted: &dyn Fn(&str) -> bool) -> String {
    let lengths: Vec<usize> = LENGTHS.into_iter().filter(|length| *length <= most).collect();
    let mut table = Table::new(&["Stage", "Draft"], &lengths);
    for (name, stage) in stages::STAGES {
        for kind in Kind::ALL.into_iter().filter(|kind| wanted(&format!("{name} {}", kind.name()))) {
            let times: Vec<f64> = lengths.iter().map(|length| stage(&kind.draft(length * 1000))).collect();
            table.line(&[name, kind.name()], &times);
        }
    }
    table.text
}

/// One line a rule.
fn rules(wanted: &dyn Fn(&str) -> bool) -> String {
    if !wanted("rules") {
        return String::new();
    }
    let mut table = Table::new(&["Rule"], &rules::LENGTHS);
    for (name, times) in rules::rules() {
        table.line(&[&format!("`{name}`")], &times);
    }
    format!("\n{}", table.text)
}

fn programs(wanted: &dyn Fn(&str) -> bool) -> String {
    let figures = programs::figures(wanted);
    let mut text = String::new();
    for (name, time) in &figures {
        println!("{name}: {}", shown(*time));
        let _ = writeln!(text, "| {name} | {} |", shown(*time));
    }
    if figures.is_empty() { text } else { format!("\n| The program | |\n|---|---:|\n{text}") }
}

/// A table in Markdown that is printed as it grows.
struct Table {
    text: String,
}

impl Table {
    fn new(heads: &[&str], lengths: &[usize]) -> Self {
        let mut table = Self { text: String::new() };
        let lengths: Vec<String> = lengths.iter().map(|length| length_of(*length)).collect();
        table.add(&format!("| {} | {} | growth |", heads.join(" | "), lengths.join(" | ")));
        table.add(&format!("|{}{}", "---|".repeat(heads.len()), "---:|".repeat(lengths.len() + 1)));
        table
    }

    fn line(&mut self, heads: &[&str], times: &[f64]) {
        let figures: Vec<String> = times.iter().map(|time| shown(*time)).collect();
        self.add(&format!("| {} | {} | {} |", heads.join(" | "), figures.join(" | "), growth(times)));
    }

    fn add(&mut self, line: &str) {
        println!("{line}");
        self.text.push_str(line);
        self.text.push('\n');
    }
}

/// The least time that `act` takes, in seconds. What takes long is done once only.
pub fn least(mut act: impl FnMut() -> Duration) -> f64 {
    let started = Instant::now();
    let mut best = Duration::MAX;
    let mut times = 0;
    while times == 0 || (started.elapsed() < PATIENCE && times < 1000) {
        best = best.min(act());
        times += 1;
    }
    best.as_secs_f64()
}

fn length_of(kilobytes: usize) -> String {
    if kilobytes < 1000 { format!("{kilobytes} kB") } else { format!("{} MB", kilobytes / 1000) }
}

fn shown(seconds: f64) -> String {
    match seconds * 1e6 {
        micros if micros < 0.05 => "–".to_owned(),
        micros if micros < 100.0 => format!("{micros:.1} µs"),
        micros if micros < 10_000.0 => format!("{:.2} ms", micros / 1e3),
        micros => format!("{:.0} ms", micros / 1e3),
    }
}

/// The exponent of the length with which the time grows over the last two steps: 0 is constant, 1 linear.
fn growth(times: &[f64]) -> String {
    match times {
        // What takes no time does not grow.
        [.., first, _, last] if *first > 1e-6 && *last > 0.0 => format!("{:.2}", (last / first).log10() / 2.0),
        _ => String::new(),
    }
}

/// Puts the tables between their marks.
fn put(tables: &str) -> Option<()> {
    let page = std::fs::read_to_string(PAGE).ok()?;
    let (before, rest) = page.split_once(MARKS.0)?;
    let (_, after) = rest.split_once(MARKS.1)?;
    std::fs::write(PAGE, format!("{before}{}\n{tables}\n{}{after}", MARKS.0, MARKS.1)).ok()
}
