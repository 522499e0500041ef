//! Anchors that no writer makes.

/// How anchors start that a tool makes when it writes the page: of notes, of citations, of the site itself.
const MADE: &[&str] = &[
    "fn",
    "fnref",
    "footnote",
    "endnote",
    "ftn",
    "_ftn",
    "_edn",
    "cite_note",
    "cite_ref",
    "cite-note",
    "cite-ref",
    "citeref",
    "ref-",
    "user-content-",
    "mjx-",
    ":~:",
    "!",
    "/",
];

/// Whether a name is none of the writer's: empty, a tool's, a template's, or that of a line.
pub fn is_made(name: &str) -> bool {
    let lower = name.to_lowercase();
    let line = || lower.strip_prefix('l').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    name.is_empty()
        || lower == "top"
        || lower.contains(['=', '{', '$', '<'])
        || MADE.iter().any(|m| lower.starts_with(m))
        || line()
}
