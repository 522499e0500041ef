//! The file that `ibid init` writes: every key explained, nothing changed.

use super::keys::{KEYS, Key, Kind, LEVELS};
use super::schema::default_level;
use crate::rules::RULES;
use std::fmt::Write;

/// A configuration file in which every line is a comment that shows a default.
pub fn sample() -> String {
    let mut file = String::from(
        "# What ibid looks for in the drafts of this folder and below, and how it writes citations.\n\
         # Every line is optional. What is commented out shows the default; `#:` starts an example.\n",
    );
    // A table ends what stands at the top of the file, so it comes last.
    let (tables, plain): (Vec<&Key>, Vec<&Key>) = KEYS.iter().partition(|key| matches!(key.kind, Kind::Rules(_)));
    for key in plain {
        file.push('\n');
        comment(&mut file, key.doc);
        let default = match key.kind {
            Kind::Choice(words, _) => {
                meanings(&mut file, words);
                format!("\"{}\"", words[0].0)
            }
            Kind::Text(..) => "\"\"".to_owned(),
            Kind::Flag(_) => "false".to_owned(),
            _ => "[]".to_owned(),
        };
        if key.example != default {
            let _ = writeln!(file, "#: {} = {}", key.name, key.example);
        }
        let _ = writeln!(file, "# {} = {default}", key.name);
    }
    for key in tables {
        file.push('\n');
        comment(&mut file, key.doc);
        meanings(&mut file, LEVELS);
        let _ = writeln!(file, "[{}]", key.name);
        rules(&mut file);
    }
    file
}

fn rules(file: &mut String) {
    let width = RULES.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
    let mut group = "";
    for rule in super::rules_by_group() {
        if rule.group.name() != group {
            group = rule.group.name();
            let _ = writeln!(file, "\n# The group `{group}`");
        }
        let level = default_level(rule).to_string();
        let _ = writeln!(file, "# {:width$} = {level:13} # {}", rule.name, rule.summary());
    }
}

fn meanings(file: &mut String, words: &[(&str, &str)]) {
    for (word, meaning) in words {
        let _ = writeln!(file, "#   {word:12} {meaning}");
    }
}

/// A comment, wrapped as a person would.
fn comment(file: &mut String, text: &str) {
    let mut line = String::from("#");
    for word in text.split_whitespace() {
        if line.len() + word.len() >= 100 {
            let _ = writeln!(file, "{line}");
            line.truncate(1);
        }
        line.push(' ');
        line.push_str(word);
    }
    let _ = writeln!(file, "{line}");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Layer, Settings};

    #[test]
    fn the_sample_is_right_and_changes_nothing() {
        let (layer, problems) = Layer::from_toml(&sample());
        assert_eq!(problems, []);
        assert_eq!(layer, Layer::default());
    }

    #[test]
    fn every_commented_line_is_right_and_says_the_default() {
        let lines: Vec<String> = sample()
            .lines()
            .map(|line| match line.strip_prefix("# ") {
                Some(rest) if rest.contains(" = ") => rest.to_owned(),
                _ => line.to_owned(),
            })
            .collect();
        let (layer, problems) = Layer::from_toml(&lines.join("\n"));
        assert_eq!(problems, []);
        assert_eq!(layer.rules.len(), RULES.len());
        let mut settings = Settings::default();
        settings.overlay(&layer, crate::config::Owner::Writer);
        for rule in RULES {
            assert_eq!(settings.severity(rule), Settings::default().severity(rule), "{}", rule.name);
        }
    }

    #[test]
    fn the_examples_are_right() {
        for key in KEYS {
            let (_, problems) = Layer::from_toml(&format!("{} = {}", key.name, key.example));
            assert_eq!(problems, [], "{}", key.name);
        }
    }
}
