//! The project's own fixtures as bytes for each law.

use ibid::rules::RULES;
use std::path::Path;

/// Messages as an editor sends them, right and wrong; one a line.
const MESSAGES: &[&str] = &[
    r##"{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"untitled:a","languageId":"markdown","version":1,"text":"# Tides\n\nIt fell (reuters.com/+4), see [it]() and [a][b].[^1]\n\nFor more please go here. @lock1931 \ud83d\ude00\n"}}}"##,
    r##"{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":{"uri":"untitled:a","version":2},"contentChanges":[{"range":{"start":{"line":2,"character":3},"end":{"line":2,"character":9}},"text":"[x"}]}}"##,
    r##"{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":{"uri":"untitled:a","version":2},"contentChanges":[{"range":{"start":{"line":4,"character":36},"end":{"line":4000000000,"character":4294967295}},"text":"\n"},{"text":"[a]()"}]}}"##,
    r##"{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":{"uri":"untitled:a","version":-1},"contentChanges":[{"range":{"start":{"line":3,"character":9},"end":{"line":1,"character":0}},"text":"\ud800"}]}}"##,
    r##"{"jsonrpc":"2.0","method":"textDocument/didClose","params":{"textDocument":{"uri":"untitled:a"}}}"##,
    r##"{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"file:///nowhere/refs.bib","languageId":"bibtex","version":1,"text":"@book{lock1931, title = {A Lock Rebuilt}}"}}}"##,
    r##"{"jsonrpc":"2.0","id":1,"method":"textDocument/hover","params":{"textDocument":{"uri":"untitled:a"},"position":{"line":2,"character":12}}}"##,
    r##"{"jsonrpc":"2.0","id":2,"method":"textDocument/completion","params":{"textDocument":{"uri":"untitled:a"},"position":{"line":4,"character":27}}}"##,
    r##"{"jsonrpc":"2.0","id":3,"method":"textDocument/codeAction","params":{"textDocument":{"uri":"untitled:a"},"range":{"start":{"line":0,"character":0},"end":{"line":9,"character":0}},"context":{"diagnostics":[]}}}"##,
    r##"{"jsonrpc":"2.0","id":4,"method":"textDocument/definition","params":{"textDocument":{"uri":"untitled:a"},"position":{"line":2,"character":50}}}"##,
    r##"{"jsonrpc":"2.0","id":5,"method":"textDocument/references","params":{"textDocument":{"uri":"untitled:a"},"position":{"line":2,"character":50},"context":{"includeDeclaration":true}}}"##,
    r##"{"jsonrpc":"2.0","id":6,"method":"textDocument/rename","params":{"textDocument":{"uri":"untitled:a"},"position":{"line":2,"character":42},"newName":"]\u0000[ "}}"##,
    r##"{"jsonrpc":"2.0","id":7,"method":"textDocument/documentSymbol","params":{"textDocument":{"uri":"untitled:a"}}}"##,
    r##"{"jsonrpc":"2.0","id":8,"method":"textDocument/diagnostic","params":{"textDocument":{"uri":"untitled:a"}}}"##,
    r##"{"jsonrpc":"2.0","id":9,"method":"textDocument/inlayHint","params":{"textDocument":{"uri":"untitled:a"},"range":{"start":{"line":0,"character":0},"end":{"line":9,"character":0}}}}"##,
    r##"{"jsonrpc":"2.0","id":10,"method":"textDocument/codeLens","params":{"textDocument":{"uri":"untitled:a"}}}"##,
    r##"{"jsonrpc":"2.0","id":11,"method":"textDocument/foldingRange","params":{"textDocument":{"uri":"untitled:a"}}}"##,
    r##"{"jsonrpc":"2.0","id":12,"method":"textDocument/documentLink","params":{"textDocument":{"uri":"untitled:a"}}}"##,
    r##"{"jsonrpc":"2.0","id":13,"method":"workspace/symbol","params":{"query":"ti"}}"##,
    r##"{"jsonrpc":"2.0","id":14,"method":"workspace/executeCommand","params":{"command":"ibid.explain","arguments":["bare-site"]}}"##,
    r##"{"jsonrpc":"2.0","method":"workspace/didChangeConfiguration","params":{"settings":{"ibid":{"rules":{"bare-site":"error"},"citation-style":7,"ignore":["["]}}}}"##,
    r##"{"jsonrpc":"2.0","method":"workspace/didChangeWatchedFiles","params":{"changes":[{"uri":"file:///nowhere/a.md","type":3}]}}"##,
    r##"{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":3}}"##,
    r##"{"jsonrpc":"2.0","id":1,"result":[null]}"##,
    r##"{"jsonrpc":"2.0","id":15,"method":"codeAction/resolve","params":{"title":"x","data":{"uri":"untitled:a","version":1,"what":{"fix":{"finding":900,"fix":9}}}}}"##,
    r##"[[[[[[[[{"a":"\udc00\ud800"}"##,
];

const BOOKS: &[(u8, &str)] = &[
    (
        0,
        "@string{qp = \"Quay Press\"}\n@book{lock1931,\n  title = {A {Lock} \\\"{R}ebuilt},\n  author = \"Vale, Mara and others\" # { and Jo},\n  year = 1931, publisher = qp,\n}\n@inbook{b, crossref = {lock1931}}\n@comment{x}\n@article{broken, title = {",
    ),
    (
        0,
        "@article(a, doi = {10.1000/182}, date = {1931-05/1932~}, eprint = {2101.00001}, isbn = {978-0-306-40615-7})\n@article{a, url=\"https://a.example\"}",
    ),
    (
        1,
        "[{\"id\": \"weir2004\", \"type\": \"article-journal\", \"title\": \"Why it leaked\", \"author\": [{\"family\": \"Weir\", \"given\": \"A.\"}, {\"literal\": \"X\"}], \"issued\": {\"date-parts\": [[2004, \"5\"], [2005]]}, \"DOI\": \"10.1000/182\"}, {\"id\": 7}, 3]",
    ),
    (1, "{\"items\": {\"a\": \"\\ud800\"}, \"id\": [[[]]]}"),
    (
        2,
        "references:\n- id: weir2004\n  type: book\n  title: \"Why it leaked: a history\"\n  author:\n  - family: Weir\n    given: A.\n  issued:\n    year: 2004\n...\n",
    ),
    (
        2,
        "weir2004:\n  type: article\n  title: >\n    Why it\n    leaked\n  author: [\"Weir, A.\", {name: B, given-name: C}]\n  date: 2004-05\n  parent:\n    type: periodical\n    title: Tides\n  url: {value: https://a.example, date: 2020-01-01}\n",
    ),
    (2, "&a [*a, !!x {a: b, ? c}, 'it''s', \"\\x41\\u00e9\\z\"]: |+2\n\t- : -\n"),
];

const CONFIGURATIONS: &[(u8, &str)] = &[
    (
        0,
        "citation-style = \"link\"\nknown-sites = [\"skarvik-post.example\"]\nbibliography = [\"refs.bib\", 3]\nroot = [\"/\"]\nignore = [\"a/**\", \"[\"]\nkind = \"essay\"\n[rules]\nresidue = \"error\"\nbare-sitee = \"off\"\n[attribution]\nstrictness = \"strict\"\n",
    ),
    (0, "\u{feff}a = [[[{b = 1979-05-27T07:32:00Z}]]]\n\"\\uD800\" = '''\n"),
    (
        1,
        "{\"citation-style\": \"pandoc\", \"rules\": {\"residue\": \"off\", \"x\": 1}, \"ignore\": [\"*\"], \"attribution\": {\"strictness\": 3}}",
    ),
    (
        2,
        "---\ntitle: \"Tides\nbibliography: [refs.bib, 'b.json', {x: y}]\nnocite: |\n  @lock1931, @*\ncsl: apa.csl\nreferences:\n- id: a\n  title: A\n- {id: b, issued: 2004}\n---\n",
    ),
    (
        2,
        "project:\n  type: book\nbook:\n  chapters:\n  - index.qmd\n  - part: x\n    chapters: [a.qmd]\nbibliography: refs.bib\n",
    ),
];

/// A source, and in its last lines quotations and directives.
const SOURCES: &[(u8, &str)] = &[
    (
        0,
        "The council did not approve the \u{201c}new\u{201d} ferry[12] \u{2014} fares rose by 4.5% in 2018\u{2013}19, to 2,113 crowns.\nThe council did ... approve the ferr[ies] [sic] to 2,114\n[t]he coun[] did [not] approve (sic) . . . \u{2212}0.42 \u{bd}\n:~:text=the-,council,new%20f,-erry&text=%e2",
    ),
    (
        1,
        "The com-\nmittee of\u{ad}\nficers o\u{fb03}ce\n\n7 See p. 12.\n\u{c}THE QUAY\nmet in the well-\nknown harbour e\u{301} \u{2260} x\nThe committee officers office met in the well-known harbour\nabout \u{2212}5 million, ~3k, one hundred and twenty-first, 2019-03-14, May 3, 1,2,3.4.5",
    ),
    (
        0,
        "\u{6e2f}\u{306f}\u{6b63}\u{5348}\u{306b}\u{9589}\u{9396}\u{3002}\n\u{6e2f}\u{306f}\u{6b63}\u{5348}\u{306b}\u{5c01}\u{9396}\n\u{300c}\u{6b63}\u{5348}\u{300d}",
    ),
];

/// The fixtures of the law of that name.
pub fn of(name: &str) -> Vec<Vec<u8>> {
    let chosen = |choice: u8, text: &str| [&[choice], text.as_bytes()].concat();
    let pairs = |pairs: &[(u8, &str)]| pairs.iter().map(|(choice, text)| chosen(*choice, text)).collect();
    match name {
        "books" => pairs(BOOKS),
        "config" => pairs(CONFIGURATIONS),
        "sources" => pairs(SOURCES),
        "protocol" => {
            let one = MESSAGES.iter().skip(1).map(|message| chosen(1, &format!("{}\n{message}", MESSAGES[0])));
            one.chain([chosen(17, &MESSAGES.join("\n")), chosen(0, "Content-Length: 2\r\n\r\n{}\r\nhello")]).collect()
        }
        "edits" => {
            let script = |(index, text): (usize, String)| {
                let text = text.as_bytes();
                let length = u16::try_from(text.len().min(4095)).unwrap_or(0).to_be_bytes();
                let places = [(3, 7, 2), (40, 0, 9), (90, 30, 210), (10, 2, 60)];
                let edits = places.map(|(at, gone, kind)| [(index % 256) as u8, at, gone, kind]).concat();
                [&[index as u8], &length[..], &text[..text.len().min(4095)], &edits].concat()
            };
            drafts().into_iter().enumerate().map(script).collect()
        }
        "positions" => drafts()
            .iter()
            .map(|text| [&[0, 0, 0, 1, 1, 255, 255, 0, 2, 3, 254, 9, 1, 200, 5, 5], text.as_bytes()].concat())
            .collect(),
        _ => drafts().iter().enumerate().map(|(index, text)| chosen((index % 5) as u8, text)).collect(),
    }
}

/// The examples of every rule's page, and the draft that the README checks.
fn drafts() -> Vec<String> {
    let mut drafts = Vec::new();
    for rule in RULES {
        let mut lines = rule.page.lines();
        while let Some(line) = lines.next() {
            if let Some(fence) = line.strip_suffix(line.trim_start_matches('`')).filter(|fence| fence.len() >= 3) {
                let text: String =
                    lines.by_ref().take_while(|line| *line != fence).map(|line| format!("{line}\n")).collect();
                drafts.push(text);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    drafts.extend(std::fs::read_to_string(root.join("examples/last-ferry.md")));
    drafts.extend(crate::texts::TEXTS.iter().map(|(_, text)| (*text).to_owned()));
    drafts
}
