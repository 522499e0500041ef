//! A value without the markup of its format.

use super::accent::{is_accent, letter, marked};

/// `{The} \emph{Lock} \& Weir~3--4` and `The <i>Lock</i>` as a reader sees them, on one line.
pub fn plain(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(c) = rest.chars().next() {
        let next = &rest[c.len_utf8()..];
        rest = match c {
            '\\' => command(next, &mut text),
            '{' | '}' => next,
            '~' => {
                text.push(' ');
                next
            }
            '-' if next.starts_with('-') => {
                text.push('\u{2013}');
                next.trim_start_matches('-')
            }
            '<' => match tag(next) {
                Some(after) => after,
                None => {
                    text.push(c);
                    next
                }
            },
            _ => {
                text.push(c);
                next
            }
        };
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `The <i>Lock</i>` of CSL as a reader sees it, on one line.
pub fn untagged(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        let after = &rest[at + 1..];
        rest = tag(after).unwrap_or_else(|| {
            text.push('<');
            after
        });
    }
    text.push_str(rest);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What follows a backslash: an escaped sign stands for itself, a command's name for nothing.
fn command<'a>(rest: &'a str, text: &mut String) -> &'a str {
    let letters = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_alphabetic()).len();
    let (name, after) = rest.split_at(letters);
    match name {
        "" => {
            let Some(c) = rest.chars().next() else { return rest };
            let after = &rest[c.len_utf8()..];
            if let Some((letter, rest)) = marked(c, after) {
                text.push_str(&letter);
                return rest;
            }
            let sign = !matches!(c, '\'' | '`' | '"' | '^' | '=' | '.' | '/' | '-');
            text.extend(Some(if c == '\\' { ' ' } else { c }).filter(|_| sign));
            after
        }
        name if is_accent(name) => match name.chars().next().and_then(|accent| marked(accent, after)) {
            Some((letter, rest)) => {
                text.push_str(&letter);
                rest
            }
            None => after,
        },
        _ => match letter(name) {
            Some(letter) => {
                text.push(letter);
                after.strip_prefix("{}").or_else(|| after.strip_prefix(' ')).unwrap_or(after)
            }
            None => after.strip_prefix(' ').unwrap_or(after),
        },
    }
}

/// What follows a tag of the few that CSL allows in a title; its inside starts at `rest`.
fn tag(rest: &str) -> Option<&str> {
    let name = rest.strip_prefix('/').unwrap_or(rest);
    let known = ["i>", "b>", "sc>", "sup>", "sub>", "span>", "span "].iter().find(|tag| name.starts_with(**tag))?;
    if known.ends_with('>') {
        return Some(&name[known.len()..]);
    }
    let end = name.char_indices().take(200).find(|&(_, c)| c == '>')?.0;
    Some(&name[end + 1..])
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn markup_goes_and_words_stay() {
        assert_eq!(plain("{The} \\emph{Lock} \\& {W}eir~3--4\n 5\\%"), "The Lock & Weir 3\u{2013}4 5%");
        assert_eq!(
            plain("The <i>Lock</i> of <span class=\"nocase\">Skarvik</span>, 3 < 4"),
            "The Lock of Skarvik, 3 < 4"
        );
        assert_eq!(
            plain("L{\\\"o}ck, \\'{E}mile, Fran\\c{c}ois, \\v{S}\\'\\i, \\~{x}"),
            "L\u{f6}ck, \u{c9}mile, Fran\u{e7}ois, \u{160}\u{ed}, x\u{303}"
        );
        assert_eq!(plain("a\\textbackslash{}b\\textasciitilde{}c \\"), "a\\b~c");
    }

    #[test]
    fn letters_keep_their_marks() {
        for (written, read) in [
            (r#"{\"o} {\"{o}} \"o {\"{O}} \" u"#, "\u{f6} \u{f6} \u{f6} \u{d6} \u{fc}"),
            (r"\'{e} {\'e} {\' e} \`a \^{\i} \'\i x", "\u{e9} \u{e9} \u{e9} \u{e0} \u{ee} \u{ed}x"),
            (r"\v{s} \v s \v{\i} {\v{C}}", "\u{161} \u{161} \u{1d0} \u{10c}"),
            (r"Stra{\ss}e Stra\ss e {\ss}", "Stra\u{df}e Stra\u{df}e \u{df}"),
            (
                r"{\aa} \AA{}rhus {\AE}r{\o} {\OE}uvre {\L}\'{o}d\'z",
                "\u{e5} \u{c5}rhus \u{c6}r\u{f8} \u{152}uvre \u{141}\u{f3}d\u{17a}",
            ),
            (
                r"\c{c} \c c {\c{S}} \k{a} \H{o} \u{g} \r{u} \.z \={u}",
                "\u{e7} \u{e7} \u{15e} \u{105} \u{151} \u{11f} \u{16f} \u{17c} \u{16b}",
            ),
            (r"\'{\ae} D{\dj}or{\dh}e {\th} \i\j", "\u{1fd} D\u{111}or\u{f0}e \u{fe} \u{131}\u{237}"),
            (r"\v{} \' \c", ""),
        ] {
            assert_eq!(plain(written), read, "{written}");
        }
    }
}
