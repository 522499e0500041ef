#![no_main]

#[path = "../shared.rs"]
mod shared;
use shared::{laws, random, sound};

libfuzzer_sys::fuzz_target!(|data: &[u8]| laws::sources::law(data));
