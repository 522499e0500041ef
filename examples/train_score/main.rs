//! Learns the weights of `src/claim/score` and measures them.
//!
//! ```text
//! cargo run --release --example train_score -- \
//!     claimbuster.tsv wiki_cites.tsv examples/train_score/own.tsv cdcp.tsv babe_sg2.tsv --out src/claim/score
//! ```
//!
//! Files are tab-separated with the columns `text` and `label`, and `doc` where documents are known; `data.rs` says how the labels of
//! published sets are read, and which sets may teach weights that are shipped. The others are only measured on. The same files give
//! the same weights, byte for byte. `docs/claims.md` says where the sets are found, and what the figures mean.

mod data;
mod folds;
mod lbfgs;
mod measure;
mod model;
mod records;
mod report;
mod write;

use std::path::PathBuf;

fn main() -> anyhow::Result<()> {
    let mut arguments = std::env::args_os().skip(1);
    let (mut sets, mut out) = (Vec::new(), None);
    while let Some(argument) = arguments.next() {
        if argument == "--out" {
            out = arguments.next().map(PathBuf::from);
        } else {
            sets.push(data::read(&PathBuf::from(argument))?);
        }
    }
    anyhow::ensure!(
        sets.iter().any(|set| set.ships),
        "give at least one set whose weights may be shipped: claimbuster.tsv, wiki_cites.tsv"
    );
    report::sets(&sets);
    report::cost(&sets);
    report::folds(&sets);
    report::transfer(&sets);
    let model = report::shipped(&sets);
    if let Some(out) = out {
        write::write(&model, &out)?;
    }
    Ok(())
}
