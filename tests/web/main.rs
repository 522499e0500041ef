//! The net against servers that attack, on loopback sockets, and against servers that merely fail.
#![cfg(debug_assertions)] // what leads a name to a loopback socket is in no release
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs, reason = "tests")]

mod attacks;
mod keeping;
mod manners;
mod net;
mod privacy;
mod redirects;
mod sizes;
mod tls;
