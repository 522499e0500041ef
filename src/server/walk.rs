//! Every draft of the workspace, for a client that asks about all of it. Runs on a thread of its own, which remembers what it has seen.

use super::abilities::Abilities;
use super::configuration::Configuration;
use super::event::Reply;
use super::outbox::{Level, Outbox};
use super::progress::Count;
use super::{convert, publish, pull};
use crate::check::{Draft, Faults};
use crate::config::Settings;
use crate::index::{Link, Targets};
use crate::web::user_folder;
use crate::workspace::{self, Found, Locks, Shelves, Tree, retractions};
use std::collections::{BTreeMap, HashMap};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::time::SystemTime;
use tower_lsp::ls_types::{Diagnostic, Uri, WorkspaceDiagnosticReport};

/// A request for what is wrong in the workspace.
pub struct Walk {
    /// Folders, and the editor's settings for each.
    pub configuration: Configuration,
    /// The bibliographies that were read, and those that are open.
    pub shelves: Shelves,
    /// The files that links lead to, and those that are open.
    pub tree: Tree,
    /// The drafts that are open, for which the editor knows better than the disk: each with its version and diagnostics.
    pub open: Vec<(Uri, i32, Vec<Diagnostic>)>,
    /// The results the client has.
    pub known: HashMap<Uri, String>,
    /// Whether files that drafts depend on have changed, so that nothing remembered counts.
    pub forget: bool,
    /// How far it is.
    pub count: Arc<Count>,
    /// Where the answer goes.
    pub reply: Reply<WorkspaceDiagnosticReport>,
}

/// What was found in a file, and by which of its states and choices.
struct Seen {
    state: (Option<SystemTime>, u64),
    settings: Arc<Settings>,
    links: Vec<Link>,
    targets: Targets,
    diagnostics: Vec<Diagnostic>,
}

/// Walks as long as somebody may ask for it.
pub fn run(walks: &Receiver<Walk>, can: &Abilities, outbox: &Outbox) {
    let mut seen = HashMap::new();
    let mut tree = Tree::default();
    for walk in walks {
        // Files may have changed unseen; drafts that have not are not read again.
        tree.forget();
        tree.take_buffers(&walk.tree);
        if walk.forget {
            seen.clear();
        }
        let count = Arc::clone(&walk.count);
        if !walk.reply.is_closed() {
            answer(walk, &mut seen, &mut tree, can, outbox);
        }
        count.finish();
    }
}

fn answer(mut walk: Walk, seen: &mut HashMap<PathBuf, Seen>, tree: &mut Tree, can: &Abilities, outbox: &Outbox) {
    let mut known: HashMap<PathBuf, (Uri, String)> =
        walk.known.into_iter().map(|(uri, id)| (place(&uri), (uri, id))).collect();
    let mut items = Vec::new();
    let mut open_files = Vec::new();
    for (uri, version, diagnostics) in walk.open {
        open_files.push(place(&uri));
        let id = known.remove(&place(&uri)).map(|(_, id)| id);
        items.push(pull::part(uri, Some(version), diagnostics, id.as_deref()));
    }
    let mut found = BTreeMap::new();
    let locks = Locks::default();
    let folders: Vec<PathBuf> = walk.configuration.folders().map(Path::to_path_buf).collect();
    // A folder that cannot be walked is a folder without drafts.
    let (files, _) = workspace::find(&folders);
    for Found { path, .. } in files {
        if walk.reply.is_closed() {
            return;
        }
        if open_files.contains(&path) {
            continue;
        }
        walk.count.step();
        let around = (&mut walk.shelves, &mut *tree, &locks);
        let now = look(&path, &walk.configuration, around, seen, can, outbox);
        if let (Some(uri), Some(now)) = (Uri::from_file_path(&path), now) {
            let id = known.remove(&path).map(|(_, id)| id);
            items.push(pull::part(uri, None, now.diagnostics.clone(), id.as_deref()));
            found.insert(path, now);
        }
    }
    seen.clear();
    seen.extend(found);
    // What the client still shows for files that are gone.
    items.extend(known.into_values().map(|(uri, _)| pull::part(uri, None, Vec::new(), None)));
    let _ = walk.reply.send(Ok(WorkspaceDiagnosticReport { items }));
}

/// What a URI names, whichever of the ways to spell it was taken.
fn place(uri: &Uri) -> PathBuf {
    convert::path(uri).unwrap_or_else(|| uri.as_str().into())
}

/// What is wrong in a file; `None` if it is to be left alone or cannot be read.
fn look(
    path: &Path,
    configuration: &Configuration,
    (shelves, tree, locks): (&mut Shelves, &mut Tree, &Locks),
    seen: &mut HashMap<PathBuf, Seen>,
    can: &Abilities,
    outbox: &Outbox,
) -> Option<Seen> {
    let in_force = configuration.in_force(Some(path));
    if in_force.ignored {
        return None;
    }
    let metadata = std::fs::metadata(path).ok()?;
    let state = (metadata.modified().ok(), metadata.len());
    let before = seen.remove(path).filter(|seen| seen.state == state && *seen.settings == *in_force.settings);
    if let Some(before) = before {
        let targets = tree.targets(path, before.links.iter(), &in_force.roots, &before.targets);
        if targets.is_same(&before.targets) {
            return Some(Seen { targets, ..before });
        }
    }
    // What cannot be read as text is no draft.
    let source = workspace::read(path).ok()?;
    let uri = Uri::from_file_path(path)?;
    let faults = Faults::default();
    let check = || {
        let mut draft = Draft::new(&source, Arc::clone(&in_force.settings));
        draft.contain(&faults);
        let library = shelves.library(path, draft.metadata().as_ref(), &in_force.bibliography);
        draft.set_library(Arc::new(library));
        let lists = &in_force.settings.retraction_watch;
        // Nobody waits for this thread. What is wrong with a list the session says.
        lists.iter().for_each(|list| drop(retractions::read(list, user_folder().as_deref())));
        draft.set_lock(locks.of(path, lists).lock);
        let links: Vec<Link> = draft.links().cloned().collect();
        let targets = tree.targets(path, links.iter(), &in_force.roots, &Targets::default());
        draft.set_targets(Arc::new(targets.clone()));
        let findings = draft.check();
        (publish::diagnostics(draft.text(), &uri, &findings, can), links, targets)
    };
    let (diagnostics, links, targets) = catch_unwind(AssertUnwindSafe(check)).unwrap_or_else(|_| {
        outbox.log(Level::Error, format!("{}: a fault in ibid while checking; going on", uri.as_str()));
        Default::default()
    });
    outbox.log_faults(uri.as_str(), &faults);
    Some(Seen { state, settings: in_force.settings, links, targets, diagnostics })
}
