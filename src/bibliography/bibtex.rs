//! BibTeX and BibLaTeX, read so that a fault stays where it is: an entry that is never closed ends where the next one
//! starts at the beginning of a line, and what is left of a broken entry counts.

mod value;

use super::Format;
use super::entry::{Bibliography, Entry, Field, Problem};
use super::inherit::inherit;
use std::collections::HashMap;
use std::ops::Range;
use value::head_at;

/// Reads a file. One pass: the scanner never goes back over what it has read.
pub fn read(source: &str) -> Bibliography {
    let mut reader = Reader {
        source,
        bytes: source.as_bytes(),
        at: 0,
        line: 0,
        looked: 0,
        texts: HashMap::new(),
        found: Bibliography::default(),
    };
    while let Some(next) = memchr::memchr(b'@', &reader.bytes[reader.at..]) {
        reader.at += next;
        reader.command();
    }
    inherit(&mut reader.found.entries);
    reader.found
}

struct Reader<'a> {
    source: &'a str,
    bytes: &'a [u8],
    at: usize,
    /// Where the line starts that holds `looked`, up to which line ends were looked for.
    line: usize,
    looked: usize,
    /// What `@string` defines, by lower-case name.
    texts: HashMap<String, String>,
    found: Bibliography,
}

/// A fault, as a problem of the file.
type Fault = Problem;

fn fault(range: Range<usize>, message: impl Into<String>) -> Fault {
    Problem { range, message: message.into() }
}

impl Reader<'_> {
    /// Reads what an `@` starts; text between entries may hold one that starts nothing, and so may a line that `%` comments out.
    fn command(&mut self) {
        let start = self.at;
        if self.line_at(start) == Some(&b'%') {
            self.at = memchr::memchr(b'\n', &self.bytes[start..]).map_or(self.bytes.len(), |n| start + n);
            return;
        }
        let Some((kind, close)) = self.head() else {
            self.at = start + 1;
            return;
        };
        let result = match kind.as_str() {
            "comment" => self.skip_comment(),
            "preamble" => self.value().map(drop),
            "string" => self.definition(),
            _ => return self.entry(start, kind, close),
        };
        if result.is_ok() {
            self.close(close, start);
        }
        if let Err(problem) = result {
            self.found.problems.push(problem);
        }
    }

    /// The first byte of the line of `at`; each newline is looked for once.
    fn line_at(&mut self, at: usize) -> Option<&u8> {
        if let Some(newline) = memchr::memrchr(b'\n', &self.bytes[self.looked..at]) {
            self.line = self.looked + newline + 1;
        }
        self.looked = at;
        self.bytes.get(self.line)
    }

    /// Reads `@kind{` or `@kind(`. Returns the kind in lower case and what closes the entry.
    fn head(&mut self) -> Option<(String, u8)> {
        let (name, open) = head_at(self.bytes, self.at)?;
        self.at = open + 1;
        let close = if self.bytes[open] == b'{' { b'}' } else { b')' };
        Some((self.source[name].to_ascii_lowercase(), close))
    }

    fn entry(&mut self, start: usize, kind: String, close: u8) {
        self.skip_blank();
        let key_range = self.key(close);
        let key = self.source[key_range.clone()].to_owned();
        let mut entry = Entry {
            key,
            aliases: Vec::new(),
            kind,
            format: Format::Bibtex,
            key_range,
            range: start..start,
            fields: Vec::new(),
            inherited: Vec::new(),
        };
        let result = self.fields(&mut entry, close);
        entry.range.end = self.at;
        if entry.key.is_empty() {
            let head =
                start..self.bytes[start..].iter().position(|b| matches!(b, b'{' | b'(')).map_or(start, |n| start + n);
            self.found
                .problems
                .push(fault(head, "This entry has no key, so nothing can cite it; put one after the brace"));
        } else {
            if let Err(problem) = result {
                self.found.problems.push(problem);
            }
            let ids = entry.field("ids").unwrap_or_default();
            entry.aliases = ids.split(',').map(str::trim).filter(|id| !id.is_empty()).map(str::to_owned).collect();
            self.found.entries.push(entry);
        }
    }

    /// The key: everything up to the comma. Nothing, if a field's `=` comes first.
    fn key(&mut self, close: u8) -> Range<usize> {
        let start = self.at;
        // `@article{` cut off before the next entry: that one's kind is no key.
        if self.bytes.get(start) == Some(&b'@') && self.is_entry_start() {
            return start..start;
        }
        let stop = |b: &u8| matches!(b, b',' | b'\n' | b'\r' | b'=' | b'{' | b'"' | b' ' | b'\t') || *b == close;
        let end = self.bytes[start..].iter().position(stop).map_or(self.bytes.len(), |n| start + n);
        let after = self.bytes[end..].iter().position(|b| !matches!(b, b' ' | b'\t')).map_or(end, |n| end + n);
        if self.bytes.get(after) == Some(&b'=') {
            return start..start;
        }
        self.at = end;
        self.rest_of_key(start, end, after);
        start..end
    }

    /// Passes over what stands behind a blank in the key that starts at `start`, up to its comma, and reports it.
    fn rest_of_key(&mut self, start: usize, end: usize, after: usize) {
        if end == start || after == end {
            return;
        }
        let rest = &self.bytes[after..];
        let length =
            rest.iter().position(|b| matches!(b, b',' | b'\n' | b'\r' | b'=' | b'{' | b'}' | b'"' | b')' | b'@'));
        let Some(length) = length.filter(|&length| length > 0 && rest[length] == b',') else { return };
        let range = start..after + length;
        let message = format!("The key `{}` has a space in it; write it as one word", &self.source[range.clone()]);
        self.found.problems.push(fault(range, message));
        self.at = after + length;
    }

    /// Reads fields up to the entry's end.
    fn fields(&mut self, entry: &mut Entry, close: u8) -> Result<(), Fault> {
        let mut parted = entry.key.is_empty();
        loop {
            self.skip_blank();
            match self.bytes.get(self.at) {
                Some(b',') => {
                    parted = true;
                    self.at += 1;
                }
                Some(&b) if b == close => {
                    self.at += 1;
                    return Ok(());
                }
                None => return Err(self.unclosed(entry)),
                Some(b'@') if self.is_entry_start() => return Err(self.unclosed(entry)),
                Some(_) => {
                    let before = self.at;
                    let field = self.field()?;
                    if !parted {
                        let name = before..before + field.name.len();
                        let message = format!("A comma is missing before `{}`", field.name);
                        self.found.problems.push(fault(name, message));
                    }
                    parted = false;
                    entry.fields.push(field);
                }
            }
        }
    }

    fn field(&mut self) -> Result<Field, Fault> {
        let name = self.name();
        if name.is_empty() {
            let end = self.at + self.source[self.at..].chars().next().map_or(0, char::len_utf8);
            let what = &self.source[self.at..end];
            let message = format!(
                "`{what}` stands where a field or the end of the entry should; look for a brace too many before it"
            );
            let problem = fault(self.at..end, message);
            self.at = end;
            return Err(problem);
        }
        self.skip_blank();
        let word = self.source[name.clone()].to_owned();
        if self.bytes.get(self.at) != Some(&b'=') {
            return Err(fault(name, format!("`{word}` is followed by no `=` and value; write `{word} = {{…}},`")));
        }
        self.at += 1;
        let (value, range) = self.value()?;
        Ok(Field { name: word.to_ascii_lowercase(), value, range })
    }

    /// `name = value` of an `@string`.
    fn definition(&mut self) -> Result<(), Fault> {
        self.skip_blank();
        let field = self.field()?;
        self.texts.insert(field.name, field.value);
        Ok(())
    }

    /// Over the inside of `@comment{…}`; one that is never closed ends at the next entry.
    fn skip_comment(&mut self) -> Result<(), Fault> {
        self.at -= 1;
        if self.balanced(b'}', "").is_ok() {
            self.at -= 1;
        }
        Ok(())
    }

    /// Reads the end of an `@string` or its kin.
    fn close(&mut self, close: u8, start: usize) {
        self.skip_blank();
        if self.bytes.get(self.at) == Some(&close) {
            self.at += 1;
        } else if self.bytes[start..].get(1..8).is_none_or(|word| !word.eq_ignore_ascii_case(b"comment")) {
            self.found.problems.push(fault(start..start + 1, "What starts here is not closed; add the closing brace"));
        }
    }

    fn unclosed(&self, entry: &Entry) -> Fault {
        let range =
            if entry.key.is_empty() { entry.range.start..entry.range.start + 1 } else { entry.key_range.clone() };
        fault(range, format!("The entry `{}` is not closed; add the closing brace", entry.key))
    }
}

#[cfg(test)]
mod tests;
