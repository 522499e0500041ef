//! Every request that was made, those that got no further than the name of their host too, for whoever wants to know what left the machine.

use std::collections::VecDeque;
use std::fs::{self, File, OpenOptions};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::SystemTime;

/// Lines kept in memory.
const LINES: usize = 4096;

/// Bytes of the file, beyond which it begins anew; the one before is kept beside it.
const BYTES: u64 = 1 << 20;

/// One request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// When it was sent.
    pub at: SystemTime,
    /// Where it went, in full.
    pub address: String,
    /// The status that came back, the name of a failure, or `cancelled`.
    pub outcome: String,
    /// Bytes of the body that came back, unpacked.
    pub bytes: usize,
}

/// The requests of this process, and their file.
#[derive(Debug)]
pub struct Log {
    lines: Mutex<VecDeque<Line>>,
    file: Option<PathBuf>,
}

/// A request under way. It is noted however it ends.
#[derive(Debug)]
pub struct Entry<'a> {
    log: &'a Log,
    /// What is noted when it ends.
    pub line: Line,
}

impl Drop for Entry<'_> {
    fn drop(&mut self) {
        self.log.note(self.line.clone());
    }
}

impl Log {
    /// Begins a log, with its file in `folder` if there is one.
    pub fn new(folder: Option<&Path>) -> Self {
        Self { lines: Mutex::default(), file: folder.map(|folder| folder.join("requests.log")) }
    }

    /// A request is about to be sent, or the name of its host looked up.
    pub fn begin(&self, address: &str) -> Entry<'_> {
        let line =
            Line { at: SystemTime::now(), address: address.to_owned(), outcome: "cancelled".to_owned(), bytes: 0 };
        Entry { log: self, line }
    }

    /// The requests of this process, oldest first.
    pub fn lines(&self) -> Vec<Line> {
        self.lines.lock().map(|lines| lines.iter().cloned().collect()).unwrap_or_default()
    }

    fn note(&self, line: Line) {
        if let Some(file) = &self.file {
            // A log that cannot be written stops nobody.
            let _ = append(file, &line);
        }
        let Ok(mut lines) = self.lines.lock() else { return };
        if lines.len() >= LINES {
            lines.pop_front();
        }
        lines.push_back(line);
    }
}

/// One line: seconds since 1970, outcome, bytes, address. An address holds no space.
fn append(path: &Path, line: &Line) -> std::io::Result<()> {
    if fs::metadata(path).is_ok_and(|metadata| metadata.len() > BYTES) {
        fs::rename(path, path.with_extension("log.1"))?;
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let at = line.at.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_secs();
    let mut file = private(OpenOptions::new().append(true).create(true)).open(path)?;
    file.write_all(format!("{at} {} {} {}\n", line.outcome, line.bytes, line.address).as_bytes())
}

/// A file that is nobody else's to read.
#[cfg(unix)]
fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600)
}

#[cfg(not(unix))]
fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    options
}

/// What earlier runs noted in `folder`, oldest first; none if nothing can be read.
pub fn past(folder: &Path) -> Vec<Line> {
    let mut text = String::new();
    for name in ["requests.log.1", "requests.log"] {
        let _ = File::open(folder.join(name)).and_then(|file| read_end(file, &mut text));
    }
    text.lines().filter_map(read).collect()
}

fn read_end(mut file: File, text: &mut String) -> std::io::Result<()> {
    let size = file.metadata()?.len();
    file.seek(SeekFrom::Start(size.saturating_sub(2 * BYTES)))?;
    let mut bytes = Vec::new();
    file.take(2 * BYTES).read_to_end(&mut bytes)?;
    text.push_str(&String::from_utf8_lossy(&bytes));
    Ok(())
}

fn read(line: &str) -> Option<Line> {
    let mut parts = line.splitn(4, ' ');
    let seconds = parts.next()?.parse::<u32>().ok()?;
    let (outcome, bytes, address) = (parts.next()?, parts.next()?.parse().ok()?, parts.next()?);
    let at = SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(seconds.into());
    Some(Line { at, address: address.to_owned(), outcome: outcome.to_owned(), bytes })
}
