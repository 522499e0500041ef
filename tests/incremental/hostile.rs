//! Texts that nobody writes and everybody's editor holds now and then.

use crate::random::{HOSTILE, Random};
use crate::sound::flaw;
use ibid::check::{Draft, apply};
use ibid::markdown::Syntax;
use ibid::text::Text;
use std::time::{Duration, Instant};

fn sound(text: &str) {
    if let Some(what) = flaw(text, &Syntax::new(text)) {
        let shown: String = text.chars().take(200).collect();
        panic!("{what:.600}\nin {shown:?}");
    }
}

#[test]
fn random_bytes_are_a_text() {
    let mut random = Random::new(1);
    for _ in 0..400 {
        let bytes: Vec<u8> = (0..random.below(300)).map(|_| random.next() as u8).collect();
        sound(&String::from_utf8_lossy(&bytes));
    }
}

#[test]
fn random_markup_is_a_text() {
    let mut random = Random::new(2);
    for _ in 0..4000 {
        let pieces = random.below(24);
        let text: String = (0..pieces).map(|_| random.pick(HOSTILE)).collect();
        sound(&text);
    }
}

#[test]
fn deep_nesting_is_no_deep_recursion() {
    for piece in [
        ">", "> ", "[", "![", "*", "_", "- ", "1. ", "`", "(", "[^", "[[", "<", "\\", "$", "^[", "@{", "{/*", "<!--",
        "[a](", "[a]: ", "|", "[@a ", "@a [", "\\cite{", "\\cites[", "[@a; ", "![@a ",
    ] {
        let start = Instant::now();
        sound(&piece.repeat(10_000));
        sound(&format!("{}text\n", piece.repeat(3000)));
        sound(&format!("{}text{}\n", piece.repeat(3000), "]".repeat(3000)));
        Draft::new(&piece.repeat(3000), Default::default()).check();
        println!("{piece:?}: {:.0} ms", start.elapsed().as_secs_f64() * 1e3);
    }
}

#[test]
fn a_paragraph_of_one_thing_costs_no_more_than_another() {
    // What took half a minute and more while each piece was read to the paragraph's end, or compared with every other.
    for piece in [
        "[a](",
        "TODO ",
        "Reuters\n+2\n",
        "[^a] ",
        "[a][b] [/c] ",
        "reuters.com and ",
        "`a` ",
        "[^1]",
        "[@a; ",
        "@a [p; ",
        "\u{201c}@a [; ",
        "\n\n---\nnocite:\n",
    ] {
        let text = piece.repeat(60_000 / piece.len());
        let start = Instant::now();
        let mut draft = Draft::new(&text, Default::default());
        let findings = draft.check();
        let fixes = draft.fixes(&findings);
        apply(&text, fixes.iter().filter_map(|fixes| fixes.first()));
        let spent = start.elapsed();
        println!("{piece:?}: {:.0} ms", spent.as_secs_f64() * 1e3);
        assert!(spent < Duration::from_secs(15), "{piece:?} took {spent:?}");
    }
}

#[test]
fn a_line_may_be_long() {
    sound(&"The tide comes in, and the tide goes out again. ".repeat(22_000));
    sound(&"\u{1f600}[a](b)`c`".repeat(30_000));
    sound(&"\0".repeat(100_000));
}

#[test]
#[allow(clippy::reversed_empty_ranges)]
fn an_edit_past_the_end_is_one_at_the_end() {
    let mut text = Text::new("One.\n\nTwo.\n");
    let mut syntax = Syntax::new("One.\n\nTwo.\n");
    for (range, replacement) in [(900..999, "Three."), (4..2, "\u{e9}"), (0..usize::MAX, ""), (0..0, "New.")] {
        let removed = text.replace(range, replacement);
        syntax.edit(&text, removed, replacement.len());
        assert_eq!(flaw(&text.to_string(), &syntax), None);
    }
    assert_eq!(text.to_string(), "New.");
}

/// Prints how time grows with length: 1 is linear. Not asserted, as machines are busy.
#[test]
fn time_grows_with_length() {
    let article = crate::texts::TEXTS.iter().map(|(_, text)| *text).collect::<String>();
    for (name, piece) in [
        ("article", article.as_str()),
        ("brackets", "[a [b "),
        ("references", "[a][b] "),
        ("notes", "[^a] "),
        ("quotes", "> [a]: b\n"),
    ] {
        let time = |length: usize| {
            let text = piece.repeat(length / piece.len() + 1);
            let start = Instant::now();
            let syntax = Syntax::new(&text);
            let spent = start.elapsed().as_secs_f64();
            assert!(!syntax.blocks().is_empty());
            spent
        };
        let (short, long) = (time(20_000), time(160_000));
        println!("{name}: {:.1} ms for 160 kB, exponent {:.2}", long * 1e3, (long / short).log2() / 3.0);
    }
}
