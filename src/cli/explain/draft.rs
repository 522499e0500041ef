//! What kind of document a draft was taken for, and what that changes.

use crate::check::Draft;
use crate::claim::{Guess, Kind, Strictness, Tally, threshold};
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
}

/// The page about a draft.
pub fn page(input: &Input, source: &str) -> String {
    let settings = asking(&input.settings);
    let judged = judge(input, source, &settings, settings.strictness);
    let (strictness, kind) = (settings.strictness, judged.kind.kind);
    let mut page = format!("{}: {}, because {}\n\n", input.shown, kind.name(), judged.kind.because.join(" and "));
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
        let (figure, other) = (threshold(strictness, row, true), threshold(strictness, row, false));
        let here = if row == kind { "          this draft" } else { "" };
        _ = writeln!(page, "{:9}  {figure:<6}  {other}{here}", row.name());
    }
    for line in [of_kind(kind), of_strictness(strictness)] {
        _ = write!(page, "\n{line}\n");
    }
    page += "\nTo judge it otherwise: `kind: essay` in its metadata, or in `ibid.toml`:\n\n\
             kind = \"essay\"\nattribution.strictness = \"relaxed\"\n\n\
             Each claim with its reasons and what covers it: `ibid sources --claims`.\n";
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
    }
}

/// What a kind changes beside the bar.
fn of_kind(kind: Kind) -> &'static str {
    match kind {
        Kind::News => "In news any quotation of five words or more wants a speaker, even in the middle of a sentence.",
        Kind::Reference => {
            "In reference works any quotation of five words or more wants a speaker, even in the middle of a sentence."
        }
        Kind::Essay => {
            "In essays only a quotation that is a sentence by itself wants a speaker, and the bar is one higher."
        }
        Kind::Manual => {
            "Manuals speak of what their writers made: the bar is higher, passives such as `it is believed` are left alone unless \
             strictness is `strict`, and only a quotation that is a sentence by itself wants a speaker."
        }
        Kind::Academic => {
            "Scholars cite a work once and go on to tell of it: what follows a cited sentence in its paragraph is covered with it."
        }
    }
}

/// What a strictness changes beside the bar.
fn of_strictness(strictness: Strictness) -> &'static str {
    match strictness {
        Strictness::Relaxed => {
            "At `relaxed` a citation covers every sentence before it in its paragraph, and hearsay such as `reportedly` is left alone."
        }
        Strictness::Standard => {
            "At `standard` a citation covers its sentence and the two before it, and the whole paragraph where it closes that."
        }
        Strictness::Strict => {
            "At `strict` a citation covers its own sentence, and the whole paragraph where it closes that; what goes on from a covered \
             sentence is not covered with it."
        }
    }
}
