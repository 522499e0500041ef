//! What strangers answer, read: pages, registries, archives.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test that finds nothing should stop there

mod archives;
mod hostile;
mod mismatches;
mod outcomes;
mod pages;
mod registries;

use ibid::evidence::page::{Body, Page, read};

/// A body that was kept for the tests. The names and numbers in it are invented.
macro_rules! sample {
    ($name:literal) => {
        include_bytes!(concat!("samples/", $name)).as_slice()
    };
}
use sample;

/// A page as it answers from an address.
fn page_at(bytes: &[u8], address: &str) -> Page {
    let body = Body { bytes, content_type: Some("text/html; charset=utf-8"), address, ..Body::default() };
    read(&body).unwrap()
}
