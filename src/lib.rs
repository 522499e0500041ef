//! ibid reads a Markdown draft as it is typed, flags broken citations, and offers fixes.
//!
//! Text and Markdown at the bottom, rules above them, the check that runs the rules above those; the language server and the
//! command line are two faces of the same check. ARCHITECTURE.md is the map.

#[cfg(not(panic = "unwind"))]
compile_error!("a fault in one rule is caught by unwinding; with `panic = \"abort\"` it would end the session");

pub mod bibliography;
pub mod check;
pub mod citation;
pub mod claim;
pub mod cli;
pub mod config;
pub mod evidence;
pub mod extract;
pub mod finding;
pub mod index;
pub mod lock;
pub mod markdown;
pub mod prose;
pub mod repair;
pub mod rewrite;
pub mod rules;
pub mod server;
pub mod text;
pub mod verify;
pub mod web;
pub mod workspace;
pub mod yaml;
