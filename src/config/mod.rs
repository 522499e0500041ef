//! What the writer chose: rules and severities, citation style, known sites.

use crate::finding::Severity;
use crate::rules::Rule;
use std::collections::BTreeMap;

/// The choices in force for a draft.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    /// Severity by rule name; `None` is off. A rule that is not named is as it is by default.
    pub rules: BTreeMap<String, Level>,
    /// How citations that ibid writes look.
    pub citation_style: CitationStyle,
    /// Hosts, such as `example.org`, that the writer's drafts cite: never misspellings, always sites.
    pub known_sites: Vec<String>,
}

impl Settings {
    /// At which severity a rule speaks; `None` if it is off.
    pub fn severity(&self, rule: &Rule) -> Option<Severity> {
        match self.rules.get(rule.name).or_else(|| self.rules.get(rule.group.name())) {
            Some(Level::Off) => None,
            Some(Level::On) => Some(rule.severity),
            Some(Level::At(severity)) => Some(*severity),
            None => rule.on.then_some(rule.severity),
        }
    }
}

/// What a writer may say of a rule, or of a group of rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Silent.
    Off,
    /// On, at its own severity.
    On,
    /// On, at this severity.
    At(Severity),
}

/// How a draft writes its citations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum CitationStyle {
    /// As the draft does; footnotes if it does not yet.
    #[default]
    Auto,
    /// `text.[^label]` and `[^label]: …`
    Footnote,
    /// `([site](address))`
    Link,
    /// `([site][label])` and `[label]: address`
    Reference,
    /// `[@key]`
    Pandoc,
}

/// One source of choices: a file, or an editor's settings. What it does not name is left to weaker sources.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layer {
    /// Levels by rule or group name.
    pub rules: BTreeMap<String, Level>,
    /// See [`Settings::citation_style`].
    pub citation_style: Option<CitationStyle>,
    /// See [`Settings::known_sites`].
    pub known_sites: Vec<String>,
    /// Globs of drafts to leave alone, relative to the file that names them.
    pub ignore: Vec<String>,
}

/// Something wrong in a configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where in its source, in bytes.
    pub range: std::ops::Range<usize>,
    /// What is wrong and what would be right.
    pub message: String,
}

impl Layer {
    /// Reads a configuration file; what is wrong is reported, the rest counts.
    pub fn from_toml(source: &str) -> (Self, Vec<Problem>) {
        let _ = source;
        (Self::default(), Vec::new())
    }

    /// Reads an editor's settings, the value of its section `ibid`. Ranges of problems are empty.
    pub fn from_json(value: &serde_json::Value) -> (Self, Vec<Problem>) {
        let _ = value;
        (Self::default(), Vec::new())
    }
}
