//! What an editor shows of a whole draft: links, outline, folds, counts, hints.

use crate::client::Client;
use crate::folder::Folder;
use crate::{model, shapes};
use serde_json::{Value, json};

const URI: &str = "file:///drafts/draft.md";

fn ask(client: &mut Client, method: &str, uri: &str) -> Vec<Value> {
    let answer = client.request(method, json!({"textDocument": {"uri": uri}}));
    answer["result"].as_array().unwrap_or_else(|| panic!("{answer}")).clone()
}

fn covered(text: &str, range: &Value, encoding: &str) -> String {
    text[model::offset(text, &range["start"], encoding)..model::offset(text, &range["end"], encoding)].to_owned()
}

#[test]
fn everything_that_can_be_opened_is_a_link_in_every_encoding() {
    let text = "\u{1f600} [a](<my log.md>), [b](../port/tides.md#low), ![m](img/map.png), <https://site.example/\u{e9}>.\n\n\
        See https://site.example/c, doi:10.1000/182 and arXiv:2103.00020. [x](javascript:run), [y](vscode:z), [z](#here), `10.1000/7`.\n\n\
        [d]: /root.md\n[mail]: mailto:a@site.example\n";
    for encoding in shapes::ENCODINGS {
        for end in ["\n", "\r\n"] {
            let text = text.replace('\n', end);
            let root =
                json!({"processId": null, "rootUri": "file:///drafts", "capabilities": shapes::counting(encoding)});
            let (mut client, _) = Client::with(root);
            client.open(URI, 1, &text);
            let links = ask(&mut client, "textDocument/documentLink", URI);
            let found: Vec<(String, &str)> =
                links.iter().map(|l| (covered(&text, &l["range"], encoding), l["target"].as_str().unwrap())).collect();
            let found: Vec<(&str, &str)> = found.iter().map(|(text, target)| (text.as_str(), *target)).collect();
            let wanted = [
                ("my log.md", "file:///drafts/my%20log.md"),
                ("../port/tides.md#low", "file:///port/tides.md"),
                ("img/map.png", "file:///drafts/img/map.png"),
                ("https://site.example/\u{e9}", "https://site.example/%C3%A9"),
                ("https://site.example/c", "https://site.example/c"),
                ("doi:10.1000/182", "https://doi.org/10.1000/182"),
                ("arXiv:2103.00020", "https://arxiv.org/abs/2103.00020"),
                ("/root.md", "file:///drafts/root.md"),
                ("mailto:a@site.example", "mailto:a@site.example"),
            ];
            assert_eq!(found, wanted, "{encoding}");
            assert!(links.iter().all(|link| link.get("tooltip").is_none()), "not declared");
        }
    }
}

const PARTS: &str = "---\ntitle: a\nauthor: b\n---\n\n# The *mill*\n\nOne.[^1]\n\n## Low\n\n- a\n- b\n\n```sh\nls\n```\n\n# Sources\n\n\
    <!--\nhidden\n-->\n\n[^1]: The log of\n    the keepers\n[^2]: Two\n\n[log]: a.md\n[map]: b.md\n";

/// Names and what is under them.
fn names(symbols: &Value) -> Vec<Value> {
    let all = symbols.as_array().cloned().unwrap_or_default();
    all.iter().map(|symbol| json!([symbol["name"], names(&symbol["children"])])).collect()
}

#[test]
fn the_outline_is_a_tree_of_headings_with_their_notes() {
    let (mut client, _) = Client::initialized(shapes::vs_code());
    client.open(URI, 1, PARTS);
    let symbols = Value::Array(ask(&mut client, "textDocument/documentSymbol", URI));
    let notes = json!([["[^1]", []], ["[^2]", []], ["[log]", []], ["[map]", []]]);
    assert_eq!(json!(names(&symbols)), json!([["The *mill*", [["Low", []]]], ["Sources", notes]]));
    assert_eq!(covered(PARTS, &symbols[0]["selectionRange"], "utf-16"), "The *mill*");
    let whole = covered(PARTS, &symbols[0]["range"], "utf-16");
    assert!(whole.starts_with("# The") && whole.ends_with("ls\n```"), "{whole}");
    assert_eq!(symbols[1]["children"][0]["detail"], "The log of the keepers");
    holds(&symbols);
}

/// What is chosen stands in what it is chosen from, and what is under something stands in it.
fn holds(symbols: &Value) {
    let place = |at: &Value| (at["line"].as_u64(), at["character"].as_u64());
    let within = |outer: &Value, inner: &Value| {
        assert!(
            place(&outer["start"]) <= place(&inner["start"]) && place(&inner["end"]) <= place(&outer["end"]),
            "{inner} in {outer}"
        );
    };
    for symbol in symbols.as_array().into_iter().flatten() {
        within(&symbol["range"], &symbol["selectionRange"]);
        symbol["children"].as_array().into_iter().flatten().for_each(|child| within(&symbol["range"], &child["range"]));
        holds(&symbol["children"]);
    }
}

#[test]
fn a_client_without_trees_gets_a_list() {
    let (mut client, _) = Client::initialized(shapes::minimal());
    client.open(URI, 1, PARTS);
    let symbols = ask(&mut client, "textDocument/documentSymbol", URI);
    let said: Vec<Value> = symbols.iter().map(|s| json!([s["name"], s["containerName"]])).collect();
    assert_eq!(said[..3], [json!(["The *mill*", null]), json!(["Low", "The *mill*"]), json!(["Sources", null])]);
    assert_eq!(said[3], json!(["[^1]", "Sources"]));
}

#[test]
fn whatever_goes_over_lines_folds() {
    for end in ["\n", "\r\n"] {
        let (mut client, _) = Client::initialized(shapes::minimal());
        client.open(URI, 1, &PARTS.replace('\n', end));
        let folds = ask(&mut client, "textDocument/foldingRange", URI);
        let line = |line: &str| PARTS.lines().position(|other| other == line).unwrap();
        let found: Vec<Value> = folds.iter().map(|f| json!([f["startLine"], f["endLine"], f["kind"]])).collect();
        let wanted = json!([
            [0, 3, "region"],
            [line("# The *mill*"), line("ls") + 1, null],
            [line("## Low"), line("ls") + 1, null],
            [line("- a"), line("- b"), null],
            [line("ls") - 1, line("ls") + 1, null],
            [line("# Sources"), line("[map]: b.md"), null],
            [line("<!--"), line("-->"), "comment"],
            [line("[^1]: The log of"), line("[^2]: Two"), "region"],
            [line("[^1]: The log of"), line("    the keepers"), null],
            [line("[log]: a.md"), line("[map]: b.md"), "region"],
        ]);
        assert_eq!(json!(found), wanted);
    }
}

const COUNTED: &str = "---\nbibliography: refs.bib\n---\n\n# Locks\n\nOne [@lock1931], two.[^1] Three.[^1] Four.[^2] [a][log]\n\n\
    [^1]: See @lock1931.\n[^2]: Once\n\n[log]: a.md\n";

fn titles(client: &mut Client, uri: &str) -> Vec<String> {
    let lenses = ask(client, "textDocument/codeLens", uri);
    lenses
        .iter()
        .map(|lens| format!("{}: {}", lens["range"]["start"]["line"], lens["command"]["title"].as_str().unwrap()))
        .collect()
}

fn session(settings: Value, capabilities: Value) -> (Folder, Client, String) {
    let folder = Folder::new();
    folder.write("refs.bib", "@book{lock1931, author={Lock, Jane}, year=1931}\n\n@misc{ebb}\n");
    let uri = folder.uri("draft.md");
    let params = json!({
        "processId": null, "rootUri": folder.uri(""), "capabilities": capabilities, "initializationOptions": settings,
    });
    let (mut client, _) = Client::with(params);
    client.open(&uri, 1, COUNTED);
    (folder, client, uri)
}

#[test]
fn counts_stand_above_what_is_cited_more_than_once() {
    let (folder, mut client, uri) = session(json!({}), shapes::minimal());
    assert_eq!(titles(&mut client, &uri), ["8: Cited twice"]);
    let book = folder.uri("refs.bib");
    let text = std::fs::read_to_string(folder.path("refs.bib")).unwrap();
    let item = json!({"uri": book, "languageId": "bibtex", "version": 1, "text": text});
    client.notify("textDocument/didOpen", json!({"textDocument": item}));
    assert_eq!(titles(&mut client, &book), ["0: Cited twice"]);
}

#[test]
fn counts_stand_everywhere_or_nowhere_where_that_is_chosen() {
    let (_folder, mut client, uri) = session(json!({"code-lens": "all"}), shapes::minimal());
    let wanted = ["4: 3 sources, cited 5 times", "8: Cited twice", "9: Cited once", "11: Used once"];
    assert_eq!(titles(&mut client, &uri), wanted);
    let (_folder, mut client, uri) = session(json!({"code-lens": "off"}), shapes::minimal());
    let answer = client.request("textDocument/codeLens", json!({"textDocument": {"uri": uri}}));
    assert_eq!(answer["result"], Value::Null);
}

#[test]
fn a_count_leads_to_its_places_where_the_client_can_show_them() {
    let mut capabilities = shapes::vs_code();
    capabilities["experimental"] = json!({"commands": {"commands": ["ibid.showReferences"]}});
    let (_folder, mut client, uri) = session(json!({}), capabilities);
    let lens = ask(&mut client, "textDocument/codeLens", &uri).swap_remove(0);
    assert_eq!(lens["command"]["command"], "ibid.showReferences");
    let arguments = &lens["command"]["arguments"];
    assert_eq!((&arguments[0], &arguments[1]), (&json!(uri), &lens["range"]["start"]));
    let places: Vec<String> =
        arguments[2].as_array().unwrap().iter().map(|place| covered(COUNTED, &place["range"], "utf-16")).collect();
    assert_eq!(places, ["[^1]", "[^1]"]);
    let (_folder, mut client, uri) = session(json!({}), shapes::vs_code());
    assert_eq!(ask(&mut client, "textDocument/codeLens", &uri)[0]["command"]["command"], "");
}

const CLAIMED: &str = "---\nkind: news\n---\n\n# Quay\n\nExperts say it fell.\n\n## Boats\n\n\u{1f600} Some 14 percent of the boats were lost.[^1]\n\nMara Vale said 12 percent were saved.\n\n\
    ## Fog\n\nIt came.\n\n[^1]: The log\n";

#[test]
fn claims_are_counted_above_the_draft_and_its_sections_and_lead_to_the_open_ones() {
    let open = |settings: Value, text: &str| {
        let mut capabilities = shapes::vs_code();
        capabilities["experimental"] = json!({"commands": {"commands": ["ibid.showReferences"]}});
        let (folder, mut client, uri) = session(settings, capabilities);
        client.change(&uri, 2, json!([{"text": text}]));
        (folder, client, uri)
    };
    let (_folder, mut client, uri) = open(json!({}), CLAIMED);
    assert_eq!(titles(&mut client, &uri), ["4: 3 claims: 1 sourced, 1 attributed, 1 open"]);
    let lens = ask(&mut client, "textDocument/codeLens", &uri).swap_remove(0);
    let places = lens["command"]["arguments"][2].as_array().unwrap().clone();
    let places: Vec<String> = places.iter().map(|place| covered(CLAIMED, &place["range"], "utf-16")).collect();
    assert_eq!(places, ["Experts say"]);
    // What is edited is counted anew.
    client.change(&uri, 3, json!([{"text": CLAIMED.replace("Experts say", "Mara Vale says")}]));
    assert_eq!(titles(&mut client, &uri), ["4: 2 claims: 1 sourced, 1 attributed, 0 open"]);
    let (_folder, mut client, uri) = open(json!({"code-lens": "all"}), CLAIMED);
    let found = titles(&mut client, &uri);
    assert!(found.contains(&"8: 2 claims: 1 sourced, 1 attributed, 0 open".to_owned()), "{found:?}");
    assert!(!found.iter().any(|title| title.starts_with("12:")), "{found:?}");
    let (_folder, mut client, uri) = open(json!({"rules": {"attribution": "off"}}), CLAIMED);
    assert_eq!(titles(&mut client, &uri), [""; 0]);
    let (_folder, mut client, uri) = open(json!({}), "Experts say it fell.\n");
    assert_eq!(titles(&mut client, &uri), ["0: 1 claim: 0 sourced, 0 attributed, 1 open"]);
}

#[test]
fn hints_name_the_source_behind_its_key_where_that_is_wanted() {
    let range = |end: u32| json!({"start": {"line": 0, "character": 0}, "end": {"line": end, "character": 0}});
    let hints = |client: &mut Client, uri: &str, end| {
        let params = json!({"textDocument": {"uri": uri}, "range": range(end)});
        client.request("textDocument/inlayHint", params)["result"].clone()
    };
    let (_folder, mut client, uri) = session(json!({}), shapes::vs_code());
    assert_eq!(hints(&mut client, &uri, 99), Value::Null);
    let (_folder, mut client, uri) = session(json!({"inlay-hints": "on"}), shapes::minimal());
    let found = hints(&mut client, &uri, 99);
    assert_eq!(found.as_array().unwrap().len(), 2);
    assert_eq!(found[0]["label"], "Lock 1931");
    let behind = model::position(COUNTED, COUNTED.find("lock1931]").unwrap() + 8, "utf-16");
    assert_eq!(found[0]["position"], behind);
    assert_eq!(hints(&mut client, &uri, 8).as_array().unwrap().len(), 1);
}

#[test]
fn the_outline_of_a_bibliography_is_its_keys() {
    let bib = "@book{tide04,\n  ids = {ebb},\n  title = {The {Tide} Tables}\n}\n\n@misc{log, note = {x}}\n";
    for capabilities in [shapes::vs_code(), shapes::minimal()] {
        let (mut client, _) = Client::initialized(capabilities);
        let uri = "file:///drafts/refs.bib";
        client.open(uri, 1, bib);
        let symbols = ask(&mut client, "textDocument/documentSymbol", uri);
        assert_eq!(symbols.iter().map(|symbol| &symbol["name"]).collect::<Vec<_>>(), ["tide04", "log"]);
        if symbols[0]["selectionRange"].is_object() {
            assert_eq!(covered(bib, &symbols[0]["selectionRange"], "utf-16"), "tide04");
            assert!(covered(bib, &symbols[0]["range"], "utf-16").ends_with("\n}"));
            assert_eq!(symbols[0]["detail"], "The Tide Tables");
        }
    }
}

#[test]
fn a_draft_is_counted_for_the_status_bar() {
    let (mut client, _) = Client::initialized(shapes::vs_code());
    let status = |client: &mut Client, uri: &str| {
        let answer = client.request("ibid/status", json!({"textDocument": {"uri": uri}}));
        assert!(answer.get("error").is_none(), "{answer}");
        answer["result"].clone()
    };
    client.open(
        URI,
        1,
        "# The mill\n\nIn 2024 output fell by 14 percent. Experts say that it will fall again.\n\nSee [the log]().\n",
    );
    let counted = json!({"broken": 1, "unsourced": 2, "sourced": 0, "attributed": 0, "open": 2,
        "label": "1 broken \u{b7} 2 unsourced", "detail": "2 claims: 0 sourced, 0 attributed, 2 open"});
    assert_eq!(status(&mut client, URI), counted);
    client.open("file:///drafts/plain.md", 1, "# The mill\n\nWe walked there.\n");
    assert_eq!(status(&mut client, "file:///drafts/plain.md")["label"], "no findings");
    assert_eq!(status(&mut client, "file:///drafts/other.md"), Value::Null, "not open");
}
