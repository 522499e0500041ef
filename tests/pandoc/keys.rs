//! The keys that ibid does not find are those that Pandoc's citeproc warns of, in every format of bibliographies.

use crate::citations::{DIFFERENT, balanced, paragraph};
use crate::program::pandoc;
use crate::random::Random;
use ibid::bibliography::{Bibliography, Format, Library, Shelf};
use ibid::check::Draft;
use ibid::config::Settings;
use ibid::markdown::{Labels, SpanKind, parse};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Generated and written citations. Left out are links, whose text ibid takes for a name, and identifiers, which filters look up.
fn texts(random: &mut Random) -> Vec<String> {
    let generated = std::iter::repeat_with(|| paragraph(random)).filter(|text| balanced(text)).take(200);
    let written = include_str!("citations.md").trim_end().split("\n\n").map(str::to_owned);
    let same = |text: &String| !DIFFERENT.iter().any(|(start, _)| text.starts_with(start));
    let written =
        written.filter(|text| same(text) && !["](", "@doi:", "@{https:"].iter().any(|part| text.contains(part)));
    generated.chain(written).collect()
}

/// Every other key of the texts. What braces hold that a format could not write as it is, is left out.
fn held(texts: &[String], random: &mut Random) -> Vec<String> {
    let mut keys = BTreeSet::new();
    for block in texts.iter().flat_map(|text| parse(text, &Labels::new())) {
        keys.extend(block.spans.iter().filter_map(|span| match &span.kind {
            SpanKind::CitationKey { key } => Some(block.text[key.clone()].to_owned()),
            _ => None,
        }));
    }
    let plain = |key: &String| !key.contains(['{', '}', '<', '%', '#', '=', '~', '\'', '(', '"']);
    keys.into_iter().filter(|key| plain(key) && random.below(2) == 0).collect()
}

fn bibtex(keys: &[String]) -> String {
    let entry = |(index, key): (usize, &String)| match index % 4 {
        0 => format!("@book{{{key},\n  title = {{A {{Lock}} Rebuilt}},\n  year = 1931\n}}\n"),
        1 => format!("Between them stand words.\n@Article{{ {key} , title = \"A \" # lock, journal=jan}}\n"),
        // Not in `ids`: this Pandoc finds an alias only if the entry's own key is cited, too.
        2 => format!("@misc{{{key}, ids = {{older{index}}}, title = {{\\\"Uber}}}}\n"),
        _ => format!("% @misc{{left-out,}}\n@ONLINE{{{key}, url={{https://harbour.example.net}} , }}\n"),
    };
    let entries: String = keys.iter().enumerate().map(entry).collect();
    format!("@comment{{none}}\n@string{{lock = {{Lock}}}}\n@preamble{{\"x\"}}\n{entries}")
}

fn json(keys: &[String]) -> String {
    let item = |key: &String| format!("{{\"title\": \"A \\\"Lock\\\" {{\", \"id\": {key:?}, \"type\": \"book\"}}");
    format!("[\n{}\n]\n", keys.iter().map(item).collect::<Vec<_>>().join(",\n"))
}

fn yaml(keys: &[String]) -> String {
    let item = |(index, key): (usize, &String)| match index % 3 {
        0 => format!("- id: {key:?}\n  type: book\n  title: A Lock\n"),
        1 => format!("- type: book # no id yet\n  issued:\n    date-parts:\n    - - 1931\n  id: '{key}'\n"),
        _ => format!("- {{type: book, id: \"{key}\"}}\n"),
    };
    let items: String = keys.iter().enumerate().map(item).collect();
    format!("---\nreferences:\n{items}...\n")
}

/// The keys that ibid reports in a draft.
fn ours(text: &str, library: Library) -> BTreeSet<String> {
    let mut draft = Draft::new(text, Arc::new(Settings::default()));
    draft.set_library(Arc::new(library));
    let found = draft.check().into_iter().filter(|finding| finding.rule.name == "undefined-citation-key");
    found.map(|finding| text[finding.range].trim_matches(['@', '{', '}']).to_owned()).collect()
}

/// The keys that Pandoc warns of.
fn theirs(text: &str, bibliography: Option<&str>) -> Option<BTreeSet<String>> {
    let mut arguments = vec!["-f", "markdown-example_lists", "--citeproc", "-t", "plain"];
    arguments.extend(bibliography.into_iter().flat_map(|file| ["--bibliography", file]));
    let output = pandoc(&arguments, text)?;
    let log = String::from_utf8(output.stderr).unwrap();
    let warned = log.lines().filter_map(|line| line.split_once("citation ")?.1.strip_suffix(" not found"));
    Some(warned.map(|key| key.trim_matches(['{', '}']).to_owned()).collect())
}

fn compare(what: &str, ours: &BTreeSet<String>, theirs: &BTreeSet<String>, all: usize) {
    let (more, less): (Vec<_>, Vec<_>) = (ours.difference(theirs).collect(), theirs.difference(ours).collect());
    assert!(more.is_empty() && less.is_empty(), "{what}: ibid alone reports {more:?}, Pandoc alone warns of {less:?}");
    assert!(ours.len() > 20 && ours.len() < all, "{what}: nothing was compared");
}

#[test]
fn undefined_keys_are_those_that_pandoc_warns_of() {
    let mut random = Random::new(11);
    let texts = texts(&mut random);
    let keys = held(&texts, &mut random);
    let draft = texts.join("\n\n");
    for (name, format, source) in [
        ("refs.bib", Format::Bibtex, bibtex(&keys)),
        ("refs.json", Format::Json, json(&keys)),
        ("refs.yaml", Format::Yaml, yaml(&keys)),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(name);
        std::fs::write(&file, &source).unwrap();
        let Some(theirs) = theirs(&draft, file.to_str()) else { return };
        let shelf = Shelf::new(name, Bibliography::read(&source, format));
        assert_eq!(shelf.bibliography.problems, [], "{name}");
        let library = Library { shelves: vec![Arc::new(shelf)], ..Library::default() };
        compare(name, &ours(&draft, library), &theirs, 300);
    }
}

#[test]
fn references_in_metadata_are_those_that_pandoc_finds() {
    let mut random = Random::new(13);
    let texts = texts(&mut random);
    let keys = held(&texts, &mut random);
    let body = texts.join("\n\n");
    let metadata = yaml(&keys);
    for (what, draft) in [("above", format!("{metadata}\n{body}")), ("below", format!("{body}\n\n{metadata}"))] {
        let Some(theirs) = theirs(&draft, None) else { return };
        compare(what, &ours(&draft, Library::default()), &theirs, 300);
    }
}
