//! Files of sentences: who is said to say each, and how many of them the rules report.

use super::table::records;
use super::{POINTS, found, rates};
use ibid::citation;
use ibid::claim::{Facts, Speech, Voice};
use ibid::markdown::Syntax;
use std::collections::BTreeMap;
use std::path::Path;

const LABELS: [&str; 5] = ["named", "pronoun", "unnamed", "nosource", "none"];

/// Prints what holds of a file.
pub fn report(path: &Path, split: Option<&str>) -> anyhow::Result<()> {
    let text = std::fs::read_to_string(path)?;
    let mut rows = records(&text);
    let header = rows.remove(0);
    let column = |name: &str| header.iter().position(|cell| cell == name);
    let (Some(text), Some(label)) = (column("text"), column("label")) else {
        anyhow::bail!("{} has no columns `text` and `label`", path.display());
    };
    let cell = |row: &[String], at: Option<usize>| at.and_then(|at| row.get(at)).cloned().unwrap_or_default();
    rows.retain(|row| row.len() > text.max(label) && split.is_none_or(|split| cell(row, column("split")) == split));
    if rows.iter().all(|row| LABELS.contains(&&*row[label])) {
        voices(rows.iter().map(|row| (&*row[text], &*row[label])));
    }
    let mut documents: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for row in &rows {
        documents.entry(cell(row, column("doc"))).or_default().push(&row[text]);
    }
    let drafts: Vec<String> = documents.values().map(|sentences| draft(sentences)).collect();
    for strictness in POINTS {
        let reported: usize = drafts.iter().map(|draft| found(draft, strictness).len()).sum();
        let share = 100.0 * reported as f64 / rows.len().max(1) as f64;
        println!("{:9} {reported} findings in {} sentences: {share:.1} %", strictness.name(), rows.len());
    }
    Ok(())
}

/// A document of these sentences, four to a paragraph.
fn draft(sentences: &[&str]) -> String {
    let paragraphs: Vec<String> = sentences.chunks(4).map(|paragraph| paragraph.join(" ")).collect();
    paragraphs.join("\n\n") + "\n"
}

/// Holds what ibid reads in each sentence against its label.
fn voices<'a>(rows: impl Iterator<Item = (&'a str, &'a str)>) {
    let mut pairs: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for (text, label) in rows {
        *pairs.entry((label, voice(text))).or_default() += 1;
    }
    let sum = |of: &dyn Fn(&str, &str) -> bool| pairs.iter().filter(|((l, v), _)| of(l, v)).map(|(_, n)| n).sum();
    let row = |name: &str, is: &dyn Fn(&str) -> bool| {
        let (hits, said, gold) = (sum(&|l, v| is(l) && is(v)), sum(&|_, v| is(v)), sum(&|l, _| is(l)));
        println!("{name:22} {}", rates(hits, said, gold));
    };
    row("named", &|label| label == "named");
    row("unnamed or no source", &|label| matches!(label, "unnamed" | "nosource"));
    row("anybody", &|label| label != "none");
    println!("{:10}{}", "", LABELS.map(|read| format!("{read:>9}")).concat());
    for label in LABELS {
        let counts = LABELS.map(|read| format!("{:>9}", pairs.get(&(label, read)).copied().unwrap_or(0)));
        println!("{label:10}{}", counts.concat());
    }
}

/// What kind of source a sentence has, by the best of its voices: those that say something before those that hold something.
fn voice(text: &str) -> &'static str {
    let syntax = Syntax::new(text);
    let blocks = syntax.blocks().iter().map(|placed| &placed.block);
    let facts: Vec<Facts> = blocks.map(|block| Facts::new(block, &citation::Facts::new(block), &[])).collect();
    let statements = || facts.iter().flat_map(|facts| &facts.statements);
    let best = |speeches: &mut dyn Iterator<Item = &Speech>| speeches.map(|speech| speech.voice).min();
    let said = best(&mut statements().flat_map(|statement| &statement.speeches));
    match said.or_else(|| best(&mut statements().filter_map(|statement| statement.stance.as_ref()))) {
        None => "none",
        Some(Voice::Named) => "named",
        Some(Voice::Pronoun | Voice::Own) => "pronoun",
        Some(Voice::Role | Voice::Unnamed) => "unnamed",
        Some(Voice::Passive | Voice::Hearsay) => "nosource",
    }
}
