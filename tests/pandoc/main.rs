//! What Pandoc reads, ibid reads. Skipped, with a word, where Pandoc is not installed.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod citations;
mod keys;
mod program;
#[path = "../support/random.rs"]
#[allow(dead_code)]
mod random;
mod references;
