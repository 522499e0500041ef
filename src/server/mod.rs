//! The language server: the protocol in and out. Only this module names tower-lsp.
//!
//! One thread owns every draft (`session`); everything else is a message to it (`event`). The handlers that tower-lsp polls
//! (`backend`) do nothing but send, because it starts them in the order of arrival and promises nothing after that. Nothing
//! here waits for the editor while the editor may be waiting for us: bytes are read and written by threads of their own
//! (`transport`), and requests to the editor run in tasks of their own (`outbox`).
//!
//! What an editor asks for is one file each: `publish` and `pull` (diagnostics), `actions` (and `fixes`, `silence`), `hover`, `explain`, `completion`, `definition`,
//! `references`, `highlight`, `rename`, `moves`, `links`, `symbols` (and `outline`, `search`), `folding`, `lenses`, `hints`; each sees the session as a `desk`.
//! What leads from one text to another is looked up in the `atlas`, which `survey` reads in the background; `trail` finds every place of one
//! thing in it.

mod abilities;
mod actions;
mod atlas;
mod backend;
mod books;
mod chapters;
mod completion;
mod configuration;
mod convert;
mod counted;
mod definition;
mod desk;
mod diff;
mod drafts;
mod edits;
mod event;
mod explain;
mod fixes;
mod folding;
mod highlight;
mod hints;
mod hover;
mod lenses;
mod links;
mod moves;
mod note;
mod outbox;
mod outline;
mod parent;
mod paths;
mod problems;
mod progress;
mod publish;
mod pull;
mod reference;
mod references;
mod rename;
mod requests;
mod rewritings;
mod search;
mod sections;
mod session;
mod sheet;
mod silence;
mod survey;
mod symbols;
mod trail;
mod transport;
mod walk;
mod wording;

/// Serves one client over standard input and output until it leaves. Returns the exit code the protocol asks for.
pub fn run() -> i32 {
    transport::serve()
}
