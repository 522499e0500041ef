//! `ibid init`

use super::{OK, output};
use crate::config::sample;
use crate::workspace::CONFIG_NAMES;
use anyhow::{Context, Result, bail};
use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

/// Write an ibid.toml that explains every key and changes nothing
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Where to write it
    #[arg(value_name = "DIRECTORY", default_value = ".")]
    directory: PathBuf,
}

/// Writes the file and returns the exit code.
pub fn run(args: &Args) -> Result<i32> {
    let beside = |name: &&&str| std::fs::symlink_metadata(args.directory.join(name)).is_ok();
    if let Some(name) = CONFIG_NAMES.iter().find(beside) {
        bail!("{} is there already; remove it to start afresh", shown(&args.directory.join(name)));
    }
    let path = args.directory.join(CONFIG_NAMES[0]);
    // Never overwrites, even if another was quicker.
    let mut file = match OpenOptions::new().write(true).create_new(true).open(&path) {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            bail!("{}: no such directory; make it first", args.directory.display())
        }
        file => file.with_context(|| format!("{} could not be written", shown(&path)))?,
    };
    file.write_all(sample().as_bytes()).with_context(|| format!("{} could not be written", shown(&path)))?;
    output::print(&format!("Wrote {}\n", shown(&path)))?;
    Ok(OK)
}

fn shown(path: &Path) -> String {
    path.strip_prefix(".").unwrap_or(path).display().to_string()
}
