//! What each format calls what CSL calls otherwise.

/// Kinds of BibTeX and BibLaTeX, and CSL's types; for a type the first is the one that is written.
pub const BIBTEX_KINDS: &[(&str, &str)] = &[
    ("article", "article-journal"),
    ("article", "article-magazine"),
    ("article", "article-newspaper"),
    ("book", "book"),
    ("mvbook", "book"),
    ("collection", "book"),
    ("proceedings", "book"),
    ("booklet", "pamphlet"),
    ("incollection", "chapter"),
    ("inbook", "chapter"),
    ("inproceedings", "paper-conference"),
    ("conference", "paper-conference"),
    ("thesis", "thesis"),
    ("phdthesis", "thesis"),
    ("mastersthesis", "thesis"),
    ("report", "report"),
    ("techreport", "report"),
    ("manual", "report"),
    ("online", "webpage"),
    ("online", "post-weblog"),
    ("online", "post"),
    ("electronic", "webpage"),
    ("www", "webpage"),
    ("unpublished", "manuscript"),
    ("dataset", "dataset"),
    ("software", "software"),
    ("patent", "patent"),
    ("inreference", "entry-encyclopedia"),
    ("video", "motion_picture"),
    ("misc", "document"),
];

/// Kinds of Hayagriva, and CSL's types.
pub const KINDS: &[(&str, &str)] = &[
    ("web", "webpage"),
    ("blog", "post-weblog"),
    ("anthos", "chapter"),
    ("repository", "software"),
    ("video", "motion_picture"),
    ("newspaper", "article-newspaper"),
    ("conference", "paper-conference"),
];

/// The roles of people, and the fields that hold them.
pub const NAMES: &[(&str, &[&str])] =
    &[("author", &["author"]), ("editor", &["editor"]), ("translator", &["translator"]), ("director", &["director"])];

/// Dates, and the fields that hold them.
pub const DATES: &[(&str, &[&str])] =
    &[("issued", &["issued", "date", "year"]), ("accessed", &["accessed", "urldate"])];

/// Variables, and the fields that hold them.
pub const TEXTS: &[(&str, &[&str])] = &[
    ("title", &["title"]),
    ("container-title", &["container-title", "journaltitle", "journal", "booktitle"]),
    ("collection-title", &["collection-title", "series"]),
    ("edition", &["edition"]),
    ("volume", &["volume"]),
    ("issue", &["issue"]),
    ("page", &["page", "pages", "page-range"]),
    ("genre", &["genre", "type"]),
    ("publisher", &["publisher", "institution", "school", "organization"]),
    ("publisher-place", &["publisher-place", "location", "address"]),
    ("note", &["note"]),
    ("abstract", &["abstract"]),
    ("language", &["language", "langid"]),
    ("DOI", &["doi"]),
    ("URL", &["url", "howpublished"]),
    ("ISBN", &["isbn"]),
    ("ISSN", &["issn"]),
    ("PMID", &["pmid"]),
    ("PMCID", &["pmcid"]),
];
