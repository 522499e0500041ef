//! Why a sentence needs no source, whatever it says.

use super::list::{self, IMPERATIVE, SELF};
use super::words::Words;

/// Why a sentence needs no source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quiet {
    /// It is no sentence of the text's own: a heading, a cell, a note, a quoted block.
    Place,
    /// It has fewer than six words.
    Short,
    /// It asks.
    Question,
    /// It tells the reader what to do.
    Instruction,
    /// It is the writer's own experience, view or work.
    Own,
    /// It says what should be.
    Advice,
    /// It says what will be.
    Future,
    /// It supposes.
    Example,
    /// It says what a word means.
    Definition,
    /// It is about code.
    Code,
    /// It is about the text itself.
    SelfReference,
    /// Somebody else's words.
    Quoted,
    /// It tells what happens in a story.
    Plot,
    /// It tells what a table or a figure of the text shows.
    Shown,
}

impl Quiet {
    /// What to call it.
    pub fn called(self) -> &'static str {
        match self {
            Self::Place => "a heading, a cell, a note or a quotation",
            Self::Short => "fewer than six words",
            Self::Question => "a question",
            Self::Instruction => "an instruction",
            Self::Own => "the writer's own experience or view",
            Self::Advice => "what should be",
            Self::Future => "what will be",
            Self::Example => "an example",
            Self::Definition => "a definition",
            Self::Code => "about code",
            Self::SelfReference => "about the text itself",
            Self::Quoted => "somebody's words",
            Self::Plot => "what a story tells",
            Self::Shown => "what a table or a figure shows",
        }
    }
}

/// Why the sentence `text` with these words needs no source, if for any reason.
pub fn quiet(words: &Words<'_>, text: &str) -> Option<Quiet> {
    let seen = text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '\0' | ')' | '"' | '\u{201d}'));
    let quoted = words.words.iter().filter(|word| word.quoted).count();
    Some(match () {
        () if words.len() < if words.words.iter().any(|word| word.number) { 4 } else { 6 } => Quiet::Short,
        () if quoted * 10 > words.len() * 7 => Quiet::Quoted,
        () if seen.ends_with('?') => Quiet::Question,
        () if text.contains('\u{1}') => Quiet::Code,
        () if !text.is_ascii() && text.contains(['\u{f7}', '\u{d7}']) => Quiet::Example,
        () if is_instruction(words) => Quiet::Instruction,
        () if words.all(list::FIRST | list::WE).any(|at| !words.words[at].quoted && !is_acronym(words, at)) => {
            Quiet::Own
        }
        () if is_own_work(words) => Quiet::Own,
        () if words.find(list::YOU).is_some() => Quiet::Instruction,
        () if is_example(words) => Quiet::Example,
        () if is_shown(words) => Quiet::Shown,
        () if is_about_itself(words) => Quiet::SelfReference,
        () if is_plot(words) => Quiet::Plot,
        () if is_definition(words) => Quiet::Definition,
        () if is_advice(words) => Quiet::Advice,
        () if words.find(list::FUTURE).is_some() => Quiet::Future,
        () => return None,
    })
}

/// `US` is no pronoun, nor is the numeral in `World War I`, nor the mine that closed.
fn is_acronym(words: &Words<'_>, at: usize) -> bool {
    const BEFORE_I: &[&str] = &["war", "part", "type", "phase", "class", "elizabeth", "charles", "division"];
    const BEFORE_PRONOUN: &[&str] =
        &["of", "is", "was", "are", "were", "be", "than", "like", "as", "to", "and", "with", "not"];
    let before = at.wrapping_sub(1);
    words.words.get(at).is_some_and(|word| matches!(&words.prose[word.range.clone()], "US" | "MINE"))
        || words.is(at, &["i"]) && words.is(before, BEFORE_I)
        || words.is(at, &["mine"]) && at > 0 && !words.is(before, BEFORE_PRONOUN)
}

/// `This release`, `the new version of this library`: what the text goes with, and its writers made.
fn is_own_work(words: &Words<'_>) -> bool {
    const WORKS: &[&str] = &[
        "release",
        "version",
        "patch",
        "update",
        "upgrade",
        "library",
        "package",
        "plugin",
        "module",
        "crate",
        "implementation",
    ];
    words.is(0, &["this"]) && words.is(1, WORKS)
}

/// `In the novel, experts say …`, `The film tells the story of`.
fn is_plot(words: &Words<'_>) -> bool {
    const WORKS: &[&str] = &[
        "novel", "film", "movie", "play", "opera", "story", "poem", "fable", "sequel", "episode", "musical", "ballet",
    ];
    const TELLS: &[&str] = &["tells", "follows", "opens", "ends", "begins", "centres", "centers", "revolves"];
    let work = |at: usize| words.is(at, WORKS) && !words.words[at].quoted;
    let inside = words.is(0, &["in"])
        && words.is(1, &["the", "this", "his", "her", "their"])
        && (2..4).any(|at| work(at) && words.parted(at + 1));
    let told = words.is(0, &["the", "this", "his", "her"]) && (1..3).any(|at| work(at) && words.is(at + 1, TELLS));
    inside || told
}

/// `Figure 2 shows`, `as the table shows`, `(Table 3)`: what stands beside the text tells it, and where it is from.
fn is_shown(words: &Words<'_>) -> bool {
    let exhibit = |at: &usize| {
        let word = &words.words[*at];
        matches!(word.text, "table" | "chart" | "graph" | "figure" | "diagram") && !word.quoted
    };
    let below = |at: usize| {
        words.is(at, &["above", "below", "opposite", "lists", "gives", "plots", "summarises", "summarizes"])
    };
    (0..words.len()).filter(exhibit).any(|at| {
        let numbered =
            words.words[at].capital && words.words.get(at + 1).is_some_and(|next| next.number && !next.parted);
        // `The figure shows` speaks of a number as often.
        let shows = below(at + 1) || words.listed(at + 1, list::SHOW) && !words.is(at, &["figure"]);
        numbered || shows && at > 0 && words.is(at - 1, &["the", "this"])
    })
}

fn is_instruction(words: &Words<'_>) -> bool {
    let first = usize::from(
        words.is(0, &["please", "then", "next", "finally", "now", "first", "also", "to", "always", "just"]),
    );
    // `Heat the oil`, but not `Heat waves killed`.
    const OBJECTS: &[&str] = &[
        "the", "a", "an", "it", "them", "your", "each", "both", "all", "about", "another", "any", "until", "up", "off",
        "out", "this", "these", "half",
    ];
    let applies = words.listed(first, list::APPLY)
        && (words.is(first + 1, OBJECTS) || words.words.get(first + 1).is_some_and(|word| word.number));
    // `Double-check`, `Re-run`
    let verb = applies
        || words
            .words
            .get(first)
            .is_some_and(|word| word.lists & IMPERATIVE != 0 || words.text(first).ends_with("-check"));
    let said = words
        .words
        .get(first + 1)
        .is_some_and(|word| word.capital && words.has(first, list::SAY) || word.lists & (list::SAY | list::PAST) != 0);
    verb && !said && !words.is(first + 1, &["is", "are", "of", "has", "have", "for"])
}

fn is_example(words: &Words<'_>) -> bool {
    let suppose = words.any & list::SUPPOSE != 0;
    let say = words.all(list::SAY).any(|at| words.parted(at) && words.parted(at + 1) && words.is(at, &["say"]));
    let given = words.is(0, &["if", "given", "assuming", "let's", "when", "whenever", "unless"])
        && words.find(list::PAST).is_none();
    let titled = words.is(0, &["example", "examples"]);
    suppose || say || given || titled
}

fn is_about_itself(words: &Words<'_>) -> bool {
    words.all(SELF | list::BELOW).any(|at| {
        at > 0 && words.has(at, SELF) && words.is(at - 1, &["this", "these"])
            || at > 0
                && words.listed(at, list::BELOW)
                && words.is(at - 1, &["the", "described", "see", "shown", "listed"])
    })
}

/// `X is a … that`, `X refers to`, `is defined as`.
fn is_definition(words: &Words<'_>) -> bool {
    words.all(list::DEFINE).filter(|&at| at > 0).any(|at| {
        let defined = words.is(at, &["defined", "abbreviated", "denoted"]) && words.is(at + 1, &["as", "by"]);
        let refers = words.is(at, &["refers", "refer"]) && words.is(at + 1, &["to"]);
        let means = words.is(at, &["means"]) && at < 6 && !words.is(at - 1, &["this", "that", "which"]);
        let called = words.is(at, &["called"]) && words.is(at - 1, &["is", "are"]);
        !words.words[at].quoted && (defined || refers || means || called)
    })
}

fn is_advice(words: &Words<'_>) -> bool {
    words.all(list::ADVISE).any(|at| {
        let need = words.is(at, &["have", "has"]) && words.is(at + 1, &["to"])
            || words.is(at, &["need", "needs"]) && words.is(at + 1, &["to"])
            || words.is(at, &["ought", "shall"]);
        let should = words.is(at, &["should", "must"]) && !words.is(at + 1, &["have"]);
        (need || should) && !words.words[at].quoted
    })
}
