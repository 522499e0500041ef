//! Headings with the links that lead to them.

use super::{given, label, proof};
use crate::finding::Edit;
use crate::index::{Anchor, Index, Mark, Role, Symbol, decode, flavours, spell};
use crate::markdown::fold_label;
use crate::server::desk::Desk;
use crate::server::edits::Edits;
use crate::server::navigation::trail::{Spot, Subject};
use crate::server::sheet::Sheet;
use std::cmp::Reverse;
use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

/// Endings of drafts that Pandoc reads, whose anchors are the likeliest there.
const OF_PANDOC: &[&str] = &["qmd", "Rmd", "rmd"];
/// The place of Pandoc's in [`flavours`].
const PANDOC: usize = 1;

/// What a writer would change at a place: a heading's words, or the name given by hand.
pub fn name(desk: &mut Desk<'_>, place: &Path, name: &str) -> Option<String> {
    let sheet = desk.atlas.draft(place)?;
    let (_, mark) = target(sheet, name)?;
    Some(sheet.text.slice(mark.name.clone()))
}

/// The anchor of that name, and the mark that makes it.
fn target<'a>(sheet: &'a Sheet, name: &str) -> Option<(&'a Anchor, &'a Mark)> {
    let anchor = sheet.index.anchors.find(name)?;
    let symbol = Symbol::Place(anchor.name.clone());
    let makes =
        |mark: &&Mark| mark.role == Role::Definition && mark.symbol == symbol && mark.range.start == anchor.place.start;
    sheet.index.marks.iter().find(makes).map(|mark| (anchor, mark))
}

/// Renames what stands at a place.
pub fn rename(
    desk: &mut Desk<'_>,
    subject: &Subject,
    place: &Path,
    anchor: &str,
    name: &str,
    edits: &mut Edits,
) -> Result<(), String> {
    let nowhere = || format!("There is no place `{anchor}` that could be renamed");
    let sheet = Arc::clone(desk.atlas.draft(place).ok_or_else(nowhere)?);
    let (anchor, mark) = target(&sheet, anchor).ok_or_else(nowhere)?;
    if sheet.text.slice(mark.name.clone()) == name {
        return Ok(());
    }
    edits.add(&sheet, Edit::replace(mark.name.clone(), name));
    if anchor.heading {
        if let Some(spot) = desk.spots(subject).iter().find(|spot| matches!(spot.mark.symbol, Symbol::Key(_))) {
            let key = spot.sheet.text.slice(spot.mark.name.clone());
            return Err(format!("`@{key}` leads to this heading by its words and would lead nowhere"));
        }
        return words(desk, &sheet, mark, name, edits);
    }
    given::rename(desk, subject, &sheet, name, edits)
}

/// Follows a heading's new words with every link whose anchor changes by them: those to it, and those to headings of the same words.
fn words(desk: &mut Desk<'_>, sheet: &Arc<Sheet>, mark: &Mark, name: &str, edits: &mut Edits) -> Result<(), String> {
    let text = proof::applied(sheet, &[Edit::replace(mark.name.clone(), name)]);
    let after = proof::index(sheet, &text);
    stands(sheet, mark, name, &text, &after)?;
    let (old, new) = (Forms::of(&sheet.index), Forms::of(&after));
    let links = links_into(desk, sheet);
    let mut votes: HashMap<usize, usize> = HashMap::new();
    for (_, heading, written) in &links {
        old.matches(*heading, written).into_iter().for_each(|(flavour, _)| *votes.entry(flavour).or_default() += 1);
    }
    let pandoc = sheet.place.extension().is_some_and(|ending| OF_PANDOC.iter().any(|known| ending == *known));
    for (spot, heading, written) in &links {
        let is_wiki = spot.sheet.is_wiki(&spot.mark);
        let likeliest = |(flavour, style): &(usize, usize)| {
            let count = votes.get(flavour).copied().unwrap_or_default();
            (count, pandoc && *flavour == PANDOC, Reverse((*flavour, *style)))
        };
        let Some((flavour, style)) = old.matches(*heading, written).into_iter().max_by_key(likeliest) else { continue };
        let plain = if is_wiki { new.words(*heading) } else { new.name(*heading, flavour, style) };
        let plain = if plain.is_empty() && written.contains(' ') { new.as_words(*heading) } else { plain };
        if plain.is_empty() {
            return Err(format!("No link could lead to a heading `{name}`"));
        }
        let unchanged = if is_wiki { old.words(*heading) == plain } else { plain == *written };
        if !unchanged {
            edits.add(&spot.sheet, spelt(spot, &plain));
        }
    }
    implicit(sheet, mark, name, pandoc, edits)
}

/// Refuses words that would be read as something else, and those that lack what the heading holds besides words.
fn stands(sheet: &Sheet, mark: &Mark, name: &str, text: &str, after: &Index) -> Result<(), String> {
    let makes = |after: &Mark| {
        after.role == Role::Definition
            && matches!(after.symbol, Symbol::Place(_))
            && after.range.start == mark.range.start
            && text.get(after.name.clone()) == Some(name)
    };
    let headings = |index: &Index| index.anchors.proper.iter().filter(|anchor| anchor.heading).count();
    let (before, now) = (sheet.index.marks.len(), after.marks.len());
    if !after.marks.iter().any(makes) || headings(after) != headings(&sheet.index) || now > before {
        return Err(format!("`{name}` would not be read as a heading"));
    }
    if now < before {
        return Err(format!("`{name}` would leave out a note or a link that stands in the heading"));
    }
    Ok(())
}

/// Follows the references that Pandoc takes to a heading by its words. Elsewhere brackets alone are text, and stay.
fn implicit(sheet: &Arc<Sheet>, mark: &Mark, name: &str, pandoc: bool, edits: &mut Edits) -> Result<(), String> {
    let symbol = Symbol::Label(fold_label(&sheet.text.slice(mark.name.clone())));
    if sheet.index.definition(&symbol).is_some() {
        return Ok(());
    }
    for used in sheet.index.of(&symbol) {
        let is_full = sheet.text.slice(used.range.start..used.name.start).ends_with("][");
        if !is_full && !pandoc {
            continue;
        }
        if name.contains(['[', ']', '*', '_', '`', '\\']) {
            let written = sheet.text.slice(used.range.clone());
            return Err(format!("`{written}` leads to this heading by its words, and `{name}` cannot be a label"));
        }
        let all =
            if pandoc { label::edits_of(sheet, used, name) } else { vec![Edit::replace(used.name.clone(), name)] };
        all.into_iter().for_each(|edit| edits.add(sheet, edit));
    }
    Ok(())
}

/// The links into a draft that lead to its headings: each with the heading's number and the anchor as written.
fn links_into(desk: &mut Desk<'_>, target: &Arc<Sheet>) -> Vec<(Spot, usize, String)> {
    let headings: Vec<usize> =
        target.index.anchors.proper.iter().filter(|a| a.heading).map(|a| a.place.start).collect();
    let mut links = Vec::new();
    for sheet in desk.atlas.drafts().cloned().collect::<Vec<_>>() {
        for mark in sheet.index.marks.iter().filter(|mark| mark.role == Role::Use) {
            let leads_here = match &mark.symbol {
                Symbol::Place(_) => sheet.place == target.place,
                Symbol::PlaceIn { path, .. } => desk.file_of(&sheet, mark, path) == target.place,
                _ => false,
            };
            if !leads_here {
                continue;
            }
            let raw = sheet.text.slice(mark.name.clone());
            let written = decode(&raw).unwrap_or(raw);
            let Some(anchor) = target.index.anchors.lead(&written).filter(|anchor| anchor.heading) else { continue };
            if let Some(number) = headings.iter().position(|start| *start == anchor.place.start) {
                links.push((Spot { sheet: Arc::clone(&sheet), mark: mark.clone() }, number, written));
            }
        }
    }
    links
}

/// The anchors of a draft's headings, tool by tool.
struct Forms {
    /// For each heading and each tool, the anchor and how many headings before it have the same.
    headings: Vec<Vec<(String, usize)>>,
    /// The words of each.
    words: Vec<String>,
}

impl Forms {
    fn of(index: &Index) -> Self {
        let mut counts: HashMap<(usize, String), usize> = HashMap::new();
        let (mut headings, mut words) = (Vec::new(), Vec::new());
        for anchor in index.anchors.proper.iter().filter(|anchor| anchor.heading) {
            // Always as many, with the text of images or without.
            let texts = [anchor.texts.first(), anchor.texts.last()];
            let slugs = texts.iter().flat_map(|text| flavours(text.map_or("", String::as_str)));
            let numbered = slugs.enumerate().map(|(flavour, slug)| {
                let count = counts.entry((flavour, slug.clone())).or_default();
                *count += 1;
                (slug, *count - 1)
            });
            headings.push(numbered.collect());
            words.push(anchor.texts.first().cloned().unwrap_or_default());
        }
        Self { headings, words }
    }

    /// The tool's anchor of a heading, in one of the ways to number those that are alike.
    fn name(&self, heading: usize, flavour: usize, style: usize) -> String {
        match self.headings.get(heading).and_then(|forms| forms.get(flavour)) {
            Some((slug, 0)) => slug.clone(),
            Some((slug, number)) if !slug.is_empty() => match style {
                0 => format!("{slug}-{number}"),
                1 => format!("{slug}_{number}"),
                _ => format!("{slug}-{}", number + 1),
            },
            _ => String::new(),
        }
    }

    fn words(&self, heading: usize) -> String {
        self.words.get(heading).cloned().unwrap_or_default()
    }

    /// A heading's words as the anchor that a wiki would write, where they are one word: small, if that is all other tools would change.
    fn as_words(&self, heading: usize) -> String {
        let (words, small) = (self.words(heading), self.name(heading, 0, 0));
        if words.to_lowercase() == small { small } else { words }
    }

    /// The tools, and their ways of numbering, by which a heading has the anchor that is written. A page of a wiki may have it in other
    /// capitals.
    fn matches(&self, heading: usize, written: &str) -> Vec<(usize, usize)> {
        let count = self.headings.get(heading).map_or(0, Vec::len);
        let all = (0..count).flat_map(|flavour| (0..3).map(move |style| (flavour, style)));
        let same = |wanted: &str| {
            let is = |(flavour, style): &(usize, usize)| {
                !wanted.is_empty() && self.name(heading, *flavour, *style) == wanted
            };
            all.clone().filter(is).collect::<Vec<_>>()
        };
        let exact = same(written);
        if exact.is_empty() { same(&flavours(written).swap_remove(0)) } else { exact }
    }
}

/// An anchor in place of the one in a link, written as that was.
pub fn spelt(spot: &Spot, plain: &str) -> Edit {
    let like = spot.sheet.text.slice(spot.mark.name.clone());
    Edit::replace(spot.mark.name.clone(), spell(plain, &like, spot.sheet.setting(&spot.mark)))
}
