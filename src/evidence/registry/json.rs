//! JSON of strangers: every step may find nothing.

use crate::bibliography::Name;
use crate::evidence::{clean, date, person, xml};
use serde_json::Value;

/// The most items of a list that are kept.
pub const MOST: usize = 500;

/// A body as JSON; `None` if it is none.
pub fn read(body: &[u8]) -> Option<Value> {
    serde_json::from_slice(body).ok()
}

/// A text or a number at a name, as a field without markup.
pub fn text(value: &Value, name: &str) -> String {
    match value.get(name) {
        Some(Value::String(text)) => plain(text),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

/// The texts of a list at a name; a lone text is a list of one.
pub fn texts(value: &Value, name: &str) -> Vec<String> {
    let all = match value.get(name) {
        Some(Value::String(text)) => vec![plain(text)],
        Some(Value::Array(all)) => all.iter().take(MOST).filter_map(Value::as_str).map(plain).collect(),
        _ => Vec::new(),
    };
    all.into_iter().filter(|text| !text.is_empty()).collect()
}

/// The items of a list at a name.
pub fn items<'a>(value: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> {
    value.get(name).and_then(Value::as_array).into_iter().flatten().take(MOST)
}

/// A field without tags and entities. Registries keep those that publishers sent, at times twice escaped.
pub fn plain(text: &str) -> String {
    clean::field(&xml::entities(&xml::text(text)))
}

/// A date of CSL: `{"date-parts": [[2019, 3]]}`.
pub fn dated(value: &Value, name: &str) -> Option<String> {
    let parts = value.get(name)?.get("date-parts")?.get(0)?;
    let part = |at: usize| {
        let part = parts.get(at)?;
        part.as_u64().or_else(|| part.as_str()?.parse().ok()).and_then(|part| u32::try_from(part).ok())
    };
    date::whole(part(0)?, part(1), part(2))
}

/// The people of CSL at a name: `family` and `given`, or a body's `name`.
pub fn people(value: &Value, name: &str) -> Vec<Name> {
    let person = |item: &Value| {
        let field = |name: &str| text(item, name);
        match field("family") {
            family if family.is_empty() => {
                let body = [field("name"), field("literal")].into_iter().find(|name| !name.is_empty());
                body.and_then(|name| person::body(&name)).or_else(|| person::known("", &field("given"), ""))
            }
            family => person::known(&family, &field("given"), &field("suffix")),
        }
    };
    items(value, name).filter_map(person).collect()
}
