//! What ibid is built of: crates from one registry under licences that let anybody use it, pinned; no code that runs at build time.
//! deny.toml says the same to cargo-deny, which knows more and is not on every machine.

#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs, reason = "tests")]

use serde_json::Value;
use std::path::Path;
use std::process::Command;

fn read(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

fn cargo(arguments: &[&str]) -> Vec<u8> {
    let output = Command::new(env!("CARGO")).args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

#[test]
fn crates_come_from_one_registry_with_their_sums() {
    let lock: toml::Table = read("Cargo.lock").parse().unwrap();
    let packages = lock["package"].as_array().unwrap();
    let others: Vec<_> = packages.iter().filter(|package| package["name"].as_str() != Some("ibid")).collect();
    let source = |package: &toml::Value| package.get("source")?.as_str().map(str::to_owned);
    let registry = source(others[0]);
    for package in others {
        assert!(package.get("checksum").is_some(), "{package:?}");
        assert!(
            source(package) == registry && registry.as_ref().is_some_and(|r| r.starts_with("registry+")),
            "{package:?}"
        );
    }
}

#[test]
fn licences_are_those_that_are_allowed() {
    let deny: toml::Table = read("deny.toml").parse().unwrap();
    let allowed: Vec<&str> = deny["licenses"]["allow"].as_array().unwrap().iter().filter_map(|l| l.as_str()).collect();
    // What other platforms need is not on every machine.
    let about = String::from_utf8(cargo(&["-vV"])).unwrap();
    let host = about.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    let command = ["metadata", "--format-version", "1", "--locked", "--offline", "--filter-platform", host];
    let metadata: Value = serde_json::from_slice(&cargo(&command)).unwrap();
    for package in metadata["packages"].as_array().unwrap() {
        let licence = package["license"].as_str().unwrap_or_default().replace('/', " OR ").replace(['(', ')'], "");
        let fits = licence.split(" AND ").all(|part| part.split(" OR ").any(|one| allowed.contains(&one.trim())));
        assert!(fits, "{}: {licence}", package["name"]);
    }
}

#[test]
fn nothing_of_ours_runs_at_build_time_or_is_unsafe() {
    let manifest: toml::Table = read("Cargo.toml").parse().unwrap();
    assert!(!Path::new(env!("CARGO_MANIFEST_DIR")).join("build.rs").exists());
    assert!(manifest["package"].get("build").is_none());
    assert_eq!(manifest["lints"]["rust"]["unsafe_code"].as_str(), Some("forbid"));
    assert_eq!(manifest["profile"]["release"]["panic"].as_str(), Some("unwind"), "faults are caught by unwinding");
}

#[test]
fn the_extensions_packages_are_pinned_and_taken_as_pinned() {
    let lock: Value = serde_json::from_str(&read("editors/vscode/package-lock.json")).unwrap();
    for (name, package) in lock["packages"].as_object().unwrap() {
        // Without an address of its own a package is from the public registry; its sum says what it must be.
        let pinned = package.get("resolved").is_none() && package["integrity"].is_string();
        assert!(name.is_empty() || pinned, "{name}");
    }
    for script in ["editors/vscode/package.sh", "editors/vscode/tests/run.sh"] {
        let script = read(script);
        assert!(script.contains("npm ci ") && !script.contains("npm install") && !script.contains("npm i "));
    }
}

#[test]
fn workflows_run_actions_that_cannot_change() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(".github/workflows");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.push(Path::new(env!("CARGO_MANIFEST_DIR")).join("action.yml"));
    assert!(files.len() > 3);
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        for line in text.lines().filter_map(|line| line.split_once("uses: ").map(|(_, action)| action)) {
            // A commit, and the version that it is for people.
            let (commit, version) =
                line.split_once('@').and_then(|(_, rest)| rest.split_once(" # v")).unwrap_or_default();
            let whole = commit.len() == 40 && commit.bytes().all(|byte| byte.is_ascii_hexdigit());
            assert!(whole && version.split('.').count() == 3, "{}: {line}", file.display());
        }
        // What a job may do it says itself.
        let least = ["permissions: {}", "permissions:\n  contents: read\n"].iter().any(|words| text.contains(words));
        assert!(least || file.ends_with("action.yml"), "{}", file.display());
    }
}
