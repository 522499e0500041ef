//! What a field holds, and where an unclosed one ends.

use super::{Fault, Reader, fault};
use std::ops::Range;

impl Reader<'_> {
    /// Reads texts joined by `#`.
    pub(super) fn value(&mut self) -> Result<(String, Range<usize>), Fault> {
        let mut value = String::new();
        let mut range: Option<Range<usize>> = None;
        loop {
            self.skip_blank();
            let part = match self.bytes.get(self.at) {
                Some(b'{') => self.braced()?,
                Some(b'"') => self.quoted()?,
                _ => self.bare(),
            };
            let text = &self.source[part.clone()];
            // After a delimiter the place is one further.
            let bare = self.at == part.end;
            let named = bare.then(|| self.texts.get(&text.to_ascii_lowercase())).flatten();
            value.push_str(named.map_or(text, String::as_str));
            range = Some(range.map_or(part.start, |range| range.start)..part.end);
            self.skip_blank();
            if self.bytes.get(self.at) != Some(&b'#') {
                return Ok((value, range.unwrap_or(self.at..self.at)));
            }
            self.at += 1;
        }
    }

    /// A number or the name of an `@string`. A value that is missing costs nothing else.
    fn bare(&mut self) -> Range<usize> {
        let start = self.at;
        let stop =
            |b: &u8| b.is_ascii_whitespace() || matches!(b, b',' | b'}' | b')' | b'{' | b'"' | b'#' | b'=' | b'@');
        self.at = self.bytes[start..].iter().position(stop).map_or(self.bytes.len(), |n| start + n);
        if self.at == start {
            let before = self.source[..start].trim_end();
            let last = before.char_indices().next_back().map_or(0, |(index, _)| index);
            let problem = fault(last..before.len(), "A value is missing here; write `{}` for an empty one");
            self.found.problems.push(problem);
        }
        start..self.at
    }

    /// `{…}` with balanced braces; the range is what stands inside.
    fn braced(&mut self) -> Result<Range<usize>, Fault> {
        let start = self.at + 1;
        let end = self.balanced(b'}', "The brace that opens here is not closed")?;
        Ok(start..end)
    }

    /// `"…"` with balanced braces; the range is what stands inside.
    fn quoted(&mut self) -> Result<Range<usize>, Fault> {
        let start = self.at + 1;
        let end = self.balanced(b'"', "The quotation mark that opens here is not closed")?;
        Ok(start..end)
    }

    /// Reads a delimiter and up to its counterpart, which stands outside all braces within. Ends at the next entry.
    pub(super) fn balanced(&mut self, close: u8, message: &str) -> Result<usize, Fault> {
        let open = self.at;
        let mut depth = 0usize;
        self.at += 1;
        while let Some(&byte) = self.bytes.get(self.at) {
            match byte {
                b'\\' if matches!(self.bytes.get(self.at + 1), Some(b'{' | b'}' | b'"' | b'\\')) => {
                    // An escaped quotation mark closes nothing; an escaped brace counts like any other, as BibTeX has it.
                    self.at += usize::from(!matches!(self.bytes.get(self.at + 1), Some(b'{' | b'}')));
                }
                b if b == close && depth == 0 => {
                    self.at += 1;
                    return Ok(self.at - 1);
                }
                b'{' => depth += 1,
                b'}' if depth > 0 => depth -= 1,
                b'@' if self.is_entry_start() => break,
                _ => {}
            }
            self.at += 1;
        }
        Err(fault(open..open + 1, message))
    }

    /// Whether an entry starts here, at the beginning of a line: `@kind{key,` or `@kind{key}`.
    pub(super) fn is_entry_start(&self) -> bool {
        let line = self.source[..self.at].trim_end_matches([' ', '\t']);
        if !(line.is_empty() || line.ends_with(['\n', '\r'])) {
            return false;
        }
        let Some((name, open)) = head_at(self.bytes, self.at) else { return false };
        let word = self.source[name].to_ascii_lowercase();
        if matches!(word.as_str(), "comment" | "string" | "preamble") {
            return true;
        }
        let rest = &self.bytes[open + 1..];
        let end = rest.iter().take(300).position(|b| matches!(b, b',' | b'\n' | b'\r' | b'{' | b'}' | b'='));
        end.is_some_and(|end| rest[end] == b',' || end > 0 && rest[end] == b'}')
    }

    pub(super) fn name(&mut self) -> Range<usize> {
        let start = self.at;
        let inside = |b: &u8| {
            b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.' | b':' | b'+' | b'/' | b'*') || *b >= 0x80
        };
        self.at += self.bytes[start..].iter().take_while(|b| inside(b)).count();
        start..self.at
    }

    /// Over blanks, and over lines that `%` comments out between fields, as biber reads them.
    pub(super) fn skip_blank(&mut self) {
        loop {
            self.at += self.bytes[self.at..].iter().take_while(|b| b.is_ascii_whitespace()).count();
            if self.bytes.get(self.at) != Some(&b'%') {
                return;
            }
            self.at = memchr::memchr(b'\n', &self.bytes[self.at..]).map_or(self.bytes.len(), |n| self.at + n);
        }
    }
}

/// The word after the `@` at `at`, and where the brace or parenthesis after it stands.
pub fn head_at(bytes: &[u8], at: usize) -> Option<(Range<usize>, usize)> {
    let start = at + 1;
    let end = start
        + bytes.get(start..)?.iter().take_while(|b| b.is_ascii_alphabetic() || **b == b'_' || **b == b'-').count();
    let open = end + bytes[end..].iter().take_while(|b| matches!(b, b' ' | b'\t')).count();
    (end > start && matches!(bytes.get(open), Some(b'{' | b'('))).then_some((start..end, open))
}
