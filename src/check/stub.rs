//! Citations with a placeholder, written in the draft's own style.

use super::Draft;
use crate::citation::is_host;
use crate::config::CitationStyle;
use crate::finding::{Edit, Fix, Repair, Safety, Stub};
use crate::markdown::{BlockKind, LinkStyle, SpanKind, Syntax, fold_label};
use crate::repair::joined;
use crate::rewrite::{Ending, slug};
use std::collections::{HashMap, HashSet};

/// Stands in a footnote's text where the source belongs; `placeholder-source` reports it until it is filled in.
pub const PLACEHOLDER_TEXT: &str = "SOURCE NEEDED";
/// Stands where an address belongs.
pub const PLACEHOLDER_TARGET: &str = "SOURCE-NEEDED";
pub use crate::repair::PLACEHOLDER_KEY;

/// Writes stubs for one draft; a label it has given is not given again.
pub struct Stubs {
    style: CitationStyle,
    used: HashSet<String>,
    /// How far the labels of each source are counted.
    counts: HashMap<String, usize>,
    /// The next footnote number, where the draft numbers its footnotes.
    number: Option<usize>,
    ending: Ending,
}

impl Stubs {
    /// For a draft as it is now.
    pub fn new(draft: &Draft) -> Self {
        let style = match draft.settings().citation_style {
            CitationStyle::Auto => Uses::count(draft.syntax()).style(),
            chosen => chosen,
        };
        Self::styled(draft, style)
    }

    /// For a draft as it is now, in a style that was chosen already.
    pub(super) fn styled(draft: &Draft, style: CitationStyle) -> Self {
        let uses = Uses::count(draft.syntax());
        let kind = match style {
            CitationStyle::Footnote => BlockKind::Footnote,
            _ => BlockKind::Definitions,
        };
        let blocks = draft.syntax().blocks().iter().map(|placed| (placed.start, &*placed.block));
        let ending = Ending::new(blocks, kind);
        let number = uses.numbered().then(|| uses.numbers.iter().max().map_or(1, |n| n + 1));
        Self { style, used: uses.labels, counts: HashMap::new(), number, ending }
    }

    /// The label of a new note for a source, and the edit that adds the note.
    pub(super) fn note(&mut self, source: &str, text: &str) -> (String, Edit) {
        let label = self.label(source);
        let definition = self.ending.add(&[format!("[^{label}]: {text}")]);
        (label, definition)
    }

    /// The label of a new definition of a link, and the edit that adds it.
    pub(super) fn definition(&mut self, source: &str, target: &str) -> (String, Edit) {
        let label = self.label(source);
        let definition = self.ending.add(&[format!("[{label}]: {target}")]);
        (label, definition)
    }

    /// A repair as edits.
    pub fn fix(&mut self, repair: &Repair) -> Fix {
        match repair {
            Repair::Edits { title, safety, edits } => {
                Fix { title: title.clone(), safety: *safety, edits: edits.clone(), elsewhere: None }
            }
            Repair::Elsewhere { title, edits, elsewhere } => {
                let elsewhere = Some(elsewhere.clone());
                Fix { title: title.clone(), safety: Safety::Unsafe, edits: edits.clone(), elsewhere }
            }
            Repair::Stub(stub) => self.stub(stub),
        }
    }

    fn stub(&mut self, stub: &Stub) -> Fix {
        let sources = if stub.sources.is_empty() { vec![String::new()] } else { stub.sources.clone() };
        let labels: Vec<String> = sources.iter().map(|source| self.label(source)).collect();
        let mut edits = stub.edits.clone();
        edits.push(match self.style {
            CitationStyle::Footnote | CitationStyle::Auto => {
                Edit::insert(stub.after_stop, labels.iter().map(|label| format!("[^{label}]")).collect::<String>())
            }
            CitationStyle::Link => {
                let links = sources.iter().map(|source| format!("[{}]({PLACEHOLDER_TARGET})", named(source)));
                Edit::insert(stub.before_stop, format!(" ({})", links.collect::<Vec<_>>().join(", ")))
            }
            CitationStyle::Reference => {
                let links = sources.iter().zip(&labels).map(|(source, label)| format!("[{}][{label}]", named(source)));
                Edit::insert(stub.before_stop, format!(" ({})", links.collect::<Vec<_>>().join(", ")))
            }
            CitationStyle::Pandoc => {
                let keys = labels.iter().map(|label| format!("@{PLACEHOLDER_KEY}-{label}"));
                Edit::insert(stub.before_stop, format!(" [{}]", keys.collect::<Vec<_>>().join("; ")))
            }
        });
        if let Some(definitions) = self.definitions(&sources, &labels) {
            edits.push(definitions);
        }
        Fix { title: self.title(&stub.sources), safety: Safety::Unsafe, edits: joined(edits), elsewhere: None }
    }

    fn title(&self, sources: &[String]) -> String {
        let kind = match self.style {
            CitationStyle::Footnote | CitationStyle::Auto => "a footnote",
            CitationStyle::Link => "a link",
            CitationStyle::Reference => "a reference link",
            CitationStyle::Pandoc => "a citation key",
        };
        match sources {
            [] => format!("Add {kind} to fill in"),
            _ => format!("Cite {} with {kind} to fill in", sources.join(", ")),
        }
    }

    fn definitions(&self, sources: &[String], labels: &[String]) -> Option<Edit> {
        let line = |(source, label): (&String, &String)| match self.style {
            CitationStyle::Footnote | CitationStyle::Auto => {
                let page = match source.as_str() {
                    "" => String::new(),
                    host if is_host(host) => format!(": the page on {host}"),
                    name => format!(": {name}"),
                };
                Some(format!("[^{label}]: {PLACEHOLDER_TEXT}{page}"))
            }
            CitationStyle::Reference => Some(format!("[{label}]: {PLACEHOLDER_TARGET}")),
            CitationStyle::Link | CitationStyle::Pandoc => None,
        };
        let lines: Vec<String> = sources.iter().zip(labels).filter_map(line).collect();
        (!lines.is_empty()).then(|| self.ending.add(&lines))
    }

    /// A label for a source, not used in the draft and not given before.
    fn label(&mut self, source: &str) -> String {
        if let (CitationStyle::Footnote | CitationStyle::Auto, Some(number)) = (self.style, &mut self.number) {
            let label = number.to_string();
            *number += 1;
            return label;
        }
        let base = slug(source);
        // Counting on from the last label of the same source: a long draft may cite one site ten thousand times.
        let count = self.counts.entry(base.clone()).or_insert(0);
        loop {
            *count += 1;
            let label = if *count == 1 { base.clone() } else { format!("{base}-{count}") };
            if self.used.insert(fold_label(&label)) {
                return label;
            }
        }
    }
}

fn named(source: &str) -> &str {
    if source.is_empty() { "source" } else { source }
}

/// How a draft cites: as was chosen, or as it does already. By keys only where there is a bibliography for them.
pub(super) fn style_in_use(draft: &Draft) -> CitationStyle {
    let books = !draft.library().shelves.is_empty();
    let uses = Uses::count(draft.syntax());
    match draft.settings().citation_style {
        CitationStyle::Auto if uses.keys > 0 && uses.keys >= uses.footnotes && books => CitationStyle::Pandoc,
        CitationStyle::Auto if uses.footnotes > 0 => CitationStyle::Footnote,
        CitationStyle::Auto if uses.references > uses.links => CitationStyle::Reference,
        CitationStyle::Auto if uses.links > 0 => CitationStyle::Link,
        CitationStyle::Auto if books => CitationStyle::Pandoc,
        CitationStyle::Auto => CitationStyle::Link,
        chosen => chosen,
    }
}

/// How a draft cites so far.
#[derive(Default)]
struct Uses {
    footnotes: usize,
    links: usize,
    references: usize,
    keys: usize,
    /// Labels of footnotes and references, folded.
    labels: HashSet<String>,
    /// Those that are numbers.
    numbers: Vec<usize>,
}

impl Uses {
    fn count(syntax: &Syntax) -> Self {
        let mut uses = Self::default();
        for placed in syntax.blocks() {
            let text = &placed.block.text;
            let bracket = text.find('[').unwrap_or(text.len());
            for span in &placed.block.spans {
                match &span.kind {
                    SpanKind::FootnoteReference { label } | SpanKind::FootnoteDefinition { label } => {
                        uses.footnotes += 1;
                        uses.numbers.extend(text[label.clone()].parse::<usize>());
                        uses.labels.insert(fold_label(&text[label.clone()]));
                    }
                    SpanKind::Definition { label, .. } => drop(uses.labels.insert(fold_label(&text[label.clone()]))),
                    SpanKind::Reference { defined: true, .. } => uses.references += 1,
                    SpanKind::Link { style: LinkStyle::Inline, target, .. }
                        if text[target.clone()].starts_with("http") =>
                    {
                        uses.links += 1
                    }
                    // A key in brackets; `@name` alone is more often somebody's handle.
                    SpanKind::CitationKey { .. }
                        if text[..span.range.start].ends_with(['[', ';', ' ', '-']) && bracket < span.range.start =>
                    {
                        uses.keys += 1;
                    }
                    _ => {}
                }
            }
        }
        uses
    }

    fn style(&self) -> CitationStyle {
        if self.keys > 0 && self.keys >= self.footnotes {
            CitationStyle::Pandoc
        } else if self.footnotes > 0 {
            CitationStyle::Footnote
        } else if self.references > self.links {
            CitationStyle::Reference
        } else if self.links > 0 {
            CitationStyle::Link
        } else {
            CitationStyle::Footnote
        }
    }

    fn numbered(&self) -> bool {
        self.footnotes > 0 && self.numbers.len() == self.footnotes
    }
}

#[cfg(test)]
mod tests {
    use crate::check::{Draft, apply};

    /// The draft after the first fix of its first finding.
    fn cited(source: &str) -> String {
        let mut draft = Draft::new(source, Default::default());
        let findings = draft.check();
        let fixes = draft.fixes(&findings);
        apply(source, fixes.first().and_then(|fixes| fixes.first())).0
    }

    const NOTE: &str = "[^reuters]: SOURCE NEEDED: the page on reuters.com";

    #[test]
    fn a_mark_stands_before_what_ends_a_line_a_heading_or_a_cell() {
        for (before, after) in [
            ("He left (reuters.com).\\\nThen.\n", "He left.[^reuters]\\\nThen.\n"),
            ("He left (reuters.com).  \nThen.\n", "He left.[^reuters]  \nThen.\n"),
            ("## He left (reuters.com) ##\n", "## He left[^reuters] ##\n"),
            ("## He left (reuters.com) {#left}\n", "## He left[^reuters] {#left}\n"),
            (
                "| a | b |\n|---|---|\n| He left (reuters.com). | c |\n",
                "| a | b |\n|---|---|\n| He left.[^reuters] | c |\n",
            ),
            ("*He left (reuters.com).*\n", "*He left.*[^reuters]\n"),
        ] {
            assert_eq!(cited(before), format!("{after}\n{NOTE}\n"));
        }
    }

    #[test]
    fn nothing_swallows_a_definition() {
        for open in ["```\nopen\n", "~~~\nopen", "<!-- open\n\nstill\n"] {
            let text = "He left (reuters.com).\n\n";
            assert_eq!(cited(&format!("{text}{open}")), format!("He left.[^reuters]\n\n{NOTE}\n\n{open}"));
        }
        let closed = "```\nclosed\n```\n";
        assert_eq!(
            cited(&format!("He left (reuters.com).\n{closed}")),
            format!("He left.[^reuters]\n{closed}\n{NOTE}\n")
        );
        assert_eq!(
            cited("He left (reuters.com).\n```\nopen\n"),
            format!("He left.[^reuters]\n\n{NOTE}\n\n```\nopen\n")
        );
    }

    #[test]
    fn a_long_first_line_tells_the_line_end() {
        let long = "The tide came in. ".repeat(400);
        assert_eq!(
            cited(&format!("{long}He left (reuters.com).\r\n")),
            format!("{long}He left.[^reuters]\r\n\r\n{NOTE}\r\n")
        );
    }
}
