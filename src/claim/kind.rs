//! What kind of document a draft is: declared, or guessed from traits that can be counted and named.

use super::Facts;
use std::fmt;
use std::iter::Sum;
use std::ops::Add;

/// A kind of document; it moves the score from which on a sentence is reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// News and reportage.
    News,
    /// An essay, a column, a personal page.
    Essay,
    /// An encyclopaedia's article, a report, a background.
    Reference,
    /// A manual, a tutorial, a README: about what its writers made.
    Manual,
    /// A scholarly text.
    Academic,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Kind; 5] = [Self::News, Self::Essay, Self::Reference, Self::Manual, Self::Academic];

    /// The word for it, in configuration and metadata.
    pub fn name(self) -> &'static str {
        match self {
            Self::News => "news",
            Self::Essay => "essay",
            Self::Reference => "reference",
            Self::Manual => "manual",
            Self::Academic => "academic",
        }
    }

    /// The kind that the word means.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == word)
    }
}

/// What can be counted of a draft's kind, of one block or of many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Traits {
    /// Words of prose.
    pub words: u32,
    /// Sentences of prose.
    pub sentences: u32,
    /// Words that are common in English and rare elsewhere.
    pub function_words: u32,
    /// Stretches of code.
    pub code: u32,
    /// Sentences that instruct, or speak to the reader.
    pub instructions: u32,
    /// Sentences in the first person.
    pub first_person: u32,
    /// Sentences in which somebody named speaks.
    pub speakers: u32,
    /// Days of the week by name.
    pub days: u32,
    /// Citations of any form but plain links.
    pub citations: u32,
    /// Links.
    pub links: u32,
    /// Citations by key or by author and year.
    pub scholarly: u32,
    /// Past tenses.
    pub past: u32,
}

impl Add for Traits {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            words: self.words + other.words,
            sentences: self.sentences + other.sentences,
            function_words: self.function_words + other.function_words,
            code: self.code + other.code,
            instructions: self.instructions + other.instructions,
            first_person: self.first_person + other.first_person,
            speakers: self.speakers + other.speakers,
            days: self.days + other.days,
            citations: self.citations + other.citations,
            links: self.links + other.links,
            scholarly: self.scholarly + other.scholarly,
            past: self.past + other.past,
        }
    }
}

impl Traits {
    /// These without those of a part of the text.
    pub fn without(self, other: Self) -> Self {
        Self {
            words: self.words - other.words,
            sentences: self.sentences - other.sentences,
            function_words: self.function_words - other.function_words,
            code: self.code - other.code,
            instructions: self.instructions - other.instructions,
            first_person: self.first_person - other.first_person,
            speakers: self.speakers - other.speakers,
            days: self.days - other.days,
            citations: self.citations - other.citations,
            links: self.links - other.links,
            scholarly: self.scholarly - other.scholarly,
            past: self.past - other.past,
        }
    }
}

impl Sum for Traits {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), Add::add)
    }
}

impl Traits {
    /// Whether the text is English, the language of the word lists. A dense note in English has one such word in ten, another
    /// language one in thirty.
    pub fn is_english(&self) -> bool {
        self.function_words * 100 >= self.words * 8
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
    let sentences = traits.sentences.max(1);
    let share = |count: u32| count * 100 / sentences;
    let say = |kind: Kind, because: &[(u32, &str)]| Guess {
        kind,
        because: because
            .iter()
            .map(|(count, what)| format!("{count} {what} in {} sentences", traits.sentences))
            .collect(),
    };
    if share(traits.scholarly) >= 12 && traits.scholarly >= 4 {
        return say(Kind::Academic, &[(traits.scholarly, "citations by key or by author and year")]);
    }
    if share(traits.code) >= 15 && share(traits.speakers) < 8
        || share(traits.code) >= 5 && share(traits.instructions) >= 15
    {
        return say(Kind::Manual, &[(traits.code, "stretches of code"), (traits.instructions, "instructions")]);
    }
    if share(traits.speakers) >= 15 && share(traits.first_person) < 15
        || share(traits.days) >= 8 && share(traits.first_person) < 8
    {
        return say(Kind::News, &[(traits.speakers, "named speakers"), (traits.days, "days of the week")]);
    }
    if share(traits.instructions) >= 30 {
        return say(Kind::Manual, &[(traits.instructions, "instructions")]);
    }
    if share(traits.first_person) >= 12 {
        return say(Kind::Essay, &[(traits.first_person, "sentences in the first person")]);
    }
    say(
        Kind::Reference,
        &[(traits.citations + traits.links, "citations and links"), (traits.first_person, "in the first person")],
    )
}
