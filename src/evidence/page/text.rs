//! Visible text as it is gathered from a stream of tags and characters.

use crate::evidence::clean::is_unseen;

/// Text with each block on lines of its own and blanks collapsed.
#[derive(Clone, Debug, Default)]
pub struct Text {
    /// What was gathered.
    pub text: String,
    gap: bool,
}

impl Text {
    /// Adds characters. Line ends in them are blanks.
    pub fn push(&mut self, characters: &str) {
        for c in characters.chars() {
            if c.is_whitespace() {
                self.gap = true;
                continue;
            }
            if is_unseen(c) {
                continue;
            }
            if self.gap && !self.text.is_empty() && !self.text.ends_with('\n') {
                self.text.push(' ');
            }
            self.gap = false;
            self.text.push(c);
        }
    }

    /// Ends a line, if one has begun.
    pub fn line(&mut self) {
        self.gap = false;
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    /// How many bytes there are.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// Puts what was added since `start` into square brackets, as sources print the numbers of their notes, unless it has them or is no
    /// short number.
    pub fn bracket(&mut self, start: usize) {
        let Some(inside) = self.text.get(start..) else { return };
        let bare = inside.trim();
        let note = (1..=4).contains(&bare.len()) && bare.bytes().all(|b| b.is_ascii_digit());
        if note {
            let marked = format!("[{bare}]");
            self.text.truncate(start);
            self.text.push_str(&marked);
        }
    }
}
