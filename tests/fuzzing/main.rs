//! Laws that hold for any bytes, tried on the project's own fixtures and on what can be made of their pieces. `IBID_CASES` says how many
//! texts are made for each law. `fuzz/run.sh` tries the same laws with a fuzzer that watches which code they reach.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "tests")]

mod found;
mod laws;
#[path = "../support/random.rs"]
#[allow(dead_code)]
mod random;
mod seeds;
#[path = "../incremental/sound.rs"]
mod sound;
#[path = "../incremental/texts.rs"]
mod texts;

use laws::{LAWS, Law};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

/// Texts that are made for each law.
const CASES: u32 = 96;

#[test]
fn the_projects_own_fixtures_keep_every_law() {
    for (name, law) in LAWS {
        seeds::of(name).iter().for_each(|seed| law(seed));
    }
}

/// For `fuzz/run.sh`: writes the fixtures into a folder for each law.
#[test]
fn fixtures_are_written_where_a_fuzzer_wants_them() {
    let Some(folder) = std::env::var_os("IBID_SEEDS") else { return };
    for (name, _) in LAWS {
        let folder = std::path::Path::new(&folder).join(name);
        std::fs::create_dir_all(&folder).unwrap();
        for (number, seed) in seeds::of(name).iter().enumerate() {
            std::fs::write(folder.join(format!("fixture-{number:04}")), seed).unwrap();
        }
    }
    let quoted = random::HOSTILE.iter().map(|piece| {
        let bytes: String = piece.bytes().map(|byte| format!("\\x{byte:02x}")).collect();
        format!("\"{bytes}\"\n")
    });
    std::fs::write(std::path::Path::new(&folder).join("pieces.dict"), quoted.collect::<String>()).unwrap();
}

/// Bytes for a law: a fixture with its bytes disturbed, pieces that change how what is around them is read, or nothing one would expect.
fn bytes(name: &'static str) -> impl Strategy<Value = Vec<u8>> {
    let fixtures = seeds::of(name);
    let piece = prop_oneof![
        4 => prop::sample::select(random::HOSTILE).prop_map(|piece| piece.as_bytes().to_vec()),
        2 => (prop::sample::select(fixtures.clone()), any::<(u16, u8)>()).prop_map(|(text, (from, length))| {
            let from = usize::from(from) % (text.len() + 1);
            text[from..(from + usize::from(length)).min(text.len())].to_vec()
        }),
        1 => prop::collection::vec(any::<u8>(), 0..8),
    ];
    let made = (any::<u8>(), prop::collection::vec(piece.clone(), 0..24));
    let made = made.prop_map(|(choice, pieces)| [vec![choice], pieces.concat()].concat());
    let disturbed = (prop::sample::select(fixtures), prop::collection::vec((any::<u16>(), any::<u8>(), piece), 0..4));
    let disturbed = disturbed.prop_map(|(mut text, changes)| {
        for (from, length, piece) in changes {
            let from = usize::from(from) % (text.len() + 1);
            let to = (from + usize::from(length % 16)).min(text.len());
            text.splice(from..to, piece);
        }
        text
    });
    prop_oneof![made, disturbed]
}

fn keep((name, law): Law) {
    let cases = std::env::var("IBID_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(CASES);
    let config = Config { cases, failure_persistence: None, max_shrink_time: 60_000, ..Config::default() };
    let kept = TestRunner::new(config).run(&bytes(name), |data| {
        law(&data);
        Ok(())
    });
    kept.unwrap_or_else(|error| panic!("{name}: {error}"));
}

#[test]
fn any_bytes_can_be_checked() {
    keep(("check", laws::check::law));
}

#[test]
fn any_edits_can_be_followed() {
    keep(("edits", laws::edits::law));
}

#[test]
fn any_fix_changes_what_it_says() {
    keep(("fixes", laws::fixes::law));
}

#[test]
fn any_bytes_can_be_a_bibliography() {
    keep(("books", laws::books::law));
}

#[test]
fn any_bytes_can_be_a_configuration() {
    keep(("config", laws::config::law));
}

#[test]
fn any_bytes_can_come_from_an_editor() {
    keep(("protocol", laws::protocol::law));
}

#[test]
fn any_position_is_a_place() {
    keep(("positions", laws::positions::law));
}

#[test]
fn any_bytes_can_be_a_source() {
    keep(("sources", laws::sources::law));
}
