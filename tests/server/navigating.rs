//! Moving around in a workspace of several drafts, and renaming what stands in them.

use crate::client::Client;
use crate::{model, shapes};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// A workspace on the disk, and what an editor has of it.
struct Workspace {
    directory: tempfile::TempDir,
    files: BTreeMap<String, String>,
    client: Client,
    encoding: &'static str,
    version: i32,
}

/// A client that counts so, and can do what editors can.
fn capabilities(encoding: &str) -> Value {
    json!({
        "general": {"positionEncodings": [encoding]},
        "workspace": {"workspaceEdit": {"documentChanges": true}, "fileOperations": {"willRename": true}},
        "textDocument": {"rename": {"prepareSupport": true}, "definition": {"linkSupport": true}},
    })
}

impl Workspace {
    fn new(files: &[(&str, &str)], encoding: &'static str) -> Self {
        Self::with(files, encoding, capabilities(encoding))
    }

    fn with(files: &[(&str, &str)], encoding: &'static str, capabilities: Value) -> Self {
        let directory = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let path = directory.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        std::fs::create_dir_all(directory.path().join(".git")).unwrap();
        let root = format!("file://{}", directory.path().display());
        let folders = json!([{"uri": root, "name": "drafts"}]);
        let params = json!({"processId": null, "capabilities": capabilities, "workspaceFolders": folders});
        let (client, _) = Client::with(params);
        let files = files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        Self { directory, files, client, encoding, version: 0 }
    }

    fn uri(&self, name: &str) -> String {
        let code =
            |byte: u8| if byte.is_ascii_graphic() { char::from(byte).to_string() } else { format!("%{byte:02X}") };
        format!("file://{}/{}", self.directory.path().display(), name.bytes().map(code).collect::<String>())
    }

    fn name(&self, uri: &str) -> String {
        let root = format!("file://{}/", self.directory.path().display());
        uri.strip_prefix(&root).unwrap_or_else(|| panic!("{uri}")).replace("%20", " ")
    }

    fn open(&mut self, name: &str) {
        self.version += 1;
        let (uri, text) = (self.uri(name), self.files[name].clone());
        let language = if name.ends_with(".bib") { "bibtex" } else { "markdown" };
        let item = json!({"uri": uri, "languageId": language, "version": self.version, "text": text});
        self.client.notify("textDocument/didOpen", json!({"textDocument": item}));
    }

    /// The text as an editor has it, which keeps a byte order mark to itself.
    fn text(&self, name: &str) -> &str {
        self.files[name].trim_start_matches('\u{feff}')
    }

    /// The place of `needle`, where `|` in it marks the cursor.
    fn at(&self, name: &str, needle: &str) -> Value {
        let (before, after) = needle.split_once('|').unwrap();
        let text = self.text(name);
        let at = text.find(&format!("{before}{after}")).unwrap_or_else(|| panic!("no `{needle}` in {name}"));
        let position = model::position(text, at + before.len(), self.encoding);
        json!({"textDocument": {"uri": self.uri(name)}, "position": position})
    }

    fn ask(&mut self, method: &str, params: Value) -> Value {
        self.client.request(&format!("textDocument/{method}"), params)
    }

    /// What a range of the protocol covers, after the name of its file.
    fn shown(&self, uri: &Value, range: &Value) -> String {
        let name = self.name(uri.as_str().unwrap());
        let text = self.files.get(&name).map_or("", |text| text.trim_start_matches('\u{feff}'));
        let at = |end: &str| model::offset(text, &range[end], self.encoding);
        let (start, end) = (at("start"), at("end"));
        let line = text[..start].matches('\n').count() + 1;
        format!("{name}:{line} {}", &text[start..end])
    }

    fn definition(&mut self, name: &str, needle: &str) -> Vec<String> {
        let place = self.at(name, needle);
        let result = self.ask("definition", place)["result"].clone();
        let links = result.as_array().cloned().unwrap_or_default();
        links.iter().map(|link| self.shown(&link["targetUri"], &link["targetSelectionRange"])).collect()
    }

    fn references(&mut self, name: &str, needle: &str, declaration: bool) -> Vec<String> {
        let mut place = self.at(name, needle);
        place["context"] = json!({"includeDeclaration": declaration});
        let result = self.ask("references", place)["result"].clone();
        let places = result.as_array().cloned().unwrap_or_default();
        places.iter().map(|place| self.shown(&place["uri"], &place["range"])).collect()
    }

    /// The error's message, or nothing: then the edits are in the files.
    fn rename(&mut self, name: &str, needle: &str, new: &str) -> Result<(), String> {
        let mut place = self.at(name, needle);
        place["newName"] = json!(new);
        let answer = self.ask("rename", place);
        if let Some(error) = answer.get("error") {
            assert_eq!(error["code"], -32803);
            return Err(error["message"].as_str().unwrap().to_owned());
        }
        self.apply(&answer["result"]);
        Ok(())
    }

    fn refused(&mut self, name: &str, needle: &str, new: &str) -> String {
        let before = self.files.clone();
        let message = self.rename(name, needle, new).expect_err(new);
        assert_eq!(self.files, before);
        message
    }

    /// Applies edits, opens what they change as editors do, and tells the server.
    fn apply(&mut self, edit: &Value) {
        for change in edit["documentChanges"].as_array().unwrap_or(&Vec::new()).clone() {
            let uri = change["textDocument"]["uri"].as_str().unwrap();
            let name = self.name(uri);
            let before = self.text(&name).to_owned();
            let only = json!({"documentChanges": [change]});
            let after = model::apply(&before, &only, uri, self.encoding);
            let mark = self.files[&name].strip_suffix(before.as_str()).unwrap().to_owned();
            self.files.insert(name.clone(), format!("{mark}{after}"));
            if change["textDocument"]["version"].is_null() {
                // Written by the editor without showing it.
                std::fs::write(self.directory.path().join(&name), &self.files[&name]).unwrap();
                let changes = json!([{"uri": uri, "type": 2}]);
                self.client.notify("workspace/didChangeWatchedFiles", json!({"changes": changes}));
            } else {
                self.version += 1;
                let document = json!({"uri": uri, "version": self.version});
                let params = json!({"textDocument": document, "contentChanges": [{"text": after}]});
                self.client.notify("textDocument/didChange", params);
            }
        }
    }

    fn moved(&mut self, pairs: &[(&str, &str)]) {
        let files: Vec<Value> =
            pairs.iter().map(|(old, new)| json!({"oldUri": self.uri(old), "newUri": self.uri(new)})).collect();
        let answer = self.client.request("workspace/willRenameFiles", json!({"files": files}));
        assert!(answer.get("error").is_none(), "{answer}");
        self.apply(&answer["result"]);
    }
}

const BOOK: &str = "@misc{base}\n\n@book{tide04,\n  ids = {ebb},\n  title = {tide04},\n  crossref = {base}\n}\n";
const TIDES: &str = "\u{feff}# Tides\r\n\r\n## The *mill* \u{1f600} #\r\n\r\n\u{1f600} See [here](#the-mill-) and [@tide04, p. 3].[^n]\r\n\r\n\
    [^n]: Again @ebb and @{tide04}, but not @tide0.\r\n";
const NOTES: &str = "---\nbibliography: ../refs.bib\nnocite: |\n  @tide04\n---\n\n\u{1f600} From [the mill](../tides.md#the-mill-), \
    [all](<../tides.md>), [Low Water], [low water][] and [it][LOW  water], as @tide04 says.\n\n[low water]: ebb%20notes.md#ebb \"Ebb\"\n";
const EBB: &str = "Ebb\n===\n\nAs [the notes](./tide%20notes.md) say. {#top}\n\nNot @tide04: another source.\n";

const FILES: &[(&str, &str)] = &[
    ("refs.bib", BOOK),
    ("ibid.toml", "ignore = [\"old/*\"]\n"),
    ("tides.md", "\u{feff}---\r\nbibliography: refs.bib\r\n---\r\n"),
    ("notes/tide notes.md", NOTES),
    ("notes/ebb notes.md", EBB),
    ("old/left.md", "[x](../tides.md#the-mill-)\n"),
];

fn workspace(encoding: &'static str) -> Workspace {
    let tides = format!("{}{}", FILES[2].1, TIDES.trim_start_matches('\u{feff}'));
    let mut files = FILES.to_vec();
    files[2].1 = &tides;
    Workspace::new(&files, encoding)
}

#[test]
fn every_name_leads_to_its_definition() {
    for encoding in shapes::ENCODINGS {
        let mut w = workspace(encoding);
        w.open("tides.md");
        assert_eq!(w.definition("tides.md", "[@ti|de04, p"), ["refs.bib:3 tide04"]);
        assert_eq!(w.definition("tides.md", "Again @e|bb"), ["refs.bib:4 ebb"]);
        assert_eq!(w.definition("tides.md", "p. 3].[|^n]"), ["tides.md:10 n"]);
        assert_eq!(w.definition("tides.md", "[^n|]:"), ["tides.md:8 n"]);
        assert_eq!(w.definition("tides.md", "[he|re]"), ["tides.md:6 The *mill* \u{1f600}"]);
        assert_eq!(w.definition("tides.md", "@ti|de0."), [] as [&str; 0]);
        assert_eq!(w.definition("tides.md", "refs|.bib"), ["refs.bib:1 "]);
        w.open("notes/tide notes.md");
        assert_eq!(w.definition("notes/tide notes.md", "#the-|mill-"), ["tides.md:6 The *mill* \u{1f600}"]);
        assert_eq!(w.definition("notes/tide notes.md", "<../ti|des"), ["tides.md:1 "]);
        assert_eq!(w.definition("notes/tide notes.md", "[LOW  wa|ter]"), ["notes/tide notes.md:9 low water"]);
        assert_eq!(w.definition("notes/tide notes.md", "ebb%20no|tes"), ["notes/ebb notes.md:1 "]);
        assert_eq!(w.definition("notes/tide notes.md", "md#e|bb"), ["notes/ebb notes.md:1 Ebb"]);
        w.open("refs.bib");
        assert_eq!(w.definition("refs.bib", "crossref = {ba|se"), ["refs.bib:1 base"]);
    }
}

#[test]
fn a_client_without_links_gets_places() {
    let mut w = Workspace::with(FILES, "utf-16", shapes::minimal());
    w.open("notes/tide notes.md");
    let place = w.at("notes/tide notes.md", "as @ti|de04");
    let answer = w.ask("definition", place)["result"].clone();
    assert_eq!(w.shown(&answer[0]["uri"], &answer[0]["range"]), "refs.bib:3 tide04");
}

#[test]
fn uses_are_found_in_every_draft_but_those_left_alone() {
    for encoding in shapes::ENCODINGS {
        let mut w = workspace(encoding);
        w.open("tides.md");
        let uses = ["notes/tide notes.md:4 tide04", "notes/tide notes.md:7 tide04", "tides.md:8 tide04"];
        let all = w.references("tides.md", "[@ti|de04, p", false);
        // Under its other name, too.
        assert_eq!(all, [&uses[..], &["tides.md:10 ebb", "tides.md:10 tide04"]].concat());
        w.open("refs.bib");
        let all = w.references("refs.bib", "{ti|de04,", true);
        assert_eq!(all.len(), 7);
        assert_eq!(w.references("refs.bib", "{ba|se}\n\n", true), ["refs.bib:1 base", "refs.bib:6 base"]);
        let mill = w.references("tides.md", "The *mi|ll*", true);
        let links = ["notes/tide notes.md:7 the-mill-", "tides.md:6 The *mill* \u{1f600}", "tides.md:8 the-mill-"];
        assert_eq!(mill, links);
        w.open("notes/tide notes.md");
        let file = w.references("notes/tide notes.md", "<../ti|des", false);
        assert_eq!(file, ["notes/tide notes.md:7 ../tides.md", "notes/tide notes.md:7 ../tides.md"]);
        // Another draft's key of the same name is another source.
        w.open("notes/ebb notes.md");
        assert_eq!(w.references("notes/ebb notes.md", "Not @ti|de04", true), ["notes/ebb notes.md:6 tide04"]);
    }
}

#[test]
fn highlights_tell_definitions_from_uses() {
    let mut w = workspace("utf-8");
    w.open("notes/tide notes.md");
    let place = w.at("notes/tide notes.md", "[Low Wa|ter]");
    let all = w.ask("documentHighlight", place)["result"].clone();
    let uri = json!(w.uri("notes/tide notes.md"));
    let each = all.as_array().unwrap().iter();
    let shown: Vec<(String, i64)> =
        each.map(|one| (w.shown(&uri, &one["range"]), one["kind"].as_i64().unwrap())).collect();
    let expected = [("7 Low Water", 2), ("7 low water", 2), ("7 LOW  water", 2), ("9 low water", 3)];
    let expected = expected.map(|(text, kind)| (format!("notes/tide notes.md:{text}"), kind));
    assert_eq!(shown, expected);
}

#[test]
fn a_key_is_renamed_everywhere_and_back() {
    for encoding in shapes::ENCODINGS {
        let mut w = workspace(encoding);
        let before = w.files.clone();
        w.open("tides.md");
        let place = w.at("tides.md", "[@ti|de04, p");
        let prepared = w.ask("prepareRename", place)["result"].clone();
        assert_eq!(prepared["placeholder"], "tide04");
        assert_eq!(w.shown(&json!(w.uri("tides.md")), &prepared["range"]), "tides.md:8 tide04");
        w.rename("tides.md", "[@ti|de04, p", "flood:1904").unwrap();
        assert_eq!(w.files["refs.bib"], BOOK.replace("{tide04,", "{flood:1904,"));
        assert_eq!(w.files["tides.md"], before["tides.md"].replace("tide04", "flood:1904"));
        assert_eq!(w.files["notes/tide notes.md"], NOTES.replace("tide04", "flood:1904"));
        assert_eq!(w.files["notes/ebb notes.md"], EBB);
        w.open("refs.bib");
        w.rename("refs.bib", "{flood:19|04", "tide04").unwrap();
        assert_eq!(w.files, before);
        w.rename("refs.bib", "{ba|se", "ground").unwrap();
        assert_eq!(w.files["refs.bib"], BOOK.replace("base", "ground"));
        w.rename("tides.md", "Again @e|bb", "low").unwrap();
        assert_eq!(w.files["refs.bib"], BOOK.replace("base", "ground").replace("ebb", "low"));
    }
}

#[test]
fn a_bibliography_in_an_older_encoding_is_not_renamed_in() {
    let mut w = Workspace::new(&[("a.md", "---\nbibliography: r.bib\n---\n\nAs @low.\n"), ("r.bib", "")], "utf-8");
    std::fs::write(w.directory.path().join("r.bib"), b"@misc{low,\n title = {M\xfchle}\n}\n").unwrap();
    w.open("a.md");
    let message = w.refused("a.md", "@l|ow", "ebb");
    assert!(message.ends_with("is not UTF-8 on line 2; save it as UTF-8 and rename once more"), "{message}");
}

#[test]
fn a_name_that_would_be_read_otherwise_is_refused() {
    let mut w = workspace("utf-16");
    w.open("tides.md");
    assert_eq!(w.refused("tides.md", "[@ti|de04, p", "base"), "`base` exists already in `refs.bib`");
    assert_eq!(w.refused("tides.md", "[@ti|de04, p", "ebb"), "`ebb` exists already in `refs.bib`");
    for name in ["a b", "a,b", "x]", "a..b", "{a}"] {
        assert!(w.refused("tides.md", "[@ti|de04, p", name).starts_with(&format!("`{name}` would not be read")));
    }
    assert_eq!(w.refused("tides.md", "[@ti|de04, p", " "), "A name cannot be empty");
    assert!(w.refused("tides.md", "3].[^n|]", "a b").contains("cannot be the label"));
    assert!(w.refused("tides.md", "3].[^n|]", "a]").contains("cannot be the label"));
    assert!(w.refused("tides.md", "The *mi|ll*", "a\r\n\r\nb").contains("would not be read as a heading"));
    assert_eq!(w.refused("tides.md", " S|ee", "x"), "Nothing here has a name that can be changed");
    w.open("notes/tide notes.md");
    assert!(w.refused("notes/tide notes.md", "[Low W|ater]", "a]b").contains("cannot be a label"));
    // Brackets are no label where nothing defines it.
    assert_eq!(w.refused("tides.md", "p|. 3]", "x"), "Nothing here has a name that can be changed");
    let place = w.at("tides.md", " S|ee");
    assert_eq!(w.ask("prepareRename", place)["result"], Value::Null);
}

#[test]
fn a_label_is_renamed_in_all_its_spellings_and_no_word_changes() {
    for encoding in shapes::ENCODINGS {
        let mut w = workspace(encoding);
        w.open("notes/tide notes.md");
        w.rename("notes/tide notes.md", "[LOW  w|ater]", "ebb tide").unwrap();
        let expected = NOTES
            .replace("[Low Water]", "[Low Water][ebb tide]")
            .replace("[low water][]", "[low water][ebb tide]")
            .replace("[it][LOW  water]", "[it][ebb tide]")
            .replace("[low water]:", "[ebb tide]:");
        assert_eq!(w.files["notes/tide notes.md"], expected);
    }
    let draft = "[A] and [b][], not [sic].\n\n[a]: x.md\n[B]: y.md\n\n- [^1] and [^2]\n\n[^1]: One.\n[^2]: Two.\n";
    let mut w = Workspace::new(&[("a.md", draft)], "utf-8");
    w.open("a.md");
    assert_eq!(w.refused("a.md", "[|A]", "b"), "`b` is defined already in this draft");
    assert_eq!(w.refused("a.md", "[|A]", "SIC"), "`[SIC]` stands in this draft already and would become a link");
    assert_eq!(w.refused("a.md", "[^1|] and", "2"), "`2` is defined already in this draft");
    w.rename("a.md", "[|A]", "c").unwrap();
    w.rename("a.md", "[^1|] and", "one").unwrap();
    assert_eq!(w.files["a.md"], draft.replace("[A]", "[A][c]").replace("[a]:", "[c]:").replace("[^1]", "[^one]"));
    w.rename("a.md", "[c|]:", "A").unwrap();
    w.rename("a.md", "[^o|ne]:", "1").unwrap();
    assert_eq!(w.files["a.md"], draft.replace("[a]:", "[A]:"));
}

#[test]
fn a_heading_is_renamed_with_its_links_and_back() {
    for encoding in shapes::ENCODINGS {
        let mut w = workspace(encoding);
        let before = w.files.clone();
        w.open("tides.md");
        let place = w.at("tides.md", "#the-m|ill-");
        assert_eq!(w.ask("prepareRename", place)["result"]["placeholder"], "The *mill* \u{1f600}");
        w.rename("tides.md", "#the-m|ill-", "The `old` mill & more").unwrap();
        let renamed = |text: &str| {
            text.replace("The *mill* \u{1f600} #", "The `old` mill & more #").replace("the-mill-", "the-old-mill--more")
        };
        assert_eq!(w.files["tides.md"], renamed(&before["tides.md"]));
        assert_eq!(w.files["notes/tide notes.md"], renamed(NOTES));
        assert_eq!(w.files["old/left.md"], before["old/left.md"]);
        w.rename("tides.md", "`old` mi|ll", "The *mill* \u{1f600}").unwrap();
        assert_eq!(w.files, before);
    }
}

#[test]
fn links_keep_the_way_in_which_their_tool_writes_anchors() {
    let pandoc = "# Version 2.0\n\n# Notes\n\n# Notes\n\n[a](#version-2.0) [b](#notes) [c](#notes-1) [d](#nothing)\n";
    let wiki = "[[a#Version 2.0]] and [x](a.md#version-2.0) <a href=\"a.md\">\n";
    let mut w = Workspace::new(&[("a.md", pandoc), ("wiki.md", wiki)], "utf-8");
    w.open("a.md");
    w.rename("a.md", "# Versio|n 2.0", "3. \u{dc}ber 3.1").unwrap();
    let expected = pandoc.replace("Version 2.0", "3. \u{dc}ber 3.1").replace("version-2.0", "\u{fc}ber-3.1");
    assert_eq!(w.files["a.md"], expected);
    assert_eq!(
        w.files["wiki.md"],
        wiki.replace("Version 2.0", "3. \u{dc}ber 3.1").replace("version-2.0", "\u{fc}ber-3.1")
    );
    // With the first of two gone, the second is no second any more.
    w.rename("a.md", "# Not|es", "Remarks").unwrap();
    let expected =
        expected.replacen("# Notes", "# Remarks", 1).replace("(#notes)", "(#remarks)").replace("#notes-1", "#notes");
    assert_eq!(w.files["a.md"], expected);
    w.rename("a.md", "# Rem|arks", "Notes").unwrap();
    assert!(w.files["a.md"].ends_with("[b](#notes) [c](#notes-1) [d](#nothing)\n"));
}

#[test]
fn a_heading_keeps_its_notes_and_the_references_to_its_words() {
    let draft = "# Low tides[^1]\n\nSee [b][Low tides], [Low tides] and [c](#low-tides).\n\n## High *[tide](x.md)*\n\n[^1]: N.\n";
    let other = "[a](a.md#Low%20tides) and [[a#Low tides]]\n";
    let mut w = Workspace::new(&[("a.md", draft), ("p.qmd", draft), ("b.md", other), ("x.md", "")], "utf-8");
    w.open("a.md");
    w.rename("a.md", "# Low ti|des", "Ebb").unwrap();
    let renamed =
        draft.replace("# Low tides[", "# Ebb[").replace("][Low tides]", "][Ebb]").replace("#low-tides", "#ebb");
    assert_eq!(w.files["a.md"], renamed);
    assert_eq!(w.files["b.md"], "[a](a.md#ebb) and [[a#Ebb]]\n");
    assert_eq!(
        w.refused("a.md", "## Hi|gh", "Flood"),
        "`Flood` would leave out a note or a link that stands in the heading"
    );
    w.open("p.qmd");
    assert!(w.refused("p.qmd", "# Low ti|des", "The *ebb*").contains("cannot be a label"));
    w.rename("p.qmd", "# Low ti|des", "Ebb").unwrap();
    assert_eq!(w.files["p.qmd"], renamed.replace(" [Low tides] ", " [Low tides][Ebb] "));
}

#[test]
fn a_name_given_by_hand_is_renamed_alone() {
    let draft = "# The mill {#mill}\n\n[a](#mill) [b](#the-mill) <a id=\"low\"></a> [c](#low)\n";
    let other = "[a](a.md#mill) and [m\u{fc}hle](a.md#the-mill)\n";
    let mut w = Workspace::new(&[("a.md", draft), ("b.md", other)], "utf-8");
    w.open("a.md");
    w.rename("a.md", "{#mi|ll}", "works").unwrap();
    assert_eq!(w.files["a.md"], draft.replace("#mill", "#works"));
    assert_eq!(w.files["b.md"], other.replace("#mill", "#works"));
    assert!(w.refused("a.md", "{#wo|rks}", "low").contains("another place"));
    assert!(w.refused("a.md", "{#wo|rks}", "a b").contains("cannot be"));
    w.rename("a.md", "[c](#l|ow)", "ebb").unwrap();
    assert!(w.files["a.md"].ends_with("<a id=\"ebb\"></a> [c](#ebb)\n"));
}

#[test]
fn a_place_is_renamed_with_its_cross_references_in_every_chapter() {
    let low = "# Low tide {#sec-low}\n\nSee @sec-low, [here](#sec-low) and @fig-ebb.\n\n![Ebb](b.png){#fig-ebb}\n\n\
        ```{r}\n#| label: fig-flow\n```\n\n[@fig-cited, p. 3]\n";
    let high = "# High tide\n\nSec @sec-low. Sec-low: @Sec-low; [x](#sec-low) and @fig-flow, @fig-cited.\n";
    let files = [
        ("_quarto.yml", "book:\n  chapters:\n    - low.qmd\n    - high.qmd\n"),
        ("low.qmd", &format!("---\nbibliography: refs.bib\n---\n\n{low}")),
        ("high.qmd", high),
        ("refs.bib", "@misc{fig-cited}\n"),
    ];
    let mut w = Workspace::new(&files, "utf-16");
    let before = w.files.clone();
    w.open("high.qmd");
    w.open("low.qmd");
    assert_eq!(w.definition("high.qmd", "@sec-l|ow."), ["low.qmd:5 sec-low"]);
    assert_eq!(w.definition("high.qmd", "@fig-f|low"), ["low.qmd:12 fig-flow"]);
    assert_eq!(w.definition("low.qmd", "@fig-c|ited"), ["refs.bib:1 fig-cited"]);
    assert_eq!(w.references("low.qmd", "@sec-l|ow", true).len(), 6);
    w.rename("high.qmd", "@sec-l|ow.", "sec-ebb").unwrap();
    let renamed = |text: &str| {
        text.replace("#sec-low", "#sec-ebb").replace("@sec-low", "@sec-ebb").replace("@Sec-low", "@Sec-ebb")
    };
    assert_eq!(w.files["low.qmd"], renamed(&before["low.qmd"]));
    assert_eq!(w.files["high.qmd"], renamed(high));
    w.rename("low.qmd", "{#sec-e|bb}", "sec-low").unwrap();
    assert_eq!(w.files, before);
    w.rename("low.qmd", "label: fig-f|low", "fig-flood").unwrap();
    assert!(w.files["high.qmd"].contains("@fig-flood,") && w.files["low.qmd"].contains("label: fig-flood\n"));
    assert_eq!(w.refused("low.qmd", "@fig-e|bb.", "ebb"), "`@fig-ebb` leads here, so the name must start with `fig-`");
    assert!(w.refused("low.qmd", "@fig-e|bb.", "fig-ebb.").contains("cannot be"));
    assert!(w.refused("high.qmd", "@fig-f|lood", "fig-ebb").contains("another place"));
    assert!(w.refused("high.qmd", "@fig-c|ited", "fig-other").contains("no place `fig-cited`"));
}

#[test]
fn links_follow_what_is_moved() {
    for encoding in shapes::ENCODINGS {
        let mut w = workspace(encoding);
        let before = w.files.clone();
        w.open("notes/tide notes.md");
        w.moved(&[("tides.md", "the tides (1).md"), ("refs.bib", "lib/refs.bib")]);
        let notes = NOTES
            .replace("(../tides.md#", "(../the%20tides%20%281%29.md#")
            .replace("<../tides.md>", "<../the tides (1).md>")
            .replace("../refs.bib", "../lib/refs.bib");
        assert_eq!(w.files["notes/tide notes.md"], notes);
        assert_eq!(w.files["tides.md"], before["tides.md"].replace("refs.bib", "lib/refs.bib"));
        assert_eq!(w.files["notes/ebb notes.md"], EBB);
    }
}

#[test]
fn what_changed_on_the_disk_unseen_is_not_edited() {
    // A workspace whose drafts are known, of which one is another by now.
    let changed = || {
        let mut w = workspace("utf-16");
        w.open("tides.md");
        assert_eq!(w.references("tides.md", "[@ti|de04, p", false).len(), 5);
        let notes = w.directory.path().join("notes/tide notes.md");
        std::fs::write(notes, format!("A line more.\n\n{NOTES}")).unwrap();
        w
    };
    assert!(changed().refused("tides.md", "[@ti|de04, p", "flood").contains("has just changed on the disk"));
    let mut w = changed();
    let before = w.files.clone();
    w.moved(&[("tides.md", "flood.md")]);
    assert_eq!(w.files, before);
}

#[test]
fn a_bibliography_that_is_not_in_utf_8_is_not_edited_unseen() {
    let mut w = Workspace::new(&[("a.md", "---\nbibliography: refs.bib\n---\n\nAs @tide says.\n")], "utf-8");
    std::fs::write(w.directory.path().join("refs.bib"), b"@book{tide, title = {\xc9bb}}\n").unwrap();
    w.open("a.md");
    assert!(w.refused("a.md", "@ti|de", "flood").contains("not UTF-8"));
}

#[test]
fn a_draft_that_is_moved_takes_its_links_along() {
    for encoding in shapes::ENCODINGS {
        let mut w = workspace(encoding);
        let before = w.files.clone();
        w.moved(&[("notes/tide notes.md", "drafts/2024/tide notes.md")]);
        let notes = NOTES.replace("../", "../../").replace("ebb%20notes.md", "../../notes/ebb%20notes.md");
        assert_eq!(w.files["notes/tide notes.md"], notes);
        assert_eq!(w.files["notes/ebb notes.md"], EBB.replace("./tide%20", "../drafts/2024/tide%20"));
        assert_eq!(w.files["tides.md"], before["tides.md"]);
    }
    // What moves together stays as far apart.
    let mut w = workspace("utf-8");
    w.moved(&[("notes", "texts/notes")]);
    assert_eq!(w.files["notes/tide notes.md"], NOTES.replace("../", "../../"));
    assert_eq!(w.files["notes/ebb notes.md"], EBB);
}

#[test]
fn paths_stay_as_they_were_written() {
    let files = [
        (
            "a.md",
            "[a](b) [b](/docs/c.md#x) [c](b.md?raw=1) ![d](img/m%C3%BChle.png) [[b]] [[b|x]] [e](docs/)\n\n[r]: <./b.md>\n",
        ),
        ("b.md", "# B\n"),
        ("docs/c.md", "# X\n\n[up](../b)\n"),
        ("img/m\u{fc}hle.png", ""),
    ];
    let mut w = Workspace::new(&files, "utf-8");
    w.open("a.md");
    w.moved(&[("b.md", "parts/new b.md"), ("docs", "texts"), ("img/m\u{fc}hle.png", "img/h\u{f6}he.png")]);
    let expected = "[a](parts/new%20b) [b](/texts/c.md#x) [c](parts/new%20b.md?raw=1) ![d](img/h%C3%B6he.png) [[new b]] [[new b|x]] \
        [e](texts/)\n\n[r]: <./parts/new b.md>\n";
    assert_eq!(w.files["a.md"], expected);
    assert_eq!(w.files["docs/c.md"], "# X\n\n[up](../parts/new%20b)\n");
}

#[test]
fn project_files_follow_what_is_moved() {
    let quarto = "project:\n  type: book\nbook:\n  chapters:\n    - index.qmd # first\n    - part: 'one.qmd'\n      chapters: [\"parts/two.qmd\", parts/three.qmd]\n  \
        appendices:\n    - /tables.qmd\n    - text: One\n      file: ./one.qmd\nbibliography: refs.bib\n";
    let files = [
        ("_quarto.yml", quarto),
        ("parts/_metadata.yml", "bibliography:\n- ../refs.bib # shared\n- own.bib\n"),
        ("index.qmd", "# Tides\n"),
        ("one.qmd", "# One\n"),
        ("parts/two.qmd", "# Two\n"),
        ("parts/three.qmd", "# Three\n"),
        ("tables.qmd", "# Tables\n"),
        ("refs.bib", BOOK),
        ("parts/own.bib", ""),
    ];
    let mut w = Workspace::new(&files, "utf-16");
    w.open("index.qmd");
    w.moved(&[("one.qmd", "it's one.qmd"), ("parts/three.qmd", "three, or so.qmd"), ("refs.bib", "lib/refs.bib")]);
    let after = quarto
        .replace("'one.qmd'", "'it''s one.qmd'")
        .replace("./one.qmd", "'./it''s one.qmd'")
        .replace("parts/three.qmd", "'three, or so.qmd'")
        .replace("refs.bib", "lib/refs.bib");
    assert_eq!(w.files["_quarto.yml"], after);
    assert_eq!(w.files["parts/_metadata.yml"], "bibliography:\n- ../lib/refs.bib # shared\n- own.bib\n");

    let mut w = Workspace::new(&files, "utf-8");
    w.open("index.qmd");
    w.moved(&[("parts", "text/parts"), ("tables.qmd", "text/tables.qmd")]);
    let after = quarto.replace("parts/", "text/parts/").replace("/tables", "/text/tables");
    assert_eq!(w.files["_quarto.yml"], after);
    assert_eq!(w.files["parts/_metadata.yml"], "bibliography:\n- ../../refs.bib # shared\n- own.bib\n");
}

#[test]
fn links_in_html_lead_and_follow() {
    let files = [
        (
            "a.md",
            "See <a href=\"b.md#low\">low</a>, <a href='#top'>top</a>.\n\n<p>\n<img\n  src=map%20a.png>\n</p>\n\n# Top\n",
        ),
        ("b.md", "# Low\n"),
        ("map a.png", ""),
    ];
    let mut w = Workspace::new(&files, "utf-16");
    w.open("a.md");
    assert_eq!(w.definition("a.md", "#lo|w"), ["b.md:1 Low"]);
    assert_eq!(w.definition("a.md", "#to|p"), ["a.md:8 Top"]);
    w.moved(&[("b.md", "c d.md"), ("map a.png", "img/map.png")]);
    let after = files[0].1.replace("b.md", "c%20d.md").replace("map%20a.png", "img/map.png");
    assert_eq!(w.files["a.md"], after);
}

#[test]
fn links_of_a_wiki_lead_by_name_and_follow() {
    let notes = "# Notes\n\n[[tides]], [[tides#high water|high]], ![[map.png]] and [a](gone.png).\n";
    let files = [("sub/notes.md", notes), ("Tides.md", "# Tides\n\n## High water\n"), ("attachments/map.png", "x")];
    let mut w = Workspace::new(&files, "utf-8");
    w.open("sub/notes.md");
    assert_eq!(w.definition("sub/notes.md", "[[ti|des]]"), ["Tides.md:1 "]);
    assert_eq!(w.definition("sub/notes.md", "#high w|ater"), ["Tides.md:3 High water"]);
    assert_eq!(w.definition("sub/notes.md", "[[ma|p.png"), ["attachments/map.png:1 "]);
    for (needle, said) in [("[[ti|des]]", "The file `Tides.md`"), ("[[ma|p.png", "The file `map.png`")] {
        let place = w.at("sub/notes.md", needle);
        let hover = w.ask("hover", place)["result"]["contents"]["value"].clone();
        assert_eq!(hover.as_str().unwrap().replace('`', ""), said.replace('`', ""));
    }
    w.moved(&[("Tides.md", "Ebb.md"), ("attachments/map.png", "attachments/chart.png")]);
    let expected = notes.replace("[[tides", "[[Ebb").replace("map.png", "chart.png");
    assert_eq!(w.files["sub/notes.md"], expected);
}

#[test]
fn symbols_of_the_workspace_are_headings_and_keys() {
    let mut w = workspace("utf-16");
    let mut search = |query: &str| {
        let all = w.client.request("workspace/symbol", json!({"query": query}))["result"].clone();
        let each = all.as_array().unwrap().iter();
        let shown = each
            .map(|one| (one["name"].as_str().unwrap().to_owned(), one["containerName"].as_str().unwrap().to_owned()));
        shown.collect::<Vec<_>>()
    };
    let pair = |name: &str, file: &str| (name.to_owned(), file.to_owned());
    assert_eq!(search("tide"), [pair("Tides", "tides.md"), pair("tide04", "refs.bib")]);
    assert_eq!(search("tml"), [pair("The mill \u{1f600}", "tides.md")]);
    assert_eq!(search("").len(), 6);
    assert_eq!(search("xyz"), []);
}

#[test]
fn the_atlas_follows_files_and_buffers() {
    let mut w = workspace("utf-8");
    w.open("tides.md");
    // Written by another program, and created.
    let uses = |w: &mut Workspace| w.references("tides.md", "The *mi|ll*", false).len();
    assert_eq!(uses(&mut w), 2);
    std::fs::write(w.directory.path().join("new.md"), "[a](tides.md#the-mill-)\n").unwrap();
    w.files.insert("new.md".into(), "[a](tides.md#the-mill-)\n".into());
    let changes = json!([{"uri": w.uri("new.md"), "type": 1}]);
    w.client.notify("workspace/didChangeWatchedFiles", json!({"changes": changes}));
    assert_eq!(uses(&mut w), 3);
    // In the editor the file says something else.
    w.files.insert("new.md".into(), "Nothing.\n".into());
    w.open("new.md");
    assert_eq!(uses(&mut w), 2);
    let closed = json!({"textDocument": {"uri": w.uri("new.md")}});
    w.client.notify("textDocument/didClose", closed);
    w.files.insert("new.md".into(), "[a](tides.md#the-mill-)\n".into());
    assert_eq!(uses(&mut w), 3);
    std::fs::remove_file(w.directory.path().join("new.md")).unwrap();
    let changes = json!([{"uri": w.uri("new.md"), "type": 3}]);
    w.client.notify("workspace/didChangeWatchedFiles", json!({"changes": changes}));
    assert_eq!(uses(&mut w), 2);
}

#[test]
fn a_draft_that_is_in_no_file_has_its_own_names() {
    let (mut client, _) = Client::initialized(capabilities("utf-8"));
    let (uri, text) = ("untitled:Untitled-1", "# A b\n\n[x](#a-b)[^n] @k\n\n[^n]: Y.\n");
    client.open(uri, 1, text);
    let at = |needle: &str| model::position(text, text.find(needle).unwrap() + 1, "utf-8");
    let place = json!({"textDocument": {"uri": uri}, "position": at("#a-b"), "newName": "C d"});
    let edit = client.request("textDocument/rename", place)["result"].clone();
    assert_eq!(model::apply(text, &edit, uri, "utf-8"), text.replace("A b", "C d").replace("a-b", "c-d"));
    let place = json!({"textDocument": {"uri": uri}, "position": at("@k"), "newName": "l"});
    let edit = client.request("textDocument/rename", place)["result"].clone();
    assert_eq!(model::apply(text, &edit, uri, "utf-8"), text.replace("@k", "@l"));
}
