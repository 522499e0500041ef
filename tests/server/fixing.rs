//! Code actions, applied as an editor would.

use crate::client::Client;
use crate::{model, shapes};
use serde_json::{Value, json};

const URI: &str = "file:///drafts/draft.md";

fn titled<'a>(actions: &'a [Value], start: &str) -> &'a Value {
    let fits = |action: &&Value| action["title"].as_str().unwrap().starts_with(start);
    actions.iter().find(fits).unwrap_or_else(|| panic!("no `{start}` in {actions:#?}"))
}

#[test]
fn a_quick_fix_changes_what_it_says_in_each_encoding() {
    for encoding in shapes::ENCODINGS {
        let (mut client, _) = Client::initialized(shapes::counting(encoding));
        let text = "\u{1f600}\r\n\r\nD\u{e9}j\u{e0} \u{1f600} vu: [the \u{1f600} minutes]() of May.\r\n";
        client.open(URI, 1, text);
        let cursor = model::position(text, text.find("minutes").unwrap(), encoding);
        let actions = client.actions(URI, json!({"start": cursor, "end": cursor}), None);
        let fix = titled(&actions, "Keep the text");
        assert_eq!(fix["kind"], "quickfix");
        assert_eq!(fix["isPreferred"], true);
        assert_eq!(fix["diagnostics"][0]["code"], "empty-link");
        let fixed = model::apply(text, &fix["edit"], URI, encoding);
        assert_eq!(fixed, text.replace("[the \u{1f600} minutes]()", "the \u{1f600} minutes"));
    }
}

/// Has `before` as its text, takes the action whose title starts so, and returns the text after.
fn after(capabilities: Value, encoding: &str, uri: &str, before: &str, title: &str) -> String {
    let (mut client, _) = Client::initialized(capabilities);
    client.open(uri, 3, before);
    let actions = client.actions(uri, model::everything(before, encoding), None);
    let mut action = titled(&actions, title).clone();
    if action.get("edit").is_none() {
        action = client.resolve(&action);
    }
    model::apply(before, &action["edit"], uri, encoding)
}

const TRACKED: &str = "D\u{e9}j\u{e0} \u{1f600}: [one](https://harbour.example.net/a?fbclid=Qx7&b=1#c).\r\n\r\nKept \u{1f600} as it is.\r\n\r\n\
    [two](https://harbour.example.net/d?fbclid=Rz4) and [three]().\r\n";

#[test]
fn every_safe_fix_at_once_and_nothing_else() {
    let expected = TRACKED.replace("fbclid=Qx7&", "").replace("?fbclid=Rz4", "");
    for encoding in shapes::ENCODINGS {
        let title = "Apply every safe fix";
        assert_eq!(after(shapes::counting(encoding), encoding, URI, TRACKED, title), expected);
    }
    assert_eq!(after(shapes::vs_code(), "utf-16", URI, TRACKED, "Apply every safe fix"), expected);
}

#[test]
fn small_edits_leave_the_rest_of_the_draft_alone() {
    let (mut client, _) = Client::initialized(shapes::counting("utf-8"));
    client.open(URI, 1, TRACKED);
    let range = model::everything(TRACKED, "utf-8");
    let actions = client.actions(URI, range, Some(json!(["source.fixAll.ibid"])));
    let [action] = &actions[..] else { panic!("{actions:#?}") };
    assert_eq!(action["kind"], "source.fixAll.ibid");
    let edits = action["edit"]["changes"][URI].as_array().unwrap();
    let touched: Vec<&Value> = edits.iter().map(|edit| &edit["range"]["start"]["line"]).collect();
    assert_eq!(touched, [&json!(0), &json!(4)]);
}

#[test]
fn one_rule_throughout_the_draft() {
    let before = "A [b]() and [c]().\n\nD [e]() f.\n";
    let fixed = after(shapes::neovim(), "utf-8", URI, before, "Fix all `empty-link` problems");
    assert_eq!(fixed, "A b and c.\n\nD e f.\n");
}

#[test]
fn labels_written_together_differ() {
    let before = "Prices fell (reuters.com). Wages rose in May (wsj.com).\n\nRents stood still (bbc.com).\n";
    let fixed = after(shapes::counting("utf-16"), "utf-16", URI, before, "Fix all `bare-site` problems");
    let mut labels: Vec<&str> =
        fixed.lines().filter(|l| l.starts_with("[^")).filter_map(|l| l.split(':').next()).collect();
    assert_eq!(labels.len(), 3, "{fixed}");
    labels.dedup();
    assert_eq!(labels.len(), 3, "{fixed}");
    assert!(labels.iter().all(|label| fixed.matches(label).count() == 2), "{fixed}");
}

#[test]
fn silenced_here_and_nowhere_else() {
    let before = "One [a]().\r\n\r\n- two\r\n- \u{1f600} [b]()\r\n";
    for encoding in shapes::ENCODINGS {
        let (mut client, _) = Client::initialized(shapes::counting(encoding));
        client.open(URI, 1, before);
        assert_eq!(client.diagnostics(URI)["diagnostics"].as_array().unwrap().len(), 2);
        let at = model::position(before, before.find("[b]").unwrap(), encoding);
        let actions = client.actions(URI, json!({"start": at, "end": at}), None);
        let silenced = model::apply(before, &titled(&actions, "Silence `empty-link`")["edit"], URI, encoding);
        let comment = "<!-- ibid-ignore empty-link: reason -->";
        assert_eq!(silenced, format!("One [a]().\r\n\r\n- two\r\n- {comment}\r\n  \u{1f600} [b]()\r\n"));
        client.change(URI, 2, json!([{"text": silenced}]));
        let shown = client.diagnostics(URI);
        assert_eq!(shown["diagnostics"].as_array().unwrap().len(), 1);
        assert_eq!(shown["diagnostics"][0]["range"]["start"]["line"], 0);
    }
    let mdx = after(shapes::counting("utf-8"), "utf-8", "file:///drafts/a.mdx", "One [a]().\n", "Silence");
    assert_eq!(mdx, "{/* ibid-ignore empty-link: reason */}\nOne [a]().\n");
}

#[test]
fn only_the_kinds_that_were_asked_for() {
    let (mut client, _) = Client::initialized(shapes::minimal());
    client.open(URI, 1, TRACKED);
    let range = model::everything(TRACKED, "utf-16");
    let mut kinds = |only: Value| {
        let actions = client.actions(URI, range.clone(), Some(only));
        let mut kinds: Vec<String> = actions.iter().map(|a| a["kind"].as_str().unwrap().to_owned()).collect();
        kinds.dedup();
        kinds
    };
    assert_eq!(kinds(json!(["quickfix"])), ["quickfix"]);
    assert_eq!(kinds(json!(["source"])), ["source.fixAll.ibid"]);
    assert_eq!(kinds(json!(["source.fixAll"])), ["source.fixAll.ibid"]);
    assert_eq!(kinds(json!(["source.fixAll.ibid"])), ["source.fixAll.ibid"]);
    assert_eq!(kinds(json!([""])), ["quickfix", "source.fixAll.ibid"]);
    assert_eq!(kinds(json!(["refactor", "source.fixAll.other", "quick"])), [] as [String; 0]);
}

#[test]
fn edits_name_the_version_they_are_for() {
    for shape in [shapes::vs_code(), shapes::neovim()] {
        let (mut client, _) = Client::initialized(shape);
        client.open(URI, 6, "A [b]() c.\n");
        let actions = client.actions(URI, model::everything("A [b]() c.\n", "utf-8"), None);
        let fix = titled(&actions, "Keep the text");
        assert!(fix.get("edit").is_none());
        let resolved = client.resolve(fix);
        assert_eq!(resolved["edit"]["documentChanges"][0]["textDocument"], json!({"uri": URI, "version": 6}));
        // For a draft that has changed since, there is nothing to apply.
        client.change(URI, 7, json!([{"text": "Other.\n\nA [b]() c.\n"}]));
        assert!(client.resolve(fix).get("edit").is_none());
    }
}

#[test]
fn a_hover_tells_the_rule() {
    let (mut client, _) = Client::initialized(shapes::vs_code());
    client.open(URI, 1, "\u{1f600} [b]() c.\n");
    let hover = |character: u32| json!({"textDocument": {"uri": URI}, "position": {"line": 0, "character": character}});
    let said = client.request("textDocument/hover", hover(4))["result"].clone();
    assert!(said["contents"]["value"].as_str().unwrap().starts_with("**empty-link**: "));
    assert_eq!(said["range"]["start"]["character"], 3);
    assert_eq!(client.request("textDocument/hover", hover(10))["result"], Value::Null);
}

const CLAIMED: &str = "---\nkind: news\n---\n\n\u{1f600} Some experts say that the quay fell. The council met.[^log]\n\n\
    Some experts say that the mill burnt. Nobody was there.\n\n\"The harbour was never meant for ships of that size.\" So it is.\n\n[^log]: The log.\n";

#[test]
fn a_claim_is_mended_by_a_name_a_speaker_or_a_source_of_the_draft() {
    let (mut client, _) = Client::initialized(shapes::counting("utf-16"));
    client.open(URI, 1, CLAIMED);
    let mut at = |words: &str, title: &str| {
        let cursor = model::position(CLAIMED, CLAIMED.find(words).unwrap(), "utf-16");
        let actions = client.actions(URI, json!({"start": cursor, "end": cursor}), None);
        let all: Vec<String> = actions.iter().map(|action| action["title"].as_str().unwrap().to_owned()).collect();
        (model::apply(CLAIMED, &titled(&actions, title)["edit"], URI, "utf-16"), all)
    };
    let (named, titles) = at("Some experts say that the mill", "Replace `Some experts` by a name to fill in");
    assert_eq!(named, CLAIMED.replace("Some experts say that the mill", "NAME NEEDED say that the mill"));
    assert!(!titles.iter().any(|title| title.starts_with("Fix all")), "{titles:?}");
    let (cited, titles) = at("experts say that the mill", "Cite `log`: The log.");
    assert_eq!(cited, CLAIMED.replace("burnt.", "burnt.[^log]"));
    assert_eq!(titles.iter().filter(|title| title.starts_with("Cite `log`")).count(), 1, "{titles:?}");
    let (spoken, _) = at("\"The harbour", "Add a speaker to fill in");
    assert_eq!(spoken, CLAIMED.replace("\"The harbour", "NAME NEEDED: \"The harbour"));
    let (cited, _) = at("\"The harbour", "Cite `log`: The log.");
    assert_eq!(cited, CLAIMED.replace("size.\"", "size.\"[^log]"));
}

#[test]
fn a_hover_tells_why_a_claim_is_reported_and_what_would_settle_it() {
    let (mut client, _) = Client::initialized(shapes::vs_code());
    let text = "---\nkind: news\n---\n\n\u{1f600} Some 14 percent of the boats were lost, the worst year on record.\n\nExperts say so.\n";
    client.open(URI, 1, text);
    let mut hover = |words: &str| {
        let position = model::position(text, text.find(words).unwrap(), "utf-16");
        let params = json!({"textDocument": {"uri": URI}, "position": position});
        client.request("textDocument/hover", params)["result"]["contents"]["value"].as_str().unwrap().to_owned()
    };
    let said = hover("14 percent");
    assert!(said.contains("**Reasons**: `14 percent` a percentage (+5)"), "{said}");
    assert!(
        said.contains("At strictness `standard` a sentence is reported from 5 on, since the draft reads as news"),
        "{said}"
    );
    assert!(said.contains("**What would settle it**: a citation in the sentence"), "{said}");
    let said = hover("Experts say");
    assert!(!said.contains("**Reasons**") && said.contains("**What would settle it**: a name in place"), "{said}");
}

#[test]
fn a_rule_explains_itself() {
    let (mut client, _) = Client::initialized(shapes::vs_code());
    client.open(URI, 1, "A [b]() c.\n");
    let actions = client.actions(URI, model::everything("A [b]() c.\n", "utf-16"), None);
    let command = titled(&actions, "Explain `empty-link`")["command"].clone();
    let execute = json!({"command": command["command"], "arguments": command["arguments"]});
    let page = client.request("workspace/executeCommand", execute)["result"].clone();
    assert!(page.as_str().unwrap().starts_with("# empty-link"));
    let shown = client.asked("window/showDocument", 1);
    let path = shown["uri"].as_str().unwrap().strip_prefix("file://").unwrap().to_owned();
    assert!(path.ends_with("/ibid-empty-link.md"));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), page.as_str().unwrap());
    let refused = client.request("workspace/executeCommand", json!({"command": "ibid.explain", "arguments": ["none"]}));
    assert_eq!(refused["error"]["code"], -32602);
    assert_eq!(client.leave(), Some(0));
    assert!(!std::path::Path::new(&path).exists());
}
