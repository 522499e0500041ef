//! Where else something stands: definitions, uses, other names, other places, and finding by name.
//!
//! `trail` says what stands at a position and finds every place of it; the others ask nothing else.

mod chapters;
pub mod definition;
pub mod highlight;
pub mod moves;
mod paths;
pub mod references;
pub mod rename;
pub mod search;
mod trail;
