//! Writes what a package carries beside the program: `cargo run --example assets FOLDER`.
//!
//! `FOLDER/man` holds a manual page for ibid and one for each command, `FOLDER/completions` a script for each shell. They are made here and not by
//! the program, which would be larger for the former; `ibid completions` prints the latter too.

use anyhow::{Context, Result};
use clap::ValueEnum;
use clap_complete::Shell;
use std::path::Path;

fn main() -> Result<()> {
    let folder = std::env::args_os().nth(1).context("assets FOLDER")?;
    let [man, completions] = ["man", "completions"].map(|name| Path::new(&folder).join(name));
    for folder in [&man, &completions] {
        std::fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    }
    clap_mangen::generate_to(ibid::cli::definition(), &man)?;
    for shell in Shell::value_variants() {
        clap_complete::generate_to(*shell, &mut ibid::cli::definition(), "ibid", &completions)?;
    }
    Ok(())
}
