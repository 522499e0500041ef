//! What kind of document a draft was taken for, and what that changes.

use crate::check::Draft;
use crate::claim::{Guess, Kind, QUOTATION, Strictness, Tally, Terms, terms, threshold, unknown_kind};
use crate::cli::inputs::Input;
use crate::cli::sources::claims::asking;
use crate::config::Settings;
use crate::rules::Group;
use std::fmt::Write;
use std::sync::Arc;

const STRICTNESSES: [Strictness; 3] = [Strictness::Relaxed, Strictness::Standard, Strictness::Strict];

/// What is known of a draft's claims under one strictness.
struct Judged {
    kind: Guess,
    tally: Tally,
    reported: usize,
    english: bool,
    /// What its metadata call its kind, if that is none.
    unknown: Option<String>,
}

/// The kinds by name, parted by commas.
fn names() -> String {
    let names: Vec<String> = Kind::ALL.iter().map(|kind| format!("`{}`", kind.name())).collect();
    names.join(", ")
}

/// The page about a draft.
pub fn page(input: &Input, source: &str) -> String {
    let settings = asking(&input.settings);
    let judged = judge(input, source, &settings, settings.strictness);
    let (strictness, kind) = (settings.strictness, judged.kind.kind);
    let mut page = format!("{}: {}, because {}\n\n", input.shown, kind.name(), judged.kind.because.join(" and "));
    if let Some(word) = &judged.unknown {
        page += &format!("Its metadata say `kind: {word}`, which is none of {}; so it was guessed.\n\n", names());
    }
    if !judged.english {
        page += "It is not in English, the language of the word lists: no claims are looked for.\n";
        return page;
    }
    let at = |other: Strictness| {
        let reported =
            if other == strictness { judged.reported } else { judge(input, source, &settings, other).reported };
        format!("{reported} at `{}`", other.name())
    };
    let others = STRICTNESSES.into_iter().filter(|other| *other != strictness);
    let reported: Vec<String> = std::iter::once(strictness).chain(others).map(at).collect();
    page += &format!("{}. Reported: {}.\n", judged.tally, reported.join(", "));
    page += &format!("\nFrom which score on a sentence is reported at `{}`:\n\n", strictness.name());
    page += "KIND       FIGURE  OTHER CLAIM\n";
    for row in Kind::ALL {
        // In a story nothing is looked for, whatever its score.
        let bar = |figure: bool| match row {
            Kind::Fiction => "-".to_owned(),
            row => threshold(strictness, row, figure).to_string(),
        };
        let (figure, other) = (bar(true), bar(false));
        let here = if row == kind { "          this draft" } else { "" };
        _ = writeln!(page, "{:9}  {figure:<6}  {other}{here}", row.name());
    }
    page += &format!("\n{}\n", told(terms(strictness, kind)).join("\n"));
    // An essay is not told to become one.
    let other = if kind == Kind::Essay { Kind::News.name() } else { Kind::Essay.name() };
    page += &format!(
        "\nTo judge it otherwise: `kind: {other}` in its metadata, or in `ibid.toml`:\n\n\
         kind = \"{other}\"\nattribution.strictness = \"relaxed\"\n\n"
    );
    page += &format!("The kinds are {}.\n\n", names());
    page += "Each claim with its reasons and what covers it: `ibid sources --claims`.\n";
    page
}

fn judge(input: &Input, source: &str, settings: &Arc<Settings>, strictness: Strictness) -> Judged {
    let settings = Settings { strictness, ..Settings::clone(settings) };
    let mut draft = Draft::new(source, Arc::new(settings));
    input.supply(&mut draft);
    let findings = draft.check();
    let claims = draft.fact_sheet(&findings);
    Judged {
        tally: Tally::of(&claims.claims),
        kind: claims.kind,
        reported: findings.iter().filter(|finding| finding.rule.group == Group::Attribution).count(),
        english: draft.traits().is_english(),
        unknown: draft.syntax().blocks().iter().find_map(|placed| unknown_kind(&placed.block)),
    }
}

/// What the kind and the strictness change beside the score.
fn told(terms: Terms) -> Vec<String> {
    let quotation = match terms.parts {
        true => "Any quotation of NUMBER words or more wants a speaker, even in the middle of a sentence.",
        false => "Of quotations only those of NUMBER words or more that are a sentence by themselves want a speaker.",
    };
    let back = match terms.back {
        usize::MAX => "A citation covers every sentence before it in its paragraph.".to_owned(),
        0 => "A citation covers its own sentence, and the whole paragraph where it closes that.".to_owned(),
        back => format!(
            "A citation covers its sentence and the {back} before it, and the whole paragraph where it closes that."
        ),
    };
    let mut lines = vec![quotation.replace("NUMBER", &QUOTATION.to_string()), back];
    for (holds, line) in [
        (!terms.quotations, "Quotations want no speaker."),
        (!terms.passives, "Passives such as `it is believed` are left alone."),
        (!terms.hearsay, "Hearsay such as `reportedly` is left alone."),
        (!terms.onward, "What goes on from a covered sentence is not covered with it."),
        (
            !terms.lead,
            "What the first two paragraphs say wants its source there, even if the article gives one further down.",
        ),
        (terms.stances, "Whoever is said to hope or to reject something covers a sentence, as whoever says it does."),
        (
            terms.told,
            "What follows a cited sentence in its paragraph is covered with it: scholars cite a work once and go on to tell of it.",
        ),
    ] {
        lines.extend(holds.then(|| line.to_owned()));
    }
    lines
}
