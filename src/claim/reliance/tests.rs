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

#[test]
fn whoever_is_credited_beside_a_block_quote_is_its_source() {
    let quote = "The gate held all night and nobody slept in the house.";
    let same = format!("> {quote}\n> \u{2014} Vale, in [the log](https://a.example.net/1)\n");
    assert_eq!(one(&same), pair(quote, "a.example.net/1"));
    let own = format!("> \"{quote}\"\n>\n> \u{2014} [the log](https://a.example.net/1)\n");
    assert_eq!(one(&own), pair(quote, "a.example.net/1"));
    let after = format!("> {quote}\n\n\u{2014} [the log](https://a.example.net/1)\n");
    assert_eq!(one(&after), pair(quote, "a.example.net/1"));
    assert!(quoted(&format!("> {quote}\n\nSee [the log](https://a.example.net/1).\n")).is_empty());
}

#[test]
fn in_a_table_the_source_may_stand_in_another_cell_of_the_row() {
    let table = "| Who | What | Where |\n|---|---|---|\n\
        | Vale | \u{201c}The gate held all night\u{201d} | [log](https://a.example.net/1) |\n\
        | Reed | \u{201c}Nobody slept in the house\u{201d} | [met](https://b.example.net/2) |\n\
        | Marsh | \u{201c}Nobody knows who did it\u{201d} | |\n";
    let found =
        [pair("The gate held all night", "a.example.net/1"), pair("Nobody slept in the house", "b.example.net/2")];
    assert_eq!(quoted(table).into_iter().map(|(text, all)| (text, all.join(" "))).collect::<Vec<_>>(), found);
}

#[test]
fn quotations_in_scripts_without_spaces_are_quotations() {
    let draft = "\u{756a}\u{4eba}\u{306f}\u{300c}\u{9580}\u{306f}\u{4e00}\u{6669}\u{4e2d}\u{6301}\u{3063}\u{305f}\u{300d}\u{3068}\u{8a00}\u{3063}\u{305f} ([log](https://a.example.net/1))\u{3002}\n";
    assert_eq!(one(draft), pair("\u{9580}\u{306f}\u{4e00}\u{6669}\u{4e2d}\u{6301}\u{3063}\u{305f}", "a.example.net/1"));
    let term = "\u{300c}\u{4e00}\u{6669}\u{300d} ([log](https://a.example.net/1))\u{3002}\n";
    assert!(quoted(term).is_empty());
}
