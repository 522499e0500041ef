//! What `tests/fuzzing` is made of, for the fuzzers.

#![allow(dead_code, unused_imports)]

#[path = "../tests/fuzzing/laws/mod.rs"]
pub mod laws;
#[path = "../tests/support/random.rs"]
pub mod random;
#[path = "../tests/incremental/sound.rs"]
pub mod sound;
