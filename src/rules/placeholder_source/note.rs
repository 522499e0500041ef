//! Notes in the text: in brackets, in braces, or in capitals.

use crate::markdown::Block;
use crate::repair::PLACEHOLDER_NAME;
use crate::rules::cursor::Cursor;
use std::ops::Range;

/// Notes that say by themselves that a source is missing, in lower case.
const NOTES: &[&str] = &[
    "citation needed",
    "citations needed",
    "citation required",
    "citation missing",
    "citation here",
    "citation?",
    "citation tk",
    "cite needed",
    "cite?",
    "cite here",
    "cite source",
    "cite sources",
    "needs citation",
    "needs a citation",
    "needs source",
    "needs a source",
    "need citation",
    "need source",
    "source needed",
    "sources needed",
    "source required",
    "source missing",
    "source here",
    "source?",
    "source tk",
    "source tbd",
    "sources?",
    "ref needed",
    "ref?",
    "ref here",
    "reference needed",
    "references needed",
    "reference here",
    "reference?",
    "link needed",
    "link to source",
    "link to study",
    "url needed",
    "tktk",
    "find source",
    "find citation",
    "footnote needed",
    "ref missing",
    "reference missing",
    "quelle fehlt",
    "beleg fehlt",
    "quelle?",
    "r\u{e9}f. n\u{e9}cessaire",
    "r\u{e9}f\u{e9}rence n\u{e9}cessaire",
    "cita requerida",
    "falta fuente",
    "carece de fontes",
    "senza fonte",
    "bron?",
    "\u{8981}\u{51fa}\u{5178}",
    "\u{6765}\u{6e90}\u{8bf7}\u{6c42}",
];

/// Notes that a template left for its writer, in lower case. In parentheses they count only with a capital.
const TEMPLATES: &[&str] = &[
    "source name",
    "source title",
    "source url",
    "source link",
    "name of source",
    "your source",
    "author, year",
    "author year",
    "author et al., year",
    "author(s), year",
    "authors, year",
    "author, date",
    "last name, year",
    "lastname, year",
    "author name",
    "author, title",
    "publication name",
    "publication title",
    "journal name",
    "article title",
    "publisher name",
    "website name",
    "study name",
    "report name",
    "name, year",
    "citation placeholder",
    "source placeholder",
    "placeholder citation",
    "placeholder source",
];

/// Words by which a note commands, and what it then must name.
const COMMANDS: &[&str] = &[
    "insert",
    "add",
    "include",
    "replace with",
    "todo",
    "todo:",
    "fixme",
    "fixme:",
    "xxx",
    "tbd:",
    "need",
    "needs",
    "missing",
];
const OBJECTS: &[&str] = &["source", "citation", "cite", "reference", "footnote", "ref", "link to", "url", "doi"];

/// The notes in the block's text, in order, each with what it is.
pub fn notes(block: &Block) -> Vec<(Range<usize>, &'static str)> {
    let text = &*block.text;
    let mut found: Vec<(Range<usize>, &'static str)> = Vec::new();
    let mut at = 0;
    while let Some(ahead) =
        text.as_bytes()[at..].iter().position(|b| matches!(b, b'[' | b'{' | b'(' | b'N' | b'S' | b'T' | b'1' | b'2'))
    {
        at += ahead;
        let range = match text.as_bytes()[at] {
            b'[' => bracket(text, at, "[", "]"),
            b'(' => bracket(text, at, "(", ")"),
            b'{' => template(text, at),
            b'N' => capitals(text, at, PLACEHOLDER_NAME),
            b'S' => capitals(text, at, "SOURCE NEEDED"),
            b'T' => todo(text, at),
            _ => number(text, at),
        };
        match range {
            Some(range) => {
                at = range.end;
                let what = match text.as_bytes()[range.start] {
                    b'N' => "stands where a name should",
                    b'0'..=b'9' => "is a stand-in for a number",
                    _ => "stands where a source should",
                };
                found.push((range, what));
            }
            None => at += 1,
        }
    }
    found
}

/// `[citation needed]`, `\[INSERT SOURCE HERE\]`, `(Author, Year)`.
fn bracket(text: &str, at: usize, open: &str, close: &str) -> Option<Range<usize>> {
    let mut cursor = Cursor::new(text, at + 1);
    let inside = cursor.until_within(close, 84)?;
    let start = at - usize::from(text[..at].ends_with('\\'));
    let inside = inside.strip_suffix('\\').unwrap_or(inside);
    let plain = inside.trim_matches(['*', '_', ' ', ':', '.', '!', '\u{2026}', '\u{201c}', '\u{201d}', '"']);
    let square = open == "[";
    // A link's text is judged with its target, and a label is none.
    if square && (cursor.rest().starts_with(['(', ':']) || text[..start].ends_with('!')) {
        return None;
    }
    let lower = plain.to_lowercase();
    let capital = plain.starts_with(char::is_uppercase);
    let is_note = NOTES.contains(&&*lower)
        || (TEMPLATES.contains(&&*lower) && (square || capital) && !names_style(text, start, cursor.at))
        || (square && command(&lower))
        || (!square && capital && command(&lower) && plain.chars().take(6).all(|c| !c.is_lowercase()))
        || (square
            && (matches!(plain, "TK" | "??" | "???" | "TKTK" | "CITE" | "REF" | "CITATION" | "SOURCE")
                || short(text, start, &lower)));
    is_note.then_some(start..cursor.at)
}

/// Whether the words around a template speak of a style of citing: "the (Author, Year) format".
fn names_style(text: &str, start: usize, end: usize) -> bool {
    let tail = text[end..].trim_start().chars().take(12).collect::<String>().to_lowercase();
    let head = text[..start].trim_end();
    let word = head.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    ["format", "style", "citation", "system", "in-text", "method", "notation"].iter().any(|noun| tail.starts_with(noun))
        || ["the", "a", "an", "use", "using", "like", "as", "called", "e", "g", "format", "style"].contains(&word)
}

/// `insert source here`, `todo: add citation`.
fn command(lower: &str) -> bool {
    let Some(rest) = COMMANDS.iter().find_map(|command| lower.strip_prefix(command)) else { return false };
    let Some(mut rest) = rest.strip_prefix([' ', ':', '-', '_']) else { return false };
    for filler in [
        "add ",
        "insert ",
        "find ",
        "a ",
        "an ",
        "the ",
        "your ",
        "relevant ",
        "specific ",
        "actual ",
        "proper ",
        "link to ",
    ] {
        rest = rest.trim_start().strip_prefix(filler).unwrap_or(rest);
    }
    OBJECTS.iter().any(|object| {
        rest.trim_start()
            .strip_prefix(object)
            .is_some_and(|tail| !tail.starts_with(char::is_alphabetic) || tail.starts_with('s'))
    })
}

/// `[ref]`, `[source]` where a sentence ends: elsewhere they may be an argument of a command.
fn short(text: &str, start: usize, lower: &str) -> bool {
    if !matches!(lower, "ref" | "refs" | "citation" | "cite" | "source") {
        return false;
    }
    let after = &text[start..];
    let tail = after.find(']').map_or("", |n| &after[n + 1..]);
    let stop = tail.starts_with(['.', ',', ';', '\n', '\r']) || tail.is_empty();
    let head = text[..start].trim_end();
    stop && head.len() < start && head.ends_with(|c: char| c.is_alphanumeric() || ".%)\u{201d}\"".contains(c))
        || stop && head.len() == start && head.ends_with(['.', '%'])
}

/// `{{citation needed|date=May 2024}}`, `{{cn}}`.
fn template(text: &str, at: usize) -> Option<Range<usize>> {
    let mut cursor = Cursor::new(text, at);
    cursor.eat("{{")?;
    let inside = cursor.until_within("}}", 84)?;
    let name = inside.split('|').next().unwrap_or("").trim().to_lowercase();
    (matches!(&*name, "cn" | "fact" | "cite" | "source" | "citation") || NOTES.contains(&&*name))
        .then_some(at..cursor.at)
}

/// `SOURCE NEEDED` and `NAME NEEDED`, which ibid's own fixes write.
fn capitals(text: &str, at: usize, note: &str) -> Option<Range<usize>> {
    let mut cursor = Cursor::new(text, at);
    cursor.eat(note)?;
    let word = |c: char| c.is_alphanumeric() || c == '_';
    (!text[..at].ends_with(word) && !cursor.rest().starts_with(word)).then_some(at..cursor.at)
}

/// `TODO cite`, `TODO: add source`.
fn todo(text: &str, at: usize) -> Option<Range<usize>> {
    let mut cursor = Cursor::new(text, at);
    cursor.eat("TODO")?;
    let ahead = cursor.rest();
    let line = &ahead[..ahead.char_indices().nth(60).map_or(ahead.len(), |(n, _)| n)];
    let line = line.split(['\n', '.', ')', ']']).next().unwrap_or("");
    let lower = line.to_lowercase();
    let words = lower.trim_start_matches([':', ' ', '-']);
    let asked = words.starts_with("cite") || command(&format!("todo {words}")) || words.starts_with("find a source");
    asked.then(|| at..cursor.at + line.trim_end().len())
}

/// `2025-XX-XX`, `10.xxxx/xxxxx`.
fn number(text: &str, at: usize) -> Option<Range<usize>> {
    if text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '-' || c == '.') {
        return None;
    }
    let mut cursor = Cursor::new(text, at);
    if cursor.eat("10.xxxx").or_else(|| cursor.eat("10.XXXX")).is_some() {
        let rest = cursor.rest();
        let length = rest.len() - rest.trim_start_matches(|c: char| c.is_alphanumeric() || "/.-".contains(c)).len();
        return Some(at..cursor.at + rest[..length].trim_end_matches('.').len());
    }
    let year = cursor.digits()?;
    let month = cursor.eat("-XX").is_some();
    if !month {
        cursor.eat("-")?;
        cursor.digits().filter(|digits| digits.len() == 2)?;
    }
    cursor.eat("-XX")?;
    let recent = year.len() == 4 && (year.starts_with("19") || year.starts_with("20"));
    (recent && !cursor.rest().starts_with(|c: char| c.is_alphanumeric())).then_some(at..cursor.at)
}
