//! Citation keys from the Zotero on this machine, played by a server on loopback.

use crate::client::Client;
use crate::folder::Folder;
use crate::model;
use crate::player::Player;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

const FIRST: &str = "api/users/0/items/top?format=json&sort=dateModified&limit=200&start=0";
const BIB: &str = "@book{lock1931, author={Lock, Jane}, title={The Canal Keepers}, doi={10.5555/canal}, year=1931}\n";

fn items() -> String {
    let article = json!({"key": "ABCD2345", "version": 512, "meta": {"parsedDate": "2019-03"}, "data": {
        "itemType": "journalArticle", "title": "Low water [at](https://x.example)", "date": "March 2019", "publicationTitle": "Harbour", "citationKey": "vale2019",
        "creators": [{"creatorType": "author", "firstName": "Mara", "lastName": "Vale"}], "extra": ""}});
    // Which the bibliography has, under another key.
    let known = json!({"key": "B", "data": {"itemType": "book", "title": "The Canal Keepers", "DOI": "10.5555/CANAL", "citationKey": "canal"}});
    let extra = json!({"key": "C", "data": {"itemType": "book", "title": "Valves", "extra": "Citation Key: valves"}});
    let file = json!({"key": "D", "data": {"itemType": "attachment", "title": "vale.pdf"}});
    json!([article, known, extra, file]).to_string()
}

struct Writer {
    client: Client,
    folder: Folder,
    player: Player,
    uri: String,
    text: String,
}

impl Writer {
    fn new(options: Value, draft: &str) -> Self {
        let (folder, player) = (Folder::new(), Player::start());
        folder.write("refs.bib", BIB);
        player.put(FIRST, 200, "Zotero-API-Version: 3\r\ncontent-type: application/json\r\n", &items());
        let home = |name: &str| folder.path(name).display().to_string();
        let environment = [("IBID_TEST_ZOTERO", player.address()), ("XDG_CONFIG_HOME", home("user"))];
        let mut client = Client::start_in(&environment);
        let capabilities = json!({
            "general": {"positionEncodings": ["utf-8"]},
            "textDocument": {"completion": {"completionItem": {"documentationFormat": ["markdown"]}}},
        });
        client.request("initialize", json!({
            "processId": null, "rootUri": folder.uri(""), "capabilities": capabilities, "initializationOptions": options,
        }));
        client.notify("initialized", json!({}));
        let uri = folder.uri("draft.md");
        client.open(&uri, 1, draft);
        Self { client, folder, player, uri, text: draft.to_owned() }
    }

    fn list(&mut self) -> Value {
        let position = model::position(&self.text, self.text.find(']').unwrap(), "utf-8");
        let params = json!({"textDocument": {"uri": self.uri}, "position": position});
        self.client.request("textDocument/completion", params)["result"].clone()
    }

    /// The list when Zotero has answered.
    fn complete(&mut self) -> Vec<Value> {
        let deadline = Instant::now() + Duration::from_secs(10);
        loop {
            let list = self.list();
            if list["isIncomplete"] == false {
                return list["items"].as_array().cloned().unwrap_or_default();
            }
            assert!(Instant::now() < deadline, "it never ends");
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

fn labels(items: &[Value]) -> Vec<&str> {
    items.iter().filter_map(|item| item["label"].as_str()).collect()
}

const DRAFT: &str = "---\nbibliography: refs.bib\n---\n\nAs [@].\n";

#[test]
fn items_are_offered_and_their_entries_added() {
    let mut writer = Writer::new(json!({"zotero": true}), DRAFT);
    // Opening asks nobody.
    writer.client.request("textDocument/documentSymbol", json!({"textDocument": {"uri": writer.uri}}));
    assert!(writer.player.heads().is_empty());
    let items = writer.complete();
    assert_eq!(labels(&items), ["lock1931", "vale2019", "valves"]);
    let item = items[1].clone();
    let said =
        writer.client.request("completionItem/resolve", item.clone())["result"]["documentation"]["value"].clone();
    let said = said.as_str().unwrap();
    assert!(said.contains("Vale, M. (2019") && said.contains("Low water \\[at\\](https\\://x.example)"), "{said}");
    let params = json!({"command": item["command"]["command"], "arguments": item["command"]["arguments"]});
    writer.client.request("workspace/executeCommand", params);
    let edit = writer.client.asked("workspace/applyEdit", 1)["edit"].clone();
    let bib = model::apply(BIB, &edit, &writer.folder.uri("refs.bib"), "utf-8");
    assert!(
        bib.starts_with(&format!("{BIB}\n@article{{vale2019,\n")) && bib.contains("journal = {Harbour}")
            || bib.contains("journaltitle = {Harbour}"),
        "{bib}"
    );
    // They are remembered.
    writer.complete();
    let heads = writer.player.heads();
    assert_eq!(heads.len(), 1);
    let head = heads[0].to_lowercase();
    assert!(
        head.contains("\r\nhost: 127.0.0.1:") && head.contains("\r\nuser-agent: ibid/") && !head.contains("origin"),
        "{head}"
    );
}

#[test]
fn without_the_writers_word_nobody_is_asked() {
    let mut writer = Writer::new(json!({}), DRAFT);
    // Which a repository cannot give in the writer's place.
    writer.folder.write("ibid.toml", "zotero = true\n");
    writer.client.notify("textDocument/didSave", json!({"textDocument": {"uri": writer.uri}}));
    assert_eq!(labels(&writer.complete()), ["lock1931"]);
    assert!(writer.player.heads().is_empty());
}

#[test]
fn a_zotero_that_refuses_or_hangs_costs_nothing() {
    for status in [403, 0] {
        let mut writer = Writer::new(json!({"zotero": true}), DRAFT);
        writer.player.put(FIRST, status, "", "Local API is not enabled");
        let started = Instant::now();
        assert_eq!(writer.list()["items"][0]["label"], "lock1931");
        assert!(started.elapsed() < Duration::from_millis(900), "typing waits for nobody");
        let told =
            |m: &Value| m["method"] == "window/logMessage" && m["params"]["message"].to_string().contains("Zotero");
        let told = writer.client.wait(told).unwrap()["params"]["message"].clone();
        let wanted = if status == 403 { "it lets no other programs read" } else { "it does not answer" };
        assert!(told.as_str().unwrap().contains(wanted), "{told}");
        assert_eq!(labels(&writer.complete()), ["lock1931"]);
    }
}

#[test]
fn an_entry_needs_one_bibliography_to_go_to() {
    let mut writer = Writer::new(json!({"zotero": true}), "As [@].\n");
    let items = writer.complete();
    let params = json!({"command": "ibid.addEntry", "arguments": items[0]["command"]["arguments"]});
    writer.client.request("workspace/executeCommand", params);
    let told = writer.client.notification("window/showMessage")["message"].clone();
    assert!(told.as_str().unwrap().contains("the draft has none in BibTeX"), "{told}");
}
