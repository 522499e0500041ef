//! Which drafts a command works on, and under which choices: the options that `check` and `fix` share.

use super::output::{complain, warn};
use crate::check::{Draft, Faults};
use crate::config::{Level, Problem, Settings, rule_and_group_names, rule_suggestion};
use crate::rules::{RULES, Rule};
use crate::text::{Encoding, Text};
use crate::web::user_folder;
use crate::workspace::{Found, Locks, Scope, Shelves, Tree, Unread, Wanted, find, read, retractions};
use anyhow::{Result, anyhow, bail};
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// The options that choose drafts, configuration and rules.
#[derive(Debug, clap::Args)]
pub struct Inputs {
    /// With `-`: where the draft would be, for its configuration and for messages
    #[arg(long, value_name = "PATH")]
    stdin_filename: Option<PathBuf>,

    /// Look only for this rule, or the rules of this group; may be given again
    #[arg(long = "rule", value_name = "NAME")]
    rules: Vec<String>,

    /// Read this configuration file and no other
    #[arg(long, value_name = "FILE", conflicts_with = "no_config")]
    config: Option<PathBuf>,

    /// Read no configuration file
    #[arg(long)]
    no_config: bool,

    /// Leave out progress, summary and warnings
    #[arg(short, long)]
    pub quiet: bool,

    /// Where a fault in ibid is reported, quote the draft: for a bug report that may hold a piece of it
    #[arg(long)]
    pub excerpts: bool,
}

/// A draft to work on.
#[derive(Debug)]
pub struct Input {
    /// Its path as the writer named it, or the name that stands for standard input.
    pub shown: String,
    /// Where it is; `None` for standard input.
    pub file: Option<PathBuf>,
    /// Whether the writer named it outright.
    pub named: bool,
    /// The choices in force.
    pub settings: Arc<Settings>,
    /// The bibliographies that configuration files name.
    bibliography: Vec<PathBuf>,
    /// The folders in which it finds what starts with `/`.
    roots: Vec<PathBuf>,
    /// Where it is, or would be.
    place: PathBuf,
    /// Whether that is known.
    placed: bool,
    around: Arc<Mutex<Around>>,
}

/// The files that were read for any draft.
#[derive(Debug, Default)]
struct Around {
    shelves: Shelves,
    tree: Tree,
    locks: Locks,
    /// The locks and lists of which it was said that they cannot be read.
    unread: HashSet<PathBuf>,
}

impl Around {
    fn complain(&mut self, unread: &Unread) {
        if self.unread.insert(unread.file.clone()) {
            complain(&Unread { file: short(&unread.file).into(), ..unread.clone() }.to_string());
        }
    }
}

impl Input {
    /// Where it is, or would be; absolute.
    pub fn place(&self) -> &Path {
        &self.place
    }

    /// Says what failed in the draft; a fault in ibid, not in the draft. Returns whether anything did.
    pub fn tell(&self, faults: &Faults, excerpts: bool) -> bool {
        let untold = faults.untold();
        untold.iter().for_each(|fault| complain(&format!("{}: {}", self.shown, fault.told(excerpts))));
        !untold.is_empty()
    }

    /// Whether it is known where it is, or would be.
    pub fn is_placed(&self) -> bool {
        self.placed
    }

    /// Says of a lock that it cannot be read, once a run.
    pub fn complain(&self, unread: &Unread) {
        self.around.lock().unwrap_or_else(PoisonError::into_inner).complain(unread);
    }

    /// Whether a lock or a list could not be read, of this draft or of another of the run; it has been said.
    pub fn has_unread(&self) -> bool {
        !self.around.lock().unwrap_or_else(PoisonError::into_inner).unread.is_empty()
    }

    /// The draft, with what it depends on outside itself.
    pub fn draft(&self, source: &str) -> Draft {
        let mut draft = Draft::new(source, Arc::clone(&self.settings));
        self.supply(&mut draft);
        draft
    }

    /// Gives the draft what it depends on outside itself: bibliographies, and what its links lead to.
    pub fn supply(&self, draft: &mut Draft) {
        let metadata = draft.metadata();
        let links = self.placed && draft.lacks_targets();
        // What another draft's panic left behind is whole: what is read is put in when it is ready.
        let mut around = self.around.lock().unwrap_or_else(PoisonError::into_inner);
        let library = around.shelves.library(&self.place, metadata.as_ref(), &self.bibliography);
        draft.set_library(Arc::new(library));
        for list in &self.settings.retraction_watch {
            if let Err(message) = retractions::read(list, user_folder().as_deref()) {
                around.complain(&Unread { file: list.clone(), at: None, message });
            }
        }
        let locked = around.locks.of(&self.place, &self.settings.retraction_watch);
        if let Some(unread) = locked.problem {
            around.complain(&unread);
        }
        draft.set_lock(locked.lock);
        if links {
            let before = Arc::clone(draft.targets());
            let targets = around.tree.targets(&self.place, draft.links(), &self.roots, &before);
            draft.set_targets(Arc::new(targets));
        }
    }
}

/// What [`Inputs::gather`] found.
#[derive(Debug)]
pub struct Gathered {
    /// The drafts, by the path shown.
    pub drafts: Vec<Input>,
    /// Whether something could not be read; it has been said.
    pub failed: bool,
    /// Which rules were asked for.
    pub only: Only,
}

impl Gathered {
    /// From now on the drafts are judged by their lock alone, and what it does not know is a fault.
    pub fn lock(&mut self) {
        for input in &mut self.drafts {
            let mut settings = Settings::clone(&input.settings);
            settings.locked = true;
            input.settings = Arc::new(settings);
            input.around.lock().unwrap_or_else(PoisonError::into_inner).locks.texts = true;
        }
    }
}

/// The rules asked for; empty means all.
#[derive(Clone, Debug, Default)]
pub struct Only(Vec<&'static Rule>);

impl Only {
    /// Whether `rule` was asked for.
    pub fn wants(&self, rule: &str) -> bool {
        self.0.is_empty() || self.0.iter().any(|wanted| wanted.name == rule)
    }
}

impl Inputs {
    /// Finds the drafts that `paths` stand for and the choices in force for each. Says what could not be read and what is wrong in
    /// configuration files.
    pub fn gather(&self, paths: &[PathBuf]) -> Result<Gathered> {
        let only = only(&self.rules)?;
        let is_stdin = |path: &&PathBuf| path.as_os_str() == "-";
        if self.stdin_filename.is_some() && !paths.iter().any(|path| is_stdin(&path)) {
            bail!("--stdin-filename is for a draft on standard input; name it `-`");
        }
        if let Some(file) = &self.config {
            // Reports under other choices than the ones asked for would mislead.
            read(file).map_err(|error| anyhow!("{}: {error}", file.display()))?;
        }
        let files: Vec<PathBuf> = paths.iter().filter(|path| !is_stdin(path)).cloned().collect();
        let (found, refused) = find(&files);
        for refused in &refused {
            complain(&format!("{}: {}", refused.path.display(), refused.error));
        }
        let mut scopes = Scopes::new(self.wanted(), self.quiet);
        let around = Arc::<Mutex<Around>>::default();
        let mut drafts = Vec::with_capacity(found.len() + 1);
        if paths.iter().any(|path| is_stdin(&path)) {
            let shown = self.stdin_filename.as_ref().map_or("<stdin>".into(), |path| path.display().to_string());
            let place = self.stdin_filename.clone().unwrap_or_else(|| "stdin.md".into());
            drafts.push(Input {
                shown,
                file: None,
                named: true,
                placed: self.stdin_filename.is_some(),
                ..input(&only, scopes.at(&place), &place, &around)
            });
        }
        for Found { path, named } in found {
            let scope = scopes.at(&path);
            if named || !scope.ignores(&absolute(&path)) {
                let input = input(&only, scope, &path, &around);
                drafts.push(Input { named, file: Some(path), ..input });
            }
        }
        drafts.sort_by(|a, b| a.shown.cmp(&b.shown));
        Ok(Gathered { drafts, failed: scopes.failed || !refused.is_empty(), only })
    }

    fn wanted(&self) -> Wanted {
        match &self.config {
            Some(file) => Wanted::File(file.clone()),
            None if self.no_config => Wanted::Nothing,
            None => Wanted::Found,
        }
    }
}

/// A draft at `path`, under the choices of its folder.
fn input(only: &Only, scope: &Scope, path: &Path, around: &Arc<Mutex<Around>>) -> Input {
    Input {
        shown: path.display().to_string(),
        file: None,
        named: false,
        settings: with(only, Arc::clone(&scope.settings)),
        bibliography: scope.bibliography.clone(),
        roots: scope.roots.clone(),
        place: absolute(path),
        placed: true,
        around: Arc::clone(around),
    }
}

/// The rules that `names`, of rules and groups, stand for.
fn only(names: &[String]) -> Result<Only> {
    let known = rule_and_group_names();
    let mut only = Vec::new();
    for name in names {
        if !known.contains(&name.as_str()) {
            bail!("unknown rule `{name}`: {}", rule_suggestion(name, &known));
        }
        only.extend(RULES.iter().filter(|rule| rule.name == name || rule.group.name() == name));
    }
    Ok(Only(only))
}

/// Who asks for a rule wants it, even if it is off.
fn with(only: &Only, settings: Arc<Settings>) -> Arc<Settings> {
    let off: Vec<_> = only.0.iter().filter(|rule| settings.severity(rule).is_none()).collect();
    if off.is_empty() {
        return settings;
    }
    let mut settings = Settings::clone(&settings);
    settings.rules.extend(off.into_iter().map(|rule| (rule.name.to_owned(), Level::On)));
    Arc::new(settings)
}

/// The configuration of each directory, read once; each of its problems is said once.
struct Scopes {
    wanted: Wanted,
    quiet: bool,
    failed: bool,
    by_directory: HashMap<PathBuf, Scope>,
    said: HashSet<String>,
}

impl Scopes {
    fn new(wanted: Wanted, quiet: bool) -> Self {
        Self { wanted, quiet, failed: false, by_directory: HashMap::new(), said: HashSet::new() }
    }

    fn at(&mut self, draft: &Path) -> &Scope {
        let draft = absolute(draft);
        let directory = draft.parent().unwrap_or(&draft).to_path_buf();
        if !self.by_directory.contains_key(&directory) {
            let scope = Scope::of(&directory, None, &self.wanted);
            self.say(&scope);
            self.by_directory.insert(directory.clone(), scope);
        }
        &self.by_directory[&directory]
    }

    fn say(&mut self, scope: &Scope) {
        for (file, why) in &scope.unreadable {
            self.failed = true;
            let message = format!("{}: {why}", short(file));
            if self.said.insert(message.clone()) {
                complain(&message);
            }
        }
        for (file, problem) in &scope.problems {
            let message = place(file, problem);
            // A run that was told half of what to hold drafts to must not pass.
            self.failed |= problem.broken;
            let say = if problem.broken { complain } else { warn };
            if (problem.broken || !self.quiet) && self.said.insert(message.clone()) {
                say(&message);
            }
        }
    }
}

/// `file:line:column: message`, lines and columns counted from 1.
fn place(file: &Path, problem: &Problem) -> String {
    let at = Text::new(&problem.source).position(problem.range.start, Encoding::Utf32);
    format!("{}:{}:{}: {}", short(file), at.line + 1, at.column + 1, problem.message)
}

fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf())
}

/// A path below the current directory, relative to it.
pub fn short(path: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    path.strip_prefix(&here).unwrap_or(path).display().to_string()
}
