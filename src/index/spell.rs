//! Writing a path or the name of a place as a link's target.

/// How a target is set off from what stands around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// `](target)`, `[label]: target`
    Bare,
    /// `](<target>)`
    Angle,
    /// `[[target]]`
    Wiki,
}

impl Setting {
    /// That of a part of a target, by what stands `before` it in its link or definition.
    pub fn after(before: &str) -> Self {
        if before.starts_with("[[") {
            return Self::Wiki;
        }
        let opened = before.rsplit_once('<').map(|(before, _)| before.trim_end());
        let angle = opened.is_some_and(|before| before.ends_with("](") || before.ends_with("]:"));
        if angle { Self::Angle } else { Self::Bare }
    }
}

/// A path or an anchor as it would be written where `like` was: with percent signs if that has them, and wherever the setting needs them.
pub fn spell(plain: &str, like: &str, setting: Setting) -> String {
    if setting == Setting::Wiki {
        return plain.to_owned();
    }
    let bytes = like.as_bytes();
    let codes = || memchr::memchr_iter(b'%', bytes).filter_map(|at| Some((*bytes.get(at + 1)?, *bytes.get(at + 2)?)));
    let codes = || codes().filter(|(a, b)| a.is_ascii_hexdigit() && b.is_ascii_hexdigit());
    let letters = codes().any(|(first, _)| !first.is_ascii_digit() || first >= b'8');
    let blanks = codes().next().is_some() || setting == Setting::Bare;
    let mut written = String::with_capacity(plain.len());
    for c in plain.chars() {
        let coded = match c {
            ' ' => blanks,
            '(' | ')' | '"' | '\'' => setting == Setting::Bare,
            '<' | '>' | '#' | '?' | '%' | '\\' => true,
            c => c.is_control() || letters && !c.is_ascii(),
        };
        if coded {
            let mut buffer = [0; 4];
            c.encode_utf8(&mut buffer).bytes().for_each(|byte| written.push_str(&format!("%{byte:02X}")));
        } else {
            written.push(c);
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::{Setting, spell};

    #[test]
    fn a_target_is_spelt_as_its_predecessor_was() {
        assert_eq!(spell("my map.png", "map.png", Setting::Bare), "my%20map.png");
        assert_eq!(spell("my map.png", "the map.png", Setting::Angle), "my map.png");
        assert_eq!(spell("my map.png", "the%20map.png", Setting::Angle), "my%20map.png");
        assert_eq!(spell("\u{fc}ber", "ebbe", Setting::Bare), "\u{fc}ber");
        assert_eq!(spell("\u{fc}ber", "m%C3%BChle", Setting::Bare), "%C3%BCber");
        assert_eq!(spell("a (1)", "b", Setting::Bare), "a%20%281%29");
        assert_eq!(spell("100% (a)", "b", Setting::Angle), "100%25 (a)");
    }

    #[test]
    fn the_setting_shows_before_the_target() {
        assert_eq!(Setting::after("[a < b](<notes/"), Setting::Angle);
        assert_eq!(Setting::after("[a < b](notes/"), Setting::Bare);
        assert_eq!(Setting::after("[label]: <"), Setting::Angle);
        assert_eq!(Setting::after("[["), Setting::Wiki);
    }
}
