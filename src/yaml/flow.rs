//! What stands within a line: keys, quoted texts, and values in brackets and braces, which may go on over several lines.

use super::{DEEPEST, Key, Node, Value, nothing};
use std::ops::Range;

/// The key that a line starts with: its name, where that stands, and where what follows its colon starts.
pub fn key(text: &str) -> Option<(String, Range<usize>, usize)> {
    let first = *text.as_bytes().first()?;
    if matches!(first, b'"' | b'\'') {
        let (name, inside, end) = quoted(text, 0);
        let rest = text[end..].trim_start();
        let colon = text.len() - rest.len();
        let follows = rest.starts_with(':') && (rest.len() == 1 || rest[1..].starts_with([' ', '\t']));
        return follows.then_some((name, inside, colon + 1));
    }
    if matches!(first, b'[' | b'{' | b'|' | b'>' | b'#' | b'%' | b'@' | b'`' | b'&' | b'*' | b'!') {
        return None;
    }
    let colon = text.match_indices(':').map(|(at, _)| at).find(|at| {
        let after = &text[at + 1..];
        after.is_empty() || after.starts_with([' ', '\t'])
    })?;
    let name = text[..colon].trim_end();
    (!name.is_empty() && !name.contains(" #")).then(|| (name.to_owned(), 0..name.len(), colon + 1))
}

/// The length of anchors and tags before a value, `&name` and `!tag`, and the blanks after them.
pub fn properties(text: &str) -> usize {
    let mut rest = text;
    while rest.starts_with('&') || rest.starts_with('!') {
        let Some(end) = rest.find([' ', '\t']) else { return text.len() };
        rest = rest[end..].trim_start();
    }
    text.len() - rest.len()
}

/// A plain text without the comment after it.
pub fn uncommented(text: &str) -> &str {
    text.find(" #").map_or(text, |at| &text[..at]).trim_end()
}

/// Reads a value in brackets, braces or quotation marks that starts at `start`, and whether it is closed.
pub fn read(source: &str, start: usize) -> (Node, bool) {
    let mut reader = Reader { source, at: start, depth: 0, cut: false };
    (reader.value(), !reader.cut)
}

struct Reader<'a> {
    source: &'a str,
    at: usize,
    depth: usize,
    /// Whether something was not closed.
    cut: bool,
}

impl Reader<'_> {
    fn value(&mut self) -> Node {
        self.blanks();
        let start = self.at;
        match self.byte() {
            Some(open @ (b'[' | b'{')) if self.depth < DEEPEST => {
                self.depth += 1;
                let node = if open == b'[' { self.list() } else { self.map() };
                self.depth -= 1;
                node
            }
            Some(b'"' | b'\'') => self.quoted(),
            Some(_) => self.plain(),
            None => nothing(start),
        }
    }

    /// A text in quotation marks; one that is not closed ends with its line.
    fn quoted(&mut self) -> Node {
        let start = self.at;
        let mut found = quoted(self.source, start);
        // Once one is not closed, what follows may be read anyhow, and only once.
        if self.cut || found.1.end == found.2 {
            self.cut = true;
            let line = self.source[start..].find(['\n', '\r']).map_or(self.source.len(), |length| start + length);
            found = quoted(&self.source[..line], start);
        }
        let (text, range, end) = found;
        self.at = end;
        Node { range, value: Value::Text(text) }
    }

    fn list(&mut self) -> Node {
        let start = self.at;
        self.at += 1;
        let mut items = Vec::new();
        while !self.ends(b']') {
            let before = self.at;
            let item = self.value();
            if item.value != Value::Nothing {
                items.push(item);
            }
            self.part(before);
        }
        Node { range: start..self.at, value: Value::List(items) }
    }

    fn map(&mut self) -> Node {
        let start = self.at;
        self.at += 1;
        let mut entries = Vec::new();
        while !self.ends(b'}') {
            let before = self.at;
            let key = self.value();
            self.blanks();
            let mut value = nothing(self.at);
            if self.byte() == Some(b':') {
                self.at += 1;
                value = self.value();
            }
            if let Value::Text(text) = key.value {
                entries.push((Key { range: key.range, text }, value));
            }
            self.part(before);
        }
        Node { range: start..self.at, value: Value::Map(entries) }
    }

    /// Whether the list or mapping ends here; reads its end.
    fn ends(&mut self, close: u8) -> bool {
        self.blanks();
        match self.byte() {
            None => {
                self.cut = true;
                true
            }
            // The end of something around it, too: what is not closed ends there.
            Some(b @ (b']' | b'}')) => {
                self.cut |= b != close;
                self.at += usize::from(b == close);
                true
            }
            _ => false,
        }
    }

    /// Reads a comma. Whatever happens, it goes on from `before`.
    fn part(&mut self, before: usize) {
        self.blanks();
        if self.byte() == Some(b',') {
            self.at += 1;
        } else if self.at == before {
            self.at += self.source[self.at..].chars().next().map_or(0, char::len_utf8);
        }
    }

    fn plain(&mut self) -> Node {
        let start = self.at;
        let rest = &self.source[start..];
        let stop = |(index, c): (usize, char)| {
            let colon = c == ':' && rest[index + 1..].starts_with([' ', '\t', '\n', '\r', ',', ']', '}']);
            matches!(c, ',' | '[' | ']' | '{' | '}' | '\n' | '\r') || colon
        };
        let end = rest.char_indices().find(|&found| stop(found)).map_or(rest.len(), |(index, _)| index);
        let text = uncommented(&rest[..end]);
        self.at = start + end;
        let value = if text.is_empty() { Value::Nothing } else { Value::Text(text.to_owned()) };
        Node { range: start..start + text.len(), value }
    }

    fn byte(&self) -> Option<u8> {
        self.source.as_bytes().get(self.at).copied()
    }

    fn blanks(&mut self) {
        self.at += self.source.as_bytes()[self.at..].iter().take_while(|b| b.is_ascii_whitespace()).count();
    }
}

/// The text in quotation marks at `start`, where it stands, and where it ends with its mark.
fn quoted(source: &str, start: usize) -> (String, Range<usize>, usize) {
    let mark = source.as_bytes()[start];
    let mut text = String::new();
    let mut chars = source[start + 1..].char_indices().peekable();
    while let Some((index, c)) = chars.next() {
        let at = start + 1 + index;
        match c {
            '\'' if mark == b'\'' && chars.peek().is_some_and(|&(_, next)| next == '\'') => {
                chars.next();
                text.push('\'');
            }
            '\\' if mark == b'"' => match chars.next() {
                Some((_, 'n')) => text.push('\n'),
                Some((_, 't')) => text.push('\t'),
                Some((_, other)) => text.push(other),
                None => {}
            },
            // A line end and the blanks around it are one blank.
            '\n' | '\r' => {
                text.truncate(text.trim_end_matches([' ', '\t']).len());
                while chars.next_if(|(_, next)| next.is_ascii_whitespace()).is_some() {}
                text.push(' ');
            }
            c if c == mark as char => return (text, start + 1..at, at + 1),
            c => text.push(c),
        }
    }
    (text, start + 1..source.len(), source.len())
}

#[cfg(test)]
mod tests {
    use super::super::{Node, Value, read};

    /// As compact JSON, so that a test reads as the text does.
    fn shown(node: &Node) -> String {
        let all = |parts: Vec<String>| parts.join(",");
        match &node.value {
            Value::Text(text) => text.replace('\n', "\\n"),
            Value::List(items) => format!("[{}]", all(items.iter().map(shown).collect())),
            Value::Map(entries) => {
                format!(
                    "{{{}}}",
                    all(entries.iter().map(|(key, node)| format!("{}:{}", key.text, shown(node))).collect())
                )
            }
            Value::Nothing => "~".to_owned(),
        }
    }

    #[test]
    fn reads_what_metadata_is_made_of() {
        let cases = [
            ("---\ntitle: \"A: b\" # no\nlang: en\n---\n", "{title:A: b,lang:en}"),
            ("bibliography: [a.bib, 'b c.bib',\n  d.bib]\ncsl: x", "{bibliography:[a.bib,b c.bib,d.bib],csl:x}"),
            ("bibliography:\n- a.bib\n- b.bib\nx: 1", "{bibliography:[a.bib,b.bib],x:1}"),
            ("a:\n  b:\n    - c: 1\n      d: 2\n    - 3\n", "{a:{b:[{c:1,d:2},3]}}"),
            ("nocite: |\n  @a, @b\n\n  @c\nz: 1", "{nocite:@a, @b\\n\\n@c,z:1}"),
            ("abstract: one\n  two\n  three\nz:", "{abstract:one two three,z:~}"),
            ("- id: a\n  issued: {year: 2001, month: 2}\n- id: b", "[{id:a,issued:{year:2001,month:2}},{id:b}]"),
            ("\u{feff}key: 'it''s'\r\nurl: https://a.example/x:y\r\n", "{key:it's,url:https://a.example/x:y}"),
            ("a: !tag &anchor b\n- stray\nc: d", "{a:b}"),
            ("- - 1\n  - 2\n-\n  - 3", "[[1,2],[3]]"),
        ];
        for (source, expected) in cases {
            assert_eq!(shown(&read(source)), expected, "{source:?}");
        }
    }

    #[test]
    fn places_are_those_of_the_words() {
        let source = "---\nbibliography: \"refs.bib\"\nmore: [x.bib]\n---\n";
        let read = read(source);
        for (name, word) in [("bibliography", "refs.bib"), ("more", "x.bib")] {
            assert_eq!(&source[read.get(name).unwrap().items()[0].range.clone()], word);
        }
    }

    #[test]
    fn what_is_not_closed_ends_before_the_next_key() {
        let cases = [
            ("---\nbibliography: [r.bib\ntitle: \"x\"\n---\n", "{bibliography:[r.bib],title:x}"),
            ("---\nbibliography: \"r.bib\ntitle: \"x\"\n---\n", "{bibliography:r.bib,title:x}"),
            ("---\nbibliography: 'r.bib\n---\n", "{bibliography:r.bib}"),
            ("---\nbibliography: [a.bib,\n  \"b.bib\n---\n", "{bibliography:[a.bib,b.bib]}"),
            ("---\nbibliography: [a.bib, b.bib\n---\n", "{bibliography:[a.bib,b.bib]}"),
            ("a:\n- [b\n- c\nd: {e: f\ng: h", "{a:[[b],c],d:{e:f},g:h}"),
            ("bibliography: [\na.bib,\nb.bib\n]\nx: 1", "{bibliography:[a.bib,b.bib],x:1}"),
            ("title: \"A long\n  title\"\nx: 1", "{title:A long title,x:1}"),
            ("{\n\"a\": {\n\"b\": 1\n},\n\"c\": 2\n}\n", "{a:{b:1},c:2}"),
        ];
        for (source, expected) in cases {
            assert_eq!(shown(&read(source)), expected, "{source:?}");
        }
    }

    #[test]
    fn broken_text_ends_where_it_ends() {
        for source in
            ["a: [b, {c: \"d", "a: [", "{", "- - - - [[[{{", "'", "a: {b c: d]\ne: f", "[a, ]]]", ": x", "-\t- a"]
        {
            shown(&read(source));
        }
        shown(&read(&"- ".repeat(5000)));
        shown(&read(&"[".repeat(5000)));
        shown(&read(&"a: {b: ".repeat(5000)));
        for line in
            ["a: [b\n", "a: [\n b\n", "- \"b\n", "a: \"\n", "[\"b\n", "a: ['x\n ''\n", "a: [x]\n  y\n", "a: [\nb\n"]
        {
            shown(&read(&line.repeat(20_000)));
        }
    }
}
