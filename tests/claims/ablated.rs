//! Quotations with and without their speakers: what is said by somebody is left alone, and found when the speaker is edited away.

use ibid::check::Draft;
use ibid::claim::Kind;
use ibid::config::Settings;
use std::sync::Arc;

const TEXTS: &str = include_str!("ablated.txt");

/// A text with its speakers, and without them.
fn copies(line: &str) -> (String, String) {
    let (mut with, mut without) = (String::new(), String::new());
    for piece in line.split_inclusive('}') {
        let (before, choice) = piece.split_once('{').unwrap_or((piece, ""));
        let (speaker, rest) = choice.trim_end_matches('}').split_once('|').unwrap_or_default();
        with.extend([before, speaker]);
        without.extend([before, rest]);
    }
    let paragraphs = |text: String| text.replace('\u{b6}', "\n\n") + "\n";
    (paragraphs(with), paragraphs(without))
}

/// The quotations of nobody's in a news text.
fn found(text: &str) -> Vec<String> {
    let settings = Settings { kind: Some(Kind::News), ..Settings::default() };
    let findings = Draft::new(text, Arc::new(settings)).check();
    let own = findings.into_iter().filter(|finding| finding.rule.name == "unattributed-quotation");
    own.map(|finding| text[finding.range].to_owned()).collect()
}

#[test]
fn a_quotation_is_found_when_its_speaker_is_edited_away() {
    let lines: Vec<&str> = TEXTS.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    assert!(lines.len() >= 60, "{} texts", lines.len());
    let (mut alarms, mut misses) = (Vec::new(), Vec::new());
    for line in &lines {
        let (with, without) = copies(line);
        assert_ne!(with, without, "no speaker is marked");
        alarms.extend(found(&with).into_iter().map(|quotation| format!("{quotation} in {with}")));
        if found(&without).is_empty() {
            misses.push(without);
        }
    }
    println!(
        "{} of {} found without their speakers; missed:\n{}",
        lines.len() - misses.len(),
        lines.len(),
        misses.concat()
    );
    assert!(alarms.is_empty(), "somebody is named for\n{}", alarms.join("\n"));
    assert!(misses.len() * 10 <= lines.len(), "{} missed\n{}", misses.len(), misses.concat());
}
