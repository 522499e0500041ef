//! Text from the net, made fit to be shown: no sign that hides, reorders or commands anything.

use crate::bibliography;

/// The most characters of a field such as a title.
pub const FIELD: usize = 300;
/// The most characters of a longer text such as an abstract.
pub const PASSAGE: usize = 20_000;

/// Whether a sign is shown as nothing, or changes how its neighbours are shown: controls, marks of direction, signs without width, soft
/// hyphens, tags, and what Unicode never assigns. Line ends and tabs are among them.
pub fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}'
            | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}' | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// A field on one line, without unseen signs, of at most [`FIELD`] characters. What is cut off ends in an ellipsis.
pub fn field(text: &str) -> String {
    line(text, FIELD)
}

/// A longer text on one line, of at most [`PASSAGE`] characters.
pub fn passage(text: &str) -> String {
    line(text, PASSAGE)
}

/// A text on one line without unseen signs, of at most `most` characters.
pub fn line(text: &str, most: usize) -> String {
    let mut line = String::with_capacity(text.len().min(4 * most));
    let (mut count, mut gap) = (0, false);
    for c in text.chars() {
        if c.is_whitespace() {
            gap = !line.is_empty();
            continue;
        }
        if is_unseen(c) {
            continue;
        }
        let wanted = 1 + usize::from(gap);
        if count + wanted > most {
            shorten(&mut line);
            break;
        }
        if gap {
            line.push(' ');
            gap = false;
        }
        line.push(c);
        count += wanted;
    }
    line
}

/// Ends a text that goes on with an ellipsis, after a whole word if one ends near.
fn shorten(line: &mut String) {
    let near = line.len().saturating_sub(60);
    match line.rfind(' ').filter(|&at| at >= near) {
        Some(at) => line.truncate(at),
        None => {
            line.pop();
        }
    }
    line.push('\u{2026}');
}

/// An address as it may be kept: of the web, without unseen signs, blanks, user or fragment, and not endless. `None` for any other.
pub fn address(text: &str) -> Option<String> {
    let text = text.trim();
    let scheme = ["https://", "http://"]
        .into_iter()
        .find(|scheme| text.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme)))?;
    let rest = text.get(scheme.len()..)?.split('#').next()?;
    let host = rest.split(['/', '?']).next()?;
    let odd = |c: char| {
        is_unseen(c) || c.is_whitespace() || matches!(c, '<' | '>' | '"' | '\\' | '`' | '{' | '}' | '^' | '|')
    };
    let fit = !host.is_empty() && !host.contains('@') && rest.len() <= 2000 && !rest.contains(odd);
    fit.then(|| format!("{scheme}{rest}"))
}

/// A field as inline Markdown that shows what the field says and nothing else.
pub fn markdown(text: &str) -> String {
    bibliography::escape(&field(text))
}

/// A field as the inside of a value in BibTeX.
pub fn bibtex(text: &str) -> String {
    bibliography::bibtex_value(&field(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_seen_is_not_kept() {
        assert_eq!(field("  A\u{202e}b\u{200b}c\u{1b}[31m \r\n\t d\u{2028}e\u{0} "), "Abc[31m d e");
        assert_eq!(field("\u{feff}\u{200b}"), "");
        assert_eq!(field("na\u{ef}ve \u{1f469}\u{200d}\u{1f52c}"), "na\u{ef}ve \u{1f469}\u{1f52c}");
    }

    #[test]
    fn what_is_long_ends_after_a_word() {
        let text = "mill ".repeat(100);
        let cut = field(&text);
        assert!(cut.chars().count() <= FIELD && cut.ends_with("mill\u{2026}"), "{cut}");
        assert_eq!(field(&"x".repeat(301)).chars().count(), FIELD);
        assert_eq!(field(&"x".repeat(300)), "x".repeat(300));
    }

    #[test]
    fn targets_see_text_only() {
        assert_eq!(markdown("[x](command:y) *z*"), "\\[x\\](command:y) \\*z\\*");
        assert_eq!(
            bibtex("a } b & \\input{x}"),
            "a \\textbraceright{} b \\& \\textbackslash{}input\\textbraceleft{}x\\textbraceright{}"
        );
    }

    #[test]
    fn addresses_are_of_the_web() {
        assert_eq!(address(" HTTPS://mill.example/a?b#c").as_deref(), Some("https://mill.example/a?b"));
        for odd in
            ["javascript:alert(1)", "https://a@mill.example/", "https:///x", "https://mill.example/a b", "command:x"]
        {
            assert_eq!(address(odd), None, "{odd}");
        }
    }
}
