//! The sections of a draft, by its headings.

use crate::markdown::{BlockKind, Placed};
use std::ops::Range;

/// A heading and what stands under it. Ranges are bytes of the draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// 1 to 6.
    pub level: usize,
    /// The heading with its marks, without the blank lines after it.
    pub heading: Range<usize>,
    /// From the heading to the next of its level or a higher one, without the blank lines before that.
    pub range: Range<usize>,
}

/// The sections of a draft with these blocks, in order.
pub fn sections(blocks: &[Placed]) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    // Those that are still open, the deepest last.
    let mut open: Vec<usize> = Vec::new();
    let mut end = 0;
    for placed in blocks {
        if placed.block.kind == BlockKind::Heading {
            let level = level(&placed.block.text);
            while let Some(&last) = open.last().filter(|&&last| sections[last].level >= level) {
                sections[last].range.end = end;
                open.pop();
            }
            let heading = content(placed);
            open.push(sections.len());
            sections.push(Section { level, range: heading.clone(), heading });
        }
        end = content(placed).end.max(end);
    }
    for last in open {
        sections[last].range.end = end;
    }
    sections
}

/// A block without the blank lines around it.
pub fn content(placed: &Placed) -> Range<usize> {
    let text = &placed.block.text;
    let blank = text.len() - text.trim_start().len();
    placed.start + blank..placed.start + text.trim_end().len().max(blank)
}

/// The level of a heading, by its marks or by its underline.
fn level(text: &str) -> usize {
    let marks = text.trim_start().bytes().take_while(|&byte| byte == b'#').count();
    match marks {
        1..=6 => marks,
        _ if text.trim_end().ends_with('=') => 1,
        _ => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::sections;
    use crate::markdown::Syntax;

    #[test]
    fn a_section_ends_before_the_next_of_its_level() {
        let source = "\n# A\n\na\n\n### C\n\nc\n\nB\n---\n\nb\n\nOther\n=====\n\n\n";
        let syntax = Syntax::new(source);
        let found = sections(syntax.blocks());
        let texts: Vec<(usize, &str)> = found.iter().map(|s| (s.level, &source[s.range.clone()])).collect();
        let first = "# A\n\na\n\n### C\n\nc\n\nB\n---\n\nb";
        assert_eq!(texts, [(1, first), (3, "### C\n\nc"), (2, "B\n---\n\nb"), (1, "Other\n=====")]);
        assert_eq!(&source[found[2].heading.clone()], "B\n---");
    }
}
