//! The files of weights.

use crate::model::Model;
use ibid::claim::score::CUES;
use std::path::Path;

const HEAD: &str = "\
# What cues weigh in a sentence's score: a name, what it weighs alone and with n-grams, and what a message calls it. Above 0 a
# cue speaks for wanting a source.
#
# Written by `cargo run --release --example train_score`; NOTICE says what from. A weight is a natural logarithm of odds for each time that
# `cue.rs` counts the cue; `base` is where a sentence without a cue starts.
";

/// Writes `cues.tsv` and `ngrams.bin` into `folder`.
pub fn write(model: &Model, folder: &Path) -> anyhow::Result<()> {
    let mut text = format!("{HEAD}base\t{:.3}\t{:.3}\tno cue\n", model.alone.base, model.with.base);
    for ((cue, alone), with) in CUES.iter().zip(&model.alone.cues).zip(&model.with.cues) {
        text.push_str(&format!("{}\t{alone:.3}\t{with:.3}\t{}\n", cue.name, cue.called));
    }
    std::fs::write(folder.join("cues.tsv"), text)?;
    std::fs::write(folder.join("ngrams.bin"), model.bytes().write())?;
    Ok(())
}
