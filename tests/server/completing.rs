//! Completion: what is offered at a cursor, and what the draft is after an offer was taken.

use crate::client::Client;
use crate::folder::Folder;
use crate::{model, shapes};
use serde_json::{Value, json};

const BIB: &str = "@book{lock1931, author={Lock, Jane}, title={The Canal Keepers}, year=1931}\n\
    @article{tide:2020, author={Tide, Ann and Mole, Bo}, title={Low Water [at](https://site.example) Noon}, date={2020-05}, journal={Harbour}}\n\
    @misc{odd-, title={An odd key}}\n";

/// A client with a draft whose cursor is at the bar.
struct Desk {
    client: Client,
    uri: String,
    text: String,
    at: Value,
    encoding: &'static str,
}

impl Desk {
    fn new(folder: &Folder, capabilities: Value, encoding: &'static str, marked: &str) -> Self {
        let at = marked.find('|').unwrap();
        let text = marked.replacen('|', "", 1);
        let uri = folder.uri("draft.md");
        let root = json!({"processId": null, "rootUri": folder.uri(""), "capabilities": capabilities});
        let (mut client, _) = Client::with(root);
        client.open(&uri, 1, &text);
        let at = model::position(&text, at, encoding);
        Self { client, uri, text, at, encoding }
    }

    fn list(&mut self) -> Value {
        let params = json!({"textDocument": {"uri": self.uri}, "position": self.at});
        self.client.request("textDocument/completion", params)["result"].clone()
    }

    fn items(&mut self) -> Vec<Value> {
        self.list()["items"].as_array().cloned().unwrap_or_default()
    }

    fn labels(&mut self) -> Vec<String> {
        self.items().iter().map(|item| item["label"].as_str().unwrap().to_owned()).collect()
    }

    /// The draft after an offer was taken.
    fn take(&mut self, label: &str) -> String {
        let items = self.items();
        let item = items.iter().find(|item| item["label"] == label).unwrap_or_else(|| panic!("no {label}: {items:?}"));
        let mut edits = vec![item["textEdit"].clone()];
        edits.extend(item["additionalTextEdits"].as_array().cloned().unwrap_or_default());
        model::apply(&self.text, &json!({"changes": {(&self.uri): edits}}), &self.uri, self.encoding)
    }
}

fn folder() -> Folder {
    let folder = Folder::new();
    folder.write("refs.bib", BIB);
    folder.write("other.md", "# The mill\n\n## Low & high water\n\n# The mill\n");
    folder.write("my notes.md", "a\n");
    std::fs::create_dir(folder.path("images")).unwrap();
    folder.write("images/map (old).png", "");
    folder
}

fn vs_code(folder: &Folder, marked: &str) -> Desk {
    Desk::new(folder, shapes::vs_code(), "utf-16", marked)
}

const TOP: &str = "---\nbibliography: refs.bib\n---\n\n";

#[test]
fn a_key_is_found_by_its_letters_by_names_and_by_titles() {
    let folder = folder();
    let labels = |typed: &str| vs_code(&folder, &format!("{TOP}As said [@{typed}|].\n")).labels();
    assert_eq!(labels(""), ["lock1931", "tide:2020", "odd-"]);
    assert_eq!(labels("lo"), ["lock1931", "tide:2020"]);
    assert_eq!(labels("keep"), ["lock1931"]);
    assert_eq!(labels("mole"), ["tide:2020"]);
    assert_eq!(labels("l31"), ["lock1931"]);
}

#[test]
fn a_key_says_whose_it_is_and_its_reference_when_it_is_chosen() {
    let folder = folder();
    let mut desk = vs_code(&folder, &format!("{TOP}As said -@ti|.\n"));
    let item = desk.items().swap_remove(0);
    assert_eq!(
        item["labelDetails"],
        json!({"detail": "  Tide & Mole 2020", "description": "Low Water [at](https://site.example) Noon"})
    );
    assert_eq!(item.get("documentation"), None);
    let resolved = desk.client.request("completionItem/resolve", item)["result"].clone();
    let said = &resolved["documentation"];
    assert_eq!(said["kind"], "markdown");
    let value = said["value"].as_str().unwrap();
    assert!(value.contains("Tide") && value.contains("2020") && value.contains("Harbour"), "{value}");
    assert!(value.contains(r"\[at\]") && !value.contains("https://"), "{value}");
    // A client that says nothing of itself gets what all can show.
    let mut desk = Desk::new(&folder, shapes::minimal(), "utf-16", &format!("{TOP}@ti|\n"));
    let item = desk.items().swap_remove(0);
    assert_eq!(item.get("labelDetails"), None);
    assert!(item["detail"].as_str().unwrap().contains("Tide & Mole 2020"), "{item}");
    let resolved = desk.client.request("completionItem/resolve", item)["result"].clone();
    assert!(resolved["documentation"].is_string());
}

#[test]
fn a_key_replaces_the_word_around_the_cursor_in_every_encoding() {
    let folder = folder();
    for encoding in shapes::ENCODINGS {
        for end in ["\n", "\r\n"] {
            let text = format!("{TOP}\u{1f600} D\u{e9}j\u{e0} vu [see @lo|ck19, p. 3].\n").replace('\n', end);
            let mut desk = Desk::new(&folder, shapes::counting(encoding), encoding, &text);
            assert_eq!(desk.take("lock1931"), text.replace("lo|ck19", "lock1931"), "{encoding}");
        }
    }
}

#[test]
fn a_key_is_written_as_its_place_wants_it() {
    let folder = folder();
    let take = |line: &str, label: &str| {
        let after = vs_code(&folder, &format!("{TOP}{line}\n")).take(label);
        after.lines().last().unwrap().to_owned()
    };
    assert_eq!(take("As @o|", "odd-"), "As @{odd-}");
    assert_eq!(take("As @{o|", "odd-"), "As @{odd-}");
    assert_eq!(take("As @{o|}", "odd-"), "As @{odd-}");
    assert_eq!(take(r"As \citep{lock1931, ti|}", "tide:2020"), r"As \citep{lock1931, tide:2020}");
}

#[test]
fn cross_references_are_offered_by_their_names() {
    let folder = folder();
    let rest = "# Low water {#sec-low}\n\n![M](m.png){#fig-map}\n";
    for typed in ["sec", "sec-", "s", "sec-lo"] {
        let labels = vs_code(&folder, &format!("{TOP}As in @{typed}|.\n\n{rest}")).labels();
        assert!(
            labels.contains(&"sec-low".to_owned()) && labels.contains(&"fig-map".to_owned()),
            "{typed}: {labels:?}"
        );
    }
    let mut desk = vs_code(&folder, &format!("{TOP}As in [@{{fi| x\n\n{rest}"));
    assert!(desk.take("fig-map").contains("[@{fig-map} x\n"));
    assert!(!vs_code(&folder, &format!("{TOP}As in @lo|.\n\n{rest}")).labels().contains(&"sec-low".to_owned()));
}

#[test]
fn sources_in_the_metadata_are_offered_too() {
    let folder = folder();
    let mut desk = vs_code(&folder, "---\nreferences:\n- id: ebb\n  title: The Ebb\n---\n\nAs @|\n");
    assert_eq!(desk.labels(), ["ebb"]);
}

#[test]
fn nothing_is_offered_where_nothing_can_stand() {
    let folder = folder();
    for text in ["`@lo|`", "```\n@lo|\n```", "$@lo|$", "<!-- @lo| -->", "me@lo|", "A plain wo|rd", "- [|", "1 < 2 (a|)"]
    {
        assert_eq!(vs_code(&folder, &format!("{TOP}{text}\n")).list(), Value::Null, "{text}");
    }
    assert_eq!(vs_code(&folder, &format!("{TOP}```\n@lo|")).list(), Value::Null, "code that is not closed yet");
    // Without a bibliography `@` starts somebody's handle.
    assert_eq!(vs_code(&Folder::new(), "@lo|\n").list(), Value::Null);
    assert_eq!(vs_code(&folder, "---\ntitle: @lo|\n---\n\na\n").list(), Value::Null);
}

#[test]
fn a_large_library_answers_at_once_and_says_that_there_is_more() {
    let folder = Folder::new();
    let entry = |n: usize| {
        format!("@book{{key{n}, author={{Writer{n}, A.}}, title={{Volume {n} of many}}, year={{19{:02}}}}}\n", n % 100)
    };
    folder.write("refs.bib", &(0..50_000).map(entry).collect::<String>());
    let mut desk = vs_code(&folder, &format!("{TOP}As [@|]\n"));
    let list = desk.list();
    assert_eq!((list["isIncomplete"].clone(), list["items"].as_array().unwrap().len()), (json!(true), 200));
    let at = model::position(&desk.text, desk.text.rfind(']').unwrap(), "utf-16");
    desk.client.change(&desk.uri, 2, json!([{"range": {"start": at, "end": at}, "text": "Writer4999"}]));
    desk.at = json!({"line": 4, "character": at["character"].as_u64().unwrap() + 10});
    let started = std::time::Instant::now();
    let list = desk.list();
    let took = started.elapsed();
    assert_eq!((list["isIncomplete"].clone(), list["items"].as_array().unwrap().len()), (json!(false), 11));
    assert!(took.as_millis() < 2000, "{took:?}");
}

const NOTES: &str = "One.[^1] Two.[^|] Three.[^ghost]\n\n[^1]: The log of\n    the keepers\n[^2]: Another\n";

#[test]
fn footnotes_are_offered_with_their_text_and_a_new_one_with_its_note() {
    let folder = Folder::new();
    let mut desk = vs_code(&folder, NOTES);
    let items = desk.items();
    let said: Vec<_> = items
        .iter()
        .map(|i| (i["label"].as_str().unwrap(), i["labelDetails"]["description"].as_str().unwrap()))
        .collect();
    assert_eq!(
        said,
        [("1", "The log of the keepers"), ("2", "Another"), ("ghost", "has no note yet"), ("3", "new footnote")]
    );
    assert_eq!(desk.take("2"), NOTES.replace("[^|]", "[^2]"));
    assert_eq!(desk.take("3"), NOTES.replace("[^|]", "[^3]").trim_end().to_owned() + "\n[^3]: SOURCE NEEDED\n");
}

#[test]
fn a_new_footnote_at_the_very_end_is_one_edit() {
    let folder = Folder::new();
    assert_eq!(vs_code(&folder, "One.[^|").take("1"), "One.[^1]\n\n[^1]: SOURCE NEEDED");
    assert_eq!(vs_code(&folder, "One.[^tide|]").take("tide"), "One.[^tide]\n\n[^tide]: SOURCE NEEDED");
    assert_eq!(vs_code(&folder, "One.[^tide|\r\n").take("tide"), "One.[^tide]\r\n\r\n[^tide]: SOURCE NEEDED\r\n");
}

#[test]
fn reference_labels_are_offered_and_closed() {
    let folder = Folder::new();
    let definitions = "\n\n[Tide tables]: https://site.example/tides\n[log]: <the log.md> \"The log\"\n";
    assert_eq!(vs_code(&folder, &format!("See [it][|{definitions}")).labels(), ["Tide tables", "log"]);
    let taken = vs_code(&folder, &format!("See [it][ti|de]{definitions}")).take("Tide tables");
    assert_eq!(taken, format!("See [it][Tide tables]{definitions}"));
    assert_eq!(vs_code(&folder, &format!("See [l|{definitions}")).take("log"), format!("See [log]{definitions}"));
}

#[test]
fn files_and_folders_are_offered_and_encoded_where_that_is_needed() {
    let folder = folder();
    let line = |line: &str, label: &str| vs_code(&folder, &format!("{line}\n")).take(label).trim_end().to_owned();
    let labels = vs_code(&folder, "See [it](|)\n").labels();
    assert_eq!(labels, ["my notes.md", "other.md", "refs.bib", "images/"]);
    assert_eq!(line("See [it](m|)", "my notes.md"), "See [it](my%20notes.md)");
    assert_eq!(line("See [it](<m|>)", "my notes.md"), "See [it](<my notes.md>)");
    assert_eq!(line("[it]: im|", "images/"), "[it]: images/");
    assert_eq!(line("![it](images/m|old.png)", "map (old).png"), "![it](images/map%20%28old%29.png)");
    assert_eq!(line("<img src=\"images/|\">", "map (old).png"), "<img src=\"images/map%20%28old%29.png\">");
    assert_eq!(line("See [it](/im|)", "images/"), "See [it](/images/)");
}

#[test]
fn headings_are_offered_by_their_anchors() {
    let folder = folder();
    assert_eq!(
        vs_code(&folder, "# Ebb & flow\n\n## Ebb & flow\n\nSee [it](#|)\n").labels(),
        ["#ebb--flow", "#ebb--flow-1"]
    );
    let mut other = vs_code(&folder, "See [it](other.md#lo|)\n");
    assert_eq!(other.labels(), ["#the-mill", "#low--high-water", "#the-mill-1"]);
    assert_eq!(other.take("#low--high-water"), "See [it](other.md#low--high-water)\n");
}

#[test]
fn addresses_that_are_cited_are_offered_the_most_frequent_first() {
    let text = "[a](https://port.example/a) [b](https://log.example/b) <https://log.example/b>\n\n[c](htt|)\n";
    let mut desk = vs_code(&Folder::new(), text);
    assert_eq!(desk.labels(), ["log.example/b", "port.example/a"]);
    assert!(desk.take("log.example/b").ends_with("[c](https://log.example/b)\n"));
}

#[test]
fn silencers_know_their_words_and_the_rules() {
    let folder = Folder::new();
    assert_eq!(vs_code(&folder, "a <!-- ibid-|\n").labels()[1], "ibid-disable");
    let mut desk = vs_code(&folder, "a <!-- ibid-ignore empty-link, bare|-s -->\n");
    assert!(desk.labels().contains(&"residue".to_owned()), "groups too");
    assert_eq!(desk.take("bare-site"), "a <!-- ibid-ignore empty-link, bare-site -->\n");
}

#[test]
fn bibliographies_are_offered_in_the_metadata() {
    let folder = folder();
    let line = |line: &str| vs_code(&folder, &format!("---\n{line}\n---\n\na\n"));
    assert_eq!(line("bibliography: |").labels(), ["refs.bib", "images/"]);
    assert_eq!(line("bibliography: r|").take("refs.bib"), "---\nbibliography: refs.bib\n---\n\na\n");
    assert_eq!(line("bibliography:\n  - re|x").take("refs.bib"), "---\nbibliography:\n  - refs.bib\n---\n\na\n");
}

/// The desk as soon as the server has read every draft.
fn whole(mut desk: Desk) -> Desk {
    let begun = std::time::Instant::now();
    while desk.list()["isIncomplete"] == true {
        assert!(begun.elapsed() < std::time::Duration::from_secs(20), "the drafts are never read");
    }
    desk
}

#[test]
fn pages_of_a_wiki_are_offered_by_name_and_their_headings_by_their_words() {
    let folder = folder();
    std::fs::create_dir(folder.path("parts")).unwrap();
    folder.write("parts/Low Water.md", "# Low\n");
    folder.write("parts/other.md", "# Another\n");
    let mut desk = whole(vs_code(&folder, "See [[|\n"));
    assert_eq!(desk.labels(), ["Low Water", "my notes", "other", "parts/other"]);
    assert_eq!(desk.take("Low Water"), "See [[Low Water]]\n");
    assert_eq!(whole(vs_code(&folder, "See [[lo|w]] and\n")).take("Low Water"), "See [[Low Water]] and\n");
    assert_eq!(whole(vs_code(&folder, "See [[lo|#a|b]] and\n")).take("Low Water"), "See [[Low Water#a|b]] and\n");
    let mut other = vs_code(&folder, "See [[other#|]]\n");
    assert_eq!(other.labels(), ["The mill", "Low & high water", "The mill"]);
    assert_eq!(other.take("Low & high water"), "See [[other#Low & high water]]\n");
    assert_eq!(vs_code(&folder, "# Ebb\n\nSee [[#|\n").take("Ebb"), "# Ebb\n\nSee [[#Ebb]]\n");
}
