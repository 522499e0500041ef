//! The anchors that tools make of a heading.

use crate::prose::fold;

/// The anchors of a heading with that text, GitHub's first.
pub fn slugs(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for (index, slug) in flavours(text).into_iter().enumerate() {
        if index == 0 || !slug.is_empty() && !found.contains(&slug) {
            found.push(slug);
        }
    }
    found
}

/// What each tool makes of a heading with that text, always in the same order, so that a place in it stands for a tool: GitHub, Pandoc,
/// Jekyll, GitLab and MkDocs, VitePress and Hugo's older ones; then the same without accents, and in ASCII alone; last Obsidian. Empty
/// where a tool makes nothing of it.
pub fn flavours(text: &str) -> Vec<String> {
    let text = text.trim();
    let lower: String = text.chars().flat_map(char::to_lowercase).collect();
    let github = keep(&lower, "-_");
    // Full stops stay, runs of blanks are one, and nothing stands before the first letter.
    let words = keep(&lower, "-_. ").split_whitespace().collect::<Vec<_>>().join(" ");
    let pandoc = from_letter(&keep(&words, "-_."));
    // Whatever is no letter is a hyphen.
    let hyphens =
        collapse(&lower.chars().map(|c| if c.is_alphanumeric() || c == '_' { c } else { '-' }).collect::<String>());
    let mut found = vec![github.clone(), pandoc, from_letter(&github), collapse(&github), hyphens];
    let plain: Vec<String> =
        if text.is_ascii() { found.clone() } else { found.iter().map(|slug| fold(slug)).collect() };
    let ascii: Vec<String> = plain.iter().map(|slug| slug.chars().filter(char::is_ascii).collect()).collect();
    found.extend(plain);
    found.extend(ascii);
    // The heading itself is the anchor.
    found.push(if text.contains(' ') { text.to_owned() } else { String::new() });
    found
}

/// Letters, digits, and the marks in `kept`; blanks are hyphens unless kept.
fn keep(text: &str, kept: &str) -> String {
    let blank = if kept.contains(' ') { ' ' } else { '-' };
    let marks = |c: char| matches!(c, '\u{300}'..='\u{36f}' | '\u{900}'..='\u{dff}' | '\u{200d}');
    text.chars()
        .filter_map(|c| match c {
            c if c.is_whitespace() => Some(blank),
            c if c.is_alphanumeric() || kept.contains(c) || marks(c) => Some(c),
            _ => None,
        })
        .collect()
}

fn from_letter(slug: &str) -> String {
    slug.trim_start_matches(|c: char| !c.is_alphabetic()).to_owned()
}

fn collapse(slug: &str) -> String {
    slug.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::{flavours, slugs};

    #[test]
    fn a_place_in_the_list_stands_for_a_tool() {
        let (old, new) = (flavours("Version 2.0"), flavours("\u{dc}ber die M\u{fc}hle"));
        assert_eq!(old.len(), new.len());
        assert_eq!((old[0].as_str(), old[1].as_str()), ("version-20", "version-2.0"));
        assert_eq!((new[0].as_str(), new[5].as_str()), ("\u{fc}ber-die-m\u{fc}hle", "uber-die-muhle"));
    }

    #[test]
    fn every_tool_has_its_own() {
        let has = |text: &str, slug: &str| assert!(slugs(text).iter().any(|s| s == slug), "{text}: {:?}", slugs(text));
        assert_eq!(slugs("Tides & currents")[0], "tides--currents");
        has("Tides & currents", "tides-currents");
        has("1. The mill", "the-mill");
        has("1. The mill", "1-the-mill");
        has("Version 2.0", "version-2.0");
        has("Version 2.0", "version-20");
        has("\u{dc}ber uns", "\u{fc}ber-uns");
        has("\u{dc}ber uns", "uber-uns");
        has("\u{1f30a} Tides", "-tides");
        has("\u{1f30a} Tides", "tides");
        has("AC/DC", "ac-dc");
        has("The mill", "The mill");
    }
}
