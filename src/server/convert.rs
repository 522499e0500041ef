//! From bytes to the protocol's positions and back, and from findings to diagnostics. The only place where the two meet.

use super::abilities::Abilities;
use crate::finding::{Edit, Finding, Related, Severity};
use crate::rules::{RULES, Rule, Tag};
use crate::text::{Encoding, Position, Ruler, Text};
use std::collections::HashMap;
use std::ops::Range as Bytes;
use std::path::PathBuf;
use std::sync::LazyLock;
use tower_lsp::ls_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, Location,
    NumberOrString, Position as LspPosition, Range, TextEdit, Uri,
};

/// Shown beside every diagnostic.
pub const SOURCE: &str = "ibid";
/// Where a rule's page can be read in a browser: `BASE` NAME `.md`. The one place to change when the pages move.
const RULE_PAGE_BASE: &str = "https://github.com/ibid-ls/ibid/blob/main/docs/rules/";

/// A byte range as the client counts.
pub fn range(text: &Text, bytes: &Bytes<usize>, encoding: Encoding) -> Range {
    Range { start: position(text, bytes.start, encoding), end: position(text, bytes.end, encoding) }
}

/// The same for one of many ranges that come more or less in order.
pub fn ruled(ruler: &mut Ruler<'_>, bytes: &Bytes<usize>) -> Range {
    let (start, end) = (ruler.position(bytes.start), ruler.position(bytes.end));
    Range { start: lsp(start), end: lsp(end) }
}

/// A client's range in bytes, clamped to the text, and whether it came the wrong way round or lay outside.
pub fn bytes(text: &Text, range: Range, encoding: Encoding) -> (Bytes<usize>, bool) {
    let (start, end) = (offset(text, range.start, encoding), offset(text, range.end, encoding));
    let outside = |p: LspPosition| p.line as usize >= text.line_count();
    (start.min(end)..end.max(start), end < start || outside(range.start) || outside(range.end))
}

/// A client's position in bytes.
pub fn offset(text: &Text, position: LspPosition, encoding: Encoding) -> usize {
    text.offset(Position { line: position.line, column: position.character }, encoding)
}

fn position(text: &Text, offset: usize, encoding: Encoding) -> LspPosition {
    lsp(text.position(offset, encoding))
}

fn lsp(Position { line, column }: Position) -> LspPosition {
    LspPosition { line, character: column }
}

/// Edits as the client applies them: all at once, each in the coordinates of the text before.
pub fn text_edits(text: &Text, edits: &[Edit], encoding: Encoding) -> Vec<TextEdit> {
    edits
        .iter()
        .map(|edit| TextEdit { range: range(text, &edit.range, encoding), new_text: edit.text.clone() })
        .collect()
}

/// A finding as the client shows it, at a `range` that was measured already.
pub fn diagnostic((text, uri): (&Text, &Uri), range: Range, finding: &Finding, can: &Abilities) -> Diagnostic {
    Diagnostic {
        range,
        severity: Some(severity(finding.severity)),
        code: Some(NumberOrString::String(finding.rule.name.into())),
        code_description: shown_page(finding.rule, can).map(|href| CodeDescription { href: href.clone() }),
        source: Some(SOURCE.into()),
        message: finding.message.clone(),
        related_information: (can.related && !finding.related.is_empty())
            .then(|| self::related(text, uri, finding, can.encoding)),
        tags: finding.rule.tag.filter(|_| can.tags).map(|Tag::Unnecessary| vec![DiagnosticTag::UNNECESSARY]),
        data: None,
    }
}

/// The other places that explain a finding.
pub fn related(text: &Text, uri: &Uri, finding: &Finding, encoding: Encoding) -> Vec<DiagnosticRelatedInformation> {
    let place = |related: &Related| DiagnosticRelatedInformation {
        location: Location { uri: uri.clone(), range: range(text, &related.range, encoding) },
        message: related.message.clone(),
    };
    finding.related.iter().map(place).collect()
}

/// How the protocol calls a severity.
pub fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Hint => DiagnosticSeverity::HINT,
        Severity::Information => DiagnosticSeverity::INFORMATION,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Error => DiagnosticSeverity::ERROR,
    }
}

/// Where a rule's page can be read, for a client that leads there: to others it is a third of each diagnostic, at every keystroke.
pub fn shown_page(rule: &Rule, can: &Abilities) -> Option<&'static Uri> {
    can.pages.then(|| page(rule))?
}

/// Where a rule's page can be read.
pub fn page(rule: &Rule) -> Option<&'static Uri> {
    static PAGES: LazyLock<HashMap<&str, Uri>> = LazyLock::new(|| {
        let page = |rule: &&Rule| Some((rule.name, format!("{RULE_PAGE_BASE}{}.md", rule.name).parse().ok()?));
        RULES.iter().filter_map(page).collect()
    });
    PAGES.get(rule.name)
}

/// The file that a URI names; `None` for what is in no file, such as an unsaved draft.
pub fn path(uri: &Uri) -> Option<PathBuf> {
    let file = uri.scheme().as_str().eq_ignore_ascii_case("file");
    file.then(|| uri.to_file_path())?.map(std::borrow::Cow::into_owned)
}
