//! What sources say, kept beside their lock if the writer wants that: a file a text, named by its hash, in a folder that git is told to ignore.
//!
//! They are other people's words, and so not for a repository. A folder that came with one is read as anybody's: a text counts only if it is the
//! one of which the lock has the hash.

use crate::lock::Lock;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Bytes of a text, beyond which it is neither kept nor read.
const LARGEST: u64 = 8 << 20;
/// Bytes of texts that are read for one lock.
const ALL: usize = 256 << 20;

/// The text with the hash `sha256:…`, kept beside the lock in `file`. Whoever takes it must see whether it has that hash.
pub fn text(file: &Path, hash: &str) -> Option<String> {
    let path = folder(file)?.join(format!("{}.txt", name(hash)?));
    let about = fs::symlink_metadata(&path).ok()?;
    if !about.is_file() || about.len() > LARGEST {
        return None;
    }
    fs::read_to_string(&path).ok()
}

/// The texts that are kept of a lock's sources, by their identities, as [`text`] has them.
pub fn texts(file: &Path, lock: &Lock) -> BTreeMap<String, Arc<str>> {
    let mut found = BTreeMap::new();
    let mut left = ALL;
    if folder(file).is_none_or(|folder| !folder.is_dir()) {
        return found;
    }
    for (id, record) in &lock.sources {
        let Some(text) = record.text.as_deref().and_then(|hash| text(file, hash)) else { continue };
        let Some(rest) = left.checked_sub(text.len()) else { break };
        left = rest;
        found.insert(id.clone(), text.into());
    }
    found
}

/// Keeps a text beside the lock in `file`. That it cannot be kept costs nothing but the text.
pub fn keep(file: &Path, hash: &str, text: &str) {
    let (Some(folder), Some(name)) = (folder(file), name(hash)) else { return };
    if text.len() as u64 <= LARGEST {
        let _ = write(&folder, &format!("{name}.txt"), text);
    }
}

/// Removes the texts that no source of the lock has any more.
pub fn prune(file: &Path, lock: &Lock) {
    let Some(folder) = folder(file) else { return };
    let wanted: BTreeSet<&str> = lock.sources.values().filter_map(|record| name(record.text.as_deref()?)).collect();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let ours = path.extension().is_some_and(|ending| ending == "txt") && is_name(stem);
        if ours && !wanted.contains(stem) {
            let _ = fs::remove_file(&path);
        }
    }
}

fn write(folder: &Path, name: &str, text: &str) -> std::io::Result<()> {
    fs::create_dir_all(folder)?;
    let ignore = folder.with_file_name(".gitignore");
    if fs::symlink_metadata(&ignore).is_err() {
        put(&ignore, "*\n")?;
    }
    let path = folder.join(name);
    if fs::symlink_metadata(&path).is_ok_and(|about| about.is_file() && about.len() == text.len() as u64) {
        return Ok(());
    }
    put(&path, text)
}

fn put(path: &Path, text: &str) -> std::io::Result<()> {
    let folder = path.parent().ok_or(std::io::ErrorKind::NotFound)?;
    let mut file = tempfile::Builder::new().prefix(".new-").tempfile_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.persist(path)?;
    Ok(())
}

/// The folder of the texts, unless it leads elsewhere: a repository can hold a link to any place of its reader's.
fn folder(file: &Path) -> Option<PathBuf> {
    let outer = file.parent()?.join(".ibid");
    let inner = outer.join("texts");
    let leads = |path: &Path| fs::symlink_metadata(path).is_ok_and(|about| !about.is_dir());
    (!leads(&outer) && !leads(&inner)).then_some(inner)
}

/// The hash without its kind, if it is one.
fn name(hash: &str) -> Option<&str> {
    hash.strip_prefix("sha256:").filter(|name| is_name(name))
}

fn is_name(name: &str) -> bool {
    name.len() == 64 && name.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'a'..=b'f'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lock::Record;

    const HASH: &str = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    #[test]
    fn a_text_is_kept_ignored_by_git_and_goes_with_its_source() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("ibid.lock");
        let record = Record { id: "https://a.example/".into(), text: Some(HASH.into()), ..Record::default() };
        let mut lock = Lock::default();
        lock.sources.insert(record.id.clone(), record);
        keep(&file, HASH, "The gate held.");
        assert_eq!(fs::read_to_string(home.path().join(".ibid/.gitignore")).unwrap(), "*\n");
        assert_eq!(text(&file, HASH).as_deref(), Some("The gate held."));
        assert_eq!(texts(&file, &lock).len(), 1);
        fs::write(home.path().join(".ibid/texts/notes.txt"), "the writer's own").unwrap();
        prune(&file, &lock);
        assert!(text(&file, HASH).is_some());
        prune(&file, &Lock::default());
        assert!(text(&file, HASH).is_none() && home.path().join(".ibid/texts/notes.txt").exists());
    }

    #[test]
    fn nothing_but_a_hash_names_a_file() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("a/ibid.lock");
        fs::create_dir_all(home.path().join("a/.ibid/texts")).unwrap();
        fs::write(home.path().join("secret.txt"), "a").unwrap();
        for hash in ["sha256:../../../secret", "", "sha256:", "md5:0123", &HASH[..60], &HASH.to_uppercase()] {
            assert_eq!(text(&file, hash), None, "{hash}");
            keep(&file, hash, "b");
        }
        assert_eq!(fs::read_dir(home.path().join("a/.ibid/texts")).unwrap().count(), 0);
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_that_leads_elsewhere_is_none() {
        use std::os::unix::fs::symlink;
        let (home, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let file = home.path().join("ibid.lock");
        symlink(other.path(), home.path().join(".ibid")).unwrap();
        keep(&file, HASH, "a");
        assert_eq!(fs::read_dir(other.path()).unwrap().count(), 0);
        fs::remove_file(home.path().join(".ibid")).unwrap();
        fs::create_dir_all(home.path().join(".ibid/texts")).unwrap();
        fs::write(other.path().join("a"), "a").unwrap();
        symlink(other.path().join("a"), home.path().join(format!(".ibid/texts/{}.txt", &HASH[7..]))).unwrap();
        assert_eq!(text(&file, HASH), None);
    }
}
