//! The keys of the configuration: the one table from which problems, the file of `ibid init`, the JSON Schema and the editors'
//! settings are made.

use super::{CitationStyle, CodeLens, Layer, Level, Network};
use crate::claim::{Kind as DocumentKind, Strictness};
use crate::finding::Severity;
use std::ops::Range;

/// A key that a configuration may hold.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// Its name, the same in a file and in an editor's settings.
    pub name: &'static str,
    /// What it means, in Markdown: one sentence, and more where it is needed.
    pub doc: &'static str,
    /// What may stand there, and where it goes.
    pub kind: Kind,
    /// A value worth showing in an example, as TOML.
    pub example: &'static str,
}

/// What may stand at a key. Every kind is empty or false by default, except a choice: its first word is its default.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// One of some words, each with its meaning.
    Choice(&'static [(&'static str, &'static str)], fn(&mut Layer, &str)),
    /// A text: what it is, and where it goes, unless it is none.
    Text(&'static str, fn(&mut Layer, &str) -> bool),
    /// `true` or `false`.
    Flag(fn(&mut Layer, bool)),
    /// Host names.
    Hosts(fn(&mut Layer, String)),
    /// Files or folders: a list, or one.
    Files(fn(&mut Layer, String, Range<usize>)),
    /// Globs, as in `.gitignore`.
    Globs(fn(&mut Layer, String)),
    /// A level by rule or group name.
    Rules(fn(&mut Layer, String, Level)),
}

/// The keys, in the order in which they are explained.
pub const KEYS: &[Key] = &[
    Key {
        name: "citation-style",
        doc: "How the citations that fixes write look.",
        kind: Kind::Choice(STYLES, |layer, word| layer.citation_style = style(word)),
        example: "\"footnote\"",
    },
    Key {
        name: "attribution.strictness",
        doc: "How much is said of figures, claims and quotations that have no source.",
        kind: Kind::Choice(STRICTNESS, |layer, word| layer.strictness = strictness(word)),
        example: "\"relaxed\"",
    },
    Key {
        name: "kind",
        doc: "The kind of document that your drafts are, which decides how readily a claim without a source is reported; a draft's own \
              metadata (`kind: essay`) outweigh it.",
        kind: Kind::Choice(KINDS, |layer, word| layer.kind = Some(DocumentKind::of(word))),
        example: "\"essay\"",
    },
    Key {
        name: "known-sites",
        doc: "Hosts that your drafts cite, beside the well-known ones: always taken for sites, never for misspellings.",
        kind: Kind::Hosts(|layer, host| layer.known_sites.push(host)),
        example: "[\"harbour.example.org\"]",
    },
    Key {
        name: "bibliography",
        doc: "Bibliographies that your drafts cite from, beside those that a draft or its project names: BibTeX, CSL-JSON, CSL-YAML or \
              Hayagriva files, relative to the folder of the file that names them (to the repository, where your own file or \
              an editor does).",
        kind: Kind::Files(|layer, name, range| layer.bibliography.push((name, range))),
        example: "[\"references.bib\"]",
    },
    Key {
        name: "root",
        doc: "Folders in which link targets that start with `/` are looked for, as in a site made by Hugo, Jekyll or Docusaurus, \
              relative to the folder of the file that names them (to the repository, where your own file or an editor does). \
              Without one, such targets are never reported.",
        kind: Kind::Files(|layer, name, range| layer.root.push((name, range))),
        example: "[\"content\", \"static\"]",
    },
    Key {
        name: "ignore",
        doc: "Files that are not drafts, as in `.gitignore`, relative to the folder of the file that names them \
              (to the repository, where your own file or an editor does). \
              A file named outright on the command line is checked all the same.",
        kind: Kind::Globs(|layer, glob| layer.ignore.push(glob)),
        example: "[\"CHANGELOG.md\", \"archive/\"]",
    },
    Key {
        name: "code-lens",
        doc: "Which counts an editor shows above footnotes, definitions of links and entries of bibliographies: how often each is cited; \
              and above drafts: how many claims have a source.",
        kind: Kind::Choice(LENSES, |layer, word| layer.code_lens = lens(word)),
        example: "\"all\"",
    },
    Key {
        name: "inlay-hints",
        doc: "Whether an editor shows the author and the year behind each citation key.",
        kind: Kind::Choice(HINTS, |layer, word| layer.inlay_hints = Some(word == "on")),
        example: "\"on\"",
    },
    Key {
        name: "network",
        doc: "Whether sources may be looked up in the net, when you ask for it: of a draft only addresses and identifiers are sent, never \
              its words. Only your own file, your editor's own settings or a flag can allow it; a project's file can only forbid it.",
        kind: Kind::Choice(NETWORK, |layer, word| layer.network = network(word)),
        example: "\"ask\"",
    },
    Key {
        name: "mail",
        doc: "An address at which registries of works may write to you about what ibid asks of them; they answer those faster whom they can \
              reach. It is sent to Crossref, PubMed and other registries with each request, and to nobody else. Only your own file or \
              your editor's own settings can name one.",
        kind: Kind::Text("an address for mail, such as `mara@example.org`", |layer, text| {
            let (user, host) = text.split_once('@').unwrap_or_default();
            let plain = |part: &str| {
                !part.is_empty()
                    && part.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_' | b'+'))
            };
            let fits = plain(user) && plain(host);
            layer.mail = Some(text.to_owned()).filter(|_| fits);
            fits
        }),
        example: "\"mara@example.org\"",
    },
    Key {
        name: "proxy",
        doc: "The proxy through which sources are looked up; what the environment says of proxies is not used. It then finds the hosts, \
              and is trusted with that: ibid cannot see whether a name leads into a private network. Only your own file or your \
              editor's own settings can name one.",
        kind: Kind::Text("a proxy, such as `http://proxy.example.org:3128`", |layer, text| {
            let host = text.strip_prefix("http://").map(|host| host.strip_suffix('/').unwrap_or(host));
            let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b':' | b'[' | b']');
            let fits = host.is_some_and(|host| !host.is_empty() && host.bytes().all(plain));
            layer.proxy = Some(text.to_owned()).filter(|_| fits);
            fits
        }),
        example: "\"http://proxy.example.org:3128\"",
    },
    Key {
        name: "retraction-watch",
        doc: "The list of retractions that Retraction Watch and Crossref publish, as a file on your disk (`retraction_watch.csv`), relative to \
              the folder of the file that names it (to the repository, where your own file or an editor does): works that are on it are \
              reported without looking anything up.",
        kind: Kind::Files(|layer, name, range| layer.retraction_watch.push((name, range))),
        example: "\"retraction_watch.csv\"",
    },
    Key {
        name: "keep-texts",
        doc: "Whether a look at sources also keeps what they say, in `.ibid/texts` beside `ibid.lock`: hovers show passages of it, and \
              `ibid check --locked` holds new quotations against it. Other people's texts are not for a repository, so git is told to \
              ignore that folder.",
        kind: Kind::Flag(|layer, on| layer.keep_texts = Some(on)),
        example: "true",
    },
    Key {
        name: "zotero",
        doc: "Whether citation keys are also offered from the Zotero that runs on this machine, if its settings let other programs read it \
              (Settings, Advanced). Only your own file or your editor's own settings can turn it on, never a project's.",
        kind: Kind::Flag(|layer, on| layer.zotero = Some(on)),
        example: "true",
    },
    Key {
        name: "rules",
        doc: "Turns a rule, or a group of rules, off or on, or changes its severity. A rule's own line outweighs its \
              group's.",
        kind: Kind::Rules(|layer, name, level| {
            layer.rules.insert(name, level);
        }),
        example: "{ empty-link = \"warning\" }",
    },
];

const STYLES: &[(&str, &str)] = &[
    ("auto", "as the draft already does, footnotes if it does not yet"),
    ("footnote", "`text.[^label]`, and `[^label]: …` at the end"),
    ("link", "`([site](address))`"),
    ("reference", "`([site][label])`, and `[label]: address` at the end"),
    ("pandoc", "`[@key]`"),
];

// The default stands first, as for every choice.
const STRICTNESS: &[(&str, &str)] = &[
    ("standard", "what a good copy editor asks"),
    ("relaxed", "only what stands out"),
    ("strict", "whatever a fact-checker would look up"),
];

const KINDS: &[(&str, &str)] = &[
    ("auto", "guessed from what can be counted, draft by draft"),
    ("news", "news and reportage"),
    ("essay", "an essay, a column, a personal page"),
    ("reference", "an encyclopaedia's article, a report"),
    ("manual", "a manual, a tutorial: about what its writers made"),
    ("academic", "a scholarly text"),
    ("record", "minutes, a changelog, a press release, a report of measurements: its figures are its own"),
    ("review", "a review: what it quotes are the words of the work"),
    ("fiction", "a story: nothing in it wants a source"),
];

const LENSES: &[(&str, &str)] = &[
    ("several", "above what is cited more than once"),
    ("all", "above everything that can be cited, and at the top of the draft"),
    ("off", "none"),
];

const HINTS: &[(&str, &str)] = &[("off", "nothing"), ("on", "`@lock1931` is followed by a faint `Lock 1931`")];

const NETWORK: &[(&str, &str)] = &[
    ("off", "never; no connection is opened"),
    ("ask", "after a question, each time"),
    ("on", "whenever you ask to check sources"),
];

/// The words for a level, each with its meaning.
pub const LEVELS: &[(&str, &str)] = &[
    ("off", "never reported"),
    ("on", "reported at the rule's own severity"),
    ("hint", "reported as a hint"),
    ("information", "reported as information"),
    ("warning", "reported as a warning"),
    ("error", "reported as an error"),
];

/// The level a word stands for.
pub fn level(word: &str) -> Option<Level> {
    Some(match word {
        "off" => Level::Off,
        "on" => Level::On,
        "hint" => Level::At(Severity::Hint),
        "information" => Level::At(Severity::Information),
        "warning" => Level::At(Severity::Warning),
        "error" => Level::At(Severity::Error),
        _ => return None,
    })
}

fn strictness(word: &str) -> Option<Strictness> {
    Some(match word {
        "relaxed" => Strictness::Relaxed,
        "standard" => Strictness::Standard,
        "strict" => Strictness::Strict,
        _ => return None,
    })
}

fn lens(word: &str) -> Option<CodeLens> {
    Some(match word {
        "several" => CodeLens::Several,
        "all" => CodeLens::All,
        "off" => CodeLens::Off,
        _ => return None,
    })
}

fn network(word: &str) -> Option<Network> {
    Some(match word {
        "off" => Network::Off,
        "ask" => Network::Ask,
        "on" => Network::On,
        _ => return None,
    })
}

fn style(word: &str) -> Option<CitationStyle> {
    Some(match word {
        "auto" => CitationStyle::Auto,
        "footnote" => CitationStyle::Footnote,
        "link" => CitationStyle::Link,
        "reference" => CitationStyle::Reference,
        "pandoc" => CitationStyle::Pandoc,
        _ => return None,
    })
}
