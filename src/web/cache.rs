//! Replies kept between runs: a file each, written beside its place and moved there in one step, so that an editor and a command line may
//! use the same folder at the same time. What cannot be read is no entry; what cannot be written is not kept.

mod form;

use super::answer::Answer;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime};

/// Bytes of one entry, beyond which it is not kept.
const LARGEST: u64 = 33 << 20;

/// Of so many writes one looks at the size of everything.
const SWEEP: u32 = 32;

/// The folder of kept replies.
#[derive(Debug)]
pub struct Cache {
    folder: Option<PathBuf>,
    /// Bytes kept at most.
    most: u64,
    writes: AtomicU32,
}

/// Where the user's programs keep what can be had again, with a folder for ibid.
pub fn user_folder() -> Option<PathBuf> {
    let of = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let home = || of("HOME").or_else(|| of("USERPROFILE"));
    let folder = if cfg!(windows) {
        of("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        home().map(|home| home.join("Library/Caches"))
    } else {
        of("XDG_CACHE_HOME").filter(|path| path.is_absolute()).or_else(|| home().map(|home| home.join(".cache")))
    };
    folder.filter(|path| path.is_absolute()).map(|path| path.join("ibid"))
}

impl Cache {
    /// The replies under `folder`, of which there are none without one.
    pub fn new(folder: Option<&Path>, most: u64) -> Self {
        Self { folder: folder.map(|folder| folder.join("v1")), most, writes: AtomicU32::new(0) }
    }

    /// What was kept of `address` as that kind of content, if it may still be used.
    pub fn read(&self, kind: &str, address: &str) -> Option<Answer> {
        let path = self.place(kind, address)?;
        if fs::metadata(&path).ok()?.len() > LARGEST {
            return None;
        }
        let (until, answer) = form::read(&fs::read(&path).ok()?)?;
        // Two addresses could share a name only by malice; a clock that went back makes an entry of the future.
        let now = SystemTime::now();
        let current = now < until && answer.outcome.as_ref().is_ok_and(|reply| reply.at <= now);
        (current && answer.asked == address).then_some(answer)
    }

    /// What was kept of `address`, however old it is, if that is at most `most` bytes.
    pub fn recall(&self, kind: &str, address: &str, most: u64) -> Option<Answer> {
        let path = self.place(kind, address)?;
        let about = fs::metadata(&path).ok()?;
        if !about.is_file() || about.len() > most {
            return None;
        }
        let (_, answer) = form::read(&fs::read(&path).ok()?)?;
        (answer.asked == address).then_some(answer)
    }

    /// Keeps an answer for a while.
    pub fn write(&self, kind: &str, answer: &Answer, time: Duration) {
        let Some(path) = self.place(kind, &answer.asked).filter(|_| !time.is_zero()) else { return };
        let Some(bytes) = form::write(answer, time).filter(|bytes| bytes.len() as u64 <= LARGEST) else { return };
        // Keeping is a kindness; that it failed is nobody's concern.
        let _ = replace(&path, &bytes);
        if self.writes.fetch_add(1, Ordering::Relaxed).is_multiple_of(SWEEP) {
            self.sweep();
        }
    }

    /// Forgets what was kept of `address`.
    pub fn forget(&self, kind: &str, address: &str) {
        if let Some(path) = self.place(kind, address) {
            let _ = fs::remove_file(path);
        }
    }

    fn place(&self, kind: &str, address: &str) -> Option<PathBuf> {
        let name = digest(&format!("{kind} {address}"));
        Some(self.folder.as_ref()?.join(name.get(..2)?).join(&name))
    }

    /// Removes the oldest entries until the rest is small enough.
    fn sweep(&self) {
        let Some(folder) = &self.folder else { return };
        let inside = |folder: &Path| fs::read_dir(folder).into_iter().flatten().flatten();
        let mut files: Vec<(SystemTime, u64, PathBuf)> = inside(folder)
            .flat_map(|shelf| inside(&shelf.path()).collect::<Vec<_>>())
            .filter_map(|file| {
                let about = file.metadata().ok().filter(fs::Metadata::is_file)?;
                Some((about.modified().ok()?, about.len(), file.path()))
            })
            .collect();
        files.sort();
        let mut size: u64 = files.iter().map(|(_, size, _)| size).sum();
        // Half, so that not every write has to.
        let goal = if size > self.most { self.most / 2 } else { return };
        for (_, bytes, path) in files {
            if size <= goal {
                return;
            }
            if fs::remove_file(path).is_ok() {
                size -= bytes;
            }
        }
    }
}

fn replace(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let folder = path.parent().ok_or(std::io::ErrorKind::NotFound)?;
    fs::create_dir_all(folder)?;
    // Made for the user's eyes only, which is how temporary files are made.
    let mut file = tempfile::Builder::new().prefix(".new-").tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.persist(path)?;
    Ok(())
}

/// The name of an entry: SHA-256 of what was asked, in base 16.
fn digest(asked: &str) -> String {
    let digest = ring::digest::digest(&ring::digest::SHA256, asked.as_bytes());
    digest.as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}
