//! References fetched at a writer's request, in a web on loopback, and put into the draft.

use crate::client::Client;
use crate::folder::Folder;
use crate::player::Player;
use crate::shapes;
use serde_json::{Value, json};

const PAGE: &str = "https://tides.example.net/moods";
const HEAD: &str = "<meta property=\"og:title\" content=\"Tides &amp; moods\"><meta name=\"author\" content=\"Mara Vale\">\
    <meta property=\"article:published_time\" content=\"2011-04-01\">";
const NOTED: &str = "The sea is sad (https://tides.example.net/moods). A gate.[^1]\n\n[^1]: A book.\n";
const LINKED: &str = "The sea is sad (https://tides.example.net/moods), they say.\n";

/// A writer with a draft, and a web that has what it names.
struct Writer {
    client: Client,
    folder: Folder,
    player: Player,
    uri: String,
    draft: String,
}

impl Writer {
    fn new(mut capabilities: Value, files: &[(&str, &str)], draft: &str, options: Value) -> Self {
        let (folder, player) = (Folder::new(), Player::start());
        page(&player, HEAD);
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
        for (name, text) in files {
            folder.write(name, text);
        }
        folder.write("draft.md", draft);
        let uri = folder.uri("draft.md");
        client.open(&uri, 1, draft);
        Self { client, folder, player, uri, draft: draft.to_owned() }
    }

    /// Runs the command at the first `words` of the draft.
    fn fetch(&mut self, words: &str) {
        let at = json!({"line": 0, "character": self.draft.find(words).unwrap()});
        let params = json!({"command": "ibid.fetchReference", "arguments": [self.uri, at]});
        let answer = self.client.request("workspace/executeCommand", params);
        assert!(answer.get("error").is_none(), "{answer}");
    }

    fn told(&mut self) -> String {
        self.client.notification("window/showMessage")["message"].as_str().unwrap().to_owned()
    }

    /// The texts of an edit that the client was asked to apply, with their versions and what becomes of them.
    fn applied(&mut self) -> Vec<(String, Value, String)> {
        let asked = self.client.asked("workspace/applyEdit", 1);
        assert_eq!(asked["label"], "Fetch the reference");
        let changes = asked["edit"]["documentChanges"].as_array().unwrap().clone();
        let one = |change: &Value| {
            let uri = change["textDocument"]["uri"].as_str().unwrap().to_owned();
            let text = if uri == self.uri {
                self.draft.clone()
            } else {
                std::fs::read_to_string(self.folder.path(uri.rsplit('/').next().unwrap())).unwrap()
            };
            (uri, change["textDocument"]["version"].clone(), edited(&text, change["edits"].as_array().unwrap()))
        };
        changes.iter().map(one).collect()
    }

    /// Answers the question whether it may be looked up.
    fn allow(&mut self) {
        self.client.asked("window/showMessageRequest", 1);
        let id = self.client.asked.last().unwrap()["id"].clone();
        self.client.silent = false;
        self.client.send(&json!({"jsonrpc": "2.0", "id": id, "result": {"title": "Look up"}}));
    }
}

fn page(player: &Player, head: &str) {
    let rest =
        "<p>Whoever lives by the sea is sad when it is low and glad when it is high, say those who asked them.</p>";
    let html =
        format!("<!doctype html><html><head><title>Moods</title>{head}</head><body>{}</body></html>", rest.repeat(9));
    player.put("tides.example.net/moods", 200, "content-type: text/html; charset=utf-8\r\n", &html);
}

/// A text after edits of an editor that counts bytes.
fn edited(text: &str, edits: &[Value]) -> String {
    let offset = |position: &Value| {
        let line = position["line"].as_u64().unwrap() as usize;
        let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
        start + position["character"].as_u64().unwrap() as usize
    };
    let mut after = text.to_owned();
    for edit in edits.iter().rev() {
        let range = offset(&edit["range"]["start"])..offset(&edit["range"]["end"]);
        after.replace_range(range, edit["newText"].as_str().unwrap());
    }
    after
}

fn full(title: &str) -> String {
    format!("Vale, M. (2011, April 1). *{title}*. <{PAGE}>")
}

#[test]
fn a_reference_is_fetched_and_put_in_as_one_edit() {
    let mut writer = Writer::new(shapes::vs_code(), &[], NOTED, json!({"network": "on"}));
    let at = json!({"line": 0, "character": NOTED.find("https").unwrap() + 3});
    let actions = writer.client.actions(&writer.uri, json!({"start": at, "end": at}), None);
    let action = actions.iter().find(|action| action["title"] == "Fetch the reference").expect("the action");
    assert_eq!(action["kind"], "quickfix");
    assert!(writer.player.heads().is_empty(), "a menu asks nobody");
    let params = json!({"command": action["command"]["command"], "arguments": action["command"]["arguments"]});
    writer.client.request("workspace/executeCommand", params);
    let expected = format!("The sea is sad.[^2] A gate.[^1]\n\n[^1]: A book.\n[^2]: {}\n", full("Tides & moods"));
    assert_eq!(writer.applied(), [(writer.uri.clone(), json!(1), expected)]);
    assert_eq!(writer.told(), format!("{PAGE}: title: OpenGraph; authors: meta tags; date: OpenGraph"));
    assert_eq!(writer.client.leave(), Some(0));
}

#[test]
fn a_writer_is_asked_first() {
    let mut writer = Writer::new(shapes::neovim(), &[], LINKED, json!({"network": "ask"}));
    writer.client.choice = Some("Cancel");
    writer.fetch("https");
    let question = writer.client.asked("window/showMessageRequest", 1);
    assert_eq!(question["message"], "Look up 1 source in the net? Only addresses and identifiers are sent.");
    writer.client.request("textDocument/documentSymbol", json!({"textDocument": {"uri": writer.uri}}));
    assert!(writer.player.heads().is_empty());
    writer.client.choice = Some("Look up");
    writer.fetch("https");
    let expected = "The sea is sad ([Tides & moods](https://tides.example.net/moods)), they say.\n";
    assert_eq!(writer.applied(), [(writer.uri.clone(), json!(1), expected.to_owned())]);
}

#[test]
fn nothing_is_fetched_without_consent_or_where_nothing_stands() {
    let mut writer = Writer::new(shapes::vs_code(), &[], LINKED, json!({}));
    let at = json!({"line": 0, "character": LINKED.find("https").unwrap()});
    let actions = writer.client.actions(&writer.uri, json!({"start": at, "end": at}), None);
    assert!(actions.iter().all(|action| action["title"] != "Fetch the reference"));
    writer.fetch("https");
    assert!(writer.told().contains("is off"));
    let refused = writer
        .client
        .request("workspace/executeCommand", json!({"command": "ibid.fetchReference", "arguments": [writer.uri]}));
    assert!(refused["error"]["message"].as_str().unwrap().contains("a position in it"), "{refused}");

    let mut writer = Writer::new(shapes::vs_code(), &[], LINKED, json!({"network": "on"}));
    writer.fetch("they");
    assert!(writer.told().starts_with("There is no bare address"));
    let mut writer = Writer::new(shapes::minimal(), &[], LINKED, json!({"network": "on"}));
    writer.fetch("https");
    assert!(writer.told().starts_with("Your editor takes no edits"));
    assert!(writer.player.heads().is_empty());
}

#[test]
fn a_draft_that_changes_meanwhile_is_edited_where_the_name_stands_now() {
    let mut writer = Writer::new(shapes::vs_code(), &[], LINKED, json!({"network": "ask"}));
    writer.client.asked("workspace/configuration", 1);
    writer.client.silent = true;
    writer.fetch("https");
    writer.client.asked("window/showMessageRequest", 1);
    writer.draft = format!("More words.\n\n{LINKED}");
    let (uri, draft) = (writer.uri.clone(), writer.draft.clone());
    writer.client.change(&uri, 2, json!([{"text": draft}]));
    writer.allow();
    let expected = "More words.\n\nThe sea is sad ([Tides & moods](https://tides.example.net/moods)), they say.\n";
    assert_eq!(writer.applied(), [(uri, json!(2), expected.to_owned())]);
}

#[test]
fn where_the_name_was_changed_meanwhile_nothing_is() {
    for (now, told) in [
        (LINKED.replace("moods", "floods"), "changed here meanwhile"),
        (LINKED.replace("(https", "([x](https").replace("moods)", "moods))"), "changed here meanwhile"),
        (format!("{PAGE}\n\n{LINKED}"), "changed here meanwhile"),
    ] {
        let mut writer = Writer::new(shapes::vs_code(), &[], LINKED, json!({"network": "ask"}));
        writer.client.asked("workspace/configuration", 1);
        writer.client.silent = true;
        writer.fetch("https");
        writer.client.asked("window/showMessageRequest", 1);
        writer.client.change(&writer.uri, 2, json!([{"text": now}]));
        writer.allow();
        let said = writer.told();
        assert!(said.contains(told), "{said}");
        assert!(writer.client.asked.iter().all(|request| request["method"] != "workspace/applyEdit"));
    }
}

#[test]
fn a_draft_with_keys_gets_an_entry_in_its_bibliography() {
    let draft =
        "The sea is sad (https://tides.example.net/moods). A gate [@lock].\n\n---\nbibliography: refs.bib\n---\n";
    let mut writer = Writer::new(
        shapes::vs_code(),
        &[("refs.bib", "@misc{lock,\r\n  title = {Locks},\r\n}\r\n")],
        draft,
        json!({"network": "on"}),
    );
    writer.fetch("https");
    let applied = writer.applied();
    assert_eq!(applied[0].2, draft.replace("(https://tides.example.net/moods)", "[@vale2011tides]"));
    let book = &applied[1].2;
    assert!(book.starts_with("@misc{lock,\r\n  title = {Locks},\r\n}\r\n\r\n@online{vale2011tides,\r\n"), "{book:?}");
    for line in
        ["author = {Vale, Mara}", "date = {2011-04-01}", "title = {Tides \\& moods}", &format!("url = {{{PAGE}}}")]
    {
        assert!(book.contains(line), "{book}");
    }
}

#[test]
fn a_work_is_fetched_from_its_registry() {
    let draft = "The sea is sad, says doi:10.5555/tide.7, and sad it is.\n";
    let mut writer = Writer::new(shapes::vs_code(), &[], draft, json!({"network": "on"}));
    let record = r#"{"status":"ok","message":{"DOI":"10.5555/tide.7","type":"journal-article","title":["Tides <i>and</i> moods"],
        "container-title":["Journal of Harbours"]}}"#;
    writer.player.put("api.crossref.org/works/10.5555/tide.7", 200, "content-type: application/json\r\n", record);
    writer.fetch("doi");
    let expected = "The sea is sad, says [Tides and moods](https://doi.org/10.5555/tide.7), and sad it is.\n";
    assert_eq!(writer.applied()[0].2, expected);
    assert_eq!(writer.told(), "doi:10.5555/tide.7: title: Crossref; container: Crossref; nobody says: authors, date");

    // Whom to write to registries are told, if the writer says so.
    let settings = json!({"network": "on", "mail": "mara@example.org"});
    let mut writer = Writer::new(shapes::vs_code(), &[], draft, settings);
    writer.fetch("doi");
    writer.told();
    assert!(writer.player.heads().iter().any(|head| head.contains("mailto=mara@example.org")));

    let mut writer = Writer::new(shapes::vs_code(), &[], "Sad: ISBN 978-0-306-40615-7.\n", json!({"network": "on"}));
    writer.fetch("ISBN");
    let said = writer.told();
    assert!(said.starts_with("ISBN 978-0-306-40615-7: "), "{said}");
    assert!(writer.client.asked.iter().all(|request| request["method"] != "workspace/applyEdit"));
}

#[test]
fn a_hostile_page_puts_no_markup_in() {
    let mut writer = Writer::new(shapes::vs_code(), &[], NOTED, json!({"network": "on"}));
    let evil = "x](javascript:alert(1))\n\n# \u{202e}y\u{200b} \\ [^1] &lt;script&gt; @lock";
    page(&writer.player, &format!("<meta property=\"og:title\" content=\"{evil}\">"));
    writer.fetch("https");
    let title = "x\\](javascript:alert(1)) # y \\\\ \\[^1\\] \\<script\\> \\@lock";
    let expected = format!("The sea is sad.[^2] A gate.[^1]\n\n[^1]: A book.\n[^2]: *{title}*. (n.d.). <{PAGE}>\n");
    assert_eq!(writer.applied()[0].2, expected);
    assert_eq!(writer.told(), format!("{PAGE}: title: OpenGraph; nobody says: authors, date"));
}

#[test]
fn a_page_is_believed_about_its_number_where_the_registry_agrees() {
    let record = |title: &str| {
        format!(
            r#"{{"status":"ok","message":{{"DOI":"10.5555/tide.7","type":"journal-article","title":["{title}"]}}}}"#
        )
    };
    let head = format!("{HEAD}<meta name=\"citation_doi\" content=\"10.5555/tide.7\">");
    for (title, told, link) in [
        ("Tides & Moods", "title: Crossref; nobody says: authors, date", "<https://doi.org/10.5555/tide.7>"),
        (
            "The price of rope",
            "title: OpenGraph; authors: meta tags; date: OpenGraph",
            "<https://tides.example.net/moods>",
        ),
    ] {
        let mut writer = Writer::new(shapes::vs_code(), &[], NOTED, json!({"network": "on"}));
        page(&writer.player, &head);
        let headers = "content-type: application/json\r\n";
        writer.player.put("api.crossref.org/works/10.5555/tide.7", 200, headers, &record(title));
        writer.fetch("https");
        let after = writer.applied()[0].2.clone();
        assert!(after.ends_with(&format!("{link}\n")), "{after}");
        assert_eq!(writer.told(), format!("{PAGE}: {told}"));
    }
}
