//! Random numbers that are the same on every machine and every day, and the edits made of them.

/// SplitMix64.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `end`; 0 if `end` is 0.
    pub fn below(&mut self, end: usize) -> usize {
        if end == 0 { 0 } else { (self.next() % end as u64) as usize }
    }

    pub fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }
}

/// What changes how Markdown around it is read.
pub const HOSTILE: &[&str] = &[
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    " ",
    "    ",
    "\t",
    "a",
    "word ",
    ". ",
    "[",
    "]",
    "(",
    ")",
    "![",
    "](",
    "][",
    "[]",
    "()",
    "[^",
    "[^1]",
    "[^1]: note\n",
    "\n[^1]: note\n\n    more\n",
    "[a]: b\n",
    "\n[a]: /b 'c'\n",
    "[a]",
    "[a][b]",
    "[b]: <c d>\n",
    ":",
    "`",
    "``",
    "```\n",
    "\n```\n",
    "~~~\n",
    "> ",
    ">",
    "\n> ",
    "- ",
    "\n- ",
    "\n  - ",
    "1. ",
    "\n2) ",
    "* ",
    "+ ",
    "# ",
    "\n## ",
    "\n===\n",
    "\n---\n",
    "---\n",
    "---\ntitle: a\n---\n",
    "\n\n---\nreferences:\n- id: key\n---\n",
    "\n...\n",
    "\nnocite: '@key'\n",
    "+++\n",
    "***\n",
    "*",
    "**",
    "_",
    "~~",
    "$",
    "$$",
    "\\",
    "|",
    "| a | b |\n|---|---|\n",
    "\n|-|-|\n",
    "<",
    ">",
    "<!--",
    "-->",
    "<!-- a -->",
    "<div>\n",
    "</div>\n",
    "<b>",
    "<https://a.example>",
    "https://a.example/b",
    "@key",
    "[@key, p. 3]",
    "@key [p. 3; @b]",
    "@{a b}",
    "^[note]",
    "[[wiki|page]]",
    "{/* a */}",
    "\u{feff}",
    "\u{0}",
    "\u{1f600}",
    "\u{e9}",
    "\u{5d0}\u{5d1}",
    "\u{2028}",
    "\u{a0}",
    "&amp;",
    "&",
    "\"",
    "\u{201c}",
    "\u{201d}",
    "'",
    "+15",
    "[1]",
    "{#id}",
    "[x] ",
    "- [ ] ",
];

/// A random edit of `text`: the byte range that goes, on character borders, and what comes.
pub fn edit(random: &mut Random, text: &str) -> (std::ops::Range<usize>, String) {
    let start = floor(text, random.below(text.len() + 1));
    let length = match random.below(8) {
        0..=3 => 0,
        4 => 1,
        5 => random.below(4),
        6 => random.below(30),
        _ => random.below(text.len() / 4 + 1),
    };
    let end = floor(text, (start + length).min(text.len()));
    let end =
        if length > 0 && end == start { start + text[start..].chars().next().map_or(0, char::len_utf8) } else { end };
    let replacement = match random.below(6) {
        0 => String::new(),
        1..=3 => random.pick(HOSTILE).to_owned(),
        4 => format!("{}{}", random.pick(HOSTILE), random.pick(HOSTILE)),
        // A piece of the text itself, as a paste would bring it.
        _ => {
            let from = floor(text, random.below(text.len() + 1));
            let to = floor(text, (from + random.below(60)).min(text.len()));
            text[from..to].to_owned()
        }
    };
    (start..end, replacement)
}

fn floor(text: &str, mut offset: usize) -> usize {
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}
