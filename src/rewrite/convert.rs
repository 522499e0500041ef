//! Links inline, by reference and in footnotes, each made from the others.

use super::definitions::{Definitions, removals};
use super::ending::Ending;
use super::form::{Address, Found, flat, is_cell, only_link};
use super::label::Names;
use super::view::View;
use super::{Part, Rewriting};
use crate::markdown::{Block, BlockKind, Labels, Span, SpanKind, fold_label, labels, note_key, trim_stops};
use crate::repair::{Edit, joined};
use std::collections::HashMap;
use std::ops::Range;

/// A form in which a source can stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Form {
    /// `[words](address)`
    Inline,
    /// `[words][label]`, with a definition.
    Reference,
    /// `words[^label]`, with a footnote.
    Footnote,
    /// `words^[note]`
    Note,
}

/// One construct in another form, before it has a label. Ranges are of the block.
#[derive(Clone, Debug)]
struct Change {
    part: usize,
    found: Found,
    whole: Range<usize>,
    /// What it leads to, or the text of its note.
    content: Content,
}

#[derive(Clone, Debug)]
enum Content {
    /// A link's address.
    To(Address),
    /// A note.
    Says(String),
    /// A link made of a note.
    Link(String),
}

/// Stands for a label until there is one.
const UNNAMED: &str = "ibid-unnamed";

/// Writes the construct at byte `at`, or every one, in another form. What can not be, or would not read the same, stays as it is.
/// A definition that loses its last use goes. `None` if that changes nothing.
pub fn convert(parts: &[Part<'_>], at: Option<usize>, form: Form) -> Option<Rewriting> {
    if at.is_some_and(|at| !stands(parts, at)) {
        return None;
    }
    let definitions = Definitions::of(parts);
    let mut changes = Vec::new();
    for (part, (start, block)) in parts.iter().enumerate() {
        let here = |range: &Range<usize>| at.is_none_or(|at| start + range.start <= at && at <= start + range.end);
        let wanted: Vec<Change> = block
            .spans
            .iter()
            .filter(|span| here(&span.range))
            .filter_map(|span| change(part, block, span, &definitions, form))
            .collect();
        changes.push(match at {
            // Of links in links, an image in a link, the inner one is meant.
            Some(_) => wanted.into_iter().min_by_key(|change| change.whole.len()).into_iter().collect(),
            None => apart(wanted, form),
        });
    }
    if changes.iter().all(Vec::is_empty) {
        return None;
    }
    let mut known: Labels = labels(parts.iter().map(|(_, block)| *block)).into_iter().collect();
    known.extend([fold_label(UNNAMED), note_key(UNNAMED)]);
    let kept = parts.iter().zip(changes).flat_map(|((_, block), changes)| sound(block, &known, changes, form));
    let kept: Vec<Change> = kept.collect();
    (!kept.is_empty()).then(|| write(parts, &definitions, kept, form))
}

/// Whether anything stands at byte `at` that could be written otherwise: most of a draft is words.
fn stands(parts: &[Part<'_>], at: usize) -> bool {
    let last = parts.partition_point(|(start, _)| *start <= at);
    let near = &parts[last.saturating_sub(2)..last];
    near.iter().any(|(start, block)| {
        let here = |span: &&Span| start + span.range.start <= at && at <= start + span.range.end;
        block.spans.iter().filter(here).any(|span| Found::of(block, span).is_some())
    })
}

/// What a construct becomes, if it can take the form.
fn change(part: usize, block: &Block, span: &Span, definitions: &Definitions, form: Form) -> Option<Change> {
    let found = Found::of(block, span)?;
    let note = |label: &String| definitions.notes.get(label).and_then(|note| note.content.clone());
    let content = match (&found, form) {
        (Found::Link { address, .. }, Form::Reference) => Content::To(address.clone()),
        (Found::Reference { label, .. }, Form::Inline) => Content::To(definitions.links.get(label)?.address.clone()?),
        (Found::Link { address, image: false, .. }, Form::Footnote) if !in_note(block, &span.range) => {
            Content::To(cited(address)?)
        }
        (Found::Reference { label, image: false, .. }, Form::Footnote) if !in_note(block, &span.range) => {
            Content::To(cited(definitions.links.get(label)?.address.as_ref()?)?)
        }
        (Found::Inline { text }, Form::Footnote) => Content::Says(flat(&block.text[text.clone()])),
        (Found::Mark { label }, Form::Note) if !in_note(block, &span.range) => {
            let once = definitions.notes.get(label)?.uses == 1;
            Content::Says(note(label).filter(|_| once)?)
        }
        (Found::Mark { label }, Form::Inline) if !in_link(block, &span.range) => {
            Content::Link(only_link(&note(label)?)?)
        }
        _ => return None,
    };
    Some(Change { part, found, whole: span.range.clone(), content })
}

/// What belongs in a note: a page on a site. A place in the draft, a file beside it or a mailbox is no source.
fn cited(address: &Address) -> Option<Address> {
    address.site().map(|_| address.clone())
}

/// Whether a place is in a note, of either kind: notes do not nest.
fn in_note(block: &Block, range: &Range<usize>) -> bool {
    let holds = |span: &Span| matches!(span.kind, SpanKind::FootnoteDefinition { .. } | SpanKind::InlineNote { .. });
    block.spans_in(range.clone()).any(holds)
}

/// Whether a place is in the words of a link: links do not nest.
fn in_link(block: &Block, range: &Range<usize>) -> bool {
    let holds = |span: &Span| matches!(span.kind, SpanKind::Link { .. } | SpanKind::Reference { .. });
    block.spans_in(range.clone()).any(holds)
}

/// Those that do not stand in another, by start; and where only the ends of links are written anew, those in the words of another too, as
/// the image of a badge.
fn apart(changes: Vec<Change>, form: Form) -> Vec<Change> {
    let mut end = 0;
    let outer = changes.into_iter().filter(|change| {
        let free = change.whole.start >= end;
        end = end.max(match &change.found {
            Found::Link { .. } | Found::Reference { .. } if form != Form::Footnote => change.whole.start,
            _ => change.whole.end,
        });
        free
    });
    outer.collect()
}

/// The changes after which the block says the same. Where all together do not, each half is tried by itself.
fn sound(block: &Block, known: &Labels, changes: Vec<Change>, form: Form) -> Vec<Change> {
    if changes.is_empty() || holds(block, known, &changes, form) {
        return changes;
    }
    if changes.len() == 1 {
        return Vec::new();
    }
    let mut first = changes;
    let second = first.split_off(first.len() / 2);
    let mut kept = sound(block, known, first, form);
    kept.extend(sound(block, known, second, form));
    kept
}

fn holds(block: &Block, known: &Labels, changes: &[Change], form: Form) -> bool {
    let edits = changes.iter().flat_map(|change| change.edits(block, UNNAMED, form)).collect();
    let before = View::of(block);
    let after = View::after(block, edits, known);
    let mut delta = [0; 5];
    for change in changes {
        change.count(form, &mut delta);
    }
    match form {
        // What the note said now stands in the sentence.
        Form::Inline if changes.iter().any(|change| matches!(change.content, Content::Link(_))) => {
            before.counts.iter().zip(delta).map(|(count, more)| count + more).eq(after.counts)
        }
        _ => before.says(&after, delta),
    }
}

impl Change {
    /// The edits of the block; `label` is the definition's, where the form has one.
    fn edits(&self, block: &Block, label: &str, form: Form) -> Vec<Edit> {
        let whole = &self.whole;
        match (&self.found, &self.content, form) {
            (Found::Link { text, .. } | Found::Reference { text, .. }, Content::To(address), _) => match form {
                Form::Footnote => {
                    let close = Edit::replace(text.end..whole.end, format!("[^{label}]"));
                    vec![Edit::delete(whole.start..text.start), close]
                }
                Form::Reference => vec![Edit::replace(text.end..whole.end, format!("][{label}]"))],
                _ => {
                    let written = address.written(is_cell(block, whole));
                    vec![Edit::replace(text.end..whole.end, format!("]({written})"))]
                }
            },
            (Found::Inline { .. }, ..) => vec![Edit::replace(whole.clone(), format!("[^{label}]"))],
            (_, Content::Says(text), _) => vec![Edit::replace(whole.clone(), format!("^[{text}]"))],
            (_, Content::Link(link), _) => in_the_sentence(block, whole, link),
            _ => Vec::new(),
        }
    }

    /// Adds what the change does to the number of links, images, references, marks and inline notes.
    fn count(&self, form: Form, delta: &mut [isize; 5]) {
        let from = match &self.found {
            Found::Link { image, .. } => usize::from(*image),
            Found::Reference { .. } => 2,
            Found::Mark { .. } => 3,
            Found::Inline { .. } => 4,
        };
        let image = matches!(self.found, Found::Link { image: true, .. } | Found::Reference { image: true, .. });
        let to = match form {
            Form::Inline => usize::from(image),
            Form::Reference => 2,
            Form::Footnote => 3,
            Form::Note => 4,
        };
        delta[from] -= 1;
        delta[to] += 1;
        // A note's own links come along.
        if let (Found::Mark { .. } | Found::Inline { .. }, Content::Says(text)) = (&self.found, &self.content) {
            let inside = View::of_text(text);
            let sign = if form == Form::Note { 1 } else { -1 };
            inside.counts.iter().zip(delta).for_each(|(count, delta)| *delta += sign * count);
        }
    }
}

/// A link in parentheses in place of a mark: before the punctuation that the mark follows.
fn in_the_sentence(block: &Block, mark: &Range<usize>, link: &str) -> Vec<Edit> {
    let before = &block.text[..mark.start];
    let words = before.trim_end_matches([' ', '\t']);
    let stop = trim_stops(words, &['.', ',', ';', ':', '!', '?']).len();
    let blank = if block.text[..stop].ends_with(char::is_whitespace) || stop == 0 { "" } else { " " };
    // A word that went on behind the mark.
    let gap = if block.text[mark.end..].starts_with(char::is_alphanumeric) { " " } else { "" };
    vec![Edit::insert(stop, format!("{blank}({link})")), Edit::replace(words.len()..mark.end, gap)]
}

/// The edits of all changes, with the definitions that come and go.
fn write(parts: &[Part<'_>], definitions: &Definitions, changes: Vec<Change>, form: Form) -> Rewriting {
    let mut writer = Writer::new(parts, definitions);
    let mut edits = Vec::new();
    for change in &changes {
        let Some((start, block)) = parts.get(change.part) else { continue };
        let label = writer.label(block, change, form);
        edits.extend(
            change
                .edits(block, &label, form)
                .into_iter()
                .map(|edit| Edit { range: start + edit.range.start..start + edit.range.end, text: edit.text }),
        );
        writer.release(change);
    }
    let (removed, names) = writer.unused();
    edits.extend(removals(parts, removed));
    if !writer.lines.is_empty() {
        let kind = if form == Form::Reference { BlockKind::Definitions } else { BlockKind::Footnote };
        edits.push(Ending::new(parts.iter().copied(), kind).add(&writer.lines));
    }
    Rewriting { title: title(form, &names), edits: joined(edits) }
}

fn title(form: Form, gone: &[String]) -> String {
    let title = match form {
        Form::Inline => "Write as an inline link",
        Form::Reference => "Write as a reference link",
        Form::Footnote => "Write as a footnote",
        Form::Note => "Write as an inline note",
    };
    match gone {
        [name] if form == Form::Inline => format!("{title}, and remove the definition of `{name}`"),
        _ => title.to_owned(),
    }
}

/// Gives labels, and keeps account of definitions.
struct Writer<'a> {
    definitions: &'a Definitions,
    names: Names,
    /// Labels by what they stand for.
    addresses: HashMap<Address, String>,
    contents: HashMap<String, String>,
    /// Definitions to be added.
    lines: Vec<String>,
    /// How many uses each lost: of links, of footnotes.
    links: HashMap<String, usize>,
    notes: HashMap<String, usize>,
}

impl<'a> Writer<'a> {
    fn new(parts: &[Part<'_>], definitions: &'a Definitions) -> Self {
        let addresses = definitions.links.values().filter_map(|link| Some((link.address.clone()?, link.label.clone())));
        let contents = definitions.notes.values().filter_map(|note| Some((note.content.clone()?, note.label.clone())));
        let (addresses, contents) = (smallest(addresses), smallest(contents));
        let (links, notes) = (HashMap::new(), HashMap::new());
        Self { definitions, names: Names::of(parts), addresses, contents, lines: Vec::new(), links, notes }
    }

    /// The label of what a change points at: that of a definition which says so already, or of a new one.
    fn label(&mut self, block: &Block, change: &Change, form: Form) -> String {
        let words = match &change.found {
            Found::Link { text, .. } | Found::Reference { text, .. } => flat(&block.text[text.clone()]),
            _ => String::new(),
        };
        match (&change.content, form) {
            (Content::To(address), Form::Reference) => {
                let known = self.addresses.get(address).cloned();
                known.unwrap_or_else(|| {
                    let label = self.names.link(&plain(&words), &address.target);
                    self.lines.push(format!("[{label}]: {}", address.written(false)));
                    self.addresses.insert(address.clone(), label.clone());
                    label
                })
            }
            (Content::To(address), Form::Footnote) => {
                let inline = || format!("[{words}]({})", address.written(false));
                let content = address.autolink().unwrap_or_else(inline);
                self.note(content, &plain(&words), &address.target)
            }
            (Content::Says(text), Form::Footnote) => self.note(text.clone(), "", ""),
            _ => String::new(),
        }
    }

    fn note(&mut self, content: String, words: &str, target: &str) -> String {
        if let Some(label) = self.contents.get(&content) {
            return label.clone();
        }
        let label = self.names.note(words, target);
        self.lines.push(format!("[^{label}]: {content}"));
        self.contents.insert(content, label.clone());
        label
    }

    /// Notes that a change took a use away.
    fn release(&mut self, change: &Change) {
        match &change.found {
            Found::Reference { label, .. } => *self.links.entry(label.clone()).or_default() += 1,
            Found::Mark { label } => *self.notes.entry(label.clone()).or_default() += 1,
            _ => {}
        }
    }

    /// Where the definitions stand that lost their last use, and their labels.
    fn unused(&self) -> (Vec<(usize, Range<usize>)>, Vec<String>) {
        let of = |lost: &HashMap<String, usize>, all: &HashMap<String, super::definitions::Defined>| {
            let gone = lost.iter().filter_map(|(label, lost)| all.get(label).filter(|defined| defined.uses == *lost));
            gone.map(|defined| ((defined.part, defined.range.clone()), defined.label.clone())).collect::<Vec<_>>()
        };
        let (links, notes) = (&self.definitions.links, &self.definitions.notes);
        of(&self.links, links).into_iter().chain(of(&self.notes, notes)).unzip()
    }
}

/// A map in which of several values for a key the least stands, so that the order of a hash map does not show.
fn smallest<K: std::hash::Hash + Eq>(pairs: impl Iterator<Item = (K, String)>) -> HashMap<K, String> {
    let mut map: HashMap<K, String> = HashMap::new();
    for (key, value) in pairs {
        let known = map.entry(key).or_insert_with(|| value.clone());
        if value < *known {
            *known = value;
        }
    }
    map
}

/// A link's words without markup.
fn plain(words: &str) -> String {
    words.chars().filter(|c| !matches!(c, '*' | '_' | '`' | '[' | ']' | '!')).collect()
}
