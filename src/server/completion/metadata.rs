//! The names of bibliographies in front matter.

use std::ops::Range;

/// The value of `bibliography:` that is typed at byte `at` of the `line`, which follows the lines `above` in front matter.
pub fn bibliography(above: &str, line: &str, at: usize) -> Option<Range<usize>> {
    let before = line.get(..at)?;
    let content = before.trim_start();
    let from = match content.strip_prefix("bibliography:") {
        Some(value) => before.len() - value.len(),
        None if is_item(content) && belongs(above) => before.len() - content.len() + 1,
        None => return None,
    };
    // A list in one line has a name behind each comma.
    let flow = before[from..].trim_start().starts_with('[');
    let start = if flow { from + before[from..].rfind(['[', ',']).map_or(0, |mark| mark + 1) } else { from };
    let value = before[start..].trim_start().trim_start_matches(['"', '\'']);
    // Without a blank behind the colon it is no value yet.
    let start = at - value.len();
    if start == from || value.contains(['"', '\'', '#']) {
        return None;
    }
    let rest = &line[at..];
    let end = rest.find(['"', '\'', ']', ',', '#']).unwrap_or(rest.len());
    Some(start..at + rest[..end].trim_end().len())
}

fn is_item(content: &str) -> bool {
    content == "-" || content.starts_with("- ")
}

/// Whether the items below `above` are those of `bibliography`.
fn belongs(above: &str) -> bool {
    let mut lines = above.lines().rev().map(str::trim);
    lines.find(|line| !is_item(line) && !line.is_empty()).is_some_and(|line| line == "bibliography:")
}

#[cfg(test)]
mod tests {
    use super::bibliography;

    #[test]
    fn a_value_is_found_in_each_form() {
        let at = |above: &str, line: &str| {
            let at = line.find('|')?;
            let line = line.replacen('|', "", 1);
            bibliography(above, &line, at).map(|range| line[range].to_owned())
        };
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(at("---\n", "bibliography: re|fs.bib"), some("refs.bib"));
        assert_eq!(at("---\n", "bibliography: \"my re|\""), some("my re"));
        assert_eq!(at("---\n", "bibliography: [a.bib, b|]"), some("b"));
        assert_eq!(at("---\nbibliography:\n  - a.bib\n", "  - |"), some(""));
        assert_eq!(at("---\nauthor:\n  - a\n", "  - |"), None);
        assert_eq!(at("---\n", "bibliography:|"), None);
        assert_eq!(at("---\n", "title: a|"), None);
    }
}
