//! What holds for every draft: its reader sees the same before and after.

use crate::random::Random;
use crate::reader::{seen, words};
use crate::rewritten;
use ibid::rewrite::{Form, Order, Part, Rewriting, convert, renumber, sort};

/// What drafts are made of. No footnote is a link alone: such a note changes its place when it is written inline.
const PIECES: &[&str] = &[
    "The tide rose.[^1] ",
    "It fell.[^3][^2] ",
    "Nobody *saw* it.[^log]\n\n",
    "[^7] ",
    "A note[^9] on `[^2]` and [tables](/t \"The tables\").\n\n",
    "See [the log](https://port.example/log) and [here](<a b>).\n",
    "The [mill], the [old mill][mill] and [Mill][].\n\n",
    "- An item with [a link](/i) and a mark.[^2]\n",
    "  - and [deeper][dock]\n\n",
    "> Quoted: [words](/q) and [more][dock].[^5]\n",
    "> [dock]: /dock 'At the dock'\n\n",
    "| a | b |\n|---|---|\n| [x](/a\\|b) | c[^4] |\n\n",
    "# A [heading](/h)\n\n",
    "An inline note.^[Said in May, *twice*.] ",
    "![A picture](/p.png) and ![another][dock].\n\n",
    "[1. not a list](/n) ",
    "\n\n",
    "[mill]: /mill\n[zoo]: /zoo\n[alpha]: /alpha (Greek)\n\n",
    "[^1]: One.\n[^2]: Two, of\n    two lines.\n",
    "[^3]: Three.[^5]\n\n    And more.\n\n[^4]: Four.\n",
    "[^5]: Five, see [there](/five) at once.\n\n",
    "[^log]: The log.\n[^1]: Another one.\n\n",
    "<!-- a comment -->\n\n",
    "```md\n[^1]: See [a](/b).\n```\n\n",
    "\u{1f30a} \u{fc}ber [die Flut](/flut).\n\n",
    "The [zoo] by the water, then [alpha].\n\n",
    "[dock]: /docks\n\"A quotation\" follows.\n\n",
];

fn drafts() -> impl Iterator<Item = String> {
    let mut random = Random::new(17);
    (0..600).map(move |n| {
        let draft: String = (0..2 + random.below(14)).map(|_| random.pick(PIECES)).collect();
        let draft = if n % 5 == 0 { draft.trim_end().to_owned() } else { draft };
        if n % 3 == 0 { draft.replace('\n', "\r\n") } else { draft }
    })
}

fn all(form: Form) -> impl Fn(&[Part<'_>]) -> Option<Rewriting> {
    move |parts| convert(parts, None, form)
}

#[test]
fn the_reader_sees_the_same() {
    let mut changed = [0; 6];
    for draft in drafts() {
        let rewritings: [(&str, String); 5] = [
            ("renumber", rewritten(&draft, renumber).0),
            ("by label", rewritten(&draft, |parts| sort(parts, Order::Label)).0),
            ("by use", rewritten(&draft, |parts| sort(parts, Order::Use)).0),
            ("reference", rewritten(&draft, all(Form::Reference)).0),
            ("note", rewritten(&draft, all(Form::Note)).0),
        ];
        for (n, (name, after)) in rewritings.iter().enumerate() {
            changed[n] += usize::from(*after != draft);
            assert_eq!(seen(&draft), seen(after), "{name} of\n{draft}\nis\n{after}");
        }
        let after = rewritten(&draft, all(Form::Inline)).0;
        changed[5] += usize::from(after != draft);
        assert_eq!(seen(&draft), seen(&after), "inline of\n{draft}\nis\n{after}");
    }
    assert!(changed.iter().all(|count| *count > 10), "the drafts exercise all of them: {changed:?}");
}

#[test]
fn a_link_in_a_footnote_leaves_its_words_in_the_text() {
    for draft in drafts() {
        let after = rewritten(&draft, all(Form::Footnote)).0;
        assert_eq!(words(&draft), words(&after), "{draft}\nbecomes\n{after}");
    }
}

/// What turns the blocks of a draft into a rewriting.
type Act<'a> = &'a dyn Fn(&[Part<'_>]) -> Option<Rewriting>;

#[test]
fn doing_it_again_changes_nothing() {
    for draft in drafts() {
        let again: [Act<'_>; 5] = [
            &renumber,
            &|parts| sort(parts, Order::Label),
            &|parts| sort(parts, Order::Use),
            &all(Form::Reference),
            &all(Form::Footnote),
        ];
        for (n, rewriting) in again.iter().enumerate() {
            let once = rewritten(&draft, rewriting).0;
            assert_eq!(once, rewritten(&once, rewriting).0, "{n}: {draft}");
        }
    }
}

#[test]
fn there_and_back_again_is_the_same_draft() {
    for draft in drafts().filter(|draft| !["]: /", "][", "```"].iter().any(|part| draft.contains(part))) {
        let there = rewritten(&draft, all(Form::Reference)).0;
        assert_eq!(rewritten(&there, all(Form::Inline)).0.trim_end(), draft.trim_end(), "by\n{there}");
    }
}

#[test]
fn nothing_is_rewritten_at_every_place_of_a_hostile_text() {
    let mut random = Random::new(5);
    for _ in 0..400 {
        let draft: String = (0..20).map(|_| random.pick(crate::random::HOSTILE)).collect();
        for form in [Form::Inline, Form::Reference, Form::Footnote, Form::Note] {
            rewritten(&draft, |parts| convert(parts, Some(random_place(&draft)), form));
            rewritten(&draft, all(form));
        }
        rewritten(&draft, renumber);
        rewritten(&draft, |parts| sort(parts, Order::Label));
    }
}

fn random_place(draft: &str) -> usize {
    draft.len() / 2
}
