//! Rewritings, citing again, and entries for other files, applied as an editor would.

use crate::client::Client;
use crate::{model, shapes};
use serde_json::{Value, json};
use std::path::Path;

const URI: &str = "file:///drafts/draft.md";

fn titles(actions: &[Value]) -> Vec<&str> {
    actions.iter().map(|action| action["title"].as_str().unwrap()).collect()
}

/// The actions of the kind where `«` stands, and the text without it.
fn offered(client: &mut Client, text: &str, kind: &str, encoding: &str) -> (String, Vec<Value>) {
    let at = text.find('\u{ab}').unwrap();
    let text = text.replace('\u{ab}', "");
    client.open(URI, 1, &text);
    let cursor = model::position(&text, at, encoding);
    let actions = client.actions(URI, json!({"start": cursor, "end": cursor}), Some(json!([kind])));
    (text, actions)
}

fn rewritten(text: &str, kind: &str, title: &str) -> String {
    let mut after = Vec::new();
    for (shape, encoding) in
        [(shapes::counting("utf-8"), "utf-8"), (shapes::counting("utf-16"), "utf-16"), (shapes::vs_code(), "utf-16")]
    {
        let (mut client, _) = Client::initialized(shape);
        let (text, actions) = offered(&mut client, text, kind, encoding);
        let action = actions.iter().find(|a| a["title"].as_str().unwrap().starts_with(title));
        let mut action = action.unwrap_or_else(|| panic!("no `{title}` in {actions:#?}")).clone();
        if action.get("edit").is_none() {
            action = client.resolve(&action);
        }
        after.push(model::apply(&text, &action["edit"], URI, encoding));
    }
    assert!(after.iter().all(|text| *text == after[0]), "{after:?}");
    after.swap_remove(0)
}

#[test]
fn footnotes_are_renumbered_when_asked() {
    assert_eq!(
        rewritten("\u{ab}\u{1f600} One.[^3] Two.[^1]\r\n\r\n[^1]: A.\r\n[^3]: B.\r\n", "source", "Renumber"),
        "\u{1f600} One.[^1] Two.[^2]\r\n\r\n[^1]: B.\r\n[^2]: A.\r\n"
    );
}

#[test]
fn definitions_are_sorted_when_asked() {
    let text = "\u{ab}[b], [a]\n\n[b]: /b\n[a]: /a\n";
    let kind = "source.sortDefinitions.ibid";
    assert_eq!(rewritten(text, kind, "Sort the link definitions by label"), "[b], [a]\n\n[a]: /a\n[b]: /b\n");
    let (mut client, _) = Client::initialized(shapes::minimal());
    assert_eq!(titles(&offered(&mut client, text, kind, "utf-16").1), ["Sort the link definitions by label"]);
}

#[test]
fn a_link_takes_other_forms() {
    let text = "\u{1f600} [ti\u{ab}des](https://port.example/t).\n";
    assert_eq!(
        rewritten(text, "refactor", "Write as a reference link"),
        "\u{1f600} [tides][tides].\n\n[tides]: https://port.example/t\n"
    );
    assert_eq!(
        rewritten(text, "refactor.rewrite", "Write as a footnote"),
        "\u{1f600} tides[^1].\n\n[^1]: <https://port.example/t>\n"
    );
    let (mut client, _) = Client::initialized(shapes::minimal());
    let (_, actions) = offered(&mut client, "Plain \u{ab}words.\n", "refactor", "utf-16");
    assert_eq!(actions, [] as [Value; 0]);
}

#[test]
fn what_is_cited_can_be_cited_here() {
    let text = "One.[^a] Two.[^b] Three\u{ab}.\n\n[^a]: The log of 1904.\n[^b]: B.\n";
    let cited = text.replace("Three\u{ab}.", "Three.[^b]");
    assert_eq!(rewritten(text, "refactor.rewrite.cite.ibid", "Cite `b`: B."), cited);
    let (mut client, _) = Client::initialized(shapes::minimal());
    let (_, actions) = offered(&mut client, text, "refactor", "utf-16");
    assert_eq!(titles(&actions), ["Cite `b`: B.", "Cite `a`: The log of 1904."]);
    // A client that asks by itself at every step of the cursor is not offered them.
    let cursor = json!({"line": 0, "character": 23});
    let params = json!({
        "textDocument": {"uri": URI}, "range": {"start": cursor, "end": cursor},
        "context": {"diagnostics": [], "only": ["refactor"], "triggerKind": 2},
    });
    assert_eq!(client.request("textDocument/codeAction", params)["result"], json!([]));
}

#[test]
fn what_fixes_all_never_rewrites() {
    let (mut client, _) = Client::initialized(shapes::minimal());
    let text = "\u{ab}One.[^3] Two.[^1] [t](/t?fbclid=Qx7)\n\n[^1]: A.\n[^3]: B.\n";
    let (text, actions) = offered(&mut client, text, "source.fixAll", "utf-16");
    for action in &actions {
        assert!(model::apply(&text, &action["edit"], URI, "utf-16").contains("One.[^3] Two.[^1]"));
    }
}

/// The texts that an edit changes, after it.
fn after(edit: &Value, folder: &Path, names: &[&str]) -> Vec<String> {
    let of = |name: &&str| {
        let uri = format!("file://{}/{name}", folder.display());
        let changes = edit["documentChanges"].as_array().unwrap();
        let own: Vec<&Value> = changes.iter().filter(|change| change["textDocument"]["uri"] == *uri).collect();
        let text = std::fs::read_to_string(folder.join(name)).unwrap();
        match &own[..] {
            [] => text,
            own => model::apply(&text, &json!({"documentChanges": own}), &uri, "utf-16"),
        }
    };
    names.iter().map(of).collect()
}

const STUB: &str = "  title = {TITLE NEEDED},\n  author = {AUTHOR NEEDED},\n";

#[test]
fn an_entry_goes_into_the_bibliography_and_its_key_into_the_text() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    std::fs::create_dir(path.join(".git")).unwrap();
    let draft = "---\nbibliography: refs.bib\n---\n\nSee https://port.example/tides/1904, and [@nobody].\n\nSaid <https://doi.org/10.5555/Lock.1>.\n";
    std::fs::write(path.join("draft.md"), draft).unwrap();
    std::fs::write(path.join("refs.bib"), "@misc{lock, doi = {10.5555/lock.1}}\r\n").unwrap();
    let uri = format!("file://{}/draft.md", path.display());
    let (mut client, _) = Client::initialized(shapes::vs_code());
    client.open(&uri, 1, draft);
    let mut act = |word: &str, title: &str, only: &str| {
        let at = model::position(draft, draft.find(word).unwrap() + 3, "utf-16");
        let actions = client.actions(&uri, json!({"start": at, "end": at}), Some(json!([only])));
        let action = actions.iter().find(|a| a["title"].as_str().unwrap().starts_with(title));
        let action = action.unwrap_or_else(|| panic!("no `{title}` in {actions:#?}"));
        after(&client.resolve(action)["edit"], path, &["draft.md", "refs.bib"])
    };
    let entry =
        |rest: &str| format!("@misc{{lock, doi = {{10.5555/lock.1}}}}\r\n\r\n{}\r\n", rest.replace('\n', "\r\n"));
    let bare = act("https://port", "Add an entry for it to refs.bib, and cite it as `port-example-1904`", "refactor");
    let text = format!("@misc{{port-example-1904,\n{STUB}  url = {{https://port.example/tides/1904}},\n}}");
    assert_eq!(bare, [draft.replace("https://port.example/tides/1904", "[@port-example-1904]"), entry(&text)]);
    let known = act("https://doi", "Cite it as `lock`, which has this address", "refactor");
    assert_eq!(known[0], draft.replace("<https://doi.org/10.5555/Lock.1>", "[@lock]"));
    let missing = act("@nobody", "Add the entry `nobody` to refs.bib to fill in", "quickfix");
    assert_eq!(missing, [draft.to_owned(), entry(&format!("@misc{{nobody,\n{STUB}}}"))]);
}
