//! What is being written at the cursor, from its line alone: what is half typed does not parse yet.

use std::ops::Range;

/// Something that can be completed. Ranges are bytes of the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    /// What it is.
    pub wanted: Wanted,
    /// From where the typed part starts to where the word behind the cursor ends.
    pub range: Range<usize>,
}

/// What can be completed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A citation key: `@key`, `@{key}`.
    Key {
        /// Whether it stands in braces.
        braced: bool,
    },
    /// A citation key in `\cite{key}`.
    Latex,
    /// The label of a footnote: `[^label]`.
    Note,
    /// The label of a reference: `[text][label]`.
    Label,
    /// What may become a reference: `[label]`.
    Bracket,
    /// The target of a link.
    Target(Form),
    /// A page of a wiki, or a heading in one: `[[page#heading`.
    Page,
    /// The first word of a comment that silences.
    Verb,
    /// A rule in such a comment.
    Rule,
}

/// How a target is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `](target)` or `]: target`: a blank ends it.
    Plain,
    /// `](<target>)`: blanks are part of it.
    Angle,
    /// `src="target"`
    Quoted,
    /// `<target>`: an address.
    Autolink,
}

/// What is typed at byte `at` of a line.
pub fn typed(line: &str, at: usize) -> Option<Typed> {
    let before = line.get(..at)?;
    if let Some(comment) = comment(before) {
        return silencer(line, at, comment);
    }
    if is_code(before) {
        return None;
    }
    let readers = [latex, note, key, link, definition, tag, page, label, bracket];
    let (wanted, start) = readers.iter().find_map(|read| read(before))?;
    Some(Typed { wanted, range: start..end(line, at, wanted) })
}

/// Where the word ends that goes on behind the cursor.
fn end(line: &str, at: usize, wanted: Wanted) -> usize {
    let rest = &line[at..];
    let stops = |c: char| match wanted {
        Wanted::Key { braced: false } => !(c.is_alphanumeric() || "_:.#$%&-+?<>~/".contains(c)),
        Wanted::Key { braced: true } | Wanted::Latex => c.is_whitespace() || matches!(c, '}' | ','),
        Wanted::Note | Wanted::Verb | Wanted::Rule => !(c.is_alphanumeric() || matches!(c, '-' | '_')),
        Wanted::Label | Wanted::Bracket => c == ']',
        Wanted::Page => matches!(c, ']' | '|' | '#'),
        Wanted::Target(Form::Plain) => c.is_whitespace() || matches!(c, ')' | '<' | '"'),
        Wanted::Target(Form::Angle | Form::Autolink) => matches!(c, '>' | '<'),
        Wanted::Target(Form::Quoted) => matches!(c, '"' | '\'' | '>'),
    };
    let word = rest.find(stops);
    let length = match wanted {
        // Without its bracket a label would reach to the end of the line.
        Wanted::Label
        | Wanted::Bracket
        | Wanted::Page
        | Wanted::Target(Form::Angle | Form::Quoted | Form::Autolink) => word.unwrap_or(0),
        _ => word.unwrap_or(rest.len()),
    };
    let word = &rest[..length];
    // The full stop behind a key ends the sentence.
    at + if let Wanted::Key { braced: false } = wanted { word.trim_end_matches(PUNCTUATION).len() } else { word.len() }
}

const PUNCTUATION: &[char] = &[':', '.', '#', '$', '%', '&', '-', '+', '?', '<', '>', '~', '/'];

/// Where the inside of a comment starts that is open at the end of `before`.
fn comment(before: &str) -> Option<usize> {
    let opens = [("<!--", "-->"), ("{/*", "*/}")];
    opens.iter().find_map(|(open, close)| {
        let start = before.rfind(open)? + open.len();
        (!before[start..].contains(close)).then_some(start)
    })
}

fn silencer(line: &str, at: usize, comment: usize) -> Option<Typed> {
    let inside = &line[comment..at];
    let words = inside.trim_start();
    let start = comment + inside.len() - words.len();
    let Some(verb) = words.find(char::is_whitespace) else {
        let ours = "ibid-".starts_with(words) || words.starts_with("ibid-");
        return ours.then(|| Typed { wanted: Wanted::Verb, range: start..end(line, at, Wanted::Verb) });
    };
    let known = VERBS.iter().any(|(known, _)| *known == &words[..verb]);
    // What follows a colon is the reason.
    if !known || words.contains(':') {
        return None;
    }
    let word = words.rfind(|c: char| c == ',' || c.is_whitespace()).map_or(0, |gap| gap + 1);
    Some(Typed { wanted: Wanted::Rule, range: start + word..end(line, at, Wanted::Rule) })
}

/// The words that start a comment of ours, each with its meaning.
pub const VERBS: &[(&str, &str)] = &[
    ("ibid-ignore", "silences rules in this line, or alone on its line in the next one"),
    ("ibid-disable", "silences rules from here on"),
    ("ibid-enable", "ends what `ibid-disable` began"),
    ("ibid-disable-file", "silences rules in the whole draft"),
];

/// Whether inline code is open at the end of `before`.
fn is_code(before: &str) -> bool {
    let mut open = None;
    let mut rest = before;
    while let Some(at) = rest.find('`') {
        let length = rest[at..].len() - rest[at..].trim_start_matches('`').len();
        open = match open {
            None => Some(length),
            Some(opened) if opened == length => None,
            still => still,
        };
        rest = &rest[at + length..];
    }
    open.is_some()
}

/// `\cite{a, key`, `\parencite[p. 3]{key`.
fn latex(before: &str) -> Option<(Wanted, usize)> {
    let open = before.rfind('{')?;
    let inside = &before[open + 1..];
    let mut head = &before[..open];
    while let Some(option) = head.strip_suffix(']') {
        head = &option[..option.rfind('[')?];
    }
    let head = head.strip_suffix('*').unwrap_or(head);
    let name = head.rfind('\\').map(|slash| &head[slash + 1..])?;
    let cites = name.to_ascii_lowercase().contains("cite") && name.bytes().all(|b| b.is_ascii_alphabetic());
    let last = inside.rfind(',').map_or(0, |comma| comma + 1);
    let start = open + 1 + last + inside[last..].len() - inside[last..].trim_start().len();
    (cites && !inside.contains(['}', '\\'])).then_some((Wanted::Latex, start))
}

fn note(before: &str) -> Option<(Wanted, usize)> {
    let start = before.rfind("[^")? + 2;
    let proper = !before[start..].contains(|c: char| c.is_whitespace() || matches!(c, ']' | '['));
    (proper && !is_escaped(before, start - 2)).then_some((Wanted::Note, start))
}

fn key(before: &str) -> Option<(Wanted, usize)> {
    let at = before.rfind('@')?;
    let braced = before[at + 1..].starts_with('{');
    let start = at + 1 + usize::from(braced);
    let typed = &before[start..];
    let inner = |c: char| c.is_alphanumeric() || c == '_' || PUNCTUATION.contains(&c);
    let whole =
        if braced { !typed.contains(|c: char| c.is_whitespace() || c == '}') } else { typed.chars().all(inner) };
    // Behind a letter it is an e-mail address.
    let opens = !before[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '@' | '/' | '\\'));
    let starts = braced || !typed.starts_with(PUNCTUATION);
    (whole && opens && starts).then_some((Wanted::Key { braced }, start))
}

/// `](target`, `](<target`.
fn link(before: &str) -> Option<(Wanted, usize)> {
    let open = before.rfind("](")? + 2;
    target(before, open)
}

/// `[label]: target`.
fn definition(before: &str) -> Option<(Wanted, usize)> {
    let line = before.trim_start_matches([' ', '>', '\t']);
    let close = line.strip_prefix('[').filter(|rest| !rest.starts_with('^'))?.find("]:")?;
    let from = before.len() - line.len() + 1 + close + 2;
    let gap = before[from..].len() - before[from..].trim_start().len();
    if gap == 0 {
        return None;
    }
    target(before, from + gap)
}

fn target(before: &str, start: usize) -> Option<(Wanted, usize)> {
    let typed = &before[start..];
    if let Some(inside) = typed.strip_prefix('<') {
        return (!inside.contains('>')).then_some((Wanted::Target(Form::Angle), start + 1));
    }
    let depth = typed.bytes().try_fold(0usize, |depth, byte| match byte {
        b'(' => Some(depth + 1),
        b')' => depth.checked_sub(1),
        b'<' | b'"' => None,
        b if b.is_ascii_whitespace() => None,
        _ => Some(depth),
    });
    depth.map(|_| (Wanted::Target(Form::Plain), start))
}

/// `<img src="target`, `<a href="target`, `<https://`.
fn tag(before: &str) -> Option<(Wanted, usize)> {
    let open = before.rfind('<')?;
    let inside = &before[open + 1..];
    if inside.contains('>') {
        return None;
    }
    if inside.starts_with("http") && !inside.contains(char::is_whitespace) {
        return Some((Wanted::Target(Form::Autolink), open + 1));
    }
    let quote = inside.rfind(['"', '\''])?;
    let head = inside[..quote].trim_end().strip_suffix('=')?.trim_end();
    let named = [" src", " href", "\tsrc", "\thref"].iter().any(|name| head.ends_with(name));
    named.then_some((Wanted::Target(Form::Quoted), open + 1 + quote + 1))
}

/// `[[page`, `[[page#heading`.
fn page(before: &str) -> Option<(Wanted, usize)> {
    let start = before.rfind("[[")? + 2;
    let proper = !before[start..].contains(['[', ']', '|']) && !is_escaped(before, start - 2);
    proper.then_some((Wanted::Page, start))
}

fn label(before: &str) -> Option<(Wanted, usize)> {
    let start = before.rfind("][")? + 2;
    (!before[start..].contains([']', '['])).then_some((Wanted::Label, start))
}

fn bracket(before: &str) -> Option<(Wanted, usize)> {
    let open = before.rfind('[')?;
    let typed = &before[open + 1..];
    // `- [` is the box of a task more often than a reference.
    let marker = before[..open].trim_matches([' ', '\t', '>', '-', '*', '+']).is_empty() && !before[..open].is_empty();
    let task = marker && typed.trim().is_empty();
    let proper = !typed.contains(']') && !is_escaped(before, open);
    (proper && !task).then_some((Wanted::Bracket, open + 1))
}

fn is_escaped(text: &str, at: usize) -> bool {
    (text[..at].len() - text[..at].trim_end_matches('\\').len()) % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::{Form, Wanted, typed};

    /// What is wanted at the bar, and the typed part.
    fn at(line: &str) -> Option<(Wanted, &str)> {
        let at = line.find('|')?;
        let plain: String = line.replacen('|', "", 1);
        let found = typed(&plain, at)?;
        let text = plain[found.range].to_owned();
        Some((found.wanted, String::leak(text)))
    }

    #[test]
    fn keys() {
        let key = |text| Some((Wanted::Key { braced: false }, text));
        assert_eq!(at("as @|"), key(""));
        assert_eq!(at("[@lo|ck1931]."), key("lock1931"));
        assert_eq!(at("[see @a; -@doe:2|, p. 3]"), key("doe:2"));
        assert_eq!(at("said @lo|ck."), key("lock"));
        assert_eq!(at("@{https://a|b}"), Some((Wanted::Key { braced: true }, "https://ab")));
        assert_eq!(at(r"\parencite[p. 3]{a, b|c}"), Some((Wanted::Latex, "bc")));
        assert_eq!(at(r"\section{a|"), None);
        for none in ["me@ex|", "`@a|", "a @ b|", "<!-- @a|", "\\@a|", "@lock p|"] {
            assert_eq!(at(none), None, "{none}");
        }
    }

    #[test]
    fn labels() {
        assert_eq!(at("water.[^ti|de]"), Some((Wanted::Note, "tide")));
        assert_eq!(at("[the log][ti|de a]"), Some((Wanted::Label, "tide a")));
        assert_eq!(at("see [ti|"), Some((Wanted::Bracket, "ti")));
        assert_eq!(at("see [[ti|de]]"), Some((Wanted::Page, "tide")));
        assert_eq!(at("see [[Tide#eb|"), Some((Wanted::Page, "Tide#eb")));
        assert_eq!(at("see [[Tide#x]] and [l|"), Some((Wanted::Bracket, "l")));
        assert_eq!(at("- [|"), None);
        assert_eq!(at("see \\[ti|"), None);
        assert_eq!(at("see [a] b|"), None);
    }

    #[test]
    fn targets() {
        let target = |form, text| Some((Wanted::Target(form), text));
        assert_eq!(at("[a](notes/ti|des.md)"), target(Form::Plain, "notes/tides.md"));
        assert_eq!(at("[a](<my no|tes.md>)"), target(Form::Angle, "my notes.md"));
        assert_eq!(at("> [a]: ti|"), target(Form::Plain, "ti"));
        assert_eq!(at("<img alt='x' src=\"im|g.png\">"), target(Form::Quoted, "img.png"));
        assert_eq!(at("<https://si|te.example>"), target(Form::Autolink, "https://site.example"));
        for none in ["[a](b \"ti|", "[a](b) c|", "[a]:|", "<b>a|", "1 < 2 \"|"] {
            assert_eq!(at(none), None, "{none}");
        }
    }

    #[test]
    fn silencers() {
        assert_eq!(at("<!-- ib|"), Some((Wanted::Verb, "ib")));
        assert_eq!(at("<!-- ibid-ig|nore -->"), Some((Wanted::Verb, "ibid-ignore")));
        assert_eq!(at("{/* ibid-disable empty-link, bare-s|ite */}"), Some((Wanted::Rule, "bare-site")));
        for none in ["<!-- note @a|", "<!-- ibid-ignore a: b|", "<!-- other |", "<!-- ibid-disable a --> |"] {
            assert_eq!(at(none), None, "{none}");
        }
    }
}
