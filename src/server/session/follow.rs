//! Following files and drafts that others link to: what is found in a draft may change though nobody touched it.

use super::Session;
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
}
