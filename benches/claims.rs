//! What everything that asks "who says so?" costs a sentence: `cargo bench --bench claims [-- DRAFT…]`. Without drafts it reads the example
//! and prose of its own. The least of many rounds, so that other work on the machine counts little. docs/claims.md holds a run.

use ibid::citation;
use ibid::claim::score::{Reading, by_both, by_cues};
use ibid::claim::{Facts, Options, Part, claims};
use ibid::markdown::{BlockKind, Syntax};
use std::hint::black_box;
use std::time::Instant;

/// How often each stage is run; the least counts.
const ROUNDS: usize = 200;

/// Prose with a bit of everything that the rules look for, and much that they do not.
const PROSE: &str = "\
The tannery on Mill Street burned for nine hours on Tuesday, and 14 percent of the town was without water until the evening. \
\u{201c}We had two hoses and one of them leaked,\u{201d} said Mara Vale, who has led the brigade since 2011. Experts believe that the old \
pipes are to blame. According to [the water board](https://water.example.net/2024), the pressure fell to its lowest level in a decade. \
Nobody was hurt. Why did the alarm stay silent?\n\n\
I walked along the river the next morning. The smell of wet leather hung over the gardens, and the ducks kept to the far bank. More than \
three hundred people are said to have watched from the bridge.[^crowd] It was, many say, the largest fire in the valley's history. You \
should see the wall that is left. Researchers at the college found that smoke of this kind raises the risk of asthma in children.\n\n\
- The council spent $2.3 million on the pumps, which were never tested.\n- If the wind had turned, the school would have burned as well.\n\n\
[^crowd]: The count is the parish clerk's.\n\n";

/// What is timed: a draft, read as far as the claims need it.
struct Bench {
    syntax: Syntax,
    sources: Vec<citation::Facts>,
    facts: Vec<Facts>,
    sentences: Vec<String>,
}

fn main() {
    let paths: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    println!(
        "| draft | sentences | bytes each | facts of a block | what covers what | both | score, cues | score, n-grams too |"
    );
    println!("|---|---|---|---|---|---|---|---|");
    if paths.is_empty() {
        line("examples/last-ferry.md", include_str!("../examples/last-ferry.md"));
        line("generated prose", &PROSE.repeat(60));
    }
    for path in paths {
        match std::fs::read_to_string(&path) {
            Ok(text) => line(&path, &text),
            Err(error) => eprintln!("{path}: {error}"),
        }
    }
}

fn line(name: &str, text: &str) {
    let bench = Bench::new(text);
    let many = bench.sentences.len().max(1);
    let each = |seconds: f64| (seconds * 1e9 / many as f64).round();
    let facts = each(least(|| bench.read()));
    let cover = each(least(|| bench.cover()));
    let cues = each(least(|| bench.score(by_cues)));
    let both = each(least(|| bench.score(by_both)));
    let bytes = bench.sentences.iter().map(String::len).sum::<usize>() / many;
    println!("| {name} | {many} | {bytes} | {facts} ns | {cover} ns | {} ns | {cues} ns | {both} ns |", facts + cover);
}

impl Bench {
    fn new(text: &str) -> Self {
        let syntax = Syntax::new(text);
        let sources: Vec<citation::Facts> =
            syntax.blocks().iter().map(|placed| citation::Facts::new(&placed.block)).collect();
        let mut bench = Self { syntax, sources, facts: Vec::new(), sentences: Vec::new() };
        bench.facts = bench.read();
        for (placed, facts) in bench.syntax.blocks().iter().zip(&bench.sources) {
            let prose = |range: &std::ops::Range<usize>| placed.block.prose[range.clone()].to_owned();
            bench.sentences.extend(facts.sentences.iter().map(|sentence| prose(&sentence.range)));
        }
        bench
    }

    /// What the blocks say, from their sentences: what a changed block costs.
    fn read(&self) -> Vec<Facts> {
        let blocks = self.syntax.blocks().iter().zip(&self.sources);
        blocks.map(|(placed, sources)| Facts::new(&placed.block, sources, &[])).collect()
    }

    /// Which of it wants a source, and what covers it: what a draft costs, whatever has changed.
    fn cover(&self) -> usize {
        let blocks = self.syntax.blocks().iter().zip(&self.facts);
        let parts: Vec<Part<'_>> = blocks
            .map(|(placed, facts)| Part { start: placed.start, facts, list: placed.block.kind == BlockKind::List })
            .collect();
        claims(&parts, Options::default()).claims.len()
    }

    fn score(&self, by: fn(&Reading) -> f32) -> f32 {
        self.sentences.iter().map(|sentence| by(&Reading::new(sentence))).sum()
    }
}

/// The least time that `act` takes, in seconds.
fn least<T>(mut act: impl FnMut() -> T) -> f64 {
    let timed = |act: &mut dyn FnMut() -> T| {
        let start = Instant::now();
        black_box(act());
        start.elapsed().as_secs_f64()
    };
    // The first round reads the lists.
    black_box(act());
    (0..ROUNDS).map(|_| timed(&mut act)).fold(f64::INFINITY, f64::min)
}
