//! The language server as an editor sees it.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod bibliography;
mod client;
mod model;
mod shapes;

mod diagnostics;
mod fixing;
mod handshake;
mod navigating;
mod ordering;
mod protocol;
mod pulling;
#[path = "../support/random.rs"]
#[allow(dead_code)]
mod random;
mod rewriting;
mod settings;
