//! A reference that is typed out, `Lock, A. (1931). Tides. Mill Press.`, and what in it is certain.

use crate::citation::author_year::{entry, is_initial};

/// What a typed reference says. What cannot be told for certain is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    /// The first author or the body, as written: what the reference is called by.
    pub first: String,
    /// All authors as family and given names; a body has no given name. Empty where they cannot be told apart.
    pub authors: Vec<(String, String)>,
    /// When it appeared.
    pub year: Option<u32>,
    /// What it is called.
    pub title: Option<String>,
}

/// The longest typed reference, in bytes: what goes on is a remark.
const LONGEST: usize = 700;

/// Words with which a note leads to a reference.
const LEADS: &[&str] =
    &["See also ", "see also ", "See ", "see ", "Cf. ", "cf. ", "Siehe ", "Vgl. ", "Voir ", "E.g. ", "From "];

/// Reads a reference that is typed out on one line; `None` for a remark, a short title, or anything else.
pub fn typed(text: &str) -> Option<Typed> {
    let text = text.trim();
    let text = LEADS.iter().find_map(|lead| text.strip_prefix(lead)).unwrap_or(text);
    if text.len() > LONGEST || text.split_whitespace().count() < 4 {
        return None;
    }
    // `Ibid., p. 33` repeats what stands elsewhere.
    let again = ["ibid", "id.", "id,", "op. cit", "ebd", "a.a.o"];
    if again.iter().any(|word| text.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word))) {
        return None;
    }
    // `[3] K. Lund, Dykes.`: the number is the list's.
    let bare = text
        .strip_prefix('[')
        .and_then(|rest| rest.split_once(']'))
        .filter(|(number, _)| number.parse::<u32>().is_ok());
    let numbered = bare.is_some();
    let text = bare.map_or(text, |(_, rest)| rest.trim_start());
    let entry = entry(text, None)?;
    let year = entry.years.first()?;
    let at = match year.number {
        Some(number) => text.find(&number.to_string()),
        None => text.to_ascii_lowercase().find(year.word),
    };
    // `Lock (1931) argues that …` speaks of a work that is listed elsewhere.
    let dated = at.filter(|&at| text[..at].ends_with('('));
    let after = dated.and_then(|at| text[at..].find(')').map(|n| &text[at + n + 1..]));
    let rest = after.map_or("", str::trim_start);
    if after.is_some()
        && !rest.starts_with(['.', ',', ':', ';', '\u{201c}', '"', '*'])
        && !rest.starts_with(char::is_uppercase)
    {
        let ends = rest.is_empty() || rest == ".";
        if !ends || at.is_some_and(|at| text[..at].split_whitespace().count() < 4) {
            return None;
        }
    }
    // `In 1931 the lock was rebuilt`: a date in a sentence.
    let flows = |at: usize| {
        text[at..].trim_start_matches(char::is_alphanumeric).starts_with(' ')
            && text[at..].split(' ').nth(1).is_some_and(|word| word.starts_with(char::is_lowercase))
    };
    if year.number.is_some() && at.is_some_and(flows) {
        return None;
    }
    let by_initials = entry.author.split(' ').next().is_some_and(is_initial) && entry.author.contains(' ');
    let title = if by_initials { title_after_names(text, &entry.author) } else { title(text, &entry.author, after) };
    let ends = |number: u32| numbered && text.trim_end_matches('.').ends_with(&format!(", {number}"));
    let mut years = entry.years.iter().filter_map(|year| year.number);
    let year = years.find(|&number| is_dated(text, number) || ends(number));
    if let Some((given, family)) = entry.author.rsplit_once(' ').filter(|_| by_initials && title.is_some()) {
        let authors = vec![(family.to_owned(), given.to_owned())];
        return Some(Typed { authors, first: entry.author.clone(), year, title });
    }
    let long = title.is_some() || numbered && year.is_some() || year.is_some() && text.split_whitespace().count() >= 6;
    long.then(|| Typed { authors: authors(text, &entry.author, dated), first: entry.author, year, title })
}

/// Whether a number dates the work, and is no page or volume: `(1931)`, `(Lund, 1931)`, `Mill Press, 1931.`
fn is_dated(text: &str, number: u32) -> bool {
    let digits = number.to_string();
    text.match_indices(&digits).take(8).any(|(at, _)| {
        let after = text[at + digits.len()..].trim_start_matches(|c: char| c.is_ascii_lowercase());
        let before = &text[..at];
        // `1844, 1853` are pages.
        let comma = before.strip_suffix(", ").is_some_and(|before| !before.ends_with(|c: char| c.is_ascii_digit()));
        let set = before.ends_with('(') || comma;
        after.starts_with(')') && !before.ends_with(char::is_alphanumeric)
            || set && (after.is_empty() || after.starts_with([',', '.', ';', ':']))
    })
}

/// The title: in quotation marks, behind the year in parentheses, or behind the authors.
fn title(text: &str, author: &str, after: Option<&str>) -> Option<String> {
    let quoted = [('\u{201c}', '\u{201d}'), ('"', '"'), ('\u{201e}', '\u{201c}'), ('\u{ab}', '\u{bb}')];
    for (open, close) in quoted {
        let inside = text.split_once(open).and_then(|(_, rest)| Some(rest.split_once(close)?.0));
        if let Some(inside) = inside.filter(|inside| inside.split_whitespace().count() > 1) {
            return whole(inside);
        }
    }
    if let Some(after) = after
        && let Some(rest) = after.trim_start().strip_prefix(['.', ',', ':'])
        && !rest.trim().is_empty()
    {
        return whole(sentence(rest.trim_start()));
    }
    let rest = &text[text.find(author)? + author.len()..];
    // `Lock, Anna. Tides.` and `Anna Lock, Tides (Mill Press, 1931)`.
    if let Some(open) = rest.find(" (").filter(|_| rest.starts_with(", ") && author.contains(' ')) {
        let title = &rest[2..open.max(2)];
        return whole(title).filter(|title| !title.contains(", "));
    }
    let given = rest.strip_prefix(", ").and_then(|rest| rest.split_once(". "))?;
    let short =
        given.0.split_whitespace().count() <= 2 && !given.0.contains(',') && given.0.starts_with(char::is_uppercase);
    whole(sentence(given.1)).filter(|_| short)
}

/// The title behind a single author whose initials come first: `K. Lund, Dykes. Mill Press`, `K. Lund, "Dykes," Coast`.
fn title_after_names(text: &str, author: &str) -> Option<String> {
    let rest = text.strip_prefix(author)?.strip_prefix(", ")?;
    for (open, close) in [('\u{201c}', '\u{201d}'), ('"', '"')] {
        if let Some(rest) = rest.strip_prefix(open) {
            return whole(rest.split_once(close)?.0);
        }
    }
    let title = sentence(rest);
    // With a comma it may be more names, or a journal.
    let plain =
        title.len() < rest.len() && !title.contains([',', '(']) && !title.split(' ').next().is_some_and(is_initial);
    whole(title).filter(|_| plain && !title.starts_with("and "))
}

/// A title without what closes it; `None` for one that is none.
fn whole(title: &str) -> Option<String> {
    let title = title.trim().trim_end_matches(['.', ',']).trim_end();
    (title.chars().filter(|c| c.is_alphabetic()).count() > 2).then(|| title.to_owned())
}

/// Up to the first stop that ends a sentence, and no initial or abbreviation.
fn sentence(text: &str) -> &str {
    let mut from = 0;
    while let Some(stop) = text[from..].find(['.', '?', '!']) {
        let at = from + stop;
        let word = text[..at].rsplit(' ').next().unwrap_or("");
        let ends = text[at + 1..].is_empty() || text[at + 1..].starts_with(' ');
        if ends && (word.chars().count() > 2 || word.bytes().all(|b| b.is_ascii_digit())) {
            return &text[..at + usize::from(!text[at..].starts_with('.'))];
        }
        from = at + 1;
    }
    text
}

/// The authors before a year in parentheses, where every one of them has the form `Lock, A.`; or the only one of another form.
fn authors(text: &str, first: &str, dated: Option<usize>) -> Vec<(String, String)> {
    let Some(at) = dated else {
        let rest = text.strip_prefix(first).unwrap_or("");
        let given = rest.strip_prefix(", ").and_then(|rest| rest.split_once(". ")).map(|(given, _)| given);
        let given = given
            .filter(|given| !given.contains([',', '&']) && given.split(' ').count() <= 2 && !given.contains(" and "));
        let single = given.filter(|given| given.starts_with(char::is_uppercase) && !first.contains(' '));
        return single.map(|given| (first.to_owned(), given.to_owned())).into_iter().collect();
    };
    let head = text[..at].trim_end_matches(['(', ' ', '.', ',']);
    let head = format!("{}{}", head, if text[..at].contains("., ") || text[..at].contains(". (") { "." } else { "" });
    let parts: Vec<&str> =
        head.split(", ").flat_map(|part| part.split(" & ")).flat_map(|part| part.split(" and ")).collect();
    let parts: Vec<&str> =
        parts.into_iter().map(|part| part.trim_start_matches("& ").trim_start_matches("and ").trim()).collect();
    let mut found = Vec::new();
    let mut rest = parts.iter().filter(|part| !part.is_empty());
    while let (Some(family), given) = (rest.next(), rest.next()) {
        let initials = |given: &&&str| given.split([' ', '-']).all(is_initial);
        match given.filter(initials) {
            Some(given) if !is_initial(family) => found.push(((*family).to_owned(), (*given).to_owned())),
            // A body, alone: `World Health Organization (2020)`.
            _ if given.is_none() && found.is_empty() && family.contains(' ') => {
                return vec![(family.trim_end_matches('.').to_owned(), String::new())];
            }
            _ => return Vec::new(),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{Typed, typed};

    fn read(text: &str) -> Typed {
        typed(text).unwrap_or_default()
    }

    #[test]
    fn what_is_certain_is_read() {
        let apa = read("Lock, A., & Weir, B. C. (1931). Tides of the north. Mill Press.");
        let pair = |family: &str, given: &str| (family.to_owned(), given.to_owned());
        assert_eq!(apa.authors, [pair("Lock", "A."), pair("Weir", "B. C.")]);
        assert_eq!((apa.year, apa.title.as_deref()), (Some(1931), Some("Tides of the north")));
        let mla = read("Lock, Anna. Tides of the North. Mill Press, 1931.");
        assert_eq!((mla.authors, mla.title.as_deref()), (vec![pair("Lock", "Anna")], Some("Tides of the North")));
        let note = read("See Anna Lock, Tides of the North (Mill Press, 1931), 33.");
        assert_eq!(
            (note.first.as_str(), note.year, note.title.as_deref()),
            ("Anna Lock", Some(1931), Some("Tides of the North"))
        );
        let body = read("Harbour Office of Skarvik (2020). The minutes of May. Skarvik.");
        assert_eq!(body.title.as_deref(), Some("The minutes of May"));
        assert_eq!(body.authors, [pair("Harbour Office of Skarvik", "")]);
        let article = read("Weir, B. (2004). \u{201c}Why the lock leaked.\u{201d} Mill Quarterly 3(2), 4\u{2013}9.");
        assert_eq!(article.title.as_deref(), Some("Why the lock leaked"));
        assert_eq!(read("Lock, A. (1931). Tides. Mill Press.").title.as_deref(), Some("Tides"));
    }

    #[test]
    fn a_remark_is_no_reference() {
        for text in [
            "The mill closed in 1931 and opened again two years later.",
            "Lock (1931) argues that the weir was older than the mill.",
            "Lock (1931), p. 3.",
            "Anna Lock was born in 1931 and died in the same house.",
            "Ibid., p. 33, in the edition of Lund, 1931.",
            "Id., citing Lock, The Weir (Mill Press, 1931).",
            "See Lock, 81 Mill L. Rev. 1844, 1853.",
            "My own translation.",
            "In 1931 the lock was rebuilt after a flood.",
            "",
        ] {
            assert_eq!(typed(text), None, "{text}");
        }
    }
}
