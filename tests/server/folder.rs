//! A folder on disk for the server to look into.

pub struct Folder {
    directory: tempfile::TempDir,
}

impl Folder {
    /// An empty one, which is a repository of its own.
    pub fn new() -> Self {
        let directory = tempfile::tempdir().unwrap();
        std::fs::create_dir(directory.path().join(".git")).unwrap();
        Self { directory }
    }

    pub fn path(&self, name: &str) -> std::path::PathBuf {
        self.directory.path().join(name)
    }

    /// Writes a file at once, for the server may look at it at any time.
    pub fn write(&self, name: &str, text: &str) {
        std::fs::write(self.path(".git/new"), text).unwrap();
        std::fs::rename(self.path(".git/new"), self.path(name)).unwrap();
    }

    pub fn uri(&self, name: &str) -> String {
        format!("file://{}/{name}", self.directory.path().display())
    }
}
