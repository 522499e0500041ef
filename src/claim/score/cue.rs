//! What in a sentence speaks for wanting a source, or against it: each cue by name. `cues.tsv` holds the weights.

use super::figure;
use super::lexicon::{Lists, list};
use super::reading::Reading;
use super::shape;

/// A sign that a reader can see in a sentence.
#[derive(Debug)]
pub struct Cue {
    /// Its name in `cues.tsv`.
    pub name: &'static str,
    /// What a message calls it: `a percentage`.
    pub called: &'static str,
    /// How it is found.
    pub sign: Sign,
}

/// How a cue is found.
#[derive(Debug)]
pub enum Sign {
    /// So many words of a list, at most so many.
    Count(Lists, u8),
    /// It is there or not.
    Has(fn(&Reading) -> bool),
    /// How much of it there is, from 0 to about 3.
    Amount(fn(&Reading) -> f32),
}

impl Cue {
    /// How much of it a sentence has: 0 for nothing.
    pub fn value(&self, reading: &Reading) -> f32 {
        match self.sign {
            Sign::Count(list, most) => f32::from(reading.count(list).min(most)),
            Sign::Has(has) => f32::from(u8::from(has(reading))),
            Sign::Amount(amount) => amount(reading),
        }
    }
}

const fn count(name: &'static str, section: &str, most: u8, called: &'static str) -> Cue {
    Cue { name, called, sign: Sign::Count(list(section), most) }
}

const fn has(name: &'static str, has: fn(&Reading) -> bool, called: &'static str) -> Cue {
    Cue { name, called, sign: Sign::Has(has) }
}

const fn amount(name: &'static str, amount: fn(&Reading) -> f32, called: &'static str) -> Cue {
    Cue { name, called, sign: Sign::Amount(amount) }
}

/// All cues, in the order of `cues.tsv`.
pub static CUES: &[Cue] = &[
    // Figures.
    has("figure", figure::any, "a figure"),
    amount("figures", figure::many, "several figures"),
    has("percentage", figure::percentage, "a percentage"),
    has("money", figure::money, "a sum of money"),
    has("magnitude", figure::magnitude, "a large number"),
    has("exact", figure::exact, "an exact number"),
    count("number-word", "number", 3, "a number in words"),
    count("fraction", "fraction", 2, "a fraction or a multiple"),
    has("counted-people", figure::people, "a number of people or things"),
    has("measured", figure::measured, "a measure with a figure"),
    has("one-in", figure::one_in, "one in so many"),
    count("rate", "rate", 2, "a rate or an estimate"),
    count("measure", "measure", 3, "something that is measured"),
    has("year", figure::year, "a year"),
    count("since", "since", 2, "a span of time"),
    count("month", "month", 1, "a month"),
    count("day", "day", 1, "a day"),
    // Comparisons and extent.
    count("superlative", "superlative", 2, "a superlative"),
    has("superlative-in", shape::superlative_in, "a record"),
    count("first", "first", 2, "a first or an only"),
    count("compare", "compare", 2, "a comparison"),
    has("than", shape::than, "a comparison with `than`"),
    count("trend", "trend", 2, "a rise or a fall"),
    has("trend-figure", figure::trend, "a rise or a fall by a figure"),
    count("quantity", "quantity", 2, "a vague quantity"),
    has("quantity-people", shape::quantity_people, "what many people are said to do"),
    count("universal", "universal", 2, "an all or a never"),
    count("people", "people", 2, "a group of people"),
    // Who says it, and how surely.
    count("say", "say", 2, "a verb of saying"),
    has("accord", shape::according, "`according to`"),
    has("experts-say", shape::experts_say, "experts who say it"),
    has("believed", shape::believed, "a belief of nobody named"),
    count("hearsay", "hearsay", 1, "hearsay"),
    count("research", "research", 2, "research"),
    count("show", "show", 1, "a finding"),
    count("hedge", "hedge", 2, "a hedge"),
    count("obvious", "obvious", 1, "an appeal to the obvious"),
    has("quoted", shape::quoted, "a quotation"),
    // What is said to have been done.
    count("cause", "cause", 2, "a cause or an effect"),
    count("health", "health", 2, "a matter of health"),
    count("deed", "deed", 2, "a deed on record"),
    count("controversy", "controversy", 2, "an accusation"),
    count("office", "office", 2, "an office or a body"),
    has("name", shape::name, "a name"),
    amount("names", shape::names, "several names"),
    has("full-name", shape::full_name, "a full name"),
    has("acronym", shape::acronym, "an acronym"),
    has("name-did", shape::name_did, "what somebody named did"),
    has("they-did", shape::they_did, "what he, she or they did"),
    has("we-did", shape::we_did, "what we did"),
    has("i-did", shape::i_did, "what I did"),
    has("i-think", shape::i_think, "what I think"),
    has("perfect", shape::perfect, "what has happened"),
    count("past", "past", 3, "the past"),
    amount("ending-ed", shape::ending_ed, "the past"),
    // What asks for no source.
    has("question", shape::question, "a question"),
    has("question-opens", shape::question_opens, "a question"),
    has("exclamation", shape::exclamation, "an exclamation"),
    has("command", shape::command, "an instruction"),
    count("should", "should", 2, "what should be"),
    count("will", "will", 2, "what will be"),
    count("would", "would", 2, "what would be"),
    count("think", "think", 2, "a thought or a wish"),
    count("judgement", "judgement", 3, "a judgement"),
    count("i", "i", 3, "the writer"),
    count("we", "we", 3, "us"),
    count("you", "you", 3, "the reader"),
    count("other", "other", 3, "him, her or them"),
    count("it", "it", 2, "it"),
    count("pleasantry", "pleasantry", 1, "a courtesy"),
    count("self", "self", 2, "the text itself, or a program"),
    count("not", "not", 2, "a negation"),
    count("be", "be", 3, "a form of `be`"),
    count("auxiliary", "auxiliary", 2, "a form of `have`"),
    has("there-is", shape::there_is, "`there is`"),
    has("this-opens", shape::this_opens, "a start with `this` or `that`"),
    has("and-opens", shape::and_opens, "a start with `and` or `but`"),
    has("short", shape::short, "few words"),
    has("shortish", shape::shortish, "not many words"),
    amount("length", shape::length, "many words"),
    has("long", shape::long, "very many words"),
    // How it is built.
    amount("commas", shape::commas, "commas"),
    has("colon", shape::colon, "a colon"),
    has("bracket", shape::bracket, "brackets"),
    has("dash", shape::dash, "a dash"),
    amount("ending-ing", shape::ending_ing, "words in -ing"),
    amount("ending-ly", shape::ending_ly, "words in -ly"),
    amount("ending-tion", shape::ending_tion, "abstract nouns"),
    amount("ending-est", shape::ending_est, "words in -est"),
    has("contraction", shape::contraction, "a contraction"),
];

#[cfg(test)]
mod tests {
    use super::{CUES, Sign};
    use std::collections::BTreeSet;

    #[test]
    fn names_differ_and_lists_exist() {
        let names: BTreeSet<&str> = CUES.iter().map(|cue| cue.name).collect();
        assert_eq!(names.len(), CUES.len());
        for cue in CUES {
            assert!(!matches!(cue.sign, Sign::Count(0, _)), "{} counts no list", cue.name);
        }
    }
}
