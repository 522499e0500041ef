//! Following what drafts depend on outside themselves, settings and files and other drafts: what is found in a draft may change though
//! nobody touched it.

use super::Session;
use crate::server::requests::is_linked;
use crate::workspace::{is_draft, is_lock};
use std::path::PathBuf;
use std::time::Instant;

impl Session {
    /// Finds out what the links of edited drafts lead to, where that is not known.
    pub(super) fn lead_edited(&mut self) {
        for (open, _) in self.drafts.values_mut() {
            if open.lacks_targets() {
                self.books.lead(open);
            }
        }
    }

    /// Looks again at which files there are.
    pub(super) fn follow_files(&mut self) {
        self.books.forget_files();
        self.follow();
    }

    /// Looks again at what links lead to: files, or drafts that are open, have changed.
    pub(super) fn follow(&mut self) {
        let mut changed = false;
        for (open, shown) in self.drafts.values_mut() {
            if self.books.lead(open) {
                changed = true;
                if !self.can.pull {
                    shown.publish(open, &self.can, &self.outbox);
                }
            }
        }
        self.requests.workspace_changed(false);
        if changed {
            self.ask_to_look_again();
        }
    }

    /// Asks the client to ask again for what it shows: it has changed though no draft has.
    pub(super) fn ask_to_look_again(&self) {
        let can = self.can;
        self.outbox.ask(move |client| async move {
            // A client that cannot be told asks again by itself some time.
            if can.pull {
                let _ = client.workspace_diagnostic_refresh().await;
            }
            if can.refresh_lenses {
                let _ = client.code_lens_refresh().await;
            }
            if can.refresh_hints {
                let _ = client.inlay_hint_refresh().await;
            }
        });
    }

    /// Reads the anchors of drafts that were edited and then left for a moment.
    pub(super) fn follow_edits(&mut self, now: Instant) {
        self.lead_edited();
        let mut others = false;
        for uri in self.books.edited_by(now) {
            others |= self.drafts.get(&uri).is_some_and(|(open, _)| self.books.take_draft(open));
        }
        if others {
            self.follow();
        }
    }

    /// Takes note that files have changed on the disk.
    pub(super) fn files_changed(&mut self, files: Vec<PathBuf>) {
        if !files.iter().all(|file| is_draft(file) || is_linked(file) || is_lock(file)) {
            self.refresh(true);
            self.atlas.survey(&self.configuration, &self.outbox);
            return;
        }
        if files.iter().any(|file| is_lock(file)) {
            self.refresh(true);
        }
        self.follow_files();
        let drafts = files.into_iter().filter(|file| is_draft(file)).collect();
        self.atlas.look(drafts, &self.configuration, &self.outbox);
    }

    /// Takes other settings or folders.
    pub(super) fn reconfigure(&mut self) {
        self.refresh(false);
        self.atlas.survey(&self.configuration, &self.outbox);
    }

    /// Looks again at what drafts depend on outside themselves: settings, and `files` beside them.
    pub(super) fn refresh(&mut self, files: bool) {
        self.atlas.forget();
        let mut changed = files;
        self.books.forget_files();
        for (open, shown) in self.drafts.values_mut() {
            if files {
                open.forget();
            }
            changed |= open.set_in_force(self.configuration.in_force(open.path.as_deref()));
            changed |= self.books.serve(open, &self.configuration);
            if !self.can.pull {
                shown.publish(open, &self.can, &self.outbox);
            }
        }
        self.show_problems();
        self.requests.workspace_changed(true);
        if changed {
            self.ask_to_look_again();
        }
    }

    /// The counts in a bibliography come from all drafts, and are asked for once only.
    pub(super) fn count_again(&self) {
        if self.can.refresh_lenses && self.books.shelves_open().next().is_some() {
            self.outbox.ask(|client| async move {
                let _ = client.code_lens_refresh().await;
            });
        }
    }

    pub(super) fn show_problems(&mut self) {
        let all = self.drafts.values().flat_map(|(open, _)| open.in_force.problems.iter().cloned()).collect();
        let books = self.books.diagnostics(self.drafts.values().map(|(open, _)| open), &self.configuration, &self.can);
        self.outbox.log_faults("bibliographies", self.books.faults());
        self.problems.show(all, books, &self.can, &self.outbox);
    }
}
