//! Metadata at the top of a draft, taken off by hand: pulldown-cmark's own option pairs `---` lines anywhere in the text. So does Pandoc, and
//! bibliographies at a draft's end are common there: further down, what names one between such lines is metadata.

use std::ops::Range;

/// The length in bytes of the front matter at the start of `source`, byte order mark and closing line included; 0 if there is none.
pub fn front_matter_length(source: &str) -> usize {
    let bom = if source.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut lines = source[bom..].split_inclusive('\n');
    let Some(first) = lines.next() else { return 0 };
    let closers: &[&str] = match first.trim_end() {
        "---" => &["---", "..."],
        "+++" => &["+++"],
        _ => return 0,
    };
    let mut length = bom + first.len();
    for (index, line) in lines.enumerate() {
        // A thematic break followed by a blank line opens a text, not metadata.
        if index == 0 && line.trim().is_empty() {
            return 0;
        }
        length += line.len();
        if closers.contains(&line.trim_end()) {
            return length;
        }
    }
    0
}

/// Whether `source` starts as front matter does, closed or not.
pub fn opens_front_matter(source: &str) -> bool {
    let mut lines = source.trim_start_matches('\u{feff}').split_inclusive('\n');
    let opens = lines.next().is_some_and(|line| matches!(line.trim_end(), "---" | "+++"));
    opens && lines.next().is_some_and(|line| !line.trim().is_empty())
}

/// What metadata further down is known by. Other `key: value` lines between two thematic breaks are more often text.
const WANTED: &[&str] = &["bibliography:", "references:", "nocite:"];

/// Metadata in text at whose start none can stand: a `---` line after a blank one, keys of YAML, and a closing line.
pub fn late_metadata(source: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    if !WANTED.iter().any(|word| memchr::memmem::find(source.as_bytes(), word.as_bytes()).is_some()) {
        return found;
    }
    let (mut at, mut blank, mut fence) = (0, true, None);
    while at < source.len() {
        let line = line(source, at);
        let after = at + line.len();
        if fence.is_none() && blank && opens_late(&source[at..]) {
            let (length, is_metadata) = late_length(&source[after..]);
            if is_metadata {
                found.push(at..after + length);
                (at, blank) = (after + length, true);
                continue;
            }
        }
        if let Some(mark) = fence_mark(line) {
            // What opened the code closes it, as long or longer.
            match fence {
                None => fence = Some(mark),
                Some((byte, length)) if mark.0 == byte && mark.1 >= length => fence = None,
                Some(_) => {}
            }
        }
        blank = line.trim().is_empty();
        at = after;
    }
    found
}

/// Whether `source` starts with a line that may open metadata further down, and one that looks like a key.
pub fn opens_late(source: &str) -> bool {
    let first = line(source, 0);
    first.trim_end() == "---" && is_key(line(source, first.len()))
}

/// How far a mapping in YAML reaches up to and with its closing line, and whether it is one, and wanted.
fn late_length(source: &str) -> (usize, bool) {
    let (mut at, mut wanted) = (0, false);
    while at < source.len() {
        let line = line(source, at);
        at += line.len();
        if matches!(line.trim_end(), "---" | "...") {
            return (at, wanted);
        }
        let goes_on = line.trim().is_empty() || line.starts_with([' ', '\t', '#', '}', ']']);
        if !(goes_on || line.starts_with("- ") || is_key(line)) {
            break;
        }
        wanted |= WANTED.iter().any(|word| line.starts_with(word));
    }
    (at, false)
}

fn line(source: &str, at: usize) -> &str {
    source[at..].split_inclusive('\n').next().unwrap_or("")
}

/// Whether a line starts with a key of YAML as metadata has them: `link-citations: true`.
fn is_key(line: &str) -> bool {
    let end = line.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))).unwrap_or(line.len());
    let rest = &line[end..];
    end > 0 && rest.starts_with(':') && rest[1..].chars().next().is_none_or(char::is_whitespace)
}

/// What a line of code fences consists of, and of how many.
fn fence_mark(line: &str) -> Option<(u8, usize)> {
    let rest = line.trim_start_matches([' ', '\t', '>']);
    let byte = *rest.as_bytes().first().filter(|byte| matches!(byte, b'`' | b'~'))?;
    let length = rest.bytes().take_while(|&b| b == byte).count();
    (length >= 3).then_some((byte, length))
}

#[cfg(test)]
mod tests {
    use super::{front_matter_length, late_metadata};

    #[test]
    fn takes_yaml_and_toml_with_their_closing_lines() {
        assert_eq!(front_matter_length("---\ntitle: x\n---\nText"), 17);
        assert_eq!(front_matter_length("---\r\ntitle: x\r\n...\r\nText"), 20);
        assert_eq!(front_matter_length("+++\ntitle = 1\n+++"), 17);
        assert_eq!(front_matter_length("\u{feff}---\na: 1\n---\n"), 16);
    }

    #[test]
    fn leaves_thematic_breaks_and_unclosed_metadata_alone() {
        assert_eq!(front_matter_length("---\n\nText\n\n---\n"), 0);
        assert_eq!(front_matter_length("---\ntitle: x\n"), 0);
        assert_eq!(front_matter_length("Text\n---\n"), 0);
    }

    #[test]
    fn metadata_further_down_names_a_bibliography() {
        let found =
            |source: &str| late_metadata(source).into_iter().map(|range| source[range].to_owned()).collect::<Vec<_>>();
        let late = "---\nlink-citations: yes\nreferences:\n- id: a\n  title: b\n...\n";
        assert_eq!(found(&format!("Text\n\n{late}\nMore\n\n{late}")), [late, late]);
        for none in [
            "Text\n---\nreferences: x\n---\n",
            "Text\n\n---\nreferences: x\n",
            "Text\n\n---\nBerg: I wrote it.\nHolm: So did I.\n---\n",
            "Text\n\n---\nreferences: x\n\nAnd more text.\n\n---\n",
            "Text\n\n```yaml\n\n---\nreferences: x\n---\n```\n",
        ] {
            assert_eq!(found(none), [""; 0], "{none}");
        }
    }
}
