//! The walk over a text that writes its fold.

use super::letter::{Kind, is_fraction, kind, plain};
use super::mark::mark;
use super::{Folded, LONGEST, Side};
use crate::prose::is_unspaced;

/// Writes a fold piece by piece, for texts from which something has been taken out.
#[derive(Clone, Debug)]
pub struct Folder {
    side: Side,
    out: Folded,
    /// White space that has been met and not been written: where in the source, and how long.
    space: Option<(usize, usize)>,
    scratch: String,
}

impl Folder {
    /// Begins an empty fold.
    pub fn new(side: Side) -> Self {
        Folder { side, out: Folded::default(), space: None, scratch: String::new() }
    }

    /// The fold, without white space at its end.
    pub fn finish(self) -> Folded {
        self.out
    }

    /// How long the fold is by now, in bytes.
    pub fn len(&self) -> usize {
        self.out.text.len()
    }

    /// Whether nothing has been written.
    pub fn is_empty(&self) -> bool {
        self.out.text.is_empty()
    }

    /// White space that is not in the source, before what comes next.
    pub fn part(&mut self, at: usize) {
        self.space = self.space.or(Some((at, 0)));
    }

    /// Folds `text`, which stands at `base` in the source.
    pub fn push(&mut self, text: &str, base: usize) {
        self.out.text.reserve(text.len().min(LONGEST));
        let mut at = 0;
        while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
            let end = at + c.len_utf8();
            if base + end > LONGEST {
                return;
            }
            if c.is_ascii_alphanumeric() {
                at = self.letters(text, at, base, c);
                continue;
            }
            at = match kind(c) {
                Kind::Hidden => end,
                Kind::Space => self.blank(base + at, c.len_utf8(), end),
                Kind::SoftHyphen => end + line_break(&text[end..]).unwrap_or(0),
                Kind::Quote => self.quote(base + at, c.len_utf8(), end),
                Kind::Dash(long) => self.dash(text, at, base, long),
                Kind::Letter => match self.dropped(text, at, c) {
                    Some(length) => at + length,
                    None => self.letter(text, at, base, c),
                },
            };
        }
    }

    fn dropped(&self, text: &str, at: usize, c: char) -> Option<usize> {
        (c == '[' && self.side == Side::Source).then(|| mark(&text[at..])).flatten()
    }

    fn blank(&mut self, source: usize, length: usize, end: usize) -> usize {
        let start = self.space.map_or(source, |(start, _)| start);
        self.space = Some((start, source + length - start.min(source)));
        end
    }

    /// Two marks side by side, as LaTeX has them, are one.
    fn quote(&mut self, source: usize, length: usize, end: usize) -> usize {
        if self.space.is_some() || !self.out.text.ends_with('\'') {
            self.flush(None);
            self.out.append("'", source, length);
        }
        end
    }

    /// A dash with space on both sides, or a long one, is the same dash without.
    fn dash(&mut self, text: &str, at: usize, base: usize, long: bool) -> usize {
        let rest = &text[at..];
        let all = rest.len() - rest.trim_start_matches(|c| matches!(kind(c), Kind::Dash(_))).len();
        let end = at + all;
        let after = text[end..].trim_start_matches(|c| kind(c) == Kind::Space);
        let blank = after.len() < text.len() - end;
        let single = rest.chars().next().map_or(0, char::len_utf8) == all;
        let word = single && !long && self.space.is_none() && self.out.text.ends_with(char::is_alphabetic);
        if let Some(skip) = line_break(&text[end..]).filter(|_| word) {
            return end + skip;
        }
        if long || !single || blank && self.space.is_some() {
            self.space = None;
            self.out.append("-", base + at, all);
            return text.len() - after.len();
        }
        self.flush(None);
        self.out.append("-", base + at, all);
        end
    }

    /// Plain letters and digits, as many as stand in a row.
    fn letters(&mut self, text: &str, at: usize, base: usize, first: char) -> usize {
        self.flush(Some((first, None)));
        let end = at + text[at..].bytes().take_while(u8::is_ascii_alphanumeric).count();
        self.out.append_same(&text[at..end], base + at);
        end
    }

    fn letter(&mut self, text: &str, at: usize, base: usize, c: char) -> usize {
        let end = at + c.len_utf8();
        let follows = text[end..].chars().next();
        self.flush(Some((c, follows)));
        if c.is_ascii() {
            let low = [c.to_ascii_lowercase() as u8];
            self.out.append(std::str::from_utf8(&low).unwrap_or(" "), base + at, 1);
            return end;
        }
        self.scratch.clear();
        if is_fraction(c) && self.out.text.ends_with(|last: char| last.is_ascii_digit()) {
            self.scratch.push(' ');
        }
        plain(c, &mut self.scratch);
        if !self.scratch.is_empty() {
            self.out.append(&self.scratch, base + at, c.len_utf8());
        }
        end
    }

    /// Writes the space that was met before a character (and the one that follows it), if a space has a meaning there.
    fn flush(&mut self, next: Option<(char, Option<char>)>) {
        let Some((start, length)) = self.space.take() else { return };
        let Some(last) = self.out.text.chars().next_back() else { return };
        let idle = last == '(' || last == '[' || next.is_some_and(|(c, follows)| is_idle(last, c, follows));
        if !idle {
            self.out.append(" ", start, length);
        }
    }
}

/// Whether a space between `last` and `c` has no meaning: before a mark that closes, and in scripts without spaces.
fn is_idle(last: char, c: char, follows: Option<char>) -> bool {
    match c {
        ',' | ';' | ':' | '!' | '?' => !follows.is_some_and(char::is_alphanumeric),
        ')' | ']' => true,
        '.' => !follows.is_some_and(char::is_alphanumeric),
        '%' => last.is_ascii_digit(),
        _ => is_unspaced(last) && is_unspaced(c),
    }
}

/// How much of `text` is white space with a newline in it, if a small letter follows: a word goes on in the next line.
fn line_break(text: &str) -> Option<usize> {
    let rest = text.trim_start_matches(char::is_whitespace);
    let skipped = text.len() - rest.len();
    let goes_on = rest.starts_with(char::is_lowercase);
    (goes_on && text[..skipped].contains(['\n', '\r'])).then_some(skipped)
}
