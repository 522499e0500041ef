//! What the fuzzers found, so that it is not found again.

use crate::laws::{Law, books};

const FOUND: &[(&str, Law, &[u8])] = &[(
    "keys that CSL allows and BibTeX does not",
    ("books", books::law),
    b"\x02references:\n- id: '*weir {10.1000/182, a'\n  title: Why it leaked\n- id: '}'\n  title: A Lock\n",
)];

#[test]
fn what_was_found_is_mended() {
    for (what, (name, law), bytes) in FOUND {
        println!("{name}: {what}");
        law(bytes);
    }
}
