//! What kind of document a draft is: declared, or guessed from traits that can be counted and named.

use super::telltale::FORMS;
use super::{Facts, Traits};
use std::fmt;

/// A kind of document; it moves the score from which on a sentence is reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// News and reportage.
    News,
    /// An essay, a column, a personal page.
    Essay,
    /// An encyclopaedia's article, a background.
    Reference,
    /// A manual, a tutorial, a README: about what its writers made.
    Manual,
    /// A scholarly text.
    Academic,
    /// A record of what its writers made, measured, decided or saw: minutes, a changelog, a press release, a report of measurements or of
    /// a match. Its figures are its own.
    Record,
    /// A review of a work: what it quotes is the work's.
    Review,
    /// A story: nothing in it wants a source.
    Fiction,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Kind; 8] = [
        Self::News,
        Self::Essay,
        Self::Reference,
        Self::Manual,
        Self::Academic,
        Self::Record,
        Self::Review,
        Self::Fiction,
    ];

    /// The word for it, in configuration and metadata.
    pub fn name(self) -> &'static str {
        match self {
            Self::News => "news",
            Self::Essay => "essay",
            Self::Reference => "reference",
            Self::Manual => "manual",
            Self::Academic => "academic",
            Self::Record => "record",
            Self::Review => "review",
            Self::Fiction => "fiction",
        }
    }

    /// The kind that the word means, in capital letters or small ones.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name().eq_ignore_ascii_case(word.trim()))
    }
}

/// A kind, and the traits that decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guess {
    /// The kind.
    pub kind: Kind,
    /// Why, each as a phrase: `12 named speakers in 40 sentences`.
    pub because: Vec<String>,
}

impl fmt::Display for Guess {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.kind.name(), self.because.join(", "))
    }
}

/// The kind of a draft: what its metadata or the configuration declares, else what its traits say.
pub fn kind<'a>(blocks: impl Iterator<Item = &'a Facts> + Clone, configured: Option<Kind>) -> Guess {
    if let Some(kind) = blocks.clone().find_map(|facts| facts.declared) {
        return Guess { kind, because: vec!["its metadata say so".to_owned()] };
    }
    if let Some(kind) = configured {
        return Guess { kind, because: vec!["the configuration says so".to_owned()] };
    }
    guess(&blocks.map(|facts| facts.traits).sum())
}

/// The kind that traits speak for: the first of these tests that holds.
pub fn guess(traits: &Traits) -> Guess {
    let share = |count: u32| u64::from(count) * 100 / u64::from(traits.sentences.max(1));
    let say = |kind: Kind, because: &[(u32, &str)]| say(traits, kind, because);
    if share(traits.scholarly) >= 12 && traits.scholarly >= 4 {
        return say(Kind::Academic, &[(traits.scholarly, "citation~ by key or by author and year")]);
    }
    if let Some(guess) = record(traits) {
        return guess;
    }
    if is_story(traits) {
        let because = [(traits.dialogue, "line~ of dialogue"), (traits.past, "sentence~ of what was")];
        return say(Kind::Fiction, &because);
    }
    if share(traits.work) >= 25 && traits.work >= 3 && traits.titles > 0 && share(traits.code) < 5 {
        return say(Kind::Review, &[(traits.work, "sentence~ about a work"), (traits.titles, "title~ in emphasis")]);
    }
    if share(traits.code) >= 15 && share(traits.speakers) < 8
        || share(traits.code) >= 5 && share(traits.instructions) >= 15
    {
        return say(Kind::Manual, &[(traits.code, "piece~ of code"), (traits.instructions, "instruction~")]);
    }
    if share(traits.speakers) >= 15 && share(traits.first_person) < 15
        || share(traits.days) >= 8 && share(traits.first_person) < 8
    {
        return say(Kind::News, &[(traits.speakers, "named speaker~"), (traits.days, "day~ of the week")]);
    }
    if share(traits.instructions) >= 30 {
        return say(Kind::Manual, &[(traits.instructions, "instruction~")]);
    }
    if share(traits.first_person) >= 12 {
        return say(Kind::Essay, &[(traits.first_person, "sentence~ in the first person")]);
    }
    say(Kind::Reference, &[(traits.citations + traits.links, "citation~ or link~")])
}

/// A record, if enough phrases of one form stand in the text.
fn record(traits: &Traits) -> Option<Guess> {
    let (weight, (_, called)) = traits.forms.0.into_iter().zip(FORMS).max_by_key(|(weight, _)| *weight)?;
    // Scores also stand in news of a vote, and a scholar's methods under headings like a laboratory's.
    let enough = weight >= 5 && u64::from(weight) * 100 >= u64::from(traits.sentences) * 12;
    let sources = traits.citations + traits.scholarly;
    let because = vec![format!("its phrases and headings are those of {called}")];
    (enough && sources * 8 <= traits.sentences).then_some(Guess { kind: Kind::Record, because })
}

/// Dialogue in short lines, questions among them, told as past, without a number, a link or a day of the week.
fn is_story(traits: &Traits) -> bool {
    let facts = traits.digits + traits.links + traits.citations + traits.scholarly + traits.code + traits.days;
    traits.dialogue >= 4
        && traits.asked > 0
        && traits.dialogue * 100 >= traits.sentences * 22
        && traits.past * 100 >= traits.sentences * 30
        && facts * 400 <= traits.words
}

/// Names the counts that speak for the kind; of none it says that nothing speaks for another.
fn say(traits: &Traits, kind: Kind, because: &[(u32, &str)]) -> Guess {
    let plural = |count: u32| if count == 1 { "" } else { "s" };
    let counted = because.iter().filter(|(count, _)| *count > 0);
    let mut because: Vec<String> = counted
        .map(|(count, what)| format!("{count} {} in {} sentences", what.replace('~', plural(*count)), traits.sentences))
        .collect();
    if because.is_empty() || kind == Kind::Reference {
        because.push("little speaks for another kind".to_owned());
    }
    Guess { kind, because }
}
