//! Text that stays text in Markdown.

/// Text in which Markdown, GFM's bare addresses included, finds no markup, on one line. As few marks are escaped as that needs: what a
/// client shows as it stands is to be read, too.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    // A byte order mark is none in the middle of a text, and at its start Markdown passes it over.
    let parts = |c: char| c.is_whitespace() || c.is_control() || c == '\u{feff}';
    for word in text.split(parts).filter(|word| !word.is_empty()) {
        if !escaped.is_empty() {
            escaped.push(' ');
        }
        let first = escaped.is_empty();
        let mut before: Option<char> = None;
        for (at, c) in word.char_indices() {
            let after = &word[at + c.len_utf8()..];
            let joins = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            let special = match c {
                '\\' | '`' | '*' | '[' | ']' | '<' | '>' | '|' | '~' | '$' => true,
                '_' => !(joins(before) && joins(after.chars().next())),
                '&' => after.starts_with('#') || joins(after.chars().next()),
                ':' => after.starts_with("//") || follows(word, at, "mailto") || follows(word, at, "xmpp"),
                '@' => joins(after.chars().next()),
                '.' if follows(word, at, "www") => true,
                // At the start of a line these make a heading or a list.
                '#' | '-' | '+' | '=' => first && at == 0,
                '.' | ')' => first && at > 0 && after.is_empty() && word[..at].bytes().all(|b| b.is_ascii_digit()),
                _ => false,
            };
            if special {
                escaped.push('\\');
            }
            escaped.push(c);
            before = Some(c);
        }
    }
    escaped
}

fn follows(word: &str, at: usize, scheme: &str) -> bool {
    let head = at.checked_sub(scheme.len()).and_then(|start| word.get(start..at));
    head.is_some_and(|head| head.eq_ignore_ascii_case(scheme))
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn a_byte_order_mark_hides_no_number_that_begins_a_list() {
        assert_eq!(escape("\u{feff}0."), "0\\.");
        assert_eq!(escape("Mills\u{feff} and quays"), "Mills and quays");
    }
}
