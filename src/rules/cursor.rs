//! A place in a text that moves forward over what it reads.

/// How far a marker may reach, in bytes. Bounds the work that text made to annoy can cause.
pub const REACH: usize = 4000;

/// A place in a text. Every method moves it over what it reads, or leaves it where it was.
#[derive(Clone, Copy, Debug)]
pub struct Cursor<'a> {
    text: &'a str,
    /// The place, in bytes.
    pub at: usize,
}

impl<'a> Cursor<'a> {
    /// At `at`, which is a character border.
    pub fn new(text: &'a str, at: usize) -> Self {
        Self { text, at }
    }

    /// What follows.
    pub fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// Reads `literal`.
    pub fn eat(&mut self, literal: &str) -> Option<()> {
        self.rest().starts_with(literal).then(|| self.at += literal.len())
    }

    /// Reads `literal` as Markdown may write it: a backslash may stand before each mark that is not a letter.
    pub fn eat_escaped(&mut self, literal: &str) -> Option<()> {
        let mut ahead = *self;
        for c in literal.chars() {
            if !c.is_alphanumeric() {
                let _ = ahead.eat("\\");
            }
            ahead.at += ahead.rest().starts_with(c).then(|| c.len_utf8())?;
        }
        *self = ahead;
        Some(())
    }

    /// Reads the first of `literals` that is there, escaped or not.
    pub fn eat_any(&mut self, literals: &[&'static str]) -> Option<&'static str> {
        let next = self.rest().bytes().next();
        let may = |literal: &str| next == Some(b'\\') || next == literal.bytes().next();
        literals.iter().copied().find(|literal| may(literal) && self.eat_escaped(literal).is_some())
    }

    /// Reads digits, at least one and at most twenty.
    pub fn digits(&mut self) -> Option<&'a str> {
        let length = self.rest().bytes().take(20).take_while(u8::is_ascii_digit).count();
        self.take(length)
    }

    /// Reads lower-case letters, at least one.
    pub fn letters(&mut self) -> Option<&'a str> {
        let length = self.rest().bytes().take(40).take_while(u8::is_ascii_lowercase).count();
        self.take(length)
    }

    /// Reads spaces, perhaps none.
    pub fn spaces(&mut self) {
        self.at += self.rest().bytes().take_while(|&b| b == b' ').count();
    }

    /// Reads up to `end`, which stands on the same line, and over it; returns what stands before it.
    pub fn until(&mut self, end: &str) -> Option<&'a str> {
        self.until_within(end, REACH)
    }

    /// The same, for what is short: at most `reach` bytes are looked at.
    pub fn until_within(&mut self, end: &str, reach: usize) -> Option<&'a str> {
        let window = self.ahead(reach);
        let length = match end.as_bytes() {
            [end] => memchr::memchr2(*end, b'\n', window.as_bytes()).filter(|&at| window.as_bytes()[at] == *end)?,
            _ => window[..memchr::memchr(b'\n', window.as_bytes()).unwrap_or(window.len())].find(end)?,
        };
        self.at += length + end.len();
        Some(&window[..length])
    }

    /// What follows, as far as a marker may reach.
    pub fn window(&self) -> &'a str {
        self.ahead(REACH)
    }

    fn ahead(&self, reach: usize) -> &'a str {
        let rest = self.rest();
        let mut end = rest.len().min(reach);
        while !rest.is_char_boundary(end) {
            end -= 1;
        }
        &rest[..end]
    }

    /// Reads the rest of a bracket that was opened before, brackets within it included; returns what stands inside.
    /// Stops at a blank line.
    pub fn balanced(&mut self, open: u8, close: u8) -> Option<&'a str> {
        let window = self.window();
        let mut depth = 1;
        for (index, byte) in window.bytes().enumerate() {
            match byte {
                b'\n' if window[index + 1..].starts_with(['\n', '\r']) => return None,
                b if b == open => depth += 1,
                b if b == close => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                self.at += index + 1;
                return Some(&window[..index]);
            }
        }
        None
    }

    fn take(&mut self, length: usize) -> Option<&'a str> {
        let taken = &self.rest()[..length];
        self.at += length;
        (length > 0).then_some(taken)
    }
}
