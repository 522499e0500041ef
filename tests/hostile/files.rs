//! Files that are none, disks that are full, and others who write at the same time.
#![cfg(unix)]

use crate::client::Client;
use crate::long;
use crate::program::{CLEAN, FAULTY, FIXABLE, FIXED, Folder, Run};
use serde_json::json;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// Whoever waits for a pipe waits for ever.
const PATIENCE: Duration = Duration::from_secs(30);

/// Runs the program, which must come to an end.
fn run(folder: &Folder, args: &[&str]) -> Run {
    let started = Instant::now();
    let run = folder.run_within(args, PATIENCE);
    run.unwrap_or_else(|| panic!("{args:?} hangs for {:?}", started.elapsed()))
}

fn pipe(folder: &Folder, name: &str) {
    let made = Command::new("mkfifo").arg(folder.path().join(name)).status();
    assert!(made.is_ok_and(|status| status.success()), "mkfifo");
}

#[test]
fn links_that_lead_in_circles_lead_nowhere() {
    let folder = Folder::with(&[("a/draft.md", FAULTY)]);
    symlink("..", folder.path().join("a/up")).unwrap();
    symlink(".", folder.path().join("a/here")).unwrap();
    symlink("one.md", folder.path().join("two.md")).unwrap();
    symlink("two.md", folder.path().join("one.md")).unwrap();
    folder.write("links.md", "See [one](one.md), [up](a/up/a/up/a/draft.md) and [here](a/here/here/here/draft.md).\n");
    assert_eq!(run(&folder, &["check", "."]).code, 1);
    assert_eq!(folder.faulty(&["."]), ["a/draft.md"]);
    let named = run(&folder, &["check", "one.md"]);
    assert_eq!(named.code, 2, "{}", named.err);
}

#[test]
fn what_is_no_file_is_not_waited_for() {
    let folder = Folder::with(&[("a.md", FAULTY)]);
    symlink("/dev/zero", folder.path().join("zero.md")).unwrap();
    symlink("/dev/zero", folder.path().join("zero.bib")).unwrap();
    for name in ["pipe.md", "pipe.bib", "_quarto.yml", "_metadata.yml", "CITATION.cff"] {
        pipe(&folder, name);
    }
    let draft = "---\nbibliography: [pipe.bib, zero.bib]\n---\n\nIt leaked [@lock1931], see [a](pipe.md#x) and [b](zero.md#y).\n";
    folder.write("b.md", draft);
    let checked = run(&folder, &["check", "--format", "json", "."]);
    assert!(checked.code == 1 && checked.out.contains("a.md"), "{} {}", checked.code, checked.err);
    for name in ["pipe.md", "zero.md"] {
        let named = run(&folder, &["check", name]);
        assert_eq!(named.code, 2);
        assert!(named.err.contains("a pipe, socket or device"), "{}", named.err);
    }
    assert_eq!(run(&folder, &["sources", "."]).code, 0);
    pipe(&folder, "ibid.toml");
    assert_eq!(run(&folder, &["check", "a.md"]).code, 1, "it is no configuration");
}

#[test]
fn a_list_of_what_to_ignore_may_be_no_file_either() {
    for name in [".gitignore", ".ignore", ".git/info/exclude"] {
        let folder = Folder::with(&[("inner/a.md", FAULTY), ("b.md", FAULTY), (".git/info/x", "")]);
        // A repository can bring such a link along.
        symlink("/dev/zero", folder.path().join(name)).unwrap();
        let whole = run(&folder, &["check", "."]);
        let told = format!("{name}: neither a file nor a directory but a pipe, socket or device");
        assert!(whole.code == 2 && whole.err.contains(&told), "{}", whole.err);
        assert_eq!(run(&folder, &["check", "b.md"]).code, 1, "what is named is checked");
        let uri = |name: &str| format!("file://{}", folder.path().join(name).display());
        let (mut client, _) = Client::with(json!({"processId": null, "rootUri": uri(""), "capabilities": {}}));
        client.open(&uri("inner/a.md"), 1, FAULTY);
        assert_eq!(client.diagnostics(&uri("inner/a.md"))["diagnostics"].as_array().unwrap().len(), 1);
        assert!(client.request("workspace/symbol", json!({"query": ""}))["result"].is_array());
    }
    let folder = Folder::with(&[("inner/a.md", FAULTY), ("b.md", FAULTY)]);
    pipe(&folder, "inner/.gitignore");
    let run = run(&folder, &["check", "--format", "json", "."]);
    assert!(run.code == 2 && run.err.contains("inner/.gitignore: neither"), "{}", run.err);
    assert!(run.out.contains("b.md") && !run.out.contains("a.md"), "{}", run.out);
}

#[test]
fn what_may_not_be_read_is_named_and_the_rest_is_checked() {
    let folder = Folder::with(&[("a.md", FAULTY), ("shut/b.md", FAULTY), ("c.md", FAULTY)]);
    let shut = [folder.path().join("shut"), folder.path().join("c.md")];
    let permit =
        |mode| shut.iter().for_each(|path| std::fs::set_permissions(path, PermissionsExt::from_mode(mode)).unwrap());
    permit(0o000);
    // The superuser may read everything.
    let all = std::fs::read(folder.path().join("c.md")).is_ok();
    let run = run(&folder, &["check", "--format", "json", "."]);
    permit(0o755);
    assert!(run.out.contains("a.md"), "{}", run.err);
    if !all {
        assert_eq!(run.code, 2);
        assert!(run.err.contains("shut") && run.err.contains("c.md: you may not read it"), "{}", run.err);
    }
}

#[test]
fn bytes_that_are_no_text_are_refused_and_left_alone() {
    let folder = Folder::new();
    // Written longer than need be, half of a pair, past the last character, and cut off.
    for (name, bytes) in [
        ("a.md", &b"a\xc0\xafb"[..]),
        ("b.md", b"a\xed\xa0\x80b"),
        ("c.md", b"\xf4\x90\x80\x80"),
        ("d.md", b"a\xe2\x82"),
    ] {
        folder.write(name, bytes);
        let fixed = run(&folder, &["fix", "--unsafe", name]);
        assert_eq!(fixed.code, 2);
        assert!(fixed.err.contains("not UTF-8 at byte"), "{}", fixed.err);
        assert_eq!(std::fs::read(folder.path().join(name)).unwrap(), bytes);
    }
}

#[test]
fn odd_line_ends_marks_and_zero_bytes_stay_as_they_are() {
    let far = "The tide comes in.\n".repeat(1000);
    for (before, after) in [
        (format!("\u{feff}{FIXABLE}"), format!("\u{feff}{FIXED}")),
        (FIXABLE.replace('\n', "\r"), FIXED.replace('\n', "\r")),
        (format!("One.\r\n\rTwo.\n\n{FIXABLE}\r\r\n"), format!("One.\r\n\rTwo.\n\n{FIXED}\r\r\n")),
        // So far down that the file is not taken for a program.
        (format!("{far}\0\n\n{FIXABLE}\0"), format!("{far}\0\n\n{FIXED}\0")),
    ] {
        let folder = Folder::with(&[("a.md", &before)]);
        assert_eq!(run(&folder, &["fix", "a.md"]).code, 0);
        assert_eq!(folder.read("a.md"), after);
    }
}

#[test]
fn a_full_disk_costs_no_text() {
    let long = format!("{FIXABLE}\n{}", "The tide comes in, and the tide goes out.\n".repeat(2000));
    let folder = Folder::with(&[("a.md", &long)]);
    let program = env!("CARGO_BIN_EXE_ibid");
    // No file may grow beyond a few kilobytes; that is an error, not the end of the program.
    let script = "trap '' XFSZ; ulimit -f 8; exec \"$0\" fix a.md";
    let output = Command::new("sh").args(["-c", script, program]).current_dir(folder.path()).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.starts_with("error: a.md: could not be written: "), "{told}");
    assert_eq!(folder.read("a.md"), long);
    let mut names: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, [".git", "a.md"], "nothing is left beside it");
}

#[test]
#[cfg(target_os = "linux")]
fn an_output_that_takes_no_more_is_owned_up_to() {
    let folder = Folder::with(&[("a.md", FAULTY)]);
    let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
    let output = folder.command(&["check", "a.md"]).stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("standard output could not be written"));
}

#[test]
fn a_draft_that_others_write_is_never_half_of_each() {
    let (one, other) = (FIXABLE.repeat(200), format!("{FIXABLE}{}", CLEAN.repeat(300)));
    let (one_fixed, other_fixed) = (FIXED.repeat(200), format!("{FIXED}{}", CLEAN.repeat(300)));
    let folder = Folder::with(&[("a.md", &one)]);
    let (path, next) = (folder.path().join("a.md"), folder.path().join(".git/next"));
    let over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for text in [&other, &one].into_iter().cycle() {
                if over.load(Ordering::Relaxed) {
                    return;
                }
                std::fs::write(&next, text).unwrap();
                std::fs::rename(&next, &path).unwrap();
                std::thread::sleep(Duration::from_millis(2));
            }
        });
        for _ in 0..12 {
            let fixed = run(&folder, &["fix", "a.md"]);
            let after = folder.read("a.md");
            assert!([&one, &other, &one_fixed, &other_fixed].contains(&&after), "{} {}", fixed.code, fixed.err);
        }
        over.store(true, Ordering::Relaxed);
    });
}

#[test]
fn many_drafts_are_a_workspace() {
    let count = if long() { 100_000 } else { 2_000 };
    let folder = Folder::new();
    for number in 0..count {
        folder.write(&format!("{}/{number}.md", number % 100), if number % 1000 == 0 { FAULTY } else { CLEAN });
    }
    let started = Instant::now();
    assert_eq!(folder.faulty(&["."]).len(), count / 1000);
    println!("{count} drafts in {:?}", started.elapsed());
}

#[test]
#[cfg(target_os = "linux")]
fn files_may_be_called_anything() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let long = [&b"n".repeat(252)[..], b".md"].concat();
    let names: [&[u8]; 8] = [
        b"a\nerror: b.md:1:1.md",
        b"a\r\x1b[31m.md",
        b"caf\xe9.md",
        b"\xff\xfe.md",
        b"-x.md",
        b" [a](b) %41 #c?d.md",
        &long,
        "\u{202e}dm.a\u{1f600}.md".as_bytes(),
    ];
    for text in [FAULTY, FIXABLE] {
        let folder = Folder::new();
        names.iter().for_each(|name| std::fs::write(folder.path().join(OsStr::from_bytes(name)), text).unwrap());
        assert_eq!(folder.diagnostics(&["."]).len(), names.len());
        for format in ["human", "jsonl", "github", "sarif"] {
            let checked = run(&folder, &["check", "--format", format, "."]);
            assert!(checked.code == 1 || text == FIXABLE, "{format}: {}", checked.err);
            // Nobody's name starts a line; nor does it act on a person's terminal.
            assert!(!checked.out.contains("\nerror: b.md") && !checked.out.contains('\r'), "{format}: {}", checked.out);
            let acts = checked.out.contains(['\x1b', '\u{202e}']);
            assert!(format != "human" || !acts && checked.err.is_empty(), "{format}: {}{}", checked.out, checked.err);
        }
        let uri = format!("file://{}", folder.path().display());
        let (mut client, _) = Client::with(
            json!({"processId": null, "rootUri": uri, "capabilities": crate::shapes_of_clients::vs_code()}),
        );
        let answer = client.request("workspace/diagnostic", json!({"previousResultIds": []}));
        let items = answer["result"]["items"].as_array().unwrap();
        let uris: Vec<&str> = items.iter().map(|item| item["uri"].as_str().unwrap()).collect();
        assert!(items.iter().all(|item| item["items"].as_array().unwrap().len() == 1), "{answer}");
        for uri in uris {
            client.open(uri, 1, text);
            let pulled = client.request("textDocument/diagnostic", json!({"textDocument": {"uri": uri}}));
            assert_eq!(pulled["result"]["items"].as_array().unwrap().len(), 1, "{uri}");
        }
        assert_eq!(client.leave(), Some(0));
        assert_eq!(run(&folder, &["fix", "."]).err.matches("error").count(), 0);
        let after = if text == FIXABLE { FIXED } else { text };
        for name in names {
            assert_eq!(std::fs::read_to_string(folder.path().join(OsStr::from_bytes(name))).unwrap(), after);
        }
    }
}

#[test]
fn patterns_that_would_trap_a_matcher_match_or_are_named() {
    let name = format!("{}.md", "a".repeat(200));
    let traps = [
        "*a".repeat(500),
        "**/".repeat(500) + "a",
        "{a,".repeat(300) + &"}".repeat(300),
        "{a,b}".repeat(100),
        "{a,{b,{c".repeat(50),
        "[a-".repeat(200),
        "[[[[".to_owned(),
        "?".repeat(5000),
        "\\".repeat(999),
    ];
    for trap in traps {
        let told = format!("{:.20}", trap);
        let folder = Folder::with(&[(&name, FAULTY)]);
        folder.write("ibid.toml", format!("ignore = [{}]\n", serde_json::to_string(&trap).unwrap()));
        let configured = run(&folder, &["check", "."]);
        assert!((0..=2).contains(&configured.code), "{told}: {}", configured.err);
        let folder = Folder::with(&[(&name, FAULTY), (".gitignore", &format!("{trap}\n"))]);
        let ignored = run(&folder, &["check", "."]);
        assert!((0..=2).contains(&ignored.code), "{told}: {}", ignored.err);
    }
}

#[test]
fn a_file_that_is_too_long_is_named_and_the_rest_is_checked() {
    let folder = Folder::with(&[("a.md", FAULTY)]);
    let long = std::fs::File::create(folder.path().join("long.md")).unwrap();
    std::io::Write::write_all(&mut &long, FAULTY.repeat(200).as_bytes()).unwrap();
    // What follows is a hole: it takes no room on the disk.
    long.set_len(100 << 20).unwrap();
    let checked = run(&folder, &["check", "--format", "json", "."]);
    assert!(checked.code == 1 && checked.out.contains("a.md"), "{}", checked.err);
    assert!(checked.err.contains("long.md") && checked.err.contains("64 MB"), "{}", checked.err);
    assert_eq!(run(&folder, &["check", "long.md"]).code, 2, "named outright it is not passed over");
}

#[test]
fn many_drafts_are_a_workspace_to_an_editor_too() {
    let count = if long() { 100_000 } else { 2_000 };
    let folder = Folder::new();
    for number in 0..count {
        let text = if number % 1000 == 0 { FAULTY } else { CLEAN };
        folder.write(&format!("{}/{number}.md", number % 100), text);
    }
    let uri = format!("file://{}", folder.path().display());
    let (mut client, _) =
        Client::with(json!({"processId": null, "rootUri": uri, "capabilities": crate::shapes_of_clients::vs_code()}));
    let started = Instant::now();
    let draft = format!("{uri}/0/0.md");
    client.open(&draft, 1, FAULTY);
    // Nobody waits for the whole workspace to see one draft.
    let pulled = client.request("textDocument/diagnostic", json!({"textDocument": {"uri": draft}}));
    assert_eq!(pulled["result"]["items"].as_array().unwrap().len(), 1);
    println!("one of {count} drafts in {:?}", started.elapsed());
    let symbols = client.request("workspace/symbol", json!({"query": "Tides"}));
    assert_eq!(symbols["result"].as_array().unwrap().len(), 256, "the most that are shown");
    println!("symbols of {count} drafts in {:?}", started.elapsed());
    let answer = client.request("workspace/diagnostic", json!({"previousResultIds": []}));
    let items = answer["result"]["items"].as_array().unwrap();
    assert_eq!(items.len(), count);
    assert_eq!(items.iter().filter(|item| !item["items"].as_array().unwrap().is_empty()).count(), count / 1000);
    println!("{count} drafts in {:?}", started.elapsed());
    assert_eq!(client.leave(), Some(0));
}
