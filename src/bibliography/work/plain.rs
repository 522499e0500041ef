//! A value without the markup of its format.

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

/// What follows a backslash: an escaped sign stands for itself, a command's name for nothing.
fn command<'a>(rest: &'a str, text: &mut String) -> &'a str {
    let letters = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_alphabetic()).len();
    let (name, after) = rest.split_at(letters);
    match name {
        "" => {
            let Some(c) = rest.chars().next() else { return rest };
            let sign = !matches!(c, '\'' | '`' | '"' | '^' | '=' | '.' | '/' | '-');
            text.extend(Some(if c == '\\' { ' ' } else { c }).filter(|_| sign));
            &rest[c.len_utf8()..]
        }
        "textbackslash" => sign('\\', after, text),
        "textasciitilde" => sign('~', after, text),
        "textasciicircum" => sign('^', after, text),
        "textbar" => sign('|', after, text),
        "ss" => sign('\u{df}', after, text),
        "o" => sign('\u{f8}', after, text),
        "O" => sign('\u{d8}', after, text),
        "ae" => sign('\u{e6}', after, text),
        "aa" => sign('\u{e5}', after, text),
        "l" => sign('\u{142}', after, text),
        _ => after.strip_prefix(' ').unwrap_or(after),
    }
}

fn sign<'a>(sign: char, after: &'a str, text: &mut String) -> &'a str {
    text.push(sign);
    after.strip_prefix("{}").or_else(|| after.strip_prefix(' ')).unwrap_or(after)
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
        assert_eq!(plain("a\\textbackslash{}b\\textasciitilde{}c \\"), "a\\b~c");
    }
}
