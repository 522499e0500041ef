//! Readers of words of a tool's window that came along with the answer.

use super::marker::{Sighting, Treatment};
use crate::rules::cursor::Cursor;

/// Languages as the head of a code box names them.
const LANGUAGES: &[&str] = &[
    "bash",
    "shell",
    "sh",
    "zsh",
    "powershell",
    "python",
    "javascript",
    "js",
    "typescript",
    "ts",
    "jsx",
    "tsx",
    "json",
    "yaml",
    "toml",
    "ini",
    "xml",
    "html",
    "css",
    "scss",
    "sql",
    "java",
    "kotlin",
    "swift",
    "c",
    "cpp",
    "csharp",
    "go",
    "rust",
    "php",
    "ruby",
    "perl",
    "lua",
    "r",
    "matlab",
    "latex",
    "markdown",
    "text",
    "plaintext",
    "dockerfile",
    "makefile",
    "nginx",
    "diff",
    "graphql",
    "arduino",
    "vbnet",
    "less",
];

/// A line `ChatGPT said:`.
pub fn speaker(text: &str, at: usize) -> Option<Sighting> {
    let mut cursor = Cursor::new(text, at);
    cursor.eat("ChatGPT said:")?;
    let line = before(text, at).rsplit('\n').next().unwrap_or("");
    let alone = line.chars().all(|c| " >#*_\t".contains(c)) && ends_line(cursor.rest().trim_start_matches(['*', '_']));
    alone.then(|| Sighting::new(at..cursor.at, Treatment::DeleteWithCare))?
}

/// `python`, `Copy code` on lines of their own, or `bash`, `Copy`, `Edit`: the head of a code box.
pub fn copy_button(text: &str, at: usize) -> Option<Sighting> {
    let mut cursor = Cursor::new(text, at);
    cursor.eat("Copy")?;
    if cursor.eat(" code").is_none() {
        cursor.eat("\n").or_else(|| cursor.eat("\r\n"))?;
        cursor.spaces();
        cursor.eat("Edit")?;
    }
    ends_line(cursor.rest()).then_some(())?;
    let head = before(text, at);
    let line = head.trim_end_matches([' ', '>']).strip_suffix('\n')?.trim_end_matches('\r');
    let language = line.rsplit('\n').next()?.trim_start_matches([' ', '>']);
    LANGUAGES.contains(&language).then_some(())?;
    let start = at - (head.len() - line.len()) - language.len();
    Sighting::new(start..cursor.at, Treatment::DeleteWithCare)
}

/// What stands shortly before `at`.
fn before(text: &str, at: usize) -> &str {
    let start = (at.saturating_sub(80)..at).find(|&n| text.is_char_boundary(n)).unwrap_or(at);
    &text[start..at]
}

/// Whether nothing but spaces stands before the line's end.
fn ends_line(rest: &str) -> bool {
    let rest = rest.trim_start_matches([' ', '\t', '\r']);
    rest.is_empty() || rest.starts_with('\n')
}
