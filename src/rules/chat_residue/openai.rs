//! Readers of what ChatGPT leaves.

use super::marker::{Sighting, Treatment};
use crate::citation::address;
use crate::rules::cursor::Cursor;

/// ChatGPT's delimiters: start, stop, separator and, around a cited passage, start and end.
pub const DELIMITERS: [char; 7] = ['\u{e200}', '\u{e201}', '\u{e202}', '\u{e203}', '\u{e204}', '\u{e205}', '\u{e206}'];

/// What `turn0…0` may point at.
const REFERENTS: &[&str] = &[
    "search",
    "news",
    "view",
    "file",
    "image",
    "academia",
    "fetch",
    "click",
    "reddit",
    "product",
    "products",
    "forecast",
    "finance",
    "video",
    "youtube",
    "ref",
    "maps",
    "map",
    "business",
    "calculator",
    "sports",
    "time",
    "weather",
    "open",
    "find",
    "screenshot",
    "msearch",
    "mclick",
    "code",
    "memory",
    "recap",
    "social",
    "source",
];

/// What may be glued to the front of `turn0search0`.
const PREFIXES: &[&str] = &["filecite", "memcite", "navlist", "cite", "image_group", "image", "video", "url", "i"];

/// Whether a marker is no more than one delimiter.
pub fn is_lone(marker: &str) -> bool {
    let mut chars = marker.chars();
    chars.next().is_some_and(|c| DELIMITERS.contains(&c)) && chars.next().is_none()
}

/// `U+E200 kind U+E202 … U+E201`, or a delimiter alone.
pub fn delimited(text: &str, at: usize) -> Option<Sighting> {
    let mut cursor = Cursor::new(text, at);
    let first = cursor.rest().chars().next().filter(|c| DELIMITERS.contains(c))?;
    cursor.at += first.len_utf8();
    let lone = Sighting::delete(at..cursor.at);
    if first != '\u{e200}' {
        return lone;
    }
    let Some(body) = cursor.until("\u{e201}").filter(|body| !body.contains('\u{e200}')) else { return lone };
    let mut parts = body.split('\u{e202}');
    let kind = parts.next().unwrap_or("");
    let arguments: Vec<&str> = parts.collect();
    let treatment = match (kind, arguments.as_slice()) {
        ("entity", [json, ..]) => entity(json),
        ("url", [title, url]) if url.starts_with("http") => Treatment::Replace(format!("[{title}]({url})")),
        (_, arguments) if arguments.iter().any(|argument| argument.contains(['{', '['])) && !is_picture(kind) => {
            Treatment::DeleteWithCare
        }
        _ => Treatment::Delete,
    };
    Sighting::new(at..cursor.at, treatment)
}

/// Kinds that show pictures and lists beside the text: without them the sentence is whole.
fn is_picture(kind: &str) -> bool {
    matches!(
        kind,
        "image_group" | "image" | "i" | "video" | "navlist" | "products" | "product" | "forecast" | "finance"
    )
}

/// `["people","Name","what it is"]` stands where the name should be.
fn entity(json: &str) -> Treatment {
    let parts: Vec<String> = serde_json::from_str(json).unwrap_or_default();
    match parts.get(1).map(|name| name.trim()) {
        Some(name) if !name.is_empty() => Treatment::Replace(name.to_owned()),
        _ => Treatment::Ask,
    }
}

/// `citeturn2search0turn3view1`: the same after its delimiters were lost.
pub fn turn(text: &str, at: usize) -> Option<Sighting> {
    let mut cursor = Cursor::new(text, at);
    let mut count = 0;
    while turn_reference(&mut cursor).is_some() {
        count += 1;
        separators(&mut cursor);
    }
    if count == 0 {
        return None;
    }
    let mut start = at;
    start -= separator_length(&text[..start]);
    let prefix = PREFIXES.iter().find(|prefix| text[..start].ends_with(**prefix));
    // A word may end in `i`; only one that is cut off from it by nothing else is the prefix.
    let prefix = prefix.filter(|p| p.len() > 1 || !text[..start - 1].ends_with(|c: char| c.is_ascii_alphabetic()));
    if let Some(prefix) = prefix {
        start -= prefix.len();
        start -= separator_length(&text[..start]);
    } else if count == 1 && start == at && !stands_as_marker(text, at, cursor.at) {
        return None;
    }
    Sighting::delete(start..cursor.at)
}

/// Whether a single bare `turn0search0` stands where a citation would: glued to a word or a stop, or closing a sentence.
/// Elsewhere a text speaks about it: a heading, a search for it, a list of such names.
fn stands_as_marker(text: &str, start: usize, end: usize) -> bool {
    let (head, tail) = (&text[..start], &text[end..]);
    let spaced = head.ends_with(' ');
    let before = head.trim_end_matches(' ').chars().next_back();
    let after = tail.chars().next();
    let stop = before.is_some_and(|c| ".!?\u{3002}\u{201d}\u{bb}:".contains(c));
    let word = before.is_some_and(char::is_alphanumeric);
    let closed = after.is_none_or(|c| matches!(c, '.' | ',' | ';' | '\n' | '\r'));
    stop || (word && !spaced) || (word && closed)
}

/// `turn0search12`, perhaps with lines: `L3-L9`.
fn turn_reference(cursor: &mut Cursor<'_>) -> Option<()> {
    let mut ahead = *cursor;
    ahead.eat("turn")?;
    ahead.digits()?;
    let referent = ahead.letters()?;
    ahead.digits()?;
    REFERENTS.contains(&referent).then_some(())?;
    let mut lines = ahead;
    separators(&mut lines);
    if lines.eat("L").and_then(|()| lines.digits()).is_some() {
        ahead = lines;
        let _ = lines.eat("-").and_then(|()| lines.eat("L")).and_then(|()| lines.digits()).map(|_| ahead = lines);
    }
    *cursor = ahead;
    Some(())
}

fn separators(cursor: &mut Cursor<'_>) {
    cursor.at += cursor.rest().len() - cursor.rest().trim_start_matches(is_separator).len();
}

fn separator_length(head: &str) -> usize {
    head.len() - head.trim_end_matches(is_separator).len()
}

/// A delimiter, or what a program that did not know it put in its place.
fn is_separator(c: char) -> bool {
    DELIMITERS.contains(&c) || c == '\u{fffd}'
}

/// `citegenerated-reference-identifier`
pub fn generated_reference(text: &str, at: usize) -> Option<Sighting> {
    let mut cursor = Cursor::new(text, at);
    cursor.eat("cite")?;
    separators(&mut cursor);
    cursor.eat("generated-reference-identifier")?;
    separators(&mut cursor);
    Sighting::delete(at..cursor.at)
}

/// `:contentReference[oaicite:0]{index=0}`, with or without escapes, braces and colon.
pub fn content_reference(text: &str, at: usize) -> Option<Sighting> {
    let mut cursor = Cursor::new(text, at);
    cursor.eat("[oaicite:")?;
    cursor.spaces();
    let _ = cursor.digits();
    cursor.eat_escaped("]")?;
    let mut index = cursor;
    index.spaces();
    let _ = index.eat_escaped("{");
    if index.eat("index=").and_then(|()| index.digits()).is_some() {
        let _ = index.eat_escaped("}");
        cursor = index;
    }
    let head = text[..at].trim_end_matches('\\');
    let head = head.strip_suffix("contentReference").map(|head| head.trim_end_matches([':', '\u{200b}']));
    Sighting::delete(head.map_or(at, str::len)..cursor.at)
}

/// `【oaicite:0】`, which stood in backticks between zero-width spaces.
pub fn lenticular_oaicite(text: &str, at: usize) -> Option<Sighting> {
    let mut cursor = Cursor::new(text, at);
    cursor.eat("\u{3010}oaicite:")?;
    let _ = cursor.digits();
    cursor.eat("\u{3011}")?;
    let mut head = &text[..at];
    while let Some(less) = HULL.iter().find_map(|part| head.strip_suffix(part)) {
        head = less;
    }
    while HULL.iter().any(|part| cursor.eat(part).is_some()) {}
    Sighting::delete(head.len()..cursor.at)
}

/// What stands around `【oaicite:0】`.
const HULL: [&str; 3] = ["`", "\u{200b}", "&#8203;"];

/// `[oai_citation:0‡Title](address)`
pub fn oai_citation(text: &str, at: usize) -> Option<Sighting> {
    let mut cursor = Cursor::new(text, at + 1);
    let escaped = text[..at].ends_with('\\');
    let start = at - usize::from(escaped);
    cursor.eat("oai")?;
    cursor.eat_any(&["_ ", "_", " "])?;
    cursor.eat("citation")?;
    cursor.spaces();
    cursor.eat(":").or_else(|| cursor.eat("\u{ff1a}"))?;
    cursor.spaces();
    let _ = cursor.digits();
    let separators = ['\u{2021}', '\u{2020}', ',', '\u{ff0c}', '\u{3001}', ' ', ':'];
    cursor.at += cursor.rest().len() - cursor.rest().trim_start_matches(separators).len();
    let title = cursor.balanced(b'[', b']')?;
    let title = title.strip_suffix('\\').unwrap_or(title);
    let label = at + 1..cursor.at - 1 - usize::from(text[..cursor.at - 1].ends_with('\\'));
    let closed = cursor.at;
    cursor.spaces();
    let Some(target) = cursor.eat("(").and_then(|()| cursor.balanced(b'(', b')')) else {
        return Sighting::delete(start..closed);
    };
    let url: String = target.split(" \"").next().unwrap_or("").split_whitespace().collect();
    let treatment = match address::host(&url) {
        None => Treatment::Delete,
        Some(host) if title.trim().is_empty() => Treatment::Replace(format!("[{host}]({url})")),
        Some(_) if escaped => Treatment::DeleteWithCare,
        Some(_) if url.len() != target.len() && !target.contains(" \"") => {
            Treatment::Replace(format!("[{}]({url})", title.trim()))
        }
        Some(_) => Treatment::Relabel(label, title.trim().to_owned()),
    };
    Sighting::new(start..cursor.at, treatment)
}

/// `^[sentence]({"attribution":{"attributableIndex":"0-1"}})`: the JSON and its brackets are one half, `^[` the other.
pub fn attribution(text: &str, at: usize) -> Option<Sighting> {
    let mut cursor = Cursor::new(text, at);
    cursor.eat_escaped("({\"attribution\":{\"attributableIndex\":\"")?;
    cursor.until("\"")?;
    cursor.eat_escaped("}})")?;
    let head = &text[..at];
    let Some(close) = head.strip_suffix("\\]").or_else(|| head.strip_suffix(']')) else {
        return Sighting::delete(at..cursor.at);
    };
    let json = close.len()..cursor.at;
    let reach = close.len().saturating_sub(crate::rules::cursor::REACH);
    let window = (reach..close.len()).find(|&n| close.is_char_boundary(n)).map_or("", |n| &close[n..]);
    let open = ["^[", "^\\["].iter().filter_map(|open| Some((window.rfind(open)?, open.len()))).max();
    match open {
        Some((back, length)) => {
            let start = close.len() - window.len() + back;
            Sighting::new(json, Treatment::Unwrap(start..start + length))
        }
        None => Sighting::delete(json),
    }
}

/// `:::writing{variant="document" id="1"}` and the `:::` that ends it.
pub fn writing(text: &str, at: usize) -> Option<Sighting> {
    let mut cursor = Cursor::new(text, at);
    cursor.eat(":::writing{")?;
    cursor.until("}")?;
    let window = cursor.window();
    let close = window
        .find("\n:::")
        .filter(|&n| window[n + 4..].trim_start_matches(' ').starts_with(['\n', '\r']) || n + 4 == window.len());
    match close {
        Some(n) => Sighting::new(at..cursor.at, Treatment::Unwrap(cursor.at + n + 1..cursor.at + n + 4)),
        None => Sighting::delete(at..cursor.at),
    }
}
