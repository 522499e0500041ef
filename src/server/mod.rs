//! The language server: the protocol in and out. Only this module names tower-lsp.
//!
//! One thread owns every draft (`session`); everything else is a message to it (`event`). The handlers that tower-lsp polls
//! (`backend`) do nothing but send, because it starts them in the order of arrival and promises nothing after that. Nothing
//! here waits for the editor while the editor may be waiting for us: bytes are read and written by threads of their own
//! (`transport`), and requests to the editor run in tasks of their own (`outbox`).
//!
//! What an editor asks for is one file each, or one folder: `publish` and `pull` (diagnostics), `actions`, `hover`, `completion`,
//! `navigation` (definitions, uses, renaming, moves, symbols), `structure` (outline and folds), `links`, `lenses`, `status`, `sources`, `hints`, `explain`, `looking`;
//! each sees the session as a `desk`. What leads from one text to another is looked up in the `atlas`, which `survey` reads in the background.

mod abilities;
mod actions;
mod atlas;
mod backend;
mod books;
mod completion;
mod configuration;
mod convert;
mod desk;
mod drafts;
mod edits;
mod enclosure;
mod event;
mod explain;
mod fetching;
mod halves;
mod hints;
mod hover;
mod lenses;
mod links;
mod looking;
mod navigation;
mod outbox;
mod output;
mod parent;
mod problems;
mod progress;
mod publish;
mod pull;
mod requests;
mod session;
mod sheet;
mod shown;
mod sources;
mod status;
mod structure;
mod survey;
mod transport;
mod unreadable;
mod walk;
mod wording;
mod zotero;

use std::io::{Read, Write};

/// Serves one client that is heard on `input` and answered on `output`, until it leaves. Returns the exit code the protocol asks for.
pub fn serve(input: impl Read + Send + 'static, output: impl Write + Send + 'static) -> i32 {
    transport::serve(input, output)
}

/// Serves one client over standard input and output until it leaves. Returns the exit code the protocol asks for.
pub fn run() -> i32 {
    transport::serve(std::io::stdin(), std::io::stdout())
}
