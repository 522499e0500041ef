//! Hovers over sources that were looked up: what is known of them, and where they say what the draft says.

use crate::looking::Writer;
use crate::model;
use serde_json::{Value, json};

const SAID: &str = "The gate of the weir did not hold all night, and 14 boats were lost.";
const DRAFT: &str = "# The flood\n\nIn the flood the weir's gate failed and boats were lost [log](https://harbour.example.net/log). \
    The keeper slept.[^1] It was seen, as Vale says [@vale].\n\n[^1]: See <https://maps.example.net/weir>.\n";

struct Reader(Writer, String);

impl Reader {
    fn new(draft: &str, options: Value) -> Self {
        let capabilities = json!({"textDocument": {"hover": {"contentFormat": ["markdown"]}}});
        let writer = Writer::with(capabilities, draft, options);
        writer.player.page("harbour.example.net/log", "The log of the harbour", &format!("<p>Rain.</p><p>{SAID}</p>"));
        writer.player.page(
            "maps.example.net/weir",
            "A map",
            "<p>Here is the weir, where the keeper slept, and the mill.</p>",
        );
        Self(writer, draft.to_owned())
    }

    fn look(&mut self) {
        self.0.command("ibid.refreshSources");
        self.0.told();
    }

    /// What is said at the start of `part`.
    fn at(&mut self, part: &str) -> String {
        let position = model::position(&self.1, self.1.find(part).unwrap(), "utf-8");
        let params = json!({"textDocument": {"uri": self.0.uri}, "position": position});
        let asked = self.0.player.heads().len();
        let hover = self.0.client.request("textDocument/hover", params)["result"].clone();
        assert_eq!(self.0.player.heads().len(), asked, "a hover asks nobody");
        hover["contents"]["value"].as_str().unwrap_or_default().to_owned()
    }

    fn forget_replies(&self) {
        std::fs::remove_dir_all(self.0.folder.path("cache")).unwrap();
    }
}

#[test]
fn a_link_says_what_is_known_and_where_the_source_says_it() {
    let mut reader = Reader::new(DRAFT, json!({"network": "on"}));
    assert!(!reader.at("log]").contains("looked up"), "without a lock there is nothing to say of it");
    reader.look();
    let said = reader.at("log]");
    let day = said.split_once("seen on ").map(|(_, rest)| rest[..10].to_owned()).unwrap_or_default();
    let wanted = format!(
        "[harbour.example.net](<https://harbour.example.net/log>)\n\n*The log of the harbour*. (n.d.).\n\nPresent (last change seen on {day})\n\n\
         **Nearest to this sentence** ([show it there](<https://harbour.example.net/log#:~:text=The%20gate%20of%20the%20weir%20did%20not%20hold%20all%20night%2C%20and%2014%20boats%20were%20lost.>))\n\n> {SAID}"
    );
    assert_eq!(said, wanted);
    // In a note the sentence is the one that has its mark; at the mark the same is said.
    for part in ["[^1] It", "https://maps"] {
        let said = reader.at(part);
        assert!(said.contains("> Here is the weir, where the keeper slept"), "{said}");
        assert!(said.contains("A map") && said.contains("https://maps.example.net/weir#:~:text="), "{said}");
    }
    assert_eq!(reader.at("In the flood"), "");
    // Only a source can be looked up.
    reader.1.push_str("\n![a](https://harbour.example.net/a.png) and <https://new.example.net/a>.\n");
    let (uri, text) = (reader.0.uri.clone(), reader.1.clone());
    reader.0.client.change(&uri, 2, json!([{"text": text}]));
    assert!(!reader.at("a.png").contains("looked up"));
    assert!(reader.at("https://new").contains("*Not looked up yet*"));
}

#[test]
fn a_key_says_what_is_known_of_its_entry() {
    let draft = "The gate of the weir failed, and boats were lost [@vale, p. 3].\n";
    let draft = format!(
        "---\nreferences:\n- id: vale\n  title: The log\n  type: webpage\n  URL: https://harbour.example.net/log\n---\n\n{draft}"
    );
    let mut reader = Reader::new(&draft, json!({"network": "on"}));
    reader.look();
    let said = reader.at("@vale");
    assert!(said.contains("from the draft's metadata") && said.contains("Present (last"), "{said}");
    assert!(said.contains(&format!("> {SAID}")), "{said}");
    // The entry says already which work it is.
    assert!(!said.contains("The log of the harbour"), "{said}");
}

#[test]
fn without_its_text_a_source_still_has_the_passages_of_the_lock() {
    let draft = "He wrote that \"the gate of the weir did not hold all night\" [log](https://harbour.example.net/log). \
                 Whoever wants to see boxes must ask at the desk on a Tuesday ([log](https://harbour.example.net/log)).\n";
    let mut reader = Reader::new(draft, json!({"network": "on"}));
    reader.look();
    reader.forget_replies();
    let said = reader.at("log]");
    assert!(said.contains("gate of the weir did not hold all night") && said.contains("#:~:text="), "{said}");
    let said = reader.at("log](https://harbour.example.net/log)).");
    assert!(said.contains("Present") && !said.contains("Nearest"), "{said}");
}

#[test]
fn texts_are_kept_for_a_writer_who_wants_that() {
    let mut reader = Reader::new(DRAFT, json!({"network": "on", "keep-texts": true}));
    reader.look();
    let folder = reader.0.folder.path(".ibid");
    assert_eq!(std::fs::read_to_string(folder.join(".gitignore")).unwrap(), "*\n");
    let texts = || std::fs::read_dir(folder.join("texts")).unwrap().map(|entry| entry.unwrap().path());
    assert_eq!(texts().count(), 2);
    reader.forget_replies();
    assert!(reader.at("log]").contains(&format!("> {SAID}")));
    // A text of another hash is somebody else's.
    texts()
        .for_each(|text| std::fs::write(text, "Here is the weir, where the keeper slept, says a stranger.").unwrap());
    assert!(!reader.at("[^1] It").contains("stranger"));
    // What no source says any more goes.
    reader.0.player.page("harbour.example.net/log", "The log", "<p>The page was tidied up.</p>");
    reader.look();
    assert_eq!(texts().count(), 2);
    reader.forget_replies();
    assert!(!reader.at("log]").contains(SAID));
}

#[test]
fn without_the_wish_no_text_is_kept() {
    let mut reader = Reader::new(DRAFT, json!({"network": "on"}));
    reader.look();
    assert!(!reader.0.folder.path(".ibid").exists());
}

#[test]
fn what_a_page_says_is_shown_and_nothing_else() {
    let mut reader = Reader::new(DRAFT, json!({"network": "on"}));
    let hostile = "&lt;img src=x onerror=y&gt; ![boats](https://evil.example.net/p.png) [weir gate](command:ibid.explain) `lost` \
                   \u{202e}flood\u{2066} boats # one\u{200b} https://evil.example.net/ **failed**";
    reader.0.player.page(
        "harbour.example.net/log",
        &format!("[a](command:x) <b> \u{202e}{hostile}"),
        &format!("<p>{hostile}.</p>"),
    );
    reader.look();
    let said = reader.at("log]");
    assert!(said.contains("Nearest to this sentence"), "{said}");
    assert!(!said.contains(['\u{202e}', '\u{2066}', '\u{200b}']) && !said.contains(" https://evil"), "{said}");
    let theirs: Vec<&str> = said
        .lines()
        .filter(|line| line.starts_with('>') || line.starts_with('*') && line.ends_with("(n.d.)."))
        .collect();
    assert_eq!(theirs.len(), 2, "{said}");
    for line in theirs {
        // Without what is escaped nothing is left that means anything, but for what ibid itself set.
        let mut bare = line.to_owned();
        while let Some(at) = bare.find('\\') {
            bare.replace_range(at..at + 2, "");
        }
        let bare = bare.trim_start_matches("> ").replacen('*', "", 2);
        assert!(!bare.contains(['<', '>', '[', ']', '`', '*', '_', '|']), "{bare} in {said}");
    }
}

#[test]
fn a_source_that_is_gone_says_since_when() {
    let mut reader = Reader::new(DRAFT, json!({"network": "on"}));
    reader.look();
    reader.0.player.put("harbour.example.net/log", 410, "", "gone");
    reader.look();
    let said = reader.at("log]");
    assert!(said.contains("Gone since 20") && said.contains("its site says that it was taken away"), "{said}");
}
