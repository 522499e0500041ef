//! Every place at which a bibliography defines or uses a key.

use super::mark::{Mark, Role, Symbol};
use super::marks::Index;
use crate::bibliography::{Bibliography, Entry, Field};
use std::ops::Range;

/// Fields of BibTeX whose values are keys, or lists of them.
const OF_KEYS: &[&str] = &["crossref", "xref", "xdata", "related", "entryset"];

/// The marks of a bibliography that was read from `source`: its keys and their other names, and what one entry says of another.
pub fn of_bibliography(source: &str, bibliography: &Bibliography) -> Index {
    let mut marks = Vec::new();
    for entry in &bibliography.entries {
        let name = entry.key_range.clone();
        let (symbol, range) = (Symbol::Key(entry.key.clone()), entry.range.clone());
        marks.push(Mark { symbol, role: Role::Definition, range, name });
        for field in &entry.fields {
            // A value that is put together, or whose place is not known, is not read.
            if source.get(field.range.clone()) == Some(&field.value) {
                of_field(entry, field, &mut marks);
            }
        }
    }
    marks.sort_by_key(|mark| (mark.range.start, std::cmp::Reverse(mark.range.end)));
    Index { marks, ..Index::default() }
}

fn of_field(entry: &Entry, field: &Field, marks: &mut Vec<Mark>) {
    let role = if field.name == "ids" { Role::Definition } else { Role::Use };
    if role == Role::Use && !OF_KEYS.contains(&field.name.as_str()) {
        return;
    }
    for (name, key) in keys(field) {
        let range = if role == Role::Definition { entry.range.clone() } else { name.clone() };
        marks.push(Mark { symbol: Symbol::Key(key.to_owned()), role, range, name });
    }
}

/// The keys in a value, between commas.
fn keys(field: &Field) -> impl Iterator<Item = (Range<usize>, &str)> {
    let mut at = field.range.start;
    let parts = field.value.split(',').map(move |part| {
        let start = at + part.len() - part.trim_start().len();
        at += part.len() + 1;
        (start..start + part.trim().len(), part.trim())
    });
    parts.filter(|(_, key)| !key.is_empty())
}

#[cfg(test)]
mod tests {
    use super::of_bibliography;
    use crate::bibliography::{Bibliography, Format};
    use crate::index::{Role, Symbol};

    #[test]
    fn keys_are_marked_wherever_they_stand() {
        let source =
            "@book{tide, ids = {tide04, ebb}, title = {tide}}\n@inbook{low, crossref = \"tide\", xdata = {a, ebb }}\n";
        let index = of_bibliography(source, &Bibliography::read(source, Format::Bibtex));
        let at = |key: &str, role| {
            let symbol = Symbol::Key(key.into());
            index.of(&symbol).filter(|mark| mark.role == role).map(|mark| mark.name.start).collect::<Vec<_>>()
        };
        assert_eq!(at("tide", Role::Definition), [6]);
        assert_eq!(at("tide", Role::Use), [source.find("\"tide").unwrap() + 1]);
        assert_eq!(at("ebb", Role::Definition), [source.find("ebb").unwrap()]);
        assert_eq!(at("ebb", Role::Use), [source.rfind("ebb").unwrap()]);
    }
}
