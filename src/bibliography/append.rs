//! A new entry at the end of a bibliography, in its own format.

use super::write::{bibtex, csl};
use super::{Bibliography, Format, NewEntry, Work};
use serde_json::Value;

/// An entry for a work under `key`, where it goes in a bibliography whose text is `source`. `None` where it is not known how entries are
/// written there: in Hayagriva, in lists of a shape of their own, and where something cannot be read.
pub fn append(source: &str, format: Format, key: &str, work: &Work) -> Option<NewEntry> {
    let read = Bibliography::read(source, format);
    let new = match format {
        Format::Bibtex => in_bibtex(&read, key, work),
        Format::Json => in_json(source, &read, key, work)?,
        Format::Yaml => in_yaml(source, &read, key, work)?,
    };
    // What would be read otherwise than meant is not written.
    let mut after = source.to_owned();
    after.insert_str(after.is_char_boundary(new.at).then_some(new.at)?, &new.text);
    let again = Bibliography::read(&after, format);
    let sound = again.entries.len() == read.entries.len() + 1 && again.problems.len() == read.problems.len();
    let last = again.entries.last()?;
    (sound && Work::of(last).text("title") == Work::of(&entry_of(key, work)?).text("title")).then_some(new)
}

fn entry_of(key: &str, work: &Work) -> Option<super::Entry> {
    Bibliography::read(&format!("[{}]", csl(key, work)), Format::Json).entries.pop()
}

fn in_bibtex(read: &Bibliography, key: &str, work: &Work) -> NewEntry {
    let text = bibtex(key, work);
    match read.entries.last() {
        Some(last) => NewEntry { at: last.range.end, text: format!("\n\n{}", text.trim_end()) },
        None => NewEntry { at: 0, text },
    }
}

fn in_json(source: &str, read: &Bibliography, key: &str, work: &Work) -> Option<NewEntry> {
    let item = serde_json::to_string_pretty(&csl(key, work)).ok()?;
    let item = item.replace('\n', "\n  ");
    match read.entries.last() {
        Some(last) => Some(NewEntry { at: last.range.end, text: format!(",\n  {item}") }),
        None => {
            let open = source.find('[')?;
            let empty = source.get(open + 1..)?.trim_start().starts_with(']');
            empty.then(|| NewEntry { at: open + 1, text: format!("\n  {item}\n") })
        }
    }
}

/// After the last item of a list in blocks, as far in as that one.
fn in_yaml(source: &str, read: &Bibliography, key: &str, work: &Work) -> Option<NewEntry> {
    let last = read.entries.last()?;
    let before = source.get(..last.key_range.start)?;
    let dash = before.rfind("- ").filter(|&at| before.get(..at).is_some_and(ends_in_blanks))?;
    let line = before.get(..dash)?.rfind('\n').map_or(0, |newline| newline + 1);
    let indent = source.get(line..dash)?;
    let end = source.get(last.range.end..)?.find('\n').map_or(source.len(), |newline| last.range.end + newline);
    let end = source.get(..end)?.trim_end().len();
    let Value::Object(item) = csl(key, work) else { return None };
    let mut text = String::new();
    let id = item.get("id").into_iter().map(|id| ("id", id));
    for (name, value) in
        id.chain(item.iter().map(|(name, value)| (name.as_str(), value)).filter(|(name, _)| *name != "id"))
    {
        let mark = if text.is_empty() { "- " } else { "  " };
        // What JSON writes, YAML reads.
        text.push_str(&format!("\n{indent}{mark}{name}: {value}"));
    }
    Some(NewEntry { at: end, text })
}

/// Whether nothing but blanks stands on the last line.
fn ends_in_blanks(text: &str) -> bool {
    text.rsplit('\n').next().is_some_and(|line| line.chars().all(|c| c == ' '))
}

#[cfg(test)]
mod tests {
    use super::append;
    use crate::bibliography::{Bibliography, Date, Format, Name, Work};

    fn work() -> Work {
        let name = Name { family: "Vale".into(), given: "Mara".into(), suffix: String::new() };
        Work {
            kind: "webpage".into(),
            names: vec![("author", vec![name])],
            dates: vec![("issued", Date { parts: vec![2011, 4], text: String::new() })],
            texts: vec![
                ("title", "Tides: } \"moods\" # @misc{x, and - a: b".into()),
                ("URL", "https://tides.example.net/a?b={c}&d".into()),
            ],
        }
    }

    #[test]
    fn an_entry_goes_behind_the_last_one() {
        for (format, source) in [
            (Format::Bibtex, ""),
            (Format::Bibtex, "@misc{a, title = {A}}\n"),
            (Format::Json, "[]"),
            (Format::Json, "[\n  {\"id\": \"a\", \"title\": \"A\"}\n]\n"),
            (Format::Yaml, "references:\n- id: a\n  title: A\n"),
            (
                Format::Yaml,
                "---\nreferences:\n  - id: a\n    title: A\n    author:\n      - family: B\nlang: en\n---\n",
            ),
            (Format::Yaml, "- type: book\n  id: a"),
        ] {
            let new = append(source, format, "vale2011", &work()).unwrap_or_else(|| panic!("{source}"));
            let after = format!("{}{}{}", &source[..new.at], new.text, &source[new.at..]);
            let read = Bibliography::read(&after, format);
            let entry = read.entries.last().unwrap();
            assert_eq!((entry.key.as_str(), &Work::of(entry).texts[0]), ("vale2011", &work().texts[0]), "{after}");
            assert_eq!(Work::of(entry).names, work().names, "{after}");
            assert_eq!(Work::of(entry).dates, work().dates, "{after}");
        }
    }

    #[test]
    fn where_it_is_not_known_how_nothing_is_written() {
        for (format, source) in [
            (Format::Json, "{\"items\": 1}"),
            (Format::Json, "[{\"id\": }"),
            (Format::Yaml, "a:\n  type: web\n  title: A\n"),
            (Format::Yaml, "references: [{id: a, title: A}]\n"),
            (Format::Yaml, ""),
        ] {
            assert_eq!(append(source, format, "vale2011", &work()), None, "{source}");
        }
    }
}
