//! What a draft says where it cites a source: the sentence that rests on it, and the heading above.

use crate::check::Draft;
use crate::index::{Index, Role, Symbol};
use crate::markdown::{Block, BlockKind, LeafKind, Placed, SpanKind, fold_label};
use crate::prose::sentences;
use std::ops::Range;
use std::sync::Arc;

/// A sentence of fewer words says little without the one before it.
const FEW: usize = 4;
/// How many blocks above a sentence its heading is looked for.
const ABOVE: usize = 200;

/// A sentence as a reader sees it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spoken {
    /// The sentence.
    pub sentence: String,
    /// The heading under which it stands; empty without one.
    pub title: String,
}

/// The sentence around byte `at` of the draft; of a place in a note, the one that first has its mark. None in headings and code.
pub fn spoken(draft: &Draft, at: usize, index: impl FnOnce() -> Arc<Index>) -> Option<Spoken> {
    let blocks = draft.syntax().blocks();
    let mut at = at;
    let mut place = holding(blocks, at)?;
    if let Some(label) = note(&blocks.get(place)?.block) {
        let index = index();
        let symbol = Symbol::Note(fold_label(label));
        let mark = index.of(&symbol).filter(|mark| mark.role == Role::Use).min_by_key(|mark| mark.range.start)?;
        at = mark.range.start;
        place = holding(blocks, at)?;
    }
    let placed = blocks.get(place)?;
    let sentence = sentence(&placed.block, at - placed.start)?;
    let above = blocks.get(place.saturating_sub(ABOVE)..=place).unwrap_or_default();
    let title = above.iter().rev().find_map(|placed| heading(&placed.block)).unwrap_or_default();
    Some(Spoken { sentence, title })
}

/// Which block holds a byte.
fn holding(blocks: &[Placed], at: usize) -> Option<usize> {
    let place = blocks.partition_point(|placed| placed.start <= at).checked_sub(1)?;
    blocks.get(place).filter(|placed| at < placed.end()).map(|_| place)
}

/// The label of the note that a block is.
fn note(block: &Block) -> Option<&str> {
    if block.kind != BlockKind::Footnote {
        return None;
    }
    block.spans.iter().find_map(|span| match &span.kind {
        SpanKind::FootnoteDefinition { label } => block.text.get(label.clone()),
        _ => None,
    })
}

fn sentence(block: &Block, at: usize) -> Option<String> {
    if matches!(block.kind, BlockKind::Code | BlockKind::FrontMatter | BlockKind::Footnote) {
        return None;
    }
    let holds = |range: &Range<usize>| range.start <= at && at < range.end;
    let leaf = block.leaves.iter().find(|leaf| holds(&leaf.range)).filter(|leaf| leaf.kind != LeafKind::Heading)?;
    let all = sentences(&block.prose, leaf.range.clone());
    let own = all.partition_point(|sentence| sentence.range.start <= at).saturating_sub(1);
    let text = seen(block.prose.get(all.get(own)?.range.clone())?);
    if words(&text) >= FEW {
        return Some(text);
    }
    let before = own.checked_sub(1).and_then(|before| block.prose.get(all.get(before)?.range.clone()));
    let text = before.map_or_else(|| text.clone(), |before| format!("{} {text}", seen(before)));
    (words(&text) > 0).then_some(text)
}

fn heading(block: &Block) -> Option<String> {
    let leaf = block.leaves.iter().rev().find(|leaf| leaf.kind == LeafKind::Heading)?;
    block.prose.get(leaf.range.clone()).map(seen)
}

fn words(text: &str) -> usize {
    text.split(' ').filter(|word| word.contains(char::is_alphanumeric)).count()
}

/// Prose as a reader sees it, on one line.
fn seen(prose: &str) -> String {
    let visible: String = prose.chars().filter(|&c| c > '\u{1}').collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{Spoken, spoken};
    use crate::check::Draft;
    use std::sync::Arc;

    fn at(draft: &str) -> Option<(String, String)> {
        let at = draft.find('|').unwrap();
        let draft = Draft::new(&draft.replacen('|', "", 1), Arc::default());
        let Spoken { sentence, title } = spoken(&draft, at, || Arc::new(draft.index()))?;
        Some((sentence, title))
    }

    #[test]
    fn the_sentence_around_a_citation_is_what_rests_on_it() {
        let some = |sentence: &str, title: &str| Some((sentence.to_owned(), title.to_owned()));
        assert_eq!(
            at("# The *weir*\n\nIt rained. The gate held [all night](https://a.exa|mple/b). So it did.\n"),
            some("The gate held all night.", "The weir")
        );
        assert_eq!(at("The gate held all night.[^|1] So it did.\n\n[^1]: A\n"), some("The gate held all night.", ""));
        assert_eq!(
            at("The gate held all night.[^1] So.\n\n[^1]: See <https://a.|example/>.\n"),
            some("The gate held all night.", "")
        );
        assert_eq!(
            at("The gate held all night. ([log](https://a|.example/))\n"),
            some("The gate held all night. (log)", "")
        );
        for none in
            ["# A [b](https://a.ex|ample/)\n", "```\nhttps://a.ex|ample/\n```\n", "[^1]: <https://a.ex|ample/>\n"]
        {
            assert_eq!(at(none), None, "{none}");
        }
    }
}
