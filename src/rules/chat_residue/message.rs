//! What is said of a marker.

use super::marker::{Marker, Treatment};
use super::openai::DELIMITERS;
use crate::rules::quoted::quoted;

/// One sentence: what it is, why it is wrong, what to do. `chain` if `text` holds several.
pub fn message(text: &str, marker: &Marker, treatment: &Treatment, chain: bool) -> String {
    let Marker { tool, what, .. } = marker;
    let shown = format!("{}{}", quoted(text), invisible(text));
    match treatment {
        Treatment::Replace(words) if !words.starts_with('[') => {
            format!("{shown} is code that {tool} left in place of a name; put {} there", quoted(words))
        }
        Treatment::Replace(_) | Treatment::Relabel(..) => {
            format!("{shown} is {what} that {tool} left around a link; give the link readable words")
        }
        Treatment::Ask => format!("{shown} is code that {tool} left in place of a name; write the name"),
        Treatment::Unwrap(_) => format!("{shown} is {what} that {tool} left around these words; keep the words alone"),
        Treatment::Delete | Treatment::DeleteWithCare if what.contains("citation") && chain => {
            format!(
                "{shown} are citation markers that {tool} left; no reader can follow them: remove them and cite the pages themselves"
            )
        }
        Treatment::Delete | Treatment::DeleteWithCare if what.contains("citation") => {
            format!("{shown} is {what} that {tool} left; no reader can follow it: remove it and cite the page itself")
        }
        Treatment::Delete | Treatment::DeleteWithCare => {
            format!("{shown} is {what} that {tool} left; it means nothing to a reader: remove it")
        }
    }
}

/// Names the code points that cannot be seen.
fn invisible(text: &str) -> String {
    let mut names: Vec<String> = Vec::new();
    for c in text.chars().filter(|&c| DELIMITERS.contains(&c) || c == '\u{200b}') {
        let name = format!("U+{:04X}", u32::from(c));
        if !names.contains(&name) {
            names.push(name);
        }
    }
    if names.is_empty() { String::new() } else { format!(" (with the invisible {})", names.join(", ")) }
}
