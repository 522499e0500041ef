//! Sources looked up in a web on loopback, and judged by the lock afterwards.

use super::pdf::{lines, pdf};
use super::player::Player;
use super::program::{Folder, Run};
use std::io::{Read, Write};
use std::process::Stdio;

/// What else an archived page says, so that it is taken for a whole one.
const MORE: &str = "The rest of the page tells of other nights, of which there were many, and of other boats, of which there were few; of the \
                    keeper who went before her and of the one who came after; of the price of rope in spring and of lamp oil in autumn; of a dog, a \
                    ladder and a green pump; and at the very end, in smaller letters, of who printed all this, where, and for whom.";

const SAID: &str = "The gate did not hold all night, and 14 boats were lost.";

/// A folder with a draft, and a web that has what it cites.
fn world(draft: &str) -> (Folder, Player) {
    let player = Player::start();
    player.page(
        "harbour.example.net/log",
        "The log of the harbour",
        &format!("<p>Rain in the morning.</p><p>{SAID}</p><p>In 1931 the mill burnt.</p>"),
    );
    let record = r#"{"status":"ok","message":{"DOI":"10.5555/tide.7","type":"journal-article","title":["Tides and moods"],
        "author":[{"given":"Mara","family":"Vale"}],"container-title":["Journal of Harbours"],"issued":{"date-parts":[[2011,4,1]]},
        "updated-by":[{"DOI":"10.5555/notice.7","type":"retraction","label":"Retraction","updated":{"date-parts":[[2021,6,1]]}}]}}"#;
    player.put("api.crossref.org/works/10.5555/tide.7", 200, "content-type: application/json\r\n", record);
    (Folder::with(&[("draft.md", draft)]), player)
}

fn online(folder: &Folder, player: &Player, args: &[&str]) -> Run {
    resolving(folder, player, "", args)
}

/// The same where names resolve otherwise: `gone.example=,inner.example=10.0.0.1`.
fn resolving(folder: &Folder, player: &Player, names: &str, args: &[&str]) -> Run {
    let mut command = folder.command(args);
    command.env("IBID_TEST_WEB", player.address()).env("XDG_CACHE_HOME", folder.path().join("cache"));
    command.env("IBID_TEST_NAMES", names);
    let output = command.output().unwrap();
    Run {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// The rules whose findings a check reports, in order.
fn found(folder: &Folder, args: &[&str]) -> Vec<String> {
    let run = folder.run(&[&["check", "--format", "json", "draft.md"], args].concat());
    let rules = run
        .out
        .match_indices("\"rule\":")
        .map(|(at, _)| run.out[at + 7..].trim_start().split('"').nth(1).unwrap().to_owned());
    rules.collect()
}

#[test]
fn a_writer_checks_sources_and_a_machine_checks_the_writer() {
    let forged =
        "\"The gate did hold all night, and 14 boats were lost,\" says [the log](https://harbour.example.net/log).\n";
    let (folder, player) = world(forged);
    assert!(found(&folder, &[]).is_empty(), "nothing is known yet");
    assert_eq!(found(&folder, &["--locked"]), ["unlocked-source"]);

    let run = online(&folder, &player, &["sources", "check", "--online", "draft.md"]);
    assert_eq!((run.code, run.err.trim()), (0, "1 source looked up: 1 there, 0 not there, 0 could not be told"));
    assert_eq!(found(&folder, &["--locked"]), ["quotation-not-found"]);
    let told = folder.run(&["check", "draft.md"]);
    assert!(told.out.contains("has other words: it has `not` besides"), "{}", told.out);

    let draft = folder.path().join("draft.md");
    std::fs::write(&draft, forged.replace("did hold", "did not hold")).unwrap();
    assert!(found(&folder, &["--locked"]).is_empty(), "the passage that is kept tells that it is right now");

    let run = online(&folder, &player, &["sources", "check", "--online", "draft.md"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let lock = folder.read("ibid.lock");
    online(&folder, &player, &["sources", "refresh", "--online", "draft.md"]);
    assert_eq!(folder.read("ibid.lock"), lock, "a look without news changes nothing");

    player.page(
        "harbour.example.net/log",
        "The log of the harbour",
        "<p>Rain in the morning. The page was tidied up.</p>",
    );
    online(&folder, &player, &["sources", "refresh", "--online", "draft.md"]);
    assert_eq!(found(&folder, &["--locked"]), ["changed-source"]);
    assert!(!folder.read("ibid.lock").contains("tidied"), "the lock holds no text of others but what is quoted");
}

#[test]
fn a_dead_page_is_replaced_by_a_copy_that_holds_the_quotation() {
    let draft =
        "\"The gate did not hold all night, and 14 boats were lost,\" says [the log](https://old.example.net/log).\n";
    let (folder, player) = world(draft);
    player.put("old.example.net/log", 410, "", "gone");
    let rows = r#"[["urlkey","timestamp","original","mimetype","statuscode","digest","length"],
        ["net,example,old)/log","20190314150926","https://old.example.net/log","text/html","200","AAAA","100"],
        ["net,example,old)/log","20230314150926","https://old.example.net/log","text/html","200","BBBB","100"]]"#;
    let query = "output=json&filter=statuscode:200&collapse=digest&limit=-5";
    let captures = format!("web.archive.org/cdx/search/cdx?url=https%3A%2F%2Fold.example.net%2Flog&{query}");
    player.put(&captures, 200, "content-type: application/json\r\n", rows);
    let memento = |stamp: &str, text: &str| {
        let headers = "content-type: text/html\r\nmemento-datetime: Thu, 14 Mar 2019 15:09:26 GMT\r\n";
        player.put(
            &format!("web.archive.org/web/{stamp}id_/https://old.example.net/log"),
            200,
            headers,
            &format!("<p>{text}</p><p>{MORE}</p>"),
        );
    };
    memento("20190314150926", SAID);
    memento("20230314150926", "This page is being rebuilt, and says nothing of gates, boats or the night in question.");
    let run = online(&folder, &player, &["sources", "check", "--online", "draft.md"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(
        folder
            .read("ibid.lock")
            .contains("archive = \"https://web.archive.org/web/20190314150926/https://old.example.net/log\""),
        "{}",
        folder.read("ibid.lock")
    );
    assert_eq!(found(&folder, &[]), ["dead-link"]);
    folder.run(&["fix", "--unsafe", "draft.md"]);
    let text = folder.read("draft.md");
    assert!(
        text.contains("([archived](https://web.archive.org/web/20190314150926/https://old.example.net/log))"),
        "{text}"
    );
}

#[test]
fn a_retracted_paper_is_flagged_however_it_is_cited() {
    let bib = "@article{vale2011, author = {Vale, Mara}, title = {Tides and moods}, journal = {Journal of Harbours}, year = 2011, doi = {10.5555/tide.7}}\n";
    let (folder, player) = world("---\nbibliography: refs.bib\n---\n\nThe sea is sad [@vale2011].\n");
    folder.write("refs.bib", bib);
    let run = online(&folder, &player, &["check", "--online", "draft.md"]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.out.contains("`Tides and moods` was retracted (2021-06-01)"), "{}", run.out);
}

#[test]
fn nothing_of_the_draft_but_addresses_leaves() {
    let canary = "The canaryword sings \"in the canaryquote all night long\" at [canarylink](https://harbour.example.net/log#:~:text=canaryfragment).\n";
    let (folder, player) = world(canary);
    online(&folder, &player, &["sources", "check", "--online", "draft.md"]);
    let heads = player.heads();
    assert!(!heads.is_empty());
    for head in heads {
        assert!(!head.contains("canary"), "{head}");
        let lower = head.to_lowercase();
        assert!(!lower.contains("cookie") && !lower.contains("referer") && !lower.contains("authorization"), "{head}");
    }
}

#[test]
fn only_the_writer_can_allow_the_net() {
    let (folder, player) = world("See [the log](https://harbour.example.net/log).\n");
    let run = online(&folder, &player, &["sources", "check", "draft.md"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("--online allows it for this run"), "{}", run.err);
    // A repository cannot allow what its reader does not.
    folder.write("ibid.toml", "network = \"on\"\n");
    assert_eq!(online(&folder, &player, &["sources", "check", "draft.md"]).code, 2);
    folder.write("user/ibid/ibid.toml", "network = \"ask\"\n");
    let run = online(&folder, &player, &["sources", "check", "draft.md"]);
    assert!(run.code == 2 && run.err.contains("no terminal to ask at"), "{}", run.err);
    assert!(player.heads().is_empty(), "not one request was made");
    folder.write("user/ibid/ibid.toml", "network = \"on\"\n");
    assert_eq!(online(&folder, &player, &["sources", "check", "draft.md"]).code, 0);
    // But it can forbid.
    folder.write("ibid.toml", "network = \"off\"\n");
    let run = online(&folder, &player, &["sources", "check", "--online", "draft.md"]);
    assert!(run.code == 2 && run.err.contains("forbids the network"), "{}", run.err);
}

#[test]
fn what_could_not_be_told_fails_nothing() {
    let (folder, player) = world(
        "See [a](https://walled.example.net/a), [b](https://broken.example.net/b), [c](https://odd.example.net/c).\n",
    );
    player.put("walled.example.net/a", 403, "cf-mitigated: challenge\r\n", "Just a moment");
    player.put("broken.example.net/b", 503, "", "busy");
    player.put("odd.example.net/c", 999, "", "");
    let run = online(&folder, &player, &["sources", "check", "--online", "draft.md"]);
    assert_eq!((run.code, run.err.trim()), (0, "3 sources looked up: 0 there, 0 not there, 3 could not be told"));
    assert!(found(&folder, &[]).is_empty());
    // Of what could not even be tried there is no evidence, which is no fault either.
    assert_eq!(found(&folder, &["--locked"]), ["unlocked-source"]);
    assert_eq!(folder.run(&["check", "--locked", "draft.md"]).code, 0);
}

#[test]
fn a_lock_that_cannot_be_read_is_never_overwritten() {
    let (folder, player) = world("See [the log](https://harbour.example.net/log).\n");
    let broken = "version = 1\n[[source]]\nid = 7\n";
    folder.write("ibid.lock", broken);
    let run = online(&folder, &player, &["sources", "check", "--online", "draft.md"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("ibid.lock:3:6: This lock cannot be read"), "{}", run.err);
    assert_eq!(folder.read("ibid.lock"), broken);
}

#[test]
fn a_look_without_a_network_forgets_nothing() {
    let (folder, player) =
        world("See [the log](https://harbour.example.net/log) and [b](https://old.example.net/b).\n");
    player.put("old.example.net/b", 410, "", "gone");
    online(&folder, &player, &["sources", "check", "--online", "draft.md"]);
    let lock = folder.read("ibid.lock");
    assert_eq!(found(&folder, &[]), ["dead-link"]);
    player.put("harbour.example.net/log", 503, "", "busy");
    player.put("old.example.net/b", 503, "", "busy");
    online(&folder, &player, &["sources", "refresh", "--online", "draft.md"]);
    assert_eq!(folder.read("ibid.lock"), lock);
}

#[test]
fn a_strangers_lock_leads_nowhere_and_writes_nothing_on_the_terminal() {
    let lock = "[[source]]\nid = \"https://old.example.net/b\"\nretrieved = \"\\u001b[31m2026\"\nstatus = \"absent:gone\"\n\
                title = \"a\\u001b[2Jb\\u202ec\"\narchive = \"javascript:alert(1)\"\n";
    let folder = Folder::with(&[("draft.md", "See [b](https://old.example.net/b).\n"), ("ibid.lock", lock)]);
    for args in [
        &["check", "draft.md"][..],
        &["sources", "show", "draft.md"],
        &["sources", "show", "--format", "json", "draft.md"],
    ] {
        let run = folder.run(args);
        assert!(!run.out.contains(['\u{1b}', '\u{202e}']) && !run.out.contains("javascript"), "{}", run.out);
    }
    folder.run(&["fix", "--unsafe", "draft.md"]);
    assert!(!folder.read("draft.md").contains("javascript"));
}

#[test]
fn the_fix_of_a_quotation_loses_no_word() {
    let quote = |words: &str| format!("\"{words}\" says [the log](https://harbour.example.net/log).\n");
    // Words at an end that the source does not have, an ellipsis, brackets: only the writer knows.
    for words in [
        "The gate did hold all night, and 14 boats were lost in the harbour of the town,",
        "Nobody, the gate did hold all night, and 14 boats were lost,",
        "The gate did hold \u{2026} and 15 boats were lost,",
    ] {
        let (folder, player) = world(&quote(words));
        online(&folder, &player, &["sources", "check", "--online", "draft.md"]);
        folder.run(&["fix", "--unsafe", "draft.md"]);
        assert_eq!(folder.read("draft.md"), quote(words));
    }
}

#[test]
fn what_is_quoted_from_a_pdf_is_looked_for_in_it() {
    let draft = "\"The lower gate did hold until four in the morning,\" says [the report](https://alder.example.net/report.pdf).\n\n\
                 \"Boats were counted twice,\" it adds ([report](https://alder.example.net/report.pdf)).\n";
    let (folder, player) = world(draft);
    let text = [
        "The lower gate did not hold until four in the morning, and the boats of the",
        "upper basin drifted to the weir. They were counted twice, once by lamp and once",
        "by day, and the two counts differ by three. The keeper signed both. In the week",
        "after, the ropes were renewed and the lamps were moved to the eastern wall, from",
        "which the whole of the basin can be seen. Nobody has asked since who left the",
        "upper gate open, and the book in which it would stand has a page cut out of it.",
    ];
    let file = pdf("Floods on the Alder", &lines(&text), "");
    let at = "alder.example.net/report.pdf";
    player.put_bytes(at, 200, "content-type: application/pdf\r\n", &file);
    let run = online(&folder, &player, &["sources", "check", "--online", "draft.md"]);
    assert_eq!((run.code, run.err.trim()), (0, "1 source looked up: 1 there, 0 not there, 0 could not be told"));
    let lock = folder.read("ibid.lock");
    assert!(lock.contains("title = \"Floods on the Alder\"") && lock.contains("scope = \"full\""), "{lock}");
    assert_eq!(found(&folder, &["--locked"]), ["quotation-not-found", "quotation-not-found"]);
    let right = "\"They were counted twice, once by lamp and once by day,\" says [the report](https://alder.example.net/report.pdf).\n";
    folder.write("draft.md", right);
    online(&folder, &player, &["sources", "refresh", "--online", "draft.md"]);
    assert!(found(&folder, &["--locked"]).is_empty(), "{}", folder.read("ibid.lock"));

    // One that cannot be read is no fault of the draft, and what is known of it stays.
    let cut = &file[..file.len() / 2];
    for (file, kind) in
        [(cut, "application/pdf"), (cut, "application/octet-stream"), (&[0; 33 << 20], "application/pdf")]
    {
        player.put_bytes(at, 200, &format!("content-type: {kind}\r\n"), file);
        online(&folder, &player, &["sources", "refresh", "--online", "draft.md"]);
        let lock = folder.read("ibid.lock");
        assert!(lock.contains("status = \"unknown:no-text\"") && lock.contains("verdict = \"found\""), "{lock}");
        assert!(found(&folder, &["--locked"]).is_empty());
    }
}

#[test]
fn what_a_line_parts_in_a_pdf_is_one_word() {
    let draft = |words: &str| format!("\"{words},\" says [the report](https://alder.example.net/report.pdf).\n");
    let right = "All of the committee of the harbour did not hold the gate for a well-known reason";
    let (folder, player) = world(&draft(&right.replace("did not", "did")));
    let text = [
        "Of short-lived and well-known reasons the keeper spoke. She said that all of the com-",
        "mittee of the harbour did not hold the gate for a well-",
        "known reason, of which every boy of the upper basin had heard, and which all the boats",
        "upper basin drifted to the weir. They were counted twice, once by lamp and once",
        "by day, and the two counts differ by three. The keeper signed both. In the week",
        "after, the ropes were renewed and the lamps were moved to the eastern wall, from",
        "which the whole of the basin can be seen. Nobody has asked since who left the door.",
    ];
    let file = pdf("Floods on the Alder", &lines(&text), "");
    player.put_bytes("alder.example.net/report.pdf", 200, "content-type: application/pdf\r\n", &file);
    online(&folder, &player, &["sources", "check", "--online", "draft.md"]);
    assert_eq!(found(&folder, &["--locked"]), ["quotation-not-found"], "{}", folder.read("ibid.lock"));
    folder.run(&["fix", "--unsafe", "draft.md"]);
    assert_eq!(folder.read("draft.md"), draft(&right.replace("All", "all")), "{}", folder.read("ibid.lock"));
    // Nobody has looked for these words: the passage that is kept has them.
    folder.write("draft.md", draft("All of the committee of the harbour did not hold the gate"));
    assert!(found(&folder, &["--locked"]).is_empty(), "{}", folder.read("ibid.lock"));
}

#[test]
fn an_address_that_looks_secret_is_named_to_others_only_by_leave() {
    let secret = "https://docs.example.net/d/1aBcD3fGh1JkLmN0pQrStUvWxYz12345678aBcD/view";
    let (folder, player) = world(&format!("See [the plan]({secret}).\n"));
    let asks_archive = |player: &Player| player.heads().iter().any(|head| head.contains("web.archive.org"));
    player.put(secret.trim_start_matches("https://"), 410, "", "gone");
    online(&folder, &player, &["sources", "refresh", "--online", "draft.md"]);
    online(
        &folder,
        &player,
        &["sources", "refresh", "--online", "--public", "https://docs.example.net/d/2", "draft.md"],
    );
    assert!(!asks_archive(&player), "{:?}", player.heads());
    online(&folder, &player, &["sources", "refresh", "--online", "--public", &format!("{secret}#part"), "draft.md"]);
    assert!(asks_archive(&player));
    let run = online(&folder, &player, &["sources", "check", "--online", "--public", "the plan", "draft.md"]);
    assert!(run.code == 2 && run.err.contains("`the plan` is no address of the web"), "{}", run.err);
}

#[test]
fn a_lock_that_cannot_be_read_is_told_once_with_its_place() {
    let folder =
        Folder::with(&[("a.md", "See <https://a.example.net/a>.\n"), ("b.md", "See <https://b.example.net/b>.\n")]);
    folder.write("ibid.lock", "version = 1\n[[source]]\nid = 7\n");
    for args in [&["check", "--locked", "."][..], &["check", "."], &["fix", "--diff", "."], &["sources", "show", "."]] {
        let run = folder.run(args);
        assert_eq!(run.code, 2, "{args:?} {}", run.err);
        assert_eq!(run.err.matches("ibid.lock:3:6: This lock cannot be read").count(), 1, "{args:?} {}", run.err);
        assert!(run.err.contains("mend that line, or remove the file and check the sources again"), "{}", run.err);
    }
    let conflict =
        "version = 1\n<<<<<<< ours\n[[source]]\nid = \"doi:10.5555/a\"\n=======\n[[source]]\nid = 7\n>>>>>>> theirs\n";
    folder.write("ibid.lock", conflict);
    let run = folder.run(&["check", "--locked", "."]);
    assert!(run.code == 2 && run.err.contains("ibid.lock:7:6: This lock cannot be read"), "{}", run.err);
}

#[test]
fn a_draft_without_a_place_leaves_no_lock_behind() {
    let (folder, player) = world("");
    let draft = "See [the log](https://harbour.example.net/log).\n";
    let look = |args: &[&str]| {
        let mut command = folder.command(args);
        command.env("IBID_TEST_WEB", player.address()).env("XDG_CACHE_HOME", folder.path().join("cache"));
        let mut child = command.stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(draft.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    let (code, err) = look(&["sources", "check", "--online", "-"]);
    assert!(code == 2 && err.contains("name one with --stdin-filename"), "{err}");
    assert!(!folder.path().join("ibid.lock").exists() && player.heads().is_empty());
    std::fs::create_dir(folder.path().join("drafts")).unwrap();
    let (code, err) = look(&["sources", "check", "--online", "--stdin-filename", "drafts/a.md", "-"]);
    assert_eq!(code, 0, "{err}");
    assert!(folder.read("drafts/ibid.lock").contains("harbour.example.net"));
}

#[test]
fn a_page_that_has_moved_for_good_is_told_at_the_first_look() {
    let (folder, player) = world("See [the log](https://harbour.example.net/old/log).\n");
    player.put("harbour.example.net/old/log", 301, "location: /harbour.example.net/log\r\n", "");
    online(&folder, &player, &["sources", "check", "--online", "draft.md"]);
    assert_eq!(found(&folder, &[]), ["moved-link"]);
    let lock = folder.read("ibid.lock");
    online(&folder, &player, &["sources", "refresh", "--online", "draft.md"]);
    assert_eq!(folder.read("ibid.lock"), lock);
    // Taking the new address leaves nothing without evidence.
    let run = folder.run(&["fix", "--unsafe", "draft.md"]);
    assert!(!folder.read("draft.md").contains("old"), "{}", run.err);
    assert!(found(&folder, &["--locked"]).is_empty());
}

/// A list of retractions, in the columns of Retraction Watch.
const LIST: &str = "Record ID,Title,Subject,Institution,Journal,Publisher,Country,Author,URLS,ArticleType,RetractionDate,RetractionDOI,\
                    RetractionPubMedID,OriginalPaperDate,OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,Reason,Paywalled,Notes\n\
                    1,\"Tides, moods\",,,,,,,,,6/1/2021 0:00,10.5555/n7,0,4/1/2011 0:00,10.5555/Tide.7,30000001,Retraction,,No,\n\
                    2,Weirs,,,,,,,,,2/3/2022 0:00,10.5555/n8,0,4/1/2011 0:00,10.5555/weir.8,0,Expression of concern,,No,\n\
                    3,Oars,,,,,,,,,2/3/2019 0:00,10.5555/n9,0,4/1/2011 0:00,10.5555/oar.9,0,Retraction,,No,\n\
                    4,Oars,,,,,,,,,2/3/2020 0:00,10.5555/n9,0,4/1/2011 0:00,10.5555/oar.9,0,Reinstatement,,No,\n";

#[test]
fn retractions_are_told_by_a_list_on_the_disk() {
    let draft = "---\nbibliography: refs.bib\n---\n\nThe sea is sad [@vale2011], says doi:10.5555/WEIR.8 and not doi:10.5555/oar.9.\n";
    let (folder, player) = world(draft);
    folder.write("refs.bib", "@article{vale2011, author = {Vale, Mara}, title = {Tides and moods}, journal = {Harbours}, year = 2011, pmid = {30000001}}\n");
    assert!(found(&folder, &[]).is_empty());
    folder.write("lists/retraction_watch.csv", LIST);
    // The project's file, then the writer's own, whose paths begin at the project.
    for config in ["ibid.toml", "user/ibid/ibid.toml"] {
        folder.write(config, "retraction-watch = \"lists/retraction_watch.csv\"\n");
        let run = folder.run(&["check", "draft.md"]);
        assert_eq!(run.code, 1, "{}", run.err);
        assert!(run.out.contains("`Tides and moods` was retracted (2021-06-01)"), "{}", run.out);
        assert!(run.out.contains("This work is under an expression of concern (2022-02-03)"), "{}", run.out);
        assert_eq!(found(&folder, &[]), ["retracted-source", "retracted-source"]);
        std::fs::remove_file(folder.path().join(config)).unwrap();
    }
    assert!(player.heads().is_empty() && !folder.path().join("ibid.lock").exists());
    // What is kept of a list is not taken for another.
    folder.write("ibid.toml", "retraction-watch = \"lists/retraction_watch.csv\"\n");
    folder.write("lists/retraction_watch.csv", LIST.replace("10.5555/weir.8", "10.5555/weir.80"));
    assert_eq!(found(&folder, &[]), ["retracted-source"]);

    folder.write("ibid.toml", "retraction-watch = [\"draft.md\"]\n");
    let run = folder.run(&["check", "draft.md"]);
    assert!(run.code == 2 && run.err.contains("draft.md: This is not the list of Retraction Watch"), "{}", run.err);
    folder.write("ibid.toml", "retraction-watch = \"none.csv\"\n");
    let run = folder.run(&["check", "draft.md"]);
    assert!(run.err.contains("ibid.toml:1:20: There is no file `none.csv` beside this one"), "{}", run.err);
}

#[test]
fn what_is_shown_of_a_source_is_what_the_drafts_say_of_it() {
    let says = |words: &str| format!("\"{words},\" says [the log](https://harbour.example.net/log).\n");
    let (folder, player) = world(&says("The gate did not hold all night"));
    folder.write("other.md", says("The gate did hold all night, and 14 boats were lost"));
    online(&folder, &player, &["sources", "check", "--online", "draft.md", "other.md"]);
    let shown = |draft: &str| folder.run(&["sources", "show", draft]).out;
    assert!(!shown("draft.md").contains("quotation"), "{}", shown("draft.md"));
    assert!(shown("other.md").contains("there, quotation not found"), "{}", shown("other.md"));
    assert!(shown(".").contains("1 of 2 quotations not found"), "{}", shown("."));
}

#[test]
fn what_left_the_machine_is_shown() {
    let (folder, player) = world("See [the log](https://harbour.example.net/log) and doi:10.5555/tide.7.\n");
    folder.write("user/ibid/ibid.toml", "mail = \"mara@example.org\"\n");
    let record =
        r#"{"status":"ok","message":{"DOI":"10.5555/tide.7","type":"journal-article","title":["Tides and moods"]}}"#;
    let at = "api.crossref.org/works/10.5555/tide.7?mailto=mara@example.org";
    player.put(at, 200, "content-type: application/json\r\n", record);
    assert_eq!(online(&folder, &player, &["sources", "log"]).out, "");
    online(&folder, &player, &["sources", "check", "--online", "draft.md"]);
    let run = online(&folder, &player, &["sources", "log"]);
    let lines: Vec<&str> = run.out.lines().collect();
    assert!(lines[0].starts_with("TIME (UTC)") && lines.len() == 3, "{}", run.out);
    assert!(run.out.contains("harbour.example.net  200      https://harbour.example.net/log"), "{}", run.out);
    let run = online(&folder, &player, &["sources", "log", "--format", "json"]);
    assert!(
        run.out.contains("\"host\": \"api.crossref.org\"") && run.out.contains("\"outcome\": \"200\""),
        "{}",
        run.out
    );
    // Whom to write to registries are told, and pages are not; a project cannot say it.
    for head in player.heads() {
        assert_eq!(head.contains("mara@example.org"), head.contains("/api.crossref.org/"), "{head}");
    }
    folder.write("user/ibid/ibid.toml", "mail = \"mara\"\n");
    folder.write("ibid.toml", "mail = \"eve@example.org\"\n");
    let run = online(&folder, &player, &["sources", "refresh", "--online", "draft.md"]);
    assert!(run.err.contains("`mara` is not an address for mail"), "{}", run.err);
    assert!(!player.heads().iter().any(|head| head.contains("eve@example.org")));
}

#[test]
fn a_kept_text_judges_a_quotation_that_is_new_since_the_look() {
    let forged =
        "\"The gate did hold all night, and 14 boats were lost,\" says [the log](https://harbour.example.net/log).\n";
    for keep in [false, true] {
        let (folder, player) = world("Rain, says [the log](https://harbour.example.net/log).\n");
        std::fs::write(folder.path().join("ibid.toml"), format!("keep-texts = {keep}\n")).unwrap();
        let run = online(&folder, &player, &["sources", "check", "--online", "draft.md"]);
        assert_eq!(run.code, 0, "{}", run.err);
        assert_eq!(folder.path().join(".ibid").exists(), keep);
        std::fs::write(folder.path().join("draft.md"), forged).unwrap();
        let told = |args: &[&str]| folder.run(args).out.contains("has other words: it has `not` besides");
        assert_eq!(told(&["check", "--locked", "draft.md"]), keep, "hashes alone do not tell what else is there");
        std::fs::write(folder.path().join("draft.md"), forged.replace("did hold", "did not hold")).unwrap();
        assert!(found(&folder, &["--locked"]).is_empty());
        assert!(!folder.read("ibid.lock").contains("Rain in the morning"));
    }
}

#[test]
fn a_kept_text_of_lines_is_read_as_lines() {
    let right = "\"All of the committee of the harbour did not hold the gate in that night,\" says [the report](https://alder.example.net/r).\n";
    let said =
        "She said that all of the com- mittee of the\nharbour did not hold\nthe gate in that night, and it rained.\n";
    for (kind, body) in [
        ("text/plain", format!("Floods\n\n{said}\n{MORE}\n").into_bytes()),
        (
            "application/pdf",
            pdf("Floods", &lines(&said.lines().chain(MORE.split_inclusive(", ")).collect::<Vec<_>>()), ""),
        ),
    ] {
        let (folder, player) = world("Rain, says [the report](https://alder.example.net/r).\n");
        folder.write("ibid.toml", "keep-texts = true\n");
        player.put_bytes("alder.example.net/r", 200, &format!("content-type: {kind}\r\n"), &body);
        online(&folder, &player, &["sources", "check", "--online", "draft.md"]);
        folder.write("draft.md", right);
        assert!(found(&folder, &["--locked"]).is_empty(), "{kind}: {}", folder.read("ibid.lock"));
        folder.write("draft.md", right.replace("did not", "did"));
        assert_eq!(found(&folder, &["--locked"]), ["quotation-not-found"], "{kind}");
        assert!(folder.read("ibid.lock").contains("layout = \"lines\""));
    }
}

#[test]
fn everything_goes_through_the_proxy_that_the_writer_names_and_no_other() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let proxy = format!("proxy = \"http://{}\"\n", listener.local_addr().unwrap());
    let (told, heads) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let (mut stream, mut head) = (stream.unwrap(), [0; 4096]);
            let length = stream.read(&mut head).unwrap();
            let line = String::from_utf8_lossy(&head[..length]).lines().next().unwrap_or_default().to_owned();
            let _ = stream.write_all(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            told.send(line).unwrap();
        }
    });
    // A stranger's repository cannot listen.
    let (folder, player) = world("See [the log](http://harbour.example.net/log).\n");
    folder.write("ibid.toml", &proxy);
    let look = ["sources", "refresh", "--online", "draft.md"];
    let run = online(&folder, &player, &look);
    assert_eq!((run.code, heads.try_recv().ok()), (0, None), "{}", run.err);
    // Behind the writer's own even names are found by the proxy.
    folder.write("user/ibid/ibid.toml", &proxy);
    folder.write("ibid.toml", "");
    let run = folder.run(&look);
    assert_eq!(run.code, 0, "{}", run.err);
    let heads: Vec<String> = heads.try_iter().collect();
    assert!(heads.contains(&"GET http://harbour.example.net/log HTTP/1.1".to_owned()), "{heads:?}");

    folder.write("user/ibid/ibid.toml", "proxy = \"socks://user:word@proxy.example.org\"\n");
    let run = folder.run(&["check", "draft.md"]);
    assert!(run.err.contains("is not a proxy, such as"), "{}", run.err);
}

#[test]
fn references_are_fetched_and_printed() {
    let (folder, player) = world("");
    player.put(
        "harbour.example.net/tides",
        200,
        "content-type: text/html\r\n",
        &format!(
            "<html><head><title>T</title><meta property=og:title content=\"Tides ](x) {{y}}\"></head><body><p>{MORE}</p></body></html>"
        ),
    );
    let page = "https://harbour.example.net/tides";
    let run = online(&folder, &player, &["sources", "cite", "--online", "doi:10.5555/TIDE.7", page]);
    assert_eq!(run.code, 0, "{}", run.err);
    let work = "Vale, M. (2011). Tides and moods. *Journal of Harbours*. <https://doi.org/10.5555/tide.7>";
    assert_eq!(run.out, format!("{work}\n\n*Tides \\](x) {{y}}*. (n.d.). <{page}>\n"));
    let told = [
        "doi:10.5555/TIDE.7: title: Crossref; authors: Crossref; date: Crossref; container: Crossref",
        &format!("{page}: title: OpenGraph; nobody says: authors, date"),
    ];
    assert_eq!(run.err.lines().collect::<Vec<_>>(), told);

    let bib = online(&folder, &player, &["sources", "cite", "-q", "--online", "--format", "bibtex", "10.5555/tide.7"]);
    assert!(
        bib.out.starts_with("@article{vale2011tides,\n  author = {Vale, Mara},\n  date = {2011-04-01},\n"),
        "{}",
        bib.out
    );
    assert_eq!(bib.err, "");
    let twice = ["sources", "cite", "-q", "--online", "--format", "csl-json", "10.5555/tide.7", "10.5555/tide.7"];
    let json = online(&folder, &player, &twice);
    assert!(json.out.contains("\"id\": \"vale2011tides\"") && json.out.contains("vale2011tides-2"), "{}", json.out);

    let asked = player.heads().len();
    let run = online(&folder, &player, &["sources", "cite", "10.5555/tide.7"]);
    assert!(run.code == 2 && run.err.contains("--online allows it"), "{}", run.err);
    let run = online(&folder, &player, &["sources", "cite", "--online", "tides and moods"]);
    assert!(run.code == 2 && run.err.contains("is no address, DOI"), "{}", run.err);
    std::fs::write(folder.path().join("ibid.toml"), "network = \"off\"\n").unwrap();
    let run = online(&folder, &player, &["sources", "cite", "--online", "10.5555/tide.7"]);
    assert!(run.code == 2 && run.err.contains("forbids the network"), "{}", run.err);
    assert_eq!(player.heads().len(), asked, "nobody was asked");
    std::fs::remove_file(folder.path().join("ibid.toml")).unwrap();
    let run = online(&folder, &player, &["sources", "cite", "--online", "https://harbour.example.net/none"]);
    assert!(
        run.code == 2 && run.err.contains("Its site has no such page") && run.out.is_empty(),
        "{}{}",
        run.out,
        run.err
    );
}

#[test]
fn an_entry_is_held_against_its_registry_without_a_network() {
    let (folder, player) = world("The sea is sad [@vale].\n\n---\nbibliography: refs.bib\n---\n");
    let book = "@article{vale, title = {Tides and floods}, author = {Vale, M.}, journal = {J. Harb.}, year = 2011, doi = {10.5555/tide.7}}\n";
    std::fs::write(folder.path().join("refs.bib"), book).unwrap();
    let run = online(&folder, &player, &["sources", "check", "--online", "draft.md"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(found(&folder, &[]), ["retracted-source", "metadata-mismatch"]);
    std::fs::write(folder.path().join("refs.bib"), book.replace("floods", "moods")).unwrap();
    assert_eq!(found(&folder, &[]), ["retracted-source"]);
}

const JSON: &str = "content-type: application/json\r\n";

/// A page that says it is the work of that title, with the number of the retracted paper.
fn page_of_work(player: &Player, at: &str, title: &str) {
    let head = format!("<meta name=\"dc.identifier\" content=\"doi:10.5555/tide.7\"><title>{title}</title>");
    let html = format!("<html><head>{head}</head><body><h1>{title}</h1><p>{MORE}</p></body></html>");
    player.put(at, 200, "content-type: text/html\r\n", &html);
}

const REFRESH: &[&str] = &["sources", "refresh", "--online", "draft.md"];

#[test]
fn a_retraction_outlives_a_busy_registry() {
    let (folder, player) = world("See [it](https://harbour.example.net/tides).\n");
    page_of_work(&player, "harbour.example.net/tides", "Tides and moods");
    online(&folder, &player, REFRESH);
    let lock = folder.read("ibid.lock");
    assert!(lock.contains("notice = \"retraction 2021-06-01\""), "{lock}");
    let at = "api.crossref.org/works/10.5555/tide.7";
    for status in [429, 503, 500] {
        player.put(at, status, "", "busy");
        online(&folder, &player, REFRESH);
        assert_eq!(folder.read("ibid.lock"), lock, "{status}");
    }
    // That it says no more, a registry must say.
    player.put(at, 200, JSON, r#"{"status":"ok","message":{"DOI":"10.5555/tide.7","title":["Tides and moods"]}}"#);
    online(&folder, &player, REFRESH);
    assert!(!folder.read("ibid.lock").contains("notice"), "{}", folder.read("ibid.lock"));
}

#[test]
fn what_a_registry_takes_back_is_not_remembered() {
    let (folder, player) = world("The sea is sad, says doi:10.5555/tide.7.\n");
    online(&folder, &player, REFRESH);
    let lock = folder.read("ibid.lock");
    assert!(lock.contains("notice = ") && lock.contains("\"Vale, Mara\""), "{lock}");
    let at = "api.crossref.org/works/10.5555/tide.7";
    player.put(at, 503, "", "busy");
    player.put("doi.org/api/handles/10.5555/tide.7?type=URL", 200, JSON, r#"{"responseCode":1,"values":[]}"#);
    online(&folder, &player, REFRESH);
    assert_eq!(folder.read("ibid.lock"), lock, "nobody said otherwise");
    let record = r#"{"status":"ok","message":{"DOI":"10.5555/tide.7","type":"journal-article","title":["Tides, moods"],
        "editor":[{"given":"Ida","family":"Kroon"}]}}"#;
    player.put(at, 200, JSON, record);
    online(&folder, &player, REFRESH);
    let lock = folder.read("ibid.lock");
    assert!(lock.contains("Tides, moods") && lock.contains("\"Kroon, Ida\""), "{lock}");
    assert!(!lock.contains("notice") && !lock.contains("Vale") && !lock.contains("Journal"), "{lock}");
    assert!(found(&folder, &["--locked"]).is_empty());
}

#[test]
fn a_page_is_the_retracted_work_only_by_its_title_too() {
    let (folder, player) = world("See [it](https://harbour.example.net/on-tides).\n");
    page_of_work(&player, "harbour.example.net/on-tides", "Why we read the keeper of the lower mill");
    online(&folder, &player, REFRESH);
    let lock = folder.read("ibid.lock");
    assert!(lock.contains("status = \"present\"") && !lock.contains("notice"), "{lock}");
    page_of_work(&player, "harbour.example.net/on-tides", "RETRACTED: Tides and Moods");
    online(&folder, &player, REFRESH);
    assert_eq!(found(&folder, &["--locked"]), ["retracted-source"]);
}

#[test]
fn a_page_is_not_gone_where_it_leads_to_a_host_that_is() {
    let (folder, player) = world("See [a](https://harbour.example.net/old) and [b](https://gone.example.net/b).\n");
    player.put("harbour.example.net/old", 302, "location: /gone.example.net/new\r\n", "");
    let run = resolving(&folder, &player, "gone.example.net=", REFRESH);
    assert_eq!(run.err.trim(), "2 sources looked up: 0 there, 1 not there, 1 could not be told");
    assert_eq!(found(&folder, &[]), ["dead-link"]);
    let told = folder.run(&["check", "draft.md"]).out;
    assert!(told.contains("gone.example.net/b") && !told.contains("harbour.example.net/old` "), "{told}");
}

#[test]
fn a_network_that_answers_for_others_says_nothing_of_their_pages() {
    let (folder, player) = world("See [the log](https://harbour.example.net/log).\n");
    online(&folder, &player, REFRESH);
    let lock = folder.read("ibid.lock");
    assert!(lock.contains("status = \"present\""), "{lock}");
    for number in ["0.0.0.0", "10.0.0.1", "127.0.0.1", "::1"] {
        let run = resolving(&folder, &player, &format!("harbour.example.net={number}"), REFRESH);
        assert_eq!(run.code, 0, "{}", run.err);
        assert_eq!(folder.read("ibid.lock"), lock, "{number}");
    }
}

#[test]
fn a_preprint_is_missing_only_if_arxiv_says_so_twice() {
    let (folder, player) = world("See arXiv:1706.03762.\n");
    let at = "export.arxiv.org/api/query?id_list=1706.03762&max_results=1";
    let feed = |entry: &str| format!("<feed xmlns=\"http://www.w3.org/2005/Atom\">{entry}</feed>");
    let entry = "<entry><id>http://arxiv.org/abs/1706.03762v7</id><title>Of lamps</title><published>2017-06-12T00:00:00Z</published></entry>";
    let atom = "content-type: application/atom+xml\r\n";
    player.once(at, 200, atom, &feed(""));
    player.put(at, 200, atom, &feed(entry));
    let check = ["sources", "check", "--online", "draft.md"];
    let run = online(&folder, &player, &check);
    assert_eq!(run.err.trim(), "1 source looked up: 1 there, 0 not there, 0 could not be told");
    assert_eq!(player.heads().len(), 2);

    // What is not there is looked for again, and what is there is kept.
    let (folder, player) = world("See arXiv:1706.03762.\n");
    player.put(at, 200, atom, &feed(""));
    let run = online(&folder, &player, &check);
    assert_eq!(run.err.trim(), "1 source looked up: 0 there, 1 not there, 0 could not be told");
    player.put(at, 200, atom, &feed(entry));
    let run = online(&folder, &player, &check);
    assert_eq!(run.err.trim(), "1 source looked up: 1 there, 0 not there, 0 could not be told");
}

#[test]
fn an_address_without_a_scheme_is_looked_up() {
    let (folder, player) = world("\"The gate did not hold all night,\" says [the log](//harbour.example.net/log).\n");
    let run = online(&folder, &player, REFRESH);
    assert_eq!(run.err.trim(), "1 source looked up: 1 there, 0 not there, 0 could not be told");
    let lock = folder.read("ibid.lock");
    assert!(lock.contains("verdict = \"found\"") && !lock.contains("address"), "{lock}");
}

#[test]
fn a_number_that_no_registry_was_asked_for_is_not_called_missing() {
    let book = "@book{vale, title = {Tides}, author = {Vale, Mara}, year = 2011, isbn = {978-0-306-40615-8}}\n";
    let (folder, player) = world("---\nbibliography: refs.bib\n---\n\nThe sea is sad [@vale].\n");
    folder.write("refs.bib", book);
    let run = online(&folder, &player, REFRESH);
    assert_eq!(run.err.trim(), "1 source looked up: 0 there, 0 not there, 1 could not be told");
    assert!(player.heads().is_empty());
}

#[test]
fn no_key_comes_into_the_lock_by_a_redirect() {
    let (folder, player) =
        world("See [a](https://harbour.example.net/a) and [b](https://harbour.example.net/b?token=7).\n");
    for at in ["harbour.example.net/a", "harbour.example.net/b?token=7"] {
        player.put(at, 301, "location: /harbour.example.net/log?token=canary\r\n", "");
    }
    player.page("harbour.example.net/log?token=canary", "The log", "<p>Rain.</p>");
    let run = online(&folder, &player, REFRESH);
    assert_eq!(run.err.trim(), "2 sources looked up: 2 there, 0 not there, 0 could not be told");
    let lock = folder.read("ibid.lock");
    assert_eq!((lock.matches("canary").count(), lock.matches("status = \"present\"\n").count()), (1, 1), "{lock}");
    assert_eq!(found(&folder, &[]), ["moved-link"]);
}
