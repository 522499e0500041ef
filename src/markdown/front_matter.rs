//! Metadata at the top of a draft, taken off by hand: pulldown-cmark's own option pairs `---` lines anywhere in the text.

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

#[cfg(test)]
mod tests {
    use super::front_matter_length;

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
}
