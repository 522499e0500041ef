//! Standard output and standard error, as a good citizen of a pipeline uses them.

use super::words::printable;
use anyhow::{Context, Result};
use clap::builder::styling::{AnsiColor, Style};
use std::io::{self, Write};

/// Writes `text` to standard output as it is: for programs, and for drafts.
pub fn print(text: &str) -> Result<()> {
    write(std::io::stdout().lock(), text)
}

/// Writes `text` to standard output; colours in it show on a terminal that wants them, and nowhere else.
pub fn print_styled(text: &str) -> Result<()> {
    write(anstream::stdout().lock(), text)
}

/// A reader that has left, as in `| head`, has what it wanted: that is no failure.
fn write(mut out: impl Write, text: &str) -> Result<()> {
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(error).context("standard output could not be written")
        }
        _ => Ok(()),
    }
}

/// Says on standard error what went wrong.
pub fn complain(message: &str) {
    say("error", AnsiColor::Red, message);
}

/// Says on standard error what is worth knowing but no failure.
pub fn warn(message: &str) {
    say("warning", AnsiColor::Yellow, message);
}

/// Says on standard error what was done.
pub fn tell(message: &str) {
    // With standard error gone there is nobody to tell.
    let _ = writeln!(anstream::stderr().lock(), "{message}");
}

fn say(word: &str, color: AnsiColor, message: &str) {
    let style = Style::new().fg_color(Some(color.into())).bold();
    tell(&format!("{style}{word}{style:#}: {}", quiet(message)));
}

/// A message that names files, whatever they are called: nothing in it looks like the start of another message, or acts on a terminal.
fn quiet(message: &str) -> String {
    let lines: Vec<_> = message.split('\n').map(printable).collect();
    lines.join("\n  ")
}
