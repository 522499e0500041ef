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
