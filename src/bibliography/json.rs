//! CSL-JSON: an array of items. Each is cut out by its braces and read by itself, so that a broken one costs no other.

use super::Format;
use super::entry::{Bibliography, Entry, Field, Problem};
use serde_json::Value;
use std::ops::Range;

/// Reads a file. A file of another shape, such as one with `items` around the array, yields what items it holds.
pub fn read(source: &str) -> Bibliography {
    let mut found = Bibliography::default();
    let Some(open) = source.find('[') else {
        if !source.trim_start_matches('\u{feff}').trim().is_empty() {
            let message = "This is no list of items in CSL-JSON; export it as CSL-JSON";
            found
                .problems
                .push(Problem { range: 0..source.chars().next().map_or(0, char::len_utf8), message: message.into() });
        }
        return found;
    };
    let bytes = source.as_bytes();
    let mut at = open + 1;
    while let Some(next) = memchr::memchr2(b'{', b'"', &bytes[at..]) {
        at += next;
        if bytes[at] == b'"' {
            at = string_end(bytes, at);
            continue;
        }
        let end = object_end(bytes, at);
        item(source, at..end, &mut found);
        at = end;
    }
    found
}

fn item(source: &str, range: Range<usize>, found: &mut Bibliography) {
    let text = &source[range.clone()];
    let object = match serde_json::from_str::<Value>(text) {
        Ok(Value::Object(object)) => object,
        Ok(_) => return,
        Err(error) => {
            let at = range.start + offset(text, error.line(), error.column());
            let at =
                (range.start..=at.min(range.end)).rev().find(|&at| source.is_char_boundary(at)).unwrap_or(range.start);
            let end = at + source[at..].chars().next().map_or(0, char::len_utf8);
            let why = error.to_string();
            let why = why.rsplit_once(" at line").map_or(why.as_str(), |(why, _)| why);
            found.problems.push(Problem { range: at..end, message: format!("This item is not JSON: {why}") });
            return;
        }
    };
    let plain = |value: &Value| match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let Some(key) = object.get("id").map(plain).filter(|key| !key.is_empty()) else {
        let message = "This item has no `id`, so nothing can cite it";
        found.problems.push(Problem { range: range.start..range.start + 1, message: message.into() });
        return;
    };
    let kind = object.get("type").map(plain).unwrap_or_default();
    let key_range =
        id_range(text).map_or(range.start..range.start + 1, |id| range.start + id.start..range.start + id.end);
    let fields = object.iter().filter(|(name, _)| !matches!(name.as_str(), "id" | "type"));
    let fields = fields
        .map(|(name, value)| Field { name: name.to_ascii_lowercase(), value: plain(value), range: range.clone() })
        .collect();
    found.entries.push(Entry {
        key,
        aliases: Vec::new(),
        kind,
        format: Format::Json,
        key_range,
        range,
        fields,
        inherited: Vec::new(),
    });
}

/// Where the value of `"id"` stands, without quotes.
fn id_range(text: &str) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let (mut at, mut depth) = (1, 0usize);
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            b'"' => {
                let end = string_end(bytes, at);
                let blanks = |from: usize| bytes[from..].iter().take_while(|b| b.is_ascii_whitespace()).count();
                let colon = end + blanks(end);
                if depth == 0 && &text[at..end] == "\"id\"" && bytes.get(colon) == Some(&b':') {
                    let value = colon + 1 + blanks(colon + 1);
                    return Some(if bytes.get(value) == Some(&b'"') {
                        value + 1..string_end(bytes, value) - 1
                    } else {
                        let length = bytes[value..].iter().take_while(|b| b.is_ascii_alphanumeric()).count();
                        value..value + length
                    });
                }
                at = end;
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    None
}

/// The end of the string that starts at `at`, its quotation mark included.
fn string_end(bytes: &[u8], at: usize) -> usize {
    let mut end = at + 1;
    while let Some(next) = memchr::memchr2(b'"', b'\\', bytes.get(end..).unwrap_or_default()) {
        end += next;
        if bytes[end] == b'"' {
            return end + 1;
        }
        end += 2;
    }
    bytes.len()
}

/// The end of the object that starts at `at`; one that is not closed ends with the file.
fn object_end(bytes: &[u8], at: usize) -> usize {
    let (mut depth, mut end) = (0usize, at);
    while let Some(&byte) = bytes.get(end) {
        match byte {
            b'"' => {
                end = string_end(bytes, end);
                continue;
            }
            b'{' => depth += 1,
            b'}' if depth == 1 => return end + 1,
            b'}' => depth -= 1,
            _ => {}
        }
        end += 1;
    }
    bytes.len()
}

/// The byte of `text` that serde_json means by a line and a column, both counted from 1.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    (start + column.saturating_sub(1)).min(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(source: &str) -> Vec<String> {
        read(source).entries.into_iter().map(|entry| entry.key).collect()
    }

    #[test]
    fn items_have_keys_and_places() {
        let source = "[\n {\"type\": \"book\", \"author\": [{\"id\": 1}], \"id\" : \"tide{1\"},\n {\"id\": 7, \"title\": \"x\"}]";
        let found = read(source);
        assert_eq!(keys(source), ["tide{1", "7"]);
        assert_eq!(&source[found.entries[0].key_range.clone()], "tide{1");
        assert_eq!(&source[found.entries[1].key_range.clone()], "7");
        assert_eq!(found.entries[1].field("title"), Some("x"));
        assert_eq!(found.problems, []);
    }

    #[test]
    fn a_broken_item_costs_no_other() {
        let source = "[{\"id\": \"a\", }, {\"title\": \"b\"}, {\"id\": \"c\"}]";
        let found = read(source);
        assert_eq!(keys(source), ["c"]);
        assert_eq!(found.problems.len(), 2);
        assert_eq!(found.problems[0].message, "This item is not JSON: trailing comma");
        assert_eq!(keys("{\"items\": [{\"id\": \"a\"}]}"), ["a"]);
    }

    #[test]
    fn what_is_cut_off_is_a_problem_and_no_panic() {
        let source = "[{\"id\": \"\u{e4}\", \"title\": \"x\\\"\u{e9}\"}]";
        for end in (0..source.len()).filter(|&end| source.is_char_boundary(end)) {
            read(&source[..end]);
        }
        assert_eq!(read("").problems, []);
        assert_eq!(read("{\"id\": 1}").problems.len(), 1);
    }
}
