//! Measures whether quotations are found that are honest, and not found that are not.
//!
//! ```text
//! cargo run --release --example score_quotations -- --write
//! cargo run --release --example score_quotations -- texts/
//! cargo run --release --example score_quotations -- --wrong=ellipsis
//! ```
//!
//! Without an argument, pages are the documentation of the packages in `Cargo.lock`, as cargo keeps it on this machine; a folder gives
//! its Markdown and plain text instead. Sentences that stand on one page only are quoted as writers do, and as they must not.
//! `--write` writes the tables to `docs/quotations.md`; `--wrong=NAME` prints those of a kind that are taken for what they are not.
//! It fails if of a kind of honest quotation fewer are found, or of forged ones more, than is promised there.

mod edits;
mod forge;
mod pages;
mod random;
mod report;
mod speed;
mod spelling;

use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> std::io::Result<ExitCode> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let folders: Vec<PathBuf> = arguments.iter().filter(|one| !one.starts_with("--")).map(PathBuf::from).collect();
    let pages = if folders.is_empty() { pages::of_packages() } else { pages::of_folders(&folders) };
    let quoted = pages::quotable(&pages);
    let corpus = report::Corpus::new(&pages, &quoted);
    if let Some(name) = arguments.iter().find_map(|one| one.strip_prefix("--wrong=")) {
        report::wrong(name, &corpus);
        return Ok(ExitCode::SUCCESS);
    }
    let (table, broken) = report::table(&corpus);
    let figures = report::figures(&pages, &quoted);
    let speed = speed::table(&pages);
    println!("{table}\n{figures}\n{speed}");
    if arguments.iter().any(|one| one == "--write") {
        let path = pages::root().join("docs/quotations.md");
        let text = report::page(&table, &figures, &speed);
        std::fs::write(path, text)?;
    }
    broken.iter().for_each(|line| eprintln!("{line}"));
    Ok(if broken.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
