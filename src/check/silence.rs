//! Comments that silence rules: `<!-- ibid-ignore rule: reason -->` and its kin.

use crate::finding::{Edit, Finding, Repair};
use crate::markdown::{SpanKind, Syntax};
use crate::rules::removal::removal;
use crate::rules::{RULES, nearest_rule, rule, unknown_silencer, unused_silencer};
use crate::text::Text;
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
    /// The `ibid-enable` that ends it.
    closed: Option<Range<usize>>,
    used: bool,
}

impl Silencer {
    fn covers(&self, finding: &Finding) -> bool {
        let named = |name: &str| name == finding.rule.name || name == finding.rule.group.name();
        self.reach.start < finding.range.end.max(finding.range.start + 1)
            && finding.range.start < self.reach.end
            && (self.names.is_empty()
                || self
                    .names
                    .iter()
                    .any(|(name, _)| named(name) || !is_known(name) && nearest_rule(name).is_some_and(named)))
    }
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
    findings.retain(|finding| {
        let mut silenced = false;
        for silencer in silencers.iter_mut().filter(|silencer| silencer.covers(finding)) {
            silencer.used = true;
            silenced = true;
        }
        !silenced
    });
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
            let comments = std::iter::once(&silencer.comment).chain(&silencer.closed);
            let gone = comments.map(|comment| Edit::delete(with_blanks(syntax, comment))).collect();
            findings.push(finding.repair(Repair::safe("Remove the comment", gone)));
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

/// What goes with a comment, so that nothing shows where it stood.
fn with_blanks(syntax: &Syntax, comment: &Range<usize>) -> Range<usize> {
    let after = syntax.blocks().partition_point(|placed| placed.start <= comment.start);
    let Some(placed) = after.checked_sub(1).and_then(|index| syntax.blocks().get(index)) else {
        return comment.clone();
    };
    let gone = removal(&placed.block.text, comment.start - placed.start..comment.end - placed.start);
    placed.start + gone.start..placed.start + gone.end
}

/// The comments that silence, and the words of those that only look as if they did.
fn silencers(text: &Text, syntax: &Syntax) -> (Vec<Silencer>, Vec<Name>) {
    let mut found: Vec<Silencer> = Vec::new();
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
                    enable(&mut found, &names, &range);
                    continue;
                }
                Verb::Unknown => {
                    strange.extend(names);
                    continue;
                }
            };
            found.push(Silencer { comment: range, reach, names, closed: None, used: false });
        }
    }
    (found, strange)
}

enum Verb {
    Ignore,
    Disable,
    DisableFile,
    Enable,
    /// A word that starts as ours do; it stands for the names.
    Unknown,
}

/// Ends the region of every open `ibid-disable` that names the same rules, or of all if `names` is empty.
fn enable(found: &mut [Silencer], names: &[Name], comment: &Range<usize>) {
    let at = comment.start;
    let named =
        |silencer: &Silencer| names.iter().any(|(name, _)| silencer.names.iter().any(|(other, _)| other == name));
    // Only an open region reaches past the comment that ends it; `ibid-ignore` never does.
    for silencer in found.iter_mut().filter(|s| s.reach.start == s.comment.start && s.reach.end > at) {
        if names.is_empty() || named(silencer) {
            silencer.reach.end = at;
            silencer.closed = Some(comment.clone());
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
    let marker = |c: char| c.is_whitespace() || matches!(c, '>' | '-' | '*' | '+' | '\u{feff}');
    let beside = !text.slice(start..comment.start).trim_matches(marker).is_empty()
        || !text.slice(comment.end..end).trim().is_empty();
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
