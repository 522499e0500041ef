//! The program itself, as a person and as a pipeline run it.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs, reason = "tests")]

mod bibliography;
mod claims;
mod config;
mod exit_codes;
#[cfg(debug_assertions)]
mod faults;
mod files;
mod fix;
mod formats;
mod linking;
#[cfg(debug_assertions)]
mod online;
mod others;
#[cfg(debug_assertions)]
#[allow(dead_code, reason = "other suites write other documents")]
#[path = "../support/pdf.rs"]
mod pdf;
#[cfg(debug_assertions)]
#[path = "../support/player.rs"]
mod player;
#[allow(dead_code)]
mod program;
mod rewrite;
mod sources;
