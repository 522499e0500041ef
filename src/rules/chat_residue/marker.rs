//! The markers that chat tools leave, as a table: a new tool is one row and, for a new shape, one reader.

use super::{bracket, claude, gemini, grok, interface, openai};
use std::ops::Range;

/// A kind of marker.
#[derive(Debug)]
pub struct Marker {
    /// The tool that leaves it.
    pub tool: &'static str,
    /// What it is, for a message: "a citation marker".
    pub what: &'static str,
    /// The bytes at which the reader is asked. What it reads may start before them.
    pub trigger: &'static [u8],
    /// Whether nothing else looks like it, so that it counts in metadata and in code without a language too.
    pub certain: bool,
    /// Reads the marker at an offset of a text, where the trigger stands. Looks no further than a few thousand bytes.
    pub read: fn(&str, usize) -> Option<Sighting>,
}

/// A marker in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sighting {
    /// The marker and nothing else.
    pub range: Range<usize>,
    /// What mends it.
    pub treatment: Treatment,
}

/// What mends a marker. Some stand beside a sentence, others instead of a word or around the claim itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Treatment {
    /// Remove it: it says nothing.
    Delete,
    /// Remove it, but it may have stood for something: a person must look.
    DeleteWithCare,
    /// Remove it and its other half, keep the words between.
    Unwrap(Range<usize>),
    /// Put the text that it carries in its place.
    Replace(String),
    /// It is a link to a real page: give the stretch of its text a readable wording.
    Relabel(Range<usize>, String),
    /// It stands instead of a word that it does not carry: only the writer knows.
    Ask,
}

impl Sighting {
    /// A marker that says nothing.
    pub fn delete(range: Range<usize>) -> Option<Self> {
        Some(Self { range, treatment: Treatment::Delete })
    }

    /// A marker of any treatment.
    pub fn new(range: Range<usize>, treatment: Treatment) -> Option<Self> {
        Some(Self { range, treatment })
    }
}

const fn row(
    tool: &'static str,
    what: &'static str,
    trigger: &'static [u8],
    certain: bool,
    read: fn(&str, usize) -> Option<Sighting>,
) -> Marker {
    Marker { tool, what, trigger, certain, read }
}

/// The first byte of U+E200 and its neighbours in UTF-8.
const PRIVATE_USE: &[u8] = b"\xee";
/// `【`
const LENTICULAR: &[u8] = "\u{3010}".as_bytes();

/// Every kind, in the order in which they are tried.
pub static MARKERS: &[Marker] = &[
    row("ChatGPT", "a citation marker", PRIVATE_USE, true, openai::delimited),
    row("ChatGPT", "a citation marker", b"turn", true, openai::turn),
    row("ChatGPT", "a citation marker", b"cite", true, openai::generated_reference),
    row("ChatGPT", "a citation marker", b"[", true, openai::content_reference),
    row("ChatGPT", "a citation marker", b"[", true, openai::oai_citation),
    row("ChatGPT", "an attribution wrapper", b"(", true, openai::attribution),
    row("Z.ai", "a citation marker", LENTICULAR, true, bracket::lenticular_turn),
    row("ChatGPT", "a citation marker", LENTICULAR, true, openai::lenticular_oaicite),
    row("ChatGPT or DeepSeek", "a citation marker", LENTICULAR, true, bracket::lenticular),
    row("ChatGPT or DeepSeek", "a citation marker", b"[", true, bracket::dagger),
    row("ChatGPT", "a document wrapper", b":::writing", true, openai::writing),
    row("ChatGPT", "a line of its window", b"ChatGPT", false, interface::speaker),
    row("ChatGPT", "a line of its window", b"Copy", false, interface::copy_button),
    row("Gemini", "a citation marker", b"[", true, gemini::cite),
    row("Gemini", "a span marker", b"[", true, gemini::span),
    row("Perplexity", "a citation marker", b"[", true, bracket::perplexity),
    row("DeepSeek", "a citation marker", b"[", true, bracket::deepseek),
    row(bracket::HAT, "a citation marker", b"[", true, bracket::hat),
    row("Grok", "a citation marker", b"[", true, grok::card_link),
    row("Grok", "a citation marker", b"<", true, grok::element),
    row("Claude", "a citation tag", b"<", true, claude::cite),
    row("Claude", "a citation tag", b"(", true, claude::cite),
    row("Claude", "a citation tag", b"&", true, claude::cite),
    row("Claude", "an artifact tag", b"<", true, claude::artifact),
];

/// For each byte, the markers whose trigger starts with it, as bits.
static TRIGGERS: [u32; 256] = {
    assert!(MARKERS.len() <= 32);
    let mut triggers = [0; 256];
    let mut index = 0;
    while index < MARKERS.len() {
        triggers[MARKERS[index].trigger[0] as usize] |= 1 << index;
        index += 1;
    }
    triggers
};

/// The markers whose trigger `bytes` start with, in the order of the table.
fn triggered(bytes: &[u8]) -> impl Iterator<Item = &'static Marker> {
    let mut rows = bytes.first().map_or(0, |&byte| TRIGGERS[usize::from(byte)]);
    let each = std::iter::from_fn(move || {
        let row = MARKERS.get(rows.trailing_zeros() as usize)?;
        rows &= rows - 1;
        Some(row)
    });
    each.filter(|marker| bytes.starts_with(marker.trigger))
}

/// The markers in `text`, by start, in one pass over the bytes that trigger a reader.
pub fn sightings(text: &str) -> Vec<(&'static Marker, Sighting)> {
    let bytes = text.as_bytes();
    let mut found: Vec<(&'static Marker, Sighting)> = Vec::new();
    let (mut at, mut done) = (0, 0);
    while let Some(ahead) = bytes.get(at..).and_then(|rest| rest.iter().position(|&b| TRIGGERS[usize::from(b)] != 0)) {
        at += ahead;
        let seen = triggered(&bytes[at..]).filter_map(|marker| Some((marker, (marker.read)(text, at)?)));
        let Some((marker, mut sighting)) = seen.into_iter().find(|(_, seen)| seen.range.end > at) else {
            at += 1;
            continue;
        };
        sighting.range.start = sighting.range.start.max(done);
        at = sighting.range.end;
        done = at;
        if let Treatment::Unwrap(other) = &sighting.treatment {
            found.push((
                marker,
                Sighting { range: other.clone(), treatment: Treatment::Unwrap(sighting.range.clone()) },
            ));
        }
        found.push((marker, sighting));
    }
    found.sort_by_key(|(_, sighting)| sighting.range.start);
    // A lone delimiter proves nothing: icon fonts use the same code points.
    if !found.iter().any(|(_, sighting)| !openai::is_lone(&text[sighting.range.clone()])) {
        found.clear();
    }
    found
}
