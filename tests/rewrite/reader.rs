//! A draft as its reader meets it: words, where links lead, what notes say; no label, no number, no place of a definition.

use ibid::markdown::{Block, LeafKind, Placed, Span, SpanKind, Syntax, fold_label};
use std::collections::HashMap;
use std::ops::Range;

/// What the reader of a draft sees, each paragraph on a line.
pub fn seen(source: &str) -> String {
    Reader::of(&Syntax::new(source)).read(true)
}

/// The same without links and notes.
pub fn words(source: &str) -> String {
    Reader::of(&Syntax::new(source)).read(false)
}

struct Reader<'a> {
    blocks: &'a [Placed],
    links: HashMap<String, String>,
    notes: HashMap<String, (&'a Block, Range<usize>)>,
}

impl<'a> Reader<'a> {
    fn of(syntax: &'a Syntax) -> Self {
        let (mut links, mut notes) = (HashMap::new(), HashMap::new());
        for Placed { block, .. } in syntax.blocks() {
            for span in &block.spans {
                match &span.kind {
                    SpanKind::Definition { label, target } => {
                        let address = address(&block.text, target, span.range.end);
                        links.entry(fold_label(&block.text[label.clone()])).or_insert(address);
                    }
                    SpanKind::FootnoteDefinition { label } => {
                        notes.entry(fold_label(&block.text[label.clone()])).or_insert((&**block, span.range.clone()));
                    }
                    _ => {}
                }
            }
        }
        Self { blocks: syntax.blocks(), links, notes }
    }

    fn read(&self, all: bool) -> String {
        let mut lines = String::new();
        for Placed { block, .. } in self.blocks {
            let leaves = block.leaves.iter().filter(|leaf| leaf.kind != LeafKind::Note);
            for leaf in leaves {
                lines += &squeeze(&self.leaf(block, leaf.range.clone(), if all { 3 } else { 0 }));
                lines.push('\n');
            }
        }
        lines
    }

    /// `depth` is how far notes are followed; at 0 links and notes are left out.
    fn leaf(&self, block: &Block, range: Range<usize>, depth: usize) -> String {
        let mut marks: Vec<(usize, String)> = Vec::new();
        let mut notes: Vec<&Range<usize>> = Vec::new();
        for span in block.spans_in(range.clone()).filter(|span| range.contains(&span.range.start)) {
            if depth > 0 {
                self.marks(block, span, depth, &mut marks);
            } else if let SpanKind::InlineNote { .. } = span.kind {
                notes.push(&span.range);
            }
        }
        marks.sort_by_key(|(at, _)| *at);
        let mut marks = marks.into_iter().peekable();
        let mut text = String::new();
        for (at, c) in block.prose[range.clone()].char_indices().map(|(n, c)| (range.start + n, c)) {
            while let Some((_, mark)) = marks.next_if(|(place, _)| *place <= at) {
                text += &mark;
            }
            if c != '\0' && !notes.iter().any(|note| note.contains(&at)) {
                text.push(c);
            }
        }
        text + &marks.map(|(_, mark)| mark).collect::<String>()
    }

    fn marks(&self, block: &Block, span: &Span, depth: usize, marks: &mut Vec<(usize, String)>) {
        let text = &block.text;
        match &span.kind {
            SpanKind::Link { target, .. } | SpanKind::Image { target, .. } => {
                let address = address(text, target, span.range.end - 1);
                marks.push((span.range.start, "<".to_owned()));
                marks.push((span.range.end, format!(" -> {address}>")));
            }
            SpanKind::Reference { label, defined: true, .. } => {
                let address = &self.links[&fold_label(&text[label.clone()])];
                marks.push((span.range.start, "<".to_owned()));
                marks.push((span.range.end, format!(" -> {address}>")));
            }
            SpanKind::FootnoteReference { label } => {
                let shown = match self.notes.get(&fold_label(&text[label.clone()])) {
                    Some((block, range)) => {
                        let leaves = block.leaves.iter().filter(|leaf| range.contains(&leaf.range.start));
                        let each = leaves.map(|leaf| match depth {
                            1 => String::new(),
                            _ => self.leaf(block, leaf.range.clone(), depth - 1),
                        });
                        format!("{{{}}}", squeeze(&each.collect::<Vec<_>>().join(" / ")))
                    }
                    None => text[span.range.clone()].to_owned(),
                };
                marks.push((span.range.start, shown));
            }
            SpanKind::InlineNote { text: note } => {
                marks.push((span.range.start, "{".to_owned()));
                marks.push((span.range.end.max(note.end), "}".to_owned()));
            }
            _ => {}
        }
    }
}

fn address(text: &str, target: &Range<usize>, end: usize) -> String {
    let title = text[target.end..end].trim_start_matches('>').trim_matches(|c: char| c.is_whitespace() || c == '>');
    format!("{} {title}", &text[target.clone()]).replace("\\|", "|")
}

/// On one line; an image or code is one object, however long it is written.
fn squeeze(text: &str) -> String {
    let mut text = text.to_owned();
    while text.contains("\u{1}\u{1}") {
        text = text.replace("\u{1}\u{1}", "\u{1}");
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
