//! Footnotes and references are those that Pandoc resolves: what is a note, what is a link, and where it leads.

use crate::program::{read, report, words};
use crate::random::Random;
use ibid::markdown::{Block, Labels, LinkStyle, SpanKind, fold_label, parse};
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};

/// Drafts that are compared in one run.
const CASES: usize = 400;

/// Paragraphs and other constructs of which drafts are made; `%` is the draft's number, so that all of them go into one. Left out is
/// `[^a](b)`, which Pandoc alone takes for a note, a note's line that is not indented, which Pandoc loses, and what ibid's parser takes for text:
/// a link around a note, and `[a]\[b]`.
const BLOCKS: &[&str] = &[
    "So [one%] and [one%][] and [text][one%], then [two%][one%] and [one% ][two%].",
    "So [One%][ONE%], [one%] [two%], [one%]\n[two%] and [gr\u{f6}\u{df}e%], [GR\u{d6}SSE%][].",
    "So [a long\nlabel%], [A  Long   Label%][] and [a long label %].",
    "So \\[one%], [one\\%], [one%\\], [one%] \\[two%] and \\[^1%].",
    "So `[one%]`, `` [^1%] `` and <!-- [one%] --> and <b title=\"[one%]\">[one%]</b>.",
    "So ![one%], ![a][one%], ![one%][] and [![a][one%]][two%] and [![one%](/in%)](/out%).",
    "So [[one%]], [a [one%] b][two%], [a [b](/c%) d][one%] and [*a*][two%] *[one%]*.",
    "So [one%](/in%), [one%](/in% \"t\"), [one%]( /in%), [one%](</in%>), [one%](/in%)(x) and [one%]().",
    "So [one%] (no), [one%](not here), [one%]: no, [x][nothing%] and [nothing%][] and [nothing%].",
    "So <https://one%.example> and [two%]{x} and [one%][two%][one%] and [nothing%][one%].",
    "So it is[^1%] and[^Two%] and [^1%][^two%]; [^none%] is none, nor is [^1%x].",
    "So *[^1%]*, **a[^two%]**, [a[^none%]](/in%), [a[^none%]][one%] and ~~[^1%]~~.",
    "So [one%][^1%], ![one%][^two%], [none%][^1%], ![^1%], [^1%][], and [^ 1%] and [ ^1%] and [^1% ].",
    "So [^ml%] and[^quoted%] and[^listed%] and [^Gro\u{df}%] and [^GROSS%].",
    "- [one%]\n- [ ] [two%]\n- [x] done[^1%]\n  1. [x][one%]\n\n     [two%][]",
    "> [one%] and[^1%]\n> goes on [x][two%]\nlazy [one%]",
    "| [one%] | b |\n|--------|---|\n| [x][two%] | c[^1%] |\n| `[one%]` | \\[one%] |",
    "[one%]: /one%",
    "[two%]: </two%> \"T\"\n[one%]: /again%",
    "[a long label%]:\n  /long%\n  'A title'",
    "> [two%]: /quoted%",
    "- [gr\u{f6}\u{df}e%]: /size%\n- x",
    "Text\n[one%]: /no-definition%",
    "[two%]: /two% junk",
    "[one%]: /one% \"t\"\nText [one%] right below.",
    "```\n[one%]: /code%\n\n[^1%]: code\n```",
    "    [one%]: /indented%",
    "<div>\n[one%]: /html%\n</div>",
    "[^1%]: first% note",
    "[^two%]: second% with [one%] and [x][two%]\n    goes on [gr\u{f6}\u{df}e%]",
    "[^ml%]: several% lines\n\n    and a paragraph [two%]\n\n        [one%] in code\n\n    - a list [x][one%]",
    "> [^quoted%]: quoted% note [one%]",
    "- item\n\n  [^listed%]: listed% note [two%]",
    "[^gross%]: folded% note",
    "[^1%]: again% one",
    "Text right before\n[^1%]: below% it",
];

fn draft(random: &mut Random, number: usize) -> String {
    let blocks: Vec<&str> = (0..2 + random.below(8)).map(|_| BLOCKS[random.below(BLOCKS.len())]).collect();
    blocks.join("\n\n").replace('%', &format!("q{number}q"))
}

/// What a draft's references come to.
#[derive(Default, PartialEq, Eq)]
struct Resolved {
    /// Where links and images lead, in order.
    links: Vec<String>,
    /// The first words of the notes that are used, in order.
    notes: Vec<String>,
    /// Where links in those notes lead.
    inside: BTreeMap<String, Vec<String>>,
}

impl std::fmt::Debug for Resolved {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?} {:?} {:?}", self.links, self.notes, self.inside)
    }
}

fn ours(text: &str) -> Resolved {
    let blocks = parse(text, &Labels::new());
    let (mut targets, mut notes) = (HashMap::new(), HashMap::new());
    for block in &blocks {
        for span in &block.spans {
            match &span.kind {
                SpanKind::Definition { label, target } => {
                    let target = block.text[target.clone()].to_owned();
                    targets.entry(fold_label(&block.text[label.clone()])).or_insert(target);
                }
                SpanKind::FootnoteDefinition { label } => {
                    let word = block.text[label.end + 2..].split_whitespace().next().unwrap_or("").to_owned();
                    let place = (word, links(block, |at| span.range.contains(&at)));
                    notes.entry(fold_label(&block.text[label.clone()])).or_insert(place);
                }
                _ => {}
            }
        }
    }
    let resolve = |links: Vec<Link>| -> Vec<String> {
        links
            .into_iter()
            .map(|link| match link {
                Link::To(target) => target,
                Link::By(label) => targets.get(&label).cloned().unwrap_or_else(|| format!("{label}?")),
            })
            .collect()
    };
    let mut found = Resolved::default();
    for block in &blocks {
        let definitions = block.spans.iter().filter(|span| matches!(span.kind, SpanKind::FootnoteDefinition { .. }));
        let definitions: Vec<_> = definitions.map(|span| span.range.clone()).collect();
        let outside = |at: usize| !definitions.iter().any(|range| range.contains(&at));
        found.links.extend(resolve(links(block, outside)));
        for span in block.spans.iter().filter(|span| outside(span.range.start)) {
            let SpanKind::FootnoteReference { label } = &span.kind else { continue };
            if let Some((word, inside)) = notes.get(&fold_label(&block.text[label.clone()])) {
                found.notes.push(word.clone());
                found.inside.insert(word.clone(), resolve(inside.clone()));
            }
        }
    }
    found
}

#[derive(Clone)]
enum Link {
    To(String),
    By(String),
}

/// The links and images that start at places that are `wanted`.
fn links(block: &Block, wanted: impl Fn(usize) -> bool) -> Vec<Link> {
    let spans = block.spans.iter().filter(|span| wanted(span.range.start));
    let links = spans.filter_map(|span| match &span.kind {
        // `[[a]]` is a wiki's link to ibid and text to Pandoc.
        SpanKind::Link { style: LinkStyle::Wiki, .. } => None,
        SpanKind::Link { target, .. } | SpanKind::Image { target, .. } => {
            Some(Link::To(block.text[target.clone()].to_owned()))
        }
        SpanKind::Reference { label, defined: true, .. } => Some(Link::By(fold_label(&block.text[label.clone()]))),
        _ => None,
    });
    links.collect()
}

fn theirs(value: &Value, found: &mut Resolved) {
    match value {
        Value::Object(object) => {
            match object.get("t").and_then(Value::as_str) {
                Some("Link" | "Image") => found.links.push(object["c"][2][0].as_str().unwrap().to_owned()),
                Some("Note") => {
                    let text = words(&object["c"][0]["c"]);
                    let word = text.split_whitespace().next().unwrap_or("").to_owned();
                    let mut inside = Resolved::default();
                    theirs(&object["c"], &mut inside);
                    found.notes.push(word.clone());
                    found.inside.insert(word, inside.links);
                    return;
                }
                _ => {}
            }
            object.values().for_each(|value| theirs(value, found));
        }
        Value::Array(items) => items.iter().for_each(|value| theirs(value, found)),
        _ => {}
    }
}

fn compare(format: &str) {
    let mut random = Random::new(3);
    let drafts: Vec<String> = (0..CASES).map(|number| draft(&mut random, number)).collect();
    let Some(sections) = read(format, &drafts) else { return };
    let mut wrong = Vec::new();
    for (text, section) in drafts.iter().zip(&sections) {
        let (ours, mut expected) = (ours(text), Resolved::default());
        section.iter().for_each(|block| theirs(block, &mut expected));
        if ours != expected {
            wrong.push(format!("{text}\n  ibid   {ours:?}\n  pandoc {expected:?}\n"));
        }
    }
    report(&wrong, CASES);
}

#[test]
fn references_lead_where_pandoc_says() {
    compare("gfm");
}
