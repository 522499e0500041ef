//! Which configuration files count in a directory.

use super::path::up_to_repository;
use super::read;
use crate::config::{Globs, Layer, Owner, Problem, Settings};
use std::env;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The names of a project's configuration file; where a directory has both, the first counts.
pub const CONFIG_NAMES: [&str; 2] = ["ibid.toml", ".ibid.toml"];

/// Which configuration files a run reads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Wanted {
    /// The user's, and the nearest project file.
    #[default]
    Found,
    /// This one alone.
    File(PathBuf),
    /// None.
    Nothing,
}

/// What is in force for the drafts of one directory.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    /// The choices.
    pub settings: Arc<Settings>,
    /// The files that were read, the weakest first.
    pub files: Vec<PathBuf>,
    /// What is wrong in them.
    pub problems: Vec<(PathBuf, Problem)>,
    /// The files that could not be read at all, and why.
    pub unreadable: Vec<(PathBuf, String)>,
    /// The bibliographies that the files name.
    pub bibliography: Vec<PathBuf>,
    /// The folders in which drafts find what starts with `/`.
    pub roots: Vec<PathBuf>,
    retractions: Vec<PathBuf>,
    globs: Vec<Globs>,
}

impl Scope {
    /// Reads what counts for the drafts in `directory`, which is absolute: defaults, then the user's file, then the
    /// editor's settings, then the nearest project file up to the repository's root.
    pub fn of(directory: &Path, editor: Option<&Layer>, wanted: &Wanted) -> Self {
        let mut scope = Self::default();
        let mut settings = Settings { year: super::clock::year(), ..Settings::default() };
        let (project, root) = nearest(directory);
        let (user, project) = match wanted {
            Wanted::Found => (user_file().filter(|file| file.is_file()), project),
            Wanted::File(file) => (None, Some(std::path::absolute(file).unwrap_or_else(|_| file.clone()))),
            Wanted::Nothing => (None, None),
        };
        // Globs that no project names are meant for every project, hence relative to its root.
        if let Some((layer, _)) = user.and_then(|file| scope.load(file)) {
            scope.globs.push(Globs::new(&root, &layer.ignore));
            scope.name_files(&root, &layer, None);
            settings.overlay(&layer, Owner::Writer);
        }
        if let Some(layer) = editor {
            scope.name_files(&root, layer, None);
            scope.globs.push(Globs::new(&root, &layer.ignore));
            settings.overlay(layer, Owner::Writer);
        }
        if let Some(file) = project {
            let beside = file.parent().unwrap_or(&root).to_path_buf();
            if let Some((layer, source)) = scope.load(file.clone()) {
                scope.name_files(&beside, &layer, Some((&file, &source)));
                scope.globs.push(Globs::new(&beside, &layer.ignore));
                settings.overlay(&layer, Owner::Project);
            }
        }
        settings.retraction_watch = std::mem::take(&mut scope.retractions);
        scope.settings = Arc::new(settings);
        scope
    }

    /// Whether the configuration says to leave the draft at `path`, which is absolute, alone.
    pub fn ignores(&self, path: &Path) -> bool {
        self.globs.iter().any(|globs| globs.matches(path))
    }

    /// Takes the bibliographies and the roots of a layer, relative to `directory`. One that is not there is a problem of the `file`
    /// that names it.
    fn name_files(&mut self, directory: &Path, layer: &Layer, file: Option<(&Path, &str)>) {
        for (name, range) in &layer.bibliography {
            let path = directory.join(name);
            self.miss(path.is_file(), "file", name, range, file);
            self.bibliography.push(path);
        }
        for (name, range) in &layer.retraction_watch {
            let path = directory.join(name);
            self.miss(path.is_file(), "file", name, range, file);
            self.retractions.push(path);
        }
        for (name, range) in &layer.root {
            let path = super::path::plain(&directory.join(name.trim_start_matches('/')));
            self.miss(path.is_dir(), "folder", name, range, file);
            self.roots.push(path);
        }
    }

    fn miss(&mut self, there: bool, what: &str, name: &str, range: &Range<usize>, file: Option<(&Path, &str)>) {
        if let (false, Some((file, source))) = (there, file) {
            let message = format!("There is no {what} `{name}` beside this one");
            let problem = Problem { range: range.clone(), message, source: source.into(), broken: false };
            self.problems.push((file.to_path_buf(), problem));
        }
    }

    /// Reads a file: its choices, and its text.
    fn load(&mut self, file: PathBuf) -> Option<(Layer, String)> {
        match read(&file) {
            Ok(source) => {
                let (layer, problems) = Layer::from_toml(&source);
                self.problems.extend(problems.into_iter().map(|problem| (file.clone(), problem)));
                self.files.push(file);
                Some((layer, source))
            }
            Err(error) => {
                self.unreadable.push((file.clone(), error.to_string()));
                self.files.push(file);
                None
            }
        }
    }
}

/// The nearest project file at or above `directory`, and the directory at which looking ended: the repository's root, or the
/// file system's.
fn nearest(directory: &Path) -> (Option<PathBuf>, PathBuf) {
    let mut file = None;
    let mut root = directory;
    for ancestor in up_to_repository(directory) {
        root = ancestor;
        if file.is_none() {
            file = CONFIG_NAMES.iter().map(|name| ancestor.join(name)).find(|path| path.is_file());
        }
    }
    (file, root.to_path_buf())
}

/// The project file that counts in `directory`.
pub fn project_file(directory: &Path) -> Option<PathBuf> {
    nearest(directory).0
}

/// Where the user's own configuration file would be; it need not exist.
pub fn user_file() -> Option<PathBuf> {
    let named = |name: &str| env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let home = || named(if cfg!(windows) { "USERPROFILE" } else { "HOME" });
    let directory = match named("XDG_CONFIG_HOME") {
        Some(directory) => directory,
        None if cfg!(windows) => named("APPDATA").or_else(|| Some(home()?.join("AppData").join("Roaming")))?,
        None if cfg!(target_os = "macos") => {
            // Where command line tools' users look first, then where the system says.
            let dotted = home()?.join(".config");
            let system = home()?.join("Library").join("Application Support");
            if dotted.join("ibid").is_dir() { dotted } else { system }
        }
        None => home()?.join(".config"),
    };
    Some(directory.join("ibid").join("ibid.toml"))
}
