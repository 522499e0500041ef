//! The command line: one file a command.

/// Runs the command in `args` (the program's name first) and returns its exit code.
pub fn run(args: impl IntoIterator<Item = std::ffi::OsString>) -> i32 {
    match args.into_iter().nth(1).as_deref().and_then(std::ffi::OsStr::to_str) {
        Some("lsp") => crate::server::run(),
        _ => 2,
    }
}
