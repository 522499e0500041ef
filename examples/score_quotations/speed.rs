//! What a look costs.

use super::pages::Page;
use ibid::evidence::figure::Figures;
use ibid::evidence::fingerprint::Fingerprint;
use ibid::evidence::passage::Passages;
use ibid::evidence::quote::find;
use ibid::evidence::{Layout, Source};
use std::hint::black_box;
use std::time::Instant;

/// The least of some runs, in milliseconds.
fn least(runs: usize, mut what: impl FnMut()) -> f64 {
    let all = (0..runs).map(|_| {
        let start = Instant::now();
        let busy = on_processor();
        what();
        let spent = on_processor().zip(busy).map(|(end, start)| (end - start) / 1e6);
        spent.filter(|&spent| spent > 0.0).unwrap_or(start.elapsed().as_secs_f64() * 1000.0)
    });
    all.fold(f64::MAX, f64::min)
}

/// Nanoseconds that this process has been on a processor, where Linux tells: what else the machine does is not counted.
fn on_processor() -> Option<f64> {
    std::fs::read_to_string("/proc/self/schedstat").ok()?.split(' ').next()?.parse().ok()
}

/// Pages put together until they are about so long.
fn text(pages: &[Page], bytes: usize) -> String {
    let mut text = String::new();
    for page in pages.iter().cycle() {
        text.push_str(&page.text);
        text.push('\n');
        if text.len() >= bytes {
            break;
        }
    }
    while text.len() > bytes {
        text.pop();
    }
    text
}

/// Milliseconds on pages of three sizes, and on texts made to be slow.
pub fn table(pages: &[Page]) -> String {
    const SIZES: [usize; 3] = [8_000, 100_000, 1_000_000];
    let sources: Vec<Source> = SIZES.iter().map(|&size| Source::new(text(pages, size), Layout::Flowing)).collect();
    let mut out = String::from("| Milliseconds | 8 KB | 100 KB | 1 MB |\n|---|---|---|---|\n");
    let mut line = |name: &str, what: &dyn Fn(&Source)| {
        let cells: Vec<String> = sources.iter().map(|source| format!("{:.2}", least(9, || what(source)))).collect();
        out.push_str(&format!("| {name} | {} |\n", cells.join(" | ")));
    };
    line("a page is read", &|source| drop(black_box(Source::new(source.text.as_str(), source.layout))));
    line("25 words are found", &|source| drop(black_box(find(&words(source).join(" "), source))));
    line("25 words, one of them another", &|source| {
        let mut all = words(source);
        all[12] = "harbour";
        drop(black_box(find(&all.join(" "), source)));
    });
    line("25 words in two pieces", &|source| {
        let all = words(source);
        drop(black_box(find(&format!("{} ... {}", all[..10].join(" "), all[14..].join(" ")), source)));
    });
    line("25 words that are not there", &|source| {
        drop(black_box(find(&"harbour the of and ferry ".repeat(5), source)))
    });
    line("figures", &|source| drop(black_box(Figures::of(&source.text))));
    line("sentences for passages", &|source| drop(black_box(Passages::of(source))));
    line("a fingerprint", &|source| drop(black_box(Fingerprint::of(&source.folded))));
    out.push('\n');
    out.push_str(&hostile(&sources[2].text));
    out
}

/// 25 words from the middle of a page.
fn words(source: &Source) -> Vec<&str> {
    source.text.split_whitespace().skip(source.text.len() / 20).take(25).collect()
}

fn hostile(page: &str) -> String {
    let words = "word ".repeat(200_000);
    let source = Source::new(words.as_str(), Layout::Flowing);
    let lines = Source::new("ab ".repeat(330_000), Layout::Lines);
    let prose = Source::new(page, Layout::Flowing);
    let cases: [(&str, &Source, String); 7] = [
        ("1 MB of one word, 1,000 times that word and another", &source, "word ".repeat(1000) + "end of it all"),
        ("1 MB of one word, pieces of one word", &source, "word ... ".repeat(60) + "end"),
        ("1 MB of one word, a quotation that is cut everywhere", &source, "word ".repeat(5000) + "wor"),
        ("1 MB of `ab` from PDF, letters alone", &lines, "abab".repeat(5000)),
        ("100,000 ellipses", &prose, "the ... ".repeat(100_000)),
        ("100,000 brackets that stay open", &prose, "the [( ".repeat(100_000)),
        ("a quotation as long as the page, one word changed", &prose, page.replacen(" the ", " harbour ", 1)),
    ];
    let mut out = String::from("| Made to be slow | ms |\n|---|---|\n");
    for (name, source, quotation) in &cases {
        out.push_str(&format!("| {name} | {:.0} |\n", least(3, || drop(black_box(find(quotation, source))))));
    }
    out
}
