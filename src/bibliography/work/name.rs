//! Names of people and bodies, from BibTeX's lists, CSL's objects and Hayagriva's texts.

use super::plain::plain;
use serde_json::Value;

/// A person, or a body, which has a family name only.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Name {
    /// The family name with its particles, or the whole name of a body.
    pub family: String,
    /// Given names or initials; empty for a body.
    pub given: String,
    /// `Jr.`, `III`.
    pub suffix: String,
}

impl Name {
    /// Whether it stands for everyone who is not named: BibTeX's `and others`.
    pub fn is_others(&self) -> bool {
        self.family == "others" && self.given.is_empty()
    }

    /// Initials of the given names: `A. B.`, `J.-P.`
    pub fn initials(&self) -> String {
        let words = self.given.split_whitespace().map(|word| {
            let parts = word.split('-').filter_map(|part| part.chars().find(|c| c.is_alphabetic()));
            parts.map(|c| format!("{}.", c.to_uppercase())).collect::<Vec<_>>().join("-")
        });
        words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
    }
}

/// The names in a field's value, of whichever format.
pub fn names(value: &str) -> Vec<Name> {
    if value.starts_with(['[', '{'])
        && let Ok(value) = serde_json::from_str::<Value>(value)
    {
        let items = value.as_array().cloned().unwrap_or_else(|| vec![value]);
        return items.iter().filter_map(of_json).collect();
    }
    split(value).into_iter().map(of_text).filter(|name| !name.family.is_empty()).collect()
}

fn of_json(value: &Value) -> Option<Name> {
    if let Some(text) = value.as_str() {
        return Some(of_text(text));
    }
    let text =
        |names: &[&str]| names.iter().find_map(|name| value.get(name)?.as_str()).unwrap_or_default().trim().to_owned();
    let particle = [text(&["dropping-particle"]), text(&["non-dropping-particle", "prefix"])];
    let family = text(&["literal", "family", "name"]);
    let family: Vec<&str> =
        particle.iter().map(String::as_str).chain([family.as_str()]).filter(|p| !p.is_empty()).collect();
    let (given, suffix) = (text(&["given", "given-name"]), text(&["suffix"]));
    (!family.is_empty()).then(|| Name { family: family.join(" "), given, suffix })
}

/// The names that ` and ` parts outside of braces.
fn split(value: &str) -> Vec<&str> {
    let (mut found, mut start, mut depth) = (Vec::new(), 0, 0usize);
    let bytes = value.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            b'a' | b'A' if depth == 0 && is_and(bytes, at) => {
                found.push(&value[start..at]);
                (start, at) = (at + 3, at + 2);
            }
            _ => {}
        }
        at += 1;
    }
    found.push(&value[start..]);
    found.into_iter().map(str::trim).filter(|name| !name.is_empty()).collect()
}

fn is_and(bytes: &[u8], at: usize) -> bool {
    let blank = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_whitespace);
    let word = bytes.get(at..at + 3).is_some_and(|word| word.eq_ignore_ascii_case(b"and"));
    word && at > 0 && blank(bytes.get(at - 1)) && blank(bytes.get(at + 3))
}

/// `Lock, Anna`, `von der Weir, Jr., Bert`, `Anna von Lock`, `{Harbour Office}`.
fn of_text(text: &str) -> Name {
    let text = text.trim();
    if text.starts_with('{') && text.ends_with('}') && text.matches('{').count() == 1 {
        return Name { family: plain(text), ..Name::default() };
    }
    let parts: Vec<String> = outside(text).into_iter().map(plain).collect();
    match &parts[..] {
        [family, given] => Name { family: family.clone(), given: given.clone(), ..Name::default() },
        [family, suffix, given, ..] => Name { family: family.clone(), given: given.clone(), suffix: suffix.clone() },
        _ => first_last(&plain(text)),
    }
}

/// The parts between commas outside of braces.
fn outside(text: &str) -> Vec<&str> {
    let mut depth = 0usize;
    text.split(|c: char| {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        c == ',' && depth == 0
    })
    .map(str::trim)
    .collect()
}

/// `Anna von Lock`: what starts with a small letter belongs to the family name.
fn first_last(text: &str) -> Name {
    let words: Vec<&str> = text.split_whitespace().collect();
    let small = words.iter().position(|word| word.starts_with(char::is_lowercase)).filter(|&at| at > 0);
    let cut = small.unwrap_or(words.len().saturating_sub(1)).min(words.len().saturating_sub(1));
    Name { family: words[cut..].join(" "), given: words[..cut].join(" "), suffix: String::new() }
}

#[cfg(test)]
mod tests {
    use super::names;

    fn shown(value: &str) -> Vec<String> {
        names(value).iter().map(|name| format!("{}|{}|{}", name.family, name.given, name.suffix)).collect()
    }

    #[test]
    fn names_of_every_format_are_read() {
        assert_eq!(
            shown("Lock, Anna and Bert von der Weir and {Harbour and Lock Office} and Oar, Jr., D. and others"),
            ["Lock|Anna|", "von der Weir|Bert|", "Harbour and Lock Office||", "Oar|D.|Jr.", "others||"]
        );
        assert_eq!(
            shown(r#"[{"family":"Lock","given":"Anna"},{"literal":"Harbour Office"}]"#),
            ["Lock|Anna|", "Harbour Office||"]
        );
        assert_eq!(shown(r#"["Lock, Anna", "Weir"]"#), ["Lock|Anna|", "Weir||"]);
        assert_eq!(shown(r#"[{"family":"Weir","non-dropping-particle":"van","given":"B."}]"#), ["van Weir|B.|"]);
        for odd in ["", ",", "and", " and ", "{", "}{", "[", "[1]", "{}", ", ,", "\u{e9} and \u{e9}"] {
            names(odd);
        }
        assert_eq!(names("Marie-Claire J\u{e9}r\u{f4}me Lock")[0].initials(), "M.-C. J.");
    }
}
