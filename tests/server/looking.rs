//! Sources looked up at a writer's request, in a web on loopback.

use crate::client::Client;
use crate::folder::Folder;
use crate::player::Player;
use crate::shapes;
use serde_json::{Value, json};

const SAID: &str = "The gate did not hold all night, and 14 boats were lost.";
const FORGED: &str =
    "\"The gate did hold all night, and 14 boats were lost,\" says [the log](https://harbour.example.net/log).\n";
const TWO: &str = "See [the log](https://harbour.example.net/log) and [the map](https://maps.example.net/weir).\n";

/// A writer with a draft, and a web that has what it cites.
pub struct Writer {
    pub client: Client,
    pub folder: Folder,
    pub player: Player,
    pub uri: String,
}

impl Writer {
    pub fn new(draft: &str, options: Value) -> Self {
        Self::with(shapes::minimal(), draft, options)
    }

    pub fn with(mut capabilities: Value, draft: &str, options: Value) -> Self {
        let (folder, player) = (Folder::new(), Player::start());
        player.page("harbour.example.net/log", "The log of the harbour", &format!("<p>Rain.</p><p>{SAID}</p>"));
        player.page("maps.example.net/weir", "A map of the weir", "<p>Here is the weir, and there is the mill.</p>");
        let home = |name: &str| folder.path(name).display().to_string();
        let environment =
            [("IBID_TEST_WEB", player.address()), ("XDG_CACHE_HOME", home("cache")), ("XDG_CONFIG_HOME", home("user"))];
        let mut client = Client::start_in(&environment);
        capabilities["general"] = json!({"positionEncodings": ["utf-8"]});
        let params = json!({
            "processId": null, "rootUri": folder.uri(""), "capabilities": capabilities, "initializationOptions": options,
        });
        client.request("initialize", params);
        client.notify("initialized", json!({}));
        folder.write("draft.md", draft);
        let uri = folder.uri("draft.md");
        client.open(&uri, 1, draft);
        Self { client, folder, player, uri }
    }

    pub fn command(&mut self, name: &str) {
        let params = json!({"command": name, "arguments": [self.uri]});
        let answer = self.client.request("workspace/executeCommand", params);
        assert_eq!(answer["result"], Value::Null, "{answer}");
        assert!(answer.get("error").is_none(), "{answer}");
    }

    /// What the writer is told next.
    pub fn told(&mut self) -> String {
        self.client.notification("window/showMessage")["message"].as_str().unwrap().to_owned()
    }

    /// Waits until just these rules find something.
    pub fn finds(&mut self, rules: &[&str]) {
        let uri = self.uri.clone();
        let fits = |message: &Value| {
            let found = message["params"]["diagnostics"].as_array();
            let codes = found.map(|found| found.iter().filter_map(|one| one["code"].as_str()).collect::<Vec<_>>());
            message["params"]["uri"] == *uri && codes.as_deref() == Some(rules)
        };
        assert!(self.client.wait(fits).is_some(), "never {rules:?}");
    }

    fn hosts(&self) -> Vec<String> {
        let heads = self.player.heads();
        let mut hosts: Vec<String> = heads.iter().map(|head| head.split('/').nth(1).unwrap().to_owned()).collect();
        hosts.dedup();
        hosts
    }

    pub fn lock(&self) -> Option<String> {
        std::fs::read_to_string(self.folder.path("ibid.lock")).ok()
    }
}

#[test]
fn findings_appear_when_sources_were_looked_up() {
    let mut writer = Writer::new(FORGED, json!({"network": "on"}));
    writer.finds(&[]);
    let words = "Some more words.\n\n";
    let top = json!({"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}});
    writer.client.change(&writer.uri, 2, json!([{"range": top, "text": words}]));
    writer.client.request("textDocument/documentSymbol", json!({"textDocument": {"uri": writer.uri}}));
    assert!(writer.player.heads().is_empty(), "opening and typing ask nobody");

    writer.command("ibid.checkSources");
    assert_eq!(writer.told(), "1 source looked up: 1 there, 0 not there, 0 could not be told");
    writer.finds(&["quotation-not-found"]);
    assert!(writer.lock().unwrap().contains("harbour.example.net/log"));

    let fixed = format!("{words}{}", FORGED.replace("did hold", "did not hold"));
    writer.client.change(&writer.uri, 3, json!([{"text": fixed}]));
    writer.command("ibid.checkSources");
    writer.told();
    writer.finds(&[]);
    writer.player.page("harbour.example.net/log", "The log of the harbour", "<p>The page was tidied up.</p>");
    let asked = writer.player.heads().len();
    writer.command("ibid.checkSources");
    writer.told();
    assert_eq!(writer.player.heads().len(), asked, "what is kept of an earlier look is taken");
    writer.command("ibid.refreshSources");
    writer.told();
    writer.finds(&["changed-source"]);
    assert_eq!(writer.client.leave(), Some(0));
}

#[test]
fn a_writer_is_asked_each_time() {
    let mut writer = Writer::new(TWO, json!({"network": "ask"}));
    for (times, choice) in [(1, None), (2, Some("Cancel"))] {
        writer.client.choice = choice;
        writer.command("ibid.checkSources");
        let asked = writer.client.asked("window/showMessageRequest", times);
        assert_eq!(asked["message"], "Look up 2 sources in the net? Only addresses and identifiers are sent.");
        assert_eq!(asked["actions"], json!([{"title": "Look up"}, {"title": "Cancel"}]));
        // The refusal has arrived by the time that this is answered.
        writer.client.request("textDocument/documentSymbol", json!({"textDocument": {"uri": writer.uri}}));
    }
    assert!(writer.player.heads().is_empty() && writer.lock().is_none());
    writer.client.choice = Some("Look up");
    writer.command("ibid.checkSources");
    assert_eq!(writer.told(), "2 sources looked up: 2 there, 0 not there, 0 could not be told");
}

#[test]
fn an_answer_does_not_outweigh_settings_that_have_changed_meanwhile() {
    for close in [false, true] {
        let mut writer = Writer::new(TWO, json!({"network": "ask"}));
        writer.client.silent = true;
        writer.command("ibid.checkSources");
        writer.client.asked("window/showMessageRequest", 1);
        let id = writer.client.asked.last().unwrap()["id"].clone();
        if close {
            writer.client.notify("textDocument/didClose", json!({"textDocument": {"uri": writer.uri}}));
        } else {
            let settings = json!({"settings": {"ibid": {"network": "off"}}});
            writer.client.notify("workspace/didChangeConfiguration", settings);
        }
        // An answer may overtake what is told; a question does not.
        writer.client.request("textDocument/documentSymbol", json!({"textDocument": {"uri": writer.uri}}));
        writer.client.send(&json!({"jsonrpc": "2.0", "id": id, "result": {"title": "Look up"}}));
        let told = writer.told();
        assert!(told.contains(if close { "was closed meanwhile" } else { "is off" }), "{told}");
        assert!(writer.player.heads().is_empty() && writer.lock().is_none());
    }
}

#[test]
fn a_question_is_asked_once() {
    let mut writer = Writer::new(TWO, json!({"network": "ask"}));
    writer.client.silent = true;
    writer.command("ibid.checkSources");
    writer.client.asked("window/showMessageRequest", 1);
    writer.command("ibid.checkSources");
    assert!(writer.told().contains("asks already"));
}

#[test]
fn off_opens_nothing() {
    let mut writer = Writer::new(TWO, json!({}));
    // A repository cannot allow what its reader does not.
    writer.folder.write("ibid.toml", "network = \"on\"\n");
    writer.client.notify("textDocument/didSave", json!({"textDocument": {"uri": writer.uri}}));
    for name in ["ibid.checkSources", "ibid.refreshSources"] {
        writer.command(name);
        let told = writer.told();
        assert!(told.contains("is off") && told.contains("`ibid.network`"), "{told}");
    }
    // But it can forbid.
    writer.folder.write("ibid.toml", "network = \"off\"\n");
    writer.client.notify("workspace/didChangeConfiguration", json!({"settings": {"ibid": {"network": "on"}}}));
    writer.command("ibid.checkSources");
    assert!(writer.told().starts_with("The project's configuration forbids the network"));
    assert!(writer.player.heads().is_empty() && writer.lock().is_none());
}

#[test]
fn an_editor_that_can_ask_for_consent_is_told_that_there_is_none() {
    let can_ask = json!({"experimental": {"commands": {"commands": ["ibid.chooseNetwork"]}}});
    let mut writer = Writer::with(can_ask, TWO, json!({}));
    let check = |writer: &mut Writer| {
        let params = json!({"command": "ibid.checkSources", "arguments": [writer.uri]});
        writer.client.request("workspace/executeCommand", params)["result"].clone()
    };
    assert_eq!(check(&mut writer), json!({"refused": "network"}));
    assert!(writer.player.heads().is_empty() && writer.lock().is_none());
    writer.client.notify("workspace/didChangeConfiguration", json!({"settings": {"ibid": {"network": "on"}}}));
    assert_eq!(check(&mut writer), Value::Null);
    assert_eq!(writer.told(), "2 sources looked up: 2 there, 0 not there, 0 could not be told");
}

#[test]
fn nothing_is_looked_up_for_a_stranger() {
    let mut writer = Writer::new(TWO, json!({"ibid": {"network": "on", "trusted": false}}));
    writer.command("ibid.checkSources");
    assert!(writer.told().contains("not trusted"));
    let at = json!({"start": {"line": 0, "character": 20}, "end": {"line": 0, "character": 20}});
    assert!(writer.client.actions(&writer.uri, at, None).iter().all(|action| action["title"] != "Check this source"));
    assert!(writer.player.heads().is_empty() && writer.lock().is_none());
}

#[test]
fn a_run_is_called_off() {
    let mut writer = Writer::with(json!({"window": {"workDoneProgress": true}}), TWO, json!({"network": "on"}));
    writer.player.hang("maps.example.net/weir");
    writer.command("ibid.checkSources");
    let token = writer.client.asked("window/workDoneProgress/create", 1)["token"].clone();
    let begin = writer.client.notification("$/progress");
    assert_eq!((&begin["token"], &begin["value"]["title"]), (&token, &json!("Looking up sources")));
    assert_eq!(begin["value"]["cancellable"], true);
    let one =
        |m: &Value| m["params"]["value"]["message"] == "1 of 2 sources" && m["params"]["value"]["percentage"] == 50;
    assert!(one(&json!({"params": begin})) || writer.client.wait(one).is_some());
    writer.command("ibid.checkSources");
    assert!(writer.told().starts_with("Sources are being looked up already"));
    writer.client.notify("window/workDoneProgress/cancel", json!({"token": "somebody's"}));
    writer.client.notify("window/workDoneProgress/cancel", json!({"token": token}));
    let told = "1 source looked up: 1 there, 0 not there, 0 could not be told; the rest was called off";
    assert_eq!(writer.told(), told);
    assert!(writer.client.wait(|m| m["params"]["value"]["kind"] == "end").is_some());
    let lock = writer.lock().unwrap();
    assert!(lock.contains("harbour.example.net") && !lock.contains("maps.example.net"), "{lock}");
    // The next may begin.
    writer.player.page("maps.example.net/weir", "A map of the weir", "<p>Here is the weir.</p>");
    writer.command("ibid.checkSources");
    assert_eq!(writer.told(), "2 sources looked up: 2 there, 0 not there, 0 could not be told");
}

#[test]
fn one_source_is_looked_up_alone() {
    let at = |character: usize| json!({"start": {"line": 0, "character": character}, "end": {"line": 0, "character": character}});
    let (link, words) = (TWO.find("the map").unwrap(), TWO.find("and").unwrap());
    let mut writer = Writer::new(TWO, json!({}));
    assert!(
        writer.client.actions(&writer.uri, at(link), None).iter().all(|action| action["title"] != "Check this source")
    );
    writer.client.notify("workspace/didChangeConfiguration", json!({"settings": {"ibid": {"network": "on"}}}));
    assert!(
        writer.client.actions(&writer.uri, at(words), None).iter().all(|action| action["title"] != "Check this source")
    );
    let actions = writer.client.actions(&writer.uri, at(link), None);
    let action = actions.last().unwrap();
    assert_eq!(action["title"], "Check this source");
    let params = json!({"command": action["command"]["command"], "arguments": action["command"]["arguments"]});
    writer.client.request("workspace/executeCommand", params);
    assert_eq!(writer.told(), "1 source looked up: 1 there, 0 not there, 0 could not be told");
    assert_eq!(writer.hosts(), ["maps.example.net"]);

    let here = json!({"command": "ibid.checkSource", "arguments": [writer.uri, {"line": 0, "character": words}]});
    writer.client.request("workspace/executeCommand", here);
    assert!(writer.told().starts_with("There are no sources here"));
    let refused = writer
        .client
        .request("workspace/executeCommand", json!({"command": "ibid.checkSource", "arguments": [writer.uri]}));
    assert!(refused["error"]["message"].as_str().unwrap().contains("a position in it"), "{refused}");
}

#[test]
fn the_source_of_a_footnote_is_looked_up_at_its_mark() {
    let draft = "The gate held.[^1] So it did.\n\n[^1]: The log, <https://harbour.example.net/log>.\n";
    let mut writer = Writer::new(draft, json!({"network": "on"}));
    let mark = json!({"line": 0, "character": draft.find("[^1]").unwrap() + 1});
    writer
        .client
        .request("workspace/executeCommand", json!({"command": "ibid.checkSource", "arguments": [writer.uri, mark]}));
    assert_eq!(writer.told(), "1 source looked up: 1 there, 0 not there, 0 could not be told");
}

#[test]
fn a_lock_that_somebody_else_writes_is_read_again() {
    let mut writer = Writer::with(shapes::neovim(), FORGED, json!({"network": "on"}));
    writer.finds(&[]);
    writer.command("ibid.checkSources");
    writer.finds(&["quotation-not-found"]);
    let lock = writer.lock().unwrap();
    let changed = json!({"changes": [{"uri": writer.folder.uri("ibid.lock"), "type": 2}]});
    std::fs::remove_file(writer.folder.path("ibid.lock")).unwrap();
    writer.client.notify("workspace/didChangeWatchedFiles", changed.clone());
    writer.finds(&[]);
    writer.folder.write("ibid.lock", &lock);
    writer.client.notify("workspace/didChangeWatchedFiles", changed);
    writer.finds(&["quotation-not-found"]);

    let (mut client, _) = Client::initialized(shapes::vs_code());
    client.asked("client/registerCapability", 1);
    assert!(client.asked.iter().any(|asked| asked["params"].to_string().contains("**/ibid.lock")));
}

#[test]
fn a_lock_that_cannot_be_read_stays_as_it_is() {
    let mut writer = Writer::new(TWO, json!({"network": "on"}));
    let broken = "version = 1\n[[source]]\nid = 7\n";
    writer.folder.write("ibid.lock", broken);
    writer.command("ibid.checkSources");
    assert!(writer.told().contains("ibid.lock:3:6: This lock cannot be read"));
    assert_eq!(writer.lock().as_deref(), Some(broken));
    assert!(writer.player.heads().is_empty());
}

#[test]
fn the_sources_of_a_draft_are_listed_with_what_is_known_of_them() {
    let draft = "\u{1f6a2} \"The gate did hold all night, and 14 boats were lost,\" says [the log](https://harbour.example.net/log). \
                 See [the map](https://maps.example.net/weir), the [log](https://harbour.example.net/log), and [mill](https://mill.example.net/).\n";
    let mut writer = Writer::new(draft, json!({"network": "on"}));
    let list = |writer: &mut Writer| {
        let answer = writer.client.request("ibid/sources", json!({"textDocument": {"uri": writer.uri}}));
        let sources = answer["result"].as_array().unwrap().clone();
        let told =
            |one: &Value| (one["label"].as_str().unwrap().to_owned(), one["state"].clone(), one["words"].clone());
        (sources.iter().map(told).collect::<Vec<_>>(), sources)
    };
    let told = |label: &str, state: &str, words: &str| (label.to_owned(), json!(state), json!(words));
    let (before, sources) = list(&mut writer);
    assert_eq!(before[0], told("the log", "unchecked", "not looked up"));
    assert_eq!(sources[0]["detail"], "harbour.example.net/log");
    assert_eq!(sources[0]["url"], "https://harbour.example.net/log");
    let starts: Vec<_> = sources[0]["places"].as_array().unwrap().iter().map(|place| place["start"].clone()).collect();
    // The client counts in bytes, and a ship has four.
    assert_eq!(starts, [json!({"line": 0, "character": 65}), json!({"line": 0, "character": 159})]);

    writer.command("ibid.checkSources");
    writer.told();
    writer.finds(&["quotation-not-found", "dead-link"]);
    let (after, _) = list(&mut writer);
    assert_eq!(after[0], told("the log", "broken", "there, quotation not found"));
    assert_eq!(after[1], told("the map", "present", "there"));
    assert_eq!(after[2], told("mill", "broken", "not found"));

    // What was misquoted and is not said any more tells nothing of the source.
    let mended = draft.replace("did hold", "did not hold");
    writer.client.change(&writer.uri, 2, json!([{"text": mended}]));
    assert_eq!(list(&mut writer).0[0], told("the log", "present", "there"));
    let closed = writer.client.request("ibid/sources", json!({"textDocument": {"uri": "file:///drafts/other.md"}}));
    assert_eq!(closed["result"], Value::Null);
}

#[test]
fn a_list_of_retractions_is_read_beside_the_typing() {
    let mut writer = Writer::new("The sea is sad, says doi:10.5555/tide.7.\n", json!({}));
    writer.finds(&[]);
    let list = "OriginalPaperDOI,OriginalPaperPubMedID,RetractionDate,RetractionNature\n10.5555/tide.7,0,6/1/2021 0:00,Retraction\n";
    writer.folder.write("retraction_watch.csv", list);
    writer.client.notify(
        "workspace/didChangeConfiguration",
        json!({"settings": {"ibid": {"retraction-watch": ["retraction_watch.csv"]}}}),
    );
    writer.finds(&["retracted-source"]);
    writer.folder.write("other.csv", "one,two\n1,2\n");
    writer
        .client
        .notify("workspace/didChangeConfiguration", json!({"settings": {"ibid": {"retraction-watch": ["other.csv"]}}}));
    writer.finds(&[]);
    assert!(writer.told().contains("other.csv: This is not the list of Retraction Watch"));
    assert!(writer.player.heads().is_empty());
}
