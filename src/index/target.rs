//! Where the target of a link leads, as far as its text says.

use crate::bibliography::percent_decoded;
use crate::prose::entity;
use std::ops::Range;

/// A target in the draft itself or in another file of the writer's; ranges are bytes of the target as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The path; empty for a place in the draft itself.
    pub path: Range<usize>,
    /// The place in that file, without `#`.
    pub anchor: Option<Range<usize>>,
}

/// Marks of a template, whose targets are known only when the page is made.
const TEMPLATES: &[&str] = &["{{", "{%", "${", "<%", "{#"];

impl Target {
    /// Reads a target. `None` if it is an address, or a template's, or nothing.
    pub fn of(written: &str) -> Option<Self> {
        let elsewhere = has_scheme(written) || written.starts_with("//") || written.starts_with("\\\\");
        if written.trim().is_empty() || elsewhere || TEMPLATES.iter().any(|mark| written.contains(mark)) {
            return None;
        }
        let hash = hash(written).unwrap_or(written.len());
        let end = written[..hash].find('?').unwrap_or(hash);
        // A fragment may hold directives for the browser: `#the-mill:~:text=…`.
        let tail = &written[hash..];
        let stop = tail.find(":~:").map_or(written.len(), |at| hash + at);
        let anchor = (hash + 1 < stop).then_some(hash + 1..stop);
        (end > 0 || anchor.is_some()).then_some(Self { path: 0..end, anchor })
    }

    /// The path as a file system has it.
    pub fn file(&self, written: &str) -> String {
        plain(&written[self.path.clone()])
    }

    /// The name of the place in the file.
    pub fn name(&self, written: &str) -> Option<String> {
        self.anchor.clone().map(|range| plain(&written[range]))
    }
}

/// Whether a target starts with a scheme: `https:`, `mailto:`. One letter is a drive of Windows, which is no address and no path either.
fn has_scheme(written: &str) -> bool {
    let Some(colon) = written.find(':') else { return false };
    let scheme = &written.as_bytes()[..colon];
    let inner = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.');
    scheme.first().is_some_and(u8::is_ascii_alphabetic) && scheme.iter().all(inner)
}

/// Where the place in a file starts: the first `#` that is not in an entity, `&#39;`.
fn hash(written: &str) -> Option<usize> {
    let mut hashes = memchr::memchr_iter(b'#', written.as_bytes());
    hashes.find(|&at| !(at > 0 && written[..at].ends_with('&') && leading_entity(&written[at - 1..]).is_some()))
}

/// The character that a text starts with as an entity, `&amp;`, `&#39;`, and the length of that.
fn leading_entity(text: &str) -> Option<(char, usize)> {
    let name = text.strip_prefix('&')?;
    let length = name.bytes().take(10).position(|b| b == b';')?;
    Some((entity(&name[..length])?, length + 2))
}

fn without_entities(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut done = 0;
    for at in memchr::memchr_iter(b'&', text.as_bytes()) {
        if at >= done
            && let Some((c, length)) = leading_entity(&text[at..])
        {
            plain.push_str(&text[done..at]);
            plain.push(c);
            done = at + length;
        }
    }
    plain.push_str(&text[done..]);
    plain
}

/// Text of a target without escapes, entities and percent signs.
fn plain(written: &str) -> String {
    let mut plain = String::with_capacity(written.len());
    let mut chars = written.chars().peekable();
    while let Some(c) = chars.next() {
        if c != '\\' || !chars.peek().is_some_and(char::is_ascii_punctuation) {
            plain.push(c);
        }
    }
    let plain = without_entities(&plain);
    decode(&plain).unwrap_or(plain)
}

/// Decodes `%20` and the like; `None` if what comes out is no text.
pub fn decode(text: &str) -> Option<String> {
    String::from_utf8(percent_decoded(text)).ok()
}

#[cfg(test)]
mod tests {
    use super::Target;

    fn parts(written: &str) -> Option<(String, Option<String>)> {
        Target::of(written).map(|target| (target.file(written), target.name(written)))
    }

    #[test]
    fn paths_and_places_are_told_apart() {
        let some = |path: &str, name: Option<&str>| Some((path.to_owned(), name.map(str::to_owned)));
        assert_eq!(parts("tides.md"), some("tides.md", None));
        assert_eq!(parts("../a%20b/tides.md?raw=1#the-mill"), some("../a b/tides.md", Some("the-mill")));
        assert_eq!(parts("#the%20mill"), some("", Some("the mill")));
        assert_eq!(parts("a&amp;b\\_c.md"), some("a&b_c.md", None));
        assert_eq!(parts("it&#39;s&#x2d;&quot;&unknown;#a&#98;"), some("it's-\"&unknown;", Some("ab")));
        assert_eq!(parts("a&#.md"), some("a&", Some(".md")));
        assert_eq!(parts("tides.md#:~:text=low%20water"), some("tides.md", None));
        assert_eq!(parts("100%.md"), some("100%.md", None));
    }

    #[test]
    fn what_leads_elsewhere_is_no_target() {
        for written in
            ["https://site.example/a#b", "mailto:a@site.example", "//site.example/a", "C:\\a.md", "", "{{ url }}"]
        {
            assert_eq!(Target::of(written), None, "{written}");
        }
    }
}
