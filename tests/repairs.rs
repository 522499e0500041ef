//! What fixes make of the shapes in which sources are pasted: no word of the article lost, no scar left, nothing fixed twice.

use ibid::check::{Draft, fix_all};
use ibid::config::Settings;
use ibid::markdown::{BlockKind, Syntax};
use ibid::repair::Safety;
use std::path::Path;
use std::sync::Arc;

/// A draft, and its text after every fix, unsafe ones included; the definitions that fixes add at the end are left out.
const REPAIRS: &[(&str, &str)] = &[
    // Between sentences: the chip belongs to the one before.
    ("The dam holds. Reuters+1 The river fell.\n", "The dam holds.[^reuters] The river fell.\n"),
    ("It fell. Reuters +2 BBC +1 It rose.\n", "It fell.[^reuters][^bbc] It rose.\n"),
    ("It fell. Reuters +2\nIt rose.\n", "It fell.[^reuters]\nIt rose.\n"),
    ("The dam holds.Reuters+4The Guardian+2\n", "The dam holds.[^reuters][^theguardian]\n"),
    ("It is told. Time.com. Reuters.com. Next one.\n", "It is told.[^time][^reuters] Next one.\n"),
    ("The strike ended (reuters.com) (bbc.com).\n", "The strike ended.[^reuters][^bbc]\n"),
    // Inside a sentence: the name is the writer's, the counter is not.
    ("It fell, Reuters +2, and rose.\n", "It fell, Reuters, and rose.[^reuters]\n"),
    ("The end (see reuters.com/+4, p. 3).\n", "The end (see reuters.com, p. 3).[^reuters]\n"),
    ("Text (12 boats, reuters.com/+4).\n", "Text (12 boats, reuters.com).[^reuters]\n"),
    ("**Sources:** Reuters +2, BBC +1\n", "**Sources:** Reuters, BBC[^reuters][^bbc]\n"),
    ("It is faster than R1reuters+1 and cheap.\n", "It is faster than R1 and cheap.[^reuters]\n"),
    ("Growth slowed. The Economic \nTimes+1\n", "Growth slowed.[^economictimes-indiatimes]\n"),
    ("- reuters.com/+4\n", "- reuters.com[^reuters]\n"),
    // Sentences of small words that say something themselves.
    ("See it (reuters.com/+4).\n", "See it.[^reuters]\n"),
    ("It was. It is (bbc.com/+2). They are.\n", "It was. It is.[^bbc] They are.\n"),
    ("The source of the story was reported (reuters.com/+4).\n", "The source of the story was reported.[^reuters]\n"),
    // Announcements that do not.
    ("The town slept. For more on this see wsj.com.\n", "The town slept.[^wsj]\n"),
    // Links, line breaks, cells.
    ("[She wept (bbc.com/+2)](https://a.example/x)\n", "[She wept (bbc.com)](https://a.example/x)\n"),
    ("Hard break here (bbc.com/+2).  \nNext line.\n", "Hard break here.[^bbc]  \nNext line.\n"),
    ("| A | B |\n|---|---|\n| Orr | (reuters.com/+4) |\n", "| A | B |\n|---|---|\n| Orr | [^reuters] |\n"),
    // Other languages and their brackets.
    ("Die Brücke ist zu（spiegel.de/+3）。\n", "Die Brücke ist zu。[^spiegel]\n"),
    ("다리가 닫힌다（reuters.com/+4）。\n", "다리가 닫힌다。[^reuters]\n"),
    (
        "桥将在十月关闭（reuters.com/+4）。镇长说，这条线路年年亏损。\n",
        "桥将在十月关闭。[^reuters]镇长说，这条线路年年亏损。\n",
    ),
    ("桥关闭了 Reuters+2。\n", "桥关闭了 Reuters。[^reuters]\n"),
    ("Le pont ferme (lemonde.fr/+3), dit-on.\n", "Le pont ferme,[^lemonde] dit-on.\n"),
    ("El puente cerrará【4†source】 en octubre.\n", "El puente cerrará en octubre.\n"),
    ("يغلق الجسر في أكتوبر [cite: 4].\n", "يغلق الجسر في أكتوبر.\n"),
    // A pasted answer with several tools' marks.
    (
        "[cite_start]The mill burnt down[cite: 2]. It was old:contentReference[oaicite:1]{index=1}.\n",
        "The mill burnt down. It was old.\n",
    ),
];

#[test]
fn no_word_is_lost_and_no_scar_left() {
    for (before, after) in REPAIRS {
        let fixed = fixed(before, Safety::Unsafe);
        let body = fixed.split("\n\n[^").next().unwrap_or("").trim_end();
        assert_eq!(body, after.trim_end(), "from {before:?}");
        assert_eq!(self::fixed(&fixed, Safety::Unsafe), fixed, "fixed twice: {before:?}");
        assert_eq!(
            self::fixed(&before.replace('\n', "\r\n"), Safety::Unsafe),
            fixed.replace('\n', "\r\n"),
            "{before:?} with CRLF"
        );
    }
}

#[test]
fn what_is_somebodys_own_stays() {
    for draft in [
        "A chip such as “Reuters +4” is a button.\n",
        "(Photo: reuters.com)\n",
        "export const meta = { source: 'reuters.com/+4' }\n",
        "See ([p. 3](https://a.example/r.pdf), [p. 9](https://a.example/r.pdf)).\n",
        "Text.\n\n[fao]: https://www.fao.org/fish-report \"FAO 2024\"\n",
        "He raised `RangeError` (stack overflow). People told People.\n",
        "It holds.:contentReference[oaicite:0]{index=0} <!-- ibid-ignore chat-residue: quoted on purpose -->\n",
    ] {
        assert_eq!(fixed(draft, Safety::Unsafe), draft);
    }
}

/// Over whole drafts from the wild, where they lie beside the project; they are nobody's to copy into it.
#[test]
fn safe_fixes_settle_in_one_run_and_keep_the_structure() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/dirty");
    let Ok(folder) = std::fs::read_dir(&corpus) else {
        eprintln!("skipped: no drafts at {}", corpus.display());
        return;
    };
    for path in folder.filter_map(|entry| Some(entry.ok()?.path())) {
        let Ok(draft) = std::fs::read_to_string(&path) else { continue };
        let fixed = fixed(&draft, Safety::Safe);
        assert_eq!(self::fixed(&fixed, Safety::Safe), fixed, "{} is fixed twice", path.display());
        let (before, after) = (kinds(&draft), kinds(&fixed));
        assert!(is_subsequence(&after, &before), "{} has other blocks after fixing", path.display());
    }
}

fn fixed(text: &str, safety: Safety) -> String {
    let settings = Arc::new(Settings::default());
    fix_all(text, &settings, |_| {}, safety, |_| true).map_or_else(|| text.to_owned(), |fixed| fixed.text)
}

fn kinds(text: &str) -> Vec<BlockKind> {
    Syntax::new(text).blocks().iter().map(|placed| placed.block.kind).collect()
}

/// Whether `some` are among `all`, in their order: a fix may empty a block, but makes none.
fn is_subsequence(some: &[BlockKind], all: &[BlockKind]) -> bool {
    let mut all = all.iter();
    some.iter().all(|kind| all.any(|other| other == kind))
}

#[test]
fn every_fix_of_the_example_leaves_only_placeholders() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/last-ferry.md");
    let text = std::fs::read_to_string(path).unwrap_or_default();
    assert!(!text.is_empty());
    let fixed = fixed(&text, Safety::Unsafe);
    let findings = Draft::new(&fixed, Arc::new(Settings::default())).check();
    let left: Vec<&str> =
        findings.iter().filter(|f| f.severity > ibid::finding::Severity::Hint).map(|f| f.rule.name).collect();
    assert!(left.iter().all(|name| *name == "placeholder-source"), "{left:?}");
    for word in
        ["Skarvik", "chained themselves", "A Line That Never Paid", "410 million crowns", "night boat", "Ytterholm"]
    {
        assert!(fixed.contains(word), "{word} is lost:\n{fixed}");
    }
}
