//! Hover: what is said of what stands under the pointer, and over how much text.

use crate::client::Client;
use crate::folder::Folder;
use crate::{model, shapes};
use serde_json::{Value, json};

const BIB: &str =
    "@book{lock1931, author={Lock, Jane}, title={The <b>Canal</b> Keepers}, publisher={Quay}, year=1931}\n";
const DRAFT: &str = "---\nbibliography: refs.bib\n---\n\n# The *mill*\n\n\u{1f600} D\u{e9}j\u{e0} vu [see @lock1931; @ghost, p. 3].[^1]\n\n\
    See [the log][log], [a file](other.md#low-water), [none](gone.md), [up](#the-mill), [news](https://www.reuters.com/a).\n\n\
    The DOI 10.1000/182 and ISBN 978-0-306-40615-7, `@lock1931` and https://site.example/b.\n\n\
    [^1]: The keepers'\n    *own* log.\n\n[log]: other.md \"The log\"\n";

struct Reader {
    client: Client,
    uri: String,
    text: String,
    encoding: &'static str,
    _folder: Folder,
}

impl Reader {
    fn new(capabilities: Value, encoding: &'static str, text: &str) -> Self {
        let folder = Folder::new();
        folder.write("refs.bib", BIB);
        folder.write("other.md", "# Other\n\n## Low *water*\n");
        let uri = folder.uri("draft.md");
        let root = json!({"processId": null, "rootUri": folder.uri(""), "capabilities": capabilities});
        let (mut client, _) = Client::with(root);
        client.open(&uri, 1, text);
        Self { client, uri, text: text.to_owned(), encoding, _folder: folder }
    }

    fn markdown(text: &str) -> Self {
        Self::new(shapes::vs_code(), "utf-16", text)
    }

    /// What is said at the start of `part` and over which text.
    fn at(&mut self, part: &str) -> Option<(String, String)> {
        let offset = self.text.find(part).unwrap();
        let position = model::position(&self.text, offset, self.encoding);
        let params = json!({"textDocument": {"uri": self.uri}, "position": position});
        let hover = self.client.request("textDocument/hover", params)["result"].clone();
        let offset = |end: &str| model::offset(&self.text, &hover["range"][end], self.encoding);
        let said = hover["contents"]["value"].as_str()?.to_owned();
        Some((said, self.text[offset("start")..offset("end")].to_owned()))
    }
}

#[test]
fn a_key_says_its_reference_in_every_encoding() {
    for encoding in shapes::ENCODINGS {
        for end in ["\n", "\r\n"] {
            let mut capabilities = shapes::counting(encoding);
            capabilities["textDocument"] = json!({"hover": {"contentFormat": ["markdown"]}});
            let mut reader = Reader::new(capabilities, encoding, &DRAFT.replace('\n', end));
            let (said, over) = reader.at("lock1931").unwrap();
            assert!(said.contains("Lock") && said.contains("1931") && said.contains("refs.bib"), "{said}");
            assert!(!said.contains("<b>") || said.contains("\\<b>"), "{said}");
            assert_eq!(over, "@lock1931");
        }
    }
}

#[test]
fn a_reference_is_in_the_style_of_the_draft() {
    let author_first = "Lock, Jane. 1931. *The Canal Keepers*. Quay.";
    let styled = DRAFT.replacen("refs.bib\n", "refs.bib\ncsl: styles/chicago-author-date.csl\n", 1);
    let (said, _) = Reader::markdown(&styled).at("@lock1931").unwrap();
    assert!(said.starts_with(author_first), "{said}");
    // Metadata may stand further down.
    let late = format!("{DRAFT}\n---\nbibliography: refs.bib\ncsl: modern-language-association.csl\n---\n");
    let (said, _) = Reader::markdown(&late).at("@lock1931").unwrap();
    assert!(said.starts_with("Lock, Jane. *The Canal Keepers*. Quay, 1931."), "{said}");
}

#[test]
fn an_undefined_key_says_so_and_then_what_the_rule_finds() {
    let (said, over) = Reader::markdown(DRAFT).at("@ghost").unwrap();
    assert!(
        said.starts_with("`ghost` is in no bibliography of this draft\n\n---\n\n**undefined-citation-key**"),
        "{said}"
    );
    assert_eq!(over, "@ghost");
    // Where no bibliography is in scope, `@` may be anybody.
    assert_eq!(Reader::markdown("Ask @ghost.\n").at("@ghost").map(|(said, _)| said.starts_with('`')), None);
}

#[test]
fn notes_and_references_say_what_stands_elsewhere() {
    let mut reader = Reader::markdown(DRAFT);
    let pair = |said: &str, over: &str| Some((said.to_owned(), over.to_owned()));
    assert_eq!(reader.at("[^1]\n"), pair("The keepers'\n*own* log.", "[^1]"));
    assert_eq!(reader.at("[^1]:"), pair("Cited once", "[^1]:"));
    assert_eq!(reader.at("log][log]"), pair("**The log**\n\nThe file `other.md`", "[the log][log]"));
    assert_eq!(reader.at("log]: o"), pair("Used once", "[log]:"));
    assert_eq!(reader.at("other.md \"The"), pair("The file `other.md`", "other.md"));
}

#[test]
fn a_cross_reference_says_what_it_leads_to() {
    let text = "---\nbibliography: refs.bib\n---\n\n# Low water {#sec-low}\n\nIn @sec-low, @fig-map and @tbl-gone.\n\n![M](m.png){#fig-map}\n";
    let mut reader = Reader::markdown(text);
    assert_eq!(reader.at("@sec-low"), Some(("**Low water**".to_owned(), "@sec-low".to_owned())));
    assert_eq!(reader.at("@fig-map"), Some(("The place `fig-map`".to_owned(), "@fig-map".to_owned())));
    assert_eq!(reader.at("@tbl-gone").unwrap().0, "Nothing here is called `tbl-gone`");
}

#[test]
fn a_title_keeps_its_own_marks() {
    let mut reader = Reader::markdown("See [log].\n\n[log]: other.md \"The log (1)\"\n");
    assert_eq!(reader.at("log]."), Some(("**The log (1)**\n\nThe file `other.md`".to_owned(), "[log]".to_owned())));
}

#[test]
fn links_say_where_they_lead() {
    let mut reader = Reader::markdown(DRAFT);
    let pair = |said: &str, over: &str| Some((said.to_owned(), over.to_owned()));
    assert_eq!(reader.at("a file]"), pair("**Low \\*water\\***\n\nin `other.md`", "[a file](other.md#low-water)"));
    assert_eq!(reader.at("up]"), pair("**The \\*mill\\***", "[up](#the-mill)"));
    let (said, over) = reader.at("gone.md").unwrap();
    assert!(said.starts_with("There is no file `gone.md` here"), "{said}");
    assert_eq!(over, "[none](gone.md)");
    let site = "**Reuters**: [reuters.com](<https://www.reuters.com/a>)";
    assert_eq!(reader.at("news]"), pair(site, "[news](https://www.reuters.com/a)"));
    assert_eq!(reader.at("site.example"), pair("[site.example](<https://site.example/b>)", "https://site.example/b"));
    assert_eq!(
        reader.at("10.1000/182"),
        pair("**DOI**: [10.1000/182](<https://doi.org/10.1000/182>)", "DOI 10.1000/182")
    );
    let book = "**ISBN**: [9780306406157](<https://openlibrary.org/isbn/9780306406157>)";
    assert_eq!(reader.at("978"), pair(book, "ISBN 978-0-306-40615-7"));
}

#[test]
fn nothing_is_said_over_plain_words_and_code() {
    let mut reader = Reader::markdown(DRAFT);
    for word in ["vu ", "see @", ", p. 3", "See [", "The DOI", "@lock1931`", "mill*", "own* log", " [news"] {
        assert_eq!(reader.at(word), None, "{word}");
    }
}

#[test]
fn a_client_without_markdown_gets_plain_text() {
    let mut reader = Reader::new(shapes::minimal(), "utf-16", DRAFT);
    let (said, _) = reader.at("@lock1931").unwrap();
    assert!(!said.contains(['*', '\\', '`']) && said.contains("The Canal Keepers"), "{said}");
    assert_eq!(reader.at("10.1000/182").unwrap().0, "DOI: https://doi.org/10.1000/182");
}

#[test]
fn links_in_html_say_where_they_lead() {
    let mut reader =
        Reader::markdown("# The mill\n\nSee <a class=x href=\"#the-mill\">up</a> and <a\n  href='other.md'>it</a>.\n");
    let (said, over) = reader.at("#the-mill").unwrap();
    assert!(said.contains("The mill") && over == "#the-mill", "{said} over {over}");
    let (said, over) = reader.at("other.md").unwrap();
    assert!(said.contains("other.md") && over == "other.md", "{said} over {over}");
    assert_eq!(reader.at("class"), None);
}

#[test]
fn a_bibliography_says_the_reference_of_a_key() {
    let bib = "\u{fc}\n@inbook{keeper, title={The Keeper}, crossref = {lock1931}}\n".to_owned() + BIB;
    for encoding in shapes::ENCODINGS {
        let mut reader = Reader::new(shapes::counting(encoding), encoding, DRAFT);
        reader.uri = reader._folder.uri("refs.bib");
        reader.client.open(&reader.uri, 1, &bib);
        reader.text.clone_from(&bib);
        let (said, over) = reader.at("keeper").unwrap();
        assert!(said.contains("The Keeper") && over == "keeper", "{said} over {over}");
        let (said, over) = reader.at("lock1931}}").unwrap();
        assert!(said.contains("Quay") && over == "lock1931", "{said} over {over}");
        assert_eq!(reader.at("title"), None);
    }
}
