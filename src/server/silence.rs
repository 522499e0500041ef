//! The comment that silences one rule at one place.

use crate::check::Draft;
use crate::finding::{Edit, Finding};
use crate::markdown::{Block, BlockKind, Placed};

/// How much of a draft is looked at to learn how its lines end.
const LINE_END_SAMPLE: usize = 16 << 10;

/// Inserts `<!-- ibid-ignore RULE: reason -->` on a line of its own above what holds the finding; `None` where no comment can
/// stand. Never between two lines of a paragraph: a comment there cuts it in two.
pub fn comment(draft: &Draft, finding: &Finding) -> Option<Edit> {
    let blocks = draft.syntax().blocks();
    let Placed { start, block } = blocks.iter().rev().find(|placed| placed.start <= finding.range.start)?;
    let (offset, prefix) = match block.kind {
        // Metadata has comments of its own, in its own language.
        BlockKind::FrontMatter => return None,
        BlockKind::List | BlockKind::Quote => inside(block, finding.range.start - start).unwrap_or_default(),
        _ => (0, String::new()),
    };
    let end = if draft.text().slice(0..LINE_END_SAMPLE).contains("\r\n") { "\r\n" } else { "\n" };
    Some(Edit::insert(start + offset, format!("<!-- ibid-ignore {}: reason -->{end}{prefix}", finding.rule.name)))
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
        let edit = comment(&draft, findings.first().unwrap()).unwrap();
        let mut text = source.to_owned();
        text.replace_range(edit.range, &edit.text);
        text
    }

    #[test]
    fn a_paragraph_is_not_cut_in_two() {
        let text = silenced("Title\n=====\n\nOne line\nand [a link]().\n");
        assert_eq!(text, "Title\n=====\n\n<!-- ibid-ignore empty-link: reason -->\nOne line\nand [a link]().\n");
    }

    #[test]
    fn lists_and_quotes_keep_their_shape() {
        assert_eq!(silenced("- one\n- [a]()\n"), "- one\n- <!-- ibid-ignore empty-link: reason -->\n  [a]()\n");
        assert_eq!(silenced("> 10. [a]()\n"), "> 10. <!-- ibid-ignore empty-link: reason -->\n>     [a]()\n");
        assert_eq!(silenced("- a\n\n  [b]()\n"), "- a\n\n  <!-- ibid-ignore empty-link: reason -->\n  [b]()\n");
        assert_eq!(silenced("> # [a]()\n"), "> <!-- ibid-ignore empty-link: reason -->\n> # [a]()\n");
    }

    #[test]
    fn a_task_keeps_its_box() {
        assert_eq!(silenced("- [ ] [a]()\n"), "<!-- ibid-ignore empty-link: reason -->\n- [ ] [a]()\n");
    }

    #[test]
    fn line_ends_stay_as_they_are() {
        assert_eq!(silenced("a\r\n\r\n[b]()\r\n"), "a\r\n\r\n<!-- ibid-ignore empty-link: reason -->\r\n[b]()\r\n");
    }
}
