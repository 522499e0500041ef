//! Texts, files and disks that nobody would wish for: none crashes ibid, hangs it, or costs a text. `IBID_LONG=1`, in a release build,
//! tries sizes that take minutes.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "tests")]

#[path = "../server/client.rs"]
#[allow(dead_code)]
mod client;
mod editor;
mod files;
#[path = "../server/folder.rs"]
mod folder;
mod growth;
#[path = "../cli/program.rs"]
#[allow(dead_code)]
mod program;
mod shapes;
#[path = "../server/shapes.rs"]
#[allow(dead_code)]
mod shapes_of_clients;

/// Whether there is time for the largest sizes.
fn long() -> bool {
    std::env::var_os("IBID_LONG").is_some()
}
