//! Folders of Markdown, labelled or clean.

use super::{POINTS, found};
use ibid::claim::Strictness;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::Path;

/// A place that somebody has judged.
struct Label {
    range: Range<usize>,
    kind: String,
    need: String,
    /// The rules that may find it.
    rules: BTreeSet<String>,
}

/// Prints what holds of a folder.
pub fn report(folder: &Path) -> anyhow::Result<()> {
    let labels = labels(folder)?;
    let mut drafts = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "md") {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            drafts.push((name, std::fs::read_to_string(&path)?));
        }
    }
    for strictness in POINTS {
        point(&drafts, &labels, strictness);
    }
    Ok(())
}

/// The labels by file; none in a clean folder.
fn labels(folder: &Path) -> anyhow::Result<BTreeMap<String, Vec<Label>>> {
    let answers: Value = match std::fs::read_to_string(folder.join("rules.json")) {
        Ok(text) => serde_json::from_str(&text)?,
        Err(_) => Value::Null,
    };
    let mut labels: BTreeMap<String, Vec<Label>> = BTreeMap::new();
    for line in std::fs::read_to_string(folder.join("gold.jsonl")).unwrap_or_default().lines() {
        let row: Value = serde_json::from_str(line)?;
        let text = |key: &str| row[key].as_str().unwrap_or("must").to_owned();
        let offset = |key: &str| row[key].as_u64().unwrap_or(0) as usize;
        let kind = text("kind");
        let rules = answers[&kind].as_array().map(|rules| rules.iter().filter_map(Value::as_str).map(str::to_owned));
        let rules = rules.map_or_else(|| BTreeSet::from([kind.clone()]), Iterator::collect);
        let label = Label { range: offset("start")..offset("end"), kind, need: text("need"), rules };
        labels.entry(text("file")).or_default().push(label);
    }
    Ok(labels)
}

/// Prints one operating point: what should be found and is, what is rightly found, and which traps are touched.
fn point(drafts: &[(String, String)], labels: &BTreeMap<String, Vec<Label>>, strictness: Strictness) {
    let (mut right, mut reported, mut words) = (0, 0, 0);
    let mut met: BTreeMap<(&str, &str), (usize, usize)> = BTreeMap::new();
    for (name, text) in drafts {
        let findings = found(text, strictness);
        let labels = labels.get(name).map_or(&[][..], Vec::as_slice);
        let touches =
            |label: &Label, range: &Range<usize>| range.start < label.range.end && label.range.start < range.end;
        let answers = |rule: &str, range: &Range<usize>| {
            let real = labels.iter().filter(|label| label.need != "not");
            real.filter(|label| touches(label, range)).any(|label| label.rules.contains(rule))
        };
        words += text.split_whitespace().count();
        // In a text without anything to find every finding is counted by the thousand words.
        if labels.iter().any(|label| label.need != "not") {
            reported += findings.len();
            right += findings.iter().filter(|finding| answers(finding.rule.name, &finding.range)).count();
        }
        for label in labels {
            let mut here = findings.iter().filter(|finding| touches(label, &finding.range));
            let hit = match &*label.need {
                "not" => here.any(|finding| !answers(finding.rule.name, &finding.range)),
                _ => here.any(|finding| label.rules.contains(finding.rule.name)),
            };
            let (hits, all) = met.entry((&label.need, &label.kind)).or_default();
            (*hits, *all) = (*hits + usize::from(hit), *all + 1);
        }
        if labels.is_empty() {
            reported += findings.len();
        }
    }
    let rate = 1000.0 * reported as f64 / words.max(1) as f64;
    let precision = right as f64 / reported.max(1) as f64;
    if labels.is_empty() {
        println!("{:9} {reported} findings in {words} words: {rate:.2} per 1,000", strictness.name());
        return;
    }
    println!("{:9} precision {right}/{reported} = {precision:.3}", strictness.name());
    for ((need, kind), (hits, all)) in &met {
        println!("          {need:5} {kind:24} {hits}/{all}");
    }
}
