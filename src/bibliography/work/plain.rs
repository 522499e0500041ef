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
            if let Some(marked) = marked(c, after, text) {
                return marked;
            }
            let sign = !matches!(c, '\'' | '`' | '"' | '^' | '=' | '.' | '/' | '-');
            text.extend(Some(if c == '\\' { ' ' } else { c }).filter(|_| sign));
            after
        }
        "c" | "v" | "u" | "H" | "k" | "r" | "d" | "b" if after.starts_with(['{', ' ']) => {
            let mark = name.chars().next().unwrap_or(' ');
            marked(mark, after.trim_start_matches(' '), text).unwrap_or(after)
        }
        "textbackslash" => sign('\\', after, text),
        "textasciitilde" => sign('~', after, text),
        "textasciicircum" => sign('^', after, text),
        "textbraceleft" => sign('{', after, text),
        "textbraceright" => sign('}', after, text),
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

/// LaTeX's accents, the combining mark of each, and the letters that have a character of their own with it.
const ACCENTS: &[(char, char, &str)] = &[
    ('"', '\u{308}', "a\u{e4}e\u{eb}i\u{ef}o\u{f6}u\u{fc}y\u{ff}A\u{c4}E\u{cb}I\u{cf}O\u{d6}U\u{dc}"),
    (
        '\'',
        '\u{301}',
        "a\u{e1}e\u{e9}i\u{ed}o\u{f3}u\u{fa}y\u{fd}c\u{107}n\u{144}s\u{15b}z\u{17a}A\u{c1}E\u{c9}I\u{cd}O\u{d3}U\u{da}S\u{15a}",
    ),
    ('`', '\u{300}', "a\u{e0}e\u{e8}i\u{ec}o\u{f2}u\u{f9}A\u{c0}E\u{c8}I\u{cc}O\u{d2}U\u{d9}"),
    ('^', '\u{302}', "a\u{e2}e\u{ea}i\u{ee}o\u{f4}u\u{fb}A\u{c2}E\u{ca}I\u{ce}O\u{d4}U\u{db}"),
    ('~', '\u{303}', "a\u{e3}n\u{f1}o\u{f5}A\u{c3}N\u{d1}O\u{d5}"),
    ('=', '\u{304}', "a\u{101}e\u{113}i\u{12b}o\u{14d}u\u{16b}"),
    ('.', '\u{307}', "z\u{17c}Z\u{17b}e\u{117}I\u{130}"),
    ('c', '\u{327}', "c\u{e7}s\u{15f}C\u{c7}S\u{15e}"),
    ('v', '\u{30c}', "c\u{10d}s\u{161}z\u{17e}r\u{159}e\u{11b}n\u{148}C\u{10c}S\u{160}Z\u{17d}R\u{158}"),
    ('u', '\u{306}', "a\u{103}g\u{11f}G\u{11e}"),
    ('H', '\u{30b}', "o\u{151}u\u{171}"),
    ('k', '\u{328}', "a\u{105}e\u{119}"),
    ('r', '\u{30a}', "a\u{e5}u\u{16f}A\u{c5}"),
    ('d', '\u{323}', ""),
    ('b', '\u{331}', ""),
];

/// Reads the letter that an accent stands before, in braces or not, and returns what follows it.
fn marked<'a>(accent: char, after: &'a str, text: &mut String) -> Option<&'a str> {
    let (_, mark, own) = ACCENTS.iter().find(|(name, ..)| *name == accent)?;
    let braced = after.strip_prefix('{');
    let inside = braced.unwrap_or(after);
    // A dotless i takes its mark in place of the dot.
    let inside = inside.strip_prefix('\\').filter(|rest| rest.starts_with(['i', 'j'])).unwrap_or(inside);
    let letter = inside.chars().next().filter(|c| c.is_alphabetic())?;
    let rest = &inside[letter.len_utf8()..];
    let rest = if braced.is_some() { rest.strip_prefix('}')? } else { rest };
    let with = own.chars().zip(own.chars().skip(1)).step_by(2).find(|(base, _)| *base == letter);
    match with {
        Some((_, with)) => text.push(with),
        None => text.extend([letter, *mark]),
    }
    Some(rest)
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
        assert_eq!(
            plain("L{\\\"o}ck, \\'{E}mile, Fran\\c{c}ois, \\v{S}\\'\\i, \\~{x}"),
            "L\u{f6}ck, \u{c9}mile, Fran\u{e7}ois, \u{160}\u{ed}, x\u{303}"
        );
        assert_eq!(plain("a\\textbackslash{}b\\textasciitilde{}c \\"), "a\\b~c");
    }
}
