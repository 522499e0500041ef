//! YAML as metadata and bibliographies use it, with places: mappings, lists, texts, in block and in flow style.
//!
//! A reader that goes on: a line that fits nowhere is passed over, what is cut off ends where the text ends. Types are the
//! reader's business: every scalar is a text. Knows nothing of what it reads.

mod flow;

use std::ops::Range;

/// A value and where it stands: a text without its quotation marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// In bytes of the source.
    pub range: Range<usize>,
    /// What it is.
    pub value: Value,
}

/// What a [`Node`] is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A scalar of any type.
    Text(String),
    /// A sequence.
    List(Vec<Node>),
    /// A mapping, in order: keys with their places, and values.
    Map(Vec<(Key, Node)>),
    /// No value.
    Nothing,
}

/// A key of a mapping.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// In bytes of the source.
    pub range: Range<usize>,
    /// Without quotation marks.
    pub text: String,
}

/// Deeper nesting is no metadata but an attack on the stack.
const DEEPEST: usize = 40;

impl Node {
    /// The value at a key of a mapping.
    pub fn get(&self, name: &str) -> Option<&Node> {
        self.entries().iter().find(|(key, _)| key.text == name).map(|(_, node)| node)
    }

    /// The entries of a mapping; none of anything else.
    pub fn entries(&self) -> &[(Key, Node)] {
        if let Value::Map(entries) = &self.value { entries } else { &[] }
    }

    /// The text of a scalar.
    pub fn text(&self) -> Option<&str> {
        if let Value::Text(text) = &self.value { Some(text) } else { None }
    }

    /// The items of a list; of anything else, itself.
    pub fn items(&self) -> &[Node] {
        match &self.value {
            Value::List(items) => items,
            Value::Nothing => &[],
            _ => std::slice::from_ref(self),
        }
    }
}

/// Reads a document, the first if there are several. The markers around it may be there or not.
pub fn read(source: &str) -> Node {
    let mut lines = Vec::new();
    let mut start = source.len() - source.trim_start_matches('\u{feff}').len();
    for line in source[start..].split_inclusive('\n') {
        let content = line.trim_end();
        let indent = content.len() - content.trim_start_matches([' ', '\t']).len();
        let marker = matches!(content, "---" | "...");
        if marker && !lines.is_empty() {
            break;
        }
        if !marker {
            lines.push(Line { start: start + indent, end: start + content.len(), indent });
        }
        start += line.len();
    }
    Reader { source, lines, at: 0, depth: 0 }.block(0)
}

/// A line without its indent and its end; where a list's marker was taken off, what is left of it.
#[derive(Clone, Copy)]
struct Line {
    start: usize,
    end: usize,
    indent: usize,
}

struct Reader<'a> {
    source: &'a str,
    lines: Vec<Line>,
    at: usize,
    depth: usize,
}

impl<'a> Reader<'a> {
    fn text(&self, line: Line) -> &'a str {
        &self.source[line.start.min(line.end)..line.end]
    }

    /// The next line that says something.
    fn peek(&mut self) -> Option<Line> {
        while let Some(&line) = self.lines.get(self.at) {
            let text = self.text(line);
            if !text.is_empty() && !text.starts_with('#') {
                return Some(line);
            }
            self.at += 1;
        }
        None
    }

    /// Reads a value that starts on a line of its own, indented by `least` or more.
    fn block(&mut self, least: usize) -> Node {
        let Some(line) = self.peek().filter(|line| line.indent >= least) else { return nothing(self.place()) };
        let text = self.text(line);
        if self.depth >= DEEPEST {
            self.at += 1;
            return nothing(line.start);
        }
        self.depth += 1;
        let node = if is_item(text) {
            self.list(line.indent)
        } else if flow::key(text).is_some() {
            self.map(line.indent)
        } else {
            self.scalar(line, line.start, least.max(1))
        };
        self.depth -= 1;
        node
    }

    fn place(&self) -> usize {
        self.lines.get(self.at).map_or(self.source.len(), |line| line.start)
    }

    fn list(&mut self, indent: usize) -> Node {
        let (start, mut end) = (self.place(), self.place());
        let mut items = Vec::new();
        while let Some(line) = self.peek().filter(|line| line.indent >= indent) {
            let text = self.text(line);
            if line.indent > indent || !is_item(text) {
                if line.indent == indent {
                    break;
                }
                self.at += 1;
                continue;
            }
            let blanks = text[1..].len() - text[1..].trim_start().len();
            let inner = Line { start: line.start + 1 + blanks, end: line.end, indent: indent + 1 + blanks };
            let item = if self.text(inner).is_empty() || self.text(inner).starts_with('#') {
                self.at += 1;
                self.block(indent + 1)
            } else {
                self.lines[self.at] = inner;
                self.block(indent + 1)
            };
            end = end.max(item.range.end).max(line.start + 1);
            items.push(item);
        }
        Node { range: start..end, value: Value::List(items) }
    }

    fn map(&mut self, indent: usize) -> Node {
        let (start, mut end) = (self.place(), self.place());
        let mut entries = Vec::new();
        while let Some(line) = self.peek().filter(|line| line.indent >= indent) {
            let key = (line.indent == indent).then(|| flow::key(self.text(line))).flatten();
            let Some((name, inside, after)) = key else {
                if line.indent == indent && is_item(self.text(line)) {
                    break;
                }
                self.at += 1;
                continue;
            };
            let range = line.start + inside.start..line.start + inside.end;
            let rest = &self.text(line)[after..];
            let value = line.start + after + rest.len() - rest.trim_start().len();
            let node = self.value(line, value, indent);
            end = end.max(node.range.end).max(range.end);
            entries.push((Key { range, text: name }, node));
        }
        Node { range: start..end, value: Value::Map(entries) }
    }

    /// Reads what a key on `line` is followed by from `start` on.
    fn value(&mut self, line: Line, start: usize, indent: usize) -> Node {
        let text = &self.source[start.min(line.end)..line.end];
        if text.is_empty() || text.starts_with('#') {
            self.at += 1;
            // A list may stand as far left as its key.
            let beside = self.peek().is_some_and(|next| next.indent == indent && is_item(self.text(next)));
            return self.block(if beside { indent } else { indent + 1 });
        }
        self.scalar(line, start, indent + 1)
    }

    /// Reads a text, or a value in flow style, that starts at `start` and goes on over lines indented by `least` or more.
    fn scalar(&mut self, line: Line, start: usize, least: usize) -> Node {
        let root = self.depth == 1 && start == line.start;
        let start = start + flow::properties(&self.source[start..line.end]);
        let text = &self.source[start..line.end];
        match text.as_bytes().first() {
            Some(b'|' | b'>') => self.literal(least),
            Some(b'[' | b'{' | b'"' | b'\'') => {
                let (mut node, closed) = flow::read(&self.source[..line.end], start);
                if !closed {
                    let end = self.reach(if root { 0 } else { least });
                    node = flow::read(&self.source[..end.max(line.end)], start).0;
                }
                self.at += 1;
                while self.lines.get(self.at).is_some_and(|line| line.start < node.range.end) {
                    self.at += 1;
                }
                node
            }
            _ => {
                let first = flow::uncommented(text);
                let mut words = first.to_owned();
                let mut end = start + first.len();
                self.at += 1;
                while let Some(next) = self.peek().filter(|next| next.indent >= least && first.len() == text.len()) {
                    words.push(' ');
                    words.push_str(flow::uncommented(self.text(next)));
                    end = next.start + flow::uncommented(self.text(next)).len();
                    self.at += 1;
                }
                Node { range: start..end, value: Value::Text(words) }
            }
        }
    }

    /// How far a value in flow style may go on from this line: what comes before the next key or item that is indented by less than `least`.
    fn reach(&self, least: usize) -> usize {
        let ends = |line: &&Line| {
            let text = self.text(**line);
            line.indent < least && (is_item(text) || flow::key(text).is_some())
        };
        let rest = self.lines.get(self.at + 1..).unwrap_or_default();
        let next = self.at + 1 + rest.iter().position(|line| ends(&line)).unwrap_or(rest.len());
        self.lines.get(next - 1).map_or(self.source.len(), |line| line.end)
    }

    /// Reads a text of which every line counts.
    fn literal(&mut self, least: usize) -> Node {
        self.at += 1;
        let first = self.place();
        let (mut end, mut text) = (first, String::new());
        while let Some(&line) = self.lines.get(self.at) {
            let blank = self.text(line).is_empty();
            if !blank && line.indent < least {
                break;
            }
            text.push_str(self.text(line));
            text.push('\n');
            if !blank {
                end = line.end;
            }
            self.at += 1;
        }
        Node { range: first..end.max(first), value: Value::Text(text.trim_end().to_owned()) }
    }
}

fn nothing(at: usize) -> Node {
    Node { range: at..at, value: Value::Nothing }
}

/// Whether a line is an item of a list.
fn is_item(text: &str) -> bool {
    text == "-" || text.starts_with("- ") || text.starts_with("-\t")
}
