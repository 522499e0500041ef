//! The draft that the server has is the draft that the client has, whatever happens in between.

use crate::client::Client;
use crate::random::Random;
use crate::{model, shapes};
use serde_json::{Value, json};

const URI: &str = "file:///drafts/storm.md";
const EDITS: i32 = 2_000;
/// No blanks and nothing that Markdown reads, so that each line can be made the text of a link in the end.
const PIECES: &[&str] =
    &["a", "word", "\u{e9}", "\u{df}x", "\u{1f600}", "\u{4e2d}\u{6587}", "e\u{301}", "\n", "\r\n", "\r", "", "Z"];

/// Nothing shows a client the server's text, but each `[line]()` is reported with its text and its place. So after the storm
/// the client makes every line such a link, by positions in its own text: the reports are then right only if the server's text was the
/// same, line for line.
fn storm(encoding: &str, seed: u64) {
    let (mut client, _) = Client::initialized(shapes::counting(encoding));
    let mut random = Random::new(seed);
    let mut text = String::from("one\r\n\u{1f600}two\nthree");
    client.open(URI, 0, &text);
    let mut pending = Vec::new();
    for version in 1..=EDITS {
        let changes: Vec<Value> = (0..=random.below(3)).map(|_| edit(&mut text, &mut random, encoding)).collect();
        client.change(URI, version, json!(changes));
        if random.below(8) == 0 {
            let at = model::position(&text, border(&text, &mut random), encoding);
            let document = json!({"uri": URI});
            pending.push(match random.below(3) {
                0 => client.begin("textDocument/hover", json!({"textDocument": document, "position": at})),
                1 => client.begin("textDocument/diagnostic", json!({"textDocument": document})),
                _ => client.begin(
                    "textDocument/codeAction",
                    json!({"textDocument": document, "range": {"start": at, "end": at}, "context": {"diagnostics": []}}),
                ),
            });
            if random.below(3) == 0 {
                client.notify("$/cancelRequest", json!({"id": pending.last()}));
            }
        }
    }
    let mut version = EDITS;
    let mut expected = Vec::new();
    for (line, words) in lines(&text).into_iter().enumerate().rev() {
        if words.is_empty() {
            continue;
        }
        let end = model::units(&words, encoding);
        let insert = |column: usize, text: &str| {
            let at = json!({"line": line, "character": column});
            json!({"range": {"start": at, "end": at}, "text": text})
        };
        version += 1;
        client.change(URI, version, json!([insert(end, "]()"), insert(0, "[")]));
        let range = json!({
            "start": {"line": line, "character": 0}, "end": {"line": line, "character": end + 4},
        });
        expected.push((range, format!("The link `{words}` leads nowhere; give it a target")));
    }
    expected.reverse();
    let last = client.wait(|m| m["method"] == "textDocument/publishDiagnostics" && m["params"]["version"] == version);
    let last = last.expect("diagnostics for the last version")["params"]["diagnostics"].clone();
    let all = last.as_array().unwrap().iter().filter(|diagnostic| diagnostic["code"] == "empty-link");
    let shown: Vec<(Value, String)> =
        all.map(|d| (d["range"].clone(), d["message"].as_str().unwrap().to_owned())).collect();
    assert_eq!(shown, expected);
    for id in pending {
        let answer = client.answer(id);
        let code = &answer["error"]["code"];
        // Answered, cancelled, or told that the draft has changed since.
        let again = *code == -32802 && answer["error"]["data"]["retriggerRequest"] == true;
        assert!(answer.get("result").is_some() || *code == -32800 || *code == -32801 || again, "{answer}");
    }
    // Versions of what was published only grow.
    let versions: Vec<i64> = client
        .inbox
        .iter()
        .filter(|message| message["method"] == "textDocument/publishDiagnostics")
        .map(|message| message["params"]["version"].as_i64().unwrap())
        .collect();
    assert!(versions.is_sorted(), "{versions:?}");
    assert_eq!(client.leave(), Some(0));
}

/// One random change of `text`, as the client sends it.
fn edit(text: &mut String, random: &mut Random, encoding: &str) -> Value {
    if random.below(400) == 0 {
        text.truncate(border(text, random));
        return json!({"text": text});
    }
    let start = border(text, random);
    // Deletions keep up with insertions, so that the text stays small.
    let length = if text.len() > 600 { random.below(80) } else { random.below(12) };
    let end = text.len().min(start + length);
    let end = (start..=end).rev().find(|end| is_border(text, *end)).unwrap_or(start);
    let new: String = (0..random.below(5)).map(|_| random.pick(PIECES)).collect();
    let range = json!({
        "start": model::position(text, start, encoding), "end": model::position(text, end, encoding),
    });
    text.replace_range(start..end, &new);
    json!({"range": range, "text": new})
}

fn border(text: &str, random: &mut Random) -> usize {
    let at = random.below(text.len() + 1);
    (0..=at).rev().find(|at| is_border(text, *at)).unwrap_or(0)
}

/// Whether a client can name the place: it is between characters, and not inside a `\r\n`.
fn is_border(text: &str, at: usize) -> bool {
    text.is_char_boundary(at) && !(text[..at].ends_with('\r') && text[at..].starts_with('\n'))
}

fn lines(text: &str) -> Vec<String> {
    text.replace("\r\n", "\n").replace('\r', "\n").split('\n').map(str::to_owned).collect()
}

#[test]
fn a_storm_of_edits_in_utf_8() {
    storm("utf-8", 1);
}

#[test]
fn a_storm_of_edits_in_utf_16() {
    storm("utf-16", 2);
}

#[test]
fn a_storm_of_edits_in_utf_32() {
    storm("utf-32", 3);
}

#[test]
fn a_client_that_reads_late_is_not_waited_for() {
    // More than the pipes hold, both ways, before the first answer is read.
    let (mut client, _) = Client::initialized(shapes::vs_code());
    let long = "Words [a]() words.\n\n".repeat(500);
    for number in 0..20 {
        let uri = format!("file:///drafts/{number}.md");
        client.open(&uri, 1, &long);
        client.begin("textDocument/diagnostic", json!({"textDocument": {"uri": uri}}));
    }
    let last = client.request("textDocument/diagnostic", json!({"textDocument": {"uri": "file:///drafts/19.md"}}));
    assert_eq!(last["result"]["items"].as_array().unwrap().len(), 500);
}

#[test]
fn edits_outside_the_text_and_backwards_are_taken_as_meant() {
    let (mut client, _) = Client::initialized(shapes::counting("utf-16"));
    client.open(URI, 5, "one\ntwo\n");
    let range = |a: (u32, u32), b: (u32, u32)| json!({"start": {"line": a.0, "character": a.1}, "end": {"line": b.0, "character": b.1}});
    // Backwards, past the line, past the text; and with a version that does not grow.
    client.change(URI, 5, json!([{"range": range((0, 3), (0, 0)), "text": "[a]("}]));
    client.change(URI, 4, json!([{"range": range((0, 99), (0, 99)), "text": ")"}]));
    client.change(URI, 6, json!([{"range": range((99, 0), (99, 7)), "text": "[b]()"}]));
    let shown = client.wait(|m| m["params"]["version"] == 6).unwrap()["params"]["diagnostics"].clone();
    let starts: Vec<&Value> = shown.as_array().unwrap().iter().map(|d| &d["range"]["start"]).collect();
    assert_eq!(starts, [&json!({"line": 0, "character": 0}), &json!({"line": 2, "character": 0})]);
}

#[test]
fn edits_of_a_draft_that_is_not_open_are_passed_over() {
    let (mut client, _) = Client::initialized(shapes::minimal());
    client.change(URI, 2, json!([{"text": "[a]()"}]));
    client.open(URI, 1, "[a]()\n");
    client.notify("textDocument/didClose", json!({"textDocument": {"uri": URI}}));
    client.change(URI, 2, json!([{"text": "[a]() [b]()"}]));
    client.notify("textDocument/didClose", json!({"textDocument": {"uri": URI}}));
    assert_eq!(client.actions(URI, model::everything("[a]()", "utf-16"), None), [] as [Value; 0]);
    assert_eq!(client.leave(), Some(0));
}
