//! Comments that silence rules: `<!-- ibid-ignore rule: reason -->` and its kin.

mod apart;

use crate::finding::{Edit, Finding, Repair};
use crate::markdown::{SpanKind, Syntax};
use crate::rules::{RULES, Rule, nearest_rule, rule, unknown_silencer, unused_silencer};
use crate::text::Text;
use apart::{ends_line, is_apart, starts_line, with_blanks};
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

/// A name of a rule or a group in a comment, and where it stands in the draft.
type Name = (String, Range<usize>);

/// A comment that silences.
#[derive(Debug)]
struct Silencer {
    /// The comment, in bytes of the draft.
    comment: Range<usize>,
    /// Where it silences.
    reach: Range<usize>,
    /// The rules and groups it names, with where their names stand; all rules if it names none.
    names: Vec<Name>,
    /// What those stand for.
    meant: Vec<String>,
    /// The `ibid-enable` that ends it.
    closed: Option<Range<usize>>,
    used: bool,
}

impl Silencer {
    /// Whether it is for a rule, by the names that it is understood to give.
    fn names(&self, rule: &Rule) -> bool {
        self.meant.is_empty() || self.meant.iter().any(|name| *name == rule.name || *name == rule.group.name())
    }
}

/// What a name in a comment stands for: a misspelt one for the rule that is nearest, or for nothing.
fn meant(name: &str) -> &str {
    if is_known(name) { name } else { nearest_rule(name).unwrap_or(name) }
}

/// Ranges that are asked again and again whether another meets one of them.
struct Ranges {
    /// Where each starts, in order, and how far it or one before it goes.
    starts: Vec<(usize, usize)>,
}

impl Ranges {
    fn new(ranges: impl Iterator<Item = Range<usize>>) -> Self {
        let mut starts: Vec<(usize, usize)> = ranges.map(|range| (range.start, range.end)).collect();
        starts.sort_unstable();
        let mut furthest = 0;
        for (_, end) in &mut starts {
            furthest = furthest.max(*end);
            *end = furthest;
        }
        Self { starts }
    }

    fn meet(&self, range: &Range<usize>) -> bool {
        let before = self.starts.partition_point(|(start, _)| *start < range.end);
        before.checked_sub(1).and_then(|last| self.starts.get(last)).is_some_and(|(_, end)| *end > range.start)
    }
}

/// Where a finding shows; one of nothing shows at its place.
fn seen(finding: &Finding) -> Range<usize> {
    finding.range.start..finding.range.end.max(finding.range.start + 1)
}

/// Takes out what comments silence, and notes which of them do.
fn take_out(silencers: &mut [Silencer], findings: &mut Vec<Finding>) {
    let mut found: BTreeMap<&str, (&Rule, Vec<Range<usize>>)> = BTreeMap::new();
    for finding in findings.iter() {
        found.entry(finding.rule.name).or_insert((finding.rule, Vec::new())).1.push(seen(finding));
    }
    let mut silent: BTreeMap<&str, Ranges> = BTreeMap::new();
    for (name, (rule, places)) in found {
        let places = Ranges::new(places.into_iter());
        let mut reaches = Vec::new();
        for silencer in silencers.iter_mut().filter(|silencer| silencer.names(rule)) {
            silencer.used |= places.meet(&silencer.reach);
            reaches.push(silencer.reach.clone());
        }
        silent.insert(name, Ranges::new(reaches.into_iter()));
    }
    findings.retain(|finding| silent.get(finding.rule.name).is_none_or(|reaches| !reaches.meet(&seen(finding))));
}

/// Takes out what comments silence; adds a finding for a comment that silences nothing, or names no rule. `is_on` tells whether a rule is on:
/// a comment for a rule that is off is not called useless.
pub fn silence(text: &Text, syntax: &Syntax, findings: &mut Vec<Finding>, is_on: impl Fn(&str) -> bool) {
    let (mut silencers, strange) = silencers(text, syntax);
    for (word, range) in strange {
        let message = format!(
            "`{word}` is no comment that ibid knows; write `ibid-ignore`, `ibid-disable`, `ibid-enable` or `ibid-disable-file`"
        );
        findings.push(Finding::new(&unknown_silencer::RULE, range, message));
    }
    if silencers.is_empty() {
        return;
    }
    take_out(&mut silencers, findings);
    for silencer in &silencers {
        let unknown: Vec<_> = silencer.names.iter().filter(|(name, _)| !is_known(name)).collect();
        for (name, range) in &unknown {
            findings.push(unknown_name(name, range));
        }
        let judged = silencer.names.iter().all(|(name, _)| rule(name).is_none_or(|_| is_on(name)));
        if !silencer.used && unknown.is_empty() && judged {
            let finding = Finding::new(
                &unused_silencer::RULE,
                silencer.comment.clone(),
                "This comment silences nothing here; remove it",
            );
            let comments = || std::iter::once(&silencer.comment).chain(&silencer.closed);
            let gone = comments().map(|comment| Edit::delete(with_blanks(syntax, comment))).collect();
            let repair =
                if comments().all(|comment| is_apart(text, syntax, comment)) { Repair::safe } else { Repair::look };
            findings.push(finding.repair(repair("Remove the comment", gone)));
        }
    }
}

fn is_known(name: &str) -> bool {
    rule(name).is_some() || RULES.iter().any(|rule| rule.group.name() == name)
}

fn unknown_name(name: &str, range: &Range<usize>) -> Finding {
    let finding = |message: String| Finding::new(&unknown_silencer::RULE, range.clone(), message);
    match nearest_rule(name) {
        Some(near) => finding(format!("No rule is called `{name}`; did you mean `{near}`?"))
            .repair(Repair::safe(format!("Change to `{near}`"), vec![Edit::replace(range.clone(), near)])),
        None => finding(format!("No rule is called `{name}`; `ibid rules` lists them")),
    }
}

/// The comments that silence, and the words of those that only look as if they did.
fn silencers(text: &Text, syntax: &Syntax) -> (Vec<Silencer>, Vec<Name>) {
    let mut found: Vec<Silencer> = Vec::new();
    let mut open = Open::default();
    let mut strange: Vec<Name> = Vec::new();
    for placed in syntax.blocks() {
        let comments = placed.block.spans.iter().filter(|span| span.kind == SpanKind::Comment);
        for span in comments {
            let range = placed.start + span.range.start..placed.start + span.range.end;
            let comment = &placed.block.text[span.range.clone()];
            let Some((verb, names)) = read(comment, range.start) else { continue };
            let reach = match verb {
                Verb::Ignore => reach(text, syntax, &range),
                Verb::Disable => range.start..text.len(),
                Verb::DisableFile => 0..text.len(),
                Verb::Enable => {
                    open.close(&mut found, &names, &range);
                    continue;
                }
                Verb::Unknown => {
                    strange.extend(names);
                    continue;
                }
            };
            let meant: Vec<String> = names.iter().map(|(name, _)| meant(name).to_owned()).collect();
            if verb == Verb::Disable {
                open.add(&names, found.len());
            }
            found.push(Silencer { comment: range, reach, names, meant, closed: None, used: false });
        }
    }
    (found, strange)
}

#[derive(PartialEq)]
enum Verb {
    Ignore,
    Disable,
    DisableFile,
    Enable,
    /// A word that starts as ours do; it stands for the names.
    Unknown,
}

/// The `ibid-disable`s whose region may still be open, by each of their names; those without a name stand under the empty one.
#[derive(Default)]
struct Open(HashMap<String, Vec<usize>>);

impl Open {
    fn add(&mut self, names: &[Name], index: usize) {
        if names.is_empty() {
            self.0.entry(String::new()).or_default().push(index);
        }
        for (name, _) in names {
            self.0.entry(name.clone()).or_default().push(index);
        }
    }

    /// Ends the region of every open one that shares one of the names, or of all if there are none.
    fn close(&mut self, found: &mut [Silencer], names: &[Name], comment: &Range<usize>) {
        let closed: Vec<usize> = if names.is_empty() {
            self.0.drain().flat_map(|(_, indexes)| indexes).collect()
        } else {
            names.iter().filter_map(|(name, _)| self.0.remove(name)).flatten().collect()
        };
        for index in closed {
            // It may have been closed by another of its names.
            if let Some(silencer) = found.get_mut(index).filter(|silencer| silencer.closed.is_none()) {
                silencer.reach.end = comment.start;
                silencer.closed = Some(comment.clone());
            }
        }
    }
}

/// Reads `<!-- ibid-ignore a, b: reason -->`; `origin` is where the comment starts in the draft.
fn read(comment: &str, origin: usize) -> Option<(Verb, Vec<Name>)> {
    let inside = comment.trim_start_matches(['<', '!', '-', '{', '/', '*', ' ', '\n']);
    let at = comment.len() - inside.len();
    let inside = inside.trim_end_matches(['-', '>', '}', '/', '*', ' ', '\n']);
    let word_end = inside.find(|c: char| c.is_whitespace() || c == ':').unwrap_or(inside.len());
    let verb = match &inside[..word_end] {
        "ibid-ignore" => Verb::Ignore,
        "ibid-disable" => Verb::Disable,
        "ibid-disable-file" => Verb::DisableFile,
        "ibid-enable" => Verb::Enable,
        word if word.to_ascii_lowercase().starts_with("ibid-") => {
            let start = origin + at;
            return Some((Verb::Unknown, vec![(word.to_owned(), start..start + word.len())]));
        }
        _ => return None,
    };
    let rest = &inside[word_end..];
    let rest = &rest[..rest.find(':').unwrap_or(rest.len())];
    let mut names = Vec::new();
    let mut offset = origin + at + word_end;
    for part in rest.split_inclusive([',', ' ', '\n', '\r', '\t']) {
        let name = part.trim_end_matches([',', ' ', '\n', '\r', '\t']);
        if !name.is_empty() {
            names.push((name.to_owned(), offset..offset + name.len()));
        }
        offset += part.len();
    }
    Some((verb, names))
}

/// Where an `ibid-ignore` silences: its line if text stands there beside it, else the next line, or the next block if that line is blank.
fn reach(text: &Text, syntax: &Syntax, comment: &Range<usize>) -> Range<usize> {
    let start = text.line_start(comment.start);
    let end = text.next_line(comment.end);
    let beside = !starts_line(text, comment) || !ends_line(text, comment);
    if beside {
        return start..end;
    }
    let next = text.next_line(end);
    if !text.slice(end..next).trim().is_empty() {
        return end..next;
    }
    let after = syntax.blocks().partition_point(|placed| placed.start < end);
    let own = syntax.blocks().get(after);
    own.map_or(end..text.len(), |placed| placed.start..placed.end())
}
