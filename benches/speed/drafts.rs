//! Drafts of any length, of several kinds.

/// What a draft is mostly made of.
#[derive(Clone, Copy)]
pub enum Kind {
    /// Paragraphs, with a link or a footnote now and then.
    Prose,
    /// Lists within lists.
    Lists,
    /// A footnote of its own for each sentence.
    Notes,
    /// Citations of every sort in each sentence.
    Cited,
}

const PROSE: &str = "The ferry carried {n} people in March, 14 percent more than a year before, according to the Harbour Office.[^log] \
\u{201c}She is old, but she runs,\u{201d} said Mara Vale, who has the night watch, and pointed at [the tables](https://harbour.example.net/t{n}).\n\n\
On the quay the nets were drying. Nobody hurried; the next boat was due at six, and the man who sells the tickets had gone to look for his \
dog, which he does on most days when the wind comes from the west.\n\n\
- oilskins, as [the list][list] has it, and `rope`\n- lamps, and what is needed to light them\n\n";
const FAULTY: &str =
    "Experts say the line is lost. It cost $3.2 million in 2019, see harbour.example.net +4 and [here]().\n\n";
const LISTS: &str = "- a lamp for the quay, number {n}\n- a rope\n  - of hemp\n  - of wire, with [a page][list]\n\nThen {n} boats came in.\n\n";
const NOTES: &str = "The tide turned at {n}.[^n{n}] Nobody saw it.\n\n[^n{n}]: The log of the harbour, page {n}, https://harbour.example.net/log/{n}\n\n";
const CITED: &str = "As the log of the harbour says on each of its pages,[^log] and @lock1931 [p. {n}] too, [the list][list] holds; compare [the tables](https://harbour.example.net/t{n}) and [1].\n\n";
const TAIL: &str = "[^log]: The log, https://harbour.example.net/log\n\n[list]: https://harbour.example.net/list\n";

impl Kind {
    /// Each kind.
    pub const ALL: [Kind; 4] = [Kind::Prose, Kind::Lists, Kind::Notes, Kind::Cited];

    /// What it is called in the table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Prose => "prose",
            Self::Lists => "lists",
            Self::Notes => "notes",
            Self::Cited => "citations",
        }
    }

    /// A draft of about `length` bytes.
    pub fn draft(self, length: usize) -> String {
        let part = match self {
            Self::Prose => PROSE,
            Self::Lists => LISTS,
            Self::Notes => NOTES,
            Self::Cited => CITED,
        };
        let mut text = String::with_capacity(length + 1000);
        let mut number = 0;
        while text.len() + TAIL.len() < length {
            number += 1;
            text.push_str(&part.replace("{n}", &number.to_string()));
            if number % 20 == 0 {
                text.push_str(FAULTY);
            }
        }
        text + TAIL
    }
}
