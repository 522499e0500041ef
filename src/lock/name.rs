//! Names of authors and editors as the lock writes them: `Vale, Mara`, and what has no given name between braces: `{Harbour Office}`.

use crate::bibliography::Name;

/// A name as the lock writes it.
pub fn write_name(name: &Name) -> String {
    match name.given.is_empty() {
        true => format!("{{{}}}", name.family),
        false => format!("{}, {}", name.family, name.given),
    }
}

/// A name as the lock writes it, read; `None` if that is nobody's.
pub fn read_name(written: &str) -> Option<Name> {
    let body = written.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
    let (family, given) = match body {
        Some(body) => (body, ""),
        None => written.split_once(", ").unwrap_or((written, "")),
    };
    let name = Name { family: family.trim().to_owned(), given: given.trim().to_owned(), ..Name::default() };
    (!name.family.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_was_written_is_read_as_it_was() {
        for (family, given, written) in [
            ("Vale", "Mara", "Vale, Mara"),
            ("Vale", "Mara, the younger", "Vale, Mara, the younger"),
            ("Harbour Office", "", "{Harbour Office}"),
            ("Weirs, Locks and Sluices", "", "{Weirs, Locks and Sluices}"),
        ] {
            let name = Name { family: family.into(), given: given.into(), ..Name::default() };
            assert_eq!(write_name(&name), written);
            assert_eq!(read_name(written), Some(name));
        }
        assert_eq!(read_name("Vale").map(|name| name.family).as_deref(), Some("Vale"));
        for nobody in ["", "{}", "{ }", ", Mara"] {
            assert_eq!(read_name(nobody), None, "{nobody}");
        }
    }
}
