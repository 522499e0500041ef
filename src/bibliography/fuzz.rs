//! Nothing that a bibliography may hold makes a reader panic, or point outside the text.

use super::{Bibliography, Format};
use proptest::prelude::*;

const PARTS: &[&str] = &[
    "[",
    "]",
    "{",
    "}",
    "\"",
    "'",
    ",",
    ":",
    "\n",
    "\r\n",
    " ",
    "  ",
    "- ",
    "\t",
    "#",
    "|",
    ">",
    "&a ",
    "!t ",
    "\\",
    "\\u00e4",
    "ä",
    "\u{feff}",
    "\u{2028}",
    "---\n",
    "...\n",
    "id",
    "\"id\": \"a\"",
    "id: a",
    "references:\n",
    "title: \"x",
    "- id: 'a'\n",
    "{\"id\": 1}",
    "1904",
    "null",
    "parent:\n  ",
    "@misc{",
    "type: book",
];

fn sound(source: &str) -> Result<(), TestCaseError> {
    for format in [Format::Bibtex, Format::Json, Format::Yaml] {
        let Bibliography { entries, problems } = Bibliography::read(source, format);
        for entry in entries {
            prop_assert!(source.get(entry.range).is_some() && source.get(entry.key_range).is_some());
            prop_assert!(entry.fields.into_iter().all(|field| source.get(field.range).is_some()));
        }
        prop_assert!(problems.into_iter().all(|problem| source.get(problem.range).is_some()));
    }
    Ok(())
}

proptest! {
    #[test]
    fn random_parts_are_read(parts in proptest::collection::vec(0..PARTS.len(), 0..60)) {
        sound(&parts.into_iter().map(|part| PARTS[part]).collect::<String>())?;
    }

    #[test]
    fn random_bytes_are_read(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        sound(&String::from_utf8_lossy(&bytes))?;
    }
}

#[test]
fn nesting_costs_no_stack_and_no_time() {
    for piece in ["[", "{", "{\"a\": ", "- ", "a: {b: ", "\"", "'", "[{", "a:\n ", "@misc{", "|\n", "\\"] {
        let started = std::time::Instant::now();
        assert!(sound(&piece.repeat(20_000)).is_ok());
        assert!(started.elapsed().as_secs() < 10, "{piece:?}: {:?}", started.elapsed());
    }
}
