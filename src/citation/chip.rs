//! Source chips: names with counters. Evidence comes before accusation: `UTC+10` and `PC + 4` look the same.

use super::counter::{Counter, counters};
use super::mention::{Mention, MentionKind, mention, name_at, site};
use super::outlet;
use crate::markdown::{Block, LinkStyle, SpanKind};
use crate::prose::words;
use std::ops::Range;

/// The words before a counter that may name its source.
const NAME_WORDS: usize = 6;

/// The shortest name that is looked for at the end of a word: any shorter one ends ordinary words.
const MIN_GLUED: usize = 6;

/// What only looks like the name of a source.
const OTHER_NAMES: &[&str] = &[
    "utc", "gmt", "zip", "shift", "ctrl", "control", "alt", "option", "cmd", "command", "windows", "win", "page",
    "chapter", "version",
];

/// A name with a counter, and whether it is a chip even if none stands beside it.
struct Unit {
    mention: Mention,
    sure: bool,
}

/// The chips in one sentence of a block. A host, a known outlet, a link's text or a line of its own is evidence enough; other words need a
/// chip beside them.
pub fn chips(block: &Block, sentence: &Range<usize>, hosts: &[Range<usize>]) -> Vec<Mention> {
    let prose = &*block.prose;
    let found = counters(prose, sentence.clone());
    if found.is_empty() {
        return Vec::new();
    }
    let mut units: Vec<Unit> = Vec::new();
    let mut from = sentence.start;
    for counter in &found {
        units.extend(unit(block, from, counter, hosts, &found));
        from = counter.range.end;
    }
    let joined = |a: &Unit, b: &Unit| prose.get(a.mention.range.end..b.mention.range.start).is_some_and(joins);
    let keep: Vec<bool> = (0..units.len())
        .map(|index| {
            let unit = &units[index];
            let vouches = |other: &Unit| {
                other.sure || glued(prose, &other.mention) && other.mention.counter == unit.mention.counter
            };
            let before = index > 0 && joined(&units[index - 1], unit) && vouches(&units[index - 1]);
            let after = units.get(index + 1).is_some_and(|next| joined(unit, next) && vouches(next));
            (unit.sure || before || after) && !is_quoted(prose, &unit.mention.range)
        })
        .collect();
    units.into_iter().zip(keep).filter_map(|(unit, keep)| keep.then_some(unit.mention)).collect()
}

/// Whether a chip stands in quotation marks of its own: then somebody writes about it.
fn is_quoted(prose: &str, range: &Range<usize>) -> bool {
    prose[..range.start].ends_with(['"', '\u{201c}', '\u{201e}', '\u{ab}', '\u{2018}'])
        && prose[range.end..].starts_with(['"', '\u{201d}', '\u{201c}', '\u{bb}', '\u{2019}'])
}

/// Whether what lies between two chips makes them one list.
fn joins(gap: &str) -> bool {
    gap.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '|' | '/' | '\u{b7}'))
        .all(|word| matches!(word, "" | "and" | "&" | "or" | "und" | "y" | "et"))
}

fn glued(prose: &str, unit: &Mention) -> bool {
    prose[unit.name.end..unit.range.end].starts_with('+')
}

fn unit(block: &Block, from: usize, counter: &Counter, hosts: &[Range<usize>], all: &[Counter]) -> Option<Unit> {
    let prose = &*block.prose;
    let whole = |mention: Mention| Mention {
        range: mention.name.start..counter.range.end,
        counter: Some(counter.count),
        ..mention
    };
    let ends_here = hosts.partition_point(|host| host.end < counter.range.start);
    if let Some(host) = hosts.get(ends_here).filter(|host| host.start >= from && host.end == counter.range.start) {
        return Some(Unit { mention: whole(site(prose, host.clone())), sure: true });
    }
    if let Some(name) = in_link(block, from, counter, all).or_else(|| on_lines(prose, from, counter)) {
        return Some(Unit { mention: whole(plain(prose, name)), sure: true });
    }
    let mut before: Vec<Range<usize>> = words(prose, from..counter.range.start).collect();
    if let Some(last) = before.last_mut() {
        *last = after_stop(prose, last);
    }
    before.last().filter(|word| word.end == counter.range.start)?;
    if let Some(unit) = before.last().and_then(|word| glued_name(prose, word, counter)) {
        return Some(Unit { mention: whole(unit), sure: true });
    }
    let titled = titled(prose, &before);
    for count in (1..=before.len().min(NAME_WORDS)).rev() {
        let tail = &before[before.len() - count..];
        let Some((used, named)) = name_at(prose, tail) else { continue };
        // In `Harbour Times+3`, `Times` alone is no outlet.
        let part = named.kind == MentionKind::CommonName
            && titled.as_ref().is_some_and(|first| first.start < named.name.start);
        if used == count && !part {
            let sure = named.kind == MentionKind::Name;
            return Some(Unit { mention: whole(named), sure });
        }
    }
    let name = titled?.start..counter.range.start;
    is_name(&prose[name.clone()], prose[name.end..].starts_with('+'))
        .then(|| Unit { mention: whole(plain(prose, name)), sure: false })
}

/// The part of a word that a missing space glued to the sentence before: `Reuters` in `holds.Reuters`, `Unit-4.pdf` in `there.Unit-4.pdf`.
fn after_stop(prose: &str, word: &Range<usize>) -> Range<usize> {
    let text = &prose[word.clone()];
    let stops = text.match_indices(['.', '!', '?']).map(|(dot, _)| dot + 1);
    let start = stops.rev().find(|&start| text[start..].starts_with(char::is_uppercase));
    word.start + start.unwrap_or(0)..word.end
}

/// The name of a chip that nothing parts from the text before it or from its sign, as Perplexity's: `than R1reuters+1`. It ends the
/// word; the rest of the word is the writer's. A file's chip ends in a zero-width space.
fn glued_name(prose: &str, word: &Range<usize>, counter: &Counter) -> Option<Mention> {
    let text = &prose[word.clone()];
    if !prose[word.end..].starts_with('+') {
        return None;
    }
    let file = prose[counter.range.end..].starts_with('\u{200b}') && text.contains('.');
    if file {
        return Some(plain(prose, word.clone()));
    }
    let ends =
        prose[counter.range.end..].starts_with(|c: char| !c.is_alphanumeric()) || prose.len() == counter.range.end;
    let starts = text
        .char_indices()
        .skip(1)
        .filter(|(at, c)| c.is_lowercase() && text.len() - at >= MIN_GLUED)
        .map(|(at, _)| at);
    let named = |at: usize| {
        let name = &text[at..];
        let sure = outlet::by_name(name).filter(|named| !named.ambiguous || name == named.outlet.label)?;
        Some(mention(word.start + at..word.end, MentionKind::Name, sure.outlet))
    };
    // Only small letters up to the sign, for a name in capitals needs no such search.
    if ends && text.ends_with(char::is_lowercase) { starts.take(40).find_map(named) } else { None }
}

/// A mention by words, or by an outlet's name if they are one.
fn plain(prose: &str, name: Range<usize>) -> Mention {
    match outlet::by_name(&prose[name.clone()].replace('\n', " ")) {
        Some(named) => {
            mention(name, if named.ambiguous { MentionKind::CommonName } else { MentionKind::Name }, named.outlet)
        }
        None => Mention { range: name.clone(), name, kind: MentionKind::Words, host: None, counter: None, link: None },
    }
}

fn is_name(text: &str, glued: bool) -> bool {
    let wordy = text.chars().filter(|c| c.is_alphabetic()).count() >= 3;
    // `[BHP+22]` is a citation key of LaTeX's alpha style.
    let alpha_key = glued && text.len() <= 6 && text.bytes().all(|b| b.is_ascii_uppercase());
    wordy && !alpha_key && !OTHER_NAMES.contains(&text.to_lowercase().as_str())
}

/// The name of a chip in the text of a link to the web: all that stands before the counter. With a space before the sign, `Chapter 3 + 4`
/// looks the same, so then the target or a second counter must bear it out.
fn in_link(block: &Block, from: usize, counter: &Counter, all: &[Counter]) -> Option<Range<usize>> {
    let (text, target) = block.spans_in(counter.range.clone()).find_map(|span| match &span.kind {
        SpanKind::Link { style: LinkStyle::Inline, text, target }
            if text.start <= counter.range.start && counter.range.end <= text.end =>
        {
            Some((text.clone(), &block.text[target.clone()]))
        }
        _ => None,
    })?;
    let prose = &*block.prose;
    let segment = &prose[from.max(text.start)..counter.range.start];
    let name = counter.range.start - segment.trim_start_matches([' ', '\0', ',', '\n']).len()..counter.range.start;
    let glued = prose[counter.range.start..].starts_with('+');
    let host =
        target.strip_prefix("https://").or_else(|| target.strip_prefix("http://"))?.split('/').next().unwrap_or("");
    let squeezed: String = prose[name.clone()].to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    let fits = !squeezed.is_empty() && host.to_lowercase().replace(['-', '.'], "").contains(&squeezed);
    let first = all.partition_point(|other| other.range.start < text.start);
    let within = all[first..].iter().take_while(|other| other.range.end <= text.end);
    let repeated = within.filter(|other| other.count == counter.count).nth(1).is_some();
    let letters = squeezed.chars().filter(|c| c.is_alphabetic()).count();
    (letters >= 3 && (glued || fits || repeated) && is_name(&prose[name.clone()], false)).then_some(name)
}

/// The name of a chip copied as plain text: a line of its own, and the counter alone on the next.
fn on_lines(prose: &str, from: usize, counter: &Counter) -> Option<Range<usize>> {
    let gap = &prose[counter.range.clone()];
    let lines = gap.bytes().filter(|&b| b == b'\n').count() == 1
        && !prose[counter.range.end..].starts_with(|c: char| !c.is_whitespace() && c != '\0');
    let start = prose[from..counter.range.start].rfind('\n').map_or(from, |n| from + n + 1);
    let line = prose[start..counter.range.start].trim_start();
    let short = words(prose, start..counter.range.start).count() <= NAME_WORDS && line.len() < 60;
    let titled = line.starts_with(|c: char| c.is_uppercase() || c.is_alphabetic() && !c.is_lowercase());
    let alone = start == from || prose[..start].ends_with('\n');
    (lines && short && titled && alone && is_name(line, false) && !line.ends_with(['.', ':', ';', ',', '?', '!']))
        .then(|| counter.range.start - line.len()..counter.range.start)
}

/// The first word of the run of capitalised words that ends `words`.
fn titled(prose: &str, words: &[Range<usize>]) -> Option<Range<usize>> {
    let mut first: Option<&Range<usize>> = None;
    for word in words.iter().rev().take(NAME_WORDS) {
        let next = first.is_none_or(|first| &prose[word.end..first.start] == " ");
        if !next || !prose[word.clone()].starts_with(char::is_uppercase) {
            break;
        }
        first = Some(word);
    }
    first.cloned()
}
