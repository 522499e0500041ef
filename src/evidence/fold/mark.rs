//! Marks that a site sets into its text: `[12]`, `[a]`, `[citation needed]`.

/// The longest mark, in bytes without its brackets.
const LONGEST: usize = 24;

/// What a mark may say besides numbers and single letters.
const SAID: &[&str] = &[
    "citation needed",
    "better source needed",
    "clarification needed",
    "dubious",
    "edit",
    "failed verification",
    "full citation needed",
    "according to whom?",
    "by whom?",
    "when?",
    "where?",
    "which?",
    "who?",
    "why?",
    "page needed",
    "verification needed",
];

/// The length of the mark at the start of `text`, if one stands there. `[a]n` is no mark: somebody has put the letter in.
pub fn mark(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('[')?;
    let end = inside.bytes().take(LONGEST + 1).position(|b| b == b']')?;
    let said = inside.get(..end)?;
    let after = inside.get(end + 1..)?.chars().next();
    (is_mark(said) && !after.is_some_and(char::is_alphabetic)).then_some(end + 2)
}

fn is_mark(said: &str) -> bool {
    let note = ["note ", "nb ", "n ", "fn "].iter().find_map(|kind| said.strip_prefix(kind)).unwrap_or(said);
    let list = |c: char| c.is_ascii_digit() || matches!(c, ',' | ' ' | '-' | '\u{2013}');
    let numbers = note.len() <= 12 && note.starts_with(|c: char| c.is_ascii_digit()) && note.chars().all(list);
    // `[2019]` is a year, not the two thousandth note.
    let year = note.len() == 4 && note.bytes().all(|b| b.is_ascii_digit());
    let letter = said.len() == 1 && said.bytes().all(|b| b.is_ascii_lowercase());
    numbers && !year || letter || SAID.iter().any(|name| said.eq_ignore_ascii_case(name))
}
