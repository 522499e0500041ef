//! Who says so? For each sentence: who is said to say it, what covers it, and whether it wants a source at all.
//!
//! What a block alone tells is read once and remembered with the block ([`Facts`]); what takes the draft, its kind and the neighbours of a
//! sentence, is put together from that ([`claims`]). The lists of words are English; text in other languages is left alone. Knows nothing of rules.

mod attribution;
mod coverage;
mod draft;
mod feature;
mod gist;
mod kind;
mod list;
mod quiet;
mod quotation;
mod reason;
mod reliance;
pub mod score;
mod speech;
mod tally;
mod telltale;
mod traits;
mod who;
mod words;

pub use attribution::{Speech, Voice};
pub use coverage::citations;
pub use draft::{
    Claim, Claims, Coverage, Need, Options, Part, QUOTATION, Strictness, Terms, claims, claims_in, lead_end, reach,
    terms, threshold,
};
pub use feature::{Feature, feature, features};
pub use gist::Gist;
pub use kind::{Guess, Kind, guess, kind};
pub use quiet::Quiet;
pub use quotation::{Quotation, quotations};
pub use reason::Reason;
pub use reliance::{Quoted, Reliance, Stated, reliance};
pub use tally::Tally;
pub use traits::Traits;
pub use who::nameless;

use crate::citation;
use crate::markdown::{Block, BlockKind, Leaf, LeafKind};
use crate::prose::{Sentence, SentenceKind};
use crate::repair::{PLACEHOLDER_KEY, PLACEHOLDER_NAME};
use crate::yaml;
use std::ops::Range;
use words::{Word, Words};

/// What a block says, and who says it, in the block's coordinates.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// Its sentences, in order.
    pub statements: Vec<Statement>,
    /// Its quotations, in order.
    pub quotations: Vec<Quotation>,
    /// What it tells of the draft's kind.
    pub traits: Traits,
    /// Whether it is a table.
    pub table: bool,
    /// The kind that it declares, if it is the draft's metadata.
    pub declared: Option<Kind>,
}

/// One sentence.
#[derive(Clone, Debug)]
pub struct Statement {
    /// In bytes of the block.
    pub range: Range<usize>,
    /// Which paragraph of the block it is in.
    pub paragraph: usize,
    /// Who says it, in order.
    pub speeches: Vec<Speech>,
    /// Whether it speaks of some of many, one of whom the next sentence may name.
    pub some: bool,
    /// Words that only seem to name a speaker, and no one is named beside them.
    pub vague: Option<Speech>,
    /// The first and the last citation in it.
    pub cited: Option<Range<usize>>,
    /// A marker in it that is no working citation: another rule speaks of it.
    pub broken: Option<Range<usize>>,
    /// Whether that marker closes it.
    pub broken_off: bool,
    /// What makes it a claim.
    pub reasons: Vec<Reason>,
    /// Why it needs no source.
    pub quiet: Option<Quiet>,
    /// Whether it goes on from the sentence before: `This …`, `They …`.
    pub goes_on: bool,
    /// Whether it does so only by `it`.
    pub goes_on_with_it: bool,
    /// Whether somebody is its subject: right before a quotation, that one speaks.
    pub one: bool,
    /// Whether it leads up to what follows: a colon ends it, or somebody gestures and is about to speak.
    pub announces: bool,
    /// Whether it names somebody, or means somebody by a pronoun or a role, outside quotation marks.
    pub person: bool,
    /// How many of its words stand outside quotation marks.
    pub own_words: usize,
    /// Who is said to hold or to want something in it, where nobody need say it.
    pub stance: Option<Speech>,
    /// Whether it only says where what stands before it is from.
    pub credit: bool,
    /// What it is about.
    pub gist: Gist,
    /// Whether somebody named tells of others in it: `including Professor Vale`.
    pub exemplified: bool,
}

impl Facts {
    /// Reads a block; `broken` are the places of markers that other rules report.
    pub fn new(block: &Block, sources: &citation::Facts, broken: &[Range<usize>]) -> Self {
        if block.kind == BlockKind::FrontMatter {
            return Self { declared: declared(block), ..Self::default() };
        }
        let mut facts = Self { table: block.kind == BlockKind::Table, ..Self::default() };
        let lower = block.prose.to_ascii_lowercase();
        let mut reader = Reader { block, lower: &lower, broken, paragraph: 0, facts: &mut facts };
        let mut next = 0;
        for leaf in &block.leaves {
            let first = next + sources.sentences[next..].partition_point(|s| s.range.start < leaf.range.start);
            next = first + sources.sentences[first..].partition_point(|s| s.range.start < leaf.range.end);
            reader.leaf(leaf, &sources.sentences[first..next]);
        }
        facts.traits.code += traits::code(block);
        facts
    }
}

/// The kind that a draft's metadata declare: `kind: essay`.
fn declared(block: &Block) -> Option<Kind> {
    Kind::of(&declared_word(block)?)
}

/// What a draft's metadata call its kind, if that is no kind that is known; other programs have kinds of their own.
pub fn unknown_kind(block: &Block) -> Option<String> {
    let word = (block.kind == BlockKind::FrontMatter).then(|| declared_word(block))?;
    word.filter(|word| Kind::of(word).is_none())
}

fn declared_word(block: &Block) -> Option<String> {
    let text = block.text.trim_start_matches('\u{feff}');
    let root = text.starts_with('-').then(|| yaml::read(text))?;
    Some(root.get("kind")?.text()?.to_owned())
}

struct Reader<'a> {
    block: &'a Block,
    lower: &'a str,
    broken: &'a [Range<usize>],
    paragraph: usize,
    facts: &'a mut Facts,
}

impl Reader<'_> {
    fn leaf(&mut self, leaf: &Leaf, sentences: &[Sentence]) {
        if sentences.is_empty() {
            return;
        }
        let block = self.block;
        let quotations =
            if leaf.kind == LeafKind::Heading { Vec::new() } else { quotations(&block.prose, leaf.range.clone()) };
        let citations = coverage::citations(block, leaf);
        // In text pasted from a page a line is a paragraph.
        let lines = block.text[leaf.range.clone()].lines().any(|line| line.len() > 160);
        let mut quoted = quotations.iter().peekable();
        let mut cited = citations.iter().peekable();
        let mut end = leaf.range.start;
        self.facts.statements.reserve(sentences.len());
        for sentence in sentences {
            if lines && block.text[end..sentence.range.start].contains('\n') {
                self.paragraph += 1;
            }
            end = sentence.range.end;
            let words =
                Words::read(&block.prose, self.lower, sentence.range.clone(), |words| quote(words, &mut quoted));
            let mut inside: Option<Range<usize>> = None;
            while let Some(range) = cited.next_if(|range| range.start < sentence.range.end) {
                if self.is_placeholder(range) {
                    continue;
                }
                inside = Some(inside.map_or(range.clone(), |first| first.start..range.end.max(first.end)));
            }
            self.statement(leaf, sentence, &words, &quotations, inside);
        }
        traits::of_leaf(&mut self.facts.traits, self.block, leaf, &quotations);
        self.facts.quotations.extend(quotations);
        self.paragraph += 1;
    }

    /// Whether a marker that other rules report in `range` holds the place of a source or of a name.
    fn is_placeholder(&self, range: &Range<usize>) -> bool {
        let next = self.broken.partition_point(|broken| broken.start < range.end);
        let last = next.checked_sub(1).and_then(|last| self.broken.get(last)).filter(|broken| broken.end > range.start);
        let text = last.and_then(|broken| self.block.text.get(broken.clone()));
        text.is_some_and(|text| text.contains(PLACEHOLDER_NAME) || text.contains(PLACEHOLDER_KEY))
    }

    fn statement(
        &mut self,
        leaf: &Leaf,
        sentence: &Sentence,
        words: &Words<'_>,
        quotations: &[Quotation],
        cited: Option<Range<usize>>,
    ) {
        let prose = &self.block.prose[sentence.range.clone()];
        let place = matches!(leaf.kind, LeafKind::Heading | LeafKind::Cell | LeafKind::Note)
            || leaf.quoted
            || sentence.kind == SentenceKind::Heading;
        let quiet = if place { Some(Quiet::Place) } else { quiet::quiet(words, prose) };
        let mut speeches = if place { Vec::new() } else { attribution::speeches(words) };
        // Words such as `"experts say"` are spoken of: nobody says them.
        let mention = |range: &Range<usize>| {
            let next = quotations.partition_point(|quotation| quotation.range.start < range.start);
            next.checked_sub(1).is_some_and(|last| range.end < quotations[last].range.end)
        };
        speeches.retain(|speech| !self.is_placeholder(&speech.range) && !mention(&speech.range));
        let silent =
            quiet.is_some_and(|quiet| !matches!(quiet, Quiet::Definition | Quiet::SelfReference | Quiet::Future));
        let reasons = if silent { Vec::new() } else { reason::reasons(words) };
        let broken = {
            let next = self.broken.partition_point(|range| range.start < sentence.range.end);
            let last = next.checked_sub(1).and_then(|last| self.broken.get(last));
            last.filter(|range| range.end > sentence.range.start).cloned()
        };
        let rest = broken.as_ref().and_then(|range| self.block.prose.get(range.end..sentence.range.end));
        let own_words = words.words.iter().filter(|word| !word.quoted).count();
        let person = speech::tells_of_somebody(words);
        let statement = Statement {
            range: sentence.range.clone(),
            paragraph: self.paragraph,
            goes_on: speech::goes_on(words),
            goes_on_with_it: speech::goes_on_with_it(words),
            one: speech::tells_of_one(words),
            announces: speech::gestures(words)
                || prose
                    .trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '\0' | '*' | '"' | '\u{201c}'))
                    .ends_with([':', '\u{2014}']),
            stance: if place { None } else { attribution::stance(words) },
            credit: !place && speech::credits(words, prose),
            gist: Gist::new(words),
            exemplified: speech::exemplifies(words),
            some: words.is(0, &["some", "several", "many"]) || words.is(1, &["some", "several"]),
            vague: attribution::vague(words, &speeches),
            speeches,
            cited,
            broken_off: rest.is_some_and(|rest| !rest.contains(char::is_alphanumeric)),
            broken,
            reasons,
            quiet,
            person,
            own_words,
        };
        traits::of_statement(&mut self.facts.traits, words, &statement, quotations, leaf.kind == LeafKind::Heading);
        self.facts.statements.push(statement);
    }
}

/// Marks the words that stand in a quotation of more than a term.
fn quote<'q>(
    words: &mut [Word<'_>],
    quotations: &mut std::iter::Peekable<impl Iterator<Item = &'q Quotation> + Clone>,
) {
    for word in words {
        while quotations.next_if(|quotation| quotation.range.end <= word.range.start).is_some() {}
        word.quoted =
            quotations.peek().is_some_and(|quotation| quotation.range.start <= word.range.start && quotation.words > 3);
    }
}
