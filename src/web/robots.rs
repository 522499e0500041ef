//! What a site asks of programs: `robots.txt`, as RFC 9309 has it.

/// Bytes that are read of it; more is no request but a flood.
const MOST: usize = 500 << 10;

/// Rules that are weighed.
const RULES: usize = 4096;

/// The name that rules are addressed to.
const NAME: &str = "ibid";

/// What a site asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Robots {
    /// Nothing, or nothing that could be read.
    Anything,
    /// To stay away: also if it could not be asked.
    Nothing,
    /// To keep to rules: a pattern, and whether it is allowed.
    Rules(Vec<(String, bool)>),
}

impl Robots {
    /// What a reply to `/robots.txt` says. Who has none allows all; who cannot answer is left alone.
    pub fn of_reply(status: u16, body: &[u8]) -> Self {
        match status {
            200..=299 => Self::read(&String::from_utf8_lossy(body.get(..MOST).unwrap_or(body))),
            300..=499 if status != 429 => Self::Anything,
            _ => Self::Nothing,
        }
    }

    fn read(text: &str) -> Self {
        let (mut ours, mut all) = (None::<Vec<_>>, None::<Vec<_>>);
        let (mut for_us, mut for_all, mut naming) = (false, false, false);
        for line in text.trim_start_matches('\u{feff}').lines() {
            let line = line.split('#').next().unwrap_or_default();
            let Some((key, value)) = line.split_once(':') else { continue };
            let (key, value) = (key.trim().to_ascii_lowercase(), value.trim());
            if key == "user-agent" {
                // A line after rules begins a new group.
                if !naming {
                    (for_us, for_all, naming) = (false, false, true);
                }
                let name = value.split(['/', ' ']).next().unwrap_or_default();
                for_us |= name.eq_ignore_ascii_case(NAME);
                for_all |= name == "*";
                if for_us {
                    let _ = ours.get_or_insert_default();
                }
            } else if key == "allow" || key == "disallow" {
                naming = false;
                let rule = || (value.to_owned(), key == "allow");
                for (group, meant) in [(&mut ours, for_us), (&mut all, for_all)] {
                    let group = if meant && !value.is_empty() { group.get_or_insert_default() } else { continue };
                    if group.len() < RULES {
                        group.push(rule());
                    }
                }
            }
        }
        ours.or(all).map_or(Self::Anything, Self::Rules)
    }

    /// Whether a path, with its query, may be asked for: the longest rule that fits decides, and leave wins.
    pub fn allows(&self, path: &str) -> bool {
        match self {
            Self::Anything => true,
            Self::Nothing => false,
            Self::Rules(rules) => {
                let fitting = rules.iter().filter(|(pattern, _)| fits(pattern, path));
                fitting.max_by_key(|(pattern, allowed)| (pattern.len(), *allowed)).is_none_or(|(_, allowed)| *allowed)
            }
        }
    }
}

/// Whether a pattern fits the beginning of a path; `*` is anything, `$` at the end is the end. What stands between stars is looked for
/// from the left, which finds a fit if there is one.
fn fits(pattern: &str, path: &str) -> bool {
    let (pattern, to_end) = pattern.strip_suffix('$').map_or((pattern, false), |pattern| (pattern, true));
    let mut pieces = pattern.split('*');
    let first = pieces.next().unwrap_or_default();
    let Some(mut rest) = path.strip_prefix(first) else { return false };
    let mut pieces = pieces.peekable();
    if pieces.peek().is_none() {
        return !to_end || rest.is_empty();
    }
    while let Some(piece) = pieces.next() {
        if to_end && pieces.peek().is_none() {
            return rest.ends_with(piece);
        }
        let Some(at) = memchr::memmem::find(rest.as_bytes(), piece.as_bytes()) else { return false };
        rest = rest.get(at + piece.len()..).unwrap_or_default();
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allows(text: &str, path: &str) -> bool {
        Robots::of_reply(200, text.as_bytes()).allows(path)
    }

    #[test]
    fn the_longest_rule_decides() {
        let text = "User-agent: *\nDisallow: /a\nAllow: /a/open\nDisallow: /*.pdf$\n";
        for (path, allowed) in [
            ("/", true),
            ("/a", false),
            ("/a/b", false),
            ("/a/open/x", true),
            ("/b.pdf", false),
            ("/b.pdf?x", true),
            ("/b/c.pdf", false),
        ] {
            assert_eq!(allows(text, path), allowed, "{path}");
        }
        assert!(allows("User-agent: *\nDisallow: /a\nAllow: /a\n", "/a"));
        assert!(allows("User-agent: *\nDisallow:\n", "/a"));
        assert!(!allows("user-agent: *\r\ndisallow: /\r\n", "/a"));
    }

    #[test]
    fn a_group_of_our_own_goes_before_that_for_all() {
        let text = "User-agent: *\nDisallow: /\n\nUser-agent: Other\nUser-agent: IBID/2.0\nDisallow: /x\n";
        assert!(allows(text, "/a") && !allows(text, "/x"));
        let others = "User-agent: Other\nDisallow: /\n";
        assert!(allows(others, "/a"));
        assert!(allows("User-agent: *\nDisallow: /\nUser-agent: ibid\nDisallow:\n", "/a"));
    }

    #[test]
    fn who_cannot_answer_is_left_alone() {
        assert!(Robots::of_reply(404, b"").allows("/a") && Robots::of_reply(403, b"").allows("/a"));
        assert!(!Robots::of_reply(503, b"").allows("/a") && !Robots::of_reply(429, b"").allows("/a"));
        assert!(Robots::of_reply(200, b"\xff\xfe<html>not found</html>").allows("/a"));
    }

    #[test]
    fn patterns_of_stars_cost_what_their_length_is() {
        let text = format!("User-agent: *\nDisallow: /{}$\n", "*a".repeat(20_000));
        let path = format!("/{}b", "a".repeat(4000));
        assert!(allows(&text, &path));
    }
}
