//! What honest writers and their tools do to a quotation, and to a source's text on its way.

use super::random::Random;
use super::spelling;
use ibid::evidence::Layout;
use ibid::evidence::quote::is_negator;

/// A quotation, and the source if it is not the page as it is.
pub struct Case {
    pub quotation: String,
    pub source: Option<(String, Layout)>,
}

/// Makes a quotation of a sentence of a page, if it can.
pub type Edit = fn(&mut Random, &str, &str) -> Option<Case>;

/// What must be found.
pub const HONEST: &[(&str, Edit)] = &[
    ("as it is", |_, sentence, _| quote(sentence)),
    ("other quotation marks, dashes, ligatures", |_, sentence, _| quote(&typographic(sentence))),
    ("other white space, accents as marks", |random, sentence, _| quote(&spaced(random, sentence))),
    ("source from PDF: hyphenation, ligatures, lines", |random, sentence, page| pdf(random, sentence, page, false)),
    ("source from PDF: a footnote or head within", |random, sentence, page| pdf(random, sentence, page, true)),
    ("source from a wiki: `[12]` in it", |random, sentence, page| wiki(random, sentence, page)),
    ("ellipsis", ellipsis),
    ("`[t]he`: a letter in another case", capital),
    ("`[words]` put in, or in place of one", insertion),
    ("`[sic]`", sic),
    ("five words of it", fragment),
    ("hyphens left out: `e-mail`, `email`", |_, sentence, _| changed(sentence, spelling::closed(sentence))),
    ("a hyphen for a space, a space for one", |_, sentence, _| changed(sentence, spelling::parted(sentence))),
    ("short forms: `don't`, `do not`", |_, sentence, _| changed(sentence, spelling::shortened(sentence))),
    ("British and American spelling", |_, sentence, _| changed(sentence, spelling::respelt(sentence))),
    ("numbers in words and digits, `%`, `&`", |_, sentence, _| changed(sentence, spelling::renumbered(sentence))),
    ("all of these spellings at once", |_, sentence, _| changed(sentence, spelling::all(sentence))),
    ("all at once: ellipsis, marks, white space, spelling", |random, sentence, page| {
        let shortened = ellipsis(random, sentence, page)?.quotation;
        quote(&spaced(random, &typographic(&spelling::all(&shortened))))
    }),
    ("PDF, ellipsis, marks and white space at once", |random, sentence, page| {
        let source = pdf(random, sentence, page, false)?.source;
        let shortened = ellipsis(random, sentence, page)?.quotation;
        let quotation = spaced(random, &typographic(&shortened));
        Some(Case { quotation, source })
    }),
];

/// What shows how often an alarm is raised over nothing much.
pub const NEITHER: &[(&str, Edit)] =
    &[("ellipsis over any words", |random, sentence, _| left_out(random, sentence, true))];

pub fn quote(text: &str) -> Option<Case> {
    Some(Case { quotation: text.to_owned(), source: None })
}

pub fn words(sentence: &str) -> Vec<&str> {
    sentence.split_whitespace().collect()
}

/// Whether a word denies, for choosing what may be left out.
pub fn denies(word: &str) -> bool {
    let low = word.to_lowercase().replace('\u{2019}', "'");
    low.split(|c: char| !(c.is_alphanumeric() || c == '\'')).any(is_negator)
}

/// A sentence in another spelling, if it has anything to spell otherwise.
fn changed(sentence: &str, other: String) -> Option<Case> {
    (other != sentence).then(|| quote(&other)).flatten()
}

fn typographic(text: &str) -> String {
    let mut out = String::from('\u{201c}');
    let mut last = ' ';
    for c in text.chars() {
        match c {
            '"' if last == ' ' => out.push('\u{ab}'),
            '"' => out.push('\u{bb}'),
            '\'' => out.push('\u{2019}'),
            '\u{2019}' => out.push('\''),
            '-' if last.is_alphabetic() => out.push('\u{2011}'),
            '\u{2014}' => out.push_str(" \u{2013} "),
            _ => out.push(c),
        }
        last = c;
    }
    out.push('\u{201d}');
    out.replace("ffi", "\u{fb03}").replace("fi", "\u{fb01}").replace("fl", "\u{fb02}")
}

fn spaced(random: &mut Random, text: &str) -> String {
    let mut out = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            ' ' => out.push_str(random.one(&[" ", "\n", "  ", "\u{a0}", "\t", "\r\n", "\u{202f}"])),
            '\u{e9}' => out.push_str("e\u{301}"),
            _ => out.push(c),
        }
        let within = c.is_alphabetic() && chars.peek().is_some_and(|next| next.is_alphabetic());
        if within && random.below(12) == 0 {
            out.push_str(random.one(&["\u{ad}", "\u{200b}", "\u{2060}"]));
        }
    }
    out
}

/// The page in narrow lines, some words parted at their ends; `furniture`: lines of another kind in the middle of the sentence.
fn pdf(random: &mut Random, sentence: &str, page: &str, furniture: bool) -> Option<Case> {
    const WIDTH: usize = 46;
    let at = page.find(sentence)?;
    let middle = page[..at].split_whitespace().count() + words(sentence).len() / 2;
    let mut out = String::new();
    let mut width = 0;
    for (index, word) in page.split_whitespace().enumerate() {
        if furniture && index == middle {
            out.push_str(random.one(&[
                "\n\n7 See the appendix, p. 12.\n",
                "\n\x0c24 TIDES AND HARBOURS\n",
                "\n113\n\n\x0cThe Harbour Quarterly 12 (1931)\n",
            ]));
            width = 0;
        }
        let compound =
            word.split_once('-').filter(|(one, two)| one.len() > 1 && two.starts_with(|c: char| c.is_lowercase()));
        let letters = word.chars().all(|c| c.is_ascii_lowercase());
        if let Some((one, two)) = compound.filter(|_| width + word.len() > WIDTH) {
            out.push_str(&format!("{one}-\n{two} "));
            width = two.len();
        } else if width + word.len() > WIDTH && letters && word.len() > 6 {
            let cut = 3 + random.below(word.len() - 5);
            out.push_str(&format!("{}-\n{} ", &word[..cut], &word[cut..]));
            width = word.len() - cut;
        } else if width + word.len() > WIDTH {
            out.push('\n');
            out.push_str(word);
            out.push(' ');
            width = word.len();
        } else {
            out.push_str(word);
            out.push(' ');
            width += word.len() + 1;
        }
    }
    let text = out.replace(" \n", "\n").replace("fi", "\u{fb01}").replace("ffl", "\u{fb04}").replace('\'', "\u{2019}");
    Some(Case { quotation: sentence.to_owned(), source: Some((text, Layout::Lines)) })
}

fn wiki(random: &mut Random, sentence: &str, page: &str) -> Option<Case> {
    let mut marked = String::new();
    for word in words(sentence) {
        marked.push_str(word);
        if random.below(4) == 0 {
            marked.push_str(random.one(&["[1]", "[12][13]", "[a]", "[citation needed]", "[note 4]", " [7]"]));
        }
        marked.push(' ');
    }
    let text = page.replacen(sentence, marked.trim_end(), 1).replace('\'', "\u{2019}");
    Some(Case { quotation: sentence.to_owned(), source: Some((text, Layout::Flowing)) })
}

/// Leaves out words that deny nothing.
fn ellipsis(random: &mut Random, sentence: &str, _: &str) -> Option<Case> {
    left_out(random, sentence, false)
}

fn left_out(random: &mut Random, sentence: &str, any: bool) -> Option<Case> {
    let all = words(sentence);
    let room = all.len().checked_sub(8)?;
    let from = 3 + random.below(room);
    let to = from + 1 + random.below(all.len() - from - 3);
    if !any && all[from..to].iter().any(|word| denies(word)) {
        return None;
    }
    let dots = random.one(&["...", "\u{2026}", "[...]", ". . .", "[\u{2026}]", "(...)"]);
    quote(&format!("{} {dots} {}", all[..from].join(" "), all[to..].join(" ")))
}

fn capital(random: &mut Random, sentence: &str, _: &str) -> Option<Case> {
    let all = words(sentence);
    let from = if random.below(2) == 0 { 0 } else { random.below(all.len() - 5) };
    let rest = all[from..].join(" ");
    let first = rest.chars().next().filter(|c| c.is_ascii_alphabetic())?;
    let other = if first.is_uppercase() { first.to_ascii_lowercase() } else { first.to_ascii_uppercase() };
    let alone = !rest[1..].starts_with(char::is_alphabetic);
    (!alone).then(|| quote(&format!("[{other}]{}", &rest[1..]))).flatten()
}

fn insertion(random: &mut Random, sentence: &str, _: &str) -> Option<Case> {
    let mut all: Vec<String> = words(sentence).into_iter().map(str::to_owned).collect();
    let at = 2 + random.below(all.len() - 4);
    let inside = random.one(&["[the author]", "[in 1931]", "[of the harbour]"]).to_string();
    if random.below(2) == 0 && !denies(&all[at]) {
        all[at] = inside;
    } else {
        all.insert(at, inside);
    }
    quote(&all.join(" "))
}

fn sic(random: &mut Random, sentence: &str, _: &str) -> Option<Case> {
    let mut all = words(sentence);
    let at = 1 + random.below(all.len() - 1);
    all.insert(at, random.one(&["[sic]", "[sic!]", "(sic)", "[*sic*]"]));
    quote(&all.join(" "))
}

fn fragment(random: &mut Random, sentence: &str, _: &str) -> Option<Case> {
    let all = words(sentence);
    let from = random.below(all.len() - 5);
    quote(&all[from..from + 5].join(" "))
}
