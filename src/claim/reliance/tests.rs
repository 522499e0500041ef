use super::reliance;
use crate::bibliography::Library;
use crate::citation::source::Sources;
use crate::markdown::Syntax;

/// Each quotation with the addresses of what it may be from.
fn quoted(draft: &str) -> Vec<(String, Vec<String>)> {
    let syntax = Syntax::new(draft);
    let blocks: Vec<_> = syntax.blocks().iter().map(|placed| (placed.start, &*placed.block)).collect();
    let sources = Sources::new(blocks.iter().copied(), &Library::default());
    let found = reliance(&blocks, &sources);
    for quoted in &found.quoted {
        assert!(draft.get(quoted.range.clone()).is_some(), "{quoted:?}");
    }
    let name = |index: &usize| sources.list[*index].identity.name().to_owned();
    found.quoted.into_iter().map(|quoted| (quoted.text, quoted.sources.iter().map(name).collect())).collect()
}

fn one(draft: &str) -> (String, String) {
    let mut all = quoted(draft);
    assert_eq!(all.len(), 1, "{draft}: {all:?}");
    let (text, sources) = all.remove(0);
    (text, sources.join(" "))
}

fn pair(text: &str, sources: &str) -> (String, String) {
    (text.to_owned(), sources.to_owned())
}

#[test]
fn a_quotation_rests_on_the_citations_of_its_sentence() {
    let draft = "\u{201c}The gate *held* all night,\u{201d} said Vale ([log](https://a.example.net/1)). Rain fell ([met](https://b.example.net/2)).";
    assert_eq!(one(draft), pair("The gate held all night,", "a.example.net/1"));
    let draft = "Vale told [the Post](https://a.example.net/1) that \"the gate held all night\".[^n]\n\n[^n]: https://b.example.net/2\n";
    assert_eq!(one(draft), pair("the gate held all night", "b.example.net/2 a.example.net/1"));
}

#[test]
fn or_on_the_next_in_its_paragraph() {
    let draft = "\u{201c}The gate held all night,\u{201d} said Vale. She was there. So says [the log](https://a.example.net/1).";
    assert_eq!(one(draft), pair("The gate held all night,", "a.example.net/1"));
    let far = "\u{201c}The gate held all night,\u{201d} said Vale. One. Two of them came. Three of them left. See [it](https://a.example.net/1).";
    assert!(quoted(far).is_empty());
    assert!(
        quoted("\u{201c}The gate held all night,\u{201d} said Vale.\n\nSee [it](https://a.example.net/1).").is_empty()
    );
}

#[test]
fn a_quotation_over_sentences_is_one() {
    let draft = "\u{201c}The gate held. Nobody slept that night,\u{201d} said Vale ([log](https://a.example.net/1)).";
    assert_eq!(one(draft), pair("The gate held. Nobody slept that night,", "a.example.net/1"));
}

#[test]
fn terms_and_titles_are_no_quotations() {
    assert!(quoted("The \u{201c}good old gate\u{201d} is shut ([log](https://a.example.net/1)).").is_empty());
    assert!(quoted("See \u{201c}The Gate That Held All Night\u{201d} ([log](https://a.example.net/1)).").is_empty());
}

#[test]
fn a_block_quote_is_one_quotation() {
    let lead =
        "As [the log](https://a.example.net/1) has it:\n\n> The gate held all night and nobody slept in the house.\n";
    assert_eq!(one(lead), pair("The gate held all night and nobody slept in the house.", "a.example.net/1"));
    let credit =
        "> The gate held all night and nobody slept in the house.\n>\n> \u{2014} [the log](https://a.example.net/1)\n";
    assert_eq!(one(credit), pair("The gate held all night and nobody slept in the house.", "a.example.net/1"));
    let own = "> The gate held all night and nobody slept in the house ([log](https://a.example.net/1)).\n";
    assert_eq!(one(own), pair("The gate held all night and nobody slept in the house", "a.example.net/1"));
    assert!(quoted("> The gate held all night and nobody slept in the house.\n").is_empty());
}
