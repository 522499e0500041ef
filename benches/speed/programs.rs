//! What the program takes as a whole: to start, and to look at a workspace.

use crate::least;
use std::fmt::Write as _;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

/// The program, built as this benchmark was.
const IBID: &str = env!("CARGO_BIN_EXE_ibid");
/// How many drafts stand in a workspace, and how many entries in its bibliography.
const DRAFTS: usize = 1000;
const ENTRIES: usize = 20_000;

/// What was done, and in how many seconds.
pub type Figure = (&'static str, f64);

/// Every figure that was asked for.
pub fn figures(wanted: &dyn Fn(&str) -> bool) -> Vec<Figure> {
    let mut figures = Vec::new();
    if wanted("start") {
        figures.push(("start, to `--version`", least(|| run(&["--version"], Path::new(".")))));
        figures.push(("start, to the answer to `initialize`", least(introduce)));
    }
    if wanted("workspace") {
        let folder = workspace();
        if let Ok(folder) = folder {
            figures.push((
                "`ibid check` of 1,000 drafts of 5 kB with a bibliography of 20,000 entries",
                least(|| run(&["check", "."], folder.path())),
            ));
            figures.push(("`ibid check` of one of them", least(|| run(&["check", "draft7.md"], folder.path()))));
        }
    }
    figures
}

fn run(arguments: &[&str], folder: &Path) -> std::time::Duration {
    let started = Instant::now();
    let _ = Command::new(IBID).args(arguments).current_dir(folder).stdout(Stdio::null()).stderr(Stdio::null()).status();
    started.elapsed()
}

/// Starts a server, and ends it as soon as it has answered.
fn introduce() -> std::time::Duration {
    let started = Instant::now();
    let child = Command::new(IBID).arg("lsp").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let Ok(mut child) = child else { return started.elapsed() };
    let body = r#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"processId":null,"rootUri":null,"capabilities":{}}}"#;
    let message = format!("Content-Length: {}\r\n\r\n{body}", body.len());
    let sent = child.stdin.as_mut().map(|stdin| stdin.write_all(message.as_bytes()));
    let heard = child.stdout.as_mut().map(|stdout| stdout.read(&mut [0; 64]));
    let spent = started.elapsed();
    let _ = (sent, heard, child.kill(), child.wait());
    spent
}

/// Drafts that all cite from one bibliography.
fn workspace() -> std::io::Result<tempfile::TempDir> {
    let folder = tempfile::tempdir()?;
    let mut entries = String::new();
    for number in 0..ENTRIES {
        let year = 1900 + number % 120;
        let _ = write!(
            entries,
            "@article{{vale{number},\n  author = {{Vale, Mara and Lock, Tom}},\n  title = {{The tides of harbour {number}}},\n  \
             journal = {{Log of the Coast}},\n  year = {{{year}}},\n  doi = {{10.5555/log.{number}}}\n}}\n\n"
        );
    }
    std::fs::write(folder.path().join("library.bib"), entries)?;
    for number in 0..DRAFTS {
        let mut draft = "---\nbibliography: library.bib\n---\n\n".to_owned();
        while draft.len() < 5000 {
            let key = (number * 17 + draft.len()) % ENTRIES;
            let _ = write!(
                draft,
                "The tide of day {key} came late, as the log has it [@vale{key}, p. 7]. On the quay the nets were drying, and nobody \
                 hurried.\n\n"
            );
        }
        std::fs::write(folder.path().join(format!("draft{number}.md")), draft)?;
    }
    Ok(folder)
}
