//! Labelled sentences, from tab-separated files that the trainer points at.

use super::records::records;
use ibid::claim::score::{CUES, Reading, gram};
use std::collections::HashMap;
use std::path::Path;

/// How the labels of a published set are read. What is in neither list is left out.
struct Scheme {
    /// What the file's name starts with.
    file: &'static str,
    /// Labels that contain one of these are claims.
    claims: &'static [&'static str],
    /// Labels that contain one of these are none.
    others: &'static [&'static str],
    /// Whether its licence allows weights learnt from it to be shipped.
    ships: bool,
    /// Whether it teaches n-grams where others do. What it would teach is the words of its subjects if it is few long texts.
    grams: bool,
}

/// The last one reads any other file.
const SCHEMES: &[Scheme] = &[
    Scheme {
        file: "claimbuster",
        claims: &["CFS", "1"],
        others: &["NFS", "UFS", "NCS", "0"],
        ships: true,
        grams: true,
    },
    Scheme {
        file: "wiki_cites",
        claims: &["cited", "cn", "weasel", "vague"],
        others: &["uncited"],
        ships: true,
        grams: false,
    },
    Scheme { file: "own", claims: &["claim"], others: &["none"], ships: true, grams: true },
    Scheme {
        file: "cdcp",
        claims: &["fact"],
        others: &["value", "policy", "testimony", "reference"],
        ships: false,
        grams: true,
    },
    Scheme { file: "babe", claims: &["Entirely factual"], others: &["Expresses"], ships: false, grams: true },
    Scheme { file: "", claims: &["must", "may", "1"], others: &["not", "0"], ships: false, grams: true },
];

/// A labelled sentence, read.
pub struct Row {
    /// The sentence.
    pub text: String,
    /// Whether it wants a source.
    pub claim: bool,
    /// What document it is from.
    pub document: String,
    /// Decides the order in which sentences are dealt into parts.
    pub order: u64,
    /// The values of its cues.
    pub cues: Vec<f32>,
    /// The buckets of its words and pairs of words, then those of its stretches of bytes.
    pub grams: Vec<u16>,
    /// How many of `grams` are words and pairs.
    pub words: usize,
}

/// A file of sentences.
pub struct Set {
    /// The file's name without its ending.
    pub name: String,
    /// Whether weights learnt from it may be shipped.
    pub ships: bool,
    /// Whether it teaches n-grams where others do.
    pub grams: bool,
    /// In the order of the file.
    pub rows: Vec<Row>,
}

/// Reads a file of labelled sentences: `text` and `label`, and `doc` and `ref_later` if it has them.
pub fn read(path: &Path) -> anyhow::Result<Set> {
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let text = std::fs::read_to_string(path)?;
    let mut records = records(&text).into_iter();
    let header = records.next().unwrap_or_default();
    let columns: HashMap<&str, usize> = header.iter().enumerate().map(|(index, name)| (name.as_str(), index)).collect();
    let (Some(&sentence), Some(&label)) = (columns.get("text"), columns.get("label")) else {
        anyhow::bail!("{} has no columns `text` and `label`", path.display());
    };
    let scheme = SCHEMES.iter().find(|scheme| name.starts_with(scheme.file)).unwrap_or(&SCHEMES[0]);
    let mut rows = Vec::new();
    for record in records {
        let cell = |column: Option<&usize>| column.and_then(|&index| record.get(index)).map_or("", String::as_str);
        let label = cell(Some(&label));
        let is = |any: &[&str]| any.iter().any(|one| label.contains(one));
        let claim = !label.starts_with("un") && is(scheme.claims);
        // A later reference in the paragraph may stand for this sentence too.
        let covered = !claim && cell(columns.get("ref_later")) == "1";
        if !covered && (claim || is(scheme.others)) {
            rows.push(row(cell(Some(&sentence)), claim, cell(columns.get("doc"))));
        }
    }
    Ok(Set { name, ships: scheme.ships, grams: scheme.grams, rows })
}

/// Reads a sentence.
pub fn row(text: &str, claim: bool, document: &str) -> Row {
    let reading = Reading::new(text);
    let mut grams = Vec::new();
    let words = gram::words(&reading, |bucket| grams.push(bucket));
    gram::stretches(&reading, |bucket| grams.push(bucket));
    let cues = CUES.iter().map(|cue| cue.value(&reading)).collect();
    Row { text: text.to_owned(), claim, document: document.to_owned(), order: order(text), cues, grams, words }
}

/// FNV-1a, mixed: an order that has nothing to do with the text, and is the same every time.
pub fn order(text: &str) -> u64 {
    let hash = text
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    (hash ^ hash >> 31).wrapping_mul(0xd6e8_feb8_6659_fd93).rotate_left(32)
}
