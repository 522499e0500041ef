//! The comment that silences one rule at one place.

use crate::check::Draft;
use crate::finding::{Edit, Finding};
use crate::markdown::{Block, BlockKind, Placed};

/// What a comment starts and ends with.
pub type Marks = (&'static str, &'static str);
/// In Markdown.
pub const HTML: Marks = ("<!--", "-->");
/// In MDX, which has no other.
pub const MDX: Marks = ("{/*", "*/}");

/// Inserts a comment `ibid-ignore RULE: reason` that silences `findings[index]`; `None` where none can. The first of these
/// that works when it is tried: a line of its own above the paragraph, the end of the finding's last line, a paragraph of
/// its own above the block. Never a line of its own inside a paragraph: it would cut it in two.
pub fn comment(draft: &Draft, findings: &[Finding], index: usize, marks: Marks) -> Option<Edit> {
    let finding = findings.get(index)?;
    let blocks = draft.syntax().blocks();
    let placed = blocks.iter().rev().find(|placed| placed.start <= finding.range.start)?;
    let note = format!("{} ibid-ignore {}: reason {}", marks.0, finding.rule.name, marks.1);
    let end = draft.text().line_end();
    let candidates = [above(placed, finding, &note, end), beside(draft, finding, &note), apart(placed, &note, end)];
    candidates.into_iter().flatten().find(|edit| works(draft, findings, finding, edit))
}

/// Whether the finding is gone after `edit`, and nothing came instead.
fn works(draft: &Draft, findings: &[Finding], finding: &Finding, edit: &Edit) -> bool {
    let mut after = draft.clone();
    after.edit(edit.range.clone(), &edit.text);
    let left = after.check();
    let moved = if edit.range.start <= finding.range.start { edit.text.len() } else { 0 };
    let is_left = |other: &Finding| other.rule == finding.rule && other.range.start == finding.range.start + moved;
    left.len() < findings.len() && !left.iter().any(is_left)
}

/// On a line of its own above the paragraph.
fn above(placed: &Placed, finding: &Finding, note: &str, end: &str) -> Option<Edit> {
    let (offset, prefix) = match placed.block.kind {
        // Metadata has comments of its own, in its own language.
        BlockKind::FrontMatter => return None,
        BlockKind::List | BlockKind::Quote => inside(&placed.block, finding.range.start - placed.start)?,
        _ => (0, String::new()),
    };
    Some(Edit::insert(placed.start + offset, format!("{note}{end}{prefix}")))
}

/// At the end of the finding's last line, before the spaces that may break it.
fn beside(draft: &Draft, finding: &Finding, note: &str) -> Option<Edit> {
    let last = finding.range.end.saturating_sub(1).max(finding.range.start);
    let line = draft.text().slice(draft.text().line_start(last)..draft.text().next_line(last));
    let offset = draft.text().line_start(last) + line.trim_end().len();
    (offset >= finding.range.end).then(|| Edit::insert(offset, format!(" {note}")))
}

/// In a paragraph of its own above the block: there it silences the whole block.
fn apart(placed: &Placed, note: &str, end: &str) -> Option<Edit> {
    (placed.block.kind != BlockKind::FrontMatter).then(|| Edit::insert(placed.start, format!("{note}{end}{end}")))
}

/// Where the paragraph of a list or a quote starts that holds the byte at `at`, and what its next lines start with: quote marks as
/// they are, list markers as spaces. `None` if something else stands before it on its line.
fn inside(block: &Block, at: usize) -> Option<(usize, String)> {
    let leaf = block.leaves.iter().rev().find(|leaf| leaf.range.start <= at)?;
    let line = block.text[..leaf.range.start].rfind('\n').map_or(0, |newline| newline + 1);
    // A heading's marks belong to the heading.
    let before = block.text[line..leaf.range.start].trim_end_matches(['#', ' ', '\t']);
    let spaces = block.text[line + before.len()..].find(|c| c != ' ' && c != '\t')?;
    let offset = line + before.len() + spaces;
    let before = &block.text[line..offset];
    let marks = before.split([' ', '\t', '>']).filter(|word| !word.is_empty());
    // A task's box must stay the first thing in its item.
    let markers_only = marks.into_iter().all(|word| {
        let number = word.trim_end_matches(['.', ')']);
        matches!(word, "-" | "*" | "+") || (number.len() < word.len() && number.bytes().all(|b| b.is_ascii_digit()))
    });
    let blank = |c| if matches!(c, '>' | '\t') { c } else { ' ' };
    markers_only.then(|| (offset, before.chars().map(blank).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Settings;
    use std::sync::Arc;

    fn silenced(source: &str) -> String {
        let mut draft = Draft::new(source, Arc::new(Settings::default()));
        let findings = draft.check();
        let edit = comment(&draft, &findings, 0, HTML).unwrap();
        let mut text = source.to_owned();
        text.replace_range(edit.range, &edit.text);
        text
    }

    const NOTE: &str = "<!-- ibid-ignore empty-link: reason -->";

    #[test]
    fn a_paragraph_is_not_cut_in_two() {
        assert_eq!(silenced("One\n\n[a]() and\ntwo.\n"), format!("One\n\n{NOTE}\n[a]() and\ntwo.\n"));
        assert_eq!(silenced("One line\nand [a]().  \nTwo\n"), format!("One line\nand [a](). {NOTE}  \nTwo\n"));
    }

    #[test]
    fn lists_and_quotes_keep_their_shape() {
        assert_eq!(silenced("- one\n- [a]()\n"), format!("- one\n- {NOTE}\n  [a]()\n"));
        assert_eq!(silenced("- a\n\n  [b]()\n"), format!("- a\n\n  {NOTE}\n  [b]()\n"));
        assert_eq!(silenced("> # [a]()\n"), format!("> {NOTE}\n> # [a]()\n"));
        assert_eq!(silenced("> - [a]()\n"), format!("> - {NOTE}\n>   [a]()\n"));
    }

    #[test]
    fn a_task_keeps_its_box() {
        assert_eq!(silenced("- [ ] [a]()\n"), format!("- [ ] [a]() {NOTE}\n"));
    }

    #[test]
    fn a_table_stays_a_table() {
        let table = "| a | b |\n|---|---|\n| 1 | [x]() |\n";
        assert_eq!(silenced(&format!("One.\n\n{table}")), format!("One.\n\n{NOTE}\n\n{table}"));
    }

    #[test]
    fn a_finding_over_two_lines_is_not_cut() {
        assert_eq!(silenced("One\nof [the\nminutes]() here\n"), format!("One\nof [the\nminutes]() here {NOTE}\n"));
    }

    #[test]
    fn line_ends_stay_as_they_are() {
        assert_eq!(silenced("a\r\n\r\n[b]()\r\n"), format!("a\r\n\r\n{NOTE}\r\n[b]()\r\n"));
    }
}
