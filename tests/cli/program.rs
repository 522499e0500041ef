//! A folder of its own, and the program in it.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A folder that is a repository of its own, so that no configuration around it counts.
pub struct Folder(tempfile::TempDir);

/// What a run of the program left.
pub struct Run {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Folder {
    pub fn new() -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        fs::create_dir(folder.path().join(".git")).unwrap();
        folder
    }

    pub fn with(files: &[(&str, &str)]) -> Self {
        let folder = Self::new();
        for (path, text) in files {
            folder.write(path, text);
        }
        folder
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path().join(path)).unwrap()
    }

    /// The program in this folder; the user's own configuration is looked for in `user/`.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ibid"));
        command.args(args).current_dir(self.path());
        for colour in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
            command.env_remove(colour);
        }
        command.env("XDG_CONFIG_HOME", self.path().join("user"));
        command.env("XDG_CACHE_HOME", self.path().join("cache"));
        command
    }

    pub fn run(&self, args: &[&str]) -> Run {
        self.run_with(args, b"")
    }

    pub fn run_with(&self, args: &[&str], stdin: &[u8]) -> Run {
        let mut command = self.command(args);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        // A command that reads no input may be gone by now.
        let _ = child.stdin.take().unwrap().write_all(stdin);
        let output = child.wait_with_output().unwrap();
        Run {
            code: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// A run without input that must end within a while; `None` if it does not.
    pub fn run_within(&self, args: &[&str], patience: std::time::Duration) -> Option<Run> {
        let (mut out, mut err) = (tempfile::tempfile().unwrap(), tempfile::tempfile().unwrap());
        let mut command = self.command(args);
        command.stdin(Stdio::null()).stdout(out.try_clone().unwrap()).stderr(err.try_clone().unwrap());
        let (mut child, deadline) = (command.spawn().unwrap(), std::time::Instant::now() + patience);
        let status = loop {
            if let Some(status) = child.try_wait().unwrap() {
                break status;
            }
            if std::time::Instant::now() > deadline {
                child.kill().unwrap();
                child.wait().unwrap();
                return None;
            }
            std::thread::sleep(std::time::Duration::from_millis(5));
        };
        let text = |file: &mut fs::File| {
            std::io::Seek::rewind(file).unwrap();
            std::io::read_to_string(file).unwrap()
        };
        Some(Run { code: status.code().unwrap(), out: text(&mut out), err: text(&mut err) })
    }

    /// The diagnostics of a check of `args`, whatever its exit code.
    pub fn diagnostics(&self, args: &[&str]) -> Vec<serde_json::Value> {
        let run = self.run(&[&["check", "--format", "json"], args].concat());
        let report: serde_json::Value =
            serde_json::from_str(&run.out).unwrap_or_else(|_| panic!("{}{}", run.out, run.err));
        assert_eq!(report["version"], 1);
        report["diagnostics"].as_array().unwrap().clone()
    }

    /// The paths with a diagnostic, each once.
    pub fn faulty(&self, args: &[&str]) -> Vec<String> {
        let mut paths: Vec<String> =
            self.diagnostics(args).iter().map(|found| found["path"].as_str().unwrap().to_owned()).collect();
        paths.dedup();
        paths
    }
}

/// A draft in which one rule finds one fault, an error.
pub const FAULTY: &str = "The harbour office keeps [its tide tables]() in a drawer.\n";
/// A draft in which one rule finds one fault, a hint, which has a safe fix.
pub const FIXABLE: &str = "See [the minutes](https://harbour.example.net/minutes?utm_source=newsletter&id=3) of May.\n";
/// The same without the fault.
pub const FIXED: &str = "See [the minutes](https://harbour.example.net/minutes?id=3) of May.\n";
/// A draft in which nothing is wrong.
pub const CLEAN: &str = "# Tides\n\nThe harbour lies to the north.\n";
