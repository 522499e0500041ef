//! One mention of a site or an outlet.

use super::chip::chips;
use super::outlet::{self, Outlet};
use super::{filler, host, spelling};
use crate::markdown::{Block, SpanKind};
use crate::prose::words;
use std::borrow::Cow;
use std::ops::Range;

/// A site or an outlet that prose names.
#[derive(Clone, Debug)]
pub struct Mention {
    /// Name and counter together, in bytes of the block.
    pub range: Range<usize>,
    /// The name or the host alone.
    pub name: Range<usize>,
    /// How it is named.
    pub kind: MentionKind,
    /// The host it stands for, lower case, if that is known.
    pub host: Option<String>,
    /// The count of a chip, `15` in `Reuters +15`.
    pub counter: Option<u32>,
    /// Where the link stands whose text holds the mention.
    pub link: Option<Range<usize>>,
}

/// How a source is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MentionKind {
    /// By host: `reuters.com`.
    Host,
    /// By host, with a space where the dot should be: `TurkiyeToday com`.
    Spaced,
    /// By a name that is certainly an outlet's.
    Name,
    /// By a name that is also an ordinary word: `Time`.
    CommonName,
    /// By words that only the counter beside them marks as a source.
    Words,
}

impl Mention {
    /// How to speak of the source: its host if known, else the draft's words.
    pub fn display(&self, block: &Block) -> String {
        self.host
            .clone()
            .unwrap_or_else(|| block.text[self.name.clone()].split_whitespace().collect::<Vec<_>>().join(" "))
    }
}

/// The mentions in one sentence of a block, by start.
pub fn mentions(block: &Block, sentence: Range<usize>) -> Vec<Mention> {
    let prose = &*block.prose;
    let hosts = host::hosts(prose, sentence.clone());
    let mut found = chips(block, &sentence, &hosts);
    let mut all: Vec<Range<usize>> = Vec::with_capacity(sentence.len() / 5);
    all.extend(words(prose, sentence.clone()));
    // Where two readings of the same words overlap, the one with the better evidence stands.
    add(&mut found, hosts.into_iter().map(|host| site(prose, host)));
    add(&mut found, spaced_hosts(prose, &all));
    add(&mut found, names(prose, &sentence, &all));
    for mention in &mut found {
        mention.link = link_around(block, &mention.name);
    }
    found
}

/// Adds those of `more` that overlap nothing in `found`; both are by start and stay so.
fn add(found: &mut Vec<Mention>, more: impl IntoIterator<Item = Mention>) {
    let known = found.len();
    for mention in more {
        let next = found[..known].partition_point(|other| other.range.end <= mention.range.start);
        if found[..known].get(next).is_none_or(|other| other.range.start >= mention.range.end) {
            found.push(mention);
        }
    }
    found.sort_by_key(|mention| mention.range.start);
}

fn link_around(block: &Block, name: &Range<usize>) -> Option<Range<usize>> {
    let holds = |text: &Range<usize>| text.start <= name.start && name.end <= text.end;
    block.spans_in(name.clone()).find_map(|span| match &span.kind {
        SpanKind::Link { text, .. } | SpanKind::Reference { text, defined: true, .. } if holds(text) => {
            Some(span.range.clone())
        }
        _ => None,
    })
}

pub(super) fn site(prose: &str, name: Range<usize>) -> Mention {
    let host = prose[name.clone()].to_ascii_lowercase();
    let host = host.strip_prefix("www.").map_or(host.clone(), str::to_owned);
    // `aljazeera.com/`: the slash belongs to the mention.
    let end = name.end + usize::from(prose[name.end..].starts_with('/'));
    Mention { range: name.start..end, name, kind: MentionKind::Host, host: Some(host), counter: None, link: None }
}

/// `TurkiyeToday com`, where the words before the suffix would be a known outlet's host with a dot, or near one.
fn spaced_hosts(prose: &str, words: &[Range<usize>]) -> Vec<Mention> {
    let spaced = |pair: &&[Range<usize>]| {
        pair[1].len() == 3
            && matches!(&prose[pair[1].clone()], "com" | "org" | "net")
            && prose[pair[0].end..pair[1].start] == *" "
            && pair[0].len() >= 4
    };
    let mention = |pair: &[Range<usize>]| {
        let host = format!("{}.{}", prose[pair[0].clone()].to_lowercase(), &prose[pair[1].clone()]);
        let outlet = outlet::by_host(&host).or_else(|| spelling::near_outlet(&host))?;
        let name = pair[0].start..pair[1].end;
        Some(self::mention(name, MentionKind::Spaced, outlet))
    };
    words.windows(2).filter(spaced).filter_map(mention).collect()
}

/// Outlets by name. In parentheses a name may stand in small letters, elsewhere it needs its capital.
fn names(prose: &str, sentence: &Range<usize>, words: &[Range<usize>]) -> Vec<Mention> {
    let mut found = Vec::new();
    let mut inside = false;
    let mut seen = sentence.start;
    let mut index = 0;
    while let Some(word) = words.get(index) {
        for &byte in &prose.as_bytes()[seen..word.start] {
            inside = byte == b'(' || inside && byte != b')';
        }
        seen = word.start;
        let bytes = &prose.as_bytes()[word.clone()];
        let capital = bytes.first().is_some_and(u8::is_ascii_uppercase) || !bytes.is_ascii();
        if !capital && !inside {
            index += 1;
            continue;
        }
        let text = &prose[word.clone()];
        let named = if capital || !filler::talks(text) { name_at(prose, &words[index..]) } else { None };
        let fits = |named: &Mention| capital || named.kind == MentionKind::Name || is_listed(prose, words, index);
        match named.filter(|(_, named)| fits(named)) {
            Some((count, named)) => {
                found.push(named);
                index += count;
            }
            None => index += 1,
        }
    }
    found
}

/// Whether a word stands in a list: behind a bracket, a comma, a bar or a joining word. In `(+ 1 for summer time)` nothing names Time.
fn is_listed(prose: &str, words: &[Range<usize>], index: usize) -> bool {
    let start = words[index].start;
    let before = prose[..start].trim_end();
    before.ends_with(['(', '[', ',', ';', '|', '/', '&'])
        || index > 0 && filler::joins(&prose[words[index - 1].clone()])
}

/// The longest outlet name that starts with the first of `words`.
pub(super) fn name_at(prose: &str, words: &[Range<usize>]) -> Option<(usize, Mention)> {
    let longest = outlet::longest_name(strip_possessive(&prose[words[0].clone()])).min(words.len());
    let gap = |pair: &[Range<usize>]| &prose[pair[0].end..pair[1].start];
    let together = 1 + words[..longest.max(1)].windows(2).take_while(|pair| is_one_gap(gap(pair))).count();
    (1..=longest.min(together)).rev().find_map(|count| {
        let full = words[0].start..words[count - 1].end;
        let text = strip_possessive(&prose[full.clone()]);
        let plain = words[..count].windows(2).all(|pair| gap(pair) == " ");
        let spaced = if plain {
            Cow::Borrowed(text.trim_end())
        } else {
            Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" "))
        };
        let named = outlet::by_name(&spaced).filter(|_| capitals_agree(&spaced, count))?;
        let kind = if named.ambiguous { MentionKind::CommonName } else { MentionKind::Name };
        let name = full.start..full.start + text.len();
        Some((count, mention(name, kind, named.outlet)))
    })
}

/// Whether nothing but one blank or one line end parts two words.
fn is_one_gap(gap: &str) -> bool {
    gap == " " || gap.chars().all(char::is_whitespace) && gap.len() <= 4 && gap.matches('\n').count() <= 1
}

/// `The economist said` names no outlet; `the guardian`, in a list of sources, does.
fn capitals_agree(text: &str, count: usize) -> bool {
    let lower = |word: &str| word.starts_with(char::is_lowercase);
    count == 1 || lower(text) || !text.split(' ').next_back().is_some_and(lower)
}

pub(super) fn mention(name: Range<usize>, kind: MentionKind, outlet: &Outlet) -> Mention {
    Mention { range: name.clone(), name, kind, host: Some(outlet.host.to_owned()), counter: None, link: None }
}

fn strip_possessive(text: &str) -> &str {
    text.strip_suffix("'s").or_else(|| text.strip_suffix("\u{2019}s")).unwrap_or(text)
}
