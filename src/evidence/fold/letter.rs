//! What each character becomes, and which characters words are made of.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// What a character is to the fold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// White space and controls.
    Space,
    /// Not seen: dropped.
    Hidden,
    /// U+00AD, which a line may end with in the middle of a word.
    SoftHyphen,
    /// Any quotation mark or apostrophe.
    Quote,
    /// Any hyphen or dash; whether it is longer than an en dash.
    Dash(bool),
    /// Everything else.
    Letter,
}

/// What `c` is to the fold.
pub fn kind(c: char) -> Kind {
    match c {
        '\0' => Kind::Hidden,
        _ if c.is_whitespace() || c.is_control() => Kind::Space,
        '"' | '\'' | '`' => Kind::Quote,
        '-' => Kind::Dash(false),
        _ if c.is_ascii() => Kind::Letter,
        '\u{ad}' => Kind::SoftHyphen,
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' => Kind::Hidden,
        '\u{180e}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0000}'..='\u{e01ef}' => Kind::Hidden,
        // Signs of ownership that copies leave out.
        '\u{2122}' | '\u{2120}' | '\u{ae}' => Kind::Hidden,
        '\u{ab}' | '\u{bb}' | '\u{b4}' | '\u{2b9}'..='\u{2bd}' | '\u{2c8}' | '\u{2ca}' | '\u{2cb}' => Kind::Quote,
        '\u{2018}'..='\u{201f}' | '\u{2032}'..='\u{2037}' | '\u{2039}' | '\u{203a}' | '\u{2e42}' => Kind::Quote,
        '\u{300a}'..='\u{300f}' | '\u{301d}'..='\u{301f}' | '\u{fe41}'..='\u{fe44}' => Kind::Quote,
        '\u{ff02}' | '\u{ff07}' | '\u{ff62}' | '\u{ff63}' => Kind::Quote,
        '\u{2014}' | '\u{2015}' | '\u{2e3a}' | '\u{2e3b}' | '\u{fe58}' => Kind::Dash(true),
        '\u{2010}'..='\u{2013}' | '\u{2212}' | '\u{2043}' | '\u{fe63}' | '\u{ff0d}' => Kind::Dash(false),
        _ => Kind::Letter,
    }
}

/// Appends to `out` what the letter or sign `c` is without case, accents, ligatures and width.
pub fn plain(c: char, out: &mut String) {
    match c {
        '\u{df}' | '\u{1e9e}' => return out.push_str("ss"),
        '\u{131}' => return out.push('i'),
        '\u{3c2}' => return out.push('\u{3c3}'),
        '\u{2044}' | '\u{2215}' => return out.push('/'),
        _ => {}
    }
    decompose_compatible(c, |part| match part {
        ' ' => {}
        '\u{2044}' => out.push('/'),
        _ if is_accent(part) => {}
        _ => out.extend(part.to_lowercase().filter(|&low| !is_accent(low))),
    });
}

/// Marks that writers leave out. Not among them: the stroke that makes `\u{2260}` of `=` (U+0338), vowel signs of Indic scripts, and
/// the marks that tell kana apart.
fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{333}' | '\u{339}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}')
        || matches!(c, '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}' | '\u{5c4}' | '\u{5c5}' | '\u{5c7}')
        || matches!(c, '\u{64b}'..='\u{65f}' | '\u{670}')
}

/// Whether `c` is `\u{bd}` or another fraction of one character, which stands apart from a whole number before it.
pub fn is_fraction(c: char) -> bool {
    matches!(c, '\u{bc}'..='\u{be}' | '\u{2150}'..='\u{215e}')
}

/// Whether `c` is part of a word or a number.
pub fn is_word(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || c == '_';
    }
    // The stroke of `\u{2260}` belongs to its sign.
    c.is_alphanumeric() || is_combining_mark(c) && c != '\u{338}'
}
