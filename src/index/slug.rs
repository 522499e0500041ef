//! The anchors that tools make of a heading.

use crate::prose::fold;

/// The anchors of a heading with that text, GitHub's first.
pub fn slugs(text: &str) -> Vec<String> {
    let text = text.trim();
    let lower: String = text.chars().flat_map(char::to_lowercase).collect();
    let github = keep(&lower, "-_");
    let mut found = vec![github.clone()];
    let mut add = |slug: String| {
        if !slug.is_empty() && !found.contains(&slug) {
            found.push(slug);
        }
    };
    // Pandoc: full stops stay, runs of blanks are one, and nothing stands before the first letter.
    let words = keep(&lower, "-_. ").split_whitespace().collect::<Vec<_>>().join(" ");
    add(from_letter(&keep(&words, "-_.")));
    // Jekyll.
    add(from_letter(&github));
    // GitLab, MkDocs.
    add(collapse(&github));
    // VitePress, Hugo's older ones: whatever is no letter is a hyphen.
    add(collapse(&lower.chars().map(|c| if c.is_alphanumeric() || c == '_' { c } else { '-' }).collect::<String>()));
    if !text.is_ascii() {
        let ascii: Vec<String> = found.iter().map(|slug| fold(slug)).collect();
        for slug in ascii {
            let bare: String = slug.chars().filter(char::is_ascii).collect();
            found.extend([slug, bare]);
        }
        found.sort();
        found.dedup();
        found.retain(|slug| *slug != github);
        found.insert(0, github);
    }
    // In Obsidian the heading itself is the anchor.
    if text.contains(' ') && !found.iter().any(|slug| slug == text) {
        found.push(text.to_owned());
    }
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
    use super::slugs;

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
