//! The language server as an editor sees it.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod bibliography;
mod checked;
mod client;
mod completing;
mod folder;
mod hovering;
mod model;
mod overview;
mod shapes;

mod diagnostics;
#[cfg(debug_assertions)]
mod faults;
#[cfg(debug_assertions)]
mod fetching;
mod fixing;
mod handshake;
#[cfg(debug_assertions)]
mod knowing;
mod linking;
#[cfg(debug_assertions)]
mod looking;
mod misread;
mod navigating;
mod ordering;
mod pipes;
#[cfg(debug_assertions)]
#[path = "../support/player.rs"]
mod player;
mod protocol;
mod pulling;
#[path = "../support/random.rs"]
#[allow(dead_code)]
mod random;
mod rewriting;
mod settings;
mod torture;
mod typing;
#[cfg(debug_assertions)]
mod zotero;
