//! Authors and editors, as styles list them.

use super::Style;
use crate::bibliography::work::{Name, Work};

/// More than that many authors are cut short.
const MOST: usize = 6;

/// Who made the work: its authors, or else its editors or director. Empty where nobody is known. Plain text.
pub fn people(work: &Work, style: Style) -> String {
    for (role, mark) in [("author", ""), ("editor", "(Ed.)"), ("director", "(Director)")] {
        let names = work.names(role);
        if names.is_empty() {
            continue;
        }
        let listed = list(names, style);
        return match (mark, names.len()) {
            ("", _) => listed,
            ("(Ed.)", 2..) => format!("{listed} (Eds.)"),
            _ => format!("{listed} {mark}"),
        };
    }
    String::new()
}

/// The editors of the book in which a work stands.
pub fn editors(work: &Work, style: Style) -> Option<String> {
    let names = work.names("editor");
    let straight: Vec<String> = names.iter().map(|name| given_first(name, style)).collect();
    let mark = if names.len() == 1 { "Ed." } else { "Eds." };
    (!names.is_empty() && !work.names("author").is_empty())
        .then(|| format!("{} ({mark})", joined(&straight, "and", false)))
}

fn list(names: &[Name], style: Style) -> String {
    let more = names.iter().any(Name::is_others) || names.len() > MOST;
    let kept: Vec<&Name> = names.iter().filter(|name| !name.is_others()).take(MOST).collect();
    let shown: Vec<String> = kept.iter().enumerate().map(|(index, name)| shown(name, index, style)).collect();
    if more {
        return format!("{}, et al.", shown.join(", "));
    }
    match style {
        Style::Apa => joined(&shown, "&", true),
        Style::Chicago => joined(&shown, "and", true),
        // Three authors and more are the first and others.
        Style::Mla if shown.len() > 2 => format!("{}, et al.", shown[0]),
        Style::Mla => joined(&shown, "and", true),
    }
}

/// A name in its place of the list: the first is turned round, in APA all are.
fn shown(name: &Name, index: usize, style: Style) -> String {
    let suffix = if name.suffix.is_empty() { String::new() } else { format!(", {}", name.suffix) };
    let given = if style == Style::Apa { name.initials() } else { name.given.clone() };
    match given.is_empty() {
        true => format!("{}{suffix}", name.family),
        false if style == Style::Apa || index == 0 => format!("{}, {given}{suffix}", name.family),
        false => format!("{given} {}{suffix}", name.family),
    }
}

fn given_first(name: &Name, style: Style) -> String {
    let given = if style == Style::Apa { name.initials() } else { name.given.clone() };
    format!("{given} {}", name.family).trim().to_owned()
}

/// `a`, `a and b`, `a, b, and c`; a name that is turned round has a comma of its own.
fn joined(names: &[String], word: &str, turned: bool) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [one, two] if !turned || !one.contains(", ") => format!("{one} {word} {two}"),
        [most @ .., last] => format!("{}, {word} {last}", most.join(", ")),
    }
}
