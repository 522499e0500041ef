//! What the writer chose: rules and severities, citation style, known sites.

mod globs;
mod keys;
mod layer;
mod nearest;
mod sample;
mod schema;
mod value;

pub use globs::Globs;
pub use keys::{KEYS, Key, Kind, LEVELS};
pub use layer::{rule_and_group_names, rule_suggestion};
pub use nearest::nearest;
pub use sample::sample;
pub use schema::{json_schema, vscode_settings};

use crate::claim::{Kind as DocumentKind, Strictness};
use crate::finding::Severity;
use crate::rules::{RULES, Rule};
use std::collections::BTreeMap;

/// The rule that is on where drafts are judged by their lock alone.
const UNLOCKED: &str = "unlocked-source";

/// The choices in force for a draft.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    /// Severity by rule name; `None` is off. A rule that is not named is as it is by default.
    pub rules: BTreeMap<String, Level>,
    /// How citations that ibid writes look.
    pub citation_style: CitationStyle,
    /// Hosts, such as `example.org`, that the writer's drafts cite: never misspellings, always sites.
    pub known_sites: Vec<String>,
    /// How much is said of missing sources.
    pub strictness: Strictness,
    /// The kind of document that the drafts are; `None` guesses.
    pub kind: Option<DocumentKind>,
    /// Which counts an editor shows.
    pub code_lens: CodeLens,
    /// Whether an editor shows short references behind citation keys.
    pub inlay_hints: bool,
    /// Whether sources may be looked up, as the writer says.
    pub network: Network,
    /// The most that the project allows.
    pub network_limit: Option<Network>,
    /// The lists of retractions that the writer or the project keeps, where they are; empty until the files around a draft are read.
    pub retraction_watch: Vec<std::path::PathBuf>,
    /// To whom registries may write about what is asked of them; the writer's own choice.
    pub mail: Option<String>,
    /// Through whom everything that is looked up goes; the writer's own choice.
    pub proxy: Option<String>,
    /// Whether a look also keeps what sources say.
    pub keep_texts: bool,
    /// Whether keys are offered from Zotero too.
    pub zotero: bool,
    /// Whether drafts are judged by their lock alone, as a machine does: what may be an accident is said softly.
    pub locked: bool,
    /// The current year, which no writer chooses: the check itself reads no clock. `None` judges no date by it.
    pub year: Option<u32>,
}

impl Settings {
    /// Takes the choices of a source that outweighs all before it.
    pub fn overlay(&mut self, layer: &Layer, owner: Owner) {
        for rule in RULES {
            // A stronger source that speaks of a group means all of it, whatever a weaker one said of a rule.
            if layer.rules.contains_key(rule.group.name()) {
                self.rules.remove(rule.name);
            }
        }
        self.rules.extend(layer.rules.iter().map(|(name, level)| (name.clone(), *level)));
        if let Some(style) = layer.citation_style {
            self.citation_style = style;
        }
        if let Some(strictness) = layer.strictness {
            self.strictness = strictness;
        }
        if let Some(kind) = layer.kind {
            self.kind = kind;
        }
        if let Some(lens) = layer.code_lens {
            self.code_lens = lens;
        }
        if let Some(hints) = layer.inlay_hints {
            self.inlay_hints = hints;
        }
        if let Some(keep) = layer.keep_texts {
            self.keep_texts = keep;
        }
        if let (Some(zotero), Owner::Writer) = (layer.zotero, owner) {
            self.zotero = zotero;
        }
        // What a stranger's repository says can forbid, and never allow.
        if let Some(network) = layer.network {
            match owner {
                Owner::Writer => self.network = network,
                Owner::Project => self.network_limit = Some(network),
            }
        }
        // Who is asked is told it: a stranger's repository has no say in that.
        if owner == Owner::Writer && layer.mail.is_some() {
            self.mail.clone_from(&layer.mail);
        }
        // Nor who may listen.
        if owner == Owner::Writer && layer.proxy.is_some() {
            self.proxy.clone_from(&layer.proxy);
        }
        // Sites add up: to know one more never hurts, and a project cannot know its writer's own.
        for site in &layer.known_sites {
            if !self.known_sites.contains(site) {
                self.known_sites.push(site.clone());
            }
        }
    }

    /// Whether sources may be looked up.
    pub fn network(&self) -> Network {
        self.network.min(self.network_limit())
    }

    /// The most that the project allows.
    pub fn network_limit(&self) -> Network {
        self.network_limit.unwrap_or(Network::On)
    }

    /// At which severity a rule speaks; `None` if it is off.
    pub fn severity(&self, rule: &Rule) -> Option<Severity> {
        match self.rules.get(rule.name).or_else(|| self.rules.get(rule.group.name())) {
            Some(Level::Off) => None,
            Some(Level::On) => Some(rule.severity),
            Some(Level::At(severity)) => Some(*severity),
            None => (rule.on || self.locked && rule.name == UNLOCKED).then_some(rule.severity),
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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
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

/// Which counts an editor shows above what can be cited.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CodeLens {
    /// Where something is cited more than once: a note that is cited once says so itself.
    #[default]
    Several,
    /// Everywhere.
    All,
    /// Nowhere.
    Off,
}

/// Whether sources may be looked up in the net. Ordered: off is the least.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Network {
    /// No.
    #[default]
    Off,
    /// After a question, each time.
    Ask,
    /// When the writer asks for it.
    On,
}

/// Whose a source of choices is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// The writer's: their own file, their editor.
    Writer,
    /// A project's, which may come from anybody.
    Project,
}

/// One source of choices: a file, or an editor's settings. What it does not name is left to weaker sources.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layer {
    /// Levels by rule or group name.
    pub rules: BTreeMap<String, Level>,
    /// See [`Settings::citation_style`].
    pub citation_style: Option<CitationStyle>,
    /// See [`Settings::strictness`].
    pub strictness: Option<Strictness>,
    /// See [`Settings::kind`].
    pub kind: Option<Option<DocumentKind>>,
    /// See [`Settings::known_sites`].
    pub known_sites: Vec<String>,
    /// See [`Settings::code_lens`].
    pub code_lens: Option<CodeLens>,
    /// See [`Settings::inlay_hints`].
    pub inlay_hints: Option<bool>,
    /// See [`Settings::network`].
    pub network: Option<Network>,
    /// See [`Settings::mail`].
    pub mail: Option<String>,
    /// See [`Settings::proxy`].
    pub proxy: Option<String>,
    /// Lists of retractions, relative to the file that names them, and where they are named.
    pub retraction_watch: Vec<(String, std::ops::Range<usize>)>,
    /// See [`Settings::keep_texts`].
    pub keep_texts: Option<bool>,
    /// See [`Settings::zotero`].
    pub zotero: Option<bool>,
    /// Bibliographies, relative to the file that names them, and where they are named.
    pub bibliography: Vec<(String, std::ops::Range<usize>)>,
    /// Folders in which what starts with `/` is found, relative to the file that names them, and where they are named.
    pub root: Vec<(String, std::ops::Range<usize>)>,
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
    /// The source as it was read, since its file may be another by now; empty if there is none.
    pub source: std::sync::Arc<str>,
    /// Whether the file is no TOML there, so that more of what it says may be lost than is named.
    pub broken: bool,
}

/// Every rule, the rules of a group together, otherwise in the order of [`RULES`].
pub fn rules_by_group() -> Vec<&'static Rule> {
    let mut rules = RULES.to_vec();
    rules.sort_by_key(|rule| RULES.iter().position(|first| first.group == rule.group));
    rules
}
