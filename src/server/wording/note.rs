//! The text of a footnote.

/// What a footnote's definition says, without its label and without the indent of its further lines.
pub fn content(definition: &str) -> String {
    let text = definition.split_once("]:").map_or(definition, |(_, text)| text);
    let mut lines = text.lines();
    let mut content = lines.next().unwrap_or_default().trim().to_owned();
    for line in lines {
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        let cut = if line.starts_with('\t') { 1 } else { indent.min(4) };
        content.push('\n');
        content.push_str(line[cut..].trim_end());
    }
    content.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::content;

    #[test]
    fn further_lines_lose_their_indent() {
        let note = "[^a]: The log:\r\n\r\n    - first\r\n      - second\r\n\r\n\tend\r\n";
        assert_eq!(content(note), "The log:\n\n- first\n  - second\n\nend");
        assert_eq!(content("[^a]:"), "");
    }
}
