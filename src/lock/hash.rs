//! Hashes of texts that the lock must not hold.

use crate::evidence::fold::{Side, fold};
use ring::digest::{SHA256, digest};

/// How many bytes of a hash tell quotations apart.
const SHORT: usize = 12;

/// The hash of a quotation, however its marks, capitals and stops are set.
pub fn of_quotation(text: &str) -> String {
    let folded = fold(text, Side::Quotation).text;
    hex(folded.trim_matches(|c: char| !c.is_alphanumeric()), SHORT)
}

/// The hash of a source's folded text: `sha256:…`.
pub fn of_text(folded: &str) -> String {
    format!("sha256:{}", hex(folded, usize::MAX))
}

fn hex(text: &str, most: usize) -> String {
    digest(&SHA256, text.as_bytes()).as_ref().iter().take(most).map(|byte| format!("{byte:02x}")).collect()
}
